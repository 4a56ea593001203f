"""Three made-up provinces over three years: every reading against tables worked out by hand from the plans in
auditor/sample/years (what was declared, who merged, who sent on which day), never from the program's output.

If one of these differs, a department would sign a rate that nobody can derive from its own papers.
"""

from __future__ import annotations

import datetime as dt
import json

import pytest

from auditor import adoption, rate, rateviews
from auditor.cli import main
from auditor.editions import edition_of
from auditor.rateviews import Slice
from auditor.sample.threeyears import SLUGS, YEARS, make
from auditor.words import Words
from auditor.yearcircles import totals
from auditor.yearpaper import year_paper
from auditor.years import at, read_years, year_of, years_of
from reports.tables import render_tables, write_tables_xlsx
from reports.wording import Wording


@pytest.fixture(scope="module")
def workspaces(tmp_path_factory):
    folder = tmp_path_factory.mktemp("years")
    return {slug: make(slug, folder / slug, articles=False) for slug in SLUGS}


@pytest.fixture(scope="module")
def readings(workspaces):
    found = {}
    for slug, workspace in workspaces.items():
        with workspace.store(readonly=True) as store:
            years = years_of(workspace, store)
            found[slug] = {
                r.year.number: r for r in read_years(workspace, store, years, edition_of(workspace))
            }
    return found


# Lạc Giang. 2024, five bodies: paper (pilot, its two papers read), broadcaster (pilot, the self-assessment is lacking), women's
# paper (formal, all four papers read), youth paper (declares in 2025 that it pilots since April 2025: not yet), portal (no).
# 2025, four bodies: paper and broadcaster are one, which has said nothing; the youth paper pilots, papers read.
# 2026: the merged body formal with all papers; the youth paper formal, its monitoring is lacking, so only the pilot is verified;
# the portal pilots, nobody has read its papers.
# Ngàn Hạc counts no portal. 2024: paper pilot, verified; broadcaster no; magazine not before May 2025. 2025: four bodies of two
# provinces are one, silent ever since; magazine pilot, verified; the business paper has come with Khe Mây, pilot, verified.
# 2026: the magazine has given up, the business paper is formal, verified.
# Vân Tảo. 2024: paper declares formal with the papers of a pilot (verified as such), broadcaster is listed without a word, weekly
# pilot, verified. 2025: paper formal with all papers, broadcaster pilot, verified; the new magazine says no. 2026: the weekly has
# closed, the business paper has come (formal, verified), the magazine pilots without a self-assessment.
RATES = {
    #              bodies strict middle lenient formal(declared)
    ("lac-giang", 2024): (5, 1, 2, 3, 1),
    ("lac-giang", 2025): (4, 1, 2, 2, 1),
    ("lac-giang", 2026): (4, 2, 3, 4, 3),
    ("ngan-hac", 2024): (3, 0, 1, 1, 0),
    ("ngan-hac", 2025): (3, 0, 2, 2, 0),
    ("ngan-hac", 2026): (3, 1, 1, 1, 1),
    ("van-tao", 2024): (3, 0, 2, 2, 1),
    ("van-tao", 2025): (4, 1, 3, 3, 1),
    ("van-tao", 2026): (4, 2, 3, 4, 2),
}


@pytest.mark.parametrize(("slug", "year"), RATES)
def test_the_readings_of_each_years_register(readings, slug, year):
    reading = readings[slug][year]
    strict, middle, lenient = reading.ladder
    assert [one.counted for one in reading.ladder] == [RATES[slug, year][0]] * 3
    found = (len(reading.outlets), strict.applied, middle.applied, lenient.applied, reading.formal.applied)
    assert found == RATES[slug, year]
    assert reading.pilot.applied == lenient.applied


# Today's bodies, mapped back. Lạc Giang: the merged body stands for paper and broadcaster, both piloting in 2024. Ngàn Hạc: for four,
# of which the broadcaster of Ngàn Hạc did not apply in 2024, so the merged body did not. Vân Tảo: the magazine was nothing in 2024.
SUCCESSORS = {
    #                     pilot   formal
    ("lac-giang", 2024): ((2, 4), (1, 4)),
    ("lac-giang", 2025): ((2, 4), (1, 4)),
    ("lac-giang", 2026): ((4, 4), (3, 4)),
    ("ngan-hac", 2024): ((1, 3), (0, 3)),
    ("ngan-hac", 2025): ((2, 3), (0, 3)),
    ("ngan-hac", 2026): ((1, 3), (1, 3)),
    ("van-tao", 2024): ((1, 3), (1, 3)),
    ("van-tao", 2025): ((2, 4), (1, 4)),
    ("van-tao", 2026): ((4, 4), (2, 4)),
}


