"""Documents to learn from: words with mentions, chains and events."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from training.wordpiece import sentence_ends, words_of

if TYPE_CHECKING:
    from pathlib import Path

TYPES = ("none", "PER", "FAC", "LOC", "GPE", "VEH", "ORG")
FORMS = ("name", "nominal", "pronoun")
_FORM = {"PROP": 0, "NOM": 1, "PRON": 2}


@dataclass
class Mention:
    """Words first..last (both included), type, form, and the number of its chain."""

    first: int
    last: int
    type: int
    form: int
    chain: int


@dataclass
class Document:
    """A passage: its words, where sentences and paragraphs end, and what is annotated; None is not annotated."""

    name: str
    words: list[str]
    sentence: list[bool]
    paragraph: list[bool]
    mentions: list[Mention] = field(default_factory=list)
    events: list[int] = field(default_factory=list)
    gold: bool = True

    def dump(self) -> str:
        """As one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def load(path: Path) -> list[Document]:
    """Documents from lines of JSON."""
    out = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            raw = json.loads(line)
            raw["mentions"] = [Mention(**m) for m in raw["mentions"]]
            out.append(Document(**raw))
    return out


def halves(d: Document) -> list[Document]:
    """Two documents, parted at the end of a sentence near the middle where no mention is cut."""
    middle = len(d.words) // 2
    cut = next(
        (
            i + 1
            for i in range(middle, len(d.words) - 1)
            if d.sentence[i] and not any(m.first <= i < m.last for m in d.mentions)
        ),
        0,
    )
    if not cut:
        return [d]
    out = []
    for a, b in ((0, cut), (cut, len(d.words))):
        mentions = [
            Mention(m.first - a, m.last - a, m.type, m.form, m.chain) for m in d.mentions if a <= m.first and m.last < b
        ]
        events = [e - a for e in d.events if a <= e < b]
        out.append(Document(f"{d.name}:{a}", d.words[a:b], d.sentence[a:b], d.paragraph[a:b], mentions, events, d.gold))
    return out


def _joined(tokens: list[str]) -> tuple[str, list[int]]:
    """The tokens as text: n't goes back to its verb, all else is parted by spaces; and where each token begins."""
    parts: list[str] = []
    starts = []
    at = 0
    for i, token in enumerate(tokens):
        if i and not re.fullmatch(r"n['’]t", token, re.IGNORECASE):
            parts.append(" ")
            at += 1
        starts.append(at)
        parts.append(token)
        at += len(token)
    return "".join(parts), starts


def litbank(folder: Path, name: str) -> Document:
    """One excerpt of LitBank, name with `_brat`."""
    original = (folder / "coref" / "brat" / f"{name}.txt").read_text(encoding="utf-8")
    spans = [(m.start(), m.end()) for m in re.finditer(r"\S+", original)]
    tokens = [original[a:b] for a, b in spans]
    text, starts = _joined(tokens)
    words = words_of(text)
    word_starts = [w.start for w in words]

    def word_at(offset: int) -> int:
        return bisect_right(word_starts, offset) - 1

    token_starts = [a for a, _ in spans]
    token_ends = {b: i for i, (_, b) in enumerate(spans)}

    def word_range(a: int, b: int) -> tuple[int, int]:
        i = bisect_right(token_starts, a) - 1
        j = token_ends.get(b, bisect_right(token_starts, b - 1) - 1)
        return word_at(starts[i]), word_at(starts[j] + len(tokens[j]) - 1)

    found: dict[tuple[int, int], dict[str, str]] = {}
    for line in (folder / "coref" / "brat" / f"{name}.ann").read_text(encoding="utf-8").splitlines():
        if not line.startswith("T"):
            continue
        label, begin, end = line.split("\t")[1].split(" ")
        at = found.setdefault((int(begin), int(end)), {})
        typed = re.fullmatch(r"(PROP|NOM|PRON)_(PER|FAC|LOC|GPE|VEH|ORG)", label)
        at.setdefault("kind" if typed else "chain", label)
    chains: dict[str, int] = {}
    mentions: dict[tuple[int, int], Mention] = {}
    for (a, b), at in sorted(found.items(), key=lambda x: (x[0][0], -x[0][1])):
        if "kind" not in at:
            continue
        form, kind = at["kind"].split("_")
        chain = chains.setdefault(at.get("chain", f"alone {a} {b}"), len(chains))
        first, last = word_range(a, b)
        mentions.setdefault((first, last), Mention(first, last, TYPES.index(kind), _FORM[form], chain))
    events = []
    position = 0
    for row in (folder / "events" / "tsv" / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if not row.strip():
            continue
        token, label = row.split("\t")[:2]
        if position >= len(tokens) or tokens[position] != token:
            raise SystemExit(f"{name}: events and text part ways at token {position}")
        if label == "EVENT":
            events.append(word_at(starts[position]))
        position += 1
    sentence = [False] * len(words)
    line_ends = {m.start() for m in re.finditer(r"\n", original)}
    for i, (_, b) in enumerate(spans):
        if b in line_ends or i == len(spans) - 1:
            sentence[word_at(starts[i] + len(tokens[i]) - 1)] = True
    ordered = sorted(mentions.values(), key=lambda m: (m.first, -m.last))
    return Document(name, [w.source for w in words], sentence, [False] * len(words), ordered, sorted(set(events)))


def plain_document(name: str, text: str) -> Document:
    """A document of plain text, nothing annotated; blank lines part paragraphs."""
    words = words_of(text)
    breaks = [m.start() for m in re.finditer(r"\n\s*\n", text)]
    sources = [w.source for w in words]
    paragraph = [False] * len(words)
    starts = [w.start for w in words]
    for at in breaks:
        i = bisect_right(starts, at) - 1
        if i >= 0:
            paragraph[i] = True
    sentence = [a or b for a, b in zip(sentence_ends(sources), paragraph, strict=True)]
    return Document(name, sources, sentence, paragraph, gold=False)
