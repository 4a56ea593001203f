"""A workspace to draw samples from and to code."""

from __future__ import annotations

from auditor_rooms import OUTLETS, article, make_workspace

from auditor import pipeline

WOMAN = "Bà Lê Thị Hạnh nói: “Chúng tôi đóng bộ bàn ghế thứ {n}.”"
MAN = "Ông Trần Văn Bình cho biết đơn hàng thứ {n} đã giao."
# the machine of these tests counts the people named; what "people" see is made up below
NOBODY = "Trời mưa cả ngày thứ {n}, nước sông lên."


def make_forty(path, each=40):
    """Three outlets with forty articles each (or ``each``), analysed and scored."""
    workspace = make_workspace(path, period_from="2025-01-01", period_to="2025-12-31")
    with workspace.store() as store:
        for outlet in OUTLETS:
            for n in range(1, each + 1):
                body = "\n".join(text for text, here in ((WOMAN, n % 3), (MAN, n % 2), (NOBODY, 1)) if here)
                store.put_article(
                    article(
                        n, outlet, lead="", body=body.format(n=f"{n} của {outlet}"),
                        title='=HYPERLINK("http://x.example") <b>' if n == 3 else f"Tin số {n} của {outlet}",
                        published=f"2025-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
                    )
                )  # fmt: skip
        pipeline.analyse_stage(workspace, store, jobs=1)
        pipeline.score_stage(workspace, store, resamples=50)
    return workspace
