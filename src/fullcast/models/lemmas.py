"""Lemmas by edit scripts: what to cut from the end of a form and what to put there (after Chrupała 2006)."""

from __future__ import annotations

from typing import Final, NamedTuple

NAMES: Final = "PROPN"
"""The part of speech whose lemmas keep their capitals."""


class Script(NamedTuple):
    """How a lemma is made of a form."""

    cut: str
    """What the form must end in, and what is cut."""
    put: str
    """What comes in its place."""


def written(form: str, upos: str) -> str:
    """The form that a script is applied to: in small letters unless it is a name.

    >>> written("Walked", "VERB"), written("Walker", "PROPN")
    ('walked', 'Walker')
    """
    return form if upos == NAMES else form.lower()


def script_of(form: str, lemma: str) -> Script:
    """The shortest script that makes `lemma` of `form`, both as they are written.

    >>> script_of("carried", "carry"), script_of("went", "go")
    (Script(cut='ied', put='y'), Script(cut='went', put='go'))
    """
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return Script(form[same:], lemma[same:])


def applied(script: Script, form: str) -> str | None:
    """The lemma that `script` makes of `form`, or None where it does not fit.

    >>> applied(Script("ies", "y"), "cries"), applied(Script("ies", "y"), "cried"), applied(Script("s", ""), "s")
    ('cry', None, None)
    """
    if not form.endswith(script.cut):
        return None
    return form[: len(form) - len(script.cut)] + script.put or None


def known_key(form: str, upos: str, features: str) -> str:
    """The key of a form among the lemmas known by heart: "lay" in the past is another word than "lay" in the present.

    >>> known_key("Lay", "VERB", "Tense=Past|VerbForm=Fin")
    'lay VERB past'
    """
    past = " past" if "Tense=Past" in features else ""
    return f"{written(form, upos)} {upos}{past}"
