"""Life: who is dead, by what words say so, and who only sounds it."""

from __future__ import annotations

from collections.abc import Iterator

from fullcast.annotators.clauses import Fact
from fullcast.annotators.states.claims import Claim, Reading
from fullcast.lexicon import people
from fullcast.lexicon import states as words


def find_deaths(reading: Reading) -> Iterator[Claim]:
    """Claims that somebody is dead or alive, in no particular order."""
    for rule in (
        _dies, _killed, _done_to_death, _kills_oneself, _shot_through, _throat_cut, _is_dead, _dead_before_noun, _owned_by_the_dead,
        _widowed, _buried, _taken, _never_woke, _lost, _last_breath, _lived, _did_not_survive, _is_alive,
    ):  # fmt: skip
        yield from rule(reading)


def _so_far(reading: Reading, token: int) -> bool:
    """Whether what `token` tells can have happened: it is no habit, goes on no longer, and nobody laughs."""
    c = reading.clauses
    if reading.progressive(token) or reading.habitual(token) or reading.made_up(token):
        return False
    if reading.clauses.fact(token).so and (reading.timeless(token) or _bare(reading, token)):
        return False
    if reading.child_words(token, "advmod") & words.HYPERBOLE:
        return False
    head = c.heads[token]
    return not (head >= 0 and c.lemmas[head] in words.LAUGHING and c.relations[token] in ("advcl", "xcomp", "ccomp"))


def _bare(reading: Reading, token: int) -> bool:
    """Whether `token` is an infinitive that nobody saw or heard happen."""
    c = reading.clauses
    head = c.heads[token]
    seen = c.relations[token] in ("xcomp", "ccomp") and head >= 0 and c.lemmas[head] in ("see", "hear", "watch", "find", "feel", "observe")
    return c.parse[token].features.get("VerbForm") == "Inf" and not c.tense(token) and not c.perfect(token) and not seen


# Who dies


def _dies(reading: Reading) -> Iterator[Claim]:
    """She died; he was drowned; they have perished."""
    c = reading.clauses
    for token in c.having(words.DYING):
        if c.upos[token] != "VERB" or not _so_far(reading, token) or _dies_in_a_manner(reading, token):
            continue
        objects = c.objects(token)
        if c.lemmas[token] == "drown" and objects:
            yield from reading.claims(objects, "life", "dead", token, "drowned")
        elif all(c.lemmas[i] == "death" or c.words[i] == "what" or _parted(reading, token, i) for i in c.children(token, "obj")):
            yield from reading.claims(c.subjects(token), "life", "dead", token, "dies")


def _parted(reading: Reading, one: int, two: int) -> bool:
    """Whether a mark stands between two words, so that neither governs the other."""
    return any(reading.clauses.upos[i] == "PUNCT" for i in range(min(one, two) + 1, max(one, two)))


def _dies_in_a_manner(reading: Reading, token: int) -> bool:
    """Whether the dying is a figure of speech."""
    c = reading.clauses
    if reading.child_words(token, "compound:prt", "advmod") & words.DIES_AWAY:
        return True
    if any(c.lemmas[i] in words.LAUGHING for i in c.children(token, "xcomp", "advcl")):
        return True
    if any(c.words[i] in words.NO_CAUSES for i in reading.obliques(token, "of", "from", "with")):
        return True
    if any(c.words[i] in words.NO_WATERS for i in reading.obliques(token, "in")):
        return True
    deaths = [i for i in c.children(token, "obj") if c.lemmas[i] == "death"]
    if any(c.children(i, "nummod") or c.words[i] == "deaths" for i in deaths):
        return True
    sentence = {c.words[i] for i in c.sentence(token) if i > token}
    return "heaven" in sentence and "went" in sentence


def _killed(reading: Reading) -> Iterator[Claim]:
    """He was killed; the spear killed the captain; they hanged him."""
    c = reading.clauses
    for token in c.having(words.KILLING | {"hang"}):
        if c.upos[token] not in ("VERB", "ADJ") or not _so_far(reading, token):
            continue
        if c.lemmas[token] == "hang" and c.words[token] != "hanged":
            continue
        objects = [i for i in c.objects(token) if c.words[i] not in people.IT]
        if c.lemmas[token] == "hang" and not objects:
            objects = c.subjects(token)
        if _kills_in_a_manner(reading, token, objects):
            continue
        yield from reading.claims([i for i in objects if i not in _reflexive(reading, objects)], "life", "dead", token, "killed")


