"""Rules: how a text says who somebody is. Each looks at a place where a character is named, and gives a naming or None."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from fullcast.annotators.reveals.namings import Naming, Place
from fullcast.lexicon import revealing as words

_SCENE: Final = 2500
"""Code points back within which a figure must have been met who is still there."""
_STORY: Final = 4000
"""The same of a figure who is asked, or of whom it is told, who they are."""
_NO_CLEFT: Final = re.compile(
    r"\s+(?:and (?![A-Z])|(?:with|in|from|at|on|as|standing|sitting|again|now|there|of|under|without|after|to the|for)\b|"
    r"(?:him|her)self\b(?!\s+(?:who|that)))|\s*[^\s\w]"
)
"""What follows a name that is told: of "it was Mara who" and "it was Mara she meant" only another is told."""
_ALONE: Final = re.compile(r"\s?\?[\"”’']")
"""What follows a name that is asked and nothing else."""
_CUT: Final = re.compile(r"\b(?:St|Mt|Mr|Mrs|Ms|Dr|Prof|Capt|Col|Lt|Sgt|Gen|[A-Z])$")
"""The end of a name whose full stop ends no sentence."""
_SHE_HAS: Final = re.compile(r"^,\s+(?:she|he|they|it|I)(?:\b|['’])")
_CALLED: Final = re.compile(
    r"^,\s+(?:I|he|she|said|[A-Z]\w+)\s|^\s?[.,!?—–…-]{1,3}\s*[\"”’'»]|^[?!…]|^\.\s|^\s?[—–]|^,?\s*[\"”’'»]|^\?"
)
_GENDER: Final = {"he": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "herself": "she"}


def says_own_name(place: Place) -> Naming | None:
    """Somebody says who they are: "I'm Ines", "my name is Ines"."""
    if place.quotation is None or place.name.kind == "role":
        return None
    mine = words.I_AM.search(place.before) and not place.owns and not words.UNSURE.search(place.clause)
    if mine or words.I_AM_AFTER.match(place.after):
        return Naming(place.name, "says_own_name", "self", place.quotation, _SCENE)
    first = place.namings.content[place.at : place.name.span.end]
    twice = re.match(rf"\.\s+[A-Z][\w’']+\s+{re.escape(first)}\b", place.after)
    if twice and words.OPENS.match(place.said):
        return Naming(place.name, "says_own_name", "self", place.quotation, _STORY)
    if place.is_name and place.first and words.OPENS.match(place.said) and _CALLED.match(place.after):
        beside = place.narration[-80:] + place.after
        if words.GIVES_HAND.search(beside):
            return Naming(place.name, "says_own_name", "self", place.quotation, _SCENE, 2.0)
    return None


def answers(place: Place) -> Naming | None:
    """The answer to a question for a name: "What's your name?" "Ines"."""
    if place.quotation is None or place.name.kind == "role" or place.owns or not words.OPENS.match(place.said):
        return None
    if words.ASKS_YOU.search(place.asked):
        return Naming(place.name, "answers_with_name", "self", place.quotation, _STORY)
    if words.ASKS_WHO.search(place.asked) and not place.asks and (not place.is_name or place.first or place.away):
        return Naming(place.name, "answers_who", "other", place.quotation, _STORY)
    return None


def was_the_one(place: Place) -> Naming | None:
    """Somebody with a name says that they were the one: "I was the girl," said Ines."""
    if place.quotation is not None or not place.is_name:
        return None
    m = words.I_AM_WHO.match(place.namings.just_said(place.at))
    if m is None:
        return None
    return Naming(place.name, "was_the_one", "other", None, 20_000, 0.0, figure=m["who"].lower().split()[-1])


def you_are(place: Place) -> Naming | None:
    """Somebody is told who they are: "You're Ines"."""
    if place.quotation is None or place.owns or not words.YOU_ARE.search(place.before):
        return None
    if place.is_name or (place.name.kind == "role" and words.UNCOVERS.search(place.narration)):
        return Naming(place.name, "you_are", "you", place.quotation, _SCENE)
    return None


def known_again(place: Place) -> Naming | None:
    """A name is called, "Ines?", where a face is seen, or a hood falls back."""
    if place.quotation is None or not place.is_name or not words.OPENS.match(place.said):
        return None
    if not _CALLED.match(place.after) or not place.away:
        return None
    near = place.narration[-300:]
    # whom a reader has not met yet is known again where the text says so
    sign = words.KNOWS_AGAIN.search(near) if place.first else words.KNOWN_BY.search(near) or words.UNCOVERS.search(near)
    if sign:
        return Naming(
            place.name, "known_again", "you", place.quotation, _SCENE, 1.0 if place.first else 2.0, disguise=True
        )
    return None


def called_by_name(place: Place) -> Naming | None:
    """A name is used, "Good evening, Mr. Harkness", to somebody who had no name yet."""
    if place.quotation is None or not place.is_name or not place.first:
        return None
    if words.OPENS.match(place.said) and _ALONE.match(place.after):
        return Naming(place.name, "asked_by_name", "you", place.quotation, 800, 2.0)
    apart = re.search(r",\s+$", place.before) and re.match(r"[.,!?—–]", place.after)
    if place.name.vocative or apart:
        return Naming(place.name, "called_by_name", "you", place.quotation, 800, 3.0)
    return None


def it_was(place: Place) -> Naming | None:
    """It says "it was Ines", where a figure comes to be seen."""
    m = words.IT_WAS.search(place.before)
    if m is None or not _told(place, m.start()):
        return None
    subject = m["subject"].lower()
    context = place.context
    sign = (words.UNCOVERS.search(context) or words.KNOWN_BY.search(context)) is not None
    if (place.name.kind == "role" and not words.UNCOVERS.search(context)) or words.UNSEEN.search(
        place.before[: m.start()][-80:]
    ):
        return None
    if place.quotation is not None:
        return _it_was_in_speech(place, subject, sign)
    if (place.name.kind == "kin" and not sign) or (subject == "this" and not sign):
        return None
    needs = 0.0 if sign or words.APPEARS.search(context[-250:]) else 2.5
    return Naming(place.name, "it_was", "other", None, _STORY, needs, _GENDER.get(subject), sign)


def _it_was_in_speech(place: Place, subject: str, sign: bool) -> Naming | None:
    """Somebody says "it's Ines": an answer, one's own name on a line, or a figure who is pointed at."""
    q = place.quotation
    if subject == "this":
        return Naming(place.name, "says_own_name", "self", q, _SCENE, 3.0)
    asked = words.ASKS_WHO.search(place.asked) is not None
    needs = 0.0 if asked or sign else 2.0 if subject in ("it", "that") else 3.5
    return Naming(place.name, "it_was_in_speech", "other", q, _STORY, needs, _GENDER.get(subject))


