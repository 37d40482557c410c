// Which colour and which underline a character's lines have. Those who speak most come first, so that the voices of a
// scene differ in colour; beyond the palette colours return with another underline.
import type { Figures } from "./figures";
import type { Story } from "./story";

export const COLOURS = 8;
export const CUES = 5;

/** CSS classes of a character's lines, by character index: a colour `v0` … and a cue `u0` (none) … `u4`. */
export function voices(story: Story, figures: Figures): string[] {
  const order = story.characters
    .map((character) => character.index)
    .sort((a, b) => figures.byCharacter[b]!.lines - figures.byCharacter[a]!.lines || a - b);
  const result: string[] = [];
  order.forEach((index, rank) => {
    result[index] = `v${rank % COLOURS} u${Math.floor(rank / COLOURS) % CUES}`;
  });
  return result;
}
