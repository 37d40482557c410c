// The world at the reader's place: who is there and in which state, what each feels, what is open, what a reader knows.
import { useMemo } from "preact/hooks";
import { names } from "../model/figures";
import { levelName, nameOf, stateName } from "../model/lanes";
import { stateWords, USUAL } from "../model/phrases";
import { STORY, type Character, type Decision, type Story } from "../model/story";
import { worldAt, type World as Snapshot } from "../model/world";
import { Name } from "./Name";
import { Place } from "./Place";
import type { PanelProps } from "./Panel";
import { useReading, type Reading } from "./reading";

const MOST_KNOWN = 40;

export function World(props: PanelProps) {
  const { story, reading } = props;
  const here = useReading(reading, useMemo(() => (one: Reading) => one.here, []));
  const world = useMemo(() => worldAt(story.changes, here), [story, here]);
  if (!story.changes.length) return <p class="plain">This document does not say what happens in the story’s world.</p>;
  return (
    <>
      {props.view === "text" && <Place {...props} />}
      <Now story={story} world={world} here={here} />
      <People {...props} world={world} here={here} />
      <Decisions {...props} world={world} here={here} />
      <Known {...props} world={world} here={here} />
    </>
  );
}

interface Part extends Pick<PanelProps, "story" | "classes" | "onGo"> {
  world: Snapshot;
  here: number;
}

/** Which scene plays, and in which world. */
function Now({ story, world, here }: Pick<Part, "story" | "world" | "here">) {
  const scene = story.scenes.findLast((one) => one.start <= here);
  const levels = world.levels.map((id) => story.levels.find((one) => one.id === id)).filter((one) => one !== undefined);
  return (
    <>
      {levels.map((level) => <p class={`lv lv-${level.kind} world-level`}>{levelName(level)}</p>)}
      <h2>{scene ? [scene.place, scene.time].filter(Boolean).join(", ") || `Scene ${scene.index + 1}` : "Before the first scene"}</h2>
    </>
  );
}

