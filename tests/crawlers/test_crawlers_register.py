"""A rate stands on the right bodies of the right day; a mistake in an outlet file is found with its line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from crawlers import provinces
from crawlers.errors import RegisterError
from crawlers.register import load, slug

GOOD = """\
schema: auditor.outlet/1
id: bao-lac-giang
fictitious: true
names:
  - name: Báo Lạc Giang
    to: 2031-01-01
  - name: Báo và phát thanh, truyền hình Lạc Giang
    from: 2031-01-01
kind: newspaper
group: party
provinces:
  - province: Lạc Giang
    to: 2030-07-01
  - province: Đông Mẫu
    from: 2030-07-01
valid_from: 1990-05-01
channels:
  - {kind: online, crawled: true}
  - {kind: print}
sites:
  - hosts: [baolacgiang.example]
    scheme: http
    feeds: ["http://baolacgiang.example/rss.xml"]
    article_url: '-\\d+\\.html$'
    selectors:
      body: .noi-dung
      date: time.ngay
"""


def write(folder: Path, text: str, name: str = "a.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_body_counts_where_it_belonged_on_the_day(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    register = load(tmp_path)
    assert [o.id for o in register.on("2030-06-30", "Lạc Giang")] == ["bao-lac-giang"]
    assert register.on("2030-07-01", "Lạc Giang") == ()
    assert [o.id for o in register.on(dt.date(2030, 7, 1), "dong-mau")] == ["bao-lac-giang"]
    assert register.on("1990-04-30") == ()


def test_names_are_dated_and_kinds_filter(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    outlet = load(tmp_path).get("bao-lac-giang")
    assert outlet is not None
    assert outlet.name_on(dt.date(2030, 12, 31)) == "Báo Lạc Giang"
    assert outlet.name_on(dt.date(2031, 1, 1)) == outlet.name
    assert [c.kind for c in outlet.not_crawled] == ["print"]
    assert load(tmp_path).on("2031-01-01", kinds=["portal"]) == ()


@pytest.mark.parametrize(
    ("wrong", "right", "line"),
    [
        ("kind: newspaper", "kind: newspapr", 9),
        ("    to: 2030-07-01", "    to: 2030-13-01", 13),
        ("    from: 2030-07-01", "    from: 2030-7-1", 15),
        ("valid_from: 1990-05-01", "valid_from: 1990-05-01\nvalid_to: 1980-01-01", 17),
        ("    article_url: '-\\d+\\.html$'", "    article_url: '-(\\d+'", 24),
        ("  - {kind: print}", "  - {kind: print", 20),
        ("      body: .noi-dung", "      bdy: .noi-dung", 25),
    ],
)
def test_a_mistake_names_file_and_line(tmp_path: Path, wrong: str, right: str, line: int) -> None:
    assert wrong in GOOD
    path = write(tmp_path, GOOD.replace(wrong, right))
    with pytest.raises(RegisterError) as caught:
        load(tmp_path)
    assert caught.value.values["file"] == str(path)
    assert abs(int(str(caught.value.values["line"])) - line) <= 1
    assert caught.value.values["detail"]


def test_one_id_stands_in_one_file_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, GOOD, "b.yaml")
    with pytest.raises(RegisterError, match="already taken"):
        load(tmp_path)


def test_a_workspaces_own_file_replaces_the_packaged_one(tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    first.mkdir()
    second.mkdir()
    write(first, GOOD)
    write(second, GOOD.replace("kind: newspaper", "kind: portal"))
    outlets = load(first, second).outlets
    assert [o.kind for o in outlets] == ["portal"]


def test_a_successor_that_nobody_knows_is_a_mistake(tmp_path: Path) -> None:
    write(tmp_path, GOOD + "succession:\n  - {kind: merge, to: [bao-khong-co]}\n")
    with pytest.raises(RegisterError, match="bao-khong-co"):
        load(tmp_path)


PRESS = ["newspaper", "broadcaster", "press_and_broadcaster", "magazine", "supplement"]


def test_the_packaged_register_loads_and_follows_the_mergers() -> None:
    register = load()
    before, after = register.on("2025-06-30", "Bắc Kạn", PRESS), register.on("2025-07-01", "Bắc Kạn")
    assert len(before) == 3
    assert after == ()
    assert [o.kind for o in register.on("2025-07-01", "thai-nguyen", PRESS)] == ["press_and_broadcaster"]
    assert len(register.on("2026-01-29", "Hà Nội", PRESS)) == 8
    assert len(register.on("2026-01-30", "Hà Nội", PRESS)) == 3


def test_every_province_of_every_day_has_its_bodies_and_no_other_name_is_used() -> None:
    register = load()
    for day, count in (("2024-12-31", 63), ("2025-06-30", 63), ("2025-07-01", 34), ("2026-11-22", 34)):
        then = {p.name for p in provinces.on(dt.date.fromisoformat(day))}
        assert len(then) == count
        for name in then:
            kinds = [o.kind for o in register.on(day, name)]
            assert "portal" in kinds, (day, name)
            newspaper = {"newspaper", "press_and_broadcaster"} & set(kinds)
            assert newspaper, (day, name)
            assert {"broadcaster", "press_and_broadcaster"} & set(kinds), (day, name)
        day_ = dt.date.fromisoformat(day)
        assert {o.province_on(day_) for o in register.on(day)} <= then


def test_no_body_ends_before_its_successor_begins_or_goes_on_beside_it() -> None:
    register = load()
    for outlet in register.outlets:
        for step in outlet.succession:
            assert outlet.valid_to is not None or step.kind == "owner", outlet.id
            for successor in (register.get(id) for id in step.to):
                assert successor is not None
                assert successor.exists(outlet.valid_to or dt.date.max), (outlet.id, successor.id)


def test_the_old_provinces_lead_to_todays() -> None:
    assert provinces.today_of("bac kan") == "Thái Nguyên"
    assert provinces.predecessors("Hải Phòng") == ("Hải Dương", "Hải Phòng")
    assert provinces.today_of("Lạc Giang") == "Lạc Giang"
    assert {p.into for p in provinces.provinces()} == {p.name for p in provinces.on(dt.date(2025, 7, 1))}


def test_the_story_of_a_body_leaves_its_brothers_out() -> None:
    told = [o.id for o in load().family("bao-long-an")]
    assert told == [
        "bao-long-an", "bao-va-dai-phat-thanh-va-truyen-hinh-long-an", "bao-va-phat-thanh-truyen-hinh-tay-ninh",
    ]  # fmt: skip
    joined = {o.id for o in load().family("bao-va-phat-thanh-truyen-hinh-tay-ninh")}
    assert joined > {*told, "bao-tay-ninh", "dai-phat-thanh-va-truyen-hinh-tay-ninh"}
    assert load().family("bao-khong-co") == ()


def test_permission_and_complaints_are_kept(tmp_path: Path) -> None:
    more = "permission: 'Tổng biên tập, 05/01/2031'\ncomplaints:\n  - {date: 2031-02-03, about: chậm máy chủ, answer: giãn 5 giây}\n"
    write(tmp_path, GOOD + more)
    outlet = load(tmp_path).outlets[0]
    assert outlet.permission.startswith("Tổng biên tập")
    assert outlet.complaints[0].date == dt.date(2031, 2, 3)


def test_every_packaged_outlet_says_how_sure_it_is() -> None:
    for outlet in load().outlets:
        assert outlet.evidence.source or outlet.evidence.mark in ("K", "I", "?"), outlet.id
        assert not outlet.fictitious
        for part in (*outlet.sites, *outlet.channels, *outlet.succession):
            assert part.evidence.source or part.evidence.note or part.evidence.mark in ("K", "?"), outlet.id


def test_places_are_found_without_diacritics() -> None:
    assert slug("Hà Nội") == slug("HA NOI") == slug("ha-noi") == "ha-noi"
    assert slug("Đắk Lắk") == "dak-lak"
