"""The grammar of tags: the words around a quotation that say who says it, and how.

Rules over tokens, no parser: "said A", "A said", "said A to B", "A turned to B and said", with adverbs between. A tag names its grammatical
subject, never the nearest name: nearness confuses the speaker with the addressee in "said A to B".
"""

from __future__ import annotations

from dataclasses import dataclass

from fullcast.lexicon.function_words import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    EXCLAMATIONS,
    PREPOSITIONS,
    SENTENCE_STARTERS,
)
from fullcast.lexicon.inflection import IRREGULAR
from fullcast.lexicon.people import (
    ANIMAL_NOUNS,
    CONTRACTED,
    DOTTED,
    PARTICLES,
    PERSON_NOUNS,
    SUBJECT_PRONOUNS,
    TITLES,
)
from fullcast.lexicon.sounding import SOUNDING_FORMS
from fullcast.lexicon.speaking import (
    CERTAIN,
    GERUND_FORMS,
    PHRASAL,
    THINKING_FORMS,
    VERB_FORMS,
    WRITING_FORMS,
)
from fullcast.text import Span
from fullcast.text.tokens import Tokens

PAST_FORMS = frozenset(p for pair in IRREGULAR.values() for p in pair) - {"like"}
ALL_FORMS = {**SOUNDING_FORMS, **VERB_FORMS, **WRITING_FORMS, **THINKING_FORMS}
_PHRASAL_FIRST = frozenset(first[0] for first in PHRASAL)
_STOPS = (
    PREPOSITIONS
    | CONJUNCTIONS
    | AUXILIARIES
    | SUBJECT_PRONOUNS
    | {"him", "me", "them", "us", "who", "whom", "which", "to"}
)
_INTRANSITIVE_OF_SPEECH = frozenset("nothing little much so no something anything as".split())
_TELLING = frozenset(
    "tell ask inform assure warn answer remind beg implore entreat advise urge interrupt order inquire reassure address greet instruct "
    "correct invite counsel caution command beseech scold chide tease taunt".split()
)
INDEFINITE = frozenset("somebody someone everyone everybody nobody anybody anyone".split())
"""Subjects that name nobody in particular."""
_NEVER_INSIDE = (SENTENCE_STARTERS | EXCLAMATIONS | CONTRACTED.keys()) - TITLES - PARTICLES
"""Words that end the run of a name even with a capital: "Mr. Bingley I suppose"."""
_NAME_LIKE = frozenset("will may grace hope art rich".split())
"""Sentence starters that people are called, where no sentence starts."""
_BEFORE_NOUNS = frozenset("the a his her my no this that in of".split())
_MAX_MODIFIERS = 5
_CLOSING = frozenset("\"”’'»")
_PARTING = frozenset("at in of for with after by from on".split())
"""Words that begin a phrase between a subject and its verb."""
_PARTICLES_OF_VERBS = frozenset("out back up forth".split())
_DEGREES = frozenset("somewhat again presently aloud".split())
_SPOKEN = {
    "uttered": "utter",
    "spoken": "speak",
    "said": "say",
    "cried": "cry",
    "repeated": "repeat",
    "muttered": "mutter",
}
_UTTERANCES = frozenset(
    "words word reply answer response remark comment observation exclamation question greeting address reasoning rejoinder retort verdict "
    "advice suggestion objection conclusion contribution".split()
)
"""Nouns for what someone says."""
CERTAIN_FORMS = frozenset(form for form, base in VERB_FORMS.items() if base in CERTAIN)


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Words that may refer to a person."""

    first: int
    """Index of the first token."""
    last: int
    """Index after the last token."""
    form: str
    """ "name", "nominal", "pronoun", or "indefinite" for somebody, a voice."""
    head: str
    """The noun or pronoun in small letters; of a name, the name as written."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A clause that says that someone says something."""

    subject: NounPhrase | None
    verb: str
    """Base form."""
    verb_at: int
    """Index of the verb's token."""
    addressee: NounPhrase | None
    manner: tuple[str, ...]
    first: int
    last: int
    side: str
    """ "after" or "before" the quotation."""
    certain: bool
    """Whether shape and verb leave no doubt."""

    def span(self, tokens: Tokens) -> Span:
        """Where the tag stands."""
        return Span(tokens.starts[self.first], tokens.ends[self.last - 1])


