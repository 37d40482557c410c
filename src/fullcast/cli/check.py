"""`fullcast check`: what is this file, and can it be read?"""

from __future__ import annotations

import argparse

from fullcast.cli import files, terminal
from fullcast.errors import FullcastError

HELP = "look at an input without reading it through"
DESCRIPTION = "Say what a file is, how it is built, and what is odd about it, without looking for people and lines."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `fullcast check`."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a story; - is standard input")


def run(args: argparse.Namespace) -> int:
    """Look at each file; the exit code is that of the first one that cannot be read."""
    files.one_stdin(args.files)
    codes = [_check(path) for path in args.files]
    return next((code for code in codes if code), 0)


def _check(path: str) -> int:
    from fullcast.readers import read_source
    from fullcast.writers.figures import Figures, count_words, counted
    from fullcast.writers.shown import shown

    try:
        data, name = files.source(path)
        story = read_source(data, name=name)
    except FullcastError as error:
        terminal.complain(str(files.named(path, error)))
        return error.exit_code
    source, metadata = story.source, story.metadata
    around = count_words(story.text.content) - Figures(story).words
    counts = [
        counted(Figures(story).words, "word"),
        counted(len(story.paragraphs), "paragraph"),
        counted(len(story.chapters), "chapter"),
    ]
    facts = [
        ("kind", source.media_type + (f", {source.encoding}" if source.encoding else "")),
        ("title", " by ".join(part for part in (metadata.title, metadata.author) if part)),
        ("language", metadata.language or "not known"),
        ("story", ", ".join(counts)),
        ("around", f"{counted(around, 'word')} of headings, notes and the like" if around else ""),
        *(("notice", f"{n.code}: {n.message}") for n in story.notices),
    ]
    print(shown(path))
    for label, fact in facts:
        if fact:
            print(f"  {label:<9} {shown(fact)}")
    return 0
