// The keyboard path. `KEYS` is what the help shows; the handler below is what it describes.
import { useEffect, useRef } from "preact/hooks";
import type { View } from "./Header";
import type { Tab } from "./Panel";

export const KEYS: [keys: string[], what: string][] = [
  [["j", "k"], "next, previous line"],
  [["↓", "↑"], "the same, while a line is chosen"],
  [["f"], "follow the speaker of this line, or stop"],
  [["n", "p"], "next, previous line of the one you follow"],
  [["N", "P"], "next, previous mention of them"],
  [["d", "D"], "next, previous doubtful line"],
  [["/"], "search; Enter goes on, Shift Enter back"],
  [["1", "2", "3"], "the text, the arcs, the network"],
  [["c", "w", "s", "v", "i"], "cast, world, scenes, doubts, about"],
  [["e", "E"], "next, previous change of the world"],
  [["t"], "dark or light"],
  [["Esc"], "close, clear, let go"],
  [["?"], "this help"],
];

interface Actions {
  step(direction: 1 | -1): void;
  doubt(direction: 1 | -1): void;
  own(direction: 1 | -1): void;
  mention(direction: 1 | -1): void;
  followCurrent(): void;
  search(): void;
  tab(tab: Tab): void;
  view(view: View): void;
  change(direction: 1 | -1): void;
  theme(): void;
  help(): void;
  escape(): void;
}

/** Listens on the whole document, since a reader's focus is nowhere most of the time. */
export function useKeys(root: { current: HTMLElement | null }, actions: Actions, on: boolean, dialog: boolean): void {
  const latest = useRef({ actions, on, dialog });
  latest.current = { actions, on, dialog };
  useEffect(() => {
    const owner = root.current!.ownerDocument;
    const listen = (event: KeyboardEvent) => {
      const now = latest.current;
      // an open dialog has its own keys; a key with a modifier belongs to the browser
      if (now.dialog || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest("input:not([type=range], [type=checkbox]), textarea, select, [contenteditable]")) return;
      const act = find(event.key, now.actions, now.on, target);
      if (!act) return;
      event.preventDefault();
      act();
    };
    owner.addEventListener("keydown", listen);
    return () => owner.removeEventListener("keydown", listen);
  }, []);
}

function find(key: string, actions: Actions, letters: boolean, target: Element | null): (() => void) | null {
  if (key === "Escape") return actions.escape;
  const onLine = target?.closest("[data-line]");
  if (onLine && key === "ArrowDown") return () => actions.step(1);
  if (onLine && key === "ArrowUp") return () => actions.step(-1);
  if (!letters) return null;
  const byKey: Record<string, () => void> = {
    j: () => actions.step(1),
    k: () => actions.step(-1),
    d: () => actions.doubt(1),
    D: () => actions.doubt(-1),
    n: () => actions.own(1),
    p: () => actions.own(-1),
    N: () => actions.mention(1),
    P: () => actions.mention(-1),
    f: actions.followCurrent,
    c: () => actions.tab("cast"),
    w: () => actions.tab("world"),
    s: () => actions.tab("scenes"),
    v: () => actions.tab("doubts"),
    i: () => actions.tab("about"),
    e: () => actions.change(1),
    E: () => actions.change(-1),
    "1": () => actions.view("text"),
    "2": () => actions.view("arcs"),
    "3": () => actions.view("network"),
    t: actions.theme,
    "/": actions.search,
    "?": actions.help,
  };
  return Object.hasOwn(byKey, key) ? byKey[key]! : null;
}
