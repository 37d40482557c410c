// Counts over the lines, and confidence put into words.
import type { Character, Line, Story } from "./story";

export interface CharacterFigures {
  /** Indexes of all their lines, in order. */
  spoken: number[];
  /** Speech that lies in no other quotation. */
  lines: number;
  words: number;
  thoughts: number;
  /** Of all words spoken, or of all that is spoken by length where there is no text. */
  share: number;
}

export interface Figures {
  byCharacter: CharacterFigures[];
  /** The same for lines without a speaker. */
  unknown: CharacterFigures;
  lines: number;
  words: number;
}

const WORD = /[\p{L}\p{N}]+(?:['’\-‐‑][\p{L}\p{N}]+)*/gu;

/** How many words a text has. */
export function countWords(text: string): number {
  return text.match(WORD)?.length ?? 0;
}

/** Counts for each character; a quotation within a quotation counts for the one who quotes it. */
export function figures(story: Story): Figures {
  const empty = (): CharacterFigures => ({ spoken: [], lines: 0, words: 0, thoughts: 0, share: 0 });
  const byCharacter = story.characters.map(empty);
  const unknown = empty();
  const lengths = new Map<CharacterFigures, number>();
  let [lines, words, length] = [0, 0, 0];
  for (const line of story.lines) {
    if (line.kind === "not_speech") continue;
    const own = line.speaker ? byCharacter[line.speaker.index]! : unknown;
    own.spoken.push(line.index);
    if (line.kind === "thought") own.thoughts++;
    if (line.kind !== "speech" || line.parent !== null) continue;
    const size = line.spans.reduce((sum, span) => sum + span[1] - span[0], 0);
    const count = story.text === null ? 0 : line.spans.reduce((sum, span) => sum + countWords(story.text!.slice(...span)), 0);
    own.lines++;
    own.words += count;
    lengths.set(own, (lengths.get(own) ?? 0) + size);
    lines++;
    words += count;
    length += size;
  }
  for (const own of [...byCharacter, unknown]) {
    own.share = words ? own.words / words : length ? (lengths.get(own) ?? 0) / length : 0;
  }
  return { byCharacter, unknown, lines, words };
}

/** Whether a person should look at a line: no speaker, or less sure than the threshold. What a person set is not in doubt. */
export function isDoubtful(line: Line, threshold: number): boolean {
  if (line.kind === "not_speech" || line.by === "person" || line.by === "given") return false;
  return line.speaker === null || (line.confidence !== null && line.confidence < threshold);
}

/** How sure, in words. */
export function sureness(line: Line): string {
  if (line.by === "person") return "set by a person";
  if (line.by === "given") return "given";
  if (line.confidence === null) return "not measured";
  const words = inWords(line.confidence);
  return line.speaker ? words : `${words} that nobody could say`;
}

function inWords(confidence: number): string {
  if (confidence >= 0.97) return "as good as certain";
  if (confidence >= 0.9) return "very likely";
  if (confidence >= 0.75) return "likely";
  if (confidence >= 0.5) return "more likely than not";
  if (confidence >= 0.25) return "doubtful";
  return "a guess";
}

/** A share as whole percent; never 0% or 100% for what only comes near. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return "<1%";
  if (share < 1 && share > 0.99) return ">99%";
  return `${Math.round(share * 100)}%`;
}

/** Who is spoken to, in words. */
export function addressed(line: Line): string | null {
  if (line.addressees === null) return null;
  if (!line.addressees.length) return "nobody";
  return names(line.addressees.map((who) => (who === line.speaker ? "themself" : who.name)));
}

/** "Ann", "Ann and Ben", "Ann, Ben and Cid". */
export function names(list: readonly string[]): string {
  return list.length < 2 ? (list[0] ?? "") : `${list.slice(0, -1).join(", ")} and ${list[list.length - 1]}`;
}

/** What a line is, said after a name: "Ann", "Ann thinks", "Ann writes". */
export function voiceName(line: Line, speaker: Character | null = line.speaker): string {
  const name = speaker?.name ?? "unknown";
  if (line.kind === "thought") return `${name}, thinking`;
  if (line.kind === "writing") return `${name}, in writing`;
  return name;
}
