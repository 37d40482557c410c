"""From claims to states: what is asserted, what is only believed, denied or supposed, in view of all that the story shows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from fullcast.annotators.confidence import confidence_of
from fullcast.annotators.states.acts import FEW, MOST, Acts
from fullcast.annotators.states.claims import Claim, Reading
from fullcast.layers import Level, State
from fullcast.layers.world_values import SLOTS, STORY
from fullcast.lexicon import people
from fullcast.lexicon import states as words
from fullcast.lexicon.factuality import SAYING
from fullcast.text import Span

_TOLD: Final = frozenset(("memory", "told", "document"))
"""Kinds of level whose deaths hold around them, too."""
_DENIED: Final = frozenset(
    (
        "is_dead",
        "drowned",
        "dies",
        "is_ill",
        "is_hurt",
        "is_asleep",
        "not_breathing",
        "is_drunk",
        "bound",
        "thing_lost",
        "thing_broken",
    )
)
"""Rules whose denial is told: "he is not dead"; that a bullet did not kill says nothing of a state."""
_FACTS: Final = frozenset(("owned_by_the_dead", "throat_cut", "laid_out", "lies_dead", "gone"))
"""Rules whose words, supposed only, say little: "the death of a pony"."""
_CERTAIN: Final = 2
"""So often must somebody be said, by name, to be dead before single words to the contrary are doubted."""
_REVIVED: Final = 500
"""Code points after a death in which "brought her back" tells of a revival."""
_WORD: Final = re.compile(r"[a-z]+")
_NOT_SO: Final = re.compile(r"\b(?:is|was)(?: not|n['’]t) (?:so|true)\b|\bno such thing\b|\bno truth\b")
_DEAD_ASKED: Final = re.compile(
    r"[\"“‘']\s*(?:dead|died|killed|drowned|buried|gone|him|her)\?[!?]*\s+(?:why,?\s+)?"
    r"(?:he|she|they)(?:['’](?:s|re)| is| are| was| were)\b"
    r"(?!\s+(?:dead|gone|killed|drowned|buried)\b)"
)
"""An answer that doubts a death and says where its subject is: “Dead? She's in the garden.”"""
_A_WHILE: Final = re.compile(
    r"\bfor (?:a|an|one|two|three|five|ten|twenty|some|several|a few|almost a|nearly a|half a|the space of a)\s+"
    r"(?:whole |full |good |long |blessed )?"
    r"(?:moment|second|minute|hour|afternoon|turn|round)s?\b"
)
"""For how long nobody is dead but in play, or by the clock of a physician."""
_TAG: Final = 30
"""Code points after speech in which its tag stands."""
_AGAIN: Final = 200
"""Code points within which the same thing, said again, is nothing new."""
_WAKES: Final = {
    "mind": ("awake", frozenset(("asleep", "unconscious"))),
    "breath": ("breathing", frozenset(("not_breathing",))),
}
"""What whoever acts again must be, and what they were before."""


_SHOW_SLEEP: Final = frozenset(("wakes", "comes_round"))
"""Rules whose words show by themselves that somebody was asleep or unconscious."""


class Judged(NamedTuple):
    """A claim with its status."""

    claim: Claim
    status: str
    holder: str | None
    """Of a belief: who holds it."""
    reporter: str | None
    """Of what is asserted: who says it; None for the narrator, and for a speaker who is not known."""
    in_speech: bool
    level: str

    @property
    def at(self) -> int:
        """Where it is told."""
        return self.claim.at


def make_states(reading: Reading, claims: Iterable[Claim], acts: Acts) -> tuple[State, ...]:
    """The states that `claims` come to, in text order."""
    judged = [j for c in sorted(claims, key=lambda c: (c.at, c.slot)) if (j := _judged(reading, c)) is not None]
    by_slot: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for j in judged:
        by_slot[j.claim.who, j.claim.slot].append(j)
    for (who, slot), some in by_slot.items():
        _ask(reading, who, slot, some, acts)
    found: list[Judged] = []
    for (who, slot), some in by_slot.items():
        settled = _settled_life(reading, who, some, acts) if slot == "life" else some
        found += _transitions(settled, slot, acts)
    found.sort(key=lambda j: (j.at, j.claim.slot, j.claim.who))
    return tuple(_state(n, j) for n, j in enumerate(found, 1))


