// The whole story as a strip: a tick for each line in the colour of its speaker, or where the followed one speaks.
import { useEffect, useRef } from "preact/hooks";
import { indexAt } from "../model/blocks";
import type { Figures } from "../model/figures";
import type { Line, Story } from "../model/story";
import type { View } from "./Header";
import { Name } from "./Name";
import type { Reading } from "./reading";
import type { TextHandle } from "./Text";
import type { Theme } from "./theme";

interface StripProps {
  story: Story;
  figures: Figures;
  classes: string[];
  followed: number | null;
  current: Line | null;
  theme: Theme;
  text: { current: TextHandle | null };
  reading: Reading;
  view: View;
  onGo(offset: number): void;
  onOwn(direction: 1 | -1): void;
  onMention(direction: 1 | -1): void;
  onStop(): void;
}

export function Strip(props: StripProps) {
  const { story, figures, classes, followed, current, theme, text, reading, view, onGo } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const window_ = useRef<HTMLDivElement>(null);
  const who = followed === null ? null : story.characters[followed]!;

  useEffect(() => {
    const element = canvas.current!;
    const paint = () => draw(element, story, classes, followed);
    paint();
    const watcher = new ResizeObserver(paint);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [story, classes, followed, theme]);

  useEffect(() => {
    let waiting = false;
    const move = () => {
      waiting = false;
      const [from, to] = view === "text" ? (text.current?.seen() ?? [0, 0]) : [reading.here, reading.here];
      if (!window_.current || story.text === null || !story.length) return;
      window_.current.style.left = `${(100 * from) / story.length}%`;
      window_.current.style.width = `${(100 * Math.max(0, to - from)) / story.length}%`;
    };
    const onScroll = () => {
      if (!waiting) requestAnimationFrame(move);
      waiting = true;
    };
    move();
    addEventListener("scroll", onScroll, { passive: true });
    addEventListener("resize", onScroll);
    const stop = reading.listen(onScroll);
    return () => {
      stop();
      removeEventListener("scroll", onScroll);
      removeEventListener("resize", onScroll);
    };
  }, [story, reading, view]);

  return (
    <div class="strip">
      <div
        class="ribbon"
        role="img"
        aria-label={describe(story, figures, followed)}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          onGo(Math.round(((event.clientX - box.left) / box.width) * story.length));
        }}
      >
        <canvas ref={canvas} />
        <div class="window" ref={window_} />
      </div>
      {who && (
        <div class="follow" role="group" aria-label={`Following ${who.name}`}>
          <span>
            Following <Name who={who} classes={classes} />
            <span class="quiet"> {place(figures.byCharacter[followed!]!.spoken, current)}</span>
          </span>
          <button type="button" class="tool" onClick={() => props.onOwn(-1)} aria-label="Previous line of theirs" title="p">‹</button>
          <button type="button" class="tool" onClick={() => props.onOwn(1)} aria-label="Next line of theirs" title="n">›</button>
          {story.mentions.has(followed!) && (
            <>
              <span class="quiet">{story.mentions.get(followed!)!.length} mentions</span>
              <button type="button" class="tool" onClick={() => props.onMention(-1)} aria-label="Previous mention" title="P">‹</button>
              <button type="button" class="tool" onClick={() => props.onMention(1)} aria-label="Next mention" title="N">›</button>
            </>
          )}
          <button type="button" class="tool" onClick={props.onStop}>Stop</button>
        </div>
      )}
    </div>
  );
}

function place(own: readonly number[], current: Line | null): string {
  const lines = `${own.length} ${own.length === 1 ? "line" : "lines"}`;
  const at = current ? own.indexOf(current.index) : -1;
  return at < 0 ? lines : `line ${at + 1} of ${own.length}`;
}

/** The strip in words: how often they speak, and in which chapters most. */
function describe(story: Story, figures: Figures, followed: number | null): string {
  if (followed === null) return `${figures.lines} lines of speech by ${figures.byCharacter.filter((own) => own.lines).length} voices, in the order of the story`;
  const own = figures.byCharacter[followed]!.spoken;
  const name = story.characters[followed]!.name;
  if (!own.length) return `${name} does not speak`;
  const counts = new Map<string, number>();
  for (const index of own) {
    const chapter = story.chapters[indexAt(story.chapters, story.lines[index]!.start)];
    if (chapter) counts.set(chapter.title, (counts.get(chapter.title) ?? 0) + 1);
  }
  const most = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 3);
  const where = story.chapters.length > 1 && most.length ? `, most in ${most.map(([title, count]) => `${title} (${count})`).join(", ")}` : "";
  return `${name} speaks ${own.length} ${own.length === 1 ? "time" : "times"}${where}`;
}

function draw(element: HTMLCanvasElement, story: Story, classes: string[], followed: number | null): void {
  const context = element.getContext("2d");
  const { clientWidth: width, clientHeight: height } = element;
  if (!context || !width || !story.length) return;
  const scale = devicePixelRatio || 1;
  element.width = width * scale;
  element.height = height * scale;
  context.scale(scale, scale);
  const style = getComputedStyle(element);
  const colours = new Map<string, string>();
  const colour = (name: string) => {
    if (!colours.has(name)) colours.set(name, style.getPropertyValue(name).trim());
    return colours.get(name)!;
  };
  // whole pixels of the screen: a novel's ticks would blur into one another otherwise
  const x = (offset: number) => Math.round((offset / story.length) * width * scale) / scale;
  const bar = (start: number, end: number, top: number, bottom: number) =>
    context.fillRect(x(start), top, Math.max(1 / scale, x(end) - x(start)), bottom - top);

  context.globalAlpha = 0.3;
  for (const level of story.levels) {
    context.fillStyle = colour(`--${level.kind}`) || colour("--faint");
    for (const [start, end] of level.spans) bar(start, end, 0, height);
  }
  context.globalAlpha = 1;
  context.fillStyle = colour("--rule");
  for (const chapter of story.chapters.slice(1)) context.fillRect(Math.round(x(chapter.start)), 0, 1, height);
  if (followed !== null) {
    context.fillStyle = colour("--faint");
    for (const [start, end] of story.mentions.get(followed) ?? []) bar(start, end, height - 4, height - 1);
  }
  for (const line of story.lines) {
    if (line.kind === "not_speech") continue;
    const own = line.speaker !== null && line.speaker.index === followed;
    if (followed !== null && !own) continue;
    const voice = line.speaker ? `--${classes[line.speaker.index]!.split(" ")[0]}` : "--faint";
    context.fillStyle = colour(voice);
    for (const [start, end] of line.spans) bar(start, end, 3, height - (followed === null ? 3 : 6));
  }
}
