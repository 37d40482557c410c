"""Rows of templates are read, and compared with stories made by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec import UNSET

from fullcast.layers import (
    Attribution,
    Character,
    Decision,
    Delivery,
    Emotion,
    Entity,
    Event,
    Feeling,
    Layer,
    Level,
    Mention,
    Metadata,
    Quotation,
    Relationship,
    Reveal,
    Source,
    State,
    Story,
)  # fmt: skip
from fullcast.scores.marked_levels import unmarked
from fullcast.text import SourceMap, Span, Text
from tests.template_answers import differences, false_deaths, names_in
from tests.template_files import Row, read_all, read_rows
from tests.templates_report import judged, report

Reading = Callable[[str, str], Row]


@pytest.fixture
def row(tmp_path: Path) -> Reading:
    """A function (layer, text) that reads the one row of a file."""

    def read(layer: str, text: str) -> Row:
        return rows_of(tmp_path, layer, text)[0]

    return read


def rows_of(folder: Path, layer: str, text: str) -> list[Row]:
    """The rows of a file that holds `text`."""
    path = folder / layer / "some.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"# Some\n\nWords about it.\n\n{text}\n", encoding="utf-8")
    return list(read_rows(path))


def story(text: str, **layers: Any) -> Story:
    """A story of Mara ("m", whom "she" means too), Jonas ("j") and a narrator ("i"), with a boat ("e1"), and other layers as given."""
    bare = Story(Text(text), Source(name="x.txt", media_type="text/plain", sha256="0"), SourceMap(()), Metadata())
    people = (
        Character(id="m", name="Mara", aliases=("Mara", "the girl")),
        Character(id="j", name="Jonas", aliases=("Jonas",)),
        Character(id="i", name="the narrator", narrator=True),
    )
    she = tuple(Mention(id=f"she{n}", span=Span(*m.span()), form="pronoun", entity="m") for n, m in enumerate(re.finditer(r"\b[Ss]he\b", text)))  # fmt: skip
    whole = Level(id="l0", kind="story", spans=(Span(0, len(text)),))
    known: dict[str, Any] = {"characters": people, "mentions": she, "entities": (Entity(id="e1", type="VEH", name="the boat"),)}  # fmt: skip
    for name, items in (known | layers).items():
        some = (whole, *items) if name == "levels" else items
        bare = bare.with_layer(Layer(name, tuple(some), bare.provenance("test")))
    return bare


def span(text: str, words: str) -> Span:
    """Where `words` stand first."""
    start = text.index(words)
    return Span(start, start + len(words))


# The form


def test_a_row_has_its_category_passage_and_answers(row: Reading) -> None:
    """Paragraphs stay parted; answers that may be given stand apart."""
    found = row("states", "real | Mara died.\n\nNobody came.\n= Mara life dead\n=? Jonas mind asleep\n")
    assert (found.category, found.passage) == ("real", "Mara died.\n\nNobody came.\n")
    assert (found.expected, found.allowed) == (("Mara life dead",), ("Jonas mind asleep",))


def test_every_fifth_row_is_held_out(tmp_path: Path) -> None:
    """By its position in the file, which its id names."""
    rows = rows_of(tmp_path, "states", "\n\n".join(f"real | Day {n}.\n= life -" for n in range(11)))
    assert [r.number for r in rows if r.held_out] == [5, 10]
    assert rows[4].id == "states/some 5"


def test_braces_and_carets_are_taken_out() -> None:
    """What they mark keeps its offsets in the passage without them."""
    text, [outer, inner, more], carets = unmarked("A {told Ada: b {dream|vision Bo: c} d} e {memory -: f} ^g {+: h}.")
    assert text == "A b c d e f g h."
    assert [text[a:b] for s in (outer, inner, more) for a, b in s.spans] == ["b c d", "c", "f", "h"]
    assert (inner.kinds, inner.experiencer, more.experiencer) == (("dream", "vision"), "Bo", "-")
    assert [text[c] for c in carets] == ["g"]


@pytest.mark.parametrize(
    ("layer", "text", "said"),
    [
        ("states", "real | Mara died.", "one or more"),
        ("levels", "real | Mara died.\n= Mara life dead", "no expected lines"),
        ("states", "real | Mara {dream Mara: died}.\n= life -", "braces"),
        ("states", "real | Mara died.\n= Mara life dead\nAnd more.", "after the expected"),
        ("levels", "real | Mara {dream Mara: died.", "not closed"),
        ("levels", "real | Mara {sleep: died}.", "not closed|not opened"),
        ("levels", "real | Mara {+: died}.", "none before"),
        ("moods", "real | Mara died.\n= -", "no layer"),
        ("events", "real | Mara died.\n= -\n= died", "beside nothing"),
    ],
)
def test_what_is_not_in_the_form_is_refused_with_its_line(row: Reading, layer: str, text: str, said: str) -> None:
    """A slip must not become a row that passes."""
    with pytest.raises(ValueError, match=f"line 5: .*({said})"):
        row(layer, text)


@pytest.mark.parametrize(
    ("layer", "answer"),
    [
        ("states", "Mara life asleep"), ("states", "Mara dead"), ("reveals", "the girl = Mara"), ("reveals", "the girl -> Mara"),
        ("decisions", "Mara | the boat"), ("decisions", "Mara"), ("emotions", "quotation | rage | ? | Mara"), ("emotions", "fear | Mara"),
        ("delivery", "soft"), ("relationships", "Mara aunt of Jonas"), ("events", "not died in dream"),
    ],
)  # fmt: skip
def test_an_answer_that_is_not_in_the_form_is_refused(row: Reading, layer: str, answer: str) -> None:
    """Words that no slot, label or tie has, and places without a caret."""
    with pytest.raises(ValueError, match=r"no |a "):
        names_in(row(layer, f"real | Mara died.\n= {answer}"))


# States

DEATH = "Mara fell. Jonas wept."
DEAD: dict[str, Any] = {"id": "s1", "who": "m", "slot": "life", "value": "dead", "at": 0}
DREAM = Level(id="d", kind="dream", parent="l0", experiencer="j", spans=(Span(0, 10),))


@pytest.mark.parametrize(
    ("answer", "changed"),
    [
        ("Mara life dead", {}), ("the girl life dead", {}), ("? life dead", {}), ("I life dead", {"who": "i"}),
        ("Mara life dead believed by Jonas", {"status": "believed", "holder": "j"}), ("Mara life dead denied", {"status": "denied"}),
        ("Mara life dead hypothetical", {"status": "hypothetical"}), ("Mara life dead in dream", {"level": "d"}),
        ("Mara life dead believed by Jonas in dream", {"status": "believed", "holder": "j", "level": "d"}),
        ("the boat thing lost", {"who": "e1", "slot": "thing", "value": "lost"}),
        ("Mara body hurt (the left arm)", {"slot": "body", "value": "hurt", "where": "arm"}),
    ],
)  # fmt: skip
def test_a_state_is_found_as_it_is_written_and_not_otherwise(
    row: Reading, answer: str, changed: dict[str, Any]
) -> None:
    """Who, slot, value, status, holder, level and where: the state passes, none at all and every other state fail."""
    wanted = row("states", f"real | {DEATH}\n= {answer}")
    assert not differences(wanted, story(DEATH, levels=(DREAM,), states=(State(**DEAD | changed),)))
    assert differences(wanted, story(DEATH)) == [f"missing: {answer}"]
    for other in (
        {"who": "j"},
        {"value": "alive"},
        {"status": "denied"},
        {"level": "d"},
        {"status": "believed", "holder": "m"},
    ):
        different = changed | other
        if different != changed and not (answer.startswith("?") and other == {"who": "j"}):
            assert differences(wanted, story(DEATH, levels=(DREAM,), states=(State(**DEAD | different),)))


def test_a_state_said_twice_is_one_too_many(row: Reading) -> None:
    """A fact gets one item."""
    wanted = row("states", f"real | {DEATH}\n= Mara life dead")
    assert differences(wanted, story(DEATH, states=(State(**DEAD), State(**DEAD | {"id": "s2"})))) == [
        "not so: Mara life dead"
    ]


def test_only_the_slots_of_a_row_are_checked(row: Reading) -> None:
    """A state of another slot is nobody's business, one of the row's slot is an error."""
    asleep = State(**DEAD | {"slot": "mind", "value": "asleep"})
    wanted = row("states", f"figurative | {DEATH}\n= life -")
    assert not differences(wanted, story(DEATH, states=(asleep,)))
    assert differences(wanted, story(DEATH, states=(asleep, State(**DEAD)))) == ["not so: Mara life dead"]


def test_an_answer_that_may_be_given_need_not_be(row: Reading) -> None:
    """It passes with and without; another state of its slot does not."""
    wanted = row("states", f"negated | {DEATH}\n=? Mara life dead denied")
    assert not differences(wanted, story(DEATH))
    assert not differences(wanted, story(DEATH, states=(State(**DEAD | {"status": "denied"}),)))
    assert differences(wanted, story(DEATH, states=(State(**DEAD),)))


def test_a_pronoun_can_be_a_name(row: Reading) -> None:
    """Where a mention of it belongs to the character."""
    wanted = row("states", "real | She fell.\n= She life dead")
    assert not differences(wanted, story("She fell.", states=(State(**DEAD),)))
    assert differences(wanted, story("She fell.", states=(State(**DEAD | {"who": "j"}),)))


@pytest.mark.parametrize(
    ("answer", "changed", "count"),
    [
        ("life -", {}, 1), ("Mara life dead", {}, 0), ("=? Mara life dead", {}, 0), ("Mara life dead in dream", {}, 1),
        ("life -", {"status": "denied"}, 0), ("life -", {"level": "d"}, 0), ("mind -", {}, 0), ("Mara life dead", {"who": "j"}, 1),
    ],
)  # fmt: skip
def test_false_deaths_are_those_asserted_of_the_story_that_a_row_does_not_expect(
    row: Reading, answer: str, changed: dict[str, Any], count: int
) -> None:
    """Denied ones, dreamed ones, and rows about other slots are none."""
    wanted = row("states", f"real | {DEATH}\n{answer if answer.startswith('=') else '= ' + answer}")
    found = story(DEATH, levels=(DREAM,), states=(State(**DEAD | changed),))
    assert len(false_deaths(wanted, found)) == count


# Levels

NIGHT = "Mara slept. The sea came in at the door, and up the stairs, and asked for her by name. She woke."
MARKED = (
    "Mara slept. {dream Mara: The sea came in at the door, and up the stairs, and asked for her by name.} She woke."
)


def dream(**changed: Any) -> Level:
    """Mara's dream of the sea."""
    told: dict[str, Any] = {
        "id": "d", "kind": "dream", "parent": "l0", "experiencer": "m", "spans": (Span(12, NIGHT.index(" She")),)
    }  # fmt: skip
    return Level(**told | changed)