def capital(word: str) -> bool:
    """Whether the word begins with a capital letter."""
    return word[:1].isupper()


def verbish(lower: str) -> bool:
    """Whether a word looks like a finite verb."""
    return (
        lower in ALL_FORMS
        or lower in PAST_FORMS
        or lower in AUXILIARIES
        or (len(lower) > 3 and lower.endswith("ed"))
        or lower in ("'s", "'d")
    )


def adverbish(word: str) -> bool:
    """Whether a word, as written, may stand between a subject and its verb; "Emily" may not."""
    return word in ADVERBS or (len(word) > 3 and word.endswith("ly") and word.islower())


def name_run(tokens: Tokens, i: int, limit: int) -> int:
    """Index after the run of a proper name that begins at token `i`, or `i` where none does."""
    words, lower = tokens.words, tokens.lower
    j = i
    while j < limit:
        w = words[j]
        if capital(w) and w[0].isalpha():
            if j > i and (
                lower[j] in _NEVER_INSIDE or (tokens.starts[j] - tokens.ends[j - 1] > 1 and words[j - 1] != ".")
            ):
                break
            if w.endswith(("'s", "’s", "s'", "s’")) and len(w) > 2:
                return j + 1
            j += 1
            bare = lower[j - 1]
            if (
                j + 1 < limit
                and words[j] == "."
                and (bare in DOTTED or len(bare) == 1)
                and lower[j + 1] not in _NEVER_INSIDE
                and (capital(words[j + 1]) or (lower[j + 1] in PARTICLES and _particle_leads(tokens, j + 1, limit)))
            ):
                j += 1
        elif j > i and lower[j] in PARTICLES and j + 1 < limit and _particle_leads(tokens, j, limit):
            j += 1
        else:
            break
    return j


def _particle_leads(tokens: Tokens, j: int, limit: int) -> bool:
    """Whether a capital follows the particle at `j` or the two at `j` and `j + 1`."""
    if tokens.lower[j] in ("of", "the", "y", "el", "al", "la", "des", "du") and not (
        tokens.lower[j] == "of" and tokens.lower[j - 1] not in TITLES | {"queen", "king"}
    ):
        return capital(tokens.words[j + 1])
    if tokens.lower[j] == "of":
        return False
    return capital(tokens.words[j + 1]) or (
        j + 2 < limit and tokens.lower[j + 1] in PARTICLES and capital(tokens.words[j + 2])
    )


def noun_phrase(tokens: Tokens, i: int, limit: int) -> NounPhrase | None:
    """The noun phrase that begins at token `i` and could be a person, or None."""
    if i >= limit:
        return None
    word, lower = tokens.words[i], tokens.lower[i]
    if lower in SUBJECT_PRONOUNS:
        return NounPhrase(i, i + 1, "pronoun", lower)
    if lower in INDEFINITE or (
        lower in ("a", "another", "some") and tokens.lower[i + 1 : i + 2] in (["voice"], ["voices"])
    ):
        return NounPhrase(i, i + 1 + (lower not in INDEFINITE), "indefinite", lower)
    if lower in CONTRACTED:
        return NounPhrase(i, i + 1, "pronoun", CONTRACTED[lower])
    if lower in DETERMINERS and not (capital(word) and i + 1 < limit and lower not in DETERMINERS):
        return _nominal(tokens, i, limit)
    if capital(word) and word[0].isalpha():
        if (
            lower in SENTENCE_STARTERS
            and lower not in TITLES
            and not (lower in _NAME_LIKE and i > 0 and (tokens.words[i - 1][-1].isalpha() or _goes_on(tokens, i)))
        ):
            return None
        j = name_run(tokens, i, limit)
        last = tokens.words[j - 1]
        if last.endswith(("'s", "’s", "s'", "s’")) and j < limit:
            owned = _nominal(tokens, j - 1, limit)
            return owned and NounPhrase(i, owned.last, "nominal", owned.head)
        if lower in EXCLAMATIONS and j == i + 1:  # "Lord!", but "Lord Henry"
            return None
        return NounPhrase(i, j, "name", " ".join(tokens.words[i:j]).replace(" .", "."))
    if lower in PERSON_NOUNS and lower.endswith("s"):
        return NounPhrase(i, i + 1, "nominal", lower)
    return None


