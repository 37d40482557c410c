"""States: what holds of a character or a thing from where on, asserted or only believed, denied or supposed.

Rules (one file per slot) find claims in the clauses of the story; `machine` makes states of them. `docs/states.md` lists the rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain

from fullcast.annotators.clauses import Clauses
from fullcast.annotators.parsing import Parsing
from fullcast.annotators.plan import Annotator
from fullcast.annotators.states.acts import Acts, Parsed
from fullcast.annotators.states.body import find_bodies
from fullcast.annotators.states.breath import find_breath
from fullcast.annotators.states.claims import Claim, Reading
from fullcast.annotators.states.framed import find_framed
from fullcast.annotators.states.freedom import find_freedom
from fullcast.annotators.states.life import find_lives
from fullcast.annotators.states.machine import make_states
from fullcast.annotators.states.mind import find_minds
from fullcast.annotators.states.sobriety import find_sobriety
from fullcast.annotators.states.things import find_things
from fullcast.layers import Layer, State, Story
from fullcast.lexicon.state_frames import alone, paired
from fullcast.lexicon.states import CUES, PAIRED

__all__ = ["find_claims", "find_states", "states_annotator"]

_NEEDS = ("regions", "paragraphs", "quotations", "characters", "speakers", "mentions", "levels")


def states_annotator(parsing: Parsing) -> Annotator:
    """The annotator of states that takes its clauses from `parsing`."""
    parsing.look_for(CUES, PAIRED)
    parsing.look_for(alone(), paired())

    def find(story: Story) -> Layer[State]:
        """The states in text order."""
        foreign = any(n.code == "not_english" for n in story.notices)
        states = () if foreign else find_states(story, parsing.clauses(story), partial(parsing.clauses_at, story))
        return Layer("states", states, story.provenance("states", _NEEDS, model="reader"))

    return Annotator("states", _NEEDS, ("reveals",), find)


def find_states(story: Story, clauses: Clauses, parsed: Parsed) -> tuple[State, ...]:
    """The states of `story`, in text order; `clauses` are those of sentences with a cue, `parsed` gives those at any offset."""
    reading = Reading(story, clauses)
    return make_states(reading, find_claims(reading), Acts(reading, parsed))


def find_claims(reading: Reading) -> Iterator[Claim]:
    """What the words of single clauses say, by all rules."""
    return chain(
        find_lives(reading), find_bodies(reading), find_minds(reading), find_breath(reading), find_freedom(reading),
        find_sobriety(reading), find_things(reading), find_framed(reading),
    )  # fmt: skip