def _ask(reading: Reading, who: str, slot: str, some: list[Judged], acts: Acts) -> None:
    """Say of whom it will be asked whether they act, so that their sentences are parsed together."""
    for j in some:
        if j.status != "asserted":
            continue
        if slot == "life" and j.claim.value == "dead":
            for one in (who, *reading.namesakes(who)):
                acts.ask(one, j.at, MOST)
            break
        if slot in _WAKES and j.claim.value in _WAKES[slot][1]:
            acts.ask(who, j.at, FEW)


def _state(n: int, j: Judged) -> State:
    c = j.claim
    return State(
        id=f"t{n}", who=c.who, slot=c.slot, value=c.value, at=j.at, status=j.status, holder=j.holder, level=j.level,
        where=c.where, evidence=(c.span,), rule=c.rule, confidence=confidence_of("states", c.rule),
    )  # fmt: skip


# Status


def _judged(reading: Reading, claim: Claim) -> Judged | None:
    """A claim with the status that its own sentence, and whoever says it, give it; None where it comes to nothing."""
    fact = claim.fact
    line = reading.line_at(claim.at)
    if line is not None and _long_ago(reading, claim):
        return None
    level = claim.level or _holds(reading, claim)
    if fact.status == "not":
        denies = fact.holder is None and not _nearly(reading, claim) and claim.rule in _DENIED
        return Judged(claim, "denied", None, None, line is not None, level) if denies else None
    if fact.status == "maybe":
        if (
            claim.rule in _FACTS
            or _inferred(reading, claim)
            or (claim.slot != "life" and not _supposed(reading, claim))
        ):
            return None
        return Judged(claim, "hypothetical", None, None, line is not None, level)
    if fact.status == "believed":
        if fact.operator is not None and reading.clauses.lemmas[fact.operator] == "dream":
            return Judged(claim, "asserted", None, None, False, level) if _dreamed(reading, claim) else None
        holder = reading.sure(fact.holder)
        return Judged(claim, "believed", holder, None, line is not None, level) if holder is not None else None
    if claim.slot == "life" and claim.value == "dead" and line is not None and line.speaker == claim.who:
        return None
    if fact.status == "said" and claim.slot == "life" and _hearsay(reading, fact.holder):
        return None
    if claim.slot == "life" and _rumoured(reading, claim):
        return None
    label = reading.label(claim.at)
    written = level != reading.level_at(claim.at) and level == STORY  # by the writer of a letter, the teller of a tale
    reporter = (
        reading.sure(fact.holder)
        if fact.status == "said"
        else line.speaker
        if line is not None
        else label or reading.writer(claim.at)
    )
    return Judged(
        claim,
        "asserted",
        None,
        reporter,
        written or label is not None or line is not None or fact.status == "said" or claim.rule == "declared_dead",
        level,
    )


def _dreamed(reading: Reading, claim: Claim) -> bool:
    """Whether a claim stands in a dream that has a level of its own."""
    levels = {x.id: x.kind for x in reading.story.levels}
    return levels.get(reading.level_at(claim.at)) == "dream"


def _long_ago(reading: Reading, claim: Claim) -> bool:
    """Whether somebody tells, in the past, of what passes by itself: who slept or was drunk then does not now."""
    c = reading.clauses
    passing = (
        claim.slot in ("mind", "breath", "sobriety") and claim.level is None and reading.level_at(claim.at) == STORY
    )
    return passing and c.tense(claim.token) == "past" and not c.perfect(claim.token)


