// What there is to read where the document has no text: the order of the lines, without a word of them.
import type { Story } from "../model/story";
import { isDoubtful, sureness, voiceName } from "../model/figures";
import type { TextHandle } from "./Text";

interface WithoutProps {
  story: Story;
  classes: string[];
  current: number | null;
  followed: number | null;
  threshold: number;
  onChoose(line: number, go: boolean): void;
  handle: { current: TextHandle | null };
}

const MOST_LINES = 2000;

export function Without({ story, classes, current, followed, threshold, onChoose, handle }: WithoutProps) {
  handle.current = {
    go: (_offset, line) => {
      const element = line === undefined ? null : document.querySelector<HTMLElement>(`.fullcast [data-line="${line}"]`);
      element?.scrollIntoView({ block: "center" });
      element?.focus({ preventScroll: true });
    },
    seen: () => [-1, Infinity],
    read: () => 0,
  };
  const lines = story.lines.slice(0, MOST_LINES);
  return (
    <article class="text without">
      <p class="plain">
        This document carries no text: it was written with <code>--no-text</code>. Who speaks, in which order and how sure that is
        can be seen; the words cannot.
      </p>
      <ol>
        {lines.map((line) => (
          <li>
            <button
              type="button"
              data-line={line.index}
              class={`step ${line.speaker ? classes[line.speaker.index] : "nobody"}${line.speaker?.index === followed && followed !== null ? " followed" : ""}${line.index === current ? " chosen" : ""}${isDoubtful(line, threshold) ? " doubt" : ""}`}
              aria-current={line.index === current ? "true" : undefined}
              onClick={() => onChoose(line.index, false)}
            >
              <span class="name">{voiceName(line)}</span> <span class="quiet">{sureness(line)}</span>
            </button>
          </li>
        ))}
      </ol>
      {story.lines.length > MOST_LINES && <p class="plain">And {story.lines.length - MOST_LINES} lines more.</p>}
    </article>
  );
}
