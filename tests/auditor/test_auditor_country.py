"""Provinces put together for the ministry: a sum that hides a double, an old file or another definition is worse than none.

Every report here is made up; figures are worked out by hand beside each case.
"""

from __future__ import annotations

import dataclasses
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import reports
from auditor.besidetables import country_rates
from auditor.cli import main
from auditor.counted import Choice, source_of
from auditor.country import merge, noise, shares
from auditor.countrypaper import country_paper, notes, total_in_words
from auditor.reportfiles import NoReport, files_of, read_report
from auditor.words import LANGUAGES, Words
from reports.figures import (
    Adoption,
    Coverage,
    DueRate,
    IndicatorFigure,
    Interval,
    Milestone,
    Outcome,
    OutletFigures,
    ProvinceReport,
    Rate,
)
from reports.tables import render_tables, write_tables_xlsx

VI = Words("vi")
NATION = Milestone(2025, 0.7, 1, "Thủ tướng Chính phủ", "Quyết định mẫu", "I", True)


def outlet(
    id: str, level: int | None, *, name: str = "", women: int = 40, people: int = 100, counted: bool = True
) -> OutletFigures:
    share = women / people
    figure = IndicatorFigure(
        "B1.1.1", "Tỷ lệ nữ", Outcome.MEASURED, "people", "measured", share, women, people, 60,
        Interval(max(0.0, share - 0.1), min(1.0, share + 0.1)),
    )  # fmt: skip
    return OutletFigures(
        id, name or f"Báo {id}", "newspaper", counted, Adoption(level, verified=level == 2), Coverage(1, 1), 60, people, 40, 0, (figure,),
    )  # fmt: skip


def province(
    name: str, *outlets: OutletFigures, as_of: str = "2026-12-14", due: DueRate | None = None, **more: object
) -> ProvinceReport:
    counted = [o for o in outlets if o.counted]

    def rate(level: int) -> Rate:
        applied = sum((o.adoption.level or 0) >= level for o in counted)
        verified = sum((o.adoption.level or 0) >= level and o.adoption.verified for o in counted)
        # as many at the end of 2025 as on the day of the report, where a test says no other
        then = due if due is not None else DueRate(applied, len(counted))
        last = (replace(NATION, at_due=then if then.counted else None),) if level == 1 else ()
        return Rate(level, applied, len(counted), (), last, (), verified)

    values = {
        "fictitious": True, "period": ("2025-12-15", "2026-12-14"), "as_of": as_of, "produced": "2026-12-20T08:00:00Z",
        "edition": "vn-2014", "edition_title": "Bộ chỉ số", "denominator": f"Cơ quan của {name} ngày 14/12/2026",
        "pilot": rate(1), "formal": rate(2), "outlets": outlets, "failures": (),
        "versions": (("program", "0"), ("rules", "a"), ("index", "b")),
    } | more  # fmt: skip
    return ProvinceReport(province=name, **values)


def written(folder: Path, report: ProvinceReport, name: str = "") -> Path:
    path = folder / (name or f"{report.province}-{report.as_of}.json")
    reports.write_json(report, VI, path)
    return path


def together(folder: Path, *reports_: ProvinceReport, expected: tuple[str, ...] = ()):
    return merge([read_report(written(folder, r, f"{n}.json")) for n, r in enumerate(reports_)], expected)


# Sông Mơ 2 of 3 (one formal), Ba Sông 1 of 2: 3 of 5 together; formal 1 of 5
SONG_MO = province("Sông Mơ", outlet("a", 2), outlet("b", 1), outlet("c", None))
BA_SONG = province("Ba Sông", outlet("d", 1), outlet("e", 0))


def test_each_province_and_all_of_them(tmp_path):
    found = together(tmp_path, SONG_MO, BA_SONG)
    assert [r.province for r in found.reports] == ["Ba Sông", "Sông Mơ"]
    assert (found.pilot.applied, found.pilot.counted, found.pilot.verified) == (3, 5, 1)
    assert (found.formal.applied, found.formal.counted, found.formal.verified) == (1, 5, 1)
    page = render_tables(country_paper(found, VI), VI)
    # 70 % of five bodies are 3.5: four were needed
    assert "Chưa đạt" in page
    # "đạt 3/5" beside "Chưa đạt" would read as a contradiction
    assert "3/5 cơ quan (60,0 %)" in page and "đạt 3/5" not in page


