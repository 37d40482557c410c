// The arcs: a lane for each character along the text, what they feel on it, their states below it. The same picture as
// `fullcast plot --kind arcs`, that can be zoomed, goes no further than the reader has read, and has a table beside it.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Figures } from "../model/figures";
import { extent, lanes as lanesOf, levelName, type Bar, type Lane, type Mark, type Moment } from "../model/lanes";
import { side } from "../model/phrases";
import type { Story } from "../model/story";
import { fitted, Places, textWidth, wrapped } from "./measure";
import { Place, placeName, type PlaceProps } from "./Place";
import { useReading, type Reading } from "./reading";

export interface PictureProps extends PlaceProps {
  figures: Figures;
  classes: string[];
  followed: number | null;
  onFollow(who: number | null): void;
  /** Shows the text at an offset. */
  onGo(offset: number): void;
}

const STEP = 7;
const ROW = 17;
const MOST_ROWS = 6;
const FEW = 12;
const ZOOMS = [1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24];

export function Arcs(props: PictureProps) {
  const { story, figures, reading, later } = props;
  const limit = useReading(reading, useMemo(() => (later ? () => Infinity : (one: Reading) => one.known), [later]), 60);
  const [zoom, setZoom] = useState(0);
  const [everybody, setEverybody] = useState(false);
  const [width, setWidth] = useState(0);
  const frame = useRef<HTMLDivElement>(null);
  const middle = useRef(0.5);
  useEffect(() => {
    const watcher = new ResizeObserver(() => setWidth(frame.current?.clientWidth ?? 0));
    watcher.observe(frame.current!);
    return () => watcher.disconnect();
  }, []);
  const told = useMemo(() => lanesOf(story, figures, limit, everybody ? Infinity : FEW), [story, figures, limit, everybody]);
  const nameRoom = width < 600 ? 92 : 150;
  const wide = Math.max(240, width - nameRoom - 12) * ZOOMS[zoom]!;
  const picture = useMemo(() => layout(story, told.lanes, wide, limit), [story, told, wide, limit]);
  useLayoutEffect(() => {
    const element = frame.current!;
    element.scrollLeft = middle.current * (nameRoom + wide) - element.clientWidth / 2;
  }, [wide]);
  const zoomBy = (steps: number) => {
    const element = frame.current!;
    middle.current = (element.scrollLeft + element.clientWidth / 2) / (nameRoom + wide);
    setZoom(Math.max(0, Math.min(ZOOMS.length - 1, steps === 0 ? 0 : zoom + steps)));
  };
  // what does not change is not even compared
  const drawn = useMemo(
    () => (
      <>
        <Ground story={story} picture={picture} />
        {limit < Infinity && <Veil picture={picture} from={picture.x(limit)} wide={wide} />}
        {picture.rows.map((row) => (
          <LaneDrawing
            row={row}
            x={picture.x}
            voice={row.lane.who ? props.classes[row.lane.who.index]! : "nobody"}
            faded={props.followed !== null && row.lane.who?.index !== props.followed}
          />
        ))}
      </>
    ),
    [story, picture, props.classes, props.followed],
  );
  const words = told.lanes.map((lane) => lane.name);
  return (
    <section class="picture" aria-label="Arcs">
      <div class="picture-bar">
        <h2>What becomes of whom</h2>
        <div class="zoom" role="group" aria-label="Zoom">
          <button type="button" class="tool" aria-label="Smaller" disabled={zoom === 0} onClick={() => zoomBy(-1)}>−</button>
          <button type="button" class="tool" aria-label="Larger" disabled={zoom === ZOOMS.length - 1} onClick={() => zoomBy(1)}>+</button>
          <button type="button" class="tool" disabled={zoom === 0} onClick={() => zoomBy(0)}>Whole</button>
        </div>
        {(told.more > 0 || everybody) && (
          <button type="button" class="tool" aria-pressed={everybody} onClick={() => setEverybody(!everybody)}>
            {everybody ? "Only the main characters" : `${told.more} more ${told.more === 1 ? "character" : "characters"}`}
          </button>
        )}
      </div>
      <Place {...props} />
      <div class="frame" ref={frame} tabIndex={0} role="group" aria-label="Picture, moves sideways when zoomed">
        <div class="canvas" style={{ width: `${nameRoom + wide}px`, height: `${picture.height}px` }}>
          <div class="lane-names" style={{ width: `${nameRoom}px`, height: `${picture.height}px` }}>
            {picture.rows.map((row) => (
              <button
                type="button"
                class={`lane-name name ${row.lane.who ? props.classes[row.lane.who.index] : "nobody"}`}
                style={{ top: `${row.y - 17}px` }}
                disabled={row.lane.who === null}
                aria-pressed={row.lane.who !== null && row.lane.who.index === props.followed}
                onClick={() => props.onFollow(row.lane.who!.index === props.followed ? null : row.lane.who!.index)}
              >
                {row.lane.name}
              </button>
            ))}
          </div>
          <svg
            width={wide}
            height={picture.height}
            role="img"
            aria-label={`What becomes of ${words.join(", ")}. The table below says the same in words.`}
            onClick={(event) => {
              const at = (event.target as Element).closest<SVGElement>("[data-at]")?.dataset.at;
              const box = event.currentTarget.getBoundingClientRect();
              if (at) props.onGo(Number(at));
              else props.onSeek(picture.offset(event.clientX - box.left));
            }}
          >
            {drawn}
            <Cursor reading={reading} picture={picture} />
          </svg>
        </div>
      </div>
      <p class="plain key">
        Thick line: there in the scene; dotted: elsewhere. Dots are feelings: joy and trust above the line, surprise and anticipation on it,
        sadness, fear, anger and disgust below; the farther, the stronger. Dashed: only believed, dreamed or told. Choose a mark to read its words.
      </p>
      <Table {...props} lanes={told.lanes} />
    </section>
  );
}

