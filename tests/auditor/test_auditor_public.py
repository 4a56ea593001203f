"""Nothing that everybody may read names a private person, an outlet or an article, or tells a detail by which a child is known.

What is public is asked of the program: every command that knows circles of readers, every paper that may be public, every format.
A command, paper or format added later is read here by itself, or fails until somebody says how it is made.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import unicodedata
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from auditor_proved import OUTLET, write_report

from auditor.cli import GROUPS, base, main
from auditor.cli.years import SUFFIXES
from auditor.forms.model import Appraisal, Exclusion
from auditor.forms.records import add
from auditor.sample.threeyears import SLUGS, make
from auditor.workspace import Workspace
from reports.papers import ALLOWED, Circulation

PLAN = """plans:
  - scope: "{scope}"
    issuer: {{vi: "UBND mẫu", en: "Sample"}}
    plan: "Kế hoạch mẫu"
    evidence: I
    promises:
      - {{id: huong-uoc, kind: share, milestones: [{{year: 2025, share: 0.5}}], title: {{vi: "Hương ước mẫu", en: "Conventions"}}}}
figures:
  - {{promise: huong-uoc, as_of: "2025-12-31", reached: 3, of: 5, source: "Báo cáo mẫu", checked_by: "Lò Thị Duyệt"}}
"""
# fewer syllables of an article in a row may be the name of an office or of a law
RUN = 10


def spoken(workspace, target, circle, *more):
    """Runs a command that is to succeed."""
    assert main(["-w", str(workspace.path), *more, "-c", str(circle)]) == 0, (more, circle)
    return target


def papers(workspace, folder, circle):
    for kind in (str(kind) for kind, readers in ALLOWED.items() if Circulation.PUBLIC in readers):
        spoken(workspace, folder, circle, "paper", kind, "-o", str(folder))
    month = folder / "month"
    spoken(workspace, month, circle, "paper", "briefing", "--month", "2025-03", "-o", str(month))


def years(workspace, folder, circle):
    for suffix in SUFFIXES:
        file = folder / f"years{suffix}"
        spoken(workspace, file, circle, "years", "-o", str(file))


def package(workspace, folder, circle):
    for name in ("package", "package.zip"):
        spoken(workspace, folder / name, circle, "export", str(folder / name))


def bundle(workspace, folder, circle):
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "bundle.zip"
    more = ["--archive"] if circle == Circulation.INTERNAL else []
    spoken(workspace, file, circle, "bundle", "-o", str(file), "--unsigned", *more)
    assert main(["bundle", "open", str(file), str(folder / "opened")]) == 0


# how each command that knows circles of readers is made to write all it can write for one of them
WRITERS = {"paper": papers, "years": years, "export": package, "bundle": bundle}


def test_every_command_that_knows_circles_of_readers_is_read_here():
    commands = base.walk(base.command_of(base.Shell("vi"), GROUPS))
    asking = {name for name, command in commands if any("--circulation" in p.opts for p in command.params)}
    assert asking == {f"auditor {name}" for name in WRITERS}


def plain(text: str) -> str:
    # a cell or a line may break a name
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text.replace("\xa0", " ")))


def read(name: str, data: bytes) -> str:
    """All the characters of a file: of every part of it, its properties, its comments and what it hides."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [read(inner, archive.read(inner)) for inner in archive.namelist()]
            noted = archive.comment.decode("utf-8", "replace")
        return "\n".join([name, noted, *parts])
    if name.endswith(".pdf"):
        with pypdfium2.PdfDocument(data) as document:
            pages = [page.get_textpage().get_text_bounded() for page in document]
            told = "\n".join([name, *pages, *map(str, document.get_metadata_dict().values())])
        return plain(told)
    text = data.decode("utf-8", "replace")
    if name.endswith((".xml", ".html", ".rels")):
        # a word cut into two runs is still read as one
        text += "\n" + re.sub(r"<[^>]*>", "", text)
    elif name.endswith((".json", ".jsonl")):
        text += "\n" + re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text)
    return plain(f"{name}\n{text}")


def everything(folder: Path) -> dict[str, str]:
    return {
        f.relative_to(folder).as_posix(): read(f.relative_to(folder).as_posix(), f.read_bytes())
        for f in folder.rglob("*")
        if f.is_file()
    }


def runs(text: str) -> set[str]:
    """Every few words of a text in their order."""
    words = plain(text).split(" ")
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def hidden(workspace) -> set[str]:
    """Whom and what the public must not read: people of the news and of the offices, outlets, forms, articles, details of children."""
    found: set[str] = set()
    for outlet in workspace.register().outlets:
        found |= {outlet.id, outlet.name}
    with workspace.store(readonly=True) as store:
        for row in store.rows("SELECT json FROM analyses"):
            analysis = json.loads(row["json"])
            found |= {p["name"] for p in analysis["people"] if p["named"] and " " in p["name"]}
            found |= {f["text"] for f in analysis["findings"] if f["rule"].startswith("nhan-ra-")}
        for row in store.rows("SELECT title, lead, body, url, key FROM articles"):
            found |= {row["url"], row["key"], row["title"]}
            found |= runs(f"{row['title']} {row['lead']} {row['body']}")
        for table, column in (("decisions", "who"), ("decisions", "reason"), ("adoptions", "checked_by")):
            found |= {row[0] or "" for row in store.rows(f"SELECT DISTINCT {column} FROM {table}")}
    return {plain(word) for word in found if len(word) > 5 or word == "lớp 3A"}


