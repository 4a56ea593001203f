"""What an outlet would lose if its objection were lost, answered by whoever made the figure, or changed nothing."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from auditor_filling import save, sheets
from auditor_rooms import article, make_workspace

from auditor import figures, pipeline
from auditor.adoption import adoption_stage
from auditor.cli import main
from auditor.decisions import append, decisions_of, write_export
from auditor.decisions.findings import decision_of
from auditor.replies import effects, model, records
from auditor.replies.model import Objection, Reply, Target
from auditor.words import Words
from indicators.analyse import analyse, load_engine
from indicators.model import Record
from indicators.rules.judgements import Judgement, Tally
from reports import to_json
from reports.papers.circulating import circulated
from reports.papers.kinds import Circulation

W = Words("vi")
OUTLET, OTHER = "bao-song-mo", "dai-song-mo"
PERIOD = ("2025-01-01", "2025-12-31")
READER, SECOND = "Nguyễn Văn Mẫu", "Trần Thị Mẫu"


def _hit(standing):
    """An active wording rule of a standing, and a text of its own examples on which it fires and counts."""
    engine = load_engine()
    for rule in engine.ruleset.rules:
        if (
            rule.standing != standing
            or (rule.status, rule.type) != ("active", "phrase")
            or rule.family == "F18"
        ):
            continue
        for example in (e for e in rule.examples if e.fires):
            record = Record(id="1", title="Chuyện ở xã", body=example.text)
            analysis = analyse(record, engine)
            if any(p.minor or p.victim for p in analysis.people) or analysis.labels.gbv:
                continue
            for finding in analysis.findings:
                if finding.rule == rule.id and (finding.scores or standing == "unproven"):
                    return rule, example.text, finding
    return pytest.skip(f"no rule is {standing}")


PROVEN, TEXT, FINDING = _hit("proven")
CODE = PROVEN.indicators[0]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two outlets: one item with a wording that counts, and thirty without any."""
    workspace = make_workspace(
        tmp_path_factory.mktemp("y-kien") / "w", period_from=PERIOD[0], period_to=PERIOD[1]
    )
    with workspace.store() as store:
        for outlet in (OUTLET, OTHER):
            for n in range(1, 32):
                body = (
                    TEXT
                    if n == 1 and outlet == OUTLET
                    else f"Tin số {n}: trời mưa. Bà Lê Thị Hạnh nói: “Sông lên.”"
                )
                store.put_article(
                    article(n, outlet, title="Chuyện ở xã" if n == 1 else f"Tin {n}", lead="", body=body)
                )
        pipeline.analyse_stage(workspace, store, jobs=1)
        pipeline.score_stage(workspace, store, resamples=20)
    return workspace


@pytest.fixture(scope="module")
def blank(made, tmp_path_factory):
    """The reply form as it goes out."""
    folder = tmp_path_factory.mktemp("bieu")
    assert main(["-w", str(made.path), "reply", "form", OUTLET, "-o", str(folder)]) == 0
    return next(folder.glob("*.xlsx"))


@pytest.fixture
def workspace(made, tmp_path):
    import shutil

    from auditor.workspace import Workspace

    (tmp_path / "w").mkdir()
    found = Workspace.open(shutil.copytree(made.path, tmp_path / "w", dirs_exist_ok=True))
    (found.path / "replies.yaml").write_text(
        "schema: auditor.replies/1\ndeadline: 2026-01-10\nsend_to: Sở Mẫu\n", encoding="utf-8"
    )
    return found


def key_of(workspace, n=1, outlet=OUTLET):
    with workspace.store(readonly=True) as store:
        row = store.one("SELECT text_sha256 FROM articles WHERE key = ?", (article(n, outlet).key,))
        return row[0][:16]


def target(workspace):
    return Target(model.FINDING, key_of(workspace), FINDING.start, FINDING.end, PROVEN.id, PROVEN.version)


