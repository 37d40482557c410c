// Which colour and which underline a character's lines have. Those who speak most come first, so that the voices of a
// scene differ in colour; beyond the palette colours return with another underline.
import { UNMASKED_LATER } from "./masks";
import type { Story } from "./story";

export const COLOURS = 8;
export const CUES = 5;

/**
 * CSS classes of a character's lines, by character index: a colour `v0` … and a cue `u0` (none) … `u4`. Figures that are still masked stand behind
 * the `known` characters of the document, and come last, so that nobody changes colour when one of them is unmasked.
 */
export function voices(story: Story, known = story.characters.length): string[] {
  const lines = story.characters.map(() => 0);
  for (const line of story.lines) {
    const who = line.speaker && (line.speaker.index < known ? line.speaker.index : story.characters.findIndex((one) => line.speaker!.id.startsWith(one.id + UNMASKED_LATER)));
    if (who !== null && line.kind === "speech" && line.parent === null) lines[who]!++;
  }
  const order = story.characters.map((one) => one.index).sort((a, b) => Number(a >= known) - Number(b >= known) || lines[b]! - lines[a]! || a - b);
  const result: string[] = [];
  order.forEach((index, rank) => {
    result[index] = `v${rank % COLOURS} u${Math.floor(rank / COLOURS) % CUES}`;
  });
  return result;
}
