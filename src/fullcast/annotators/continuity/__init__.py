"""What cannot be: the dead who act, one person in two places, a thing used after it was lost, and who knows what nobody told them.

Four rules, each a file here, and each gives a pair of places. They want much before they speak: both places told by the narrator (what
is known untold is said aloud) on the story's own level, by names and not by pronouns, with no word near that explains it (a ghost, a
twin, a tape, a dream, a spare key). A false alarm costs a writer's trust; most slips of a long book are not found.
"""

from __future__ import annotations

from typing import Final

from fullcast.annotators.confidence import confidence_of
from fullcast.annotators.continuity.deaths import dead_acts
from fullcast.annotators.continuity.found import Found
from fullcast.annotators.continuity.passages import Passages
from fullcast.annotators.continuity.places import two_places
from fullcast.annotators.continuity.secrets import knows_untold
from fullcast.annotators.continuity.things import used_after_lost
from fullcast.annotators.plan import annotator
from fullcast.layers import Contradiction, Layer, Story

USED: Final = (
    "paragraphs", "scenes", "levels", "characters", "mentions", "quotations", "speakers", "states", "reveals",
)  # fmt: skip


@annotator(makes="contradictions", uses=USED)
def find_contradictions(story: Story) -> Layer[Contradiction]:
    """Pairs of places that cannot both be so, in the order of the second; empty for almost every book."""
    passages = Passages(story)
    found: list[Found] = [
        one for look in (dead_acts, two_places, used_after_lost, knows_untold) for one in look(passages)
    ]
    once = {(f.kind, f.who, f.second): f for f in reversed(found)}
    found = sorted(once.values(), key=lambda f: (f.second, f.first, f.kind))
    items = tuple(
        Contradiction(
            id=f"x{n}",
            kind=f.kind,
            who=f.who,
            first=f.first,
            second=f.second,
            evidence=(f.first, f.second),
            rule=f.rule,
            confidence=confidence_of("contradictions", f.rule),
        )
        for n, f in enumerate(found, 1)
    )
    return Layer("contradictions", items, story.provenance("continuity", filter(story.items, USED) if items else ()))
