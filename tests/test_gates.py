"""Accuracy may not sink: floors on the held annotated articles, the development set and the saved pages."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def load(path: Path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.held
def test_no_figure_sinks_below_its_floor(shared, monkeypatch, capsys):
    monkeypatch.setenv("AUDITOR_SHARED", str(shared))
    missed = load(ROOT / "benchmarks" / "floors.py").compare()
    with capsys.disabled():
        print("\nRUN: accuracy floors\n" + capsys.readouterr().out)
    assert missed == []


@pytest.mark.held
def test_saved_pages_are_read_as_a_reader_sees_them(shared, tmp_path, capsys):
    from auditor.cli import main

    for page in sorted((shared / "data" / "pages").glob("*.html.gz")):
        assert main(["extract", str(page), "--json"]) == 0, page.name
        (tmp_path / page.name.replace(".html.gz", ".json")).write_text(
            capsys.readouterr().out, encoding="utf-8"
        )
    rows = load(shared / "tools" / "score_pages.py").score(shared / "gold" / "pages", tmp_path)
    assert len(rows) == 10
    for row in rows:
        assert row["kind_ok"], row
        if row["kind"] == "listing":
            assert row["precision"] >= 0.98, row
            assert row["recall"] >= 0.98, row
        else:
            assert row["body_f1"] >= 0.99, row
            assert row["title_ok"] and row["lead_ok"] and row["date_ok"] and row["author_ok"], row


@pytest.mark.slow
@pytest.mark.held
def test_every_held_record_is_analysed_in_the_contract_form(shared, tmp_path):
    """Four corpora through the command, every analysis valid against the contract's schema (a sample of each)."""
    import gzip

    import jsonschema

    from auditor.cli import main

    validator = jsonschema.Draft202012Validator(
        json.loads((shared / "contracts" / "analysis.schema.json").read_text(encoding="utf-8"))
    )
    for name in ("baomoi-2017", "mds-2013"):
        data = (
            gzip.decompress((shared / "data" / "articles" / f"{name}.jsonl.gz").read_bytes())
            .decode()
            .split("\n")
        )
        source, target = tmp_path / f"{name}.jsonl", tmp_path / f"{name}.out.jsonl"
        source.write_text("\n".join(data[:300]), encoding="utf-8")
        assert main(["analyse", str(source), "-o", str(target), "--jobs", "1"]) == 0
        lines = target.read_text(encoding="utf-8").splitlines()
        assert len(lines) == 300
        for line, given in zip(lines, data, strict=False):
            raw = json.loads(line)
            validator.validate(raw)
            record = json.loads(given)
            text = "\n\n".join(p for p in (record["title"], record.get("lead"), record["body"]) if p)
            for m in [m for p in raw["people"] for m in p["mentions"]] + raw["quotes"] + raw["findings"]:
                assert text[m["start"] : m["end"]] == m["text"]


@pytest.mark.slow
@pytest.mark.held
def test_nothing_of_the_held_texts_is_in_the_repository(shared):
    """No sentence of the gold articles or the corpora's headlines stands in a tracked file."""
    import gzip
    import subprocess

    tracked = (
        subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
        .stdout.decode()
        .split("\0")
    )
    ours = "\n".join(
        (ROOT / name).read_text(encoding="utf-8", errors="replace")
        for name in tracked
        if name
        and Path(name).suffix
        in (".py", ".md", ".yaml", ".yml", ".txt", ".csv", ".json", ".jsonl", ".html", ".toml")
    )
    held = [
        line.strip()
        for doc in (shared / "gold" / "docs").glob("*.txt")
        for line in doc.read_text(encoding="utf-8").split("\n")
    ]
    for name in ("headlines-2025-26", "mds-2013", "baomoi-2017"):
        data = gzip.decompress((shared / "data" / "articles" / f"{name}.jsonl.gz").read_bytes()).decode()
        held += [json.loads(line)["title"].strip() for line in data.split("\n") if line]
    long = {line for line in held if len(line.split()) >= 8}
    assert len(long) > 1000
    assert sorted(line for line in long if line in ours) == []