def _goes_on(tokens: Tokens, i: int) -> bool:
    """Whether token `i` goes on with a sentence after a quotation that ends in a comma: "“Yes,” May agreed"."""
    return i > 1 and tokens.words[i - 1] in _CLOSING and tokens.words[i - 2] == ","


def _past_phrase(tokens: Tokens, j: int, limit: int) -> int:
    """Index of the verb of saying that a short phrase between it and its subject ends at: "Mara *at length* repeated"; else `j`."""
    if j < limit and tokens.lower[j] in _PARTING:
        for m in range(j + 1, min(limit, j + 5)):
            if not tokens.words[m][0].isalnum():
                return j
            if tokens.lower[m] in CERTAIN_FORMS and tokens.lower[m - 1] not in DETERMINERS:
                return m
    return j


def _called_name(tokens: Tokens, j: int, limit: int) -> int:
    """Index of the name that a particle or one adjective leads to at `j`: "called *out* Mara", "said *poor* Mara"; else `j`."""
    k = j + (j + 1 < limit and tokens.lower[j] in _PARTICLES_OF_VERBS)
    if k + 1 < limit and tokens.words[k].islower() and tokens.words[k].isalpha() and capital(tokens.words[k + 1]):
        plain = tokens.lower[k] not in _STOPS | DETERMINERS and not adverbish(tokens.words[k])
        if plain and tokens.lower[k + 1] not in SENTENCE_STARTERS:
            return k + 1
    return k if k > j and capital(tokens.words[k]) else j


def _owned_words(tokens: Tokens, i: int, limit: int) -> Tag | None:
    """The tag "were Mara's words", "was his only answer", or "was uttered by Mara", "burst from Mara", straight after a quotation."""
    lower = tokens.lower
    if i + 1 < limit and lower[i] in ("was", "were", "is", "came"):
        for j in range(i + 1, min(limit, i + 6)):
            if lower[j] in _SPOKEN and j + 1 < limit and lower[j + 1] == "by":
                np = noun_phrase(tokens, j + 2, limit)
                return None if np is None else Tag(np, _SPOKEN[lower[j]], j, None, (), i, np.last, "after", True)
            if not tokens.words[j][0].isalnum():
                break
        j = name_run(tokens, i + 1, limit)
        if j > i + 1 and tokens.words[j - 1].endswith(("'s", "’s", "s'", "s’")):
            for m in range(j, min(limit, j + 4)):
                if lower[m] in _UTTERANCES:
                    name = " ".join(tokens.words[i + 1 : j]).replace(" .", ".")
                    return Tag(NounPhrase(i + 1, j, "name", name), "say", i, None, (), i, m + 1, "after", True)
                if not tokens.words[m][0].isalnum():
                    break
    if i + 2 < limit and lower[i] in ("burst", "broke", "came") and lower[i + 1] == "from":
        np = noun_phrase(tokens, i + 2, limit)
        return None if np is None else Tag(np, "burst out", i, None, (), i, np.last, "after", True)
    return None


def _nominal(tokens: Tokens, i: int, limit: int) -> NounPhrase | None:
    """A determiner (or possessive) at `i` with the noun that it leads to."""
    words, lower = tokens.words, tokens.lower
    best = 0
    j = i + 1
    while j < limit and j - i <= _MAX_MODIFIERS:
        w = lower[j]
        if not (w[0].isalnum()) or w in _STOPS or w in DETERMINERS:
            break
        if w in PERSON_NOUNS or w in ANIMAL_NOUNS:
            best = j
        elif j > i + 1 and (verbish(w) or adverbish(words[j]) or w in _DEGREES):
            break
        j += 1
    if best:
        # "the Queen of Hearts", "the man in the grey coat" keep their head
        return NounPhrase(i, best + 1, "nominal", lower[best])
    if j > i + 1 and words[j - 1][0].isalpha():
        return NounPhrase(i, j, "nominal", lower[j - 1])
    return None


