"""Decisions: offers, ultimatums and dilemmas with their options, who decides, and what is chosen.

Two ways are named ("you can stop on, or you can come with me"), it is asked which of two, or something is threatened if it is not done.
Whoever is asked, or could do either, decides; what is chosen is looked for in their words and deeds after it. `docs/decisions.md` lists the
rules.
"""

from __future__ import annotations

from fullcast.annotators.confidence import confidence_of
from fullcast.annotators.decisions.choices import ONE_WAY, find_choice
from fullcast.annotators.decisions.offers import Offer, Offers
from fullcast.annotators.plan import annotator
from fullcast.layers import Decision, Layer, Story
from fullcast.text import Span

_NEEDS = ("quotations", "characters", "speakers", "mentions")
_SAME = 700
"""Code points within which two offers to the same decider are one."""


@annotator(makes="decisions", needs=_NEEDS, uses=("levels", "reveals"))
def find_decisions(story: Story) -> Layer[Decision]:
    """The decisions of a story in text order."""
    offers = Offers(story)
    items: list[Decision] = []
    for offer in _joined(list(offers)):
        choice = find_choice(offers, offer)
        if choice is None and offer.weak:
            continue
        end = offer.span.end if choice is None else max(choice.span.end, offer.span.end)
        chosen = None if choice is None else choice.option
        options = offer.options if chosen is None or chosen in offer.options else (*offer.options, chosen)
        items.append(
            Decision(
                id=f"x{len(items) + 1}",
                decider=offer.decider,
                offered_by=offer.offered_by,
                options=options,
                chosen=chosen,
                at=None if choice is None else choice.span.start,
                span=Span(offer.span.start, end),
                level=story.level_at(offer.span.start) or "l0",
                evidence=(offer.words, *(() if choice is None else (choice.span,))),
                rule=offer.rule,
                confidence=confidence_of("decisions", offer.rule),
            )
        )
    return Layer("decisions", tuple(items), story.provenance("decisions", _NEEDS))


def _joined(offers: list[Offer]) -> list[Offer]:
    """`offers` with those that put the same choice before the same person made one; two ways in words go before one."""
    out: list[Offer] = []
    two = [offer for offer in offers if offer.rule not in ONE_WAY]
    for offer in offers:
        if offer.rule in ONE_WAY and any(
            o.decider == offer.decider and abs(o.span.start - offer.span.start) < _SAME for o in two
        ):
            continue
        if out and out[-1].decider == offer.decider and offer.span.start - out[-1].span.end < _SAME:
            out[-1] = out[-1].joined(offer)
        else:
            out.append(offer)
    return out
