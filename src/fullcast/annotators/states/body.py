"""Body: who is wounded and where, who is ill and with what, who is well again."""

from __future__ import annotations

from collections.abc import Iterator

from fullcast.annotators.states.claims import Claim, Reading
from fullcast.lexicon import people
from fullcast.lexicon import states as words


def find_bodies(reading: Reading) -> Iterator[Claim]:
    """Claims that somebody is hurt, ill or well, in no particular order."""
    for rule in (
        _wounded,
        _shot_in,
        _part_broken,
        _part_is_broken,
        _broken_part,
        _blood,
        _is_hurt,
        _is_ill,
        _has_illness,
        _recovers,
    ):
        yield from rule(reading)


def _told(reading: Reading, token: int) -> bool:
    c = reading.clauses
    return not (
        reading.habitual(token)
        or reading.made_up(token)
        or (reading.timeless(token) and c.fact(token).so and not reading.progressive(token))
    )


def _part(reading: Reading, token: int) -> str | None:
    """The part of the body that what hangs on `token` names: "in the thigh"."""
    c = reading.clauses
    for i in reading.obliques(
        token, "in", "through", "on", "across", "into", "to", "behind", "above", "below", "under", "at"
    ):
        if c.lemmas[i] in words.PARTS or c.words[i] in words.PARTS:
            return reading.story.words(c.span(i))
    return None


def _wounded(reading: Reading) -> Iterator[Claim]:
    """He was wounded in the leg; she stabbed the ferryman."""
    c = reading.clauses
    for token in c.having(words.WOUNDING):
        if (
            c.upos[token] not in ("VERB", "ADJ")
            or c.relations[token] == "amod"
            or reading.progressive(token)
            or not _told(reading, token)
        ):
            continue
        objects = [i for i in c.objects(token) if c.words[i] not in people.IT]
        if any(c.words[i] in words.LOOKS for i in reading.obliques(token, "with", "by")):
            continue
        yield from reading.claims(objects, "body", "hurt", token, "wounded", where=_part(reading, token))


def _shot_in(reading: Reading) -> Iterator[Claim]:
    """He shot Gedge in the calf; the bullet struck her shoulder; a dog bit off his hand."""
    c = reading.clauses
    for token in c.having(words.SHOOTING | words.PIERCING | {"knock", "break"}):
        if c.upos[token] != "VERB" or reading.progressive(token) or not _told(reading, token):
            continue
        if "off" in reading.child_words(token, "compound:prt", "advmod") and c.lemmas[token] in (
            "bite",
            "tear",
            "cut",
            "shoot",
            "strike",
            "run",
        ):
            for i in c.objects(token):
                if c.words[i] in words.LOST_PARTS and (owner := c.owner(i)) is not None:
                    yield from reading.claims([owner], "body", "hurt", token, "hit_in", where=c.words[i])
        armed = {
            c.words[i] for i in (*c.subjects(token), *c.agents(token), *c.objects(token), *c.children(token, "obl"))
        } & words.WEAPONS
        where = _part(reading, token)
        if c.lemmas[token] in ("shoot", "stab", "burn", "gore", "cut", "slash") and where is not None:
            yield from reading.claims(c.objects(token), "body", "hurt", token, "hit_in", where=where)
        parts = [*c.objects(token), *reading.obliques(token, "through", "into", "in")]
        for i in parts if armed else []:
            owner = c.owner(i)
            if c.words[i] in words.PARTS and owner is not None:
                yield from reading.claims(
                    [owner], "body", "hurt", token, "hit_in", where=reading.story.words(c.span(i))
                )


def _part_broken(reading: Reading) -> Iterator[Claim]:
    """He broke his leg; the gate crushed Ansel's foot; she has lost the thumb."""
    c = reading.clauses
    for token in c.having(words.BREAKING):
        if (
            c.upos[token] not in ("VERB", "ADJ")
            or reading.progressive(token)
            or c.relations[token] == "amod"
            or not _told(reading, token)
        ):
            continue
        for part in c.objects(token):
            word = c.words[part]
            if word not in words.PARTS or not _needs_care(c.lemmas[token], word):
                continue
            owner = c.owner(part)
            whose = [owner] if owner is not None else c.subjects(token) if not c.passive(token) else []
            if (
                c.lemmas[token] == "lose"
                and owner is not None
                and c.words[owner] in people.FIRST
                and word in ("head", "heart")
            ):
                continue
            yield from reading.claims(
                [w for w in whose if w is not None],
                "body",
                "hurt",
                token,
                "part_broken",
                where=reading.story.words(c.span(part)),
            )