def _manner(tokens: Tokens, start: int, limit: int) -> tuple[str, ...]:
    """Adverbs and phrases of manner among the tokens up to the end of the clause."""
    found: list[str] = []
    j = start
    while j < limit and tokens.words[j] not in ".;:!?":
        w = tokens.lower[j]
        if (
            w.endswith("ly")
            and len(w) > 4
            and w not in ("only", "family", "reply", "early", "really", "nearly", "hardly")
        ):
            found.append(tokens.words[j])
        elif w in ("in", "with", "under", "through", "without") and not found:
            k = j + 1
            while k < limit and k - j < 8 and tokens.words[k] not in ",.;:!?" and not tokens.words[k].startswith("--"):
                k += 1
            if k - j > 1:
                found.append(" ".join(tokens.words[j:k]))
            j = k - 1
        j += 1
        if j - start > 14:
            break
    return tuple(found)


def _verb_at(tokens: Tokens, j: int, limit: int) -> tuple[str, int] | None:
    """Base form of the verb of saying at token `j` and the index after it."""
    if j >= limit:
        return None
    lower = tokens.lower
    if lower[j] in _PHRASAL_FIRST:
        if j + 1 < limit and (pair := PHRASAL.get((lower[j], lower[j + 1]))):
            return pair, j + 2
        if single := PHRASAL.get((lower[j],)):
            return single, j + 1
    if base := ALL_FORMS.get(lower[j]):
        return base, j + 1
    return None


def _base_of_regular(past: str) -> str:
    """The base form of a regular past, near enough to show: "cooed" gives "coo"."""
    stem = past[:-2]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiosl" else stem


def _addressee(tokens: Tokens, verb: str, after_verb: int, limit: int) -> NounPhrase | None:
    """The person told, in the words after a verb that follows its subject."""
    if after_verb < limit and verb in _TELLING and (np := object_phrase(tokens, after_verb, limit)):
        return np
    return _to_someone(tokens, after_verb, limit)


def _to_someone(tokens: Tokens, start: int, limit: int) -> NounPhrase | None:
    j = start
    while j < min(limit, start + 7) and tokens.words[j] not in ".;:!?,":
        if tokens.lower[j] in ("to", "at", "towards", "toward") and (np := object_phrase(tokens, j + 1, limit)):
            return np
        j += 1
    return None


def object_phrase(tokens: Tokens, i: int, limit: int) -> NounPhrase | None:
    """The person phrase in object position at token `i`: "him", "Mara", "the guard"."""
    if i >= limit:
        return None
    lower = tokens.lower[i]
    if lower in ("him", "her", "them", "me", "us", "himself", "herself", "themselves", "myself", "itself"):
        follows = tokens.lower[i + 1] if i + 1 < limit else "."
        if lower == "her" and follows[0].isalpha() and follows not in _STOPS and not follows.endswith("ly"):
            return _nominal(tokens, i, limit)
        return NounPhrase(i, i + 1, "pronoun", lower)
    if lower in SUBJECT_PRONOUNS:
        return None
    np = noun_phrase(tokens, i, limit)
    if np and np.form == "nominal" and np.head not in PERSON_NOUNS:
        return None
    return np