def object_to(workspace, about, type_=model.RULE, text="Đây là tên một vở kịch", **more):
    one = Objection(OUTLET, PERIOD, about, type_, text, received="2026-01-05", deadline="2026-01-10")
    records.add(workspace, [replace(one, **more)])
    return one


def case(workspace, one):
    return records.case_of(records.cases(workspace.path), one.id)


def answer(workspace, one, outcome=model.ACCEPTED, by=SECOND, text="Đồng ý với tòa soạn", **more):
    found = case(workspace, one)
    return records.answer(workspace, found, Reply(found.objection.key, outcome, text, by, **more))


def report(workspace):
    with workspace.store() as store:
        pipeline.score_stage(workspace, store, resamples=20)
        return figures.province_report(workspace, store, W)


def outlet_of(found, name=OUTLET):
    return next(o for o in found.outlets if o.id == name)


def figure_of(found, code=CODE, name=OUTLET):
    return next(i for i in outlet_of(found, name).indicators if i.code == code)


def run(workspace, *words, code=0):
    assert main(["-w", str(workspace.path), "reply", *map(str, words)]) == code


# --- what is accepted changes the figure, and says what it was --------------------------------------------------------


def test_an_accepted_objection_takes_back_what_a_proven_rule_found(workspace):
    before = report(workspace)
    old = figure_of(before)
    assert old.numerator == 1, "the wording counts"
    one = object_to(workspace, target(workspace))
    waiting = figure_of(report(workspace))
    assert (waiting.numerator, waiting.replies.received, waiting.replies.waiting) == (1, 1, 1), (
        "asking changes nothing"
    )
    answer(workspace, one)
    after = report(workspace)
    new = figure_of(after)
    assert new.numerator == 0
    assert (new.replies.received, new.replies.accepted) == (1, 1)
    assert "1/31" in new.replies.before and "%" in new.replies.before
    assert outlet_of(after).findings == outlet_of(before).findings - 1
    assert not [e for e in outlet_of(after).examples if e.rule == PROVEN.id]
    (shown,) = outlet_of(after).opinions
    assert (shown.outcome, shown.answered_by, bool(shown.effect)) == (model.ACCEPTED, SECOND, True)
    assert figure_of(after, name=OTHER) == figure_of(before, name=OTHER), "nobody else's figure moves"


def test_a_report_made_before_the_next_scoring_says_so(workspace):
    one = object_to(workspace, target(workspace))
    answer(workspace, one)
    with workspace.store() as store:
        store.execute("UPDATE runs SET ended = '2020-01-01T00:00:00Z'")
        found = figures.province_report(workspace, store, W)
    assert any("auditor score" in limit for limit in found.limits)
    assert not any("auditor score" in limit for limit in report(workspace).limits)


def test_an_objection_that_is_upheld_changes_nothing_and_stands_beside_the_figure(workspace):
    before = figure_of(report(workspace))
    one = object_to(workspace, target(workspace))
    answer(workspace, one, model.UPHELD, text="Cụm từ nói về phụ nữ nói chung")
    found = report(workspace)
    after = figure_of(found)
    assert (after.value, after.numerator) == (before.value, before.numerator)
    assert (after.replies.upheld, after.replies.before) == (1, "")
    (example,) = [e for e in outlet_of(found).examples if e.rule == PROVEN.id]
    assert example.replies.upheld == 1


def test_an_answer_that_is_taken_back_gives_the_figure_back(workspace):
    before = figure_of(report(workspace))
    one = object_to(workspace, target(workspace))
    answer(workspace, one)
    report(workspace)
    answer(workspace, one, model.UPHELD, by="Lê Mẫu", text="Đọc lại: vẫn tính")
    after = figure_of(report(workspace))
    assert (after.value, after.numerator, after.replies.before) == (before.value, before.numerator, "")
    assert len(decisions_of(workspace.path, "reply")) == 2, "both answers stay in the history"


