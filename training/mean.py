"""The mean of trained weights: what one run forgot another remembers.

    python training/mean.py OUT 0.8=m8 0.2=m3 [--hush 0.3]

What only some of the files hold (heads that came later) is the mean of those. --hush raises the bias against a trigger,
which a mean with weights that knew no triggers lowers.
"""

from __future__ import annotations

import argparse

import torch

from encoder import HEADS


def mean(files: list[tuple[float, dict[str, torch.Tensor]]]) -> dict[str, torch.Tensor]:
    """Weighted means by name; of tensors that are longer in some files, each row is the mean of those that have it."""
    longest: dict[str, torch.Tensor] = {}
    for _, weights in files:
        longest |= {name: t for name, t in weights.items() if name not in longest or t.numel() > longest[name].numel()}
    out = {}
    for name, like in longest.items():
        if not like.is_floating_point() or not like.ndim:
            out[name] = like
            continue
        total, share = torch.zeros_like(like), torch.zeros(len(like))
        for weight, weights in files:
            if name in weights:
                rows = len(weights[name])
                total[:rows] += weight * weights[name]
                share[:rows] += weight
        out[name] = total / share.reshape(-1, *[1] * (like.ndim - 1))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("files", nargs="+", metavar="WEIGHT=FILE")
    parser.add_argument("--hush", type=float, default=0.0)
    args = parser.parse_args()
    parts = [f.split("=", 1) for f in args.files]
    result = mean([(float(weight), torch.load(path, map_location="cpu")) for weight, path in parts])
    before = sum(len(HEADS[head]) for head in list(HEADS)[: list(HEADS).index("trigger")])
    result["heads.bias"][before + HEADS["trigger"].index("O")] += args.hush
    torch.save(result, args.out)


if __name__ == "__main__":
    main()
