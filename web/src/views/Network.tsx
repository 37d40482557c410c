// The network: who speaks to whom, what they feel for one another, how they are tied. The circles keep their places while the
// slider moves; what has not happened yet is not there.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { names } from "../model/figures";
import type { Character, Story } from "../model/story";
import { apart, felt, filling, spread, ties, tone, type Directed, type Point, type Ties } from "../model/ties";
import type { PictureProps } from "./Arcs";
import { Places, textWidth, type Box } from "./measure";
import { Name } from "./Name";
import { Place } from "./Place";
import { useReading, type Reading } from "./reading";

const MOST = 12;
const NARROWEST = 560;

export function Network(props: PictureProps) {
  const { story, figures, reading, later, classes, followed } = props;
  const here = useReading(reading, useMemo(() => (one: Reading) => one.here, []));
  const [all, setAll] = useState(true);
  const [width, setWidth] = useState(0);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const watcher = new ResizeObserver(() => setWidth(frame.current?.clientWidth ?? 0));
    watcher.observe(frame.current!);
    return () => watcher.disconnect();
  }, []);
  const wide = Math.max(NARROWEST, width);
  const tall = Math.max(440, Math.min(680, wide * 0.62));
  const whole = later && all;
  const people = useMemo(() => shown(story, figures.byCharacter.map((own) => own.lines)), [story, figures]);
  const places = useMemo(() => placed(people, ties(story, Infinity), wide, tall), [story, people, wide, tall]);
  const now = useMemo(() => ties(story, whole ? Infinity : here), [story, whole, here]);
  const picture = useMemo(() => draw(story, now, places, wide), [story, now, places, wide]);
  return (
    <section class="picture" aria-label="Network">
      <div class="picture-bar">
        <h2>Who speaks to whom, and what they feel</h2>
        {later && (
          <label class="check">
            <input type="checkbox" checked={!all} onChange={(event) => setAll(!event.currentTarget.checked)} />
            Only up to here
          </label>
        )}
      </div>
      <Place {...props} />
      <div class="frame" ref={frame} tabIndex={0} role="group" aria-label="Picture">
        <svg class="network" width={wide} height={tall} role="img" aria-label="Who speaks to whom, and what they feel. The table below says the same in words.">
          {picture.bonds.map((bond) => <line class="bond" x1={bond[0][0]} y1={bond[0][1]} x2={bond[1][0]} y2={bond[1][1]} />)}
          {picture.arrows.map((arrow) => (
            <g class={`arrow ${arrow.tone ? `t-${arrow.tone}` : ""}${followed !== null && arrow.edge.from !== followed && arrow.edge.to !== followed ? " faded" : ""}`}>
              <title>{arrow.words}</title>
              <path d={arrow.path} stroke-width={arrow.thick} stroke-dasharray={arrow.edge.lines ? undefined : "5 4"} />
              <polygon points={arrow.head} />
            </g>
          ))}
          {picture.nodes.map((node) => (
            <g
              class={`node ${classes[node.who.index]}${followed === node.who.index ? " own" : ""}`}
              onClick={() => props.onFollow(followed === node.who.index ? null : node.who.index)}
            >
              <circle cx={node.x} cy={node.y} r={node.r} />
              <text class="node-name" x={node.x} y={node.y + node.r + 14}>{node.who.name}</text>
              <text class="node-count" x={node.x} y={node.y + node.r + 27}>{node.count}</text>
            </g>
          ))}
          {picture.labels.map((label) => <text class={`label ${label.kind}`} x={label.x} y={label.y}>{label.words}</text>)}
          {!picture.nodes.length && <text class="nobody-yet" x={wide / 2} y={tall / 2}>{whole ? "Nobody speaks to anybody." : "Nobody has spoken to anybody yet: move the slider, or show what comes later."}</text>}
        </svg>
      </div>
      <p class="plain key">
        Circles are as large as what is said. An arrow goes from who speaks or feels to whom; the number is of lines. Green is kind, blue is pained, red is
        hostile, violet is mixed, grey says nothing of feeling. Italics: how two are tied. Choose a circle to see its arrows alone.
      </p>
      <Table story={story} now={now} classes={classes} />
    </section>
  );
}

