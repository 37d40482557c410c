"""What coreference knows of a mention and of a pair, as row numbers of a table; numpy and the standard library only.

Training and serving both read it here: a row means what it meant when the weights were made, so nothing in this file may change
without new weights. One `Memory` reads a text from left to right: `compare` gives the candidates of the next mention with their
features, `add` puts it into an entity. The cost of a mention is bounded by the number of candidates.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

PRONOUNS = {
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), 1),
    **dict.fromkeys("you your yours yourself yourselves thou thee thy thine ye".split(), 2),
    **dict.fromkeys(("he", "him", "his", "himself"), 3),
    **dict.fromkeys(("she", "her", "hers", "herself"), 4),
    **dict.fromkeys(("it", "its", "itself"), 5),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), 6),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves", "themself", "'em", "em"), 7),
}
OTHER_PRONOUN = 8
N_PRONOUNS = 9
_MALE = frozenset(
    "mr sir lord master monsieur man boy gentleman father brother son uncle nephew husband king prince duke count earl baron grandfather "
    "lad fellow papa dad widower bachelor god squire priest captain colonel major".split()
)
_FEMALE = frozenset(
    "mrs miss ms lady madam madame mademoiselle woman girl mother sister daughter aunt niece wife queen princess duchess countess "
    "grandmother maid mamma mama mum mom widow nurse governess lass".split()
)
_TITLES = frozenset(
    "mr mrs miss ms sir lord lady dr doctor madame monsieur madam captain colonel major master uncle aunt st old little the young".split()
)
_STOP = frozenset("of the a an and in at on to for with by from who whom which that , ; : - ' \" ( ) .".split())
_CUT = frozenset(
    "of who whom which that in at on to for with by from , ; : - ( about upon under where whose as but".split()
)
_DETERMINERS = {
    **dict.fromkeys(("a", "an", "some", "another"), 1),
    "the": 2,
    **dict.fromkeys("my your his her its our their thy".split(), 3),
    **dict.fromkeys(("this", "that", "these", "those"), 4),
    **dict.fromkeys("no any every each all both many several few other two three".split(), 5),
}
N_DETERMINERS = 6


class Seen(NamedTuple):
    """What the features ask of a mention."""

    first: int
    last: int
    type: int
    form: int
    pronoun: int
    gender: int  # 0 not known, 1 male, 2 female, 3 thing, 4 several
    determiner: int
    quote: int  # number of the quotation it stands in, 0 in narration
    text: str
    head: str
    names: tuple[str, ...]


def quotes_of(words: list[str]) -> list[int]:
    """For each word, the number of the quotation that it stands in, 0 outside; marks toggle, and a quotation ends after 400 words at most.

    >>> quotes_of(['"', "No", '"', "he"])
    [1, 1, 1, 0]
    """
    out = []
    number, inside, since = 0, False, 0
    for word in words:
        if word == '"':
            if inside:
                out.append(number)
                inside = False
                continue
            number += 1
            inside, since = True, 0
        since += 1
        if inside and since > 400:
            inside = False
        out.append(number if inside else 0)
    return out


def seen(words: list[str], first: int, last: int, kind: int, form: int, quote: int) -> Seen:
    """Look at a mention: `kind` from 1 (PER), `form` 0 name, 1 nominal, 2 pronoun."""
    low = [w.lower() for w in words[first : last + 1]]
    pronoun = 0
    if form == 2:
        pronoun = PRONOUNS.get(low[0] if len(low) == 1 else "".join(low), OTHER_PRONOUN)
    determiner = _DETERMINERS.get(low[0], 0) if len(low) > 1 else 0
    head_at = len(low) - 1
    for k in range(1, len(low)):
        if low[k] in _CUT:
            head_at = k - 1
            break
    head = low[head_at]
    if head == "s" and head_at >= 2 and low[head_at - 1] == "'":
        head = low[head_at - 2]
    names: tuple[str, ...] = ()
    if form == 0:
        names = tuple(w for w in low[: head_at + 1] if w not in _STOP and w not in _TITLES and len(w) > 1)
    gender = (0, 0, 0, 1, 2, 3, 4, 4, 0)[pronoun]
    if form != 2:
        around = low[: head_at + 1] if form == 0 else [head]
        if any(w in _FEMALE for w in around):
            gender = 2
        elif any(w in _MALE for w in around):
            gender = 1
        elif kind not in (0, 1):
            gender = 3
    text = " ".join(w for w in low if w not in ("the", "a", "an"))
    return Seen(first, last, kind, form, pronoun, gender, determiner, quote, text, head, names)


_BLOCKS = {
    "match_form": 6 * 3,
    "pronoun_profile": N_PRONOUNS * 8,
    "type": 7 * 7,
    "distance": 12 * 3,
    "rank": 10 * 3,
    "size": 7 * 3,
    "quotes": N_PRONOUNS * 5,
    "nested": 3 * 3,
    "gender": 5 * 5 * 3,
    "determiner_match": N_DETERMINERS * 6,
    "pronouns": N_PRONOUNS * N_PRONOUNS,
    "turns": 4 * 4 * 6,
    "forms_last": 3 * 3 * 3,
}
_OFFSET = dict(zip(_BLOCKS, np.cumsum([0, *list(_BLOCKS.values())[:-1]]).tolist(), strict=True))
N_FEATURES = sum(_BLOCKS.values())
N_BLOCKS = len(_BLOCKS)
_NEW_BLOCKS = {
    "form": 3,
    "pronoun": N_PRONOUNS,
    "type": 7,
    "determiner_match": N_DETERMINERS * 6,
    "match_form": 18,
    "quote": 2 * N_PRONOUNS,
    "known": 4,
}
_NEW_OFFSET = dict(zip(_NEW_BLOCKS, np.cumsum([0, *list(_NEW_BLOCKS.values())[:-1]]).tolist(), strict=True))
N_NEW_FEATURES = sum(_NEW_BLOCKS.values())
_RANKS = np.array([0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 7, 7, 7, 7, 7] + [8] * 15 + [9] * 30)
_PERSON = (0, 1, 2, 3, 3, 0, 0, 0, 0)  # I, you, he or she, other
_PERSON_OF = np.array(_PERSON)


class Entity:
    """What is kept of an entity: bounded, whatever its length."""

    __slots__ = ("form", "gender", "last", "n", "profile", "type")

    def __init__(self, mention: Seen) -> None:
        self.n = 0
        self.form = 2
        self.gender = [0, 0, 0, 0, 0]
        self.profile = 0
        self.type = [0] * 7
        self.last = mention


class Memory:
    """The entities of a book so far."""

    def __init__(self, candidates: int = 30, extra: int = 10) -> None:
        self.candidates = candidates
        self.extra = extra
        self.recent: list[int] = []  # entity numbers, latest first
        self.entities: list[Entity] = []
        self.by_text: dict[str, list[int]] = {}
        self.by_head: dict[str, list[int]] = {}
        self.by_name: dict[str, list[int]] = {}
        self.columns = np.zeros((10, 1024), dtype=np.int64)  # see the end of `add`

    def _matches(self, mention: Seen) -> dict[int, int]:
        """Entities that share words with the mention: 1 head, 2 head of the same words, 3 a name, 4 all names, 5 the whole text."""
        out: dict[int, int] = {}
        if mention.form == 2:
            return out
        keep = 4 * self.extra
        for e in self.by_head.get(mention.head, ())[-keep:]:
            out[e] = 1
        for name in mention.names:
            for e in self.by_name.get(name, ())[-keep:]:
                out[e] = max(out.get(e, 0), 3)
        if mention.form == 0 and len(mention.names) > 1:
            common = [set(self.by_name.get(name, ())[-keep:]) for name in mention.names]
            for e in set.intersection(*common):
                out[e] = 4
        for e in self.by_text.get(mention.text, ())[-keep:]:
            out[e] = 5
        return out

    def compare(self, mention: Seen) -> tuple[list[int], np.ndarray, np.ndarray]:
        """Candidates (entity numbers), their features [candidates, blocks], and the features of being new."""
        matches = self._matches(mention)
        chosen = self.recent[: self.candidates]
        if matches:
            near = set(chosen)
            far = sorted((e for e in matches if e not in near), key=lambda e: -self.columns[0, e])[: self.extra]
            chosen = chosen + far
        best = max((matches.get(e, 0) for e in chosen), default=0)
        form, pronoun = mention.form, mention.pronoun
        o = _NEW_OFFSET
        new = np.array(
            [
                o["form"] + form,
                o["pronoun"] + pronoun,
                o["type"] + mention.type,
                o["determiner_match"] + mention.determiner * 6 + best,
                o["match_form"] + best * 3 + form,
                o["quote"] + (mention.quote > 0) * N_PRONOUNS + pronoun,
                o["known"] + min(len(self.entities), 3),
            ]
        )
        if not chosen:
            return chosen, np.zeros((0, N_BLOCKS), dtype=np.int64), new
        match = np.array([matches.get(e, 0) for e in chosen]) if matches else np.zeros(len(chosen), dtype=np.int64)
        first, last, said, quote, form_last, form_best, profile, gender, kind, size = self.columns[:, chosen]
        rank = np.full(len(chosen), 9)
        known = min(len(chosen), len(self.recent), self.candidates)
        rank[:known] = _RANKS[:known]
        reach = np.maximum(mention.first - last, 0)
        inside = np.where((first <= mention.first) & (last >= mention.last), 1, 2 * (last >= mention.first))
        if mention.quote:
            quoted = quote > 0
            where = np.where(quoted, np.where(quote == mention.quote, 3, 4), 1)
            turns = np.where(quoted, np.maximum(np.minimum(mention.quote - quote, 4), 0), 5)
        else:
            where = 2 * (quote > 0)
            turns = np.full(len(chosen), 5)
        o = _OFFSET
        features = np.empty((N_BLOCKS, len(chosen)), dtype=np.int64)
        features[0] = o["match_form"] + form + match * 3
        features[1] = o["pronoun_profile"] + pronoun * 8 + profile
        features[2] = o["type"] + mention.type * 7 + kind
        features[3] = o["distance"] + form + 3 * np.minimum(np.log2(reach + 1).astype(np.int64), 11)
        features[4] = o["rank"] + form + rank * 3
        features[5] = o["size"] + form + size * 3
        features[6] = o["quotes"] + pronoun * 5 + where
        features[7] = o["nested"] + form + inside * 3
        features[8] = o["gender"] + mention.gender * 15 + form + gender * 3
        features[9] = o["determiner_match"] + mention.determiner * 6 + match
        features[10] = o["pronouns"] + pronoun * N_PRONOUNS + said
        features[11] = o["turns"] + _PERSON[pronoun] * 24 + turns + _PERSON_OF[said] * 6
        features[12] = o["forms_last"] + form * 9 + form_last * 3 + form_best
        return chosen, features.T, new

    def add(self, mention: Seen, entity: int | None) -> int:
        """Put the mention into the entity, or into a new one; returns its number."""
        if entity is None:
            entity = len(self.entities)
            self.entities.append(Entity(mention))
            if entity >= self.columns.shape[1]:
                self.columns = np.concatenate([self.columns, np.zeros_like(self.columns)], axis=1)
            self.recent.insert(0, entity)
            del self.recent[4 * self.candidates :]
        else:
            try:
                self.recent.remove(entity)
            except ValueError:
                del self.recent[4 * self.candidates - 1 :]
            self.recent.insert(0, entity)
        e = self.entities[entity]
        e.n += 1
        e.last = mention
        e.form = min(e.form, mention.form)
        e.gender[mention.gender] += 1
        e.type[mention.type] += 1
        if mention.form != 2:
            indices = [
                (self.by_text, mention.text),
                (self.by_head, mention.head),
                *((self.by_name, n) for n in mention.names),
            ]
            for index, key in indices:
                numbers = index.setdefault(key, [])
                if entity in numbers[-40:]:
                    numbers.remove(entity)
                numbers.append(entity)
                if len(numbers) > 80:
                    del numbers[:40]
        # 0 none, 1 he, 2 she, 3 it, 4 several, 5 I of the narration, 6 I of a quotation, 7 he and she
        p = mention.pronoun
        if p == 1:
            if e.profile == 0:
                e.profile = 6 if mention.quote else 5
            elif not mention.quote:
                e.profile = 5
        elif p in (3, 4) and e.profile != 5:
            own = p - 2
            e.profile = own if e.profile in (0, 3, 4, 6, own) else 7
        elif p == 5 and e.profile == 0:
            e.profile = 3
        elif p in (6, 7) and e.profile == 0:
            e.profile = 4
        known = [e.gender[1], e.gender[2], e.gender[3], e.gender[4]]
        gender = known.index(max(known)) + 1 if any(known) else 0
        size = min(e.n.bit_length() - (e.n & (e.n - 1) == 0), 6)
        self.columns[:, entity] = (
            mention.first,
            mention.last,
            mention.pronoun,
            mention.quote,
            mention.form,
            e.form,
            e.profile,
            gender,
            e.type.index(max(e.type)),
            size,
        )
        return entity
