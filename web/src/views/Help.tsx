import { useEffect, useRef } from "preact/hooks";
import { KEYS } from "./keys";

interface HelpProps {
  onClose(): void;
  keysOn: boolean;
  onKeysOn(on: boolean): void;
}

/** The overlay of `?`: what the signs mean, and the keys. */
export function Help({ onClose, keysOn, onKeysOn }: HelpProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current!.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class="help"
      aria-labelledby="fullcast-help"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
      onKeyDown={(event) => event.key === "?" && dialog.current?.close()}
    >
      <div class="sheet">
        <div class="bar">
          <h2 id="fullcast-help">How to read this page</h2>
          <button type="button" class="tool" aria-label="Close" onClick={() => dialog.current?.close()}>×</button>
        </div>
        <ul class="legend">
          <li><span class="q speech v0">“A line”</span> in the colour of who speaks it, with the name beside it</li>
          <li><span class="q thought v0">A thought</span> leans</li>
          <li><span class="q writing v0">A letter or a sign</span> has another face</li>
          <li><span class="q not_speech">“so-called”</span> looks like speech and is not</li>
          <li><span class="q speech v1 doubt">“A doubtful line”</span> is shaded, and its name has a question mark</li>
          <li><span class="lv lv-dream">A dream, a tale, a memory</span>: what does not play in the story’s own world has a ground of its own</li>
          <li>What comes later is kept from you: who a masked figure is, what was only a dream, the pictures beyond the place that you have reached. “Show what comes later” ends that</li>
          <li>The strip on top is the whole story, a tick for each line; a click goes there</li>
        </ul>
        <h3>Keys</h3>
        <dl class="keys">
          {KEYS.map(([keys, what]) => (
            <div>
              <dt>{keys.map((key) => <kbd>{key}</kbd>)}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <label class="check">
          <input type="checkbox" checked={keysOn} onChange={(event) => onKeysOn(event.currentTarget.checked)} />
          Keys of a single letter are on
        </label>
      </div>
    </dialog>
  );
}
