"""The grammar of harm in words: what stands between somebody and what is done to them, and what speaks against it."""

from __future__ import annotations

import re

# what may stand between the person and the word of harm only if somebody else suffers
OTHER = re.compile(
    r"(?<!\w)(?:khiến|rồi|làm cho|gây|giết|đâm|chém|bắn|đánh|nhưng|vì|khi|do|để|cho biết|cho hay|nói|kể|rằng|của|mà|người|ai|nạn nhân|phát hiện|thấy|chứng kiến|"
    r"nghi phạm|hung thủ|thủ phạm|kẻ|đối tượng này|(?<!là )đối tượng|việc|trẻ|trẻ em|trẻ nhỏ|lý giải|khẳng định|thông tin|phản ánh|nhận định|cảnh báo|chia sẻ|tâm sự|trả lời|phát biểu|thông báo|nhấn mạnh|đề nghị|yêu cầu|phân tích|"
    r"về|không|chưa|chúng|bọn|nó|nếu|sợ|lo|con|vợ|chồng|mẹ|bố|cha|em|bé|cháu|họ|hàng|các|những|nhiều người|hai|ba)(?!\w)"
)
HARD_STOP = re.compile(r"[.;:\n“”\"!?]")
# "bị cáo buộc đâm", "bị bắt vì giết": the person is on the other side
ACCUSED = re.compile(
    r"(?<!\w)(?:cáo|can|tố|nghi|tình nghi|khởi tố|truy tố|truy nã|bắt|tạm giữ|kết tội|kết án|tuyên|xử|phạt|điều tra|khai|cấm|kiểm duyệt|chỉ trích|lên án|vì|về tội|tội|(?<!có )(?<!thực hiện )hành vi|không|đuổi|triệu tập)(?!\w)"
)
OBJECT_GAP = re.compile(
    r"(?: (?:chết|thương|bị thương|gây thương tích cho|gục xuống|bằng tay|bằng dao|trọng thương|tử vong|vào|người|đầu|cổ|ngực|mặt|lưng|bụng|nhiều|nhát|liên tiếp|tới tấp|dã man|đối với|với|tình dục|"
    r"của|cả|đến|hết|toàn bộ|số tiền|tiền|tài sản|xe|một|một nhát|hơn|khoảng|gần|[\d.,]+|triệu|tỷ|đồng|chiếc|xe máy|điện thoại|lấy|là|trúng|và|tay|chân|đùi|vai|gáy|mắt|sườn|mông|khắp|phía|bên|dưới|vùng|buộc|bắt|bắp|bắp tay|bắp chân|trái|phải|ngón|bàn|cánh|cẳng|má|tai|mũi|miệng|thái dương|trán|cơ thể|trên (?:người|cơ thể|ngực|mặt|đầu)|cả hai|hai|mù|hội đồng|gục|ngất|ngã|xong|tiếp))*(?: |, )[“\"‘]?\Z"
)
NAMED_GAP = re.compile(
    r"(?: [^.;:\n,“”\"]{0,60}?)?(?: (?:là|gồm|gồm có|tên là|tên)|:| -) (?:[^.;:\n,“”\"]{0,18} )?\Z|,? \Z"
)
IS = re.compile(r"(?:,| -| –)? (?:chính |cũng )?(?:là )?(?:một trong (?:những|các|số) )?\Z")
# what the authorities do: the suspect stands after the verb
BY_POLICE = ("khởi tố", "bắt", "tạm giữ", "truy", "tuyên phạt", "xét xử", "xử phạt")
PLURAL = re.compile(
    r"(?<!\w)(?:các|những|nhiều|số|hai|ba|bốn|năm|\d+|gia đình|người nhà|thân nhân|người thân|mẹ|bố|cha|con|vợ|chồng) \Z"
)
OFFICIAL = frozenset({1, 2, 3, 4, 5, 6, 9, 10})
# "tám con bò của ông A bị chết": the person owns what suffers
OWNED = re.compile(
    r"(?<!\w)(?:của|nhà|gia đình|cho|với|về|từ|bởi|do|xe|bò|(?<!cha )(?<!mẹ )(?<!bố )(?<!má )con) \Z"
)
WITH_OTHERS = re.compile(
    r" cùng (?:với )?[^,.]{2,50}? khác(?: [^\s,.]+){0,2}?(?= (?:đã |cũng |đang )?(?:bị|tử|thiệt|gặp|mất)|\Z)"
)
AFTER_HARM = re.compile(
    r"(?: (?:là|gồm|của|nạn nhân|tại chỗ|oan|nặng|được xác định|hai|[2-9]|mẹ con|vợ chồng|cha con|bố con|bà cháu|ông cháu|chị em|anh em))*(?:,|:)? (?:gồm |là )?|[^.;:\n“”\"]{0,45} như |(?: [^\s.;:,“”\"()]+){0,12} (?:bao gồm|gồm có|gồm):? |(?: [^\s.;:,“”\"()]+){0,8} xác định (?:danh tính )?là:? "
)
NOUNS = frozenset({"thi thể", "tử thi", "cái chết của", "giải cứu", "thương vong"})
# artists and athletes are hurt or robbed without being shown as victims; death and violence make them one
FATAL = frozenset(
    {"tử vong", "thiệt mạng", "tử nạn", "mất tích", "bị bắt cóc", "bị ám sát", "đuối nước", "chết đuối"}
)
CARRIED = re.compile(r"(?<!\w)(?:đưa|chở|chuyển|khiêng|cõng|bế) ")
TO_DOCTOR = re.compile(r"(?: [^\s.;,]+){0,9}? cấp cứu(?!\w)")
WAS_CARRIED = re.compile(r" được (?:[^\s.;,]+ ){0,6}?(?:đưa|chở|chuyển) (?:[^\s.;,]+ ){0,9}?cấp cứu(?!\w)")
# "ba nghi phạm gồm A, B và C", "khởi tố bị can đối với các đối tượng: A, B"
SUSPECTS = (
    "nghi phạm", "nghi can", "đối tượng", "bị can", "bị cáo", "hung thủ", "thủ phạm", "đồng phạm",
    "chủ chứa", "kẻ cầm đầu", "kẻ chủ mưu", "khách mua dâm", "con bạc", "kẻ gây án", "tên cướp", "kẻ cướp", "đầu nậu", "phạm nhân", "phạm tội",
)  # fmt: skip
LISTED = re.compile(
    rf"(?<!\w)(?:{'|'.join(SUSPECTS)})(?: +[^\s,.:;()“”\"]+){{0,8}}?(?:,? bao gồm|,? gồm(?: có)?| là|:| đối với| còn có| có(?= tên)|(?= tên )):? "
)
CHARGED = re.compile(
    r"[^.;\n“”\"]{0,140}?(?<!\w)(?:\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|các|những|nhóm|cặp|vợ chồng)(?!\w)[^.;\n“”\"]{0,90}?(?: là|:| gồm| gồm có),? "
)
# "khởi tố vụ án hiếp dâm cháu A": what the case is about, and not who is charged
ABOUT = re.compile(
    r"[.,;\n]| (?:của|do|vì|sau|giết|hại|vụ|hiếp|dâm|ô|đâm|chém|đánh|lừa|cướp|cóc|cháu|bé|em|xâm|tố cáo|tại nhà|ở nhà|đến nhà|vào nhà)(?= )|(?<!đối) với "
)
# cháu A khai bị ông B ...: a witness to the own harm
TELLS_OF_HARM = re.compile(r" (?:rằng |là )?(?:\w+ ){0,3}?bị ")
OBJECT_OF = re.compile(
    r"(?<!\w)(?:rủ|đưa|chở|dụ|dụ dỗ|kéo|lôi|ép|khống chế|gọi|hẹn|gặp|bế|dẫn|mời|lừa|chặn|nhốt|ôm|đè|bắt|hại|thấy|tấn công|đuổi theo|đuổi|ghì|xô|đẩy|trói|bám theo|theo|vào người|tìm) \Z"
)
GOES_ON = re.compile(
    r"[^.;:\n“”\"]{0,120}?(?<!\w)(?:rồi|và|để|nhằm|sau đó|định|hòng|tiếp tục|liên tiếp|dùng [^,.;:]{2,30}|giở|thực hiện hành vi)(?: [^\s.,;:]+){0,4} "
)
# a convict who fell into a coma is shown as a victim where the item says so again and again
OFTEN = 4
# done by whoever is named, also behind "điện thoại của"
CRIES = ("cầu cứu", "kêu cứu", "kêu oan", "trình báo")
IN_MARKS = re.compile(r"[“\"‘][^”\"’\n]{1,24}[”\"’]")
# A và B - đều là giáo viên ở C - bị tông
ASIDE = re.compile(r"\A(?: ?\([^()\n]{0,90}\))? [-–] [^-–.;:\n]{3,90} [-–](?= |\Z)")
# Tài “gấu” bị thương
NICKNAME = re.compile(r"\A ?[“\"‘][^”\"’\n]{1,16}[”\"’]")
# bà A sau khi uống hết ấm chè | đã tử vong: what went before is said of the same one
MEANWHILE = re.compile(
    r"\A,? (?:sau khi|trong lúc|trong khi|khi đang|khi|lúc|đang lúc|do|vì|bởi) (?:(?!(?:khiến|làm|giết|đâm|chém|bắn|đánh|thấy|phát hiện|con|vợ|chồng|mẹ|bố|cha)(?!\w))[^.;:“”\"\n]){3,70}?(?:,| đã| thì| nên| không may| bất ngờ) ?\Z"
)
# ông A, một trong năm người xuống giếng, | bị ngạt
ONE_OF = re.compile(
    r"\A,? (?:là )?(?:một trong|1 trong|một người|người)(?! (?:gây|đâm|chém|đánh|bắn|giết|nhà|thân|đã|khiến|làm|dân|yêu))(?: (?!(?:khiến|làm|giết|đâm|chém|bắn|đánh|thấy|phát hiện|rằng|cho)(?!\w))[^\s.,;:“”\"]+){2,14}?,? ?(?=\Z| (?:đã|nhưng|không may)(?: |\Z))"
)
# câu chuyện của cháu A bị bắt cóc
STORY = re.compile(
    r"(?<!\w)(?:câu chuyện|chuyện|vụ|vụ việc|vụ án|trường hợp|hoàn cảnh|bi kịch|nỗi đau|cảnh|hình ảnh|tin|clip|việc)(?: [^\s.,;:]+){0,3} (?:của|về|với) \Z"
)
# đã phanh gấp nhưng | bị tông: still the same one
BUT = re.compile(r"(?:,? nhưng|,? và|,? rồi)(?: (?:đã|cũng|lại|vẫn|bất ngờ|không may))* ?\Z")
CRASH = re.compile(
    r"(?<!\w)(?:tai nạn giao thông|vụ tai nạn|va chạm|tông|đâm (?:vào|trực diện|trúng)|lật xe|lao xuống vực)(?!\w)"
)
# one of these stands in every such word: a quick way to see that there is none
CRASHES = ("tai nạn", "va chạm", "tông", "đâm ", "lật xe", "lao xuống vực")
CASUALTIES = re.compile(
    r"(?<!\w)(\d|một|hai|ba|bốn|năm|cả|toàn bộ)(?: số)? (?:hai |ba |\d )?(?:người|nạn nhân|nam thanh niên|thanh niên|cháu|học sinh|nữ sinh|nam sinh|mẹ con|cha con|vợ chồng)(?: [^\s.;“”\"]+){0,10}? (?:tử vong|thương vong|bị thương|thiệt mạng|trọng thương|chết|hất|văng|nguy kịch|cấp cứu|bất tỉnh|ngã)(?!\w)"
)
NUMBERS = {word: n for n, word in enumerate("không một hai ba bốn năm".split())} | {
    str(n): n for n in range(10)
}
RIDES = re.compile(
    r",? (?:(?:đang|đã) )?(?:điều khiển|cầm lái|lái (?:xe|ô ?tô)|chở|đi xe (?:máy|đạp|gắn máy)|chạy xe|ngồi sau|ngồi phía sau)(?!\w)"
)
LORRY = re.compile(
    r"(?<!\w)(?:tài xế|lái xe|xe tải|xe khách|xe ben|xe bồn|xe đầu kéo|xe lu|xe cẩu|container|ô ?tô|xe con|xe buýt)(?!\w)"
)
RIDDEN = re.compile(
    r"(?<!\w)(?:chở|chở theo|chở sau|ngồi sau là|phía sau là|trên xe có|trên xe còn có|đi cùng là) (?:con |vợ |chồng |bạn |con trai |con gái |em |cháu )?(?:là )?\Z"
)
TITLED = re.compile(
    r"(?<!mẹ )(?<!vợ )(?<!con )(?<!của )(?<!bố )(?<!cha )(?<!chồng )(?<!nhà )(?:nạn nhân|bị hại|người bị nạn)(?: (?:là|tên|tên là|nữ|nam))? (?:ông |bà |anh |chị |em |cháu |bé )?\Z"
)
# 4 người chết (anh A; chị B), 1 người bị thương do sạt lở (ông C)
COUNTED = re.compile(
    r"(?<!\w)(?:\d+|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) (?:người|nạn nhân|cháu|em|học sinh|công nhân|trường hợp)(?: [^\s.,;:()]+){0,3} \Z"
)
IN_BRACKETS = re.compile(r"(?: [^\s.,;:()]+){0,6} ?\((?:gồm|là|gồm có)?:? ?\Z")
LIST_GAP = 14
GANG = re.compile(
    r"(?<!\w)(?:nhóm|băng|băng nhóm|toán|bọn|đồng bọn|ổ nhóm)(?: [^\s.,;:“”\"()]+){0,6}?(?: gồm(?: có)?| là|:):? \Z"
)
# khiến người đàn ông này | tử vong
POINTS = (" này ", " này đã ", " này cũng ", " này không may ", " này bất ngờ ", " nói trên ", " ấy ")
POINTED = re.compile(
    r"(?<!\w)(?:(?P<m>người đàn ông|(?:nam )?thanh niên|chàng trai|nam sinh(?: viên)?|bé trai|cụ ông|nam công nhân|gã trai)"
    r"|(?P<f>người phụ nữ|phụ nữ|cô gái|thiếu nữ|nữ sinh(?: viên)?|bé gái|cụ bà|sản phụ|thai phụ|nữ công nhân)"
    r"|người|cháu bé|em bé|bệnh nhân|công nhân|học sinh|sinh viên|nạn nhân|chiến sĩ|cán bộ) (?:này|nói trên|ấy) (?:(?:đã|cũng|không may|bất ngờ) )?\Z"
)
# between two of a list: their ages and where they live
LIST = re.compile(
    r"(?: ?\([^()\n]{0,160}\))?(?:,? (?:\d{1,2} tuổi|sn|sinh|trú|ngụ|quê|cùng ngụ|cùng trú|thường trú|tạm trú|ở)(?!\w)[^;.()“”\"\n]{0,90})?(?:;|,|,? và|,? cùng) ?"
)
STARS = frozenset({18, 19})
CALLED = frozenset({"nạn nhân", "bị hại", "người bị hại", "người bị nạn"})

