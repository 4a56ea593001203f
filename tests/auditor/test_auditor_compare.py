"""Why did it move: three provinces whose changes were worked out by hand, by command and in files.

A department that gets this wrong praises an outlet for a merger, or blames one for chance.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from auditor.calibration.correction import Corrected
from auditor.calibration.drawing import draw_sample
from auditor.calibration.frame import read_frame
from auditor.calibration.outcome import Line, Outcome
from auditor.calibration.questions import choose
from auditor.calibration.records import Coding, add_codings, write_sample
from auditor.change.coders import added
from auditor.change.gather import compare_years, rescore
from auditor.change.model import PARTS, Change
from auditor.change.telling import change_paper, own_in_words
from auditor.cli import main
from auditor.editions import edition_of
from auditor.sample.threeyears import SLUGS, make
from auditor.words import Words
from auditor.workspace import Workspace
from auditor.years import at, year_of
from reports.tables import render_tables

VI = Words("vi")


def parts_of(change: object) -> dict[str, float]:
    assert isinstance(change, Change)
    return {cause: round(change.part(cause), 9) for cause in PARTS}


@pytest.fixture(scope="module")
def provinces(tmp_path_factory) -> dict[str, Workspace]:
    folder = tmp_path_factory.mktemp("change")
    return {slug: make(slug, folder / slug, jobs=1) for slug in SLUGS}


def compared(workspace: Workspace, first: int, second: int) -> dict[str, Change]:
    with workspace.store(readonly=True) as store:
        years = (year_of(workspace, first), year_of(workspace, second))
        found = compare_years(workspace, store, years, VI)
    return {one.figure: one for one in found.found}


# women of all people, planned in auditor/sample/years. Lạc Giang 2024: 12/48 + 12/48 (paper and broadcaster, which merge), 32/48, 20/48;
# 2025: 24/96, 72/108, 20/48: every outlet keeps its share, the women's paper writes more. 2026: the merged body has 56/96.
# Ngàn Hạc 2025: 35/120 + 16/48, 2026: 36/120 + 17/48. Vân Tảo 2025: 18/60 + 20/60 + 24/48; 2026: 39/60 + 20/60 + 24/48 + 17/48:
# the paper's own change at its mean weight is (60/168 + 60/216)/2 * 21/60 = 1/9; what the newcomer brings is less than chance.
MOVED = {
    ("lac-giang", 2024, 2025): (76 / 192, 116 / 252, {"mix": 116 / 252 - 76 / 192}),
    ("lac-giang", 2025, 2026): (116 / 252, 148 / 252, {"content": 32 / 252}),
    ("ngan-hac", 2025, 2026): (51 / 168, 53 / 168, {"sample": 2 / 168}),
    ("van-tao", 2025, 2026): (
        62 / 168,
        100 / 216,
        {"content": 1 / 9, "sample": 100 / 216 - 62 / 168 - 1 / 9},
    ),
}


@pytest.mark.parametrize(("slug", "first", "second"), MOVED)
def test_why_the_share_of_women_moved(provinces, slug, first, second):
    before, after, parts = MOVED[slug, first, second]
    found = compared(provinces[slug], first, second)["B1.1.1"]
    assert (found.before.value, found.after.value) == (pytest.approx(before), pytest.approx(after))
    wanted = dict.fromkeys(PARTS, 0.0) | parts
    assert parts_of(found) == {cause: pytest.approx(value, abs=1e-9) for cause, value in wanted.items()}


# the rate as declared. Lạc Giang 2025 to 2026: two of four more, nobody new. Ngàn Hạc 2024 (with Khe Mây, which is part of it today) to
# 2025: 4/6 to 2/3. The merged body falls from 3/4 to 0/1 at a mean weight of (4/6 + 1/3)/2 = 1/2, the magazine begins at
# (1/6 + 1/3)/2 = 1/4: -3/8 + 1/4 = -1/8 are bodies changing, the register gives 1/8 back.
RATES = {
    ("lac-giang", 2025, 2026): (2 / 4, 4 / 4, 0.5, 0.0),
    ("ngan-hac", 2024, 2025): (4 / 6, 2 / 3, -0.125, 0.125),
    # formal: the business paper comes with its formal application and the weekly that had none leaves
    ("van-tao", 2025, 2026): (3 / 4, 4 / 4, 0.25, 0.0),
}


@pytest.mark.parametrize(("slug", "first", "second"), RATES)
def test_why_the_rate_moved(provinces, slug, first, second):
    found = compared(provinces[slug], first, second)["rate.lenient"]
    told = (found.before.value, found.after.value, found.part("content"), found.part("mix"))
    assert told == pytest.approx(RATES[slug, first, second])
    assert found.part("sample") == 0 and all(part.span is None for part in found.parts)


def test_a_body_that_begins_to_apply_is_said_so(provinces):
    found = compared(provinces["lac-giang"], 2025, 2026)["rate.lenient"]
    told = [own_in_words(own, VI, sampled=False) for own in found.own]
    assert (
        "Cổng Thông tin điện tử tỉnh Lạc Giang, so với chính cơ quan đó năm trước: trước chưa đạt, nay đạt."
        in told
    )
    # two bodies that became one stay counts
    merged = [
        own_in_words(own, VI, sampled=False)
        for own in compared(provinces["lac-giang"], 2024, 2025)["rate.lenient"].own
    ]
    assert any("(các cơ quan tiền thân gộp lại): 2/2 thành 0/1 cơ quan áp dụng." in line for line in merged)


def test_what_two_bodies_became_is_held_against_both(provinces):
    found = compared(provinces["lac-giang"], 2024, 2025)["B1.1.1"]
    merged = next(own for own in found.own if own.merged)
    assert (merged.before, merged.after) == ((24, 96), (24, 96))
    assert "các cơ quan tiền thân gộp lại" in own_in_words(merged, VI)


def copy(workspace: Workspace, folder: Path) -> Workspace:
    shutil.copytree(workspace.path, folder)
    return Workspace.open(folder)


def test_the_year_published_under_other_rules(provinces, tmp_path):
    """Ten women of 2025 were not found by the rules of that year; content is as without it, and the old result stands untouched."""
    workspace = copy(provinces["lac-giang"], tmp_path / "w")
    period = year_of(workspace, 2025).period
    with workspace.store() as store, store.transaction():
        store.execute("INSERT INTO engines VALUES (99, 'cu', '0', 'vn-2014', 'cu', '{}', '2025-12-20')")
        store.execute("INSERT INTO runs (id, stage, started) VALUES (0, 'score', '2025-12-20')")
        store.execute("INSERT INTO score_runs VALUES (0, 99, 'vn-2014', 'cu', ?, ?, 'cu', 100, 0)", period)
        for outlet, women, people in (
            ("bao-va-dai", 14, 96),
            ("bao-phu-nu", 72, 108),
            ("bao-tuoi-tre", 20, 48),
        ):
            store.execute(
                "INSERT INTO scores (run, outlet, code, outcome, value, numerator, n) VALUES (0, ?, 'B1.1.1', 'measured', ?, ?, ?)",
                (f"lac-giang-{outlet}", women / people, women, people),
            )
    found = compared(workspace, 2025, 2026)["B1.1.1"]
    assert found.before.value == pytest.approx(106 / 252)
    assert parts_of(found) == {
        cause: pytest.approx(value, abs=1e-9)
        for cause, value in {
            "content": 32 / 252,
            "mix": 0,
            "sample": 0,
            "rules": 10 / 252,
            "coder": 0,
        }.items()
    }
    grid = found.grid
    assert (grid.old_before, grid.old_after) == (pytest.approx(106 / 252), None)
    assert (grid.new_before, grid.new_after) == (pytest.approx(116 / 252), pytest.approx(148 / 252))
    with workspace.store(readonly=True) as store:
        assert store.number("SELECT count(*) FROM scores WHERE run = 0") == 3


def test_both_years_under_both_editions(provinces, tmp_path):
    """From 2026 on the province counts everybody under B1.1.2, which asked for sources before: 24 + 72 + 20 people's women of 252
    instead of the sources'. Scoring again keeps what was there.
    """
    workspace = copy(provinces["lac-giang"], tmp_path / "w")
    (workspace.path / "indexes").mkdir()
    (workspace.path / "indexes" / "lac-giang-2026.yaml").write_text(
        "edition: lac-giang-2026\nextends: vn-2014\ntitle: {vi: Ấn bản hư cấu, en: Made up}\nissuer: Sở Mẫu\n"
        "indicators:\n  - {code: B1.1.2, measure: women_among_people}\n",
        encoding="utf-8",
    )
    toml = (workspace.path / "auditor.toml").read_text(encoding="utf-8")
    (workspace.path / "auditor.toml").write_text(
        toml.replace('edition = "vn-2014"', 'edition = "lac-giang-2026"'), encoding="utf-8"
    )
    workspace = Workspace.open(workspace.path)
    years = (year_of(workspace, 2025), year_of(workspace, 2026))
    with workspace.store() as store:
        kept = [tuple(row) for row in store.rows("SELECT * FROM scores ORDER BY run, outlet, code")]
        sources = store.one(
            """SELECT sum(numerator) AS women, sum(n) AS n FROM scores s JOIN score_runs r USING (run)
               WHERE code = 'B1.1.2' AND period_to = '2025-12-14'"""
        )
        rescore(workspace, store, years, jobs=1)
        after = [tuple(row) for row in store.rows("SELECT * FROM scores ORDER BY run, outlet, code")]
    assert after[: len(kept)] == kept and len(after) > len(kept)
    found = compared(workspace, 2025, 2026)["B1.1.2"]
    published = sources["women"] / sources["n"]
    assert found.before.value == pytest.approx(published)
    assert found.part("rules") == pytest.approx(116 / 252 - published)
    assert found.part("content") == pytest.approx(32 / 252)
    assert found.grid.old_after is not None and found.grid.old_after != found.grid.new_after


def test_a_year_that_people_corrected(provinces, tmp_path):
    """A coder finds one woman more than the machine in each of 60 articles of 2026; 2025 is not corrected."""
    workspace = copy(provinces["lac-giang"], tmp_path / "w")
    year = year_of(workspace, 2026)
    then = at(workspace, year)
    edition = edition_of(workspace)
    with then.store(readonly=True) as store:
        frame = read_frame(then, store)
        asked = choose(edition, ["people"])
        sample = draw_sample(then, store, frame, asked, name="mau-2026", seed=3, total=60).sample
    write_sample(workspace, sample)
    counts = {item.article: item.counts.people for item in frame}
    add_codings(
        workspace,
        [
            Coding(
                sample.id, drawn.article, drawn.text, "Người A",
                {
                    "people.women": counts[drawn.article].women + 1, "people.men": counts[drawn.article].men,
                    "people.other": 0, "people.unknown": 0,
                },
            )
            for drawn in sample.items
        ],
    )  # fmt: skip
    plain = compared(provinces["lac-giang"], 2025, 2026)["B1.1.1"]
    found = compared(workspace, 2025, 2026)["B1.1.1"]
    # 148 of 252 with 84 women more among 84 people more: 232 of 336
    assert found.part("coder") == pytest.approx(232 / 336 - 148 / 252, abs=0.01)
    assert found.part("content") == pytest.approx(plain.part("content"))
    assert found.part("rules") == 0
    assert found.change == pytest.approx(plain.change + found.part("coder"))


def test_a_correction_of_a_single_outlet_stands_for_the_province_only_where_it_is_the_only_one():
    class Indicator:
        code = "B1.1.1"

    def line(outlet, machine, value):
        return Line(Indicator(), outlet, Corrected(machine, value, value, (0, 1), 40, 100))

    one = Outcome((line("a", 0.4, 0.5),), 0, 0, 0)
    two = Outcome((line("a", 0.4, 0.5), line("b", 0.4, 0.6)), 0, 0, 0)
    both = Outcome((*two.lines, line("", 0.4, 0.45)), 0, 0, 0)
    assert [round(added(found, "B1.1.1"), 9) for found in (one, two, both, None)] == [0.1, 0.0, 0.05, 0.0]


def test_points_of_forms(provinces, tmp_path):
    """Vân Tảo, appraised: the paper 3 of 4 points in 2025 and 4 of 4 in 2026, the broadcaster 1 of 2 in both; 4/6 becomes 5/6.

    The paper's quarter at its mean weight of two thirds is all of it. An open line and a draft are in neither year.
    """
    from auditor.forms.model import Appraisal
    from auditor.forms.records import add

    workspace = copy(provinces["van-tao"], tmp_path / "w")
    said = []
    for number, points in ((2025, (1.0, 2.0)), (2026, (2.0, 2.0))):
        period = year_of(workspace, number).period
        for sender, code, value in (
            ("van-tao-bao", "A1.1.1", points[0]),
            ("van-tao-bao", "A1.1.2", points[1]),
            ("van-tao-bao", "A1.1.3", None),
            ("van-tao-dai", "A1.1.1", 1.0),
            # sent nothing but a draft, or nothing at all
            ("van-tao-tap-chi", "A1.1.1", 2.0),
        ):
            said.append(Appraisal(sender, "vn-2014", period, code, value, "", "", "Người thẩm định"))
    add(workspace, said)
    found = compared(workspace, 2025, 2026)["points.appraised"]
    assert (found.before.value, found.after.value) == (pytest.approx(4 / 6), pytest.approx(5 / 6))
    assert parts_of(found) == {"content": pytest.approx(1 / 6), "mix": 0, "sample": 0, "rules": 0, "coder": 0}
    told = [own_in_words(own, VI, sampled=False, unit="points") for own in found.own]
    assert "Báo Vân Tảo ngày nay, so với chính cơ quan đó năm trước: 3/4 thành 4/4 điểm." in told


# --- the command ------------------------------------------------------------------------------------------------------


def test_itself_before_anybody_else(provinces, capsys):
    assert main(["-w", str(provinces["lac-giang"].path), "compare", "2025", "2026", "-f", "B1.1.1"]) == 0
    out = capsys.readouterr().out
    own = out.index("so với chính cơ quan đó năm trước")
    # the heading says it once for all lines
    assert out.count("so với chính cơ quan đó") == 1 + out.count("Chỉ sau khi đọc")
    assert own < out.index("Cả địa phương") < out.index("auditor sample compare")
    assert "từ 46,0 % thành 58,7 %, +12,7 điểm phần trăm, do nội dung." in out
    assert "chưa hiệu chỉnh" in out


def test_the_page_and_the_workbook_hold_the_same(provinces, tmp_path, capsys):
    workspace = provinces["van-tao"]
    with workspace.store(readonly=True) as store:
        years = (year_of(workspace, 2025), year_of(workspace, 2026))
        paper = change_paper(compare_years(workspace, store, years, VI), VI)
    page = render_tables(paper, VI)
    assert "Kitagawa" in page and "+11,1" in page
    target = tmp_path / "so-sanh.json"
    assert main(["-w", str(workspace.path), "compare", "2025", "2026", "-o", str(target)]) == 0
    figures = {one["figure"]: one for one in json.loads(target.read_text(encoding="utf-8"))["figures"]}
    one = figures["B1.1.1"]
    assert sum(one["parts"].values()) == pytest.approx(one["change"])


@pytest.mark.parametrize(
    ("asked", "code", "told"),
    [
        (["2026", "2025"], 2, "phải đứng trước"),
        (["2025-01-01..2025-06-30", "2025-06-30..2025-12-31"], 2, "kết thúc trước khi"),
        (["2025-13-01..2025-06-30", "2026"], 2, "hai kỳ"),
        (["2025", "2026", "-f", "Z9"], 2, "Z9"),
        (["2025", "bao-cao.json"], 2, "hai năm"),
        (["2022", "2023"], 6, "--rescore"),
        (["khong-co.json", "khong-co.json"], 5, "khong-co.json"),
    ],
)
def test_what_cannot_be_compared_is_a_sentence(provinces, say, asked, code, told):
    found, said = say("-w", provinces["van-tao"].path, "compare", *asked)
    assert (found, told in said) == (code, True), said


def test_notes_that_leave_the_house_name_no_command():
    from auditor.words import catalogue

    notes = {key: text for key, text in catalogue().items() if key.startswith("change.note.")}
    assert notes
    for key, text in notes.items():
        assert not any(word in str(text) for word in ("auditor ", "--")), key


def test_two_half_years(provinces, tmp_path, capsys):
    """Periods that are no years are scored first; what was scored before stays, and the workspace's own stays the last."""
    workspace = copy(provinces["lac-giang"], tmp_path / "w")
    halves = ["2025-12-15..2026-06-14", "2026-06-15..2026-12-14"]
    assert main(["-w", str(workspace.path), "compare", *halves]) == 6
    capsys.readouterr()
    assert main(["-w", str(workspace.path), "compare", *halves, "--rescore", "-f", "B1.1.1"]) == 0
    # 32 articles of the merged body and 36 + 16 of the others, spread evenly over the year: half of them each
    assert "Báo Phụ nữ Lạc Giang" in capsys.readouterr().out
    with workspace.store(readonly=True) as store:
        last = store.one("SELECT * FROM score_runs ORDER BY run DESC LIMIT 1")
    assert (last["period_from"], last["period_to"]) == ("2025-12-15", "2026-12-14")


