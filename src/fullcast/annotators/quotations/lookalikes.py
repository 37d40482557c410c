"""What only looks like speech: titles, nicknames, words spoken of, scare quotes, sayings, and words that nobody says aloud.

The narration right before and after a stretch tells them: a speech follows a sign or a verb of saying, a quoted word stands in the
middle of somebody else's sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fullcast.annotators.quotations.passage import Passage, Setting
from fullcast.annotators.quotations.stretches import ENDS, Stretch
from fullcast.annotators.tags import ALL_FORMS, Tag
from fullcast.lexicon.function_words import DETERMINERS
from fullcast.lexicon.speaking import GERUND_FORMS, VERB_FORMS

_REACH = 160
"""How far the narration around a stretch is looked at, in code points: a long sentence."""
_NEAR = 70
"""How far a phrase such as "felt like answering" reaches."""
_NAMING = frozenset(
    "called named titled entitled term termed dubbed labelled labeled styled word words phrase expression title nicknamed christened "
    "known".split()
)
_CALLED = re.compile(
    r"\b(?:call|calls|called|calling|name|names|named|naming|dubbed|nicknamed|christened|termed|titled|entitled|styled|labell?ed|branded)"
    r"(?P<whom> (?:it|him|her|them|me|us|you|himself|herself|itself|(?:the|his|her|my|our|your|their|that|this) \w+|[A-Z][\w’'-]+))?$"
)
_RUNS_ON = re.compile(
    r"\s+(?:is|was|were|are|means|meant|had|has|would|could|did|does|seemed|became|of|and|or|in|for|belongs|on|at|by|with)\b"
)
_WITHIN = re.compile(r"\s*(?:[,;]\s*(?:and|or)\b|\s+[a-z])")
_TAGGED = re.compile(r"\s*(?:he|she|I|they|said|[A-Z]\w+ (?:said|asked))\b")
_INITIALS = re.compile(r"(?:[A-Z]\.\s?){1,4}")
_OF_WORKS = frozenset("read reads sang sing sings play played plays recite recited wrote of".split())
_SENTENCES = re.compile(r"[.!?] +[A-Z]")
_SMALL_WORDS = frozenset("a an the of and in on at to for from by with or de la le von is".split())

_SAY = r"(?:say|ask|answer|reply|retort|exclaim|cry|cry out|add|shout|shout back|tell (?:him|her|them|me))"
_SAYING = r"(?:saying|asking|answering|replying|retorting|exclaiming|crying|adding|shouting(?: back)?|telling (?:him|her|them|me))"
_FACE = (
    r"(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Ii]ts|whose|\w+['’]s) (?:\w+ )?"
    r"(?:eyes?|looks?|face|glances?|gaze|smile|attitude|manner|expression|silence)"
)
_SPOKE = r"(?:seemed to (?:say|ask)|said|say|says|saying|implored?|expressed|pleaded|proclaimed|asked)"
_WOULD_BE = re.compile(
    rf"(?:\bas (?:if|though|much as|who should)(?: \w+){{0,3}} (?:to )?{_SAY}"
    rf"|\bfelt (?:like {_SAYING}|(?:inclined|tempted|ready|obliged) to {_SAY})"
    rf"|\b(?:longed|tempted|wanted|wished|yearned|ached) to {_SAY}"
    rf"|\b(?:his|her|my|their) (?:lips|tongue) to {_SAY}|\bon the point of {_SAYING}"
    rf"|\b(?:instead of|without|refrained from|short of) {_SAYING}"
    rf"|\b[Ww]hy (?:did|does|should|could) (?:he|she|I|they) not {_SAY}|\b[Hh]ow could (?:he|she|I|they) {_SAY}"
    rf"|\b(?:was|is|were|am) not going to {_SAY}|\bprevented \w+ from {_SAYING}"
    rf"|\bcould (?:imagine|fancy|picture)(?: \S+){{1,5}} {_SAYING}(?: \w+){{0,2}}"
    rf"|{_FACE}(?: \w+){{0,2}} {_SPOKE}(?: (?:him|her|them|me))?)[\s,:—–-]*$"
)
_WOULD_HAVE_BEEN = re.compile(
    rf"[\s,—–-]*(?:(?:he|she|I|they|[A-Z]\w+) (?:felt (?:like {_SAYING}|inclined to {_SAY})|(?:longed|wanted|wished) to {_SAY})"
    rf"|(?:his|her|their|my) (?:\w+ )?(?:eyes|look|face|glance|gaze|attitude|expression) {_SPOKE}"
    rf"|(?:he|she|I|the \w+|[A-Z]\w+) could (?:imagine|fancy|picture) )"
)


def is_unsaid(passage: Passage, s: Setting) -> bool:
    """Whether the words are those that somebody might say but does not: "as if to say", "he felt like answering", "her eyes said"."""
    lead = passage.content[max(s.before.start, s.before.end - _NEAR) : s.before.end].replace("\n", " ")
    tail = passage.content[s.after.start : min(s.after.end, s.after.start + _NEAR)].replace("\n", " ")
    return bool(_WOULD_BE.search(lead) or _WOULD_HAVE_BEEN.match(tail))


def is_saying(tag: Tag | None, tokens_lower: list[str], *, past: bool) -> bool:
    """Whether a tag tells what people always say: in a story told in the past, "they say in those parts"."""
    return (
        tag is not None
        and past
        and tokens_lower[tag.verb_at] == "say"
        and tag.subject is not None
        and tag.subject.head in ("they", "people", "folk", "folks", "men")
    )


def is_not_speech(passage: Passage, s: Setting) -> bool:
    """Whether a stretch outside all others is a title, a nickname, a word spoken of or a scare quote."""
    content = passage.content
    before = content[max(s.before.start, s.before.end - _REACH) : s.before.end].replace("\n", " ").rstrip(" _*")
    after = content[s.after.start : min(s.after.end, s.after.start + _REACH)].replace("\n", " ")
    inner = s.stretch.words(content)
    words = inner.split(None, 40)
    if not words:
        return True
    stop = inner[-1]
    if not before:
        # at the head of a paragraph, where the sentence runs on without a tag: "Albert" was inhabited
        return s.post is None and len(words) <= 6 and stop not in ENDS and bool(_RUNS_ON.match(after))
    if _INITIALS.fullmatch(inner) or _is_name_given(before, inner, words):
        return True
    if s.post is not None or _takes_up(s, before, words, stop):
        return False
    lead = before[-1]
    says = _says(before)
    if (
        lead.isalnum()
        and stop not in "?!"
        and not (says and before.endswith((" a", " an")))
        and _is_title(before, words)
    ):
        return True
    if (
        lead.isalnum()
        and not says
        and stop not in "?!"
        and words[0][0].islower()
        and not s.resumes
        and not _reports(before)
        and not _SENTENCES.search(inner)
    ):
        # a piece of somebody's sentence inside the narrator's: the gates were "made of sardius, with ... inwrought."
        return True
    if stop in ".!?…" and not (len(words) == 1 and lead.isalnum()) and not _named(before):
        return False
    if lead in ",:—–-":
        return len(words) <= 2 and stop not in ENDS and bool(_WITHIN.match(after)) and lead == "," and not says
    if not (lead.isalnum() or lead in ")'’"):
        return len(words) <= 3 and stop not in ENDS and words[0][0].islower()
    if says:
        # "a sheet of what she termed literary 'copy'": the verb is not what leads to the word
        return lead.isalnum() and stop not in ENDS and len(words) <= 2 and not _says(before.rsplit(None, 1)[-1])
    if stop in ",;" and len(words) <= 8:
        return not _TAGGED.match(after) or _named(before)
    if _named(before):
        return len(words) <= 12
    return stop not in ".!?…—-" or len(words) == 1


def _takes_up(s: Setting, before: str, words: list[str], stop: str) -> bool:
    """Whether a stretch goes on with a speech before it, over a word or two: "With me!" in amazement "well, sir, be quick."."""
    if not s.sign_before or s.sign_before not in ENDS or stop not in ENDS or len(words) < 3:
        return False
    between = before.strip(" ,;—–-")
    return between.startswith("(") or (
        between[:1].islower() and len(between.split()) <= 8 and between not in ("and", "or")
    )


def _is_name_given(before: str, inner: str, words: list[str]) -> bool:
    """Whether a verb of naming leads to the words: everybody called him "Spoons"; but: he called, "Spoons!"."""
    called = _CALLED.search(before)
    if called is None or len(words) > 6 or inner[-1] in "!?":
        return False
    if called["whom"] is not None or not inner[0].isupper():
        return True
    return inner[-1] not in ENDS and called.group().endswith("ed")


def _reports(before: str) -> bool:
    """Whether the sentence before tells that somebody says or thinks: Matthew had declared that she "would beat the whole Island."."""
    return any(
        w in ALL_FORMS or w in GERUND_FORMS for w in re.findall(r"[\w']+", re.split(r"[.!?] ", before)[-1])[-14:]
    )


def _in_capitals(words: list[str]) -> bool:
    """Whether every word that matters has a capital."""
    return all(w[:1].isupper() or w.lower() in _SMALL_WORDS for w in words)


def _is_title(before: str, words: list[str]) -> bool:
    """Whether the words are a title: a determiner or owner before, a capital on every word that matters."""
    last = before.split()[-1].lower()
    led = last in DETERMINERS or last.endswith(("'s", "’s", "s'", "s’"))
    return len(words) <= 8 and _in_capitals(words) and (led or (last in _OF_WORKS and len(words) > 1))


def _named(before: str) -> bool:
    return bool(set(re.findall(r"\w+", before.lower())[-4:]) & _NAMING)


def _says(before: str) -> bool:
    """Whether the narration ends with a verb of saying, or at most two words after it."""
    return any(w in VERB_FORMS or w in GERUND_FORMS for w in re.findall(r"[\w']+", before)[-3:])


_OWN_VOICE = re.compile(
    r"\b(?:I|me|my|mine|myself|you|your|yours|we|us|our|let['’]s|is|are|am|isn['’]t|aren['’]t|do|does|don['’]t|doesn['’]t|has|have|haven['’]t|"
    r"hasn['’]t|can|can['’]t|cannot|will|won['’]t|shall|may|(?:it|that|he|she|there|what)['’]s|ain['’]t|sir|madam|ma['’]am)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|had|did|could|would|should|might|must)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:he|she|they|his|her|him|them|their|himself|herself)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"(?:that|how|if|whether|why|what)\b")
_LEAST_REPORTS = 4


def is_told(words: str) -> bool:
    """Whether words tell what somebody says instead of giving it: third person, past, nothing of the speaker's own."""
    return (
        len(words.split(None, 6)) > 5
        and not _OWN_VOICE.search(words)
        and bool(_PAST.search(words))
        and bool(_OTHERS.search(words))
    )


