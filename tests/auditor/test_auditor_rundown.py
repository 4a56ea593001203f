"""A broadcaster without articles is measured too: its rundowns and subtitle files become items, with their presenters."""

from __future__ import annotations

from pathlib import Path

import pytest
from auditor_rooms import make_workspace

from auditor import pipeline
from auditor.importing import import_stage
from auditor.mapping import BadValue, Mapping, article_from, load_mapping
from crawlers.errors import Unparsable
from crawlers.readers import subtitles
from indicators.presenters import sex_of_name

SRT = """1
00:00:01,000 --> 00:00:03,500
<i>Bà Lê Thị Hạnh</i>, chủ nhiệm hợp tác xã,

2
00:00:03,600 --> 00:00:06,000
nói: “Chúng tôi đóng 12 bộ bàn ghế mỗi tháng.”

3
00:00:12,000 --> 00:00:15,000
Ông Trần Văn Bình cho biết đơn hàng đã giao đủ.
"""
VTT = "WEBVTT\n\nNOTE người làm phụ đề\n\n" + SRT.replace(",000", ".000").replace(",500", ".500").replace(
    ",600", ".600"
)
WORDS = (
    "Bà Lê Thị Hạnh, chủ nhiệm hợp tác xã, nói: “Chúng tôi đóng 12 bộ bàn ghế mỗi tháng.”\n"
    "Ông Trần Văn Bình cho biết đơn hàng đã giao đủ."
)
RUNDOWN = """Tin,Ngày,Dẫn,Phụ đề,Đơn vị
Hợp tác xã mộc bên sông Mơ,12/05/2025,MC Lê Thị Mẫu; MC Trần Văn Bách,ban-tin.srt,dai-song-mo
Thời tiết đêm nay và ngày mai,12/05/2025,Lê Thị Mẫu,,dai-song-mo
Tin có tệp ở nơi khác,13/05/2025,,../ngoai.srt,dai-song-mo
"""
MAP = """name: kich-ban
fields: {title: Tin, date: Ngày, presenters: Dẫn, transcript: Phụ đề, outlet: Đơn vị}
constant: {kind: video}
dates: ["%d/%m/%Y"]
"""


def brought(folder: Path, source: Path, mapping: Path | None = None):
    workspace = make_workspace(folder / "w")
    with workspace.store() as store:
        result = import_stage(workspace, store, source, load_mapping(mapping, source))
        rows = store.rows("SELECT title, body, kind, published, presenters, outlet FROM articles ORDER BY id")
    return workspace, result, rows


def test_a_rundown_brings_items_with_words_and_presenters(tmp_path):
    (tmp_path / "ngoai.srt").write_text(SRT, encoding="utf-8")
    folder = tmp_path / "dai"
    folder.mkdir()
    (folder / "kich-ban.csv").write_text(RUNDOWN, encoding="utf-8")
    (folder / "ban-tin.srt").write_text(SRT, encoding="utf-8")
    (folder / "anh-xa.yaml").write_text(MAP, encoding="utf-8")
    workspace, result, rows = brought(tmp_path, folder / "kich-ban.csv", folder / "anh-xa.yaml")
    assert [(w.row, w.reason) for w in result.wrong] == [("4", "transcript")]
    assert [(r["title"], r["body"], r["published"]) for r in rows] == [
        ("Hợp tác xã mộc bên sông Mơ", WORDS, "2025-05-12"), ("Thời tiết đêm nay và ngày mai", "", "2025-05-12"),
    ]  # fmt: skip
    with workspace.store() as store:
        pipeline.analyse_stage(workspace, store, jobs=1)
        run = pipeline.score_stage(workspace, store).run
        (row,) = store.rows(
            "SELECT numerator, n, parts, note FROM scores WHERE run = ? AND code = 'B1.1.3'", (run,)
        )
    # two women's turns and one man's
    assert '"name":"presenter","numerator":2,"n":3' in row["parts"].replace(" ", "")
    assert row["note"] != "no_presenters"


