// What the page works out itself is what Python works out. The golden files are written by tests/writers/test_page_halves.py.
import ferry from "./golden/ferry.json?raw";
import phrases from "./golden/phrases.json?raw";
import weir from "./golden/the-weir.json?raw";
import { describe, expect, it } from "vitest";
import { figures } from "../src/model/figures";
import { lanes } from "../src/model/lanes";
import { masked, unmaskings } from "../src/model/masks";
import { believedWords, levelWords, side, stateWords, tieWords, USUAL, valence } from "../src/model/phrases";
import { readStory } from "../src/model/story";
import { felt, ties, tone } from "../src/model/ties";
import { worldAt } from "../src/model/world";

const files: Record<string, string> = { ferry, phrases, "the-weir": weir };
const golden = (name: string) => JSON.parse(files[name]!);
const sorted = (items: unknown[]) => items.map((item) => JSON.stringify(item)).sort();

describe.each(["ferry", "the-weir"])("%s", (name) => {
  const python = golden(name);
  const story = readStory(python.document);

  it("has the world that Python has, at every place", () => {
    for (const { offset, world } of python.worlds) {
      const { offset: _, ...wanted } = world;
      const found = worldAt(story.changes, offset);
      expect({ ...found, feelings: [], knowledge: [] }).toEqual({ ...wanted, feelings: [], knowledge: [] });
      const showing = ({ who, label, toward, level, lasting, item, at }: Record<string, unknown>) => [who, label, toward, level, lasting, item, at];
      expect(sorted(found.feelings.map((one) => showing({ ...one })))).toEqual(sorted(wanted.feelings.map(showing)));
      const known = ({ who, what, how, source, at }: Record<string, unknown>) => [who, what, how, source ?? null, at];
      expect(sorted(found.knowledge.map((one) => known({ ...one })))).toEqual(sorted(wanted.knowledge.map(known)));
    }
  });

  it("masks those whom Python masks for a first-time reader, and nobody else", () => {
    for (const { offset, world, figures: wanted } of python.worlds) {
      const read = masked(story, offset);
      const seen = Object.fromEntries(
        world.present.map((id: string) => [id, read.guise(story.byId.get(id)!, offset).name]).filter(([id, shown]: [string, string]) => shown !== story.byId.get(id)!.name),
      );
      expect([offset, Object.keys(seen).sort()]).toEqual([offset, Object.keys(wanted).sort()]);
      // Python knows no description before it has been read; the page has it from the beginning
      for (const id of Object.keys(seen)) if (wanted[id] !== "somebody") expect(seen[id]).toBe(wanted[id]);
    }
  });

  it("draws the lanes of the plot", () => {
    const found = lanes(story, figures(story), Infinity, 99).lanes;
    const drawn = found.map((lane) => [
      lane.name,
      lane.present,
      lane.bars.map((bar) => [bar.at, bar.until, bar.words, bar.certain]),
      lane.felt.map((mark) => [mark.at, mark.words, mark.intensity]),
      lane.moments.map((moment) => [moment.at, moment.words]),
    ]);
    expect(sorted(drawn)).toEqual(sorted(python.lanes));
  });

  it("counts the ties of the plot", () => {
    const found = ties(story, Infinity);
    const id = (index: number) => story.characters[index]!.id;
    expect(sorted(found.directed.map((edge) => [id(edge.from), id(edge.to), edge.lines, felt(edge), tone(edge)]))).toEqual(sorted(python.ties));
    const stated = found.stated.map((one) => [...one.pair.map(id).sort(), one.words]);
    expect(sorted(stated)).toEqual(sorted(python.stated));
  });
});

describe("masks", () => {
  const story = readStory(golden("ferry").document);
  const [unmasked, woke] = [story.reveals[0]!.at, story.levels[0]!.revealedAt!];

  it("keep the name and the dream until the reader has passed their place", () => {
    const before = masked(story, woke - 1);
    expect(JSON.stringify(before.characters)).not.toContain("Bettany");
    expect(before.lines.map((line) => line.speaker?.name)).toContain("the hooded rower");
    expect(before.levels).toEqual([]);
    expect(before.scenes.map((scene) => scene.level)).toEqual(["l0", "l0", "l0"]);
    const between = masked(story, woke);
    expect(between.levels).toHaveLength(1);
    expect(JSON.stringify(between.characters)).not.toContain("Bettany");
    expect(masked(story, unmasked)).toBe(story);
  });

  it("tell where anything is revealed", () => {
    expect(unmaskings(story)).toContain(unmasked);
    expect(unmaskings(story)).toContain(woke);
    expect(unmaskings(readStory({}))).toEqual([]);
  });

  it("part one who is known by name from the figure that they are as well", () => {
    const document = golden("ferry").document;
    document.text.content = document.text.content.replace("Nobody wept", "Bettany wept");
    const at = document.text.content.indexOf("Bettany wept");
    document.mentions.push({ id: "m99", span: [at, at + 7], type: "PER", form: "name", entity: "c3" });
    const read = masked(readStory(document), at + 1);
    expect(read.characters.map((who) => who.name)).toEqual(["Tilda", "Oskar", "Bettany", "Tilda’s father", "the hooded rower"]);
    expect(read.lines[1]!.speaker?.name).toBe("the hooded rower");
    expect(read.mentions.get(2)).toHaveLength(2);
  });

  it("draw no lane further than has been read", () => {
    const { lanes: found } = lanes(masked(story, woke), figures(story), woke, 99);
    const last = Math.max(...found.flatMap((lane) => [...lane.bars.map((bar) => bar.until), ...lane.felt.map((mark) => mark.at), ...lane.present.map((span) => span[1])]));
    expect(last).toBeLessThanOrEqual(woke);
  });
});

it("says what the plots say", () => {
  const words = golden("phrases");
  const each = (key: string, say: (word: string) => unknown) => expect(Object.fromEntries(Object.keys(words[key]).map((word) => [word, say(word)]))).toEqual(words[key]);
  each("levels", (kind) => [levelWords(kind, "Ann"), levelWords(kind, null)]);
  each("states", (value) => stateWords(value, "leg"));
  each("ties", (tie) => [tieWords(tie), tieWords(tie, true)]);
  each("valences", valence);
  each("sides", side);
  expect(USUAL).toEqual(words.usual);
  expect([believedWords("dead", "Ann"), believedWords("dead", null)]).toEqual(words.believed);
});