def _supposed(reading: Reading, claim: Claim) -> bool:
    """Whether a condition or a fear stands in the sentence: other modals say little of how somebody is."""
    c = reading.clauses
    return any(
        c.words[i] in ("if", "unless", "afraid", "fear", "feared", "fears") for i in c.sentence(claim.token)
    ) and not c.perfect(claim.token)


def _inferred(reading: Reading, claim: Claim) -> bool:
    """Whether it is only concluded ("must have died"), or somebody asks who says so: neither is supposed nor known."""
    c = reading.clauses
    operator = claim.fact.operator
    if operator is not None and c.words[operator] == "must" and c.perfect(claim.token):
        return True
    head = c.heads[claim.token]
    return (
        c.relations[claim.token] == "ccomp"
        and head >= 0
        and c.lemmas[head] in SAYING
        and operator is not None
        and c.upos[operator] == "PUNCT"
    )


def _hearsay(reading: Reading, holder: int | None) -> bool:
    """Whether nobody in particular says so: "it was said that", "they say"."""
    return holder is None or reading.clauses.words[holder] in (
        "it",
        "they",
        "people",
        "some",
        "everybody",
        "everyone",
        "who",
        "one",
        "nobody",
        "you",
    )


def _rumoured(reading: Reading, claim: Claim) -> bool:
    """Whether it stands beside "they say" or "according to", or is no more than a jest: "dead for a minute"."""
    c = reading.clauses
    ids = c.sentence(claim.token)
    sentence_text = reading.story.text.content[c.starts[ids[0]] : c.ends[ids[-1]]].lower()
    if "according to" in sentence_text or _A_WHILE.search(
        reading.story.text.content[claim.at : c.ends[ids[-1]]].lower()
    ):
        return True
    if any(
        c.words[i] == "long" and "as" in reading.child_words(i, "advmod", "mark", "case")
        for i in c.children(claim.token, "advmod", "advcl")
    ):
        return True
    sentence = [c.words[i] for i in c.sentence(claim.token)]
    if "far" in sentence and not {"know", "knows", "knew", "concerned"}.isdisjoint(sentence):
        return True
    head = c.heads[claim.token]
    beside = [head] if c.relations[claim.token] == "parataxis" and head >= 0 else c.children(claim.token, "parataxis")
    return any(c.lemmas[i] in SAYING and any(c.words[k] in people.THEY for k in c.subjects(i)) for i in beside)


def _nearly(reading: Reading, claim: Claim) -> bool:
    """Whether it is denied by "nearly" only."""
    operator = claim.fact.operator
    return operator is not None and operator >= 0 and reading.clauses.words[operator] in words.NOT_QUITE


def _holds(reading: Reading, claim: Claim) -> str:
    """The level on which a claim holds: a death that is remembered or truly told holds around it, too."""
    levels: dict[str, Level] = {x.id: x for x in reading.story.levels}
    at: str | None = reading.level_at(claim.at)
    while at is not None and at in levels and levels[at].kind in _TOLD:
        level = levels[at]
        invented = level.kind == "told" and level.experiencer is None
        lasts = claim.slot in ("life", "thing") or level.kind == "document"
        if invented or not lasts:
            return level.id
        at = level.parent
    return STORY if at is None or at not in levels or levels[at].kind == "story" else at


# Life


def _settled_life(reading: Reading, who: str, some: list[Judged], acts: Acts) -> list[Judged]:
    """Deaths that the rest of the story bears out; those that it does not are beliefs of whoever says so, or nothing."""
    return [settled for j in some if (settled := _settled(reading, who, j, some, acts)) is not None]


