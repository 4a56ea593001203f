"""How family words are written: beside a name, in brackets, of two, of somebody else, of nobody in particular."""

from __future__ import annotations

import re

from indicators.model import Zone
from indicators.people.runs import UPPER

# in the kin list because they tell the sex or begin a name, but no words of family
NO_FAMILY = frozenset(
    "cháu,bạn gái,bạn trai,người yêu,người tình,bạn thân,tình cũ,chị em,anh em,người chị,cụ cố,con".split(",")
)
OWNER = rf"(?:của|cũ|cả|út|đầu|lớn|nhỏ|riêng|ruột|nuôi|thứ|hai|ba|đầu lòng|anh|chị|ông|bà|cô|cậu|chú|cháu|em|mình|tôi|y|hắn|họ|bé|cụ|nạn nhân|bị cáo|bị can|nữ|nam|ca sĩ|diễn viên|cầu thủ|[{UPPER}][\w.]*)"
BEFORE = re.compile(
    rf"(?: {OWNER}){{0,6}}(?:,| tên|, tên| -| –)? \Z|(?: [^\s,.;:()“”\"–-]+){{0,5}} ?[-–] ?\Z|(?: [^\s,.;:()]+){{0,4}},? tên (?:là )?\Z|(?: [^\s,.;:]+){{0,6}}?(?:,? là| tên là|:) (?:[^\s,.;:]+ )?\Z"
)
# chở con trai (Lộc, 14 tuổi), chồng chị (anh Tửu)
IN_BRACKET = re.compile(rf"(?: {OWNER}){{0,3}} \((?:là |tên |tên là )?\Z")
# bố mẹ anh Tửu là ông Khoát và bà Sen
TWO = re.compile(
    r"(?<!\w)(?:bố mẹ|cha mẹ|ba mẹ|ba má|ông bà nội|ông bà ngoại|hai con gái|hai con trai|hai con|2 con)(?!\w)"
)
# one of these stands in every such word
OF_TWO = ("bố mẹ", "cha mẹ", "ba mẹ", "ba má", "ông bà n", "hai con", "2 con")
ARE_CALLED = re.compile(rf"(?: {OWNER}){{0,6}}(?:,? (?:là|gồm|tên là):?|,|:| \()? ?\Z")
AFTER = re.compile(
    r"(?:,? \d{1,3} tuổi)?(?:,? (?:(?:chính|hiện|vốn|từng|cũng|cũng chính|đồng thời|thực ra|sắp|đã) )?(?:là|làm|trở thành|lên chức)|,| -| –| \(|,? và là) (?:một |người |cô |cậu |cũng là |hiện là |là )?"
)
# what may stand before the word in brackets: (cũng là cháu ruột của ông B)
OPENING = re.compile(r"(?:(?:chính|hiện|vốn|từng|cũng|cũng chính|đồng thời) )?(?:là )?(?:một |người )?")
# words of address that are words of family only with "của" or "ruột" behind them
RELATIVE = re.compile(
    r"(?:bác|chú|cậu|dì|cô|mợ|thím|dượng|anh|chị|em|cháu|ông|bà)(?: (?:gái|trai|họ|ruột|rể|dâu|út|cả))?(?: ruột| của)(?! (?:các|những|nhóm|băng|làng|cả|nước|mọi))(?!\w)"
    r"|cháu gọi [^.;:()\n]{2,40} (?:là|bằng) (?:bác|chú|cậu|dì|cô|mợ|thím|dượng|ông|bà)(?!\w)"
)
YOUNGER = re.compile(r"(?:em|con|cháu|bác|chú|cậu|dì|mợ|thím)(?: của)? ")
OF_WHOM = ("ông ", "bà ", "anh ", "chị ", "cô ", "cụ ", "bị cáo ", "bị can ", "nạn nhân ", "nghi phạm ", "đối tượng ")  # fmt: skip
CALLS = re.compile(r"(?<!\w)gọi \Z")
CALLED_SO = re.compile(
    r" (?:là|bằng) (?:bác|chú|cậu|dì|cô|mợ|thím|dượng|ông|bà)(?: (?:nội|ngoại|ruột|họ))?(?=[ ),.;])(?! (?:ta|ấy|này))"
)
# uncles and aunts as the press writes them before a name
UNCLES = frozenset("ông chú,ông bác,ông cậu,bà cô,bà dì,bà bác,bà mợ,bà thím,ông dượng".split(","))
GROUP = re.compile(
    r"(?<!\w)(?:vợ chồng|mẹ con|hai mẹ con|cha con|bố con|ba mẹ con|hai vợ chồng|anh em sinh đôi|chị em sinh đôi|anh em|chị em ruột|anh em ruột|bà cháu|ông cháu|cặp vợ chồng|cặp vợ chồng trẻ)(?: [^\s,.;:()]+){0,3} \Z"
)
PAIRED = (" - ", " – ", "-", " và ", " & ")
# bố mẹ A, trẻ em gái
PARENTS = re.compile(r"(?<!\w)(?:bố|cha|ba|trẻ) \Z")
# A và B là vợ chồng
ARE = re.compile(
    r"\.? (?:vốn |đều |hiện |từng |chính )?là (?:hai |cặp |đôi )?(?:vợ chồng|anh em|chị em|mẹ con|cha con|bố con)(?! (?:kết nghĩa|xã hội|tốt))"
)
PARENT_OF = re.compile(
    r"(?<!\w)(?<!cha )(?<!bố )(?<!ba )(?<!các )(?<!những )(bà mẹ|ông bố|người mẹ|mẹ|bố) (?:(?:một|hai|ba|bốn|năm|[1-5]) con|trẻ|đơn thân|bỉm sữa)(?!\w)"
)
# relations that are named by the one they are to: "mẹ vợ anh A" is never A
TO = frozenset(
    "mẹ vợ,mẹ chồng,bố vợ,bố chồng,cha vợ,cha chồng,em vợ,em chồng,anh chồng,anh vợ,chị dâu,em dâu,con dâu,con rể,anh rể,em rể".split(
        ","
    )
)
# words that stand for somebody named elsewhere where only one private person of that sex is in the story
STANDS_FOR = frozenset(
    "vợ,chồng,người vợ,người chồng,người mẹ,người cha,người bố,bà mẹ,ông bố,ông chồng,bà vợ,cô vợ,mẹ trẻ,người mẹ trẻ,mẹ đơn thân,người vợ cũ,người chồng cũ".split(
        ","
    )
)
FRONT = (Zone.TITLE, Zone.LEAD)
SPOUSES = frozenset({"vợ", "chồng"})
BESIDE = re.compile(
    r"(?<!\w)(?:và|cùng|với|khoe|đưa|bế|chở|bên|cạnh|chăm|chăm sóc|nuôi|nuôi dạy|đón|đưa đón|chào đón|ôm|dắt|dẫn|bồng|cõng|địu|ẵm|sinh|hạ sinh|sinh hạ|dạy|dạy dỗ|dỗ|tắm cho|chơi với|chúc mừng|mừng|gửi|đẻ) \Z"
)
# "bố Lan" may be Lan's father; "con trai Lan" is Lan
PARENT = re.compile(r"(?:vợ|chồng|bố|mẹ|cha|má)(?!\w)")
BY_ITSELF = re.compile(
    r"(?:\A|[.,;:!?…“”\"\n(-] ?|(?<!\w)(?:cùng|và|với|của|là|do|bởi|khi|còn|đưa|chở|bế|sát hại|giết|đâm|chém|đánh|gọi|nhờ|thấy|theo) )\Z"
)
SEVERAL = re.compile(r"(?<!\w)(?:các|những|hai|ba|bốn|cả hai|[2-9])(?: cô| cậu| người| đứa| bé)? \Z")
# said of one spouse, it makes the other one who is named beside a wife or a husband
SPOUSE_OF = {"vợ": ("chồng", "ông xã", "người chồng"), "chồng": ("vợ", "bà xã", "người vợ")}
# the word for the one whom a relative is of
CHILD = frozenset(
    {
        "con trai",
        "con gái",
        "cậu con trai",
        "cô con gái",
        "con trai út",
        "con gái út",
        "con trai đầu lòng",
        "con gái đầu lòng",
    }
)
# so many names back the one may stand who is meant by "chị"
BACK = 6
HIS = re.compile(
    rf" (?:của )?(?P<whom>anh|chị|ông|bà|cô)(?: ấy| ta)?(?!\w)(?! (?:[{UPPER}]|gái|trai|ruột|họ|cả|em|ngoại|nội))"
)
CHILD_ADDRESS = frozenset({"bé", "cháu", "bé gái", "bé trai", "cháu bé", "cháu gái", "cháu trai"})
OF = (" ", " của ")
GETS = re.compile(r"(?<!\w)(?:cưới|lấy|hỏi|kiếm|tìm|có|chưa|không|làm|như|là|kén|bỏ|nhiều|nhà) \Z")
LEFT = re.compile(r"(?<!\w)(?:ly hôn|ly dị|li hôn|li dị|ly thân|bỏ|chia tay|mất)(?: với)? \Z")
MINE = re.compile(r" (?:của )?(?:tôi|em|bạn|chúng tôi|mình|con)(?!\w)")
HAS = re.compile(
    r"(?: đã| từng| hiện| cũng)*(?: có| cùng| và| với| bàn với| đưa| chở)(?: (?:một|hai|ba|1|2|3|đứa|người|cô|cậu|cả))* "
)
AND = (" và ", " cùng ", " cùng với ", " với ", " bên ")
MANY = re.compile(
    r"(?<!\w)(?:các|những|nhiều|mọi|mỗi|một|hai|ba|bốn|không|chưa) (?:người |đứa |anh |chị )?\Z"
)


# the two of a couple are named so often at least
CHIEF = 3
# so many places of one family word are looked at in a text
MOST = 40
