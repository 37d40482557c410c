// Who speaks to whom, how often, and what they feel for one another; and where the circles of the network stand.
import { tieWords, valence } from "./phrases";
import type { Character, Story } from "./story";

/** What goes from one character to another. */
export interface Directed {
  from: number;
  to: number;
  lines: number;
  feelings: Map<string, number>;
}

export interface Ties {
  directed: Directed[];
  /** Ties that hold both ways, by two character indexes, the smaller first. */
  stated: { pair: [number, number]; words: string[] }[];
  /** Lines said or written, and of these to more than two at once, by character index. */
  spoken: Map<number, number>;
  toSeveral: Map<number, number>;
}

const SAID = ["speech", "writing"];
const MOST_ADDRESSED = 2;
const MOST_ARROWS = 36;

/** Lines, emotions, reactions and relationships up to `limit`; of arrows without a feeling the heaviest. */
export function ties(story: Story, limit: number): Ties {
  const directed = new Map<string, Directed>();
  const stated = new Map<string, { pair: [number, number]; words: string[] }>();
  const [spoken, toSeveral] = [new Map<number, number>(), new Map<number, number>()];
  const add = <K,>(counts: Map<K, number>, which: K) => counts.set(which, (counts.get(which) ?? 0) + 1);
  const between = (from: Character, to: Character): Directed => {
    const key = `${from.index} ${to.index}`;
    if (!directed.has(key)) directed.set(key, { from: from.index, to: to.index, lines: 0, feelings: new Map() });
    return directed.get(key)!;
  };
  for (const line of story.lines) {
    const { speaker } = line;
    if (line.start > limit || !speaker || !SAID.includes(line.kind)) continue;
    add(spoken, speaker.index);
    const others = (line.addressees ?? []).filter((who) => who !== speaker);
    if (others.length > MOST_ADDRESSED) add(toSeveral, speaker.index);
    else for (const other of others) between(speaker, other).lines++;
  }
  for (const one of story.felt) {
    if (one.at > limit) continue;
    for (const other of one.toward) if (other !== one.who) add(between(one.who, other).feelings, one.label);
  }
  for (const one of story.relationships) {
    if (one.at > limit || one.from === one.to) continue;
    if (one.feeling) add(between(one.from, one.to).feelings, one.feeling);
    if (!one.tie) continue;
    const pair: [number, number] = [Math.min(one.from.index, one.to.index), Math.max(one.from.index, one.to.index)];
    const words = tieWords(one.tie, one.ended);
    const known = stated.get(pair.join(" "));
    if (!known) stated.set(pair.join(" "), { pair, words: [words] });
    else if (!known.words.includes(words)) known.words.push(words);
  }
  const weight = (edge: Directed) => (edge.feelings.size ? 1e6 : 0) + edge.lines;
  const heaviest = [...directed.values()].filter((edge) => edge.lines || edge.feelings.size).sort((a, b) => weight(b) - weight(a));
  return { directed: heaviest.filter((edge, i) => edge.feelings.size || i < MOST_ARROWS), stated: [...stated.values()], spoken, toSeveral };
}

/** The feelings of an arrow, the most frequent first. */
export function felt(edge: Directed): string[] {
  return [...edge.feelings].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
}

/** What most of the feelings are: kind, pained, hostile, or mixed; null where there are none, or none of these. */
export function tone(edge: Directed): string | null {
  const counts = new Map<string, number>();
  for (const [word, times] of edge.feelings) {
    const group = valence(word);
    if (group) counts.set(group, (counts.get(group) ?? 0) + times);
  }
  const most = Math.max(...counts.values());
  const groups = [...counts.keys()].filter((group) => counts.get(group) === most);
  return groups.length > 1 ? "mixed" : (groups[0] ?? null);
}

export type Point = readonly [x: number, y: number];

const ROUNDS = 300;

