// The static host: the document lies in the file itself, the place in the address, the theme in the browser's own storage.
import { mount, type MountOptions } from "./mount";

function preferences(): NonNullable<MountOptions["preferences"]> {
  // a browser may forbid storage to files; the choice is then forgotten
  const attempt = <T>(act: () => T): T | null => {
    try {
      return act();
    } catch {
      return null;
    }
  };
  return {
    get: (name) => attempt(() => localStorage.getItem(`fullcast.${name}`)),
    set: (name, value) => void attempt(() => localStorage.setItem(`fullcast.${name}`, value)),
  };
}

function start(): void {
  const story = document.getElementById("fullcast-story");
  const element = document.getElementById("fullcast-page");
  if (!story || !element) return;
  mount(element, {
    document: JSON.parse(story.textContent),
    preferences: preferences(),
    place: decodeURIComponent(location.hash.slice(1)),
    onPlace: (line) => history.replaceState(null, "", line === null ? location.pathname + location.search : `#${encodeURIComponent(line)}`),
  });
  // the text is now held once, by the story
  story.textContent = "";
}

start();

// the bundle's global, `fullcastPage`: a studio serves the same bundle and mounts it itself
export { mount };
