import { useEffect, useState } from "preact/hooks";
import { MOST_HITS } from "../model/search";
import type { Story } from "../model/story";
import type { Theme } from "./theme";

interface HeaderProps {
  story: Story;
  query: string;
  onQuery(words: string): void;
  hits: number;
  hitNow: number | null;
  onHit(direction: 1 | -1): void;
  theme: Theme;
  onTheme(): void;
  onHelp(): void;
  panelOpen: boolean;
  onPanel(): void;
  view: View;
  onView(view: View): void;
}

/** What the wide column shows. */
export type View = "text" | "arcs" | "network";

const VIEWS: [View, string, string][] = [
  ["text", "Text", "1"],
  ["arcs", "Arcs", "2"],
  ["network", "Network", "3"],
];

export function Header(props: HeaderProps) {
  const { story } = props;
  return (
    <header class="top">
      <div class="title">
        <h1>{story.title}</h1>
        {story.author && <span class="author">{story.author}</span>}
      </div>
      <Views {...props} />
      {story.text !== null && <Search {...props} />}
      <div class="tools">
        <button type="button" class="tool only-narrow" aria-expanded={props.panelOpen} aria-controls="fullcast-panel" onClick={props.onPanel}>
          Cast
        </button>
        <button type="button" class="tool" onClick={props.onTheme} aria-label={props.theme === "dark" ? "Light theme" : "Dark theme"} title="Dark or light (t)">
          <span aria-hidden="true">◐</span>
        </button>
        <button type="button" class="tool" onClick={props.onHelp} aria-label="Help and keys" title="Help and keys (?)">
          <span aria-hidden="true">?</span>
        </button>
      </div>
    </header>
  );
}

/** Which of the views is shown; on a small screen the panel has them as well, since the title scrolls away. */
export function Views({ view, onView }: { view: View; onView(view: View): void }) {
  return (
    <div class="views" role="group" aria-label="What to show">
      {VIEWS.map(([one, name, key]) => (
        <button type="button" class="tool" aria-pressed={view === one} title={key} onClick={() => onView(one)}>{name}</button>
      ))}
    </div>
  );
}

function Search({ query, onQuery, hits, hitNow, onHit }: HeaderProps) {
  const [typed, setTyped] = useState(query);
  // a letter a stroke is no reason to search a novel; and Esc elsewhere clears the search
  useEffect(() => setTyped(query), [query]);
  useEffect(() => {
    if (typed === query) return;
    const timer = setTimeout(() => onQuery(typed), 120);
    return () => clearTimeout(timer);
  }, [typed]);
  const count = hits === MOST_HITS ? `${MOST_HITS}+` : String(hits);
  return (
    <form
      class="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed === query) onHit(1);
        else onQuery(typed);
      }}
    >
      <input
        type="search"
        placeholder="Search the story"
        aria-label="Search the story"
        autocomplete="off"
        spellcheck={false}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            setTyped("");
            onQuery("");
            event.currentTarget.blur();
          } else if (event.key === "Enter" && event.shiftKey) {
            event.preventDefault();
            onHit(-1);
          }
        }}
      />
      {query && (
        <>
          <output>{hits === 0 ? "not found" : hitNow === null ? `${count} ${hits === 1 ? "place" : "places"}` : `${hitNow + 1} of ${count}`}</output>
          <button type="button" class="tool" aria-label="Previous place" disabled={!hits} onClick={() => onHit(-1)}>‹</button>
          <button type="button" class="tool" aria-label="Next place" disabled={!hits} onClick={() => onHit(1)}>›</button>
        </>
      )}
    </form>
  );
}
