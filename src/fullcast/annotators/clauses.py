"""The clauses of a story: who does what to whom, and whether the text says that it is so.

Sentences that hold a word of interest are parsed (`fullcast.models.syntax`); a `Clauses` answers what the annotators of the story's world
ask of a predicate in them: its subject and objects with the characters that they refer to, its tense, and its `Fact`: so, not so, only
perhaps, believed or said by somebody. How operators combine on the way from a predicate to the root of its sentence follows De Facto
(Saurí and Pustejovsky, *Computational Linguistics* 38, 2012), much simplified.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Final, NamedTuple

from fullcast.layers import Line, Mention, Story
from fullcast.lexicon import factuality as words
from fullcast.lexicon.inflection import IRREGULAR, forms
from fullcast.lexicon.states import CUE_VERBS
from fullcast.models.syntax import Parse
from fullcast.text import Span
from fullcast.text.span import hull

SUBJECT: Final = ("nsubj", "nsubj:pass", "csubj", "csubj:pass")
_PREDICATES: Final = frozenset(
    "root conj ccomp xcomp advcl acl acl:relcl parataxis csubj csubj:pass dep list appos".split()
)
"""Relations under which a predicate hangs."""
_BASE_OF: Final = {part: base for base, parts in IRREGULAR.items() for part in parts} | forms(CUE_VERBS, gerund=True)
_BASES: Final = frozenset(IRREGULAR) | CUE_VERBS | {"be", "do", "find", "fall"}
_WH: Final = frozenset("who what which whoever whatever whom".split())
_RELATIVES: Final = frozenset("who that which whom".split())
_DEEPEST: Final = 12
"""Steps up a tree that are looked at."""


def _mended(word: str, lemma: str, upos: str) -> str:
    """The lemma of a verb whose form is known, where the parser made one up: "bled" is of "bleed"."""
    if upos not in ("VERB", "AUX") or lemma in _BASES:
        return lemma
    return word if word in _BASES else _BASE_OF.get(word, lemma)


class Fact(NamedTuple):
    """Whether something is so, by the clause that tells it and those above it in its sentence."""

    status: str
    """ "so", "not", "maybe" (wanted, feared, supposed, asked), "believed" or "said" (by `holder`)."""
    holder: int | None = None
    """Of what is believed or said: the token that names who holds it."""
    operator: int | None = None
    """The token that makes it other than so."""

    @property
    def so(self) -> bool:
        """Whether it is told as being so."""
        return self.status == "so"


class Clauses:
    """The parsed sentences of a story. Tokens are indices in `parse`."""

    def __init__(self, story: Story, parse: Parse) -> None:
        self.parse = parse
        self._story = story
        content = story.text.content
        self.starts: list[int] = parse.starts.tolist()
        self.ends: list[int] = parse.ends.tolist()
        self.words: list[str] = [content[a:b].lower() for a, b in zip(self.starts, self.ends, strict=True)]
        """The tokens in small letters."""
        self.heads: list[int] = parse.heads.tolist()
        self.relations: list[str] = [parse.relation_names[r] for r in parse.relations.tolist()]
        self.upos: list[str] = parse.upos.tolist()
        self.lemmas = tuple(
            _mended(word, lemma.lower(), upos)
            for word, lemma, upos in zip(self.words, parse.lemmas, self.upos, strict=True)
        )
        self._bounds: list[int] = parse.sentences.tolist()
        self._children: dict[int, list[int]] = defaultdict(list)
        for i, head in enumerate(self.heads):
            if head >= 0:
                self._children[head].append(i)
        self._mentions = sorted(story.mentions, key=lambda m: m.span)
        self._mention_starts = [m.span.start for m in self._mentions]
        self._known: dict[int, Mention | None] = {}
        self._facts: dict[int, Fact] = {}

    def __len__(self) -> int:
        return len(self.starts)

    # Places

    def span(self, *tokens: int) -> Span:
        """The stretch of the text from the first of `tokens` to the last."""
        return hull((self.starts[i], self.ends[i]) for i in tokens)

    def sentence(self, token: int) -> range:
        """The tokens of the sentence that `token` stands in."""
        k = bisect_right(self._bounds, token) - 1
        return range(self._bounds[k], self._bounds[k + 1])

    def at(self, offset: int) -> int | None:
        """The token at `offset`; None where it lies in no sentence that was parsed."""
        k = bisect_right(self.starts, offset) - 1
        return k if k >= 0 and offset < self.ends[k] else None

    @cached_property
    def _by_lemma(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for i, lemma in enumerate(self.lemmas):
            found[lemma].append(i)
        return found

    def having(self, lemmas: Collection[str]) -> Iterator[int]:
        """The tokens with one of `lemmas`, in text order."""
        return iter(sorted(i for lemma in lemmas for i in self._by_lemma.get(lemma, ())))

    # Trees

    def children(self, token: int, *relations: str) -> list[int]:
        """What hangs on `token`, in text order; of `relations` only, where some are given."""
        found = self._children.get(token, [])
        return [i for i in found if self.relations[i] in relations] if relations else found

    def subtree(self, token: int) -> list[int]:
        """`token` and all below it, in text order."""
        out, todo = [], [token]
        while todo:
            i = todo.pop()
            out.append(i)
            todo += self._children.get(i, ())
        return sorted(out)

    def phrase(self, token: int) -> Span:
        """The stretch of `token` with all below it."""
        below = self.subtree(token)
        return self.span(below[0], below[-1])

    def predicate(self, token: int) -> int:
        """The predicate of the clause that `token` stands in: itself, or the nearest above it."""
        for _ in range(_DEEPEST):
            if self.relations[token] in _PREDICATES or self.heads[token] < 0:
                return token
            token = self.heads[token]
        return token

    # Arguments

    def subjects(self, token: int) -> list[int]:
        """The heads of the subject of the predicate `token`, joined ones each; those that it shares with a clause around it included."""
        for _ in range(_DEEPEST):
            own = self.children(token, *SUBJECT)
            if own:
                return self._joined(self.antecedent(own[-1]))
            relation, head = self.relations[token], self.heads[token]
            if head < 0:
                return []
            if relation == "xcomp" and (objects := self.children(head, "obj", "iobj")):
                return self._joined(objects[0])
            if relation in ("acl", "acl:relcl"):
                return self._joined(head)
            if relation not in ("conj", "xcomp", "advcl", "parataxis"):
                return []
            token = head
        return []

    def objects(self, token: int) -> list[int]:
        """The heads of the object of `token`, joined ones each; of a passive its subject."""
        if self.passive(token):
            return self.subjects(token)
        own = self.children(token, "obj") or self.children(token, "iobj")
        if not own and self.relations[token] == "acl:relcl":
            subject = self.children(token, *SUBJECT)
            if subject and self.words[subject[-1]] not in _RELATIVES:
                return self._joined(self.heads[token])
        if not own and self.relations[token] == "conj" and self.heads[token] >= 0 and self.upos[token] == "VERB":
            siblings = self.children(self.heads[token], "obj")
            own = [i for i in siblings if i > token]
        return self._joined(own[0]) if own else []

    def agents(self, token: int) -> list[int]:
        """Who does what `token` tells: its subject, of a passive the phrase with "by"."""
        if not self.passive(token):
            return self.subjects(token)
        by = [
            i
            for i in self.children(token, "obl", "obl:agent")
            if any(self.words[c] == "by" for c in self.children(i, "case"))
        ]
        return self._joined(by[0]) if by else []

    def passive(self, token: int) -> bool:
        """Whether `token` is told of whom it is done to."""
        if self.children(token, "nsubj:pass", "aux:pass"):
            return True
        participle = self._feature(token, "Tense") == "Past" and self._feature(token, "VerbForm") == "Part"
        return participle and self.relations[token] in ("acl", "amod", "xcomp")

    def antecedent(self, token: int) -> int:
        """What a relative pronoun stands for; of anything else the token itself."""
        if self.words[token] in _RELATIVES:
            clause = self.heads[token]
            if clause >= 0 and self.relations[clause] == "acl:relcl":
                return self.heads[clause]
        return token

    def _joined(self, token: int) -> list[int]:
        return [token, *self.children(token, "conj")]

    # Who

    def mention(self, token: int) -> Mention | None:
        """The mention whose head is `token`: of nested ones the shortest."""
        if token not in self._known:
            start, end = self.starts[token], self.ends[token]
            head = self.heads[token]
            best: Mention | None = None
            k = bisect_right(self._mention_starts, start) - 1
            for m in self._mentions[max(0, k - _DEEPEST) : k + 1]:
                inside = m.span.start <= start and end <= m.span.end
                below = head < 0 or not m.span.start <= self.starts[head] < m.span.end
                if inside and below and (best is None or m.span.length < best.span.length):
                    best = m
            self._known[token] = best
        return self._known[token]

    def who(self, token: int | None) -> str | None:
        """Id of the character or entity that `token` refers to; None where it is not known."""
        if token is None:
            return None
        mention = self.mention(self.antecedent(token))
        return None if mention is None else mention.entity

    def owner(self, token: int) -> int | None:
        """The token that says whose `token` is: "her" of "her shoulder", "Ansa" of "Ansa's shoulder" and "the shoulder of Ansa"."""
        for i in self.children(token, "nmod:poss"):
            return i
        for i in self.children(token, "nmod"):
            if any(self.words[c] == "of" for c in self.children(i, "case")):
                return i
        return None

    # Time

    def _feature(self, token: int, name: str) -> str:
        _, features = self.parse.tag_names[self.parse.tags[token]]
        _, found, value = f"|{features}".partition(f"|{name}=")
        return value.partition("|")[0] if found else ""

    def auxiliaries(self, token: int) -> list[int]:
        """Auxiliaries and copulas of `token`; where it has none and no subject, those of the clause that it is joined to."""
        own = self.children(token, "aux", "aux:pass", "cop")
        if (
            not own
            and self.relations[token] == "conj"
            and not self.children(token, *SUBJECT)
            and self.heads[token] >= 0
        ):
            head = self.heads[token]
            if self._feature(token, "VerbForm") == self._feature(head, "VerbForm"):
                return [i for i in self.auxiliaries(head) if i < token]
        return own

    def tense(self, token: int) -> str:
        """The tense of the finite verb of the clause: "past", "present" or ""."""
        for i in (*self.auxiliaries(token), token):
            if self._feature(i, "VerbForm") == "Fin" or self._feature(i, "Mood") == "Ind":
                value = self._feature(i, "Tense")
                if value:
                    return "past" if value == "Past" else "present"
        return ""

    def perfect(self, token: int) -> bool:
        """Whether `token` is told with "have": as before what is told around it."""
        return any(self.lemmas[i] == "have" for i in self.auxiliaries(token)) or (
            any(self.words[i] in ("'d", "’d") for i in self.auxiliaries(token)) and self._feature(token, "VerbForm") == "Part"
        )  # fmt: skip

    def modal(self, token: int) -> int | None:
        """The modal auxiliary of `token`."""
        for i in self.auxiliaries(token):
            word = self.words[i].replace("’", "'")
            if word in words.MODALS and self.relations[i] == "aux":
                with_have = any(self.lemmas[k] == "have" for k in self.auxiliaries(token) if k != i)
                if word == "'d" and self._feature(token, "VerbForm") == "Part" and not with_have:
                    continue
                return i
        return None

    # Facts

    def fact(self, token: int) -> Fact:
        """Whether what `token` tells is so, as its own sentence has it; that it stands in somebody's speech does not count here."""
        if token not in self._facts:
            self._facts[token] = self._fact(token)
        return self._facts[token]

    def _fact(self, token: int) -> Fact:
        here = self.predicate(token)
        negation: int | None = None
        found = Fact("so")
        if here != token:
            negation = next((i for i in self.children(token) if self._denies(i)), None)
            if self._under_wish(token, here):
                found = Fact("maybe", operator=here)
        for _ in range(_DEEPEST):
            negation = negation if negation is not None else self.negation(here)
            if found.so:
                found = self._local(here)
            relation, head = self.relations[here], self.heads[here]
            if head < 0 or relation in ("acl:relcl", "appos", "list", "dep") or self._quoted_apart(here, head):
                if head >= 0 and relation == "acl:relcl" and self.lemmas[head] in words.NEWS and found.so:
                    found = Fact("said", None, head)
                break
            if relation in ("ccomp", "xcomp", "csubj", "csubj:pass", "acl"):
                if self._presupposed(here, head):
                    break
                outer = self._governed(here, head)
                if outer is not None and outer.status == "not":
                    negation = outer.operator if negation is None else None
                elif outer is not None and found.so:
                    found = outer
                here = self.predicate(head)
            elif relation == "conj":
                if self.children(here, *SUBJECT) or self.children(here, "aux", "cop"):
                    if self._conditional(head) is not None and found.so:
                        found = Fact("maybe", operator=self._conditional(head))
                    negation = negation if negation is not None else -1
                    here = head
                    continue
                here = head
            elif relation in ("advcl", "parataxis"):
                break
            else:
                here = self.predicate(head)
        if negation is not None and negation >= 0:
            if found.status in ("so", "said"):
                return Fact("not", found.holder, negation)
            if found.status == "believed" and found.holder is not None:
                return Fact("not", found.holder, negation)
        return found

    def _presupposed(self, token: int, head: int) -> bool:
        """Whether the word above takes the clause of `token` for true, denied or not: "did not know that he had died"."""
        infinitive = self.relations[token] in ("xcomp", "acl") or any(
            self.words[i] == "to" for i in self.children(token, "mark")
        )
        untold = self.lemmas[head] in words.TELLING and (
            self.negation(head) is not None
            or (self.heads[head] >= 0 and self.lemmas[self.heads[head]] in words.FAILING)
        )
        thought = self.upos[head] == "NOUN" and self.lemmas[head] in words.THOUGHTS
        return not infinitive and not thought and (untold or self.lemmas[head] in words.KNOWING)

    def negation(self, token: int) -> int | None:
        """The word that denies the predicate `token`: on itself, or its subject."""
        marks = [i for i in self.children(token, "mark", "case") if self.words[i] in words.EXCEPTING]
        if marks and any(self.words[i] == "that" for i in self.children(token, "mark")):
            return marks[0]
        for i in self.children(token):
            if self._denies(i):
                return i
            if self.relations[i] in SUBJECT and (
                self.words[i] in words.NOBODY
                or any(self.words[c] == "no" and self.relations[c] == "det" for c in self.children(i))
            ):
                return i
        return None

    def _denies(self, token: int) -> bool:
        word = self.words[token].replace("’", "'")
        if word in words.NEGATORS or self.lemmas[token] == "not":
            return self.relations[token] in ("advmod", "det", "aux", "cc:preconj", "discourse") and not self._not_only(
                token
            )
        return word in words.ALMOST and self.relations[token] == "advmod"

    def _not_only(self, token: int) -> bool:
        return (
            self.words[token] == "not"
            and token + 1 < len(self)
            and self.words[token + 1] in ("only", "just", "merely", "yet")
        )

    def _conditional(self, token: int) -> int | None:
        """The conjunction that makes the clause of `token` a condition or a comparison."""
        marks = self.children(token, "mark", "advmod", "cc")
        for i in marks:
            word = self.words[i]
            if word in words.CONDITIONS and word != "whether":
                return i
            if word in words.LIKENESS and self.relations[i] == "mark" and self.relations[token] == "advcl":
                following = self.words[i + 1] if i + 1 < len(self) else ""
                if word == "like" or following in ("if", "though"):
                    return i
            if word == "whether":
                return i
        return None

    def _local(self, token: int) -> Fact:
        """What the clause of `token` alone says: its condition, modal, question, wish."""
        condition = self._conditional(token)
        if condition is not None:
            return Fact("maybe", operator=condition)
        modal = self.modal(token)
        if modal is not None and not (
            self.words[modal] in ("could", "can") and self.lemmas[token] in ("see", "hear", "feel", "smell", "tell")
        ):
            return Fact("maybe", operator=modal)
        for i in self.children(token, "advmod"):
            if self.words[i] in words.SPECULATING:
                return Fact("maybe", operator=i)
        presupposed = any(self.words[i] in _WH for i in self.children(token, "nsubj")) and self.tense(token) == "past"
        if self.relations[token] in ("root", "conj", "parataxis", "ccomp") and not presupposed and self._asked(token):
            return Fact("maybe", operator=self.sentence(token)[-1])
        if self._imperative(token):
            return Fact("maybe", operator=token)
        if self.relations[token] in ("advcl", "acl") and any(
            self.words[i] == "to" for i in self.children(token, "mark")
        ):
            return Fact("maybe", operator=token)
        if self.relations[token] == "advcl" and self.tense(token) == "present":
            for i in self.children(token, "mark", "advmod"):
                if self.words[i] in words.OPEN_TIMES and self._modal_above(token):
                    return Fact("maybe", operator=i)
        return Fact("so")

    def _modal_above(self, token: int) -> bool:
        head = self.heads[token]
        return head >= 0 and (
            self.modal(self.predicate(head)) is not None
            or self._imperative(self.predicate(head))
            or self.tense(self.predicate(head)) == "present"
        )

    def _asked(self, token: int) -> bool:
        """Whether the clause is a question: the first question or exclamation mark after it in its sentence asks, and it is no tag."""
        sentence = self.sentence(token)
        quoted = self.quotation(token)
        for i in range(token, sentence[-1] + 1):
            if self.words[i][0] in "?":
                return quoted is None or self.quotation(i) is quoted or self.words[i] == "?"
            if self.words[i][0] in ".!;":
                return False
            if quoted is not None and self.quotation(i) is not quoted:
                return False
        return False

    def _imperative(self, token: int) -> bool:
        """Whether `token` is an order: a bare verb without a subject at the head of its sentence, in speech."""
        if self.upos[token] != "VERB" or self.children(token, *SUBJECT) or self.auxiliaries(token):
            return False
        mood = self._feature(token, "Mood")
        return mood == "Imp" and self.relations[token] in ("root", "conj", "parataxis", "ccomp")

    def _under_wish(self, token: int, predicate: int) -> bool:
        """Whether a noun such as "death" is what is wanted or feared: "she feared his death"."""
        lemma = self.lemmas[predicate]
        if lemma not in words.WISHING and lemma not in words.BELIEVING:
            return False
        return self.relations[token] in ("obj", "obl", "nmod") and token > predicate

    def _governed(self, token: int, head: int) -> Fact | None:
        """What the word above says of the clause of `token`; None where it says nothing."""
        lemma, word = self.lemmas[head], self.words[head]
        infinitive = self.relations[token] in ("xcomp", "acl") or any(
            self.words[i] == "to" for i in self.children(token, "mark")
        )
        subject = next(iter(self.subjects(head)), None)
        if lemma in words.NEWS and self.upos[head] == "NOUN":
            return Fact("said", None, head)
        if lemma in words.THOUGHTS and self.upos[head] == "NOUN" and not infinitive:
            return Fact("believed", self.owner(head), head)
        if not infinitive and any(self.lemmas[i] in words.THOUGHTS for i in self.children(head, "obj")):
            return Fact("believed", subject, head)
        if lemma in words.SEEMING and infinitive:
            return Fact("maybe", operator=head)
        if infinitive:
            if lemma in words.FAILING and any(self.words[i] == "to" for i in self.children(token, "mark")):
                return Fact("not", operator=head)
            purpose = any(self.words[i] == "to" for i in self.children(token, "mark")) and lemma not in words.IMPLYING
            if lemma in words.DOING:
                return Fact("maybe", operator=head) if purpose else None
            if lemma in words.WISHING or word in words.WISHING:
                return Fact("maybe", operator=head)
            if lemma in words.BELIEVING:
                return Fact("believed", subject, head)
            return (
                Fact("maybe", operator=head)
                if any(self.words[i] == "to" for i in self.children(token, "mark")) and self.relations[token] == "acl"
                else None
            )
        if lemma in ("wish", "doubt", "want", "hope", "pretend", "fear"):
            return Fact("maybe" if lemma != "fear" else "believed", subject, head)
        if lemma in words.BELIEVING or word in words.BELIEVING:
            return Fact("believed", subject, head)
        if lemma == "deny":
            return Fact("not", subject, head)
        if lemma in words.SAYING:
            return Fact("maybe", subject, head) if self._yet_to_say(head) else Fact("said", subject, head)
        if lemma in words.WISHING or lemma in words.SEEMING:
            return Fact("maybe", subject, head)
        return None

    def _yet_to_say(self, token: int) -> bool:
        """Whether nobody has said it yet: "I shall tell them", "tell them"; but "I must tell you" says it."""
        modal = self.modal(token)
        if modal is not None:
            return self.words[modal] not in ("must", "can", "may", "could")
        return self._imperative(token) or self._conditional(token) is not None

    def _quoted_apart(self, token: int, head: int) -> bool:
        """Whether `head` is the tag of the quotation that `token` stands in: direct speech, whose words are judged for themselves."""
        return self.quotation(token) is not self.quotation(head)

    # Quotations

    @cached_property
    def _quoted(self) -> tuple[list[int], list[tuple[int, int, Line]]]:
        found = sorted(
            ((s.start, s.end, q) for q in self._story.quotations if q.kind != "not_speech" for s in q.spans),
            key=lambda row: (row[0], -row[1]),
        )
        return [start for start, _, _ in found], found

    def quotation(self, token: int) -> Line | None:
        """The innermost speech, thought or writing that `token` stands in."""
        return self.line_at(self.starts[token])

    def line_at(self, offset: int) -> Line | None:
        """The innermost speech, thought or writing at `offset`."""
        starts, found = self._quoted
        k = bisect_right(starts, offset) - 1
        for start, end, line in reversed(found[max(0, k - _DEEPEST) : k + 1]):
            if start <= offset < end:
                return line
        return None
