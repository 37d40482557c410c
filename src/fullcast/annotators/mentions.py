"""Mentions: every name, description and pronoun that refers to a character, and the names of other entities.

Pronouns in a quotation follow its speaker ("I") and addressee ("you"); "he" and "she" go to the last person named whom the word
fits. No confidence is fitted for these.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from fullcast.annotators.linking import Linker
from fullcast.annotators.names import speech_spans
from fullcast.annotators.plan import annotator
from fullcast.layers import Attribution, Entity, Layer, Mention, Quotation, Story
from fullcast.lexicon.people import CONTRACTED, FIRST, HE, SECOND, SHE
from fullcast.text import Span

_REACH = 120
"""Tokens back within which a pronoun finds its person."""


class _People:
    """Who was named lately, by gender, while the text is read from start to end."""

    def __init__(self, gender: dict[str, str | None]) -> None:
        self.gender = gender
        self.last: dict[str, int] = {}

    def see(self, who: str, at: int) -> None:
        self.last[who] = at

    def find(self, pronoun: str, at: int, without: tuple[str, ...] = ()) -> str | None:
        """The person last seen whom `pronoun` fits; one of known gender before one of unknown."""
        near = [(w, t) for w, t in self.last.items() if at - t <= _REACH and w not in without]
        for fits in (pronoun, None):
            found = [(t, w) for w, t in near if self.gender.get(w) == fits]
            if found:
                return max(found)[1]
        return None


def _entity_names(story: Story, taken: set[int]) -> Iterator[tuple[int, int, Entity]]:
    """Where the names of places, vehicles and organisations stand, as token ranges."""
    tokens = story.text.tokens
    by_first: dict[str, list[tuple[tuple[str, ...], Entity]]] = {}
    for e in story.entities:
        words = tuple(w for w in e.name.lower().split() if w not in ("the", "a", "an"))
        if words:
            by_first.setdefault(words[0], []).append((words, e))
    if not by_first:
        return
    for i, w in enumerate(tokens.lower):
        bare = w.removesuffix("'s")
        for words, e in by_first.get(bare, ()):
            run = tuple(x.removesuffix("'s") for x in tokens.lower[i : i + len(words)])
            named = e.name.split()[-1][:1].isupper()
            if run == words and i not in taken and (tokens.words[i][0].isupper() or not named):
                yield i, i + len(words), e
                break


@annotator(makes="mentions", needs=("quotations", "characters", "speakers"), uses=("entities",))
def find_mentions(story: Story) -> Layer[Mention]:
    """Every reference to a character or entity, in text order."""
    tokens = story.text.tokens
    linker = Linker(story)
    inside = speech_spans(story)
    owner = {
        s.start: q for q in story.items("quotations") if q.parent is None and q.kind != "not_speech" for s in q.spans
    }
    said: dict[str, Attribution] = {a.id: a for a in story.items("speakers")}
    narrator = next((c.id for c in linker.characters.values() if c.narrator), None)
    people = _People({c.id: c.pronouns for c in linker.characters.values()})
    found: list[tuple[Span, str, str, str | None]] = []
    taken = {i for m in linker.mentions for i in range(m.first, m.last)}
    phrases = {m.first: m for m in linker.described}
    regions = [(r.start, r.end) for r in story.regions if r.kind == "story"]
    starts = [r[0] for r in regions]
    for i, w in enumerate(tokens.lower):
        at = tokens.starts[i]
        k = bisect_right(starts, at) - 1
        if k < 0 or at >= regions[k][1]:
            continue
        if (m := linker.by_first.get(i)) is not None:
            found.append((Span(m.start, m.end), "PER", "name", m.who))
            if not m.quoted:
                people.see(m.who, i)
            continue
        if i in phrases:
            m = phrases[i]
            found.append((Span(m.start, m.end), "PER", "nominal", m.who))
            people.see(m.who, i)
            continue
        word = CONTRACTED.get(w, w)
        if word not in HE and word not in SHE and word not in FIRST and word not in SECOND:
            continue
        q = None
        if (n := inside.at(at)) is not None:
            q = owner.get(inside.starts[n])
        who_said = said.get(q.id) if q is not None else None
        who = _refers(word, i, who_said, q, people, narrator)
        end = at + len(word) if w in CONTRACTED else tokens.ends[i]
        found.append((Span(at, end), "PER", "pronoun", who))
        if who is not None and q is None:
            people.see(who, i)
    for first, last, e in _entity_names(story, taken):
        found.append(
            (
                Span(tokens.starts[first], tokens.ends[last - 1]),
                e.type,
                "name" if e.name[:1].isupper() else "nominal",
                e.id,
            )
        )
    found.sort(key=lambda f: (f[0].start, -f[0].end))
    items = tuple(
        Mention(id=f"m{n}", span=span, type=kind, form=form, entity=who)
        for n, (span, kind, form, who) in enumerate(found, 1)
    )
    return Layer("mentions", items, story.provenance("mentions", ("quotations", "characters", "speakers", "entities")))


def _refers(
    word: str, i: int, a: Attribution | None, q: Quotation | None, people: _People, narrator: str | None
) -> str | None:
    """The character that a pronoun refers to."""
    if q is None:
        if word in FIRST:
            return narrator
        if word in SECOND:
            return None
        return people.find("he" if word in HE else "she", i, (narrator,) if narrator else ())
    if a is None:
        return None
    if word in FIRST:
        return a.speaker
    if word in SECOND:
        return a.addressees[0] if a.addressees and len(a.addressees) == 1 else None
    without = tuple(x for x in (a.speaker, *(a.addressees or ())) if x)
    return people.find("he" if word in HE else "she", i, without)