def tag_after(tokens: Tokens, i: int, limit: int, ending: str) -> Tag | None:
    """The tag in the narration that begins at token `i` straight after a quotation whose last mark is `ending`.

    `limit` is the index after the narration's last token.
    """
    lower, words = tokens.lower, tokens.words
    while i < limit and (words[i] in ",;" or words[i].startswith("--") or words[i] in "—–-"):
        i += 1
    if i >= limit:
        return None
    fresh = capital(words[i]) and ending in ".…" and not ending.startswith(",")
    incomplete = ending == ","
    if (owned := _owned_words(tokens, i, limit)) is not None and not fresh:
        return owned
    # "then", "here", "at last" may come before
    k = i
    while k < limit and k - i < 3 and lower[k] in ADVERBS and lower[k] not in ("not", "half", "quite", "rather"):
        k += 1
    inverted = _verb_at(tokens, k, limit)
    if inverted is None and k + 1 < limit and words[k].islower() and words[k].endswith("ed") and ending in ",!?—…":
        # any verb does where a name comes right after it: "cooed Marcelline"
        inverted = (
            (_base_of_regular(lower[k]), k + 1) if capital(words[k + 1]) or lower[k + 1] in SUBJECT_PRONOUNS else None
        )
    if inverted and not capital(words[k]):
        verb, after = inverted
        j = after
        while j < limit and adverbish(words[j]):
            j += 1
        if (
            j < limit and lower[j] == "to" and (told := object_phrase(tokens, j + 1, limit))
        ):  # "said to her the old man"
            j = told.last
        j = _called_name(tokens, j, limit)
        np = noun_phrase(tokens, j, limit)
        if np is None and j < limit and lower[j] in ("voice", "voices"):
            np = NounPhrase(j, j + 1, "nominal", lower[j])
        if np is not None and (np.form != "pronoun" or np.head in SUBJECT_PRONOUNS):
            told = _to_someone(tokens, np.last, limit)
            return Tag(np, verb, k, told, _manner(tokens, after, limit), i, np.last, "after", True)
    np = noun_phrase(tokens, k, limit)
    if np is None:
        return None
    j = np.last
    if j < limit and lower[j] == "of" and np.form == "nominal":  # "the Queen of Hearts said"
        m = j + 1
        while m < limit and m - j < 5 and not verbish(lower[m]) and words[m][0].isalpha():
            m += 1
        if m < limit and verbish(lower[m]):
            np, j = NounPhrase(np.first, m, np.form, np.head), m
    if j < limit and words[j] == "," and np.form != "pronoun":  # "Mara, laughing, said"
        m = j + 1
        while m < min(limit, j + 12) and words[m] not in ".;:!?,":
            m += 1
        if m < limit and words[m] == "," and _verb_at(tokens, m + 1, limit):
            j = m + 1
    if incomplete:
        j = _past_phrase(tokens, j, limit)
    while j < limit and (adverbish(words[j]) or lower[j] in ("had", "has", "both", "all", "himself", "herself")):
        j += 1
    if np.form == "pronoun" and lower[np.first] in CONTRACTED and j < limit and lower[j] not in ALL_FORMS:
        return None
    heard = _heard(tokens, i, j, limit)
    if heard is not None:
        return heard
    found = _verb_at(tokens, j, limit)
    if found is None:
        if incomplete and j < limit and verbish(lower[j]) and lower[j] not in AUXILIARIES:
            return Tag(np, lower[j], j, None, _manner(tokens, j + 1, limit), i, j + 1, "after", False)
        return None
    verb, after = found
    if after < limit and lower[after] in _INTRANSITIVE_OF_SPEECH and not incomplete:
        return None
    if fresh and verb not in CERTAIN:
        return None
    if (
        fresh
        and after < limit
        and lower[after] in ("that", "if", "how", "about", "for", "on", "him", "her", "them", "his", "up", "the", "a")
    ):
        return None
    told = _addressee(tokens, verb, after, limit)
    certain = (verb in CERTAIN or incomplete or words[i].islower()) and not fresh
    return Tag(np, verb, j, told, _manner(tokens, after, limit), i, after, "after", certain)


def _heard(tokens: Tokens, i: int, j: int, limit: int) -> Tag | None:
    """The tag "he heard Mara say", whose speaker is the one heard."""
    if j + 1 < limit and tokens.lower[j] in ("could", "can") and tokens.lower[j + 1] == "hear":
        j += 1
    if j >= limit or tokens.lower[j] not in ("heard", "hears", "hear"):
        return None
    np = object_phrase(tokens, j + 1, limit)
    if (
        np is None
        and j + 2 < limit
        and tokens.lower[j + 1] in ("his", "her", "their")
        and tokens.lower[j + 2] == "voice"
    ):
        np = NounPhrase(j + 1, j + 3, "pronoun", {"his": "he", "her": "she"}.get(tokens.lower[j + 1], "they"))
    if np is None:
        return None
    verb = _verb_at(tokens, np.last, limit) or (
        ("say", np.last + 1) if tokens.lower[np.last : np.last + 1] in (["saying"], ["comment"]) else None
    )
    if verb is None:
        return None
    if np.form == "pronoun" and np.head in ("him", "her"):
        np = NounPhrase(np.first, np.last, "pronoun", "he" if np.head == "him" else "she")
    return Tag(np, verb[0], np.last, None, (), i, verb[1], "after", True)


def sentence_starts(tokens: Tokens, first: int, last: int) -> list[int]:
    """Indices at which a sentence begins among the tokens `first` to `last`."""
    starts = [first]
    words = tokens.words
    for k in range(first, last - 1):
        if words[k][0] in ".!?…" and not (words[k] == "." and tokens.lower[k - 1] in DOTTED) and capital(words[k + 1]):
            if words[k] == "." and len(words[k - 1]) == 1 and capital(words[k - 1]) and words[k - 1] != "I":
                continue
            starts.append(k + 1)
    return starts