def puts_reports_in_marks(passage: Passage, around: Sequence[Setting]) -> bool:
    """Whether this book sets reported speech between marks, as Austen does: Charles "had never seen a pleasanter man in his life."."""
    found = 0
    for s in around:
        words = s.stretch.words(passage.content)
        inside = s.before.end > s.before.start and not s.resumes
        tagged = s.pre is not None or (s.post is not None and s.post.certain)
        if words[:1].islower() and inside and not tagged and is_told(words):
            found += 1
            if found >= _LEAST_REPORTS:
                return True
    return False


def is_report(passage: Passage, s: Setting, *, habit: bool) -> bool:
    """Whether a stretch reports speech: "that he was proposing to leave"; with the habit, whole sentences after narration too."""
    words = s.stretch.words(passage.content)
    if (s.post is not None and s.post.certain) or s.resumes or s.follows_tag or not is_told(words):
        return False
    if _CLAUSE.match(words) and words[-1] != "?":
        return True
    lead = passage.content[s.before.start : s.before.end].strip()
    return habit and s.pre is None and bool(lead)


_HABIT = re.compile(r"\b(?:used to|always|often|would) \w+$|\b(?:says|say|as they say|saying goes|that)$")
_YOU_SAID = re.compile(r"\b(?:you|You) (?:said|say|called?|mean)$")