def test_an_item_of_somebody_else_leaves_that_outlets_figures_alone(workspace):
    before = report(workspace)
    one = object_to(workspace, Target(model.ITEM, key_of(workspace)), model.NOT_OURS)
    answer(workspace, one)
    after = report(workspace)
    assert outlet_of(after).articles == outlet_of(before).articles - 1 == 30
    assert figure_of(after).n == 30 and "1/31" in figure_of(after).replies.before
    assert any("1 tin bài" in limit and "tiếp thu" in limit for limit in after.limits)
    assert outlet_of(after, OTHER).articles == 31


def test_a_wrong_period_is_wrong_in_that_period_alone(workspace):
    one = object_to(workspace, Target(model.ITEM, key_of(workspace)), model.PLACEMENT)
    answer(workspace, one)
    found = effects.effects(records.cases(workspace.path), [], PERIOD)
    assert found.left_out and not effects.effects(
        records.cases(workspace.path), [], ("2026-01-01", "2026-12-31")
    )


def test_a_figure_that_was_objected_to_with_success_is_withheld(workspace):
    one = object_to(workspace, Target(model.FIGURE, code=CODE, version="vn-2014"), model.OTHER)
    answer(workspace, one)
    figure = figure_of(report(workspace))
    assert (figure.outcome, figure.value) == ("needs_review", None)
    # nobody works out another one by itself: what would give one is said
    assert "không còn được nêu trong kỳ này; muốn có số mới cần nêu ý kiến về từng tin bài" in figure.note
    assert "1/31" in figure.replies.before


def test_adoption_is_what_the_second_reader_found_shown(workspace):
    table = workspace.path / "adoption.csv"
    table.write_text(
        f"outlet,level,date,evidence,checked_by\n{OUTLET},thí điểm,2025-03-01,,{READER}\n", encoding="utf-8"
    )
    with workspace.store() as store:
        adoption_stage(workspace, store)
    one = object_to(workspace, Target(model.ADOPTION), model.EVIDENCE, "Đã áp dụng chính thức từ tháng 5")
    with pytest.raises(records.SameReader):
        answer(workspace, one, by=READER.upper(), level=2, date="2025-05-01")
    with pytest.raises(records.NoLevel):
        answer(workspace, one)
    answer(workspace, one, level=2, date="2025-05-01")
    found = report(workspace)
    adoption = outlet_of(found).adoption
    assert (adoption.level, adoption.date, adoption.verified) == (2, "2025-05-01", False), (
        "papers still have to be there"
    )
    assert "Thí điểm" in adoption.replies.before or "thí điểm" in adoption.replies.before
    assert found.formal.applied == 1
    # whoever declares anew later has the last word
    table.write_text(f"outlet,level,date\n{OUTLET},chưa,2025-06-01\n", encoding="utf-8")
    with workspace.store() as store:
        adoption_stage(workspace, store)
        store.execute(
            "UPDATE declarations SET read_at = '2099-01-01T00:00:00Z' WHERE id = (SELECT max(id) FROM declarations)"
        )
    assert outlet_of(report(workspace)).adoption.level == 0


def test_considered_and_kept_is_an_explanation_and_waits_for_nobody(workspace):
    one = object_to(workspace, target(workspace), model.KEPT, "Trích nguyên văn câu ca dao")
    with pytest.raises(records.NotAsked):
        answer(workspace, one)
    found = figure_of(report(workspace))
    assert (found.replies.received, found.replies.considered, found.replies.waiting, found.numerator) == (
        1,
        1,
        0,
        1,
    )


# --- the second reader ------------------------------------------------------------------------------------------------


def test_who_confirmed_a_finding_cannot_answer_the_objection_to_it(workspace):
    about = target(workspace)
    judged = Judgement(about.code, about.version, "c", about.item, about.start, about.end, "y", "", READER)
    with workspace.store() as store:
        append(store, [decision_of(judged)])
    one = object_to(workspace, about, by="Thư ký tòa soạn")
    for name in (READER, "nguyen van mau", " Nguyễn  Văn Mẫu", "Thư ký tòa soạn"):
        with pytest.raises(records.SameReader):
            answer(workspace, one, by=name)
    assert not case(workspace, one).outcome
    answer(workspace, one)
    assert case(workspace, one).accepted


