// Reads a story document into what the views show. It trusts nothing: a document may lack any layer, or hold values of a
// later version. What is missing is empty here and named in `missing`, so that the page can say so.
import { utf16Offsets } from "./offsets";

export type Span = readonly [start: number, end: number];

export interface Character {
  index: number;
  id: string;
  name: string;
  aliases: string[];
  kind: string;
  cast: boolean;
  narrator: boolean;
}

export interface Reason {
  rule: string;
  note: string;
}

/** A quotation: something said, thought or written, or what only looks like it. */
export interface Line {
  index: number;
  id: string;
  spans: Span[];
  start: number;
  end: number;
  kind: string;
  markedBy: string;
  type: string | null;
  parent: string | null;
  speaker: Character | null;
  /** null: not known; empty: nobody. */
  addressees: Character[] | null;
  /** Absent where the document carries none. */
  confidence: number | null;
  alternatives: { who: Character; confidence: number }[];
  by: string;
  cue: { span: Span; verb: string | null; manner: string[] } | null;
  delivery: string[];
  emotion: Emotion | null;
  reasons: Reason[];
}

export interface Emotion {
  /** One of Plutchik's eight, or what a later version says. */
  label: string;
  /** The finer word of the text, else the label. */
  word: string;
  /** 1 a trace, 2 plain, 3 beyond control. */
  intensity: number;
  toward: Character[];
}

/** An emotion with its place and who feels it: of a line or of a narrated reaction. */
export interface Felt extends Emotion {
  who: Character;
  at: number;
}

export interface Chapter {
  start: number;
  end: number;
  title: string;
}

export interface Scene {
  index: number;
  start: number;
  end: number;
  place: string | null;
  time: string | null;
  participants: Character[];
  /** Id of the narrative level that it plays on. */
  level: string;
}

/** A stretch that does not play in the story's own world or time. */
export interface Level {
  index: number;
  id: string;
  kind: string;
  parent: string | null;
  experiencer: Character | null;
  spans: Span[];
  /** Where a first-time reader learns of it, if later than its first word. */
  revealedAt: number | null;
}

/** A figure that the text keeps unnamed, and then names. */
export interface Reveal {
  id: string;
  entity: Character;
  figure: string;
  at: number;
}

export interface State {
  id: string;
  /** Id of a character or a thing. */
  who: string;
  slot: string;
  value: string;
  at: number;
  until: number | null;
  status: string;
  holder: string | null;
  level: string;
  where: string | null;
  /** Where the words that say it begin; later than `at` where it is learnt late. */
  told: number;
}

export interface Decision {
  id: string;
  decider: Character | null;
  offeredBy: Character | null;
  options: string[];
  chosen: string | null;
  /** Where the choice shows; where the passage ends, if it stays open. */
  at: number;
  start: number;
  level: string;
}

export interface Relationship {
  from: Character;
  to: Character;
  tie: string | null;
  ended: boolean;
  feeling: string | null;
  /** Where the first words that say it begin; Infinity where no words are named. */
  at: number;
}

/** One step of the story's world. */
export interface Change {
  at: number;
  kind: string;
  who: string | null;
  level: string;
  item: string;
  slot: string;
  value: string;
  status: string;
  holder: string | null;
  toward: string[];
  place: string | null;
}

export interface Region {
  start: number;
  end: number;
  kind: string;
}

export interface Notice {
  code: string;
  message: string;
  start: number | null;
}

export interface Story {
  title: string;
  author: string | null;
  language: string | null;
  source: string | null;
  madeBy: string | null;
  /** Tells this text from others. */
  digest: string;
  /** null where the document was written without its text. */
  text: string | null;
  /** In UTF-16 units where there is a text, in code points otherwise. */
  length: number;
  characters: Character[];
  lines: Line[];
  /** By character index. */
  mentions: Map<number, Span[]>;
  chapters: Chapter[];
  scenes: Scene[];
  regions: Region[];
  paragraphs: Span[];
  emphasis: Span[];
  breaks: Span[];
  notices: Notice[];
  levels: Level[];
  reveals: Reveal[];
  states: State[];
  felt: Felt[];
  decisions: Decision[];
  relationships: Relationship[];
  changes: Change[];
  /** Characters by id. */
  byId: Map<string, Character>;
  /** Names of places and things by id. */
  things: Map<string, string>;
  /** By character index, mentions that a reader understands only later: where they stand, and from where on. */
  unclear: Map<number, { at: number; until: number }[]>;
  /** Whom a reader takes a character for at a place. */
  guise(who: Character, at: number): Character;
  /** Layers that the document does not have, in words for a reader. */
  missing: string[];
}

