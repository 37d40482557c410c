// What becomes of each character along the text: where they are, in which state, what they feel and decide.
import type { Figures } from "./figures";
import { believedWords, levelWords, stateWords, USUAL } from "./phrases";
import { STORY, type Character, type Level, type Span, type State, type Story } from "./story";

/** A state that holds from `at` to `until`. */
export interface Bar {
  at: number;
  until: number;
  value: string;
  words: string;
  /** Whether it is so on the story's own level, and not only believed or dreamed. */
  certain: boolean;
}

/** An emotion: where it shows, in words, and to whom it goes. */
export interface Mark {
  at: number;
  label: string;
  words: string;
  intensity: number;
}

/** A decision, an unmasking. */
export interface Moment {
  at: number;
  words: string;
}

export interface Lane {
  /** null for a thing, of which only states are told. */
  who: Character | null;
  name: string;
  present: Span[];
  seen: Span;
  felt: Mark[];
  bars: Bar[];
  moments: Moment[];
}

/** A narrative level in words: "Mara’s dream". */
export function levelName(level: Level): string {
  return levelWords(level.kind, level.experiencer?.name ?? null);
}

/** Who a thing or character is, in words. */
export function nameOf(story: Story, id: string | null, at: number): string | null {
  const who = id === null ? undefined : story.byId.get(id);
  return who ? story.guise(who, at).name : id === null ? null : (story.things.get(id) ?? id);
}

/** A state in words, with who believes it and where it is dreamed. */
export function stateName(story: Story, state: Pick<State, "value" | "where" | "status" | "holder" | "level" | "at">): string {
  const words = stateWords(state.value, state.where);
  const said = state.status === "believed" ? believedWords(words, nameOf(story, state.holder, state.at)) : words;
  const level = state.level === STORY ? undefined : story.levels.find((one) => one.id === state.level);
  return level ? `${said} (${levelName(level)})` : said;
}

/** One lane for each character of whom something is told up to `limit`, the `most` who are told most of, and one for each thing that breaks or is lost. */
export function lanes(story: Story, figures: Figures, limit: number, most: number): { lanes: Lane[]; more: number } {
  const empty = (who: Character | null, name: string): Lane => ({ who, name, present: [], seen: [Infinity, 0], felt: [], bars: [], moments: [] });
  const people = story.characters.map((who) => empty(who, who.name));
  const things = new Map<string, Lane>();
  const see = (lane: Lane, from: number, to = from + 1) => {
    if (from <= limit) lane.seen = [Math.min(lane.seen[0], from), Math.max(lane.seen[1], Math.min(to, limit))];
  };
  const own = (who: Character | null) => (who ? people[who.index] : undefined);
  for (const scene of story.scenes) {
    if (scene.start > limit) break;
    for (const who of scene.participants) {
      const { present } = people[who.index]!;
      const end = Math.min(scene.end, limit);
      const before = present.at(-1);
      if (before && scene.start <= before[1] + 40) present[present.length - 1] = [before[0], end];
      else present.push([scene.start, end]);
      see(people[who.index]!, scene.start, scene.end);
    }
  }
  for (const one of story.felt) {
    if (one.at > limit) continue;
    const others = one.toward.filter((who) => who !== one.who).map((who) => who.name);
    own(one.who)!.felt.push({ at: one.at, label: one.label, intensity: one.intensity, words: one.word + (others.length ? ` → ${others.join(", ")}` : "") });
    see(own(one.who)!, one.at);
  }
  story.states.forEach((state, i) => {
    if (state.at > limit || state.told > limit || (state.status !== "asserted" && state.status !== "believed") || state.value === USUAL[state.slot]) return;
    const who = story.byId.get(state.who);
    const name = story.things.get(state.who);
    if (!who && !name) return;
    if (!who && !things.has(state.who)) things.set(state.who, empty(null, name!));
    const lane = who ? own(story.guise(who, state.at))! : things.get(state.who)!;
    const until = Math.min(endOf(story, state, i), limit);
    lane.bars.push({ at: state.at, until, value: state.value, words: stateName(story, state), certain: state.status === "asserted" && state.level === STORY });
    see(lane, state.at);
  });
  for (const one of story.decisions) {
    const lane = own(one.decider);
    if (!lane || one.at > limit) continue;
    const level = one.level === STORY ? undefined : story.levels.find((other) => other.id === one.level);
    const words = one.chosen ? `decides: ${one.chosen}` : `leaves open: ${one.options.join(" or ")}`;
    lane.moments.push({ at: one.at, words: level ? `${words} (${levelName(level)})` : words });
  }
  for (const one of story.reveals) {
    if (one.at <= limit) own(one.entity)!.moments.push({ at: one.at, words: `was “${one.figure}” until here` });
  }
  for (const [index, spans] of story.mentions) for (const span of spans) see(people[index]!, ...span);
  for (const line of story.lines) if (line.speaker) see(people[line.speaker.index]!, line.start, line.end);
  const told = people.filter((lane) => lane.who!.cast && (lane.present.length || lane.felt.length || lane.bars.length || lane.moments.length));
  const weight = (lane: Lane) => 3 * figures.byCharacter[lane.who!.index]!.lines + (story.mentions.get(lane.who!.index)?.length ?? 0);
  const shown = [...told].sort((a, b) => weight(b) - weight(a)).slice(0, most);
  const inOrder = (a: Lane, b: Lane) => a.seen[0] - b.seen[0];
  for (const lane of told) {
    lane.felt.sort((a, b) => a.at - b.at);
    lane.moments.sort((a, b) => a.at - b.at);
  }
  return { lanes: [...told.filter((lane) => shown.includes(lane)).sort(inOrder), ...[...things.values()].sort(inOrder)], more: told.length - shown.length };
}

/** Where a state ends: as it says, else where another of its kind follows, else with its level, else with the story. */
function endOf(story: Story, state: State, index: number): number {
  if (state.until !== null) return Math.max(state.until, state.at);
  const next = story.states.slice(index + 1).find(
    (other) => other.who === state.who && other.slot === state.slot && other.level === state.level && other.status === state.status && other.holder === state.holder && other.at > state.at,
  );
  const level = state.level === STORY ? undefined : story.levels.find((one) => one.id === state.level);
  return Math.min(next?.at ?? Infinity, level ? Math.max(level.spans.at(-1)![1], state.at) : Infinity, storyEnd(story));
}

/** First and last offset of the story proper. */
export function extent(story: Story): Span {
  const own = story.regions.filter((region) => region.kind === "story");
  return own.length ? [own[0]!.start, own.at(-1)!.end] : [0, Math.max(1, story.length)];
}

function storyEnd(story: Story): number {
  return extent(story)[1];
}
