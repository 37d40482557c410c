"""XML of unknown origin, parsed without entities, network, document types or huge trees."""

from __future__ import annotations

import html
import re
from typing import Any

from lxml import etree

from fullcast.errors import SourceDamagedError

_NAMED = re.compile(r"&([a-zA-Z][a-zA-Z0-9]{1,31});")
_KEPT = frozenset({"amp", "lt", "gt", "quot", "apos"})


def parser() -> etree.XMLParser:
    """A parser that expands and loads nothing."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=False,
    )


def parse(data: bytes, name: str) -> Any:
    """The root element of the XML in `data`; raises SourceDamagedError where it is not well formed or declares entities."""
    if b"<!ENTITY" in data[:100_000]:
        raise SourceDamagedError(f"{name}: declares entities, which no book needs and attacks use; it is not read")
    try:
        root = etree.fromstring(data, parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceDamagedError(f"{name}: broken XML ({error}); export it again") from None
    if root is None:
        raise SourceDamagedError(f"{name}: no XML in it")
    return root


def parse_text(source: str) -> Any | None:
    """The root of a decoded XHTML document, or None where it is not well formed and is better read as HTML.

    Named entities of HTML (`&nbsp;`) are known without the document type that defines them.
    """
    if "<!ENTITY" in source[:100_000]:
        return None
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", source, count=1)
    plain = re.sub(r"<!DOCTYPE[^>\[]*>", "", plain, count=1)
    plain = _NAMED.sub(
        lambda m: (
            m.group()
            if m[1] in _KEPT
            else "".join(f"&#{ord(c)};" for c in html.unescape(m.group()))
            if html.unescape(m.group()) != m.group()
            else m.group()
        ),
        plain,
    )
    try:
        return etree.fromstring(plain.encode("utf-8", "surrogatepass"), etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8"
        ))  # fmt: skip
    except (etree.XMLSyntaxError, ValueError):
        return None


def text_of(element: Any) -> str:
    """All text in `element`, white space made single."""
    return " ".join("".join(element.itertext()).split())
