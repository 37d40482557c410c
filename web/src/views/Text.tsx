// The text. It is drawn a chunk at a time: what is in view first, the rest while the browser has nothing else to do.
// All of it is in the page in the end, so that the browser's own search, selection, printing and a screen reader reach
// every word; the browser skips the layout of what is far away (content-visibility).
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Block, Chunk } from "../model/blocks";
import { indexAt } from "../model/blocks";
import { byBlock, lastingMarks, levelMarks, spanMarks } from "../model/marks";
import type { Span, Story } from "../model/story";
import { ChunkView } from "./Chunk";

/** What decides how chunks look, apart from the one line and the one hit that are chosen. */
export interface Paint {
  story: Story;
  classes: string[];
  followed: number | null;
  hits: Span[];
  threshold: number;
  /** The line that the Tab key reaches while none is chosen. */
  first: number | null;
}

export interface TextHandle {
  /** Brings an offset into view; with a line, focuses that. */
  go(offset: number, line?: number): void;
  /** About which stretch is in view; while the text is hidden, which was. */
  seen(): Span;
  /** About how far one has read who looks at it: to the middle of the window, or to the end. */
  read(): number;
}

interface TextProps {
  paint: Paint;
  blocks: Block[];
  chunks: Chunk[];
  current: number | null;
  hitNow: Span | null;
  onChoose(line: number, go: boolean): void;
  handle: { current: TextHandle | null };
}

export function Text({ paint, blocks, chunks, current, hitNow, onChoose, handle }: TextProps) {
  const root = useRef<HTMLElement>(null);
  const views = useRef<ChunkView[]>([]);
  const byElement = useRef(new WeakMap<Element, ChunkView>());
  const { story } = paint;
  const lasting = useMemo(() => byBlock(lastingMarks(story), blocks), [story, blocks]);
  const mentions = useMemo(
    () => byBlock(spanMarks((paint.followed !== null && story.mentions.get(paint.followed)) || [], "mention"), blocks),
    [story, blocks, paint.followed],
  );
  const levels = useMemo(() => byBlock(levelMarks(story), blocks), [story, blocks]);
  const last = useRef<Span>([0, 0]);
  const hits = useMemo(() => byBlock(spanMarks(paint.hits, "hit"), blocks), [blocks, paint.hits]);
  const layers = useMemo(() => ({ paint, lasting, mentions, hits, levels }), [paint, lasting, mentions, hits, levels]);
  const firstBlock = useMemo(() => {
    let count = 0;
    return chunks.map((chunk) => (count += chunk.blocks.length) - chunk.blocks.length);
  }, [chunks]);

  const observer = useMemo(() => {
    const near = (entries: IntersectionObserverEntry[]) => {
      for (const entry of entries) byElement.current.get(entry.target)?.setNear(entry.isIntersecting);
    };
    return new IntersectionObserver(near, { rootMargin: "60% 0px" });
  }, []);
  useEffect(() => () => observer.disconnect(), []);
  useEffect(() => drawWhenIdle(() => views.current.find((view) => view && !view.state.drawn)), [chunks]);

  handle.current = {
    go: (offset, line) => {
      const view = views.current[Math.max(0, indexAt(chunks, offset))];
      view?.draw(() => bringIntoView(root.current!, blocks, offset, line));
    },
    seen: () => {
      if (root.current!.getClientRects().length) last.current = seen(root.current!, chunks);
      return last.current;
    },
    read: () => {
      const page = root.current!.ownerDocument.documentElement;
      const atEnd = scrollY + innerHeight >= page.scrollHeight - 2;
      return atEnd ? story.length : offsetAt(root.current!.children, chunks, innerHeight / 2);
    },
  };

  return (
    <article
      class={`text${paint.followed === null ? "" : ` following ${paint.classes[paint.followed]}`}`}
      ref={root}
      onClick={(event) => {
        const line = lineOf(event.target);
        // a click that ends a selection of words is no choice
        if (line !== null && getSelection()?.isCollapsed !== false) onChoose(line, false);
      }}
      onFocusIn={(event) => {
        const line = lineOf(event.target);
        if (line !== null && line !== current) onChoose(line, false);
      }}
    >
      {chunks.map((chunk, i) => (
        <ChunkView
          key={chunk.start}
          chunk={chunk}
          firstBlock={firstBlock[i]!}
          layers={layers}
          current={current !== null && touches(story.lines[current]?.spans, chunk) ? current : null}
          hitNow={hitNow && touches([hitNow], chunk) ? hitNow : null}
          drawn={i < 2}
          connect={(view, element) => {
            views.current[i] = view;
            byElement.current.set(element, view);
            observer.observe(element);
          }}
        />
      ))}
    </article>
  );
}

/** The line that an element lies in. */
export function lineOf(target: EventTarget | null): number | null {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-line]") : null;
  return element ? Number(element.dataset.line) : null;
}

function touches(spans: readonly Span[] | undefined, chunk: Chunk): boolean {
  return spans?.some((span) => span[0] < chunk.end && span[1] > chunk.start) ?? false;
}

/** Draws chunk after chunk in the browser's free time; gives the function that stops it. */
function drawWhenIdle(next: () => ChunkView | undefined): () => void {
  let stopped = false;
  const later = (act: () => void) => ("requestIdleCallback" in window ? requestIdleCallback(act, { timeout: 500 }) : setTimeout(act, 20));
  const work = () => {
    const view = stopped ? undefined : next();
    view?.draw(() => later(work));
  };
  later(work);
  return () => void (stopped = true);
}

function bringIntoView(root: HTMLElement, blocks: readonly Block[], offset: number, line?: number): void {
  const block = Math.max(0, indexAt(blocks, offset));
  const element =
    (line === undefined ? null : root.querySelector<HTMLElement>(`[data-line="${line}"]`)) ??
    root.querySelector<HTMLElement>(`[data-block="${block}"]`);
  if (!element) return;
  const centre = () => element.scrollIntoView({ block: "center" });
  centre();
  if (line !== undefined) element.focus({ preventScroll: true });
  // chunks that came into view took their true heights only now
  requestAnimationFrame(() => requestAnimationFrame(centre));
}

function seen(root: HTMLElement, chunks: readonly Chunk[]): Span {
  const elements = root.children;
  const top = root.ownerDocument.querySelector(".fullcast .mast")?.getBoundingClientRect().bottom ?? 0;
  return [offsetAt(elements, chunks, Math.max(0, top)), offsetAt(elements, chunks, innerHeight)];
}

/** About which offset is at a height of the window: by the chunk there, and how far into it. */
function offsetAt(elements: HTMLCollection, chunks: readonly Chunk[], height: number): number {
  let low = 0;
  let high = chunks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (elements[middle]!.getBoundingClientRect().top <= height) low = middle + 1;
    else high = middle;
  }
  const chunk = chunks[low - 1];
  if (!chunk) return chunks[0]?.start ?? 0;
  const box = elements[low - 1]!.getBoundingClientRect();
  // within the chunk the blocks tell exactly, where it is drawn
  const blocks = elements[low - 1]!.children;
  for (let i = 0; i < blocks.length; i++) {
    if (blocks[i]!.getBoundingClientRect().bottom > height) return chunk.blocks[i]?.start ?? chunk.start;
  }
  const share = box.height ? Math.min(1, (height - box.top) / box.height) : 0;
  return Math.round(chunk.start + share * (chunk.end - chunk.start));
}