def _needs_care(verb: str, part: str) -> bool:
    """Whether doing `verb` to `part` is a wound, not a manner of speaking."""
    if verb == "lose":
        return part in words.LOST_PARTS
    if verb in ("snap", "wrench", "twist", "crack", "pierce"):
        return part in ("ankle", "knee", "leg", "arm", "rib", "ribs", "collarbone", "skull", "wrist")
    if verb in ("break", "split", "tear", "bruise"):
        return part not in words.NOT_BROKEN
    return part not in ("heart", "hair", "skin", "eyes", "throat")


def _part_is_broken(reading: Reading) -> Iterator[Claim]:
    """Her wrist was broken; his hand was bleeding."""
    c = reading.clauses
    for token in c.having(words.BROKEN | {"bleed", "break", "fracture", "sprain", "crush", "shatter", "sever", "cut"}):
        if c.relations[token] in ("amod", "compound"):
            continue
        for part in c.children(token, "nsubj", "nsubj:pass"):
            owner = c.owner(part)
            if (
                c.words[part] in words.PARTS - {"heart"}
                and owner is not None
                and (c.words[token] in words.BROKEN or c.lemmas[token] == "bleed")
            ):
                yield from reading.claims(
                    [owner], "body", "hurt", token, "part_is_broken", where=reading.story.words(c.span(part))
                )


def _broken_part(reading: Reading) -> Iterator[Claim]:
    """With a broken leg; her bleeding hand; the wound in his side; his wound."""
    c = reading.clauses
    for token in c.having(words.PARTS | words.WOUNDS | {"wounds", "cut", "leg"}):
        if c.upos[token] != "NOUN":
            continue
        broken = c.words[token] in words.PARTS - {"heart", "back", "spine", "neck"} and reading.child_words(
            token, "amod"
        ) & words.BROKEN - {"crushed", "cut", "bleeding", "burning"}
        wound = c.lemmas[token] in words.WOUNDS - {"burn"}
        if not (broken or wound) or reading.child_words(token, "det") & {"no", "any"}:
            continue
        head = c.heads[token]
        owner = c.owner(token)
        where = None if wound else reading.story.words(c.span(token))
        if wound and c.words[owner] in words.PARTS if owner is not None else False:
            owner, where = c.owner(owner or 0), reading.story.words(c.span(owner or 0))
        if owner is None and wound:
            for i in reading.obliques(token, "in", "on", "across", "above"):
                if c.words[i] in words.PARTS:
                    owner, where = c.owner(i), reading.story.words(c.span(i))
        if owner is None and head >= 0 and c.lemmas[head] in ("have", "get", "suffer") and token in c.objects(head):
            yield from reading.claims(c.subjects(head), "body", "hurt", token, "broken_part", where=where)
        elif (
            broken
            and owner is None
            and head >= 0
            and c.relations[token] == "obl"
            and reading.child_words(token, "case") & {"on", "with"}
        ):
            yield from reading.claims(
                c.subjects(head), "body", "hurt", token, "broken_part", where=where, fact=c.fact(head)
            )
        elif owner is not None and c.fact(token).so and (head < 0 or c.fact(head).so):
            yield from reading.claims([owner], "body", "hurt", token, "broken_part", where=where)


def _blood(reading: Reading) -> Iterator[Claim]:
    """He was bleeding; blood ran down his face."""
    c = reading.clauses
    for token in c.having(words.BLEEDING | words.FLOWING):
        if c.upos[token] != "VERB" or not _told(reading, token):
            continue
        if (
            c.lemmas[token] == "bleed"
            and not c.children(token, "obj", "xcomp")
            and not reading.child_words(token, "advmod") & {"out", "dry"}
        ):
            where = next(
                (
                    reading.story.words(c.span(i))
                    for i in reading.obliques(token, "from", "at")
                    if c.words[i] in words.PARTS
                ),
                None,
            )
            if where != "nose":
                yield from reading.claims(c.subjects(token), "body", "hurt", token, "bleeds", where=where)
        elif any(c.words[i] in words.BLOOD for i in c.subjects(token)):
            for i in reading.obliques(token, "from", "down", "over", "into"):
                owner = c.owner(i)
                if c.words[i] in words.PARTS and owner is not None:
                    yield from reading.claims(
                        [owner], "body", "hurt", token, "bleeds", where=reading.story.words(c.span(i))
                    )


