"""A figure can be defended: one changed byte anywhere behind it is found, named, and said where it stands."""

from __future__ import annotations

import gzip
import json
import re
import zlib

import pytest
from auditor_filling import PLAN, WORDS, fill, sheets
from auditor_proved import OUTLET, write_report
from auditor_rooms import make_workspace

from auditor.cli import main
from auditor.cli.base import Shell
from auditor.cli.verify import say_differences
from auditor.proof.model import Difference


def verified(workspace, capsys, report="", *more):
    capsys.readouterr()
    target = report or workspace.reports / "bao-cao.json"
    code = main(["-w", str(workspace.path), "verify", str(target), "--json", *more])
    found = json.loads(capsys.readouterr().out)
    return code, found, {d["kind"]: d for d in reversed(found["differences"])}


def sql(workspace, statement, *values):
    with workspace.store() as store:
        assert store.execute(statement, values).rowcount != 0


def flip(file, at=None):
    data = bytearray(file.read_bytes())
    data[len(data) // 2 if at is None else at] ^= 1
    file.write_bytes(bytes(data))


def test_what_is_as_it_was_is_said_and_nothing_is_written(proved, capsys):
    before = {f: f.read_bytes() for f in proved.path.rglob("*") if f.is_file() and "sqlite-" not in f.name}
    code, found, _ = verified(proved, capsys)
    assert (code, found["same"], found["differences"]) == (0, True, [])
    assert found["articles"] >= 80
    assert found["pages"] == found["articles"]
    assert found["papers"] >= 1
    assert found["figures"] > 1000
    after = {f: f.read_bytes() for f in proved.path.rglob("*") if f.is_file() and "sqlite-" not in f.name}
    assert after == before


def test_one_changed_score_is_named(proved, capsys):
    where = "outlet = ? AND code = 'B1.1.1' AND run = (SELECT max(run) FROM score_runs)"
    sql(proved, f"UPDATE scores SET numerator = numerator + 1 WHERE {where}", OUTLET)
    code, _, kinds = verified(proved, capsys, "", "--no-pages")
    assert (code, set(kinds)) == (1, {"score"})
    one = kinds["score"]
    assert one["where"] == f"scores[{OUTLET}, B1.1.1].numerator"
    assert int(one["before"]) == int(one["now"]) + 1
    # and a report made from it afterwards is told apart from what comes out
    write_report(proved)
    _, _, kinds = verified(proved, capsys, "", "--no-pages")
    assert kinds["figure"]["where"] == f"outlets[{OUTLET}].indicators[B1.1.1].numerator"
    assert kinds["figure"]["now"] == one["now"]


def test_one_changed_digit_of_the_report_is_named_with_what_it_is_now(proved, capsys):
    file = proved.reports / "bao-cao.json"
    raw = json.loads(file.read_text(encoding="utf-8"))
    raw["pilot"]["applied"] += 1
    file.write_text(json.dumps(raw), encoding="utf-8")
    code, found, kinds = verified(proved, capsys, "", "--no-pages")
    assert (code, len(found["differences"])) == (1, 1)
    assert kinds["figure"]["where"] == "pilot.applied"
    assert (kinds["figure"]["before"], kinds["figure"]["now"]) == ("2", "1")
    capsys.readouterr()
    assert main(["-w", str(proved.path), "verify", str(file), "--no-pages"]) == 1
    said = capsys.readouterr().out
    assert "tỷ lệ áp dụng thí điểm trở lên › số cơ quan áp dụng (pilot.applied)" in said
    assert "trước: 2 → nay: 1" in said


def test_a_span_that_no_longer_gives_back_its_words_is_named(proved, capsys):
    with proved.store() as store:
        row = store.one("SELECT id, article, json FROM analyses WHERE findings > 0 ORDER BY id LIMIT 1")
        raw = json.loads(row["json"])
        raw["findings"][0]["start"] += 1
        text = json.dumps(raw, ensure_ascii=False, separators=(",", ":"))
        store.execute("UPDATE analyses SET json = ? WHERE id = ?", (text, row["id"]))
        url = store.one("SELECT url FROM articles WHERE id = ?", (row["article"],))["url"]
    code, _, kinds = verified(proved, capsys, "", "--no-pages")
    assert code == 1
    assert kinds["span"]["where"].startswith(f"{url} [{raw['findings'][0]['start']}:")
    assert kinds["span"]["before"][2:].startswith(kinds["span"]["now"][1:5])
    assert all(
        kinds["span"][key].startswith("“") and kinds["span"][key].endswith("”") for key in ("before", "now")
    )


def test_every_column_of_the_rows_that_tables_read_is_held_against_the_analysis(proved, capsys):
    """Whatever column is added later is tried without anybody thinking of it."""
    expected = set()
    with proved.store() as store:
        for table, key in (("people", "person"), ("quotes", "place"), ("findings", "place")):
            columns = [row["name"] for row in store.rows(f"PRAGMA table_info({table})")]
            rows = store.rows(f"SELECT * FROM {table} GROUP BY analysis ORDER BY analysis")
            for column, row in zip((c for c in columns if c not in ("analysis", key)), rows, strict=False):
                value = row[column]
                other = (
                    f"{value or ''}x" if isinstance(value, str) or column == "speaker" else (value or 0) + 1
                )
                where = (row["analysis"], row[key])
                store.execute(
                    f"UPDATE {table} SET {column} = ? WHERE analysis = ? AND {key} = ?", (other, *where)
                )
                expected.add(f"{table}[{row[key]}].{column}")
    assert len(expected) == 13 + 4 + 9
    code, found, kinds = verified(proved, capsys, "", "--no-pages")
    assert (code, set(kinds)) == (1, {"derived"})
    named = " ".join(d["where"] for d in found["differences"])
    assert not [one for one in expected if one not in named]


def test_a_row_too_few_or_too_many_is_named(proved, capsys):
    with proved.store() as store:
        row = store.one("SELECT analysis, person FROM people ORDER BY analysis LIMIT 1")
        store.execute("DELETE FROM people WHERE analysis = ? AND person = ?", tuple(row))
    code, _, kinds = verified(proved, capsys, "", "--no-pages")
    assert code == 1
    assert f"people[{row['person']}]" in kinds["derived"]["where"]


def test_a_rate_of_an_earlier_day_is_part_of_what_a_report_stands_on(proved, capsys):
    """Papers print it as it was kept."""
    with proved.store() as store:
        run = store.begin_run("rate", "0")
        past = (run, "2024-12-14", 1, "declared", 3, 5, "[]")
        store.execute("INSERT INTO rates VALUES (?, ?, ?, ?, ?, ?, ?)", past)
        store.end_run(run)
    write_report(proved)
    assert verified(proved, capsys, "", "--no-pages")[0] == 0
    sql(proved, "UPDATE rates SET applied = 5 WHERE as_of = '2024-12-14'")
    code, _, kinds = verified(proved, capsys, "", "--no-pages")
    assert (code, kinds["table"]["where"]) == (1, "rates")


def test_one_changed_byte_of_a_rule_is_named(proved, capsys):
    pack = proved.path / "rules" / "toa-soan.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("không gọi", "chẳng gọi"), encoding="utf-8")
    code, _, kinds = verified(proved, capsys, "", "--no-pages")
    assert code == 1
    assert (kinds["rule"]["where"], kinds["file"]["where"]) == ("toa-soan", "rules/toa-soan.yaml")


def test_a_pack_of_the_program_that_changed_since_is_named(proved, capsys):
    file = proved.reports / "bao-cao.json"
    raw = json.loads(file.read_text(encoding="utf-8"))
    name = next(n for n in raw["provenance"]["engine"] if re.fullmatch(r"rules:f\d.*", n))
    digest = raw["provenance"]["engine"][name]
    # as if today's pack were not the one of the report
    raw["provenance"]["engine"][name] = ("0" if digest[0] != "0" else "1") + digest[1:]
    file.write_text(json.dumps(raw), encoding="utf-8")
    code, found, kinds = verified(proved, capsys, "", "--no-pages")
    assert (code, len(found["differences"])) == (1, 1)
    assert kinds["rule"]["where"] == name.removeprefix("rules:")


def test_a_rule_that_no_longer_loads_is_said_instead_of_a_crash(proved, capsys):
    (proved.path / "rules" / "toa-soan.yaml").write_text("pack: [", encoding="utf-8")
    code, _, kinds = verified(proved, capsys)
    assert code == 1
    assert kinds["unreadable"]["where"].endswith("toa-soan.yaml")
    assert kinds["file"]["where"] == "rules/toa-soan.yaml"


def test_one_changed_byte_of_a_paper_of_evidence_is_named_with_whose_it_is(proved, capsys):
    paper = next(iter(sorted(proved.evidence.iterdir())))
    flip(paper)
    code, _, kinds = verified(proved, capsys, "", "--no-pages")
    assert (code, set(kinds)) == (1, {"evidence"})
    assert (kinds["evidence"]["where"], kinds["evidence"]["what"]) == (f"evidence/{paper.name}", OUTLET)
    paper.unlink()
    assert (
        verified(proved, capsys, "", "--no-pages")[2]["evidence_missing"]["where"] == f"evidence/{paper.name}"
    )


def test_one_changed_byte_of_a_form_that_came_back_is_named_with_whose_it_is(proved, tmp_path, capsys):
    (proved.path / "collecting.yaml").write_text(PLAN, encoding="utf-8")
    assert main(["-w", str(proved.path), "form", "new", "--who", OUTLET]) == 0
    (blank,) = (proved.path / "forms").rglob("*.xlsx")
    (code,) = [row[1] for row in sheets(blank)[WORDS("form.sheet.answers")][1:2]]
    sent = fill(blank, tmp_path / "ve" / blank.name, {code: {"self": 1, "explanation": "Đã làm"}})
    assert main(["-w", str(proved.path), "form", "read", str(sent)]) == 0
    write_report(proved)
    assert verified(proved, capsys, "", "--no-pages")[0] == 0
    (kept,) = [f for f in proved.evidence.iterdir() if f.name.endswith(blank.name)]
    flip(kept)
    status, _, kinds = verified(proved, capsys, "", "--no-pages")
    assert (status, set(kinds)) == (1, {"evidence"})
    assert (kinds["evidence"]["where"], kinds["evidence"]["what"]) == (f"evidence/{kept.name}", OUTLET)


def test_one_changed_byte_of_an_archived_page_is_named(proved, capsys):
    (file,) = proved.archive.glob("*.warc.gz")
    with proved.store() as store:
        row = store.one("SELECT url, archive_offset FROM articles WHERE id = 3")
    data = file.read_bytes()
    at = row["archive_offset"]
    record, size = _member(data[at:])
    changed = bytearray(record)
    place = changed.rindex(b"</p>") - 1
    changed[place] ^= 1
    packed = gzip.compress(bytes(changed), mtime=0)
    file.write_bytes(data[:at] + packed + data[at + size :])
    shift = len(packed) - size
    with proved.store() as store:
        store.execute(
            "UPDATE articles SET archive_offset = archive_offset + ? WHERE archive_offset > ?", (shift, at)
        )
    code, found, kinds = verified(proved, capsys)
    assert (code, {d["kind"] for d in found["differences"]}) == (1, {"page"})
    assert len(found["differences"]) == 1
    assert kinds["page"]["where"].startswith(row["url"])


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ("Unknown archive format, first line: ['\\x1f\\x8b']", "không đọc được trang lưu (tệp .warc.gz bị sửa hoặc hỏng)"),
        ("digest", "nội dung khác lúc lưu"),
    ],
)  # fmt: skip
def test_a_damaged_page_is_told_in_words(capsys, now, says):
    found = Difference("page", "https://bao.example/1", before="abc", now=now)
    say_differences(Shell("vi"), (found,))
    shown = capsys.readouterr().out
    assert f"nay: {says}" in shown and now not in shown


