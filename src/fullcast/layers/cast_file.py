"""The cast file: who is in a story, known beforehand, in YAML.

A list with an entry for each character::

    - name: Ines Halvorsen
      aliases: [Ines, the harbour mistress]
      pronouns: she

Only `name` is needed. `kind` is person, animal, group or other; `narrator: true` is who tells the story as "I"; `members`
of a group are names of other entries. An entry may be a name alone. Nothing in the file is run: no tags, no anchors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import yaml

from fullcast.errors import CastError
from fullcast.layers.story import Story
from fullcast.layers.values import CHARACTER_KINDS, CastMember

MAX_BYTES: Final = 200_000
MAX_DEPTH: Final = 8
_KEYS: Final = tuple(CastMember.__struct_fields__)
_YES: Final = {"true": True, "yes": True, "false": False, "no": False}


def read_cast(path: str | Path) -> tuple[CastMember, ...]:
    """The cast in the file at `path`; raises CastError that names the line and the key."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CastError(f"{path}: cannot be opened ({error.strerror or error})") from error
    if len(data) > MAX_BYTES:
        raise CastError(f"{path}: is over {MAX_BYTES:,} bytes; a cast file is a short list")
    try:
        return parse_cast(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise CastError(f"{path}: is not UTF-8 text; save it as UTF-8") from error
    except CastError as error:
        raise CastError(f"{path}: {error}") from error


def parse_cast(text: str) -> tuple[CastMember, ...]:
    """The cast written in `text`."""
    try:
        _refuse_tricks(text)
        root = yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        where = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise CastError(f"{where}is not YAML ({error.problem or 'unreadable'})") from error
    except yaml.YAMLError as error:
        raise CastError(f"is not YAML ({' '.join(str(error).split())})") from error
    if not isinstance(root, yaml.SequenceNode):
        raise CastError("is not a list of characters; begin each with `- name: `")
    lines = [(_line(node), _member(node)) for node in root.value]
    _check_names(lines)
    return tuple(member for _, member in lines)


def _refuse_tricks(text: str) -> None:
    """Raise CastError for what a short list never has, and what could keep a YAML parser busy for hours."""
    depth = 0
    for event in yaml.parse(text, yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise CastError(f"line {_line(event)}: anchors and aliases of YAML (&, *) are not used in a cast file")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise CastError(f"line {_line(event)}: lists and keys are nested too deep for a cast file")


def _line(part: yaml.Node | yaml.Event) -> int:
    return part.start_mark.line + 1 if part.start_mark is not None else 0


def _error(node: yaml.Node, key: str | None, what: str) -> CastError:
    return CastError(f"line {_line(node)}: " + (f"`{key}` {what}" if key else what))


def _member(node: yaml.Node) -> CastMember:
    if isinstance(node, yaml.ScalarNode):
        return CastMember(name=_text(node, "name"))
    if not isinstance(node, yaml.MappingNode):
        raise _error(node, None, "an entry is a name, or keys and values")
    known: dict[str, Any] = {}
    for key_node, value in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
        if key not in _READERS:
            raise _error(key_node, key, f"is not a key of a cast file; known: {', '.join(_KEYS)}")
        if key in known:
            raise _error(key_node, key, "is given twice")
        known[key] = _READERS[key](value, key)
    if "name" not in known:
        raise _error(node, "name", "is missing")
    return CastMember(**known)


def _text(node: yaml.Node, key: str) -> str:
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise _error(node, key, "is to be a word or a name")
    return " ".join(node.value.split())


def _optional(node: yaml.Node, key: str) -> str | None:
    return None if _is_null(node) else _text(node, key)


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.style is None and node.value in ("", "~", "null")


def _texts(node: yaml.Node, key: str) -> tuple[str, ...]:
    if _is_null(node):
        return ()
    if isinstance(node, yaml.ScalarNode):
        return (_text(node, key),)
    if not isinstance(node, yaml.SequenceNode):
        raise _error(node, key, "is to be a list of names")
    return tuple(dict.fromkeys(_text(item, key) for item in node.value))


def _truth(node: yaml.Node, key: str) -> bool:
    answer = _YES.get(node.value.lower()) if isinstance(node, yaml.ScalarNode) else None
    if answer is None:
        raise _error(node, key, "is to be true or false")
    return answer


def _kind(node: yaml.Node, key: str) -> str:
    kind = _text(node, key)
    if kind not in CHARACTER_KINDS:
        raise _error(node, key, f"is to be one of {', '.join(CHARACTER_KINDS)}, not {kind!r}")
    return kind


_READERS: Final[dict[str, Callable[[yaml.Node, str], object]]] = {
    "name": _text,
    "aliases": _texts,
    "pronouns": _optional,
    "kind": _kind,
    "narrator": _truth,
    "members": _texts,
}


def _check_names(lines: list[tuple[int, CastMember]]) -> None:
    """Every name stands for one entry, and members are entries."""
    first: dict[str, int] = {}
    for line, member in lines:
        if member.name in first:
            raise CastError(f"line {line}: `name` {member.name!r} is given on line {first[member.name]} already")
        first[member.name] = line
    for line, member in lines:
        for name in member.members:
            if name not in first:
                raise CastError(f"line {line}: `members` names {name!r}, which is no entry's name")


def cast_of(story: Story) -> tuple[CastMember, ...]:
    """The cast of `story` as a cast file gives it, those with most lines first; characters of one name become one."""
    names = {c.id: c.name for c in story.characters}
    listed = {c.id for c in story.cast}
    out: dict[str, CastMember] = {}
    for c in story.cast:
        out.setdefault(
            c.name,
            CastMember(
                name=c.name,
                aliases=tuple(a for a in c.aliases if a != c.name),
                pronouns=c.pronouns,
                kind=c.kind if c.kind in CHARACTER_KINDS else "other",
                narrator=c.narrator,
                members=tuple(dict.fromkeys(names[m] for m in c.members if m in listed)),
            ),
        )
    return tuple(out.values())


def write_cast(cast: Iterable[CastMember]) -> str:
    """A cast file that says `cast`; what is usual is left out."""
    lines = ["# Who is in the story. Correct it and read again with --cast and this file.\n"]
    for member in cast:
        lines.append(f"- name: {_quoted(member.name)}\n")
        usual = CastMember(name=member.name)
        for key in _KEYS[1:]:
            value = getattr(member, key)
            if value != getattr(usual, key):
                lines.append(f"  {key}: {_value(value)}\n")
    if len(lines) == 1:
        lines.append("[]\n")
    return "".join(lines)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_quoted, value)) + "]"
    return _quoted(str(value))


def _quoted(word: str) -> str:
    """`word` bare where no YAML could take it for anything else, else in double quotes."""
    bare = all(part.isalpha() for part in word.split(" ")) and word.casefold() not in _NOT_BARE
    if bare:
        return word
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in word) + '"'


_NOT_BARE: Final = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
