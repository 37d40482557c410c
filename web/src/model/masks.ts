// The story as one knows it who has read so far: figures who are unmasked later go by what the text calls them, and a dream
// that shows only later is not known for one. What the reader has passed is told as it is.
import { indexAt } from "./blocks";
import type { Character, Line, Story } from "./story";

/** Where a reader learns who somebody was, or what a stretch was: the places where `masked` gives another story. */
export function unmaskings(story: Story): number[] {
  const places = [...story.reveals.map((reveal) => reveal.at), ...story.levels.flatMap((level) => level.revealedAt ?? [])];
  return [...new Set(places)].sort((a, b) => a - b);
}

/** The story for one who has read to `horizon`; the story itself where nothing is still to be revealed. */
export function masked(story: Story, horizon: number): Story {
  const waiting = new Map<number, string[]>();
  for (const reveal of story.reveals) {
    if (reveal.at > horizon) waiting.set(reveal.entity.index, [...(waiting.get(reveal.entity.index) ?? []), reveal.figure]);
  }
  const hidden = story.levels.filter((level) => level.revealedAt !== null && level.revealedAt > horizon);
  if (!waiting.size && !hidden.length) return story;
  const characters = [...story.characters];
  const figures = new Map<number, Character>();
  for (const [index, names] of waiting) {
    const who = story.characters[index]!;
    // one whom the reader knows by name as well is two people until then; one who is not known yet is the figure alone
    const known = knownByName(story, who, horizon);
    const figure: Character = { ...who, index: known ? characters.length : index, id: known ? `${who.id} unmasked later` : who.id, name: names[0]!, aliases: [], narrator: !known && who.narrator };
    characters[figure.index] = figure;
    figures.set(index, figure);
  }
  const guise = (who: Character, at: number): Character => {
    const figure = figures.get(who.index);
    return !figure ? who : figure.index === who.index || isUnclear(story, who, at, horizon) ? figure : who;
  };
  const all = (people: Character[], at: number) => (people.some((who) => figures.has(who.index)) ? people.map((who) => guise(who, at)) : people);
  const line = (one: Line): Line => {
    const people = [one.speaker, ...(one.addressees ?? []), ...one.alternatives.map((other) => other.who), ...(one.emotion?.toward ?? [])];
    if (!people.some((who) => who && figures.has(who.index))) return one;
    return {
      ...one,
      speaker: one.speaker && guise(one.speaker, one.start),
      addressees: one.addressees && all(one.addressees, one.start),
      alternatives: one.alternatives.map((other) => ({ ...other, who: guise(other.who, one.start) })),
      emotion: one.emotion && { ...one.emotion, toward: all(one.emotion.toward, one.start) },
      // reasons name people in words of their own
      reasons: [],
    };
  };
  const parents = new Map(hidden.map((level) => [level.id, level.parent ?? ""]));
  const world = (id: string): string => {
    let level = id;
    for (let steps = 0; parents.has(level) && steps <= parents.size; steps++) level = parents.get(level)!;
    return level;
  };
  const mentions = new Map(story.mentions);
  for (const [index, figure] of figures) {
    if (figure.index === index) continue;
    const spans = story.mentions.get(index) ?? [];
    const own = (span: readonly [number, number]) => guise(story.characters[index]!, span[0]) === figure;
    mentions.set(figure.index, spans.filter(own));
    mentions.set(index, spans.filter((span) => !own(span)));
  }
  return {
    ...story,
    characters,
    byId: new Map(characters.map((who) => [who.id, who])),
    guise,
    mentions,
    lines: story.lines.map(line),
    scenes: story.scenes.map((scene) => ({ ...scene, level: world(scene.level), participants: all(scene.participants, scene.start) })),
    levels: story.levels
      .filter((level) => !hidden.includes(level))
      .map((level, index) => ({ ...level, index, parent: world(level.parent ?? ""), experiencer: level.experiencer && guise(level.experiencer, level.spans[0]![0]) })),
    // whoever falls asleep before a dream that is not known for one has not been seen to
    states: story.states
      .filter((state) => !hidden.some((level) => state.slot === "mind" && state.who === level.experiencer?.id && level.spans.some(([from, to]) => from <= state.at && state.at < to)))
      .map((state) => ({ ...state, level: world(state.level) })),
    felt: story.felt.map((one) => ({ ...one, who: guise(one.who, one.at), toward: all(one.toward, one.at) })),
    decisions: story.decisions.map((one) => ({ ...one, level: world(one.level), decider: one.decider && guise(one.decider, one.start), offeredBy: one.offeredBy && guise(one.offeredBy, one.start) })),
    // a tie would say who it is
    relationships: story.relationships.filter((one) => !figures.has(one.from.index) && !figures.has(one.to.index)),
    changes: story.changes.map((change) => ({ ...change, level: world(change.level) })).filter((change) => !parents.has(change.item)),
  };
}

/** Whether a reader knows somebody by name at `horizon`, a reveal still to come. */
function knownByName(story: Story, who: Character, horizon: number): boolean {
  const unclear = new Set((story.unclear.get(who.index) ?? []).filter((one) => one.until > horizon).map((one) => one.at));
  const names = new Set([who.name, ...who.aliases].map((name) => name.toLowerCase()));
  return (story.mentions.get(who.index) ?? []).some((span) => span[0] <= horizon && !unclear.has(span[0]) && names.has(story.text?.slice(...span).toLowerCase() ?? ""));
}

/** Whether somebody who is there at a place is a figure not understood yet: so in this scene, else when last mentioned before. */
function isUnclear(story: Story, who: Character, at: number, horizon: number): boolean {
  const unclear = (story.unclear.get(who.index) ?? []).filter((one) => one.until > horizon);
  const scene = story.scenes[indexAt(story.scenes, at)];
  if (scene && unclear.some((one) => one.at >= scene.start && one.at < scene.end)) return true;
  const before = (story.mentions.get(who.index) ?? []).filter((span) => span[0] <= at).at(-1);
  return before === undefined ? unclear.length > 0 : unclear.some((one) => one.at === before[0]);
}