def _member(data: bytes) -> tuple[bytes, int]:
    """The first record of an archive, and how many bytes it takes there."""
    unpacker = zlib.decompressobj(31)
    record = unpacker.decompress(data)
    return record, len(data) - len(unpacker.unused_data)


def test_a_lost_archive_file_is_one_line(proved, capsys):
    (file,) = proved.archive.glob("*.warc.gz")
    file.unlink()
    code, found, kinds = verified(proved, capsys)
    assert (code, len(found["differences"])) == (1, 1)
    assert (kinds["page_missing"]["where"], kinds["page_missing"]["now"]) == (f"archive/{file.name}", "0")


def test_one_changed_letter_of_an_article_is_found_from_its_hash_and_from_its_page(proved, capsys):
    sql(proved, "UPDATE articles SET body = replace(body, 'a', 'o') WHERE id = 3")
    code, _, kinds = verified(proved, capsys, "", "--no-pages")
    assert code == 1
    assert kinds["text"]["what"]
    # whoever changes the hash as well cannot change the page
    now = kinds["text"]["now"]
    with proved.store() as store:
        from auditor.store.rows import StoredArticle
        from indicators.model import sha256

        row = store.one("SELECT * FROM articles WHERE id = 3")
        digest = sha256(StoredArticle.of(row).record.text)
        assert digest.startswith(now)
        store.execute("UPDATE articles SET text_sha256 = ? WHERE id = 3", (digest,))
        store.execute("UPDATE analyses SET text_sha256 = ? WHERE article = 3", (digest,))
    _, _, kinds = verified(proved, capsys)
    assert "text" not in kinds
    assert kinds["page_reads"]["where"] == row["url"]
    assert kinds["articles"]["where"] == row["outlet"]


