// Hands marks out to the blocks they touch, so that a block is laid out from its own marks alone.
import type { Block } from "./blocks";
import { indexAt } from "./blocks";
import type { Mark } from "./segments";
import type { Span, Story } from "./story";

/** By block index; blocks that nothing touches have no entry. */
export type MarksByBlock = Mark[][];

export function byBlock(marks: readonly Mark[], blocks: readonly Block[]): MarksByBlock {
  const result: MarksByBlock = [];
  for (const mark of marks) {
    for (let i = Math.max(0, indexAt(blocks, mark.start)); i < blocks.length && blocks[i]!.start < mark.end; i++) {
      if (blocks[i]!.end > mark.start) (result[i] ??= []).push(mark);
    }
  }
  return result;
}

/** The marks that never change: lines and emphasis. */
export function lastingMarks(story: Story): Mark[] {
  return [
    ...story.lines.flatMap((line) => line.spans.map(([start, end]): Mark => ({ start, end, type: "line", line: line.index }))),
    ...story.emphasis.map(([start, end]): Mark => ({ start, end, type: "emphasis" })),
  ];
}

export function spanMarks(spans: readonly Span[], type: "mention" | "hit"): Mark[] {
  return spans.map(([start, end]) => ({ start, end, type }));
}

/** Stretches of the narrative levels, those around others first. */
export function levelMarks(story: Story): Mark[] {
  return story.levels.flatMap((level) => level.spans.map(([start, end]): Mark => ({ start, end, type: "level", level: level.index })));
}
