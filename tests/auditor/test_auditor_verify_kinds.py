"""One changed byte of every kind of thing that a report stands on, and the words in which an official is told which one it is."""

from __future__ import annotations

import json
import re
import shutil
from importlib import resources

import pytest
from auditor_filling import PLAN, WORDS, fill, sheets
from auditor_proved import OUTLET, write_report

from auditor import backup
from auditor.calibration import records as coded
from auditor.calibration.records import Coding
from auditor.cli import main
from auditor.forms.model import Appraisal
from auditor.forms.records import add
from auditor.proof import inputs
from auditor.replies import model, records
from auditor.replies.model import Objection, Target
from auditor.words import Words
from auditor.workspace import Workspace

PROMISES = """plans:
  - scope: "Lạc Giang"
    issuer: {vi: "UBND mẫu", en: "Sample"}
    plan: "Kế hoạch mẫu"
    evidence: I
    promises:
      - {id: huong-uoc, kind: share, milestones: [{year: 2025, share: 0.5}], title: {vi: "Hương ước mẫu", en: "Conventions"}}
"""
PAST = "INSERT INTO rates VALUES (?, '2024-12-14', 1, 'declared', 3, 5, '[]')"


@pytest.fixture(scope="module")
def stood_on(audited, tmp_path_factory):
    """A workspace with one of everything that a report can stand on, and the report of it."""
    folder = tmp_path_factory.mktemp("kinds") / "w"
    shutil.copytree(audited.path, folder)
    workspace = Workspace.open(folder)
    period = (workspace.config.period_from, workspace.config.period_to)
    (folder / "promises.yaml").write_text(PROMISES, encoding="utf-8")
    (folder / "collecting.yaml").write_text(PLAN, encoding="utf-8")
    assert main(["-w", str(folder), "form", "new", "--who", OUTLET]) == 0
    (blank,) = (folder / "forms").rglob("*.xlsx")
    (code,) = [row[1] for row in sheets(blank)[WORDS("form.sheet.answers")][1:2]]
    sent = fill(blank, folder.parent / "ve" / blank.name, {code: {"self": 1, "explanation": "Đã làm"}})
    assert main(["-w", str(folder), "form", "read", str(sent)]) == 0
    add(workspace, [Appraisal(OUTLET, "vn-2014", period, "A1.1.1", 4, "", "đã xem", "Vương Thị Thẩm")])
    about = Target(model.FIGURE, code="B1.1.1", version="vn-2014")
    records.add(
        workspace,
        [Objection(OUTLET, period, about, model.RULE, "Cách tính chưa đúng", received="2026-01-05")],
    )
    coded.add_codings(workspace, [Coding("mau-1", 1, "ab" * 8, "Lò Văn Mã", {"people.women": 2})])
    with workspace.store() as store:
        run = store.begin_run("rate", "0")
        store.execute(PAST, (run,))
        store.end_run(run)
    write_report(workspace)
    return workspace


def replaced(name, old, new):
    def change(workspace):
        file = workspace.path / name
        text = file.read_text(encoding="utf-8")
        assert old in text and len(old.encode()) == len(new.encode())
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def flipped(pattern):
    def change(workspace):
        file = sorted(workspace.path.glob(pattern))[0]
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 1
        file.write_bytes(bytes(data))

    return change


def sql(statement):
    def change(workspace):
        with workspace.store() as store:
            store.execute("DROP TRIGGER IF EXISTS decisions_no_update")
            assert store.execute(statement).rowcount == 1

    return change


def span(workspace):
    with workspace.store() as store:
        row = store.one("SELECT id, json FROM analyses WHERE findings > 0 ORDER BY id LIMIT 1")
        raw = json.loads(row["json"])
        raw["findings"][0]["start"] += 1
        store.execute(
            "UPDATE analyses SET json = ? WHERE id = ?", (json.dumps(raw, ensure_ascii=False), row["id"])
        )


