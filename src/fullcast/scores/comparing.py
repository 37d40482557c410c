"""What changed between two story documents: people, lines, scenes, and whether anything else did.

Lines are matched by anchor, not by id: over one text by their spans, over two drafts by their words and the words around.
People are matched by name, then by a shared alias.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, NamedTuple, TypeVar

from msgspec import UNSET

from fullcast.errors import DocumentError
from fullcast.layers.document import Document, DocumentCharacter, DocumentQuotation
from fullcast.layers.values import Scene
from fullcast.text import Span

T = TypeVar("T")

_ALIKE: Final = 0.6
"""Lines of two drafts this much alike, in the same place among their neighbours, are one line reworded."""
_OTHERS: Final = (
    "metadata", "regions", "chapters", "paragraphs", "emphasis", "breaks", "entities", "levels", "reveals", "events",
    "states", "feelings", "knowledge", "relationships", "decisions", "turning_points", "changes", "notices", "extra",
)  # fmt: skip
"""Keys of which only is said that they differ."""


class Change(NamedTuple):
    """One difference."""

    sign: str
    """ "+" only in the second, "-" only in the first, "~" in both, changed."""
    what: str
    """cast, line, scene, text, or a key of the document."""
    where: str
    """What it is about: a name, the words of a line, a place in the text."""
    detail: str = ""


@dataclass(frozen=True)
class Comparison:
    """All differences between two documents, and how much they share."""

    changes: tuple[Change, ...]
    lines_matched: int
    """Lines that both have."""

    @property
    def same(self) -> bool:
        """Whether the two say the same."""
        return not self.changes


def compare(old: Document, new: Document) -> Comparison:
    """What changed from `old` to `new`; raises DocumentError for two texts of which one is not there to compare."""
    one_text = old.text.sha256 == new.text.sha256
    if not one_text and UNSET in (old.text.content, new.text.content):
        raise DocumentError("the documents are of two texts, and one is without its words; nothing can be matched")
    people = _pairs_of_people(old.characters, new.characters)
    lines = _pairs_by_span(old, new) if one_text else _pairs_by_words(old, new)
    same = {a.id: b.id if b is not None else _nobody(a.id) for a, b in people if a is not None}
    changes = [] if one_text else [Change("~", "text", f"{old.text.length:,} to {new.text.length:,} code points")]
    changes += _cast_changes(people)
    changes += _line_changes(old, new, lines, same, one_text)
    changes += _scene_changes(old, new, same, one_text)
    if one_text:
        changes += _other_changes(old, new, same)
    return Comparison(tuple(changes), sum(1 for a, b in lines if a is not None and b is not None))


def _matched(
    a: Iterable[T], b: Iterable[T], key: Callable[[T], Hashable]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Pairs of the same key, in the order of `a`, then what is left of `a` and of `b`."""
    waiting: dict[Hashable, list[T]] = {}
    for item in b:
        waiting.setdefault(key(item), []).append(item)
    pairs, left = [], []
    for item in a:
        if waiting.get(key(item)):
            pairs.append((item, waiting[key(item)].pop(0)))
        else:
            left.append(item)
    return pairs, left, [item for items in waiting.values() for item in items]


# People

PeoplePair = tuple[DocumentCharacter | None, DocumentCharacter | None]


def _pairs_of_people(old: Sequence[DocumentCharacter], new: Sequence[DocumentCharacter]) -> list[PeoplePair]:
    """Each with its counterpart, first by name, then by a shared alias; those with more lines choose first."""
    left = {id(c): c for c in sorted(new, key=_quotation_count, reverse=True)}
    found: dict[int, DocumentCharacter] = {}
    for alike in (_same_name, _shared_alias):
        for a in sorted(old, key=_quotation_count, reverse=True):
            if id(a) in found:
                continue
            b = next((c for c in left.values() if alike(a, c)), None)
            if b is not None:
                found[id(a)] = left.pop(id(b))
    return [*((a, found.get(id(a))) for a in old), *((None, b) for b in left.values())]


def _quotation_count(c: DocumentCharacter) -> int:
    return 0 if c.quotation_count is UNSET else c.quotation_count


def _names(c: DocumentCharacter) -> set[str]:
    return {n.casefold() for n in (c.name, *c.aliases)}


def _same_name(a: DocumentCharacter, b: DocumentCharacter) -> bool:
    return a.name.casefold() == b.name.casefold()


def _shared_alias(a: DocumentCharacter, b: DocumentCharacter) -> bool:
    return bool(_names(a) & _names(b))


def _cast_changes(pairs: list[PeoplePair]) -> list[Change]:
    out = []
    for a, b in pairs:
        if a is None or b is None:
            c = a or b
            assert c is not None  # noqa: S101 - a pair has a side
            out.append(Change("-" if b is None else "+", "cast", c.name, _in_words(c)))
        elif details := _differences(a, b):
            out.append(Change("~", "cast", a.name, "; ".join(details)))
    return out


