import { describe, expect, it } from "vitest";
import { addressed, figures, isDoubtful, percent, sureness } from "../src/model/figures";
import { find } from "../src/model/search";
import { readStory } from "../src/model/story";
import { voices } from "../src/model/voices";

const text = "“Go 😀,” said Ann. “Now.” “No,” said Ben.";
const document = {
  text: { content: text },
  characters: [{ id: "a", name: "Ann" }, { id: "b", name: "Ben" }],
  quotations: [
    { id: "q2", spans: [[25, 30]], kind: "speech", speaker: "b", addressees: [], confidence: 0.4 },
    { id: "q1", spans: [[18, 24], [0, 7]], kind: "speech", speaker: "a", addressees: ["b"], confidence: 0.9 },
  ],
};

describe("readStory", () => {
  it("survives anything", () => {
    for (const odd of [null, 3, "x", [], {}, { text: 1, characters: {}, quotations: [null, 4, { spans: "no" }], scenes: [{}], mentions: [[]] }]) {
      expect(readStory(odd).lines).toEqual([]);
    }
    expect(readStory({}).missing).toContain("quotations");
  });

  it("puts lines and their parts in order, in UTF-16", () => {
    const story = readStory(document);
    expect(story.lines.map((line) => line.id)).toEqual(["q1", "q2"]);
    expect(story.lines[0]!.spans.map((span) => text.slice(...span))).toEqual(["“Go 😀,”", "“Now.”"]);
  });

  it("keeps spans of a document without text", () => {
    const story = readStory({ ...document, text: { length: 40 } });
    expect(story.text).toBeNull();
    expect(story.lines[1]!.start).toBe(25);
    expect(story.missing[0]).toContain("--no-text");
  });

  it("passes on what it does not know and clamps what lies outside", () => {
    const story = readStory({ ...document, quotations: [{ spans: [[38, 900]], kind: "telepathy", speaker: "nobody known" }] });
    expect(story.lines[0]).toMatchObject({ kind: "telepathy", speaker: null, end: text.length });
  });
});

describe("figures", () => {
  const story = readStory(document);
  it("counts lines, words and shares", () => {
    const all = figures(story);
    expect(all.byCharacter.map((own) => [own.lines, own.words])).toEqual([[1, 2], [1, 1]]);
    expect(all.byCharacter[0]!.share).toBeCloseTo(2 / 3);
  });

  it("shares by length where there are no words", () => {
    expect(figures(readStory({ ...document, text: { length: 40 } })).byCharacter[0]!.share).toBeCloseTo(13 / 18);
  });

  it("doubts what is below the threshold or has no speaker, never what a person set", () => {
    const [first, second] = story.lines;
    expect([isDoubtful(first!, 0.6), isDoubtful(second!, 0.6)]).toEqual([false, true]);
    expect(isDoubtful({ ...second!, by: "person" }, 0.6)).toBe(false);
    expect(isDoubtful({ ...second!, confidence: null }, 0.6)).toBe(false);
    expect(isDoubtful({ ...second!, confidence: 1, speaker: null }, 0.6)).toBe(true);
  });

  it("says things in words", () => {
    const [first, second] = story.lines;
    expect([addressed(first!), addressed(second!), sureness(first!)]).toEqual(["Ben", "nobody", "very likely"]);
    expect(sureness({ ...first!, speaker: null })).toBe("very likely that nobody could say");
    expect([0.004, 0.25, 0.996, 1].map(percent)).toEqual(["<1%", "25%", ">99%", "100%"]);
  });

  it("gives who speaks most the first colour, and the ninth an underline", () => {
    const many = readStory({ characters: Array.from({ length: 10 }, (_, i) => ({ id: String(i), name: `N${i}` })) });
    const classes = voices(many);
    expect([classes[0], classes[7], classes[8]]).toEqual(["v0 u0", "v7 u0", "v0 u1"]);
  });
});

describe("find", () => {
  const words = (content: string, query: string) => find(content, query).map((span) => content.slice(...span));
  it("crosses line ends, cases and typography", () => {
    expect(words("Don’t\n   go — don't  GO", "don't go")).toEqual(["Don’t\n   go", "don't  GO"]);
    expect(words("“Now”", '"now"')).toEqual(["“Now”"]);
    expect(words("well–kept", "well-kept")).toEqual(["well–kept"]);
  });

  it("takes signs as they are and nothing for nothing", () => {
    expect(words("a.b (c) a+b [x", "(c)")).toEqual(["(c)"]);
    for (const sign of "\\^$.*+?()[]{}|/-&~") expect(words(`x${sign}y`, sign).length).toBe(1);
    expect(find("text", "  ")).toEqual([]);
    expect(words("one 😀 two", "😀")).toEqual(["😀"]);
  });
});
