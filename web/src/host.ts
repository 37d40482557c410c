// What the page asks of the place it lives in. The static file has a small one (main.ts); a studio server brings its own.

/** A correction by a person: only what changes is there. */
export interface Correction {
  /** Id of the quotation. */
  line: string;
  /** Id of the speaker; null: nobody can say. */
  speaker: string | null;
}

export interface Host {
  /** Gives the story document, where `mount` is not handed one. */
  load?(): Promise<unknown>;
  /** Keeps a correction and gives the document as it then is. Without it the page offers no corrections. */
  save?(correction: Correction): Promise<unknown>;
  /** Small choices of the person who reads (the theme); forgotten where there is none. */
  preferences?: { get(name: string): string | null; set(name: string, value: string): void };
  /** Id of the line to open at. */
  place?: string;
  /** Told when another line is chosen. */
  onPlace?(line: string | null): void;
}
