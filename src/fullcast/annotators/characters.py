"""Characters: which names, titles and descriptions are one person.

Names are parsed to title, given name and family name; the fullest forms found people, shorter ones join them where only one person fits.
Two people are never welded on weak evidence: titles of different gender, different given names with one family name, and people who
are named together stay apart (hard negatives after Vala et al. 2015).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import msgspec

from fullcast.annotators.labels import find_labelled, label_key
from fullcast.annotators.names import (
    Evidence,
    given_names,
    personal,
    same_given,
    speech_spans,
    title_gender,
    titles_of,
    weigh,
)
from fullcast.annotators.plan import annotator
from fullcast.annotators.tags import NounPhrase, Tag, subjects, tag_after, tag_before
from fullcast.layers import Character, Layer, Story
from fullcast.layers.values import CastMember
from fullcast.lexicon.function_words import POSSESSIVES
from fullcast.lexicon.labels import EVERYBODY, SELVES
from fullcast.lexicon.people import (
    ANIMAL_NOUNS,
    FEMALE_NOUNS,
    FIRST,
    GENERIC_NOUNS,
    GROUP_NOUNS,
    HE,
    KIN,
    KIN_NAMES,
    MALE_NOUNS,
    PERSON_NOUNS,
    POSSESSIVE_OR_ARTICLE,
    TITLES,
)

_NARRATOR_RATE = 4.0
"""First-person pronouns outside quotations per thousand words from which on a story has a narrator who is in it."""


_SHORT = 300
"""Words of narration below which a single "I" proves little."""


@dataclass(slots=True)
class Person:
    """A character in the making."""

    names: dict[tuple[str, ...], Evidence] = field(default_factory=dict)
    titles: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    family: set[str] = field(default_factory=set)
    gender: str | None = None
    epithet: bool = False

    @property
    def count(self) -> int:
        """Occurrences of all names."""
        return sum(e.count for e in self.names.values())

    @property
    def titled(self) -> str | None:
        """The gender that the titles tell; names alone tell none for sure."""
        return title_gender(tuple(self.titles))

    def add(self, words: tuple[str, ...], e: Evidence) -> None:
        """Take a name in."""
        self.names[words] = e
        self.titles |= set(titles_of(words))
        self.gender = title_gender(titles_of(words)) or self.gender


def _clashes(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and a != b


def _given_gender(name: str) -> str | None:
    share = given_names().get(name)
    return None if share is None else "m" if share > 0.9 else "f" if share < 0.1 else None


_SIDE_BY_SIDE = 4
"""Paragraphs of narration with both names from which on they are two people."""
_RANKS = frozenset("colonel captain major general lieutenant sergeant admiral".split())
_WIVES = frozenset("mrs lady madame dame countess duchess baroness".split())


def _short_for(short: str, given: str) -> bool:
    """Whether `short` is `given` or a pet form of it; a longer name is nobody's pet form."""
    if short in (given + "y", given + "ie"):
        return True
    return short == given or (
        len(given) > 1
        and 2 < len(short) <= len(given)
        and (same_given(short, given) or given in (short + "y", short + short[-1] + "y", short + "ie"))
    )


