// The page as a component: any host mounts it on an element.
import { render } from "preact";
import type { Host } from "./host";
import { readStory } from "./model/story";
import { App } from "./views/App";
import "./style.css";

export interface MountOptions extends Host {
  /** The story document, parsed; `load` is asked where it is left out. */
  document?: unknown;
}

export interface Mounted {
  /** Shows another document (or a newer one of the same story) in the same place. */
  update(document: unknown): void;
  unmount(): void;
}

/** Shows a story document on `element`, which is emptied first. */
export function mount(element: HTMLElement, { document, ...host }: MountOptions): Mounted {
  const update = (next: unknown) => {
    const story = readStory(next);
    const save = host.save && (async (correction: Parameters<NonNullable<Host["save"]>>[0]) => update(await host.save!(correction)));
    render(<App story={story} host={host} {...(save ? { save } : {})} />, element);
  };
  render(null, element);
  element.replaceChildren();
  if (document !== undefined) update(document);
  else void host.load?.().then(update);
  return { update, unmount: () => render(null, element) };
}