def test_under_every_table_of_the_country_stands_what_it_shows(tmp_path):
    paper = country_paper(together(tmp_path, SONG_MO, BA_SONG, expected=("Non Xa",)), VI)
    for table in paper.tables:
        assert any(note.startswith("Đánh giá") for note in table.notes), table.title
    told = " ".join(note for table in paper.tables for note in table.notes)
    assert "báo cáo của 2 tỉnh, thành phố, áp dụng từ mức thí điểm trở lên 3/5 cơ quan (60,0 %)" in told
    # of Sông Mơ's two applying bodies one is verified, of Ba Sông's one none
    assert "chưa được thẩm định ở Ba Sông; Sông Mơ; chưa có báo cáo của 1 tỉnh" in told
    # 1 of 2 and 2 of 3 against 70 %
    assert "khối Ba Sông: mốc năm 2025" not in told
    assert "Ba Sông: mốc năm 2025 của Thủ tướng Chính phủ (từ 70 %): mới đạt 1/2" in told
    assert "còn thiếu 20,0 điểm phần trăm" in told and "còn thiếu 3,3 điểm phần trăm" in told
    assert "auditor " not in told


def _told(found) -> dict[str, str]:
    """Result of the nation's milestone by province, and of all."""
    table = next(t for t in country_paper(found, VI).tables if t.title == VI("years.table.goals"))
    return {str(row[0]): str(row[-1]) for row in table.rows}


def test_a_promise_missed_when_due_stays_missed_in_the_total(tmp_path):
    """3 of 5 today would have to be 1 of 4 then: the later reports must not make the year 2025 better than it was."""
    then = {"Sông Mơ": DueRate(1, 2), "Ba Sông": DueRate(0, 2)}
    one = province("Sông Mơ", outlet("a", 2), outlet("b", 1), due=then["Sông Mơ"])
    two = province("Ba Sông", outlet("d", 1), outlet("e", 1), due=then["Ba Sông"])
    told = _told(together(tmp_path, one, two))
    assert told["Sông Mơ"].startswith("Chưa đạt khi đến hạn (số liệu ngày 31/12/2025: 1/2 cơ quan, 50,0 %;")
    assert told[VI("country.total")] == (
        "Chưa đạt khi đến hạn (số liệu ngày 31/12/2025: 1/4 cơ quan, 25,0 %; thấp hơn 45,0 điểm phần trăm); "
        "đến nay 4/4 cơ quan (100,0 %)"
    )


def test_a_report_that_does_not_say_its_due_day_is_no_proof_of_it(tmp_path):
    """Reports from before there was a figure of the due day: today's 2 of 2 says nothing about 2025."""
    old = province("Sông Mơ", outlet("a", 2), outlet("b", 1), due=DueRate(0, 0))
    file = written(tmp_path, old)
    raw = json.loads(file.read_text(encoding="utf-8"))
    for goal in raw["pilot"]["last"]:
        del goal["at_due"], goal["national"]
    file.write_text(json.dumps(raw), encoding="utf-8")
    new = province("Ba Sông", outlet("d", 1), outlet("e", 1), due=DueRate(2, 2))
    found = merge([read_report(file), read_report(written(tmp_path, new))])
    told = _told(found)
    assert set(told) == {"Sông Mơ", "Ba Sông", VI("country.total")}
    assert told["Ba Sông"].startswith("Đạt khi đến hạn")
    for name in ("Sông Mơ", VI("country.total")):
        assert told[name].startswith("Chưa đủ số liệu để so sánh khi đến hạn (ngày 31/12/2025); đến nay ")


def test_the_same_rule_for_two_places_is_one_definition(tmp_path):
    assert together(tmp_path, SONG_MO, BA_SONG).definitions == 1
    # who decided it, and when, makes no other rule of it
    chosen = Choice(since="2026-01-01", decided="2025-12-20", basis="Kế hoạch mẫu", who="Sở Mẫu")
    for lang in LANGUAGES:
        text = f"{SONG_MO.denominator} {source_of(chosen, Words(lang))}"
        decided = dataclasses.replace(SONG_MO, denominator=text)
        assert together(tmp_path, decided, BA_SONG).definitions == 1
    other = dataclasses.replace(BA_SONG, denominator="Báo in của Ba Sông ngày 14/12/2026")
    found = together(tmp_path, SONG_MO, other)
    assert found.definitions == 2
    assert any("mẫu số khác nhau" in line for line in notes(found, VI))
    table = country_paper(found, VI).tables[1]
    assert [row[1] for row in table.rows] == [other.denominator, SONG_MO.denominator]