def _in_words(c: DocumentCharacter) -> str:
    lines = _quotation_count(c)
    listed = "" if c.cast is not False else ", not in the cast list"
    return f"{c.kind}, {lines} {'line' if lines == 1 else 'lines'}{listed}"


def _differences(a: DocumentCharacter, b: DocumentCharacter) -> list[str]:
    out = [
        f"{key} {_word(getattr(a, key))} > {_word(getattr(b, key))}"
        for key in ("name", "kind", "pronouns", "narrator", "cast", "by")
        if getattr(a, key) != getattr(b, key)
    ]
    gone, come = sorted(set(a.aliases) - set(b.aliases)), sorted(set(b.aliases) - set(a.aliases))
    if gone or come:
        out.append("aliases " + ", ".join([*(f"-{n}" for n in gone), *(f"+{n}" for n in come)]))
    return out


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None or value is UNSET else str(value)


# Lines

Pair = tuple[DocumentQuotation | None, DocumentQuotation | None]


def _pairs_by_span(old: Document, new: Document) -> list[Pair]:
    """Lines of one text: first those with the same spans, then those that overlap most."""
    equal, lost, gained = _matched(old.quotations, new.quotations, lambda q: q.spans)
    pairs: list[Pair] = list(equal)
    gained.sort(key=lambda q: q.spans)
    starts = [q.spans[0].start for q in gained]
    taken: set[str] = set()
    for q in lost:
        # What overlaps a line begins before its end; of long runs only the nearest are looked at.
        i = bisect_left(starts, q.spans[-1].end)
        near = [g for g in gained[max(i - 20, 0) : i] if g.id not in taken]
        best = max(near, key=lambda g: _overlap(q.spans, g.spans), default=None)
        if best is None or not _overlap(q.spans, best.spans):
            pairs.append((q, None))
        else:
            taken.add(best.id)
            pairs.append((q, best))
    return pairs + [(None, g) for g in gained if g.id not in taken]


def _overlap(a: Sequence[Span], b: Sequence[Span]) -> int:
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)


def _pairs_by_words(old: Document, new: Document) -> list[Pair]:
    """Lines of two drafts, aligned in order by their words; between neighbours that agree, a reworded line is the same line."""
    pairs: list[Pair] = []
    for tag, i, i_end, j, j_end in _aligned(
        [_words(old, q) for q in old.quotations], [_words(new, q) for q in new.quotations]
    ):
        a, b = old.quotations[i:i_end], new.quotations[j:j_end]
        pairs += zip(a, b, strict=True) if tag == "equal" else _reworded(old, new, a, b)
    return pairs


def _aligned(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[str, int, int, int, int]]:
    return list(SequenceMatcher(None, a, b, autojunk=False).get_opcodes())


def _reworded(
    old: Document, new: Document, a: Sequence[DocumentQuotation], b: Sequence[DocumentQuotation]
) -> list[Pair]:
    pairs: list[Pair] = []
    rest = list(b)
    for q in a:
        words = _words(old, q)
        at = next(
            (n for n, c in enumerate(rest[:8]) if SequenceMatcher(None, words, _words(new, c)).ratio() >= _ALIKE), None
        )
        if at is None:
            pairs.append((q, None))
            continue
        pairs += [(None, c) for c in rest[:at]]
        pairs.append((q, rest[at]))
        rest = rest[at + 1 :]
    return pairs + [(None, c) for c in rest]


def _words(document: Document, q: DocumentQuotation) -> str:
    """The words of `q`, or its spans where the document has no words."""
    content = document.text.content
    if content is UNSET:
        return ", ".join(f"{s.start}-{s.end}" for s in q.spans)
    return " ".join(" ".join(content[s.start : s.end] for s in q.spans).split())


def _line_changes(
    old: Document, new: Document, pairs: list[Pair], same: dict[str, str], one_text: bool
) -> list[Change]:
    before, after = _namer(old), _namer(new)
    out = []
    for a, b in sorted(pairs, key=_order):
        if b is None and a is not None:
            out.append(Change("-", "line", f"{a.id} {_words(old, a)}", f"{a.kind}, {before(a.speaker)}"))
        elif a is None and b is not None:
            out.append(Change("+", "line", f"{b.id} {_words(new, b)}", f"{b.kind}, {after(b.speaker)}"))
        elif a is not None and b is not None and (details := _line_differences(a, b, same, before, after, one_text)):
            out.append(Change("~", "line", f"{a.id} {_words(old, a)}", "; ".join(details)))
    return out


def _order(pair: Pair) -> tuple[int, int]:
    """Where a line stands, in the draft that has it."""
    q = pair[0] or pair[1]
    return (q.spans[0].start if q is not None and q.spans else 0, pair[0] is None)


def _namer(document: Document) -> Callable[[str | None], str]:
    names = {c.id: c.name for c in document.characters}
    return lambda who: "nobody known" if who is None else names.get(who, who)


