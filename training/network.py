"""The network in torch: MiniLM with case, heads on words, spans and entities. `reference.py` is the same in numpy."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from fullcast.models import pairs as ft

SIZE, LAYERS, HEADS, INNER = 384, 6, 12, 1536
SPAN, PAIR, VECTOR, MAX_WIDTH = 192, 160, 160, 32
TOKEN_LABELS = ("mention_start", "mention_end", "event")


def safetensors(path: Path) -> dict[str, Tensor]:
    """The float32 tensors of a safetensors file."""
    raw = path.read_bytes()
    (n,) = struct.unpack("<Q", raw[:8])
    head = json.loads(raw[8 : 8 + n])
    out = {}
    for name, entry in head.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        a, b = entry["data_offsets"]
        out[name] = torch.from_numpy(
            np.frombuffer(raw, np.float32, (b - a) // 4, 8 + n + a).reshape(entry["shape"]).copy()
        )
    return out


def shared_dropout(x: Tensor, p: float, training: bool) -> Tensor:
    """Dropout with one mask for all words of a window: a tenth of the cost, and as good."""
    if not training or p == 0:
        return x
    keep = torch.rand(x.shape[0], 1, x.shape[2]) >= p
    return x * (keep / (1 - p)).to(x.dtype)


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(SIZE, 3 * SIZE)
        self.attended = nn.Linear(SIZE, SIZE)
        self.norm1 = nn.LayerNorm(SIZE, eps=1e-12)
        self.inner = nn.Linear(SIZE, INNER)
        self.outer = nn.Linear(INNER, SIZE)
        self.norm2 = nn.LayerNorm(SIZE, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor, dropout: float) -> Tensor:
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, SIZE // HEADS).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        y = self.attended(y.transpose(1, 2).reshape(b, n, SIZE))
        x = self.norm1(x + shared_dropout(y, dropout, self.training))
        y = self.outer(F.gelu(self.inner(x)))
        return self.norm2(x + shared_dropout(y, dropout, self.training))


class Encoder(nn.Module):
    """MiniLM-L6-H384, uncased, with an embedding of case; the embeddings of pieces are frozen."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.Embedding(30522, SIZE)
        self.pieces.weight.requires_grad_(False)
        self.positions = nn.Parameter(torch.zeros(512, SIZE))
        self.case = nn.Embedding(4, SIZE)
        nn.init.zeros_(self.case.weight)
        self.norm = nn.LayerNorm(SIZE, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = 0.1

    def start_from(self, path: Path) -> None:
        """Take over the published weights."""
        t = safetensors(path)
        with torch.no_grad():
            self.pieces.weight.copy_(t["embeddings.word_embeddings.weight"])
            self.positions.copy_(
                t["embeddings.position_embeddings.weight"] + t["embeddings.token_type_embeddings.weight"][0]
            )
            self.norm.weight.copy_(t["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(t["embeddings.LayerNorm.bias"])
            for i, layer in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                for kind in ("weight", "bias"):
                    layer.qkv.get_parameter(kind).copy_(
                        torch.cat([t[f"{p}attention.self.{x}.{kind}"] for x in ("query", "key", "value")])
                    )
                    layer.attended.get_parameter(kind).copy_(t[f"{p}attention.output.dense.{kind}"])
                    layer.norm1.get_parameter(kind).copy_(t[f"{p}attention.output.LayerNorm.{kind}"])
                    layer.inner.get_parameter(kind).copy_(t[f"{p}intermediate.dense.{kind}"])
                    layer.outer.get_parameter(kind).copy_(t[f"{p}output.dense.{kind}"])
                    layer.norm2.get_parameter(kind).copy_(t[f"{p}output.LayerNorm.{kind}"])

    def forward(self, ids: Tensor, mask: Tensor, case: Tensor) -> Tensor:
        """Ids, mask, case [b, n] to hidden [b, n, 384]."""
        x = self.pieces(ids) + self.positions[: ids.shape[1]] + self.case(case)
        x = shared_dropout(self.norm(x), self.dropout, self.training)
        attend = mask[:, None, None, :].bool()
        for layer in self.layers:
            x = layer(x, attend, self.dropout)
        return x


class Reader(nn.Module):
    """Encoder and heads."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.tokens = nn.Linear(SIZE, len(TOKEN_LABELS))
        with torch.no_grad():
            self.tokens.bias.copy_(torch.tensor([-2.0, -2.0, -3.5]))
        self.span_start = nn.Linear(SIZE, SPAN, bias=False)
        self.span_end = nn.Linear(SIZE, SPAN, bias=False)
        self.span_mean = nn.Linear(SIZE, SPAN)
        self.span_width = nn.Embedding(MAX_WIDTH, SPAN)
        nn.init.normal_(self.span_width.weight, std=0.05)
        self.span_out = nn.Linear(SPAN, 10)
        self.vector = nn.Linear(3 * SIZE, VECTOR)
        self.a = nn.Linear(VECTOR, PAIR)
        self.b = nn.Linear(VECTOR, PAIR, bias=False)
        self.c = nn.Linear(VECTOR, PAIR, bias=False)
        self.d = nn.Linear(VECTOR, PAIR, bias=False)
        self.e = nn.Linear(VECTOR, PAIR, bias=False)
        self.features = nn.Embedding(ft.N_FEATURES, PAIR)
        nn.init.normal_(self.features.weight, std=0.05)
        self.pair_out = nn.Linear(PAIR, 1, bias=False)
        self.new = nn.Linear(VECTOR, PAIR)
        self.new_features = nn.Embedding(ft.N_NEW_FEATURES, PAIR)
        nn.init.normal_(self.new_features.weight, std=0.05)
        self.new_out = nn.Linear(PAIR, 1, bias=False)

    def spans(self, h: Tensor, tokens: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Logits [k, 10] of spans of words first..last of a sequence of word vectors [w, 384]."""
        drop = 0.2 if self.training else 0.0
        total = F.pad(self.span_mean(h).float().cumsum(0), (0, 0, 1, 0))
        width = last - first
        mean = (total[last + 1] - total[first]) / (width + 1)[:, None]
        x = self.span_start(h).float()[first] + self.span_end(h).float()[last] + mean + self.span_width(width)
        y = self.span_out(F.dropout(F.relu(x), drop, self.training)).float()
        boundary = tokens[first, 0] + tokens[last, 1]
        return torch.cat([y[:, :1], y[:, 1:7] + boundary[:, None].float(), y[:, 7:]], 1)

    def vectors(self, h: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Vectors [k, 160] of mentions."""
        h = h.float()
        total = F.pad(h.cumsum(0), (0, 0, 1, 0))
        mean = (total[last + 1] - total[first]) / (last - first + 1)[:, None]
        x = torch.cat([h[first], h[last], mean], 1)
        return self.vector(F.dropout(x, 0.2 if self.training else 0.0, self.training)).float()

    def pairs(self, v: Tensor, mean: Tensor, last: Tensor, features: Tensor) -> Tensor:
        """Scores [k] of mentions v against entities with these means and last vectors, and rows of features [k, blocks]."""
        x = self.a(v) + self.b(mean) + self.c(v * mean) + self.d(last) + self.e(v * last)
        x = x + F.embedding_bag(features, self.features.weight, mode="sum")
        return self.pair_out(F.dropout(F.relu(x), 0.2 if self.training else 0.0, self.training))[:, 0].float()

    def newness(self, v: Tensor, features: Tensor) -> Tensor:
        """Scores [k] of being a new entity."""
        x = self.new(v) + F.embedding_bag(features, self.new_features.weight, mode="sum")
        return self.new_out(F.dropout(F.relu(x), 0.2 if self.training else 0.0, self.training))[:, 0].float()

    def arrays(self) -> dict[str, Any]:
        """The heads that serving runs in numpy, named as in FORMAT.md."""

        def t(x: Tensor) -> Any:
            return np.ascontiguousarray(x.detach().float().numpy())

        return {
            "span.start": t(self.span_start.weight.T),
            "span.end": t(self.span_end.weight.T),
            "span.mean": t(self.span_mean.weight.T),
            "span.bias": t(self.span_mean.bias),
            "span.width": t(self.span_width.weight),
            "span.out": t(self.span_out.weight.T),
            "span.out_bias": t(self.span_out.bias),
            "coref.vector": t(self.vector.weight.T),
            "coref.vector_bias": t(self.vector.bias),
            "coref.a": t(self.a.weight.T),
            "coref.b": t(self.b.weight.T),
            "coref.c": t(self.c.weight.T),
            "coref.d": t(self.d.weight.T),
            "coref.e": t(self.e.weight.T),
            "coref.bias": t(self.a.bias),
            "coref.features": t(self.features.weight),
            "coref.out": t(self.pair_out.weight[0]),
            "coref.new": t(self.new.weight.T),
            "coref.new_bias": t(self.new.bias),
            "coref.new_features": t(self.new_features.weight),
            "coref.new_out": t(self.new_out.weight[0]),
        }


def runner(checkpoint: Path | Reader) -> tuple[Any, Any]:
    """The encoder of a checkpoint as a function of arrays, and its heads as arrays."""
    if isinstance(checkpoint, Reader):
        model = checkpoint
    else:
        model = Reader()
        model.load_state_dict(torch.load(checkpoint, weights_only=True)["model"])
    model.eval()

    def run(ids: Any, mask: Any, case: Any) -> Any:
        with torch.inference_mode():
            h = model.encoder(torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(case))
            return h.numpy(), model.tokens(h).numpy()

    return run, model.arrays()
