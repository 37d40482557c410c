"""A small encoder with random weights in the format of the real one, built node by node with the `onnx` package."""

from __future__ import annotations

import hashlib
import json
import string
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from fullcast.models.runtime import INPUTS, OUTPUTS

LABELS = ("mention_start", "mention_end", "event")
Array = NDArray[Any]
WORDS = "the of and to he she it you said not was in that his her with for on at then oh mary dickon garden"
ENDINGS = "ed ing er ly ness"
VOCABULARY = (
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", *string.punctuation, *string.digits, *string.ascii_lowercase, *WORDS.split(),
    *(f"##{sign}" for sign in string.ascii_lowercase + string.digits), *(f"##{end}" for end in ENDINGS.split()),
)  # fmt: skip


class Graph:
    """Nodes and weights put together one after the other; every method gives the name of what it made."""

    def __init__(self, seed: int) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self._chance = np.random.default_rng(seed)

    def keep(self, array: Array | np.generic) -> str:
        """A constant."""
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.asarray(array), name))
        return name

    def draw(self, *shape: int, scale: float = 0.08) -> str:
        """A constant of random numbers."""
        return self.keep((self._chance.standard_normal(shape) * scale).astype(np.float32))

    def node(self, kind: str, *inputs: str, output: str | None = None, **attributes: Any) -> str:
        """A node with one output."""
        name = output or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], **attributes))
        return name

    def linear(self, x: str, wide: int, out: int, output: str | None = None) -> str:
        """A matrix and a bias: (…, wide) to (…, out)."""
        return self.node("Add", self.node("MatMul", x, self.draw(wide, out)), self.draw(out), output=output)

    def norm(self, x: str, wide: int, output: str | None = None) -> str:
        """Layer normalisation over the last axis."""
        scale, bias = self.keep(np.ones(wide, np.float32)), self.draw(wide)
        return self.node("LayerNormalization", x, scale, bias, axis=-1, epsilon=1e-12, output=output)


def encoder(
    *, vocabulary: int, wide: int = 16, layers: int = 1, heads: int = 2, inner: int = 32, seed: int = 7
) -> onnx.ModelProto:
    """A BERT with `layers` layers of `wide` numbers and the three heads on tokens."""
    g = Graph(seed)
    length = g.node("Gather", g.node("Shape", "input_ids"), g.keep(np.array([1])))
    places = g.node("Slice", g.draw(512, wide), g.keep(np.array([0])), length, g.keep(np.array([0])))
    x = g.node(
        "Add", g.node("Gather", g.draw(vocabulary, wide), INPUTS[0]), g.node("Gather", g.draw(4, wide), INPUTS[2])
    )
    x = g.norm(g.node("Add", x, places), wide)
    mask = g.node("Cast", "attention_mask", to=TensorProto.FLOAT)
    mask = g.node("Mul", g.node("Sub", mask, g.keep(np.float32(1))), g.keep(np.float32(1e4)))
    mask = g.node("Unsqueeze", mask, g.keep(np.array([1, 2])))
    into = g.keep(np.array([0, 0, heads, wide // heads]))
    for _ in range(layers):
        q, k, v = (g.node("Reshape", g.linear(x, wide, wide), into) for _ in range(3))
        q, v = (g.node("Transpose", part, perm=[0, 2, 1, 3]) for part in (q, v))
        k = g.node("Transpose", k, perm=[0, 2, 3, 1])
        likeness = g.node("Div", g.node("MatMul", q, k), g.keep(np.float32((wide / heads) ** 0.5)))
        seen = g.node("MatMul", g.node("Softmax", g.node("Add", likeness, mask), axis=-1), v)
        seen = g.node("Reshape", g.node("Transpose", seen, perm=[0, 2, 1, 3]), g.keep(np.array([0, 0, wide])))
        x = g.norm(g.node("Add", g.linear(seen, wide, wide), x), wide)
        y = g.linear(x, wide, inner)
        bell = g.node("Add", g.node("Erf", g.node("Div", y, g.keep(np.float32(2**0.5)))), g.keep(np.float32(1)))
        y = g.node("Mul", g.node("Mul", y, bell), g.keep(np.float32(0.5)))
        x = g.norm(g.node("Add", g.linear(y, inner, wide), x), wide)
    g.node("Identity", x, output="hidden")
    g.linear(x, wide, len(LABELS), output="token_logits")
    named = helper.make_tensor_value_info
    inputs = [named(name, TensorProto.INT64, ["b", "n"]) for name in INPUTS]
    outputs = [
        named(name, TensorProto.FLOAT, ["b", "n", k]) for name, k in zip(OUTPUTS, (wide, len(LABELS)), strict=True)
    ]
    graph = helper.make_graph(g.nodes, "reader", inputs, outputs, g.weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model


def int8(model: Path, out: Path) -> None:
    """Write the model at `model` to `out` with weights of seven bits and dynamic activations."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(model, out, weight_type=QuantType.QInt8, reduce_range=True, per_channel=True)


def write_weights(folder: Path, *, quantised: bool = True, max_pieces: int = 24) -> Path:
    """A folder of weights as `training/FORMAT.md` describes it, with a tiny encoder; gives `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    model = encoder(vocabulary=len(VOCABULARY), layers=2)
    onnx.save(model, folder / "reader.onnx")
    if quantised:
        int8(folder / "reader.onnx", folder / "int8.onnx")
        (folder / "int8.onnx").replace(folder / "reader.onnx")
    (folder / "vocab.txt").write_text("\n".join(VOCABULARY) + "\n", encoding="utf-8")
    heads: dict[str, Any] = {"span.start": np.ones((16, 4), np.float32)}
    np.savez(folder / "heads.npz", **heads)
    write_manifest(folder, max_pieces=max_pieces)
    return folder


def write_manifest(folder: Path, **more: Any) -> None:
    """The manifest of the files in `folder`, as they are now."""
    facts = {
        path.name: {"bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in sorted(folder.iterdir())
        if path.name != "manifest.json"
    }
    manifest = {"name": "tiny", "version": "0", "files": facts, "max_pieces": 24, "token_labels": LABELS, **more}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
