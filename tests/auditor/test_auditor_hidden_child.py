"""A child told of in an item is nowhere in what leaves the workspace, over the files as they are written.

One item has the red alarm, a title and an address that name the child, and findings of other families whose examples point at it. Another is
carried twice: without a day, so that no age is known and no alarm stands beside its findings, and with a day after the report's.
Everybody and everything is made up.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from auditor_rooms import OUTLETS, article, make_workspace

from auditor import pipeline
from auditor.cli import main
from auditor.proof import bundling
from auditor.words import Words
from reports.papers.kinds import ALLOWED, FOR_OUTLET, Circulation, Kind

TITLE = "Lò Thị Mận bị bắt vì trộm xe: phái yếu trong xã hoang mang"
BODY = (
    "Công an xã tạm giữ Lò Thị Mận (SN 2009, trú thôn Khe Sim, xã Nậm Vằng, học sinh Trường THPT Suối Mơ) vì trộm xe.\n"
    "Mẹ của Mận là bà Lò Thị Mây kể rằng con gái hay về muộn. Việc bếp núc là thiên chức của phụ nữ, bà nói thêm."
)
TWICE = "Hà Văn Pín đua xe trong đêm, phái đẹp đứng xem"
TWICE_BODY = (
    "Tổ tuần tra lập biên bản Hà Văn Pín (SN 2010, ngụ bản Na Hin, xã Khe Lạnh) vì đua xe trên đường ven sông.\n"
    "Ông Hà Văn Sửu, bố Pín, cam kết quản lý con. Nhiều người cho rằng đàn bà lái xe thì chậm, trưởng bản không đồng tình."
)
# no age is told: the offence and whose child it is say it
UNTOLD = "Khởi tố một người hàng xóm, chân yếu tay mềm như chị em trong xóm lo lắng"
UNTOLD_BODY = (
    "Cháu Đ., con anh Sùng Văn Tráng ở thôn Hẩu Cha, bị xâm hại tình dục. Công an xã Lùng Vai đã vào cuộc.\n"
    "Xóm nhỏ mấy hôm nay không ai cho con đi học một mình."
)
# what would lead to the child, in every writing that a file may use
SECRETS = (
    "Mận", "lo-thi-man", "Lò Thị Mây", "Khe Sim", "Nậm Vằng", "THPT Suối Mơ", "Pín", "ha-van-pin", "Hà Văn Sửu", "Na Hin", "Khe Lạnh",
    "Sùng Văn Tráng", "Hẩu Cha", "Lùng Vai", "con-anh-sung",
)  # fmt: skip
FIRST, OTHER = "bao-song-mo", "dai-song-mo"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    made = make_workspace(tmp_path_factory.mktemp("hidden") / "w")
    with made.store() as store:
        for number, title, body, day in (
            (101, TITLE, BODY, "2025-05-10"),
            (102, TWICE, TWICE_BODY, ""),
            (103, TWICE, TWICE_BODY, "2026-01-10"),
            (104, UNTOLD, UNTOLD_BODY, "2025-06-10"),
        ):
            slug = {TITLE: "lo-thi-man-bi-bat", TWICE: "ha-van-pin-dua-xe"}.get(title, "con-anh-sung")
            url = f"http://{FIRST}.example/{slug}-{number}.html"
            told = {"key": url, "url": url, "title": title, "lead": "", "body": body, "published": day}
            store.put_article(article(number, **told))
        for number, outlet in enumerate(OUTLETS):
            body = f"Thợ xưởng số {number} của xã dạy nghề mộc, ai học cũng được, riêng phái yếu được giảm {number} phần học phí."
            store.put_article(article(number, outlet, body=body))
        pipeline.analyse_stage(made, store, jobs=1)
        pipeline.score_stage(made, store)
    return made


def texts(content: bytes, name: str) -> list[str]:
    """All that a file says, to a reader or to a program: text of pages, parts of a package, properties."""
    if name.endswith(".pdf"):
        with pypdfium2.PdfDocument(content) as pdf:
            pages = [page.get_textpage().get_text_bounded() for page in pdf]
            return [*pages, str(pdf.get_metadata_dict())]
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return [text for part in package.namelist() for text in texts(package.read(part), part)]
    shown = content.decode("utf-8", "replace")
    if name.endswith(".json"):
        return [shown, json.dumps(json.loads(shown), ensure_ascii=False)]
    return [shown]


def leaks(folder: Path) -> list[str]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert files, "nothing was written"
    return [
        f"{file.name}: {secret}"
        for file in files
        for text in texts(file.read_bytes(), file.name)
        for secret in SECRETS
        # lines break anywhere on a printed page
        if secret in text or "".join(secret.split()) in "".join(text.split())
    ]


def run(workspace, *argv: object) -> None:
    assert main(["-w", str(workspace.path), *map(str, argv)]) == 0, argv


def test_the_item_stands_in_the_workspace_with_both_kinds_of_findings(workspace):
    """Or the other tests would prove nothing."""
    with workspace.store(readonly=True) as store:
        found: dict[tuple[str, str], set[str]] = {}
        for row in store.rows(
            """SELECT a.title, a.published, f.family FROM findings f JOIN analyses n ON n.id = f.analysis
               JOIN articles a ON a.id = n.article"""
        ):
            found.setdefault((row["title"], row["published"]), set()).add(row["family"])
    assert {"F18", "F1"} <= found[TITLE, "2025-05-10"]
    assert "F18" in found[TWICE, "2026-01-10"]
    assert found[TWICE, ""], "the undated copy has findings of its own"
    assert "F18" not in found[TWICE, ""], "without a day no age is known"


def test_nothing_of_the_child_is_in_the_reports(workspace, tmp_path):
    run(workspace, "report", "-o", tmp_path, *(x for f in ("html", "xlsx", "json", "pdf") for x in ("-f", f)))
    assert {file.suffix for file in tmp_path.rglob("*") if file.is_file()} >= {
        ".html",
        ".xlsx",
        ".json",
        ".pdf",
    }
    assert leaks(tmp_path) == []
    report = json.loads(next(tmp_path.rglob("*.json")).read_text(encoding="utf-8"))
    examples = [e for o in report["outlets"] for e in o["examples"]]
    for title in (TITLE, TWICE, UNTOLD):
        of_item = [e for e in examples if e["sha256"] == text_of(workspace, title)]
        assert {e["family"] for e in of_item} - {"F18"}, "a finding of another family is shown"
        assert all(not e["url"] for e in of_item)
    assert any(e["url"] for e in examples), "other items keep their address"


def text_of(workspace, title: str) -> str:
    with workspace.store(readonly=True) as store:
        return str(store.one("SELECT text_sha256 FROM articles WHERE title = ?", (title,))[0])


@pytest.mark.parametrize(
    ("kind", "circulation"),
    [(kind, circulation) for kind, allowed in ALLOWED.items() for circulation in allowed],
    ids=str,
)
def test_nothing_of_the_child_is_in_a_paper(workspace, tmp_path, kind, circulation):
    """Every paper there is, in every circle that may read it: one added later is asked as well."""
    outlets = (FIRST, OTHER) if kind in FOR_OUTLET or circulation is Circulation.OUTLET else ("",)
    written = False
    for outlet in outlets:
        more = ["--outlet", outlet] if outlet else []
        if kind is Kind.BRIEFING:
            more += ["--month", "2025-05"]
        told = ["paper", kind, "-c", circulation, "-o", tmp_path / (outlet or "all"), *more]
        written = main(["-w", str(workspace.path), *map(str, told)]) == 0 or written
    if not written:
        pytest.skip(f"{kind} has nothing to say of this workspace")
    assert leaks(tmp_path) == []


@pytest.mark.parametrize("circulation", [Circulation.OUTLET, Circulation.PUBLIC])
def test_nothing_of_the_child_is_in_a_package_of_data(workspace, tmp_path, circulation):
    for outlet in (FIRST, OTHER) if circulation is Circulation.OUTLET else ("",):
        more = ["--outlet", outlet] if outlet else []
        run(workspace, "export", "-c", circulation, tmp_path / f"{outlet or 'all'}.zip", *more)
    assert leaks(tmp_path) == []


def test_nothing_of_the_child_is_in_the_public_bundle(workspace, tmp_path):
    bundling.bundle(workspace, tmp_path / "b.zip", Words("vi"), circulation="public", signed=False)
    assert leaks(tmp_path) == []
