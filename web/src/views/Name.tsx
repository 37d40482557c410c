import type { Character } from "../model/story";

/** A character's name in the colour of their lines. */
export function Name({ who, classes }: { who: Character | null; classes: string[] }) {
  return who ? <span class={`name ${classes[who.index]}`}>{who.name}</span> : <span class="name nobody">unknown</span>;
}
