"""What a department would lose with wrong statistics: shares that look certain, coders who only seem to agree, false orders."""

from __future__ import annotations

import importlib.util
import math
import random
from pathlib import Path

import pytest

from auditor.calibration import agreement, correction, noise, sampling
from auditor.calibration.correction import Stratum, correct
from indicators.shares import linearised

ROOT = Path(__file__).resolve().parents[2]
# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), example C: four coders, twelve units, gaps
FOUR_CODERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
UNITS = [[row[at] for row in FOUR_CODERS if row[at] is not None] for at in range(12)]


# --- agreement ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_is_the_published_one(level, published):
    assert agreement.alpha(UNITS, level) == pytest.approx(published, abs=0.0005)


def test_ac1_is_the_published_one():
    # irrCAC for R, data set cac.raw4raters (the same ratings): 0.77544; cont3x3abstractors: 0.8493305
    assert agreement.ac1(UNITS) == pytest.approx(0.77544, abs=1e-5)
    table = {(0, 0): 13, (1, 1): 20, (1, 2): 7, (2, 1): 4, (2, 2): 56}
    pairs = [list(pair) for pair, times in table.items() for _ in range(times)]
    assert agreement.ac1(pairs) == pytest.approx(0.8493305, abs=1e-7)


@pytest.mark.parametrize("level", agreement.LEVELS)
def test_alpha_agrees_with_the_reference_library(level):
    krippendorff = pytest.importorskip(
        "krippendorff", reason="SKIPPED: the reference library is not installed"
    )
    import numpy as np

    draw = random.Random(7)
    for _ in range(5):
        first = [draw.choice([0, 0, 0, 1, 2, 5]) if draw.random() < 0.8 else None for _ in range(60)]
        rows = [first, [v if draw.random() < 0.7 else draw.choice([0, 1, 3, None]) for v in first]]
        table = np.array([[math.nan if v is None else v for v in row] for row in rows], dtype=float)
        wanted = krippendorff.alpha(reliability_data=table, level_of_measurement=level)
        units = [[row[at] for row in rows if row[at] is not None] for at in range(60)]
        assert agreement.alpha(units, level) == pytest.approx(wanted, abs=1e-12)


def test_a_rare_trait_is_not_called_disagreement_by_alpha_alone():
    # 100 articles, one coder sees the trait twice, the other in one of them and in another
    units = [[0, 0]] * 97 + [[1, 1], [1, 0], [0, 1]]
    found = agreement.agreement(units, agreement.NOMINAL)
    assert found.same == 0.98
    assert found.alpha < 0.52
    assert found.ac1 > 0.97
    assert found.marginals == ((0, 196), (1, 4))
    low, high = found.interval
    assert low < found.alpha < high, "so few of them tell little, and the interval says so"
    assert high - low > 0.5


def test_where_all_answers_are_the_same_nothing_is_claimed():
    found = agreement.agreement([[0, 0]] * 30, agreement.NOMINAL)
    assert (found.alpha, found.interval, found.standing, found.ac1) == (None, None, "unknown", 1.0)
    assert agreement.agreement([[1], []], agreement.NOMINAL) is None


def test_the_interval_of_alpha_is_the_same_for_the_same_seed():
    units = [[n % 4, n % 4 if n % 5 else 0] for n in range(60)]
    once = agreement.alpha_interval(units, "interval", seed=3)
    assert once == agreement.alpha_interval(units, "interval", seed=3)
    assert once[0] < agreement.alpha(units, "interval") < once[1]


# --- correction ---------------------------------------------------------------------------------------------------


def test_the_mean_agrees_with_values_of_the_reference_library():
    # ppi_py 0.2.3 (ppi_mean_pointestimate, ppi_mean_ci at alpha 0.05) on these very numbers; it divides by n, not n - 1,
    # takes a normal quantile and centres its variances apart, which at 300 and 3,000 makes less than 2 % of the width
    people = [(7 * i * i + 3 * i) % 11 / 11 for i in range(300)]
    machine = [people[i] + (5 * i + 2) % 13 / 13 for i in range(300)]
    rest = [(3 * i * i + i) % 11 / 11 + (5 * i * i + 2) % 13 / 13 for i in range(3000)]
    value, low, high = correction.mean(list(zip(people, machine, strict=True)), rest)
    assert value == pytest.approx(0.36398065, abs=5e-6)
    assert (low, high) == (pytest.approx(0.33850587, abs=5e-4), pytest.approx(0.38945543, abs=5e-4))


