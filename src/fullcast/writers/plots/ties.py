"""Who speaks to whom, how often, and what they feel for one another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from fullcast.layers import Story
from fullcast.writers.plots.phrases import tie_words, valence

SAID: Final = ("speech", "writing")
"""Kinds of quotations that go to somebody; people in letters and chats speak by writing."""

MOST_ADDRESSED: Final = 2


@dataclass
class Directed:
    """From one character to another."""

    source: str
    to: str
    lines: int = 0
    """Lines that are said or written to the other."""
    feelings: Counter[str] = field(default_factory=Counter)
    """Emotions and feelings toward the other, by how often they show."""

    @property
    def felt(self) -> list[str]:
        """The feelings, the most frequent first."""
        return [word for word, _ in sorted(self.feelings.items(), key=lambda item: (-item[1], item[0]))]

    @property
    def valence(self) -> str | None:
        """What most of the feelings are: kind, pained, hostile, or mixed; None where there are none, or none of these."""
        counts: Counter[str] = Counter()
        for word, times in self.feelings.items():
            if (group := valence(word)) is not None:
                counts[group] += times
        most = [group for group, times in counts.items() if times == max(counts.values())]
        return most[0] if len(most) == 1 else "mixed" if most else None


@dataclass
class Ties:
    """All that goes between the characters of a story."""

    directed: dict[tuple[str, str], Directed] = field(default_factory=dict)
    stated: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """Ties that hold both ways ("siblings"), by the two ids in order."""
    to_several: Counter[str] = field(default_factory=Counter)
    """Lines to more than two at once, which go to the room and not from one to another."""
    spoken: Counter[str] = field(default_factory=Counter)
    """Lines said or written by each, those inside another's counted too: they are said in a tale."""

    def between(self, one: str, other: str) -> Directed:
        """What goes from `one` to `other`."""
        return self.directed.setdefault((one, other), Directed(one, other))


def ties(story: Story) -> Ties:
    """Lines by speaker and addressee, emotions and reactions toward somebody, and the relationships of `story`."""
    out = Ties()
    for line in story.quotations:
        if line.kind == "not_speech" or line.speaker is None:
            continue
        out.spoken[line.speaker] += line.kind in SAID
        others = [who for who in line.addressees or () if who != line.speaker and line.kind in SAID]
        if len(others) > MOST_ADDRESSED:
            out.to_several[line.speaker] += 1
            others = []
        for other in others:
            out.between(line.speaker, other).lines += 1
        for other in line.emotion.toward if line.emotion else ():
            if other != line.speaker and line.emotion is not None:
                out.between(line.speaker, other).feelings[line.emotion.label] += 1
    for f in story.feelings:
        for other in f.toward:
            if other != f.who:
                out.between(f.who, other).feelings[f.label] += 1
    for r in story.relationships:
        if r.tie is not None:
            pair = (min(r.source, r.to), max(r.source, r.to))
            words = tie_words(r.tie, r.ended)
            if words not in out.stated.setdefault(pair, []):
                out.stated[pair].append(words)
        if r.feeling is not None and r.source != r.to:
            out.between(r.source, r.to).feelings[r.feeling] += 1
    return out
