"""Why did it move: cases in which one cause alone is planted, which must be found alone; and three provinces whose changes were
worked out by hand. A department that gets this wrong praises an outlet for a merger, or blames one for chance.
"""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.calibration.correction import Corrected
from auditor.calibration.drawing import draw_sample
from auditor.calibration.frame import read_frame
from auditor.calibration.outcome import Line, Outcome
from auditor.calibration.questions import choose
from auditor.calibration.records import Coding, add_codings, write_sample
from auditor.change.coders import added
from auditor.change.gather import compare_years, rescore
from auditor.change.model import PARTS, Change, Grid, Own, Part, Told, TooLittle
from auditor.change.parts import Beside, Unit, change_of
from auditor.change.rounding import shown
from auditor.change.split import Cell, beyond, cell_of, kitagawa, own_change, split
from auditor.change.telling import change_paper, own_in_words, said_of, whole_in_words
from auditor.cli import main
from auditor.editions import edition_of
from auditor.sample.threeyears import SLUGS, make
from auditor.words import Words
from auditor.workspace import Workspace
from auditor.years import at, year_of
from reports.tables import render_tables

VI = Words("vi")
NAMES = Unit({"a": "Báo A", "b": "Báo B", "c": "Báo C"})


def articles(share: float, n: int, seed: int, people: int = 3) -> Cell:
    """So many articles of an outlet whose women are drawn with a known chance."""
    draw = random.Random(seed)
    return cell_of(
        [(float(sum(draw.random() < share for _ in range(people))), float(people)) for _ in range(n)]
    )


