"""Entities: named places, buildings, vehicles and organisations, and the common-noun places in which scenes play.

A capitalised name that no character bears is typed by its head noun ("Hall", "River"), by what stands around it ("in", "arrived at",
"the deck of"), and by a short list of countries and cities. What nothing types is no entity: precision before completeness.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from fullcast.annotators.boundaries import Stretch, stretches
from fullcast.annotators.names import Evidence, Occurrence, personal, speech_spans, titles_of, weigh
from fullcast.annotators.places import PlaceFinder, PlacePhrase
from fullcast.annotators.plan import annotator
from fullcast.layers import Character, Entity, Layer, Story
from fullcast.lexicon.function_words import CALENDAR, EXCLAMATIONS, PEOPLES
from fullcast.lexicon.people import KIN_NAMES, PERSON_NOUNS
from fullcast.lexicon.places import (
    BUILDINGS,
    CITIES,
    COUNTRIES,
    GENERIC,
    LEADING_HEADS,
    MOVE_VERBS,
    NAME_HEADS,
    NO_PLACES,
    PLACE_TYPES,
    SHIP_BEFORE,
    SHIP_OF,
    SHIP_PARTS_OF,
    SHIP_VERBS,
    STAY_VERBS,
    TWO_WORD_PLACES,
)
from fullcast.text.tokens import Tokens

_OPENING = 12
"""Paragraphs of a scene in which its place is looked for."""
_SURE = 1.5
"""Weight from which on a phrase is a scene's place."""
_SINGLE_HEADS = frozenset("manor abbey castle grange priory hall park tower citadel".split())
"""Heads that are names by themselves after "the": "the Manor"."""
_WEAK_HEADS = frozenset(
    "green common point press order society house gates stairs close drive court alliance times government university institute".split()
)
"""Heads that are family names or ideas as well: they need a word of place before the name."""
_RELATIVE = frozenset(
    "adjoining next other same opposite nearest first last whole further farther neighbouring neighboring".split()
)
"""Words that tell which place only from where one stands."""


@dataclass(slots=True)
class _Around:
    """What stands around a name, counted."""

    inside: int = 0
    """After "in", "at", "near" and the like, with nothing owned."""
    reached: int = 0
    """After a verb of going, living or arriving and its preposition."""
    ship: int = 0
    """Before or after words of ships."""
    on: int = 0
    """After "on the" or "aboard"."""
    noun: Counter[str] | None = None
    """Place nouns in small letters straight after the name: "the Brandt compound"."""


@annotator(
    makes="entities",
    needs=("paragraphs", "regions", "quotations", "characters"),
    uses=("breaks", "chapters", "emphasis"),
)
def find_entities(story: Story) -> Layer[Entity]:
    """The places, vehicles and organisations of the story in the order of their first mention; no character is among them."""
    named = named_entities(story)
    common = _common_places(story, [e for e, _ in named])
    written_small = {e.name for e, _ in common}
    named = [(e, at) for e, at in named if e.name.lower() not in written_small] + common
    named.sort(key=lambda item: item[1])
    items = tuple(Entity(id=f"e{n}", type=e.type, name=e.name) for n, (e, _) in enumerate(named, 1))
    return Layer("entities", items, story.provenance("entities", ("paragraphs", "regions", "quotations", "characters")))


# Names


def named_entities(story: Story) -> list[tuple[Entity, int]]:
    """Every name that is one of a place, vehicle or organisation, with where it stands first."""
    tokens = story.text.tokens
    borne = _borne(story)
    emphasised = {(s.start, s.end) for s in story.emphasis}
    found: dict[str, tuple[Entity, int]] = {}
    for words, evidence in weigh(story).items():
        low = tuple(w.lower().replace("’", "'") for w in words)
        while len(low) > 1 and low[0] in EXCLAMATIONS:
            low, words = low[1:], words[1:]
        if " ".join(low) in borne or _never(low, evidence):
            continue
        around = _look_around(tokens, evidence.occurrences, emphasised)
        if around.noun and _tells(around.noun):
            _put(found, *_compound(words, evidence, around))
        kind = _type(low, words, evidence, around, borne)
        if kind is not None:
            _put(found, _shown(words, evidence), kind, evidence.first)
    return list(found.values())


def _put(found: dict[str, tuple[Entity, int]], name: str, kind: str, first: int) -> None:
    """Take an entity in, once by its name."""
    key = name.lower().removeprefix("the ")
    if key not in found:
        found[key] = (Entity(id="", type=kind, name=name), first)


def _borne(story: Story) -> frozenset[str]:
    """The names of characters in small letters without dots and articles."""
    characters: tuple[Character, ...] = story.items("characters")
    out = set()
    for c in characters:
        for alias in (c.name, *c.aliases):
            words = alias.lower().replace("’", "'").replace(".", " ").split()
            out.add(" ".join(w for w in words if w not in ("the", "a", "an")))
    return frozenset(out)