def test_a_level_is_right_with_its_kind_experiencer_and_ends(row: Reading) -> None:
    """Marks, blanks and three words at an end do not count."""
    wanted = row("levels", f"dreamed | {MARKED}")
    assert not differences(wanted, story(NIGHT, levels=(dream(),)))
    assert not differences(wanted, story(NIGHT, levels=(dream(spans=(Span(11, len(NIGHT) - 9),)),)))


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ((), "missing"), ((dream(kind="vision"),), "missing"), ((dream(experiencer="j"),), "experiencer is Jonas"),
        ((dream(experiencer=None),), "experiencer is -"), ((dream(spans=(Span(12, 40),)),), "covers"),
        ((dream(spans=(Span(12, 40), Span(41, 80))),), "covers"), ((dream(revealed_at=90),), "revealed late"),
        ((dream(), dream(id="d2", spans=(Span(0, 5),))), "not so"), ((dream(parent="v"), dream(id="v", kind="vision")), "lies in another"),
    ],
)  # fmt: skip
def test_a_level_that_is_not_as_marked_is_wrong(row: Reading, levels: tuple[Level, ...], said: str) -> None:
    """What is wrong is said."""
    assert any(said in w for w in differences(row("levels", f"dreamed | {MARKED}"), story(NIGHT, levels=levels)))


