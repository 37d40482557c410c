"""The weights that ship: `python -m training.export CHECKPOINT` writes ONNX (int8), heads, vocabulary and manifest."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from training.documents import FORMS, TYPES, load, plain_document
from training.network import HEADS, LAYERS, MAX_WIDTH, SIZE, TOKEN_LABELS, Reader
from training.places import ROOT, WEIGHTS, WORK, vocabulary
from training.reference import THRESHOLDS, batches, read, session
from training.wordpiece import WordPiece

MAX_PIECES = 256
PASSAGE = """Chapter One

"You are late," said Mrs. Harper. She stood at the window of the old mill, and her sister sat by the fire.

"I know. The train from York stopped at the bridge for an hour." Tom Bell put his wet hat on the table. "Did the doctor come?"

"He came, and he left again," said the younger woman, "and Clara would not see him."

Tom looked at the two of them. He walked to the stairs, where the captain's dog lay, and called her name.
"""


def seven_bits(weight: Any) -> tuple[Any, Any]:
    """Weights as int8 within -63..63 and a scale per column: no sum of two products overflows 16 bits, so CPUs without VNNI agree.

    >>> q, scale = seven_bits(np.array([[0.6, 0.0], [-1.0, 0.0]])); q.tolist()
    [[38, 0], [-63, 0]]
    """
    scale = np.abs(weight).max(0) / 63.0
    scale = np.where(scale == 0, 1.0, scale).astype(np.float32)
    return np.clip(np.rint(weight / scale), -63, 63).astype(np.int8), scale


def smoothing(sample: Any, weights: Any) -> Any:
    """The factor per column of least error on a sample of inputs, or None where none is better."""
    truth = sample @ weights
    reach = np.maximum(np.abs(sample).max(0), 1e-5)
    meets = np.maximum(np.abs(weights).max(1), 1e-5)
    weight = 1 / np.maximum((truth**2).sum(1), 1e-6)
    best, least = None, np.inf
    for a in (None, 0.3, 0.5, 0.7, 0.85):
        factor = np.ones_like(reach)
        if a is not None:
            factor = reach**a / meets ** (1 - a)
            factor = (factor / np.exp(np.log(factor).mean())).astype(np.float32)
        x = sample / factor
        low, high = min(0.0, float(x.min())), max(0.0, float(x.max()))
        step = (high - low) / 255
        x = np.rint(x / step) * step
        q, scale = seven_bits(weights * factor[:, None])
        error = float((((x @ q) * scale - truth) ** 2).sum(1) @ weight)
        if error < (0.95 if best is None and a is not None else 1.0) * least:
            best, least = (None if a is None else factor), error
    return best


class Graph:
    """An ONNX graph under construction."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.initial: list[Any] = []
        self.count = 0

    def constant(self, name: str, value: Any) -> str:
        """A named array."""
        self.initial.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def do(self, kind: str, *inputs: str, out: str | None = None, **attributes: Any) -> str:
        """Add a node, return the name of its output."""
        self.count += 1
        out = out or f"{kind.lower()}_{self.count}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], name=f"n{self.count}_{kind}", **attributes))
        return out

    def smooth(self, x: str, name: str, sample: Any, weights: Any) -> tuple[str, Any]:
        """Divide x by a factor per column, which the weights take up, where that loses less in eight bits.

        After Xiao et al. 2023 (SmoothQuant): factor = reach of the column ^ a / largest weight it meets ^ (1 - a),
        a of least error on a sample.
        """
        factor = smoothing(sample, weights)
        if factor is None:
            return x, 1.0
        return self.do("Mul", x, self.constant(f"{name}.smooth", 1 / factor)), factor[:, None]

    def linear(self, x: str, name: str, weight: Any, bias: Any) -> str:
        """X @ weight + bias in int8: weights of 7 bits by column, activations of 8 bits by tensor."""
        q, scale = seven_bits(weight)
        w = self.constant(f"{name}.weight", q)
        self.constant(f"{name}.scale", scale)
        self.constant(f"{name}.bias", bias.astype(np.float32))
        if not any(n.op_type == "DynamicQuantizeLinear" and n.input[0] == x for n in self.nodes):
            self.nodes.append(
                helper.make_node("DynamicQuantizeLinear", [x], [f"{x}_q", f"{x}_s", f"{x}_z"], name=f"quantize_{x}")
            )
        y = self.do("MatMulInteger", f"{x}_q", w, f"{x}_z")
        y = self.do("Cast", y, to=TensorProto.FLOAT)
        y = self.do("Mul", y, self.do("Mul", f"{x}_s", f"{name}.scale"))
        return self.do("Add", y, f"{name}.bias")

    def norm(self, x: str, name: str, layer: torch.nn.LayerNorm) -> str:
        """Layer normalisation."""
        a = self.constant(f"{name}.weight", layer.weight.detach().numpy())
        b = self.constant(f"{name}.bias", layer.bias.detach().numpy())
        return self.do("LayerNormalization", x, a, b, axis=-1, epsilon=1e-12)