def _settled(reading: Reading, who: str, j: Judged, some: list[Judged], acts: Acts) -> Judged | None:
    if j.claim.value == "alive":
        before = [
            k for k in some if k.status == "asserted" and k.claim.value == "dead" and j.at - _REVIVED < k.at < j.at
        ]
        revives = j.claim.rule == "revives" or (j.claim.rule == "brought_back" and before)
        return j if j.status == "asserted" and revives else None
    if j.status != "asserted":
        return j
    if j.level != STORY:
        return j if j.claim.sure else None
    if not j.in_speech and _told_in_a_dream(reading, j):
        return None
    end = _sentence_end(reading, j)
    if j.in_speech and _says_otherwise(reading, j):
        return _mistaken(reading, who, j)
    if j.in_speech and _nobody_answers(reading, j, acts, end):
        return None
    revived = any(k.status == "asserted" and _brings_back(k, j) for k in some)
    if j.in_speech and _called_a_lie(reading, j, end):
        return None
    if revived and not j.in_speech and j.claim.sure:
        return j
    if not any(_shown_alive(one, j, end, some, acts) for one in (who, *reading.namesakes(who))):
        return j if j.claim.sure and _borne_out(j, some) else None
    if j.in_speech:
        return _mistaken(reading, who, j)
    return j if _may_walk(reading, who) and j.claim.sure else None


def _mistaken(reading: Reading, who: str, j: Judged) -> Judged | None:
    """A report that is not so: a belief of whoever made it, or nothing."""
    if not _of_now(reading, j) or j.reporter in (None, who):
        return None
    return j._replace(status="believed", holder=j.reporter, reporter=None)


def _brings_back(later: Judged, death: Judged) -> bool:
    """Whether a later claim tells that who died lives again."""
    after = later.at - death.at
    return (later.claim.rule == "revives" and after > 0) or (
        later.claim.rule == "brought_back" and 0 < after < _REVIVED
    )


def _of_now(reading: Reading, j: Judged) -> bool:
    """Whether a report that is wrong is somebody's belief: it names whom it means, or tells of now."""
    c = reading.clauses
    now = (
        c.tense(j.claim.token) == "present"
        and reading.characters[j.claim.who].name.lower().split()[-1] not in people.GENERIC_NOUNS
    )
    return now or (j.claim.named and j.claim.sure)


def _borne_out(j: Judged, some: list[Judged]) -> bool:
    """Whether a death is told of more than a pronoun that could mean another, or twice."""
    return j.claim.form != "open" or any(
        k is not j and k.status == "asserted" and k.claim.value == "dead" and k.claim.sure for k in some
    )