def _never(low: tuple[str, ...], e: Evidence) -> bool:
    """Whether a name is surely none of these: a person's with a title, a day, a people, an idea, what nobody could go to."""
    if (
        titles_of(low)
        and low[0] not in ("st", "saint", "queen", "king", "prince", "princess", "general", "count", "mount")
        and low[-1] not in NAME_HEADS
    ):
        return True
    if len(low) == 1 and (
        low[0] in NO_PLACES
        or low[0] in CALENDAR
        or low[0] in PEOPLES
        or low[0] in KIN_NAMES
        or low[0] in PERSON_NOUNS
        or low[0] in EXCLAMATIONS
    ):
        return True
    if len(low) > 3 and low[-1] not in NAME_HEADS:
        return True
    return (
        e.vocative > 0.3 * e.count
        or e.says > 0.3 * e.count
        or (e.mid == 0 and low[-1] not in NAME_HEADS and low[-1] not in COUNTRIES and low[-1] not in CITIES)
    )


def _look_around(tokens: Tokens, occurrences: list[Occurrence], emphasised: set[tuple[int, int]]) -> _Around:
    """What stands around the occurrences of a name."""
    lower = tokens.lower
    a = _Around(noun=Counter())
    for o in occurrences:
        k = o.first - 1
        while k >= 0 and tokens.words[k] in ("_", "*"):
            k -= 1
        the = k >= 0 and lower[k] == "the"
        k -= the
        before = lower[k] if k >= 0 else "."
        ahead = lower[k - 1] if k > 0 else "."
        after = lower[o.last] if o.last < len(tokens) else "."
        whole = o.end == tokens.ends[o.last - 1]
        if whole and before in (
            "in",
            "at",
            "near",
            "throughout",
            "within",
            "into",
            "via",
            "through",
            "beyond",
            "outside",
        ):
            if not (
                before == "at"
                and ahead
                in ("looked", "looking", "glanced", "stared", "smiled", "gazed", "look", "pointed", "laughed", "nodded")
            ):
                a.inside += 1
            a.reached += ahead in STAY_VERBS or ahead in MOVE_VERBS
        elif whole and before in ("to", "for", "from", "towards", "toward"):
            a.reached += (ahead in MOVE_VERBS and before != "for") or (
                ahead in ("left", "bound", "sailed", "started", "steamer", "train") and before == "for"
            )
        elif whole and before in ("left", "leaving", "reached", "visited", "reaching"):
            a.reached += 0 if the else 1
        a.on += before in ("on", "aboard", "onto") and the
        a.ship += before == "of" and ahead in SHIP_PARTS_OF and the
        a.ship += (
            before in SHIP_BEFORE or (before == "of" and ahead in SHIP_OF and the) or (the and after in SHIP_VERBS)
        )
        a.ship += (
            the
            and after in ("was", "is", "which")
            and lower[o.last + 1 : o.last + 2] != []
            and any(w in SHIP_VERBS for w in lower[o.last + 1 : o.last + 4])
        )
        a.on += (tokens.starts[o.first] - 1, o.end + 1) in emphasised and the
        if (
            whole
            and the
            and after in PLACE_TYPES
            and after not in ("way", "hold", "bar", "well")
            and a.noun is not None
            and tokens.words[o.last + 1 : o.last + 2] != ["'s"]
        ):
            a.noun[after] += 1
    return a


def _tells(nouns: Counter[str]) -> bool:
    """Whether a name with a common noun is a place's own: twice, or of a building that is more than a house."""
    noun, n = nouns.most_common(1)[0]
    return n >= 2 or (noun in BUILDINGS and noun not in GENERIC)


def _compound(words: tuple[str, ...], e: Evidence, around: _Around) -> tuple[str, str, int]:
    """The building that bears the name with a common noun: name, type, first offset."""
    noun = (around.noun or Counter()).most_common(1)[0][0]
    return f"the {' '.join(words)} {noun}", PLACE_TYPES[noun], e.first


