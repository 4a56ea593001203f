"""What a department would lose: an edition it can change without Python, and a mistake found in its own file and line."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from crawlers.register import KINDS
from indicators import formula
from indicators.errors import DataFileError
from indicators.indexes import editions, load_edition
from indicators.indexes.comparing import ADDED, CHANGED, REMOVED, differences
from indicators.measures import FORMULAS, MEASURES
from indicators.plans import Period, Wordings, spans
from indicators.rules import load_packs
from indicators.scoring import ItemMeasures, Tally, score

ROOT = Path(__file__).resolve().parents[2]
DERIVED = """\
edition: song-mo
extends: vn-2014
title: {vi: "Ấn bản Sông Mơ", en: "Sông Mơ"}
indicators:
  - code: B1.1.2
    points: 5
    bands: [{at_least: 0.4, points: 5}, {at_least: 0.3, points: 3}]
  - code: A4.1.5
    title: {vi: "Danh bạ chuyên gia nữ của tỉnh", en: "Directory"}
  - code: B1.3.3
    title: {vi: "Tin, bài dẫn luật", en: "Items naming law"}
    wording: own
    evidence: I
    objective: B1.3
    answers: [media_body]
    unit: articles
    method: measured
    measure: formula
    formula: "any_law_items / items"
    minimum_n: 20