class Clustering:
    """Puts names together to people, fullest names first."""

    def __init__(self, evidence: dict[tuple[str, ...], Evidence], lower: list[str]) -> None:
        self.people: list[Person] = []
        self.evidence = evidence
        self.paired = _named_together(evidence, lower)
        titled: list[tuple[str, ...]] = []
        full: list[tuple[str, ...]] = []
        single: list[tuple[str, ...]] = []
        for words in sorted(evidence, key=lambda w: (-len(w), -evidence[w].count, w)):
            core = words[len(titles_of(words)) :] if len(words) > 1 else words
            if len(words) > 1 and titles_of(words) and len(core) == 1:
                titled.append(words)
            elif len(core) > 1:
                full.append(words)
            else:
                single.append(words)
        for words in full:
            self._full(words)
        for words in sorted(titled, key=lambda w: (-evidence[w].count, w)):
            self._titled(words)
        for words in sorted(single, key=lambda w: (-evidence[w].count, w)):
            self._single(words)

    def _new(self, words: tuple[str, ...]) -> Person:
        person = Person()
        person.add(words, self.evidence[words])
        self.people.append(person)
        return person

    def _apart(self, words: tuple[str, ...], person: Person) -> bool:
        """Whether the text names the two side by side."""
        return any((words, other) in self.paired for other in person.names)

    def _full(self, words: tuple[str, ...]) -> None:
        titles = titles_of(words)
        core = [w.lower() for w in words[len(titles) :]]
        given, family = core[0], core[-1]
        gender = title_gender(titles)
        married = "mrs" in titles
        fits = [
            p
            for p in self.people
            if family in p.family
            and any(same_given(given, g) for g in p.given)
            and not _clashes(gender, p.titled)
            and not self._apart(words, p)
            and married == ("mrs" in p.titles or (married and not p.titles))
        ]
        if len(fits) == 1 or (fits and all(given in p.given for p in fits)):
            person = max(fits, key=lambda p: p.count)
            person.add(words, self.evidence[words])
        else:
            person = self._new(words)
            person.gender = gender or (_given_gender(given) if len(given) > 1 else None)
        if not (married and _given_gender(given) == "m"):  # Mrs. John Dashwood is not called John
            person.given.add(given)
        person.family.add(family)

    def _titled(self, words: tuple[str, ...]) -> None:
        titles = titles_of(words)
        w = words[-1].lower()
        gender = title_gender(titles)
        by_given = [p for p in self.people if any(_short_for(w, g) for g in p.given) and not _clashes(gender, p.titled)]
        by_family = [p for p in self.people if w in p.family and not _clashes(gender, p.titled or p.gender)]
        fits: list[Person]
        if by_given and titles[-1] not in ("mr", "mrs") and not by_family:
            fits = by_given
        elif titles[-1] == "mrs":
            fits = [
                p for p in by_family if "miss" not in p.titles and "mrs" in p.titles and not self._younger(p, words[-1])
            ]
        else:
            fits = [p for p in by_family if titles[-1] != "miss" or not p.titles & _WIVES]
            if titles[-1] == "miss" and len(fits) > 1:
                # the eldest daughter is Miss Surname; her sisters are Miss Given
                fits = [
                    p
                    for p in fits
                    if not any(
                        len(n) > len(titles_of(n)) and n[0].lower() == "miss" and n[1].lower() in p.given
                        for n in p.names
                    )
                ]
                fits = sorted(fits, key=lambda p: -p.count)[:1]
        fits = [p for p in fits if not self._apart(words, p)]
        if titles[-1] == "mr":
            # where there is a Mrs. John Knightley there are two men of that name, and John is the younger
            younger = {n[1].lower() for n in self.evidence if n[0] == "Mrs" and len(n) == 3 and n[2] == words[-1]}
            elder = [p for p in fits if not p.given & younger]
            fits = elder if len(elder) == len(fits) else [p for p in elder if "mr" in p.titles]
            fits = [p for p in fits if not self._told_apart(words, p)]
        if titles[-1] in _RANKS:
            fits = [p for p in fits if p.gender != "f" and (w in p.family or "mr" not in p.titles)]
        if len(fits) > 1 and titles[-1] not in ("mr", "mrs"):
            marked = [p for p in fits if titles[-1] in p.titles]
            fits = marked if len(marked) == 1 else fits
        if len(fits) > 1 and gender and titles[-1] != "mr":
            sure = [p for p in fits if p.gender == gender]
            fits = sure if len(sure) == 1 else fits
        if len(fits) == 1 and not (
            titles[-1] in ("mr", "mrs", "miss") and fits[0].gender is None and self._rival(words, titles)
        ):
            fits[0].add(words, self.evidence[words])
            fits[0].family.add(w) if not fits[0].given or w not in fits[0].given else None
            fits[0].gender = fits[0].gender or gender
            return
        person = self._new(words)
        (
            person.given
            if w in given_names() and titles[-1] in ("sir", "lady", "aunt", "uncle", "master", "sister", "brother")
            else person.family
        ).add(w)

    def _younger(self, wife: Person, family: str) -> bool:
        """Whether a Mrs. John Dashwood is the wife of a John Dashwood of the story, so that plain Mrs. Dashwood is someone else."""
        husbands = {n[1].lower() for n in wife.names if n[0] == "Mrs" and len(n) == 3}
        return any(p.given & husbands and family.lower() in p.family and p.gender == "m" for p in self.people)

    def _told_apart(self, words: tuple[str, ...], p: Person) -> bool:
        """Whether the narration uses this name and the person's given name side by side: it has one name for one person at a time."""
        mine = self.evidence[words].paragraphs
        return any(
            len(mine & self.evidence[(g.capitalize(),)].paragraphs) >= _SIDE_BY_SIDE
            for g in p.given
            if (g.capitalize(),) in self.evidence
        )

    def _rival(self, words: tuple[str, ...], titles: tuple[str, ...]) -> bool:
        """Whether the same family name is borne with a title of the other gender."""
        other = {"mr": ("mrs", "miss"), "mrs": ("mr",), "miss": ("mr", "mrs")}.get(titles[-1], ())
        return any(len(n) == 2 and n[0].lower() in other and n[1] == words[-1] for n in self.evidence)

    def _single(self, words: tuple[str, ...]) -> None:
        w = words[0].lower()
        exact = [p for p in self.people if w in p.given]
        family = [p for p in self.people if w in p.family]
        near = [p for p in self.people if any(_short_for(w, g) for g in p.given)] if len(w) > 2 else []
        e = self.evidence[words]
        if w in TITLES and not exact and not family:
            bearers = sorted((p for p in self.people if w in p.titles), key=lambda p: -p.count)
            if bearers and (len(bearers) == 1 or bearers[0].count > 4 * bearers[1].count):
                bearers[0].add(words, e)  # the Colonel, where there is one
                return
        for fits in (exact, family, near):
            fits = [p for p in fits if not self._apart(words, p)]
            if not fits:
                continue
            if len(fits) > 1 and fits is not near:
                # a bare family name mostly means the man of it, and whoever is named most
                men = [p for p in fits if p.gender != "f"] if family and not exact else fits
                fits = sorted(men or fits, key=lambda p: -p.count)[:1]
            if len(fits) == 1:
                fits[0].add(words, e)
                if w in given_names() and not fits[0].given and w not in fits[0].family:
                    fits[0].given.add(w)
                return
        person = self._new(words)
        if e.the <= e.count * 0.5:
            person.given.add(w)
            person.gender = person.gender or _given_gender(w)


