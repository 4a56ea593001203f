"""Made-up people and places, drawn by hash, so that the same province and year always give the same names.

Syllables are ordinary Vietnamese ones; which person gets which is decided by BLAKE2 of province, year, item and slot.
Any likeness to a living person is chance.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

FAMILY = (
    "Nguyễn Trần Lê Phạm Hoàng Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Đoàn Lương Tạ Phùng Quách Cao Hà "
    "Thái Lưu Chu Kiều Tô Tăng Đàm Nghiêm Thân Khổng Từ Doãn Triệu Vương Lại Bạch"
).split()
FEMALE_MIDDLE = (
    "Thị",
    "Thị",
    "Thị",
    "Thị Thu",
    "Thị Hồng",
    "Thị Bích",
    "Thị Kim",
    "Thị Mỹ",
    "Thị Ngọc",
    "Thị Diệu",
)
FEMALE_GIVEN = (
    "Hằng Nhung Thảo Hường Liễu Nga Loan Nguyệt Oanh Thắm Thoa Thúy Trinh Tuyết Vân Yến Hoa Huệ Lan Mận Nhàn Nụ "
    "Phượng Quyên Sen Thơm Cúc Duyên Đào Gấm Hiền Lụa Mơ Nhài Xuyến Vy Trâm Thoan Diễm Chiên"
).split()
MALE_MIDDLE = ("Văn", "Văn", "Văn", "Đình", "Hữu", "Đức", "Quốc", "Công", "Bá", "Mạnh")
MALE_GIVEN = (
    "Hùng Cường Dũng Tuấn Thắng Hưng Kiên Lực Mạnh Quân Sơn Tài Thịnh Toản Trường Tùng Vượng Đạt Đông Giáp Hậu "
    "Khánh Khoát Luân Nghĩa Nhượng Phúc Quyết Sỹ Tạo Thụ Tiến Trọng Tráng Vinh Chiến Điệp Hoạch Kha Lượng"
).split()
# middle and given names that both sexes carry together: between a quarter and three quarters women by the counts in
# indicators/vocab/names-by-sex.csv
NEUTRAL = (
    "Thanh Anh, Thanh An, Thanh Tâm, Thanh Giang, Thanh Khanh, Thanh Châu, Hồng Anh, Hồng An, "
    "Hồng Thanh, Hồng Tâm, Hồng Giang, Hồng Nguyên, Hồng Dương, Hồng Hòa, Hồng Khanh, Hồng Bình, "
    "Hồng Châu, Khánh An, Khánh Thanh, Khánh Tâm, Khánh Giang, Khánh Nguyên, Khánh Dương, Khánh Bình, "
    "Kim Anh, Kim An, Kim Thanh, Kim Tâm, Kim Giang, Kim Nguyên, Kim Dương, Kim Hòa, Kim Khanh, "
    "Kim Bình, Bảo Anh, Bảo An, Bảo Thanh, Bảo Tâm, Bảo Giang, Bảo Nguyên, Bảo Dương, Bảo Hòa, "
    "Bảo Khanh, Bảo Bình, Hoài Anh, Hoài An, Hoài Thanh, Hoài Tâm, Hoài Giang, Hoài Nguyên, Hoài Dương, "
    "Hoài Hòa, Hoài Khanh, Hoài Hà, Hoài Châu, Hải Anh, Hải An, Hải Thanh, Hải Tâm, Hải Giang, "
    "Hải Nguyên, Hải Khanh, Nhật Anh, Nhật Thanh, Nhật Tâm, Nhật Giang, Nhật Khanh, Nhật Hà, Nhật Châu, "
    "An Anh, An Thanh, An Tâm, An Nguyên, An Dương, An Hòa, An Khanh, An Hà, Minh Anh, Minh Thanh, "
    "Minh Tâm, Minh Giang, Minh Hà, Minh Châu"
).split(", ")

COMMUNE_FIRST = (
    "Vân Thượng Hạ Đông Tây Nậm Khe Suối Bản Đồng An Tân Phú Xuân Mai Thanh Cẩm Ngọc Trà Hương".split()
)
COMMUNE_LAST = "Lũng Trạch Cầu Khuê Đàm Thạch Lạc Phiên Mạc Hoành Luông Tảo Triền Điền Ấm Sàng Giàn Kiệu Trĩ Nghè".split()
PROVINCES = {"lac-giang": "Lạc Giang", "ngan-hac": "Ngàn Hạc"}


def pick(options: Sequence[str], *key: object) -> str:
    """One of ``options``, decided by the key alone: no state, no random module, the same on every machine."""
    digest = hashlib.blake2s("|".join(map(str, key)).encode(), digest_size=8).digest()
    return options[int.from_bytes(digest, "big") % len(options)]


def person(sex: str, clarity: str, *key: object) -> str:
    """A full name for one planted person; ``clarity`` is "clear" or "neutral" (see items/README.md)."""
    family = pick(FAMILY, "family", *key)
    if clarity == "neutral":
        return f"{family} {pick(NEUTRAL, 'neutral', *key)}"
    if sex == "female":
        middle, given = pick(FEMALE_MIDDLE, "middle", *key), pick(FEMALE_GIVEN, "given", *key)
    else:
        middle, given = pick(MALE_MIDDLE, "middle", *key), pick(MALE_GIVEN, "given", *key)
    return f"{family} {middle} {given}"


def places(province: str) -> dict[str, str]:
    """Twelve communes, four former districts and one town of a province, all different."""
    found: dict[str, str] = {"province": PROVINCES[province]}
    used: set[str] = set()
    for slot in [f"c{i}" for i in range(1, 13)] + [f"d{i}" for i in range(1, 5)] + ["t1"]:
        attempt = 0
        while True:
            name = f"{pick(COMMUNE_FIRST, province, slot, attempt)} {pick(COMMUNE_LAST, province, slot, attempt, 'last')}"
            if name not in used:
                break
            attempt += 1
        used.add(name)
        found[slot] = name
    return found
