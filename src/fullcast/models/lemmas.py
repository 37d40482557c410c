"""Lemmas by edit scripts: what to cut from the end of a form and what to put there (after Chrupała 2006); and by rules of spelling.

The scripts are judged by the trained head. Where a form is inflected as any new word would be, English spelling knows better what it came
from than a head that has not seen it, but for a vowel or two, which a list of words settles.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

NAMES: Final = "PROPN"
"""The part of speech whose lemmas keep their capitals."""

LONGEST: Final = 40
"""Letters of what can be a word."""


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


_DOUBLED: Final = re.compile(r".*([^aeiou\W\d_])\1")
_OFTEN_DOUBLE: Final = frozenset("lsfz")
"""Consonants that are double in many base forms: "roll", "toss"."""
_HOPE: Final = re.compile(r"[^aeiouy]*[aeiouy][^aeiouywx]")
"""Stems whose consonant would be double, were there no e behind it: "hop" is of "hope"."""
_SILENT_E: Final = re.compile(
    r".*(?:[uvc]|[aeiou]z|dg|[^aeiou][aei]g|[bcdfgkpstz]l|[aeiour]s|ns|[^aeiou]\w*[^aeiou]at|i\w*at)"
)
"""Longer stems that mostly have an e behind them."""


def regular(form: str, upos: str, features: str) -> list[str]:
    """What a form in small letters can come from by the rules of spelling, the likeliest first; none where it is not inflected by them.

    >>> regular("hoped", "VERB", "Tense=Past"), regular("hopping", "VERB", "VerbForm=Ger"), regular("carried", "VERB", "Tense=Past")
    (['hope'], ['hop', 'hopp'], ['carry'])
    >>> regular("boxes", "NOUN", "Number=Plur"), regular("happiest", "ADJ", "Degree=Sup"), regular("children", "NOUN", "Number=Plur")
    (['box', 'boxe'], ['happy'], [])
    """
    if len(form) > LONGEST:
        return []
    if upos == "VERB" and ("Tense=" in features or "VerbForm=Ger" in features):
        for ending in ("ied", "ed", "ing"):
            if form.endswith(ending) and len(form) > len(ending) + 1:
                return _stems(form.removesuffix(ending), ending)
    with_s = (upos == "VERB" and "Tense=Pres" in features) or (upos == "NOUN" and "Number=Plur" in features)
    if with_s and form.endswith("s") and not form.endswith(("ss", "us", "is", "'s")):
        return _without_s(form)
    if upos in ("ADJ", "ADV"):
        for degree, endings in (("Degree=Cmp", ("ier", "er")), ("Degree=Sup", ("iest", "est"))):
            for ending in endings if degree in features else ():
                if form.endswith(ending) and len(form) > len(ending) + 1:
                    return _stems(form.removesuffix(ending), ending)
    return []


def _stems(stem: str, ending: str) -> list[str]:
    """What "-ed", "-ing", "-er" or "-est" can have been put to."""
    if ending[0] == "i" and ending != "ing":
        return [stem + "y"] if len(stem) > 1 else [stem + "ie"]
    if _DOUBLED.fullmatch(stem):
        return [stem, stem[:-1], stem + "e"] if stem[-1] in _OFTEN_DOUBLE else [stem[:-1], stem]
    if _HOPE.fullmatch(stem):
        return [stem + "e"]
    return [stem + "e", stem] if _SILENT_E.fullmatch(stem) else [stem, stem + "e"]


def _without_s(form: str) -> list[str]:
    """What "-s" or "-es" can have been put to."""
    if form.endswith("ies"):
        return [form[:-3] + "y", form[:-1]] if len(form) > 4 else [form[:-1]]
    if form.endswith("ves"):
        return [form[:-1], form[:-3] + "f", form[:-3] + "fe"]
    if form.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return [form[:-2], form[:-1]]
    return [form[:-1]]
