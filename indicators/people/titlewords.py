"""Words before a name that tell the judge what the name may be: groups, seats, high offices, contests."""

from __future__ import annotations

import re

HIGH = frozenset("tổng thống,thủ tướng,ngoại trưởng,hlv,huấn luyện viên,đại sứ,bộ trưởng,tướng,tổng thư ký,phó tổng thống,cựu tổng thống,chủ tịch,thị trưởng,thống đốc,thượng nghị sĩ,đại tướng".split(","))  # fmt: skip
# groups that are named by their place as often as one of them is named
MANY_OF = frozenset(
    "người dân,cư dân,hộ,dân làng,cử tri,ngư dân,nông dân,công nhân,sinh viên,học sinh,tiểu thương,hộ dân,khán giả,người hâm mộ,cổ động viên,nhân viên,bộ đội,phụ huynh,diêm dân,người bán".split(
        ","
    )
)
# callings that are verbs as well
ALSO_VERBS = frozenset("bảo vệ,quản lý,phục vụ,lãnh đạo,giúp việc,môi giới,đại diện,quay phim".split(","))
OF_FIRM = re.compile(
    r"(?:tập đoàn|công ty|hợp tác xã|câu lạc bộ|clb|htx|doanh nghiệp|chủ cơ sở|chủ quán|cửa hàng|tiệm|nhà hàng|khách sạn|shop|trang trại|tàu|chủ xe)\Z"
)
# families of four in five people; "xã Lương Sơn" is a commune
FREQUENT = frozenset("nguyễn trần lê phạm huỳnh phan vũ võ đặng bùi đỗ hoàng ngô trịnh đinh".split())
# offices named with the kind of their seat, after which its name comes
SEATED = re.compile(
    r"(?: |\A)(?:ủy|xã|huyện|tỉnh|quận|phường|thôn|bản|ấp|công an|ubnd|hđnd|đoàn|hội|sở|phòng|khoa|bộ môn|trạm|phân xưởng)\Z"
)
# offices that only one sex may hold
ORDAINED = frozenset(
    "đại đức,thượng tọa,hòa thượng,linh mục,giám mục,tổng giám mục,hồng y,giáo hoàng,ni sư,ni cô,ni trưởng,sư cô,nữ tu,ma sơ".split(
        ","
    )
)
CONTESTS = frozenset(
    "universe world grand earth international cosmo supranational tourism usa eco charm photo globe intercontinental teen áo dài".split()
)
PREDICATE = re.compile(
    r" (?:đã|đang|sẽ|bị|vừa|cũng|không|chưa|liền|lại|tiếp tục|khai|kể|nói|cho|rút|cầm|dùng|đánh|đâm|chém|chạy|bỏ|về|đến|tới|ra|đi|lái|chở|xin|hỏi|gọi|rủ|nhờ|bảo|thấy|nghĩ|tưởng|biết|quen|yêu|cướp|trộm|lấy|bán|mua|vay|nhận|giả|lừa|chiếm|thừa nhận|trực tiếp|cùng|và đồng bọn|từng|còn|phải|mới|sinh|hiện|luôn|tự|khóc|lĩnh|lãnh)(?!\w)"
)
# titles that one person bears, before a given name that says or suffers something
OF_ONE = frozenset({4, 6, 7, 9, 10, 12, 13, 18, 19, 20, 25})
# those who work for a firm, and stand before its name as often as before their own
SOME_OF = frozenset(
    "chuyên gia,kỹ sư,nhân viên,phóng viên,đại diện,lãnh đạo,cán bộ,biên tập viên,quản lý,chủ tịch tập đoàn,người phát ngôn,phát ngôn viên".split(
        ","
    )
)
# bodies that are named by their seat
BODIES = (
    "công an ",
    "ubnd ",
    "tand ",
    "vksnd ",
    "viện kiểm sát ",
    "tòa án ",
    "hải quan ",
    "kiểm lâm ",
    # as headlines and diaries shorten them
    "cap ",
    "cax ",
    "cah ",
    "caq ",
    "catp ",
    "catx ",
    "hđnd ",
    "ubmttq ",
    "bđbp ",
    "đồn bp ",
    "đồn biên phòng ",
    "csgt ",
)
# what is elected: "bầu Đoàn Chủ tịch", "bầu Ban Chấp hành"; bầu Lực leads a club
ELECTED = frozenset(
    "đoàn,ban,hội,đảng,quốc,tổng,trưởng,phó,chủ,bí,ủy,đại,thường,chánh,thủ,thư,chi,liên,tổ".split(",")
)