def _type(low: tuple[str, ...], words: tuple[str, ...], e: Evidence, a: _Around, borne: frozenset[str]) -> str | None:
    """FAC, GPE, LOC, VEH or ORG, or None where the text does not tell."""
    name = " ".join(low)
    if len(low) > 1 and low[-1] in NAME_HEADS:
        return _headed(low, e, a)
    if low[0] in LEADING_HEADS and len(low) > 1:
        return LEADING_HEADS[low[0]]
    if a.ship >= 1 and a.ship + a.on >= 2 and e.the >= 0.4 * e.count:
        return "VEH"
    if name in TWO_WORD_PLACES or (
        name in CITIES and name not in borne and ((e.mid and a.inside + a.reached) or e.count > 2)
    ):
        return "GPE"
    if name in COUNTRIES:
        if name in ("mars", "venus", "jupiter", "saturn", "ganymede"):
            return "LOC" if a.inside + a.on and not e.vocative else None
        return "LOC" if name in ("africa", "asia", "europe") else "GPE"
    if e.says + e.vocative > 0.08 * e.count or personal(words, e) >= 1.0 or name in borne:
        return None
    if len(low) == 1 and low[0] in _SINGLE_HEADS and e.the >= 0.5 * e.count and e.mid >= 2:
        return "FAC"
    if len(low) == 1 and low[0] in NAME_HEADS:
        return None
    if low[-1].endswith("s") and e.the and not a.reached:
        return None
    share = (a.inside + a.reached) / e.count
    if a.reached >= 1 and a.inside + a.reached >= 2 and share >= 0.2 and e.acts <= 0.3 * e.count:
        return "FAC" if e.the >= 0.5 * e.count else "GPE"
    if a.inside >= 3 and share >= 0.4 and not e.the and e.acts <= 0.2 * e.count:
        return "GPE"
    return None


def _headed(low: tuple[str, ...], e: Evidence, a: _Around) -> str | None:
    """The type of a name by its last word; None where that is a family name ("Miss Wood", "Fanny Price Hill")."""
    kind = NAME_HEADS[low[-1]]
    strong = (len(low[-1]) > 4 and low[-1] not in _WEAK_HEADS) or low[-1] in (
        "hall",
        "road",
        "lane",
        "inn",
        "lake",
        "isle",
        "park",
        "abbey",
        "bank",
        "club",
        "bay",
        "moor",
    )
    if titles_of(low) and low[0] not in ("st", "saint", "queen", "king", "prince"):
        return None
    if e.the or a.inside or a.reached:
        return kind
    return kind if strong and not e.acts else None


def _shown(words: tuple[str, ...], e: Evidence) -> str:
    """The name as an entity bears it: with "the" where the text mostly has it."""
    name = " ".join(w + "." if w in ("St", "Mt") else w for w in words)
    return f"the {name}" if e.the >= 0.6 * e.count else name


# Common nouns


def _common_places(story: Story, named: list[Entity]) -> list[tuple[Entity, int]]:
    """The places without a name in which a scene plays and which come back: "the kitchen", "the pier"."""
    tokens = story.text.tokens
    finder = PlaceFinder(tokens, speech_spans(story), named)
    counts: Counter[tuple[str, ...]] = Counter()
    found: dict[tuple[str, ...], tuple[Entity, int]] = {}
    cores: dict[tuple[str, ...], PlacePhrase] = {}
    for stretch in stretches(story):
        place = place_of(story, finder, stretch)
        if place is not None and not place.named and place.entity is None and tokens.lower[place.first] == "the":
            cores.setdefault(tuple(tokens.lower[slice(*place.core)]), place)
    if not cores:
        return []
    by_last: dict[str, list[tuple[str, ...]]] = {}
    for core in cores:
        by_last.setdefault(core[-1], []).append(core)
    for i, w in enumerate(tokens.lower):
        for core in by_last.get(w, ()):
            size = len(core)
            if (
                tuple(tokens.lower[i - size + 1 : i + 1]) == core
                and i >= size
                and tokens.lower[i - size] in ("the", "this", "that")
            ):
                counts[core] += 1
    for core, place in cores.items():
        vague = (core[-1] in GENERIC and len(core) == 1) or any(w in _RELATIVE for w in core)
        if counts[core] >= 2 and not vague and all(w[0].isalpha() for w in core):
            found[core] = (Entity(id="", type=place.type, name=f"the {' '.join(core)}"), tokens.starts[place.first])
    return list(found.values())


def place_of(story: Story, finder: PlaceFinder, stretch: Stretch) -> PlacePhrase | None:
    """Where the scene of `stretch` plays by its first paragraphs, or None.

    The heaviest phrase wins, the first of equals. Where all is told as past ("had carried him into the living room") the last
    wins, since such a tale leads up to now.
    """
    tokens = story.text.tokens
    best: tuple[float, PlacePhrase] | None = None
    past: list[tuple[float, PlacePhrase]] = []
    for n, p in enumerate(stretch.paragraphs[:_OPENING]):
        ids = tokens.between(p.start, p.end)
        late = min(0.15 * n, 0.9)
        for k, x in enumerate(finder.phrases(ids.start, ids.stop, opening=n == 0)):
            first = n == 0 and x.first - ids.start < 4
            weight = x.weight - late - min(0.1 * k, 0.5) + 1.0 * first
            if x.perfect:
                past.append((weight + 1.2 - late, x))
            elif best is None or weight > best[0] + 0.001:
                best = (weight, x)
    if best is not None and best[0] >= _SURE:
        return best[1]
    past = [x for x in past if x[0] >= _SURE]
    return past[-1][1] if past else None