def nested_kind(content: str, s: Stretch, parent: Stretch) -> str:
    """Whether words quoted inside a speech are somebody's words, or a title, a saying, a word spoken of."""
    inner = s.words(content)
    words = inner.split(None, 40)
    before = content[max(parent.start + 1, s.start - _REACH) : s.start].replace("\n", " ").rstrip(" _*")
    after = content[s.end : min(parent.end, s.end + 60)].replace("\n", " ")
    if not words:
        return "not_speech"
    if not before:  # the speech begins with somebody's words: "'Wash your neck,'" said Crispin
        return "speech" if inner[-1] in ENDS else "not_speech"
    if before[-1] in ",:":
        return "speech" if inner[-1] in ENDS or len(words) > 4 else "not_speech"
    if before[-1].isalnum():
        if _is_name_given(before, inner, words) or (inner[-1] not in ENDS and _is_title(before, words)):
            return "not_speech"
        if _HABIT.search(before):
            return "speech" if inner[0].isupper() and len(words) > 2 and not before.endswith("that") else "not_speech"
        if _YOU_SAID.search(before):
            return "speech" if len(words) > 2 else "not_speech"
        said = before.lower().split()[-1] in VERB_FORMS
        told = (_says(before) and len(words) > 2) or (_reports(before) and len(words) > 4)
        return "speech" if said or told else "not_speech"
    if inner[-1] in "?!…—-" or _TAGGED.match(after):
        return "speech"
    return "speech" if inner[-1] in ENDS and len(words) > 3 else "not_speech"