def _named_together(
    evidence: dict[tuple[str, ...], Evidence], lower: list[str]
) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Pairs of names that stand side by side: "Jane and Elizabeth"."""
    at = {o.first: o for e in evidence.values() for o in e.occurrences}
    out = set()
    for o in at.values():
        nxt = at.get(o.last + 1)
        if nxt is not None and nxt.start - o.end <= 6 and lower[o.last] == "and" and nxt.words != o.words:
            out |= {(o.words, nxt.words), (nxt.words, o.words)}
    return out


def _pronoun_gender(story: Story, people: list[Person]) -> None:
    """Give people without a title the gender of the pronouns that follow their names as subjects."""
    tokens = story.text.tokens
    inside = speech_spans(story)
    at: dict[int, Person] = {}
    for p in people:
        for e in p.names.values():
            for o in e.occurrences:
                at[o.first] = p
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    current: Person | None = None
    since = 0
    rivals = 0
    for i, w in enumerate(tokens.lower):
        seen = at.get(i)
        if seen is not None:
            if current is not None and seen is not current and since < 30:
                rivals += 1
            else:
                rivals = 0
            current, since = seen, 0
            continue
        since += 1
        if current is None or since > 25 or w not in ("he", "she", "his", "her", "him", "himself", "herself"):
            continue
        if inside.at(tokens.starts[i]) is not None or rivals:
            continue
        votes[id(current)]["m" if w in HE else "f"] += 2 if since < 12 else 1
    for p in people:
        v = votes[id(p)]
        total = v["m"] + v["f"]
        listed = next((g for n in p.given if (g := _given_gender(n))), None)
        strong = total >= (12 if listed else 6) and max(v["m"], v["f"]) >= 2.5 * min(v["m"], v["f"]) + 1
        titled = title_gender(tuple(p.titles))
        if titled:
            p.gender = titled
        elif strong:
            p.gender = "m" if v["m"] > v["f"] else "f"
        elif listed:
            p.gender = listed
        elif p.gender is None and total >= 2 and v["m"] != v["f"]:
            p.gender = "m" if v["m"] > v["f"] else "f"


def _display(person: Person) -> str:
    """The name to show: the fullest of those used often enough, titles kept only where nothing else is there."""
    best = max(
        person.names.items(),
        key=lambda item: (
            len([w for w in item[0] if w.lower() not in TITLES]) > 1 and item[1].count >= 2,
            len(item[0]) > 1 and bool(titles_of(item[0])) and item[1].count * 3 >= person.count,
            item[1].count,
            item[0],
        ),
    )[0]
    return _written(best, person.epithet)


def _written(words: tuple[str, ...], the: bool = False) -> str:
    dotted = [w + "." if w in ("Mr", "Mrs", "Ms", "Dr", "St") else w for w in words]
    return ("the " if the else "") + " ".join(dotted)


def _tags(story: Story) -> Iterable[Tag]:
    """Each tag beside a quotation; a first look, before anyone is known."""
    tokens = story.text.tokens
    content = story.text.content
    spans = speech_spans(story).spans
    for k, s in enumerate(spans):
        before = max(spans[k - 1].end if k else 0, content.rfind("\n\n", 0, s.start) + 2, s.start - 400)
        stop = content.find("\n\n", s.end)
        after = min(
            spans[k + 1].start if k + 1 < len(spans) else len(content), stop if stop >= 0 else len(content), s.end + 300
        )
        inner = content[s.start : s.end].rstrip("\"”’'»“_* ")
        a = tokens.between(s.end, after)
        b = tokens.between(min(before, s.start), s.start)
        for tag in (tag_after(tokens, a.start, a.stop, inner[-1:] or "."), tag_before(tokens, b.start, b.stop)):
            if tag is not None:
                yield tag


_NO_FIGURES = frozenset("voice voices one other lips eyes hand hands face words mouth".split())


def unnamed_key(words: list[str]) -> tuple[str, ...]:
    """What tells one unnamed figure from another: the phrase in small letters without its article."""
    return tuple(w for w in words if w not in ("the", "a", "an", "that", "this", "one", "another"))


def _unnamed(story: Story) -> dict[tuple[str, ...], tuple[int, str, str]]:
    """Figures that speak under a description: key to (times they do, phrase as written, head noun).

    By a tag ("said the old man"), or, where the noun is a role, by acting beside a line (The innkeeper turned. "One.").
    """
    tokens = story.text.tokens
    found: dict[tuple[str, ...], tuple[int, str, str]] = {}

    def take(np: NounPhrase) -> None:
        key = unnamed_key(tokens.lower[np.first : np.last])
        if key and np.head[0].isalpha() and np.head not in _NO_FIGURES:
            n, phrase, head = found.get(key, (0, " ".join(tokens.words[np.first : np.last]), np.head))
            found[key] = (n + 1, phrase, head)

    for tag in _tags(story):
        np = tag.subject
        if np is None or np.form != "nominal" or not tag.certain:
            continue
        if np.head in PERSON_NOUNS or np.head in ANIMAL_NOUNS or np.head in KIN or tag.side == "after":
            take(np)
    for np in _beats(story):
        if (
            np.form == "nominal"
            and np.head in PERSON_NOUNS
            and np.head not in GENERIC_NOUNS
            and np.head not in GROUP_NOUNS
        ):
            take(np)
    return found


def _beats(story: Story) -> Iterator[NounPhrase]:
    """Subjects of the sentence before and after each quotation, inside its paragraph."""
    tokens = story.text.tokens
    inside = speech_spans(story)
    starts = [p.start for p in story.paragraphs]
    spoken = {bisect_right(starts, s.start) - 1 for s in inside.spans}
    spoken |= {k - 1 for k in spoken if k and inside.at(starts[k]) is not None}
    for k in sorted(spoken):
        p = story.paragraphs[k]
        ids = tokens.between(p.start, p.end)
        for np, _verb in subjects(tokens, ids.start, ids.stop):
            if inside.at(tokens.starts[np.first]) is None and tokens.words[np.first][0].isupper():
                yield np


def _noun_gender(head: str) -> str | None:
    if head in MALE_NOUNS:
        return "m"
    if head in FEMALE_NOUNS:
        return "f"
    return KIN.get(head) or None


def narrates(story: Story) -> bool:
    """Whether someone who says "I" outside quotations tells the story."""
    tokens = story.text.tokens
    inside = speech_spans(story)
    regions = [(r.start, r.end) for r in story.regions if r.kind == "story"]
    words = first = 0
    for start, end in regions:
        for i in tokens.between(start, end):
            if inside.at(tokens.starts[i]) is not None or not tokens.words[i][0].isalpha():
                continue
            words += 1
            first += tokens.lower[i] in FIRST or tokens.lower[i] in ("i'm", "i'd", "i've", "i'll")
    if words < _SHORT:
        return first >= 2 and 1000 * first / words >= 4 * _NARRATOR_RATE
    return first >= 3 and 1000 * first / words >= _NARRATOR_RATE


def _narrator(people: list[Person], story: Story) -> Person | None:
    """The person whom others call by name but whom the narration never names: the one who tells the story.

    A name called in a line that "I" say is someone else's.
    """
    content = story.text.content
    called = _called_by(story)
    best, best_score = None, 0.0
    for p in people:
        found = [o for e in p.names.values() for o in e.occurrences]
        vocatives = [o for o in found if o.vocative]
        plain = sum(not o.quoted for o in found)
        if not vocatives or plain > 0.12 * len(found):
            continue
        score = sum(-3.0 if called(o.start) == "i" else 1.0 if called(o.start) else 0.4 for o in vocatives)
        score += 0.1 * (len(found) - len(vocatives)) - 3.0 * plain
        if score > max(best_score, 0.5):
            best, best_score = p, score
    if best is not None:
        return best
    for m in re.finditer(
        r"\b(?:[Mm]y name (?:is|was)|[Mm]y name['’]s|I am called|[Cc]all me)\s+([A-Z][\w'’-]+)",
        content[: len(content) // 3 + 2000],
    ):
        for p in people:
            if any(m.group(1) in n for n in p.names):
                return p
    return None


def _called_by(story: Story) -> Callable[[int], str | None]:
    """Tells for an offset in a quotation which word its tag has for the speaker: "i", another head, or None without a tag."""
    tokens = story.text.tokens
    spans = speech_spans(story).spans
    starts = [s.start for s in spans]

    def called(offset: int) -> str | None:
        k = bisect_right(starts, offset) - 1
        s = spans[k]
        after = tokens.between(s.end, min(s.end + 120, spans[k + 1].start if k + 1 < len(spans) else s.end + 120))
        before = tokens.between(max(spans[k - 1].end if k else 0, s.start - 120), s.start)
        inner = story.text.content[s.start : s.end].rstrip("\"”’'»“_* ")
        tag = tag_after(tokens, after.start, after.stop, inner[-1:] or ".") or tag_before(
            tokens, before.start, before.stop
        )
        return tag.subject.head.lower() if tag is not None and tag.subject is not None else None

    return called


@annotator(makes="characters", needs=("paragraphs", "regions", "quotations"))
def find_characters(story: Story, cast: tuple[CastMember, ...] | None = None) -> Layer[Character]:
    """Everyone the text names, those who speak under a description, and a narrator who is in the story.

    With `cast`, a known cast used as truth: its members and nobody else, save unnamed figures who speak.
    """
    provenance = story.provenance("characters", ("paragraphs", "regions", "quotations"), cast=len(cast) if cast else 0)
    unnamed = _unnamed(story)
    first_person = narrates(story) or any(label_key(line.name) in SELVES for line in find_labelled(story).lines)
    if cast is not None:
        return Layer("characters", _given_cast(cast, first_person), provenance)
    evidence = weigh(story)
    _hear_tags(story, evidence)
    people = Clustering(_people_only(evidence), story.text.tokens.lower).people
    _pronoun_gender(story, people)
    narrator = _narrator(people, story) if first_person else None
    out: list[Character] = []
    counts: dict[str, int] = {}
    families = {f for p in people for f in p.family}
    for p in sorted(people, key=lambda p: min(e.first for e in p.names.values())):
        counts[f"c{len(out) + 1}"] = p.count
        p.epithet = 2 * sum(e.the for e in p.names.values()) > p.count
        aliases = sorted((_written(n) for n in p.names), key=lambda a: (-len(a), a))
        animal = p.epithet and any(w.lower() in ANIMAL_NOUNS for n in p.names for w in n)
        out.append(
            Character(
                id=f"c{len(out) + 1}",
                name=_display(p),
                aliases=tuple(aliases),
                kind="animal" if animal else "group" if _is_group(p, families) else "person",
                pronouns={"m": "he", "f": "she"}.get(p.gender or ""),
                narrator=p is narrator,
            )
        )
    if first_person and narrator is None:
        out.append(Character(id=f"c{len(out) + 1}", name="the narrator", aliases=("I",), narrator=True))
    known = {a.lower() for c in out for a in c.aliases}
    for key, (_n, phrase, head) in unnamed.items():
        bare = " ".join(key)
        if bare in known or not key:
            continue
        if (named := _apposed(story, key, evidence)) is not None:
            k = next((k for k, c in enumerate(out) if _written(named) in c.aliases), None)
            if k is not None:
                out[k] = msgspec.structs.replace(out[k], aliases=(*out[k].aliases, bare))
                continue
        if head in KIN and key[0] in POSSESSIVES and len(key) == 2 and sum(_bears(c, head) for c in out) == 1:
            continue  # "my uncle", where one Uncle Somebody is in the story
        if bare in TITLES:
            bearers = sorted((k for k, c in enumerate(out) if _bears(c, bare)), key=lambda k: -counts.get(out[k].id, 0))
            if bearers and (
                len(bearers) == 1 or counts.get(out[bearers[0]].id, 0) > 4 * counts.get(out[bearers[1]].id, 0)
            ):
                c = out[bearers[0]]
                out[bearers[0]] = msgspec.structs.replace(c, aliases=(*c.aliases, bare))
                continue
        written = phrase[0].lower() + phrase[1:] if phrase.split()[0].lower() in POSSESSIVE_OR_ARTICLE else phrase
        written = re.sub(r"^(?:a|an|one|another) ", "the ", written)
        gender = _noun_gender(head)
        out.append(
            Character(
                id=f"c{len(out) + 1}",
                name=written,
                aliases=(bare,),
                kind="group"
                if (head in GROUP_NOUNS and head.endswith(("s", "men", "people", "children")))
                or head in ("crowd", "mob", "chorus", "everyone")
                else "animal"
                if head in ANIMAL_NOUNS
                else "person",
                pronouns={"m": "he", "f": "she"}.get(gender or ""),
            )
        )
    return Layer("characters", tuple(out), provenance)


def _apposed(story: Story, key: tuple[str, ...], evidence: dict[tuple[str, ...], Evidence]) -> tuple[str, ...] | None:
    """The name that stands in apposition to a description: "the chief engineer, Baldur Haas,", "Baldur Haas, the chief engineer"."""
    tokens = story.text.tokens
    lower, n = tokens.lower, len(key)
    for words, e in evidence.items():
        for o in e.occurrences:
            before = lower[max(0, o.first - 2 - n) : o.first]
            if before == ["the", *key, ","] and lower[o.last : o.last + 1] in ([","], ["."]):
                return words
            after = lower[o.last : o.last + n + 3]
            if after[:2] == [",", "the"] and tuple(after[2 : n + 2]) == key and after[n + 2 :] in ([","], ["."]):
                return words
    return None


def _bears(c: Character, title: str) -> bool:
    """Whether one of the character's names begins with the title."""
    return any(a.lower().replace(".", "").split()[0] == title for a in c.aliases)


