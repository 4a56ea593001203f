"""A figure is shown again from the page as received; a killed run or a broken file costs no page before it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from crawlers import Archive, Fetched
from crawlers.errors import ArchiveError, Unparsable
from crawlers.readers import html, warc


def answer(number: int, body: bytes | None = None) -> Fetched:
    text = f"<html><body>Trang số {number}: bến sông, chợ sớm, đường mới</body></html>" * 20
    headers = {"content-type": "text/html", "etag": f'"{number}"', "set-cookie": "id=bimat"}
    url = f"http://baomau.example/{number}"
    return Fetched(
        url,
        f"{url}-cuoi",
        200,
        headers,
        body if body is not None else text.encode(),
        "2031-05-20T03:00:00Z",
        2,
    )


def test_what_was_stored_is_read_back(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        refs = [archive.store(answer(n)) for n in range(3)]
        found = archive.read(refs[1])
    assert found.body == answer(1).body
    assert (found.url, found.final_url, found.attempts) == (
        "http://baomau.example/1",
        "http://baomau.example/1-cuoi",
        2,
    )
    assert found.headers["etag"] == '"1"'
    assert found.fetched_at == "2031-05-20T03:00:00Z"
    assert archive.files() == (refs[0].file,)


def test_cookies_are_not_kept(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        assert "set-cookie" not in archive.read(archive.store(answer(1))).headers


def test_the_same_bytes_are_written_once(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        assert archive.store(answer(1)) == archive.store(answer(1))
        size = (tmp_path / archive.file).stat().st_size
        archive.store(answer(1))
        assert (tmp_path / archive.file).stat().st_size == size


def test_a_record_is_whole_on_disk_before_the_run_ends(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    ref = archive.store(answer(1))
    assert Archive(tmp_path).read(ref).body == answer(1).body
    archive.close()


def test_a_file_cut_by_a_kill_keeps_what_stood_before(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        refs = [archive.store(answer(n)) for n in range(3)]
    path = tmp_path / refs[0].file
    path.write_bytes(path.read_bytes()[:-40])
    assert archive.read(refs[1]).body == answer(1).body
    with pytest.raises(ArchiveError):
        archive.read(refs[2])
    pages = warc.pages(path)
    found = [next(pages).url, next(pages).url]
    with pytest.raises(Unparsable):
        list(pages)
    assert found == ["http://baomau.example/0", "http://baomau.example/1"]


@pytest.mark.parametrize(
    "name", ["../secret.warc.gz", "/etc/passwd", "a/b.warc.gz", "20310520T030000Z-x/../../y.warc.gz"]
)
def test_a_reference_does_not_lead_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with Archive(tmp_path) as archive:
        ref = archive.store(answer(1))
        with pytest.raises(ArchiveError):
            archive.read(dataclasses.replace(ref, file=name))


def test_changed_bytes_are_noticed(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        ref = archive.store(answer(1))
        archive.store(answer(2))
        with pytest.raises(ArchiveError):
            archive.read(dataclasses.replace(ref, sha256="0" * 64))


def test_pages_of_another_programs_warc_are_read(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.store(answer(1))
        archive.store(dataclasses.replace(answer(2), headers={"content-type": "image/png"}))
        archive.store(dataclasses.replace(answer(3), status=404))
    assert [page.url for page in warc.pages(tmp_path / archive.file)] == ["http://baomau.example/1"]


@pytest.mark.parametrize("data", [b"", b"not a warc", b"\x1f\x8b\x08broken", b"WARC/1.0\r\n"])
def test_a_file_that_is_no_warc_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(data)
    with pytest.raises(Unparsable):
        list(warc.pages(path))


def test_a_folder_of_saved_pages_is_read_and_a_broken_file_named(tmp_path: Path) -> None:
    import gzip

    (tmp_path / "con").mkdir()
    (tmp_path / "a.html").write_bytes(b"<p>mot</p>")
    (tmp_path / "con" / "b.HTM").write_bytes(b"<p>hai</p>")
    (tmp_path / "c.html.gz").write_bytes(gzip.compress(b"<p>ba</p>"))
    (tmp_path / "d.html.gz").write_bytes(gzip.compress(b"<p>bon</p>")[:12])
    (tmp_path / "ghi-chu.txt").write_bytes(b"khong")
    found = list(html.pages(tmp_path))
    assert sorted(page.body for page in found if isinstance(page, Fetched)) == [
        b"<p>ba</p>",
        b"<p>hai</p>",
        b"<p>mot</p>",
    ]
    assert [error.values["file"] for error in found if isinstance(error, Unparsable)] == [
        str(tmp_path / "d.html.gz")
    ]


def test_a_link_out_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "secret.html"
    inside.mkdir()
    outside.write_bytes(b"x")
    (inside / "l.html").symlink_to(outside)
    assert html.files(inside) == ()
