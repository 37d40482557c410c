"""The weights of the trained reader: found, checked, and opened on onnxruntime.

`open_model` reads a folder of weights as `training/FORMAT.md` describes it. Every file is compared with the manifest before anything of it
is used. onnxruntime is imported here and nowhere else, and only when a model is opened.
"""

from __future__ import annotations

import hashlib
import io
import os
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import ModuleType
from typing import Any, Final, Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from fullcast.errors import ModelError
from fullcast.models.wordpiece import WordPiece

FORMAT: Final = 1
"""Version of `training/FORMAT.md`."""
MANIFEST: Final = "manifest.json"
ENCODER: Final = "reader.onnx"
HEADS: Final = "heads.npz"
VOCABULARY: Final = "vocab.txt"
SYNTAX: Final = "syntax.npz"
INPUTS: Final = ("input_ids", "attention_mask", "case_ids")
OUTPUTS: Final = ("hidden", "token_logits")
THREADS: Final = 2
"""Windows that are read at the same time, each on one core."""
RULES: Final = "--model rules works without it"


class FileFacts(msgspec.Struct, frozen=True):
    """What a file of weights must be."""

    size: int = msgspec.field(name="bytes")
    """Bytes."""
    sha256: str
    """Digest in hexadecimal."""


class SyntaxFacts(msgspec.Struct, frozen=True):
    """What the head in `syntax.npz` is."""

    encoder: str
    """SHA-256 of the encoder on whose vectors it was trained; it fits no other."""
    licence: str
    licence_text: str
    """The file beside it that says so."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What the weights are and how they are to be used; keys that are not known are left alone."""

    name: str
    version: str
    format: int = FORMAT
    files: dict[str, FileFacts]
    max_pieces: int
    """Longest window, in pieces, its first and last piece included."""
    token_labels: tuple[str, ...]
    """What the columns of the token logits say."""
    types: tuple[str, ...] = ()
    """What a span can be; the first is none."""
    forms: tuple[str, ...] = ()
    thresholds: dict[str, float] = {}
    max_width: int = 32
    """Longest mention, in words."""
    candidates: int = 30
    """Entities that a mention is compared with, at most."""
    syntax: SyntaxFacts | None = None
    """The head for tags, lemmas and dependencies, if the weights have one."""


class Session(Protocol):
    """The part of onnxruntime's InferenceSession that is used; calls from several threads at once are allowed."""

    def run(self, outputs: Any, feed: dict[str, Any], /) -> list[Any]:
        """The outputs named, for the arrays fed."""
        ...


@dataclass(frozen=True, eq=False)
class Model:
    """Weights that have been opened; one is made by the caller and passed to whatever reads with it."""

    manifest: Manifest
    vocabulary: WordPiece
    session: Session
    folder: Traversable
    threads: int
    """Windows that are read at the same time."""

    def run(self, ids: NDArray[np.int64], cases: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Hidden vectors (n, size) and token logits (n, labels) of one window of n pieces, the first and last included.

        A window goes through alone: nothing is padded, and since int8 takes the scale of its activations from the whole
        of what it is given, this is also what makes an answer independent of its neighbours.
        """
        feed = dict(zip(INPUTS, (ids[None], np.ones((1, len(ids)), np.int64), cases[None]), strict=True))
        hidden, logits = self.session.run(OUTPUTS, feed)
        return hidden[0], logits[0]

    def arrays(self, name: str = HEADS) -> dict[str, NDArray[np.float32]]:
        """The arrays of a file of heads in single precision; raises ModelError."""
        return {key: np.ascontiguousarray(array, np.float32) for key, array in self.stored(name).items()}

    def stored(self, name: str) -> dict[str, NDArray[Any]]:
        """The arrays of a file of heads as they are stored, checked against the manifest; raises ModelError."""
        data = _checked(self.folder, self.manifest, name)
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as found:
                return {key: found[key] for key in found.files}
        except (ValueError, OSError, KeyError) as error:
            raise ModelError(
                f"the weights in {name} cannot be read ({error}); install fullcast anew; {RULES}"
            ) from error


def packaged() -> Traversable:
    """The folder of the weights that come with fullcast."""
    return files("fullcast.models") / "weights"


def has_weights(folder: Traversable | None = None) -> bool:
    """Whether there are weights at all, without a look into them."""
    return ((folder or packaged()) / MANIFEST).is_file()


def read_manifest(folder: Traversable) -> Manifest:
    """The manifest of the weights in `folder`; raises ModelError."""
    data = _bytes(folder, MANIFEST)
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ModelError(f"the weights are damaged: {MANIFEST} is not as it was ({error}); {_ANEW}") from error
    if manifest.format != FORMAT:
        raise ModelError(f"the weights are of format {manifest.format}, and this fullcast reads {FORMAT}; {_ANEW}")
    return manifest


def open_model(folder: Traversable | None = None, *, threads: int = THREADS) -> Model:
    """The model whose weights are in `folder`, by default those that come with fullcast.

    `threads` windows are read at the same time; the answer does not depend on it. Raises ModelError for weights that are
    missing or damaged, and where onnxruntime cannot be loaded.
    """
    folder = folder or packaged()
    manifest = read_manifest(folder)
    vocabulary = WordPiece(_checked(folder, manifest, VOCABULARY).decode("utf-8").splitlines())
    session = open_session(_checked(folder, manifest, ENCODER))
    return Model(manifest, vocabulary, session, folder, max(1, threads))


_ANEW = f"install fullcast anew; {RULES}"


def _bytes(folder: Traversable, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise ModelError(f"the weights of the trained reader are missing: no {name}; {_ANEW}") from error


def _checked(folder: Traversable, manifest: Manifest, name: str) -> bytes:
    """The bytes of a file of weights, which are those of the manifest."""
    facts = manifest.files.get(name)
    if facts is None:
        raise ModelError(f"the weights are damaged: {MANIFEST} does not know {name}; {_ANEW}")
    data = _bytes(folder, name)
    if len(data) != facts.size:
        raise ModelError(f"the weights are damaged: {name} has {len(data)} bytes and should have {facts.size}; {_ANEW}")
    if hashlib.sha256(data).hexdigest() != facts.sha256:
        raise ModelError(f"the weights are damaged: {name} is not the file that its digest says; {_ANEW}")
    return data


def open_session(model: bytes) -> Session:
    """A session of one thread, which as many threads as one likes may call: sums are taken in one order, whoever calls."""
    ort = _onnxruntime()
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors; they come as exceptions as well
    options.enable_mem_pattern = False  # windows differ in length, and a pattern would be kept for each
    try:
        session: Session = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime has a class for every state, with no base of their own
        raise ModelError(f"onnxruntime {ort.__version__} cannot run the weights ({error}); {RULES}") from error
    return session


def _onnxruntime() -> ModuleType:
    """onnxruntime, told before its import that it is to send nothing."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        onnxruntime = import_module("onnxruntime")
    except ImportError as error:
        raise ModelError(
            f"onnxruntime cannot be loaded ({error}); pip install 'onnxruntime>=1.19,<1.29'; {RULES}"
        ) from error
    onnxruntime.disable_telemetry_events()  # the same for Windows, where the system collects
    return onnxruntime