def _hear_tags(story: Story, evidence: dict[tuple[str, ...], Evidence]) -> None:
    """Count a name that a tag has for its subject or addressee, wherever in the tag it stands."""
    at = {i: e for e in evidence.values() for o in e.occurrences for i in range(o.first, o.last)}
    for tag in _tags(story):
        if tag.subject is not None and tag.subject.form == "name" and (e := at.get(tag.subject.first)) is not None:
            e.says += 1
        if (
            tag.addressee is not None
            and tag.addressee.form == "name"
            and (e := at.get(tag.addressee.first)) is not None
        ):
            e.acted_on += 3


def _is_group(p: Person, families: set[str]) -> bool:
    """Whether the name is of several: "the Misses Thorpe", "the Fennimores"."""
    return any(n[0].lower() in {"misses", "messrs"} | EVERYBODY or _of_family(n, families) for n in p.names)


def _of_family(words: tuple[str, ...], families: set[str]) -> bool:
    last = words[-1].lower()
    return len(words) == 1 and (
        (last.endswith("s") and last[:-1] in families) or (last.endswith("es") and last[:-2] in families)
    )


def _people_only(evidence: dict[tuple[str, ...], Evidence]) -> dict[tuple[str, ...], Evidence]:
    """The names that name people: by their own evidence, or as a part of a name that does."""
    score = {w: personal(w, e) for w, e in evidence.items()}
    sure = {w for w, s in score.items() if s >= 1.0}
    parts = {x.lower() for w in sure for x in w if len(w) > 1 and x.lower() not in TITLES}
    out = {}
    for w, e in evidence.items():
        if (
            len(w) == 1
            and w[0].lower() in TITLES
            and w[0].lower() not in KIN_NAMES
            and not e.labels
            and not (e.says >= 2 or (e.the >= 2 and e.acts + e.says > 1))
        ):
            continue
        if (
            (e.the and _of_family(w, parts))
            or w in sure
            or (score[w] > -0.5 and len(w) == 1 and w[0].lower() in parts)
            or (score[w] > 0 and len(w) > 1 and any((x,) in sure for x in w))
        ):
            out[w] = e
    return out