def _reflexive(reading: Reading, tokens: list[int]) -> list[int]:
    return [i for i in tokens if reading.clauses.words[i].endswith(("self", "selves"))]


def _kills_in_a_manner(reading: Reading, token: int, objects: list[int]) -> bool:
    """Whether the killing is a figure of speech: "it kills me", "if she sees that she will murder us"."""
    c = reading.clauses
    if any(c.words[i] in people.FIRST | people.WE | people.SECOND for i in objects):
        return c.quotation(token) is not None or c.tense(token) != "past"
    if any(c.lemmas[i] in words.LAUGHING for i in c.children(token, "xcomp", "advcl")):
        return True
    return any(c.words[i] in people.IT | {"that", "this", "which"} for i in c.children(token, "nsubj")) and c.tense(token) != "past"


def _done_to_death(reading: Reading) -> Iterator[Claim]:
    """He bled to death; she was stabbed to death; they fell to their deaths."""
    c = reading.clauses
    for noun in c.having(("death", "deaths")):
        token = c.heads[noun]
        if token < 0 or c.relations[noun] not in ("obl", "nmod") or "to" not in reading.child_words(noun, "case") or c.upos[token] != "VERB":
            continue
        if c.lemmas[token] in words.FIGURATIVE_DEATHS or not _so_far(reading, token) or c.children(noun, "amod"):
            continue
        if c.lemmas[token] in words.DYING_TO_DEATH and not c.objects(token):
            yield from reading.claims(c.subjects(token), "life", "dead", token, "to_death", span=c.span(token, noun))
        elif c.lemmas[token] in words.KILLING_TO_DEATH | words.DYING_TO_DEATH:
            yield from reading.claims(c.objects(token), "life", "dead", token, "to_death", span=c.span(token, noun))


def _kills_oneself(reading: Reading) -> Iterator[Claim]:
    """She hanged herself; he took his own life; they committed suicide."""
    c = reading.clauses
    for token in c.having(words.SELF_KILLING | {"take", "commit"}):
        if c.upos[token] != "VERB" or not _so_far(reading, token):
            continue
        objects = c.children(token, "obj")
        own = [i for i in objects if c.lemmas[i] == "life" and reading.child_words(i, "amod") & {"own"}]
        suicide = [i for i in objects if c.lemmas[i] == "suicide"]
        itself = _reflexive(reading, objects) if c.lemmas[token] in words.SELF_KILLING else []
        if c.lemmas[token] == "hang" and c.words[token] != "hanged":
            itself = []
        laughing = any(c.lemmas[i] in words.LAUGHING for i in c.children(token, "xcomp", "advcl"))
        if (own or suicide or itself) and not laughing and not (c.lemmas[token] == "shoot" and reading.obliques(token, "in")):
            yield from reading.claims(c.subjects(token), "life", "dead", token, "kills_oneself")


def _shot_through(reading: Reading) -> Iterator[Claim]:
    """Shot through the heart; the spear went through his throat; she put two bullets through Vance's skull."""
    c = reading.clauses
    for part in c.having(words.VITAL - {"eye", "eyes", "neck", "lungs"}):
        token = c.heads[part]
        if token < 0 or c.relations[part] not in ("obl", "nmod") or not reading.child_words(part, "case") & words.THROUGH:
            continue
        if c.relations[token] in ("obj", "obl") and c.upos[token] == "NOUN":
            token = c.heads[token]
        if c.lemmas[token] not in words.PIERCING or not _so_far(reading, token):
            continue
        held = {c.words[i] for i in (*c.subjects(token), *c.objects(token), *c.children(token, "obl", "obj"))}
        owner = c.owner(part)
        if c.lemmas[token] != "shoot" and not held & words.WEAPONS:
            continue
        if c.words[part] == "temple" and owner is None:
            continue
        victims = [owner] if owner is not None else c.objects(token) if c.lemmas[token] in ("shoot", "stab", "run", "strike", "hit") else []
        yield from reading.claims([v for v in victims if v is not None], "life", "dead", token, "pierced", span=c.span(token, part))


