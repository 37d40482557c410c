// Holds what the person has chosen (line, character, search, threshold …) and hands it to the views.
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Correction, Host } from "../host";
import { blocks, chunks } from "../model/blocks";
import { figures, isDoubtful } from "../model/figures";
import { masked, unmaskings } from "../model/masks";
import { countBelow } from "../model/offsets";
import { find } from "../model/search";
import type { Span, Story } from "../model/story";
import { voices } from "../model/voices";
import { nextChange } from "../model/world";
import { Arcs } from "./Arcs";
import { Details } from "./Details";
import { Header, type View } from "./Header";
import { Help } from "./Help";
import { useKeys } from "./keys";
import { Network } from "./Network";
import { Panel, type Tab } from "./Panel";
import { placeName } from "./Place";
import { Reading, useReading } from "./reading";
import { Strip } from "./Strip";
import { Text, type TextHandle } from "./Text";
import { useTheme } from "./theme";
import { Tooltip } from "./Tooltip";
import { Without } from "./Without";

export const USUAL_THRESHOLD = 0.6;

interface AppProps {
  story: Story;
  host: Host;
  save?: (correction: Correction) => Promise<void>;
}

export function App({ story: whole, host, save }: AppProps) {
  const reading = useMemo(() => new Reading(), [whole]);
  const [later, setLater] = useState(() => host.preferences?.get(`later ${whole.digest}`) === "shown");
  const reveals = useMemo(() => unmaskings(whole), [whole]);
  const passed = useReading(reading, useMemo(() => (one: Reading) => countBelow(reveals, one.known + 1), [reveals]));
  // the story as the reader knows it; another one only where something is revealed
  const story = useMemo(() => masked(whole, later ? Infinity : (reveals[passed - 1] ?? -1)), [whole, later, reveals, passed]);
  const numbers = useMemo(() => figures(story), [story]);
  const classes = useMemo(() => voices(story, whole.characters.length), [story]);
  const allBlocks = useMemo(() => blocks(whole), [whole]);
  const allChunks = useMemo(() => chunks(allBlocks), [allBlocks]);
  const steps = useMemo(() => whole.lines.filter((line) => line.kind !== "not_speech").map((line) => line.index), [whole]);

  const [current, setCurrent] = useState<number | null>(null);
  const [wished, setFollowed] = useState<number | null>(null);
  // a figure that has been unmasked is nobody any more
  const followed = wished !== null && wished < story.characters.length ? wished : null;
  const [view, setView] = useState<View>("text");
  const [threshold, setThreshold] = useState(USUAL_THRESHOLD);
  const [query, setQuery] = useState("");
  const [hitNow, setHitNow] = useState<number | null>(null);
  const [tab, setTab] = useState<Tab>("cast");
  const [panelOpen, setPanelOpen] = useState(false);
  const [helpOpen, setHelpOpen] = useState(false);
  const [keysOn, setKeysOn] = useState(true);
  const [status, setStatus] = useState("");
  const [theme, toggleTheme] = useTheme(host);
  const text = useRef<TextHandle>(null);
  const root = useRef<HTMLDivElement>(null);

  const hits = useMemo(() => (story.text === null ? [] : find(story.text, query)), [story, query]);
  const doubtful = useMemo(
    () => story.lines.filter((line) => isDoubtful(line, threshold)).map((line) => line.index),
    [story, threshold],
  );

  /** Shows the text at an offset, or at a line. */
  const show = useCallback((offset: number, line?: number) => {
    setView("text");
    // it may have been hidden until now
    if (!root.current?.querySelector("#fullcast-text .text")?.getClientRects().length) requestAnimationFrame(() => text.current?.go(offset, line));
    else text.current?.go(offset, line);
  }, []);
  const choose = useCallback(
    (line: number | null, go = true) => {
      setCurrent(line);
      host.onPlace?.(line === null ? null : whole.lines[line]!.id);
      if (line !== null && go) show(whole.lines[line]!.start, line);
    },
    [whole, host],
  );
  const seek = useCallback(
    (offset: number) => {
      reading.go(offset);
      if (view === "text") text.current?.go(offset);
    },
    [reading, view],
  );
  const setViewAt = (next: View) => {
    if (next === view) return;
    setView(next);
    if (next === "text") show(reading.here);
    else scrollTo(0, 0);
  };
  useEffect(() => {
    if (view !== "text" || whole.text === null) return;
    let timer = 0;
    const look = () => text.current && reading.scrolled(text.current.read());
    const onScroll = () => {
      clearTimeout(timer);
      timer = window.setTimeout(look, 120);
    };
    onScroll();
    addEventListener("scroll", onScroll, { passive: true });
    return () => {
      clearTimeout(timer);
      removeEventListener("scroll", onScroll);
    };
  }, [view, whole]);

  useEffect(() => {
    const line = host.place ? story.lines.find((item) => item.id === host.place) : undefined;
    if (line) choose(line.index);
  }, []);

  /** Where a step starts: the chosen line if it is in view, otherwise what is. */
  const here = () => {
    const seen = text.current?.seen();
    const line = current === null ? undefined : story.lines[current];
    if (!seen) return line ? line.start : -1;
    return line && line.start >= seen[0] && line.start < seen[1] ? line.start : seen[0] - 0.5;
  };
  const stepTo = (list: readonly number[], direction: 1 | -1, none: string) => {
    const starts = list.map((index) => story.lines[index]!.start);
    // lines that start at one offset (a quotation in a quotation) are told apart by their order
    const chosen = current === null ? -1 : list.indexOf(current);
    const from = here();
    const onChosen = chosen >= 0 && starts[chosen] === from;
    const next = onChosen ? chosen + direction : direction === 1 ? countBelow(starts, from + 0.1) : countBelow(starts, from) - 1;
    if (list[next] === undefined) setStatus(none);
    else choose(list[next]);
  };
  const stepMention = (direction: 1 | -1) => {
    const spans: Span[] = (followed !== null && story.mentions.get(followed)) || [];
    const from = (mention.current?.who === followed ? mention.current?.at : null) ?? text.current?.seen()[0] ?? 0;
    const starts = spans.map((span) => span[0]);
    const next = direction === 1 ? countBelow(starts, from + 1) : countBelow(starts, from) - 1;
    const found = starts[next];
    if (followed === null || found === undefined) return setStatus("No more mentions");
    mention.current = { who: followed, at: found };
    setStatus(`Mention ${next + 1} of ${spans.length}`);
    show(found);
  };
  const mention = useRef<{ who: number; at: number } | null>(null);

  const follow = useCallback(
    (who: number | null) => {
      setFollowed(who);
      mention.current = null;
      if (who === null) return setStatus("Following nobody");
      setStatus(`Following ${story.characters[who]!.name}: ${numbers.byCharacter[who]!.spoken.length} lines`);
    },
    [story, numbers],
  );

  const stepHit = (direction: 1 | -1) => {
    if (!hits.length) return setStatus(query ? "Nothing found" : "Nothing to search for");
    const starts = hits.map((span) => span[0]);
    const from = text.current?.seen()[0] ?? 0;
    const next =
      hitNow !== null
        ? (hitNow + direction + hits.length) % hits.length
        : direction === 1
          ? countBelow(starts, from) % hits.length
          : (countBelow(starts, from) - 1 + hits.length) % hits.length;
    setHitNow(next);
    setStatus(`${next + 1} of ${hits.length}`);
    show(hits[next]![0]);
  };
  const search = useCallback((words: string) => {
    setQuery(words);
    setHitNow(null);
  }, []);

  const actions = {
    step: (direction: 1 | -1) => stepTo(steps, direction, direction === 1 ? "This was the last line" : "This was the first line"),
    doubt: (direction: 1 | -1) =>
      stepTo(doubtful, direction, doubtful.length ? "No doubtful line further on" : "No line is in doubt"),
    own: (direction: 1 | -1) => {
      if (followed === null) return setStatus("Nobody is followed: press f on a line, or choose a name in the cast");
      const own = numbers.byCharacter[followed]!.spoken;
      if (own.length) stepTo(own, direction, `No more lines of ${story.characters[followed]!.name}`);
      else stepMention(direction);
    },
    mention: stepMention,
    followCurrent: () => {
      const speaker = current === null ? null : story.lines[current]!.speaker;
      if (speaker) follow(speaker.index === followed ? null : speaker.index);
      else setStatus("Choose a line with a speaker first");
    },
    search: () => root.current?.querySelector<HTMLInputElement>("input[type=search]")?.focus(),
    hit: stepHit,
    tab: (next: Tab) => {
      setTab(next);
      setPanelOpen(true);
      // the panel may have been hidden until now
      requestAnimationFrame(() => root.current?.querySelector<HTMLElement>(`#fullcast-tab-${next}`)?.focus());
    },
    view: setViewAt,
    change: (direction: 1 | -1) => {
      const next = nextChange(story, reading.here, direction);
      if (next === null) return setStatus("No more changes");
      seek(next);
      setStatus(placeName(story, next));
    },
    theme: toggleTheme,
    help: () => setHelpOpen(!helpOpen),
    escape: () => {
      if (panelOpen && root.current && getComputedStyle(root.current).getPropertyValue("--narrow").trim() === "1") setPanelOpen(false);
      else if (query) search("");
      else if (current !== null) choose(null);
      else if (followed !== null) follow(null);
    },
  };
  useKeys(root, actions, keysOn, helpOpen);

  const paint = useMemo(
    () => ({ story, classes, followed, hits, threshold, first: steps[0] ?? null }),
    [story, classes, followed, hits, threshold, steps],
  );
  const currentLine = current === null ? null : (story.lines[current] ?? null);
  const goTo = useCallback((offset: number) => {
    setPanelOpen(false);
    show(offset);
  }, []);
  const place = {
    story,
    reading,
    onSeek: seek,
    later,
    onLater: (next: boolean) => {
      setLater(next);
      host.preferences?.set(`later ${whole.digest}`, next ? "shown" : "hidden");
    },
  };
  const pictures = { ...place, figures: numbers, classes, followed, onFollow: follow, onGo: goTo };

  return (
    <div class="fullcast" data-theme={theme} ref={root}>
      <a class="skip" href="#fullcast-text" onClick={(event) => { event.preventDefault(); root.current?.querySelector<HTMLElement>("#fullcast-text")?.focus(); }}>
        Skip to the story
      </a>
      <div class="mast">
        <Header
          story={story}
          query={query}
          onQuery={search}
          hits={hits.length}
          hitNow={hitNow}
          onHit={stepHit}
          onTheme={toggleTheme}
          theme={theme}
          onHelp={actions.help}
          panelOpen={panelOpen}
          view={view}
          onView={setViewAt}
          onPanel={() => (panelOpen ? setPanelOpen(false) : actions.tab(tab))}
        />
        <Strip
          story={story}
          figures={numbers}
          classes={classes}
          followed={followed}
          current={currentLine}
          theme={theme}
          text={text}
          reading={reading}
          view={view}
          onGo={view === "text" ? goTo : seek}
          onOwn={actions.own}
          onMention={stepMention}
          onStop={() => follow(null)}
        />
      </div>
      <div class="columns">
        <main id="fullcast-text" tabIndex={-1} aria-label="The story" lang={story.language ?? undefined} dir="auto">
          {view === "arcs" && <Arcs {...pictures} />}
          {view === "network" && <Network {...pictures} />}
          <div hidden={view !== "text"}>
          {story.text === null ? (
            <Without story={story} classes={classes} current={current} followed={followed} threshold={threshold} onChoose={choose} handle={text} />
          ) : (
            <Text
              paint={paint}
              blocks={allBlocks}
              chunks={allChunks}
              current={current}
              hitNow={hitNow === null ? null : (hits[hitNow] ?? null)}
              onChoose={choose}
              handle={text}
            />
          )}
          </div>
        </main>
        <div class="side">
          <Panel
            {...place}
            view={view}
            onView={(next) => {
              setPanelOpen(false);
              setViewAt(next);
            }}
            figures={numbers}
            classes={classes}
            followed={followed}
            onFollow={(who) => {
              setPanelOpen(false);
              follow(who);
            }}
            tab={tab}
            onTab={setTab}
            open={panelOpen}
            onClose={() => setPanelOpen(false)}
            onGo={goTo}
            onChoose={(line) => { setPanelOpen(false); choose(line); }}
            threshold={threshold}
            onThreshold={setThreshold}
            doubtful={doubtful}
            onDoubt={actions.doubt}
            text={text}
          />
          <Details
            story={story}
            line={currentLine}
            classes={classes}
            threshold={threshold}
            followed={followed}
            onFollow={follow}
            onStep={actions.step}
            onClose={() => choose(null)}
            {...(save ? { save } : {})}
          />
        </div>
      </div>
      <Tooltip root={root} story={story} threshold={threshold} />
      <div class="hidden" role="status" aria-live="polite">{status}</div>
      {helpOpen && <Help onClose={() => setHelpOpen(false)} keysOn={keysOn} onKeysOn={setKeysOn} />}
    </div>
  );
}
