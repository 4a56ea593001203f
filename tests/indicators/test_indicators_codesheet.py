"""Whoever reports to GMMP fills every field of its sheet; a field the edition leaves out is a field nobody can map."""

from __future__ import annotations

import pytest

from indicators.errors import DataFileError
from indicators.indexes import load_edition
from indicators.indexes.comparing import differences

# the fields of the sheets, by number; letters where the sheet has none
HEAD = {
    "site",
    "address",
    "accessed",
    "offline",
    "monitor",
    "country",
    "depth",
    "channel",
    "start",
    "anchors-f",
    "anchors-m",
}
NUMBERED = {str(n) for n in range(1, 27)} | {"z"}
OTHER_SHEETS = {"n1", "n4", "item", "role"}


@pytest.fixture(scope="module")
def gmmp():
    return load_edition("gmmp-2020")


def test_every_field_of_the_sheets_is_there_once(gmmp):
    codes = [field.code for field in gmmp.code_sheet]
    assert len(codes) == len(set(codes))
    assert {f"head.{name}" for name in HEAD} | NUMBERED | OTHER_SHEETS <= set(codes)


def test_every_field_says_what_of_ours_answers_it_or_why_nothing_does(gmmp):
    ours = {indicator.code for indicator in load_edition("vn-2014")}
    for field in gmmp.code_sheet:
        assert set(field.title) == {"vi", "en"} and field.sheets and field.sources, field.code
        assert set(field.maps) <= ours, field.code
        assert field.note or field.ours in {"measured", "assisted", "coded"}, field.code
        if field.ours in {"measured", "assisted"}:
            assert field.measure or field.indicator, field.code


def test_every_closed_question_has_its_values(gmmp):
    lists = {table.id: [code for code, _ in table.codes] for table in gmmp.code_lists}
    values = {field.code: field.values for field in gmmp.code_sheet if field.values}
    assert values["2"] == "topic" and len(lists["topic"]) == 58 and len(lists["topic_group"]) == 8
    assert values["14"] == "occupation" and lists["occupation"] == [str(n) for n in range(28)]
    assert lists[values["role"]] == ["anchor", "reporter", "other"]
    assert lists[values["12"]] == ["1", "2", "3", "4"] and values["10"] == values["12"]
    assert len(lists[values["11"]]) == 8 and len(lists[values["15"]]) == 8 and len(lists[values["18"]]) == 9
    for code in ("4", "5", "6", "7", "16", "17", "20", "22", "23", "24", "26", "z"):
        assert lists[values[code]] == ["yes", "no"], code
    for code in ("8", "9"):
        assert lists[values[code]] == ["agree", "disagree"], code
    used = set(values.values()) | {i.code_list for i in gmmp if i.code_list}
    assert set(lists) - used == {"topic_group", "occupation_vn"}


def test_the_sheets_of_other_media_differ_where_the_source_says_so(gmmp):
    sheets = {field.code: set(field.sheets) for field in gmmp.code_sheet}
    assert sheets["1"] == sheets["4"] == sheets["5"] == {"internet"}
    assert sheets["n1"] == sheets["n4"] == {"newspaper"}
    for code in ("head.channel", "head.start", "head.anchors-f", "head.anchors-m", "item", "role"):
        assert sheets[code] == {"radio", "television"}, code


def test_every_indicator_of_the_sheet_is_the_field_of_its_number(gmmp):
    fields = {field.code: field for field in gmmp.code_sheet}
    for indicator in gmmp:
        number = indicator.code.rsplit(".", 1)[1]
        if not indicator.code.startswith("G4"):
            assert fields[number].indicator == indicator.code
            assert set(fields[number].maps) == set(indicator.maps), number
            assert fields[number].values == indicator.code_list, number
            assert fields[number].measure == (indicator.measure or ""), number


@pytest.mark.parametrize(
    ("field", "detail"),
    [
        ("ours: none", "none needs note"),
        ("ours: coded", "coded needs question"),
        ("ours: measured, measure: guesses", "unknown measure guesses"),
        ("ours: recorded, values: nothing", "no code list nothing"),
        ("ours: recorded, indicator: B9.9.9", "no indicator B9.9.9"),
    ],
)
def test_a_field_that_leads_nowhere_is_refused_at_its_line(tmp_path, field, detail):
    file = tmp_path / "song-mo.yaml"
    file.write_text(
        "edition: song-mo\nextends: vn-2014\ncode_sheet:\n"
        f"  - {{code: '1', title: {{vi: a, en: a}}, part: story, sheets: [internet], evidence: I, {field}}}\n",
        encoding="utf-8",
    )
    with pytest.raises(DataFileError, match=detail) as caught:
        load_edition(file)
    assert caught.value.values["line"] == 4


def test_a_department_can_fill_the_special_questions_and_sees_the_difference(tmp_path, gmmp):
    file = tmp_path / "song-mo.yaml"
    file.write_text(
        "edition: song-mo\nextends: gmmp-2020\ncode_sheet:\n"
        "  - {code: '22', title: {vi: nói tiếng dân tộc, en: speaks a minority language}, part: person, sheets: [internet],\n"
        "     ours: by_hand, values: yes_no, evidence: I, note: {vi: do tỉnh đặt, en: set by the province}}\n",
        encoding="utf-8",
    )
    own = load_edition(file)
    assert [field.code for field in own.code_sheet] == ["22"]
    told = {(d.code, d.what, d.field) for d in differences(gmmp, own)}
    assert ("code_sheet 22", "changed", "title") in told and ("code_sheet 4", "removed", "") in told
