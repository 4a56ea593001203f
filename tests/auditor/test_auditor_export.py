"""What leaves as a data package can be read without this program, and in public says nothing of anybody."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from auditor_proved import OUTLET
from auditor_rooms import PROVINCE, article, make_workspace

from auditor import pipeline
from auditor.cli import main
from auditor.export import package
from auditor.export.model import SUPPRESSED, Field, Table, text_of, to_csv
from auditor.proof.verifying import parse_report
from auditor.words import Words

VI = Words("vi")


def exported(workspace, target, *more) -> dict[str, bytes]:
    assert main(["-w", str(workspace.path), "export", str(target), *more]) == 0
    if target.suffix == ".zip":
        with zipfile.ZipFile(target) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    return {f.relative_to(target).as_posix(): f.read_bytes() for f in target.rglob("*") if f.is_file()}


def rows(content: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content[f"data/{name}.csv"].decode("utf-8"), newline="")))


def test_a_folder_and_a_zip_hold_the_same_bytes_whenever_they_are_made(audited, tmp_path):
    folder = exported(audited, tmp_path / "so-lieu")
    assert exported(audited, tmp_path / "so-lieu.zip") == folder
    assert exported(audited, tmp_path / "so-lieu") == folder
    first = (tmp_path / "so-lieu.zip").read_bytes()
    exported(audited, tmp_path / "so-lieu.zip")
    assert (tmp_path / "so-lieu.zip").read_bytes() == first
    # the merge of provinces reads it from here
    assert parse_report(folder["report.json"], "report.json")["circulation"] == "public"


_TYPES = {
    "string": str,
    "integer": int,
    "number": float,
    "date": date.fromisoformat,
    "boolean": ["0", "1"].index,
}


@pytest.mark.parametrize("circle", ["public", "internal", "outlet"])
def test_the_dictionary_describes_every_column_and_every_cell_fits_it(audited, tmp_path, circle):
    more = ["--outlet", OUTLET] if circle == "outlet" else []
    content = exported(audited, tmp_path / "p", "-c", circle, *more)
    found = json.loads(content["datapackage.json"])
    listed = {r["path"] for r in found["resources"]}
    assert {n for n in content if n.startswith("data/")} == listed - {"report.json"}
    for resource in found["resources"]:
        if resource["path"] == "report.json":
            continue
        fields = resource["schema"]["fields"]
        table = rows(content, resource["name"])
        head = content[resource["path"]].decode().split("\n", 1)[0]
        assert head == ",".join(f["name"] for f in fields)
        assert resource["bytes"] == len(content[resource["path"]])
        for field in fields:
            assert field["title"]
            known = {str(c["value"]) for c in field.get("categories", ())}
            hidden = {m["value"] for m in field.get("missingValues", ())}
            for row in table:
                value = row[field["name"]]
                if value and value not in hidden:
                    _TYPES[field["type"]](value)
                    assert not known or value in known
        key = resource["schema"].get("primaryKey", [])
        assert len({tuple(row[k] for k in key) for row in table}) == len(table) or not key


def test_the_tables_say_what_the_report_says(audited, tmp_path):
    content = exported(audited, tmp_path / "p", "-c", "internal")
    report = json.loads(content["report.json"])
    scores = {(r["outlet"], r["code"]): r for r in rows(content, "scores")}
    assert len(scores) == sum(len(o["indicators"]) for o in report["outlets"])
    for outlet in report["outlets"]:
        for figure in outlet["indicators"]:
            row = scores[outlet["id"], figure["code"]]
            assert (float(row["value"]) if row["value"] else None) == figure["value"]
            assert row["outcome"] == figure["outcome"]
    counts = {r["outlet"]: int(r["articles"]) for r in rows(content, "outlets")}
    by_month: dict[str, int] = {}
    for row in rows(content, "months"):
        by_month[row["outlet"]] = by_month.get(row["outlet"], 0) + int(row["articles"])
    assert by_month == counts
    findings = {o["id"]: o["findings"] for o in report["outlets"]}
    by_rule: dict[str, int] = dict.fromkeys(findings, 0)
    for row in rows(content, "rules"):
        by_rule[row["outlet"]] += int(row["hits"])
    assert by_rule == findings
    assert [(r["level"], r["applied"], r["counted"]) for r in rows(content, "rates")] == [
        ("1", "1", "2"), ("2", "0", "2"),
    ]  # fmt: skip


def private_words(workspace) -> set[str]:
    """Everybody and everything that must not be in public: people, outlets, who appraised, titles, addresses."""
    found: set[str] = set()
    register = workspace.register()
    for outlet in register.outlets:
        found |= {outlet.id, outlet.name}
    with workspace.store(readonly=True) as store:
        for row in store.rows("SELECT json FROM analyses"):
            for person in json.loads(row["json"])["people"]:
                if person["named"] and " " in person["name"]:
                    found.add(person["name"])
        for row in store.rows("SELECT title, url FROM articles"):
            found |= {row["title"], row["url"]}
        found |= {row["checked_by"] for row in store.rows("SELECT checked_by FROM adoptions")}
    # the province itself is told, and its name is taken for a person here and there
    return {word for word in found if len(word) > 5} - {workspace.config.province}


def test_nothing_in_public_names_an_outlet_a_person_or_an_article(audited, tmp_path):
    words = private_words(audited)
    assert len(words) > 200
    inside = exported(audited, tmp_path / "i", "-c", "internal")
    # the test would find them: inside the department outlets have names
    assert any(word in inside["data/outlets.csv"].decode() for word in words)
    from auditor.proof import bundling

    bundling.bundle(audited, tmp_path / "b.zip", VI, circulation="public", signed=False)
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        bundle = {name: archive.read(name) for name in archive.namelist()}
    for content in (exported(audited, tmp_path / "p"), bundle):
        text = "\n".join(data.decode("utf-8") for data in content.values())
        assert [word for word in words if word in text] == []
        assert json.loads(content["report.json"])["outlets"] == []
        assert "articles.jsonl" not in content


def test_in_public_no_number_is_told_that_few_stand_behind(audited, tmp_path):
    """Two outlets: every sum over them would be one of them, seen by the other."""
    content = exported(audited, tmp_path / "p")
    for name in ("months", "rules"):
        table = rows(content, name)
        assert table
        numbers = {
            v for row in table for k, v in row.items() if k not in ("month", "rule", "family", "severity")
        }
        assert numbers == {str(SUPPRESSED)}
    assert rows(content, "groups") == []
    for row in rows(content, "standings"):
        assert row["measured"] in ("0", str(SUPPRESSED))


def test_in_public_sums_over_five_outlets_are_told_and_small_ones_are_not(tmp_path):
    workspace = make_workspace(tmp_path / "w", period_from="2025-01-01", period_to="2025-12-31")
    for number in range(3):
        name = f"them-{number}"
        text = (
            (workspace.outlets / "bao-song-mo.yaml").read_text(encoding="utf-8").replace("bao-song-mo", name)
        )
        (workspace.outlets / f"{name}.yaml").write_text(text, encoding="utf-8")
    ids = ["bao-song-mo", "dai-song-mo", "cong-song-mo", "them-0", "them-1", "them-2"]
    with workspace.store() as store:
        for number, outlet in enumerate(ids):
            for day in range(3):
                store.put_article(article(10 * number + day, outlet, published="2025-03-10"))
        store.put_article(article(99, published="2025-04-10"))
        pipeline.analyse_stage(workspace, store, jobs=1)
        pipeline.score_stage(workspace, store)
    content = exported(workspace, tmp_path / "p")
    months = {row["month"]: row for row in rows(content, "months")}
    assert months["2025-03"]["articles"] == "18"
    assert months["2025-04"]["articles"] == str(SUPPRESSED)
    assert int(months["2025-03"]["people_female"]) >= 5
    assert months["2025-03"]["people_other"] in ("0", str(SUPPRESSED))
    assert PROVINCE in content["README.txt"].decode()


def test_in_public_a_few_who_are_silent_or_verified_are_no_number(audited, tmp_path):
    inside = rows(exported(audited, tmp_path / "i", "--circulation", "internal"), "rates")
    told = rows(exported(audited, tmp_path / "p", "--circulation", "public"), "rates")
    few = 0
    for whole, cell in zip(inside, told, strict=True):
        silent, counted = int(whole["silent"]), int(whole["counted"])
        # who sent nothing and who said no are together those that do not apply
        apart = (silent, counted - int(inside[0]["applied"]) - silent)
        proofs = (int(whole["verified"] or 0), int(whole["applied"]) - int(whole["verified"] or 0))
        for name, parts in (("silent", apart), ("verified", proofs)):
            small = any(1 <= part <= 4 for part in parts)
            few += small
            assert cell[name] == (str(SUPPRESSED) if small and whole[name] else whole[name])
        assert cell["applied"] == whole["applied"], "the province's own rate is printed whole"
    assert few


def test_spss_and_r_get_every_column_and_label(audited, tmp_path):
    content = exported(audited, tmp_path / "p", "-c", "internal")
    found = json.loads(content["datapackage.json"])
    script = content["r/read.R"].decode()
    for resource in found["resources"]:
        if resource["name"] == "report":
            continue
        syntax = content[f"spss/{resource['name']}.sps"].decode("utf-8-sig")
        assert f"/FILE='{resource['path']}'" in syntax
        assert resource["path"] in script
        for field in resource["schema"]["fields"]:
            assert re.search(rf"^  {field['name']} (A\d+|F\d+\.0|SDATE10)$", syntax, re.MULTILINE), field
            assert f"  {field['name']} '{field['title']}'" in syntax
        # no line of ours ends a command early
        labels = syntax.split("VARIABLE LABELS")[1]
        assert not [line for line in labels.splitlines() if line.endswith(".") and line.startswith("    ")]
    assert "'measured' 'Có kết quả'" in content["spss/scores.sps"].decode("utf-8-sig")


def test_the_syntax_makes_a_labelled_sav_file(audited, tmp_path):
    """What SPSS does with it, PSPP does: one run, and the file has the names of columns and the meaning of codes."""
    pspp = shutil.which("pspp")
    if not pspp:
        pytest.skip("SKIPPED: pspp was not found (apt-get install pspp)")
    exported(audited, tmp_path / "p", "-c", "internal")
    script = tmp_path / "run.sps"
    script.write_text(
        "INSERT FILE='spss/scores.sps'.\nGET FILE='scores.sav'.\nDISPLAY DICTIONARY.\nFREQUENCIES outcome.\n",
        encoding="utf-8",
    )
    ran = subprocess.run(
        [pspp, str(script)], cwd=tmp_path / "p", capture_output=True, timeout=120, check=False
    )
    told = ran.stdout.decode("utf-8", "replace")
    assert ran.returncode == 0, told[-2000:]
    assert (tmp_path / "p" / "scores.sav").read_bytes()[:4] == b"$FL2"
    assert VI("export.field.outcome") in told and VI("outcome.measured") in told


def test_no_cell_is_a_formula_and_none_breaks_its_line():
    for text in ("=1+1", "+84", "-x", "@SUM(A1)", "\t=1"):
        assert not text_of(text).startswith(("=", "+", "-", "@", "\t"))
    assert text_of("một\r\nhai\tba") == "một hai ba"
    assert (text_of(None), text_of(True), text_of(0.1), text_of(-0.5)) == ("", "1", "0.1", "-0.5")
    table = Table("t", "T", (Field("a", "string", "A"),), (('nói "vậy", rồi',),))
    assert to_csv(table).decode() == 'a\n"nói ""vậy"", rồi"\n'


def test_an_outlets_package_holds_that_outlet_alone(audited, tmp_path):
    content = exported(audited, tmp_path / "p", "-c", "outlet", "--outlet", OUTLET)
    assert {
        r["outlet"] for name in ("outlets", "scores", "months", "rules") for r in rows(content, name)
    } == {OUTLET}
    text = "".join(data.decode() for data in content.values())
    assert not [o.id for o in audited.register().outlets if o.id != OUTLET and o.id in text]


def test_a_package_written_before_is_said_to_be_replaced(audited, tmp_path, say):
    said = [say("-w", audited.path, "export", tmp_path / "goi.zip")[1] for _ in range(2)]
    assert ["Đã thay tệp cũ: " in one for one in said] == [False, True]


def test_a_report_says_what_comes_after_it(audited, tmp_path, capsys):
    assert main(["-w", str(audited.path), "report", "--format", "json", "--output", str(tmp_path)]) == 0
    assert "Tiếp theo: auditor paper annual" in capsys.readouterr().out


def test_files_of_others_are_not_mixed_with_ours(audited, tmp_path, say):
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "cua-toi.txt").write_text("x", encoding="utf-8")
    code, said = say("-w", audited.path, "export", tmp_path / "p")
    assert (code, "đã có tệp khác" in said) == (5, True)
    for words in (
        ("-c", "khac"),
        ("-c", "outlet"),
        ("--outlet", OUTLET),
        ("-c", "outlet", "--outlet", "khong-co"),
    ):
        assert say("-w", audited.path, "export", tmp_path / "q", *words)[0] == 2
    assert not (tmp_path / "q").exists()


def test_the_public_report_keeps_the_contract_and_the_rate(audited):
    from auditor.figures import province_report
    from reports.papers import Circulation

    with audited.store(readonly=True) as store:
        report = province_report(audited, store, VI)
    shown = package.shown_to(replace(report, limits=("Không có gì.",)), Circulation.PUBLIC)
    # the rate is told whole, the one body that sent nothing is not, nor whether there is any
    assert len(report.pilot.missing) == 1
    assert (shown.pilot.applied, shown.pilot.counted, shown.pilot.missing) == (1, 2, ())
    assert "missing" in shown.pilot.withheld
    assert shown.provenance.files == ()