def test_an_answer_that_comes_from_elsewhere_is_none_where_its_reader_had_a_hand_here(workspace, tmp_path):
    about = target(workspace)
    one = object_to(workspace, about)
    answer(workspace, one, by=READER)
    assert case(workspace, one).accepted
    judged = Judgement(about.code, about.version, "c", about.item, about.start, about.end, "y", "", READER)
    write_export(tmp_path / "b.jsonl", [decision_of(judged, at="2025-12-31T00:00:00Z")])
    assert main(["-w", str(workspace.path), "decisions", "import", str(tmp_path / "b.jsonl")]) == 0
    assert not case(workspace, one).outcome, "it waits for somebody else"
    answer(workspace, one)
    assert case(workspace, one).accepted


def test_an_amended_objection_has_to_be_answered_again(workspace):
    one = object_to(workspace, target(workspace))
    answer(workspace, one)
    assert records.add(workspace, [replace(one, received="2026-02-01")]) == records.Kept(0, 0, 1)
    assert records.add(
        workspace, [replace(one, text="Bổ sung lý do", received="2026-02-01")]
    ) == records.Kept(0, 1, 0)
    found = case(workspace, one)
    assert (found.outcome, found.objection.late) == ("", True), "late ones are marked, never lost"


def test_a_rule_that_loses_often_counts_no_more(workspace):
    weak = replace(PROVEN, tally=Tally(10, 1, 0))
    lost = [
        records.Case(
            Objection(OUTLET, PERIOD, replace(target(workspace), start=n), model.RULE, "x", key=str(n)),
            Reply(str(n), outcome, "y", SECOND),
        )
        for n, outcome in enumerate([model.ACCEPTED] * 12)
    ]
    assert PROVEN.id in effects.effects(lost, [PROVEN], PERIOD).demoted
    assert not effects.effects(lost[: effects.OFTEN - 1], [weak], PERIOD).demoted, (
        "once or twice is not often"
    )
    assert effects.effects(lost[: effects.OFTEN], [weak], PERIOD).demoted
    upheld = [replace(one, reply=replace(one.reply, outcome=model.UPHELD)) for one in lost]
    assert not effects.effects(upheld, [weak], PERIOD), "who is upheld loses nothing"
    misread = [replace(one, objection=replace(one.objection, type=model.EXTRACTION)) for one in lost]
    assert not effects.effects(misread, [PROVEN], PERIOD).demoted, (
        "the rule is not to blame for a misread page"
    )
    for one in lost:
        # the workspace's own cases, answered one by one
        records.add(workspace, [one.objection])
        answer(workspace, one.objection)
    found = report(workspace)
    assert any(PROVEN.id in limit and "không còn tính" in limit for limit in found.limits)
    assert figure_of(found).numerator == 0, "also where nobody objected"


# --- papers -----------------------------------------------------------------------------------------------------------


def filled(source, target_file, rows, sheet="opinions", **facts):
    """A reply form as it comes back: ``rows`` by the beginning of the key, or of the number."""
    tables = sheets(source)
    head, *cells = tables[W(f"reply.sheet.{sheet}")]
    keys = head.index(W("reply.column.target" if sheet == "opinions" else "reply.column.id"))
    for row in cells:
        for begins, values in rows.items():
            if str(row[keys]).startswith(begins) if begins else not row[keys]:
                for name, value in values.items():
                    row[head.index(W(f"reply.column.{name}"))] = value
                if not begins:
                    rows = {k: v for k, v in rows.items() if k}
    for row in tables[W("reply.sheet.info")]:
        for name, value in facts.items():
            if row[0] == W(f"reply.info.{name}"):
                row[1] = value
    return save(target_file, tables)