def _told(place: Place, start: int) -> bool:
    """Whether "it was Ines", whose words begin at `start` of what stands before the name, is told as so, and of her."""
    clause = re.split(r"[.!?;:]\s", place.before[:start])[-1][-50:]
    if words.UNSURE.search(clause) or place.asks or _SHE_HAS.match(place.after):
        return False
    if place.owns:
        # "the face was in it, and it was Gregory's"
        face = re.search(r"\b(?:face|voice)\b", place.before) and re.match(r"['’]s[.,;!]", place.after)
        return place.is_name and face is not None
    return _NO_CLEFT.match(place.after) is not None


def the_man_was(place: Place) -> Naming | None:
    """It says "the man was Tomas", of a man who was met before."""
    m = words.THE_MAN_WAS.search(place.before)
    if m is None or not place.is_name or not _told(place, m.start()):
        return None
    figure = m["figure"].strip().lower()
    return Naming(place.name, "the_man_was", "other", place.quotation, 6000, figure=figure.split()[-1])


def named_as(place: Place) -> Naming | None:
    """A name is given to a figure: "her name was Ines", "he introduced himself as Tomas"."""
    m = words.NAMED_AS.search(place.before)
    if m is None or not place.is_name or not place.first or place.owns or words.UNSURE.search(place.clause):
        return None
    word = next((w for w in m.groups() if w), "").lower()
    return Naming(place.name, "named_as", "other", place.quotation, _SCENE, 1.5, _GENDER.get(word))


