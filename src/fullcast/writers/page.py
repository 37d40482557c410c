"""The reading page: a story document as one HTML file that opens from disk and asks nothing of any network.

The page is a small program (its source is `web/`, its built bundle `page_assets/`) and the document, which lies in the
file as data. Nothing of the book is ever markup: the document is JSON in which every character that HTML could read as a
sign is escaped, and the program shows it as text only.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from pathlib import Path
from typing import Any

_ASSETS = Path(__file__).with_name("page_assets")

# `<`, `>` and `&` end or open markup. U+2028 and U+2029 end a line in old JavaScript. A lone surrogate cannot be written as UTF-8.
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<div id="fullcast-page"><noscript>This page shows a story and its cast with a script of its own, and scripts are off here.</noscript></div>
<script type="application/json" id="fullcast-story">{story}</script>
<!-- The script below holds Preact.
{licence}-->
<script>{script}</script>
</body>
</html>
"""


def write_page(document: dict[str, Any]) -> str:
    """The reading page of a story document, as the text of one self-contained HTML file (write it as UTF-8).

    `document` is the story document as JSON gives it, offsets in code points; layers that it lacks are named in the page.
    Raises ValueError for a number that JSON has no sign for (NaN, infinity).
    """
    style = _asset("page.css")
    script = _asset("page.js")
    # data: is for the empty icon alone, without which a browser would ask a server for one
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src '{_digest(script)}'",
            f"style-src '{_digest(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    return _PAGE.format(
        policy=policy,
        title=html.escape(_title(document)),
        style=style,
        story=_as_json(document),
        licence=_asset("preact-licence.txt"),
        script=script,
    )


def _asset(name: str) -> str:
    """Text of a file of the bundle, line ends as LF: a browser makes them so before it computes a digest."""
    return (_ASSETS / name).read_text(encoding="utf-8")


def _digest(source: str) -> str:
    """Source expression of a content security policy that allows exactly this script or style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def _as_json(document: dict[str, Any]) -> str:
    """The document as JSON that no HTML parser mistakes for markup; parsing it gives the document back."""
    plain = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", plain)


def _title(document: dict[str, Any]) -> str:
    """What the window is called: the story's title, the file's name, or fullcast."""
    for part, key in (("metadata", "title"), ("source", "name")):
        fields = document.get(part)
        value = fields.get(key) if isinstance(fields, dict) else None
        if isinstance(value, str) and value.strip():
            # a lone surrogate cannot be written
            return " ".join(value.encode("utf-8", "replace").decode("utf-8").split())
    return "fullcast"
