"""Which stretches of a paragraph are one quotation.

What one person says in one paragraph is one quotation, over tags and gestures; so stretches are joined unless something between
them says that somebody else speaks: a second tag with another subject, a gesture of another person, nothing at all.
"""

from __future__ import annotations

from fullcast.annotators.quotations.passage import Passage, Setting
from fullcast.annotators.tags import NounPhrase, Tag, sentence_starts, subjects
from fullcast.lexicon.people import FEMALE_NOUNS, FEMALE_TITLES, MALE_NOUNS, MALE_TITLES

_GOING_ON = frozenset("continue add go on resume proceed repeat conclude pursue finish".split()) | {"go on"}
_ANSWERING = frozenset("answer reply rejoin retort respond return".split())
_NOBODY = frozenset("it there this that these those something nothing everything which who what".split())
_LONGEST_GAP = 60
"""Tokens of narration over which one person's speech still goes on."""
_GENDER = {"he": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}


def one_quotation(passage: Passage, a: Setting, b: Setting) -> bool:
    """Whether two neighbouring stretches of a paragraph are parts of one quotation."""
    gap = passage.tokens.between(a.stretch.end, b.stretch.start)
    if not any(passage.tokens.words[k][0].isalpha() for k in gap):
        # nothing between: two speakers, but for a dash or a stray mark
        return len(gap) > 0 and not passage.content[b.stretch.start + 1 : b.stretch.start + 2].isupper()
    if len(gap) > _LONGEST_GAP:
        return False
    speaker = _subject(a.post) or _subject(a.pre)
    leads, follows = _subject(b.pre), _subject(b.post)
    if b.pre is not None and leads is not None:
        # "Should I send it?" asked Mrs. Ford, and Harriet replied, "No."
        if b.pre.verb in _ANSWERING or (speaker is not None and not _same(speaker, leads)):
            return False
        if speaker is None and leads.form != "pronoun" and passage.tokens.lower[gap.start] == "and":
            return False
    tagged = b.post is not None and b.post.certain and b.post.verb not in _GOING_ON
    retold = speaker is not None and speaker.form == "pronoun" and follows is not None and follows.form != "pronoun"
    if tagged and speaker is not None and follows is not None and (retold or differ(speaker, follows)):
        return False
    beats = [beat for beat in subjects(passage.tokens, gap.start, gap.stop) if beat[0].head not in _NOBODY]
    if not beats:
        return True
    # who acts in the sentence right before the second part
    sentence = sentence_starts(passage.tokens, gap.start, gap.stop)[-1]
    last = leads or next((np for np, _ in beats if np.first >= sentence), beats[-1][0])
    return not differ(speaker or beats[0][0], last) or (last.form == "nominal" and leads is None)


def _same(speaker: NounPhrase, later: NounPhrase) -> bool:
    """Whether a later subject is the one before: a pronoun for it, or the same name or noun again."""
    if later.form == "pronoun":
        return not differ(speaker, later)
    return speaker.form == later.form and not differ(speaker, later)


def _subject(tag: Tag | None) -> NounPhrase | None:
    return tag.subject if tag is not None else None


def differ(a: NounPhrase, b: NounPhrase) -> bool:
    """Whether two phrases cannot mean one person."""
    if a.form == "pronoun" and b.form == "pronoun":
        return a.head != b.head
    if "i" in (a.head, b.head) or "we" in (a.head, b.head):
        return True
    if a.form == "name" and b.form == "name":
        return not set(a.head.split()) & set(b.head.split()) - MALE_TITLES - FEMALE_TITLES
    x, y = _gender(a), _gender(b)
    if x and y and x != y:
        return True
    return a.form == "nominal" and b.form == "nominal" and a.head != b.head


def _gender(np: NounPhrase) -> str:
    if np.form == "pronoun":
        return _GENDER.get(np.head, "")
    words = np.head.lower().replace(".", "").split()
    if np.form == "name":
        return "m" if words[0] in MALE_TITLES else "f" if words[0] in FEMALE_TITLES else ""
    return "m" if words[-1] in MALE_NOUNS else "f" if words[-1] in FEMALE_NOUNS else ""
