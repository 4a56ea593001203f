"""What a department would lose: a figure that can be defended, and the difference between zero and not known."""

import random

import pytest

from indicators.errors import DataFileError, UnknownEdition
from indicators.formula import COUNTS
from indicators.indexes import editions, load_edition
from indicators.model import (
    Analysis,
    EngineStamp,
    Evidence,
    Finding,
    Gender,
    Labels,
    Person,
    Voice,
    Zone,
)  # fmt: skip
from indicators.scoring import ItemMeasures, ItemMeta, Tally, bootstrap, linearised, measure, score, wilson
from indicators.tallies import ItemDecisions

EDITION = load_edition("vn-2014")


def scores(items, **options):
    return {s.code: s for s in score(items, EDITION, **options)}


def person(n: int, gender: Gender, **values) -> Person:
    return Person(f"p{n}", f"N{n}", True, (), gender, Evidence.HONORIFIC, **values)


def finding(*codes: str, counts: bool, zone: Zone = Zone.BODY, standing: str = "") -> Finding:
    return Finding("r", "F1", codes, 0, 1, "x", zone, Voice.NARRATOR, "hint", counts, "m", standing=standing)


def analysis(people=(), findings=(), **labels) -> Analysis:
    stamp = EngineStamp("0", "vn-2014", "x")
    return Analysis("1", "", "0", stamp, tuple(people), (), Labels(**labels), tuple(findings))


def test_people_are_told_apart_by_what_they_did() -> None:
    found = measure(
        analysis(
            [
                person(1, Gender.FEMALE, source=True, function="expert"),
                person(2, Gender.MALE, quoted=True, function="popular"),
                person(3, Gender.UNKNOWN, source=True),
                person(4, Gender.MALE, listed=True, source=True),
                person(5, Gender.FEMALE, victim=True, gmmp_occupation=3),
                person(6, Gender.MALE, quoted=True, function="subject"),
            ]
        )
    )
    assert found.people == Tally(2, 2, 0, 1)
    assert found.listed == Tally(0, 1, 0, 0)
    assert found.sources == Tally(1, 2, 0, 1)
    # whom the story is about was quoted since the event brought him, not since anybody chose to ask him
    assert (found.chosen, found.imposed) == (Tally(1, 1, 0, 1), Tally(0, 1))
    assert (found.experts, found.popular) == (Tally(1), Tally(0, 1))
    assert found.victims == Tally(1)
    assert dict(found.positions) == {"3": Tally(1)}


def test_unknown_is_in_neither_part_of_the_share() -> None:
    one = scores([ItemMeasures(people=Tally(1, 3, 0, 4))] * 10)["B1.1.1"]
    assert (one.value, one.numerator, one.n, one.unknown) == (0.25, 10, 40, 40)
    assert one.interval is not None
    unknown = scores([ItemMeasures(people=Tally(unknown=9))] * 10)["B1.1.1"]
    assert (unknown.outcome, unknown.value, unknown.unknown) == ("insufficient", None, 90)


def test_too_little_is_no_figure() -> None:
    few = scores([ItemMeasures(people=Tally(1, 1))] * 14)["B1.1.1"]
    assert (few.outcome, few.value, few.n, few.minimum) == ("insufficient", None, 28, 30)
    assert scores([ItemMeasures(people=Tally(1, 1))] * 15)["B1.1.1"].outcome == "measured"
    assert {s.value for s in score([], EDITION)} == {None}


def test_candidates_wait_for_a_person() -> None:
    hint = ItemMeasures(candidates=frozenset({"B1.2.4"}))
    sure = ItemMeasures(scoring=frozenset({"B1.2.4"}))
    clean = ItemMeasures()
    waiting = scores([hint] * 3 + [clean] * 27)["B1.2.4"]
    assert (waiting.outcome, waiting.value, waiting.unknown) == ("needs_review", None, 3)
    counted = scores([sure] * 3 + [hint] * 2 + [clean] * 25)["B1.2.4"]
    assert (counted.outcome, counted.value, counted.unknown, counted.note) == (
        "measured",
        0.1,
        2,
        "lower_bound",
    )
    none = scores([clean] * 30)["B1.2.4"]
    assert (none.outcome, none.value, none.note) == ("measured", 0.0, "none_found")
    assert none.interval == pytest.approx((0.0, 0.1135), abs=1e-3)


def test_nothing_of_the_kind_is_not_zero() -> None:
    calm = scores([ItemMeasures()] * 30)
    assert calm["B1.5.1"].value == 0.0
    for code in ("B1.5.2", "B1.5.3", "B1.5.5", "B1.3.2", "B2.2.1"):
        assert (calm[code].outcome, calm[code].value) == ("none_arising", None), code


def test_violence_without_help_is_seen() -> None:
    bare = measure(analysis(gbv=True, findings=[finding("B1.5.5", counts=True)]))
    helped = measure(analysis(gbv=True))
    found = scores([bare] * 3 + [helped] * 3)
    assert (found["B1.5.5"].outcome, found["B1.5.5"].value) == ("measured", 0.5)


PLACE = ("r", 0, 1)


