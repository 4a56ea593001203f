"""The ten outlets of a sample province: what they are, how their sites are built, and what they declared.

All fictitious. Host names end in ``.example``, a name reserved for documentation, so that no request can reach anybody.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SampleOutlet:
    """One outlet. ``style`` names the page template and with it the way its items are listed; ``dead``: no host
    answers. ``level``: what it declared (0 not applied, 1 pilot, 2 formal, None nothing sent). ``flaky``: half of the
    requests fail; ``decomposed``: pages hold decomposed Unicode and are declared ISO 8859-1.
    """

    key: str
    name: str
    kind: str
    group: str
    owner: str
    host: str
    style: str
    products: tuple[tuple[str, str, bool], ...]
    level: int | None
    decided: str = ""
    evidence: tuple[tuple[str, str], ...] = ()
    dead: bool = False
    forbidden: tuple[str, ...] = ()
    crawl_delay: float = 0.0
    flaky: bool = False
    decomposed: bool = False

    @property
    def base(self) -> str:
        """Address of the home page, without a slash at the end."""
        return f"http://{self.host}"


# the control whose __doPostBack turns the pages of the ASP.NET site
POSTBACK = "ctl00$noidung$luoi"
LIFERAY_PAGER = (
    "/web/guest/tin-tuc?p_p_id=com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_lgtt"
    "&_com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_lgtt_delta=10"
    "&_com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_lgtt_cur={page}"
)


def _decision(number: int, subject: str, year: int) -> str:
    return f"Quyết định số {number:02d}/QĐ-HƯ CẤU ngày 14/02/{year} {subject} (văn bản hư cấu, dùng để minh họa)."


def outlets(place: str, slug: str, year: int) -> tuple[SampleOutlet, ...]:
    """The ten outlets of the province called ``place``; ``slug`` goes into host names."""
    online = (("online", "Báo điện tử", True),)
    assigned = "về việc giao bộ phận đầu mối áp dụng thí điểm Bộ chỉ số về giới trong truyền thông"
    formal = "ban hành quy trình biên tập có áp dụng Bộ chỉ số về giới trong truyền thông"
    assessment = (
        "Phiếu tự đánh giá năm theo Bộ chỉ số, gồm phần A2, A4 và B1 (tài liệu hư cấu, dùng để minh họa)."
    )
    monitoring = (
        "Báo cáo theo dõi nội dung theo Bộ chỉ số và việc khắc phục (tài liệu hư cấu, dùng để minh họa)."
    )
    rules = "Quy trình biên tập có mục áp dụng Bộ chỉ số (tài liệu hư cấu, dùng để minh họa)."
    both = (("quyet-dinh.txt", _decision(3, assigned, year)), ("tu-danh-gia.txt", assessment))
    full = (
        ("quyet-dinh.txt", _decision(7, formal, year)),
        ("tu-danh-gia.txt", assessment),
        ("quy-trinh-bien-tap.txt", rules),
        ("theo-doi-noi-dung.txt", monitoring),
    )
    return (
        SampleOutlet(
            "bao-tinh",
            f"Báo {place}",
            "newspaper",
            "party",
            f"Tỉnh ủy {place}",
            f"bao{slug}.example",
            "wordpress",
            (("print", f"Báo in {place}", False), *online),
            2,
            f"{year}-03-03",
            full,
        ),
        SampleOutlet(
            "dai-pttx",
            f"Đài Phát thanh và Truyền hình {place}",
            "broadcaster",
            "government",
            f"UBND tỉnh {place}",
            f"dai{slug}.example",
            "video",
            (
                ("tv", f"Kênh truyền hình {place}", False),
                ("radio", f"Kênh phát thanh {place}", False),
                ("online", "Trang thông tin điện tử của Đài", True),
            ),
            1,
            f"{year}-04-10",
            both,
        ),
        SampleOutlet(
            "cong-thong-tin",
            f"Cổng Thông tin điện tử tỉnh {place}",
            "portal",
            "government",
            f"UBND tỉnh {place}",
            f"cong.{slug}.example",
            "liferay",
            (("online", "Cổng thông tin điện tử", True),),
            0,
            f"{year}-11-20",
        ),
        SampleOutlet(
            "bao-phu-nu",
            f"Báo Phụ nữ {place}",
            "newspaper",
            "women-union",
            f"Hội Liên hiệp Phụ nữ tỉnh {place}",
            f"phunu{slug}.example",
            "jsonld",
            (("print", "Báo in", False), *online),
            2,
            f"{year}-02-28",
            full,
        ),
        SampleOutlet(
            "bao-lao-dong",
            f"Báo Lao động {place}",
            "newspaper",
            "trade-union",
            f"Liên đoàn Lao động tỉnh {place}",
            f"laodong{slug}.example",
            "breaks",
            online,
            1,
            f"{year}-05-19",
            both,
            flaky=True,
        ),
        SampleOutlet(
            "chuyen-de-an-ninh",
            f"Chuyên đề An ninh {place}",
            "supplement",
            "police",
            f"Công an tỉnh {place}",
            f"anninh{slug}.example",
            "wordpress",
            online,
            1,
            f"{year}-06-02",
            both[:1],
            forbidden=("/noi-bo/",),
            crawl_delay=0.1,
        ),
        SampleOutlet(
            "bao-tuoi-tre",
            f"Báo Tuổi trẻ {place}",
            "newspaper",
            "youth-union",
            f"Tỉnh đoàn {place}",
            f"tuoitre{slug}.example",
            "jsonld",
            online,
            1,
            f"{year}-09-08",
            both,
        ),
        SampleOutlet(
            "trang-truyen-thanh",
            f"Trang Truyền thanh cơ sở {place}",
            "grassroots",
            "government",
            f"UBND tỉnh {place}",
            f"truyenthanh{slug}.example",
            "tables",
            (("radio", "Hệ thống truyền thanh xã", False), ("online", "Trang tin truyền thanh", True)),
            None,
            decomposed=True,
        ),
        SampleOutlet(
            "tap-chi-van-nghe",
            f"Tạp chí Văn nghệ {place}",
            "magazine",
            "literature",
            f"Hội Văn học nghệ thuật tỉnh {place}",
            f"vannghe{slug}.example",
            "wordpress",
            (("print", "Tạp chí in", False), *online),
            1,
            f"{year}-07-01",
            both,
            dead=True,
        ),
        SampleOutlet(
            "bao-kinh-te",
            f"Báo Kinh tế {place}",
            "newspaper",
            "business",
            f"UBND tỉnh {place}",
            f"kinhte{slug}.example",
            "aspnet",
            online,
            1,
            f"{year}-08-15",
            both,
        ),
    )
