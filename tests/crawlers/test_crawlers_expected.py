"""A stored page with its expected fields tells, field by field, when a reader or a site has changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawlers.errors import RegisterError, Unparsable
from crawlers.expected import Difference, check, folder_of, write
from crawlers.register import Outlet, read_outlet

URL = "https://baomau.example/cay-cau-moi-100001.html"
PAGE = """<html><body><h1 class="tua">Xã Bến Lau có cây cầu mới</h1><p class="dan">Cầu dài bốn mươi mét.</p>
<div class="than"><p>Sáng nay, xã Bến Lau khánh thành cầu sau hai năm thi công cùng bà con hai bờ.</p>
<p>Từ nay học trò không còn phải chèo đò qua sông mỗi mùa nước lên.</p></div><p class="ai">Mai Lan</p></body></html>"""
FILE = """schema: auditor.outlet/1
id: bao-mau
names: [{name: Báo Mẫu}]
kind: newspaper
provinces: [{province: Mẫu}]
sites:
- hosts: [www.baomau.example]
  selectors: {title: h1.tua, lead: p.dan, body: %s, author: p.ai}
"""


@pytest.fixture
def outlet(tmp_path: Path) -> Outlet:
    return made(tmp_path, "div.than")


def made(folder: Path, body: str) -> Outlet:
    (folder / "bao-mau.yaml").write_text(FILE % body, encoding="utf-8")
    return read_outlet(folder / "bao-mau.yaml")


def test_what_is_written_is_what_is_read(outlet: Outlet) -> None:
    file = write(outlet, PAGE.encode(), URL)
    assert file == folder_of(outlet) / "xa-ben-lau-co-cay-cau-moi.json"
    told = json.loads(file.read_text(encoding="utf-8"))
    assert told["author"] == ["Mai Lan"]
    assert told["body"][1] == "Từ nay học trò không còn phải chèo đò qua sông mỗi mùa nước lên."
    assert list(check(outlet)) == []


def test_a_corrected_field_and_a_changed_selector_are_told_by_name(outlet: Outlet, tmp_path: Path) -> None:
    file = write(outlet, PAGE.encode(), URL)
    told = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(told | {"author": ["Mai Lan", "Thu An"]}), encoding="utf-8")
    assert list(check(outlet)) == [Difference(file.name, "author", ["Mai Lan", "Thu An"], ["Mai Lan"])]
    assert {d.field for d in check(made(tmp_path, "div.than p:last-child"))} == {"author", "body"}


def test_a_page_without_a_headline_is_no_example(outlet: Outlet) -> None:
    with pytest.raises(Unparsable):
        write(outlet, b"<html><body></body></html>", URL)
    assert not folder_of(outlet).exists()


def test_the_name_of_a_page_never_leaves_its_folder(outlet: Outlet) -> None:
    file = write(outlet, PAGE.encode(), URL, name="../../../etc/passwd")
    assert file.parent == folder_of(outlet)


@pytest.mark.parametrize("text", ["{", "[]", '{"schema": "auditor.expected/1"}', "[" * 100_000])
def test_a_broken_file_is_named(outlet: Outlet, text: str) -> None:
    file = write(outlet, PAGE.encode(), URL)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RegisterError) as caught:
        list(check(outlet))
    assert caught.value.values["file"].endswith(file.name)


def test_a_missing_or_damaged_page_is_named(outlet: Outlet) -> None:
    file = write(outlet, PAGE.encode(), URL)
    page = file.with_suffix(".html.gz")
    page.write_bytes(page.read_bytes()[:40])
    with pytest.raises(RegisterError):
        list(check(outlet))
    page.unlink()
    with pytest.raises(RegisterError):
        list(check(outlet))