@pytest.mark.parametrize("seed", range(3))
def test_the_mean_is_that_of_the_reference_library(seed):
    ppi_py = pytest.importorskip(
        "ppi_py", reason="SKIPPED: the reference library is not installed (extra: reference)"
    )
    import numpy as np

    draw = random.Random(seed)
    people = [draw.random() for _ in range(300)]
    machine = [0.7 * y + 0.3 * draw.random() for y in people]
    rest = [0.7 * draw.random() + 0.3 * draw.random() for _ in range(3000)]
    value, low, high = correction.mean(list(zip(people, machine, strict=True)), rest)
    given = [np.array(values) for values in (people, machine, rest)]
    assert value == pytest.approx(float(ppi_py.ppi_mean_pointestimate(*given)[0]), abs=1e-12)
    below, above = (float(end[0]) for end in ppi_py.ppi_mean_ci(*given, alpha=0.05))
    # ours is wider by Student's quantile and n - 1: 0.8 % at 300 articles
    assert 1 <= (high - low) / (above - below) < 1.01


@pytest.mark.parametrize("seed", range(4))
def test_the_ratio_stands_beside_the_regression_of_the_reference_library(seed):
    """sum(w) / sum(n) is the slope of w/sqrt(n) on sqrt(n): where machine and people count the same people, that library's least
    squares aim at the same figure, by another way to put the denominator right.
    """
    ppi_py = pytest.importorskip(
        "ppi_py", reason="SKIPPED: the reference library is not installed (extra: reference)"
    )
    import numpy as np

    draw = random.Random(seed)
    articles = []
    for _ in range(3300):
        known = draw.choice([1, 1, 2, 3, 4])
        women = sum(draw.random() < 0.4 for _ in range(known))
        articles.append((women, sum(draw.random() < 0.7 for _ in range(women)), known))
    coded, rest = articles[:300], articles[300:]
    pairs = [((women, known), (seen, known)) for women, seen, known in coded]
    found = correction.correct([correction.Stratum(pairs, [(seen, known) for _, seen, known in rest])])

    def x(some):
        return np.array([[known**0.5] for _, _, known in some])

    def y(some, at):
        return np.array([one[at] / one[2] ** 0.5 for one in some])

    given = (x(coded), y(coded, 0), y(coded, 1), x(rest), y(rest, 1))
    theirs = float(ppi_py.ppi_ols_pointestimate(*given, coord=0)[0])
    below, above = (float(end[0]) for end in ppi_py.ppi_ols_ci(*given, alpha=0.05, coord=0))
    half = (above - below) / 2
    assert abs(found.value - theirs) < 0.25 * half
    assert (found.interval[1] - found.interval[0]) / (2 * half) == pytest.approx(1.02, abs=0.03)
    assert abs(found.machine - theirs) > 3 * half, "what both put right is there"