def _throat_cut(reading: Reading) -> Iterator[Claim]:
    """The wolf tore out Bram's throat; his throat had been cut."""
    c = reading.clauses
    for part in c.having({"throat"}):
        token = c.heads[part]
        if token < 0 or c.lemmas[token] not in words.THROATS or part not in c.objects(token) or not _so_far(reading, token):
            continue
        owner = c.owner(part)
        if owner is not None:
            yield from reading.claims([owner], "life", "dead", token, "throat_cut", span=c.span(token, part))


def _taken(reading: Reading) -> Iterator[Claim]:
    """The fever took Alder; the sea had claimed both her sons."""
    c = reading.clauses
    for token in c.having(words.TAKING):
        if c.upos[token] != "VERB" or not _so_far(reading, token) or c.children(token, "xcomp"):
            continue
        if c.passive(token) and any(c.words[i] in people.WE | people.THEY | people.FIRST for i in reading.obliques(token, "from")):
            yield from reading.claims(c.subjects(token), "life", "dead", token, "taken")
        if [i for i in c.children(token, "obl") if reading.child_words(i, "case") - {"on", "in", "at"}]:
            continue
        if c.lemmas[token] == "carry" and not reading.child_words(token, "compound:prt", "advmod") & {"off", "away"}:
            continue
        agents = {c.words[i] for i in c.agents(token)}
        takers = words.DEADLY_TAKERS if c.lemmas[token] != "carry" else words.DEADLY_TAKERS & words.DISEASES | {"plague", "illness", "disease", "stroke"}
        if agents & takers:
            yield from reading.claims(c.objects(token), "life", "dead", token, "taken")


def _last_breath(reading: Reading) -> Iterator[Claim]:
    """She breathed her last; he gave up the ghost; she passed away; his heart gave out; he bled out."""
    c = reading.clauses
    for token in c.having({"breathe", "give", "pass", "lose", "meet", "flatline", "fail", "draw", "bleed"}):
        if c.upos[token] != "VERB" or not _so_far(reading, token):
            continue
        particles = reading.child_words(token, "compound:prt", "advmod")
        objects = c.children(token, "obj")
        names = {c.lemmas[i] for i in objects}
        lemma = c.lemmas[token]
        dead = (
            (lemma in ("breathe", "draw") and ("last" in particles or any("last" in reading.child_words(i, "amod") or c.words[i] == "last" for i in objects)))
            or (lemma == "give" and "ghost" in names)
            or (lemma == "pass" and _passes(reading, token, particles))
            or (lemma == "lose" and "life" in names and not any(reading.child_words(i, "nmod", "amod") for i in objects))
            or (lemma == "meet" and names & {"death", "end"} and any(c.children(i, "nmod:poss") for i in objects))
            or lemma == "flatline"
            or (lemma == "bleed" and "out" in particles)
        )
        if dead:
            yield from reading.claims(c.subjects(token), "life", "dead", token, "last_breath")
        elif (lemma == "give" and "out" in particles) or (lemma == "fail" and not objects):
            owners = [c.owner(i) for i in c.subjects(token) if c.words[i] == "heart"]
            yield from reading.claims([o for o in owners if o is not None], "life", "dead", token, "heart_failed")


def _passes(reading: Reading, token: int, particles: set[str]) -> bool:
    c = reading.clauses
    if c.children(token, "obj"):
        return False
    asleep = any(c.words[i] == "sleep" for i in reading.obliques(token, "in"))
    return bool("away" in particles and not c.children(token, "obj")) or asleep


def _never_woke(reading: Reading) -> Iterator[Claim]:
    """She did not wake again; he never breathed again."""
    c = reading.clauses
    for token in c.having({"wake", "breathe", "awake"}):
        adverbs = reading.child_words(token, "advmod")
        denied = c.negation(token) is not None
        if c.upos[token] == "VERB" and denied and ("again" in adverbs or "more" in adverbs) and c.tense(token) != "present" and c.modal(token) is None:
            yield from reading.claims(c.subjects(token), "life", "dead", token, "never_woke", fact=Fact("so"))


