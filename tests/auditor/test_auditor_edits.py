"""An edit nobody announced is shown with the words taken away and put in; a new reading of the same page is none."""

from __future__ import annotations

import json

import pytest
from auditor_rooms import article, make_workspace

from auditor.cli import main
from auditor.edits import compare, find_edits
from crawlers.model import ArchiveRef

PAGES = [ArchiveRef("20250101T000000Z-a.warc.gz", n, f"<urn:{n}>", f"{n:064d}") for n in range(4)]


@pytest.fixture
def edited(tmp_path):
    workspace = make_workspace(tmp_path / "w")
    first = article(1, lead="", body="Phái đẹp làng Mơ hái chè từ sớm.\nChợ họp đến trưa.", archived=PAGES[0])
    with workspace.store() as store:
        store.put_article(first)
        import dataclasses

        def put(page, cause, **more):
            store.put_article(dataclasses.replace(first, archived=page, **more), cause=cause)

        put(PAGES[1], "edit", body="Phụ nữ làng Mơ hái chè từ sớm.\nChợ họp đến trưa.")
        put(PAGES[1], "reading", body="Phụ nữ làng Mơ hái chè từ sớm.\nChợ họp đến trưa.\nẢnh: A")
        store.put_article(article(2))
        store.execute("INSERT INTO visits (article, at, outcome) VALUES (2, '2025-12-05T00:00:00Z', 'gone')")
    return workspace


def test_the_words_of_an_edit_are_shown_and_readings_are_not(edited):
    with edited.store() as store:
        found = find_edits(store)
    assert [(e.article, e.kind) for e in sorted(found, key=lambda e: e.article)] == [
        (1, "edited"),
        (2, "gone"),
    ]
    (one,) = [e for e in found if e.kind == "edited"]
    assert [c.plain for c in one.changes] == ["[-Phái đẹp-]{+Phụ nữ+} làng Mơ hái chè từ sớm."]
    # the page as it was can be shown
    assert one.archived == "20250101T000000Z-a.warc.gz <urn:0>"


def test_the_command_names_outlet_day_and_words(edited, capsys):
    assert main(["-w", str(edited.path), "edits"]) == 0
    out = capsys.readouterr().out
    assert "thân bài: [-Phái đẹp-]{+Phụ nữ+} làng Mơ" in out
    assert "thấy đã gỡ 2025-12-05" in out
    assert main(["-w", str(edited.path), "edits", "--json", "--outlet", "bao-song-mo"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [c["text"] for e in found for c in e["changes"]] == [
        "[-Phái đẹp-]{+Phụ nữ+} làng Mơ hái chè từ sớm."
    ]
    assert main(["-w", str(edited.path), "edits", "--json", "--outlet", "dai-song-mo"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    # an outlet that nobody knows is a slip of the pen, not an empty answer
    assert main(["-w", str(edited.path), "edits", "--outlet", "khac"]) == 2
    assert main(["-w", str(edited.path), "edits", "--since", "hom-qua"]) == 2


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Một đoạn.\nHai đoạn.", "Hai đoạn.\nMột đoạn.", []),
        ("Một  đoạn.", "Một đoạn. ", []),
        ("Giữ.", "Giữ.\nĐoạn mới.", ["{+Đoạn mới.+}"]),
        ("Giữ.\nĐoạn bỏ.", "Giữ.", ["[-Đoạn bỏ.-]"]),
        ("Bán 1.800 đồng một ký.", "Bán 1.600 đồng một ký.", ["Bán 1.[-800-]{+600+} đồng một ký."]),
        (
            "Trời mưa to suốt đêm.",
            "Giá cá cơm lại giảm!",
            ["[-Trời mưa to suốt đêm.-]{+Giá cá cơm lại giảm!+}"],
        ),
    ],
)
def test_only_what_changed_is_shown(old, new, shown):
    assert [change.plain for change in compare(old, new, "body")] == shown


def test_a_change_in_a_long_paragraph_is_shown_with_a_few_words_around():
    words = [f"chữ{n}" for n in range(200)]
    changed = [*words[:100], "khác", *words[101:]]
    (change,) = compare(" ".join(words), " ".join(changed), "body")
    assert "[-chữ100-]{+khác+}" in change.plain
    assert len(change.plain.split()) < 25
