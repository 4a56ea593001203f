"""Whom the words before a verb of saying name: whose family, whose given name, which name that no list knows."""

from __future__ import annotations

import pytest

from indicators.lexicon import load_lexicon
from indicators.model import Record
from indicators.text import Document
from indicators.who import read_people


def speakers(body: str, title: str = "") -> list[str | None]:
    """The speaker of each statement in order: a person's name, "org:NAME", or None."""
    reading = read_people(Document(Record(id="t", title=title, body=body)), load_lexicon())
    names = {person.id: person.name for person in reading.people}
    return [names.get(q.speaker or "", q.speaker) for q in reading.quotes]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # a group that is somebody's is not that somebody
        (
            "Công an tìm thấy anh Lò Văn Tếch. Tuy nhiên gia đình của Tếch cho biết người này đã đi khỏi nhà từ lâu.",
            "org:gia đình của Tếch",
        ),
        ("Theo người nhà chị Vừ Thị Say, việc tìm kiếm vẫn chưa có kết quả.", "org:người nhà chị Vừ Thị Say"),
        (
            "Hôm qua, công ty quản lý của ca sĩ Vi Thị Lụa mới chính thức thừa nhận cô sẽ nghỉ hát một năm.",
            "org:công ty quản lý của ca sĩ Vi Thị Lụa",
        ),
        # but a pupil by name is one person
        ("Học trò Lò Văn Tếch cho biết lớp học vẫn mở cửa mỗi tối.", "Lò Văn Tếch"),
        # a given name that looks like the head of a body
        (
            "Anh Lò Văn Khoa lái xe tới. Khoa cho biết đường đã bị lũ cuốn từ đêm hôm trước.",
            "Lò Văn Khoa",
        ),
        (
            "Lò Văn Trường nhận tiền của khách. Trường yêu cầu mỗi người phải đặt cọc trước một nửa.",
            "Lò Văn Trường",
        ),
        # whom a conjunction of time stands before
        (
            "Lệnh của bà Cù Thị Thẩm được gửi đi sau khi ông Lò Văn Tếch khẳng định đập vẫn an toàn.",
            "Lò Văn Tếch",
        ),
        # where a body is, behind its name
        (
            "Ngày 1/11, cơ quan công an quận 9, TP Lạc Giang, cho biết đã bắt người thứ ba.",
            "org:cơ quan công an quận 9",
        ),
        # names of bodies that no list knows
        ("Tân Cồn xã ngày 19/10 đưa tin cây cầu đã sập hoàn toàn.", "org:Tân Cồn xã"),
        (
            "Trường Đại học Hàng hải Bến Lau cho biết sẽ mở lớp mới.",
            "org:Trường Đại học Hàng hải Bến Lau",
        ),
        ("Mạng lưới Đò ngang cho biết các chuyến đò đã bị chặn.", "org:Mạng lưới Đò ngang"),
        ("Hạ viện Lạc Quốc tuyên bố sẽ không thông qua dự luật.", "org:Hạ viện Lạc Quốc"),
        # crowds
        ("Dân làng cho biết tiếng nổ vang lên hai lần trong đêm.", "org:Dân làng"),
        ("Cử tri và nhân dân đề nghị các cơ quan phải xử lý nghiêm.", "org:Cử tri và nhân dân"),
        ("70% phụ huynh khẳng định con họ ngủ quá ít mỗi đêm.", "org:70% phụ huynh"),
        # a paper from somebody
        (
            "Một thông cáo từ FBTX vào thứ Năm nói các đội đã tìm kiếm cả hai bờ sông.",
            "org:Một thông cáo từ FBTX",
        ),
        # whom a word that points means, whatever they do before they say something
        (
            "Bà Lò Thị Na làm việc cho công ty Bến Lau Xanh. Công ty này phát đi thông điệp xác nhận bà đã nghỉ việc từ lâu.",
            "org:công ty Bến Lau Xanh",
        ),
        (
            "Bộ phim gặp rắc rối với Hội đồng Kiểm duyệt. Họ nói thẳng bộ phim này là phi đạo đức đối với khán giả.",
            "org:Hội đồng Kiểm duyệt",
        ),
        # a title and a given name
        (
            "Bác sĩ Cù Văn Thái tiếp bệnh nhân từ sáng. Bác sĩ Thái cho biết thêm hiện nay bệnh nhân đang thở máy.",
            "Cù Văn Thái",
        ),
        # a title of something stands for whoever is named beside it
        (
            "HLV Bazlin của đội Bến Lau chê HLV Cù Văn Tếch. HLV Cù Văn Tếch im lặng. HLV của đội Bến Lau cho rằng trọng tài đã sai.",
            "Bazlin",
        ),
        # behind a comma the next subject, and no apposition
        (
            "Bí thư xã Lò Văn Quán trao bằng khen. Trao bằng cho ông Cù Văn Tếch, Bí thư xã nêu rõ: Đây là niềm vui của cả bản.",
            "Lò Văn Quán",
        ),
        # a paper speaks for whoever spoke before
        (
            "UBND xã Bến Lau yêu cầu dân không hút cát. “Ai vi phạm sẽ bị xử lý nghiêm kể từ tháng sau”, văn bản nêu rõ.",
            "org:văn bản của UBND xã Bến Lau",
        ),
        # words in marks that are somebody's motto
        (
            "“Đi đúng đường, giữ xe tốt, đưa khách tới nơi an toàn” là phương châm của anh Lò Văn Tếch.",
            "Lò Văn Tếch",
        ),
        # behind a name what its bearer is
        (
            "Quân nổi dậy cũng đã tấn công sân bay gần đó, Rami Abdulrahman, một nhân viên của SOHR cho biết.",
            "Rami Abdulrahman",
        ),
        ("Chỉ có 30% số người tham gia nói rằng họ hài lòng với cuộc sống.", "org:30% số người tham gia"),
        # one told apart by where they come from or how old they are
        (
            "Trợ lý Arne Jensen của đội Bến Lau trả lời báo chí. Chuyên gia người Đức cho rằng đối thủ có thể hình tốt hơn.",
            "Arne Jensen",
        ),
        (
            "Ca sĩ Vi Thị Lụa vừa ra đĩa. Nữ ca sĩ 25 tuổi cho biết đĩa này làm trong hai năm liền.",
            "Vi Thị Lụa",
        ),
        # comments side by side
        (
            "Bài được chia sẻ. “Ước gì nhà nào cũng ấm như thế”; “Chúc mừng hai vợ chồng bạn nhé” là những bình luận mà dân mạng để lại.",
            "org:dân mạng",
        ),
        # behind a dash whoever said it
        (
            "“Nước còn lên cao hơn nữa trong đêm nay” - TS Lò Văn Tếch (Đại học Bến Lau) quan ngại.",
            "Lò Văn Tếch",
        ),
    ],
)
def test_the_subject_of_a_verb_of_saying(body, expected):
    assert speakers(body)[-1] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # whom a word of kin is said of
        (
            "Chị Vi Thị Lụa mất tích. Chị Vi Thị Lụa không gọi về. Mẹ của chị là bà Lò Thị Tâm đã trình báo. Theo người mẹ, chị Lụa đi từ chiều 19/5.",
            "Lò Thị Tâm",
        ),
        # one of many is not whoever spoke last
        (
            "Ông Cù Văn Tếch nói rằng kho vẫn đủ gạo. “Kho của ông ấy đã trống từ lâu rồi”, nhân viên kho nói.",
            None,
        ),
        # whoever gets a letter or a call does not say what is in it
        (
            "Ông Cù Văn Tếch nhận được một tin nhắn từ số máy lạ: “Anh khỏe không, sao lâu rồi không gọi?”",
            None,
        ),
        (
            "Ông Cù Văn Tếch nghe máy, đầu dây bên kia một giọng phụ nữ thỏ thẻ: “Anh quên em rồi à, anh Tếch?”",
            None,
        ),
        # whoever enters somebody's room
        (
            "Nhóm của Tếch ngồi im. Một lúc sau có 3 người lạ (2 nữ, một nam) đi vào phòng Tếch nói: “Mong các anh chị bỏ qua.”",
            "org:3 người lạ",
        ),
    ],
)
def test_words_are_not_of_whoever_merely_stands_near(body, expected):
    assert speakers(body)[-1] == expected


