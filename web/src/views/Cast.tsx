import { percent, type CharacterFigures } from "../model/figures";
import type { Character } from "../model/story";
import { Name } from "./Name";
import type { PanelProps } from "./Panel";

/** Who is there, who speaks how much; a click follows them. */
export function Cast({ story, figures, classes, followed, onFollow }: PanelProps) {
  if (!story.characters.length) return <p class="plain">No characters in this document.</p>;
  const spoken = (who: Character) => figures.byCharacter[who.index]!.spoken.length;
  const order = (a: Character, b: Character) =>
    figures.byCharacter[b.index]!.lines - figures.byCharacter[a.index]!.lines ||
    (story.mentions.get(b.index)?.length ?? 0) - (story.mentions.get(a.index)?.length ?? 0) ||
    a.index - b.index;
  const speaking = story.characters.filter(spoken).sort(order);
  const silent = story.characters.filter((who) => !spoken(who) && who.cast).sort(order);
  const others = story.characters.filter((who) => !spoken(who) && !who.cast).sort(order);
  const widest = Math.max(figures.unknown.share, ...figures.byCharacter.map((own) => own.share)) || 1;
  const item = (who: Character) => (
    <li key={who.id}>
      <button type="button" class="person" aria-pressed={followed === who.index} onClick={() => onFollow(followed === who.index ? null : who.index)}>
        <Name who={who} classes={classes} />
        {who.narrator && <span class="quiet"> narrator</span>}
        {who.kind !== "person" && <span class="quiet"> {who.kind}</span>}
        <Counts own={figures.byCharacter[who.index]!} mentions={story.mentions.get(who.index)?.length ?? 0} words={story.text !== null} />
        {figures.byCharacter[who.index]!.share > 0 && (
          <span class={`measure ${classes[who.index]}`} aria-hidden="true">
            <span style={{ width: `${(100 * figures.byCharacter[who.index]!.share) / widest}%` }} />
          </span>
        )}
      </button>
    </li>
  );
  return (
    <>
      <p class="plain">
        {figures.lines} lines of speech{story.text !== null && `, ${figures.words.toLocaleString("en")} words`}; shares are of these. Choose a name to follow.
      </p>
      <ul class="cast">
        {speaking.map(item)}
        {figures.unknown.spoken.length > 0 && (
          <li class="person">
            <Name who={null} classes={classes} />
            <Counts own={figures.unknown} mentions={0} words={story.text !== null} />
          </li>
        )}
      </ul>
      <More title="Silent" people={silent} item={item} open />
      <More title="Only spoken of" people={others} item={item} />
    </>
  );
}

function Counts({ own, mentions, words }: { own: CharacterFigures; mentions: number; words: boolean }) {
  const parts = [];
  if (own.lines) {
    parts.push(`${own.lines} ${own.lines === 1 ? "line" : "lines"}`);
    if (words) parts.push(`${own.words.toLocaleString("en")} ${own.words === 1 ? "word" : "words"}`);
    parts.push(percent(own.share));
  }
  if (own.thoughts) parts.push(`${own.thoughts} ${own.thoughts === 1 ? "thought" : "thoughts"}`);
  if (!own.spoken.length && mentions) parts.push(`${mentions} ${mentions === 1 ? "mention" : "mentions"}`);
  return <span class="counts">{parts.join(" · ")}</span>;
}

interface MoreProps {
  title: string;
  people: Character[];
  item(who: Character): preact.JSX.Element;
  open?: boolean;
}

function More({ title, people, item, open = false }: MoreProps) {
  if (!people.length) return null;
  return (
    <details open={open && people.length < 12}>
      <summary>
        {title} <span class="quiet">{people.length}</span>
      </summary>
      <ul class="cast">{people.map(item)}</ul>
    </details>
  );
}
