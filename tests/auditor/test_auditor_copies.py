"""Own copy is told from what an outlet took over: word for word, reworked, an agency's, a press release."""

from __future__ import annotations

import pytest
from auditor_rooms import article, make_workspace

from auditor import pipeline
from auditor.copies import find_copies

BODY = """Mờ sáng, bà con xóm Đình khiêng mười hai cây cột lim từ bãi sông về sân, dựng lại mái đình đổ sau trận lũ lớn.
Thợ cả kẻ mực, đục từng lỗ mộng, rồi cho lắp thử dưới đất trước khi kéo lên bằng tời tay và dây thừng bện đay.
Ngói được nung ở lò bên kia sông; hội thanh niên chở ba chuyến đò, mỗi chuyến sáu trăm viên, mất gần trọn một ngày.
Tiền công lấy từ quỹ làng và mùa cá vừa rồi, còn thiếu chừng một phần năm nên phần sơn son phải chờ sang vụ sau.
Trống hội cũ thủng mặt, cụ từ gửi lên phố bịt lại bằng da trâu, hẹn kịp treo trước ngày rằm tháng tới."""
# a word or two in every paragraph, so that none is the same
REWORKED = (
    BODY.replace("Mờ sáng", "Từ sớm")
    .replace("bằng tời tay", "nhờ tời tay")
    .replace("mất gần trọn", "hết gần trọn")
    .replace("Tiền công lấy", "Tiền công trích")
    .replace("hẹn kịp", "để kịp")
)
OTHER = "\n".join(
    f"Tin {n} nói về chuyện khác hẳn, ở một xã khác, với những con người khác và một bến đò khác."
    for n in range(6)
)


def found(tmp_path, *articles, kinds=None):
    workspace = make_workspace(tmp_path / "w")
    with workspace.store() as store:
        for one in articles:
            store.put_article(one)
        return {id: (c.source, c.kind) for id, c in find_copies(store, workspace.config, kinds).items()}


def put(number, outlet, day, body=BODY, **more):
    return article(number, outlet, lead="", body=body, published=f"2025-03-{day:02d}", **more)


def test_a_repost_belongs_to_whoever_published_first(tmp_path):
    part = BODY.splitlines()[0] + "\n" + OTHER
    copies = found(
        tmp_path,
        put(1, "cong-song-mo", 2, BODY + "\nTheo Báo Sông Mơ"),
        put(2, "bao-song-mo", 1),
        put(3, "dai-song-mo", 3, part),
    )
    assert copies == {1: (2, "repost")}


def test_a_text_reworked_in_every_paragraph_is_still_the_first_ones(tmp_path):
    assert set(BODY.splitlines()).isdisjoint(REWORKED.splitlines())
    copies = found(
        tmp_path,
        put(1, "bao-song-mo", 1),
        put(2, "dai-song-mo", 2, REWORKED),
        put(3, "cong-song-mo", 2, OTHER),
    )
    assert copies == {2: (1, "repost")}


def test_a_chain_of_reposts_leads_to_its_first_article(tmp_path):
    copies = found(
        tmp_path,
        put(1, "bao-song-mo", 1),
        put(2, "dai-song-mo", 2, REWORKED),
        put(3, "cong-song-mo", 3, REWORKED),
    )
    assert copies == {2: (1, "repost"), 3: (1, "repost")}


def test_an_outlets_second_telling_of_its_own_story_stays_its_own(tmp_path):
    assert found(tmp_path, put(1, "bao-song-mo", 1), put(2, "bao-song-mo", 2, REWORKED)) == {}


def test_the_same_article_under_two_addresses_counts_once(tmp_path):
    copies = found(
        tmp_path,
        put(1, "bao-song-mo", 1, title="Một tít"),
        put(2, "bao-song-mo", 1, title="Một tít"),
        put(3, "dai-song-mo", 2),
    )
    assert copies == {2: (1, "again"), 3: (1, "repost")}


def test_short_notices_that_are_alike_are_no_copies(tmp_path):
    short = "Ngày mai, xã họp dân lúc 7 giờ tại nhà văn hóa."
    assert (
        found(tmp_path, put(1, "bao-song-mo", 1, short), put(2, "dai-song-mo", 2, short + " Mời bà con."))
        == {}
    )


def test_one_agency_mark_speaks_for_the_whole_cluster(tmp_path):
    copies = found(
        tmp_path,
        put(1, "bao-song-mo", 1),
        put(2, "dai-song-mo", 2, REWORKED, credit="(TTXVN)"),
        put(3, "cong-song-mo", 3, OTHER, credit="Theo TTXVN"),
    )
    # the first printed it without the mark; the third's source is the agency itself, which is no outlet
    assert copies == {1: (1, "agency"), 2: (1, "agency"), 3: (3, "agency")}


@pytest.mark.parametrize("title", ["Thông cáo báo chí về việc đóng cầu", "Đóng cầu để sửa"])
def test_a_press_release_is_its_authors_own_and_nobody_elses(tmp_path, title):
    kinds = {"cong-song-mo": "portal", "bao-song-mo": "newspaper"}
    copies = found(tmp_path, put(1, "cong-song-mo", 1, title=title), put(2, "bao-song-mo", 2), kinds=kinds)
    assert copies == {2: (1, "release")}


def test_a_named_medium_counts_though_its_article_is_not_here(tmp_path):
    copies = found(
        tmp_path,
        put(1, "bao-song-mo", 1, credit="Theo Báo Bến Lau"),
        put(2, "dai-song-mo", 1, OTHER, credit="Nguồn: UBND xã"),
    )
    assert copies == {1: (1, "credited")}


def test_figures_stand_for_all_articles_and_for_own_copy_alone(tmp_path):
    workspace = make_workspace(tmp_path / "w")
    with workspace.store() as store:
        for n in range(6):
            store.put_article(article(n, "bao-song-mo"))
            store.put_article(
                article(n, "dai-song-mo", body=f"{OTHER} Số {n}.", published=f"2025-04-{n + 1:02d}")
            )
        store.put_article(put(90, "bao-song-mo", 1))
        store.put_article(put(91, "dai-song-mo", 2, REWORKED))
        pipeline.analyse_stage(workspace, store, jobs=1)
        run = pipeline.score_stage(workspace, store).run
        counted = {
            table: store.number(
                f"SELECT max(articles) FROM {table} WHERE run = ? AND outlet = 'dai-song-mo'", (run,)
            )
            for table in ("scores", "own_scores")
        }
        # its six telegrams are one text for the comparison with others, and all its own
        assert counted["scores"] == counted["own_scores"] + 1
        # an outlet that copied nothing has one set of figures
        assert store.number("SELECT count(*) FROM own_scores WHERE outlet = 'bao-song-mo'") == 0
        rows = store.rows(
            "SELECT a.outlet, r.kind FROM reposts r JOIN articles a ON a.id = r.article WHERE r.run = ?",
            (run,),
        )
        assert [tuple(row) for row in rows] == [("dai-song-mo", "repost")]
