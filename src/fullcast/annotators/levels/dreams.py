"""Dreams and visions: told as such, closed by a waking, or known only when somebody wakes.

Four ways lead to one. *Told*: "she dreamed that …". *Slept*: sleep closes a paragraph, a waking follows later.
*Woken*: somebody wakes who was acting the moment before; what came before is relabelled back to the last place from
which he may have slid away. *Said*: in the scene itself somebody says that it is a dream. Where breath or heart had
stopped it is a vision (docs/gold.md), unless the story calls it a dream.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from fullcast.annotators.levels.found import Found, People
from fullcast.annotators.levels.units import Unit
from fullcast.layers import Story
from fullcast.lexicon import worlds
from fullcast.lexicon.times import TIME_PHRASES
from fullcast.text import Span

_FAR: Final = 220
"""Units in which a dream is over."""
_BESIDE: Final = 24
"""Code points between somebody and the verb of waking that is his."""
_NIGHT: Final = 100
"""Units that may lie between a sleep and the waking from it."""
_AFTER: Final = 40
"""Units after a waking in which the story says what had happened."""
_ENOUGH: Final = 2.25
_ENDING: Final = 0.8
"""Part of a story after which a waking may take back all of it."""
_SCENE: Final = 50
"""Units of a scene that may be a dream as a whole."""
_PLAUSIBLE: Final = 1.5
"""What a place needs for a dream to have begun there."""
_DREAM_NEAR: Final = ("only_a_dream", "dreamt", "you_were_out")


class Dreams:
    """Finds the dreams and visions of a story."""

    def __init__(self, story: Story, units: Sequence[Unit], people: People) -> None:
        self.story, self.units, self.people = story, units, people
        self.content = story.text.content
        own = [r.start for r in story.regions if r.kind == "story"]
        self.cuts = sorted({0, *(b.end for b in story.breaks), *(c.start for c in story.chapters), *own})
        self._starts = [u.start for u in units]

    def find(self) -> list[Found]:
        """The dreams in text order; no two overlap."""
        found: list[Found] = []
        for one in (
            *self._said(),
            *self._told(),
            *self._wakings(),
            *self._called_back(),
            *self._scried(),
            *self._taken_back(),
        ):
            if not any(one.spans[0].meets(other.spans[0]) for other in found):
                found.append(one)
        return sorted(found, key=lambda f: f.spans[0])

    # Places

    def _cut_before(self, offset: int) -> int:
        k = bisect_left(self.cuts, offset + 1) - 1
        return self.cuts[k] if k >= 0 else 0

    def _text(self, unit: Unit) -> str:
        return self.content[unit.start : unit.end]

    def _kind(self, first: int, last: int, who: str | None) -> str:
        """Dream, or vision where breath had stopped and nobody calls it a dream; `first` and `last` are units."""
        near = self.units[max(0, first - 3) : last + _AFTER]
        inside = self.units[first:last]
        if any(
            u.cues & {"only_a_dream", "this_is_a_dream"} or "dreamt" in u.cues
            for u in (*inside, *self.units[last : last + 8])
        ):
            return "dream"
        for u in near:
            if "no_breath" in u.cues:
                about = {m.entity for m in self.people.within(u.start, u.end)}
                if who is None or who in about or u.second:
                    return "vision"
        return "dream"

    def _made(
        self, first: int, last: int, who: str | None, rule: str, evidence: list[Span], revealed_at: int | None
    ) -> Found | None:
        """The dream of the units `first` to `last`, the last excluded."""
        if last <= first:
            return None
        span = Span(self.units[first].start, self.units[last - 1].end)
        return Found(self._kind(first, last, who), [span], rule, who, evidence, revealed_at)

    # Told as one

    def _told(self) -> Iterator[Found]:
        for k, unit in enumerate(self.units):
            if "dreamt_that" not in unit.cues or (unit.line is not None and unit.line.kind == "thought"):
                continue
            text = self._text(unit).replace("’", "'")
            if worlds.NO_DREAM.search(text):
                continue
            clause, opening = worlds.DREAMT_CLAUSE.search(text), worlds.DREAM_OPENS.search(text)
            last = self._woken_from(k)
            who = self.people.first(unit)
            if opening is not None and last == k + 1:
                last = self._woken_later(k, who) or self._goes_on(k, who)
            cue = worlds.DREAMT.search(text)
            evidence = [Span(unit.start + cue.start(), unit.start + cue.end())] if cue else []
            inside = worlds.IN_THE_DREAM.match(text)
            start: int | None = self.units[k + 1].start if last > k + 1 else None
            if clause is not None or inside is not None:
                start = unit.start + (clause or inside).end()  # type: ignore[union-attr]  # one of them is there
            if start is None:
                continue
            end = self.units[last - 1].end
            while end > start and last == k + 1 and not self.content[end - 1].isalnum():
                end -= 1
            if end > start:
                yield Found("dream", [Span(start, end)], "told_dream", who, evidence)

    def _woken_from(self, k: int) -> int:
        """The unit of the waking from the dream that unit `k` tells of.

        Where one follows in its paragraph or the next; else the unit after `k`.
        """
        unit = self.units[k]
        for j in range(k + 1, min(len(self.units), k + _AFTER)):
            other = self.units[j]
            if other.paragraph > unit.paragraph + 1 or (other.line is None) != (unit.line is None):
                break
            if "wake" in other.cues and j > k + 1:
                return j
        return k + 1

    def _woken_later(self, k: int, who: str | None) -> int | None:
        """The unit of narration in which `who` wakes from the dream that `k` opens, before the scene is over."""
        if self.units[k].line is not None:
            return None
        closes = k + 1 < len(self.units) and self.units[k + 1].paragraph != self.units[k].paragraph
        for j in range(k + 2, min(len(self.units), k + _NIGHT)):
            unit = self.units[j]
            if self._cut_before(unit.start) > self.units[k].start:
                return None
            if unit.line is None and "wake" in unit.cues and self._waker(unit) in (who, None):
                return j
            opens = self.units[j - 1].paragraph != unit.paragraph
            if closes and opens and unit.line is None:
                paragraph = [u for u in self.units[j : j + 5] if u.paragraph == unit.paragraph and u.line is None]
                if any(worlds.AWAKE_IN_BED.search(self._text(u)) for u in paragraph):
                    return j
        return None

    def _goes_on(self, k: int, who: str | None) -> int:
        """The unit after the last of a dream that `k` opens.

        To the end of its paragraph, or of the next where it closes its own; not past the dreamer's name.
        """
        unit = self.units[k]
        follows = k + 1 < len(self.units) and self.units[k + 1].paragraph == unit.paragraph
        paragraph = unit.paragraph if follows else unit.paragraph + 1
        j = k + 1
        while (
            j < len(self.units)
            and self.units[j].paragraph == paragraph
            and (unit.line is None or self.units[j].line is not None)
        ):
            if unit.line is None and self.people.returns(self.units[j], who):
                break
            j += 1
        return j

    def _scried(self) -> Iterator[Found]:
        """What is seen in a glass, a fire, or a fit of second sight.

        What follows in the paragraph, until talk or the seer's name.
        """
        for k, unit in enumerate(self.units):
            if "scry" not in unit.cues or unit.line is not None:
                continue
            who = self.people.first(unit)
            j = k + 1
            while (
                j < len(self.units)
                and self.units[j].paragraph == unit.paragraph
                and self.units[j].line is None
                and not self.people.returns(self.units[j], who)
            ):
                j += 1
            told = self.units[k + 1 : j]
            strange = any(worlds.VISION.search(self._text(u)) for u in (unit, *told))
            if len(told) >= 2 or (told and strange):
                yield Found("vision", [Span(told[0].start, told[-1].end)], "scried", who, [Span(unit.start, unit.end)])

    # Known by a waking

    def _wakings(self) -> Iterator[Found]:
        for w, unit in enumerate(self.units):
            if unit.line is not None or "wake" not in unit.cues or w == 0:
                continue
            who = self._waker(unit)
            if who is None:
                continue
            found = self._slept(w, who) or self._woken(w, who)
            if found is not None:
                yield found

    def _waker(self, unit: Unit) -> str | None:
        """Who wakes: whom the verb has as its object, else who is mentioned before it."""
        match = worlds.WAKE.search(self._text(unit))
        if match is None:
            return None
        at = unit.start + match.start()
        after = self.content[unit.start + match.end() :][:8].lower()
        if re.match(r" (?:him|her|me|them)\b", after):
            return next((m.entity for m in self.people.within(at, unit.end)), None)
        named = [m for m in self.people.within(unit.start, at) if at - m.span.end <= _BESIDE]
        return named[-1].entity if named else None

    def _slept(self, w: int, who: str) -> Found | None:
        """What lies between a sleep that closes a paragraph and the waking `w`."""
        cut = self._cut_before(self.units[w].start)
        for k in range(w - 1, max(-1, w - _NIGHT), -1):
            unit = self.units[k]
            if unit.start < cut:
                return None
            if unit.line is not None or not unit.cues & {"sleep", "faint"}:
                continue
            closes = self.units[k + 1].paragraph != unit.paragraph or k + 1 == w
            subject = self.people.before(unit.end, unit.start)
            if subject is not None and self.people.first(unit) not in (who, None) and subject != who:
                continue
            between = self.units[k + 1 : w]
            told = [u for u in between if u.line is None]
            if not closes or len(told) < 2 or self._jumps(between[0]) or not self._lived(told, who):
                return None
            evidence = [Span(unit.start, unit.end), Span(self.units[w].start, self.units[w].end)]
            return self._made(k + 1, w, who, "between_sleep_and_waking", evidence, None)
        return None

    def _lived(self, told: Sequence[Unit], who: str) -> bool:
        """Whether something happens in it, rather than a night that passes.

        Deeds in the past or present, not all of others.
        """
        deeds = sum(u.past + u.present > 0 and not u.perfect for u in told)
        there = sum(self._there(u, who) for u in told)
        return deeds >= 2 and there >= 1 and (4 * there >= len(told) or len(told) < 12)

    def _jumps(self, unit: Unit) -> bool:
        """Whether `unit` opens with a jump in time."""
        text = self._text(unit)[:60]
        return any(pattern.match(text) for _, _, pattern in TIME_PHRASES)

    def _woken(self, w: int, who: str) -> Found | None:
        """A waking without a sleep before it, of somebody who was acting: what went before was a dream."""
        unit = self.units[w]
        cut = self._cut_before(unit.start)
        before = [k for k in range(w - 1, max(-1, w - 9), -1) if self.units[k].start >= cut]
        acting = sum(self._there(self.units[k], who) for k in before)
        lately = any(self._there(self.units[k], who) for k in before[:5])
        if not acting or not lately or any(self.units[k].cues & {"sleep", "faint"} for k in before):
            return None
        around = self.units[max(0, w - 4) : w + 9]
        revealed = sum(bool(u.cues & set(_DREAM_NEAR)) for u in around)
        gasp = any("no_breath" in u.cues for u in self.units[w : w + _AFTER])
        opens = self.units[w - 1].paragraph != unit.paragraph
        text = self._text(unit)
        begun = self._slid_away(w, cut, who)
        bare = unit.words <= 4 or bool(worlds.WOKEN_SOMEWHERE.search(text)) or revealed > 0
        if begun is None and bare and w - bisect_left(self._starts, cut) <= _SCENE:
            begun = (bisect_left(self._starts, cut), 1.0)
        if begun is None:
            begun = (self._turn(w, cut), 0.0)
        whole = self._all_of_it(w)
        if whole is not None:
            begun = (whole, 5.0)
        first, slid = begun
        score = (
            min(acting, 2) * 0.5
            + 1.0 * bool(worlds.WOKEN_SOMEWHERE.search(text))
            + min(revealed, 2) * 0.75
            + 0.5 * gasp
            + 0.3 * slid
            + 0.75 * opens
            + 1.0 * (unit.words <= 4)
        )
        score -= (
            1.5 * bool(worlds.TIMED.search(text))
            + 1.5 * bool(worlds.WHEN_WOKEN.search(text))
            + 1.5 * any("lull" in self.units[k].cues for k in before[:3])
        )
        if score < _ENOUGH or w - first < 2:
            return None
        match = worlds.WAKE.search(text)
        evidence = [Span(unit.start + match.start(), unit.start + match.end())] if match else []
        return self._made(first, w, who, "woken_without_sleep", evidence, unit.start)

    def _all_of_it(self, w: int) -> int | None:
        """Where a dream begins that is called one right after its waking `w`, at the end of the story.

        After somebody grew sleepy at its outset, else with the story itself.
        """
        if w < _ENDING * len(self.units):
            return None
        after = " ".join(self._text(u) for u in self.units[w : w + 8]).replace("’", "'")
        if not worlds.WHAT_A_DREAM.search(after):
            return None
        outset = range(1, max(2, len(self.units) // 8))
        return next(
            (
                k
                for k in outset
                if self.units[k - 1].cues & {"sleep", "lull"} and self.units[k].paragraph != self.units[k - 1].paragraph
            ),
            0,
        )

    def _turn(self, w: int, cut: int) -> int:
        """The last place before `w` where narration opens a paragraph after talk or a summary.

        A dream's length away; else the scene's beginning.
        """
        for k in range(max(0, w - 10), max(0, w - _SCENE), -1):
            unit = self.units[k]
            if unit.start < cut:
                break
            opens = self.units[k - 1].paragraph != unit.paragraph and unit.line is None
            if opens and (
                self._jumps(unit) or self.units[k - 1].cues & {"blow", "lull"} or self.units[k - 1].words <= 5
            ):
                return k
        return max(bisect_left(self._starts, cut), w - _SCENE)

    def _there(self, unit: Unit, who: str) -> bool:
        """Whether `who` speaks or is mentioned in `unit`."""
        if unit.line is not None and unit.line.speaker == who:
            return True
        return any(m.entity == who for m in self.people.within(unit.start, unit.end))

    def _slid_away(self, w: int, cut: int, who: str) -> tuple[int, float] | None:
        """The unit with which the dream of `who` before the waking `w` most likely began, and how likely.

        None where no place offers itself.
        """
        best: tuple[int, float] | None = None
        for k in range(w - 1, max(0, w - _FAR), -1):
            unit = self.units[k]
            if unit.start < cut:
                break
            if self.units[k - 1].paragraph == unit.paragraph:
                continue
            last = [
                u
                for u in self.units[max(0, k - 4) : k]
                if u.paragraph == self.units[k - 1].paragraph and u.line is None
            ]
            own = [u for u in last if self.people.first(u) in (who, None)]
            score = 3.0 * any(u.cues & {"sleep", "faint"} for u in own) + 2.5 * any("lull" in u.cues for u in own)
            score += 1.5 * any("blow" in u.cues for u in last[-1:]) + 2.0 * (len(last) == 1 and last[0].words <= 6)
            score += 1.5 * (unit.line is None and self._jumps(unit)) + 2.0 * (
                self._cut_before(unit.start) > self.units[k - 1].start
            )
            score -= 0.5 * (w - k < 6)
            if best is None or score > best[1]:
                best = (k, score)
        return best if best is not None and best[1] >= _PLAUSIBLE else None

    # Known by what others say

    def _called_back(self) -> Iterator[Found]:
        """Somebody is told "you weren't breathing", or is called back.

        Whom the narration has had elsewhere until then.
        """
        for k, unit in enumerate(self.units):
            line = unit.line
            if line is None or line.kind != "speech" or not unit.cues & {"no_breath", "you_were_out"}:
                continue
            if "no_breath" in unit.cues and unit.second:
                back = self._returned(k, line.speaker)
                who = None if back is None else self.people.first(self.units[back])
            else:
                back, who = k, self.people.mind(self.units, k)
                if (
                    "you_were_out" not in unit.cues
                    or line.speaker is None
                    or (line.addressees and who not in line.addressees)
                ):
                    continue
            if back is None or who is None or who == line.speaker:
                continue
            while back > 0 and self.units[back - 1].paragraph == self.units[back].paragraph:
                back -= 1
            cut = self._cut_before(self.units[back].start)
            begun = self._slid_away(back, cut, who)
            whole = self._all_of_it(back)
            if whole is not None:
                begun = (whole, 5.0)
            elif begun is None and "no_breath" in unit.cues:
                begun = (self._turn(back, cut), 2.5)
            if begun is not None and begun[1] >= 2.5 and back - begun[0] >= 6:
                first = begun[0]
                found = self._made(
                    first, back, who, "called_back", [Span(unit.start, unit.end)], self.units[back].start
                )
                if found is not None:
                    yield found

    def _returned(self, k: int, speaker: str | None) -> int | None:
        """The unit of narration before `k` in which breath comes back to somebody other than `speaker`.

        The first of the last such.
        """
        found: int | None = None
        for j in range(k - 1, max(-1, k - _AFTER), -1):
            unit = self.units[j]
            if (
                unit.line is not None
                or not unit.cues & {"return", "no_breath"}
                or self.people.first(unit) in (None, speaker)
            ):
                continue
            if found is not None and found - j > 12:
                break
            found = j
        return found

    # Taken back

    def _taken_back(self) -> Iterator[Found]:
        """What is called a dream afterwards, where no waking closed it.

        Back to the last place from which somebody may have slid away.
        """
        for k, unit in enumerate(self.units):
            if "only_a_dream" not in unit.cues or unit.asks or (unit.line is not None and unit.line.kind != "writing"):
                continue
            if worlds.NO_DREAM.search(self._text(unit).replace("’", "'")) or not worlds.TAKEN_BACK.search(
                self._text(unit).replace("’", "'")
            ):
                continue
            who = self.people.narrator or self.people.mind(self.units, k)
            last = k
            while last > 0 and self.units[last - 1].paragraph == unit.paragraph:
                last -= 1
            cut = self._cut_before(self.units[last].start)
            if bisect_left(self._starts, cut) >= last:
                cut = self._cut_before(cut - 1)
                last = bisect_left(self._starts, self._cut_before(self.units[last].start))
            if who is None or last <= bisect_left(self._starts, cut):
                continue
            begun = self._slid_away(last, cut, who)
            first = begun[0] if begun is not None else bisect_left(self._starts, cut)
            if 3 <= last - first <= _FAR:
                found = self._made(first, last, who, "taken_back", [Span(unit.start, unit.end)], unit.start)
                if found is not None:
                    yield found

    # Said in it

    def _said(self) -> Iterator[Found]:
        """Scenes in which it is said that this is a dream, more than once, or with a call to wake."""
        hits = [k for k, u in enumerate(self.units) if "this_is_a_dream" in u.cues and not u.asks]
        for cut, nxt in zip(self.cuts, (*self.cuts[1:], len(self.content)), strict=True):
            own = [k for k in hits if cut <= self.units[k].start < nxt]
            if not own:
                continue
            first, last = bisect_left(self._starts, cut), bisect_left(self._starts, nxt)
            inside, after = self.units[first:last], self.units[last : last + _AFTER]
            calls = any("you_were_out" in u.cues for u in inside) or any(
                u.cues & {"wake", "no_breath", "you_were_out"} for u in after
            )
            if len(own) + calls < 2 or (len(inside) > _FAR and len(own) < 3):
                continue
            said = self.units[own[0]]
            who = self._dreamer(said)
            waking = next(
                (
                    k
                    for k in range(own[-1], last)
                    if self.units[k].line is None and "wake" in self.units[k].cues and self._waker(self.units[k]) == who
                ),
                last,
            )
            found = self._made(first, waking, who, "called_a_dream", [Span(said.start, said.end)], said.start)
            if found is not None:
                yield found

    def _dreamer(self, said: Unit) -> str | None:
        """Who dreams: whom it is said to; who says it of himself; else who the narration is about."""
        k = self._starts.index(said.start)
        if said.line is not None and said.line.speaker is not None:
            own = re.search(r"\b(?:I|I'm|I’m)\b", self._text(said))
            if own is not None and "dreaming" in self._text(said):
                return said.line.speaker
            if said.line.addressees and len(said.line.addressees) == 1:
                return said.line.addressees[0]
        return self.people.mind(self.units, k)
