"""Events of the trained reader: what the story tells as really happening, word by word.

After LitBank (Sims, Park, Bamman 2019): a realis event is told as having taken place, not as a wish, a habit, a plan or a negation.
"""

from __future__ import annotations

import numpy as np
from msgspec import UNSET

from fullcast.annotators.one_pass import OnePass
from fullcast.annotators.plan import Annotator
from fullcast.annotators.roles import RoleFinder
from fullcast.layers import Event, Layer, Story
from fullcast.models.encoder import sentence_ends, straightened
from fullcast.text import Span


def events_annotator(one_pass: OnePass) -> Annotator:
    """The annotator of events that takes its logits from `one_pass`."""

    def find(story: Story) -> Layer[Event]:
        """The realis events in text order, each with the sentence that it is told in, and with who does it to whom where mentions tell."""
        encoding = one_pass.encoding(story)
        ends = sentence_ends(straightened(story.text.content), encoding.starts, encoding.ends) | encoding.paragraphs
        stops = np.flatnonzero(ends)
        finder = RoleFinder(story)
        items = []
        for n, (word, _probability) in enumerate(one_pass.events(story), 1):
            k = int(np.searchsorted(stops, word))
            first = int(stops[k - 1]) + 1 if k else 0
            last = int(stops[k]) if k < len(stops) else len(encoding) - 1
            start = int(encoding.starts[word])
            trigger = Span(start, int(encoding.ends[word]))
            sentence = Span(int(encoding.starts[first]), int(encoding.ends[last]))
            roles = finder.roles(trigger, sentence)
            items.append(
                Event(
                    id=f"v{n}",
                    trigger=trigger,
                    realis=True,
                    level=story.level_at(start),
                    agent=roles.agent,
                    patient=roles.patient,
                    earlier=True if roles.earlier else UNSET,
                    evidence=(sentence,),
                )
            )
        return Layer(
            "events", tuple(items), story.provenance("events", ("paragraphs", "regions", "mentions"), model="reader")
        )

    return Annotator("events", ("paragraphs", "regions"), ("levels", "mentions"), find)
