"""The head for tags, lemmas and dependencies in torch; `syntax_graph.py` makes of it what is served."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn.functional import dropout, relu

ROWS, LETTERS, WORD = 16384, 64, 192
STATE, TAG, ARC, RELATION = 192, 256, 160, 192
WHOLE_FORM = 0  # the trait that tells forms apart; see fullcast.models.syntax.traits


class Head(nn.Module):
    """From vectors of words and traits of forms to scores."""

    def __init__(self, size: int, tags: int, relations: int, scripts: int) -> None:
        super().__init__()
        self.forms = nn.EmbeddingBag(ROWS, LETTERS, mode="sum", padding_idx=0)
        nn.init.normal_(self.forms.weight, std=0.1)
        self.word = nn.Linear(size, WORD)
        self.lstm = nn.ModuleList(
            nn.LSTM(wide, STATE, batch_first=True, bidirectional=True) for wide in (WORD + LETTERS, 2 * STATE)
        )
        wide = 2 * STATE
        self.tag = nn.Linear(wide + WORD + LETTERS, TAG)
        self.tag_out = nn.Linear(TAG, tags)
        self.lemma_out = nn.Linear(TAG, scripts)
        self.dependent, self.head = nn.Linear(wide, ARC), nn.Linear(wide, ARC)
        self.arc = nn.Linear(ARC, ARC)
        self.head_root = nn.Parameter(torch.randn(ARC) * 0.1)
        self.relation_dependent, self.relation_head = nn.Linear(wide, RELATION), nn.Linear(wide, RELATION, bias=False)
        self.relation_root = nn.Parameter(torch.zeros(RELATION))
        self.relation_out = nn.Linear(RELATION, relations)

    def forward(self, vectors: Tensor, traits: Tensor, drop: float = 0.0) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Scores of tags (b, n, tags), scripts (b, n, scripts), heads (b, n, n + 1), and states (b, n, 2 k) for relations."""
        b, n, _ = vectors.shape
        active = self.training

        def dropped(x: Tensor) -> Tensor:
            return dropout(x, drop, active)

        letters = self.forms(traits.flatten(0, 1)).view(b, n, -1)
        x = dropped(torch.cat([self.word(vectors), letters], 2))
        h = x
        for layer in self.lstm:
            h = dropped(layer(h)[0])
        hidden = dropped(relu(self.tag(torch.cat([h, x], 2))))
        dependent, head = dropped(relu(self.dependent(h))), dropped(relu(self.head(h)))
        head = torch.cat([head, self.head_root.expand(b, 1, -1)], 1)
        arcs = self.arc(dependent) @ head.transpose(1, 2)
        arcs = arcs.masked_fill(torch.eye(n, n + 1, dtype=torch.bool), -1e4)
        return self.tag_out(hidden), self.lemma_out(hidden), arcs, h

    def relations(self, h: Tensor, heads: Tensor, drop: float = 0.0) -> Tensor:
        """Scores of relations (b, n, relations) to given heads (b, n), n for the root."""
        above = torch.cat([self.relation_head(h), self.relation_root.expand(len(h), 1, -1)], 1)
        above = above.gather(1, heads[..., None].expand(*heads.shape, above.shape[2]))
        return self.relation_out(dropout(relu(self.relation_dependent(h) + above), drop, self.training))


def without_forms(traits: Tensor, rate: Tensor) -> Tensor:
    """Traits (b, n, k) with the whole form forgotten at the rate of each (b, n), so that endings are learned too."""
    out = traits.clone()
    out[..., WHOLE_FORM][torch.rand(rate.shape) < rate] = 0
    return out
