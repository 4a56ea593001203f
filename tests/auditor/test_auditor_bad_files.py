"""Files from anywhere, drafts and pages, broken or hostile: said in one sentence, good rows kept, shown only as text."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import re
import threading
import zipfile

import pytest
from auditor_bad import GOOD, NOISE, articles, jsonl

from auditor.cli import base, main

# files of articles

PACKED = gzip.compress(
    b"".join(json.dumps(GOOD | {"id": str(n), "body": f"Đoạn {random.Random(n).random()}"}).encode() + b"\n"
             for n in range(500))
)  # fmt: skip
CASES = {
    "cut.jsonl.gz": (PACKED[: len(PACKED) // 2], "cắt ngang"),
    "noise.jsonl.gz": (NOISE, "gzip"),
    "damaged.jsonl.gz": (PACKED[:2000] + NOISE, "hỏng"),
    "bomb.jsonl.gz": (
        gzip.compress(
            b'{"id":"1","title":"' + b"a" * 60_000_000 + b'"}\n' + json.dumps(GOOD).encode(), 1, mtime=0
        ),
        "quá dài",
    ),
    "long.jsonl": (
        b'{"id":"7","title":"' + b"b" * 60_000_000 + b'"}\n' + json.dumps(GOOD).encode(),
        "quá dài",
    ),
    "old.jsonl": ('{"id":"1","title":"Ngày"}\n'.encode("cp1252") + json.dumps(GOOD).encode(), "UTF-8"),
    "types.jsonl": (
        b'[1]\n"x"\n3\nnull\n{"id":"a","title":["a"]}\n{"id":"b","title":true}\n{"id":"c","body":{"x":1}}\n'
        + json.dumps(GOOD).encode(),
        "title",
    ),
    "deep.jsonl": (b'{"id":"1","title":' + b"[" * 100_000 + b"\n" + json.dumps(GOOD).encode(), "quá sâu"),
    "half.jsonl": (b'{"id": "1", "title": "x\n' + json.dumps(GOOD).encode(), "JSON"),
}
WITH_GOOD_ROW = {"bomb.jsonl.gz", "long.jsonl", "old.jsonl", "types.jsonl", "deep.jsonl", "half.jsonl"}


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file_of_articles_costs_no_good_row(stocked, say, tmp_path, name):
    data, says = CASES[name]
    file = tmp_path / name
    file.write_bytes(data)
    code, err = say("-w", stocked.path, "import", file)
    assert code == 5 and says in err
    kept = articles(stocked) - 3
    assert kept == 1 if name in WITH_GOOD_ROW else kept >= 0
    if name == "cut.jsonl.gz":
        assert kept > 100
    code, err = say("analyse", file, "-o", tmp_path / "out.jsonl", "-j", 1)
    assert code == 5 and (says in err or name == "types.jsonl")
    if name in WITH_GOOD_ROW:
        (line,) = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
        assert json.loads(line)["id"] == "1"
    # and the workspace works on
    assert say("-w", stocked.path, "audit")[0] == 0


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.xlsx", "a.warc", "a.warc.gz", "a.json", "a.foo"])
@pytest.mark.parametrize("data", [b"", NOISE], ids=["empty", "noise"])
def test_an_empty_or_meaningless_file_is_never_a_success(stocked, say, tmp_path, name, data):
    file = tmp_path / name
    file.write_bytes(data)
    code, err = say("-w", stocked.path, "import", file)
    assert code == 5 and err.strip()
    assert articles(stocked) == 3


def test_the_same_id_twice_keeps_the_first_and_says_so(stocked, say, tmp_path):
    file = jsonl(tmp_path / "a.jsonl", GOOD, GOOD | {"body": "Khác"}, GOOD)
    code, err = say("-w", stocked.path, "import", file)
    assert code == 5 and "Dòng 2" in err and "dòng 1" in err
    with stocked.store(readonly=True) as store:
        assert store.number("SELECT count(*) FROM articles WHERE title = ?", (GOOD["title"],)) == 1


@pytest.mark.parametrize(
    "mapping",
    ["a: [", "- 1", "", "fields: {tieu: x}", "fields: {title: khong-co}", "fields: 3", "format: pdf", "encoding: xx",
     "dates: 5", "mau: x", "a: &a [*a]"],
)  # fmt: skip
def test_a_broken_mapping_is_said_before_anything_is_kept(stocked, say, tmp_path, mapping):
    table, file = tmp_path / "a.csv", tmp_path / "anh-xa.yaml"
    table.write_text("id,title,body\n1,Tít,Thân bài\n", encoding="utf-8")
    file.write_text(mapping, encoding="utf-8")
    code, err = say("-w", stocked.path, "import", table, "--map", file)
    assert code == 5
    assert "anh-xa.yaml" in err or "a.csv" in err
    assert articles(stocked) == 3
    assert say("-w", stocked.path, "import", table)[0] == 0


def test_wrong_lines_by_the_thousand_are_counted_not_printed(tmp_path, say):
    file = tmp_path / "a.jsonl"
    file.write_text("{\n" * 3000, encoding="utf-8")
    code, err = say("analyse", file, "-o", tmp_path / "out.jsonl")
    assert code == 5
    assert len(err.splitlines()) < 40 and "2.980" in err


# drafts


def _docx(xml: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", xml)
    return data.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOMB = (
    "<!DOCTYPE d ["
    + "".join(f'<!ENTITY b{i} "{(f"&b{i - 1};" if i else "a" * 10) * 10}">' for i in range(9))
    + "]>"
)
BODY = f"<w:document {W}><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>"
DRAFTS = {
    "empty.txt": b"",
    "blank.txt": b" \n\n\t ",
    "empty.html": b"",
    "noise.html": NOISE,
    "bomb.html": (BOMB + "<html><body><p>&b8;</p></body></html>").encode(),
    "deep.html": b"<div>" * 5000 + "<p>Bà Lê Thị Hạnh nói.</p>".encode() + b"</div>" * 5000,
    "utf16.txt": b"\xff\xfe\x00",
    "old.txt": "Ngày hè".encode("cp1252"),
    "surrogate.txt": "Tít \ud800\n\nx".encode("utf-8", "surrogatepass"),
    "bomb.docx": _docx(BOMB + BODY % "&b8;"),
    "file.docx": _docx('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + BODY % "&x;"),
    "large.docx": _docx("<a>" + "x" * 70_000_000 + "</a>"),
    "deep.docx": _docx(f"<w:document {W}><w:body>" + "<w:p>" * 5000 + "</w:p>" * 5000 + "</w:body></w:document>"),
    "cut.docx": _docx(BODY % "x")[:60],
    "spoilt.docx": _docx(BODY % ("chữ " * 400)).replace(b"PK\x01\x02", b"PK\x01\x03"),
    "empty.docx": _docx(BODY % ""),
    "large.txt": b"x" * 20_000_001,
}  # fmt: skip


@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_that_cannot_be_read_never_looks_clean(tmp_path, say, name):
    draft = tmp_path / name
    draft.write_bytes(DRAFTS[name])
    code, err = say("check", draft)
    assert code == 5
    assert name in err


def test_a_draft_with_null_bytes_and_control_marks_is_read(tmp_path, capsys):
    draft = tmp_path / "a.txt"
    draft.write_text(
        "Xóm Chài\x1b[31m\u202e\0 mở lớp\n\nPhái yếu\x1b[2J cũng lái được máy gặt.\n", encoding="utf-8"
    )
    assert main(["check", str(draft)]) == 0
    out = capsys.readouterr().out
    assert "“Phái yếu”" in out
    assert "\x1b" not in out and "\u202e" not in out


@pytest.mark.parametrize(
    "data",
    [b"\x1f\x8b kaputt", gzip.compress(b"a" * 60_000_000, 1, mtime=0), gzip.compress(b"<p>", mtime=0)[:9]],
)
def test_a_packed_page_that_cannot_be_read_is_said(tmp_path, say, data):
    page = tmp_path / "trang.html.gz"
    page.write_bytes(data)
    code, err = say("extract", page)
    assert code == 5 and "trang.html.gz" in err


# what hostile pages and feeds bring


@pytest.mark.parametrize("reader", ["feed", "sitemap"])
def test_a_feed_or_sitemap_with_entities_of_its_own_is_refused(reader):
    from crawlers import discover
    from crawlers.errors import Unparsable

    read = {"feed": discover.feed, "sitemap": discover.sitemap}[reader]
    for body in (BOMB + "<rss><channel><title>&b8;</title></channel></rss>",
                 '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><urlset><url><loc>&x;</loc></url></urlset>'):  # fmt: skip
        with pytest.raises(Unparsable) as caught:
            read(body.encode(), "http://a.example/x.xml")
        sentence, code = base.describe(base.Shell("vi"), caught.value)
        assert code == 5 and "không đọc được" in sentence.lower()


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> =cmd|'/c calc'!A1 {{7*7}} \u202etxt.exe\u2066 [red]đỏ[/red]"


def test_hostile_text_goes_through_to_the_report_as_text(stocked, say, tmp_path):
    outlet = stocked.outlets / "bao-song-mo.yaml"
    evil = json.dumps("=HYPERLINK(1) " + HOSTILE, ensure_ascii=False)
    outlet.write_text(outlet.read_text(encoding="utf-8").replace("Báo Sông Mơ", evil), encoding="utf-8")
    rows = [
        {
            "id": f"x{n}", "outlet": "bao-song-mo", "title": HOSTILE, "lead": "\ud800 \x00 " + HOSTILE,
            "body": f"Bà {HOSTILE} nói: “Chỉ tại ả lẳng lơ, {HOSTILE}”. Nữ tài xế xinh đẹp số {n}.",
            "published": "2025-05-01", "url": f"http://bao-song-mo.example/{n}?a=<script>",
        }
        for n in range(3)
    ]  # fmt: skip
    assert say("-w", stocked.path, "import", jsonl(tmp_path / "a.jsonl", *rows))[0] == 0
    assert say("-w", stocked.path, "audit")[0] == 0
    assert say("-w", stocked.path, "report")[0] == 0
    (page,) = stocked.reports.glob("*.html")
    html = page.read_text(encoding="utf-8")
    assert (
        "<script>alert" not in html
        and "<img src=x" not in html
        and "49" not in re.findall(r"\{\{.*?\}\}", html)
    )
    (book,) = stocked.reports.glob("*.xlsx")
    with zipfile.ZipFile(book) as package:
        for name in package.namelist():
            assert b"<f>" not in package.read(name), name
    (data,) = stocked.reports.glob("*.json")
    json.loads(data.read_text(encoding="utf-8"))


def test_a_device_is_written_to_and_never_replaced_by_a_file(tmp_path, say):
    # /dev/null stands for it: a program run by root must not turn a device into a file
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    code, _ = say("analyse", jsonl(tmp_path / "a.jsonl", GOOD), "-o", pipe)
    reader.join(10)
    assert code == 0 and pipe.is_fifo()
    assert json.loads(read[0])["id"] == "1"


def test_a_table_without_a_mapping_says_which_columns_it_has(stocked, say, tmp_path):
    table = tmp_path / "a.csv"
    table.write_text("STT;Tiêu đề;Nội dung\n1;Tít;Thân\n2;Tít;Thân\n", encoding="utf-8")
    code, err = say("-w", stocked.path, "import", table)
    assert code == 5 and "Tiêu đề" in err and "--map" in err
    assert len([line for line in err.splitlines() if line.startswith("Dòng")]) == 0


def test_rows_of_a_csv_are_numbered_as_a_spreadsheet_does(stocked, say, tmp_path):
    table = tmp_path / "a.csv"
    table.write_text('id,title,body\n1,Tít,"Dòng một\ndòng hai\ndòng ba"\n2,,\n', encoding="utf-8")
    code, err = say("-w", stocked.path, "import", table)
    assert code == 5 and "Dòng 3:" in err
