"""A key that stands twice in a file that a person writes is refused with the file: YAML would keep the second and lose the first without
a word, and with it a target, a level or an outlet.
"""

from __future__ import annotations

import ast
import importlib.resources
from pathlib import Path

import pytest

from auditor import backup
from auditor.editions import CONFIRMED
from auditor.editions import FOLDER as EDITIONS
from auditor.ownrules import FOLDER as RULES
from indicators.datafile import parse_yaml

ROOMS = ("auditor", "crawlers", "indicators", "reports")
# the program's own files, read by their own tests; every other reader of YAML goes through a loader that refuses a second key
OWN = {"auditor/words.py", "auditor/sample/items.py", "crawlers/credits.py"}
LOADERS = {"crawlers/yamlfile.py", "indicators/datafile.py"}

PLAN = "scope: Sông Mơ\n  issuer: {vi: a, en: b}\n  plan: x\n  evidence: I"
# per file of a workspace: the file with a key twice, and a command that reads it
FILES = {
    "targets.yaml": (f"- {PLAN}\n  plan: y\n  milestones: [{{year: 2025, share: 0.5, level: 1}}]\n", "rate"),
    "promises.yaml": (f"plans:\n- {PLAN}\n  plan: y\n  promises: []\n", "promises"),
    "provinces.yaml": ("merged_on: 2025-07-01\nmerged_on: 2025-07-02\nsources: [x]\nprovinces: []\n", "rate"),
    "adoption-rules.yaml": ("levels: {1: [decision], 2: [decision], 2: []}\n", "rate"),
    "adoption.yaml": ("- {outlet: bao-song-mo, level: 1, level: 2}\n", "import --adoption"),
    "adoption.yml": ("- {outlet: bao-song-mo, level: 1, level: 2}\n", "import --adoption"),
    "collecting.yaml": ("schema: auditor.collecting/1\nissuer: Sở A\nissuer: Sở B\n", "form missing"),
    "papers.yaml": ("levels: {}\nlevels: {}\n", "paper annual"),
    "replies.yaml": ("schema: auditor.replies/1\nsend_to: Sở A\nsend_to: Sở B\n", "reply form"),
    CONFIRMED: ("- {edition: vn-2014, code: A1.1.1, code: A1.1.2}\n", "index show"),
    "outlets/bao-song-mo.yaml": ("schema: auditor.outlet/1\nid: bao-song-mo\nid: bao-song-mo\n", "rate"),
    f"{EDITIONS}/rieng.yaml": ("schema: auditor.index/1\nid: rieng\nid: rieng-2\n", "index list"),
    f"{RULES}/rieng.yaml": ("pack: rieng\npack: rieng-2\nrules: []\n", "rules list"),
}


def test_every_yaml_file_of_a_workspace_is_tried_here():
    known = {name for name in backup.FILES if name.endswith((".yaml", ".yml"))}
    assert known <= set(FILES)
    # the other folders hold workbooks, papers and lines of the program
    assert {"outlets", EDITIONS, RULES} <= set(backup.FOLDERS)


@pytest.mark.parametrize("name", FILES)
def test_a_doubled_key_is_named_with_its_file(stocked, say, name):
    text, command = FILES[name]
    file = stocked.path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    more = [file] if command == "import --adoption" else []
    code, said = say("-w", stocked.path, *command.split(), *more)
    assert (code, file.name in said, "đứng hai lần" in said) == (5, True, True), said
    assert "dòng" in said


def test_a_mapping_of_an_import_too(stocked, say, tmp_path):
    rows = tmp_path / "a.csv"
    rows.write_text("tieu_de,noi_dung\nA,B\n", encoding="utf-8")
    mapping = tmp_path / "anh-xa.yaml"
    mapping.write_text("fields: {title: tieu_de, title: noi_dung}\n", encoding="utf-8")
    code, said = say("-w", stocked.path, "import", rows, "--map", mapping)
    assert (code, "anh-xa.yaml" in said, "đứng hai lần" in said) == (5, True, True), said


def test_no_reader_of_yaml_forgets_it():
    """A reader that is written tomorrow takes one of the two loaders, or is named above with its reason."""
    found = set()
    for room in ROOMS:
        for file in Path(room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Attribute)
                    and isinstance(node.value, ast.Name)
                    and node.value.id == "yaml"
                    and node.attr.endswith(("load", "load_all"))
                ):
                    found.add(file.as_posix())
    assert found == OWN | LOADERS


def test_the_programs_own_files_have_every_key_once():
    files = [
        entry
        for room in ROOMS
        for entry in Path(str(importlib.resources.files(room))).rglob("*.yaml")
        if entry.is_file()
    ]
    assert len(files) > 100
    for file in files:
        parse_yaml(file.read_text(encoding="utf-8"), str(file))
