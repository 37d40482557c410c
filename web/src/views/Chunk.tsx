// A few thousand characters of text. Far from view it keeps what it showed last and costs nothing.
import { Component, createRef } from "preact";
import type { Block, Chunk } from "../model/blocks";
import { isDoubtful, addressed, sureness, voiceName } from "../model/figures";
import type { MarksByBlock } from "../model/marks";
import { pieces, segments, type Mark, type Piece, type Segment } from "../model/segments";
import type { Line, Span } from "../model/story";
import { levelName } from "../model/lanes";
import { regionName } from "./regions";
import type { Paint } from "./Text";

interface Layers {
  paint: Paint;
  lasting: MarksByBlock;
  mentions: MarksByBlock;
  hits: MarksByBlock;
  levels: MarksByBlock;
}

interface ChunkProps {
  chunk: Chunk;
  /** Index of its first block in the text. */
  firstBlock: number;
  layers: Layers;
  /** The chosen line, where it lies in this chunk. */
  current: number | null;
  hitNow: Span | null;
  /** Whether to draw it at once. */
  drawn: boolean;
  connect(view: ChunkView, element: Element): void;
}

interface ChunkState {
  drawn: boolean;
  near: boolean;
}

export class ChunkView extends Component<ChunkProps, ChunkState> {
  override state: ChunkState = { drawn: this.props.drawn, near: this.props.drawn };
  private element = createRef<HTMLDivElement>();
  private shown: Pick<ChunkProps, "layers" | "current" | "hitNow" | "chunk"> | null = null;

  override componentDidMount() {
    this.props.connect(this, this.element.current!);
  }

  setNear(near: boolean) {
    if (near !== this.state.near) this.setState({ near, drawn: near || this.state.drawn });
  }

  /** Draws it if it is not drawn, then calls back. */
  draw(then: () => void) {
    if (this.state.drawn) then();
    else this.setState({ drawn: true }, then);
  }

  override shouldComponentUpdate(next: ChunkProps, state: ChunkState) {
    if (!state.drawn) return next.chunk !== this.props.chunk;
    const { shown } = this;
    if (shown === null) return true;
    if (shown.current !== next.current || shown.hitNow !== next.hitNow || shown.chunk !== next.chunk) return true;
    return state.near && shown.layers !== next.layers;
  }

  override render() {
    const { chunk, firstBlock, layers, current, hitNow } = this.props;
    // heights are guessed from lengths until the browser has laid the chunk out
    const style = { "--blocks": chunk.blocks.length, "--length": chunk.end - chunk.start };
    if (!this.state.drawn) return <div class="chunk empty" style={style} ref={this.element} />;
    this.shown = { layers, current, hitNow, chunk };
    return (
      <div class="chunk" style={style} ref={this.element}>
        {chunk.blocks.map((block, i) => drawBlock(block, firstBlock + i, layers, current, hitNow))}
      </div>
    );
  }
}

function drawBlock(block: Block, index: number, layers: Layers, current: number | null, hitNow: Span | null) {
  const marks: Mark[] = [...(layers.lasting[index] ?? []), ...(layers.mentions[index] ?? []), ...(layers.hits[index] ?? [])];
  if (hitNow) marks.push({ start: hitNow[0], end: hitNow[1], type: "hit-now" });
  // a level that holds all of the block shades the block; others shade their words
  const levels = layers.levels[index] ?? [];
  const whole = levels.filter((mark) => mark.start <= block.start && mark.end >= block.end);
  marks.push(...levels.filter((mark) => !whole.includes(mark)));
  const around = whole.at(-1);
  const level = around && layers.paint.story.levels[around.level!]!;
  const opens = around && !layers.levels[index - 1]?.includes(around);
  const tree = pieces(segments(block.start, block.end, marks));
  const drawing = new Drawing(layers.paint, current);
  const set = block.region !== "story";
  const Tag = block.region === "heading" || block.region === "title" ? "h2" : "p";
  const name = ["block", set && `aside ${Tag === "h2" ? "heading" : ""}`, block.pause && "pause", block.ornament && "ornament", block.keepsLines && "lines", level && `lv lv-${level.kind}`];
  const label = level && opens ? levelName(level) : undefined;
  return (
    <Tag
      key={block.start}
      class={name.filter(Boolean).join(" ")}
      data-block={index}
      data-level={label}
      aria-description={label}
      data-region={set && block.opens && Tag === "p" ? regionName(block.region) : undefined}
    >
      {tree.map((piece) => drawing.piece(piece))}
    </Tag>
  );
}

/** Draws the pieces of one block, and remembers whose name stands beside it. */
class Drawing {
  private named: string | null = null;

  constructor(
    private paint: Paint,
    private current: number | null,
  ) {}

  piece(piece: Piece) {
    if (piece.segment) return this.words(piece.segment);
    const { story, classes, followed, threshold, first } = this.paint;
    const line = story.lines[piece.line!]!;
    const doubt = isDoubtful(line, threshold);
    const opens = piece.start === line.start;
    const label = this.label(line, doubt);
    const chosen = this.current === line.index;
    const to = addressed(line);
    const name = [
      "q",
      line.kind,
      line.speaker ? classes[line.speaker.index] : "nobody",
      doubt && "doubt",
      chosen && "chosen",
      line.speaker !== null && line.speaker.index === followed && "followed",
      label?.place,
    ];
    return (
      <span
        class={name.filter(Boolean).join(" ")}
        data-line={line.index}
        data-who={label && together(label.name) + (chosen && to ? ` → ${together(to)}` : "")}
        {...(opens && {
          role: "group",
          "aria-label": spoken(line),
          "aria-current": chosen ? "true" : undefined,
          tabIndex: chosen || (this.current === null && first === line.index) ? 0 : -1,
        })}
      >
        {piece.content.map((part) => this.piece(part))}
      </span>
    );
  }

  /** The name shown with a piece: beside the paragraph for the first speaker, within it for others, once while they go on. */
  private label(line: Line, doubt: boolean) {
    if (line.kind === "not_speech") return null;
    const name = voiceName(line) + (doubt ? " ?" : "");
    if (name === this.named) return null;
    const place = this.named === null ? "beside" : "within";
    this.named = name;
    return { name, place };
  }

  private words({ start, end, emphasis, mention, hit, level }: Segment) {
    const words = this.paint.story.text!.slice(start, end);
    if (!emphasis && !mention && !hit && level === null) return words;
    const inside = level === null ? null : this.paint.story.levels[level]!;
    const name = [mention && "mention", hit, inside && `lv lv-${inside.kind}`].filter(Boolean).join(" ");
    const opens = inside?.spans.some((span) => span[0] === start);
    const marked = name ? <mark class={name} data-level={opens ? levelName(inside!) : undefined}>{words}</mark> : words;
    return emphasis ? <em>{marked}</em> : marked;
  }
}

/** A short name does not break at its space. */
function together(name: string): string {
  return name.length < 14 ? name.replaceAll(" ", "\u00a0") : name;
}

/** What a screen reader says before the words of a line. */
export function spoken(line: Line): string {
  if (line.kind === "not_speech") return "not speech";
  const to = addressed(line);
  return `${voiceName(line)}${to ? `, to ${to}` : ""}: ${sureness(line)}`;
}