def test_another_presenter_is_a_change_and_the_same_rundown_is_none(tmp_path):
    source = tmp_path / "k.csv"
    mapping = tmp_path / "m.yaml"
    mapping.write_text("fields: {id: Mã, title: Tin, presenters: Dẫn}\n", encoding="utf-8")
    source.write_text("Mã,Tin,Dẫn\n1,Chợ xuân bên sông,Lê Thị Mẫu\n", encoding="utf-8")
    workspace = make_workspace(tmp_path / "w")
    with workspace.store() as store:
        first = import_stage(workspace, store, source, load_mapping(mapping, source))
        again = import_stage(workspace, store, source, load_mapping(mapping, source))
        source.write_text("Mã,Tin,Dẫn\n1,Chợ xuân bên sông,Trần Văn Bách\n", encoding="utf-8")
        other = import_stage(workspace, store, source, load_mapping(mapping, source))
    assert [(r.new, r.same, r.changed) for r in (first, again, other)] == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]


@pytest.mark.parametrize(("name", "text"), [("a.srt", SRT), ("a.vtt", VTT)])
def test_subtitles_are_read_without_times_and_marks(tmp_path, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert subtitles.read(tmp_path / name) == WORDS


def test_a_folder_of_subtitles_is_a_folder_of_items(tmp_path):
    folder = tmp_path / "phu-de"
    folder.mkdir()
    (folder / "thoi-su-toi.srt").write_text(SRT, encoding="utf-8")
    (folder / "hong.vtt").write_bytes(b"\x00\x01\x02")
    mapping = tmp_path / "m.yaml"
    mapping.write_text(
        'format: subtitles\nconstant: {outlet: dai-song-mo, date: "2025-05-12"}\n', encoding="utf-8"
    )
    _, result, rows = brought(tmp_path, folder, mapping)
    assert [(w.row, w.reason) for w in result.wrong] == [("hong.vtt", "transcript")]
    assert [tuple(r) for r in rows] == [("thoi su toi", WORDS, "video", "2025-05-12", "[]", "dai-song-mo")]


@pytest.mark.parametrize(
    "data", [b"", b"\xff" * 400, b"1\n00:00:01,000 --> \n\n", "không có giờ nào".encode()]
)
def test_what_is_no_subtitle_file_is_said_to_be_none(data):
    with pytest.raises(Unparsable):
        subtitles.spoken(data, "srt")


@pytest.mark.parametrize("more", ["", "x"])
def test_subtitles_in_an_old_font_are_read_whatever_their_length(more):
    """Without a mark at its head no file is UTF-16: every second one would have an even number of bytes."""
    old = "ThÇy c« vµ häc sinh tr­êng lµng BÕn Lau dän s©n tr\u00adêng"
    data = f"1\n00:00:01,000 --> 00:00:03,000\n{old}{more}\n\n".encode("latin-1")
    assert subtitles.spoken(data, "srt").startswith("Thầy cô và học sinh trường làng Bến Lau dọn sân trường")


def test_captions_that_roll_say_each_line_once():
    cues = ("Mưa lớn", "Mưa lớn\nở thượng nguồn", "ở thượng nguồn", "ở thượng nguồn\nsông Mơ.")
    text = "".join(f"00:0{n}.000 --> 00:0{n + 1}.000\n{cue}\n\n" for n, cue in enumerate(cues, 1))
    assert subtitles.spoken(f"WEBVTT\n\n{text}".encode(), "vtt") == "Mưa lớn ở thượng nguồn sông Mơ."


def test_a_transcript_named_with_a_nul_is_one_wrong_row(tmp_path):
    with pytest.raises(BadValue):
        article_from(
            {"title": "Chợ xuân", "outlet": "dai-song-mo", "transcript": "a\0.srt"},
            Mapping("m", folder=tmp_path),
        )


def test_a_presenters_name_tells_what_it_tells_and_no_more():
    assert [str(sex_of_name(n)) for n in ("MC Lê Thị Mẫu", "anh Tuấn", "Lê Thị Mẫu và Trần Văn Bách", "N", "x" * 500)] == [
        "female", "male", "unknown", "unknown", "unknown",
    ]  # fmt: skip