def form(workspace, *words):
    run(workspace, "form", OUTLET, *words)
    (file,) = workspace.path.glob(f"forms/*/bieu-y-kien-{OUTLET}.xlsx")
    return file


def test_a_form_goes_out_comes_back_is_answered_on_a_sheet_and_ends_in_the_table(workspace, tmp_path, capsys):
    source = form(workspace)
    (tmp_path / "bia.pdf").write_bytes(b"%PDF")
    back = filled(
        source,
        tmp_path / "ve.xlsx",
        {
            "finding:": {
                "type": "Quy tắc không áp dụng cho trường hợp này",
                "text": "Tên vở kịch",
                "papers": "bia.pdf",
            },
            f"figure:{CODE}": {"type": "da can nhac, giu nguyen (neu ly do)", "text": "Giữ nguyên cách làm"},
            "": {"type": W("reply.type.not_ours"), "text": "Tin của hãng", "address": article(2).url},
        },
        by="Thư ký tòa soạn",
    )
    run(workspace, "read", back, "--received", "2026-01-12")
    assert "3 ý kiến mới" in capsys.readouterr().out
    run(workspace, "read", back, "--received", "2026-01-20")
    assert "0 ý kiến mới" in capsys.readouterr().out
    found = records.cases(workspace.path)
    assert {(c.objection.target.kind, c.objection.late) for c in found} == {
        ("finding", True),
        ("figure", True),
        ("item", True),
    }
    (paper,) = [p for c in found for p in c.objection.papers]
    assert (workspace.path / paper.file).read_bytes() == b"%PDF"
    run(workspace, "sheet", tmp_path / "tra-loi.xlsx")
    rows = {
        c.objection.id: {"outcome": "Tiếp thu", "answer": "Đồng ý"} for c in found if c.objection.contests
    }
    assert len(rows) == 2
    answered = filled(tmp_path / "tra-loi.xlsx", tmp_path / "xong.xlsx", rows, "answers", reader=SECOND)
    run(workspace, "read", answered)
    assert "2 trả lời" in capsys.readouterr().out
    run(workspace, "read", answered)
    assert "0 trả lời" in capsys.readouterr().out, "the same sheet again answers nothing twice"
    assert all(c.outcome for c in records.cases(workspace.path))
    after = outlet_of(report(workspace))
    assert (after.articles, after.replies.accepted, after.replies.considered, after.replies.late) == (
        30,
        2,
        1,
        3,
    )
    assert main(["-w", str(workspace.path), "paper", "opinions"]) == 0
    (document,) = workspace.reports.glob("bang-tong-hop-y-kien-*.docx")
    text = words_of(document)
    assert all(
        part in text
        for part in ("TIẾP THU, GIẢI TRÌNH", "Tên vở kịch", "Đồng ý", "tiếp thu 2", ", sau thời hạn")
    )
    (annex,) = workspace.reports.glob("bang-tong-hop-y-kien-*.xlsx")
    counts = sheets(annex)[W("report.sheet.replies.counts")]
    assert next(row for row in counts if row[1] == "Báo Sông Mơ")[2:] == [3, 2, 0, 0, 1, 0]
    assert b"COUNTIFS" in formulas(annex), "counts follow what is corrected in the annex"
    for kind in ("minutes", "explanation", "scorecard"):
        assert main(["-w", str(workspace.path), "paper", kind, "--outlet", OUTLET]) == 0
    assert f"auditor reply form {OUTLET}" in capsys.readouterr().err
    for name, word in (
        ("bien-ban", "Đồng ý"),
        ("cong-van-de-nghi", "Tên vở kịch"),
        ("phieu-ket-qua", "10/01/2026"),
    ):
        (document,) = workspace.reports.glob(f"{name}*.docx")
        assert word in words_of(document), name


def words_of(document):
    import docx

    page = docx.Document(str(document))
    cells = (cell.text for table in page.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in page.paragraphs), *cells])


