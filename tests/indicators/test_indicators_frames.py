"""Ways in which newsrooms report what somebody said, each with one made-up sentence: what is said stands in brackets."""

from __future__ import annotations

import pytest

from indicators.analyse import analyse
from indicators.model import Record

FRAMES = """
Ông Lò Văn Mẫu cho hay [giá lúa vụ này giảm mạnh].
Ông Lò Văn Mẫu nhận định [giá lúa sẽ còn giảm].
Ông Lò Văn Mẫu đánh giá [vụ này được mùa].
Ông Lò Văn Mẫu khẳng định [tỉnh không thiếu giống].
Ông Lò Văn Mẫu lý giải [do mưa nhiều nên lúa đổ].
Ông Lò Văn Mẫu giải thích rằng [lúa đổ vì mưa nhiều].
Ông Lò Văn Mẫu phân tích, [giá giảm do cung vượt cầu].
Ông Lò Văn Mẫu chia sẻ, [gia đình ông trồng ba sào].
Ông Lò Văn Mẫu tâm sự [nghề này cực nhưng vui].
Ông Lò Văn Mẫu bộc bạch rằng [ông chưa bao giờ bỏ nghề].
Ông Lò Văn Mẫu thừa nhận [xã còn chậm trong khâu thu gom].
Ông Lò Văn Mẫu cảnh báo [dịch bệnh có thể lan rộng].
Ông Lò Văn Mẫu lưu ý [bà con không bón phân sớm].
Ông Lò Văn Mẫu khuyến cáo [người dân không ra khơi].
Ông Lò Văn Mẫu nhấn mạnh [việc bảo vệ rừng là của toàn dân].
Ông Lò Văn Mẫu đề nghị [các xã rà soát hộ nghèo].
Ông Lò Văn Mẫu yêu cầu [công an làm rõ vụ việc].
Ông Lò Văn Mẫu chỉ đạo [các sở khẩn trương khắc phục hậu quả].
Ông Lò Văn Mẫu kiến nghị [trung ương hỗ trợ kinh phí].
Ông Lò Văn Mẫu mong muốn [doanh nghiệp tiếp tục đồng hành].
Ông Lò Văn Mẫu bày tỏ tin tưởng [tỉnh sẽ hoàn thành kế hoạch].
Ông Lò Văn Mẫu cam kết [hoàn thành trước tháng 9].
Ông Lò Văn Mẫu hứa sẽ [sửa đường trong tháng này].
Ông Lò Văn Mẫu thông tin thêm, [dự án đã giải ngân 80%].
Ông Lò Văn Mẫu cho biết thêm [đã có 20 hộ di dời].
Ông Lò Văn Mẫu nói thêm rằng [đây mới là bước đầu].
Ông Lò Văn Mẫu bổ sung: [việc này cần thời gian].
Ông Lò Văn Mẫu phàn nàn [đường xấu mà không ai sửa].
Ông Lò Văn Mẫu than thở [năm nay mất trắng].
Ông Lò Văn Mẫu phản ánh [nước giếng có mùi hôi].
Ông Lò Văn Mẫu bật mí [bí quyết là chọn giống tốt].
Ông Lò Văn Mẫu tiết lộ [công ty sẽ tuyển thêm người].
Ông Lò Văn Mẫu thú nhận [đã nhận tiền của doanh nghiệp].
Ông Lò Văn Mẫu khai [đã lấy trộm ba chiếc xe].
Ông Lò Văn Mẫu tố [công ty nợ lương ba tháng].
Ông Lò Văn Mẫu cáo buộc [đối thủ gian lận].
Ông Lò Văn Mẫu đặt câu hỏi [vì sao dự án chậm].
Ông Lò Văn Mẫu băn khoăn [liệu giá có tăng trở lại].
Ông Lò Văn Mẫu thắc mắc [sao phí lại tăng gấp đôi].
Ông Lò Văn Mẫu trả lời rằng [mọi thứ đúng quy định].
Ông Lò Văn Mẫu đáp lại là [chưa có kế hoạch].
Ông Lò Văn Mẫu quả quyết [không ai ép buộc].
Ông Lò Văn Mẫu tuyên bố [từ chức từ ngày mai].
Ông Lò Văn Mẫu thông báo [lùi ngày khai giảng].
Ông Lò Văn Mẫu xác nhận [có sự việc như báo nêu].
Ông Lò Văn Mẫu báo cáo, [toàn tỉnh có 20 nghìn hộ nghèo].
Ông Lò Văn Mẫu dự báo [mưa còn kéo dài đến cuối tuần].
Ông Lò Văn Mẫu cho rằng [cần sửa luật].
Ông Lò Văn Mẫu tin rằng [đội nhà sẽ thắng].
Ông Lò Văn Mẫu hy vọng [con sẽ đỗ đại học].
Ông Lò Văn Mẫu đề xuất [tăng mức hỗ trợ].
Ông Lò Văn Mẫu gợi ý [nên trồng xen ngô].
Ông Lò Văn Mẫu khuyên [các bạn trẻ học ngoại ngữ].
Ông Lò Văn Mẫu nhắn nhủ [các em cố gắng học].
Ông Lò Văn Mẫu dặn [con không được đi một mình].
Ông Lò Văn Mẫu dẫn chứng [năm ngoái có 30 hộ thoát nghèo].
Ông Lò Văn Mẫu nêu [thực tế nhiều hộ chưa có nước sạch].
Ông Lò Văn Mẫu chỉ ra [ba nguyên nhân khiến dự án chậm].
Ông Lò Văn Mẫu nêu rõ [tỉnh sẽ không lùi tiến độ].
Ông Lò Văn Mẫu quán triệt [cán bộ không được chủ quan].
Ông Lò Văn Mẫu gợi mở [một số hướng đi cho xã].
Ông Lò Văn Mẫu kêu gọi [nhân dân chung tay giúp đỡ].
Ông Lò Văn Mẫu thúc giục [nhà thầu đẩy nhanh tiến độ].
Ông Lò Văn Mẫu chỉ trích [cách làm của ban quản lý].
Ông Lò Văn Mẫu viết trên trang cá nhân rằng [ông sẽ nghỉ].
Ông Lò Văn Mẫu đăng đàn khẳng định [không có chuyện chia tay].
Theo ông Lò Văn Mẫu, [giá lúa giảm do cung vượt cầu].
Theo lời ông Lò Văn Mẫu, [trận lũ cuốn trôi ba nhà].
Theo lời kể của ông Lò Văn Mẫu, [trận lũ cuốn trôi ba nhà].
Theo nhận định của ông Lò Văn Mẫu, [giá sẽ tăng].
Theo quan điểm của ông Lò Văn Mẫu, [nên bỏ kỳ thi].
Trao đổi với phóng viên, ông Lò Văn Mẫu cho biết [giá lúa giảm mạnh].
Trao đổi với phóng viên, ông Lò Văn Mẫu, Chủ tịch UBND xã, cho biết [giá lúa giảm mạnh].
Nói về nguyên nhân, ông Lò Văn Mẫu cho rằng [do cung vượt cầu].
Phát biểu tại hội nghị, ông Lò Văn Mẫu nhấn mạnh [xã cần làm tốt hơn].
Phát biểu chỉ đạo hội nghị, đồng chí Lò Văn Mẫu yêu cầu [các sở làm tốt hơn].
[Giá lúa giảm mạnh], ông Lò Văn Mẫu cho biết.
[Giá lúa giảm mạnh], theo ông Lò Văn Mẫu.
[Giá lúa giảm mạnh] - ông Lò Văn Mẫu nói.
Ông Lò Văn Mẫu có ý kiến: [nên lùi ngày khai giảng].
Ý kiến của ông Lò Văn Mẫu là [nên lùi ngày khai giảng].
Quan điểm của ông Lò Văn Mẫu là [không thu thêm phí].
Ông Lò Văn Mẫu cười bảo [nghề này không giàu nhưng đủ sống].
Ông Lò Văn Mẫu nghẹn ngào kể [con ông mất đã ba năm].
Ông Lò Văn Mẫu nói trong nước mắt rằng [không còn gì cả].
Ông Lò Văn Mẫu lo ngại [giá phân bón sẽ tăng].
Ông Lò Văn Mẫu thề [không bao giờ uống rượu nữa].
Ông Lò Văn Mẫu trần tình [do nhất thời nóng giận].
Ông Lò Văn Mẫu phân trần rằng [ông không biết].
Ông Lò Văn Mẫu đúc kết: [làm nông phải kiên trì].
Ông Lò Văn Mẫu kết luận [nguyên nhân cháy là do chập điện].
"""


@pytest.mark.parametrize("line", FRAMES.strip().splitlines())
def test_what_is_said_is_found_with_who_said_it(line):
    before, rest = line.split("[")
    said, after = rest.split("]")
    body = f"Sáng 12/3, cuộc họp diễn ra tại xã Hòa Sơn.\n{before}{said}{after}\nTrời hôm nay nắng to."
    analysis = analyse(Record(id="1", title="Tin trong ngày", body=body))
    names = {person.id: person.name for person in analysis.people}
    found = [(quote.text.rstrip("."), names.get(quote.speaker or "")) for quote in analysis.quotes]
    assert found == [(said, "Lò Văn Mẫu")]
