"""Archives of fan fiction: what their downloads say of each part of the page.

Known: the HTML and EPUB of the Archive of Our Own (`div#preface`, `div.meta`, `#endnotes`, `#afterword`),
FanFicFare's (`fff_…` classes). What an archive says with markup is taken over; what a conversion lost is found again
from the words by `notes`. Characters and Relationships tags become priors in the metadata, never facts.
"""

from __future__ import annotations

import re

from fullcast.readers.draft import Block

META = "archive_meta"
"""A region to be settled: a box of an archive with headings, summary and notes in it."""

_CLASSES = {
    "fff_titlepage": "metadata",
    "fff_tocpage": "contents",
    "fff_logpage": "other",
    "fff_coverpage": "other",
    "fff_chapter_notes": "author_note",
    "fff_head_notes": "author_note",
    "fff_foot_notes": "author_note",
    "afterword": "author_note",
    "endnotes": "author_note",
}
_SUMMARY = re.compile(r"(?i)(?:chapter |story |work )?summary\W*")
_NOTES = re.compile(r"(?i)(?:chapter |story |work )?(?:end )?notes?\W*")


def region_of(tag: str, attributes: dict[str, str], outer: str | None) -> str | None:
    """The region that an element of an archive's page opens, or None where it says nothing of it; `outer` is the region around it."""
    identity, classes = attributes.get("id", ""), attributes.get("class", "").split()
    if identity == "preface" or (outer == META and "tags" in classes):
        return META if identity else "metadata"
    if identity == "afterword" or identity.startswith("endnotes"):
        return "author_note"
    for name in classes:
        if name in _CLASSES:
            return _CLASSES[name]
    if "meta" in classes and ("group" in classes or outer in (META, None)):
        return META if outer != "author_note" else None
    if outer == META:
        if tag == "h1" or "byline" in classes:
            return "title"
        if tag == "dl":
            return "metadata"
    if "module" in classes and outer is None:
        return "summary" if "summary" in classes else "author_note" if "notes" in classes else None
    return None


def settle(content: str, blocks: list[Block]) -> None:
    """Give the blocks of archives' boxes their regions: summary, note, heading, metadata."""
    mode: str | None = None
    for block in blocks:
        if block.region != META:
            mode = None
            continue
        words = content[block.start : block.end]
        if block.role == "heading":
            block.region, mode = None, None
        elif _SUMMARY.fullmatch(words):
            block.region = mode = "summary"
        elif _NOTES.fullmatch(words):
            block.region = mode = "author_note"
        else:
            block.region = mode or "metadata"