// Layout

interface Item {
  at: number;
  words: string;
  bar: Bar | null;
  row: number;
  left: number;
  right: number;
  label: string;
  labelAt: number;
  anchor: "start" | "end";
  inside: boolean;
}

interface Dot {
  mark: Mark;
  x: number;
  y: number;
  label: { x: number; y: number; words: string; anchor: "start" | "end" } | null;
}

interface Row {
  lane: Lane;
  y: number;
  bottom: number;
  dots: Dot[];
  items: Item[];
}

interface Picture {
  height: number;
  scenes: { left: number; right: number; lines: string[]; at: number; words: string }[];
  sceneHeight: number;
  levels: { x: number; y: number; left: number; right: number; words: string; kind: string; at: number }[];
  bandTop: number;
  rows: Row[];
  x(offset: number): number;
  offset(x: number): number;
}

function layout(story: Story, lanes: readonly Lane[], wide: number, limit: number): Picture {
  const [first, last] = extent(story);
  const span = Math.max(1, last - first);
  const x = (offset: number) => ((Math.min(Math.max(offset, first), last) - first) / span) * wide;
  const scenes = story.scenes.map((scene) => {
    const [left, right] = [x(scene.start), x(scene.end)];
    const words = scene.start > limit ? "" : [scene.place, scene.time].filter(Boolean).join(", ");
    const number = String(scene.index + 1);
    const room = right - left - 8;
    const lines = textWidth(number) > room || scene.start > limit ? [] : room < 48 || !words ? [number] : wrapped(`${number} ${words}`, room, 3);
    return { left, right, lines, at: scene.start, words: `Scene ${number}${words && `: ${words}`}` };
  });
  const sceneHeight = scenes.length ? 8 + 13 * Math.max(1, ...scenes.map((scene) => scene.lines.length)) : 0;
  const bandTop = sceneHeight + 4;
  const ends: number[] = [];
  const levels = story.levels
    .filter((level) => level.spans[0]![0] <= limit)
    .sort((a, b) => a.spans[0]![0] - b.spans[0]![0])
    .map((level) => {
      const [left, right] = [x(level.spans[0]![0]), x(Math.min(level.spans.at(-1)![1], limit))];
      const words = levelName(level);
      const room = textWidth(words, 11, 600) + 6;
      const at = Math.max(0, Math.min(left, wide - room));
      let row = ends.findIndex((end) => end <= at);
      if (row < 0) row = ends.length;
      ends[row] = Math.max(right, at + room) + 4;
      return { x: at, y: bandTop + 15 * row, left, right: Math.max(right, left + 2), words, kind: level.kind, at: level.spans[0]![0] };
    });
  let top = bandTop + 15 * ends.length + (ends.length ? 8 : 4);
  const rows = lanes.map((lane) => {
    const row = laneLayout(lane, top, x, wide);
    top = row.bottom + 5;
    return row;
  });
  return { height: top + 4, scenes, sceneHeight, levels, bandTop, rows, x, offset: (at) => Math.round(first + (Math.min(Math.max(at, 0), wide) / wide) * span) };
}

