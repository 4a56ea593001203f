"""Tables worked out by hand: a merger in the middle, a body of four products, a word that a predecessor gave."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from auditor import rateviews
from auditor.adoption import Declared
from auditor.errors import NothingToDo
from auditor.rateviews import Slice
from auditor.workspace import Config, Workspace
from crawlers.register import Channel, Dated, Outlet, Register, Succession

MERGED = dt.date(2025, 7, 1)
DAY = dt.date(2025, 12, 31)
BASE = dt.date(2022, 2, 23)


def body(
    id: str,
    kinds: str,
    *,
    group: str = "",
    start: dt.date | None = None,
    end: dt.date | None = None,
    to: str = "",
) -> Outlet:
    return Outlet(
        id, (Dated(id.replace("-", " ")),), "newspaper", (Dated("Sông Mơ"),), group=group, valid_from=start, valid_to=end,
        succession=(Succession("merge", end, "", (to,)),) if to else (), channels=tuple(Channel(k) for k in kinds.split()),
    )  # fmt: skip


BODIES = (
    body("bao", "print online", group="party", end=MERGED, to="bao-va-dai"),
    body("dai", "radio tv", group="government", end=MERGED, to="bao-va-dai"),
    body("bao-va-dai", "print online radio tv", group="party", start=MERGED),
    body("bao-phu-nu", "print online", group="women-union"),
    body("tap-chi", "print", group="", start=dt.date(2024, 1, 1)),
)
REGISTER = Register(BODIES)
TODAY = REGISTER.on(DAY)


def said(outlet: str, level: int | None) -> Declared:
    return Declared(1, outlet, level)


def words(**levels: int | None) -> dict[str, Declared]:
    return {id.replace("_", "-"): said(id.replace("_", "-"), level) for id, level in levels.items()}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(
        tmp_path / "w", Config(province="Sông Mơ", as_of=DAY.isoformat(), fictitious=True)
    )


def test_a_body_counts_in_each_of_its_products():
    found = rateviews.by_product(TODAY, words(bao_va_dai=1, bao_phu_nu=0), DAY)
    assert found == (
        Slice("print", 1, 3, ("tap chi",)), Slice("online", 1, 2), Slice("radio", 1, 1), Slice("tv", 1, 1),
    )  # fmt: skip
    assert [s.applied for s in rateviews.by_product(TODAY, words(bao_va_dai=1), DAY, level=2)] == [0, 0, 0, 0]


def test_products_within_groups_are_worked_out_by_hand():
    adoption = words(bao_va_dai=2, bao_phu_nu=1, tap_chi=None)
    assert [tuple(getattr(c, n) for n in ("product", "group", "counted", "pilot", "formal"))
            for c in rateviews.by_product_in_groups(TODAY, adoption, DAY)] == [
        ("print", None, 3, 2, 1), ("print", "party", 1, 1, 1), ("print", "women-union", 1, 1, 0), ("print", "", 1, 0, 0),
        ("online", None, 2, 2, 1), ("online", "party", 1, 1, 1), ("online", "women-union", 1, 1, 0),
        ("radio", None, 1, 1, 1), ("radio", "party", 1, 1, 1), ("tv", None, 1, 1, 1), ("tv", "party", 1, 1, 1),
    ]  # fmt: skip


def test_groups_and_those_without_one():
    found = rateviews.by_group(TODAY, words(bao_va_dai=2, bao_phu_nu=1, tap_chi=None), DAY)
    assert found == (Slice("party", 1, 1), Slice("women-union", 1, 1), Slice("", 0, 1, ("tap chi",)))


@pytest.mark.parametrize(
    ("levels", "applied", "missing"),
    [
        # both merged bodies count by what they became; who said nothing since is missing, whatever it said before
        ({"bao_va_dai": 1, "bao_phu_nu": 1}, 3, ()),
        ({"bao_va_dai": 0, "bao_phu_nu": 1}, 1, ()),
        ({"bao": 2, "dai": 2, "bao_phu_nu": 1}, 1, ("bao", "dai")),
        ({}, 0, ("bao", "dai", "bao phu nu")),
    ],
)
def test_the_register_of_an_earlier_day_is_mapped_to_todays_bodies(workspace, levels, applied, missing):
    found = rateviews.on_register_of(workspace, REGISTER, words(**levels), BASE)
    # the magazine did not exist then
    assert (found.applied, found.counted, set(found.missing)) == (applied, 3, set(missing))


def test_a_day_without_any_body_is_refused(workspace):
    with pytest.raises(NothingToDo):
        rateviews.on_register_of(workspace, Register(BODIES[2:3]), {}, BASE)


def test_a_predecessors_word_is_inherited_only_until_its_expiry():
    before = words(bao=1, dai=0)
    (found,) = rateviews.inherited(REGISTER, TODAY, words(bao_phu_nu=1), before, DAY)
    assert (found.outlet.id, found.predecessor.id, found.level) == ("bao-va-dai", "bao", 1)
    assert (found.since, found.until, found.expired) == (MERGED, dt.date(2026, 1, 1), False)
    assert rateviews.inherited(REGISTER, TODAY, {}, before, dt.date(2026, 1, 1))[0].expired
    # its own word ends it, also where it says that it does not apply the index
    assert rateviews.inherited(REGISTER, TODAY, words(bao_va_dai=0), before, DAY) == ()
    assert rateviews.inherited(REGISTER, TODAY, words(bao_va_dai=None), before, DAY) != ()


def test_a_body_in_between_that_said_nothing_does_not_swallow_an_older_word():
    """Papers merged in May and again in July: the word of before May still waits to be confirmed."""
    may = dt.date(2025, 5, 1)
    register = Register((
        body("bao", "print", end=may, to="giua"), body("giua", "print", start=may, end=MERGED, to="cuoi"),
        body("cuoi", "print", start=MERGED),
    ))  # fmt: skip
    today = register.on(DAY)
    (found,) = rateviews.inherited(register, today, {}, words(bao=1), DAY)
    assert (found.outlet.id, found.predecessor.id, found.since, found.until) == (
        "cuoi",
        "bao",
        may,
        dt.date(2025, 11, 1),
    )
    # what the body in between said itself is the last word of its line
    assert rateviews.inherited(register, today, {}, words(bao=1, giua=0), DAY) == ()


def test_a_break_names_who_ended_and_who_began(workspace):
    found = rateviews.breaks(workspace, REGISTER, BASE)
    assert [o.id for o in found.ended] == ["bao", "dai"]
    assert [o.id for o in found.begun] == ["bao-va-dai", "tap-chi"]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [("2025-08-31", 6, "2026-02-28"), ("2025-12-01", 1, "2026-01-01"), ("2024-02-29", 12, "2025-02-28")],
)
def test_months_end_where_months_end(day, months, later):
    assert rateviews._months_later(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(later)


def test_three_readings_of_the_same_rate():
    """Worked out by hand: three bodies on the day, a fourth row of a body that ended."""

    def row(id: str, level: int | None, *, verified: bool = False) -> Declared:
        return Declared(1, id, level, verified=verified)

    bodies = [
        row("bao-va-dai", 2, verified=True), row("bao-phu-nu", 1, verified=True), row("tap-chi", 2), row("bao", 2, verified=True),
    ]  # fmt: skip
    found = rateviews.ladder(TODAY, {r.outlet: r for r in bodies}, DAY)
    assert [(s.key, s.applied, s.counted) for s in found] == [
        ("strict", 1, 3),
        ("middle", 2, 3),
        ("lenient", 3, 3),
    ]
    # who said nothing counts below and is named
    silent = rateviews.ladder(TODAY, {"tap-chi": row("tap-chi", None)}, DAY)
    assert {(s.applied, s.counted, len(s.missing)) for s in silent} == {(0, 3, 3)}


def test_the_readings_are_printed_with_their_definitions(workspace, capsys):
    from auditor.cli import main
    from auditor.words import Words

    (workspace.outlets / "bao.yaml").write_text(
        "schema: auditor.outlet/1\nid: bao\nnames: [{name: Báo Sông Mơ}]\nkind: newspaper\n"
        "provinces: [{province: Sông Mơ}]\nfictitious: true\n",
        encoding="utf-8",
    )
    workspace.store().close()
    assert main(["-w", str(workspace.path), "rate"]) == 0
    printed = capsys.readouterr().out
    for name in ("strict", "middle", "lenient"):
        assert Words("vi")(f"report.ladder.{name}.is") + "): 0/1 cơ quan (0,0 %)" in printed
    assert "quy chế, quy trình biên tập" in printed
    assert "Theo loại sản phẩm trong từng khối" in printed
