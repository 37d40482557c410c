import { describe, expect, it } from "vitest";
import { countBelow, utf16Offsets } from "../src/model/offsets";

describe("utf16Offsets", () => {
  it("leaves a text of the basic plane alone and clamps to it", () => {
    const at = utf16Offsets("naïve “text”");
    expect([0, 3, 12, 99, -1].map(at)).toEqual([0, 3, 12, 12, 0]);
  });

  it("finds the same characters as counting code points does", () => {
    const text = "a😀b𝒞\ud83dz👩‍🚀—é𐍈";
    const at = utf16Offsets(text);
    const points = Array.from(text);
    let unit = 0;
    points.forEach((point, offset) => {
      expect(at(offset)).toBe(unit);
      unit += point.length;
    });
    expect(at(points.length)).toBe(text.length);
    expect(text.slice(at(1), at(2))).toBe("😀");
  });
});

it("countBelow counts what is smaller", () => {
  expect([0, 1, 2, 5, 9].map((value) => countBelow([1, 2, 2, 7], value))).toEqual([0, 0, 1, 3, 4]);
});