/** Id of the level of the story itself. */
export const STORY = "l0";

type Fields = Record<string, unknown>;

const fields = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const string = (value: unknown): string | null => (typeof value === "string" && value.trim() ? value.trim() : null);
const number = (value: unknown): number | null => (typeof value === "number" && Number.isFinite(value) ? value : null);
const strings = (value: unknown): string[] => list(value).map(string).filter((item) => item !== null);

/** The story of a document; never throws for a missing or odd layer. */
export function readStory(document: unknown): Story {
  const root = fields(document);
  const textPart = fields(root.text);
  const text = typeof textPart.content === "string" ? textPart.content : null;
  const at = text === null ? (offset: number) => Math.max(0, offset) : utf16Offsets(text);

  const span = (value: unknown): Span | null => {
    const [from, to] = Array.isArray(value) ? value : [fields(value).start, fields(value).end];
    const [start, end] = [number(from), number(to)];
    if (start === null || end === null || end <= start) return null;
    const converted: Span = [at(start), at(end)];
    return converted[1] > converted[0] ? converted : null;
  };
  const spans = (value: unknown): Span[] =>
    list(value).map(span).filter((item) => item !== null).sort((a, b) => a[0] - b[0] || b[1] - a[1]);

  const characters = list(root.characters).map((value, index) => readCharacter(fields(value), index));
  const byId = new Map(characters.map((character) => [character.id, character]));
  const who = (id: unknown): Character | null => (typeof id === "string" ? (byId.get(id) ?? null) : null);
  const several = (ids: unknown): Character[] => list(ids).map(who).filter((item) => item !== null);
  const entities = new Map(list(root.entities).map((value) => [fields(value).id, string(fields(value).name)]));

  const lines = list(root.quotations)
    .map((value) => ({ value: fields(value), spans: spans(fields(value).spans) }))
    .filter((item) => item.spans.length)
    .sort((a, b) => a.spans[0]![0] - b.spans[0]![0] || b.spans[0]![1] - a.spans[0]![1])
    .map((item, index) => readLine(item.value, item.spans, index, who, several, span));

  const mentions = new Map<number, Span[]>();
  const unclear: Story["unclear"] = new Map();
  for (const value of list(root.mentions)) {
    const mention = fields(value);
    const [character, place] = [who(mention.entity), span(mention.span)];
    if (!character || !place) continue;
    const until = number(mention.revealed_at);
    if (until !== null) unclear.set(character.index, [...(unclear.get(character.index) ?? []), { at: place[0], until: at(until) }]);
    const known = mentions.get(character.index);
    if (known) known.push(place);
    else mentions.set(character.index, [place]);
  }
  for (const known of mentions.values()) known.sort((a, b) => a[0] - b[0]);

  const bounded = (value: unknown) => ({ value: fields(value), span: span(value) });
  const stretches = (value: unknown) =>
    list(value).map(bounded).filter((item) => item.span !== null).sort((a, b) => a.span![0] - b.span![0]);
  const chapters = stretches(root.chapters).map((item, index) => ({
    start: item.span![0],
    end: item.span![1],
    title: string(item.value.title)?.replace(/\s+/g, " ") ?? `Chapter ${index + 1}`,
  }));
  const scenes = stretches(root.scenes).map((item, index) => ({
    index,
    start: item.span![0],
    end: item.span![1],
    place: placeName(item.value.place, entities, text, span),
    time: string(item.value.time) ?? placeName(item.value.time, entities, text, span),
    participants: several(item.value.participants),
    level: string(item.value.level) ?? STORY,
  }));
  const world = readWorld(root, { at, who, several, span, spans, lines });

  const metadata = fields(root.metadata);
  const source = string(fields(root.source).name);
  const generator = fields(root.generator);
  const has = (key: string) => list(root[key]).length > 0;
  return {
    title: string(metadata.title) ?? source?.replace(/\.[a-z0-9]{1,5}$/i, "") ?? "A story",
    author: string(metadata.author),
    language: string(metadata.language),
    source,
    madeBy: [string(generator.name), string(generator.version), string(generator.model)].filter(Boolean).join(" ") || null,
    digest: string(textPart.sha256)?.slice(0, 16) ?? "",
    text,
    length: text?.length ?? number(textPart.length) ?? lines.reduce((end, line) => Math.max(end, line.end), 0),
    characters,
    lines,
    mentions,
    chapters,
    scenes,
    regions: stretches(root.regions).map((item) => ({
      start: item.span![0],
      end: item.span![1],
      kind: string(item.value.kind) ?? "other",
    })),
    paragraphs: spans(root.paragraphs),
    emphasis: spans(root.emphasis),
    breaks: spans(root.breaks),
    notices: list(root.notices).map((value) => readNotice(value, span)),
    ...world,
    byId,
    things: new Map([...entities].flatMap(([id, name]) => (typeof id === "string" && name ? [[id, name]] : []))),
    unclear,
    guise: (one) => one,
    missing: [
      text === null && "the text itself (it was written with --no-text)",
      !has("characters") && "characters",
      !has("quotations") && "quotations",
      lines.length > 0 && lines.every((line) => line.confidence === null) && "confidence of the speakers",
      !has("mentions") && "mentions of characters",
      !has("scenes") && "scenes",
      !has("changes") && "the story’s world: states, feelings, decisions, reveals",
      !has("regions") && "regions (what is story and what is around it)",
    ].filter((item) => typeof item === "string"),
  };
}