SPORT = 4
MARKS = frozenset("“”\"'‘’")
SUICIDE = re.compile(
    r"(?<!\w)(?:tự (?:tử|sát|thiêu|vẫn|kết liễu)|treo cổ|thắt cổ|uống thuốc (?:sâu|trừ sâu|diệt cỏ))(?!\w)"
)
# what players do to each other on the field
CONTACT = frozenset(
    "đánh,đấm,đá,đạp,tát,húc,cắn,đụng,va chạm với,ép,đốt,bắn,đè lên,hành hung,đánh đấm,đe dọa,khống chế,bóp cổ,kẹp cổ,trói,quật,hạ sát,truy sát,đá trúng,giẫm,giẫm đạp,dẫm,dẫm đạp".split(
        ","
    )
)
# at the head of a sentence, before "bị"
LEADS_IN = re.compile(r" ?(?:sau khi|khi|vì|do|từng|từ khi|lúc|trong lúc)? ?")
# behind what was done, before the one whom it was done to
THEN = re.compile(
    r"(?: (?!(?:rồi|thì|mà|đã|khiến|làm|con|vợ|chồng|mẹ|bố)(?!\w))[^\s,.;:“”\"]+){0,8}?(?:,|:) ?(?:nạn nhân |nữ |nam )?"
)
_LOSS = r"(?:mất|bị (?:mất|trộm|kẻ|cướp|giật|lừa|chiếm|lấy|phá|đột nhập|móc|rạch|khoắng|cuỗm|đánh|hành hung|đe dọa|dọa|tấn công|quấy rối|xâm hại|hiếp|sàm sỡ|tống tiền|bôi nhọ|hack|chiếm đoạt))"
REPORTS = re.compile(
    rf"(?<!\w)(?:trình báo|tố cáo|tố giác|đến công an|đến cơ quan công an|báo công an|làm đơn|gửi đơn|cầu cứu)(?: (?!(?:con|cháu|em|vợ|chồng|mẹ|bố|cha|người|bạn|khách|bé|ai)(?!\w))[^\s.,;:“”\"]+){{0,9}}? {_LOSS}(?!\w)"
)
FRAUD = re.compile(r"(?<!\w)(?:lừa|lừa đảo|chiếm đoạt|vỡ nợ|vỡ hụi|giật hụi|ôm tiền|quỵt)(?!\w)")
PAYS = re.compile(
    r"(?<!\w)(?:chuyển|giao|đưa|nộp|gửi|cho vay|đặt cọc|góp|trả|đưa trước|chuyển khoản)(?: [^\s.;:“”\"]+){0,13}? cho "
)
MONEY = re.compile(r"(?<!\w)(?:triệu|tỷ|tỉ|usd|đồng|tiền|cây vàng|chỉ vàng|lượng vàng)(?!\w)")
DOES = re.compile(
    r"(?: (?:đã|liền|rồi|còn|lại|tiếp tục|bất ngờ|lao vào|xông vào|(?:dùng|cầm|rút|vung|xách|lấy|vác|nổ)(?: (?:dao|súng|gậy|búa|kéo|hung khí|tuýp sắt|gạch|đá|mã tấu|rựa|tay|chân|kiếm|xẻng|cuốc))?|lao tới|cùng đồng bọn|nhiều lần|chạy tới|tức giận|bực tức|nổi nóng|có hành vi|thực hiện hành vi))* "
)
# what a suspect does: behind it stands whom it is done to, but for "gây án là A"
ACTS = frozenset("cầm dao,dùng dao,rút dao,ra tay,bỏ trốn,gây án".split(","))
NAMES = re.compile(r"(?: là|:| gồm) \Z")
SENTENCE = re.compile(
    r"(?:,| cùng| đều| bị| phải| lĩnh| lãnh| nhận| chịu| mức| án| phạt| tuyên| xử| kết| với| chung| tổng hợp| hình phạt| là| mức án| tòa| về tội [^,.;:]{3,40})*"
    r" (?:(?:\d+|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?: năm| tháng)(?: (?:\d+|một|hai|ba|sáu|chín) tháng)? tù|(?:tù )?chung thân|tử hình|(?:\d+|hai|ba) (?:năm|tháng) án treo)(?!\w)"
)
WHO_IS = re.compile(r"(?: (?!(?:vì|do|sau|khi|vụ|trong vụ)(?!\w))[^\s.,;:“”\"()]+){0,8}? (?:là|gồm|gồm có) ")
# anh A (19 tuổi), B (SN 1990, quê C), D, 10 tuổi
WITH_AGE = re.compile(r"(?: ?\((?:[^()\n]{0,40}[, ])?|,? )(?:\d{1,2} tuổi|sn|sinh năm|sinh)(?!\w)")
# of one of these, in most items none, every match of the two patterns has one
OWN_HAND = ("tự tử", "tự sát", "tự thiêu", "tự vẫn", "tự kết liễu", "treo cổ", "thắt cổ", "uống thuốc")
REPORTED = ("trình báo", "tố cáo", "tố giác", "đến công an", "đến cơ quan công an", "báo công an", "làm đơn", "gửi đơn", "cầu cứu")  # fmt: skip
# who does so on a road means no harm
COLLIDES = ("tông", "va chạm", "đụng", "húc", "cán", "đâm phải", "đâm vào", "đâm trực diện", "hất", "cuốn", "đè", "rơi", "chèn", "lao vào")  # fmt: skip
