"""What each circle of readers may see of the papers: nothing public names anybody, small cells cannot be worked out."""

from __future__ import annotations

from dataclasses import replace

import pytest
import report_sample as sample
from paper_sample import EVERY, PRIVATE, everything, figures, made, shown

from reports.figures import Adoption, Opinion, Outcome
from reports.papers import (
    FOR_OUTLET,
    Circulation,
    Kind,
)
from reports.papers.circulating import groups, standings
from reports.small import SMALL


@pytest.mark.parametrize(("kind", "readers"), [each for each in EVERY if each[1] == Circulation.PUBLIC])
def test_nothing_public_names_anybody(tmp_path, kind, readers):
    report = figures()
    text = everything(made(tmp_path, kind, readers, report))
    hidden = [
        *PRIVATE,
        sample.PROTECTED_WORDS,
        sample.HEADLINE,
        "phái đẹp",
        "song-may",
        ".example",
        "Sông Mây",
    ]
    hidden += [o.name for o in report.outlets] + [o.id for o in report.outlets]
    assert [word for word in hidden if word in text] == []
    # and the figures that a plan asks for are there
    assert "đạt 6/9 cơ quan (66,7 %)" in text


def test_limits_that_name_outlets_stay_inside(tmp_path):
    inside = shown(made(tmp_path, Kind.ANNUAL, Circulation.INTERNAL))
    outside = shown(made(tmp_path, Kind.ANNUAL, Circulation.PUBLIC))
    assert "ở 2 cặp" in inside
    assert "ở 2 cặp" not in outside
    assert "Không có giới hạn nào khác." in outside


@pytest.mark.parametrize("kind", [*FOR_OUTLET, Kind.OPINIONS])
def test_an_outlet_reads_of_itself_alone_and_not_who_checked(tmp_path, kind):
    report = figures()
    text = everything(made(tmp_path, kind, Circulation.OUTLET, report))
    others = [word for o in report.outlets[1:] for word in (o.name, o.id)]
    assert [
        word for word in [*others, PRIVATE[0], sample.PROTECTED_WORDS, sample.HEADLINE] if word in text
    ] == []
    assert report.outlets[0].name in text


def test_an_outlet_reads_the_names_of_its_papers_and_not_where_the_department_files_them(tmp_path):
    report = figures()
    adoption = replace(
        report.outlets[0].adoption,
        evidence=(
            "can-cu/bao-tinh/quyet-dinh.txt (SHA-256 6fac01b2c3d4)",
            "QĐ số 12/QĐ-BM",
            "QĐ 9/QĐ-BM: can-cu/phan-cong.pdf (SHA-256 6fac01b2c3d5)",
        ),
    )
    said = Opinion(
        "1", "Mẫu", "other", "Xin xem", "2026-01-02", papers=("y-kien\\anh chup.jpg (SHA-256 00ff00ff00ff)",)
    )
    first = replace(report.outlets[0], adoption=adoption, opinions=(said,))
    report = replace(report, outlets=(first, *report.outlets[1:]))
    text = shown(made(tmp_path, Kind.SCORECARD, Circulation.OUTLET, report))
    assert all(name in text for name in ("quyet-dinh.txt", "QĐ số 12/QĐ-BM", "QĐ 9/QĐ-BM: phan-cong.pdf"))
    letter = shown(made(tmp_path, Kind.EXPLANATION, Circulation.OUTLET, report))
    assert "anh chup.jpg" in letter
    assert not [w for w in ("SHA-256", "can-cu/", "y-kien") if w in text + letter]
    assert "SHA-256 6fac" in shown(made(tmp_path, Kind.SCORECARD, Circulation.INTERNAL, report))


def test_words_that_identify_a_child_stand_in_no_paper(tmp_path):
    for kind, readers in EVERY:
        text = everything(made(tmp_path, kind, readers))
        assert sample.PROTECTED_WORDS not in text
        assert "chau-be-lop-4b" not in text


def test_a_kind_of_which_nobody_applies_gives_no_other_away():
    """Where no broadcaster applies, the one formal body of the province is of the other kind."""
    levels = {"broadcaster": [0] * 7, "newspaper": [2] + [1] * 4 + [0] * 5}
    base = sample.report().outlets[0]
    made = [
        replace(base, id=f"{kind}{n}", kind=kind, adoption=Adoption(level))
        for kind, every in levels.items()
        for n, level in enumerate(every)
    ]
    assert groups(made, public=True) == ()


def test_nobody_is_asked_to_explain_a_merit(tmp_path):
    """Items that challenge stereotypes wait for a reader, too."""
    report = figures()
    first = report.outlets[0]
    asked = next(f for f in first.indicators if f.outcome == Outcome.NEEDS_REVIEW)
    for merit in (False, True):
        lines = tuple(replace(f, merit=merit) if f is asked else f for f in first.indicators)
        told = replace(report, outlets=(replace(first, indicators=lines), *report.outlets[1:]))
        for kind in (Kind.EXPLANATION, Kind.MINUTES):
            folder = tmp_path / f"{kind}{merit}"
            folder.mkdir()
            assert (asked.title in shown(made(folder, kind, Circulation.OUTLET, told))) is not merit