remove: [B2.1.2]
"""


@pytest.fixture
def derived(tmp_path):
    def write(text: str = DERIVED, name: str = "song-mo.yaml") -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


def test_every_edition_of_the_program_is_ready_to_be_asked():
    assert editions() == ["gmmp-2020", "huong-uoc", "programme-1790", "vn-2014"]
    for name in editions():
        edition = load_edition(name)
        for i in edition:
            assert i.question, (name, i.code)
            assert i.question["vi"].rstrip().endswith(("?", ".")), (name, i.code)
            assert i.verification and i.tags, (name, i.code)
            assert i.sources, (name, i.code)
            assert i.points is None and not i.bands, (name, i.code)
            assert (i.measure is None) == (i.formula is None), (name, i.code)


def test_index_results_are_never_called_violations():
    for name in editions():
        edition = load_edition(name)
        texts = [edition.note["vi"], *(e.title["vi"] for e in edition.entries)]
        texts += [i.question["vi"] for i in edition]
        for text in texts:
            for word in ("vi phạm", "thanh tra", "kiểm tra", "kiểm toán"):
                assert word not in text.lower(), (name, text)


def test_only_media_bodies_of_the_2014_index_enter_the_rate():
    others = {i.code: i.answers for i in load_edition("vn-2014") if i.answers != ("media_body",)}
    assert others == {"A3.1.1": ("association",), "A3.2.1": ("association",), "A5.2.1": ("training",)}
    assert all(i.answers == ("community",) for i in load_edition("huong-uoc"))


def test_the_gmmp_sheet_is_complete_and_leads_to_our_indicators():
    edition = load_edition("gmmp-2020")
    lists = {c.id: [code for code, _ in c.codes] for c in edition.code_lists}
    assert lists["topic"] == [str(n) for n in range(1, 59)]
    assert lists["occupation"] == [str(n) for n in range(28)]
    assert len(lists["function"]) == 8
    ours = {i.code for i in load_edition("vn-2014")}
    assert {code for i in edition for code in i.maps} <= ours
    assert {"B1.1.1", "B1.1.2", "B1.1.3", "B1.1.5", "B1.2.3", "B1.3.2"} <= {
        c for i in edition for c in i.maps
    }


def test_every_line_of_the_programme_names_its_plan():
    for i in load_edition("programme-1790"):
        assert any("KH " in s or s == "NQ 28/NQ-CP" for s in i.sources), i.code
        assert (i.evidence == "K") == ("NQ 28/NQ-CP" in i.sources), i.code


def test_a_derived_edition_changes_adds_and_removes(derived):
    base, own = load_edition("vn-2014"), load_edition(derived())
    assert (own.id, own.extends) == ("song-mo", ("vn-2014",))
    assert len(own.indicators) == len(base.indicators)
    changed = own.get("B1.1.2")
    assert changed.points_for(0.35) == 3 and changed.title == base.get("B1.1.2").title
    assert (own.get("A4.1.5").wording, base.get("A4.1.5").wording) == ("own", "working")
    codes = [i.code for i in own]
    assert codes[codes.index("B1.3.2") + 1] == "B1.3.3"
    assert own.get("B2.1.2") is None
    told = {(d.code, d.what, d.field) for d in differences(base, own)}
    assert told == {
        ("B1.1.2", CHANGED, "points"),
        ("B1.1.2", CHANGED, "bands"),
        ("A4.1.5", CHANGED, "title"),
        ("A4.1.5", CHANGED, "wording"),
        ("B1.3.3", ADDED, ""),
        ("B2.1.2", REMOVED, ""),
    }


def test_a_derived_edition_may_be_derived_from_again(derived):
    derived()
    second = derived(
        'edition: ben-mo\nextends: song-mo\ntitle: {vi: "Bến Mơ", en: "Bến Mơ"}\n'
        "indicators:\n  - {code: B1.1.2, points: 8, bands: null}\n",
        "ben-mo.yaml",
    )
    edition = load_edition(second)
    assert edition.extends == ("song-mo", "vn-2014")
    assert (edition.get("B1.1.2").points, edition.get("B1.1.2").bands) == (8, ())
    assert edition.get("B1.3.3") is not None
    before = edition.sha256
    derived(DERIVED.replace("0.3,", "0.35,"))
    assert load_edition(second).sha256 != before, "a change below must make stored scores stale"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("extends: vn-2014", "extends: vn-1999", "vn-1999"),
        ("extends: vn-2014", "extends: ../song-mo.yaml", "../song-mo"),
        ("extends: vn-2014", "extends: song-mo", "circle"),
        ("code: A4.1.5", "code: B1.1.2", "twice"),
        ("code: B1.1.2", "code: B1.1.99", "needs"),
        ("points: 5\n", "points: năm\n", "năm"),
        ("{at_least: 0.4, points: 5}", "{at_least: 0.4, points: 9}", "9"),
        ("wording: own", "wording: mine", "mine"),
        ("objective: B1.3\n", "objective: B9.9\n", "B9.9"),
        ("measure: formula", "measure: magic", "magic"),
        ('"any_law_items / items"', '"women / items"', "women"),
        ('"any_law_items / items"', '"items * 2"', "division"),
        ('"any_law_items / items"', "\"__import__('os') / items\"", "mean"),
        ("remove: [B2.1.2]", "remove: [B7.7.7]", "B7.7.7"),
        ("remove: [B2.1.2]", "remove: [B1.1.2]", "both"),
        ("    minimum_n: 20", "    minimum_m: 20", "minimum_m"),
    ],
)
def test_a_mistake_in_a_derived_edition_names_its_own_file_and_line(derived, old, new, words):
    assert old in DERIVED
    text = DERIVED.replace(old, new, 1)
    file = derived(text)
    with pytest.raises(DataFileError) as caught:
        load_edition(file)
    values = caught.value.values
    assert values["file"] == str(file)
    assert words in str(values["detail"])
    rows = [n for n, row in enumerate(text.splitlines(), 1) if new.strip() in row]
    if words == "minimum_m":
        # a field nobody knows belongs to its entry, which begins at its first line
        rows = [n for n, row in enumerate(text.splitlines(), 1) if "code: B1.3.3" in row]
    assert values["line"] == rows[-1], values


def test_two_files_cannot_extend_each_other(derived):
    derived('edition: a\nextends: b\ntitle: {vi: "A", en: "A"}\n', "a.yaml")
    file = derived('edition: b\nextends: a\ntitle: {vi: "B", en: "B"}\n', "b.yaml")
    with pytest.raises(DataFileError) as caught:
        load_edition(file)
    assert "circle" in str(caught.value.values["detail"])
    assert caught.value.values["line"] == 2


def test_an_objective_with_indicators_cannot_be_removed(derived):
    file = derived('edition: c\nextends: vn-2014\ntitle: {vi: "C", en: "C"}\nremove: [B1.4]\n', "c.yaml")
    with pytest.raises(DataFileError) as caught:
        load_edition(file)
    assert "B1.4" in str(caught.value.values["detail"])


def random_items(seed: int) -> list[ItemMeasures]:
    draw = random.Random(seed)

    def tally() -> Tally:
        return Tally(*(draw.randint(0, 3) for _ in range(4)))

    return [
        ItemMeasures(
            people=tally(),
            sources=tally(),
            experts=tally(),
            popular=tally(),
            spokespersons=tally(),
            victims=tally(),
            positions={"3": tally()},
            gender_topic=draw.random() < 0.3,
            gbv=draw.random() < 0.2,
            law_reference=draw.random() < 0.3,
            women_central=draw.random() < 0.2,
            advert=draw.random() < 0.2,
            scoring=frozenset({"B1.2.1"} if draw.random() < 0.2 else ()),
            topics=frozenset({draw.choice([3, 8, 56])}),
        )
        for _ in range(200)
    ]


@pytest.mark.parametrize("name", sorted(set(FORMULAS) - {"challenging_items", "planned_items"}))
def test_the_printed_formula_is_what_the_measure_computes(name, derived):
    file = derived(
        'edition: one\nextends: vn-2014\ntitle: {vi: "1", en: "1"}\n'
        f"indicators:\n  - {{code: B1.2.1, measure: {name}, minimum_n: 1}}\n",
        "one.yaml",
    )
    items = random_items(5)
    found = next(s for s in score(items, load_edition(file), resamples=10) if s.code == "B1.2.1")
    news, adverts = [i for i in items if not i.advert], [i for i in items if i.advert]
    told = formula.evaluate(formula.parse(FORMULAS[name]), news, adverts, frozenset({"B1.2.1"}))
    assert found.value == pytest.approx(told)
    assert set(FORMULAS) | {"formula"} == set(MEASURES)


def test_a_formula_of_a_department_is_scored_with_an_interval(derived):
    edition = load_edition(derived())
    found = next(s for s in score(random_items(6), edition, resamples=50) if s.code == "B1.3.3")
    assert found.outcome == "measured" and found.numerator and found.n
    assert found.interval[0] < found.value < found.interval[1]
    few = next(s for s in score(random_items(6)[:10], edition) if s.code == "B1.3.3")
    assert (few.outcome, few.value) == ("insufficient", None)


@pytest.mark.parametrize(
    "text",
    ["open('x')", "items.people", "items ** 2", "[items]", "items if 1 else 0", "1.5 * items", "(" * 99],
)
def test_a_formula_can_never_run_code(text):
    with pytest.raises(formula.FormulaError):
        formula.parse(text)


def test_parity_is_zero_on_the_gem_scale():
    edition = load_edition("gmmp-2020")

    def gem(women: int, men: int, n: int = 60) -> object:
        group = Tally(women, men)
        item = {"people": group, "experts": group, "spokespersons": group}
        items = [ItemMeasures(**item, topics=frozenset({3 if k % 2 else 8})) for k in range(n)]
        return next(s for s in score(items, edition, resamples=10) if s.code == "G4.1.1")

    assert gem(1, 1).value == 0
    assert gem(0, 2).value == -1
    assert gem(1, 3).value == pytest.approx(-0.5)
    assert gem(1, 1).note == "gem_partial"
    short = gem(1, 1, n=10)
    assert (short.outcome, short.value, short.n) == ("insufficient", None, 10)


def programme(items, first="2025-01-01", last="2025-12-31"):
    return {s.code: s for s in score(items, load_edition("programme-1790"), period=(first, last))}


def calm(*days: str, **more) -> list[ItemMeasures]:
    return [ItemMeasures(published=day, **more) for day in days]


def test_promises_are_counted_in_whole_spans():
    plain = calm(*(f"2025-{m:02d}-05" for m in range(1, 13)), *(f"2025-{m:02d}-25" for m in range(1, 13)))
    items = plain + calm("2025-02-10", "2025-02-11", "2025-07-01", gender_topic=True)
    found = programme(items)
    assert (found["P1.2.2"].numerator, found["P1.2.2"].n) == (2, 12)
    assert found["P1.2.3"].value == 0.0 and found["P1.2.3"].n == 4
    assert found["P2.1.2"].value == 0.0, "none between 1 and 10 March"
    flowers = calm("2025-03-08")
    assert programme(items + flowers)["P2.1.2"].value == 0.0
    spoken = calm("2025-03-08", gender_topic=True)
    assert programme(items + spoken)["P2.1.2"].value == 1.0


def test_two_items_on_law_are_two_and_not_one():
    items = calm(*(f"2025-{m:02d}-05" for m in range(1, 13)), *(f"2025-{m:02d}-25" for m in range(1, 13)))
    one = calm("2025-04-04", gender_topic=True, law_reference=True)
    assert programme(items + one)["P1.1.1"].value == 0.0
    assert programme(items + one + one)["P1.1.1"].value == 1.0
    assert programme(items + calm("2025-04-04", law_reference=True) * 2)["P1.1.1"].value == 0.0


def test_half_a_year_says_nothing_about_a_yearly_promise():
    items = calm(*(f"2025-{m:02d}-{d:02d}" for m in range(1, 7) for d in (3, 9, 15, 21)), gender_topic=True)
    found = programme(items, last="2025-06-30")
    assert (found["P1.1.1"].outcome, found["P1.1.1"].value) == ("insufficient", None)
    assert found["P1.1.1"].note == "no_whole_span"
    assert found["P2.1.1"].outcome == "insufficient", "the action month has not come"
    assert found["P1.2.2"].n == 6


def test_a_reporting_year_has_its_own_months_and_keeps_the_action_month():
    plan = load_edition("programme-1790").get("P1.2.2").plan
    first = next(spans(Period.of("2024-12-15", "2025-12-14"), plan))
    assert [day.isoformat() for day in first] == ["2024-12-15", "2025-01-14"]
    month = load_edition("programme-1790").get("P2.1.1").plan
    assert len(list(spans(Period.of("2024-12-15", "2025-12-14"), month))) == 1
    assert not list(spans(Period.of("2025-01-01", "2025-11-25"), month))


def test_words_of_a_plan_are_found_in_any_writing():
    words = Wordings(load_edition("programme-1790"))
    assert "P3.1.3" in words.named("", "Câu lạc bộ NGƯỜI CAO TUỔI bàn chuyện bình đẳng")
    assert "P1.2.1" in words.named("Chuyên mục: Bình đẳng giới")
    assert words.named("Hội chợ hoa xuân") == frozenset()
    assert not Wordings(load_edition("vn-2014"))


def test_the_pack_of_conventions_stays_out_of_the_news():
    folder = ROOT / "indicators" / "rules" / "packs"
    news = {
        rule["id"]
        for file in folder.glob("*.yaml")
        for rule in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["rules"]
    }
    own = load_packs([folder / "on-request" / "huong-uoc.yaml"]).rules
    assert len(own) >= 20 and not news & {rule.id for rule in own}
    codes = {i.code for i in load_edition("huong-uoc")}
    assert {code for rule in own for code in rule.indicators} == codes, "every line has wordings to look for"


def test_a_line_for_broadcasters_is_not_asked_of_a_newspaper():
    items = calm(*(f"2025-{m:02d}-{d:02d}" for m in range(1, 13) for d in (5, 25)), gender_topic=True)
    edition = load_edition("programme-1790")

    def outcomes(kind: str) -> dict[str, str]:
        period = ("2025-01-01", "2025-12-31")
        return {s.code: s.outcome for s in score(items, edition, period=period, kind=kind)}

    for kind in ("broadcaster", "press_and_broadcaster"):
        assert (outcomes(kind)["P1.2.2"], outcomes(kind)["P1.2.3"]) == ("measured", "not_applicable")
    for kind in ("newspaper", "portal", "magazine"):
        assert (outcomes(kind)["P1.2.2"], outcomes(kind)["P1.2.3"]) == ("not_applicable",) * 2
    assert outcomes("grassroots")["P1.2.3"] == "measured"
    assert outcomes("newspaper")["P1.1.1"] == "measured", "what is asked of all is asked of newspapers"
    assert outcomes("")["P1.2.2"] == "measured", (
        "of an outlet whose kind nobody wrote down everything is asked"
    )


def test_an_edition_may_say_whom_a_line_concerns(derived):
    file = derived(DERIVED.replace("    points: 5\n", "    points: 5\n    outlets: [newspaper]\n"))
    edition = load_edition(file)
    assert edition.get("B1.1.2").applies_to("newspaper")
    assert not edition.get("B1.1.2").applies_to("portal")
    assert not edition.get("A3.1.1").applies_to("newspaper"), "associations answer that one"
    changed = [d for d in differences(load_edition("vn-2014"), edition) if d.field == "outlets"]
    assert [(d.code, d.before, d.after) for d in changed] == [("B1.1.2", [], ["newspaper"])]
    with pytest.raises(DataFileError) as caught:
        load_edition(derived(DERIVED.replace("    points: 5\n", "    outlets: [newspapers]\n")))
    assert caught.value.values["line"] == 6


def test_kinds_of_outlets_are_those_of_the_register():
    """Two rooms that do not know each other name them: a kind in one alone could never be asked for."""
    schema = json.loads((ROOT / "indicators" / "indexes" / "index.schema.json").read_text(encoding="utf-8"))
    named = next(each["outlets"]["items"]["enum"] for each in _properties(schema) if "outlets" in each)
    assert tuple(named) == KINDS


def _properties(schema: object) -> Iterator[dict]:
    """All blocks of properties anywhere in a schema."""
    for value in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _properties(value)
    if isinstance(schema, dict) and isinstance(schema.get("properties"), dict):
        yield schema["properties"]


def test_notes_are_told_in_both_languages():
    for name in editions():
        edition = load_edition(name)
        for i in edition:
            if i.note:
                assert i.note["vi"] != i.note["en"], (name, i.code)


def test_a_note_in_one_language_is_kept(derived):
    edition = load_edition(
        derived(DERIVED.replace("    points: 5\n", '    points: 5\n    note: "Ghi chú"\n'))
    )
    assert edition.get("B1.1.2").note == {"vi": "Ghi chú", "en": "Ghi chú"}


COMPLETE = """\
edition: rieng
title: {vi: "Ấn bản riêng", en: "Own"}
sources: [S1]
note: {vi: "-", en: "-"}
categories: [{code: X, title: {vi: "X", en: "X"}, wording: own, evidence: I}]
sections: [{code: X1, title: {vi: "X1", en: "X1"}, wording: own, evidence: I}]
objectives: [{code: X1.1, title: {vi: "X1.1", en: "X1.1"}, wording: own, evidence: I}]
indicators:
  - code: X1.1.1
    title: {vi: "Một", en: "One"}
    wording: own
    evidence: I
    objective: X1.1
    answers: [media_body]
    unit: articles
    method: measured
    measure: gender_items
    minimum_n: 20
  - code: X1.1.2
    title: {vi: "Hai", en: "Two"}
    wording: own
    evidence: I
    objective: X1.1
    answers: [media_body]
    unit: periods
    method: measured
    measure: planned_items
    plan: {wanted: 1, words: ["(cô | chị)"]}