@pytest.mark.parametrize(("slug", "year"), SUCCESSORS)
def test_todays_bodies_mapped_back(readings, slug, year):
    found = tuple((one.applied, one.counted) for one in readings[slug][year].successors)
    assert found == SUCCESSORS[slug, year]


# print, online, radio, TV: who has the product on that day, and of these who pilots at least as declared. What is inherited is no word of
# one's own. Ngàn Hạc 2025: the merged body has all four products and is silent; the magazine prints, the business paper is online, both
# pilot. Vân Tảo 2024: the paper (print, online) and the weekly (print) apply, the broadcaster (online, radio, TV) is listed without a word.
# 2026: the weekly, which had print alone, has closed; paper and magazine (print, online), broadcaster and business paper (online) all apply.
PRODUCTS = {
    ("lac-giang", 2024): [("print", 2, 2), ("online", 3, 5), ("radio", 1, 1), ("tv", 1, 1)],
    ("lac-giang", 2025): [("print", 1, 2), ("online", 2, 4), ("radio", 0, 1), ("tv", 0, 1)],
    ("lac-giang", 2026): [("print", 2, 2), ("online", 4, 4), ("radio", 1, 1), ("tv", 1, 1)],
    ("ngan-hac", 2024): [("print", 1, 2), ("online", 1, 1), ("radio", 0, 1), ("tv", 0, 1)],
    ("ngan-hac", 2025): [("print", 1, 2), ("online", 1, 2), ("radio", 0, 1), ("tv", 0, 1)],
    ("ngan-hac", 2026): [("print", 0, 2), ("online", 1, 2), ("radio", 0, 1), ("tv", 0, 1)],
    ("van-tao", 2024): [("print", 2, 2), ("online", 1, 2), ("radio", 0, 1), ("tv", 0, 1)],
    ("van-tao", 2025): [("print", 2, 3), ("online", 2, 3), ("radio", 1, 1), ("tv", 1, 1)],
    ("van-tao", 2026): [("print", 2, 2), ("online", 4, 4), ("radio", 1, 1), ("tv", 1, 1)],
}


def test_every_province_and_year_was_worked_out():
    every = {(slug, year) for slug in SLUGS for year in YEARS}
    assert [set(table) for table in (RATES, SUCCESSORS, PRODUCTS, COLLECTING, MILESTONES)] == [every] * 5


@pytest.mark.parametrize(("slug", "year"), PRODUCTS)
def test_by_product(readings, slug, year):
    found = [(one.key, one.applied, one.counted) for one in readings[slug][year].products]
    assert found == PRODUCTS[slug, year]


def test_the_group_is_that_of_the_day(readings):
    """The youth paper belongs to the Youth Union until 28/02/2025, to the party committee since."""
    by_year = {y: {s.key: (s.applied, s.counted) for s in r.groups} for y, r in readings["lac-giang"].items()}
    assert by_year == {
        2024: {"government": (1, 2), "party": (1, 1), "women-union": (1, 1), "youth-union": (0, 1)},
        2025: {"government": (0, 1), "party": (1, 2), "women-union": (1, 1)},
        2026: {"government": (1, 1), "party": (2, 2), "women-union": (1, 1)},
    }
    (move,) = readings["lac-giang"][2025].moved
    assert (move.outlet.id, move.before) == ("lac-giang-bao-tuoi-tre", "Tỉnh đoàn Lạc Giang")
    assert not readings["lac-giang"][2026].moved


def test_a_province_that_joins_later_has_its_own_rate_before(readings):
    """Khe Mây 2024: paper pilot (unread), broadcaster formal, business paper pilot (both read)."""
    ((place, ladder),) = readings["ngan-hac"][2024].places
    assert (place, [(s.key, s.applied, s.counted) for s in ladder]) == (
        "Khe Mây",
        [("strict", 1, 3), ("middle", 2, 3), ("lenient", 3, 3)],
    )
    assert not readings["ngan-hac"][2025].places


