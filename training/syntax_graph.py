"""The head of `training.syntax` as two small ONNX models, weights in eight bits with a scale for each column."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper
from torch import nn

from fullcast.models.syntax import FIRST_SCRIPTS, NETWORK_INPUTS, NETWORK_OUTPUTS, RELATION_INPUTS, RELATION_OUTPUTS
from training.export import Graph
from training.syntax_network import LETTERS, RELATION, STATE, Head

Shapes = dict[str, list[str | int]]


def network(head: Head, tags: list[tuple[str, str]]) -> bytes:
    """From vectors and letters (b, n, size) to tags, likely scripts, scores of heads, and what relations are told by."""
    g = Weights()
    size = head.word.in_features
    x = g.do("Concat", g.linear("vectors", "word", head.word), "letters", axis=2)
    h = g.do("Transpose", x, perm=[1, 0, 2])
    for i, layer in enumerate(head.lstm):
        h = _lstm(g, h, f"lstm.{i}", layer)
    h = g.do("Transpose", h, perm=[1, 0, 2])
    hidden = g.do("Relu", g.linear(g.do("Concat", h, x, axis=2), "tag", head.tag))
    _tags(g, g.do("Softmax", g.linear(hidden, "tag.out", head.tag_out), axis=2), tags)
    script = g.linear(hidden, "lemma.out", head.lemma_out)
    g.do("TopK", script, g.constant("k", np.array([FIRST_SCRIPTS])), outs=["script.scores", "scripts"], axis=2)
    dependent = g.linear(g.do("Relu", g.linear(h, "dependent", head.dependent)), "arc", head.arc)
    heads = _with_root(g, g.do("Relu", g.linear(h, "head", head.head)), "head.root", head.head_root)
    g.do("MatMul", dependent, g.do("Transpose", heads, perm=[0, 2, 1]), out="arcs")
    g.do("Identity", g.linear(h, "relation.dependent", head.relation_dependent), out="dependent")
    above = g.linear(h, "relation.head", head.relation_head)
    g.do("Identity", _with_root(g, above, "relation.root", head.relation_root), out="above")
    inputs: Shapes = {"vectors": ["b", "n", size], "letters": ["b", "n", LETTERS]}
    outputs: Shapes = {
        "tags": ["b", "n"], "scripts": ["b", "n", FIRST_SCRIPTS], "arcs": ["b", "n", "m"],
        "dependent": ["b", "n", RELATION], "above": ["b", "m", RELATION],
    }  # fmt: skip
    return g.model("syntax", inputs, {name: outputs[name] for name in NETWORK_OUTPUTS}, NETWORK_INPUTS)


def relations(head: Head) -> bytes:
    """From what `network` says of tokens and of their heads, (t, size) each, to relations (t)."""
    g = Weights()
    pair = g.do("Relu", g.do("Add", *RELATION_INPUTS))
    scores = g.linear(pair, "relation.out", head.relation_out)
    g.do("Identity", scores, out="scores")
    inputs: Shapes = {name: ["t", RELATION] for name in RELATION_INPUTS}
    return g.model("relations", inputs, {RELATION_OUTPUTS[0]: ["t", head.relation_out.out_features]}, RELATION_INPUTS)


class Weights(Graph):
    """A graph with weights in eight bits, which the runtime makes floats of when it opens them."""

    def weight(self, name: str, value: Any, axis: int = 0) -> str:
        """A matrix, scaled along `axis`."""
        scale = np.abs(value).max(axis, keepdims=True) / 127
        scale = np.where(scale == 0, 1, scale).astype(np.float32)
        small = self.constant(f"{name}.weight", np.rint(value / scale).astype(np.int8))
        return self.do("Mul", self.do("Cast", small, to=TensorProto.FLOAT), self.constant(f"{name}.scale", scale))

    def linear(self, x: str, name: str, layer: nn.Linear) -> str:  # type: ignore[override]
        """`layer` of x."""
        y = self.do("MatMul", x, self.weight(name, layer.weight.detach().numpy().T))
        return (
            y if layer.bias is None else self.do("Add", y, self.constant(f"{name}.bias", layer.bias.detach().numpy()))
        )

    def do(
        self, kind: str, *inputs: str, out: str | None = None, outs: list[str] | None = None, **attributes: Any
    ) -> str:
        """Add a node; `outs` names several outputs."""
        if outs is None:
            return super().do(kind, *inputs, out=out, **attributes)
        self.nodes.append(helper.make_node(kind, list(inputs), outs, name=f"n_{outs[0]}", **attributes))
        return outs[0]

    def model(self, name: str, inputs: Shapes, outputs: Shapes, order: tuple[str, ...]) -> bytes:
        """The finished model."""
        whole = {"tags": TensorProto.INT64, "scripts": TensorProto.INT64}
        ins = [helper.make_tensor_value_info(k, TensorProto.FLOAT, inputs[k]) for k in order]
        outs = [helper.make_tensor_value_info(k, whole.get(k, TensorProto.FLOAT), v) for k, v in outputs.items()]
        made = helper.make_graph(self.nodes, name, ins, outs, self.initial)
        out = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], producer_name="fullcast")
        out.ir_version = 8
        onnx.checker.check_model(out)
        whole_bytes: bytes = out.SerializeToString()
        return whole_bytes


def _lstm(g: Weights, x: str, name: str, layer: nn.LSTM) -> str:
    """A layer in both directions, (n, b, d) to (n, b, 2 k)."""

    def both(part: str) -> Any:
        rows = []
        for end in ("", "_reverse"):
            entry, forget, cell, leave = getattr(layer, f"{part}_l0{end}").detach().numpy().reshape(4, STATE, -1)
            rows.append(np.concatenate([entry, leave, forget, cell]))  # ONNX's order
        return np.stack(rows)

    bias = np.concatenate([both("bias_ih")[..., 0], both("bias_hh")[..., 0]], 1)
    weights = [g.weight(f"{name}.{part}", both(f"weight_{part}"), axis=2) for part in ("ih", "hh")]
    y = g.do("LSTM", x, *weights, g.constant(f"{name}.bias", bias), direction="bidirectional", hidden_size=STATE)
    y = g.do("Transpose", y, perm=[0, 2, 1, 3])
    return g.do("Reshape", y, g.constant(f"{name}.shape", np.array([0, 0, 2 * STATE])))


def _with_root(g: Weights, x: str, name: str, root: Any) -> str:
    """(b, n, size) to (b, n + 1, size), the root last."""
    first = g.do(
        "Slice", x, *(g.constant(f"{name}.{k}", np.array([v])) for k, v in (("from", 0), ("to", 1), ("axis", 1)))
    )
    nothing = g.do("Mul", first, g.constant(f"{name}.zero", np.float32(0)))
    return g.do("Concat", x, g.do("Add", nothing, g.constant(name, root.detach().numpy())), axis=1)


def _tags(g: Weights, share: str, tags: list[tuple[str, str]]) -> None:
    """The likeliest tag of the part of speech that is likeliest over all its tags."""
    names = sorted({upos for upos, _ in tags})
    parts = np.array([[upos == name for name in names] for upos, _ in tags], np.float32)
    part = g.do("ArgMax", g.do("MatMul", share, g.constant("parts", parts)), axis=2, keepdims=0)
    allowed = g.do("Gather", g.constant("tags.of", parts.T), part, axis=0)
    g.do("ArgMax", g.do("Mul", share, allowed), axis=2, keepdims=0, out="tags")
