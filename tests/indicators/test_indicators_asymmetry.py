"""What an editor would lose: a question about a difference nobody meant, asked of women and men alike."""

from dataclasses import replace

import pytest

from indicators.model import Evidence, Gender, Mention, Person, Record
from indicators.rules import RuleContext, RuleSet, load_packs
from indicators.text import Document

TEXT = "{a} có nụ cười rạng rỡ cho biết vườn lãi. {b} nói thêm. {c} đồng tình."
NAMES = ("Lò Thị Mơ", "Hà Văn Pín", "Tô Văn Ngọ")


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_packs()


def people(text: str, *sexes: Gender, **more: object) -> tuple[Person, ...]:
    found = []
    for number, (name, sex) in enumerate(zip(NAMES, sexes, strict=True)):
        at = text.index(name)
        person = Person(
            f"p{number}",
            name,
            True,
            (Mention(at, at + len(name), name),),
            sex,
            Evidence.EXPLICIT,
            source=True,
        )
        found.append(replace(person, **more) if number == 0 else person)
    return tuple(found)


def asked(rules: RuleSet, text: str, *sexes: Gender, **more: object):
    context = RuleContext(people=people(text, *sexes, **more))
    return [
        f
        for f in rules.match(Document(Record(id="1", body=text)), context)
        if f.rule == "ngoai-hinh-mot-gioi"
    ]


@pytest.mark.parametrize(("one", "other"), [(Gender.FEMALE, Gender.MALE), (Gender.MALE, Gender.FEMALE)])
def test_the_question_is_the_same_for_both_sexes(rules, one, other):
    text = TEXT.format(a=NAMES[0], b=NAMES[1], c=NAMES[2])
    (hint,) = asked(rules, text, one, other, other)
    assert (hint.severity, hint.scores, hint.standing) == ("hint", False, "advice")
    assert text[hint.start : hint.end] == NAMES[0]


def test_no_question_where_both_are_described_or_the_sex_is_unknown(rules):
    text = TEXT.format(a=NAMES[0], b=NAMES[1] + " điển trai", c=NAMES[2])
    assert not asked(rules, text, Gender.FEMALE, Gender.MALE, Gender.MALE)
    text = TEXT.format(a=NAMES[0], b=NAMES[1], c=NAMES[2])
    assert not asked(rules, text, Gender.UNKNOWN, Gender.MALE, Gender.MALE)
    assert not asked(rules, text, Gender.FEMALE, Gender.UNKNOWN, Gender.UNKNOWN)


@pytest.mark.parametrize("more", [{"source": False}, {"listed": True}, {"victim": True}, {"minor": True}])
def test_only_grown_ups_who_speak_are_compared(rules, more):
    text = TEXT.format(a=NAMES[0], b=NAMES[1], c=NAMES[2])
    assert not asked(rules, text, Gender.FEMALE, Gender.MALE, Gender.MALE, **more)


def test_offsets_survive_texts_that_are_normalised(rules):
    text = "Tin\u200b:  " + TEXT.format(a=NAMES[0], b=NAMES[1], c=NAMES[2])
    document = Document(Record(id="1", body=text))
    for start, end in ((0, 3), (5, 9), (len(document.norm) - 4, len(document.norm))):
        shown = document.mention(start, end)
        assert document.normal(shown.start, shown.end) == (start, end)
    (hint,) = asked(rules, text, Gender.FEMALE, Gender.MALE, Gender.MALE)
    assert text[hint.start : hint.end] == NAMES[0]


def test_the_age_of_somebody_who_has_no_say_is_the_news_and_no_question():
    rules = load_packs(experimental=True)
    text = f"{NAMES[0]} (58 tuổi) vào viện. {NAMES[1]} nói vườn lãi. {NAMES[2]} đồng tình."

    def of_age(**more: object) -> list[str]:
        context = RuleContext(people=people(text, Gender.FEMALE, Gender.MALE, Gender.MALE, **more))
        found = rules.match(Document(Record(id="1", body=text)), context)
        return [f.text for f in found if f.rule == "tuoi-mot-gioi"]

    assert of_age(quoted=True) == [NAMES[0]]
    assert of_age() == []
    assert of_age(quoted=True, gmmp_occupation=25) == []