def proves_to_be(place: Place) -> Naming | None:
    """A figure turns out to be somebody: "proved to be her brother Tomas", "had been Ines all along"."""
    m = words.PROVES.search(place.before)
    if m is None or place.name.kind == "role" or not _told(place, m.start()):
        return None
    if m.group().lower().startswith("had been") and not words.ALL_ALONG.match(place.after):
        return None
    return Naming(place.name, "proves_to_be", "other", place.quotation, 6000, disguise=True)


def recognises(place: Place) -> Naming | None:
    """Somebody is recognised: "she recognised Ines", "the face was her father's", where somebody is looked at."""
    m = words.RECOGNISES.search(place.before)
    if m is None or place.quotation is not None or place.name.kind == "role" or words.UNSURE.search(place.clause):
        return None
    if place.away or place.first:
        return Naming(place.name, "recognises", "other", None, _SCENE, 2.0, disguise=True)
    return None


def read_off(place: Place) -> Naming | None:
    """A name is read: "the badge said Ines"."""
    if not place.is_name or not place.first:
        return None
    below = words.IT_SAYS.match(place.after) and words.PAPERS.search(place.context[-250:])
    if below or words.WRITTEN.search(place.before):
        return Naming(place.name, "read_off", "other", place.quotation, 6000 if below else _SCENE, 1.0)
    return None


def name_alone(place: Place) -> Naming | None:
    """A sentence of the narration is a name and nothing else, where somebody is heard or seen: the laugh; then "Ines." alone."""
    if place.quotation is not None or not place.is_name or not (place.first or place.away):
        return None
    opens = not place.before.strip() or re.search(r"[.!?…:—–][\"”’]?\s*$", place.before)
    ends = re.match(r"[.!](?:\s|$)", place.after) and not _CUT.search(
        place.namings.content[place.at : place.name.span.end]
    )
    if opens and ends and not place.namings.named_since(place.at - 250, place.at):
        return Naming(place.name, "name_alone", "other", None, _SCENE, 2.0)
    return None


def comes_to_be_seen(place: Place) -> Naming | None:
    """Somebody is there, "there stood Ines", where a cover has come off or a door opens; also her name at once after it."""
    if place.quotation is not None or place.name.kind == "role" or place.owns or not place.away:
        return None
    shows = words.SHOWS.search(place.before) or words.FACES.search(place.before)
    opens = re.search(r"[.!?][\"”’]?\s+$", place.before)
    off = max((m.start() for m in words.UNCOVERS.finditer(place.context)), default=None)
    if off is not None and (shows or opens):
        back = len(place.context) - off
        # at the head of a sentence a new name is rather that of somebody who sees it
        next_sentence = len(re.findall(r"[.!?][\"”’]?\s", place.context[off:])) == 1
        seen = back < 250 if shows else next_sentence and not place.first
        if seen and not place.namings.named_since(place.at - back, place.at):
            return Naming(place.name, "uncovered", "other", None, _SCENE, disguise=True)
    if words.SHOWS.search(place.before) and words.DOOR.search(place.context[-150:]):
        return Naming(place.name, "comes_to_be_seen", "other", None, _SCENE, 1.0)
    if words.LIES_THERE.search(place.before) and place.first:
        return Naming(place.name, "comes_to_be_seen", "other", None, 1200, 2.0)
    return None


RULES: Final[tuple[Callable[[Place], Naming | None], ...]] = (
    says_own_name,
    answers,
    was_the_one,
    you_are,
    it_was,
    the_man_was,
    named_as,
    proves_to_be,
    recognises,
    read_off,
    name_alone,
    comes_to_be_seen,
    known_again,
    called_by_name,
)
"""The rules, the surer ones first."""
