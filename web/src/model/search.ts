// Search in the text of the book: plain words, any case, whatever the typography.
import type { Span } from "./story";

export const MOST_HITS = 100_000;

/** Where the words stand, at most MOST_HITS places; white space, line ends, straight and curly marks, hyphens and dashes match each other. */
export function find(text: string, words: string): Span[] {
  const query = words.trim();
  if (!query) return [];
  const pattern = query
    .replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")
    .replace(/\s+/g, "\\s+")
    .replace(/['‘’ʼ]/g, "['‘’ʼ]")
    .replace(/["“”„]/g, '["“”„]')
    .replace(/[-‐‑–—]/g, "[-‐‑–—]");
  const hits: Span[] = [];
  for (const hit of text.matchAll(new RegExp(pattern, "giu"))) {
    hits.push([hit.index, hit.index + hit[0].length]);
    if (hits.length === MOST_HITS) break;
  }
  return hits;
}