def test_a_row_without_braces_has_no_level(row: Reading) -> None:
    """Any level but the story's is wrong."""
    wanted = row("levels", f"figurative | {NIGHT}")
    assert not differences(wanted, story(NIGHT, levels=()))
    assert differences(wanted, story(NIGHT, levels=(dream(),)))


def test_a_dream_revealed_late_is_revealed_at_the_caret(row: Reading) -> None:
    """Within five words, and not at once."""
    wanted = row("levels", "dreamed | " + MARKED.replace("She woke", "She ^woke"))
    assert not differences(wanted, story(NIGHT, levels=(dream(revealed_at=NIGHT.index("She")),)))
    assert "not revealed late" in differences(wanted, story(NIGHT, levels=(dream(),)))[0]
    assert "is revealed at" in differences(wanted, story(NIGHT, levels=(dream(revealed_at=0),)))[0]


def test_levels_lie_in_each_other_as_the_braces_do(row: Reading) -> None:
    """The inner level's parent is the outer one; the caret is the outer one's."""
    marked = "{told Jonas: I slept, and dreamed that {dream Jonas: a goat came in and ate my hat}; so I left.} Mara ^laughed."
    wanted = row("levels", f"dreamed | {marked}")
    text = wanted.passage
    outer = Level(id="t", kind="told", parent="l0", experiencer="j", spans=(Span(0, text.index(" Mara")),), revealed_at=text.index("laughed"))  # fmt: skip
    inner = Level(
        id="d", kind="dream", parent="t", experiencer="j", spans=(span(text, "a goat came in and ate my hat"),)
    )
    assert not differences(wanted, story(text, levels=(outer, inner)))
    astray = Level(id="d", kind="dream", parent="l0", experiencer="j", spans=inner.spans)
    assert "does not lie in told" in differences(wanted, story(text, levels=(outer, astray)))[0]


