"""Training examples: words cut into windows of pieces, with marks and labels, and batches of them."""

from __future__ import annotations

import json
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers import AutoTokenizer

from encoder import HEADS, VECTOR

CAP = 254  # pieces in a window, beside the two that mark its ends
LONGEST_WORD = 8  # pieces
SIZE = {name: len(labels) for name, labels in HEADS.items()} | {"vectors": 4 * VECTOR}
TAGGED = ("claim", "role", "trigger")  # heads with a label for every word


def lines(path: str) -> list[dict[str, Any]]:
    return [json.loads(x) for x in Path(path).read_text(encoding="utf8").splitlines()]


class Piecer:
    def __init__(self, folder: str) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(folder)

    def pieces(self, row: dict[str, Any]) -> list[list[int]]:
        found = self.tokenizer(row["words"], add_special_tokens=False)["input_ids"]
        return [x[:LONGEST_WORD] or [self.tokenizer.unk_token_id] for x in found]


def windows(row: dict[str, Any], pieces: list[list[int]], cap: int = CAP) -> list[tuple[int, int]]:
    """Stretches of words of at most `cap` pieces, cut before a paragraph if one begins in the later half, else before a sentence."""
    out, first, n = [], 0, len(pieces)
    while first < n:
        last, size = first, 0
        while last < n and size + len(pieces[last]) <= cap:
            size += len(pieces[last])
            last += 1
        if last < n:
            later = range(last, first + (last - first) // 2, -1)
            cut = next((k for k in later if row["fresh"][k]), None) or next((k for k in later if row["sentence"][k] != row["sentence"][k - 1]), None)
            last = cut or last
        out.append((first, last))
        first = last
    return out


def example(row: dict[str, Any], pieces: list[list[int]], first: int, last: int) -> dict[str, Any]:
    """Pieces of one window with marks, and labels at the first piece of each word."""
    ids, marks, at = [], [[] for _ in range(3)], []
    for k in range(first, last):
        at.append(len(ids))
        ids += pieces[k]
        for channel, name in zip(marks, ("parse", "claim", "event"), strict=True):
            channel += [row["marks"][name][k]] * len(pieces[k])
    out: dict[str, Any] = {"ids": ids, "marks": marks, "first": at}
    for head in TAGGED:
        if head in row:
            labels = [-100] * len(ids)
            for k, p in zip(range(first, last), at, strict=True):
                labels[p] = HEADS[head].index(row[head][k])
            out[head] = labels
    if "acts" in row:  # by rules: what they have not found is not known to be none
        labels = [-100] * len(ids)
        for k, p in zip(range(first, last), at, strict=True):
            if row["acts"][k] != "O":
                labels[p] = HEADS["trigger"].index(row["acts"][k])
        out["trigger"] = labels
    if "links" in row:
        out["links"] = [
            (at[trigger - first], side, [at[n - first] for n in words])
            for trigger, side, words in row["links"]
            if all(first <= n < last for n in (trigger, *words))
        ]
    if "class" in row:
        out["class"] = HEADS["class"].index(row["class"])
    if "types" in row:
        out["types"] = [float(t in row["types"]) for t in HEADS["type"]]
    return out


def batch(groups: list[list[dict[str, Any]]], cls: int, sep: int, unmarked: float = 0.0) -> dict[str, torch.Tensor]:
    """Windows of one or more examples each; `group` numbers the example that a piece belongs to, 0 for none.
    `unmarked`: share of the windows that are shown without marks."""
    longest = max(sum(len(e["ids"]) for e in g) for g in groups) + 2
    n = len(groups)
    ids, mask, group = (np.zeros((n, longest), np.int64) for _ in range(3))
    marks = np.zeros((n, 3, longest), np.int64)
    labels = {h: np.full((n, longest), -100, np.int64) for h in TAGGED}
    number, classes, types, links = 0, [], [], []
    heads = np.zeros((n, longest), bool)  # first pieces of words
    for k, members in enumerate(groups):
        ids[k, 0], at = cls, 1
        for e in members:
            number += 1
            to = at + len(e["ids"])
            ids[k, at:to], marks[k, :, at:to], group[k, at:to] = e["ids"], e["marks"], number
            for h in labels:
                if h in e:
                    labels[h][k, at:to] = e[h]
            heads[k, [at + p for p in e["first"]]] = True
            links += [(k, at + t, side, [at + p for p in gold]) for t, side, gold in e.get("links", ())]
            classes.append(e.get("class", -100))
            types.append(e.get("types", [-1.0] * SIZE["type"]))
            at = to
        ids[k, at] = sep
        mask[k, : at + 1] = 1
        marks[k] *= random.random() >= unmarked
    out = {"ids": ids, "mask": mask, "marks": marks, "group": group, **labels, "class": np.array(classes), "types": np.array(types, np.float32)}
    gold = np.zeros((len(links), longest), bool)
    for row, (_, _, _, pieces) in zip(gold, links, strict=True):
        row[pieces] = True
    out |= {"heads": heads, "gold": gold, "links": np.array([x[:3] for x in links], np.int64).reshape(-1, 3)}
    return {k: torch.from_numpy(v) for k, v in out.items()}


class Data:
    """Windows of claims, windows of articles with their triggers, and sentences; of the latter two a fifth is kept aside."""

    def __init__(self, claims: str | None, sentences: list[str], articles: str | None, piecer: Piecer) -> None:
        self.claims: list[dict[str, Any]] = []
        self.articles: list[dict[str, Any]] = []
        self.lone: list[dict[str, Any]] = []  # sentences of articles, for triggers must be told in those, too
        self.aside: list[dict[str, Any]] = []  # of articles
        self.train: list[dict[str, Any]] = []
        self.test: list[dict[str, Any]] = []
        for row in lines(claims) if claims else []:
            pieces = piecer.pieces(row)
            self.claims += [example(row, pieces, a, b) for a, b in windows(row, pieces)]
        for path in sentences:
            for row in lines(path):
                pieces = piecer.pieces(row)
                first, last = windows(row, pieces)[0]
                (self.test if row["part"] == "test" else self.train).append(example(row, pieces, first, last) | {"row": row})
        for row in lines(articles) if articles else []:
            pieces = piecer.pieces(row)
            part = self.aside if row["part"] == "test" else self.articles
            for first, last in windows(row, pieces):
                part.append(example(row, pieces, first, last) | {"row": {"trigger": row["trigger"][first:last]}})
                if row["part"] != "test":
                    cuts = [first, *(n for n in range(first + 1, last) if row["sentence"][n] != row["sentence"][n - 1]), last]
                    self.lone += [example(row, pieces, a, z) for a, z in pairwise(cuts)]
        print(f"{len(self.claims)} windows of claims, {len(self.articles)} of articles", flush=True)
        print(f"{len(self.train)} sentences to train on, {len(self.test)} kept aside", flush=True)

    def sentence_groups(self) -> list[list[dict[str, Any]]]:
        """All sentences in random order, one to three to a window."""
        order, out = random.sample(self.train, len(self.train)), []
        while order:
            size = random.choice((1, 1, 1, 2, 3))
            group, order = order[:size], order[size:]
            while sum(len(e["ids"]) for e in group) > CAP:
                order.append(group.pop())
            out.append(group)
        return out

    def claim_batches(self, size: int) -> list[list[dict[str, Any]]]:
        """Windows of like length together."""
        order = random.sample(range(len(self.claims)), len(self.claims))
        out = []
        for k in range(0, len(order), size * 8):
            some = sorted(order[k : k + size * 8], key=lambda i: len(self.claims[i]["ids"]))
            out += [[self.claims[i] for i in some[j : j + size]] for j in range(0, len(some), size)]
        random.shuffle(out)
        return out
