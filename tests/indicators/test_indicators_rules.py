"""What an editor would lose if the rules went wrong: trust, when they fire on harmless words; help, when they do not."""

from datetime import date
from pathlib import Path

import pytest

from indicators.datafile import parse_yaml, read_text
from indicators.errors import DataFileError
from indicators.model import Labels, Record, Voice, Zone
from indicators.rules import RuleContext, RuleSet, load_packs, loader
from indicators.rules.loader import program_packs
from indicators.rules.pattern import Gap, PatternError, variants
from indicators.text import Document

# letters of a headline, and so of what an editor can put in its place
HEADLINE = 60


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_packs(today=date(2026, 6, 1))


def fired(
    rules: RuleSet, text: str, *, title: str = "", voice: Voice = Voice.NARRATOR, **labels: bool
) -> set[str]:
    context = RuleContext(labels=Labels(**labels), voice_of=lambda _s, _e: voice, published="2026-06-01")
    return {f.rule for f in rules.match(Document.of(text, title=title), context)}


# one sentence for each trap in which syllables or harmless senses of a loaded word stand
HARMLESS = [
    "Vụ án hé lộ hàng loạt sai sót; cơ quan chức năng tiết lộ hàng trăm hồ sơ.",
    "Mỏ đá lộ thiên nằm cạnh suối, đồ đạc để lộ thiên ngoài sân.",
    "Hoa hậu Phương Thảo Mai trao học bổng.",
    "Một cô gái trẻ nhặt được ví và trả lại người đánh rơi.",
    "Mùa này cá bống nhiều, trẻ con hát bài cái Bống.",
    "Nông dân thu hoạch trà xanh, khách uống trà xanh với chồng và con.",
    "Thư gửi lúc 9:00, Tuesday, May 11.",
    "Thêm một vụ cháy rừng, lại một vụ tai nạn trên quốc lộ.",
    "Tiền vệ trụ cột chấn thương; xuất khẩu là trụ cột của kinh tế tỉnh.",
    "Bữa cơm vui vẻ của cả xóm.",
    "Công an bắt quả tang nhóm đánh bạc.",
    "Trâu bò thả rông phá lúa.",
    "Hai chị em và anh chị em trong họ về giỗ tổ.",
    "Bà con ở Bà Rịa và Bà Nà đón khách.",
    "Nữ tài xế và nam nhân viên cùng được khen.",
    "Ông chồng đảm đang nấu cỗ; phụ nữ Việt Nam tự tin, tự trọng, trung hậu, đảm đang.",
    "Cô giáo và thầy giáo đón học sinh.",
    "Ông A tố công ty giao hàng chậm.",
    "Trẻ em được bảo vệ khỏi xâm hại tình dục theo Luật Trẻ em.",
    "Đoàn công tác thăm Ả Rập Xê Út; làng quê yên ả; chùa Thiên Mụ.",
    "Phong trào “Giỏi việc nước, đảm việc nhà” có thêm nhiều gương mặt.",
    "Hàng ế, khách ế ẩm, hai vợ chồng ế hàng.",
    "Con gái gọi điện cho mẹ; cô gái nhảy dây.",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_words_stay_silent(rules: RuleSet, text: str) -> None:
    assert fired(rules, text) == set()


@pytest.mark.parametrize("voice", [Voice.QUOTED, Voice.CRITICISED, Voice.NAME])
def test_words_of_others_are_not_the_outlets(rules: RuleSet, voice: Voice) -> None:
    assert fired(rules, "Hot girl ấy là phái yếu.", voice=voice) == set()
    assert {"hot-girl", "phai-yeu"} <= fired(rules, "Hot girl ấy là phái yếu.", voice=Voice.CHOSEN)


def test_offsets_point_into_the_text_as_given(rules: RuleSet) -> None:
    record = Record(id="1", title="Chuyện ph\u00e1i\u00a0ye\u0302\u0301u", body="Một  hot\u200b  girl kể.")
    for finding in rules.match(Document(record), RuleContext()):
        assert record.text[finding.start : finding.end] == finding.text
    found = {f.rule: f for f in rules.match(Document(record), RuleContext())}
    assert found["phai-yeu"].zone is Zone.TITLE
    assert found["hot-girl"].text == "hot\u200b  girl"


def test_every_rule_explains_itself_and_offers_a_way_out(rules: RuleSet) -> None:
    for rule in rules.rules:
        assert rule.alternatives or rule.stages, rule.id
        assert rule.explanation["vi"] != rule.explanation["en"]
        assert {True, False} == {e.fires for e in rule.examples}, rule.id
        staged = [text for texts in rule.stages.values() for text in texts]
        for text in (*rule.alternatives, *staged, rule.explanation["vi"]):
            assert not any(word in text.lower() for word in ("vi phạm", "thanh tra", "kẻ ", "thủ phạm")), (
                rule.id
            )


def test_a_headline_gets_advice_that_fits_into_one(rules: RuleSet) -> None:
    asked = [r for r in rules.rules if r.status == "active" and Zone.TITLE in r.zones and r.type != "rate"]
    assert len(asked) > 400
    for rule in asked:
        staged = bool(rule.stages) and all(min(map(len, texts)) < HEADLINE for texts in rule.stages.values())
        own = [text for text in rule.alternatives if len(text) < HEADLINE]
        assert own or staged, f"{rule.id}: no alternative of headline length"
        # "delete it" alone leaves the editor without a headline; where there is a stage of proceedings, that has one
        assert staged or not set(own) <= {"bỏ", "bỏ cụm từ", "bỏ chi tiết", "bỏ tính từ", "bỏ so sánh"}, (
            rule.id
        )


def test_every_family_has_rules(rules: RuleSet) -> None:
    families = {r.family for r in rules.rules}
    assert families == {f"F{n}" for n in range(1, 19)}


def test_item_wide_findings_point_at_the_title(rules: RuleSet) -> None:
    body = "Công an đã khởi tố một người đánh vợ gây thương tích tại nhà riêng trong thôn. " * 6
    context = RuleContext(labels=Labels(gbv=True))
    document = Document.of(body, title="Khởi tố người đánh vợ")
    found = [f for f in rules.match(document, context) if f.rule == "bao-luc-khong-noi-tro-giup"]
    assert [(f.start, f.text) for f in found] == [(0, "Khởi tố người đánh vợ")]
    helped = Document.of(body + "Gọi 111 để được trợ giúp.", title="Khởi tố người đánh vợ")
    assert "bao-luc-khong-noi-tro-giup" not in {f.rule for f in rules.match(helped, context)}


def test_a_rate_counts_and_never_accuses(rules: RuleSet) -> None:
    document = Document.of("Nữ tài xế gặp nam điều dưỡng, một nữ kỹ sư đi cùng.")
    assert rules.match(document, RuleContext()) == ()
    (count,) = rules.rates(document)
    assert (count.women, count.men) == (2, 1)


def test_empty_and_broken_texts_are_answered(rules: RuleSet) -> None:
    assert rules.match(Document.of(""), RuleContext()) == ()
    assert rules.match(Document.of("\ud800\n\x00 "), RuleContext()) == ()


PACK = """pack: thu
title: {{vi: "Thử", en: "Trial"}}
rules:
  - id: mot
    family: F1
    type: phrase
    title: {{vi: "một", en: "one"}}
    explanation: {{vi: "vì", en: "because"}}
    indicators: [B1.2.2]
    severity: hint
    authority: {authority}
    evidence: I
    match: ["{match}"]
    {more}
    must_fire: ["nói phái yếu ở đây"]
    must_not_fire:
      - "không có gì"
      - "{quiet}"
"""


def write(path: Path, **values: str) -> Path:
    defaults = {"authority": "ours", "match": "phái yếu", "more": "note: x", "quiet": "cũng không"}
    path.write_text(PACK.format(**(defaults | values)), encoding="utf-8")
    return path


@pytest.fixture
def _no_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(loader, "_cache_folder", lambda: tmp_path / "cache")


@pytest.mark.usefixtures("_no_cache")
@pytest.mark.parametrize(
    ("values", "line", "words"),
    [
        ({"quiet": "đây là phái yếu"}, 18, "fires on"),
        ({"match": "phái khác"}, 15, "does not fire"),
        ({"match": "(phái yếu"}, 4, "bracket"),
        ({"match": "[lạ] yếu"}, 4, "class"),
        ({"authority": "rumour"}, 11, "rumour"),
        ({"more": "scores: true"}, 4, "scores"),
        ({"more": "colour: red"}, 4, "colour"),
        # YAML would keep the second and say nothing
        ({"more": 'match: ["phái khác"]'}, 14, "second time"),
    ],
)
def test_a_broken_pack_is_refused_with_its_line(
    tmp_path: Path, values: dict[str, str], line: int, words: str
) -> None:
    file = write(tmp_path / "thu.yaml", **values)
    with pytest.raises(DataFileError) as caught:
        load_packs([file])
    assert caught.value.values["file"] == str(file)
    assert caught.value.values["line"] == line
    assert words in str(caught.value.values["detail"])


@pytest.mark.parametrize(
    ("gone", "authority"),
    [
        ("match", "ours"),
        ("alternatives", "ours"),
        ("sources", "guideline"),
        ("sources", "research"),
        ("family", "ours"),
    ],
)
def test_a_rule_of_the_program_tells_an_editor_everything(gone: str, authority: str) -> None:
    """A house style may do without sources and alternatives, never without what it looks for."""
    told = dict.fromkeys(
        ("family", "indicators", "severity", "evidence", "match", "alternatives", "sources"), "x"
    )
    rule: dict[str, object] = {**told, "type": "phrase", "authority": authority}
    assert loader._lacking(rule, own=True) == ""
    assert (
        loader._lacking({k: v for k, v in rule.items() if k != "sources"} | {"authority": "ours"}, own=True)
        == ""
    )
    del rule[gone]
    assert loader._lacking(rule, own=True) == gone
    assert loader._lacking(rule, own=False) == ("" if gone in ("alternatives", "sources") else gone)
    assert loader._lacking({**rule, "stages": {"unknown": ["x"]}}, own=True) == (
        "" if gone == "alternatives" else gone
    )


@pytest.mark.usefixtures("_no_cache")
def test_the_packs_of_the_program_are_read_without_any_memory_of_them() -> None:
    """A kept verdict hides that a pack would no longer be read: on a new computer nothing would run."""
    folder = program_packs().parent
    for file in sorted(folder.rglob("*.yaml")):
        assert parse_yaml(read_text(file), str(file)), file


def test_yaml_bombs_and_foreign_bytes_are_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.yaml"
    bomb.write_text("pack: &a [x, x]\ntitle: [*a, *a]\n", encoding="utf-8")
    with pytest.raises(DataFileError):
        load_packs([bomb])
    bomb.write_bytes(b"pack: thu\ntitle: \xff\n")
    with pytest.raises(DataFileError) as caught:
        load_packs([bomb])
    assert caught.value.values["line"] == 2


@pytest.mark.usefixtures("_no_cache")
def test_verdicts_are_remembered_by_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path / "thu.yaml")
    first = load_packs([file])
    tried: list[object] = []
    monkeypatch.setattr(loader, "_try_examples", lambda *a: tried.append(a))
    assert load_packs([file]).hashes == first.hashes
    assert not tried
    write(file, quiet="khác đi một chút")
    load_packs([file])
    assert tried


