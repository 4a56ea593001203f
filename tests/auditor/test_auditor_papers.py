"""``auditor paper``: the right head for the right level, one reminder for each silent outlet, and no paper that says what is not so."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from auditor_rooms import article, make_workspace
from docx.oxml.ns import qn

from auditor import adoption, papers, pipeline
from auditor.cli import main
from auditor.errors import InputError
from auditor.rate import rate_stage
from auditor.words import Words
from auditor.workspace import Config
from indicators.errors import DataFileError
from reports.papers import ALLOWED, FOR_OUTLET


def shown(path: Path) -> str:
    body = docx.Document(str(path)).element.body
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))).replace(
        "\u00a0", " "
    )


@pytest.fixture
def scored(tmp_path):
    made = make_workspace(tmp_path / "w", period_from="2025-01-01", period_to="2025-12-31")
    declared = tmp_path / "ke-khai.csv"
    declared.write_text(
        "cơ quan,mức,ngày,căn cứ,người thẩm định\nbao-song-mo,1,2025-03-01,,\n", encoding="utf-8"
    )
    with made.store() as store:
        adoption.adoption_stage(made, store, declared)
        for number in range(12):
            store.put_article(article(number))
        pipeline.analyse_stage(made, store)
        pipeline.score_stage(made, store)
    return made


def make(workspace, kind, **more):
    with workspace.store(readonly=True) as store:
        return papers.make(workspace, store, Words("vi"), kind, **more)


@pytest.mark.parametrize(
    ("level", "left", "to", "signed"),
    [
        ("department", "SỞ VĂN HÓA, THỂ THAO", "Kính gửi: Sở Nội vụ", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"),
        ("committee", "SỞ NỘI VỤ", "Kính gửi: Ủy ban nhân dân", "GIÁM ĐỐC"),
        (
            "ministry",
            "ỦY BAN NHÂN DÂN",
            "Kính gửi: Bộ Nội vụ",
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        ),
    ],
)
def test_each_level_has_its_head_addressee_and_signature(scored, level, left, to, signed):
    path, annex = make(scored, "annual", level=level)
    text = shown(path)
    assert left in text.split("CỘNG HÒA")[0]
    assert to in text
    assert signed in text
    assert path == scored.reports / "bao-cao-nam-2025-12-31-noi-bo.docx"
    assert annex == path.with_suffix(".xlsx")


@pytest.mark.parametrize(
    ("province", "area"),
    [("Hải Phòng", "thành phố Hải Phòng"), ("Đồng Mây", "tỉnh Đồng Mây"), ("tỉnh Đồng Mây", "tỉnh Đồng Mây")],
)
def test_a_city_is_not_called_a_province(tmp_path, province, area):
    made = make_workspace(tmp_path / "w", province=province)
    assert papers.issuers(made)["ministry"].plain == f"Ủy ban nhân dân {area}"


def test_a_reminder_goes_to_each_silent_outlet_and_to_no_other(scored):
    paths = make(scored, "reminder")
    assert [p.name for p in paths] == [
        f"cong-van-don-doc-{name}-2025-12-31-gui-co-quan.docx" for name in sorted(_silent(scored))
    ]
    assert "bao-song-mo" not in " ".join(p.name for p in paths)
    assert len(paths) == 2
    # who declared is known, not who filled in a form: the letter speaks of the declaration alone
    for text in map(shown, paths):
        assert "chưa nhận được bảng kê khai mức áp dụng" in text
        assert "V/v gửi bảng kê khai mức áp dụng" in text
        assert "phiếu tự đánh giá" not in text and "tự chấm" not in text


def test_items_without_a_day_are_spoken_of_only_where_there_are_some(scored):
    text = shown(make(scored, "annual")[0])
    assert "Toàn bộ tin bài thu thập được trong kỳ: 12 tin bài." in text
    with scored.store() as store:
        store.put_article(article(40, published=""))
        store.put_article(article(41))
        pipeline.analyse_stage(scored, store)
        pipeline.score_stage(scored, store)
    text = shown(make(scored, "annual")[0])
    assert "13 tin bài; không tính 1 tin bài chưa xác định được ngày đăng." in text


def _silent(workspace) -> list[str]:
    return [
        o.id
        for o in workspace.register().on("2025-12-31", workspace.config.province)
        if o.id != "bao-song-mo"
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("paper", "reminder", "--outlet", "bao-song-mo"),
        ("paper", "thesis"),
        ("paper", "annual", "--level", "planet"),
        ("paper", "annual", "--circulation", "outlet"),
        ("paper", "scorecard", "--circulation", "public", "--outlet", "bao-song-mo"),
        ("paper", "scorecard"),
        ("paper", "minutes", "--outlet", "../../etc"),
    ],
)
def test_words_that_do_not_fit_write_nothing(scored, say, words):
    code, err = say("-w", scored.path, *words)
    assert code == 2
    assert err.strip()
    assert list(scored.path.rglob("*.docx")) == []


@pytest.mark.slow
def test_the_command_writes_what_it_says(scored, tmp_path, capsys):
    for kind, allowed in ALLOWED.items():
        for readers in allowed:
            words = [
                "-w",
                str(scored.path),
                "paper",
                str(kind),
                "-c",
                str(readers),
                "-o",
                str(tmp_path / "o"),
                "--json",
            ]
            if (kind in FOR_OUTLET and kind != "reminder") or (kind, readers) == ("opinions", "outlet"):
                words += ["--outlet", "bao-song-mo"]
            assert main(words) == 0
            written = json.loads(capsys.readouterr().out)
            assert written
            for name in (name for name in written if name.endswith(".docx")):
                assert "Độc lập - Tự do - Hạnh phúc" in shown(Path(name))
                assert "Lê Thị Hạnh" not in shown(Path(name))


def test_earlier_rates_come_from_the_store_the_last_run_of_each_day(scored):
    (made,) = [scored]
    earlier = type(made)(made.path, Config(province=made.config.province, as_of="2024-12-31"))
    with made.store() as store:
        rate_stage(earlier, store)
        rate_stage(earlier, store)
        rate_stage(made, store)
        past = papers.history(store, "2025-12-31")
    # on 31/12/2024 nobody had declared anything yet
    assert [(p.as_of, p.level, p.applied) for p in past] == [("2024-12-31", 1, 0), ("2024-12-31", 2, 0)]


def test_a_province_may_have_its_own_heads(scored):
    (scored.path / "papers.yaml").write_text(
        """levels:
  department:
    parent: ["Ủy ban nhân dân", "{area}"]
    name: ["Sở Văn hóa và Thể thao"]
    plain: "Sở Văn hóa và Thể thao"
    sign: SVHTT
    to: ["Sở Nội vụ", "Văn phòng {place} {không phải chỗ điền}"]
    copies: ["Lưu: VT"]
    signature: ["Giám đốc"]