def exact(women: int, n: int, people: int = 4) -> Cell:
    """Articles with exactly so many women in all, spread as evenly as can be, every other one more and one less."""
    base = [women * (i + 1) // n - women * i // n for i in range(n)]
    for i in range(0, n - 1, 2):
        if base[i] < people and base[i + 1] > 0:
            base[i], base[i + 1] = base[i] + 1, base[i + 1] - 1
    return cell_of([(float(w), float(people)) for w in base])


def parts_of(change: object) -> dict[str, float]:
    assert isinstance(change, Change)
    return {cause: round(change.part(cause), 9) for cause in PARTS}


# --- one cause alone --------------------------------------------------------------------------------------------------


def test_content_alone_is_found_alone():
    """Both outlets keep their weight; A goes from 40 to 120 women among 160 people, half of the whole: 25 points."""
    before = {"a": exact(40, 40), "b": exact(80, 40)}
    after = {"a": exact(120, 40), "b": exact(80, 40)}
    found = change_of("x", "x", (before, after), NAMES)
    assert parts_of(found) == {"content": 0.25, "mix": 0.0, "sample": 0.0, "rules": 0.0, "coder": 0.0}
    a, b = found.own
    assert (said_of(a), said_of(b)) == ("up", "within")


def test_mix_alone_is_found_alone():
    """A stays at a quarter, B at three quarters; B writes three times as much: 1/2 becomes (0.25 + 3 * 0.75) / 4 = 5/8."""
    before = {"a": exact(40, 40), "b": exact(120, 40)}
    after = {"a": exact(40, 40), "b": exact(360, 120)}
    found = change_of("x", "x", (before, after), NAMES)
    assert parts_of(found) == {"content": 0.0, "mix": 0.125, "sample": 0.0, "rules": 0.0, "coder": 0.0}
    assert {said_of(own) for own in found.own} == {"within"}


def test_chance_alone_is_put_to_the_sample_and_claims_no_direction():
    before = {"a": articles(0.4, 60, 1), "b": articles(0.6, 60, 2)}
    after = {"a": articles(0.4, 60, 3), "b": articles(0.6, 60, 4)}
    found = change_of("x", "x", (before, after), NAMES)
    told = parts_of(found)
    assert told["sample"] == pytest.approx(found.change) and found.change != 0
    assert {cause for cause, value in told.items() if value} == {"sample"}
    said = whole_in_words(found, VI)
    assert "không kết luận tăng hay giảm" in said and "do mẫu" in said
    assert {said_of(own) for own in found.own} == {"within"}


def test_rules_alone_are_found_alone():
    """The same articles of both years; the first year was published at 40 %, under today's rules it is 50 %."""
    same = {"a": exact(80, 40)}
    found = change_of("x", "x", (same, same), NAMES, Beside(published=0.4, after_old=0.41))
    assert parts_of(found) == {"content": 0.0, "mix": 0.0, "sample": 0.0, "rules": 0.1, "coder": 0.0}
    assert found.before.value == pytest.approx(0.4)
    grid = found.grid
    assert (grid.old_before, grid.old_after, grid.new_before, grid.new_after) == (0.4, 0.41, 0.5, 0.5)


def test_coders_alone_are_found_alone():
    """The same articles; the second year alone is corrected, by six points."""
    same = {"a": exact(80, 40)}
    found = change_of("x", "x", (same, same), NAMES, Beside(coder=(0.0, 0.06)))
    assert parts_of(found) == {"content": 0.0, "mix": 0.0, "sample": 0.0, "rules": 0.0, "coder": 0.06}
    assert found.after.value == pytest.approx(0.56)


def test_nothing_planted_is_rarely_taken_for_content():
    """At 95 % some five in a hundred years without any cause look like content; many more would be false praise."""
    wrong = 0
    for trial in range(120):
        cells = [
            {"a": articles(0.3, 30, 1000 * trial + year), "b": articles(0.6, 30, 1000 * trial + 10 + year)}
            for year in (1, 2)
        ]
        found = split(cells[0], cells[1], seed=trial, resamples=200)
        wrong += beyond(found.content_span)
    assert wrong <= 15


# --- the arithmetic ---------------------------------------------------------------------------------------------------


def test_kitagawa_by_hand():
    """A: 10/20 then 30/40; B: 20/80 then 15/60. Weights 0.2, 0.8 then 0.4, 0.6; from 0.30 to 0.45.

    Content: 0.3 * 0.25 + 0.7 * 0 = 0.075. Mix: 0.625 * 0.2 + 0.25 * (-0.2) = 0.075.
    """
    before, after = {"a": (10, 20), "b": (20, 80)}, {"a": (30, 40), "b": (15, 60)}
    assert kitagawa(before, after) == pytest.approx((0.075, 0.075))


def test_an_outlet_of_one_year_alone_is_mix():
    """B (3/4) is new beside A (1/4) of the same size: 0.25 becomes 0.5, and nobody has changed anything."""
    content, mix = kitagawa({"a": (10, 40)}, {"a": (10, 40), "b": (30, 40)})
    assert (content, mix) == pytest.approx((0.0, 0.25))
    assert kitagawa({"a": (10, 40), "b": (30, 40)}, {"a": (10, 40)}) == pytest.approx((0.0, -0.25))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(1, 9), st.integers(0, 9), st.integers(1, 9)),
        min_size=1,
        max_size=3,
    ),
    st.floats(0, 1),
    st.tuples(st.floats(-0.2, 0.2), st.floats(-0.2, 0.2)),
)
def test_the_parts_add_up_exactly(outlets, published, coder):
    cells = [{}, {}]
    for name, (a, b, c, d) in zip("abc", outlets, strict=False):
        cells[0][name] = cell_of([(min(a, 4.0), 4.0)] * (b + 4) + [(0.0, 4.0)] * 3)
        cells[1][name] = cell_of([(min(c, 4.0), 4.0)] * (d + 4) + [(4.0, 4.0)] * 2)
    found = change_of("x", "x", (cells[0], cells[1]), NAMES, Beside(published, None, coder), minimum=1)
    assert sum(part.value for part in found.parts) == pytest.approx(found.change, abs=1e-12)
    assert found.change == found.after.value - found.before.value


def moved(
    before: float, after: float, figure: str = "B1.1.1", sampled: bool = True, **parts: float
) -> Change:
    told = (Told(before, before, 1.0), Told(after, after, 1.0))
    grid = Grid(None, None, None, None)
    return Change(
        figure, "Số liệu", *told, tuple(Part(c, v) for c, v in parts.items()), (), grid, sampled=sampled
    )