def test_a_body_that_two_provinces_count_is_one_in_the_total(tmp_path):
    """Sông Mơ says of d that it does not apply, Ba Sông that it pilots: one body, the more careful word, and both are told."""
    also = province("Sông Mơ", outlet("a", 2), outlet("d", 0))
    found = together(tmp_path, also, BA_SONG)
    # a and one d and e; a alone applies
    assert (found.pilot.applied, found.pilot.counted) == (1, 3)
    (one,) = found.shared
    assert (one.provinces, one.kept, one.differ) == (("Ba Sông", "Sông Mơ"), "Sông Mơ", True)
    assert any("đề nghị các địa phương thống nhất" in line for line in notes(found, VI))
    # the later day's word goes before
    later = dataclasses.replace(BA_SONG, as_of="2027-01-31")
    assert together(tmp_path, also, later).pilot.applied == 2


def test_one_name_under_two_ids_is_left_to_a_person(tmp_path):
    found = together(
        tmp_path,
        province("Sông Mơ", outlet("a", 1, name="Báo Vùng Sông")),
        province("Ba Sông", outlet("z", 1, name="Báo Vùng Sông")),
    )
    assert found.pilot.counted == 2
    assert found.alike == (("Báo Vùng Sông", ("Ba Sông", "Sông Mơ")),)


def test_the_later_of_two_reports_of_one_province(tmp_path):
    old = province("Sông Mơ", outlet("a", 0), as_of="2025-12-14")
    found = together(tmp_path, SONG_MO, old)
    assert (found.pilot.counted, [d.reason for d in found.dropped]) == (3, ["older_day"])
    again = dataclasses.replace(SONG_MO, produced="2026-12-21T08:00:00Z", outlets=SONG_MO.outlets)
    assert [d.reason for d in together(tmp_path, SONG_MO, again).dropped] == ["older"]
    assert [d.reason for d in together(tmp_path, SONG_MO, SONG_MO).dropped] == ["same"]


def test_two_versions_that_nothing_tells_apart_are_refused(tmp_path, say):
    other = province("Sông Mơ", outlet("a", 0), outlet("b", 0), outlet("c", 0))
    files = [written(tmp_path, SONG_MO, "1.json"), written(tmp_path, other, "2.json")]
    code, said = say("country", *files)
    assert code == 5 and "Giữ lại một tệp" in said


def test_who_has_not_sent(tmp_path):
    found = together(tmp_path, SONG_MO, expected=("Sông Mơ", "Ba Sông", "Vân Tảo"))
    assert found.missing == ("Ba Sông", "Vân Tảo")
    assert any("không suy ra cho cả nước" in line for line in notes(found, VI))


def test_real_provinces_that_have_not_sent_are_those_of_the_day(tmp_path):
    found = together(tmp_path, province("Hà Nội", outlet("a", 1), fictitious=False))
    assert len(found.missing) == 33 and "Bắc Kạn" not in found.missing


def test_a_province_that_has_become_part_of_another_is_not_counted_again(tmp_path):
    new = province("Thái Nguyên", outlet("a", 1), fictitious=False)
    old = province("Bắc Kạn", outlet("b", 1), fictitious=False, as_of="2025-06-30")
    found = together(tmp_path, new, old)
    assert ([r.province for r in found.reports], [d.reason for d in found.dropped]) == (
        ["Thái Nguyên"],
        ["joined"],
    )


def test_made_up_and_real_provinces_are_not_added(tmp_path, say):
    real = province("Hà Nội", outlet("x", 1), fictitious=False)
    code, said = say("country", written(tmp_path, SONG_MO), written(tmp_path, real))
    assert code == 2 and "Sông Mơ" in said


def test_days_and_editions_that_differ_are_said(tmp_path):
    other = dataclasses.replace(BA_SONG, as_of="2026-06-30", edition="ba-song-2026")
    told = " ".join(notes(together(tmp_path, SONG_MO, other), VI))
    assert "30/06/2026" in told and "ba-song-2026" in told and "Không xếp hạng" in told


