"""Quotations: where someone's words or thoughts are set off in the text, and what only looks so.

The book's own habits are counted first: which marks open speech, whether single marks are British quotation or apostrophes, whether a
dash opens dialogue. Then marks are paired paragraph by paragraph (`marks`, `dashes`); a mark that stays open and is taken up by the
next paragraph goes on. Each stretch gets a kind from the narration and the tags around it (`lookalikes`, `documents`), and those of one
person in one paragraph become one quotation (`joining`). Last come thoughts and documents without marks (`thoughts`, `bare_documents`),
and what stands behind labels in chats, transcripts and plays (`annotators/labels.py`).
"""

from __future__ import annotations

from fullcast.annotators.plan import annotator
from fullcast.annotators.quotations.assembly import assemble
from fullcast.layers import Layer, Quotation, Story

__all__ = ["find_quotations"]


@annotator(makes="quotations", needs=("paragraphs", "regions"), uses=("emphasis",))
def find_quotations(story: Story) -> Layer[Quotation]:
    """Every quotation of the story with its parts, kind and marks; a notice for each mark that is never closed."""
    items, notices = assemble(story)
    return Layer("quotations", items, story.provenance("quotations", ("paragraphs", "regions", "emphasis")), notices)
