const NAMES: Record<string, string> = {
  author_note: "author’s note",
  contents: "contents",
  disclaimer: "disclaimer",
  footnote: "footnote",
  licence: "licence",
  metadata: "about the file",
  other: "not story",
  summary: "summary",
};

/** A kind of region in words; kinds of later versions are shown as they are. */
export function regionName(kind: string): string {
  return NAMES[kind] ?? kind.replaceAll("_", " ");
}
