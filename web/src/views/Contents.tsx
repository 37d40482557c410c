import { useEffect, useState } from "preact/hooks";
import { indexAt } from "../model/blocks";
import { names } from "../model/figures";
import { levelName } from "../model/lanes";
import { STORY, type Scene } from "../model/story";
import type { PanelProps } from "./Panel";

const MOST_NAMES = 5;

/** Chapters and their scenes as a table of contents. */
export function Contents({ story, onGo, text }: PanelProps) {
  const [seen, setSeen] = useState(-1);
  useEffect(() => {
    let timer = 0;
    const look = () => setSeen(text.current?.seen()[0] ?? -1);
    const later = () => {
      clearTimeout(timer);
      timer = window.setTimeout(look, 150);
    };
    look();
    addEventListener("scroll", later, { passive: true });
    return () => {
      clearTimeout(timer);
      removeEventListener("scroll", later);
    };
  }, [story]);
  if (!story.chapters.length && !story.scenes.length) return <p class="plain">No chapters and no scenes in this document.</p>;

  const chapterOf = (scene: Scene) => indexAt(story.chapters, scene.start);
  const sceneNow = story.text === null ? -1 : indexAt(story.scenes, seen);
  const scenes = (chapter: number) => story.scenes.filter((scene) => chapterOf(scene) === chapter);
  const level = (scene: Scene) => (scene.level === STORY ? undefined : story.levels.find((one) => one.id === scene.level));
  const list = (items: Scene[]) =>
    items.length > 0 && (
      <ol class="scenes">
        {items.map((scene) => (
          <li key={scene.index}>
            <button type="button" onClick={() => onGo(scene.start)} aria-current={scene.index === sceneNow ? "location" : undefined}>
              <span class="place">{[scene.place, scene.time].filter(Boolean).join(", ") || `Scene ${scene.index + 1}`}</span>
              {level(scene) && <span class={`lv lv-${level(scene)!.kind} tag`}>{levelName(level(scene)!)}</span>}
              <span class="quiet">{people(scene)}</span>
            </button>
          </li>
        ))}
      </ol>
    );
  return (
    <nav aria-label="Contents">
      {!story.scenes.length && <p class="plain">No scenes in this document.</p>}
      {list(scenes(-1))}
      {story.chapters.map((chapter, index) => (
        <section key={chapter.start}>
          {(story.chapters.length > 1 || !story.scenes.length) && (
            <button type="button" class="chapter" onClick={() => onGo(chapter.start)}>{chapter.title}</button>
          )}
          {list(scenes(index))}
        </section>
      ))}
    </nav>
  );
}

function people(scene: Scene): string {
  const all = scene.participants.map((who) => who.name);
  return all.length > MOST_NAMES ? `${all.slice(0, MOST_NAMES).join(", ")} and ${all.length - MOST_NAMES} more` : names(all);
}