# asked, sent in time, late, of these amended, draft only, missing, out of scope
COLLECTING = {
    # the portal sent a draft, the youth paper nothing; the women's paper amended after the deadline, which makes nobody late
    ("lac-giang", 2024): ("2024-11-20", 6, 3, 1, 1, 1, 1, 0),
    # on the day of the deadline is in time; a draft in time and a final form four days later is late; the association is silent
    ("lac-giang", 2025): ("2025-11-20", 4, 2, 1, 0, 0, 1, 1),
    ("lac-giang", 2026): ("2026-11-20", 5, 4, 1, 2, 0, 0, 0),
    ("ngan-hac", 2024): ("2024-11-25", 4, 2, 1, 0, 0, 1, 0),
    ("ngan-hac", 2025): ("2025-11-25", 3, 2, 0, 1, 0, 1, 1),
    # the school was out of scope in 2025 alone
    ("ngan-hac", 2026): ("2026-11-25", 4, 1, 0, 0, 1, 2, 0),
    # without a deadline nobody is late
    ("van-tao", 2024): ("", 3, 2, 0, 0, 0, 1, 0),
    ("van-tao", 2025): ("", 3, 2, 0, 1, 0, 1, 1),
    ("van-tao", 2026): ("", 4, 2, 0, 0, 1, 1, 0),
}


@pytest.mark.parametrize(("slug", "year"), COLLECTING)
def test_who_has_sent(readings, slug, year):
    reading = readings[slug][year]
    said = totals(reading)
    names = ("asked", "sent", "late", "amended", "draft", "missing", "out_of_scope")
    assert (reading.plan.deadline, *(said[name] for name in names)) == COLLECTING[slug, year]
    # who was put out of scope need not send: the parts are those of whom is asked
    assert said["asked"] == sum(said[name] for name in ("sent", "late", "draft", "missing"))


# (year of the promise, per cent, of whom) for pilot and formal, those due by 14/12 of the year and those to come. Promises "by 2025" fall due on
# 31/12/2025, so the report of 2025 still has them before it; Khe Mây's concern Ngàn Hạc once it is part of it, since 01/07/2025, so in
# 2025 too. Vân Tảo made no promise of its own: the nation's alone, before it in 2024 and 2025.
NATION, LG, NH, KM = "Thủ tướng", "Lạc Giang", "Ngàn Hạc", "Khe Mây"
MILESTONES = {
    ("lac-giang", 2024): ([], [(2025, 70, NATION), (2025, 80, LG)], [], [(2030, 90, NATION), (2030, 100, LG)]),
    ("lac-giang", 2025): ([], [(2025, 70, NATION), (2025, 80, LG)], [], [(2030, 90, NATION), (2030, 100, LG)]),
    ("lac-giang", 2026): ([(2025, 70, NATION), (2025, 80, LG)], [], [], [(2030, 90, NATION), (2030, 100, LG)]),
    ("ngan-hac", 2024): ([], [(2025, 70, NATION), (2025, 70, NH)], [], [(2030, 90, NATION), (2030, 90, NH)]),
    ("ngan-hac", 2025): (
        [], [(2025, 70, NATION), (2025, 70, NH), (2025, 75, KM)],
        [], [(2030, 90, NATION), (2030, 90, NH), (2030, 95, KM)],
    ),
    ("ngan-hac", 2026): (
        [(2025, 70, NATION), (2025, 70, NH), (2025, 75, KM)], [],
        [], [(2030, 90, NATION), (2030, 90, NH), (2030, 95, KM)],
    ),
    ("van-tao", 2024): ([], [(2025, 70, NATION)], [], [(2030, 90, NATION)]),
    ("van-tao", 2025): ([], [(2025, 70, NATION)], [], [(2030, 90, NATION)]),
    ("van-tao", 2026): ([(2025, 70, NATION)], [], [], [(2030, 90, NATION)]),
}  # fmt: skip


@pytest.mark.parametrize(("slug", "year"), MILESTONES)
def test_promises_of_nation_province_and_predecessor(readings, slug, year):
    reading = readings[slug][year]
    found = (reading.pilot.last, reading.pilot.next, reading.formal.last, reading.formal.next)
    for goals, wanted in zip(found, MILESTONES[slug, year], strict=True):
        told = [(goal.year, round(goal.share * 100), goal.issuer) for goal in goals]
        assert [(y, s) for y, s, _ in told] == [(y, s) for y, s, _ in wanted]
        assert all(who in issuer for (_, _, issuer), (_, _, who) in zip(told, wanted, strict=True))