function People({ story, world, here, classes, figures, later }: Part & Pick<PanelProps, "figures" | "later">) {
  const who = (id: string): Character | null => {
    const known = story.byId.get(id);
    return known ? story.guise(known, here) : null;
  };
  const there = [...new Set(world.present.map(who).filter((one) => one !== null))];
  const states = currentStates(story, world, later ? Infinity : here);
  const feelings = currentFeelings(story, world, story.scenes.findLast((one) => one.start <= here)?.start ?? 0);
  const told = (one: Character) => states.has(one) || feelings.has(one);
  const elsewhere = [...new Set([...states.keys(), ...feelings.keys()])]
    .filter((one): one is Character => typeof one !== "string" && !there.includes(one))
    .sort((a, b) => (figures.byCharacter[b.index]?.lines ?? 0) - (figures.byCharacter[a.index]?.lines ?? 0));
  const things = [...states.keys()].filter((one) => typeof one === "string");
  const person = (one: Character) => (
    <li>
      <Name who={one} classes={classes} />
      <span class="states">{states.get(one)?.map((words) => <span class="state">{words}</span>)}</span>
      {feelings.get(one)?.map((words) => <span class="feeling">{words}</span>)}
    </li>
  );
  return (
    <>
      <h3>Here</h3>
      {there.length ? <ul class="world">{there.map(person)}</ul> : <p class="plain">Nobody is known to be here.</p>}
      {(elsewhere.some(told) || things.length > 0) && (
        <>
          <h3>Elsewhere</h3>
          <ul class="world">
            {elsewhere.map(person)}
            {things.map((name) => (
              <li>
                <span class="name">{name}</span>
                <span class="states">{states.get(name)!.map((words) => <span class="state">{words}</span>)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** States that hold, in words, by character or by a thing's name; what holds where nothing is said is left out. */
function currentStates(story: Story, world: Snapshot, limit: number): Map<Character | string, string[]> {
  const result = new Map<Character | string, string[]>();
  const items = new Map(story.states.map((state) => [state.id, state]));
  for (const held of world.states) {
    const known = items.get(held.item);
    // of what is learnt late nothing is said before
    if (!known || known.told > limit || (held.level !== STORY && !world.levels.includes(held.level))) continue;
    if (held.value === USUAL[held.slot] && held.holder === null) continue;
    const who = story.byId.get(held.who);
    const whose = who ? story.guise(who, held.at) : story.things.get(held.who);
    if (whose) result.set(whose, [...(result.get(whose) ?? []), stateName(story, known)]);
  }
  return result;
}

/** What each last felt toward each, in words: "fear → Tilda"; what was before this scene and is no lasting tie is said to be earlier. */
function currentFeelings(story: Story, world: Snapshot, since: number): Map<Character, string[]> {
  const result = new Map<Character, string[]>();
  for (const felt of world.feelings) {
    const who = story.byId.get(felt.who);
    if (!who) continue;
    const others = felt.toward.filter((id) => id !== felt.who).map((id) => nameOf(story, id, felt.at) ?? id);
    const feeler = story.guise(who, felt.at);
    result.set(feeler, [...(result.get(feeler) ?? []), (felt.at < since && !felt.lasting ? "earlier: " : "") + felt.label + (others.length ? ` → ${names(others)}` : "")]);
  }
  return result;
}

function Decisions({ story, world, here, onGo }: Part) {
  const where = (one: Decision) => {
    const level = one.level === STORY ? undefined : story.levels.find((other) => other.id === one.level);
    return level ? <span class="quiet"> ({levelName(level)})</span> : null;
  };
  const open = story.decisions.filter((one) => world.decisions.includes(one.id));
  const made = story.decisions.filter((one) => one.at <= here && !open.includes(one));
  const who = (one: Decision) => one.decider?.name ?? "Somebody";
  if (!open.length && !made.length) return null;
  return (
    <>
      <h3>Decisions</h3>
      <ul class="world">
        {open.map((one) => (
          <li>
            <button type="button" class="link" onClick={() => onGo(one.start)}>
              <strong>{who(one)} must choose</strong>: {one.options.join(" or ")}
              {one.offeredBy && <span class="quiet"> (offered by {one.offeredBy.name})</span>}
              {where(one)}
            </button>
          </li>
        ))}
        {made.map((one) => (
          <li>
            <button type="button" class="link" onClick={() => onGo(one.at)}>
              {one.chosen ? <>{who(one)} decided: {one.chosen}</> : <>{who(one)} left it open: {one.options.join(" or ")}</>}
              {where(one)}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What a reader has learnt late, and what the people of the story have seen or been told. */
function Known({ story, world, here, onGo }: Part) {
  const reveals = story.reveals.filter((one) => one.at <= here);
  const dreams = story.levels.filter((one) => one.revealedAt !== null && one.revealedAt <= here);
  const learnt = world.knowledge.flatMap((one) => {
    const what = known(story, one.what);
    const who = nameOf(story, one.who, one.at);
    return what === null || one.how === "own" ? [] : [{ ...one, words: `${who} ${one.how === "told" ? "was told" : "saw"}${one.source ? ` by ${nameOf(story, one.source, one.at)}` : ""}: ${what}` }];
  });
  return (
    <>
      {(reveals.length > 0 || dreams.length > 0) && (
        <>
          <h3>What you know now</h3>
          <ul class="world">
            {reveals.map((one) => <li><button type="button" class="link" onClick={() => onGo(one.at)}>“{one.figure}” is {one.entity.name}</button></li>)}
            {dreams.map((one) => <li><button type="button" class="link" onClick={() => onGo(one.spans[0]![0])}>This was {levelName(one)}</button></li>)}
          </ul>
        </>
      )}
      {learnt.length > 0 && (
        <details>
          <summary>Who knows what <span class="quiet">{learnt.length}</span></summary>
          <ul class="world">
            {learnt.slice(-MOST_KNOWN).map((one) => <li><button type="button" class="link" onClick={() => onGo(one.at)}>{one.words}</button></li>)}
          </ul>
        </details>
      )}
    </>
  );
}

/** A state, reveal or decision in words. */
function known(story: Story, id: string): string | null {
  const state = story.states.find((one) => one.id === id);
  if (state) return `${nameOf(story, state.who, state.at)} ${stateWords(state.value, state.where)}`;
  const reveal = story.reveals.find((one) => one.id === id);
  if (reveal) return `“${reveal.figure}” is ${reveal.entity.name}`;
  const decision = story.decisions.find((one) => one.id === id);
  return decision ? `${decision.decider?.name ?? "somebody"} decides: ${decision.chosen ?? decision.options.join(" or ")}` : null;
}