# Reveals and decisions

RAIL = "The girl at the rail did not turn round for a long time.\n\nIt was Mara."


@pytest.mark.parametrize(
    ("changed", "right"),
    [
        ({}, True), ({"figure": "the girl at the rail"}, True), ({"figure": UNSET, "explains": ("m1",)}, True),
        ({"entity": "j"}, False), ({"at": 4}, False), ({"figure": "the sea"}, False), ({"figure": UNSET}, False),
    ],
)  # fmt: skip
def test_a_reveal_says_who_and_where_and_what_it_explains(row: Reading, changed: dict[str, Any], right: bool) -> None:
    """The figure is known by what it was called, whole or in part."""
    wanted = row("reveals", f"real | {RAIL.replace('Mara', '^Mara')}\n= The girl at the rail -> Mara")
    known: dict[str, Any] = {"id": "r1", "entity": "m", "at": RAIL.index("Mara"), "figure": "the girl"}
    mention = Mention(id="m1", span=Span(0, 8), form="nominal", entity="m")
    found = story(RAIL, mentions=(mention,), reveals=(Reveal(**known | changed),))
    assert (not differences(wanted, found)) == right


def test_no_reveal_is_an_answer(row: Reading) -> None:
    """A reveal that is found all the same is wrong, and one that is missing is."""
    found = story(RAIL, reveals=(Reveal(id="r1", entity="m", at=60, figure="the girl"),))
    assert differences(row("reveals", f"none | {RAIL}\n= -"), found)
    assert differences(row("reveals", f"real | {RAIL.replace('Mara', '^Mara')}\n= The girl -> Mara"), story(RAIL))


OFFER = "“The boat or the horse?” Mara looked at the sky for a long time. “The boat,” she said."


@pytest.mark.parametrize(
    ("changed", "right"),
    [
        ({}, True), ({"chosen": "take the boat"}, True), ({"chosen": "the horse"}, False), ({"chosen": None}, False),
        ({"decider": "j"}, False), ({"decider": None}, False), ({"at": 3}, False), ({"at": None}, False), ({"level": "d"}, False),
    ],
)  # fmt: skip
def test_a_decision_says_who_what_where_and_on_which_level(row: Reading, changed: dict[str, Any], right: bool) -> None:
    """One of the words of the choice is enough."""
    marked = OFFER.replace("“The boat,”", "“^The boat,”")
    wanted = row("decisions", f"real | {marked}\n= Mara | boat; ship")
    known: dict[str, Any] = {"id": "x", "decider": "m", "chosen": "the boat", "at": OFFER.index("The boat,”"), "span": Span(0, 80)}  # fmt: skip
    assert (not differences(wanted, story(OFFER, levels=(DREAM,), decisions=(Decision(**known | changed),)))) == right
    assert differences(row("decisions", f"none | {OFFER}\n= -"), story(OFFER, decisions=(Decision(**known),)))


def test_a_decision_can_stay_open(row: Reading) -> None:
    """Then nothing is chosen."""
    wanted = row("decisions", f"hypothetical | {OFFER}\n= Mara | open")
    known: dict[str, Any] = {"id": "x", "decider": "m", "span": Span(0, 80)}
    assert not differences(wanted, story(OFFER, decisions=(Decision(**known),)))
    assert differences(wanted, story(OFFER, decisions=(Decision(**known, chosen="the boat"),)))