def test_four_of_five_are_needed_for_eighty_per_cent(readings):
    """80 % of four bodies are 3.2, so four; 70 % are 2.8, so three."""
    pilot = readings["lac-giang"][2026].pilot
    assert [pilot.needed(goal) for goal in pilot.last] == [3, 4]


def test_what_is_inherited_until_when(readings):
    """Both merged bodies took over on 01/07/2025 and had half a year to say something themselves."""

    def told(slug, year):
        return {(i.predecessor.id, i.level, i.expired) for i in readings[slug][year].inherited}

    assert told("lac-giang", 2024) == set()
    assert told("lac-giang", 2025) == {("lac-giang-bao-tinh", 1, False), ("lac-giang-dai-pttx", 1, False)}
    # its own word of March 2026 ends it
    assert told("lac-giang", 2026) == set()
    gone = {("ngan-hac-bao", 1), ("khe-may-bao", 1), ("khe-may-dai", 2)}
    # the broadcaster of Ngàn Hạc had nothing to pass on
    assert told("ngan-hac", 2025) == {(*one, False) for one in gone}
    assert told("ngan-hac", 2026) == {(*one, True) for one in gone}
    assert {i.until for i in readings["ngan-hac"][2026].inherited} == {dt.date(2026, 1, 1)}


def test_where_the_series_breaks(readings):
    def told(slug, year):
        reading = readings[slug][year]
        return {o.id for o in reading.breaks.ended}, {o.id for o in reading.breaks.begun}

    merged = {"lac-giang-bao-tinh", "lac-giang-dai-pttx"}
    assert told("lac-giang", 2025) == (merged, {"lac-giang-bao-va-dai"})
    assert told("lac-giang", 2026) == (set(), set())
    four = {"ngan-hac-bao", "ngan-hac-dai", "khe-may-bao", "khe-may-dai"}
    # the business paper is no newcomer: it came with Khe Mây
    assert told("ngan-hac", 2025) == (four, {"ngan-hac-bao-va-dai"})
    assert told("van-tao", 2025) == (set(), {"van-tao-tap-chi"})
    assert told("van-tao", 2026) == ({"van-tao-tuan-bao"}, {"khe-may-kinh-te"})


def test_the_register_of_2024_judged_by_today(workspaces):
    """Lạc Giang: all five of 2024 are, or became, bodies that apply. Ngàn Hạc with Khe Mây: six, of which four became a silent one."""
    for slug, pilot, silent in (("lac-giang", (5, 5), 0), ("ngan-hac", (1, 6), 4)):
        workspace = workspaces[slug]
        with workspace.store(readonly=True) as store:
            said = adoption.current(workspace, store, workspace.config.day)
        found = rateviews.on_register_of(workspace, workspace.register(), said, dt.date(2024, 12, 14))
        assert ((found.applied, found.counted), len(found.missing)) == (pilot, silent)


def test_a_later_table_does_not_wipe_out_what_was_said_about_an_earlier_day(workspaces):
    """The youth paper's table of 2026 says formal; in 2025 it piloted, and a paper of 2025 said so."""
    workspace = workspaces["lac-giang"]
    with workspace.store(readonly=True) as store:
        levels = [
            adoption.current(workspace, store, f"{year}-12-14")["lac-giang-bao-tuoi-tre"].level
            for year in YEARS
        ]
    assert levels == [0, 1, 2]


def test_two_plans_of_one_body_stand_side_by_side():
    def goal(plan, year, share):
        return rate.Milestone(year, share, 1, "UBND tỉnh Mẫu", plan, "I")

    old, new = goal("kế hoạch cũ", 2030, 0.9), goal("kế hoạch mới", 2030, 0.8)
    assert rate.milestones([old, new], 1, "2026-01-01") == ((), (old, new))


def test_the_same_year_reads_the_same_as_the_workspace_of_that_year(workspaces):
    """Whoever leaves the last day as it was when the paper was signed gets the figures of that paper."""
    workspace = workspaces["van-tao"]
    then = at(workspace, year_of(workspace, 2025))
    with workspace.store(readonly=True) as store:
        assert rate.in_words(rate.compute(then, store).pilot, Words("vi")) == "đạt 3/4 cơ quan (75,0 %)"


