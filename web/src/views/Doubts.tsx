import { percent } from "../model/figures";
import { Name } from "./Name";
import type { PanelProps } from "./Panel";

const MOST_LISTED = 60;

/** Which lines a person should look at, and what counts as doubtful. */
export function Doubts({ story, classes, threshold, onThreshold, doubtful, onDoubt, onChoose, figures }: PanelProps) {
  const measured = story.lines.some((line) => line.confidence !== null);
  const all = story.lines.filter((line) => line.kind !== "not_speech").length;
  const words = (index: number) => {
    const line = story.lines[index]!;
    const text = story.text?.slice(...line.spans[0]!).replace(/\s+/g, " ") ?? line.id;
    return text.length > 60 ? `${text.slice(0, 58).trimEnd()}…` : text;
  };
  return (
    <>
      <p class="plain">
        <strong>{doubtful.length}</strong> of {all} lines, thoughts and writings {doubtful.length === 1 ? "is" : "are"} doubtful
        {all > 0 && doubtful.length > 0 && ` (${percent(doubtful.length / all)})`}: no speaker
        {figures.unknown.spoken.length ? ` (${figures.unknown.spoken.length})` : ""}, or less sure than
      </p>
      <label class="threshold">
        <span class="hidden">Doubtful below</span>
        <input
          type="range"
          min="0"
          max="1"
          step="0.05"
          value={threshold}
          disabled={!measured}
          aria-valuetext={percent(threshold)}
          onInput={(event) => onThreshold(Number(event.currentTarget.value))}
        />
        <output>{percent(threshold)}</output>
      </label>
      {!measured && <p class="plain">This document does not say how sure its speakers are, so only lines without a speaker count.</p>}
      <p class="buttons">
        <button type="button" class="tool" onClick={() => onDoubt(-1)} disabled={!doubtful.length}>‹ Previous</button>
        <button type="button" class="tool" onClick={() => onDoubt(1)} disabled={!doubtful.length}>Next ›</button>
      </p>
      <ol class="doubts">
        {doubtful.slice(0, MOST_LISTED).map((index) => (
          <li key={index}>
            <button type="button" onClick={() => onChoose(index)}>
              <span class="words">{words(index)}</span>
              <span class="counts">
                <Name who={story.lines[index]!.speaker} classes={classes} />
                {story.lines[index]!.confidence !== null && ` ${percent(story.lines[index]!.confidence!)}`}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {doubtful.length > MOST_LISTED && <p class="plain">And {doubtful.length - MOST_LISTED} more: step through them with d.</p>}
    </>
  );
}