function laneLayout(lane: Lane, top: number, x: (offset: number) => number, wide: number): Row {
  const places = new Places();
  const reach = (sides: (s: number) => boolean, more: number, none: number) =>
    Math.max(none, ...lane.felt.filter((mark) => sides(side(mark.label))).map((mark) => mark.intensity * STEP + more));
  const y = top + reach((s) => s >= 0, 14, 11);
  const below = reach((s) => s < 0, 9, 7);
  places.take({ left: 0, right: wide, top: y - 2, bottom: y + 2 });
  const dots = lane.felt.map((mark): Dot => ({ mark, x: x(mark.at), y: y - side(mark.label) * (4 + mark.intensity * STEP), label: null }));
  for (const dot of dots) if (side(dot.mark.label)) places.take({ left: dot.x - 4, right: dot.x + 4, top: dot.y - 4, bottom: dot.y + 4 });
  for (const dot of [...dots].sort((a, b) => b.mark.intensity - a.mark.intensity || a.x - b.x)) {
    for (const words of new Set([dot.mark.words, dot.mark.words.split(" → ")[0]!])) {
      const room = textWidth(words) + 2;
      const up = side(dot.mark.label) === 0 ? -7 : 3.5;
      const boxes = [1, -1].flatMap((way) =>
        [up, -5, 11].map((dy) => {
          const left = way === 1 ? dot.x + 6 : dot.x - 6 - room;
          return { left, right: left + room, top: dot.y + dy - 8, bottom: dot.y + dy + 2.5 };
        }),
      );
      const box = places.first(boxes.filter((one) => one.left >= 0 && one.right <= wide + 4 && one.top >= top - 4 && one.bottom <= y + below + 2));
      if (!box) continue;
      const right = box.left >= dot.x;
      dot.label = { x: right ? box.left : box.right, y: box.bottom - 2.5, words, anchor: right ? "start" : "end" };
      break;
    }
  }
  const items = packed(lane, x, wide);
  const count = Math.max(0, ...items.map((item) => item.row + 1));
  const under = y + below + 3;
  return { lane, y, dots, items: items.map((item) => ({ ...item, row: under + item.row * ROW })), bottom: Math.max(under + count * ROW + 8, y + 19) };
}