def samples(model: Reader) -> dict[str, Any]:
    """Inputs of each linear map, some from each of eight excerpts that were trained on."""
    found: dict[str, Any] = {}
    hooks = []
    for i, layer in enumerate(model.encoder.layers):
        for kind in ("qkv", "attended", "inner", "outer"):

            def note(_: Any, inputs: Any, name: str = f"{i}.{kind}") -> None:
                found.setdefault(name, []).append(inputs[0].detach().flatten(0, 1).numpy())

            hooks.append(getattr(layer, kind).register_forward_pre_hook(note))
    pieces = WordPiece(vocabulary())
    with torch.inference_mode():
        for d in load(WORK / "litbank-train.jsonl")[::10]:
            for _, ids, mask, case, _ in list(batches(d, pieces, MAX_PIECES, size=1))[:1]:
                model.encoder(torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(case))
    for hook in hooks:
        hook.remove()
    return {k: np.concatenate(v) for k, v in found.items()}


def graph(model: Reader) -> onnx.ModelProto:
    """The encoder and the heads on tokens as an int8 model."""
    sample = samples(model)
    g = Graph()
    e = model.encoder
    table = e.pieces.weight.detach().numpy()
    scale = (np.abs(table).max(1, keepdims=True) / 127.0).astype(np.float32)
    scale = np.where(scale == 0, 1.0, scale).astype(np.float32)
    g.constant("pieces", np.rint(table / scale).astype(np.int8))
    g.constant("pieces.scale", scale)
    g.constant("positions", e.positions.detach().numpy())
    g.constant("case", e.case.weight.detach().numpy())
    rows = g.do("Cast", g.do("Gather", "pieces", "input_ids", axis=0), to=TensorProto.FLOAT)
    x = g.do("Mul", rows, g.do("Gather", "pieces.scale", "input_ids", axis=0))
    g.constant("one", np.array([1], np.int64))
    g.constant("two", np.array([2], np.int64))
    g.constant("zero", np.array([0], np.int64))
    n = g.do("Slice", g.do("Shape", "input_ids"), "one", "two")
    x = g.do("Add", x, g.do("Slice", "positions", "zero", n, "zero"))
    x = g.do("Add", x, g.do("Gather", "case", "case_ids", axis=0))
    x = g.norm(x, "norm", e.norm)
    g.constant("mask.axes", np.array([1, 2], np.int64))
    g.constant("mask.one", np.array(1, np.float32))
    g.constant("mask.low", np.array(-1e4, np.float32))
    mask = g.do("Cast", g.do("Unsqueeze", "attention_mask", "mask.axes"), to=TensorProto.FLOAT)
    mask = g.do("Mul", g.do("Sub", "mask.one", mask), "mask.low")
    width = SIZE // HEADS
    g.constant("heads.shape", np.array([0, 0, HEADS, width], np.int64))
    g.constant("flat.shape", np.array([0, 0, SIZE], np.int64))
    g.constant("root", np.array(width**-0.5, np.float32))
    g.constant("gelu.root", np.array(2**0.5, np.float32))  # written as a division, GELU is one step to onnxruntime
    g.constant("gelu.half", np.array(0.5, np.float32))
    for i in range(LAYERS):
        layer = e.layers[i]
        w = layer.qkv.weight.detach().numpy().T
        b = layer.qkv.bias.detach().numpy()
        z, f = g.smooth(x, f"{i}.qkv", sample[f"{i}.qkv"], w)
        w = w * f
        parts = []
        for k, kind in enumerate("qkv"):
            y = g.linear(z, f"{i}.{kind}", w[:, k * SIZE : (k + 1) * SIZE], b[k * SIZE : (k + 1) * SIZE])
            parts.append(g.do("Reshape", y, "heads.shape"))
        q = g.do("Mul", g.do("Transpose", parts[0], perm=[0, 2, 1, 3]), "root")
        k_ = g.do("Transpose", parts[1], perm=[0, 2, 3, 1])
        v = g.do("Transpose", parts[2], perm=[0, 2, 1, 3])
        a = g.do("Softmax", g.do("Add", g.do("MatMul", q, k_), mask), axis=-1)
        y = g.do("Reshape", g.do("Transpose", g.do("MatMul", a, v), perm=[0, 2, 1, 3]), "flat.shape")
        w = layer.attended.weight.detach().numpy().T
        y, f = g.smooth(y, f"{i}.attended", sample[f"{i}.attended"], w)
        y = g.linear(y, f"{i}.attended", w * f, layer.attended.bias.detach().numpy())
        x = g.norm(g.do("Add", x, y), f"{i}.norm1", layer.norm1)
        w = layer.inner.weight.detach().numpy().T
        y, f = g.smooth(x, f"{i}.inner", sample[f"{i}.inner"], w)
        y = g.linear(y, f"{i}.inner", w * f, layer.inner.bias.detach().numpy())
        half = g.do("Add", g.do("Erf", g.do("Div", y, "gelu.root")), "mask.one")
        y = g.do("Mul", g.do("Mul", y, half), "gelu.half")
        w = layer.outer.weight.detach().numpy().T
        y, f = g.smooth(y, f"{i}.outer", sample[f"{i}.outer"], w)
        y = g.linear(y, f"{i}.outer", w * f, layer.outer.bias.detach().numpy())
        last = i == LAYERS - 1
        x = g.norm(g.do("Add", x, y), f"{i}.norm2", layer.norm2)
        if last:
            x = g.do("Identity", x, out="hidden")
    g.constant("tokens.weight", model.tokens.weight.detach().numpy().T)
    g.constant("tokens.bias", model.tokens.bias.detach().numpy())
    g.do("Add", g.do("MatMul", "hidden", "tokens.weight"), "tokens.bias", out="token_logits")
    inputs = [
        helper.make_tensor_value_info(k, TensorProto.INT64, ["b", "n"])
        for k in ("input_ids", "attention_mask", "case_ids")
    ]
    outputs = [
        helper.make_tensor_value_info("hidden", TensorProto.FLOAT, ["b", "n", SIZE]),
        helper.make_tensor_value_info("token_logits", TensorProto.FLOAT, ["b", "n", len(TOKEN_LABELS)]),
    ]
    made = helper.make_graph(g.nodes, "reader", inputs, outputs, g.initial)
    out = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], producer_name="fullcast")
    out.ir_version = 8
    out = onnx.shape_inference.infer_shapes(out)  # without shapes onnxruntime fuses less
    onnx.checker.check_model(out)
    return out


