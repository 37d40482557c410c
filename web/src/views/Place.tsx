// The slider that moves everything: where in the story the reader is, and whether what comes later may be shown.
import { useMemo } from "preact/hooks";
import { indexAt } from "../model/blocks";
import type { Story } from "../model/story";
import { nextChange } from "../model/world";
import { useReading, type Reading } from "./reading";

export interface PlaceProps {
  story: Story;
  reading: Reading;
  /** Brings text and pictures to an offset. */
  onSeek(offset: number): void;
  later: boolean;
  onLater(later: boolean): void;
}

export function Place({ story, reading, onSeek, later, onLater }: PlaceProps) {
  const here = useReading(reading, useMemo(() => (one: Reading) => one.here, []));
  const [before, after] = [nextChange(story, here, -1), nextChange(story, here, 1)];
  return (
    <div class="place">
      <button type="button" class="tool" aria-label="To the change before" title="To the change before" disabled={before === null} onClick={() => onSeek(before!)}>‹</button>
      <input
        type="range"
        min="0"
        max={story.length}
        step="any"
        value={here}
        aria-label="Place in the story"
        aria-valuetext={placeName(story, here)}
        onInput={(event) => onSeek(Math.round(Number(event.currentTarget.value)))}
      />
      <button type="button" class="tool" aria-label="To the next change" title="To the next change" disabled={after === null} onClick={() => onSeek(after!)}>›</button>
      <label class="check">
        <input type="checkbox" checked={later} onChange={(event) => onLater(event.currentTarget.checked)} />
        Show what comes later
      </label>
    </div>
  );
}

/** A place in words: "41%, scene 3 of 14". */
export function placeName(story: Story, offset: number): string {
  const share = `${Math.round((100 * offset) / Math.max(1, story.length))}%`;
  const scene = indexAt(story.scenes, offset);
  return scene < 0 ? share : `${share}, scene ${scene + 1} of ${story.scenes.length}`;
}
