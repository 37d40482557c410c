"""The cast file: what is written is what is read, and what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcast.errors import CastError
from fullcast.layers import CastMember, Story
from fullcast.layers.cast_file import MAX_BYTES, cast_of, parse_cast, read_cast, write_cast

HARBOUR = Story.from_json((Path(__file__).parent / "harbour.json").read_bytes())
words = st.text(max_size=12).map(lambda w: " ".join(w.split())).filter(bool)
members = st.builds(
    CastMember,
    name=words,
    aliases=st.lists(words, max_size=3, unique=True).map(tuple),
    pronouns=st.none() | st.sampled_from(["she", "they", "no"]),
    kind=st.sampled_from(["person", "animal", "group"]),
    narrator=st.booleans(),
)


@given(st.lists(members, max_size=4, unique_by=lambda m: m.name))
def test_writing_then_reading_gives_the_same_cast(cast: list[CastMember]) -> None:
    """Whatever signs are in the names."""
    assert parse_cast(write_cast(cast)) == tuple(cast)


def test_a_story_gives_its_cast() -> None:
    """Those of the cast list, without what is usual."""
    assert write_cast(cast_of(HARBOUR)).splitlines()[1:] == [
        "- name: Ines",
        "  pronouns: she",
        "- name: Old Per",
        "  aliases: [the old man]",
        "  pronouns: he",
    ]


def test_names_are_words_whatever_yaml_takes_them_for() -> None:
    """`No` is a name, and so is 1984; an entry may be a name alone."""
    cast = parse_cast("- No\n- name: 1984\n  aliases: Null\n  pronouns: ~\n- {name: Mrs O'Dowd, narrator: yes}\n")
    assert [c.name for c in cast] == ["No", "1984", "Mrs O'Dowd"]
    assert cast[1].aliases == ("Null",)
    assert cast[1].pronouns is None
    assert cast[2].narrator


def test_a_group_names_its_members() -> None:
    """By the names of other entries."""
    cast = parse_cast("- Ada\n- name: the crew\n  kind: group\n  members: [Ada]\n")
    assert cast[1].members == ("Ada",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: Ines", "is not a list"),
        ("", "is not a list"),
        ("- name: [", "line 1: is not YAML"),
        ("- name: a\n  \x07: b", "is not YAML"),
        ("- name: a\n- aliases: [b]", "line 2: `name` is missing"),
        ("- name: a\n  alias: b", "line 2: `alias` is not a key .* known: name, aliases"),
        ("- name: a\n  name: b", "line 2: `name` is given twice"),
        ("- name: ''", "line 1: `name` is to be a word"),
        ("- name: a\n  aliases: {b: c}", "line 2: `aliases` is to be a list"),
        ("- name: a\n  narrator: perhaps", "line 2: `narrator` is to be true or false"),
        ("- name: a\n  kind: ghost", "line 2: `kind` is to be one of person, animal, group, other, not 'ghost'"),
        ("- name: a\n- name: a", "line 2: `name` 'a' is given on line 1 already"),
        ("- name: a\n  members: [b]", "line 1: `members` names 'b'"),
        ("- [a, b]", "line 1: an entry is"),
        ("- &a name\n- *a", "anchors"),
        ("[" * 5000, "line 1: lists and keys are nested too deep"),
    ],
)
def test_what_is_wrong_is_named(text: str, message: str) -> None:
    """With its line and its key."""
    with pytest.raises(CastError, match=message):
        parse_cast(text)


def test_a_file_is_read_within_bounds(tmp_path: Path) -> None:
    """Too long, not UTF-8, or not there: each is said with the file's name."""
    path = tmp_path / "cast of two.yaml"
    path.write_bytes(b"\xef\xbb\xbf- Ines\n- Per\n")
    assert [c.name for c in read_cast(path)] == ["Ines", "Per"]
    path.write_bytes(b"- Per\xe9\n")
    with pytest.raises(CastError, match=r"cast of two.yaml: is not UTF-8"):
        read_cast(path)
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(CastError, match="short list"):
        read_cast(path)
    with pytest.raises(CastError, match="cannot be opened"):
        read_cast(tmp_path / "none.yaml")
