"""Why did it move: cases in which one cause alone is planted, which must be found alone."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.change.model import PARTS, Change, Grid, Own, Part, Told, TooLittle
from auditor.change.parts import Beside, Unit, change_of
from auditor.change.rounding import shown
from auditor.change.split import Cell, beyond, cell_of, kitagawa, own_change, split
from auditor.change.telling import own_in_words, said_of, whole_in_words
from auditor.words import Words

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


def test_parts_of_nothing_are_not_told():
    """ "do danh bạ thay đổi 0,0; do mẫu 0,0" in a report that a director signs says nothing four times."""
    said = whole_in_words(moved(0.46, 0.5874, content=0.1274, mix=0.0), VI)
    assert said == "Số liệu: từ 46,0 % thành 58,7 %, +12,7 điểm phần trăm, do nội dung."
    assert " 0,0" not in whole_in_words(moved(0.1, 0.3, "rate.formal", False, content=0.1, mix=0.1), VI)
    assert whole_in_words(moved(0.5, 0.5), VI) == "Số liệu: không thay đổi (50,0 %)."
    cancelled = whole_in_words(moved(0.5, 0.5, content=0.05, mix=-0.05), VI)
    assert "không thay đổi (50,0 %)" in cancelled and "do nội dung +5,0; do cơ cấu cơ quan −5,0" in cancelled


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
