// What the pictures and the world say in words. The plots of the command line say the same (writers/plots/phrases.py); a test
// holds the two together.
const LEVELS: Record<string, [somebody: string, nobody: string]> = {
  dream: ["{}’s dream", "a dream"],
  vision: ["{}’s vision", "a vision"],
  memory: ["{}’s memory", "a memory"],
  told: ["told by {}", "a tale"],
  imagined: ["{} imagines", "imagined"],
  document: ["written by {}", "a letter or document"],
};
const TIES: Record<string, string> = {
  parent: "parent and child",
  grandparent: "grandparent and grandchild",
  guardian: "guardian and ward",
  sibling: "siblings",
  spouse: "married",
  partner: "partners",
  friend: "friends",
  lover: "lovers",
  colleague: "colleagues",
  neighbour: "neighbours",
  superior: "superior and subordinate",
  master: "master and servant",
  teacher: "teacher and pupil",
  physician: "physician and patient",
  captor: "captor and captive",
  host: "host and guest",
  enemy: "enemies",
  rival: "rivals",
};
const VALENCES: Record<string, string[]> = {
  kind: ["joy", "trust", "love", "affection", "gratitude", "admiration"],
  pained: ["sadness", "fear", "longing", "pity", "grief", "guilt"],
  hostile: ["anger", "disgust", "jealousy", "resentment", "contempt", "hatred"],
};
/** What holds of each slot where nothing is said. */
export const USUAL: Record<string, string> = {
  life: "alive",
  body: "unhurt",
  mind: "awake",
  breath: "breathing",
  freedom: "free",
  sobriety: "sober",
  thing: "whole",
};

/** A narrative level: "Mara’s dream". */
export function levelWords(kind: string, experiencer: string | null): string {
  const [somebody, nobody] = Object.hasOwn(LEVELS, kind) ? LEVELS[kind]! : [`{}: ${kind}`, kind];
  return experiencer === null ? nobody : somebody.replace("{}", () => experiencer);
}

/** A state: "hurt: shoulder". */
export function stateWords(value: string, where: string | null = null): string {
  const words = value.replaceAll("_", " ");
  return where ? `${words}: ${where}` : words;
}

/** A state that somebody takes to be so: "Ivo believes: dead". */
export function believedWords(words: string, holder: string | null): string {
  return `${holder ?? "somebody"} believes: ${words}`;
}

/** A tie between two: "parent and child". */
export function tieWords(tie: string, ended = false): string {
  const words = Object.hasOwn(TIES, tie) ? TIES[tie]! : tie;
  return ended ? `once ${words}` : words;
}

/** Of what one feels for another: kind, pained, hostile, or null for what is neither. */
export function valence(feeling: string): string | null {
  return Object.keys(VALENCES).find((name) => VALENCES[name]!.includes(feeling)) ?? null;
}

/** Where an emotion stands: 1 above the line (glad), 0 on it (open), -1 below it. */
export function side(emotion: string): number {
  return emotion === "joy" || emotion === "trust" ? 1 : emotion === "surprise" || emotion === "anticipation" ? 0 : -1;
}