/** States and moments, each in the first row where it and its words have room. */
function packed(lane: Lane, x: (offset: number) => number, wide: number): Item[] {
  const all: { at: number; until: number; words: string; bar: Bar | null }[] = [
    ...lane.bars.map((bar) => ({ ...bar, bar })),
    ...lane.moments.map((moment: Moment) => ({ ...moment, until: moment.at, bar: null })),
  ].sort((a, b) => a.at - b.at || b.until - a.until);
  const ends: number[] = [];
  return all.map(({ at, until, words, bar }) => {
    let [left, right] = [x(at), Math.max(x(until), x(at) + 3)];
    if (!bar) [left, right] = [left - 5, left + 5];
    const room = textWidth(words, 11, 600);
    const inside = bar !== null && room + 10 <= right - left;
    const before = !inside && right + 4 + room > wide + 4;
    let label = before ? fitted(words, left - 6, 11, 600) : words;
    const labelAt = inside ? left + 5 : before ? left - 4 : right + 4;
    const from = before ? labelAt - textWidth(label, 11, 600) : left;
    let row = ends.findIndex((end) => end <= from);
    if (row < 0) row = ends.length;
    if (row >= MOST_ROWS) {
      // too much at once: without its words it may lie over another, and the pointer still finds it
      label = "";
      row = ends.indexOf(Math.min(...ends));
    }
    ends[row] = Math.max(ends[row] ?? 0, before || inside || !label ? right : labelAt + room) + 6;
    return { at, words, bar, row, left, right, label, labelAt, anchor: before ? "end" : "start", inside };
  });
}

// Drawing

/** Scenes and levels, which lie behind the lanes. */
function Ground({ story, picture }: { story: Story; picture: Picture }) {
  const { x, bandTop, height } = picture;
  return (
    <>
      {picture.scenes.map((scene) => (
        <g data-at={scene.at}>
          <title>{scene.words}</title>
          <rect class="scene" x={scene.left + 0.75} y="0" width={Math.max(0.5, scene.right - scene.left - 1.5)} height={picture.sceneHeight} rx="3" />
          {scene.lines.map((line, i) => <text class={i ? "soft" : ""} x={scene.left + 5} y={14 + 13 * i}>{line}</text>)}
        </g>
      ))}
      {story.scenes.slice(1).map((scene) => <line class="edge" x1={x(scene.start)} x2={x(scene.start)} y1="0" y2={height} />)}
      {story.levels.map((level) =>
        level.spans.map(([start, end]) =>
          picture.levels.some((one) => one.at <= start) ? (
            <rect class={`band lv-${level.kind}`} x={x(start)} width={Math.max(1, x(end) - x(start))} y={bandTop} height={height - bandTop}>
              <title>{levelName(level)}</title>
            </rect>
          ) : null,
        ),
      )}
      {picture.levels.map((level) => (
        <g class={`level lv-${level.kind}`} data-at={level.at}>
          <line x1={level.left} x2={level.right} y1={level.y + 14.5} y2={level.y + 14.5} />
          <text x={level.x + 1} y={level.y + 11}>{level.words}</text>
        </g>
      ))}
    </>
  );
}

function LaneDrawing({ row, x, voice, faded }: { row: Row; x(offset: number): number; voice: string; faded: boolean }) {
  const { lane, y, bottom } = row;
  return (
    <g class={`lane ${voice}${faded ? " faded" : ""}`}>
      <line class="rule" x1="0" x2="100%" y1={bottom} y2={bottom} />
      {lane.seen[0] < Infinity && <line class="thread away" x1={x(lane.seen[0])} x2={x(lane.seen[1])} y1={y} y2={y} />}
      {lane.present.map(([start, end]) => <line class="thread" x1={x(start) + 1} x2={Math.max(x(end) - 1, x(start) + 2)} y1={y} y2={y} />)}
      {stems(row).map(([label, path]) => <path class={`felt stem e-${label}`} d={path} />)}
      {row.dots.map(({ mark, x: at, y: height, label }) => (
        <>
          <circle class={`felt e-${mark.label}`} data-at={mark.at} cx={at} cy={height} r={2.6 + 0.7 * mark.intensity}>
            {label?.words !== mark.words && <title>{mark.words}</title>}
          </circle>
          {label && <text class={`felt e-${mark.label}`} data-at={mark.at} x={label.x} y={label.y} text-anchor={label.anchor}>{label.words}</text>}
        </>
      ))}
      {row.items.map((item) => (
        <g class={item.bar ? `bar s-${item.bar.value}${item.bar.certain ? "" : " unsure"}${item.inside && item.bar.certain ? " inside" : ""}` : "moment"} data-at={item.at}>
          <title>{item.words}</title>
          {item.bar ? (
            <rect x={item.left} y={item.row + 1} width={item.right - item.left} height={ROW - 4} rx="3" />
          ) : (
            <path d={`M${item.left + 5} ${item.row + 2.5}l5 5-5 5-5-5z`} />
          )}
          {item.label && <text x={item.labelAt} y={item.row + 11.5} text-anchor={item.anchor}>{item.label}</text>}
        </g>
      ))}
    </g>
  );
}

