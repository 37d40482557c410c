// Lays annotations over a stretch of text: overlapping and nested spans become a flat row of segments, which tile the
// stretch, and the row becomes a tree of quotations for the view.

export type Hit = "" | "hit" | "hit-now";

/** Something that covers a stretch of text. */
export interface Mark {
  start: number;
  end: number;
  type: "line" | "emphasis" | "mention" | "hit" | "hit-now" | "level";
  /** Index of the line, for lines. */
  line?: number;
  /** Index of the narrative level, for levels. */
  level?: number;
}

/** A stretch that every mark covers wholly or not at all. */
export interface Segment {
  start: number;
  end: number;
  /** Indexes of the lines around it, outermost first. */
  lines: number[];
  emphasis: boolean;
  mention: boolean;
  hit: Hit;
  /** Index of the deepest narrative level around it. */
  level: number | null;
}

/** A stretch of a line, or of no line (`line` is null and the content is one segment). */
export interface Piece {
  line: number | null;
  start: number;
  end: number;
  content: Piece[];
  segment: Segment | null;
}

/** Segments that tile [start, end); marks may overlap, nest, cross and reach outside. */
export function segments(start: number, end: number, marks: readonly Mark[]): Segment[] {
  const inside = marks
    .filter((mark) => mark.start < end && mark.end > start && mark.end > mark.start)
    .sort((a, b) => a.start - b.start || b.end - a.end || (a.line ?? 0) - (b.line ?? 0));
  const cuts = new Set([start, end]);
  for (const mark of inside) {
    cuts.add(Math.max(start, mark.start));
    cuts.add(Math.min(end, mark.end));
  }
  const bounds = [...cuts].sort((a, b) => a - b);
  const result: Segment[] = [];
  for (let i = 0; i + 1 < bounds.length; i++) {
    const [from, to] = [bounds[i]!, bounds[i + 1]!];
    const over = inside.filter((mark) => mark.start <= from && mark.end >= to);
    const has = (type: Mark["type"]) => over.some((mark) => mark.type === type);
    result.push({
      start: from,
      end: to,
      lines: over.filter((mark) => mark.type === "line").map((mark) => mark.line!),
      emphasis: has("emphasis"),
      mention: has("mention"),
      level: over.findLast((mark) => mark.type === "level")?.level ?? null,
      hit: has("hit-now") ? "hit-now" : has("hit") ? "hit" : "",
    });
  }
  return result;
}

/** The same row as a tree: segments of one line side by side are one piece. */
export function pieces(row: readonly Segment[], depth = 0): Piece[] {
  const result: Piece[] = [];
  for (let i = 0; i < row.length; ) {
    const first = row[i]!;
    const line = first.lines[depth];
    let last = i + 1;
    if (line === undefined) {
      result.push({ line: null, start: first.start, end: first.end, content: [], segment: first });
    } else {
      while (row[last]?.lines[depth] === line) last++;
      const content = pieces(row.slice(i, last), depth + 1);
      result.push({ line, start: first.start, end: row[last - 1]!.end, content, segment: null });
    }
    i = last;
  }
  return result;
}
