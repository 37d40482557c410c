// Who speaks to whom, beside the pointer's line or the focused one. What it says is also in the line's own label.
import { useEffect, useState } from "preact/hooks";
import { addressed, isDoubtful, percent, sureness, voiceName } from "../model/figures";
import type { Story } from "../model/story";
import { lineOf } from "./Text";

interface TooltipProps {
  root: { current: HTMLElement | null };
  story: Story;
  threshold: number;
}

export function Tooltip({ root, story, threshold }: TooltipProps) {
  const [at, setAt] = useState<{ line: number; x: number; y: number; above: boolean } | null>(null);
  useEffect(() => {
    const element = root.current!;
    const show = (event: Event) => {
      const line = lineOf(event.target);
      if (line === null) return setAt(null);
      const box = (event.target as Element).closest("[data-line]")!.getClientRects()[0];
      if (!box) return;
      const above = box.top > 160;
      setAt({ line, x: Math.max(8, Math.min(box.left, innerWidth - 300)), y: above ? innerHeight - box.top + 6 : box.bottom + 6, above });
    };
    const hide = () => setAt(null);
    const key = (event: KeyboardEvent) => event.key === "Escape" && hide();
    const mouse = (event: PointerEvent) => event.pointerType === "mouse" && show(event);
    element.addEventListener("pointerover", mouse);
    element.addEventListener("pointerleave", hide);
    element.addEventListener("keydown", key);
    addEventListener("scroll", hide, { passive: true });
    return () => {
      element.removeEventListener("pointerover", mouse);
      element.removeEventListener("pointerleave", hide);
      element.removeEventListener("keydown", key);
      removeEventListener("scroll", hide);
    };
  }, [story]);
  const line = at ? story.lines[at.line] : undefined;
  if (!at || !line) return null;
  const to = addressed(line);
  return (
    <div class="tooltip" role="tooltip" style={{ left: `${at.x}px`, [at.above ? "bottom" : "top"]: `${at.y}px` }}>
      {line.kind === "not_speech" ? (
        "not speech"
      ) : (
        <>
          <strong>{voiceName(line)}</strong> {to ? <>to <strong>{to}</strong></> : "to someone not known"}
          <div class="quiet">
            {sureness(line)}
            {line.confidence !== null && line.by === "machine" && ` (${percent(line.confidence)})`}
            {isDoubtful(line, threshold) && ": doubtful"}
          </div>
        </>
      )}
    </div>
  );
}
