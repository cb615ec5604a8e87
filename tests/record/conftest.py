"""Casebooks made of codings by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from word_coder import WordCoder


@pytest.fixture
def coder() -> WordCoder:
    return WordCoder()


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Three reports in a folder; the last is in German."""
    folder = tmp_path / "reports"
    folder.mkdir()
    texts = {
        "a": "AZE said that ARM shelled AZE on 2016-04-02 near Talish. AZE met ARM on 2016-04-05.",
        "b": "ARM shelled AZE on 2016-04-02 near Talish, with many guns and without any warning at all.",
    }
    rows = [{"id": name, "text": text, "published": "2016-04-06", "publisher": f"Paper {name}"} for name, text in texts.items()]
    rows.append({"id": "c", "text": "Die Waffen schweigen seit gestern an der ganzen Linie.", "language": "de"})
    (folder / "rows.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    return folder