def test_a_changed_row_of_adoption_is_named(proved, capsys):
    sql(proved, "UPDATE adoptions SET level = 2, verified = 1 WHERE outlet = ?", OUTLET)
    code, _, kinds = verified(proved, capsys, "", "--no-pages")
    assert code == 1
    assert kinds["adoption"]["where"].startswith("adoptions[1, ")
    assert kinds["table"]["where"] == "adoptions"


def test_a_changed_decision_is_named_by_who_made_it(proved, capsys):
    from auditor.decisions import ledger
    from auditor.decisions.model import APPRAISAL, Decision

    made = Decision(
        APPRAISAL, "Người A", ("x", "vn-2014", "A1.1.1"), "4", outlet="x", code="A1.1.1", detail={"points": 4}
    )
    ledger.keep(proved, [made])
    write_report(proved)
    assert verified(proved, capsys, "", "--no-pages")[0] == 0
    with proved.store() as store:
        store.execute("DROP TRIGGER decisions_no_update")
        store.execute("UPDATE decisions SET detail = replace(detail, '4', '5') WHERE who LIKE 'Người A'")
    code, _, kinds = verified(proved, capsys, "", "--no-pages")
    assert code == 1
    assert "Người A" in kinds["decision"]["what"]


def test_another_configuration_and_a_new_file_are_named(proved, capsys):
    config = proved.path / "auditor.toml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("kinds = []", 'kinds = ["newspaper"]'), encoding="utf-8"
    )
    (proved.outlets / "them.yaml").write_text("", encoding="utf-8")
    (proved.outlets / "them.yaml").unlink()
    (proved.path / "papers.yaml").write_text("levels: {}\n", encoding="utf-8")
    code, _, kinds = verified(proved, capsys, "", "--no-pages")
    assert code == 1
    assert (kinds["config"]["where"], kinds["config"]["now"]) == ("kinds", "newspaper")
    assert kinds["file_new"]["where"] == "papers.yaml"
    assert kinds["figure"]["where"] == "denominator"