def _given_cast(cast: tuple[CastMember, ...], first_person: bool) -> tuple[Character, ...]:
    """The given members, each with the parts of its names that no other member shares."""
    parts: Counter[str] = Counter()
    own: list[set[str]] = []
    for m in cast:
        words = {
            w
            for a in (m.name, *m.aliases)
            for w in re.findall(r"[\w'’-]+", a)
            if w[0].isupper() and w.lower() not in TITLES
        }
        own.append(words)
        parts.update(words)
    narrated = any(m.narrator for m in cast)
    ids = {m.name: f"c{n}" for n, m in enumerate(cast, 1)}
    out = []
    for n, (m, words) in enumerate(zip(cast, own, strict=True), 1):
        known = [a for a in (m.name, *m.aliases) if a.casefold() not in ("_narr", "narr")]
        extra = sorted(w for w in words if parts[w] == 1 and w not in known and len(w) > 2)
        narrator = m.narrator or (not narrated and any(a.casefold() in ("_narr", "narr") for a in m.aliases))
        pronouns = m.pronouns
        if pronouns is None:
            titles = tuple(w.strip(".").lower() for a in known for w in a.split() if w.strip(".").lower() in TITLES)
            gender = title_gender(titles) or next(
                (g for a in known if (g := _given_gender(a.split()[0].lower()))), None
            )
            pronouns = {"m": "he", "f": "she"}.get(gender or "")
        out.append(
            Character(
                id=f"c{n}", name=m.name, aliases=tuple(dict.fromkeys([*known, *extra])), kind=m.kind, pronouns=pronouns,
                narrator=narrator, members=tuple(ids[x] for x in m.members if x in ids), by="given",
            )
        )  # fmt: skip
    if first_person and not any(c.narrator for c in out):
        out.append(Character(id=f"c{len(out) + 1}", name="the narrator", aliases=("I",), narrator=True))
    return tuple(out)