@pytest.mark.parametrize(
    "body",
    [
        "Trước đó, nhiều nguồn tin cho rằng cây cầu đã nứt từ năm ngoái.",
        "Có ý kiến cho rằng nên đóng cửa bến đò trong mùa lũ.",
        "Các tin ban đầu cho biết hai người đã được đưa lên bờ.",
    ],
)
def test_what_is_heard_is_said_by_nobody(body):
    assert speakers(body)[-1] is None


def test_often_is_no_group():
    told = speakers(
        "Ủy ban xã Bến Lau đã cấp gạo cho dân, đồng thời nhiều lần khẳng định kho vẫn còn đủ gạo cho mùa sau."
    )
    assert told == ["org:Ủy ban xã Bến Lau"]


MARKED = "“Con đường này bà con đã chờ hơn mười năm nay rồi”"
CASE = "Tòa án xử bị cáo Lò Văn Tếch (35 tuổi) về tội cướp. Nạn nhân là chị Vừ Thị Say. "
MATCH = "Đội Bến Lau thắng 2-0. HLV Cù Văn Tếch mừng cho các học trò. Tiền đạo Lò A Dính ghi cả hai bàn. "
FAIR = "Bà Vừ Thị Say dự lễ. Cùng dự có ông Lò Văn Tếch, Chủ tịch UBND huyện Bến Lau. "


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # a name alone behind the marks, in brackets or not; a sentence of its own
        (f"{FAIR}{MARKED} (bà Vừ Thị Say, trưởng đoàn).", "Vừ Thị Say"),
        (f"{FAIR}{MARKED}. Đó là lời của bà Say khi nói về con đường.", "Vừ Thị Say"),
        # whom somebody remembers
        (f"{FAIR}Bà Say nhớ lời ông Tếch dặn: {MARKED}.", "Lò Văn Tếch"),
        # an office without the word for its house
        (f"{FAIR}Không đồng ý với bà Say, Chủ tịch huyện nói: {MARKED}.", "Lò Văn Tếch"),
        # the accused before a colon, though a verb of saying stands in the clause before
        (f"{CASE}Nói lời sau cùng, bị cáo bật khóc: {MARKED}.", "Lò Văn Tếch"),
        (f"{CASE}Chị Say đã báo công an. Đối tượng khai do thiếu tiền nên đã lấy xe.", "Lò Văn Tếch"),
        # callings under another name
        (f"{MATCH}{MARKED}, chiến lược gia 50 tuổi nói.", "Cù Văn Tếch"),
        (f"{MATCH}{MARKED}, chân sút của Bến Lau chia sẻ.", "Lò A Dính"),
        # whoever is said to be somebody's relative
        (
            f"{FAIR}Con trai bà Say là anh Vừ A Páo cho biết đường đã sạt từ tuần trước.",
            "Vừ A Páo",
        ),
    ],
)
def test_whoever_speaks_is_told_in_many_ways(body, expected):
    assert speakers(body)[-1] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Sở Y tế Bến Lau vừa có công văn yêu cầu các bệnh viện kiểm tra lại toàn bộ thiết bị.",
            "org:Sở Y tế Bến Lau",
        ),
        (
            "UBND tỉnh Bến Lau ra văn bản chỉ đạo các huyện kiểm tra lại toàn bộ hồ chứa.",
            "org:UBND tỉnh Bến Lau",
        ),
        (
            "LAU-TEST - tổ chức bảo mật độc lập uy tín đã xác nhận phần mềm này đứng đầu bảng.",
            "org:LAU-TEST",
        ),
        (
            "Theo Điều 5, Nghị định số 1/2020/NĐ-CP, bến đò không có phao cứu sinh sẽ bị phạt tiền.",
            "org:Điều 5, Nghị định số 1/2020/NĐ-CP",
        ),
        (
            "Một thông cáo từ LAUX hôm 3/5 nói các nhóm đã kiểm tra 21 bến đò. "
            "Tổ chức này cũng nói hai bến còn lại quá nguy hiểm cho việc kiểm tra.",
            "org:LAUX",
        ),
    ],
)
def test_a_body_speaks_and_not_its_paper_or_its_description(body, expected):
    assert speakers(body)[-1] == expected
