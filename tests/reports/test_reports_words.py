"""The sentences of documents: all there in both languages, none dead, none that calls a result a breach of law."""

from __future__ import annotations

import re
import string
from dataclasses import replace
from pathlib import Path

import pytest
import report_sample as sample
import yaml

import auditor
import reports
from auditor.words import Words
from reports.figures import DueRate, LawPoint, Milestone, Outcome, Rate
from reports.wording import Wording

TEXTS = yaml.safe_load((Path(auditor.__file__).parent / "texts" / "report.yaml").read_text(encoding="utf-8"))


class Heard(Words):
    """Words that remember what was asked of them."""

    def __init__(self, lang: str = "vi") -> None:
        super().__init__(lang)
        self.asked: set[str] = set()

    def __call__(self, key: str, /, **values: object) -> str:
        self.asked.add(key)
        return super().__call__(key, **values)


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_both_languages_say_it_with_the_same_values() -> None:
    for key, said in TEXTS.items():
        assert set(said) == {"vi", "en"}, key
        assert all(said.values()), key
        assert places(said["vi"]) == places(said["en"]), key


def test_a_result_is_never_called_a_breach_or_an_inspection() -> None:
    for key, said in TEXTS.items():
        assert not re.search(r"vi phạm|thanh tra|kiểm tra|kiểm toán|sai phạm", said["vi"], re.IGNORECASE), key
        assert not re.search(r"violat|infring|inspect|offen[cd]", said["en"], re.IGNORECASE), key


def test_no_sentence_is_dead(tmp_path: Path) -> None:
    """A sentence no document can show is one nobody reads when the law or a term changes."""
    words = Heard()
    base = sample.report()
    no_goals = replace(base, pilot=replace(base.pilot, last=()), formal=replace(base.formal, next=()))
    # a law whose article nobody found
    point = LawPoint("S3", "Luật minh họa về trẻ em", "", 6, ("Nêu trường, lớp",))
    no_article = replace(base, outlets=(replace(base.outlets[0], law_points=(point,)), *base.outlets[1:]))
    for report in (
        base,
        no_goals,
        no_article,
        *(replace(base, period=period) for period in (("", ""), ("2024-12-15", ""), ("", "2025-12-14"))),
        sample.report(()),
        sample.report(sample.NAMES[:1], fictitious=False),
        *(replace(base, shares=(sample.share(weak=weak),)) for weak in (False, True)),
    ):
        reports.render_html(report, words)
        reports.write_xlsx(report, words, tmp_path / "r.xlsx")
        reports.to_json(report, words)
    Wording(words).against(Rate(1, 9, 9), Milestone(2025, 0.7, 1, "", "", ""), due=True)
    Wording(words).against(Rate(1, 9, 9), Milestone(2030, 0.9, 2, "", "", ""), due=False)
    for now, then in ((9, (9, 9)), (9, (1, 9)), (0, (0, 0))):
        goal = Milestone(2025, 0.7, 1, "", "", "", at_due=DueRate(*then))
        Wording(words).against(Rate(1, now, now), goal, due=True)
    both, own = ("verified", "missing"), ("Báo mẫu",)
    for rate in (Rate(1, 9, 9, withheld=both), Rate(1, 8, 9, own, withheld=both), Rate(1, 3, 9, ("",) * 6)):
        Wording(words).verified(rate)
        Wording(words).silent(rate)
    for verified in (4, 5, 6):
        goal = Milestone(2025, 0.5, 1, "", "", "", at_due=DueRate(7, 10, verified))
        Wording(words).result(Rate(1, 9, 9), goal, due=True)
    # labels of codes are asked for when a code comes along
    own = {key for key in TEXTS if key.startswith("report.") and not key.startswith("report.version.")}
    assert own - words.asked == set()


