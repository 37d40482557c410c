"""Compares what the pipeline makes of a case with what a careful reader answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from fullcast.errors import FullcastError
from fullcast.layers import Line, Member, Place, Story
from fullcast.scores.matching import MARKS
from fullcast.scores.names import EMPTY_WORDS, folded
from tests import by_rules
from tests.case_files import Case, fields, listed

GAP = "..."


def differences(case: Case) -> list[str]:
    """What is wrong, in words; nothing where all is right."""
    try:
        story = by_rules.read_text(case.passage)
    except FullcastError as error:
        return [f"refused: {error}"]
    return CHECKS[case.layer](case, story)


def called(story: Story, name: str) -> set[str]:
    """Ids of the characters that `name` may mean: "I" is the narrator; else by whole name, else by a telling part of one."""
    if name == "I":
        return {c.id for c in story.characters if c.narrator}
    wanted = folded(name)
    names = {c.id: _names(story, c) for c in story.characters}
    exact = {i for i, some in names.items() if wanted in some}
    if exact:
        return exact
    words = set(wanted.split())
    near = {i for i, some in names.items() if any(_within(set(n.split()), words) for n in some)}
    return near if len(near) == 1 else set()


def _names(story: Story, character: Member) -> set[str]:
    """Every name and noun phrase by which the story calls `character`, folded."""
    mentions = (m for m in story.mentions if m.entity == character.id and m.form != "pronoun")
    return {folded(n) for n in (character.name, *character.aliases, *(story.text.words(m.span) for m in mentions))} - {
        ""
    }


def _within(some: set[str], others: set[str]) -> bool:
    """Whether one set of words lies in the other and tells somebody from others."""
    return bool(some - EMPTY_WORDS and some <= others) or bool(others - EMPTY_WORDS and others <= some)


def shown(story: Story, ids: Iterable[str | None] | None) -> str:
    """Names of characters, for a message."""
    if ids is None:
        return "-"
    names = {c.id: c.name for c in story.characters}
    return "; ".join("-" if i is None else names.get(i, i) for i in ids) or "[]"


# Quotations and speakers


def parts_of(line: Line, story: Story) -> list[str]:
    """The words of each part, white space made one blank, marks at the ends left out."""
    return [plain(story.text.words(span)) for span in line.spans]


def plain(words: str) -> str:
    """`words` with white space made one blank and without marks and dashes at the ends."""
    return " ".join(words.split()).strip("".join(MARKS))


def same_words(expected: str, parts: list[str]) -> bool:
    """Whether `parts` are those of an expected line: joined by " / ", with "..." for any stretch left out."""
    wanted = [part.strip() for part in expected.split(" / ")]
    return len(wanted) == len(parts) and all(re.fullmatch(pattern(w), p) for w, p in zip(wanted, parts, strict=True))


def pattern(words: str) -> str:
    """A pattern for expected words, in which "..." stands for anything."""
    return "(?s)" + ".*".join(re.escape(plain(piece)) for piece in words.split(GAP))


def check_quotations(case: Case, story: Story) -> list[str]:
    """Differences in kinds, speakers, addressees and words, quotation by quotation."""
    found = sorted(story.quotations, key=lambda q: (q.spans[0].start, -q.spans[-1].end))
    wanted = [fields(line, 4) for line in case.expected]
    matches = [w for w in wanted if any(same_words(w[3], parts_of(q, story)) for q in found)]
    if len(found) != len(wanted) or len(matches) != len(wanted):
        seen = [f"  found {q.kind}: {' / '.join(parts_of(q, story))}" for q in found]
        return [f"quotations: wanted {len(wanted)}, found {len(found)}", *seen]
    return [
        f"{words}: {wrong}"
        for (kind, speaker, addressees, words), q in zip(wanted, found, strict=True)
        for wrong in check_line(story, q, kind, speaker, addressees, words)
    ]


def check_line(story: Story, q: Line, kind: str, speaker: str, addressees: str, words: str) -> list[str]:
    """What is wrong with one quotation."""
    wrong = []
    if not same_words(words, parts_of(q, story)):
        wrong.append(f"words are {' / '.join(parts_of(q, story))}")
    if q.kind != kind:
        wrong.append(f"kind is {q.kind}, not {kind}")
    right = q.speaker is None if speaker in ("-", "?") else q.speaker in called(story, speaker)
    if not right and speaker != "?":
        wrong.append(f"speaker is {shown(story, [q.speaker])}, not {speaker}")
    if not right_addressees(story, q, addressees):
        wrong.append(f"addressees are {shown(story, q.addressees)}, not {addressees}")
    return wrong


def right_addressees(story: Story, q: Line, wanted: str) -> bool:
    """Whether the addressees are those wanted."""
    if wanted in ("", "?"):
        return True
    if wanted == "-":
        return q.addressees is None
    if wanted == "[]":
        return q.addressees == ()
    if q.addressees is None:
        return False
    if wanted == "self":
        return q.speaker is not None and q.addressees == (q.speaker,)
    return same_people(story, listed(wanted), q.addressees)


def same_people(story: Story, wanted: list[str], found: Iterable[str], *, complete: bool = True) -> bool:
    """Whether each name of `wanted` means one of `found` and, if `complete`, no one else is there."""
    left = list(found)
    for name in wanted:
        match = next((i for i in left if i in called(story, name)), None)
        if match is None:
            return False
        left.remove(match)
    return not left or not complete


# Cast


def check_cast(case: Case, story: Story) -> list[str]:
    """Differences in who belongs in the cast list."""
    wrong: list[str] = []
    taken: dict[str, str] = {}
    for line in case.expected:
        if line.startswith("!"):
            bearers = [c.name for c in story.cast if folded(line[1:]) in {folded(n) for n in (c.name, *c.aliases)}]
            wrong += [f"{line[1:].strip()} is in the cast, as {name}" for name in bearers]
        elif line.startswith("="):
            name = fields(line[1:], 2)[1]
            if not right_narrator(story, name):
                wrong.append(f"the narrator is not {name}")
        else:
            wrong += check_member(story, line, taken)
    return wrong


def right_narrator(story: Story, name: str) -> bool:
    """Whether the narrator bears `name`; of "-", whether the narrator bears no name of the passage."""
    narrators = [c for c in story.characters if c.narrator]
    if name == "-":
        named = {m.entity for m in story.mentions if m.form == "name"}
        return not any(c.id in named for c in narrators)
    return any(c.id in called(story, name) for c in narrators)


def check_member(story: Story, line: str, taken: dict[str, str]) -> list[str]:
    """What is wrong with one member of the cast; `taken` has those of earlier lines."""
    kind, name, aliases = fields(line, 3)
    cast = {c.id: c for c in story.cast}
    ids = [called(story, n) & cast.keys() for n in (name, *listed(aliases))]
    common = set.intersection(*ids)
    if not common:
        missing = [n for n, some in zip((name, *listed(aliases)), ids, strict=True) if not some]
        return [f"{name}: not in the cast under {'; '.join(missing)}" if missing else f"{name}: several characters"]
    [who, *more] = sorted(common)
    if more:
        return [f"{name}: several characters"]
    if who in taken:
        return [f"{name} and {taken[who]} are one character"]
    taken[who] = name
    return [] if cast[who].kind == kind else [f"{name}: kind is {cast[who].kind}, not {kind}"]


# Scenes


def check_scenes(case: Case, story: Story) -> list[str]:
    """Differences in where scenes start, where they play and who is there."""
    wanted = [fields(line, 4) for line in case.expected]
    if len(wanted) != len(story.scenes):
        starts = [f"  found: {' '.join(story.text.content[s.start : s.start + 60].split())}" for s in story.scenes]
        return [f"scenes: wanted {len(wanted)}, found {len(story.scenes)}", *starts]
    wrong = []
    for (_scene, words, place, participants), scene in zip(wanted, story.scenes, strict=True):
        first = words.removesuffix(GAP).strip()
        if not plain(opening(story, scene.start, scene.end)).startswith(plain(first)):
            wrong.append(f"{first}: starts with {opening(story, scene.start, scene.end)[:50]!r}")
        if not right_place(story, scene.place, place):
            wrong.append(f"{first}: place is {scene.place}, not {place}")
        names = [n for n in listed(participants) if n != GAP]
        complete = not participants.rstrip().endswith(GAP)
        if participants not in ("", "?") and not same_people(
            story, [n.removesuffix(GAP).strip() for n in names], scene.participants, complete=complete
        ):
            wrong.append(f"{first}: there are {shown(story, scene.participants)}, not {participants}")
    return wrong


def opening(story: Story, start: int, end: int) -> str:
    """The text of a scene without headings and signs at its start."""
    around = [(r.start, r.end) for r in story.regions if r.kind != "story"] + [(b.start, b.end) for b in story.breaks]
    moved = True
    while moved and start < end:
        moved = False
        while start < end and story.text.content[start].isspace():
            start += 1
        for a, b in around:
            if a <= start < b:
                start, moved = b, True
    return story.text.content[start:end]


def right_place(story: Story, place: Place | None, wanted: str) -> bool:
    """Whether a scene's place is the wanted one."""
    if wanted in ("", "?"):
        return True
    if place is None or wanted == "-":
        return place is None and wanted == "-"
    names = {place.name or ""} | {e.name for e in story.entities if e.id == place.entity}
    return any(folded(n) and (folded(n) in folded(wanted) or folded(wanted) in folded(n)) for n in names)


CHECKS: dict[str, Callable[[Case, Story], list[str]]] = {
    "quotations": check_quotations,
    "speakers": check_quotations,
    "cast": check_cast,
    "scenes": check_scenes,
}
