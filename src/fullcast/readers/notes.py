"""What stands around a story: author's notes, disclaimers, summaries, label lines.

Fan fiction carries them before the story, after it and at the edges of chapters. A note is known by its label
("A/N:", "Disclaimer:"), or, at such an edge only, by a writer who speaks of "this story", reviews, updates and what
they do not own.
"""

from __future__ import annotations

import re

from fullcast.layers import Metadata
from fullcast.readers.draft import Block

_OPEN = r"[\s\[({*_~<>#=|•–—-]*"
_NOTE = re.compile(
    _OPEN
    + r"(?:a\s?/\s?n\d?|an(?=\s?[:–—-])|(?:the\s+)?(?:author|writer|translator|beta|end|story|chapter|beginning"
    + r"|opening|closing)(?:['’]?s)?['’]?\s+(?:end\s+)?(?:note|notes|comment|comments|ramble|rambling)s?"
    + r"|note from (?:the |your )?(?:author|me)|notes?(?=\s?[*_]*:)|e/n|endnotes?(?=\s?[*_]*[:.]?)|important note|a "
    + r"quick note)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ANYWHERE = re.compile(
    _OPEN + r"(?:a\s?/\s?n\d?|(?:the\s+)?author['’]?s?['’]?\s+(?:end\s+)?notes?)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_DISCLAIMER = re.compile(
    _OPEN + r"(?:(?:standard |usual |the )?disclaimers?|legal(?: stuff)?)\b\s*(?:[:.!*_\])–—-]|$).*",
    re.IGNORECASE | re.DOTALL,
)
_SUMMARY = re.compile(
    _OPEN + r"(?:(?:story |chapter |plot )?summary|synopsis|blurb)\b[*_]*\s*(?:[:.\])–—-].*|)",
    re.IGNORECASE | re.DOTALL,
)
_LABELS = (
    "title|story title|series|author|written by|pen ?name|fandoms?|rating|rated|archive warnings?|warnings?"
    "|categor(?:y|ies)|genres?|pairings?|ships?|"
    "relationships?|characters?|additional tags|tags|language|collections?|stats|published|updated|completed|status"
    "|words?|word count|chapters|"
    "spoilers?|archive|distribution|feedback|beta(?:-?reader)?s?|e-?mail|website|url|story url|author url|publisher"
    "|timeline|setting|dedication|"
    "dedicated to|packaged|content|length|date|type|keywords|disclaimer|summary|posted originally on"
)
_LABEL = re.compile(rf"{_OPEN}(?P<label>{_LABELS})[*_]*\s?:[*_]*\s*(?P<value>.*)", re.IGNORECASE | re.DOTALL)
_POSTED = re.compile(r"\s*posted originally on the .{0,60}archive of our own", re.IGNORECASE)
_END = re.compile(
    r"[\W_]*(?:the\s+end|end|fin|finis|end file|the\s+end\s+of\s+(?:the\s+)?(?:book|volume|part|story"
    r"|chapter)\b.{0,30}|end of (?:chapter|part|book|story|volume)\b.{0,20}"
    r"|t\.?b\.?c\.?|to be continued|to be concluded|owari|end transmission)[\W_]*",
    re.IGNORECASE,
)
_ILLUSTRATION = re.compile(
    r"\[(?:Illustration|Picture|Image|Frontispiece|Music|Decoration)\b.*\]", re.DOTALL | re.IGNORECASE
)
_FOOTNOTE = re.compile(
    r"(?:\[\s?(?:Footnote|Note)\b.*\]|\[(?:\d{1,3}|\*)\]\s+\S.*|Footnotes?:?)", re.DOTALL | re.IGNORECASE
)
_TRANSCRIBER = re.compile(r"\[?\s*Transcriber['’]?s['’]? [Nn]otes?\b.*", re.DOTALL | re.IGNORECASE)

