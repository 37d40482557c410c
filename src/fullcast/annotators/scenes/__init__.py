"""Scenes: where each begins and ends, where and when it plays, who is there, and through whose eyes it is told.

Somebody is there who speaks in the scene or whom its narration shows doing something; who is only spoken of, thought of or told of
in the past is not.
`docs/scenes.md` has every rule.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from fullcast.annotators.boundaries import Stretch, stretches
from fullcast.annotators.entities import place_of
from fullcast.annotators.linking import Linker
from fullcast.annotators.names import Inside, speech_spans
from fullcast.annotators.places import PlaceFinder
from fullcast.annotators.plan import annotator
from fullcast.annotators.tags import adverbish, verbish
from fullcast.layers import Attribution, Character, Layer, Place, Quotation, Scene, Story
from fullcast.lexicon.acting import BODY, PERCEPTION, POSTURES
from fullcast.lexicon.function_words import AUXILIARIES, PREPOSITIONS
from fullcast.lexicon.people import CONTRACTED, FIRST, HE, SHE, WE
from fullcast.lexicon.times import CLOCK_LINE, DATE_LINE, TIME_INSIDE
from fullcast.text import Span

_THERE = 1.0
"""Acts from which on somebody is there; twice as many in a long scene, and for somebody without a name."""
_LONG = 4000
"""Code points from which on a scene is long."""
_FIRST_PERSON = 0.0006
"""First-person pronouns per code point from which on narration is somebody's own."""
_HEARD = 0.6
"""Lines, each as sure as its speaker, from which on their speaker is there."""
_TOLD_OF = frozenset(
    "that how what which whom who whose if whether because than why where wherever whoever whatever unless".split()
)
"""Words that open a clause about somebody who need not be there."""
_NO_VERBS = frozenset(
    "his is was as us its this thus always perhaps besides towards afterwards sometimes upstairs downstairs indoors outdoors less "
    "unless across yes miss mrs s".split()
)
"""Words in s that are no verbs of the present."""
_CLAUSE_ENDS = frozenset('.;:!?"“”()—–')


