// How far the reader is. It changes with every scroll, so that only who asks for it is drawn anew.
import { useEffect, useState } from "preact/hooks";

export class Reading {
  /** Where the reader is. */
  here = 0;
  /** The farthest that they have been. */
  known = 0;
  private listeners = new Set<() => void>();
  private still = 0;

  /** Goes to an offset; for a moment what the page says of its scrolling is not listened to. */
  go(offset: number): void {
    this.still = performance.now() + 500;
    this.set(offset);
  }

  /** What the page's scrolling says. */
  scrolled(offset: number): void {
    if (performance.now() > this.still) this.set(offset);
  }

  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private set(offset: number): void {
    if (offset === this.here) return;
    this.here = offset;
    this.known = Math.max(this.known, offset);
    for (const listener of this.listeners) listener();
  }
}

/** What `choose` makes of the reading position; draws anew when it gives something else, `calm` milliseconds after the last move. */
export function useReading<T>(reading: Reading, choose: (reading: Reading) => T, calm = 0): T {
  const [value, setValue] = useState(() => choose(reading));
  useEffect(() => {
    let timer = 0;
    const look = () => setValue(() => choose(reading));
    const later = () => {
      clearTimeout(timer);
      timer = window.setTimeout(look, calm);
    };
    look();
    const stop = reading.listen(calm ? later : look);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [reading, choose, calm]);
  return value;
}
