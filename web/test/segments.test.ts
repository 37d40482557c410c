import { describe, expect, it } from "vitest";
import { pieces, segments, type Mark, type Piece } from "../src/model/segments";

const flat = (piece: Piece): string => (piece.segment ? `${piece.start}-${piece.end}` : `${piece.line}(${piece.content.map(flat).join(" ")})`);

describe("segments", () => {
  it("gives one plain segment without marks, and none for nothing", () => {
    expect(segments(3, 7, [])).toEqual([{ start: 3, end: 7, lines: [], emphasis: false, mention: false, hit: "", level: null }]);
    expect(segments(3, 3, [])).toEqual([]);
  });

  it("cuts marks to the stretch and keeps the chosen hit over the others", () => {
    const row = segments(10, 20, [
      { start: 0, end: 12, type: "line", line: 4 },
      { start: 15, end: 17, type: "hit" },
      { start: 15, end: 17, type: "hit-now" },
    ]);
    expect(row.map(({ start, end, lines, hit }) => [start, end, lines, hit])).toEqual([
      [10, 12, [4], ""],
      [12, 15, [], ""],
      [15, 17, [], "hit-now"],
      [17, 20, [], ""],
    ]);
  });

  it("tiles the stretch for any marks, and each segment knows what covers it", () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    for (let round = 0; round < 200; round++) {
      const types = ["line", "emphasis", "mention", "hit"] as const;
      const marks = Array.from({ length: random(9) }, (_, line): Mark => {
        const start = random(60) - 10;
        return { start, end: start + random(30), type: types[random(4)]!, line };
      });
      const row = segments(0, 40, marks);
      expect(row[0]!.start).toBe(0);
      expect(row.at(-1)!.end).toBe(40);
      row.forEach((segment, i) => {
        if (i) expect(segment.start).toBe(row[i - 1]!.end);
        for (let offset = segment.start; offset < segment.end; offset++) {
          const over = marks.filter((mark) => mark.start <= offset && offset < mark.end);
          expect(segment.emphasis).toBe(over.some((mark) => mark.type === "emphasis"));
          expect([...segment.lines].sort()).toEqual(over.filter((mark) => mark.type === "line").map((mark) => mark.line).sort());
        }
      });
    }
  });
});

describe("pieces", () => {
  const lines = (...spans: [number, number][]) => spans.map(([start, end], line): Mark => ({ start, end, type: "line", line }));

  it("nests a quotation in a quotation", () => {
    expect(pieces(segments(0, 20, lines([2, 18], [6, 10]))).map(flat)).toEqual(["0-2", "0(2-6 1(6-10) 10-18)", "18-20"]);
  });

  it("keeps a line that is cut by emphasis in one piece", () => {
    const row = segments(0, 10, [...lines([0, 10]), { start: 4, end: 6, type: "emphasis" }]);
    expect(pieces(row).map(flat)).toEqual(["0(0-4 4-6 6-10)"]);
  });

  it("splits where lines cross", () => {
    expect(pieces(segments(0, 12, lines([0, 8], [4, 12]))).map(flat)).toEqual(["0(0-4 1(4-8))", "1(8-12)"]);
  });
});
