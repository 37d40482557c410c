// The story document counts code points, JavaScript counts UTF-16 units. Everything is converted here, once, on reading.

/** A function from a code point offset to the UTF-16 index of the same place; offsets outside the text are clamped to it. */
export function utf16Offsets(text: string): (offset: number) => number {
  const wide: number[] = []; // code point offsets of the characters that take two units
  const pairs = /[\ud800-\udbff][\udc00-\udfff]/g;
  while (pairs.exec(text)) wide.push(pairs.lastIndex - 2 - wide.length);
  if (!wide.length) return (offset) => clamp(offset, text.length);
  return (offset) => clamp(offset + countBelow(wide, offset), text.length);
}

/** How many numbers of the ascending list are smaller than `value`. */
export function countBelow(ascending: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function clamp(offset: number, length: number): number {
  return Math.max(0, Math.min(length, offset));
}
