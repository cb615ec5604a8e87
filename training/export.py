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
from encoder import Tagger, base_folder
from onnxruntime.quantization import QuantType, quantize_dynamic



def main() -> None:
    weights, folder = sys.argv[1], Path(sys.argv[2])
    model = Tagger()
    model.load_state_dict(torch.load(weights, map_location="cpu"))
    model.eval()
    ids = torch.randint(1000, 2000, (2, 32))
    example = (ids, torch.ones_like(ids), torch.zeros((2, 3, 32), dtype=torch.long))
    names = ["ids", "mask", "marks"]
    axes = {"ids": {0: "windows", 1: "pieces"}, "mask": {0: "windows", 1: "pieces"}, "marks": {0: "windows", 2: "pieces"}}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            model, example, str(plain), input_names=names, output_names=["logits"], opset_version=17, dynamo=False,
            dynamic_axes={**axes, "logits": {0: "windows", 1: "pieces"}},
        )  # fmt: skip
        quantize_dynamic(str(plain), str(folder / "encoder.onnx"), weight_type=QuantType.QInt8, per_channel=True)
    onnx.checker.check_model(str(folder / "encoder.onnx"))
    shutil.copy(Path(base_folder()) / "vocab.txt", folder / "vocab.txt")
    print(f"{(folder / 'encoder.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