def test_two_reports_alone(provinces, tmp_path, capsys):
    """From reports the same shares are known; the merged body is mix there, since a report knows no merger."""
    import reports
    from auditor.figures import province_report
    from auditor.pipeline import score_stage

    workspace = copy(provinces["van-tao"], tmp_path / "w")
    files = []
    for number in (2025, 2026):
        then = at(workspace, year_of(workspace, number))
        with then.store() as store:
            score_stage(then, store)
            report = province_report(then, store, VI)
        files.append(tmp_path / f"{number}.json")
        reports.write_json(report, VI, files[-1])
    capsys.readouterr()
    assert main(["compare", *map(str, files), "--json"]) == 0
    found = {one["figure"]: one for one in json.loads(capsys.readouterr().out)["figures"]}
    assert found["B1.1.1"]["change"] == pytest.approx(100 / 216 - 62 / 168)
    assert found["rate.lenient"]["parts"]["content"] == pytest.approx(0.25)
    assert main(["compare", str(files[1]), str(files[0])]) == 2
    for file in files:
        raw = json.loads(file.read_text(encoding="utf-8"))
        file.write_text(json.dumps(raw | {"outlets": []}), encoding="utf-8")
    capsys.readouterr()
    assert main(["compare", *map(str, files)]) == 2
    assert "không nêu từng cơ quan" in capsys.readouterr().err
