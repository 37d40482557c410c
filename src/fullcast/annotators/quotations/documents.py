"""What is written in a story: letters, notes, signs, articles, between marks.

Three things tell a document: words that announce it ("a board that read"), its own form (a salutation, a signature), and the tag
("the note ran", "he typed"). From its first paragraph it runs on to its signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fullcast.annotators.quotations.passage import Passage, Setting, at_head, fills
from fullcast.lexicon.speaking import GERUND_FORMS, VERB_FORMS

_SURE = frozenset(
    "letter letters note notes message messages telegram cable postcard sign signboard signpost advertisement notice inscription epitaph "
    "placard poster label headline headlines diary journal verse verses poem stanza postscript email e-mail plaque banner envelope "
    "missive epistle leaflet motto caption".split()
)
"""Things that hardly ever come up but to be read."""
_PAPERS = frozenset("standard times chronicle telegraph gazette herald newspaper".split())
DOCUMENTS = (
    _SURE
    | _PAPERS
    | frozenset(
        "card board entry screen reply paper document passage text texts form tombstone headstone gravestone stone plate scroll book "
        "gazetteer report dispatch bulletin handwriting slip scrap parchment paragraph page article".split()
    )
)
"""Those and others that do so where a verb or the words themselves agree."""


def _any_of(nouns: frozenset[str]) -> str:
    return r"\b(?:" + "|".join(sorted(nouns, key=len, reverse=True)) + r")\b"


_NOUN = _any_of(DOCUMENTS - _PAPERS)
_ANNOUNCED = re.compile(_NOUN, re.IGNORECASE)
_LEADS_IN = re.compile(_any_of(_SURE) + r"(?:\W+(?!and\b|then\b|but\b)\w+){0,15}$", re.IGNORECASE)
_WRITTEN = re.compile(
    r"\b(?:wrote|writes|written|writing|indited|scrawled|scribbled|printed|typed|texted|inscribed|engraved|carved|painted|signed|"
    r"read|reads|ran|follows)(?:\W+\w+){0,4}$",
    re.IGNORECASE,
)
_AS_FOLLOWS = re.compile(
    r"\b(?:to this effect|(?:read|ran|is|replied|wrote) as follows|(?:ran|read) thus|"
    r"these contents|in (?:his|her|\w+['’]s) hand(?:writing)? I read)(?: \w+){0,4}[.:,—–-]*$"
)
_IN_THESE_WORDS = re.compile(
    r"\b(?:(?:was|were) as follows|these words|(?:was|were) (?:these|this)|the following(?: words)?)[.:,—–-]*$"
)
_BEARS = re.compile(
    _NOUN + r"(?:,? [\w'’-]+){0,8}? (?:which |that )?(?:simply |only |merely |just )?"
    r"(?:read|reads|said|says|ran|runs|bore|proclaimed|announced|declared|stated|began|marked|inscribed|painted|printed)"
    r"(?: (?:the words?|thus|in \w+ (?:letters|capitals)))?[,:]?$",
    re.IGNORECASE,
)
_IT_BEARS = re.compile(
    r"\b[Ii]t (?:simply |only |merely |just )?(?:read|reads|said|says|ran|runs|began|went|was signed)(?: thus)?[,:]?$"
)
_SALUTATION = re.compile(
    r"(?:my\s+)?(?:very\s+|own\s+)?(?:dear|dearest)\b(?:[^.!?\"”]|\b(?:mrs?|ms|dr|st)\.){1,40}?(?:[,:]\s?(?:--|—|–)|[,:]$|[,:]\n(?=\s*[\"“‘'A-Z]))",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"(?:(?i:believe me|i am|i remain|ever|your['’]?s?|with (?:much |all |best |kind )*(?:love|regards|wishes)|love|"
    r"affectionately|sincerely|faithfully|truly|respectfully|best|kind regards|regards|cheers|xx?x?)\b"
    r"(?!.*\b(?:is|was|are|were|will|have|has|do|did|think|know|can|not|you|that)\b)(?!.*[?!]$)|[A-Z][A-Z.]*(?: [A-Z][A-Z.]*){0,4},?$)"
)
_NAME_AT_END = re.compile(r"(?:[.!?…]|--|—|–)\s*(?:--|—|–)?\s*_?[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}_?[.”\"]?$")
_YOURS_AT_END = re.compile(
    r"\b(?:(?i:your['’]?s)(?: \w+){0,3},?(?:[\s—–-]*_?[A-Z][\w.]*(?:[ ][A-Z][\w.]*){0,3}_?|,? (?:&c|etc)\.?[^.]{0,30}\.?)$"
    r"|I (?:am|remain), (?:my )?dear .{1,30}, (?:&c|etc))"
)
_HAD_WRITTEN = re.compile(
    r"\s*[\[(]wrote [A-Z]|\s*(?:he|she|they|I|[A-Z]\w+) (?:had |has )?(?:written|typed|texted|scrawled|scribbled)\b"
)
_DATELINE = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|"
    r"Saturday|Sunday|\d{1,4}(?:st|nd|rd|th)?)\b",
    re.IGNORECASE,
)
_SALUTES_AT_END = re.compile(r"(?:^|[.!?\"”] ?)(?i:my )?(?i:very |own )?(?i:dear|dearest) [^.!?\"”]{1,40}[,:]$")
_PAPER = re.compile(r"\s*\w+ (?:the|this|his|her|our|a) _?(?P<what>[\w-]+)_?\b")
_GOING_ON = frozenset("continue add go on proceed conclude write resume begin end".split()) | {"go on"}
_WRITE = frozenset("write text type scrawl scribble inscribe print".split())
_REACH = 160
_WROTE = re.compile(r"\b(?:wrote|writes|typed|texted|indited)\b")
_LONG = 300
_LONGEST = 60
"""Paragraphs of a letter looked through for its signature."""


def mark_documents(passage: Passage, top: Sequence[Setting]) -> None:
    """Give the kind `writing` to each stretch of `top` that is a document, and to those that go on with it."""
    k = 0
    while k < len(top):
        s = top[k]
        if s.stretch.marked_by == "quotes" and (
            (s.stretch.kind == "speech" and _is_document(passage, top, k))
            or (
                s.stretch.kind == "not_speech"
                and not at_head(passage, s.stretch)
                and _BEARS.search(_announcement(passage, top, k).rstrip(" _*"))
            )
        ):
            s.stretch.kind = "writing"
            if at_head(passage, s.stretch):
                _mark_headings(passage, top, k)
                k = _mark_rest(passage, top, k)
        k += 1


def _is_document(passage: Passage, top: Sequence[Setting], k: int) -> bool:
    """Whether the stretch at `k` is something written, seen from its tag, its announcement and its form."""
    s, tag = top[k], top[k].tag
    words = s.stretch.words(passage.content)
    after = passage.content[s.after.start : min(s.after.end, s.after.start + _REACH)].replace("\n", " ")
    if _HAD_WRITTEN.match(after):
        return True
    paper = _PAPER.match(after) if tag is not None and tag.side == "after" else None
    if tag is not None and (
        tag.verb in _WRITE
        or (tag.subject is not None and tag.subject.head in DOCUMENTS)
        or (paper is not None and paper["what"].lower() in DOCUMENTS)
    ):
        return tag.verb != "write" or tag.side == "after" or passage.tokens.lower[tag.verb_at] in ("wrote", "writes")
    before = _announcement(passage, top, k)
    if passage.is_set_off(s.stretch.paragraph) and not _is_verse(passage, s.stretch.paragraph):
        return (tag is None or tag.verb in _GOING_ON) and not _says(before)
    head = at_head(passage, s.stretch)
    salutes = head and (_salutes(passage, s) or bool(_SALUTES_AT_END.search(before)))
    if tag is not None and tag.subject is not None and tag.subject.head == "it":
        return salutes or bool(_ANNOUNCED.search(before))
    if tag is not None and tag.side == "after":
        # "Mrs. Jennings wrote to tell the wonderful tale. "I do think," she continued, ..."
        return tag.verb in _GOING_ON and bool(_WROTE.search(before)) and not head
    if salutes:
        return tag is None or not tag.certain
    lead = before.rstrip(" _*")
    if not head and (_BEARS.search(lead) or (_IT_BEARS.search(lead) and _ANNOUNCED.search(lead))):
        return True
    if tag is not None and tag.verb != "read":
        return False
    if _AS_FOLLOWS.search(lead):
        return True
    alone = head and _stands_alone(passage, top, k)
    if _IN_THESE_WORDS.search(lead) and (alone or _ANNOUNCED.search(lead) or _WROTE.search(lead)):
        return True
    if lead.endswith((":", ":--", ":—", ":-")):
        clause = lead.rstrip(":-—")[-90:]
        announced = _LEADS_IN.search(clause) or _WRITTEN.search(clause)
        return announced is not None and not _says(clause) and not clause.endswith("aloud")
    # no verb announces it; the thing named right before and its own form do
    last = re.split(r"[.!?]\s", lead.rstrip(".!? "))[-1]
    if not _ANNOUNCED.search(last) or _says(last):
        return False
    return (
        _is_shouted(words)
        or (len(words.split(None, 5)) > 4 and bool(_NAME_AT_END.search(words[-60:])))
        or alone
        or (head and _ends_signed(passage, top, k))
    )


def _is_verse(passage: Passage, number: int) -> bool:
    """Whether a paragraph is in lines that stop short and begin with capitals."""
    lines = [line.strip(" \"“‘'_") for line in passage.some(number, 2000).split("\n")]
    return len(lines) > 1 and all(len(line) < 60 and line[:1].isupper() for line in lines if line)


def _stands_alone(passage: Passage, top: Sequence[Setting], k: int) -> bool:
    """Whether a long stretch fills its paragraph, with no talk before it or after."""
    s = top[k]
    number = s.stretch.paragraph
    return (
        s.tag is None
        and s.stretch.end - s.stretch.start > _LONG
        and fills(passage, s.stretch)
        and not (k and top[k - 1].stretch.paragraph == number - 1 and at_head(passage, top[k - 1].stretch))
        and not (
            k + 1 < len(top) and top[k + 1].stretch.paragraph == number + 1 and at_head(passage, top[k + 1].stretch)
        )
    )


def _ends_signed(passage: Passage, top: Sequence[Setting], k: int) -> bool:
    """Whether the plain paragraphs from stretch `k` on lead to a signature."""
    return _signed_at(passage, top, k) >= 0


def _announcement(passage: Passage, top: Sequence[Setting], k: int) -> str:
    """The narration that leads to the stretch at `k`, in its own paragraph or at the end of the one before."""
    s = top[k]
    start, end = max(s.before.start, s.before.end - _REACH), s.before.end
    here = passage.content[start:end].replace("\n", " ")
    number = s.stretch.paragraph
    if not at_head(passage, s.stretch):
        if (
            number
            and not (k and top[k - 1].stretch.paragraph == number)
            and len(here) < 60
            and s.before.start == passage.starts[number]
        ):
            here = _paragraph_end(passage, top, k, number) + " " + here
        return here
    while number and _is_dateline(passage, number - 1):
        number -= 1
    return _paragraph_end(passage, top, k, number) if number else ""


def _is_dateline(passage: Passage, number: int) -> bool:
    """Whether a paragraph is only the place and the date over a letter."""
    p = passage.paragraphs[number]
    return (
        p.length < 60
        and bool(_DATELINE.search(passage.content, p.start, p.end))
        and passage.content[p.start] not in "\"“'‘"
    )


def _paragraph_end(passage: Passage, top: Sequence[Setting], k: int, number: int) -> str:
    """The narration at the end of the paragraph before paragraph `number`."""
    p = passage.paragraphs[number - 1]
    start = p.start
    while k and top[k - 1].stretch.paragraph >= number:
        k -= 1
    if k and top[k - 1].stretch.paragraph == number - 1:
        start = top[k - 1].stretch.end
    return passage.content[max(start, p.end - _REACH) : p.end].replace("\n", " ").rstrip()


def _salutes(passage: Passage, s: Setting) -> bool:
    start = s.stretch.start + 1
    end = s.stretch.end - (0 if s.stretch.open_end else 1)
    return bool(_SALUTATION.match(passage.content[start : min(end, start + 80)]))


def _is_shouted(words: str) -> bool:
    """Whether a few words or more are all in capitals, as on boards and in telegrams."""
    return words.isupper() and len(words.split()) >= 2


def _says(before: str) -> bool:
    tail = re.findall(r"[\w']+", before)[-3:]
    return any((w in VERB_FORMS or w in GERUND_FORMS) and VERB_FORMS.get(w) not in _WRITE | {"read"} for w in tail)


def _is_plain(passage: Passage, s: Setting) -> bool:
    """Whether nothing in its paragraph says that a stretch is spoken."""
    tag = s.tag
    return (
        at_head(passage, s.stretch)
        and s.stretch.marked_by == "quotes"
        and (
            tag is None
            or not tag.certain
            or (tag.verb in _GOING_ON and tag.subject is not None and tag.subject.form == "pronoun")
        )
    )


def _signs(words: str, *, whole: bool) -> bool:
    """Whether words end a letter."""
    return (whole and len(words) < 80 and bool(CLOSING.match(words))) or bool(_YOURS_AT_END.search(words[-80:]))


def _mark_headings(passage: Passage, top: Sequence[Setting], k: int) -> None:
    """The place and the date over a letter, each between marks of its own: "Tunbridge Wells," "September."."""
    number = top[k].stretch.paragraph
    while k and top[k - 1].stretch.paragraph == number - 1 and fills(passage, top[k - 1].stretch):
        s = top[k - 1].stretch
        if (
            len(s.words(passage.content).split(None, 8)) > 6
            or s.words(passage.content)[-1:] in "?!"
            or s.kind != "speech"
        ):
            break
        s.kind = "writing"
        top[k].stretch.joins = s
        k, number = k - 1, number - 1


def _signed_at(passage: Passage, top: Sequence[Setting], k: int) -> int:
    """Index of the stretch with the signature of the letter that begins at stretch `k`, its postscript included; -1 where there is none."""
    found = k if _signs(top[k].stretch.words(passage.content), whole=False) else -1
    number = top[k].stretch.paragraph
    for j in range(k + 1, min(len(top), k + _LONGEST)):
        s = top[j]
        if s.stretch.paragraph == number:
            continue
        if s.stretch.paragraph != number + 1 or not _is_plain(passage, s):
            break
        number += 1
        words = s.stretch.words(passage.content)
        if _signs(words, whole=fills(passage, s.stretch)):
            found = j
        elif found >= 0:
            if not words.lstrip("_").startswith(("P.S", "P. S", "PS")):
                break
            found = j
    return found


def _mark_rest(passage: Passage, top: Sequence[Setting], k: int) -> int:
    """Mark what goes on with the document that begins at `k`; the index of its last stretch."""
    last = j = k
    number = top[k].stretch.paragraph
    while (j := j + 1) < len(top):
        s = top[j]
        if (
            s.stretch.paragraph == number
            and top[j - 1].post is not None
            and (s.post is None or s.post.verb in _GOING_ON)
        ):
            last = j  # the rest of its own paragraph, over a tag such as "the note ran"
        elif s.stretch.paragraph == number + 1 and s.stretch.continues:
            last, number = j, number + 1
        else:
            break
    last = max(last, _signed_at(passage, top, k))
    if last == k and _salutes(passage, top[k]) and fills(passage, top[k].stretch) and k + 1 < len(top):
        # a salutation in a paragraph of its own: what follows it belongs to it
        follower = top[k + 1]
        if follower.stretch.paragraph == number + 1 and _is_plain(passage, follower):
            last = k + 1
    for before, s in zip(top[k:last], top[k + 1 : last + 1], strict=True):
        s.stretch.kind = "writing"
        if s.stretch.joins is None:
            s.stretch.joins = before.stretch
    return last