def _line_differences(
    a: DocumentQuotation,
    b: DocumentQuotation,
    same: dict[str, str],
    before: Callable[[str | None], str],
    after: Callable[[str | None], str],
    one_text: bool,
) -> list[str]:
    out = []
    if _moved(a.speaker, same) != b.speaker:
        out.append(f"speaker {before(a.speaker)} > {after(b.speaker)}")
    to_a = None if a.addressees is None else {_moved(x, same) for x in a.addressees}
    to_b = None if b.addressees is None else set(b.addressees)
    if to_a != to_b:
        out.append(f"spoken to {_listed(a.addressees, before)} > {_listed(b.addressees, after)}")
    out += [
        f"{key} {_word(getattr(a, key))} > {_word(getattr(b, key))}"
        for key in ("kind", "type", "confidence", "by")
        if getattr(a, key) != getattr(b, key)
    ]
    if a.delivery != b.delivery:
        out.append("delivery")
    if one_text and a.spans != b.spans:
        out.append(f"extent {_spans(a)} > {_spans(b)}")
    return out


def _moved(who: str | None, same: dict[str, str]) -> str | None:
    """The id in the second document of a person of the first."""
    return None if who is None else same.get(who, who)


def _nobody(id_: str) -> str:
    """What stands in the second document for something of the first that it has not: no id there is like it."""
    return f"\0{id_}"


def _listed(who: tuple[str, ...] | None, names: Callable[[str | None], str]) -> str:
    return "not known" if who is None else ", ".join(map(names, who)) or "nobody"


def _spans(q: DocumentQuotation) -> str:
    return "+".join(f"{s.start}-{s.end}" for s in q.spans)


# Scenes and the rest


def _scene_changes(old: Document, new: Document, same: dict[str, str], one_text: bool) -> list[Change]:
    """Scenes that begin elsewhere, and who is in those that stay; over two drafts, in order."""
    pairs = _scene_pairs(old.scenes, new.scenes, one_text)
    before, after = _namer(old), _namer(new)
    out = []
    for a, b in pairs:
        scene = a or b
        assert scene is not None  # noqa: S101 - a pair has a side
        where = f"{scene.id} at {scene.start:,}"
        if a is None or b is None:
            out.append(Change("-" if b is None else "+", "scene", where))
        elif details := _scene_differences(a, b, same, before, after, one_text):
            out.append(Change("~", "scene", where, "; ".join(details)))
    return out


def _scene_pairs(a: Sequence[Scene], b: Sequence[Scene], one_text: bool) -> list[tuple[Scene | None, Scene | None]]:
    if not one_text:
        extra = len(a) - len(b)
        return list(zip([*a, *[None] * -extra], [*b, *[None] * extra], strict=True))
    equal, lost, gained = _matched(a, b, lambda s: s.start)
    return [*equal, *((s, None) for s in lost), *((None, s) for s in gained)]


def _scene_differences(
    a: Scene,
    b: Scene,
    same: dict[str, str],
    before: Callable[[str | None], str],
    after: Callable[[str | None], str],
    one_text: bool,
) -> list[str]:
    out = []
    if one_text and a.end != b.end:
        out.append(f"ends at {a.end:,} > {b.end:,}")
    moved = {_moved(x, same) for x in a.participants}
    gone = [before(x) for x in a.participants if _moved(x, same) not in b.participants]
    come = [after(x) for x in b.participants if x not in moved]
    if gone or come:
        out.append("who is there " + ", ".join([*(f"-{n}" for n in gone), *(f"+{n}" for n in come)]))
    if (a.place and a.place.name) != (b.place and b.place.name) or a.time != b.time:
        out.append("place or time")
    return out


def _other_changes(old: Document, new: Document, same: dict[str, str]) -> list[Change]:
    """Each further key that differs, with its sizes. Of two texts every offset differs, and nothing can be said."""
    out = []
    if _references(old, same | _same_entities(old, new)) != _references(new, None):
        out.append(Change("~", "mentions", "differs", f"{len(old.mentions):,} > {len(new.mentions):,}"))
    for key in _OTHERS:
        a, b = getattr(old, key), getattr(new, key)
        if a != b:
            sizes = "" if key in ("metadata", "extra") else f"{len(a):,} > {len(b):,}"
            out.append(Change("~", key, "differs", sizes))
    return out


def _same_entities(old: Document, new: Document) -> dict[str, str]:
    """By the id of an entity of `old`, that of the one of the same type and name."""
    ids = {(e.type, e.name): e.id for e in new.entities}
    return {e.id: ids.get((e.type, e.name), _nobody(e.id)) for e in old.entities}


def _references(document: Document, same: dict[str, str] | None) -> list[tuple[object, ...]]:
    """What each mention says, in the ids of the second document."""
    return sorted(
        (m.span, m.type, m.form, (m.entity if same is None else _moved(m.entity, same)) or "", str(m.revealed_at))
        for m in document.mentions
    )