/** Who has a circle: those who are tied to others, the most important of them. */
function shown(story: Story, lines: readonly number[]): Character[] {
  const all = ties(story, Infinity);
  const tied = new Set([...all.directed.flatMap((edge) => [edge.from, edge.to]), ...all.stated.flatMap((one) => one.pair)]);
  const weight = (who: Character) => 3 * (lines[who.index] ?? 0) + (story.mentions.get(who.index)?.length ?? 0);
  return story.characters
    .filter((who) => who.cast && tied.has(who.index))
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, MOST);
}

function placed(people: readonly Character[], all: Ties, wide: number, tall: number): Map<number, Point> {
  const order = new Map(people.map((who, i) => [who.index, i]));
  const weights = new Map<string, { pair: [number, number]; weight: number }>();
  const add = (one: number, other: number, weight: number) => {
    const [a, b] = [order.get(one), order.get(other)];
    if (a === undefined || b === undefined) return;
    const pair: [number, number] = [Math.min(a, b), Math.max(a, b)];
    const before = weights.get(pair.join(" "))?.weight ?? 0;
    weights.set(pair.join(" "), { pair, weight: before + weight });
  };
  for (const edge of all.directed) add(edge.from, edge.to, edge.lines + 2 * [...edge.feelings.values()].reduce((sum, times) => sum + times, 0));
  for (const one of all.stated) add(...one.pair, 1);
  const frame = [80, 50, wide - 80, tall - 80] as const;
  const room = Math.min(200, Math.sqrt(((wide - 160) * (tall - 130)) / Math.max(1, people.length)));
  const points = apart(filling(spread(people.length, [...weights.values()]), ...frame), room, ...frame);
  return new Map(people.map((who, i) => [who.index, points[i]!]));
}

// Drawing

interface Picture {
  nodes: { who: Character; x: number; y: number; r: number; count: string }[];
  arrows: { edge: Directed; path: string; head: string; thick: number; tone: string | null; words: string }[];
  bonds: [Point, Point][];
  labels: { x: number; y: number; words: string; kind: string }[];
}

