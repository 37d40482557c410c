"""Tags, lemmas and trees: laws of what is found, whatever the weights say."""

from __future__ import annotations

import itertools
import json
import re
import time
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcast.errors import ModelError
from fullcast.models import syntax
from fullcast.models.encoder import Encoding, encode, straightened
from fullcast.models.lemmas import Script, applied, regular, script_of
from fullcast.models.runtime import ENCODER, Model, SyntaxFacts, has_weights, open_model, read_manifest
from fullcast.models.segmentation import LONGEST_SENTENCE, segment
from fullcast.models.syntax import Parse, Parser, open_parser, parse
from fullcast.models.trees import are_trees, best_trees
from fullcast.models.wordpiece import WordPiece
from tests.models import tiny

ROOT = Path(__file__).parents[2]
TAGS = (("NOUN", "Number=Sing"), ("PUNCT", ""), ("VERB", "Tense=Past|VerbForm=Fin"))
RELATIONS = ("nsubj", "root", "obj")
SCRIPTS = tuple(
    Script(*pair)
    for pair in (("ed", ""), ("", ""), ("s", ""), ("ies", "y"), ("x", ""), ("y", ""), ("z", ""), ("q", ""))
)
TEXT = "“Don't go,” said Mr. Bell. She wouldn't; it was five o'clock!\n\nThe dogs barked. Nobody came."


class Drawn:
    """A session of random matrices, which knows no difference between sentences read alone and together."""

    def __init__(self, seed: int = 3) -> None:
        self._seed = seed

    def run(self, outputs: Any, feed: dict[str, Any], /) -> list[Any]:
        """What the network or the labels would say."""
        x = np.concatenate(list(feed.values()), -1)
        if outputs == syntax.RELATION_OUTPUTS:
            return [self._map(x, "scores", len(RELATIONS))]
        root = np.zeros_like(x[:, :1])
        arcs = self._map(x, "dependent", 8) @ self._map(np.concatenate([x, root], 1), "head", 8).transpose(0, 2, 1)
        scripts = np.argsort(self._map(x, "scripts", len(SCRIPTS)), 2)
        above = self._map(np.concatenate([x, root], 1), "above", 5)
        return [self._map(x, "tags", len(TAGS)).argmax(2), scripts, arcs, self._map(x, "own", 5), above]

    def _map(self, x: Any, name: str, wide: int) -> Any:
        chance = np.random.default_rng([self._seed, wide, *name.encode()])  # the same whichever thread comes first
        return x @ chance.standard_normal((x.shape[-1], wide)).astype(np.float32)


def drawn_parser(threads: int = 1) -> Parser:
    """A parser that knows nothing."""
    forms = np.random.default_rng(5).standard_normal((50, 6)).astype(np.float32)
    return Parser(
        forms,
        Drawn(),
        Drawn(4),
        TAGS,
        RELATIONS,
        SCRIPTS,
        {"said VERB past": "say"},
        frozenset(),
        WordPiece(tiny.VOCABULARY),
        threads,
    )


def encoded(text: str, model: Model) -> Encoding:
    """The encoding of a text whose paragraphs stand apart."""
    return encode(text, [found.span() for found in re.finditer(r"\S(?:.|\n(?!\n))*", text)], model)


def parsed(text: str, model: Model, threads: int = 1) -> Parse:
    """A text parsed on tiny weights."""
    return parse(text, encoded(text, model), drawn_parser(threads))


def as_lists(found: Parse) -> list[Any]:
    """What can be compared of a parse."""
    return [found.heads.tolist(), found.relations.tolist(), found.tags.tolist(), found.lemmas, found.sentences.tolist()]