def test_what_is_printed_adds_up():
    """+10,0 made of +6,2 and +3,7 under "the parts add up": whoever adds it up trusts no other line of the table."""
    said = whole_in_words(moved(0.3, 0.3996, content=0.0624, mix=0.0372), VI)
    assert "từ 30,0 % thành 40,0 %, +10,0 điểm" in said and "do nội dung +6,3; do cơ cấu cơ quan +3,7" in said
    # each printed share is rounded by itself, the difference is theirs
    assert "từ 51,6 % thành 46,5 %, −5,1 điểm" in whole_in_words(moved(0.5156, 0.4654, content=-0.0502), VI)


@given(
    st.floats(0, 1), st.lists(st.floats(-1, 1).map(lambda x: round(x, 6)), min_size=1, max_size=len(PARTS))
)
def test_rounded_parts_always_make_the_rounded_change(before, values):
    parts = dict(zip(PARTS, values, strict=False))
    change = moved(before, before + sum(values), **parts)
    rounded = shown(change)
    assert round(sum(rounded.parts.values()) * 1000) == round(rounded.change * 1000)
    assert all(abs(rounded.parts[c] - change.part(c)) < 0.0021 for c in PARTS)


@pytest.mark.parametrize(
    ("figure", "sampled", "content", "mix"),
    [
        ("B1.1.1", True, "do nội dung +1,0", "do cơ cấu cơ quan +2,0"),
        ("rate.lenient", False, "do cơ quan đổi mức áp dụng +1,0", "do danh bạ thay đổi +2,0"),
        ("points.declared", False, "do đổi điểm +1,0", "do danh bạ thay đổi +2,0"),
    ],
)
def test_a_cause_is_called_by_what_it_is(figure, sampled, content, mix):
    """Nobody's content moves the rate of adoption: a body that is told so looks for the fault in its articles."""
    said = whole_in_words(moved(0.1, 0.13, figure, sampled, content=0.01, mix=0.02), VI)
    assert content in said and mix in said
    assert sampled or "nội dung" not in said


def test_a_body_moves_by_what_the_two_figures_beside_it_say():
    own = Own("a", "Báo A", (5156, 10000), (4654, 10000), (-0.06, -0.04))
    assert "giảm từ 51,6 % (5156/10000) xuống 46,5 % (4654/10000), −5,1 điểm" in own_in_words(own, VI)
    newcomer = Own("b", "Báo B", (0, 0), (1, 10), None)
    assert own_in_words(newcomer, VI) == "Báo B: chưa có số liệu năm trước để so sánh."


def test_thousands_of_articles_give_the_same_interval_as_drawing_them_one_by_one(monkeypatch):
    from auditor.change import split as module

    before, after = {"a": articles(0.4, 350, 1)}, {"a": articles(0.5, 350, 2)}
    fast = split(before, after)
    monkeypatch.setattr(module, "LARGE", 10_000)
    slow = split(before, after)
    for quick, careful in zip(fast.content_span, slow.content_span, strict=True):
        assert quick == pytest.approx(careful, abs=0.008)


def test_a_handful_of_articles_that_are_all_alike_is_not_certain():
    """Four articles without a woman and four with women alone: drawing them again would show no chance at all."""
    low, high = own_change(exact(0, 6, 2), exact(4, 2, 2))
    assert low < 0.6 and high > 0.8


def test_too_few_people_are_not_compared():
    found = change_of("x", "x", ({"a": exact(2, 4)}, {"a": exact(30, 40)}), NAMES)
    assert found == TooLittle("x", "x", (16, 160), 30)


def test_an_outlet_with_little_material_is_named_without_a_direction():
    before = {"a": exact(80, 40), "b": exact(0, 4)}
    after = {"a": exact(80, 40), "b": exact(16, 4)}
    _, b = change_of("x", "x", (before, after), NAMES).own
    assert "quá ít tư liệu để kết luận" in own_in_words(b, VI)


# --- three provinces --------------------------------------------------------------------------------------------------


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
    assert own < out.index("Cả địa phương") < out.index("auditor sample compare")
    assert "do nội dung +12,7" in out
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