def _lost(reading: Reading) -> Iterator[Claim]:
    """The winter after we lost Beatrix; he had lost his wife to the fever."""
    c = reading.clauses
    for token in c.having({"lose"}):
        if c.upos[token] != "VERB" or not _so_far(reading, token) or c.passive(token):
            continue
        objects = [i for i in c.objects(token) if c.words[i] in words.KIN_LOST]
        named = [i for i in c.objects(token) if c.upos[i] == "PROPN"]
        cause = [i for i in reading.obliques(token, "to", "in") if c.words[i] in words.DEADLY_TAKERS | {"accident", "childbirth", "battle", "fire", "wreck", "crash"}]
        since = reading.child_words(token, "mark", "advmod") & words.LOSSES and c.relations[token] == "advcl"
        if (objects and (cause or since or c.perfect(token))) or (named and (cause or since)):
            yield from reading.claims(objects or named, "life", "dead", token, "lost")


def _did_not_survive(reading: Reading) -> Iterator[Claim]:
    """He did not survive the night; grandpa didn't make it; she did not live to see it."""
    c = reading.clauses
    for token in c.having({"survive", "make", "live"}):
        if c.upos[token] != "VERB" or c.negation(token) is None or c.modal(token) is not None:
            continue
        makes_it = c.lemmas[token] == "make" and [c.words[i] for i in c.children(token, "obj")] == ["it"] and not c.children(token, "obl", "xcomp")
        lives_to = c.lemmas[token] == "live" and any("to" in reading.child_words(i, "mark") for i in c.children(token, "xcomp", "advcl"))
        survives = c.lemmas[token] == "survive" and c.tense(token) == "past"
        if makes_it and c.quotation(token) is None:
            continue
        if makes_it or lives_to or survives:
            yield from reading.claims(c.subjects(token), "life", "dead", token, "did_not_survive", fact=Fact("so"))


# Who is dead


def _is_dead(reading: Reading) -> Iterator[Claim]:
    """He is dead; he lay dead; they found her dead; shot dead."""
    c = reading.clauses
    for token in c.having(words.DEAD):
        if c.upos[token] not in ("ADJ", "VERB", "NOUN", "ADV") or c.relations[token] in ("amod", "advmod", "nsubj", "obj", "obl", "nmod", "compound", "nmod:poss"):
            continue
        if c.children(token, "obj") or _only_stronger(reading, token) or reading.made_up(token):
            continue
        subjects = _of_whom(reading, token)
        if _not_quite(reading, token) or _dead_tease(reading, token, subjects):
            continue
        rule = "declared_dead" if c.heads[token] >= 0 and c.lemmas[c.heads[token]] in ("declare", "pronounce") else "is_dead"
        yield from reading.claims(subjects, "life", "dead", token, rule, fact=_held(reading, token))


def _of_whom(reading: Reading, token: int) -> list[int]:
    c = reading.clauses
    if c.relations[token] in ("xcomp", "advcl", "acl", "dep", "ccomp") and not c.children(token, "nsubj", "cop"):
        head = c.heads[token]
        if c.lemmas[head] in words.DEAD_VERBS | {"want", "wish", "think", "believe", "suppose", "presume", "report", "keep"}:
            return c.objects(head) or c.subjects(head)
        return []
    return c.subjects(token) if c.children(token, "cop", "nsubj") or c.relations[token] == "conj" else []


def _held(reading: Reading, token: int) -> Fact:
    """The fact of "dead"; under a passive of believing nobody is named who believes it."""
    c = reading.clauses
    head = c.heads[token]
    if c.relations[token] == "xcomp" and head >= 0 and c.lemmas[head] in ("want", "wish"):
        return Fact("maybe", operator=head)
    if c.relations[token] == "xcomp" and head >= 0 and c.lemmas[head] in ("think", "believe", "suppose", "presume"):
        return Fact("believed", None if c.passive(head) else next(iter(c.subjects(head)), None), head)
    return c.fact(token)


def _only_stronger(reading: Reading, token: int) -> bool:
    """Whether "dead" strengthens the word after it, or is said of those to whom somebody is: "dead tired", "dead to me"."""
    c = reading.clauses
    if token + 1 < len(c) and c.words[token + 1] in words.AFTER_DEAD:
        return True
    return bool(reading.obliques(token, "to", "on", "with"))