def subjects(tokens: Tokens, first: int, last: int) -> list[tuple[NounPhrase, int]]:
    """Each phrase among the tokens that a finite verb follows, with the index of that verb, in order."""
    out: list[tuple[NounPhrase, int]] = []
    k = first
    while k < last:
        np = noun_phrase(tokens, k, last)
        if np is None:
            k += 1
            continue
        before = tokens.lower[k - 1] if k > first else ""
        j = np.last
        while j < last and adverbish(tokens.words[j]):
            j += 1
        if (
            j < last
            and verbish(tokens.lower[j])
            and (
                before not in PREPOSITIONS
                or before in ("as", "before", "after", "since", "until", "like", "than", "for")
            )
        ):
            out.append((np, j))
        k = np.last
    return out


def tag_before(tokens: Tokens, first: int, last: int) -> Tag | None:
    """The tag at the end of the narration `first` to `last` that leads into a quotation.

    The narration's last sentence must end in a comma, colon or dash, or in the verb itself.
    """
    if last - first < 2:
        return None
    words, lower = tokens.words, tokens.lower
    ending = words[last - 1]
    leads = ending in ",:—–" or ending.startswith("--")
    start = sentence_starts(tokens, first, last)[-1]
    body = last - 1 if not ending[0].isalnum() else last
    if not leads and not (ending[0].isalnum() and _verb_at(tokens, last - 1, last)):
        return None
    for j in range(body - 1, max(start, body - 28) - 1, -1):
        found = _verb_at(tokens, j, body)
        gerund = GERUND_FORMS.get(lower[j])
        if found is None and gerund is None:
            continue
        verb, after = found if found is not None else (gerund or "", j + 1)
        # "a cry", "in answer" are nouns; in "began to say" the infinitive has the sentence's subject
        noun = lower[j] in (verb, "thought")
        if found and noun and j > start and lower[j - 1] in _BEFORE_NOUNS:
            continue
        if body - after > 14:
            break
        if verb not in CERTAIN and body - after > 6 and gerund is None:
            continue
        np = _subject_of(tokens, start, j)
        inverted = noun_phrase(tokens, after, body) if np is None else None
        if np is None and inverted is not None:
            np = inverted
        if np is None:
            continue
        told = _addressee(tokens, verb, after, body)
        if told is not None and told.first == np.first:
            told = None
        certain = verb in CERTAIN and ending in ",:" and gerund is None
        return Tag(
            np, verb, j, told, _manner(tokens, after, body), min(np.first, j), max(np.last, after), "before", certain
        )
    return None


def _subject_of(tokens: Tokens, start: int, verb_at: int) -> NounPhrase | None:
    """The subject of the verb at `verb_at`, looked for to its left in the sentence that begins at `start`."""
    lower = tokens.lower
    for k in range(verb_at - 1, start, -1):
        if tokens.words[k] in ";:" or tokens.words[k].startswith("--"):
            start = k + 1
            break
    if tokens.words[verb_at - 1] == ",":  # "Caspar, catching Elspeth by the sleeve, said"
        np = noun_phrase(tokens, start, verb_at)
        if np is not None and np.last < verb_at - 1 and tokens.words[np.last] == ",":
            return np
    j = verb_at - 1
    while j >= start and (
        adverbish(tokens.words[j]) or lower[j] in ("had", "has", "have", "was", "is", "only", "could", "would", "did")
    ):
        j -= 1
    # a phrase that ends right before the verb
    for k in range(max(start, j - 6), j + 1):
        np = noun_phrase(tokens, k, j + 1)
        if (
            np is not None
            and np.last == j + 1
            and (k == start or lower[k - 1] not in PREPOSITIONS | {"to"} or lower[k - 1] in ("as",))
        ):
            return np
    for np, _verb in reversed(subjects(tokens, start, verb_at)):
        if np.head != "it":
            return np
    # a subject cut off from its verb by commas: "and Anne, after a pause, added"
    k = start
    while k < verb_at and lower[k] in CONJUNCTIONS | ADVERBS | {"then", ","}:
        k += 1
    np = noun_phrase(tokens, k, verb_at)
    return np if np is not None and np.last < verb_at and tokens.words[np.last] == "," else None