def test_a_cache_that_cannot_be_written_only_costs_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    monkeypatch.setattr(loader, "_cache_folder", lambda: tmp_path / "cache")
    assert len(load_packs([write(tmp_path / "thu.yaml")])) == 1


@pytest.mark.usefixtures("_no_cache")
def test_rules_have_dates(tmp_path: Path) -> None:
    ruleset = load_packs(
        [write(tmp_path / "thu.yaml", more='valid_to: "2026-06-30"')], today=date(2026, 6, 1)
    )
    document = Document.of("nói phái yếu ở đây")
    assert ruleset.match(document, RuleContext(published="2026-06-30T23:00:00+07:00"))
    assert not ruleset.match(document, RuleContext(published="2026-07-01"))
    assert ruleset.match(document, RuleContext(published="hôm qua"))


def test_patterns_expand_to_what_they_say() -> None:
    assert variants("vòng (một | 1) khủng?", {}) == (("vòng một khủng?",), ("vòng 1 khủng?",))
    assert variants("(cánh)? [ai]", {"ai": ["chị em", "Mày Râu"]}) == (
        ("cánh chị em",),
        ("cánh mày râu",),
        ("chị em",),
        ("mày râu",),
    )
    assert variants("chân <2> não", {}) == (("chân", Gap(2), "não"),)
    for wrong in ("(a", "a)", "<2> a", "(a)?", "[b] c"):
        with pytest.raises(PatternError):
            variants(wrong, {})


