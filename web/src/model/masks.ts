// The story as one knows it who has read so far: figures who are unmasked later go by what the text calls them, and a dream
// that shows only later is not known for one. What the reader has passed is told as it is.
import { indexAt } from "./blocks";
import type { Character, Line, Reveal, Span, Story } from "./story";

/** Stands in the id of a figure who is a character of the document, under another name. */
export const UNMASKED_LATER = " unmasked later ";

/** The places where `masked` gives another story: where somebody, or a dream, is known for what it is, or by another name as well. */
export function unmaskings(story: Story): number[] {
  const places = [
    ...story.reveals.flatMap((reveal) => [reveal.at, ...named(story, reveal.entity).slice(0, 1)]),
    ...story.levels.flatMap((level) => level.revealedAt ?? []),
  ];
  return [...new Set(places)].sort((a, b) => a - b);
}

/** The story for one who has read to `horizon`; the story itself where nothing is still to be revealed. */
export function masked(story: Story, horizon: number): Story {
  const waiting = new Map<number, Reveal[]>();
  for (const reveal of story.reveals) {
    if (reveal.at > horizon) waiting.set(reveal.entity.index, [...(waiting.get(reveal.entity.index) ?? []), reveal]);
  }
  const hidden = story.levels.filter((level) => level.revealedAt !== null && level.revealedAt > horizon);
  if (!waiting.size && !hidden.length) return story;
  const characters = [...story.characters];
  const figures = new Map<Reveal, Character>();
  for (const [index, reveals] of waiting) {
    const who = story.characters[index]!;
    // one whom the reader knows by name as well is two people until then; one who is not known yet is the figure alone
    const known = named(story, who).some((at) => at <= horizon);
    reveals.forEach((reveal, i) => {
      const alone = !known && i === 0;
      const own = alone ? { index, id: who.id, narrator: who.narrator } : { index: characters.length, id: `${who.id}${UNMASKED_LATER}${i}`, narrator: false };
      characters[own.index] = { ...who, ...own, name: reveal.figure, aliases: [] };
      figures.set(reveal, characters[own.index]!);
    });
  }
  const guise = (who: Character, at: number): Character => {
    const reveals = waiting.get(who.index);
    if (!reveals) return who;
    const until = unclearUntil(story, who, at, horizon);
    const reveal = until === null ? undefined : (reveals.find((one) => one.at >= until) ?? reveals[0]);
    return reveal ? figures.get(reveal)! : characters[who.index]!;
  };
  const all = (people: Character[], at: number) => (people.some((who) => waiting.has(who.index)) ? people.map((who) => guise(who, at)) : people);
  const line = (one: Line): Line => {
    const people = [one.speaker, ...(one.addressees ?? []), ...one.alternatives.map((other) => other.who), ...(one.emotion?.toward ?? [])];
    if (!people.some((who) => who && waiting.has(who.index))) return one;
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
  for (const [index, reveals] of waiting) {
    const unclear = new Map((story.unclear.get(index) ?? []).map((one) => [one.at, one.until]));
    mentions.set(index, []);
    for (const span of story.mentions.get(index) ?? []) {
      const until = unclear.get(span[0]) ?? 0;
      const reveal = until > horizon ? reveals.find((one) => one.at >= until) : undefined;
      const seen = reveal ? figures.get(reveal)!.index : index;
      mentions.set(seen, [...(mentions.get(seen) ?? []), span]);
    }
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
    relationships: story.relationships.filter((one) => !waiting.has(one.from.index) && !waiting.has(one.to.index)),
    changes: story.changes.map((change) => ({ ...change, level: world(change.level) })).filter((change) => !parents.has(change.item)),
  };
}

/** Where somebody is called by name and a reader understands it at once. */
function named(story: Story, who: Character): number[] {
  const unclear = new Set((story.unclear.get(who.index) ?? []).map((one) => one.at));
  const names = new Set([who.name, ...who.aliases].map((name) => name.toLowerCase()));
  const called = (span: Span) => names.has(story.text?.slice(...span).toLowerCase() ?? "");
  return (story.mentions.get(who.index) ?? []).filter((span) => !unclear.has(span[0]) && called(span)).map((span) => span[0]);
}

/** Where it is cleared up who somebody is who is there at a place: by the scene's mentions, else by the last before; null where it is clear. */
function unclearUntil(story: Story, who: Character, at: number, horizon: number): number | null {
  const unclear = (story.unclear.get(who.index) ?? []).filter((one) => one.until > horizon);
  const scene = story.scenes[indexAt(story.scenes, at)];
  const here = scene && unclear.find((one) => one.at >= scene.start && one.at < scene.end);
  if (here) return here.until;
  const before = (story.mentions.get(who.index) ?? []).filter((span) => span[0] <= at).at(-1);
  return before === undefined ? (unclear[0]?.until ?? null) : (unclear.find((one) => one.at === before[0])?.until ?? null);
}