def formulas(file):
    import zipfile

    with zipfile.ZipFile(file) as archive:
        return b"".join(archive.read(name) for name in archive.namelist() if "worksheets/" in name)


def test_the_word_form_comes_back_too(workspace, tmp_path, capsys):
    import docx

    page = docx.Document(str(form(workspace, "--docx").with_suffix(".docx")))
    table = page.tables[1]
    head = [cell.text for cell in table.rows[0].cells]
    row = next(
        row
        for row in table.rows
        if row.cells[head.index(W("reply.column.target"))].text.startswith("finding:")
    )
    row.cells[head.index(W("reply.column.type"))].text = W("reply.type.context")
    row.cells[head.index(W("reply.column.text"))].text = "Lời nhân vật trong truyện"
    page.save(str(tmp_path / "ve.docx"))
    run(workspace, "read", tmp_path / "ve.docx")
    (found,) = records.cases(workspace.path)
    assert found.objection.target == target(workspace)


def test_a_mistake_in_a_word_form_is_told_by_table_row_and_column(workspace, tmp_path, capsys):
    """A Word file has no cell C12: who filled it looks for the row and the head of the column."""
    import docx

    page = docx.Document(str(form(workspace, "--docx").with_suffix(".docx")))
    table = page.tables[1]
    head = [cell.text for cell in table.rows[0].cells]
    at, row = next(
        (at, row)
        for at, row in enumerate(table.rows, 1)
        if row.cells[head.index(W("reply.column.target"))].text.startswith("finding:")
    )
    row.cells[head.index(W("reply.column.type"))].text = "không rõ"
    row.cells[head.index(W("reply.column.text"))].text = "Lời nhân vật trong truyện"
    page.save(str(tmp_path / "ve.docx"))
    run(workspace, "read", tmp_path / "ve.docx", code=5)
    told = " ".join(capsys.readouterr().err.split())
    assert f"bảng 2 (“{W('reply.sheet.opinions')}”), dòng “{at}”, cột “{W('reply.column.type')}”" in told
    assert "ô " not in told.partition("chọn trong")[0]
    facts = page.tables[0].rows
    next(row for row in facts if row.cells[0].text == W("reply.info.outlet")).cells[1].text = "khong-co"
    page.save(str(tmp_path / "ve-2.docx"))
    run(workspace, "read", tmp_path / "ve-2.docx", code=5)
    told = " ".join(capsys.readouterr().err.split())
    assert f"bảng 1 (“{W('reply.sheet.info')}”), dòng “{W('reply.info.outlet')}”" in told


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ({"finding:": {"text": "Vì sao"}}, "chưa chọn loại"),
        ({"finding:": {"type": "Sai", "text": "x"}}, "“Sai”"),
        ({"finding:": {"type": W("reply.type.evidence"), "text": "x"}}, "không dùng cho dòng này"),
        ({"finding:": {"type": W("reply.type.rule")}}, "chưa ghi ý kiến"),
        ({"finding:": {"type": W("reply.type.rule"), "text": "x" * 1001}}, "1001"),
        (
            {"finding:": {"type": W("reply.type.rule"), "text": "x", "target": "finding:a@b:../../x:1-2"}},
            "mã dòng",
        ),
        ({"finding:": {"type": W("reply.type.rule"), "text": "x", "target": "item:" + "'" * 16}}, "mã dòng"),
        (
            {
                "finding:": {
                    "type": W("reply.type.rule"),
                    "text": "x",
                    "target": f"finding:{PROVEN.id}@v:{'a' * 16}:0-{10**30}",
                }
            },
            "mã dòng",
        ),
        (
            {"": {"type": W("reply.type.other"), "text": "x", "address": "http://[::1/%zz?" + "a" * 5000}},
            "ở địa chỉ",
        ),
        (
            {"": {"type": W("reply.type.other"), "text": "x", "address": "http://khac.example/1"}},
            "khac.example",
        ),
        ({"": {"type": W("reply.type.other"), "text": "x"}}, "chưa ghi địa chỉ"),
    ],
)
def test_a_wrong_row_is_named_and_the_right_ones_are_kept(workspace, blank, tmp_path, capsys, rows, says):
    right = {f"figure:{CODE}": {"type": W("reply.type.other"), "text": "Xin tính lại"}}
    back = filled(blank, tmp_path / "ve.xlsx", rows | right)
    run(workspace, "read", back, code=5)
    err = capsys.readouterr().err
    assert says in err and "ve.xlsx" in err and "ô " in err
    assert [c.objection.target.kind for c in records.cases(workspace.path)] == ["figure"]


