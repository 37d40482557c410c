#!/usr/bin/env python3
"""Turn marked-up stories into plain text and gold annotation, check them, and compare a second reading with them.

    compile.py build FOLDER ...          NAME.marked.txt -> NAME.txt and NAME.gold.json; checks; prints a table of counts
    compile.py check FOLDER ...          the same, but writes nothing and fails if a file on disk differs
    compile.py blind NAME.marked.txt     the text with a number before every stretch of gold, and no other help
    compile.py compare NAME.marked.txt ANSWERS    differences between the gold and a second reading

A marked-up story starts with lines that begin with `@`:

    @title T            @narrator CODE        @wrap 72        @phenomena a; b; c
    @cast CODE = Name | alias | alias         @group CODE = Name | alias = CODE CODE

and then holds the text, with marks around stretches of it (marks may nest):

    ⟦A>B,C:“You,”⟧ said A, ⟦+:“are late.”⟧     speech of A to B and C in two parts; `+` goes on with the last quotation
    ⟦A>:“Oh.”⟧   ⟦A>A:“Think!”⟧               to nobody; to oneself
    ⟦A>/t:*Why?*⟧   ⟦A>B/w:see you at six⟧      a thought, a piece of writing
    ⟦!:“help”⟧                                not speech: scare quotes, titles, words quoted as words
    ⟦^A>B:‘No,’⟧                              words quoted inside another quotation, and who is said to have said them
    ⟦?A:Why him?⟧                             a thought that no mark sets off

ANSWERS holds one `CODE>CODE,CODE` for each quotation in the order of the text; `?` where the reader could not say who
speaks; without `>` it answers the speaker only. Lines that begin with `#` are skipped.
Offsets are code points of NAME.txt, end excluded, quotation marks included. Standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import pathlib
import re
import sys
from dataclasses import dataclass, field

KINDS = {"": "speech", "t": "thought", "w": "writing"}
PAIRS = {  # how a quoted stretch looks inside a paragraph; an apostrophe opens a quotation only after white space or another mark
    "curly double": r"“[^”]*(?:”|\Z)",
    "straight double": r'"[^"]*(?:"|\Z)',
    "curly single": r"(?<!\w)‘(?:[^’]|’(?=\w))*’",
    "straight single": r"(?<![\w'\"])'(?=\S)(?:[^']|(?<=\w)'(?=\w))*'(?!\w)",
}
MARKS = "“”\"‘’'*_—"


@dataclass
class Mark:
    """One annotated unit: its stretches, and what they are."""

    kind: str
    speaker: str | None = None
    addressees: list[str] = field(default_factory=list)
    spans: list[list[int]] = field(default_factory=list)


@dataclass
class Story:
    """A compiled story."""

    name: str
    text: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    cast: dict[str, list[str]] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    groups: dict[str, list[str]] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)

    def quotations(self) -> list[Mark]:
        """The quotations proper, in the order of the text."""
        return [m for m in self.marks if m.kind in KINDS.values()]

    def parts(self) -> list[tuple[int, int, int]]:
        """Every stretch of a quotation proper: start, end, number of its quotation."""
        return sorted((s, e, n) for n, m in enumerate(self.quotations(), 1) for s, e in m.spans)


def wrapped(text: str, width: int) -> str:
    """The text with lines of at most `width`, each break in the place of one space, so that no offset moves."""
    out = list(text)
    line, space = 0, None
    for i, c in enumerate(text):
        if c == "\n":
            line, space = i + 1, None
            continue
        if i - line >= width and space is not None:
            out[space] = "\n"
            line, space = space + 1, None
        if c == " ":
            space = i
    return "".join(out)


def parse(path: pathlib.Path) -> Story:
    """Read one marked-up story."""
    story = Story(path.name.removesuffix(".marked.txt"))
    lines = path.read_text(encoding="utf8").split("\n")
    at = 0
    while lines[at].startswith("@"):
        key, _, value = lines[at][1:].partition(" ")
        if key in ("cast", "group"):
            code, names, *members = (x.strip() for x in value.split("=", 2))
            name, *aliases = (x.strip() for x in names.split("|"))
            story.codes[code] = name
            story.cast[name] = [name, *(a for a in aliases if a != name)]
            if members:
                story.groups[name] = [story.codes[m] for m in members[0].split()]
        else:
            story.meta[key] = value.strip()
        at += 1
    source = "\n".join(lines[at:]).strip("\n") + "\n"
    out: list[str] = []
    length, last = 0, None
    stack: list[tuple[Mark, int]] = []
    for piece in re.split(r"(⟦[^:⟧]*:|⟧)", source):
        if piece == "⟧":
            mark, start = stack.pop()
            mark.spans.append([start, length])
        elif piece.startswith("⟦"):
            head = piece[1:-1]
            if head == "+":
                if last is None:
                    raise SystemExit(f"{path}: nothing to go on with")
                mark = last
            else:
                mark = read_head(head, story, path)
                story.marks.append(mark)
                if mark.kind in KINDS.values():
                    last = mark
            stack.append((mark, length))
        else:
            out.append(piece)
            length += len(piece)
    if stack:
        raise SystemExit(f"{path}: a mark is not closed")
    story.text = "".join(out)
    if "wrap" in story.meta:
        story.text = wrapped(story.text, int(story.meta["wrap"]))
    return story


def read_head(head: str, story: Story, path: pathlib.Path) -> Mark:
    """What stands between ⟦ and the colon, for a mark that opens a unit."""
    if head == "!":
        return Mark("not_speech")
    kind = {"^": "nested", "?": "unmarked_thought"}.get(head[0], "")
    who, _, rest = head.lstrip("^?").partition(">")
    to, _, letter = rest.partition("/")
    try:
        heard = [story.codes[t] for t in to.split(",") if t]
        return Mark(kind or KINDS[letter], story.codes[who], heard)
    except KeyError as error:
        raise SystemExit(f"{path}: {error} in ⟦{head}:") from None


def gold(story: Story) -> dict[str, object]:
    """The annotation as the scorer reads it, and the lists beside it that it does not read."""
    quotations: list[dict[str, object]] = []
    other: dict[str, list[dict[str, object]]] = {"not_speech": [], "nested": [], "unmarked_thoughts": []}
    units = story.quotations()
    for s, e, n in story.parts():
        m = units[n - 1]
        quotations.append(
            {"id": f"q{n}", "start": s, "end": e, "speaker": m.speaker, "addressees": m.addressees, "kind": m.kind}
        )
    for m in story.marks:
        for s, e in m.spans:
            if m.kind == "not_speech":
                other["not_speech"].append({"start": s, "end": e})
            elif m.kind == "nested":
                other["nested"].append({"start": s, "end": e, "speaker": m.speaker, "addressees": m.addressees})
            elif m.kind == "unmarked_thought":
                other["unmarked_thoughts"].append({"start": s, "end": e, "speaker": m.speaker})
    return {
        "title": story.meta["title"],
        "text": f"{story.name}.txt",
        "sha256": hashlib.sha256(story.text.encode()).hexdigest(),
        "phenomena": [p.strip() for p in story.meta["phenomena"].split(";")],
        "narrator": story.codes[story.meta["narrator"]] if "narrator" in story.meta else None,
        "cast": story.cast,
        "groups": story.groups,
        "quotations": quotations,
        **other,
    }


def complaints(story: Story) -> list[str]:
    """What is wrong with a story: bounds, marks, and quoted stretches that nothing covers."""
    out, text = [], story.text
    units = story.quotations()
    if not 45 <= len(units) <= 90:
        out.append(f"{len(units)} quotations")
    if not 1200 <= len(text.split()) <= 2200:
        out.append(f"{len(text.split())} words")
    if re.search(r"[⟦⟧]|[^\S\n]\n|\n{5}|  ", text):
        out.append("a mark or stray white space is left")
    mentioned = text.casefold()
    speaking = {m.speaker for m in units}
    for name, aliases in story.cast.items():
        if (
            name in speaking
            and name not in story.groups
            and not any(a.casefold() in mentioned for a in aliases if a != "_narr")
        ):
            out.append(f"no alias of {name} stands in the text")
    for m in story.marks:
        if m.speaker in m.addressees and len(m.addressees) > 1:
            out.append(f"{m.speaker} among several addressees")
        for s, e in m.spans:
            words = text[s:e]
            if not words.strip() or words != words.strip():
                out.append(f"empty or untrimmed stretch {s}-{e}: {words!r}")
            if (
                m.kind in ("speech", "not_speech", "nested")
                and words[0] not in MARKS
                and story.meta.get("dash") is None
            ):
                out.append(f"no opening mark: {words!r}")
            if (
                m.kind in ("speech", "nested")
                and story.meta.get("dash") is None
                and words[-1] not in MARKS
                and text[e : e + 2] != "\n\n"
            ):
                out.append(f"no closing mark: {words!r}")
    parts = story.parts()
    out += [f"stretches overlap: {a} {b}" for a, b in itertools.pairwise(parts) if b[0] < a[1]]
    covered = [(s, e) for m in story.marks for s, e in m.spans]
    patterns = [p for k, p in PAIRS.items() if "single" not in k or k == story.meta.get("quotes")]
    for paragraph in re.finditer(r"(?:[^\n]|\n(?!\n))+", text):
        for pattern in patterns:
            for found in re.finditer(pattern, paragraph.group()):
                s, e = found.start() + paragraph.start(), found.end() + paragraph.start()
                if not any(a <= s + 1 and e - 1 <= b for a, b in covered):
                    out.append(f"not covered: {text[s:e]!r}")
    for dash in re.finditer(r"(?m)^—", text) if "dash" in story.meta else ():
        if not any(a == dash.start() for a, _ in covered):
            out.append(f"not covered: line at {dash.start()}")
    return out


def row(story: Story) -> str:
    """One line of the table of counts."""
    units = story.quotations()
    kinds = [
        sum(m.kind == k for m in story.marks)
        for k in ("thought", "writing", "unmarked_thought", "nested", "not_speech")
    ]
    speakers = len({m.speaker for m in units})
    cells = [story.name, len(story.text.split()), len(units), len(story.parts()), speakers, *kinds]
    return "| " + " | ".join(map(str, cells)) + " |"


def build(folders: list[pathlib.Path], write: bool) -> int:
    """Compile every story of the folders; the exit code."""
    bad = 0
    print(
        "| story | words | quotations | stretches | speakers | thoughts | writing | unmarked thoughts | nested | not speech |"
    )
    print("| --- |" + " --: |" * 9)
    for folder in folders:
        for path in sorted(folder.glob("*.marked.txt")):
            story = parse(path)
            print(row(story))
            for problem in complaints(story):
                bad += 1
                print(f"{path}: {problem}", file=sys.stderr)
            annotation = json.dumps(gold(story), ensure_ascii=False, indent=1) + "\n"
            files = {f"{story.name}.txt": story.text, f"{story.name}.gold.json": annotation}
            for name, content in files.items():
                if write:
                    (folder / name).write_text(content, encoding="utf8")
                elif not (folder / name).exists() or (folder / name).read_text(encoding="utf8") != content:
                    bad += 1
                    print(f"{folder / name}: differs from its source", file=sys.stderr)
    return 1 if bad else 0


def blind(story: Story) -> str:
    """The text with the number of its quotation before every stretch."""
    text = story.text
    for s, _, n in reversed(story.parts()):
        text = f"{text[:s]}[{n}]{text[s:]}"
    return text


def compare(story: Story, answers: pathlib.Path) -> int:
    """Print every answer of a second reading that differs; the exit code says whether one is missing."""
    units, speakers, hearers, open_ = story.quotations(), 0, 0, 0
    lines = answers.read_text(encoding="utf8").splitlines()
    given = [a for line in lines if not line.startswith("#") for a in line.split()]
    for n, (m, answer) in enumerate(zip(units, given, strict=False), 1):
        who, arrow, to = answer.partition(">")
        if who == "?":
            open_ += 1
            print(f"{n} speaker: gold {m.speaker}, second reading cannot say")
        elif story.codes[who] != m.speaker:
            speakers += 1
            print(f"{n} speaker: gold {m.speaker}, second reading {story.codes[who]}")
        heard = [story.codes[t] for t in to.split(",") if t]
        if arrow and set(heard) != set(m.addressees):
            hearers += 1
            print(f"{n} addressees: gold {m.addressees}, second reading {heard}")
    counts = f"speakers: {speakers} differ, {open_} left open; {hearers} sets of addressees differ"
    print(f"{story.name}: {len(given)} of {len(units)} answered; {counts}")
    return int(len(given) != len(units))


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["build", "check", "blind", "compare"])
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    args = parser.parse_args()
    if args.command in ("build", "check"):
        return build(args.paths, write=args.command == "build")
    story = parse(args.paths[0])
    if args.command == "blind":
        print(blind(story))
        return 0
    return compare(story, args.paths[1])


if __name__ == "__main__":
    sys.exit(main())
