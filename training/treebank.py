"""The English Web Treebank as texts with annotated tokens."""

from __future__ import annotations

from dataclasses import dataclass, field

from training.places import DATA

ID, FORM, LEMMA, UPOS, FEATS, HEAD, RELATION, MISC = 0, 1, 2, 3, 5, 6, 7, 9


@dataclass(slots=True)
class Treebank:
    """Documents put together again from their tokens; every list on tokens has the same length."""

    texts: list[str] = field(default_factory=list)
    paragraphs: list[list[tuple[int, int]]] = field(default_factory=list)
    """Of each text, spans."""
    document: list[int] = field(default_factory=list)
    """Of each token, the number of its text."""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    features: list[str] = field(default_factory=list)
    """As in the file: "Number=Sing|Person=3", "_" for none."""
    heads: list[int] = field(default_factory=list)
    """Index of the head among all tokens; a root is its own head."""
    relations: list[str] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    """Index of the first token of each sentence, and the number of tokens."""


def read(part: str) -> Treebank:
    """The part `train`, `dev` or `test`."""
    bank = Treebank()
    text, begin = "", 0
    paragraphs: list[tuple[int, int]] = []
    path = DATA / "ewt" / f"en_ewt-ud-{part}.conllu"
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.split("\n")
        rows = [line.split("\t") for line in lines if line and line[0] != "#"]
        if not rows:
            continue
        if any(line.startswith("# newdoc") for line in lines) and text:
            bank.texts.append(text)
            bank.paragraphs.append([*paragraphs, (begin, len(text.rstrip()))])
            text, begin = "", 0
            paragraphs = []
        elif any(line.startswith("# newpar") for line in lines) and text:
            paragraphs.append((begin, len(text.rstrip())))
            text = text.rstrip() + "\n\n"
            begin = len(text)
        text = _sentence(bank, rows, text)
    bank.texts.append(text)
    bank.paragraphs.append([*paragraphs, (begin, len(text.rstrip()))])
    bank.sentences.append(len(bank.starts))
    return bank


def _sentence(bank: Treebank, rows: list[list[str]], text: str) -> str:
    """Add the tokens of a sentence; gives the text with it."""
    first = len(bank.starts)
    bank.sentences.append(first)
    whole: list[tuple[int, int]] = []  # the spans of the parts of a word that is written as one
    for row in rows:
        space = "" if "SpaceAfter=No" in row[MISC] else " "
        if "-" in row[ID]:
            a, b = map(int, row[ID].split("-"))
            whole = _parts(row[FORM], [r[FORM] for r in rows if r[ID].isdigit() and a <= int(r[ID]) <= b], len(text))
            text += row[FORM] + space
        elif row[ID].isdigit():
            if whole:
                span = whole.pop(0)
            else:
                span = (len(text), len(text) + len(row[FORM]))
                text += row[FORM] + space
            head = int(row[HEAD])
            bank.document.append(len(bank.texts))
            bank.starts.append(span[0])
            bank.ends.append(span[1])
            bank.forms.append(row[FORM])
            bank.lemmas.append(row[LEMMA])
            bank.upos.append(row[UPOS])
            bank.features.append(row[FEATS])
            bank.heads.append(first + (head or int(row[ID])) - 1)
            bank.relations.append(row[RELATION])
    return text


def _parts(surface: str, forms: list[str], at: int) -> list[tuple[int, int]]:
    """Spans of the parts of a word that is written as one; where they are spelt otherwise, the last takes the rest.

    >>> _parts("don't", ["do", "n't"], 10), _parts("gonna", ["going", "to"], 0)
    ([(10, 12), (12, 15)], [(0, 4), (4, 5)])
    """
    out = []
    start = 0
    for i, form in enumerate(forms):
        left = len(forms) - 1 - i
        end = len(surface) if not left else min(start + len(form), len(surface) - left)
        out.append((at + start, at + end))
        start = end
    return out