def test_a_file_that_is_no_form_is_said_and_the_rest_is_read(workspace, blank, tmp_path, capsys):
    (tmp_path / "ve").mkdir()
    filled(
        blank,
        tmp_path / "ve" / "b.xlsx",
        {"adoption": {"type": W("reply.type.other"), "text": "x"}},
    )
    (tmp_path / "ve" / "a.xlsx").write_bytes(b"PK\x03\x04 nothing")
    save(tmp_path / "ve" / "c.xlsx", {"Khác": [["a"], ["b"]]})
    filled(
        blank,
        tmp_path / "ve" / "d.xlsx",
        {"adoption": {"type": W("reply.type.other"), "text": "x"}},
        outlet="la",
    )
    run(workspace, "read", tmp_path / "ve", code=5)
    err = capsys.readouterr().err
    assert all(name in err for name in ("a.xlsx", "c.xlsx", "“la”"))
    assert len(records.cases(workspace.path)) == 1


def test_a_folder_with_both_kinds_of_form_says_which_command_reads_which(workspace, blank, tmp_path, capsys):
    assert main(["-w", str(workspace.path), "form", "new", "--who", OUTLET, "-o", str(tmp_path / "f")]) == 0
    (other,) = (tmp_path / "f").glob("*.xlsx")
    capsys.readouterr()
    run(workspace, "read", other, code=5)
    assert "auditor form read" in capsys.readouterr().err
    assert main(["-w", str(workspace.path), "form", "read", str(blank)]) == 5
    assert "auditor reply read" in capsys.readouterr().err


def test_a_sheet_without_a_second_reader_or_by_the_first_answers_nothing(workspace, tmp_path, capsys):
    one = object_to(workspace, target(workspace), by="Thư ký tòa soạn")
    run(workspace, "sheet", tmp_path / "a.xlsx")
    rows = {one.id: {"outcome": "Tiếp thu", "answer": "Đồng ý"}}
    for reader, says in (("", "chưa ghi người đọc lại"), ("Thư ký tòa soạn", "người thứ hai")):
        file = filled(tmp_path / "a.xlsx", tmp_path / "b.xlsx", rows, "answers", reader=reader)
        run(workspace, "read", file, code=5)
        assert says in capsys.readouterr().err
    assert not case(workspace, one).outcome


# --- by command ---------------------------------------------------------------------------------------------------------


