"""The word lists: readable, sourced, and not learned from the texts they are measured with."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from indicators.errors import DataFileError
from indicators.lexicon import VOCAB, fold, load_lexicon, read_yaml

SHARED = Path(os.environ.get("AUDITOR_SHARED", Path(__file__).parents[3] / "shared"))


@pytest.mark.parametrize("path", sorted(VOCAB.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_list_names_its_source(path):
    raw = read_yaml(path)
    assert raw["id"] == path.stem
    assert raw["source"]


def test_a_broken_list_names_file_and_line(tmp_path):
    path = tmp_path / "kin.yaml"
    path.write_text("id: kin\nsource: [\n", encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        read_yaml(path)
    assert caught.value.values["file"] == str(path)


@pytest.mark.held
def test_no_entry_occurs_nowhere_but_in_the_measuring_texts():
    measuring = SHARED / "gold" / "input.jsonl"
    if not measuring.exists():
        pytest.skip("held material is missing (AUDITOR_SHARED)")
    lexicon = load_lexicon()
    items = [json.loads(line) for line in measuring.read_text(encoding="utf-8").splitlines()]

    def forms(raw: dict) -> set[str]:
        text = "\n".join(raw.get(key) or "" for key in ("title", "lead", "body", "text"))
        return {hit.entry.form for hit in lexicon.hits(fold(text))}

    missing = set().union(*(forms(item) for item in items))
    ids = {item["id"].rsplit("-", 1)[-1] for item in items}
    for source in sorted((SHARED / "domain").glob("*.md")):
        missing -= {hit.entry.form for hit in lexicon.hits(fold(source.read_text(encoding="utf-8")))}
    for path in sorted((SHARED / "data" / "articles").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                raw = json.loads(line)
                if str(raw.get("id")) not in ids:
                    missing -= forms(raw)
                if not missing:
                    return
    assert missing == set()