def test_a_report_of_an_earlier_release_is_compared_by_its_figures(proved, capsys):
    file = proved.reports / "bao-cao.json"
    raw = json.loads(file.read_text(encoding="utf-8"))
    del raw["provenance"], raw["versions"]["signature"]
    promised = [goal for name in ("pilot", "formal") for when in ("last", "next") for goal in raw[name][when]]
    assert promised
    for goal in promised:
        del goal["at_due"], goal["national"]
    file.write_text(json.dumps(raw), encoding="utf-8")
    code, found, _ = verified(proved, capsys, "", "--no-pages")
    assert ["no_hashes", 0] in found["notes"]
    assert (code, found["differences"]) == (0, [])


def test_a_key_made_after_the_report_is_no_change_and_another_key_is(proved, capsys):
    from auditor.proof import signing

    signing.make_key(proved)
    code, found, _ = verified(proved, capsys, "", "--no-pages")
    assert (code, ["key_later", 0] in found["notes"]) == (0, True)
    write_report(proved)
    for name in (signing.PRIVATE, signing.PUBLIC):
        (proved.path / name).unlink()
    signing.make_key(proved)
    code, _, kinds = verified(proved, capsys, "", "--no-pages")
    assert (code, set(kinds)) == (1, {"signer"})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"schema": "auditor.report/1"}',
        b"[" * 100_000,
        b'{"schema": "khac/1"}',
    ],
)
def test_what_is_no_report_is_said_in_words(tmp_path, say, content):
    workspace = make_workspace(tmp_path / "w")
    (tmp_path / "r.json").write_bytes(content)
    code, said = say("-w", workspace.path, "verify", tmp_path / "r.json")
    assert code == 5
    assert "không phải báo cáo .json" in said


def test_a_report_in_another_form_and_a_missing_one_are_said(tmp_path, say):
    workspace = make_workspace(tmp_path / "w")
    (tmp_path / "r.html").write_text("<p>", encoding="utf-8")
    code, said = say("-w", workspace.path, "verify", tmp_path / "r.html")
    assert (code, "đưa tệp .json" in said) == (5, True)
    assert say("-w", workspace.path, "verify", tmp_path / "khong-co.json")[0] == 5


def test_a_workspace_without_scores_says_what_to_run(proved, tmp_path, say):
    empty = make_workspace(tmp_path / "rong")
    code, said = say("-w", empty.path, "verify", proved.reports / "bao-cao.json")
    assert code == 6
    assert "auditor" in said


def test_what_a_report_says_of_itself_does_not_steer_the_terminal(proved, capsys):
    file = proved.reports / "bao-cao.json"
    raw = json.loads(file.read_text(encoding="utf-8"))
    raw["province"] = "\x1b[2J\u202eLạc"
    raw["outlets"][0]["id"] = "\x1b]0;x\x07"
    file.write_text(json.dumps(raw), encoding="utf-8")
    assert main(["-w", str(proved.path), "verify", str(file), "--no-pages"]) == 1
    said = capsys.readouterr().out
    assert "Lạc" in said
    assert not {"\x1b", "\x07", "\u202e"} & set(said)