@given(st.text(alphabet=st.sampled_from("abIS .!?\"',-–…\n1’—()_nt"), max_size=300))
def test_tokens_tile_the_text(text: str) -> None:
    """Every sign that is not white space is in exactly one token, and sentences follow one another."""
    text = straightened(text)
    found = segment(text, [(0, len(text))])
    covered = [at for a, b in zip(found.starts, found.ends, strict=True) for at in range(a, b)]
    assert covered == sorted(set(covered))
    assert {at for at, sign in enumerate(text) if not sign.isspace()} <= set(covered)
    assert found.sentences[0] == 0
    assert found.sentences[-1] == len(found.starts)
    assert (np.diff(found.sentences) > 0).all()


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("They cannot, won't, can't.", "They can not , wo n't , ca n't ."),
        ("Mrs. Bell's dogs' bowls", "Mrs. Bell 's dogs ' bowls"),
        ("five o'clock on a well-kept co-worker", "five o'clock on a well - kept co-worker"),
        ("Wait... no -- 'tis 3.5 p.m.", "Wait ... no -- 't is 3.5 p.m."),
        ("John R. Bell, I'd've gone", "John R. Bell , I 'd 've gone"),
        ("I'm gonna, didnt you?!", "I 'm gon na , did nt you ?!"),
    ],
)
def test_tokens_are_those_of_the_treebank(text: str, tokens: str) -> None:
    """Clitics come off, hyphens part, shortened words keep their stops."""
    found = segment(text, [(0, len(text))])
    assert [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)] == tokens.split()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('"Come in!" said the host. "Sit down."', 2),
        ("Dr. Bell met J. Smith at 5 p.m. on St. John's Road.", 1),
        ('He stopped. "Why?" she asked. (Nobody knew.) He went on.', 4),
        ("Well... I suppose... perhaps. Yes", 2),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    """A stop in a shortened word ends nothing, and what says who spoke belongs to the speech."""
    assert len(segment(text, [(0, len(text))]).sentences) == count + 1


def test_no_sentence_is_too_long() -> None:
    """A sentence without end is parted, at a comma where there is one."""
    text = "and so on, " * 500
    sizes = np.diff(segment(text, [(0, len(text))]).sentences)
    assert sizes.max() <= LONGEST_SENTENCE
    assert (sizes[:-1] % 4 == 0).all()


