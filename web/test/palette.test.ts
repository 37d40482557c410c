// The colours of style.css, measured: every voice is readable on every ground in both themes (WCAG 2: 4.5 to 1), and no
// two voices are close to each other.
import css from "../src/style.css?raw";
import { describe, expect, it } from "vitest";

type Rgb = [number, number, number];

function theme(selector: string): Record<string, Rgb> {
  const body = css.slice(css.indexOf(`${selector} {`)).split("}")[0]!;
  const colours: Record<string, Rgb> = {};
  for (const [, name, hex] of body.matchAll(/--([\w-]+): #([0-9a-f]{6});/g)) {
    colours[name!] = [0, 2, 4].map((i) => parseInt(hex!.slice(i, i + 2), 16) / 255) as Rgb;
  }
  return colours;
}
const linear = (colour: Rgb) => colour.map((x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)) as Rgb;
const luminance = (colour: Rgb) => linear(colour).reduce((sum, x, i) => sum + x * [0.2126, 0.7152, 0.0722][i]!, 0);
function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}
function oklab(colour: Rgb): Rgb {
  const [r, g, b] = linear(colour);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
const mix = (a: Rgb, b: Rgb, share: number) => a.map((x, i) => x * share + b[i]! * (1 - share)) as Rgb;

describe.each([".fullcast", '.fullcast[data-theme="dark"]'])("%s", (selector) => {
  const colours = theme(selector);
  const voices = Object.entries(colours).filter(([name]) => /^v\d$/.test(name));
  const of = (name: string) => colours[name]!;

  it("has eight voices, readable on every ground they stand on", () => {
    expect(voices).toHaveLength(8);
    for (const [name, voice] of voices) {
      for (const ground of [of("paper"), of("raised"), of("chosen"), of("doubt"), mix(voice, of("paper"), 0.11)]) {
        expect(contrast(voice, ground), name).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it("has readable ink", () => {
    for (const ground of ["paper", "raised", "chosen", "doubt"]) {
      expect(contrast(of("ink"), of(ground))).toBeGreaterThanOrEqual(7);
      expect(contrast(of("soft"), of(ground)), ground).toBeGreaterThanOrEqual(4.5);
    }
    for (const ground of ["hit", "hit-now"]) expect(contrast(of("ink"), of(ground))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of("faint"), of("raised"))).toBeGreaterThanOrEqual(3);
    expect(contrast(of("focus"), of("paper"))).toBeGreaterThanOrEqual(3);
  });

  const levels = ["dream", "vision", "memory", "told", "imagined", "document"];
  it("has levels whose names and words are readable on their own ground", () => {
    for (const level of levels) {
      const ground = mix(of(level), of("paper"), 0.1);
      for (const [name, voice] of voices) expect(contrast(voice, ground), `${name} in a ${level}`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(of(level), ground), level).toBeGreaterThanOrEqual(4.5);
      expect(contrast(of("soft"), ground), level).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("has feelings that are readable in a picture, also over the band of a level", () => {
    for (const mark of ["joy", "trust", "fear", "surprise", "sadness", "disgust", "anger", "anticipation", "kind", "mixed"]) {
      expect(contrast(of(mark), of("paper")), mark).toBeGreaterThanOrEqual(4.5);
      for (const level of levels) expect(contrast(of(mark), mix(of(level), of("paper"), 0.13)), `${mark} in a ${level}`).toBeGreaterThanOrEqual(4);
    }
  });

  it("has voices that differ from each other and from plain ink", () => {
    const all = [...voices, ["ink", of("ink")] as const];
    for (const [i, [a, first]] of all.entries()) {
      for (const [b, second] of all.slice(i + 1)) {
        const distance = Math.hypot(...oklab(first).map((x, axis) => x - oklab(second)[axis]!));
        expect(distance, `${a} ${b}`).toBeGreaterThanOrEqual(0.07);
      }
    }
  });
});