def test_every_code_we_know_has_words() -> None:
    wanted = [f"outcome.{o}{tail}" for o in Outcome for tail in ("", ".is")]
    wanted += [f"family.F{n}" for n in range(1, 19)]
    wanted += [f"zone.{z}" for z in "title lead body caption advert".split()]
    wanted += [f"voice.{v}" for v in "narrator quoted chosen criticised name".split()]
    wanted += [f"source_kind.{k}" for k in "index law guideline research opinion press reference".split()]
    wanted += [f"severity.{s}" for s in "hint warning urgent".split()]
    wanted += [f"authority.{a}" for a in "law guideline research opinion ours".split()]
    wanted += [
        f"kind.{k}"
        for k in "newspaper broadcaster press_and_broadcaster portal magazine supplement grassroots".split()
    ]
    wanted += [
        f"reason.{r}"
        for r in "known robots window opt_out limit foreign temporary gone blocked forbidden".split()
    ]
    wanted += [
        f"reason.{r}" for r in "too_large unparsable archive unreachable budget interrupted other".split()
    ]
    assert [key for key in wanted if key not in TEXTS] == []


@pytest.mark.parametrize(
    ("lang", "number", "percent", "day", "rate"),
    [
        ("vi", "1.234,5", "75,0 %", "31/12/2025", "đạt 3/4 cơ quan (75,0 %)"),
        ("en", "1,234.5", "75.0 %", "2025-12-31", "3 of 4 outlets (75.0 %)"),
    ],
)
def test_figures_read_as_the_language_writes_them(lang, number, percent, day, rate) -> None:
    say = Wording(Words(lang))
    assert say.number(1234.5, 1) == number
    assert say.percent(0.75) == percent
    assert say.day("2025-12-31T08:00:00+07:00") == day
    assert say.rate(Rate(1, 3, 4)) == rate
    assert say.number(None) == say.percent(None) == say.span(None) == say.day("") == "–"


def test_a_milestone_missed_when_due_is_not_met_by_what_came_later() -> None:
    """Who signs a report of 2026 must not sign that the target of 2025 was met when it was not, nor the other way round."""
    say, today = Wording(Words("vi")), Rate(1, 4, 4)
    goal = Milestone(2025, 0.8, 1, "", "", "", at_least=True)
    missed, met = replace(goal, at_due=DueRate(2, 4)), replace(goal, at_due=DueRate(4, 5))
    assert say.against(today, goal, due=True) == "Đạt (cao hơn 20,0 điểm phần trăm)"
    assert say.against(today, missed, due=True) == (
        "Chưa đạt khi đến hạn (số liệu ngày 31/12/2025: 2/4 cơ quan, 50,0 %; thấp hơn 30,0 điểm phần trăm); "
        "đến nay 4/4 cơ quan (100,0 %)"
    )
    assert (today.missed(missed), today.missed(met), Rate(1, 1, 4).missed(met)) == (True, False, False)
    assert say.against(Rate(1, 1, 4), met, due=True).startswith(
        "Đạt khi đến hạn (số liệu ngày 31/12/2025: 4/5"
    )


def test_a_target_met_by_declarations_alone_says_what_was_appraised() -> None:
    """8 of 10 by their own word, 7 of 10 with papers somebody read: one is above the milestone, the other below."""
    say, goal = Wording(Words("vi")), Milestone(2025, 0.75, 1, "", "", "")
    alone = "Tính riêng cơ quan có tài liệu kiểm chứng đã thẩm định: 7/10 cơ quan (70,0 %), "
    assert say.result(Rate(1, 8, 10, verified=7), goal, due=True) == (
        f"Đạt (cao hơn 5,0 điểm phần trăm). {alone}thấp hơn mốc 5,0 điểm phần trăm."
    )
    assert (
        say.appraised(Rate(1, 8, 10, verified=7), replace(goal, share=0.7), due=True) == f"{alone}bằng mốc."
    )
    then = replace(goal, at_due=DueRate(8, 10, 7))
    assert say.appraised(Rate(1, 10, 10, verified=10), then, due=True).startswith(
        "Số liệu ngày 31/12/2025: Tính riêng cơ quan"
    )
    for rate in (Rate(1, 8, 10), Rate(1, 8, 10, verified=8), Rate(1, 0, 0, verified=0)):
        assert say.appraised(rate, goal, due=True) == ""