def _is_hurt(reading: Reading) -> Iterator[Claim]:
    """She was badly hurt; he lay wounded; "I'm injured"."""
    c = reading.clauses
    for token in c.having(words.HURT | {"hurt", "injure", "wound"}):
        if (
            c.words[token] not in words.HURT
            or c.children(token, "obj")
            or c.relations[token] in ("amod", "nsubj", "obj", "advmod")
            or not c.children(token, "cop", "aux:pass", "aux")
        ):
            continue
        if c.words[token] == "hurt" and (
            (c.fact(token).so and not reading.child_words(token, "advmod") & words.BADLY)
            or not c.children(token, "cop", "aux:pass")
        ):
            continue
        if c.agents(token) and c.passive(token) and reading.obliques(token, "by"):
            continue
        yield from reading.claims(c.subjects(token), "body", "hurt", token, "is_hurt", where=_part(reading, token))


def _is_ill(reading: Reading) -> Iterator[Claim]:
    """She fell ill with typhus; he was delirious."""
    c = reading.clauses
    for token in c.having(words.ILL):
        if (
            c.upos[token] != "ADJ"
            or c.relations[token] in ("amod", "advmod")
            or reading.habitual(token)
            or reading.obliques(token, "at")
        ):
            continue
        head = c.heads[token]
        falls = c.relations[token] == "xcomp" and head >= 0 and c.lemmas[head] in ("fall", "take", "lie")
        if c.words[token] == "sick" and not (
            falls
            or reading.child_words(token, "advmod") & words.BADLY | {"very"} & reading.child_words(token, "advmod")
        ):
            continue
        under = c.relations[token] == "xcomp" and head >= 0 and c.lemmas[head] in words.FALLING_ILL
        if not under and not c.children(token, "cop"):
            continue
        if under and c.lemmas[head] in ("feel", "look", "seem"):
            continue
        where = next(
            (
                reading.story.words(c.span(i))
                for i in reading.obliques(token, "with") or (reading.obliques(head, "with") if under else [])
            ),
            None,
        )
        yield from reading.claims(c.subjects(head if under else token), "body", "ill", token, "is_ill", where=where)


def _has_illness(reading: Reading) -> Iterator[Claim]:
    """He had the measles; she caught cold; a fever on her lungs; down with pneumonia."""
    c = reading.clauses
    for noun in c.having(words.DISEASES):
        token = c.heads[noun]
        if token < 0 or c.upos[noun] not in ("NOUN", "PROPN", "ADJ") or reading.child_words(noun, "det") & {"no"}:
            continue
        where = reading.story.words(c.span(noun))
        has = c.lemmas[token] in words.HAVING_ILLNESS and noun in c.objects(token)
        if has and c.words[noun] == "cold" and c.lemmas[token] not in ("catch", "have", "take", "get"):
            continue
        if has and c.words[noun] in ("plague", "cancer") and c.lemmas[token] == "get":
            continue
        down = c.words[token] == "down" or "down" in reading.child_words(token, "advmod", "compound:prt")
        under = c.relations[noun] == "obl" and reading.child_words(noun, "case") & {"with", "of", "from"}
        ailing = under and (down or c.lemmas[token] in ("sicken", "suffer", "ail", "lie"))
        if (
            (has or ailing)
            and not reading.habitual(token)
            and not (c.perfect(token) and c.words[noun] == "cold" and c.lemmas[token] == "have")
        ):
            yield from reading.claims(
                c.subjects(token), "body", "ill", token, "has_illness", where=where, span=c.span(token, noun)
            )


def _recovers(reading: Reading) -> Iterator[Claim]:
    """He recovered; she was quite well again; the wound has healed."""
    c = reading.clauses
    for token in c.having(words.RECOVERING | {"cure"}):
        if c.upos[token] not in ("VERB", "ADJ") or not _told(reading, token) or reading.progressive(token):
            continue
        subjects = c.subjects(token)
        parts = [o for i in subjects if c.words[i] in words.PARTS | words.WOUNDS and (o := c.owner(i)) is not None]
        if parts and c.lemmas[token] in ("heal", "mend"):
            yield from reading.claims(parts, "body", "unhurt", token, "healed")
        elif c.lemmas[token] == "cure":
            yield from reading.claims(c.objects(token), "body", "unhurt", token, "recovers")
        elif c.lemmas[token] in ("recover", "convalesce") and not c.children(token, "obj"):
            from_ = reading.obliques(token, "from")
            if all(c.words[i] in words.DISEASES | words.WOUNDS | {"illness", "wounds", "operation"} for i in from_):
                yield from reading.claims(subjects, "body", "unhurt", token, "recovers")
    for token in c.having({"well"}):
        if c.upos[token] == "ADJ" and "again" in reading.child_words(token, "advmod") and c.children(token, "cop"):
            yield from reading.claims(c.subjects(token), "body", "unhurt", token, "recovers")