# Emotions and delivery

TALK = "“Get out!” Mara hissed. “Two eggs,” said Jonas. His hands would not stop shaking."


def talk(**layers: Any) -> Story:
    """Two quotations, of Mara and of Jonas."""
    spans = {"q1": span(TALK, "“Get out!”"), "q2": span(TALK, "“Two eggs,”")}
    quotations = tuple(Quotation(id=i, spans=(s,), kind="speech", marked_by="quotes") for i, s in spans.items())
    speakers = (
        Attribution(id="q1", type="explicit", speaker="m"),
        Attribution(id="q2", type="explicit", speaker="j"),
    )
    return story(TALK, quotations=quotations, speakers=speakers, **layers)


def anger(**changed: Any) -> Emotion:
    """What Mara feels."""
    known: dict[str, Any] = {"id": "q1", "label": "anger", "toward": ("j",)}
    return Emotion(**known | changed)


@pytest.mark.parametrize(
    ("emotions", "right"),
    [
        ((anger(),), True), ((anger(label="disgust"),), True), ((anger(label="joy"),), False), ((anger(toward=()),), False),
        ((anger(toward=("m",)),), False), ((anger(id="q2"),), False), ((anger(), anger(id="q2")), False), ((), False),
    ],
)  # fmt: skip
def test_an_emotion_has_a_label_and_is_toward_somebody(
    row: Reading, emotions: tuple[Emotion, ...], right: bool
) -> None:
    """A quotation of which the row says nothing has none."""
    wanted = row("emotions", f"real | {TALK}\n= quotation | anger, disgust | Jonas | Get out")
    assert (not differences(wanted, talk(emotions=emotions))) == right


def test_toward_nobody_is_not_the_same_as_unchecked(row: Reading) -> None:
    """Brackets ask for nobody, a question mark for nothing."""
    for toward, right in (("[]", False), ("?", True)):
        wanted = row("emotions", f"real | {TALK}\n= quotation | anger | {toward} | Get out")
        assert (not differences(wanted, talk(emotions=(anger(),)))) == right
        assert not differences(wanted, talk(emotions=(anger(toward=()),)))


@pytest.mark.parametrize(
    ("changed", "right"),
    [
        ({}, True), ({"label": "anger"}, False), ({"who": "m"}, False), ({"span": span(TALK, "hands would not stop")}, True),
        ({"span": span(TALK, "Mara hissed")}, False),
    ],
)  # fmt: skip
def test_a_reaction_has_words_a_label_and_who_feels_it(row: Reading, changed: dict[str, Any], right: bool) -> None:
    """Half of the shorter stretch is enough."""
    words = "His hands would not stop shaking"
    wanted = row("emotions", f"real | {TALK}\n= feeling | fear | Jonas | ? | {words}")
    known: dict[str, Any] = {"id": "f1", "span": span(TALK, words), "who": "j", "label": "fear"}
    assert (not differences(wanted, talk(feelings=(Feeling(**known | changed),)))) == right
    assert differences(row("emotions", f"none | {TALK}\n= -"), talk(feelings=(Feeling(**known),)))


@pytest.mark.parametrize(
    ("delivery", "right"),
    [
        ([Delivery(id="q1", voice=("hiss",))], True), ([Delivery(id="q1", loudness="soft", voice=("hiss",))], True),
        ([Delivery(id="q1", loudness="loud", voice=("hiss",))], False), ([Delivery(id="q1", loudness="soft")], False),
        ([Delivery(id="q1", voice=("hiss",), cut_off=True)], False), ([], False),
        ([Delivery(id="q1", voice=("hiss",)), Delivery(id="q2", pace="slow")], False),
    ],
)  # fmt: skip
def test_delivery_is_all_that_is_said_of_the_sound(row: Reading, delivery: list[Delivery], right: bool) -> None:
    """What stands in brackets may be found; a quotation of which the row says nothing has none."""
    wanted = row("delivery", f"real | {TALK}\n= hiss, (soft) | Get out")
    assert (not differences(wanted, talk(delivery=delivery))) == right


# Relationships and events

PAIR = "Mara and Jonas rowed."


def related(source: str, to: str, **changed: Any) -> Relationship:
    """A tie or a feeling from one to another."""
    known: dict[str, Any] = {"id": "r1", "source": source, "to": to}
    return Relationship(**known | changed)


