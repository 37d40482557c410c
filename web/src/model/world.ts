// The world of the story at a place: the stream of changes, folded. It gives what Python's `replay` gives (layers/replay.py);
// a test compares the two on stories that Python has run.
import { STORY, type Change, type Story } from "./story";

export interface Held {
  who: string;
  slot: string;
  value: string;
  level: string;
  /** Who believes it; null where it is so. */
  holder: string | null;
  item: string;
  at: number;
}

export interface Showing {
  who: string;
  label: string;
  toward: string[];
  level: string;
  /** A tie that lasts: love, resentment. */
  lasting: boolean;
  item: string;
  at: number;
}

export interface Known {
  who: string;
  what: string;
  how: string;
  source: string | null;
  at: number;
}

export interface World {
  /** Ids of the levels that are open, outermost first. */
  levels: string[];
  scene: string | null;
  place: string | null;
  present: string[];
  states: Held[];
  feelings: Showing[];
  /** Ids of reveals, and of levels of which a reader has learnt late. */
  revealed: string[];
  knowledge: Known[];
  /** Ids of those that are open. */
  decisions: string[];
}

const key = (...parts: unknown[]) => parts.join("\u0000");

/** How many of the changes have happened at an offset, what begins there included. */
export function done(changes: readonly Change[], offset: number): number {
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (changes[middle]!.at <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The world at an offset. */
export function worldAt(changes: readonly Change[], offset: number): World {
  const open = new Set<string>();
  const present = new Map<string, number>();
  const states = new Map<string, Held>();
  const feelings = new Map<string, Showing>();
  let passing: Showing[] = [];
  const revealed = new Map<string, number>();
  const known = new Map<string, Known>();
  const offered = new Map<string, number>();
  let [scene, place]: (string | null)[] = [null, null];
  for (const change of changes.slice(0, done(changes, offset))) {
    const { at, item, level, holder } = change;
    const who = change.who ?? "";
    if (change.kind === "scene") {
      [scene, place, passing] = [item || null, change.place, []];
    } else if (change.kind === "level_opens") {
      open.delete(item);
      open.add(item);
    } else if (change.kind === "level_closes") open.delete(item);
    else if (change.kind === "enters") present.set(who, at);
    else if (change.kind === "leaves") present.delete(who);
    else if (change.kind === "revealed") revealed.set(item, at);
    else if (change.kind === "state") {
      states.set(key(level, who, change.slot, holder), { who, slot: change.slot, value: change.value, level, holder, item, at });
    } else if (change.kind === "state_ends") {
      const own = key(level, who, change.slot, holder);
      if (states.get(own)?.item === item) states.delete(own);
    } else if (change.kind === "feels") {
      const felt = { who, label: change.value, toward: change.toward, level, lasting: change.status === "lasting", item, at };
      if (felt.toward.length) feelings.set(key(level, who, felt.toward, felt.lasting ? felt.label : ""), felt);
      else passing = [...passing.filter((one) => one.level !== level || one.who !== who), felt];
    } else if (change.kind === "learns") {
      const own = key(who, item);
      if (!known.has(own)) known.set(own, { who, what: item, how: change.value, source: holder, at });
    } else if (change.kind === "offered") offered.set(item, at);
    else if (change.kind === "decides") offered.delete(item);
  }
  const inOrder = (places: Map<string, number>) => [...places].sort((a, b) => a[1] - b[1] || order(a[0], b[0])).map(([id]) => id);
  return {
    levels: [STORY, ...open],
    scene: scene ?? null,
    place: place ?? null,
    present: inOrder(present),
    states: [...states.values()].sort((a, b) => order(a.level, b.level) || order(a.who, b.who) || order(a.slot, b.slot) || order(a.holder ?? "", b.holder ?? "")),
    feelings: [...feelings.values(), ...passing],
    revealed: inOrder(revealed),
    knowledge: [...known.values()],
    decisions: inOrder(offered),
  };
}

/** The place of the next change, or of the one before; null where there is none. */
export function nextChange(story: Story, offset: number, direction: 1 | -1): number | null {
  // offsets are whole numbers
  const next = direction === 1 ? done(story.changes, offset) : done(story.changes, Math.ceil(offset) - 1) - 1;
  return story.changes[next]?.at ?? null;
}

/** By code unit, as Python compares. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