@pytest.mark.parametrize(
    ("standing", "decisions", "outcome", "value"),
    [
        # unread findings of an unproven rule: neither with nor without, so no value
        ("unproven", ItemDecisions(), "needs_review", None),
        ("unproven", ItemDecisions(confirmed=frozenset({PLACE})), "measured", 0.5),
        ("unproven", ItemDecisions(rejected=frozenset({PLACE})), "measured", 1.0),
        # somebody's word about another finding is none about this one
        ("unproven", ItemDecisions(confirmed=frozenset({("r", 0, 2)})), "needs_review", None),
        # advice never counts, whatever anybody says: waiting for it would be waiting for ever
        ("advice", ItemDecisions(), "measured", 1.0),
        ("advice", ItemDecisions(confirmed=frozenset({PLACE})), "measured", 1.0),
        ("demoted", ItemDecisions(confirmed=frozenset({PLACE})), "measured", 1.0),
    ],
)
def test_a_measured_indicator_is_not_measured_out_of_unread_findings(standing, decisions, outcome, value):
    found = [finding("B1.5.3", counts=False, standing=standing)]
    bare = measure(analysis(gbv=True, findings=found), ItemMeta(decisions=decisions))
    got = scores([bare] * 3 + [measure(analysis(gbv=True))] * 3)["B1.5.3"]
    assert (got.outcome, got.value) == (outcome, value)
    assert got.unknown == (3 if outcome == "needs_review" else 0)


def test_what_a_proven_rule_found_is_not_waved_away_by_a_no() -> None:
    found = [finding("B1.5.5", counts=True, standing="proven")]
    meta = ItemMeta(decisions=ItemDecisions(rejected=frozenset({PLACE})))
    assert measure(analysis(gbv=True, findings=found), meta).scoring == {"B1.5.5"}


def test_a_formula_counts_only_what_counts() -> None:
    found = [finding("B1.5.3", counts=False, standing="unproven")]
    item = measure(analysis(gbv=True, findings=found))
    codes = frozenset({"B1.5.3"})
    assert [COUNTS[name](item, codes) for name in ("found_items", "found_violence_items")] == [0, 0]


def test_adverts_are_no_news() -> None:
    advert = measure(analysis(findings=[finding("B2.2.1", counts=True, zone=Zone.ADVERT)]))
    assert advert.advert
    assert measure(analysis(), ItemMeta(advert=True)).advert
    found = scores([advert] * 12 + [ItemMeasures()] * 20)
    assert (found["B2.2.1"].value, found["B2.2.1"].n) == (1.0, 12)
    assert found["B1.3.1"].n == 20


def test_declared_and_foreign_lines_are_left_to_people() -> None:
    found = scores([ItemMeasures()] * 30)
    assert found["A1.1.1"].outcome == "not_assessed"
    assert found["A3.1.1"].outcome == found["A5.2.1"].outcome == "not_applicable"


def test_intervals_know_that_people_come_in_articles() -> None:
    draw = random.Random(4)
    spread = [(draw.randint(0, 1), 1) for _ in range(300)]
    women = sum(w for w, _ in spread)
    low, high = bootstrap(spread, seed=1)
    exact = wilson(women, 300)
    assert (low, high) == pytest.approx(exact, abs=0.02)
    lumped = [(w * 10, 10) for w, _ in spread[:30]]
    low, high = bootstrap(lumped, seed=1)
    assert high - low > 1.5 * (
        wilson(sum(w for w, _ in lumped), 300)[1] - wilson(sum(w for w, _ in lumped), 300)[0]
    )
    assert linearised(spread) == pytest.approx(exact, abs=0.02)


def test_same_items_same_figures() -> None:
    draw = random.Random(7)
    items = [ItemMeasures(people=Tally(draw.randint(0, 3), draw.randint(0, 4))) for _ in range(60)]
    assert score(items, EDITION, seed=3) == score(list(reversed(items)), EDITION, seed=3)


def test_wilson_against_published_values() -> None:
    assert wilson(15, 50) == pytest.approx((0.191, 0.438), abs=1e-3)
    assert wilson(0, 60) == pytest.approx((0.0, 0.060), abs=1e-3)
    assert wilson(5, 5)[1] == 1.0


def test_the_edition_is_complete_and_honest_about_its_words() -> None:
    assert "vn-2014" in editions()
    codes = [i.code for i in EDITION]
    assert len(codes) == len(set(codes)) == 46
    confirmed = {i.code for i in EDITION if i.confirmed}
    assert confirmed == {*(f"B1.1.{n}" for n in range(1, 7)), "B1.2.1", "B1.2.2"}
    assert all(i.evidence == "C" for i in EDITION if i.confirmed)
    assert not any(i.points or i.bands for i in EDITION)
    assert {i.code for i in EDITION if "association" in i.answers} == {"A3.1.1", "A3.2.1"}


def test_unknown_edition_names_the_known() -> None:
    with pytest.raises(UnknownEdition) as caught:
        load_edition("vn-1999")
    assert "vn-2014" in str(caught.value.values["known"])


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("measure: women_among_people", "measure: women_by_magic", "women_by_magic"),
        ("code: A1.1.2", "code: A1.1.1", "twice"),
        ("minimum_n: 30", "minimum_n: many", "many"),
        ("objective: A2.1", "objective: A9.9", "A9.9"),
        ("- {code: A1.1,", "- {code: A7.1,", "A7"),
    ],
)
def test_a_broken_edition_names_file_and_line(tmp_path, old: str, new: str, words: str) -> None:
    import indicators.indexes.edition as module

    text = (module._HERE / "vn-2014.yaml").read_text(encoding="utf-8")
    assert old in text
    broken = text.replace(old, new, 1)
    rows = [n for n, row in enumerate(broken.splitlines(), 1) if new in row]
    line = rows[1] if words == "twice" else rows[0]
    file = tmp_path / "broken.yaml"
    file.write_text(broken, encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        load_edition(file)
    assert caught.value.values["file"] == str(file)
    assert caught.value.values["line"] == line
    assert words in str(caught.value.values["detail"])
