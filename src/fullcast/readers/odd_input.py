"""Input that is no story, and input that is an odd one.

What is no story is refused. What is odd is read, with a notice whose policy stands in `docs/limits.md`. Each test
looks at the story's own words only, is cheap, and would rather stay silent than warn a plain novel.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from fullcast.errors import NoStoryError
from fullcast.layers import Chapter, Metadata, Notice
from fullcast.readers.draft import Draft
from fullcast.text import Span

_SAMPLE = 60_000
_STOP_WORDS = {
    "en": (
        "the and of to a in that it was he his with as had for her she not at on but is you be they him "
        "have were there said from which this all"
    ).split(),
    "fr": (
        "le la les de des et un une il elle que qui ne pas dans je vous pour sur était ce est au son "
        "avec mais lui se plus nous tout avait du en"
    ).split(),
    "de": (
        "der die das und ich nicht sie er es ein eine zu den mit war sich auf ist dem wie so als auch "
        "des im hatte von an aber ihr noch wir"
    ).split(),
    "es": (
        "el la los las de que y en un una no se por con su para es lo como más pero le al era había él "
        "ella yo sin sobre me del muy"
    ).split(),
    "it": (
        "il la di che e un una non per con si era ma gli lo le del della sono mi come più anche suo ha "
        "al nel dei questo da disse alla"
    ).split(),
    "nl": (
        "de het een en van ik te dat die in niet zijn is was op aan met als voor er maar hij ze had haar "
        "om zo ook dan je naar nog"
    ).split(),
    "pt": (
        "o a os as de que e não um uma do da em para com se por era mais como mas ao ele ela dos seu sua "
        "foi tinha muito já eu na no"
    ).split(),
}
_SETS = {language: frozenset(words) for language, words in _STOP_WORDS.items()}
_SCRIPTS = (
    (re.compile("[\u0400-\u04ff]"), "ru"),
    (re.compile("[\u3040-\u30ff]"), "ja"),
    (re.compile("[\uac00-\ud7af]"), "ko"),
    (re.compile("[\u4e00-\u9fff]"), "zh"),
    (re.compile("[\u0370-\u03ff]"), "el"),
    (re.compile("[\u0590-\u05ff]"), "he"),
    (re.compile("[\u0600-\u06ff]"), "ar"),
    (re.compile("[\u0900-\u097f]"), "hi"),
    (re.compile("[\u0e00-\u0e7f]"), "th"),
)
_WORD = re.compile(r"[^\W\d_]+")
_CODE_LINE = re.compile(
    r"\s*(?:[\w.]+\([^.?!]*\)\s*[;:{]?\s*$|(?:def|class|import|from|return|if|elif|for|while|function|const|let|var|public|private|static|void|int|#include|#define|package|using|"
    r"namespace|fn|impl|struct|end|else)\b.*[:;{}()>=\"]\s*$|[\w.\[\]\"']+\s*(?:=|\+=|:=|=>)\s*\S.*$|.*[;{}]\s*$|[\s{}()\[\];,]+$|\s*(?://|/\*|\*/|#!).*$|</?\w[^>]*>\s*$"
    r"|import [\w.]+$|from [\w.]+ import .*$|return\b.*$)"
)
_LEGAL = re.compile(
    r"\b(?:licen[cs]e[ds]?|licensor|licensee|copyright|warrant(?:y|ies)|liability|liable|hereby|herein|thereof|redistribut\w+|sublicens\w+|merchantability|infring\w+|contributor|"
    r"covered work|terms and conditions|agreement|disclaims?|damages|permission)\b",
    re.IGNORECASE,
)
_SPEAKER_LINE = re.compile(
    r"\s*(?:\*\*|_)?(?P<name>[A-Z][A-Z.'’\- ]{1,30}[A-Z.])(?:\*\*|_)?\s*(?:\([^)\n]*\)\s*)?(?:[.:\]]|\n|$)"
)
_SCRIPT_HEAD = re.compile(r"^\s*(?:INT\.|EXT\.|INT/EXT|FADE IN|FADE OUT|CUT TO)", re.MULTILINE)
_CHAT_LINE = re.compile(
    r"\s*(?:[\[(]?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]m)?[\])]?\s*[-–]?\s*<?(?P<a>[\w .'’-]{1,24}?)>?\s*:\s*\S"
    r"|<(?P<b>[\w'’-]{1,24})>\s+\S|(?P<c>[A-Za-z_][\w'’-]{0,20}(?: [A-Z][\w'’-]{0,15})?)\s?:\s+\S"
    r"|\[(?P<d>[\w .'’-]{1,24})\]\s*:?\s+\S)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"[^\"]{0,2000}?\"|“[^”]{0,2000}?”|«[^»]{0,2000}?»|(?<!\w)‘[^’]{0,500}?’(?!\w)")
_SALUTATION = re.compile(
    r"[\s_*]*(?:my )?(?:own )?(?:dear(?:est)?|beloved|honou?red|darling)\b[^.!?\n]{0,50}[,:;!—-]", re.IGNORECASE
)
_DATELINE = re.compile(
    r"[\s_*\[(]*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?\s+\d|\d{1,2}(?:st|nd|rd|th)?\s+(?:of )?(?:january|february"
    r"|march|april|may|june|july|august|september|october|november|december))",
    re.IGNORECASE,
)


def refuse_no_story(draft: Draft, name: str) -> None:
    """Raise NoStoryError where no prose is in the text: nothing at all, numbers, a table, code, data, a licence."""
    story = story_text(draft)
    if not story.strip():
        what = "only what stands around a story (headings, notes, a licence)" if draft.content.strip() else "nothing"
        raise NoStoryError(f"{name}: no story in it, {what}; if it is one, take those parts out and try again")
    sample = story[:_SAMPLE]
    solid = sum(not c.isspace() for c in sample)
    letters = sum(c.isalpha() for c in sample)
    if letters < 0.5 * solid:
        raise NoStoryError(
            f"{name}: no story in it, {'only' if letters < 0.1 * solid else 'mostly'} numbers and signs; give a text in prose"
        )
    lines = [line for line in sample.split("\n") if line.strip()]
    data = _data(sample, lines)
    if data is not None:
        raise NoStoryError(f"{name}: no story in it but {data}; give a text in prose")


def _data(sample: str, lines: list[str]) -> str | None:
    if sample.lstrip()[:1] in "[{" and sample.rstrip()[-1:] in "]}":
        try:
            json.loads(sample)
            return "data in JSON"
        except ValueError:
            pass
    if len(lines) >= 4:
        for separator, what in (("\t", "tabs"), (",", "commas"), (";", "semicolons"), ("|", "bars")):
            counts = Counter(line.count(separator) for line in lines)
            often, n = counts.most_common(1)[0]
            if (
                often >= 2
                and n >= 0.8 * len(lines)
                and sum(line.rstrip()[-1] in '.!?"”’' for line in lines) < 0.5 * len(lines)
            ):
                return f"a table with {what}"
    if len(lines) >= 5 and sum(_CODE_LINE.match(line) is not None for line in lines) >= 0.6 * len(lines):
        return "program code"
    words = len(_WORD.findall(sample))
    if words >= 60 and len(_LEGAL.findall(sample)) > 0.028 * words:
        return "a licence or contract"
    return None


def story_text(draft: Draft) -> str:
    """The words of the story, without what stands around it."""
    return "\n\n".join(draft.content[r.start : r.end] for r in draft.structure.regions if r.kind == "story")


def look(draft: Draft) -> tuple[Metadata, list[Notice]]:
    """The metadata with the language that the words themselves speak, and the notices of everything odd about them."""
    story = story_text(draft)
    metadata = draft.structure.metadata
    language, sure = detect_language(story[:_SAMPLE])
    notices: list[Notice] = []
    if sure or metadata.language is None:
        metadata = msgspec.structs.replace(
            metadata, language=language if language is not None or sure else metadata.language
        )
    english = metadata.language in (None, "en") and not (sure and language is None)
    if not english:
        what = f"in the language {metadata.language!r}" if metadata.language else "in a language that is not known here"
        notices.append(
            Notice(
                code="not_english",
                message=f"the story is {what}: its structure and quotations are read, its speakers are left open",
            )
        )
    bodies = [draft.content[p.start : p.end] for p in _story_paragraphs(draft)]
    form = _form(bodies, story)
    if form is not None:
        notices.append(form)
    elif english:
        notices.extend(_tellings(story, bodies, draft.structure.chapters))
    return metadata, notices


def _story_paragraphs(draft: Draft) -> list[Span]:
    regions = [r for r in draft.structure.regions if r.kind == "story"]
    out: list[Span] = []
    i = 0
    for p in draft.structure.paragraphs:
        while i < len(regions) and regions[i].end <= p.start:
            i += 1
        if i < len(regions) and regions[i].start <= p.start:
            out.append(p)
    return out


def detect_language(sample: str) -> tuple[str | None, bool]:
    """The two-letter code of the language of `sample`, None where it is not known, and whether that is sure.

    By script, else by the share of the commonest words of seven languages: in prose a quarter to a half of all words
    are among them.
    """
    letters = sum(c.isalpha() for c in sample) or 1
    by_script = [(len(pattern.findall(sample)), code) for pattern, code in _SCRIPTS]
    most, code = max(by_script)
    if most > 0.3 * letters:
        if code == "zh" and by_script[1][0] > 0.1 * letters:
            code = "ja"
        return code, True
    words = [w.lower() for w in _WORD.findall(sample)[:8000]]
    if len(words) < 8:
        return None, False
    counts = Counter(words)
    shares = {lang: sum(counts[w] for w in stops) / len(words) for lang, stops in _SETS.items()}
    best = max(shares, key=lambda lang: shares[lang])
    if best != "en" and shares[best] < 1.4 * shares["en"] and shares["en"] > 0.12:
        best = "en"
    if shares[best] >= 0.14:
        return best, len(words) >= 25
    return None, len(words) >= 150 and max(shares.values()) < 0.08


def _form(bodies: Sequence[str], story: str) -> Notice | None:
    """A notice where the text is no prose: a play or script, a chat, verse."""
    lines = [line for body in bodies for line in body.split("\n")][:6000]
    if len(lines) < 4:
        return None
    size = sum(map(len, bodies)) or 1
    speakers = Counter(m["name"].strip(" .") for body in bodies[:4000] if (m := _SPEAKER_LINE.match(body)) is not None)
    named = sum(n for who, n in speakers.items() if n >= 2)
    heads = len(_SCRIPT_HEAD.findall(story[:200_000]))
    if (named >= 0.35 * len(bodies) and len(bodies) >= 4 and len(speakers) >= 2) or (
        heads >= 3 and named >= 0.15 * len(bodies)
    ):
        return Notice(
            code="play",
            message="a play or script: the names before the speeches tell who speaks, stage directions are read as narration",
        )
    talkers = Counter(
        (m["a"] or m["b"] or m["c"] or m["d"] or "").casefold()
        for line in lines
        if (m := _CHAT_LINE.match(line)) is not None
    )
    talking = sum(n for who, n in talkers.items() if n >= 2)
    if talking >= 0.5 * len(lines) and len(talkers) >= 2:
        return Notice(
            code="chat_log",
            message="a chat log: the names before the messages tell who types them, even where somebody else holds the phone",
        )
    verse = sum(len(body) for body in bodies if _is_verse(body))
    if verse >= 0.5 * size and len(lines) >= 8:
        return Notice(
            code="verse",
            message="verse: each stanza is read as a paragraph; speech in it is found where it is marked, scenes are coarse",
        )
    return None


def _is_verse(body: str) -> bool:
    """Whether a paragraph is a stanza: several short lines, most with a capital, few as long as the longest."""
    lines = [line.strip() for line in body.split("\n")]
    if len(lines) < 2 or max(map(len, lines)) > 75:
        return False
    longest = max(map(len, lines))
    capitals = sum(line[:1].isupper() or not line[:1].isalpha() for line in lines)
    full = sum(len(line) >= 0.92 * longest for line in lines[:-1])
    return (
        capitals >= 0.8 * len(lines)
        and full <= 0.55 * len(lines[:-1]) + 1
        and (longest < 62 or full < 0.5 * len(lines))
    )


def _tellings(story: str, bodies: Sequence[str], chapters: Sequence[Chapter]) -> list[Notice]:
    """Notices for prose told in an uncommon way."""
    found: list[Notice] = []
    narration = [w.lower() for w in _WORD.findall(_QUOTED.sub(" ", story[: 4 * _SAMPLE]))]
    counts = Counter(narration)
    you = counts["you"] + counts["your"] + counts["yourself"]
    others = max(
        counts["i"] + counts["my"] + counts["me"],
        counts["he"] + counts["his"] + counts["him"],
        counts["she"] + counts["her"],
    )
    if len(narration) >= 80 and you >= 0.025 * len(narration) and you > 1.2 * others and counts["i"] < 0.5 * you:
        found.append(
            Notice(
                code="second_person",
                message='told in the second person: the "you" of the narration is no character in the cast',
            )
        )
    titled = _titled_by_name(chapters, story)
    if titled:
        found.append(
            Notice(
                code="pov_chapters",
                message=f"chapters titled by point of view ({', '.join(titled[:4])}): a title names the one who sees, "
                "and is not read as speech or as a mention",
            )
        )
    salutations = sum(
        _SALUTATION.match(body) is not None and (len(body) < 60 or body.find("\n") in range(60)) for body in bodies
    )
    datelines = sum(_DATELINE.match(body) is not None for body in bodies)
    lettered = sum(bool(re.match(r"(?i)letter\b", c.title or "")) for c in chapters)
    words = max(1, len(story) // 6)
    if (salutations >= 3 or lettered >= 3 or datelines >= 8) and (
        salutations + datelines >= words / 2500 + 2 or lettered >= 0.5 * len(chapters)
    ):
        found.append(
            Notice(
                code="epistolary",
                message='told in letters or diaries: the "I" changes with the writer, and who it is stays open where no '
                "signature or heading says so",
            )
        )
    return found


def _titled_by_name(chapters: Sequence[Chapter], story: str) -> list[str]:
    """Names that title chapters, where most chapters are titled so."""
    names: list[str] = []
    for chapter in chapters:
        title = re.sub(
            r"^(?:chapter\s+)?(?:[\divxlcIVXLC]+|one|two|three|four|five|six|seven|eight|nine|ten)\b[.:\s–—-]*",
            "",
            chapter.title or "",
            flags=re.IGNORECASE,
        )
        match = re.fullmatch(
            r"\W*([A-Z][\w’'-]*(?: [A-Z][\w’'-]*)??)(?:['’]?s?)?(?:\s+(?:POV|P\.O\.V\.?|[Pp]oint [Oo]f [Vv]iew))?\W*",
            title.strip(),
        )
        if match is not None:
            names.append(match[1].title() if match[1].isupper() else match[1])
    counts = Counter(names)
    used = [n for n in counts if len(re.findall(rf"\b{re.escape(n)}\b", story[:400_000])) >= 4]
    told = sum(counts[n] for n in used)
    return (
        used
        if told >= 2 and told >= 0.6 * len(chapters) and (len(used) < told or len(used) >= 2) and len(used) >= 2
        else []
    )