function draw(story: Story, now: Ties, places: Map<number, Point>, wide: number): Picture {
  const directed = now.directed.filter((edge) => places.has(edge.from) && places.has(edge.to));
  const stated = now.stated.filter((one) => one.pair.every((index) => places.has(index)));
  const there = new Set([...directed.flatMap((edge) => [edge.from, edge.to]), ...stated.flatMap((one) => one.pair), ...[...now.spoken.keys()].filter((index) => places.has(index))]);
  const most = Math.max(1, ...now.spoken.values());
  const radius = (index: number) => 8 + 20 * Math.sqrt((now.spoken.get(index) ?? 0) / most);
  const taken = new Places();
  const nodes = [...there].map((index) => {
    const [[x, y], r, who] = [places.get(index)!, radius(index), story.characters[index]!];
    const lines = now.spoken.get(index) ?? 0;
    const several = now.toSeveral.get(index) ?? 0;
    const count = lines ? `${lines} ${lines === 1 ? "line" : "lines"}${several > 2 ? `, ${several} to several` : ""}` : "says nothing";
    const half = Math.max(textWidth(who.name, 13, 600), textWidth(count)) / 2;
    taken.take({ left: x - r, right: x + r, top: y - r, bottom: y + r });
    taken.take({ left: x - half, right: x + half, top: y + r + 1, bottom: y + r + 31 });
    return { who, x, y, r, count };
  });
  const heaviest = Math.max(1, ...directed.map((edge) => edge.lines));
  const curve = (edge: Directed): [Point, Point, Point] => {
    const [[x1, y1], [x2, y2]] = [places.get(edge.from)!, places.get(edge.to)!];
    const length = Math.hypot(x2 - x1, y2 - y1) || 1;
    const bend = Math.min(0.16 * length, 42) / length;
    const middle: Point = [(x1 + x2) / 2 + (y2 - y1) * bend, (y1 + y2) / 2 - (x2 - x1) * bend];
    return [toward([x1, y1], middle, radius(edge.from) + 3), middle, toward([x2, y2], middle, radius(edge.to) + 9)];
  };
  const arrows = [...directed].sort((a, b) => a.lines - b.lines).map((edge) => {
    const [start, middle, end] = curve(edge);
    const thick = 1.3 + 4.5 * Math.sqrt(edge.lines / heaviest);
    const tip = toward(end, middle, -6);
    const base = toward(tip, middle, 7 + thick);
    const [dx, dy] = [(tip[0] - base[0]) / (7 + thick), (tip[1] - base[1]) / (7 + thick)];
    const half = 3.5 + thick * 0.8;
    const head = [tip, [base[0] - dy * half, base[1] + dx * half], [base[0] + dy * half, base[1] - dx * half]];
    const path = `M${point(start)}Q${point(middle)} ${point(end)}`;
    return { edge, path, head: head.map((one) => point(one as unknown as Point)).join(" "), thick, tone: tone(edge), words: said(story, edge) };
  });
  const labels: Picture["labels"] = [];
  const label = (points: Point[], words: string, kind: string) => {
    const half = textWidth(words, 11, kind === "tie" ? 400 : 600) / 2 + 2;
    const boxes = [0, -9, 9, -16, 16, -26, 26].flatMap((dy) => points.map(([x, y]): Box => ({ left: x - half, right: x + half, top: y + dy - 7.5, bottom: y + dy + 7.5 })));
    const box = taken.first(boxes.filter((one) => one.left >= 2 && one.right <= wide - 2));
    if (box) labels.push({ x: (box.left + box.right) / 2, y: box.bottom - 3.5, words, kind });
  };
  const along = (edge: Directed) => [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.8].map((t) => on(curve(edge), t));
  for (const edge of directed) if (edge.feelings.size) label(along(edge), felt(edge).slice(0, 3).join(", "), tone(edge) ? `t-${tone(edge)}` : "plainly");
  for (const one of stated) {
    const [a, b] = one.pair.map((index) => places.get(index)!) as [Point, Point];
    label([0.5, 0.42, 0.58, 0.34, 0.66].map((t): Point => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]), one.words.slice(0, 2).join(", "), "tie");
  }
  for (const edge of [...directed].sort((a, b) => b.lines - a.lines)) if (edge.lines > 1) label(along(edge), String(edge.lines), "number");
  const bonds = stated.filter((one) => !directed.some((edge) => one.pair.includes(edge.from) && one.pair.includes(edge.to)));
  return { nodes, arrows, labels, bonds: bonds.map((one) => [places.get(one.pair[0])!, places.get(one.pair[1])!]) };
}

const point = ([x, y]: Point) => `${x.toFixed(1)},${y.toFixed(1)}`;

function toward([x, y]: Point, [ox, oy]: Point, length: number): Point {
  const whole = Math.hypot(ox - x, oy - y) || 1;
  return [x + ((ox - x) / whole) * length, y + ((oy - y) / whole) * length];
}

function on([[x1, y1], [mx, my], [x2, y2]]: [Point, Point, Point], t: number): Point {
  const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t * t];
  return [a * x1 + b * mx + c * x2, a * y1 + b * my + c * y2];
}

// The same in words

function said(story: Story, edge: Directed): string {
  const parts = [edge.lines ? `${edge.lines} ${edge.lines === 1 ? "line" : "lines"}` : "", edge.feelings.size ? `feels ${names(felt(edge))}` : ""];
  return `${story.characters[edge.from]!.name} to ${story.characters[edge.to]!.name}: ${parts.filter(Boolean).join("; ")}`;
}

function Table({ story, now, classes }: { story: Story; now: Ties; classes: string[] }) {
  const name = (index: number) => <Name who={story.characters[index]!} classes={classes} />;
  return (
    <details class="as-table">
      <summary>The same as a table</summary>
      <div class="scroller">
        <table>
          <caption class="hidden">Who speaks to whom, and what they feel</caption>
          <thead><tr><th scope="col">From</th><th scope="col">To</th><th scope="col">Lines</th><th scope="col">Feels</th></tr></thead>
          <tbody>
            {now.directed.map((edge) => (
              <tr><td>{name(edge.from)}</td><td>{name(edge.to)}</td><td>{edge.lines}</td><td>{names(felt(edge))}</td></tr>
            ))}
          </tbody>
        </table>
        {now.stated.length > 0 && (
          <ul>{now.stated.map((one) => <li>{name(one.pair[0])} and {name(one.pair[1])}: {names(one.words)}</li>)}</ul>
        )}
      </div>
    </details>
  );
}
