"""Writes the trained model as the package ships it: ONNX, weights of 8 bits, with its vocabulary.

python training/export.py WEIGHTS FOLDER      (FOLDER is src/counterclaim/data/learned)
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from encoder import Tagger, base_folder


class OneWindow(torch.nn.Module):
    """The model for one window, which needs no mask: a tenth faster."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: torch.Tensor, marks: torch.Tensor) -> torch.Tensor:
        return self.model(ids, None, marks)


class Norm(torch.nn.Module):
    """Layer normalisation by products with a vector of ones: the runtime sums one number at a time in its own, which takes
    an eighth of the whole model's time; this way the model is a fifteenth faster and says the same."""

    def __init__(self, norm: torch.nn.LayerNorm) -> None:
        super().__init__()
        self.weight, self.bias, self.eps = norm.weight, norm.bias, norm.eps
        width = norm.weight.shape[0]
        self.register_buffer("mean", torch.full((width, 1), 1 / width))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        apart = x - x @ self.mean
        return apart * torch.rsqrt((apart * apart) @ self.mean + self.eps) * self.weight + self.bias


def with_own_norms(model: torch.nn.Module) -> None:
    for name, part in model.named_children():
        if isinstance(part, torch.nn.LayerNorm):
            setattr(model, name, Norm(part))
        else:
            with_own_norms(part)


def main() -> None:
    weights, folder = sys.argv[1], Path(sys.argv[2])
    model = Tagger()
    model.go_on_from(weights)
    model.eval()
    with_own_norms(model)
    example = (torch.randint(1000, 2000, (1, 32)), torch.zeros((1, 3, 32), dtype=torch.long))
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            OneWindow(model), example, str(plain), input_names=["ids", "marks"], output_names=["logits"], opset_version=17, dynamo=False,
            dynamic_axes={"ids": {1: "pieces"}, "marks": {2: "pieces"}, "logits": {1: "pieces"}},
        )  # fmt: skip
        norms = [n.name for n in onnx.load(str(plain)).graph.node if n.op_type == "MatMul" and "LayerNorm" in n.name]
        quantize_dynamic(str(plain), str(folder / "encoder.onnx"), weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=norms)
    onnx.checker.check_model(str(folder / "encoder.onnx"))
    shutil.copy(Path(base_folder()) / "vocab.txt", folder / "vocab.txt")
    print(f"{(folder / 'encoder.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
