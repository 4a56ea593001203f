"""What provinces send, as they send it: packages and bundles that were changed on the way, doubled, of other periods or other rules.

A total that swallows one of them without a word is worse than none.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
import zipfile
from dataclasses import replace

import pytest
from test_auditor_country import BA_SONG, SONG_MO, VI, outlet, province, together, written

from auditor.cli import main
from auditor.country import merge
from auditor.countrypaper import country_paper, notes
from auditor.proof import opening, signing
from auditor.reportfiles import files_of, read_report
from reports.tables import render_tables


@pytest.fixture(scope="module")
def sent(audited, tmp_path_factory):
    """A province's data package, and its bundles for the ministry, signed and not."""
    folder = tmp_path_factory.mktemp("sent")
    shutil.copytree(audited.path, folder / "w")
    assert main(["-w", str(folder / "w"), "export", str(folder / "package.zip")]) == 0
    assert main(["-w", str(folder / "w"), "export", str(folder / "package")]) == 0
    bundle = ["-w", str(folder / "w"), "bundle", "-c", "public", "-o"]
    assert main([*bundle, str(folder / "signed.zip")]) == 0
    assert main([*bundle, str(folder / "unsigned.zip"), "--unsigned"]) == 0
    return folder


def changed(source, target, name, change):
    """The zip with one file changed."""
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        assert name in archive.namelist()
        for inner in archive.namelist():
            data = archive.read(inner)
            if inner == name:
                data = change(data)
            if data is not None:
                out.writestr(inner, data)
    return target


def better(data):
    """One more body applies than the province said."""
    report = json.loads(data)
    report["pilot"]["applied"] += 1
    return json.dumps(report, ensure_ascii=False).encode()


def flip(data):
    return data[:-2] + bytes([data[-2] ^ 1]) + data[-1:]


@pytest.mark.parametrize(
    ("source", "name", "change"),
    [
        ("package.zip", "report.json", better),
        ("package.zip", "data/rates.csv", flip),
        ("package.zip", "data/rates.csv", lambda data: None),
        ("package.zip", "datapackage.json", lambda data: b"{}"),
        (
            "package.zip",
            "datapackage.json",
            lambda data: b'{"resources": [{"path": "../../x", "hash": "y"}]}',
        ),
        ("package.zip", "datapackage.json", lambda data: b'{"resources": []}'),
    ],
)
def test_a_package_changed_on_the_way_is_refused_and_named(sent, tmp_path, say, source, name, change):
    file = changed(sent / source, tmp_path / "goi-doi.zip", name, change)
    code, said = say("country", file)
    assert code == 5
    assert "goi-doi.zip" in said and "đã bị sửa sau khi lập" in said


def test_a_folder_is_held_against_its_dictionary_too(sent, tmp_path, say):
    shutil.copytree(sent / "package", tmp_path / "goi")
    assert read_report(tmp_path / "goi").pilot.counted == 2
    file = tmp_path / "goi" / "report.json"
    file.write_bytes(better(file.read_bytes()))
    code, said = say("country", tmp_path / "goi")
    assert code == 5 and "đã bị sửa sau khi lập: report.json" in said


@pytest.mark.parametrize("source", ["signed.zip", "unsigned.zip"])
@pytest.mark.parametrize(("name", "change"), [("report.json", better), ("data/rates.csv", flip)])
def test_a_bundle_changed_on_the_way_is_refused_and_named(sent, tmp_path, say, source, name, change):
    file = changed(sent / source, tmp_path / "goi-doi.zip", name, change)
    code, said = say("country", file)
    assert code == 5 and "goi-doi.zip" in said and "sửa" in said


@pytest.mark.parametrize("source", ["signed.zip", "unsigned.zip"])
def test_a_bundle_opened_into_a_folder_is_held_against_its_manifest(sent, tmp_path, say, source):
    folder = tmp_path / "da-mo"
    opening.open_bundle(sent / source, folder)
    assert read_report(folder).signer == (signing.signer_of(sent / "w") if source == "signed.zip" else "")
    table = folder / "data" / "rates.csv"
    before = table.read_bytes()
    table.write_bytes(flip(before))
    code, said = say("country", folder)
    assert (code, "da-mo" in said, "data/rates.csv" in said) == (5, True, True)
    table.unlink()
    assert say("country", folder)[0] == 5
    table.write_bytes(before)
    assert say("country", folder)[0] == 0
    report = folder / "report.json"
    report.write_bytes(better(report.read_bytes()))
    manifest = folder / "manifest.json"
    head = json.loads(manifest.read_text(encoding="utf-8"))
    head["files"]["report.json"]["sha256"] = hashlib.sha256(report.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(head), encoding="utf-8")
    # hashes written anew do not help where it was signed; where it was not the table says so
    assert say("country", folder)[0] == (5 if source == "signed.zip" else 0)