def _not_quite(reading: Reading, token: int) -> bool:
    c = reading.clauses
    near = {c.words[i] for i in range(max(0, token - 3), token)}
    return bool(reading.child_words(token, "advmod") & (words.NOT_QUITE | words.HYPERBOLE)) or {"good", "as"} <= near or "for" in reading.child_words(token, "case")


def _dead_tease(reading: Reading, token: int, subjects: list[int]) -> bool:
    """Whether it is said to somebody's face, or by somebody of oneself: nobody who hears it is dead."""
    c = reading.clauses
    said = {c.words[i] for i in subjects}
    if said & people.SECOND:
        head = c.heads[token]
        return not (head >= 0 and c.lemmas[head] == "wish")
    line = c.quotation(token)
    if said & (people.FIRST | people.WE):
        return line is not None or not _for_long(reading, token)
    return line is not None and any(reading.sure(i) == line.speaker for i in subjects)


def _for_long(reading: Reading, token: int) -> bool:
    """Whether a narrator says for how long: "I have been dead for eleven years"."""
    c = reading.clauses
    return c.perfect(token) and any(c.lemmas[i] in ("year", "month", "week", "day", "century", "hour") for i in c.subtree(token))


def _dead_before_noun(reading: Reading) -> Iterator[Claim]:
    """Her late husband; my dead mother; the late Mr. Teague; the deceased, Miss Reyes."""
    c = reading.clauses
    for token in c.having(words.OF_THE_DEAD):
        noun = c.heads[token]
        if c.relations[token] != "amod" or noun < 0 or c.relations[noun] == "root":
            continue
        owned = bool(c.children(noun, "nmod:poss"))
        definite = bool(reading.child_words(noun, "det") & {"the"})
        if c.words[token] == "late" and not (owned or definite):
            continue
        if not (owned or definite) or c.lemmas[noun] in ("man", "woman", "body", "hand") and not owned:
            continue
        if c.upos[noun] == "NOUN" and c.words[noun] not in people.PERSON_NOUNS | frozenset(people.KIN):
            continue
        if c.words[token] == "late" and c.children(noun, "nummod"):
            continue
        yield from reading.claims([noun], "life", "dead", token, "dead_before_noun", fact=Fact("so"), span=c.span(token, noun))


def _owned_by_the_dead(reading: Reading) -> Iterator[Claim]:
    """Hanne's grave; since his murder; the body of Owen Strand; the day of Papa's funeral."""
    c = reading.clauses
    for token in c.having(words.DEATH_NOUNS | words.BURIAL_NOUNS | words.BODY_OF):
        owner = c.owner(token)
        if owner is None or c.upos[token] != "NOUN" or reading.child_words(token, "amod") & {"own", "early", "certain", "living"}:
            continue
        if c.words[token] in words.BODY_OF and not _found_body(reading, token, owner):
            continue
        if c.words[owner] in people.FIRST | people.SECOND | people.WE:
            continue
        fact = _told_of(reading, token)
        if c.lemmas[token] in ("murder", "killing", "assassination", "execution", "beheading", "lynching") and c.words[owner] in people.HE | people.SHE and c.relations[owner] == "nmod:poss" and c.children(token, "nmod"):
            continue
        yield from reading.claims([owner], "life", "dead", token, "owned_by_the_dead", fact=fact, span=c.span(owner, token))


def _found_body(reading: Reading, token: int, owner: int) -> bool:
    c = reading.clauses
    head = c.heads[token]
    return c.relations[owner] == "nmod" and c.upos[owner] == "PROPN" and head >= 0 and c.lemmas[head] in words.BODY_FINDING


def _told_of(reading: Reading, token: int) -> Fact:
    """Whether a death that is only named has come: the clause around it is told in the past, or it stands after "after" and "since"."""
    c = reading.clauses
    here = c.predicate(token)
    fact = c.fact(token)
    case = reading.child_words(token, "case")
    if case & {"after", "since"}:
        return Fact("so")
    if c.words[token] in words.BURIAL_NOUNS and fact.status in ("so", "not", "said"):
        return Fact("so") if c.tense(here) else Fact("maybe", operator=token)
    if fact.so and c.lemmas[token] in words.DEATH_NOUNS and (c.tense(here) != "past" or case & {"to", "for", "till", "until", "of", "unto", "about", "on", "at", "with", "near"}):
        return Fact("maybe", operator=token)
    return fact


