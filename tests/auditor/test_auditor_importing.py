"""What exists already comes in as it is: right rows kept, wrong ones named, nothing twice, damage said."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import unicodedata
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from auditor_rooms import article, make_workspace
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from auditor.errors import InputError
from auditor.importing import import_stage
from auditor.mapping import BadValue, Mapping, load_mapping, moment
from auditor.words import Words
from indicators.errors import DataFileError

MAPPINGS = Path(__file__).resolve().parents[2] / "docs" / "mappings"
PAGE = """<html><head><title>{n}</title><meta property="og:type" content="article">
<meta property="article:published_time" content="2025-05-04T07:00:00+07:00"><link rel="canonical" href="{url}"></head><body><article>
<h1>Chợ nổi số {n} họp lại sau mùa lũ</h1><p>Sáng {n} tháng Năm, hơn ba chục ghe xuồng đã cập bến chợ nổi, nhiều hơn
mọi năm, theo ban quản lý chợ.</p><p>Bà Lê Thị Hạnh, tiểu thương, cho biết hàng bông bán hết trước tám giờ sáng.</p>
<p>Ban quản lý chợ sẽ mở thêm {n} bến đỗ mới trong quý tới để ghe hàng ra vào thuận tiện hơn.</p>
</article></body></html>"""


@pytest.fixture
def workspace(tmp_path):
    return make_workspace(tmp_path / "w")


def imported(workspace, source: Path, mapping: Path | None = None):
    with workspace.store() as store:
        result = import_stage(workspace, store, source, load_mapping(mapping, source))
        return result, list(store.articles())


def jsonl(path: Path, *rows: object) -> Path:
    data = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def test_an_aggregators_export_keeps_outlets_days_and_the_unknown(workspace, tmp_path):
    row = {"id": "7", "url": "http://tin.example/a-7.epi?utm_source=x", "source": "Báo Mây", "title": "Tít",
           "lead": "Sapo", "published": "5/11/2013 9:15", "body": "Thân\r\nbài"}  # fmt: skip
    source = jsonl(
        tmp_path / "a.jsonl.gz", row, row | {"id": "8", "url": "http://tin.example/b", "source": ""}
    )
    result, (first, second) = imported(workspace, source, MAPPINGS / "aggregator.yaml")
    assert (result.rows, result.new, result.wrong_count) == (2, 2, 0)
    assert (first.outlet, first.published, first.body) == (
        "Báo Mây",
        "2013-11-05T09:15:00+07:00",
        "Thân\nbài",
    )
    assert first.url == "http://tin.example/a-7.epi"
    assert second.outlet == ""


def test_headlines_without_id_or_body_are_articles_too(workspace, tmp_path):
    rows = [
        {"day": "2025-10-20", "source": "Báo Mây", "url": "", "title": f"Tít {n}", "lead": "Sapo"}
        for n in (1, 2, 2)
    ]
    result, articles = imported(workspace, jsonl(tmp_path / "h.jsonl", *rows), MAPPINGS / "headlines.yaml")
    assert (result.new, result.same, len(articles)) == (2, 1, 2)
    assert articles[0].published == "2025-10-20"


def test_the_first_line_of_a_bare_text_is_its_title_only_where_it_is_short(workspace, tmp_path):
    long = "Câu mở đầu rất dài. " * 20
    rows = [
        {"id": "1", "text": "Tít ngắn\r\nThân bài."},
        {"id": "2", "text": long + "\nĐoạn hai."},
        {"id": "3", "text": "Một dòng"},
    ]
    _, found = imported(workspace, jsonl(tmp_path / "t.jsonl", *rows), MAPPINGS / "plain-text.yaml")
    assert [(a.title, a.body) for a in found] == [
        ("Tít ngắn", "Thân bài."),
        ("", long + "\nĐoạn hai."),
        ("", "Một dòng"),
    ]


def test_a_second_import_adds_nothing(workspace, tmp_path):
    source = jsonl(
        tmp_path / "a.jsonl",
        {"id": "1", "title": "Tít", "body": "Thân"},
        {"title": "Không mã", "body": "Thân"},
    )
    imported(workspace, source)
    with workspace.store() as store:
        tables = ("articles", "versions", "imports", "failures")
        before = [store.number(f"SELECT count(*) FROM {t}") for t in tables]
        result = import_stage(workspace, store, source, load_mapping(None, source))
        assert (result.new, result.changed, result.same) == (0, 0, 2)
        assert [store.number(f"SELECT count(*) FROM {t}") for t in tables] == before


def test_somebodys_copy_does_not_replace_what_the_crawl_read(workspace, tmp_path):
    with workspace.store() as store:
        store.put_article(article(1))
    row = {"url": article(1).url, "title": "Bản chép lại", "body": "Khác"}
    result, (kept,) = imported(workspace, jsonl(tmp_path / "a.jsonl", row))
    assert (result.same, kept.title) == (1, article(1).title)


def test_wrong_rows_are_named_and_cost_no_other(workspace, tmp_path):
    source = tmp_path / "a.jsonl"
    good = '{"id": "%d", "title": "Tít", "body": "Thân"}\n'
    source.write_bytes(
        (good % 1).encode() + b'{\n[]\n\xff\xff\n{"id": "2"}\n{"id": "3", "title": {}}\n'
        b'{"id": "4", "title": "a", "url": "javascript:alert(1)"}\n{"id": "5", "title": "a", "published": "hom qua"}\n'
        b'{"id": "1", "title": "khac"}\n' + (good % 6).encode()
    )  # fmt: skip
    result, articles = imported(workspace, source)
    assert [(w.row, w.reason) for w in result.wrong] == [
        ("2", "not_json"), ("3", "not_a_row"), ("4", "not_utf8"), ("5", "no_text"), ("6", "not_text"), ("7", "bad_url"),
        ("8", "bad_date"), ("9", "twice"),
    ]  # fmt: skip
    assert (len(articles), result.rows) == (2, 10)
    for wrong in result.wrong:
        assert wrong.row in Words("vi")(f"import.{wrong.reason}", row=wrong.row, detail=wrong.detail)


def test_a_cut_gzip_keeps_what_stands_before_the_cut(workspace, tmp_path):
    source = jsonl(
        tmp_path / "a.jsonl.gz", *({"id": str(n), "body": os.urandom(500).hex()} for n in range(900))
    )
    source.write_bytes(source.read_bytes()[:-20_000])
    with pytest.raises(InputError) as caught:
        imported(workspace, source)
    assert caught.value.code == "input_damaged"
    with workspace.store() as store:
        assert 700 < store.number("SELECT count(*) FROM articles") < 900


def _legacy(letter: str) -> str:
    """As code page 1258 writes it: letters with two marks carry their tone as a mark of its own."""
    if letter.encode("cp1258", "ignore"):
        return letter
    base, *marks = unicodedata.normalize("NFD", letter)
    for mark in marks:
        joined = unicodedata.normalize("NFC", base + mark)
        if len(joined) == 1 and joined.encode("cp1258", "ignore"):
            return joined + "".join(m for m in marks if m != mark)
    return base + "".join(marks)


@pytest.mark.parametrize(
    ("encoding", "separator", "mapping"),
    [("utf-8-sig", ";", ""), ("utf-16", "\t", ""), ("utf-8", ",", ""), ("cp1258", ",", "encoding: cp1258\n")],
)
def test_a_csv_of_any_country_and_program(workspace, tmp_path, encoding, separator, mapping):
    text = io.StringIO()
    rows = csv.writer(text, delimiter=separator)
    rows.writerow(["tít", "nội dung", "ngày"])
    rows.writerow(["Lễ hội, hoa", "Dòng một\nDòng hai", "31/12/2024"])
    rows.writerow(["", "", "31/12/2024"])
    content = text.getvalue()
    if encoding == "cp1258":
        content = "".join(map(_legacy, content))
    (tmp_path / "a.csv").write_bytes(content.encode(encoding))
    fields = "fields: {title: tít, body: nội dung, date: ngày}\ndates: ['%d/%m/%Y']\nconstant: {outlet: bao-song-mo}\n"
    (tmp_path / "m.yaml").write_text(fields + mapping, encoding="utf-8")
    result, (kept,) = imported(workspace, tmp_path / "a.csv", tmp_path / "m.yaml")
    assert (kept.title, kept.body, kept.published) == ("Lễ hội, hoa", "Dòng một\nDòng hai", "2024-12-31")
    assert kept.outlet == "bao-song-mo"
    assert [w.reason for w in result.wrong] == ["no_text"]


def test_a_workbook_with_real_dates(workspace, tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx", {"remove_timezone": True})
    sheet = book.add_worksheet("Bài")
    sheet.write_row(0, 0, ["id", "title", "body", "published"])
    sheet.write_row(1, 0, [12, "Tít", "=1+1"])
    # a workbook knows no time zones
    noon = datetime(2025, 5, 4, 7, 30)  # noqa: DTZ001
    sheet.write_datetime(1, 3, noon, book.add_format({"num_format": "dd/mm/yyyy hh:mm"}))
    book.close()
    _, (kept,) = imported(workspace, tmp_path / "a.xlsx")
    assert (kept.key, kept.published) == ("import:a:12", "2025-05-04T07:30:00+07:00")


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.jsonl", "a.warc.gz"])
def test_a_file_of_another_kind_than_its_name_is_refused_or_named(workspace, tmp_path, name):
    (tmp_path / name).write_bytes(b"\x00\x01\x02 kh\xf4ng ph\xe3i \xff")
    with pytest.raises(InputError):
        imported(workspace, tmp_path / name)


def test_saved_pages_come_in_once_and_can_be_shown_again(workspace, tmp_path):
    folder = tmp_path / "trang"
    folder.mkdir()
    for n in (1, 2):
        url = f"http://bao-song-mo.example/cho-noi-{n}.html"
        (folder / f"{n}.html").write_text(PAGE.format(n=n, url=url), encoding="utf-8")
    (folder / "rong.html").write_text("<html></html>", encoding="utf-8")
    result, articles = imported(workspace, folder)
    assert [a.outlet for a in articles] == ["bao-song-mo", "bao-song-mo"]
    assert [(w.row, w.reason) for w in result.wrong] in (
        [("rong.html", "no_article")],
        [("rong.html", "no_text")],
    )
    assert all(a.archived for a in articles)
    again, _ = imported(workspace, folder)
    assert (again.new, again.changed, again.same) == (0, 0, 2)
    assert len(list(workspace.archive.iterdir())) == 1


def test_a_web_archive_gives_its_pages_and_says_where_it_is_damaged(workspace, tmp_path):
    path = tmp_path / "a.warc.gz"
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for n in range(1, 5):
            url = f"http://dai-song-mo.example/cho-noi-{n}.html"
            head = StatusAndHeaders(
                "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
            )
            page = PAGE.format(n=n, url=url).encode()
            writer.write_record(
                writer.create_warc_record(url, "response", payload=io.BytesIO(page), http_headers=head)
            )
    whole = path.read_bytes()
    path.write_bytes(whole[:-200])
    with pytest.raises(InputError) as caught:
        imported(workspace, path)
    assert caught.value.code == "input_damaged"
    path.write_bytes(whole)
    result, articles = imported(workspace, path)
    assert len(articles) == 4
    assert {a.outlet for a in articles} == {"dai-song-mo"}
    assert result.wrong_count == 0


@pytest.mark.parametrize(
    "text",
    [
        "fields: {tit: title}",
        "feilds: {}",
        "- a",
        "format: pdf",
        "dates: '%d'",
        "a: &x [1]\nb: *x",
        "{",
        "fields: {title: 5}",
    ],
)
def test_a_mistake_in_a_mapping_is_named(tmp_path, text):
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    with pytest.raises((InputError, DataFileError)) as caught:
        load_mapping(tmp_path / "m.yaml", tmp_path / "a.jsonl")
    assert caught.value.values["detail"]


def test_a_column_that_is_not_there_is_said_before_anything_is_kept(workspace, tmp_path):
    (tmp_path / "a.csv").write_text("title,body\nx,y\n", encoding="utf-8")
    (tmp_path / "m.toml").write_text('[fields]\ntitle = "tít"\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        imported(workspace, tmp_path / "a.csv", tmp_path / "m.toml")
    assert "tít" in caught.value.values["detail"]


@pytest.mark.parametrize(
    ("given", "iso"),
    [("", ""), ("2025-05-04", "2025-05-04"), ("2025-05-04T01:00:00Z", "2025-05-04T08:00:00+07:00"),
     ("2025-05-04 07:30", "2025-05-04T07:30:00+07:00")],
)  # fmt: skip
def test_times_are_those_of_viet_nam(given, iso):
    assert moment(given) == iso


def test_a_day_no_calendar_has_is_wrong():
    with pytest.raises(BadValue):
        moment("30/02/2025", ("%d/%m/%Y",))


@pytest.mark.held
@pytest.mark.parametrize(
    ("name", "mapping", "count", "outlets"),
    [
        ("mds-2013", "aggregator", 478, 91),
        ("headlines-2025-26", "headlines", 4715, 7),
        ("vntc-2007", "plain-text", 1500, 1),
    ],
)
def test_the_held_collections_come_in_whole(workspace, shared, name, mapping, count, outlets):
    source = shared / "data" / "articles" / f"{name}.jsonl.gz"
    result, articles = imported(workspace, source, MAPPINGS / f"{mapping}.yaml")
    assert (result.new, result.wrong_count) == (count, 0)
    assert len({a.outlet for a in articles}) == outlets


def test_the_plain_mapping_needs_no_file(tmp_path):
    assert load_mapping(None, tmp_path / "kho.2024.jsonl") == Mapping("kho")