SCORE = f"outlet = '{OUTLET}' AND code = 'B1.1.1' AND run = (SELECT max(run) FROM score_runs)"
# what is changed; what the official reads: of which kind it is, and which one
CHANGES = {
    "score": (
        sql(f"UPDATE scores SET numerator = numerator + 1 WHERE {SCORE}"),
        "Điểm trong kho khác điểm tính lại", (f"{OUTLET} › B1.1.1 › tử số",),
    ),
    "span": (span, "Vị trí đánh dấu không còn trả về đúng đoạn chữ", ("Ở tuổi 47, ca sĩ Phùng Thị Chiên", "gai-mot-con", "“gái một con")),
    "rule": (replaced("rules/toa-soan.yaml", "Not our style", "Not our Style"), "Gói quy tắc đã khác", ("toa-soan", "quy tắc của đơn vị (rules/toa-soan.yaml)")),
    "form": (
        flipped("evidence/*.xlsx"), "Mã băm của biểu mẫu, tài liệu kiểm chứng đã khác", (OUTLET,),
    ),
    "rates of earlier days": (
        sql("UPDATE rates SET applied = 4 WHERE as_of = '2024-12-14'"),
        "Bảng trong kho đã khác", ("tỷ lệ đã tính của những ngày trước (rates)",),
    ),
    "decision": (
        sql("UPDATE decisions SET detail = replace(detail, '4', '5') WHERE kind = 'appraisal'"),
        "Quyết định đã ghi không khớp mã băm", (f"thẩm định điểm: {OUTLET} A1.1.1 Vương Thị Thẩm",),
    ),
    "archived page": (
        flipped("archive/*.warc.gz"), "Trang lưu đã bị thay đổi hoặc không đọc được", ("http://",),
    ),
    "target": (replaced("targets.yaml", "2025", "2026"), "Nội dung tệp đã khác", ("mốc chỉ tiêu của các kế hoạch (targets.yaml)", "thí điểm trở lên › mốc gần nhất (pilot.last[")),
    "register": (
        replaced(f"outlets/{OUTLET}.yaml", "true", "True"), "Nội dung tệp đã khác", (f"danh bạ cơ quan (outlets/{OUTLET}.yaml)",),
    ),
    "office holder": (
        replaced("officials.csv", "02/2025", "02/2024"), "Nội dung tệp đã khác", ("bảng người giữ chức vụ (officials.csv)",),
    ),
    "promise": (replaced("promises.yaml", "0.5", "0.6"), "Nội dung tệp đã khác", ("chỉ tiêu khác của các kế hoạch (promises.yaml)",)),
    "calibration code": (
        sql("UPDATE decisions SET detail = replace(detail, ':2', ':3') WHERE kind = 'coding'"),
        "Quyết định đã ghi không khớp mã băm", ("mã hóa: Lò Văn Mã",),
    ),
    "reply": (
        sql("UPDATE decisions SET reason = replace(reason, 'chưa', 'cũng') WHERE kind = 'objection'"),
        "Quyết định đã ghi không khớp mã băm", (f"ý kiến của cơ quan: {OUTLET} B1.1.1",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_one_changed_byte_is_named_in_words(stood_on, tmp_path, capsys, name):
    change, kind, words = CHANGES[name]
    shutil.copytree(stood_on.path, tmp_path / "w")
    workspace = Workspace.open(tmp_path / "w")
    change(workspace)
    capsys.readouterr()
    code = main(["-w", str(workspace.path), "verify", str(workspace.reports / "bao-cao.json")])
    out = capsys.readouterr().out
    assert code == 1, out
    told = " ".join(out.split())
    assert kind in told
    assert [word for word in words if word not in told] == []


@pytest.mark.parametrize("kind", ["appraisal", "submission", "coding", "objection"])
@pytest.mark.parametrize("broken", ["'{}'", "substr(detail, 2)"])
def test_a_decision_that_cannot_be_read_is_named_and_not_a_fault_of_the_program(
    stood_on, tmp_path, say, kind, broken
):
    shutil.copytree(stood_on.path, tmp_path / "w")
    workspace = Workspace.open(tmp_path / "w")
    sql(f"UPDATE decisions SET detail = {broken} WHERE kind = '{kind}'")(workspace)
    for command in (
        "report",
        "paper annual",
        "years",
        f"verify {workspace.reports / 'bao-cao.json'} --no-pages",
    ):
        code, said = say("-w", workspace.path, *command.split())
        name = Words("vi")(f"decision.kind.{kind}")
        assert code in (0, 1) or (code == 5 and name in said and "verify" in said), (command, said)
    assert code == 1


def test_everything_a_report_can_differ_in_has_a_name():
    """A field, a table or a file that is added later gets words, or an official reads the name of a column."""
    words = Words("vi")
    schema = json.loads((resources.files("reports") / "report.schema.json").read_text(encoding="utf-8"))
    fields = set(_properties(schema)) - _MADE_FROM
    assert sorted(name for name in fields if f"proof.field.{name}" not in words) == []
    files = {re.split(r"[/.]", name)[0] for name in (*backup.FILES, *inputs.FOLDERS)} - {"auditor", "signing"}
    assert sorted(name for name in files if f"proof.file.{name}" not in words) == []


def test_every_table_has_a_name(stood_on):
    with stood_on.store(readonly=True) as store:
        names = [name for name, _ in inputs.tables(store, stood_on.config.day)]
    assert names and [name for name in names if f"proof.table.{name}" not in Words("vi")] == []


# compared by hashes of their own, or said of the file alone
_MADE_FROM = set(
    "config engine files inputs tables signer scored sha256 produced schema lang provenance circulation".split()
)


def _properties(schema):
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "properties":
                yield from value
            yield from _properties(value)
    elif isinstance(schema, list):
        for each in schema:
            yield from _properties(each)
