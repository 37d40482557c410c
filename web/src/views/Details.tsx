// All that is known of the chosen line.
import type { Correction } from "../host";
import { addressed, isDoubtful, names, percent, sureness } from "../model/figures";
import type { Line, Story } from "../model/story";
import { Name } from "./Name";

interface DetailsProps {
  story: Story;
  line: Line | null;
  classes: string[];
  threshold: number;
  followed: number | null;
  onFollow(who: number | null): void;
  onStep(direction: 1 | -1): void;
  onClose(): void;
  save?(correction: Correction): Promise<void>;
}

const KINDS: Record<string, string> = { speech: "speaks", thought: "thinks", writing: "writes", not_speech: "not speech" };
const TYPES: Record<string, string> = {
  explicit: "named beside it",
  anaphoric: "a pronoun or a noun beside it",
  implicit: "nothing beside it: from the talk around it",
};

export function Details({ story, line, classes, threshold, followed, onFollow, onStep, onClose, save }: DetailsProps) {
  if (!line) {
    return (
      <section class="details none" aria-label="The chosen line">
        <p class="plain">
          Choose a line to see who says it to whom, and how sure that is. <kbd>j</kbd> takes the next one, <kbd>?</kbd> shows all keys.
        </p>
      </section>
    );
  }
  const { speaker } = line;
  const cue = line.cue && story.text !== null ? story.text.slice(...line.cue.span).replace(/\s+/g, " ") : line.cue?.verb;
  const doubt = isDoubtful(line, threshold);
  return (
    <section class={`details${doubt ? " doubt" : ""}`} aria-label="The chosen line">
      <div class="bar">
        <h2>
          {line.kind === "not_speech" ? "Not speech" : <Name who={speaker} classes={classes} />}
          {line.kind !== "not_speech" && <span class="quiet"> {KINDS[line.kind] ?? line.kind}</span>}
        </h2>
        <button type="button" class="tool" aria-label="Previous line" title="k" onClick={() => onStep(-1)}>‹</button>
        <button type="button" class="tool" aria-label="Next line" title="j" onClick={() => onStep(1)}>›</button>
        <button type="button" class="tool" aria-label="Let go of this line" title="Esc" onClick={onClose}>×</button>
      </div>
      <dl class="facts">
        {line.kind === "not_speech" ? (
          <Fact name="Why">looks like speech, and nobody says it here</Fact>
        ) : (
          <>
            <Fact name="To">{addressed(line) ?? <span class="quiet">not known</span>}</Fact>
            <Fact name="Sure">
              {sureness(line)}
              {line.confidence !== null && line.by === "machine" && <span class="quiet"> {percent(line.confidence)}</span>}
              {doubt && <strong class="flag"> doubtful</strong>}
            </Fact>
            {line.alternatives.length > 0 && (
              <Fact name="Or">
                {line.alternatives.map((other, i) => (
                  <span>
                    {i > 0 && ", "}
                    <Name who={other.who} classes={classes} /> <span class="quiet">{percent(other.confidence)}</span>
                  </span>
                ))}
              </Fact>
            )}
            {line.type && <Fact name="Known by">{TYPES[line.type] ?? line.type}</Fact>}
            {cue && (
              <Fact name="Cue">
                <q>{cue}</q>
                {line.cue!.manner.length > 0 && <span class="quiet"> {line.cue!.manner.join(", ")}</span>}
              </Fact>
            )}
            {line.delivery.length > 0 && <Fact name="Delivery">{line.delivery.join(", ")}</Fact>}
            {line.emotion && (
              <Fact name="Emotion">
                {line.emotion.word}
                {line.emotion.toward.length > 0 && <> toward {names(line.emotion.toward.map((who) => (who === speaker ? "themself" : who.name)))}</>}
                <span class="quiet"> {["a trace", "plain", "beyond control"][line.emotion.intensity - 1]}</span>
              </Fact>
            )}
            {line.reasons.length > 0 && (
              <Fact name="Reasons">
                <ol>{line.reasons.map((reason) => <li>{reason.note || reason.rule}</li>)}</ol>
              </Fact>
            )}
          </>
        )}
      </dl>
      {save && line.kind !== "not_speech" && <Correct story={story} line={line} save={save} />}
      {speaker && (
        <p class="buttons">
          <button type="button" class="tool" aria-pressed={followed === speaker.index} onClick={() => onFollow(followed === speaker.index ? null : speaker.index)}>
            {followed === speaker.index ? "Following" : "Follow"} {speaker.name}
          </button>
        </p>
      )}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Only where the host can keep a correction. */
function Correct({ story, line, save }: { story: Story; line: Line; save(correction: Correction): Promise<void> }) {
  return (
    <label class="correct">
      Said by{" "}
      <select
        value={line.speaker?.id ?? ""}
        onChange={(event) => void save({ line: line.id, speaker: event.currentTarget.value || null })}
      >
        <option value="">nobody can say</option>
        {story.characters.map((who) => <option value={who.id}>{who.name}</option>)}
      </select>
    </label>
  );
}