def test_a_year_of_the_calendar_stays_one(workspaces):
    from dataclasses import replace

    workspace = workspaces["van-tao"]
    calendar = replace(
        workspace,
        config=replace(
            workspace.config, period_from="2024-01-01", period_to="2024-12-31", as_of="2025-02-01"
        ),
    )
    assert year_of(calendar, 2023).period == ("2023-01-01", "2023-12-31")
    # a quarter has no year before that is called the same
    quarter = replace(calendar, config=replace(calendar.config, period_to="2024-03-31"))
    assert year_of(quarter, 2023).period == ("2022-12-15", "2023-12-14")


def test_who_applies_by_its_own_word_is_no_heir(workspaces):
    """A word that begins later than the day was not said by then: in 2025 the merged paper is still the heir of two pilots."""
    workspace = workspaces["lac-giang"]
    register = workspace.register()
    with workspace.store(readonly=True) as store:
        said = adoption.current(workspace, store, "2025-12-14")
    assert said["lac-giang-bao-va-dai"].level == 0
    today = register.on("2025-12-14", "Lạc Giang")
    assert len(rateviews.inherited(register, today, said, said, dt.date(2025, 12, 14))) == 2


def test_tables_for_the_department(workspaces, readings, tmp_path):
    workspace = workspaces["lac-giang"]
    paper = year_paper(workspace, list(readings["lac-giang"].values()), "vn-2014", Words("vi"))
    page = render_tables(paper, Words("vi"))
    assert "Đứt chuỗi năm 2025: 2 cơ quan kết thúc hoặc chuyển đi, 1 cơ quan mới" in page
    assert "từ Tỉnh đoàn Lạc Giang sang Tỉnh ủy Lạc Giang" in page
    assert "HƯ CẤU" in page.upper()
    write_tables_xlsx(paper, Words("vi"), tmp_path / "nam.xlsx")
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(tmp_path / "nam.xlsx"))
    rows = book.get_sheet_by_name("Tỷ lệ").to_python()
    strict = next(row for row in rows if row[0] == "2026" and row[2] == "chặt")
    assert strict[3:6] == [2, 4, 0.5]


def test_the_command_says_where_the_series_breaks(workspaces, capsys):
    assert main(["-w", str(workspaces["lac-giang"].path), "years"]) == 0
    out = capsys.readouterr().out
    assert "Đứt chuỗi năm 2025" in out and "ngoài phạm vi 1" in out
    assert "Tiếp theo: auditor compare 2025 2026 " in out
    assert "Chỉ hai dòng “cơ quan hiện nay” so sánh được giữa các năm" in out
    assert "Chặt: áp dụng chính thức, đã thẩm định; trung bình: " in out
    assert "Biểu tự đánh giá năm 2025 (hạn " in out
    assert main(["-w", str(workspaces["lac-giang"].path), "years", "--from", "2025", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [year["year"] for year in found["years"]] == [2025, 2026]


@pytest.mark.parametrize("asked", [["--from", "2026", "--to", "2024"], ["--to", "3000"], ["-o", "x.doc"]])
def test_years_that_cannot_be_are_a_sentence(workspaces, say, asked):
    code, said = say("-w", workspaces["van-tao"].path, "years", *asked)
    assert code == 2 and said


def test_a_workspace_where_nobody_said_anything_yet(stocked, say, tmp_path):
    from auditor.workspace import Config, Workspace

    empty = Workspace.create(tmp_path / "leer", Config(province="Sông Mơ", fictitious=True))
    code, said = say("-w", empty.path, "years")
    assert code != 0 and "auditor import --adoption" in said
    # articles alone are years, too
    code, _ = say("-w", stocked.path, "years")
    assert code == 0


def test_slices_keep_who_is_silent(readings):
    lenient = readings["van-tao"][2024].ladder[2]
    assert lenient == Slice("lenient", 2, 3, ("Đài Phát thanh và Truyền hình Vân Tảo",))


def test_a_newcomer_sees_three_years(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["demo", "tam", "--years", "--jobs", "1"]) == 0
    out = capsys.readouterr().out
    assert "Ngàn Hạc: 160 tin bài, 3 cơ quan năm cuối; đạt 1/3 cơ quan (33,3 %)" in out
    # every line it proposes can be typed as it stands
    for line in out.splitlines():
        if line.strip().startswith("auditor "):
            words = line.split("(")[0].split()[1:]
            assert main(words) == 0, line
    capsys.readouterr()
    # somebody's work in the folder is not overwritten
    assert main(["demo", "tam", "--years"]) != 0
    assert "tam" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "told"), [("deadlines: [2024-02-30]", "2024-02-30"), ("deadlines: [mai]", "deadlines")]
)
def test_a_deadline_that_no_calendar_has_is_named(tmp_path, say, line, told):
    workspace = make("van-tao", tmp_path / "w", articles=False)
    (workspace.path / "collecting.yaml").write_text(
        f"schema: auditor.collecting/1\n{line}\n", encoding="utf-8"
    )
    code, said = say("-w", workspace.path, "years")
    assert code == 5 and "collecting.yaml" in said and told in said


