import type { PanelProps } from "./Panel";

/** Notices, what this document lacks, and where it comes from. */
export function About({ story, onGo }: PanelProps) {
  return (
    <>
      <h2>Notices</h2>
      {story.notices.length === 0 && <p class="plain">None.</p>}
      <ul class="notices">
        {story.notices.map((notice) => (
          <li>
            {notice.message || notice.code.replaceAll("_", " ")}
            {notice.start !== null && story.text !== null && (
              <button type="button" class="tool" onClick={() => onGo(notice.start!)}>Show</button>
            )}
          </li>
        ))}
      </ul>
      {story.missing.length > 0 && (
        <>
          <h2>Not in this document</h2>
          <ul class="notices">{story.missing.map((what) => <li>{what}</li>)}</ul>
        </>
      )}
      <h2>Source</h2>
      <dl class="facts">
        {story.source && <Fact name="File" value={story.source} />}
        {story.author && <Fact name="Author" value={story.author} />}
        {story.language && <Fact name="Language" value={story.language} />}
        {story.madeBy && <Fact name="Read by" value={story.madeBy} />}
      </dl>
      <p class="plain">
        Names and counts are what the program understood, not what the author said. It asks nothing of any network: this file is all there is.
      </p>
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