/** The stems of a lane's dots, those of one emotion in one path: a novel has thousands. */
function stems(row: Row): [label: string, path: string][] {
  const paths = new Map<string, string>();
  for (const dot of row.dots) {
    if (side(dot.mark.label)) paths.set(dot.mark.label, `${paths.get(dot.mark.label) ?? ""}M${dot.x.toFixed(1)} ${row.y}V${dot.y}`);
  }
  return [...paths];
}

/** What has not been read. */
function Veil({ picture, from, wide }: { picture: Picture; from: number; wide: number }) {
  const words = "Not read yet: move the slider, or show what comes later";
  const lines = wrapped(words, wide - from - 24, 4, 12);
  return wide - from < 2 ? null : (
    <g class="veil">
      <rect x={from} y="0" width={wide - from} height={picture.height} />
      {textWidth("Not read yet", 12) < wide - from - 24 && lines.map((line, i) => <text x={from + 12} y={picture.sceneHeight + 24 + 16 * i}>{line}</text>)}
    </g>
  );
}

function Cursor({ reading, picture }: { reading: Reading; picture: Picture }) {
  const x = useReading(reading, useMemo(() => (one: Reading) => picture.x(one.here), [picture]));
  return <line class="here" x1={x} x2={x} y1="0" y2={picture.height} />;
}

// The same in words

function Table({ story, lanes, onGo, classes }: PictureProps & { lanes: readonly Lane[] }) {
  const [open, setOpen] = useState(false);
  const places = (items: readonly { at: number; words: string }[]) =>
    items.length > 0 && (
      <ul>
        {items.map((item) => (
          <li>
            <button type="button" class="link" onClick={() => onGo(item.at)}>
              {item.words} <span class="quiet">{placeName(story, item.at)}</span>
            </button>
          </li>
        ))}
      </ul>
    );
  return (
    <details class="as-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>The same as a table</summary>
      {open && <div class="scroller">
        <table>
          <caption class="hidden">What becomes of whom</caption>
          <thead>
            <tr><th scope="col">Who</th><th scope="col">Scenes</th><th scope="col">States</th><th scope="col">Feelings</th><th scope="col">Decides, is unmasked</th></tr>
          </thead>
          <tbody>
            {lanes.map((lane) => (
              <tr>
                <th scope="row"><span class={`name ${lane.who ? classes[lane.who.index] : "nobody"}`}>{lane.name}</span></th>
                <td>{scenesOf(story, lane)}</td>
                <td>{places(lane.bars)}</td>
                <td>{places(lane.felt)}</td>
                <td>{places(lane.moments)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>}
    </details>
  );
}

/** Numbers of the scenes that somebody is in: "1 to 3, 7". */
function scenesOf(story: Story, lane: Lane): string {
  const runs: [number, number][] = [];
  for (const scene of story.scenes) {
    if (!lane.present.some(([start, end]) => scene.start >= start && scene.start < end)) continue;
    const last = runs.at(-1);
    if (last && last[1] === scene.index) last[1]++;
    else runs.push([scene.index + 1, scene.index + 1]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`)).join(", ");
}
