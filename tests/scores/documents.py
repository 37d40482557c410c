"""Invented stories, golds and predictions for tests of scores."""

from __future__ import annotations

import hashlib
import random
from typing import Any

NAMES = (
    "Mr. Ansel Burke", "Mrs. Burke", "Burke", "Ansel", "Lady Corwin", "Corwin", "Dr. Vale", "Doctor Vale", "the old man", "Old Tam",
    "Tam", "Miss Ida Vale", "Ida", "an old woman", "The Captain", "Captain Reeve", "Saint Odo", "Madame Odo", "Eli’s brother", "_narr",
)  # fmt: skip
KINDS = ("speech", "speech", "speech", "thought", "writing", "not_speech")


def invented(chance: random.Random) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """A text, a gold file's contents and a story document, all by chance and with everything a scorer must bear."""
    text = "".join(chance.choice("abc \n\"'“”—_-") for _ in range(chance.randrange(40, 900)))
    cast = {name: chance.sample(NAMES, chance.randrange(3)) for name in chance.sample(NAMES, chance.randrange(1, 7))}
    people: list[str | None] = [*cast, "somebody", None]
    gold = {
        "quotations": [
            {
                "start": start,
                "end": end,
                "speaker": chance.choice(people),
                "addressees": [p for p in chance.sample(people, chance.randrange(3)) if p],
            }
            for start, end in _spans(chance, len(text), chance.randrange(1, 90))
        ],
        "cast": cast,
    }
    characters = [
        {
            "id": f"c{n}",
            "name": chance.choice((*NAMES, None)),
            "aliases": chance.sample(NAMES, chance.randrange(4)),
            "narrator": chance.random() < 0.1,
        }
        for n in range(chance.randrange(1, 8))
    ]
    ids: list[str | None] = [*(str(c["id"]) for c in characters), "c99", None]
    story = {
        "text": {"length": len(text), "sha256": hashlib.sha256(text.encode()).hexdigest(), "content": text},
        "characters": characters,
        "quotations": [_quotation(chance, spans, ids) for spans in _groups(chance, len(text))],
    }
    return text, gold, story


def _quotation(chance: random.Random, spans: list[list[int]], ids: list[str | None]) -> dict[str, Any]:
    told = [i for i in chance.sample(ids, chance.randrange(3)) if i]
    out: dict[str, Any] = {"spans": spans, "speaker": chance.choice(ids), "addressees": chance.choice((told, None))}
    if chance.random() < 0.9:
        out["kind"] = chance.choice(KINDS)
    if chance.random() < 0.8:
        out["confidence"] = chance.choice((0.2, 0.5, round(chance.random(), 4), None))
    return out


def _spans(chance: random.Random, length: int, n: int) -> list[list[int]]:
    starts = sorted(chance.randrange(length) for _ in range(n))
    return [[s, min(length, s + chance.randrange(1, 20))] for s in starts]


def _groups(chance: random.Random, length: int) -> list[list[list[int]]]:
    spans = _spans(chance, length, chance.randrange(1, 120))
    groups = []
    while spans:
        n = chance.choice((1, 1, 1, 2, 3))
        groups.append(spans[:n])
        del spans[:n]
    return groups