/** Places for `count` circles, from a ring on, by stress majorization (Gansner, Koren, North 2004); no chance is in it. */
export function spread(count: number, pairs: readonly { pair: readonly [number, number]; weight: number }[]): Point[] {
  const most = Math.max(1, ...pairs.map((one) => one.weight));
  const distance = Array.from({ length: count }, (_, i) => Array.from({ length: count }, (_, j) => (i === j ? 0 : Infinity)));
  for (const { pair: [i, j], weight } of pairs) distance[i]![j] = distance[j]![i] = 1.6 - 0.6 * Math.sqrt(weight / most);
  for (let k = 0; k < count; k++)
    for (let i = 0; i < count; i++)
      for (let j = 0; j < count; j++) distance[i]![j] = Math.min(distance[i]![j]!, distance[i]![k]! + distance[k]![j]!);
  const far = Math.max(1, ...distance.flat().filter(Number.isFinite));
  const wanted = (i: number, j: number) => (Number.isFinite(distance[i]![j]!) ? distance[i]![j]! : far * 0.8 + 0.6);
  let points: Point[] = distance.map((_, i) => [Math.cos((2 * Math.PI * i) / count), Math.sin((2 * Math.PI * i) / count)]);
  for (let round = 0; round < ROUNDS; round++) {
    points = points.map((own, i): Point => {
      let [x, y, total] = [0, 0, 0];
      points.forEach((other, j) => {
        if (j === i) return;
        const [dx, dy] = [own[0] - other[0], own[1] - other[1]];
        const length = Math.hypot(dx, dy) || 1e-6;
        const weight = wanted(i, j) ** -2;
        x += weight * (other[0] + (wanted(i, j) * dx) / length);
        y += weight * (other[1] + (wanted(i, j) * dy) / length);
        total += weight;
      });
      return total ? [x / total, y / total] : own;
    });
  }
  return points;
}

/** The points turned so that they are wider than high, and stretched over a rectangle. */
export function filling(points: readonly Point[], left: number, top: number, right: number, bottom: number): Point[] {
  const middle: Point = [(left + right) / 2, (top + bottom) / 2];
  if (points.length < 2) return points.map(() => middle);
  const mean = (k: 0 | 1) => points.reduce((sum, point) => sum + point[k], 0) / points.length;
  const [cx, cy] = [mean(0), mean(1)];
  const spreadOf = (f: (dx: number, dy: number) => number) => points.reduce((sum, [x, y]) => sum + f(x - cx, y - cy), 0);
  const turn = -0.5 * Math.atan2(2 * spreadOf((x, y) => x * y), spreadOf((x) => x * x) - spreadOf((_, y) => y * y));
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const turned = points.map(([x, y]): Point => [(x - cx) * cos - (y - cy) * sin, (x - cx) * sin + (y - cy) * cos]);
  const ends = (k: 0 | 1) => [Math.min(...turned.map((point) => point[k])), Math.max(...turned.map((point) => point[k]))] as const;
  const [[x0, x1], [y0, y1]] = [ends(0), ends(1)];
  const [wide, tall] = [Math.max(x1 - x0, 1e-6), Math.max(y1 - y0, 1e-6)];
  // two who stand level would else be thrown to the corners
  const flat = tall < 0.15 * wide;
  return turned.map(([x, y]): Point => [
    left + ((x - x0) / wide) * (right - left),
    flat ? middle[1] + y - (y0 + y1) / 2 : top + ((y - y0) / tall) * (bottom - top),
  ]);
}

/** The points pushed from one another until each has `room` around it, or as near to that as the rectangle allows. */
export function apart(points: readonly Point[], room: number, left: number, top: number, right: number, bottom: number): Point[] {
  const result = points.map(([x, y]) => [x, y] as [number, number]);
  for (let round = 0; round < 200; round++) {
    let moved = false;
    result.forEach((a, i) => {
      for (const b of result.slice(i + 1)) {
        const [dx, dy] = [b[0] - a[0] || 0.1, b[1] - a[1]];
        const length = Math.hypot(dx, dy);
        if (length >= room) continue;
        const push = (room - length) / 2 / length;
        [a[0], a[1], b[0], b[1]] = [a[0] - dx * push, a[1] - dy * push, b[0] + dx * push, b[1] + dy * push];
        moved = true;
      }
    });
    for (const one of result) [one[0], one[1]] = [Math.min(Math.max(one[0], left), right), Math.min(Math.max(one[1], top), bottom)];
    if (!moved) break;
  }
  return result;
}
