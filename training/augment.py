"""Passages changed a little, so that the reader does not cling to names, capitals and dashes of old novels."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

    from training.documents import Document


@cache
def _names() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """First names of women and of men, family names (United States Census Bureau 1990, public domain, from the package names)."""
    import importlib.util
    from pathlib import Path

    spec = importlib.util.find_spec("names")
    if spec is None or spec.origin is None:
        raise SystemExit("install training/requirements.txt first: names is missing")
    folder = Path(spec.origin).parent

    def top(name: str, n: int) -> tuple[str, ...]:
        lines = (folder / name).read_text().splitlines()[:n]
        return tuple(line.split()[0].capitalize() for line in lines)

    return top("dist.female.first", 600), top("dist.male.first", 500), top("dist.all.last", 2500)


def _renamed(d: Document, rng: random.Random) -> list[str]:
    """Other first and family names for the people, the same all through."""
    women, men, families = _names()
    sets = (frozenset(women), frozenset(men), frozenset(families))
    used = {
        w
        for m in d.mentions
        if m.form == 0 and m.type == 1
        for w in d.words[m.first : m.last + 1]
        if w[:1].isupper() and len(w) > 2
    }
    table: dict[str, str] = {}
    for word in sorted(used):
        for known, pool in zip(sets, (women, men, families), strict=True):
            if word.capitalize() in known:
                table[word] = rng.choice(pool)
                break
    return [table.get(w, w) for w in d.words]


def changed(d: Document, rng: random.Random) -> Document:
    """The document with some of: other names, long dashes, small letters, capitals at openings. Words stay one for one."""
    words = d.words
    if rng.random() < 0.35:
        words = _renamed(d, rng)
    if rng.random() < 0.3:
        words = ["—" if w == "-" and i + 1 < len(words) and words[i + 1] == "-" else w for i, w in enumerate(words)]
    chance = rng.random()
    if chance < 0.05:
        words = [w.lower() for w in words]
    elif chance < 0.12:
        shouted = False
        out = []
        for w, end in zip(words, d.sentence, strict=True):
            out.append(w.upper() if shouted else w)
            if end:
                shouted = rng.random() < 0.05
        words = out
    return d if words is d.words else replace(d, words=list(words))