@pytest.mark.parametrize(
    "unit", ["a-", "a.", "-", "1,", "'", "n't", ". ", "a_", "x@", "http://", "Mr.", "ed", "in'", '"']
)
def test_text_without_end_is_read_in_linear_time(unit: str) -> None:
    """A hundred thousand signs of anything are split at once; a rule that looked ahead to the end each time would take minutes."""
    text = unit * (100_000 // len(unit))
    began = time.process_time()
    found = segment(text, [(0, len(text))])
    assert found.sentences[-1] == len(found.starts)
    assert time.process_time() - began < 5


@given(st.integers(1, 5), st.integers(0, 10_000))
@settings(deadline=None)
def test_trees_are_the_best_there_are(n: int, seed: int) -> None:
    """What is found is a tree with one root, and no other such tree scores higher."""
    scores = np.random.default_rng(seed).standard_normal((1, n, n + 1)).astype(np.float32)
    every = np.array(
        [heads for heads in itertools.product(range(n + 1), repeat=n) if all(h != i for i, h in enumerate(heads))]
    )
    every = every[are_trees(every)]
    sums = scores[0][np.arange(n), every].sum(1)
    found = best_trees(scores)
    assert are_trees(found).all()
    assert scores[0][np.arange(n), found[0]].sum() == pytest.approx(sums.max(), abs=1e-4)


def test_larger_trees_are_trees() -> None:
    """Long sentences full of cycles are mended too."""
    scores = np.random.default_rng(1).standard_normal((20, 60, 61)).astype(np.float32)
    assert are_trees(best_trees(scores)).all()


def test_heads_make_a_tree_of_each_sentence(model: Model) -> None:
    """Heads stay in their sentence, which has one root, and only that is called root."""
    found = parsed(TEXT, model)
    for a, b in itertools.pairwise(found.sentences.tolist()):
        heads = np.where(found.heads[a:b] < 0, b, found.heads[a:b]) - a
        assert are_trees(heads[None].astype(np.int64)).all()
    assert [found[i].relation == "root" for i in range(len(found))] == [head < 0 for head in found.heads]


def test_a_token_tells_what_it_is(model: Model) -> None:
    """A token has its span, tag, features and lemma; the one known by heart comes before any script."""
    found = parsed(TEXT, model)
    tokens = [found[i] for i in range(len(found))]
    assert [TEXT[t.start : t.end] for t in tokens][:4] == ["“", "Do", "n't", "go"]
    assert found.upos.tolist() == [t.upos for t in tokens]
    assert found.feature("Tense").tolist() == [t.features.get("Tense", "") for t in tokens]
    assert {t.lemma for t in tokens if TEXT[t.start : t.end] == "said" and t.upos == "VERB"} <= {"say"}
    assert [TEXT[found[i].start] for i in found.tokens_in(TEXT.index("She"), TEXT.index("; it"))] == ["S", "w", "n"]


def test_the_answer_is_always_the_same(model: Model) -> None:
    """Twice gives the same, and so do two threads."""
    text = TEXT * 8
    assert as_lists(parsed(text, model)) == as_lists(parsed(text, model)) == as_lists(parsed(text, model, threads=2))


@pytest.mark.parametrize("text", ["", " \n\n ", "—"])
def test_little_or_no_text(model: Model, text: str) -> None:
    """Nothing gives nothing, and a dash alone is a sentence."""
    found = parsed(text, model)
    assert len(found) == len(text.strip())
    assert found.sentences.tolist() == list(range(len(found) + 1))


@given(st.text("abcsed", min_size=1, max_size=8), st.text("abcsed", min_size=1, max_size=8))
def test_a_script_makes_its_lemma(form: str, lemma: str) -> None:
    """The script of a form and its lemma makes that lemma of it."""
    assert applied(script_of(form, lemma), form) == lemma


@pytest.mark.parametrize(
    ("form", "upos", "features", "lemma"),
    [
        ("wiped", "VERB", "Tense=Past", "wipe"),
        ("bowed", "VERB", "Tense=Past", "bow"),
        ("tumbling", "VERB", "Tense=Pres|VerbForm=Part", "tumble"),
        ("sobbed", "VERB", "Tense=Past", "sob"),
        ("tossed", "VERB", "Tense=Past", "toss"),
        ("hurries", "VERB", "Tense=Pres", "hurry"),
        ("witches", "NOUN", "Number=Plur", "witch"),
        ("glass", "NOUN", "Number=Sing", ""),
        ("oxen", "NOUN", "Number=Plur", ""),
    ],
)
def test_spelling_tells_what_a_regular_form_comes_from(form: str, upos: str, features: str, lemma: str) -> None:
    """The likeliest base of a regular form is the right one, and forms that are not regular are left alone."""
    assert next(iter(regular(form, upos, features)), "") == lemma


def test_weights_without_syntax_are_told(model: Model) -> None:
    """Weights without the head, and a head of another encoder, are refused with a reason."""
    with pytest.raises(ModelError, match="no syntax"):
        open_parser(model)
    facts = SyntaxFacts(encoder="0" * 64, licence="CC-BY-SA-4.0", licence_text="x")
    other = Model(
        msgspec.structs.replace(model.manifest, syntax=facts), model.vocabulary, model.session, model.folder, 1
    )
    with pytest.raises(ModelError, match="another encoder"):
        open_parser(other)


def test_sentences_made_for_training_are_trees() -> None:
    """What the recipe adds to the treebank has a tree for every sentence, and its tokens are those of its texts."""
    speech = pytest.importorskip("training.speech", reason="the recipe is not beside the tests")
    treebank = pytest.importorskip("training.treebank")
    pytest.importorskip("names")
    text = "She sings well."
    bank = treebank.Treebank(
        texts=[text], paragraphs=[[(0, 15)]], document=[0] * 4, starts=[0, 4, 10, 14], ends=[3, 9, 14, 15],
        forms=["She", "sings", "well", "."], lemmas=["she", "sing", "well", "."], upos=["PRON", "VERB", "ADV", "PUNCT"],
        features=["_"] * 4, heads=[1, 1, 1, 1], relations=["nsubj", "root", "advmod", "punct"], sentences=[0, 4],
    )  # fmt: skip
    made = speech.made(bank, seed=2)
    for a, b in itertools.pairwise(made.sentences):
        heads = np.array([b - a if made.heads[i] == i else made.heads[i] - a for i in range(a, b)])
        assert are_trees(heads[None]).all()
        assert [made.relations[i] == "root" for i in range(a, b)] == (heads == b - a).tolist()
    assert made.forms == [made.texts[d][a:b] for d, a, b in zip(made.document, made.starts, made.ends, strict=True)]


def recorded() -> dict[str, Any]:
    """What the head said in torch when it was trained, of a passage of our own; skips where those are not the weights that are here."""
    path = ROOT / "training" / "syntax_parity.json"
    if not has_weights() or not path.exists():
        pytest.skip("no weights, or the recipe is not beside the tests")
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    manifest = read_manifest(ROOT / "src" / "fullcast" / "models" / "weights")
    if manifest.syntax is None or manifest.files[ENCODER].sha256 != kept["encoder"]:
        pytest.skip("the weights have no syntax, or other than was recorded")
    return kept


def test_serving_finds_what_training_found() -> None:
    """The packaged weights, in eight bits, say what the head in full precision said in torch, but for a token in fifty."""
    kept = recorded()
    model = open_model()
    found = parse(kept["text"], encoded(kept["text"], model), open_parser(model))
    assert found.starts.tolist() == kept["starts"]
    for name, mine in (
        ("heads", found.heads.tolist()),
        ("relations", [found.relation_names[r] for r in found.relations]),
        ("tags", ["|".join(found.tag_names[t]) for t in found.tags]),
    ):
        assert sum(map(str.__eq__, map(str, mine), map(str, kept[name]))) >= 0.98 * len(found)


def test_the_packaged_head_reads_a_passage() -> None:
    """Plain sentences are parsed as any grammar would."""
    recorded()
    model = open_model()
    text = "The captain's dogs had not barked. Anna gave him the letters."
    found = parse(text, encoded(text, model), open_parser(model))
    by_form = {text[t.start : t.end]: t for t in map(found.__getitem__, range(len(found)))}
    assert (by_form["barked"].lemma, by_form["barked"].features["Tense"], by_form["gave"].lemma) == (
        "bark",
        "Past",
        "give",
    )
    assert {form: by_form[form].relation.partition(":")[0] for form in ("dogs", "not", "Anna", "him", "letters")} == {
        "dogs": "nsubj", "not": "advmod", "Anna": "nsubj", "him": "iobj", "letters": "obj",
    }  # fmt: skip


def test_the_packaged_head_knows_who_is_called_and_what_is_done() -> None:
    """In lines of our own, people called by name are vocatives, others are not, and deeds are verbs in the past; a few may fail."""
    recorded()
    text, marks = "", []
    for part in re.split(r"([\[(\{][^\])\}]*.)", (Path(__file__).parent / "called.txt").read_text(encoding="utf-8")):
        if part[:1] in ("[", "(", "{"):
            marks.append((part[0], len(text), len(text) + len(part) - 2))
            part = part[1:-1]
        text += part.replace("\n", "\n\n")
    model = open_model()
    found = parse(text, encoded(text, model), open_parser(model))
    right = {"[": 0, "(": 0, "{": 0}
    for mark, start, end in marks:
        tokens = [found[i] for i in found.tokens_in(start, end)]
        called = any(token.relation == "vocative" for token in tokens)
        done = tokens[0].upos == "VERB" and (tokens[0].features.get("Tense"), tokens[0].features.get("VerbForm")) == (
            "Past",
            "Fin",
        )
        right[mark] += {"[": called, "(": not called, "{": done}[mark]
    assert len(marks) == 17 + 19 + 30
    assert right["["] >= 13
    assert right["("] >= 17
    assert right["{"] >= 27