def _shown_alive(who: str, j: Judged, end: int, some: list[Judged], acts: Acts) -> bool:
    """Whether `who` lives after a death that was told: somebody says so, or they speak or act more often than they are said to be dead."""
    alive = [
        k for k in some
        if k.at > j.at and ((k.status == "denied" and k.claim.value == "dead") or (k.status == "asserted" and k.claim.rule == "is_alive"))
    ]  # fmt: skip
    dead = [
        k
        for k in some
        if k.status == "asserted" and k.claim.value == "dead" and k.level == STORY and k.claim.named and k.claim.sure
    ]
    certain = sum(1 if k.in_speech else 2 for k in dead)
    shown = acts.after(who, end)
    named = len({act.at // _AGAIN for act in shown if act.named}) + len(alive)
    if certain < 2 * _CERTAIN and len(dead) < _CERTAIN:
        return named > 0 or len(shown) > (0 if j.in_speech or not certain else 1)
    return named >= certain


def _nobody_answers(reading: Reading, j: Judged, acts: Acts, end: int) -> bool:
    """Whether nobody stands behind a report: it is a line of a chat, or its speaker is not known and it names nobody, or one who acts."""
    if reading.label(j.at) is not None:
        return True
    line = reading.line_at(j.at)
    nameless = not (j.claim.named and j.claim.sure) or bool(acts.after(j.claim.who, end))
    return line is not None and line.speaker is None and nameless


def _says_otherwise(reading: Reading, j: Judged) -> bool:
    """Whether somebody says later "I am not dead": who it is, or one who may be."""
    return any(at > j.at and who in (None, j.claim.who) for at, who in reading.back_from_death)


def _may_walk(reading: Reading, who: str) -> bool:
    """Whether the story calls `who` a ghost or the like."""
    names = {w for c in (reading.characters[who],) for name in (c.name, *c.aliases) for w in name.lower().split()}
    if names & words.SUPERNATURAL:
        return True
    return reading.characters[who].narrator


def _sentence_end(reading: Reading, j: Judged) -> int:
    """Where the sentence of a claim ends; of speech, the speech."""
    c = reading.clauses
    if j.claim.fact.status == "said":
        return j.claim.span.end
    line = c.quotation(j.claim.token)
    last = c.ends[c.sentence(j.claim.token)[-1]]
    return max(last, line.spans[-1].end) if line is not None else last


def _called_a_lie(reading: Reading, j: Judged, end: int) -> bool:
    """Whether words just after a report speak of a lie or an error, or say that there is no such person."""
    line = reading.line_at(j.at)
    start = line.spans[-1].end if line is not None else end
    after = reading.story.text.content[start : end + _AGAIN].lower()
    tag = reading.story.text.content[line.spans[0].end :][:_TAG].lower() if line is not None else ""
    if set(_WORD.findall(tag)) & words.PLAYFUL:
        return True
    found = _WORD.findall(after)
    noun = _WORD.findall(reading.characters[j.claim.who].name.lower())[-1:]
    no_such = any(a in ("no", "never") and [b] == noun for a, b in pairwise(found))
    doubted = _NOT_SO.search(after) or _DEAD_ASKED.search(after)
    return bool(set(found) & words.LIES) or doubted is not None or no_such


def _told_in_a_dream(reading: Reading, j: Judged) -> bool:
    """Whether somebody dreams or wakes in the same paragraph: a dream may have no level of its own. What "had" happened stays so."""
    paragraph = next((p for p in reading.story.paragraphs if p.start <= j.at < p.end), j.claim.span)
    return not reading.clauses.perfect(j.claim.token) and bool(
        set(_WORD.findall(reading.story.words(paragraph).lower())) & words.DREAMT
    )


# Transitions


def _transitions(some: list[Judged], slot: str, acts: Acts) -> Iterator[Judged]:
    """What is new: a change of what is asserted on a level, or something believed, denied or supposed for the first time thereabouts."""
    first = SLOTS[slot][0]
    current: dict[str, Judged] = {}
    others: dict[tuple[str, str, str | None], int] = {}
    for j in some:
        value = j.claim.value
        if j.status == "asserted":
            before = current.get(j.level)
            if slot in _WAKES and before is not None and j.level == STORY:
                woken = _woken(before, slot, j.at, acts)
                if woken is not None:
                    yield woken
                    current[j.level] = before = woken
            known = before.claim.value if before is not None else first
            if value == known and not (before is None and j.claim.rule in _SHOW_SLEEP):
                continue
            current[j.level] = j
            yield j
            continue
        key = (j.status, value, j.holder)
        last = others.get(key)
        others[key] = j.at
        if (
            value == first
            or (j.status != "believed" and last is not None and j.at - last < _AGAIN)
            or (j.status == "believed" and last is not None)
        ):
            continue
        now = current.get(j.level)
        if j.status == "hypothetical" and now is not None and now.claim.value == value:
            continue
        yield j
    last_one = current.get(STORY)
    if slot in _WAKES and last_one is not None:
        woken = _woken(last_one, slot, None, acts)
        if woken is not None:
            yield woken


def _woken(before: Judged, slot: str, until: int | None, acts: Acts) -> Judged | None:
    """The end of sleep, or of lying without breath, that shows only in what somebody does next."""
    value, ended = _WAKES[slot]
    if before.claim.value not in ended:
        return None
    found = acts.after(before.claim.who, before.claim.span.end + 1, until)
    if not found:
        return None
    at = found[0].at
    claim = before.claim._replace(value=value, rule="acts_again", span=Span(at, at + 1), where=None)
    return before._replace(claim=claim)