def simulate(**values):
    spec = importlib.util.spec_from_file_location("calibration_bench", ROOT / "benchmarks" / "calibration.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.simulate(**values)


def test_a_machine_that_misses_women_is_put_right():
    # the whole of it, with 2,000 repetitions, is benchmarks/calibration.py
    found = simulate(repetitions=150, articles=800, coded=150)
    assert found["raw_mean"] < found["truth"] - 0.04
    assert found["corrected_mean"] == pytest.approx(found["truth"], abs=0.005)
    assert found["raw_covers"] < 0.2
    assert found["corrected_covers"] >= 0.9
    assert found["corrected_width"] < 0.8 * found["people_width"], "the machine saves reading"


def articles(draw, count, right):
    """(by people, by machine); a machine that is right only so often."""
    made = []
    for _ in range(count):
        known = draw.choice([0, 1, 1, 2, 3])
        women = sum(draw.random() < 0.4 for _ in range(known))
        seen = women if draw.random() < right else draw.randint(0, known)
        made.append(((women, known), (seen, known)))
    return made


def test_a_useless_machine_does_no_harm():
    draw = random.Random(5)
    every = [((w, k), (draw.randint(0, 9), 9)) for (w, k), _ in articles(draw, 400, 1.0)]
    found = correct([Stratum(every[:100], [m for _, m in every[100:]])])
    alone = linearised([p for p, _ in every[:100]])
    assert found.weight < 0.3
    assert found.interval[1] - found.interval[0] < 1.15 * (alone[1] - alone[0])


def test_a_machine_without_errors_still_has_an_interval():
    every = articles(random.Random(1), 300, 1.0)
    found = correct([Stratum(every[:60], [m for _, m in every[60:]])])
    assert found.weight > 0.8
    assert found.interval[0] < found.value < found.interval[1]


def test_few_coded_articles_correct_nothing():
    every = articles(random.Random(2), 300, 0.8)
    found = correct([Stratum(every[:29], [m for _, m in every[29:]])])
    assert (found.value, found.interval, found.note, found.coded, found.articles) == (
        None,
        None,
        "few",
        29,
        300,
    )
    assert found.machine is not None
    one_outlet_unread = correct([Stratum(every[:60], []), Stratum([], [m for _, m in every[60:]])])
    assert one_outlet_unread.value is None
    nobody = [((0, 0), (0, 0))] * 40
    assert correct([Stratum(nobody, [])]).note == "none"


def test_outlets_weigh_by_their_articles_not_by_how_many_were_read():
    # a large outlet with few women and a small one with many, equally many articles read of both
    large, small = [((1, 5), (1, 5))] * 900, [((4, 5), (4, 5))] * 100
    strata = [
        Stratum(large[:50], [m for _, m in large[50:]]),
        Stratum(small[:50], [m for _, m in small[50:]]),
    ]
    assert correct(strata).value == pytest.approx(0.9 * 0.2 + 0.1 * 0.8)


def test_when_everything_was_read_people_alone_count():
    every = articles(random.Random(3), 200, 0.6)
    found = correct([Stratum(every, [])])
    assert found.weight == 0
    assert found.value == pytest.approx(found.people)


# --- differences between outlets ----------------------------------------------------------------------------------


def share(name, value, half=0.03, n=500):
    return noise.Share(name, value, (value - half, value + half), n)


def test_a_difference_inside_the_noise_is_no_order():
    found = noise.compare([share("a", 0.30), share("b", 0.33), share("c", 0.60)])
    assert {(p.higher, p.lower) for p in found.clear} == {("c", "a"), ("c", "b")}
    assert found.places == (), "three outlets are never ranked, however far apart"


def test_many_pairs_need_wider_gaps():
    # 0.05 apart with half-widths of 0.03: beyond noise for two outlets, not among ten
    two = noise.compare([share("a", 0.30), share("b", 0.35)])
    assert len(two.clear) == 1
    ten = noise.compare([share("a", 0.30), share("b", 0.35), *(share(f"x{n}", 0.32) for n in range(8))])
    assert ten.clear == ()
    assert {(p.best, p.worst) for p in ten.places} == {(1, 10)}


def test_places_are_ranges():
    found = noise.compare(
        [share(name, value) for name, value in zip("abcde", (0.1, 0.2, 0.6, 0.61, 0.9), strict=True)]
    )
    assert {p.name: (p.best, p.worst) for p in found.places} == {
        "a": (5, 5), "b": (4, 4), "c": (2, 3), "d": (2, 3), "e": (1, 1)
    }  # fmt: skip


def test_an_outlet_with_too_little_is_left_out():
    few = share("b", 0.9, n=29)
    found = noise.compare([share("a", 0.1), few, noise.Share("c", None, None, 0)])
    assert found.too_few == ("b", "c")
    assert found.pairs == ()
    assert noise.compare([share("a", 0.1), noise.Share("b", 0.9, (0.8, 0.95), 29, minimum=20)]).clear


def test_false_orders_are_rare():
    # five outlets that are alike, drawn 300 times: a difference is claimed in about one of twenty at most
    draw = random.Random(11)
    claimed = 0
    for _ in range(300):
        shares = []
        for name in "abcde":
            pairs = [(sum(draw.random() < 0.35 for _ in range(2)), 2) for _ in range(150)]
            shares.append(noise.Share(name, sum(w for w, _ in pairs) / 300, linearised(pairs), 300))
        claimed += bool(noise.compare(shares).clear)
    assert claimed / 300 <= 0.08


# --- how much to read ---------------------------------------------------------------------------------------------


def test_a_plan_without_past_articles_is_the_textbook_one():
    # 384.15 people for +-5 points at one half; design effect 1.5; two people an article
    need = sampling.need(0.05)
    assert (need.articles, need.measured, need.days) == (math.ceil(384.1458 * 1.5 / 2), False, None)
    assert sampling.need(0.05, population=200).articles == math.ceil(288.11 / (1 + 288.11 / 200))
    assert need.hours(6, 2) == pytest.approx(need.articles / 5)


def test_the_plan_keeps_its_promise():
    # articles where one sex sticks together: the plan asks for more, and then the interval is as narrow as wished
    draw = random.Random(4)

    def made(count):
        for n in range(count):
            women_only = draw.random() < 0.3
            known = draw.choice([1, 2, 4])
            yield f"2025-01-{n % 28 + 1:02d}", known if women_only else 0, known

    past = sampling.past_of(made(3000))
    assert past.effect > 2
    need = sampling.need(0.05, past=past)
    widths = []
    for _ in range(20):
        low, high = linearised([(w, k) for _, w, k in made(need.articles)])
        widths.append((high - low) / 2)
    assert sum(widths) / 20 == pytest.approx(0.05, rel=0.07)


def test_days_that_are_alike_ask_for_more_of_them():
    draw = random.Random(9)
    rows = []
    for day in range(1, 29):
        chance = draw.choice([0.1, 0.6])
        rows += [(f"2025-02-{day:02d}", int(draw.random() < chance), 1) for _ in range(20)]
    past = sampling.past_of(rows)
    assert past.day_effect > 2
    by_days, singly = sampling.need(0.05, past=past, by_days=True), sampling.need(0.05, past=past)
    assert by_days.articles > 2 * singly.articles
    assert by_days.days == math.ceil(by_days.articles / 20)
    assert singly.days is None


def test_too_little_past_is_no_past():
    assert sampling.past_of([("2025-01-01", 1, 2)] * 29) is None
    assert sampling.past_of([("2025-01-01", 0, 2)] * 99) is None


def test_a_constructed_week_has_every_weekday_once():
    from datetime import date

    first, last = date(2025, 1, 1), date(2025, 12, 31)
    days = sampling.constructed_weeks(first, last, 2, seed=7, parts=2)
    assert len(days) == len(set(days)) == 28
    for weekday in range(7):
        assert sum(d.weekday() == weekday for d in days) == 4
    assert sum(d < date(2025, 7, 2) for d in days) == 14
    assert days == sampling.constructed_weeks(first, last, 2, seed=7, parts=2)
    assert days != sampling.constructed_weeks(first, last, 2, seed=8, parts=2)
    with pytest.raises(ValueError, match="3"):
        sampling.constructed_weeks(first, date(2025, 1, 14), 3, seed=1)
    with pytest.raises(ValueError, match="15"):
        sampling.random_days(first, date(2025, 1, 14), 15, seed=1)
    assert len(sampling.random_days(first, date(2025, 1, 14), 14, seed=1)) == 14


def test_who_draws_more_keeps_what_was_drawn():
    keys = list(range(500))
    small = sampling.draw(keys, 20, seed=3)
    random.Random(1).shuffle(keys)
    assert sampling.draw(keys, 60, seed=3)[:20] == small
    assert sampling.draw(keys, 20, seed=4) != small


def test_every_article_has_the_same_chance():
    times = [0] * 20
    for seed in range(2000):
        for key in sampling.draw(range(20), 5, seed=seed):
            times[key] += 1
    # 500 each, standard deviation below 20
    assert 420 < min(times) <= max(times) < 580


def test_small_outlets_are_read_too():
    given = sampling.shared_out({"big": 980, "small": 15, "tiny": 1}, 50)
    assert given["tiny"] == 1
    assert given["small"] == 2
    assert given["big"] >= 47
    assert sampling.shared_out({"a": 5, "b": 3}, 100) == {"a": 5, "b": 3}