"""


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("minimum_n: 20", "minimum_n: twenty", 18),  # wrong type
        ("evidence: I\n    objective", "evidence: [I]\n    objective", 12),
        ("measure: gender_items", "measure: gender_article", 17),  # unknown measure
        ("code: X1.1.2", "code: X1.1.1", 19),  # the same code twice
        ("code: X1.1.2", "code: X1.1", 19),  # also as an objective
        ("objective: X1.1\n", "objective: X1.2\n", 13),
        ("edition: rieng\n", "edition: rieng\nextends: rieng\n", 2),  # a circle
        ('["(cô | chị)"]', '["(cô | chị"]', 28),
        ("title: {vi: \"Hai\"", "title: {vi: \"Hai", 20),  # no YAML any more
        ("minimum_n: 20", "minimum_n: 20\n    minimum_n: 30", 19),  # a key twice: YAML would keep the last
    ],
)  # fmt: skip
def test_a_broken_edition_is_answered_with_file_and_line(derived, old, new, line):
    assert load_edition(derived(COMPLETE, "rieng.yaml")).id == "rieng"
    assert old in COMPLETE
    file = derived(COMPLETE.replace(old, new, 1), "rieng.yaml")
    with pytest.raises(DataFileError) as caught:
        load_edition(file)
    assert (caught.value.values["file"], caught.value.values["line"]) == (str(file), line), (
        caught.value.values
    )


def test_a_line_is_asked_only_in_its_time(derived):
    text = DERIVED.replace(
        "  - code: A4.1.5\n", '    valid_from: "2026-07-01"\n    valid_to: "2026-12-31"\n  - code: A4.1.5\n'
    )
    own = load_edition(derived(text))
    items = [ItemMeasures(sources=Tally(3, 2), published="2026-06-01")] * 30
    for first, last, outcome in (
        ("2026-01-01", "2026-06-30", "not_applicable"),
        ("2026-01-01", "2026-07-01", "measured"),
        ("2026-12-31", "2027-12-30", "measured"),
        ("2027-01-01", "2027-12-31", "not_applicable"),
        ("", "", "measured"),
    ):
        found = next(s for s in score(items, own, resamples=5, period=(first, last)) if s.code == "B1.1.2")
        assert found.outcome == outcome, (first, last)


def test_tags_agree_with_the_map_and_every_line_says_its_time():
    ours = load_edition("vn-2014")
    mapped = {code for i in load_edition("gmmp-2020") for code in i.maps}
    assert all("GSIM" in i.tags and any(t.startswith("SDG5") for t in i.tags) for i in ours)
    assert {i.code for i in ours if "GMMP" in i.tags} == mapped
    for name in editions():
        edition = load_edition(name)
        assert edition.validity_note or edition.valid_from, name
        for i in edition:
            assert i.question and i.verification and i.sources and (i.minimum_n or not i.measure), i.code
            if name == "vn-2014" and i.method != "declared" and i.measure is None:
                assert i.note, f"{i.code}: why nothing measures it"