def test_by_command_alone(workspace, capsys):
    run(
        workspace,
        "add",
        OUTLET,
        "--about",
        CODE,
        "--type",
        "other",
        "--reason",
        "Xin tính lại",
        "--received",
        "2026-01-11",
    )
    said = capsys.readouterr()
    assert main(["-w", str(workspace.path), "status"]) in (0, 1)
    assert "1 ý kiến của cơ quan chờ trả lời" in capsys.readouterr().out
    assert "Nhận sau thời hạn 2026-01-10" in said.err
    (found,) = records.cases(workspace.path)
    run(workspace, "list", "--open", "--json")
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["id"], listed["outcome"], listed["late"]) == (found.objection.id, "", True)
    run(
        workspace,
        "answer",
        found.objection.id[:5],
        "--outcome",
        "partly",
        "--reason",
        "Ghi chú thêm",
        "--by",
        SECOND,
    )
    run(workspace, "list")
    assert "tiếp thu một phần 1" in capsys.readouterr().out
    words = ["--outcome", "accepted", "--reason", "Đồng ý", "--by", SECOND]
    run(workspace, "answer", found.objection.id, *words)
    said = capsys.readouterr()
    assert "không còn được nêu trong kỳ này" in said.err and "auditor coding" in said.err
    assert "Số liệu đổi khi tính lại" not in said.err
    run(workspace, "targets", OUTLET)
    assert f"figure:{CODE}@vn-2014" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["add", "khong-co", "--about", "B1.1.1", "--type", "other", "--reason", "x"], "khong-co"),
        (["add", OUTLET, "--about", "Z9", "--type", "other", "--reason", "x"], "Z9"),
        (["add", OUTLET, "--about", "adoption", "--type", "rule", "--reason", "x"], "evidence"),
        (["add", OUTLET, "--about", "adoption", "--type", "other", "--reason", " "], "--reason"),
        (
            [
                "add",
                OUTLET,
                "--about",
                "adoption",
                "--type",
                "other",
                "--reason",
                "x",
                "--received",
                "hôm qua",
            ],
            "--received",
        ),
        (["answer", "ffff", "--outcome", "accepted", "--reason", "x", "--by", "A"], "ffff"),
        (["answer", "ffff", "--outcome", "yes", "--reason", "x", "--by", "A"], "accepted"),
        (["sheet", "a.docx"], ".xlsx"),
        (["form", "khong-co"], "khong-co"),
    ],
)
def test_what_cannot_be_done_is_said(workspace, say, words, says):
    code, err = say("-w", workspace.path, "reply", *words)
    assert code == 2 and says in err


@pytest.mark.parametrize(
    "text", ["deadline: 2026-02-30", "deadline: mai", "thời hạn: 2026-01-01", "deadlines: [a]"]
)
def test_a_mistake_in_the_provinces_choice_is_named(workspace, say, text):
    (workspace.path / "replies.yaml").write_text(f"schema: auditor.replies/1\n{text}\n", encoding="utf-8")
    code, err = say("-w", workspace.path, "reply", "form", OUTLET)
    assert code == 5 and "replies.yaml" in err


# --- nobody is named ----------------------------------------------------------------------------------------------------


def test_names_of_people_in_the_news_leave_with_no_opinion(workspace, tmp_path):
    one = object_to(
        workspace,
        Target(model.ITEM, key_of(workspace, 2)),
        model.PERSON,
        "Bà Lê Thị Hạnh và ông Trần Văn Bình là vợ chồng",
    )
    answer(workspace, one, text="Đã hỏi lại bà Lê Thị Hạnh")
    found = report(workspace)
    write_export(tmp_path / "x.jsonl", decisions_of(workspace.path))
    assert main(["-w", str(workspace.path), "paper", "opinions", "--output", str(tmp_path)]) == 0
    (document,) = tmp_path.glob("*.docx")
    shown = [
        json.dumps(to_json(found, W), ensure_ascii=False),
        (tmp_path / "x.jsonl").read_text(encoding="utf-8"),
        words_of(document),
    ]
    for text in shown:
        assert "vợ chồng" in text, "the opinion itself stays"
        assert not any(name in text for name in ("Thị Hạnh", "Văn Bình", "Sông lên"))


def test_in_public_no_opinion_and_no_second_reader_stand(workspace):
    one = object_to(workspace, target(workspace))
    answer(workspace, one)
    found = report(workspace)
    public = json.dumps(to_json(circulated(found, Circulation.PUBLIC), W), ensure_ascii=False)
    assert "vở kịch" not in public and SECOND not in public
    own = circulated(found, Circulation.OUTLET, OUTLET)
    assert own.outlets[0].opinions[0].answer and not own.outlets[0].opinions[0].answered_by
    assert main(["-w", str(workspace.path), "paper", "opinions", "-c", "public"]) == 2