@pytest.mark.parametrize(
    ("answer", "found", "right"),
    [
        ("Mara parent of Jonas", related("m", "j", tie="parent"), True),
        ("Mara parent of Jonas", related("j", "m", tie="parent"), False),
        ("Mara spouse of Jonas", related("j", "m", tie="spouse"), True),
        ("Mara spouse of Jonas", related("m", "j", tie="spouse", ended=True), False),
        ("Mara spouse of Jonas ended", related("m", "j", tie="spouse", ended=True), True),
        ("Mara spouse of Jonas in dream", related("m", "j", tie="spouse", level="d"), True),
        ("Mara spouse of Jonas", related("m", "j", tie="spouse", level="d"), False),
        ("Mara spouse of Jonas", related("m", "i", tie="spouse"), False),
        ("Mara love for Jonas", related("m", "j", feeling="love"), True),
        ("Mara love for Jonas", related("j", "m", feeling="love"), False),
        ("Mara love for Jonas rising", related("m", "j", feeling="love"), False),
        ("Mara love for Jonas rising", related("m", "j", feeling="love", trend="rising"), True),
        ("Mara guilt for Jonas", related("m", "j", feeling="pity"), False),
        ("-", related("m", "j", tie="friend"), False),
    ],
)
def test_ties_have_a_direction_unless_they_are_mutual(
    row: Reading, answer: str, found: Relationship, right: bool
) -> None:
    """And a level, and an end."""
    wanted = row("relationships", f"real | {PAIR}\n= {answer}")
    assert (not differences(wanted, story(PAIR, levels=(DREAM,), relationships=(found,)))) == right


@pytest.mark.parametrize(
    ("answer", "changed", "right"),
    [
        ("rowed", {}, True), ("rowed | Mara | ?", {}, True), ("rowed | Jonas | ?", {}, False), ("rowed | ? | Jonas", {}, False),
        ("rowed", {"realis": False}, False), ("rowed", {"level": "d"}, False), ("rowed in dream", {"level": "d", "realis": False}, True),
        ("rowed in dream", {}, False), ("not rowed", {}, False), ("not rowed", {"realis": False}, True), ("not rowed", {"level": "d"}, True),
        ("Jonas", {}, False),
    ],
)  # fmt: skip
def test_an_event_happens_on_its_level(row: Reading, answer: str, changed: dict[str, Any], right: bool) -> None:
    """Really, by whom, to whom; or not at all on the story's own level."""
    known: dict[str, Any] = {"id": "x", "trigger": span(PAIR, "rowed"), "level": "l0", "agent": "m"}
    found = story(PAIR, levels=(DREAM,), events=(Event(**known | changed),))
    assert (not differences(row("events", f"real | {PAIR}\n= {answer}"), found)) == right


# The report


def test_the_report_says_nothing_of_rows_held_out_but_their_number(tmp_path: Path) -> None:
    """Of the others it prints the passage and what is wrong."""
    rows = rows_of(
        tmp_path, "states", "\n\n".join(f"real | Mara fell on day {n}.\n= Mara life dead" for n in range(1, 6))
    )
    printed = report(judged(rows, lambda text: story(text, states=(State(**DEAD),) if "day 2" in text else ())))
    assert "Mara fell on day 1." in printed
    assert "missing: Mara life dead" in printed
    assert "day 2" not in printed
    assert "day 5" not in printed
    assert re.search(r"^states/some +1/4  25% +0/1   0%$", printed, re.M)
    assert re.search(r"^  real +1/4  25% +0/1   0%$", printed, re.M)


def test_the_report_counts_false_deaths(tmp_path: Path) -> None:
    """In both parts, apart."""
    rows = rows_of(tmp_path, "states", "\n\n".join(f"figurative | Mara slept, day {n}.\n= life -" for n in range(1, 6)))
    printed = report(judged(rows, lambda text: story(text, states=(State(**DEAD),))), quiet=True)
    assert re.search(r"deaths asserted that are not so +4 +1$", printed)


def test_a_folder_is_read_file_by_file(tmp_path: Path) -> None:
    """In order of their paths."""
    rows_of(tmp_path, "states", "real | Mara fell.\n= Mara life dead")
    rows_of(tmp_path, "events", "real | Mara fell.\n= fell")
    assert [r.id for r in read_all(tmp_path)] == ["events/some 1", "states/some 1"]