def many(kinds: dict[str, tuple[int, int]]):
    """Counted outlets: kind -> how many, how many of them apply as a pilot."""
    base = sample.report().outlets[0]
    return [
        replace(base, id=f"{kind}{n}", kind=kind, adoption=Adoption(1 if n < applying else 0))
        for kind, (size, applying) in kinds.items()
        for n in range(size)
    ]


def test_small_cells_cannot_be_worked_out_of_the_public_table():
    # worked out by hand: 12 of 20 papers and 8 of 16 stations are many on both sides; the three small kinds are pooled (6),
    # where 3 of 6 is few on both sides; one gap would follow from the total, so the smallest other cell is hidden too
    made = groups(
        many(
            {
                "newspaper": (20, 12),
                "grassroots": (16, 8),
                "portal": (3, 2),
                "magazine": (2, 1),
                "supplement": (1, 0),
            }
        ),
        public=True,
    )
    assert [(g.kinds, g.counted, g.pilot) for g in made] == [
        (("newspaper",), 20, 12),
        (("grassroots",), 16, None),
        (("portal", "magazine", "supplement"), 6, None),
    ]
    # nobody applies formally: nothing small about none
    assert [g.formal for g in made] == [0, 0, 0]


def test_a_small_pool_takes_the_smallest_kind_with_it():
    made = groups(many({"newspaper": (20, 10), "grassroots": (6, 6), "portal": (1, 1)}), public=True)
    assert [(set(g.kinds), g.counted) for g in made] == [({"newspaper"}, 20), ({"grassroots", "portal"}, 7)]
    assert groups(many({"newspaper": (3, 1), "portal": (1, 1)}), public=True) == ()


def test_inside_every_kind_is_shown():
    made = groups(many({"newspaper": (3, 1), "portal": (1, 1)}), public=False)
    assert [(g.kinds, g.counted, g.pilot, g.formal) for g in made] == [
        (("newspaper",), 3, 1, 0),
        (("portal",), 1, 1, 0),
    ]


def test_a_range_needs_five_outlets():
    outlets = [replace(o, counted=True) for o in sample.forty().outlets if o.indicators]
    few = {s.code: s for s in standings(outlets[: SMALL - 1])}["B1.1.1"]
    enough = {s.code: s for s in standings(outlets[:SMALL])}["B1.1.1"]
    assert (few.measured, few.low, few.high) == (4, None, None)
    values = [i.value for o in outlets[:5] for i in o.indicators if i.code == "B1.1.1"]
    assert (enough.measured, enough.low, enough.high) == (5, min(values), max(values))
    assert not {s.code for s in standings(outlets)} & {"A1.1.1", "A5.2.1"}


def test_the_public_paper_sends_nobody_to_papers_that_stay_inside(tmp_path):
    inside = shown(made(tmp_path, Kind.ANNUAL, Circulation.INTERNAL))
    public = shown(made(tmp_path, Kind.ANNUAL, Circulation.PUBLIC))
    assert "nêu tại phiếu kết quả" in inside
    assert "phiếu kết quả" not in public and "bản lưu hành nội bộ" not in public


def test_how_many_have_a_result_is_a_small_cell_too(tmp_path):
    """Two of ten with a result are as easily named as two of ten that apply."""
    empty = replace(sample.indicators()[3], outcome=Outcome.INSUFFICIENT, value=None)
    base = sample.forty()

    def with_result(k):
        return replace(
            base,
            outlets=tuple(
                replace(o, counted=at < 12, indicators=(sample.indicators(at)[3] if at < k else empty,))
                for at, o in enumerate(base.outlets)
            ),
        )

    inside, public = Circulation.INTERNAL, Circulation.PUBLIC
    assert "\n2/12\n" in shown(made(tmp_path, Kind.ANNUAL, inside, with_result(2)))
    for k in (2, 10):
        text = shown(made(tmp_path, Kind.ANNUAL, public, with_result(k)))
        assert f"\n{k}/12\n" not in text and f"{k} cơ quan có kết quả" not in text
        assert "\nkhông công bố (số nhỏ)\n" in text[text.index("TÌNH TRẠNG ĐÁNH GIÁ") :]
    assert "từ 5 cơ quan có kết quả, thấp nhất" in text
    for k in (6, 12):
        text = shown(made(tmp_path, Kind.ANNUAL, public, with_result(k)))
        assert f"\n{k}/12\n" in text and f"{k} cơ quan có kết quả, thấp nhất" in text