def told(words: set[str], texts: dict[str, str]) -> list[tuple[str, str]]:
    long = {word for word in words if word.count(" ") == RUN - 1}
    found = {(name, word) for name, text in texts.items() for word in words - long if word in text}
    return sorted(found | {(name, word) for name, text in texts.items() for word in long & runs(text)})


def enriched(workspace) -> Workspace:
    """With names of officials in every place that keeps one."""
    (workspace.path / "promises.yaml").write_text(
        PLAN.format(scope=workspace.config.province), encoding="utf-8"
    )
    period = (workspace.config.period_from, workspace.config.period_to)
    add(
        workspace,
        [
            Appraisal(OUTLET, "vn-2014", period, "A1.1.1", 4, "", "theo lời chị Lành ở tòa soạn", "Vương Thị Thẩm Định"),
            Exclusion("lac-giang-trang-truyen-thanh", period, "chị Lành đã xin phép ngày 3/3", "Vương Thị Loại Trừ"),
        ],
    )  # fmt: skip
    return workspace


@pytest.fixture(scope="module")
def told_of(audited, tmp_path_factory):
    """One province with articles of children, and what of it goes out to everybody and stays inside."""
    folder = tmp_path_factory.mktemp("public")
    shutil.copytree(audited.path, folder / "w")
    workspace = enriched(Workspace.open(folder / "w"))
    write_report(workspace)
    for circle in (Circulation.PUBLIC, Circulation.INTERNAL):
        for name, write in WRITERS.items():
            write(workspace, folder / str(circle) / name, circle)
    return workspace, folder


@pytest.mark.parametrize("command", WRITERS)
def test_nothing_public_names_anybody_or_an_article(told_of, command):
    workspace, folder = told_of
    # the province itself is told, and its name is taken for a person here and there
    words = hidden(workspace) - {workspace.config.province}
    assert {"Từ Thị Thu Oanh", "lớp 3A", "Trường Tiểu học Vàng Pheo", "Vương Thị Thẩm Định"} <= words
    public = everything(folder / "public" / command)
    assert public
    assert told(words, public) == []
    # the reading is not blind: inside the department the same files name them
    assert told(words, everything(folder / "internal" / command))


def test_every_paper_that_may_be_public_was_read(told_of):
    _, folder = told_of
    asked = [kind for kind, readers in ALLOWED.items() if Circulation.PUBLIC in readers]
    found = list((folder / "public" / "paper").glob("*.docx"))
    assert asked and len(found) == len(asked)
    assert {f.suffix for f in (folder / "public" / "years").iterdir()} == set(SUFFIXES)


@pytest.mark.parametrize("slug", SLUGS)
def test_years_of_bodies_that_merged_moved_and_sent_late_name_nobody(tmp_path, slug):
    workspace = make(slug, tmp_path / "w", articles=False)
    words = hidden(workspace)
    for circle in (Circulation.PUBLIC, Circulation.INTERNAL):
        (tmp_path / str(circle)).mkdir()
        years(workspace, tmp_path / str(circle), circle)
    assert told(words, everything(tmp_path / "public")) == []
    inside = {name for name, _ in told(words, everything(tmp_path / "internal"))}
    assert inside == {f"years{suffix}" for suffix in SUFFIXES}


def test_the_country_put_together_from_public_packages_names_nobody(told_of, tmp_path):
    workspace, folder = told_of
    package = folder / "public" / "export" / "package.zip"
    for suffix in SUFFIXES:
        assert main(["country", str(package), "-o", str(tmp_path / f"country{suffix}")]) == 0
    words = hidden(workspace) - {workspace.config.province}
    assert told(words, everything(tmp_path)) == []


def test_what_a_reader_of_these_tests_finds_in_hidden_places(tmp_path):
    """A hidden sheet, a comment, a property, two runs of one name: each is read, or the tests above prove nothing."""
    import docx
    import xlsxwriter

    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    book.set_properties({"author": "Tên Trong Thuộc Tính"})
    book.set_custom_property("x", "Tên Tự Đặt")
    book.add_worksheet("Một").write_comment("A1", "Tên Trong Chú Thích")
    sheet = book.add_worksheet("Hai")
    sheet.write("A1", "Tên Trong Trang Ẩn")
    sheet.hide()
    book.close()
    paper = docx.Document()
    line = paper.add_paragraph()
    line.add_run("Tên Cắt ")
    line.add_run("Làm Đôi").bold = True
    paper.core_properties.comments = "Tên Của Ghi Chú"
    paper.save(str(tmp_path / "a.docx"))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as outer:
        outer.write(tmp_path / "a.docx", "trong/a.docx")
    words = {"Tên Trong Thuộc Tính", "Tên Tự Đặt", "Tên Trong Chú Thích", "Tên Trong Trang Ẩn"}
    assert {word for _, word in told(words, everything(tmp_path))} == words
    cut = told({"Tên Cắt Làm Đôi", "Tên Của Ghi Chú"}, everything(tmp_path))
    assert {name for name, _ in cut} == {"a.docx", "b.zip"} and len(cut) == 4