function readCharacter(value: Fields, index: number): Character {
  const id = string(value.id) ?? `unnamed ${index}`;
  return {
    index,
    id,
    name: string(value.name)?.replace(/\s+/g, " ") ?? id,
    aliases: strings(value.aliases),
    kind: string(value.kind) ?? "person",
    cast: value.cast !== false,
    narrator: value.narrator === true,
  };
}

function readLine(
  value: Fields,
  spans: Span[],
  index: number,
  who: (id: unknown) => Character | null,
  several: (ids: unknown) => Character[],
  span: (value: unknown) => Span | null,
): Line {
  const cue = fields(value.cue);
  const cueSpan = span(cue.span);
  const alternatives = list(value.alternatives).map((item) => {
    const [id, confidence] = Array.isArray(item) ? item : [fields(item).character, fields(item).confidence];
    return { who: who(id), confidence: number(confidence) ?? 0 };
  });
  return {
    index,
    id: string(value.id) ?? `line ${index + 1}`,
    spans,
    start: spans[0]![0],
    end: spans[spans.length - 1]![1],
    kind: string(value.kind) ?? "speech",
    markedBy: string(value.marked_by) ?? "",
    type: string(value.type),
    parent: string(value.parent),
    speaker: who(value.speaker),
    addressees: Array.isArray(value.addressees) ? several(value.addressees) : null,
    confidence: number(value.confidence),
    alternatives: alternatives.filter((item): item is { who: Character; confidence: number } => item.who !== null),
    by: string(value.by) ?? "machine",
    cue: cueSpan ? { span: cueSpan, verb: string(cue.verb), manner: strings(cue.manner) } : null,
    delivery: readDelivery(fields(value.delivery)),
    emotion: readEmotion(value.emotion, several),
    reasons: list(value.reasons)
      .map((item) => ({ rule: string(fields(item).rule) ?? "", note: string(fields(item).note) ?? "" }))
      .filter((item) => item.rule || item.note),
  };
}

function readDelivery(value: Fields): string[] {
  const words = [string(value.loudness), string(value.pace), ...strings(value.voice)];
  if (value.cut_off === true) words.push("cut off");
  return [...new Set(words.filter((word) => word !== null))];
}

function readEmotion(value: unknown, several: (ids: unknown) => Character[]): Emotion | null {
  const emotion = fields(value);
  const label = string(emotion.label) ?? string(emotion.word) ?? string(value);
  if (label === null) return null;
  const intensity = Math.min(3, Math.max(1, number(emotion.intensity) ?? 2));
  return { label, word: string(emotion.word) ?? label, intensity, toward: several(emotion.toward) };
}

interface Readers {
  at(offset: number): number;
  who(id: unknown): Character | null;
  several(ids: unknown): Character[];
  span(value: unknown): Span | null;
  spans(value: unknown): Span[];
  lines: Line[];
}

type World = Pick<Story, "levels" | "reveals" | "states" | "felt" | "decisions" | "relationships" | "changes">;