def digest(path: Path) -> dict[str, Any]:
    """Size and SHA-256 of a file."""
    raw = path.read_bytes()
    return {"bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}


def export(
    checkpoint: Path,
    folder: Path,
    version: str,
    thresholds: dict[str, float],
    max_pieces: int = MAX_PIECES,
    record: bool = True,
) -> None:
    """Write the weights of a checkpoint into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    model = Reader()
    model.load_state_dict(torch.load(checkpoint, weights_only=True)["model"])
    model.eval()
    onnx.save(graph(model), str(folder / "reader.onnx"))
    np.savez_compressed(folder / "heads.npz", **{k: v.astype(np.float32) for k, v in model.arrays().items()})
    (folder / "vocab.txt").write_text("\n".join(vocabulary()) + "\n", encoding="utf-8")
    (folder / "LICENCE.txt").write_text(LICENCE, encoding="utf-8")
    names = ["reader.onnx", "heads.npz", "vocab.txt", "LICENCE.txt"]
    manifest = {
        "name": "reader",
        "version": version,
        "format": 1,
        "encoder": "MiniLM-L6-H384, uncased, with case",
        "licence": "Apache-2.0",
        "licence_text": "LICENCE.txt",
        "vocabulary": "vocab.txt",
        "token_labels": list(TOKEN_LABELS),
        "types": list(TYPES),
        "forms": list(FORMS),
        "max_pieces": max_pieces,
        "max_width": MAX_WIDTH,
        "candidates": 30,
        "thresholds": thresholds,
        "files": {n: digest(folder / n) for n in names},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    if record:
        parity(folder)


def parity(folder: Path) -> None:
    """Write what the reference finds in a passage of our own, for the test of serving."""
    run, heads, manifest, pieces = session(folder, threads=1)
    d = plain_document("parity", PASSAGE)
    found, events, _ = read(d, pieces, manifest["max_pieces"], run, heads, manifest["thresholds"])
    out = {
        "about": "what training/reference.py finds in a passage of our own (CC0); written by training.export",
        "weights": manifest["files"]["reader.onnx"]["sha256"],
        "text": PASSAGE,
        "words": d.words,
        "mentions": [
            {
                "first": m.first,
                "last": m.last,
                "type": TYPES[m.type],
                "form": FORMS[m.form],
                "probability": round(m.probability, 4),
                "entity": m.chain,
            }
            for m in found
        ],
        "events": events,
    }
    (ROOT / "training" / "parity.json").write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")


LICENCE = """The weights of fullcast's reader are under the Apache License 2.0 (the LICENSE of fullcast).

They were fine-tuned from sentence-transformers/all-MiniLM-L6-v2 (Apache License 2.0; vocabulary of BERT, Apache License 2.0, Google).

They were trained on LitBank (https://github.com/dbamman/litbank): David Bamman, Sejal Popat, Sheng Shen, "An Annotated Dataset
of Literary Entities" (NAACL 2019); Matthew Sims, Jong Ho Park, David Bamman, "Literary Event Detection" (ACL 2019); David Bamman,
Olivia Lewke, Anya Mansoor, "An Annotated Dataset of Coreference in English Literature" (LREC 2020). Creative Commons Attribution
4.0 International (https://creativecommons.org/licenses/by/4.0/). Changed: read into words and numbers; no text of it is in the
weights' files.

Silver annotations, made by fullcast's own reader, are on passages of novels in the public domain.

Names for augmentation: United States Census Bureau 1990, public domain.
"""


def main() -> None:
    """Export a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path, nargs="?", default=WORK / "final.pt")
    parser.add_argument("--folder", type=Path, default=WEIGHTS)
    parser.add_argument("--version", default="0.1")
    parser.add_argument("--no-parity", action="store_true")
    args = parser.parse_args()
    thresholds = {**THRESHOLDS, "event": -1.75}  # set on LitBank dev; both halves of it agree (LOG.md)
    export(args.checkpoint, args.folder, args.version, thresholds, record=not args.no_parity)
    total = sum(p.stat().st_size for p in args.folder.iterdir())
    print(f"{args.folder.name}: {total / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
