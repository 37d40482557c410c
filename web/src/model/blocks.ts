// Cuts the text into blocks (paragraphs, headings, breaks) and the blocks into chunks that the page draws one at a time.
import { countBelow } from "./offsets";
import type { Span, Story } from "./story";

export interface Block {
  start: number;
  end: number;
  /** Kind of the region it lies in. */
  region: string;
  /** Whether the region starts here. */
  opens: boolean;
  /** Whether a scene or a break starts here, and so some space. */
  pause: boolean;
  /** A row of stars, a rule: a sign without a letter. */
  ornament: boolean;
  /** Whether its line ends are the author's (verse, chat) and not those of a 70 column file. */
  keepsLines: boolean;
}

export interface Chunk {
  index: number;
  start: number;
  end: number;
  blocks: Block[];
}

const CHUNK_LENGTH = 5000;

/** Blocks that hold every character of the text that is not white space, in order. */
export function blocks(story: Story): Block[] {
  const text = story.text ?? "";
  const width = wrapWidth(text);
  const pauses = [...story.scenes, ...story.breaks.map((span) => ({ start: span[0] })), ...afterBreaks(story)].map((item) => item.start);
  pauses.sort((a, b) => a - b);
  const result: Block[] = [];
  let previousEnd = 0;
  for (const [start, end] of cutAtRegions(paragraphs(story), story)) {
    const words = text.slice(start, end);
    const region = regionAt(story, start);
    const first = !result.length || (region ? region.start > result[result.length - 1]!.start : false);
    result.push({
      start,
      end,
      region: region?.kind ?? "story",
      opens: first,
      // a pause between the block before and this one: one that starts after it began and not after this one does
      pause: result.length > 0 && countBelow(pauses, start + 1) > countBelow(pauses, previousEnd),
      ornament: words.length < 40 && !/[\p{L}\p{N}]/u.test(words),
      keepsLines: keepsLines(words, width),
    });
    previousEnd = end;
  }
  return result;
}

/** Chunks of whole blocks, about CHUNK_LENGTH long. */
export function chunks(all: readonly Block[]): Chunk[] {
  const result: Chunk[] = [];
  for (const block of all) {
    const last = result[result.length - 1];
    if (!last || last.end - last.start >= CHUNK_LENGTH) {
      result.push({ index: result.length, start: block.start, end: block.end, blocks: [block] });
    } else {
      last.blocks.push(block);
      last.end = block.end;
    }
  }
  return result;
}

/** The last item that starts at or before the offset; -1 for none. Items are sorted by start. */
export function indexAt(items: readonly { start: number }[], offset: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Length of the longest usual line where a file is hard-wrapped; Infinity where its paragraphs are single lines. */
export function wrapWidth(text: string): number {
  const lengths: number[] = [];
  for (const line of text.slice(0, 200_000).split("\n")) if (line.trim()) lengths.push(line.length);
  lengths.sort((a, b) => a - b);
  const usual = lengths[Math.floor(lengths.length * 0.95)] ?? 0;
  return usual > 100 ? Infinity : usual;
}

/** Whether a paragraph's line ends mean something: all its lines but the last are far shorter than the page is wide. */
export function keepsLines(paragraph: string, width: number): boolean {
  const lines = paragraph.trimEnd().split("\n");
  if (lines.length < 2) return false;
  return width === Infinity || lines.every((line) => line.length < width * 0.75);
}

function paragraphs(story: Story): Span[] {
  const text = story.text ?? "";
  const given = story.paragraphs.length ? story.paragraphs : splitAtBlankLines(text);
  const result: Span[] = [];
  let reached = 0;
  const addGap = (to: number) => {
    // nothing of the text is lost: what no paragraph covers is a block of its own
    const gap = text.slice(reached, to);
    const words = gap.trim();
    if (words) result.push([reached + gap.indexOf(words), reached + gap.indexOf(words) + words.length]);
  };
  for (const [start, end] of given) {
    if (start > reached) addGap(start);
    const from = Math.max(start, reached);
    if (end > from) {
      result.push([from, end]);
      reached = end;
    }
  }
  addGap(text.length);
  return result;
}

function splitAtBlankLines(text: string): Span[] {
  const result: Span[] = [];
  const paragraph = /\S[^\n]*(?:\n(?!\s*\n)[^\n]*)*/g;
  for (let found = paragraph.exec(text); found; found = paragraph.exec(text)) {
    result.push([found.index, found.index + found[0].trimEnd().length]);
  }
  return result;
}

function cutAtRegions(given: readonly Span[], story: Story): Span[] {
  if (!story.regions.length) return [...given];
  const text = story.text ?? "";
  const result: Span[] = [];
  for (const [start, end] of given) {
    let from = start;
    for (let i = indexAt(story.regions, start) + 1; i < story.regions.length && story.regions[i]!.start < end; i++) {
      const cut = story.regions[i]!.start;
      if (text.slice(from, cut).trim()) result.push([from, cut]);
      else if (cut > from) continue;
      from = cut;
    }
    result.push([from, end]);
  }
  return result;
}

function regionAt(story: Story, offset: number) {
  const region = story.regions[indexAt(story.regions, offset)];
  return region && offset < region.end ? region : null;
}

/** The places just after breaks, so that the paragraph after a row of stars is set off as the stars are. */
function afterBreaks(story: Story): { start: number }[] {
  return story.breaks.map((span) => ({ start: span[1] }));
}