_STRONG = re.compile(
    r"\b(?:r\s?&\s?r|r and r|read (?:and|&|n) review|please (?:re)?view|(?:re)?views? (?:are|is) (?:love|welcome"
    r"|appreciated)|leave (?:me )?(?:a |some )?(?:re)?views?"
    r"|(?:leave|kudos) (?:and|or) comments?|constructive criticism|flames? (?:will|are|welcome)|no flames|fan "
    r"?-?fic(?:tion|s)?|one-?shot|fics?\b|drabble|beta'?d|my beta|unbeta'?d"
    r"|hiatus|first (?:story|fic|attempt) (?:here|on|at|in)|oneshot|plot bunn(?:y|ies)|song-?fic|headcanon|canon\b.*\bau\b)",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:i|we) (?:do ?n[o'’]?t|do not|dont|never) (?:claim to )?own\b(?=[^.!?,;]{0,80}(?:(?-i:\b[A-Z])|\b(?:any|all"
    r"|none|nothing|these|this|them|characters?|rights|series|show|world|books?)\b))|\bown (?:nothing|none of)\b"
    r"|\b(?:characters?|rights?|settings?|world|series)\b.{0,40}\b(?:belongs? to|(?:is|are) (?:not mine|owned by|property of))"
    r"|\b(?:no (?:money|profit) (?:is|was|being)|not for profit|no copyright infringement)\b",
    re.IGNORECASE | re.DOTALL,
)
_CUES = (
    re.compile(
        r"\bthis (?:story|chapter|one|piece|fic|ficlet|vignette|tale|part|is (?:my|a|an|the)|was (?:written|inspired|my))\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:hope|wish) (?:that )?(?:you(?:'ll| will| all| guys)?|y'?all|everyone)\b.{0,30}\b(?:enjoy|like|love)",
        re.IGNORECASE,
    ),
    re.compile(r"\benjoy(?:ed)?\b", re.IGNORECASE),
    re.compile(r"\b(?:review|comment|feedback|favou?rite|follow|subscribe)(?:s|ed|ers?|ing)?\b", re.IGNORECASE),
    re.compile(r"\b(?:update|posting|posted|upload|chapters?|sequel|prequel|version|plot|scene)s?\b", re.IGNORECASE),
    re.compile(r"\b(?:wrote|writing|written|write|writer'?s block|rewrote)\b", re.IGNORECASE),
    re.compile(r"\b(?:thanks?|thank you|thanx|thx)\b", re.IGNORECASE),
    re.compile(
        r"\b(?:let me know|tell me what you|what (?:do|did) you (?:all |guys )?think|opinion|sorry (?:for|about|it))\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:episode|season|series|movie|anime|manga|canon|spoilers?|characters?|ooc|au|pairing|song|lyrics)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:readers?|reading|read) (?:this|it|my|the story|anyway)\b|\bmy (?:account|take|version|own|story|idea)\b",
        re.IGNORECASE,
    ),
)
_FIRST = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|me|my|we|our|us|i)\b")
_SECOND = re.compile(r"\b(?:you|your|y'all|everyone|readers|guys)\b", re.IGNORECASE)
_SPEECH = re.compile(r"[\"“”«»„]")


def kind_of(content: str, block: Block, *, edge: str | None) -> str | None:
    """The region kind of a block that is not story, or None.

    `edge` says whether it stands where notes stand: at the edge of the "story", of a "chapter", or, None, anywhere.
    """
    length = block.end - block.start
    words = content[block.start : min(block.end, block.start + 3000)]
    first = words[0]
    if first == "[" or first in "Ff":
        if _ILLUSTRATION.fullmatch(words):
            return "other"
        if _FOOTNOTE.fullmatch(words) and (first == "[" or length < 12):
            return "footnote"
        if _TRANSCRIBER.fullmatch(words):
            return "licence"
    note = (_NOTE if edge else _ANYWHERE).match(words)
    if note is not None and _is_label_rest(note["rest"]):
        return "author_note"
    if edge is None:
        return None
    if _DISCLAIMER.fullmatch(words):
        return "disclaimer"
    if _SUMMARY.fullmatch(words):
        return "summary"
    if is_label(words) or _POSTED.match(words):
        return "metadata"
    if length < 60 and _END.fullmatch(words):
        return "other"
    if length < 2500 and is_note(words, only_strong=edge == "chapter"):
        return "disclaimer" if _is_disclaimer(words) else "author_note"
    return None