def test_content_is_held_against_each_other_within_one_edition_only(tmp_path):
    """Women among people: 80 of 200 in Ba Sông, 160 of 200 in Sông Mơ, both by one edition; Vân Tảo has another."""
    found = together(
        tmp_path,
        province("Ba Sông", outlet("d", 1), outlet("e", 0)),
        province("Sông Mơ", outlet("a", 1, women=80), outlet("b", 1, women=80)),
        province("Vân Tảo", outlet("v", 1, women=10), edition="khac"),
    )
    by_place = shares(found, "B1.1.1")
    assert [(s.province, s.part, s.whole) for s in by_place] == [
        ("Ba Sông", 80, 200), ("Sông Mơ", 160, 200), ("Vân Tảo", 10, 100),
    ]  # fmt: skip
    pairs = noise(by_place)
    assert (len(pairs.pairs), len(pairs.clear), pairs.places) == (1, 1, ())
    # no share of content leaves without a word on whether people corrected it
    assert "chưa hiệu chỉnh" in render_tables(country_paper(found, Words("vi")), Words("vi"))


def test_no_place_for_anybody(tmp_path):
    """However far apart: the tables stand by name, and no table has a column for a place."""
    found = together(
        tmp_path,
        *(
            province(name, outlet(name, level))
            for name, level in zip("FBEDCA", (0, 2, 0, 1, 0, 2), strict=True)
        ),
    )
    paper = country_paper(found, VI)
    names = [row[0] for row in paper.tables[0].rows][:-1]
    assert names == sorted(names)
    assert not any("hạng" in column.head.lower() for table in paper.tables for column in table.columns)


# --- what people send -------------------------------------------------------------------------------------------------


def test_a_file_a_package_a_folder_and_a_workspace(tmp_path):
    bare = written(tmp_path, SONG_MO, "report.json")
    package = tmp_path / "goi.zip"
    with zipfile.ZipFile(package, "w") as archive:
        archive.write(bare, "report.json")
        archive.writestr("../ngoai.txt", "never opened")
    folder = tmp_path / "thu-muc"
    written(folder, SONG_MO, "report.json")
    workspace = tmp_path / "kho"
    written(
        workspace / "reports",
        province("Sông Mơ", outlet("a", 0), as_of="2025-12-14"),
        "bao-cao-2025-12-14.json",
    )
    written(workspace / "reports", SONG_MO, "bao-cao-2026-12-14.json")
    found = [read_report(path) for path in files_of(map(str, (bare, package, folder, workspace)))]
    assert {report.pilot.applied for report in found} == {2}
    assert len(files_of([str(tmp_path / "*.zip")])) == 1


def test_the_total_of_a_report_without_names_is_taken_and_said(tmp_path):
    raw = json.loads(written(tmp_path, BA_SONG).read_text(encoding="utf-8"))
    raw["outlets"] = []
    public = tmp_path / "cong-khai.json"
    public.write_text(json.dumps(raw), encoding="utf-8")
    found = merge([read_report(public)])
    assert ((found.pilot.applied, found.pilot.counted), found.nameless) == ((1, 2), ("Ba Sông",))
    # a body that two provinces count cannot be known without its name, and the line does not say that it is
    for lang, label in (
        ("vi", "Cộng, có thể có cơ quan được tính hai lần"),
        ("en", "Total, in which bodies may be counted twice"),
    ):
        assert total_in_words(found, Words(lang)) == label
        rows = [row for table in country_paper(found, Words(lang)).tables for row in table.rows]
        assert [row for row in rows if row[0] == label] and not [
            r for r in rows if r[0] == Words(lang)("country.total")
        ]
    whole = merge([read_report(written(tmp_path, BA_SONG))])
    assert total_in_words(whole, Words("vi")) == "Cộng, mỗi cơ quan một lần"


def test_a_province_that_does_not_tell_how_many_were_appraised_is_not_said_to_lack_it(tmp_path):
    raw = json.loads(written(tmp_path, BA_SONG).read_text(encoding="utf-8"))
    raw["outlets"], raw["pilot"]["verified"] = [], None
    told = []
    for withheld in ([], ["verified"]):
        raw["pilot"]["withheld"] = withheld
        public = tmp_path / "cong-khai.json"
        public.write_text(json.dumps(raw), encoding="utf-8")
        told.append(" ".join(country_rates(merge([read_report(public)]), Words("vi"))))
    assert "Ba Sông" in told[0] and "Ba Sông" not in told[1]