def test_each_period_takes_its_own_deadline(tmp_path):
    from auditor.forms.plan import load_plan

    workspace = make("lac-giang", tmp_path / "w", articles=False)
    edition = edition_of(workspace)
    found = {
        year: load_plan(workspace, edition, year_of(workspace, year).period).deadline
        for year in (2022, 2024, 2025, 2026)
    }
    # nobody set one for 2022, and the next year's is none for it
    assert found == {2022: "", 2024: "2024-11-20", 2025: "2025-11-20", 2026: "2026-11-20"}
    # the command that reads forms takes the workspace's own
    assert load_plan(workspace, edition).deadline == "2026-11-20"


def test_a_province_that_had_another_name_then(tmp_path):
    """Huế was Thừa Thiên Huế until the end of 2024: its own line is empty then, its bodies stand under the old name."""
    from auditor.workspace import Config, Workspace

    workspace = Workspace.create(tmp_path / "w", Config(province="Huế", as_of="2026-12-14"))
    with workspace.store() as store:
        years = years_of(workspace, store, 2024, 2026)
        then, _, now = read_years(workspace, store, years, edition_of(workspace))
    assert [one.counted for one in then.ladder] == [0, 0, 0]
    ((place, ladder),) = then.places
    assert place == "Thừa Thiên Huế" and ladder[0].counted > 0
    assert now.ladder[0].counted > 0 and not now.places
    paper = year_paper(workspace, [then, now], "vn-2014", Words("vi"))
    assert "0/0" not in render_tables(paper, Words("vi"))


def test_an_article_of_last_century_makes_no_hundred_years(tmp_path):
    from auditor_rooms import article, make_workspace

    workspace = make_workspace(tmp_path / "w")
    with workspace.store() as store:
        store.put_article(article(1, published="1970-01-01"))
        # the day of figures is 31/12/2025, which is after the period of 2025 has ended
        assert [year.number for year in years_of(workspace, store)] == list(range(2017, 2027))


@pytest.mark.parametrize("text", ["merged_on: 2025-07-01\nprovinces: [{name: x}]\n", "]["])
def test_a_broken_list_of_provinces_is_named(tmp_path, say, text):
    workspace = make("ngan-hac", tmp_path / "w", articles=False)
    (workspace.path / "provinces.yaml").unlink()
    broken = workspace.path.parent / "v"
    workspace.path.rename(broken)
    (broken / "provinces.yaml").write_text(text, encoding="utf-8")
    code, said = say("-w", broken, "rate")
    assert code == 5 and "provinces.yaml" in said


def test_the_year_after_a_missed_target_says_that_it_was_missed(workspaces, capsys, readings):
    """Lạc Giang on 31/12/2025 is as on 14/12: two of four pilot; all four in 2026 do not meet the target of 2025."""
    due = (
        "Chưa đạt khi đến hạn (số liệu ngày 31/12/2025: 2/4 cơ quan, 50,0 %; thấp hơn 20,0 điểm phần trăm); "
    )
    (nation, *_) = readings["lac-giang"][2026].pilot.last
    assert Wording(Words("vi")).result(readings["lac-giang"][2026].pilot, nation, due=True).startswith(due)
    assert main(["-w", str(workspaces["lac-giang"].path), "rate"]) == 0
    assert "Chưa đạt khi đến hạn (số liệu ngày 31/12/2025: 2/4 cơ quan" in " ".join(
        capsys.readouterr().out.split()
    )
