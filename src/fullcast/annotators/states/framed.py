"""What a verb says of somebody together with its object, its complement or its preposition: the frames of `lexicon/state_frames.py`."""

from __future__ import annotations

from collections.abc import Iterator

from fullcast.annotators.clauses import Fact
from fullcast.annotators.states.claims import Claim, Reading
from fullcast.annotators.states.happening import happened, reflexive
from fullcast.lexicon import people
from fullcast.lexicon import state_frames as frames
from fullcast.lexicon import states as words
from fullcast.lexicon.state_frames import FRAMES, Frame

_STEPS = 3
"""From a part to whose it is: "two fingers of my left hand"."""


def find_framed(reading: Reading) -> Iterator[Claim]:
    """Claims by all frames, in no particular order."""
    c = reading.clauses
    known: dict[int, frozenset[str]] = {}
    for frame in FRAMES:
        for token in c.having(frame.verbs):
            sentence = c.sentence(token)
            if sentence.start not in known:
                known[sentence.start] = frozenset(c.words[sentence.start : sentence.stop])
            if frame.partners and known[sentence.start].isdisjoint(frame.partners):
                continue
            if c.upos[token] not in ("VERB", "AUX", "ADJ") or not _told(reading, frame, token):
                continue
            places = _places(reading, frame, token)
            if places is not None:
                yield from _claims(reading, frame, token, *places)


def _claims(reading: Reading, frame: Frame, token: int, parts: list[int], oblique: list[int]) -> Iterator[Claim]:
    c = reading.clauses
    part = parts[0] if parts else None
    if frame.who == frames.OWNER:
        who = [owner] if part is not None and (owner := _possessor(reading, part)) is not None else []
    elif frame.who == frames.OBLIQUE:
        who = oblique
    elif frame.who == frames.OBJECT:
        who = [i for i in c.objects(token) if i not in reflexive(reading, c.objects(token))]
    else:
        who = c.subjects(token)
    where = None
    if frame.slot == "body" and frame.value == "hurt" and part is not None and c.words[part] in words.PARTS:
        where = reading.story.words(c.span(part))
    if frame.slot == "life" and any(c.words[i] in people.FIRST | people.SECOND | people.WE | people.IT for i in who):
        return
    fact = Fact("so") if frame.denied else None
    yield from reading.claims(who, frame.slot, frame.value, token, frame.rule, where=where, fact=fact)


def _possessor(reading: Reading, part: int) -> int | None:
    """Whose a part of the body or a piece of clothing is."""
    c = reading.clauses
    owner = c.owner(part)
    for _ in range(_STEPS):
        if owner is None or c.words[owner] not in words.PARTS:
            return owner
        owner = c.owner(owner)
    return None


def _told(reading: Reading, frame: Frame, token: int) -> bool:
    """Whether the clause tells of something that happened once, denied or not as the frame asks."""
    c = reading.clauses
    if frame.denied:
        return not reading.habitual(token) and c.modal(token) is None and _denied(reading, token)
    if frame.slot == "life":
        return happened(reading, token)
    if reading.progressive(token) or reading.habitual(token) or reading.made_up(token):
        return False
    return not (c.fact(token).so and (reading.timeless(token) or reading.bare(token)))


def _denied(reading: Reading, token: int) -> bool:
    """Whether the verb is denied, or its object: "did not draw a breath", "had no pulse"."""
    c = reading.clauses
    fact = c.fact(token)
    if fact.status == "not" and fact.operator is not None:
        return c.words[fact.operator] not in words.NOT_QUITE | {"hardly", "scarcely", "barely", "cannot"}
    return fact.so and any("no" in reading.child_words(i, "det") for i in c.children(token, "obj"))


def _places(reading: Reading, frame: Frame, token: int) -> tuple[list[int], list[int]] | None:
    """The words that fill the places of a frame, and what stands after its preposition; None where one is missing."""
    c = reading.clauses
    if frame.passive is not None and c.passive(token) != frame.passive:
        return None
    objects = c.objects(token)
    subjects = c.subjects(token) if not frame.subjects or not c.passive(token) else objects
    oblique = reading.obliques(token, *frame.prepositions) if frame.prepositions else []
    if frame.reflexive and not reflexive(reading, objects):
        return None
    if frame.lone and (reading.obliques(token) or objects):
        return None
    if frame.complements and not frame.complements & _complements(reading, token):
        return None
    if frame.objects and frame.passive is None and frame.who == frames.SUBJECT and c.passive(token):
        return None
    filled: list[list[int]] = []
    for some, wanted in ((subjects, frame.subjects), (objects, frame.objects), (oblique, frame.of)):
        if wanted:
            found = [i for i in some if c.words[i] in wanted]
            if not found:
                return None
            filled.append(found)
    if frame.prepositions and not oblique:
        return None
    if frame.slot == "life" and any("own" in reading.child_words(i, "amod") for i in oblique):
        return None
    return (filled[-1] if frame.of else filled[0] if filled else []), oblique


def _complements(reading: Reading, token: int) -> set[str]:
    """The particles, adverbs and adjectives of a verb, and of its object: "knew nothing more"."""
    found = reading.child_words(token, "compound:prt", "advmod", "xcomp")
    for i in reading.clauses.children(token, "obj"):
        found |= reading.child_words(i, "advmod", "amod") | {reading.clauses.words[i]}
    return found