def _broken(tmp_path: Path, kind: str) -> Path:
    path = tmp_path / f"{kind}.json"
    raw = json.loads(written(tmp_path, SONG_MO).read_text(encoding="utf-8"))
    if kind == "contradicts":
        raw["pilot"]["applied"] = 3
    elif kind == "negative":
        raw["outlets"] = []
        raw["pilot"]["applied"] = -1
    elif kind == "other":
        raw["schema"] = "auditor.report/99"
    elif kind == "field":
        del raw["pilot"]["counted"]
    text = json.dumps(raw)
    if kind == "cut":
        text = text[:500]
    elif kind == "nan":
        text = text.replace('"applied": 2', '"applied": NaN', 1)
    elif kind == "deep":
        text = "[" * 100_000
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", ["contradicts", "negative", "other", "field", "cut", "nan", "deep"])
def test_a_file_that_cannot_be_right_is_refused(tmp_path, kind, say):
    code, said = say("country", _broken(tmp_path, kind))
    assert code == 5 and "không phải báo cáo của chương trình" in said


def test_a_package_that_is_none_or_hides_gigabytes(tmp_path, monkeypatch):
    plain = tmp_path / "goi.zip"
    plain.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(NoReport):
        read_report(plain)
    bomb = tmp_path / "bom.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.json", b"0" * 2_000_000)
    monkeypatch.setattr("auditor.reportfiles.MAX_FILE", 1_000_000)
    with pytest.raises(NoReport) as caught:
        read_report(bomb)
    assert "MB" in caught.value.values["detail"]


def test_names_of_others_cannot_break_the_workbook(tmp_path):
    evil = province("=cmd|' /C calc'!A0", outlet("a", 1, name="<script>alert(1)</script>"))
    paper = country_paper(together(tmp_path, evil), VI)
    assert "<script>" not in render_tables(paper, VI)
    write_tables_xlsx(paper, VI, tmp_path / "x.xlsx")
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_the_command(tmp_path, capsys):
    files = [str(written(tmp_path, SONG_MO)), str(written(tmp_path, BA_SONG))]
    assert main(["country", *files, "-o", str(tmp_path / "ca-nuoc.html")]) == 0
    out = capsys.readouterr().out
    assert "Cộng, mỗi cơ quan một lần: đạt 3/5 cơ quan (60,0 %)" in out
    assert "HƯ CẤU" in (tmp_path / "ca-nuoc.html").read_text(encoding="utf-8").upper()
    assert main(["country", *files, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"]["pilot"] == {
        "applied": 3,
        "counted": 5,
        "verified": 1,
    }


def test_the_row_of_the_country_as_a_whole_is_bold_on_the_page_and_in_the_workbook(tmp_path):
    paper = country_paper(together(tmp_path, SONG_MO, BA_SONG), VI)
    soup = BeautifulSoup(render_tables(paper, VI), "html.parser")
    bold = [row for row in soup.select("tbody tr") if row.td.get_text(strip=True) == VI("country.total")]
    assert bold
    assert all(row.td.strong and row.td.strong.get_text() == VI("country.total") for row in bold)
    assert len(soup.select("tbody tr.total")) == len(bold) < len(soup.select("tbody tr"))
    write_tables_xlsx(paper, VI, tmp_path / "c.xlsx")
    with zipfile.ZipFile(tmp_path / "c.xlsx") as book:
        sheet, styles, strings = (
            BeautifulSoup(book.read(f"xl/{name}.xml"), "xml")
            for name in ("worksheets/sheet2", "styles", "sharedStrings")
        )
    texts = [si.get_text() for si in strings.find_all("si")]
    fonts = [bool(font.find("b")) for font in styles.fonts.find_all("font", recursive=False)]
    formats = [fonts[int(xf["fontId"])] for xf in styles.cellXfs.find_all("xf", recursive=False)]
    first = {
        texts[int(cell.v.get_text())]: formats[int(cell["s"])]
        for cell in sheet.find_all("c", attrs={"t": "s"})
        if cell["r"].startswith("A")
    }
    assert first[VI("country.total")]
    assert not first["Sông Mơ"]