@pytest.mark.parametrize(
    ("title", "text", "advert"),
    [
        (
            "Tuyển dụng lễ tân",
            "Yêu cầu: chiều cao từ 1,58 m, ngoại hình ưa nhìn. Địa chỉ: khách sạn Mẫu.",
            True,
        ),
        ("Nhà hàng Mẫu cần tuyển", "Nữ phục vụ, ngoại hình ưa nhìn, lương thỏa thuận.", True),
        ("Tuyển nữ Mẫu Châu thắng trận ra quân", "Thủ môn cao 1m70, yêu cầu cao ở mỗi buổi tập.", False),
        (
            "Tuyển 210 học sinh lớp 10",
            "Yêu cầu học bạ loại khá. Nữ sinh có ngoại hình ưa nhìn đón khách.",
            False,
        ),
        ("Sai phạm trong tuyển dụng ở Sở Mẫu", "Hồ sơ ghi ngoại hình ưa nhìn là một điều kiện.", False),
    ],
)
def test_a_short_advert_is_one_and_news_of_teams_schools_and_hiring_is_not(
    rules: RuleSet, title: str, text: str, advert: bool
) -> None:
    found = rules.match(Document.of(text, title=title), RuleContext())
    assert ("ngoai-hinh-tuyen-dung" in {f.rule for f in found}) is advert
