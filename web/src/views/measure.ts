// How wide words are, and which of them have room.
const widths = new Map<string, number>();
let context: CanvasRenderingContext2D | null = null;

/** Width of words in pixels, in the sans face of the page. */
export function textWidth(words: string, size = 11, weight = 400): number {
  const key = `${weight} ${size} ${words}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  context ??= document.createElement("canvas").getContext("2d");
  let width = words.length * size * 0.6;
  if (context) {
    context.font = `${weight} ${size}px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif`;
    width = context.measureText(words).width;
  }
  if (widths.size > 20_000) widths.clear();
  widths.set(key, width);
  return width;
}

/** Words on one line, shortened with "…" to the room; empty where not even three letters would fit. */
export function fitted(words: string, room: number, size = 11, weight = 400): string {
  if (textWidth(words, size, weight) <= room) return words;
  let end = Math.min(words.length, Math.ceil(room / (size * 0.3)));
  while (end > 0 && textWidth(`${words.slice(0, end).trimEnd()}…`, size, weight) > room) end--;
  return end >= 3 ? `${words.slice(0, end).trimEnd()}…` : "";
}

/** Words in at most `lines` lines. */
export function wrapped(words: string, room: number, lines: number, size = 11): string[] {
  const result: string[] = [];
  const rest = words.split(/\s+/).filter(Boolean);
  while (rest.length && result.length < lines - 1) {
    let line = rest.shift()!;
    while (rest.length && textWidth(`${line} ${rest[0]}`, size) <= room) line += ` ${rest.shift()}`;
    result.push(fitted(line, room, size));
  }
  if (rest.length) result.push(fitted(rest.join(" "), room, size));
  return result.filter(Boolean);
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Keeps labels off one another. */
export class Places {
  private taken = new Map<number, Box[]>();

  take(box: Box): void {
    for (let row = Math.floor(box.left / 64); row <= Math.floor(box.right / 64); row++) {
      const boxes = this.taken.get(row);
      if (boxes) boxes.push(box);
      else this.taken.set(row, [box]);
    }
  }

  /** The first of the boxes that is free, which then is taken. */
  first(boxes: readonly Box[]): Box | null {
    const box = boxes.find((one) => this.free(one)) ?? null;
    if (box) this.take(box);
    return box;
  }

  private free(box: Box): boolean {
    for (let row = Math.floor(box.left / 64); row <= Math.floor(box.right / 64); row++) {
      for (const other of this.taken.get(row) ?? []) {
        if (box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom) return false;
      }
    }
    return true;
  }
}
