"""An opinion travels into tables and letters: whoever it names, and whatever leads to a child, stays behind. All people invented."""

from __future__ import annotations

import pytest

from auditor.replies.names import without_names

# what is written, what must not be left, what must be
OPINIONS = (
    ("Từ này là lời nhân vật Nguyễn Thị Hoa kể, không phải lời tòa soạn.", ("Nguyễn", "Hoa"), ("lời nhân vật", "không phải lời tòa soạn")),
    ("Nhân vật chính - Hoa - tự gọi mình như vậy.", ("Hoa",), ("tự gọi mình",)),
    ("Phóng viên Lê Hà đã sửa bài trước khi có góp ý.", ("Lê", "Hà "), ("đã sửa bài",)),
    ("Bài dẫn lời chị Lò Thị Mây, người làm mạ ở đó.", ("Lò", "Mây"), ("người làm mạ",)),
    ("NGUYỄN THỊ HOA đã đồng ý nêu tên.", ("NGUYỄN", "HOA"), ("đã đồng ý",)),
    ("Ông Y Moan Êban muốn được gọi như thế.", ("Moan", "Êban"), ("muốn được gọi",)),
    ("Theo vợ chồng Hồ A Lử thì từ ấy là đúng.", ("Hồ", "Lử"), ("từ ấy là đúng",)),
    ("Đề nghị gỡ vì Trịnh Hoài Thu Sương không còn làm ở đó.", ("Trịnh", "Sương"), ("không còn làm",)),
    ("Tác giả Mai Chi viết theo lời kể.", ("Mai", "Chi "), ("theo lời kể",)),
    ("Bệnh nhân tên Hạnh đã đọc và đồng ý.", ("Hạnh",), ("đã đọc",)),
    ("Gia đình ông Vàng Seo Páo đề nghị giữ nguyên.", ("Vàng", "Páo"), ("giữ nguyên",)),
    ("Bạn đọc Đoàn Thị Thanh Thủy phản ánh từ này.", ("Đoàn", "Thủy"), ("phản ánh từ này",)),
)  # fmt: skip
OF_CHILDREN = (
    ("Cháu H., học lớp 4B trường Tiểu học Sông Mây, được gia đình đồng ý.", ("4B", "Sông Mây", "H."), ("được gia đình đồng ý",)),
    ("Nữ sinh 16 tuổi của trường THPT Mây Xanh tự kể.", ("Mây Xanh",), ("tự kể",)),
    ("Nạn nhân ở thôn Đồng Sương, xã Sông Mây nên cả làng đã biết.", ("Đồng Sương", "Sông Mây"), ("cả làng đã biết",)),
    ("Bị hại sinh ngày 12/3/2011, số điện thoại mẹ 0912 345 678.", ("12/3/2011", "0912", "678"), ("Bị hại",)),
    ("Bé gái con ông Trần Văn Bình, nhà số 12 đường Cau Xanh.", ("Trần", "Bình", "12", "Cau Xanh"), ("Bé gái",)),
    ("Em học sinh lớp 10 A3 trường Dân tộc nội trú Mây Cao.", ("10 A3", "Mây Cao"), ("Em học sinh",)),
    ("Trẻ học ở trường Mầm non Hoa Sương, tổ dân phố 5, phường Mây Trắng.", ("Hoa Sương", "phố 5", "Mây Trắng"), ("Trẻ học",)),
)  # fmt: skip
UNTOUCHED = (
    "Đây là tên vở kịch Cô Son của nhà hát chèo, không phải lời bình.",
    "Theo Luật Báo chí 2025, Báo Lạc Giang không có nghĩa vụ này.",
    "Từ “phái đẹp” nằm trong tên chương trình của Hội Liên hiệp Phụ nữ Việt Nam.",
    "Bài về xã Sông Mây đạt chuẩn nông thôn mới, không có từ ấy ở dòng 12.",
    "Đường Trần Hưng Đạo là tên phố, chương trình nhận nhầm.",
    "Lỗi của phần mềm: cụm từ bị cắt ở chữ “Thành phố Hồ Chí Minh”.",
    "Tòa soạn đã sửa thành “nữ công nhân” lúc 9 giờ ngày 12/3/2025.",
    "Trường Đại học Lạc Giang dùng từ này trong thông cáo.",
)


@pytest.mark.parametrize(("text", "gone", "left"), [*OPINIONS, *OF_CHILDREN], ids=str)
def test_names_and_what_leads_to_a_child_are_cut(text, gone, left):
    told = without_names(text)
    assert not [word for word in gone if word in told], told
    assert all(words in told for words in left), told
    # what was cut stays cut, and says that something was
    assert "[…]" in told and without_names(told) == told


@pytest.mark.parametrize("text", UNTOUCHED)
def test_words_that_name_nobody_stay(text):
    assert without_names(text) == text


def test_an_item_with_a_child_guards_an_opinion_that_does_not_say_so():
    text = "Chuyện ở thôn Đồng Sương thì ai cũng biết, lớp 7A có tên trong ảnh."
    assert without_names(text) == text
    guarded = without_names(text, protected=True)
    assert "Đồng Sương" not in guarded and "7A" not in guarded and "ai cũng biết" in guarded


def test_given_names_known_from_the_item_are_cut_too():
    assert without_names("Hoa tự gọi mình như vậy.", {"Hoa"}) == "[…] tự gọi mình như vậy."
    assert without_names("Hoạt động này là của đoàn.", {"Hoa"}) == "Hoạt động này là của đoàn."