/** The layers of what happens in the story. */
function readWorld(root: Fields, { at, who, several, span, spans, lines }: Readers): World {
  const offset = (value: unknown): number | null => (number(value) === null ? null : at(number(value)!));
  const first = (evidence: unknown): number | null => spans(evidence)[0]?.[0] ?? null;
  const items = (key: string) => list(root[key]).map(fields);
  const present = <T,>(item: T | null): item is T => item !== null;
  const byPlace = (a: { at: number }, b: { at: number }) => a.at - b.at;
  const felt = [
    ...lines.flatMap((line): Felt[] => (line.emotion && line.speaker ? [{ ...line.emotion, who: line.speaker, at: line.start }] : [])),
    ...items("feelings").map((item): Felt | null => {
      const [feeler, place, emotion] = [who(item.who), span(item.span), readEmotion(item, several)];
      return feeler && place && emotion && { ...emotion, who: feeler, at: place[0] };
    }).filter(present),
  ];
  return {
    levels: items("levels")
      .map((item) => ({ item, spans: spans(item.spans) }))
      .filter(({ item, spans }) => spans.length && item.kind !== "story")
      .map(({ item, spans }, index) => ({
        index,
        id: string(item.id) ?? `level ${index}`,
        kind: string(item.kind) ?? "other",
        parent: string(item.parent),
        experiencer: who(item.experiencer),
        spans,
        revealedAt: offset(item.revealed_at),
      })),
    reveals: items("reveals")
      .map((item, index): Reveal | null => {
        const [entity, place] = [who(item.entity), offset(item.at)];
        return entity && place !== null ? { id: string(item.id) ?? `reveal ${index}`, entity, at: place, figure: string(item.figure) ?? "somebody" } : null;
      })
      .filter(present)
      .sort(byPlace),
    states: items("states")
      .map((item, index): State | null => {
        const place = offset(item.at);
        if (place === null || !string(item.who)) return null;
        return {
          id: string(item.id) ?? `state ${index}`,
          who: string(item.who)!,
          slot: string(item.slot) ?? "",
          value: string(item.value) ?? "",
          at: place,
          until: offset(item.until),
          status: string(item.status) ?? "asserted",
          holder: string(item.holder),
          level: string(item.level) ?? STORY,
          where: string(item.where),
          told: first(item.evidence) ?? place,
        };
      })
      .filter(present)
      .sort(byPlace),
    felt: felt.sort(byPlace),
    decisions: items("decisions")
      .map((item, index): Decision | null => {
        const place = span(item.span);
        return place && {
          id: string(item.id) ?? `decision ${index}`,
          decider: who(item.decider),
          offeredBy: who(item.offered_by),
          options: strings(item.options),
          chosen: string(item.chosen),
          at: offset(item.at) ?? place[1],
          start: place[0],
          level: string(item.level) ?? STORY,
        };
      })
      .filter(present)
      .sort(byPlace),
    relationships: items("relationships")
      .map((item): Relationship | null => {
        const [from, to] = [who(item.from), who(item.to)];
        return from && to && { from, to, tie: string(item.tie), ended: item.ended === true, feeling: string(item.feeling), at: first(item.evidence) ?? Infinity };
      })
      .filter(present),
    changes: items("changes")
      .map((item): Change | null => {
        const place = offset(item.at);
        return place === null ? null : {
          at: place,
          kind: string(item.kind) ?? "",
          who: string(item.who),
          level: string(item.level) ?? STORY,
          item: string(item.item) ?? "",
          slot: string(item.slot) ?? "",
          value: string(item.value) ?? "",
          status: string(item.status) ?? "",
          holder: string(item.holder),
          toward: strings(item.toward),
          place: string(item.place),
        };
      })
      .filter(present)
      .sort(byPlace),
  };
}

function readNotice(value: unknown, span: (value: unknown) => Span | null): Notice {
  const notice = fields(value);
  return {
    code: string(notice.code) ?? "notice",
    message: string(notice.message) ?? string(value) ?? "",
    start: span(notice.span)?.[0] ?? null,
  };
}

/** A place or time in words: the name given, the entity's name, or the words of its evidence. */
function placeName(
  value: unknown,
  entities: Map<unknown, string | null>,
  text: string | null,
  span: (value: unknown) => Span | null,
): string | null {
  const place = fields(value);
  const evidence = span(list(place.evidence)[0]);
  const words = evidence && text !== null ? text.slice(...evidence) : null;
  const name = string(value) ?? string(place.name) ?? entities.get(place.entity) ?? string(words);
  return name?.replace(/\s+/g, " ") ?? null;
}