def _widowed(reading: Reading) -> Iterator[Claim]:
    """The widow of Amos Teague; the captain's widow."""
    c = reading.clauses
    for token in c.having(words.WIDOWED):
        owner = c.owner(token)
        if owner is not None and c.upos[token] == "NOUN":
            yield from reading.claims([owner], "life", "dead", token, "widowed", fact=Fact("so"), span=c.span(owner, token))


def _buried(reading: Reading) -> Iterator[Claim]:
    """They buried her on Tuesday; he is buried in Bath."""
    c = reading.clauses
    for token in c.having(words.BURYING):
        if c.upos[token] not in ("VERB", "ADJ") or not _so_far(reading, token) or reading.child_words(token, "xcomp", "advmod", "amod", "obl") & {"alive"}:
            continue
        objects = [i for i in c.objects(token) if c.words[i] not in people.FIRST | people.SECOND | people.IT | people.WE]
        if _reflexive(reading, objects) or reading.obliques(token, "under", "in") and not _grave(reading, token):
            continue
        yield from reading.claims(objects, "life", "dead", token, "buried")


def _grave(reading: Reading, token: int) -> bool:
    """Whether what somebody is buried in or under is no sand, work or blanket."""
    c = reading.clauses
    places = reading.obliques(token, "under", "in")
    return all(
        c.upos[i] == "PROPN" or c.words[i] in words.BURIAL_NOUNS
        or c.lemmas[i] in ("churchyard", "cemetery", "graveyard", "garden", "church", "vault", "ground", "field", "tree", "yard", "spring", "autumn",
                           "summer", "winter", "year", "morning", "plot", "abbey", "chapel", "village", "afternoon", "evening", "earth", "town", "crypt")
        for i in places
    )  # fmt: skip


def _lived(reading: Reading) -> Iterator[Claim]:
    """If Karel had lived; while Hugo was still alive: who is spoken of so is dead."""
    c = reading.clauses
    for token in c.having({"live", "alive"}):
        marks = reading.child_words(token, "mark", "advmod")
        if c.lemmas[token] == "live" and c.perfect(token) and c.tense(token) == "past" and not reading.obliques(token):
            head = c.heads[token]
            wished = head >= 0 and c.lemmas[head] == "wish"
            unlike = "if" in marks and c.relations[token] == "advcl" and (c.modal(c.predicate(head)) is not None)
            if wished or unlike:
                yield from reading.claims(c.subjects(token), "life", "dead", token, "had_lived", fact=Fact("so"))
        elif c.words[token] == "alive" and c.relations[token] in ("advcl", "acl:relcl") and c.tense(token) == "past":
            if marks & {"when", "while"} and c.quotation(token) is None:
                yield from reading.claims(c.subjects(token), "life", "dead", token, "was_alive", fact=Fact("so"))


def _is_alive(reading: Reading) -> Iterator[Claim]:
    """She is alive; he came back to life; they revived her."""
    c = reading.clauses
    for token in c.having(words.ALIVE):
        if c.relations[token] in ("amod", "advmod", "advcl", "acl:relcl"):
            continue
        yield from reading.claims(c.subjects(token), "life", "alive", token, "is_alive")
    for token in c.having(words.REVIVING):
        if c.upos[token] == "VERB":
            who = c.objects(token) or (c.subjects(token) if c.lemmas[token] == "revive" else [])
            yield from reading.claims(who, "life", "alive", token, "revives")
    for token in c.having({"life"}):
        head = c.heads[token]
        if head >= 0 and c.relations[token] == "obl" and c.lemmas[head] in ("come", "bring", "return", "restore") and "to" in reading.child_words(token, "case"):
            if "back" in reading.child_words(head, "advmod", "compound:prt") or c.lemmas[head] in ("return", "restore"):
                who = c.objects(head) if c.lemmas[head] in ("bring", "restore") else c.subjects(head)
                yield from reading.claims(who, "life", "alive", head, "revives")
