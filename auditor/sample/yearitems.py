"""Made-up articles whose truth is known beforehand: so many women among those quoted, told and only named.

Each has one person of each kind, introduced by a word that says the sex; sentences are drawn by hash from lists, so that no two
articles are near copies and the same province always gets the same ones.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.sample.names import person, pick

_WHERE = "thôn Bãi Trên, xóm Cầu Gỗ, ấp Bến Lức Nhỏ, khu chợ cũ, bản Nà Khoang, xóm Đồng Dâu, thôn Hạ Nguồn, tổ dân phố số 4".split(
    ", "
)
_WHAT = (
    "mở xưởng sấy măng, dựng cầu tạm qua suối, lát lại đường ra đồng, trồng thử giống khoai mật, sửa trạm bơm, "
    "lập tủ sách chung, khai trương bến thuyền, lắp đèn năng lượng mặt trời, nuôi cá lồng trên hồ, phủ xanh bãi thải, "
    "mở lớp học bơi, dọn lòng kênh, trồng hàng cây chắn gió, thử máy gặt mới, ghép mắt vườn bưởi già, đóng thuyền thúng"
).split(", ")
_SAID = (
    "Mùa trước chúng tôi làm bằng tay, năm nay đã có máy đỡ phần nặng; Bà con góp công từ sáng sớm nên việc xong trước hẹn; "
    "Phần khó nhất là đưa vật liệu qua đoạn dốc; Nếu trời không mưa thêm thì tuần sau xong hẳn; "
    "Tiền mua vật tư được công khai từng khoản ở nhà văn hóa; Mẻ đầu bán hết trong hai ngày; "
    "Chúng tôi ghi sổ từng buổi để năm sau làm nhanh hơn; Lúc đầu ai cũng ngại, giờ thì nhà nào cũng hỏi; "
    "Nước về đến cuối kênh là điều cả xóm mong từ lâu; Giá bán chưa cao nhưng đều; "
    "Việc này phải làm dần, không vội được; Cây con lấy từ vườn ươm của xã nên đỡ được tiền giống"
).split("; ")
_TOLD = (
    "kinh phí lấy từ quỹ của thôn và phần góp của các hộ; hồ sơ đã gửi lên xã từ đầu tháng; có thêm hai nhóm hộ xin tham gia; "
    "việc bảo dưỡng sẽ chia theo từng quý; đợt tập huấn kế tiếp mở vào cuối vụ; số hộ đăng ký đã gấp đôi năm ngoái; "
    "đường dây điện sẽ được nâng lên để xe qua lại; phần còn lại chờ nước rút mới làm; mẫu đất đã được gửi đi phân tích; "
    "chợ phiên sẽ có thêm một gian để bày bán"
).split("; ")
_DOES = (
    "đã hiến một góc vườn để mở rộng lối đi; nấu cơm trưa cho cả nhóm thợ; chở những chuyến gạch đầu tiên; giữ chìa khóa nhà kho; "
    "trông coi máy bơm ban đêm; cho mượn sân phơi suốt hai tuần; là người trồng luống đầu tiên; vẽ lại sơ đồ con kênh; "
    "dọn cỏ hai bên bờ; đếm từng bao giống khi xe về"
).split("; ")
_QUOTED_AS = (
    "chủ nhiệm hợp tác xã, trưởng thôn, thợ cả, tổ trưởng tổ đường, chủ vườn, người lái thuyền".split(", ")
)
_TOLD_AS = (
    "cán bộ khuyến nông xã, kế toán hợp tác xã, cán bộ địa chính xã, kỹ sư thủy lợi, cán bộ văn hóa xã".split(
        ", "
    )
)
KINDS = ("quoted", "told", "mentioned")


@dataclass(frozen=True, slots=True)
class Planned:
    """So many articles of one outlet in one year, and the women among their persons of each kind."""

    articles: int
    quoted: int
    told: int
    mentioned: int


def rows(outlet: str, period: tuple[str, str], planned: Planned) -> Iterator[dict[str, str]]:
    """The articles as ``auditor import`` takes them, spread evenly over the period."""
    first, last = (dt.date.fromisoformat(day) for day in period)
    for number in range(planned.articles):
        key = (outlet, period[1], number)
        day = first + dt.timedelta(days=(last - first).days * (2 * number + 1) // (2 * planned.articles))
        where, what = pick(_WHERE, "where", *key), pick(_WHAT, "what", *key)
        quoted = _one(planned.quoted, planned.articles, number, "quoted", key)
        told = _one(planned.told, planned.articles, number, "told", key)
        named = _one(planned.mentioned, planned.articles, number, "mentioned", key)
        said = pick(_SAID, "said", *key)
        body = (
            f"{quoted[0]} {quoted[1]}, {pick(_QUOTED_AS, 'as', *key)}, nói: “{said}.”",
            f"Theo {told[0].lower()} {told[1]}, {pick(_TOLD_AS, 'told-as', *key)}, {pick(_TOLD, 'told', *key)}.",
            f"{named[0]} {named[1]} {pick(_DOES, 'does', *key)}.",
        )
        yield {
            "id": f"{outlet}-{period[1]}-{number:03d}",
            "outlet": outlet,
            "url": f"http://{outlet}.example/{period[1][:4]}/tin-{number:03d}.html",
            "published": day.isoformat(),
            "title": f"{where[0].upper()}{where[1:]} {what}",
            "lead": f"Việc bắt đầu từ ngày {day.day}/{day.month} và nay đã xong phần đầu.",
            "body": "\n".join(body),
        }


def _one(women: int, all_: int, number: int, kind: str, key: tuple[object, ...]) -> tuple[str, str]:
    """How a person is introduced and called; women are spread evenly over the articles."""
    # each kind begins elsewhere, so that women do not stand in the same articles
    start = KINDS.index(kind) * all_ // len(KINDS)
    woman = (number * women + start) // all_ != ((number + 1) * women + start) // all_
    sex = "female" if woman else "male"
    titles = ("Anh", "Chị") if kind == "mentioned" else ("Ông", "Bà")
    return titles[woman], person(sex, "clear", kind, *key)
