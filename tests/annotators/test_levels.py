"""Narrative levels: what opens and closes them, by rule; whole suites stand in tests/templates/levels."""

from __future__ import annotations

from pathlib import Path

import pytest

import fullcast
from fullcast import Story
from fullcast.layers.checks import validate
from fullcast.layers.document import to_document
from tests.by_reader import read_text

EXAMPLES = Path(__file__).parents[2] / "examples"


def levels(text: str) -> list[tuple[str, str, str]]:
    """Kind, rule and first words of each level but the story's, as the trained reader finds them."""
    story = read_text(text)
    return [(v.kind, str(v.rule), story.words(v.spans[0])[:24]) for v in story.levels[1:]]


def test_a_story_is_one_level_where_nothing_opens_another() -> None:
    """A dream of a figure of speech, a wish and a habit open none."""
    text = "Mara dreamed of becoming a pilot. It was like a dream, she said. Every morning she would walk to the field and watch."
    assert levels(text) == []


def test_what_is_dreamt_in_a_clause_is_the_clause() -> None:
    """The words that lead in stay outside."""
    story = read_text("That night Mara dreamed that the bridge sang. She got up early and mended the net.")
    assert [story.words(v.spans[0]) for v in story.levels[1:]] == ["the bridge sang"]
    assert story.levels[1].experiencer == story.character("Mara").id  # type: ignore[union-attr]  # she is there


SLEPT = """Mara lay down on the sacks and fell asleep.

The stairs went on. Her brother stood on every one of them, and on every one of them he was smaller. She ran. She could not pass him.

Mara woke with straw in her mouth. It was still dark."""


def test_between_a_sleep_and_the_waking_lies_a_dream() -> None:
    """Both ends outside."""
    assert levels(SLEPT) == [("dream", "between_sleep_and_waking", "The stairs went on. Her ")]


WOKEN = """The rope broke.

Mara stood up on the ice. A man was coming across it with a lamp, and when he was near she saw that he had no shadow. “One of you may go,” he said. She gave him her ring.

Mara woke on the deck with her cheek in the scuppers. “You were out cold,” said Tam."""


def test_a_waking_without_a_sleep_takes_back_what_went_before() -> None:
    """To the place from which she may have slid away; a first-time reader learns it at the waking."""
    story = read_text(WOKEN)
    dream = story.levels[1]
    assert (dream.kind, dream.rule) == ("dream", "woken_without_sleep")
    assert story.words(dream.spans[0]).startswith("Mara stood up on the ice")
    assert dream.revealed_at == WOKEN.index("Mara woke on the deck")


def test_where_breath_had_stopped_it_is_a_vision() -> None:
    """If the story does not call it a dream."""
    text = WOKEN.replace("You were out cold", "You weren’t breathing")
    assert [kind for kind, _, _ in levels(text)] == ["vision"]


def test_a_waking_in_the_morning_takes_nothing_back() -> None:
    """A night has passed, no more."""
    assert (
        levels(
            WOKEN.replace("woke on the deck with her cheek in the scuppers", "woke early the next morning").replace(
                "You were out cold", "Coffee"
            )
        )
        == []
    )


SAID = """***

Mara walked down the corridor. At the end of it her mother was sitting, who had been gone for years.

“This is only a dream, Mara,” said her mother.

“It can’t be a dream,” said Mara.

“This is a dream. You’re hurt, and you have to wake up.”

***

“Wake up, Mara!” Tam shouted. He pressed on the wound."""


def test_a_scene_that_is_called_a_dream_is_one() -> None:
    """All of it, between the breaks; whom it is said to dreams it."""
    story = read_text(SAID)
    (dream,) = [v for v in story.levels if v.kind == "dream"]
    assert story.words(dream.spans[0]).startswith("Mara walked down")
    assert story.words(dream.spans[0]).endswith("wake up.”")
    assert dream.experiencer == story.character("Mara").id  # type: ignore[union-attr]  # she is there
    assert dream.revealed_at == SAID.index("“This is only a dream, Mara,”") or dream.revealed_at == SAID.index(
        "This is only"
    )


TALE = """“What happened to your hand?” asked Mara.

“It was the year of the flood,” said Tam. “We had a press in the barn, for cider, and my father told me never to touch it. I touched it. He came running in his socks, and he carried me four miles to the doctor, and he never said a word about it. He sold the press that winter.”

Mara nodded."""


def test_a_tale_of_the_past_is_told_by_its_speaker() -> None:
    """Talk around it is not."""
    story = read_text(TALE)
    (tale,) = story.levels[1:]
    assert tale.kind == "told"
    assert "He sold the press" in story.words(tale.spans[-1])
    assert "What happened" not in story.words(tale.spans[0])


def test_a_step_back_opens_a_memory_to_the_end_of_its_paragraph() -> None:
    """Whatever tense it slides into."""
    text = "The bus stood still. When she was seven she had fallen through the ice. Her uncle lay flat and held out a rake. He had no gloves.\n\nThe driver swore."
    assert levels(text) == [("memory", "steps_back", "When she was seven she h")]


def test_a_run_of_would_is_imagined() -> None:
    """As a scene; one conditional is none."""
    run = "Mara looked at the door. They would come up the stairs in their heavy boots. The tall one would knock. She would say that she was alone."
    assert [kind for kind, _, _ in levels(run)] == ["imagined"]
    assert levels("Mara looked at the door. She would rather have been at sea.") == []


def test_a_letter_without_marks_is_a_document() -> None:
    """From its salutation to its signature."""
    text = "The letter lay on the mat.\n\nDear Mara, the hens are well and so is the roof. Come before the snow, and bring the good saw. Tam\n\nShe read it twice."
    assert [(kind, rule) for kind, rule, _ in levels(text)] == [("document", "inserted")]


@pytest.mark.parametrize("name", ["the-lamp-at-sorrel-point.txt", "ninety-days.md"])
def test_levels_of_whole_stories_keep_the_laws(name: str) -> None:
    """They lie inside their parents and cover the story."""
    story: Story = fullcast.read_text((EXAMPLES / name).read_text(encoding="utf-8"), name=name)
    assert [p for p in validate(to_document(story)) if p.where.startswith("levels")] == []
    for offset in range(0, len(story.text), 97):
        inside = [v for v in story.levels if any(s.start <= offset < s.end for s in v.spans)]
        assert story.level_at(offset) == (inside[-1].id if inside else None)