def _is_label_rest(rest: str) -> bool:
    """Whether what follows "Author's note" makes it a label and not the start of a sentence."""
    bare = rest.lstrip("*_ \t")
    return not bare or bare[0] in ":.-–—\n)]}!(#~=;/" or (bare[0].isdigit())


def is_labelled(content: str, block: Block) -> bool:
    """Whether a note says what it is: "A/N:", "Disclaimer:"."""
    words = content[block.start : block.end]
    note = _NOTE.match(words)
    return (note is not None and _is_label_rest(note["rest"])) or _DISCLAIMER.fullmatch(words) is not None


def is_bare(words: str) -> bool:
    """Whether `words` are a label alone, whose note or value is in the next paragraph."""
    bare = words.strip(" *_[]()\t")
    return (
        len(bare) <= 40
        and "\n" not in bare
        and (
            bare.endswith(":")
            or re.fullmatch(r"(?i)(?:chapter |story |end )?(?:end )?(?:summary|notes?)\.?", bare) is not None
        )
    )


def is_label(words: str) -> bool:
    """Whether `words` are lines of the kind "Rating: T"."""
    lines = words.split("\n")
    labelled = sum(_LABEL.match(line) is not None for line in lines)
    return labelled > 0 and (labelled >= 0.5 * len(lines) or len(lines) <= 3) and _LABEL.match(lines[0]) is not None


def is_note(words: str, *, only_strong: bool = False) -> bool:
    """Whether a paragraph reads as a note of its writer about the story; `only_strong`: one sure word of the trade must be in it."""
    if _SPEECH.search(words[:1]) or (only_strong and len(_SPEECH.findall(words)) > 2):
        return False
    strong = len(_STRONG.findall(words))
    if _is_disclaimer(words):
        return True
    first = _FIRST.search(words) is not None
    second = _SECOND.search(words) is not None
    cues = sum(cue.search(words) is not None for cue in _CUES)
    if strong:
        return (first or second or cues >= 2 or len(words) < 200) and not re.search(
            r"[\"”],? \w+ (?:said|asked)\b", words
        )
    return not only_strong and len(words) < 1200 and first and second and cues >= 3 and words.count('"') <= 2


def _is_disclaimer(words: str) -> bool:
    """Whether a paragraph says that its writer does not own the characters."""
    return len(words) < 900 and _OWN.search(words) is not None and not _SPEECH.search(words[:1])


_LANGUAGES = {
    "english": "en",
    "french": "fr",
    "german": "de",
    "spanish": "es",
    "italian": "it",
    "dutch": "nl",
    "portuguese": "pt",
    "français": "fr",
    "deutsch": "de",
    "español": "es",
    "italiano": "it",
    "nederlands": "nl",
    "português": "pt",
}


def read_labels(content: str, blocks: list[Block], by: str = "label lines") -> Metadata:
    """Metadata from blocks of label lines, found on the page `by`: title, author, and an archive's tags."""
    values: dict[str, str] = {}
    label = ""
    for block in blocks:
        if block.region != "metadata":
            label = ""
            continue
        if label and values.get(label):
            label = ""
        for line in content[block.start : block.end].split("\n"):
            match = _LABEL.match(line)
            if match is not None:
                label = match["label"].lower()
                values.setdefault(label, match["value"].strip(" \t*_"))
            elif label and line.strip():
                values[label] = f"{values[label]} {line.strip()}".strip()

    def several(*labels: str) -> tuple[str, ...]:
        parts = [
            p.strip(" []*_") for k in labels for p in re.split(r"[,;]|\]\s", values.get(k, "")) if p.strip(" []*_")
        ]
        return tuple(dict.fromkeys(parts))

    return Metadata(
        title=values.get("title") or values.get("story title"),
        author=values.get("author") or values.get("written by") or values.get("pen name"),
        tags=several("additional tags", "tags", "genre", "genres", "fandom", "fandoms"),
        characters=several("characters", "character"),
        relationships=several("relationships", "relationship", "pairing", "pairings", "ship"),
        language=_LANGUAGES.get(values.get("language", "").split()[0].lower() if values.get("language") else ""),
        provenance=by if values else None,
    )
