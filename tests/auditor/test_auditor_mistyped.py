"""What somebody types on the first day: a date as Vietnam writes it, a province with its title, an id that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.cli import main
from auditor.cli.plainly import plainly
from auditor.words import Words
from auditor.workspace import Workspace


@pytest.fixture
def province(tmp_path, capsys):
    """A workspace as ``auditor init`` makes it, nothing collected, nothing declared."""
    folder = tmp_path / "tinh"
    assert main(["init", str(folder), "--province", "Hà Nội", "--contact", "x@so.example"]) == 0
    capsys.readouterr()
    return folder


@pytest.mark.parametrize(
    ("argv", "code", "says"),
    [
        (["rate", "--base", "23/02/2022"], 2, "--base cần một ngày dạng NĂM-THÁNG-NGÀY"),
        (["edits", "--since", "1/12/2025"], 2, "“1/12/2025” chưa đúng dạng đó."),
        (["coverage", "--outlet", "bao-khong-co"], 2, "không có cơ quan “bao-khong-co”"),
        (["edits", "--outlet", "bao-khong-co"], 2, "không có cơ quan “bao-khong-co”"),
        (["index", "confirm", "A9.9.9", "--page", "1", "--by", "X"], 2, "không có mã “A9.9.9”"),
        (["index", "validate", "khong-co.yaml"], 5, "Không tìm thấy “khong-co.yaml”"),
        # a file that is not there: not "damaged", not "mend it"
        (["country", "khong-co"], 5, "Không tìm thấy “khong-co”"),
        (["form", "read", "khong-co.xlsx"], 5, "Không tìm thấy “khong-co.xlsx”"),
        (["form", "fill", "khong-co.xlsx"], 5, "Không tìm thấy “khong-co.xlsx”"),
        (["form", "fill", "khong-co.xlsx", "--map", "khong-co.yaml"], 5, "Không tìm thấy “khong-co.xlsx”"),
        # words that are missing, by what they are
        (["compare", "2024"], 2, "thiếu “năm hoặc kỳ sau”."),
        (["verify"], 2, "thiếu “báo cáo (.json) hoặc gói (.zip)”."),
        (["backup"], 2, "thiếu “nơi ghi (tệp hoặc thư mục)”."),
        (["country"], 2, "thiếu “tệp cần đọc”."),
        (["reply", "add", "x"], 2, "thiếu “--about”."),
        # whole sentences, and a full stop before the next one
        (["export", "x.zip", "-c", "outlet"], 2, "--circulation outlet và --outlet MÃ phải đi cùng nhau"),
        (
            ["export", "x.zip", "-c", "secret"],
            2,
            "--circulation không nhận “secret”. Dùng một trong: internal, ",
        ),
        (
            ["export", "x.zip", "-c", "outlet", "--outlet", "zz"],
            2,
            "không có cơ quan mã “zz” (xem: auditor outlets",
        ),
        (["form", "fill"], 2, "hoặc --names. Thêm --help"),
    ],
)
def test_a_slip_is_named_with_what_would_be_right(province, argv, code, says, capsys):
    assert main(["-w", str(province), *argv]) == code
    shown = capsys.readouterr()
    assert says in shown.err
    assert "dòng 0" not in shown.err


@pytest.mark.parametrize(
    ("detail", "says"),
    [
        ("bao-tinh? lac-giang-bao-tinh, lac-giang-dai", "không có mã “bao-tinh”. Các mã: lac-giang-bao-tinh, lac-giang-dai."),
        ("sheets.Trang 1.cells: 'C5 province' does not match '^[A-Z]{1,3}[1-9][0-9]{0,6}$'", "“C5 province” không phải tên ô (ví dụ C5)"),
        ("--by ngay ≠ outlet, topic, zone", "--by không nhận “ngay”. Dùng một trong: outlet, topic, zone."),
        ("bang.csv? .xlsx", "tên tệp “bang.csv” phải có đuôi .xlsx."),
        ("--who", "thiếu tùy chọn --who."),
        ("no item x7 in mau", "không có “x7” trong mau"),
    ],
)  # fmt: skip
def test_no_formula_is_shown_to_an_officer(detail, says):
    assert plainly(Words("vi"), detail) == says


def test_a_place_in_a_draft_is_one_of_the_file(tmp_path, capsys):
    """Line 1 of what was read from subtitles is line 3 of the file: whoever jumps to 1:1 finds a number there."""
    (tmp_path / "p.srt").write_text("1\n00:00:01,000 --> 00:00:03,000\nNữ quái sa lưới\n", encoding="utf-8")
    (tmp_path / "p.txt").write_text("Nữ quái sa lưới\n", encoding="utf-8")
    main(["check", str(tmp_path / "p.srt")])
    assert "p.srt: nên sửa" in (shown := capsys.readouterr().out) and "p.srt:1" not in shown
    main(["check", str(tmp_path / "p.txt")])
    assert "p.txt:1:1: nên sửa" in capsys.readouterr().out


def test_an_unknown_kind_of_file_is_told_what_can_be_imported(province, tmp_path, capsys):
    (tmp_path / "bai.txt").write_text("Một bài viết.", encoding="utf-8")
    assert main(["-w", str(province), "import", str(tmp_path / "bai.txt")]) == 5
    err = capsys.readouterr().err
    assert "không nhận ra định dạng" in err
    assert "format: ...?" not in err


@pytest.mark.parametrize("typed", ["TP. Hà Nội", "thành phố hà nội", "Thanh pho Ha Noi", "TP.Hà Nội"])
def test_a_province_is_found_with_its_title(tmp_path, typed, capsys):
    assert main(["init", str(tmp_path / "p"), "--province", typed]) == 0
    assert "cơ quan của Hà Nội" in capsys.readouterr().out
    assert 'province = "Hà Nội"' in (tmp_path / "p" / "auditor.toml").read_text(encoding="utf-8")
    assert main(["outlets", "list", "--province", typed, "--on", "2025-12-31"]) == 0
    assert "cơ quan của Hà Nội vào ngày 31/12/2025" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argv", "period", "said"),
    [
        (["--as-of", "2026-11-23"], ("2025-12-15", "2026-12-14"), "từ 15/12/2025 đến 14/12/2026 (mặc định"),
        (["--as-of", "2026-12-20"], ("2025-12-15", "2026-12-14"), "từ 15/12/2025 đến 14/12/2026 (mặc định"),
        (["--from", "2026-01-01", "--to", "2026-06-30"], ("2026-01-01", "2026-06-30"), "đến 30/06/2026."),
        (["--from", "2026-01-01"], ("2026-01-01", ""), "Kỳ báo cáo:"),
    ],
)
def test_a_period_that_nobody_named_is_the_reporting_year(tmp_path, capsys, argv, period, said):
    assert main(["init", str(tmp_path / "p"), "--province", "Hà Nội", *argv]) == 0
    assert said in " ".join(capsys.readouterr().out.split())
    config = Workspace.open(tmp_path / "p").config
    assert (config.period_from, config.period_to) == period
    told = (tmp_path / "p" / "auditor.toml").read_text(encoding="utf-8")
    assert "15/12 năm trước đến 14/12 năm nay; để trống" in told


@pytest.mark.parametrize("typed", ["TPHCM", "TP.HCM", "TP Hồ Chí Minh", "Ho Chi Minh"])
def test_the_long_name_may_be_short(tmp_path, typed):
    assert main(["init", str(tmp_path / "p"), "--province", typed]) == 0
    assert 'province = "Hồ Chí Minh"' in (tmp_path / "p" / "auditor.toml").read_text(encoding="utf-8")


def test_nothing_declared_is_not_quoted_as_zero(province, capsys):
    assert main(["-w", str(province), "rate"]) == 0
    out = capsys.readouterr().out
    assert "chưa phải kết quả đánh giá" in out and "Tiếp theo: auditor report" in out


def test_the_first_edition_of_a_workspace_needs_no_folder_made_by_hand(province, capsys):
    file = province / "indexes" / "tinh-mau.yaml"
    assert main(["-w", str(province), "index", "new", "--from", "vn-2014", str(file)]) == 0
    assert file.exists()


HOUSE = (
    Path(__file__)
    .parents[2]
    .joinpath("docs", "rules.md")
    .read_text(encoding="utf-8")
    .partition("## House style")[2]
    .partition("```yaml\n")[2]
    .partition("```")[0]
)


def test_the_documented_house_style_works_as_it_stands(tmp_path, capsys):
    (tmp_path / "house.yaml").write_text(HOUSE, encoding="utf-8")
    (tmp_path / "draft.txt").write_text("Sân chơi cho các quý bà", encoding="utf-8")
    argv = ["check", str(tmp_path / "draft.txt"), "--pack", str(tmp_path / "house.yaml")]
    assert main(argv) == 0
    assert "Tòa soạn dùng từ “phụ nữ”." in capsys.readouterr().out
    assert main(["--lang", "en", *argv]) == 0
    shown = capsys.readouterr().out
    assert "The house says women." in shown
    assert "Tòa soạn" not in shown


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("20 quý bà", "20 cô", "không bắt câu ví dụ phải bắt"),
        ('["Hội nghị có 20 phụ nữ."]', '["Các quý bà."]', "bắt cả câu ví dụ không được bắt"),
        ("    indicators: [B1.2.2] ", "    # ", "thiếu dòng “indicators”"),
        ('match: ["quý bà"]', 'match: ["(quý bà"]', "thiếu dấu ngoặc"),
        ("id: ts-quy-ba", "id: phai-yeu", "đã có trong f01-labels.yaml"),
    ],
)
def test_a_mistake_in_a_house_style_is_said_in_vietnamese(tmp_path, right, wrong, says, capsys):
    assert right in HOUSE
    (tmp_path / "house.yaml").write_text(HOUSE.replace(right, wrong), encoding="utf-8")
    (tmp_path / "draft.txt").write_text("Một bản thảo.", encoding="utf-8")
    assert main(["check", str(tmp_path / "draft.txt"), "--pack", str(tmp_path / "house.yaml")]) == 5
    assert says in capsys.readouterr().err


def test_a_rule_is_shown_in_the_reader_s_language(capsys):
    assert main(["rules", "show", "kieu-nu"]) == 0
    shown = capsys.readouterr().out
    assert "kiều nữ" in shown
    for key in ("severity:", "authority:", "standing:", "voices:", "unproven", "narrator"):
        assert key not in shown, key