@dataclass(slots=True)
class _Seen:
    """What a scene shows of one character."""

    lines: int = 0
    sure: float = 0.0
    """Lines, each counted with its confidence."""
    acts: float = 0.0
    named: int = 0
    first: int = 1 << 60
    inner: float = 0.0
    """Thoughts and perceptions told from inside."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """Where a character is mentioned in narration."""

    first: int
    last: int
    who: str
    pronoun: bool


@dataclass(slots=True)
class _Reader:
    """What is known of the story as a whole."""

    story: Story
    inside: Inside
    finder: PlaceFinder
    mentions: list[_Mention]
    firsts: list[int]
    by_first: dict[int, _Mention]
    quotations: list[Quotation]
    quotation_starts: list[int]
    said: dict[str, Attribution]
    characters: dict[str, Character]
    narrator: str | None
    aliases: dict[str, str] = field(default_factory=dict)
    cued: frozenset[int] = frozenset()
    """Tokens of tags: who is named there says something."""


@annotator(
    makes="scenes",
    needs=("paragraphs", "regions", "quotations", "characters", "speakers"),
    uses=("breaks", "chapters", "entities", "mentions"),
)
def find_scenes(story: Story) -> Layer[Scene]:
    """The scenes in order, disjoint; headings and the lines that head a scene belong to none."""
    reader = _reader(story)
    items = tuple(_scene(reader, n, stretch) for n, stretch in enumerate(stretches(story), 1))
    return Layer("scenes", items, story.provenance("scenes", ("quotations", "characters", "speakers", "entities")))


def _reader(story: Story) -> _Reader:
    """Everything that all scenes are read with."""
    inside = speech_spans(story)
    characters: dict[str, Character] = {c.id: c for c in story.items("characters")}
    mentions = sorted(_narrated(story, inside), key=lambda m: m.first)
    quotations = sorted((q for q in story.items("quotations") if q.parent is None), key=lambda q: q.spans[0].start)
    return _Reader(
        story=story,
        inside=inside,
        finder=PlaceFinder(story.text.tokens, inside, story.entities),
        mentions=mentions,
        firsts=[m.first for m in mentions],
        by_first={m.first: m for m in mentions},
        quotations=quotations,
        quotation_starts=[q.spans[0].start for q in quotations],
        said={a.id: a for a in story.items("speakers")},
        cued=frozenset(
            i for a in story.items("speakers") if a.cue is not None for i in story.text.tokens.between(*a.cue.span)
        ),
        characters=characters,
        narrator=next((c.id for c in characters.values() if c.narrator), None),
        aliases={a.lower(): c.id for c in characters.values() for a in (c.name, *c.aliases)},
    )


def _narrated(story: Story, inside: Inside) -> Iterable[_Mention]:
    """The mentions of characters outside speech: of the layer where there is one, else the names alone."""
    tokens = story.text.tokens
    if "mentions" in story:
        for m in story.mentions:
            if m.type == "PER" and m.entity is not None and inside.at(m.span.start) is None:
                ids = tokens.between(m.span.start, m.span.end)
                if ids:
                    yield _Mention(ids.start, ids.stop, m.entity, m.form == "pronoun")
        return
    linker = Linker(story)
    for known in (*linker.mentions, *linker.described):
        if not known.quoted:
            yield _Mention(known.first, known.last, known.who, False)


def _scene(reader: _Reader, number: int, stretch: Stretch) -> Scene:
    """The scene of one stretch."""
    pov = _point_of_view(reader, stretch)
    seen = _look(reader, stretch, pov)
    there = _participants(reader, stretch, seen)
    return Scene(
        id=f"s{number}",
        start=stretch.start,
        end=stretch.end,
        place=_place(reader, stretch),
        time=_time(reader, stretch),
        participants=tuple(there),
        focalizer=_focalizer(reader, stretch, seen, there, pov),
    )


# Who is there


def _look(reader: _Reader, stretch: Stretch, pov: str | None) -> dict[str, _Seen]:
    """What the scene shows of each character that it mentions or hears."""
    seen: dict[str, _Seen] = defaultdict(_Seen)
    for k in range(
        bisect_left(reader.quotation_starts, stretch.start), bisect_left(reader.quotation_starts, stretch.end)
    ):
        q = reader.quotations[k]
        a = reader.said.get(q.id)
        if a is None or a.speaker is None or q.kind not in ("speech", "thought"):
            continue
        s = seen[a.speaker]
        s.first = min(s.first, q.spans[0].start)
        s.lines += q.kind == "speech"
        sure = 1.0 if _tag_names(reader, a) or not isinstance(a.confidence, float) else a.confidence
        s.sure += sure
        s.inner += 2.0 if q.kind == "thought" and sure >= 0.5 else 0.0
    tokens = reader.story.text.tokens
    ids = tokens.between(stretch.start, stretch.end)
    for k in range(bisect_left(reader.firsts, ids.start), bisect_left(reader.firsts, ids.stop)):
        m = reader.mentions[k]
        who = pov if pov is not None and m.who == reader.narrator else m.who
        s = seen[who]
        weight, inner = _acting(reader, m, ids)
        s.inner += inner * (0.5 if m.pronoun else 1.0)
        if not m.pronoun:
            s.named += 1
            s.acts += weight
            s.first = min(s.first, tokens.starts[m.first])
    return seen


def _tag_names(reader: _Reader, a: Attribution) -> bool:
    """Whether the tag of a line names its speaker."""
    if a.cue is None:
        return False
    ids = reader.story.text.tokens.between(*a.cue.span)
    return any((m := reader.by_first.get(i)) is not None and m.who == a.speaker and not m.pronoun for i in ids)


def _acting(reader: _Reader, m: _Mention, ids: range) -> tuple[float, float]:
    """How much the mention shows its character there, and how much of its inner life it tells."""
    tokens = reader.story.text.tokens
    lower = tokens.lower
    owned = tokens.words[m.last - 1].endswith(("'s", "’s", "s'", "s’"))
    if owned or lower[m.last : m.last + 1] == ["'s"]:
        return (0.5, 0.0) if _near_body(lower, m.last) else (0.0, 0.0)
    if m.first in reader.cued:
        return 2.0, 0.0
    weight = 1.0
    for k in range(m.first - 1, max(ids.start, m.first - 7) - 1, -1):
        if lower[k][0] in _CLAUSE_ENDS or lower[k].startswith(("--", "..")):
            break
        if lower[k] in _TOLD_OF:
            weight = 0.3
    before = lower[m.first - 1] if m.first > ids.start else ""
    if before in PREPOSITIONS and before not in ("as", "before", "after", "since", "until", "till", "for"):
        return (
            0.4 if before in ("beside", "behind", "to", "at", "with", "over", "near", "towards", "toward") else 0.0
        ), 0.0
    j = _verb_after(reader, m, ids)
    if j is None:
        return (0.3 if verbish(before) and before not in AUXILIARIES and not m.pronoun else 0.0), 0.0
    acts, inner = _verb_weight(lower, j, ids.stop)
    return weight * acts, inner * (weight >= 1.0 or inner >= 1.0)


def _near_body(lower: list[str], j: int) -> bool:
    """Whether a part of the body stands within three words: "Ann's cold hands"."""
    return any(w in BODY for w in lower[j : j + 3])


def _verb_after(reader: _Reader, m: _Mention, ids: range) -> int | None:
    """The token of the verb whose subject the mention is, or shares: "A and B went"."""
    tokens = reader.story.text.tokens
    lower = tokens.lower
    j = m.last
    while j < ids.stop and (
        lower[j] in (",", "and", "or", "both", "all", "himself", "herself") or j in reader.by_first
    ):
        other = reader.by_first.get(j)
        if other is None and lower[j] == "," and j + 1 not in reader.by_first:
            # an aside: "Mara, laughing, took"
            k = j + 1
            while k < min(ids.stop, j + 12) and lower[k][0] not in _CLAUSE_ENDS and lower[k] != ",":
                k += 1
            if k < ids.stop and lower[k] == "," and k + 1 < ids.stop and lower[k + 1] not in ("and", "but"):
                j = k + 1
                break
            return None
        j = other.last if other is not None else j + 1
    while j < ids.stop and adverbish(tokens.words[j]):
        j += 1
    if j >= ids.stop or reader.inside.at(tokens.starts[j]) is not None or not tokens.words[j][0].islower():
        return None
    w = lower[j]
    if verbish(w) or (len(w) > 3 and w.endswith("s") and not w.endswith("ss") and w not in _NO_VERBS):
        return j
    return None


def _verb_weight(lower: list[str], j: int, stop: int) -> tuple[float, float]:
    """How much the verb at `j` shows its subject acting now, and how much of its inner life."""
    w = lower[j]
    k = j + 1
    while k < stop and k < j + 4 and (adverbish(lower[k]) or lower[k] in ("not", "already", "being", "been")):
        k += 1
    following = lower[k] if k < stop else "."
    if w in ("had", "has", "hadn't", "'d"):
        perfect = (
            verbish(following) or following.endswith("en") or following in ("done", "gone", "seen", "known")
        ) and following not in ("had", "a")
        return (0.0, 0.3 if perfect and following in PERCEPTION else 0.0) if perfect else (0.8, 0.0)
    if w in ("was", "were", "is", "are", "wasn't", "weren't"):
        if (
            following.endswith("ing")
            or following in POSTURES
            or following in ("in", "at", "on", "by", "there", "here")
            or lower[j + 1 : j + 2] == ["being"]
        ):
            return 1.0, 0.0
        return 0.4, 0.0
    if w in ("could", "couldn't", "did", "didn't", "can", "can't", "does", "doesn't", "don't", "do"):
        return 1.0, 1.0 if following in PERCEPTION else 0.0
    if w in AUXILIARIES:
        return 0.3, 0.0
    return 1.0, 1.0 if w in PERCEPTION else 0.0


def _participants(reader: _Reader, stretch: Stretch, seen: dict[str, _Seen]) -> list[str]:
    """Those who are there, most present first."""
    long = stretch.end - stretch.start > _LONG
    there = {w for w, s in seen.items() if w in reader.characters and _is_there(reader.characters[w], s, long)}
    firsts, unexplained = _pronouns(reader, stretch, there)
    pov = _point_of_view(reader, stretch)
    teller = pov or reader.narrator
    if teller is not None and firsts:
        there.add(teller)
        seen[teller].acts += firsts
    elif reader.narrator is not None and not firsts and not seen[reader.narrator].lines:
        there.discard(reader.narrator)
    for who, count in unexplained.items():
        there.add(who)
        seen[who].acts += 0.5 * count
    order = {w: (-(2 * seen[w].lines + seen[w].acts), seen[w].first, w) for w in there}
    return sorted(there, key=order.__getitem__)


def _is_there(character: Character, s: _Seen, long: bool) -> bool:
    """Whether what the scene shows of a character is enough."""
    unnamed = character.name[:1].islower() and not character.narrator
    return s.sure >= _HEARD or s.acts + s.sure >= _THERE * (2 if long or unnamed else 1)


def _pronouns(reader: _Reader, stretch: Stretch, there: set[str]) -> tuple[int, Counter[str]]:
    """How often the narration says "I" or "we", and whom its "he" and "she" mean where nobody found there explains them."""
    tokens = reader.story.text.tokens
    gender = {w: reader.characters[w].pronouns for w in there}
    explained = {g for g in gender.values() if g}
    vague = None in gender.values()
    firsts = 0
    counts: dict[str, Counter[str]] = {"he": Counter(), "she": Counter()}
    totals: Counter[str] = Counter()
    for i in tokens.between(stretch.start, stretch.end):
        word = CONTRACTED.get(tokens.lower[i], tokens.lower[i])
        if (word not in HE and word not in SHE and word not in FIRST and word not in WE) or reader.inside.at(
            tokens.starts[i]
        ) is not None:
            continue
        if word in FIRST or word in WE:
            firsts += 1
            continue
        which = "he" if word in HE else "she"
        totals[which] += 1
        if (m := reader.by_first.get(i)) is not None:
            counts[which][m.who] += 1
    out: Counter[str] = Counter()
    for which, votes in counts.items():
        if which in explained or vague or not votes:
            continue
        who, n = votes.most_common(1)[0]
        if (
            who in reader.characters
            and who not in there
            and reader.characters[who].pronouns in (which, None)
            and 2 * n > totals[which]
        ):
            out[who] = n
    enough = _FIRST_PERSON * sum(p.length for p in stretch.paragraphs)
    return (firsts if firsts >= enough and (firsts >= 2 or reader.narrator is not None) else 0), out


# Through whose eyes


def _point_of_view(reader: _Reader, stretch: Stretch) -> str | None:
    """The character whose name is the heading."""
    if stretch.head is None:
        return None
    return reader.aliases.get(stretch.head.strip("*_# .:").lower())


def _focalizer(
    reader: _Reader, stretch: Stretch, seen: dict[str, _Seen], there: list[str], pov: str | None
) -> str | None:
    """Who the scene is told through: the one the heading names, the narrator, or the only one whose thoughts and perceptions are told."""
    if pov is not None and pov in there:
        return pov
    if reader.narrator is not None:
        return reader.narrator if reader.narrator in there else None
    ranked = sorted(((seen[w].inner, w) for w in there), reverse=True)
    if not ranked or ranked[0][0] < 3:
        return None
    return ranked[0][1] if len(ranked) == 1 or ranked[1][0] <= 0.15 * ranked[0][0] else None


# Where and when


def _place(reader: _Reader, stretch: Stretch) -> Place | None:
    """Where the scene plays, with the words that say so."""
    story = reader.story
    tokens = story.text.tokens
    if stretch.head is not None and (m := CLOCK_LINE.fullmatch(stretch.head)):
        at = story.text.content.rfind(m["place"], 0, stretch.start)
        return Place(
            entity=_entity_called(story, m["place"]),
            evidence=(Span(at, at + len(m["place"])),) if at >= 0 else (),
            name=m["place"],
        )
    found = place_of(story, reader.finder, stretch)
    if found is None:
        return None
    span = found.span(tokens)
    return Place(entity=found.entity, evidence=(span,), name=_plain(story.text.words(span)))


def _entity_called(story: Story, name: str) -> str | None:
    """The entity of this name."""
    return next((e.id for e in story.entities if e.name.lower().removeprefix("the ") == name.lower()), None)


def _plain(words: str) -> str:
    """A phrase on one line, its article in small letters."""
    words = " ".join(words.split())
    first = words.split(" ", 1)[0]
    return (
        first.lower() + words[len(first) :]
        if first in ("The", "His", "Her", "A", "An", "My", "Their", "Our")
        else words
    )


def _time(reader: _Reader, stretch: Stretch) -> str | None:
    """The phrase that says when: that of the jump, of the line above, or of the first two sentences."""
    text = reader.story.text
    if stretch.time is not None:
        return _small(text.words(stretch.time))
    if stretch.head is not None:
        if m := CLOCK_LINE.fullmatch(stretch.head):
            return m["time"]
        if DATE_LINE.fullmatch(stretch.head):
            return stretch.head
    p = stretch.paragraphs[0]
    for m in TIME_INSIDE.finditer(text.content, p.start, min(p.end, p.start + 250)):
        if reader.inside.at(m.start()) is None:
            return _small(m.group())
    return None


def _small(phrase: str) -> str:
    """The phrase on one line, its first word in small letters."""
    first, *rest = phrase.split()
    return " ".join([first.lower(), *rest])
