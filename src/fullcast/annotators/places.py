"""Place phrases: where a clause of the narration says that it plays, such as "in the kitchen" or "on the pier at Sallow Bay".

A preposition of place, or a verb of entering, and a noun of place or a name that `entities` holds for a place. A noun that belongs
to the word after it ("the garden gate") is none. Each phrase has a weight: what stays in a place counts more than what goes there,
what had been less than what is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from fullcast.annotators.names import Inside
from fullcast.annotators.tags import adverbish, capital, name_run, sentence_starts, verbish
from fullcast.layers import Entity
from fullcast.lexicon.function_words import ADVERBS, AUXILIARIES, CONJUNCTIONS, DETERMINERS, POSSESSIVES, PREPOSITIONS
from fullcast.lexicon.people import SUBJECT_PRONOUNS, TITLES
from fullcast.lexicon.places import (
    BARE,
    BUILDINGS,
    COUNTRIES,
    ENTERING,
    FITTINGS,
    GENERIC,
    LEADING_VERBS,
    NOT_BARE_AFTER,
    PARTS,
    PERCEIVING,
    PLACE_TYPES,
    ROOMS,
    STANCE,
    TWO_WORDS,
    VEHICLES,
)
from fullcast.lexicon.speaking import VERB_FORMS
from fullcast.text import Span
from fullcast.text.tokens import Tokens

_STAYING = {
    "in": 0.0, "at": 0.0, "on": 0.0, "inside": 0.0, "aboard": 0.0, "within": 0.0, "on board": 0.0,
    "outside": -0.2, "in front of": -0.2, "up and down": -0.2, "upon": -0.2, "across": -0.3, "by": -0.3, "beside": -0.3, "around": -0.3,
    "round": -0.3, "throughout": -0.3, "under": -0.4, "beneath": -0.4, "into": -0.4, "onto": -0.4, "among": -0.4, "amid": -0.4,
    "amidst": -0.4,
    "about": -0.5, "near": -0.5, "along": -0.6, "through": -0.6, "down": -0.8, "up": -0.9, "over": -0.9, "to": -1.0, "from": -1.0,
    "behind": -1.4, "towards": -1.6, "toward": -1.6,
}  # fmt: skip
"""Weight of a preposition: 0 for those that tell where somebody is."""
_LONG = {
    ("in", "front", "of"): "in front of",
    ("up", "and", "down"): "up and down",
    ("on", "board", "of"): "on board",
    ("on", "board"): "on board",
}
_NEGATED = frozenset("not couldn't wouldn't can't won't cannot never".split())
_UNREAL = frozenset(
    "would must not never could might should wouldn't couldn't if like would've 'd wish wished imagine imagined dream dreamed thought "
    "think remembered remember".split()
)
"""Words after which a place may be only thought of."""
_AFTER_NOUN = (
    PREPOSITIONS
    | CONJUNCTIONS
    | AUXILIARIES
    | DETERMINERS
    | SUBJECT_PRONOUNS
    | ADVERBS
    | frozenset(
        "who whom whose which where there him them her me us it himself herself itself themselves each all both without looking this "
        "not".split()
    )
)
"""Words that can stand after a noun phrase; any other small word makes the noun before it a part of a longer one."""
_NOT_INSIDE = (PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | SUBJECT_PRONOUNS | DETERMINERS) - {"same", "other"}
_SELDOM = frozenset("step steps stage track path mine well shed hold bridge bar bank lift drive".split())
"""Nouns that with "a" mostly mean something else: "in a bank of fog", "gave him a lift"."""
_POINTING = frozenset(
    "it there here them they this that these those where which one everywhere somewhere anywhere nowhere".split()
)
"""What points at a place and does not name it, though it may be what an entity is called."""
_ARTICLES = frozenset("the his her their my our your its this that same".split())
_INDEFINITE = frozenset("a an one some another every each any no".split())


_TRIGGERS = (
    frozenset(_STAYING)
    | ENTERING
    | _UNREAL
    | frozenset("had hadn't has as ; : but then up on out".split())
    | {k[0] for k in _LONG}
)
"""Words at which a place, or what makes it unreal or past, can begin."""


def _proper(entity: Entity) -> bool:
    """Whether an entity has a name of its own: "the Crown", not "the kitchen"."""
    return any(w[:1].isupper() for w in entity.name.split())


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """A phrase that says where something happens."""

    first: int
    """Index of the first token, its article."""
    last: int
    """Index after the last token."""
    head: str
    """The noun in small letters, or the name."""
    type: str
    """FAC, LOC, GPE or VEH."""
    weight: float
    entity: str | None = None
    named: bool = False
    """Whether the head is a name."""
    core: tuple[int, int] = (0, 0)
    """Token range of the noun with its modifiers, article and extension left out."""
    perfect: bool = False
    """Whether its clause is told as past."""

    def span(self, tokens: Tokens) -> Span:
        """Where the phrase stands, without its preposition."""
        return Span(tokens.starts[self.first], tokens.ends[self.last - 1])


class PlaceFinder:
    """Finds place phrases among the tokens of a story."""

    def __init__(self, tokens: Tokens, inside: Inside, entities: Iterable[Entity] = ()) -> None:
        self.tokens = tokens
        self.inside = inside
        self.entities: dict[str, list[tuple[tuple[str, ...], Entity]]] = {}
        for e in entities:
            words = tuple(w for w in e.name.lower().replace("’", "'").split() if w not in ("the", "a", "an"))
            if words and e.type != "ORG" and words[0] not in _POINTING:
                self.entities.setdefault(words[0], []).append((words, e))

    def phrases(self, first: int, last: int, *, opening: bool = False) -> Iterator[PlacePhrase]:
        """The place phrases of the narration among the tokens `first` to `last`, in order.

        `opening` says that a scene begins here, so that the subject of its first sentence can be its place.
        """
        starts = sentence_starts(self.tokens, first, last) if first < last else []
        for n, (start, stop) in enumerate(zip(starts, [*starts[1:], last], strict=True)):
            if opening and n == 0 and (subject := self._subject(start, stop)) is not None:
                yield subject
            yield from self._sentence(start, stop)

    # One sentence

    def _sentence(self, start: int, stop: int) -> Iterator[PlacePhrase]:
        lower = self.tokens.lower
        i = start
        perfect = unreal = False
        while i < stop:
            word = lower[i]
            if word not in _TRIGGERS:
                i += 1
                continue
            if self.inside.at(self.tokens.starts[i]) is not None:
                i += 1
                continue
            if word in ("had", "hadn't"):
                perfect = perfect or self._is_perfect(i, stop)
            elif word in _UNREAL or (word == "as" and lower[i + 1 : i + 2] in (["if"], ["though"])):
                unreal = True
            elif word in (";", ":", "but", "then"):
                perfect = unreal = False
            found = self._at(i, start, stop)
            if found is None:
                i += 1
                continue
            past = perfect or any(
                lower[k] == "had" and self._is_perfect(k, stop) for k in range(found.last, min(found.last + 4, stop))
            )
            weight = found.weight - 1.2 * past - 2.0 * (unreal and word != "out")
            yield replace(found, weight=weight, perfect=past)
            i = max(found.last, i + 1)

    def _is_perfect(self, i: int, stop: int) -> bool:
        """Whether "had" at token `i` helps a participle along: "had been", "had never seen"; "had the field to himself" does not."""
        lower = self.tokens.lower
        j = i + 1
        while j < stop and (adverbish(self.tokens.words[j]) or lower[j] in ("not", "even", "long", "only", "never")):
            j += 1
        return (
            j < stop
            and (verbish(lower[j]) or lower[j].endswith(("n", "ne", "wn")))
            and lower[j] not in ("an", "in", "on")
        )

    def _at(self, i: int, start: int, stop: int) -> PlacePhrase | None:
        """The place phrase that the preposition or verb at token `i` leads to."""
        lower = self.tokens.lower
        word = lower[i]
        for long, name in _LONG.items():
            if tuple(lower[i : i + len(long)]) == long:
                found = self._noun_phrase(i + len(long), stop, name)
                return found and self._weighed(found, name, i, start)
        if word == "out" and lower[i + 1 : i + 2] == ["of"]:
            # nobody gets out who "could not get him out of the library"
            stays = any(w in _NEGATED for w in lower[max(start, i - 7) : i])
            found = self._noun_phrase(i + 2, stop, "in") if stays else None
            return found and self._weighed(found, "in", i, start)
        if word in _STAYING:
            if not self._place_word(word, i, start, stop):
                return None
            found = self._noun_phrase(i + 1, stop, word)
            return found and self._weighed(found, word, i, start)
        if word in ENTERING:
            found = self._noun_phrase(i + 1, stop, word)
            return found and self._weighed(found, "into", i, start)
        if word in ("had", "has") and "to" in lower[i + 2 : i + 7]:
            found = self._noun_phrase(i + 1, stop, word)
            own = found is not None and lower[found.last] == "to" and lower[found.last + 1].endswith(("self", "selves"))
            return found if own else None
        return None

    def _place_word(self, word: str, i: int, start: int, stop: int) -> bool:
        """Whether a preposition that is not always one of place is so here."""
        lower = self.tokens.lower
        before = lower[i - 1] if i > start else ""
        if word == "from":
            return any(w in PERCEIVING for w in lower[max(start, i - 6) : i])
        if word == "to":
            near = lower[max(start, i - 3) : i]
            if any(
                VERB_FORMS.get(w) in ("say", "speak", "tell", "whisper", "murmur", "announce", "remark") for w in near
            ):
                return True
            if any(
                w
                in (
                    "came",
                    "come",
                    "went",
                    "got",
                    "returned",
                    "walked",
                    "climbed",
                    "brought",
                    "taken",
                    "led",
                    "hurried",
                    "ran",
                    "crossed",
                    "comes",
                    "goes",
                )
                for w in near
            ):
                return True
            return lower[i + 1 : i + 4] in (
                ["the", "door", "of"],
                ["the", "edge", "of"],
                ["the", "end", "of"],
                ["the", "doors", "of"],
            )
        if word in ("towards", "toward"):
            return True
        if word in ("about", "over", "up"):
            return before in STANCE or before in ("climbed", "went", "came", "ran", "wandered", "strolled")
        if word in ("on", "upon", "into", "in"):
            return before not in (
                "looking",
                "opening",
                "opened",
                "facing",
                "gave",
                "giving",
                "believed",
                "believe",
            ) or (word == "in" and before[-3:] == "ing")
        if word == "by":
            return not verbish(before) or before in STANCE
        return True

    def _weighed(self, p: PlacePhrase, preposition: str, i: int, start: int) -> PlacePhrase:
        """`p` with the weight of the preposition at `i` and of what stands before it."""
        lower = self.tokens.lower
        weight = p.weight + _STAYING[preposition]
        if any(w in STANCE for w in lower[max(start, i - 3) : i]):
            weight += 0.4
        if i == start or (
            i == start + 1 and lower[start] in ("and", "but", "back", "down", "up", "out", "there", "here")
        ):
            weight += 0.5
        elif self.tokens.words[i - 1] == "," and i - start < 9:
            weight += 0.2
        if preposition == "to" and any(VERB_FORMS.get(w) == "say" for w in lower[max(start, i - 3) : i]):
            weight += 0.6
        return replace(p, weight=weight)

    def _subject(self, start: int, stop: int) -> PlacePhrase | None:
        """A place that is the subject of a scene's first sentence: "The kitchen was full of steam"."""
        lower = self.tokens.lower
        if self.inside.at(self.tokens.starts[start]) is not None:
            return None
        found = self._noun_phrase(start, stop, "the")
        if found is None or found.head in VEHICLES or found.last >= stop or (found.type == "GPE" and not found.named):
            return None
        j = found.last
        while j < stop and adverbish(self.tokens.words[j]):
            j += 1
        through = lower[start + 1] in ("door", "doors", "gate", "windows") and j < stop and verbish(lower[j])
        return (
            replace(found, weight=found.weight + 0.2) if through or (j < stop and lower[j] in LEADING_VERBS) else None
        )

    # Noun phrases

    def _noun_phrase(self, i: int, stop: int, preposition: str) -> PlacePhrase | None:
        """The place that the noun phrase at token `i` names."""
        tokens, lower = self.tokens, self.tokens.lower
        if i >= stop or not tokens.words[i][0].isalnum():
            return None
        named = self._entity_at(i + (lower[i] == "the"), stop)
        if named is not None and (found := self._named(i, named)) is not None:
            return found
        if lower[i] in BARE and not capital(tokens.words[i]):
            return self._bare(i, stop, preposition)
        article = i
        j = self._after_determiner(i, stop)
        if j is None:
            return None
        return self._common(article, j, stop, preposition)

    def _named(self, i: int, named: tuple[int, Entity]) -> PlacePhrase | None:
        """The phrase of a name; None where the name goes on or owns what follows it."""
        last, entity = named
        tokens = self.tokens
        if tokens.words[last - 1].endswith(("'s", "’s")):
            return None
        if (
            last < len(tokens)
            and capital(tokens.words[last])
            and tokens.words[last][0].isalpha()
            and tokens.starts[last] - tokens.ends[last - 1] == 1
        ):
            return None
        wide = entity.name.lower() in COUNTRIES
        weight = 1.0 if wide else {"FAC": 2.6, "VEH": 2.6, "LOC": 2.4, "GPE": 1.4}.get(entity.type, 2.0)
        common = not _proper(entity)
        if common and tokens.lower[i] not in DETERMINERS | POSSESSIVES | BARE:
            return None  # "out of place"
        if common and last < len(tokens) and not self._ends_phrase(last):
            return None
        return PlacePhrase(
            i,
            last,
            entity.name,
            entity.type,
            weight + 0.4 * common,
            entity.id,
            not common,
            (i + (tokens.lower[i] == "the"), last),
        )

    def _entity_at(self, i: int, stop: int) -> tuple[int, Entity] | None:
        """The longest entity whose name stands at token `i`, with the index after it."""
        lower = self.tokens.lower
        if i >= stop:
            return None
        best: tuple[int, Entity] | None = None
        for words, e in self.entities.get(lower[i].removesuffix("'s"), ()):
            last = i + len(words)
            run = [w.removesuffix("'s") for w in lower[i:last]]
            if (
                tuple(run) == words
                and last <= stop
                and (best is None or last > best[0])
                and capital(self.tokens.words[i]) == _proper(e)
            ):
                best = (last, e)
        return best

    def _bare(self, i: int, stop: int, preposition: str) -> PlacePhrase | None:
        """A place without an article: "in church", "at home"."""
        lower = self.tokens.lower
        allowed = NOT_BARE_AFTER.get(lower[i], frozenset({"in", "at", "to", "from"}))
        ends = i + 1 >= stop or not lower[i + 1][0].isalpha() or lower[i + 1] in _AFTER_NOUN
        if preposition not in allowed or preposition in ("to", "from") or not ends:
            return None
        kind = {"sea": "LOC", "town": "GPE"}.get(lower[i], "FAC")
        return PlacePhrase(i, i + 1, lower[i], kind, 1.6, core=(i, i + 1))

    def _after_determiner(self, i: int, stop: int) -> int | None:
        """Index after the article, possessive or owner's name at token `i`; None where there is none."""
        tokens, lower = self.tokens, self.tokens.lower
        if lower[i] in _ARTICLES or lower[i] in _INDEFINITE:
            return i + 2 if lower[i + 1 : i + 2] == ["same"] else i + 1
        if capital(tokens.words[i]) and (lower[i] not in DETERMINERS):
            j = name_run(tokens, i, stop)
            if j > i and tokens.words[j - 1].endswith(("'s", "’s", "s'", "s’")):
                return j
        return None

    def _common(self, article: int, i: int, stop: int, preposition: str) -> PlacePhrase | None:
        """The place noun that ends the noun phrase whose first word after its article is at token `i`."""
        tokens, lower = self.tokens, self.tokens.lower
        owner = i
        j = i
        limit = min(stop, i + 6)
        while j < limit and self._inside_phrase(j, i):
            if lower[j].endswith(("'s", "s'")):
                if j > i and capital(tokens.words[j]) and tokens.words[j - 1][0].islower():
                    return None  # "in the afternoon Ann's cart came"
                owner = j + 1
            j += 1
        if j == i:
            return None
        if lower[j - 1] in PARTS and j < stop and lower[j] == "of":
            inner = self._noun_phrase(j + 1, stop, "of")
            # who goes towards the back of the ship is on it
            return inner and replace(
                inner, weight=inner.weight + (1.2 if preposition in ("towards", "toward") else -0.1)
            )
        if (
            j - i >= 2
            and lower[j - 1] in FITTINGS
            and lower[j - 2] in ROOMS | BUILDINGS
            and preposition not in ("to", "from")
        ):
            j -= 1
        elif j < stop and not self._ends_phrase(j):
            return None
        kind = self._kind(article, i, j)
        if kind is None:
            return None
        p = PlacePhrase(article, j, lower[j - 1], kind, self._base_weight(article, i, j), core=(owner, j))
        return self._extended(p, stop)

    def _kind(self, article: int, i: int, j: int) -> str | None:
        """The type of the place noun that ends before token `j`; None where it is none, or not in this phrase."""
        tokens, lower = self.tokens, self.tokens.lower
        head = lower[j - 1]
        two = " ".join(lower[j - 2 : j]) if j - i >= 2 else ""
        kind = PLACE_TYPES.get(head) or ("FAC" if two in TWO_WORDS else None)
        if kind is None or capital(tokens.words[j - 1]) or head in ("way", "common", "market"):
            return None
        if head in _SELDOM and lower[article] in _INDEFINITE:
            return None
        if head == "study" and lower[j : j + 1] == ["of"]:
            return None
        if head in ("well", "mine", "drive") and j - i == 1 and lower[article] not in ("the", "a"):
            return None
        return kind

    def _base_weight(self, article: int, i: int, j: int) -> float:
        """How much the noun phrase says by itself: "the kitchen" more than "a kitchen" or "the room"."""
        lower = self.tokens.lower
        weight = 2.0 if lower[j - 1] in GENERIC and j - i == 1 else 3.0
        if lower[article] in _INDEFINITE:
            return weight - 0.7
        return weight - 0.1 * (lower[article] in POSSESSIVES)

    def _inside_phrase(self, j: int, i: int) -> bool:
        """Whether token `j` can belong to the noun phrase whose first word is at `i`."""
        lower = self.tokens.lower
        w = lower[j]
        if w == ",":  # "the bare, squalid room"
            before, after = lower[j - 1], lower[j + 1 : j + 2]
            return (
                0 < j - i < 3
                and before not in PLACE_TYPES
                and before not in PARTS
                and bool(after)
                and after[0].isalpha()
            )
        if not w[0].isalnum() or self.inside.at(self.tokens.starts[j]) is not None:
            return False
        if (
            j > i
            and lower[j - 1] in PLACE_TYPES
            and not (w in PLACE_TYPES or w in FITTINGS or f"{lower[j - 1]} {w}" in TWO_WORDS)
        ):
            return False
        return w not in _NOT_INSIDE

    def _ends_phrase(self, j: int) -> bool:
        """Whether a noun phrase can end before token `j`: "the garden gate" does not end before "gate"."""
        tokens, lower = self.tokens, self.tokens.lower
        w = lower[j]
        if not w[0].isalpha() or w in _AFTER_NOUN or capital(tokens.words[j]) or w in ("'s", "'d"):
            return not w.startswith("'s")
        if self.inside.at(tokens.starts[j]) is not None:
            return True
        return (
            verbish(w)
            or adverbish(w)
            or w.endswith("ing")
            or w
            in (
                "to",
                "again",
                "alone",
                "full",
                "asleep",
                "above",
                "below",
                "that",
                "opposite",
                "next",
                "later",
                "early",
                "late",
                "overlooking",
            )
        )

    def _extended(self, p: PlacePhrase, stop: int) -> PlacePhrase:
        """`p` with what says which one it is: "the kitchen of the inn", "his room on the Ariel"."""
        tokens, lower = self.tokens, self.tokens.lower
        j = p.last
        if j + 1 >= stop or lower[j] not in ("of", "at", "on", "in", "near", "aboard"):
            return p
        named = self._entity_at(j + 1 + (lower[j + 1] == "the"), stop)
        if named is not None and _proper(named[1]) and not tokens.words[named[0] - 1].endswith(("'s", "’s")):
            return replace(p, last=named[0], entity=named[1].id, weight=max(p.weight, 2.8))
        if lower[j] == "of" or (
            lower[j] in ("at", "on", "near") and capital(tokens.words[min(j + 1, len(tokens) - 1)])
        ):
            inner = self._noun_phrase(j + 1, stop, "of")
            if inner is not None and lower[j] == "of":
                return replace(p, last=inner.last)
            k = j + 1 + (lower[j + 1] == "the")
            end = (
                name_run(tokens, k, stop)
                if k < stop and capital(tokens.words[k]) and lower[k] not in TITLES - {"st", "saint"}
                else k
            )
            if end > k and (
                not tokens.words[end - 1].endswith(("'s", "’s")) or (end < stop and self._ends_phrase(end))
            ):
                return replace(p, last=end)  # "the tower of St Osyth's" owns nothing
        return p
