"""Reveals: figures that the text keeps unnamed or disguised, and where it says who they are.

Somebody is met under a description ("the woman at the rail"). Later a name is given in a way that tells who somebody is ("it was Ines",
"I'm Ines", "Ines?" where a hood falls back). Where a figure is at hand whom it can name, that is a reveal. `docs/reveals.md` lists the
rules.
"""

from __future__ import annotations

from msgspec import UNSET

from fullcast.annotators.confidence import confidence_of
from fullcast.annotators.plan import annotator
from fullcast.annotators.reveals.figures import Figure, Figures
from fullcast.annotators.reveals.namings import Naming, Namings, Place
from fullcast.annotators.reveals.rules import RULES
from fullcast.layers import Layer, Reveal, Story

_NEEDS = ("quotations", "characters", "speakers")


@annotator(makes="reveals", needs=_NEEDS, uses=("mentions",))
def find_reveals(story: Story) -> Layer[Reveal]:
    """The reveals of a story in text order."""
    namings = Namings(story)
    figures = Figures(story, namings.named)
    items: list[Reveal] = []
    spent: set[str] = set()
    for naming in filter(None, map(_naming, namings)):
        figure = _figure(story, naming, namings, figures, spent)
        if figure is None:
            continue
        items.append(_reveal(len(items) + 1, naming, figure, figures))
        spent |= {naming.name.who, *(items[-1].explains)}
    return Layer("reveals", tuple(items), story.provenance("reveals", (*_NEEDS, "mentions")))


def _naming(place: Place) -> Naming | None:
    """What the first rule that has something to say makes of `place`."""
    return next((naming for rule in RULES if (naming := rule(place)) is not None), None)


def _figure(story: Story, naming: Naming, namings: Namings, figures: Figures, spent: set[str]) -> Figure | None:
    """The figure that `naming` names; None where it names nobody who was hidden."""
    who = naming.name.who
    character = namings.characters[who]
    if character.narrator or character.kind == "group" or who in spent:
        return None
    if namings.present(who, naming.at):
        return None
    if naming.about == "self" and naming.quotation is not None and (speaker := naming.quotation.speaker) is not None:
        if namings.heard(who, naming.at):
            return None
        told = namings.characters.get(speaker)
        if told is not None and told.narrator:
            return None
    gender = naming.gender or (character.pronouns if character.pronouns in ("he", "she") else None)
    q = naming.quotation
    speakers = frozenset() if q is None else frozenset(x for x in (q.speaker, *(q.addressees or ())) if x is not None)
    if naming.rule == "called_by_name":
        speakers = namings.neighbours(naming.at) | speakers - {q.speaker if q else None}
    figure = figures.at_hand(naming, gender, speakers, spent)
    if figure is None or figure.score < naming.needs:
        return None
    if naming.rule == "called_by_name" and not any(s.who == who or s.who in speakers for s in figure.sightings):
        return None
    if story.words(naming.name.span).lower() == figure.sightings[-1].phrase:
        return None
    return figure


def _reveal(number: int, naming: Naming, figure: Figure, figures: Figures) -> Reveal:
    sightings = figures.all_of(figure, naming.at)
    return Reveal(
        id=f"r{number}",
        entity=naming.name.who,
        at=naming.at,
        figure=figure.sightings[-1].phrase,
        explains=tuple(s.mention for s in sightings if s.mention),
        was=figures.provisional(figure, sightings, naming) or UNSET,
        evidence=(naming.name.span,),
        rule=naming.rule,
        confidence=confidence_of("reveals", naming.rule),
    )
