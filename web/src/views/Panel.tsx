// The side panel: cast, scenes, doubts and what else there is to know, one at a time.
import type { Figures } from "../model/figures";
import { About } from "./About";
import { Cast } from "./Cast";
import { Contents } from "./Contents";
import { Doubts } from "./Doubts";
import { Views, type View } from "./Header";
import type { PlaceProps } from "./Place";
import type { TextHandle } from "./Text";
import { World } from "./World";

export type Tab = "cast" | "world" | "scenes" | "doubts" | "about";

export interface PanelProps extends PlaceProps {
  view: View;
  onView(view: View): void;
  figures: Figures;
  classes: string[];
  followed: number | null;
  onFollow(who: number | null): void;
  tab: Tab;
  onTab(tab: Tab): void;
  open: boolean;
  onClose(): void;
  onGo(offset: number): void;
  onChoose(line: number): void;
  threshold: number;
  onThreshold(threshold: number): void;
  doubtful: number[];
  onDoubt(direction: 1 | -1): void;
  text: { current: TextHandle | null };
}

const TABS: [Tab, string][] = [
  ["cast", "Cast"],
  ["world", "World"],
  ["scenes", "Scenes"],
  ["doubts", "Doubts"],
  ["about", "About"],
];

export function Panel(props: PanelProps) {
  const { tab, onTab, open, onClose, doubtful, story } = props;
  const counts: Partial<Record<Tab, number>> = { doubts: doubtful.length, about: story.notices.length };
  const turn = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const next = TABS[(TABS.findIndex(([name]) => name === tab) + step + TABS.length) % TABS.length]![0];
    onTab(next);
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`#fullcast-tab-${next}`)?.focus();
  };
  return (
    <aside id="fullcast-panel" class={`panel${open ? " open" : ""}`} aria-label="Cast and scenes">
      <div class="only-narrow panel-views"><Views {...props} /></div>
      <div class="bar">
        <div class="tabs" role="tablist" aria-label="Cast and scenes" onKeyDown={turn}>
          {TABS.map(([name, title]) => (
            <button
              type="button"
              role="tab"
              id={`fullcast-tab-${name}`}
              aria-selected={tab === name}
              aria-controls="fullcast-tabpanel"
              tabIndex={tab === name ? 0 : -1}
              onClick={() => onTab(name)}
            >
              {title}
              {counts[name] ? <span class="count"> {counts[name]}</span> : null}
            </button>
          ))}
        </div>
        <button type="button" class="tool only-narrow" aria-label="Close" onClick={onClose}>×</button>
      </div>
      <div id="fullcast-tabpanel" class="tabpanel" role="tabpanel" aria-labelledby={`fullcast-tab-${tab}`} tabIndex={0}>
        {tab === "cast" && <Cast {...props} />}
        {tab === "world" && <World {...props} />}
        {tab === "scenes" && <Contents {...props} />}
        {tab === "doubts" && <Doubts {...props} />}
        {tab === "about" && <About {...props} />}
      </div>
    </aside>
  );
}