@pytest.mark.parametrize("name", ["manifest.sig", "manifest.json"])
def test_a_folder_that_lost_its_signature_is_no_unsigned_one(sent, tmp_path, say, name):
    folder = tmp_path / "da-mo"
    opening.open_bundle(sent / "signed.zip", folder)
    (folder / name).write_text("{}", encoding="utf-8")
    assert say("country", folder)[0] == 5
    (folder / name).unlink()
    assert say("country", folder)[0] == 5


def test_hashes_written_anew_do_not_help_where_the_bundle_was_signed(sent, tmp_path, say):
    file = changed(sent / "signed.zip", tmp_path / "a.zip", "report.json", better)
    with zipfile.ZipFile(file) as archive:
        report = archive.read("report.json")

    def anew(data):
        head = json.loads(data)
        head["files"]["report.json"] = {"size": len(report), "sha256": hashlib.sha256(report).hexdigest()}
        return json.dumps(head).encode()

    code, said = say("country", changed(file, tmp_path / "b.zip", "manifest.json", anew))
    assert code == 5 and "Chữ ký" in said


def test_who_signed_is_told_and_who_did_not(sent, tmp_path):
    reports = [read_report(sent / "signed.zip"), read_report(written(tmp_path, SONG_MO))]
    assert reports[0].signer == signing.signer_of(sent / "w") != ""
    found = merge(reports)
    told = list(notes(found, VI))
    assert (
        "Tệp của Sông Mơ chưa ký số: không kiểm tra được ai lập. Gói có ký số do auditor bundle lập." in told
    )
    page = render_tables(country_paper(found, VI), VI)
    assert reports[0].signer in page and VI("proof.unsigned") in page
    for file in ("unsigned.zip", "package.zip"):
        (note,) = [n for n in notes(merge([read_report(sent / file)]), VI) if "ký số" in n]
        assert note.startswith("Không tệp nào có chữ ký số")
    (signed,) = [list(notes(merge([reports[0]]), VI))]
    assert not any("ký số" in note for note in signed)


def test_one_province_as_package_and_as_bundle_is_one(sent):
    found = merge([read_report(sent / name) for name in ("package.zip", "signed.zip", "unsigned.zip")])
    assert (len(found.reports), found.pilot.counted) == (1, 2)
    assert len(found.dropped) == 2


def test_two_periods_are_said(tmp_path):
    half = replace(BA_SONG, period=("2026-06-15", "2026-12-14"))
    told = " ".join(notes(together(tmp_path, SONG_MO, half), VI))
    assert (
        "Kỳ báo cáo của các địa phương khác nhau (15/12/2025 – 14/12/2026; 15/06/2026 – 14/12/2026)" in told
    )
    assert "Kỳ báo cáo" not in " ".join(notes(together(tmp_path, SONG_MO, BA_SONG), VI))


def test_two_versions_of_the_rules_are_said_within_one_edition(tmp_path):
    other = replace(BA_SONG, versions=(("program", "0"), ("rules", "c"), ("index", "b")))
    assert "bộ quy tắc khác phiên bản (a; c)" in " ".join(notes(together(tmp_path, SONG_MO, other), VI))
    apart = replace(other, edition="khac")
    assert "khác phiên bản" not in " ".join(notes(together(tmp_path, SONG_MO, apart), VI))


def test_the_whole_country_before_the_mergers_takes_seconds(sent, tmp_path, capsys):
    """63 provinces, each in a package of its own as it is sent."""
    with zipfile.ZipFile(sent / "package.zip") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for number in range(63):
        name = f"Tỉnh {number:02d}"
        bodies = [outlet(f"b{number}-{n}", n % 3, women=40 + number % 7) for n in range(4)]
        report = written(tmp_path / "w", province(name, *bodies), f"{number}.json").read_bytes()
        listed = json.loads(members["datapackage.json"])
        for one in listed["resources"]:
            if one["path"] == "report.json":
                one["hash"] = f"sha256:{hashlib.sha256(report).hexdigest()}"
        with zipfile.ZipFile(tmp_path / f"goi-{number:02d}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for inner, data in (members | {"report.json": report}).items():
                archive.writestr(inner, json.dumps(listed) if inner == "datapackage.json" else data)
    began = time.perf_counter()
    assert main(["country", str(tmp_path / "goi-*.zip"), "-o", str(tmp_path / "ca-nuoc.xlsx")]) == 0
    took = time.perf_counter() - began
    # levels 0, 1, 2, 0: two of four pilot, one is formal
    assert "đạt 126/252 cơ quan (50,0 %); chính thức đạt 63/252 cơ quan (25,0 %)" in capsys.readouterr().out
    assert len(files_of([str(tmp_path / "goi-*.zip")])) == 63
    # 0.2 s on one core (23/11/2026)
    assert took < 30, took