""",
        encoding="utf-8",
    )
    text = shown(make(scored, "annual")[0])
    assert "/BC-SVHTT\n" in text
    assert "{không phải chỗ điền}." in text
    assert "ministry" in papers.issuers(scored)


@pytest.mark.parametrize(
    "wrong",
    [
        "levels: [1]",
        "nothing: 1",
        "levels: {x: {name: text}}",
        "levels: {x: {parent: [], name: [], plain: a, sign: a, to: [], copies: [], signature: []}}",
        "cities: 1\nlevels: {}",
        "levels: {x: {parent: [], name: [%s], plain: a, sign: a, to: [a], copies: [a], signature: [a]}}"
        % ("x" * 999),
        "\tnot yaml: [",
    ],
)
def test_a_wrong_file_of_heads_is_named(tmp_path, wrong):
    made = make_workspace(tmp_path / "w")
    (made.path / "papers.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises((InputError, DataFileError)) as caught:
        papers.issuers(made)
    assert "papers.yaml" in str(caught.value.values["file"])


def test_who_looked_at_a_promise_stays_inside_the_department(scored, tmp_path):
    plan = """plans:
  - scope: "{scope}"
    issuer: {{vi: "UBND mẫu", en: "Sample"}}
    plan: "Kế hoạch mẫu"
    evidence: I
    promises:
      - {{id: huong-uoc, kind: share, milestones: [{{year: 2025, share: 0.5}}], title: {{vi: "Hương ước mẫu", en: "Conventions"}}}}
figures:
  - {{promise: huong-uoc, as_of: "2025-12-31", reached: 3, of: 5, source: "Báo cáo mẫu", checked_by: "Lò Thị Duyệt"}}
"""
    text = plan.format(scope=scored.config.province)
    (scored.path / "promises.yaml").write_text(text, encoding="utf-8")
    told = {}
    with scored.store(readonly=True) as store:
        for readers in ("internal", "public"):
            path, *_ = papers.make(scored, store, Words("vi"), "final", circulation=readers, folder=tmp_path)
            told[readers] = shown(path)
    assert all("3/5 (60,0 %)" in text for text in told.values())
    assert "Lò Thị Duyệt" in told["internal"]
    assert "Lò Thị Duyệt" not in told["public"]
