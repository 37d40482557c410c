"""Input that is no story, and input that is an odd one."""

from __future__ import annotations

import json

import pytest

from fullcast.errors import NoStoryError
from fullcast.readers import read_string
from fullcast.readers.odd_input import detect_language
from tests.readers.factories import HARBOUR, PIER
from tests.readers.laws import assert_laws

CODE = 'import os\n\n\ndef walk(top):\n    for name in os.listdir(top):\n        print(name)\n        if name == "x":\n            return name\n\nwalk(".")\n'
LICENCE = (
    "Permission is hereby granted, free of charge, to any person who has a copy of this software, to deal in it without limitation, including the right to distribute, "
    "sublicense and sell it, subject to this condition: the copyright notice and this permission notice shall stand in every copy. The software comes without warranty of "
    "any kind, the warranty of merchantability included. In no event shall the authors or copyright holders be liable for damages or other liability arising herein."
)
NO_STORIES = {
    "numbers": "1 2 3 4 5\n6 7 8 9 10\n" * 10,
    "signs": "*** --- ***\n=== *** ===\n",
    "a table with commas": "name,age,boat\n" + "Mara,31,none\nTomas,33,Seven\nInes,80,none\n" * 4,
    "a table with tabs": "name\tage\tboat\n" + "Mara\t31\tnone\nTomas\t33\tSeven\n" * 4,
    "code": CODE,
    "JSON": json.dumps([{"name": "Mara", "boat": None}] * 5, indent=1),
    "a licence": LICENCE,
    "only a note": "A/N: I will write the story soon, please review!",
}


@pytest.mark.parametrize("what", NO_STORIES)
def test_no_story(what: str) -> None:
    """What is no prose is refused and the message says what it is."""
    with pytest.raises(NoStoryError, match=r"a\.txt: no story in it"):
        read_string(NO_STORIES[what], "a.txt")


@pytest.mark.parametrize(
    "words",
    [
        "Hello.",
        "Mara waited.",
        '"Go," he said.',
        "The licence was old; the copyright was older still.",
        "if (and only if) she came;\nhe would go;\nthey said;",
    ],
)
def test_little_stories(words: str) -> None:
    """A sentence is enough."""
    assert_laws(read_string(words))


LANGUAGES = {
    "en": "She had been waiting for the boat since the morning, and nobody on the island could tell her when it would come, or whether he was in it.",
    "fr": "Elle attendait le bateau depuis le matin, et personne sur l'île ne pouvait lui dire quand il arriverait, ni si c'était bien lui qui était dans la cabine avec les autres.",
    "de": "Sie hatte seit dem Morgen auf das Boot gewartet, und niemand auf der Insel konnte ihr sagen, wann es kommen würde oder ob er auch mit den anderen darin war.",
    "es": "Ella había esperado el barco desde la mañana, y nadie en la isla le podía decir cuándo llegaría, ni si era él quien venía con los otros en la cabina.",
    "it": "Aveva aspettato la barca dalla mattina, e nessuno sull'isola le poteva dire quando sarebbe arrivata, né se lui era con gli altri nella cabina del capitano.",
    "nl": "Ze had sinds de ochtend op de boot gewacht, en niemand op het eiland kon haar zeggen wanneer hij zou komen, of dat hij er met de anderen in zat.",
    "pt": "Ela tinha esperado o barco desde a manhã, e ninguém na ilha lhe podia dizer quando ele chegaria, nem se era ele que vinha com os outros na cabine.",
    "ru": "Она ждала лодку с самого утра, и никто на острове не мог сказать ей, когда она придёт.",
    "ja": "彼女は朝から船を待っていたが、島の誰もそれがいつ来るのかを彼女に言えなかった。",
    "el": "Περίμενε τη βάρκα από το πρωί, και κανείς στο νησί δεν ήξερε να της πει πότε θα έρθει.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages(language: str) -> None:
    """Seven languages by their commonest words, others by their script."""
    words = LANGUAGES[language]
    assert detect_language(words)[0] == language
    story = read_string("\n\n".join([words] * 3))
    assert story.metadata.language == language
    assert [n.code for n in story.notices] == ([] if language == "en" else ["not_english"])


def test_a_language_that_is_not_known() -> None:
    """Latin letters with none of the words: the language is null, and the notice says so."""
    words = (
        "Nainen odotti venettä aamusta asti, eikä kukaan saarella osannut kertoa, milloin vene tulisi perille tai olisiko mies mukana. "
        * 12
    )
    story = read_string(words)
    assert (story.metadata.language, [n.code for n in story.notices]) == (None, ["not_english"])


def codes(*parts: str, between: str = "\n\n") -> list[str]:
    """The codes of the notices of a story."""
    story = read_string(between.join(parts))
    assert_laws(story)
    return [n.code for n in story.notices]


STANZA = "The tide goes out, the tide comes in,\nAnd neither asks us why;\nThe lamp upon the harbour wall\nIs only half the sky."


def test_verse() -> None:
    """Stanzas are verse, a poem inside prose is not enough."""
    assert codes(*[STANZA] * 5) == ["verse"]
    assert codes(*PIER, STANZA, *HARBOUR) == []


def test_plays_and_scripts() -> None:
    """Names in capitals before speeches make a play, scene headings a script."""
    assert codes(
        "MARA. You are late, and the tide has turned.",
        "TOMAS. I am here.",
        "MARA. So you are.",
        "INES. Seven boats.",
        "TOMAS. Six.",
        "MARA. Seven.",
    ) == ["play"]
    script = "INT. PIER - NIGHT\n\nMara waits with the lamp.\n\nMARA\nYou are late.\n\nTOMAS\nI am here.\n\nEXT. HARBOUR - DAY\n\nInes counts.\n\nINES\nSeven.\n\nMARA\nSix.\n\nEXT. SEA - DAY\n\nTOMAS\nI rowed."
    assert codes(script) == ["play"]


def test_chat_logs() -> None:
    """Names before messages, with or without a time, make a chat."""
    assert codes(
        "mara: you are late",
        "tomas: i know",
        "mara: the tide has turned",
        "tomas: ask the sea",
        "ines: seven boats",
        "mara: six",
        between="\n",
    ) == ["chat_log"]
    assert codes(
        "[12:01] mara: you are late",
        "[12:02] tomas: i know",
        "[12:03] mara: the tide turned",
        "[12:04] tomas: so",
        between="\n",
    ) == ["chat_log"]


def test_second_person() -> None:
    """A narration to "you" is named; speech to somebody is not one."""
    told = [
        "You set the lamp down and you wait. Your hands are cold and you know that nobody will come.",
        "You count the boats. You have counted them for years, and your number is always six.",
    ]
    assert codes(*told * 3) == ["second_person"]
    assert (
        codes(*['"You are late, and you know that you are," she told him. "Your boat is wet, and so are you."'] * 6)
        == []
    )


def test_letters() -> None:
    """Salutations and dates make a story in letters."""
    letter = ["Dear Mara,", *PIER[:1], "Your Tomas", "3 May 1901", "Dear Tomas,", *HARBOUR[:2], "Mara"]
    assert codes(*letter * 4) == ["epistolary"]
    assert codes(*PIER, "Dear Mara,", *HARBOUR) == []


def test_plain_prose_has_no_notice() -> None:
    """The usual story is not warned about."""
    assert codes(*PIER, *HARBOUR) == []
