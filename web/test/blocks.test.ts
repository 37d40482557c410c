import { describe, expect, it } from "vitest";
import { blocks, chunks, keepsLines, wrapWidth } from "../src/model/blocks";
import { byBlock } from "../src/model/marks";
import { readStory } from "../src/model/story";

const story = (content: string, rest: object = {}) => readStory({ text: { content }, ...rest });
const words = (content: string, rest: object = {}) => blocks(story(content, rest)).map((block) => content.slice(block.start, block.end));

describe("blocks", () => {
  it("splits at blank lines where the document has no paragraphs", () => {
    expect(words("One\ntwo.\n\n  Three.\n \nFour.")).toEqual(["One\ntwo.", "Three.", "Four."]);
  });

  it("loses nothing that the paragraphs leave out, and repeats nothing they have twice", () => {
    const text = "Lost words.\n\nA paragraph.\n\nMore lost.\n\nAnother.";
    const found = words(text, { paragraphs: [[13, 25], [13, 20], [39, 47]] });
    expect(found).toEqual(["Lost words.", "A paragraph.", "More lost.", "Another."]);
  });

  it("cuts a paragraph where a region starts in it and says what it is part of", () => {
    const text = "A note. The story.";
    const all = blocks(story(text, { paragraphs: [[0, 18]], regions: [{ start: 0, end: 8, kind: "author_note" }, { start: 8, end: 18, kind: "story" }] }));
    expect(all.map((block) => [block.start, block.end, block.region])).toEqual([[0, 8, "author_note"], [8, 18, "story"]]);
  });

  it("sets off a row of stars, what follows it, and a scene without a sign", () => {
    const text = "One.\n\n* * *\n\nTwo.\n\nThree.\n\nFour.";
    const all = blocks(story(text, { breaks: [{ start: 6, end: 11, kind: "ornament" }], scenes: [{ start: 0, end: 19 }, { start: 19, end: 32 }] }));
    expect(all.map((block) => [block.pause, block.ornament])).toEqual([[false, false], [true, true], [true, false], [true, false], [false, false]]);
  });

  it("makes chunks that hold every block once", () => {
    const all = blocks(story(Array.from({ length: 900 }, (_, i) => `Paragraph ${i} of a long and patient story.`).join("\n\n")));
    expect(chunks(all).flatMap((chunk) => chunk.blocks)).toEqual(all);
    expect(chunks(all).length).toBeGreaterThan(5);
  });

  it("hands a mark to each block it touches", () => {
    const all = blocks(story("One.\n\nTwo.\n\nThree."));
    expect(byBlock([{ start: 2, end: 8, type: "hit" }], all).map((marks) => marks.length)).toEqual([1, 1]);
  });
});

describe("line ends", () => {
  const wrapped = "It was a long line of about seventy columns in a file made long ago,\n";
  it("are folded in a hard-wrapped paragraph and kept in verse", () => {
    const width = wrapWidth(wrapped.repeat(40));
    expect(width).toBeGreaterThan(60);
    expect(keepsLines(`${wrapped}${wrapped}end.`, width)).toBe(false);
    expect(keepsLines("A lamp, a lamp,\nand none to see,\nbut fog.", width)).toBe(true);
  });

  it("are kept where a paragraph is otherwise one line", () => {
    const width = wrapWidth(`${"word ".repeat(60)}\n\n`.repeat(20));
    expect(keepsLines("Dear Pim,\nthe oil is gone.", width)).toBe(true);
  });
});
