"""Figures to write documents from: invented outlets with every outcome, level and oddity a document must survive."""

from __future__ import annotations

from reports.figures import (
    Adoption,
    Corrected,
    Coverage,
    Deadline,
    Example,
    Failure,
    IndicatorFigure,
    Interval,
    Ladder,
    LawPoint,
    Milestone,
    Outcome,
    OutletFigures,
    ProductRate,
    ProvinceReport,
    ProvinceShare,
    Rate,
    Reading,
    Source,
)

NAMES = (
    ("bao-tinh", "Báo Lạc Giang", "newspaper"),
    ("dai-pttx", "Đài Phát thanh - Truyền hình Lạc Giang", "broadcaster"),
    ("cong-thong-tin", "Cổng Thông tin điện tử tỉnh Lạc Giang", "portal"),
    ("bao-phu-nu", "Báo Phụ nữ Lạc Giang", "newspaper"),
    ("chuyen-de", "Chuyên đề An ninh và Đời sống Lạc Giang", "supplement"),
    ("truyen-thanh", "Trang truyền thanh cơ sở xã Sông Mây", "grassroots"),
    ("tap-chi", "Tạp chí Văn nghệ Lạc Giang", "magazine"),
    ("bao-tre", "Báo Tuổi trẻ Lạc Giang", "newspaper"),
    ("bao-kinh-te", "Báo Kinh tế Lạc Giang", "newspaper"),
    ("trang-hoi", "Trang tin Hội Làm vườn Lạc Giang", "portal"),
)

HEADLINE = "Mở phiên tòa ở huyện Sông Mây"
PROTECTED_WORDS = "cháu bé lớp 4B trường làng Sông Mây"


def indicators(shift: int = 0) -> tuple[IndicatorFigure, ...]:
    """One of each outcome, and several measured ones; ``shift`` makes outlets differ."""
    women, known = 45 + shift, 139 + 2 * shift
    return (
        IndicatorFigure(
            code="A1.1.1",
            title="Tỷ lệ nữ, nam ở các vị trí quản lý",
            outcome=Outcome.NOT_ASSESSED,
            unit="posts",
            method="declared",
            evidence_mark="K",
        ),
        IndicatorFigure(
            code="A1.1.2",
            title="Tỷ lệ nữ, nam ở các vị trí biên tập",
            outcome=Outcome.NOT_ASSESSED,
            unit="posts",
            method="declared",
            evidence_mark="K",
        ),
        IndicatorFigure(
            code="A5.2.1",
            title="Cân bằng giới trong cơ sở đào tạo báo chí",
            outcome=Outcome.NOT_APPLICABLE,
            unit="documents",
            method="declared",
            evidence_mark="K",
        ),
        IndicatorFigure(
            code="B1.1.1",
            title="Tỷ lệ phụ nữ trong số nhân vật của tin tức, thời sự",
            outcome=Outcome.MEASURED,
            unit="people",
            method="measured",
            value=women / known,
            numerator=women,
            n=known,
            articles=58,
            interval=Interval(women / known - 0.07, women / known + 0.08),
            unknown=61,
            unknown_share=61 / (61 + known),
            minimum=30,
            evidence_mark="C",
            confirmed=True,
        ),
        IndicatorFigure(
            code="B1.1.2",
            title="Tỷ lệ phụ nữ trong số người được phỏng vấn, được dẫn lời",
            outcome=Outcome.MEASURED,
            unit="sources",
            method="measured",
            value=0.25,
            numerator=15,
            n=60,
            articles=41,
            interval=Interval(0.152, 0.371),
            unknown=9,
            unknown_share=9 / 69,
            minimum=30,
            evidence_mark="C",
            confirmed=True,
        ),
        IndicatorFigure(
            code="B1.1.3",
            title="Tỷ lệ phụ nữ trong số chuyên gia được dẫn lời",
            outcome=Outcome.INSUFFICIENT,
            unit="experts",
            method="measured",
            n=4,
            minimum=30,
            evidence_mark="C",
            confirmed=True,
        ),
        IndicatorFigure(
            code="B1.2.1",
            title="Tỷ lệ tin bài có định kiến giới lộ rõ",
            outcome=Outcome.MEASURED,
            unit="articles",
            method="measured",
            value=0.0,
            numerator=0,
            n=312,
            articles=312,
            interval=Interval(0.0, 0.0122),
            minimum=30,
            evidence_mark="C",
            confirmed=True,
        ),
        IndicatorFigure(
            code="B1.2.2",
            title="Tỷ lệ tin bài có định kiến giới ngầm",
            outcome=Outcome.NEEDS_REVIEW,
            unit="articles",
            method="assisted",
            numerator=0,
            n=312,
            unknown=12,
            evidence_mark="C",
            confirmed=True,
            note="12 tin bài được nêu để người đọc xem",
        ),
        IndicatorFigure(
            code="B1.5.2",
            title="Tỷ lệ tin bài về bạo lực trên cơ sở giới dùng ngôn ngữ không phán xét",
            outcome=Outcome.NONE_ARISING,
            unit="articles",
            method="measured",
            n=0,
            minimum=10,
            evidence_mark="K",
        ),
        IndicatorFigure(
            code="B2.1.1",
            title="Quy định về hình ảnh nam, nữ trong quảng cáo",
            outcome=Outcome.MEASURED,
            unit="documents",
            method="declared",
            value=1.0,
            numerator=1,
            n=1,
            points=2.0,
            max_points=2.5,
            evidence_mark="K",
        ),
    )


def examples(outlet: str = "bao-tinh") -> tuple[Example, ...]:
    """A narrator's wording, a chosen quote, an identification finding and one whose quote was left out."""
    common = {
        "published": "2025-10-20T07:30:00+07:00",
        "sha256": "9f2c" * 16,
        "archived": "20251021T010203Z-a1.warc.gz@18234",
    }
    return (
        Example(
            rule="f1-phai-dep",
            family="F1",
            indicator="B1.2.4",
            zone="title",
            voice="narrator",
            severity="warning",
            authority="guideline",
            scores=True,
            quote="phái đẹp",
            message="Cách gọi thu phụ nữ vào ngoại hình.",
            alternatives=("phụ nữ", "nữ giới"),
            sources=("S1", "Sổ tay minh họa, tr. 12"),
            url=f"https://{outlet}.example/tin/phu-nu-xa-song-may-ra-mat-to-hop-tac-12345.html",
            offsets=(12, 20),
            **common,
        ),
        Example(
            rule="f6-viec-nha",
            family="F6",
            indicator="B1.2.2",
            zone="lead",
            voice="chosen",
            severity="hint",
            authority="ours",
            scores=False,
            standing="advice",
            quote="việc bếp núc là thiên chức của chị em",
            message="Gán việc nhà cho riêng phụ nữ.",
            alternatives=("việc nhà do các thành viên cùng chia sẻ",),
            sources=(),
            url=f"https://{outlet}.example/tin/ngay-hoi-gia-dinh-12346.html",
            offsets=(140, 178),
            **common,
        ),
        Example(
            rule="f18-truong-hoc",
            family="F18",
            indicator="B1.5.4",
            zone="body",
            voice="narrator",
            severity="urgent",
            authority="law",
            scores=False,
            # nobody should fill this; the documents must hold it back all the same
            quote=PROTECTED_WORDS,
            message=f"Nêu trường, lớp của trẻ em: {PROTECTED_WORDS}",
            alternatives=(PROTECTED_WORDS,),
            sources=("Luật Trẻ em, Điều 21",),
            url=f"https://{outlet}.example/tin/chau-be-lop-4b-truong-lang-song-may-12347.html",
            offsets=(501, 537),
            **(common | {"sha256": "1a2b" * 16}),
        ),
        Example(
            rule="f9-mo-ta",
            family="F9",
            indicator="B1.5.2",
            zone="body",
            voice="quoted",
            severity="warning",
            authority="guideline",
            scores=False,
            quote="",
            message="Mô tả chi tiết.",
            alternatives=(),
            sources=(),
            url=f"https://{outlet}.example/tin/vu-viec-o-xa-nui-12348.html",
            offsets=(80, 99),
            **common,
        ),
        Example(
            rule="f17-noi-tro-giup",
            family="F17",
            indicator="B1.5.5",
            zone="title",
            voice="narrator",
            severity="hint",
            authority="guideline",
            scores=False,
            # nobody should fill this either: the headline is where the finding is pinned
            quote=HEADLINE,
            message="Tin về bạo lực nên chỉ nơi có thể tìm trợ giúp.",
            alternatives=("thêm số điện thoại trợ giúp",),
            sources=("S2",),
            url=f"https://{outlet}.example/tin/phien-toa-12349.html",
            offsets=(0, 30),
            whole_item=True,
            standing="unproven",
            **common,
        ),
    )


def law_points(number: int) -> tuple[LawPoint, ...]:
    """One with law and article; at the second outlet also one of rules that name no law."""
    named = LawPoint("S3", "Luật minh họa về trẻ em", "Điều 21", 6 - number, ("Nêu trường, lớp",))
    return (named, LawPoint("", "", "", 2, ("Quy tắc minh họa",))) if number else (named,)


MILESTONES = {
    "last": (
        Milestone(
            2025, 0.7, 1, "Chương trình quốc gia (minh họa)", "QĐ minh họa, Điều 1", "I", at_least=True
        ),
        Milestone(2025, 0.8, 1, "UBND tỉnh Lạc Giang", "KH minh họa", "I"),
    ),
    "next": (
        Milestone(2030, 0.9, 2, "Chương trình quốc gia (minh họa)", "QĐ minh họa, Điều 1", "I"),
        Milestone(2030, 1.0, 2, "UBND tỉnh Lạc Giang", "KH minh họa", "I"),
    ),
}


def outlet(number: int, id: str, name: str, kind: str, *, counted: bool = True) -> OutletFigures:
    """The outlet at a place of the register; levels go round formal, pilot, not applying, unsaid."""
    level = (2, 1, 1, 2, 0, None, 1, 2, 0, 1)[number % 10]
    evidence = ("QĐ phân công (minh họa)", "Phiếu tự đánh giá kỳ này") if level else ()
    dead = kind == "magazine"
    if dead:
        evidence = ()
    return OutletFigures(
        id=id,
        name=name,
        kind=kind,
        counted=counted,
        adoption=Adoption(
            level,
            "2025-03-14" if level else "",
            evidence if number % 3 else evidence[:1],
            verified=level == 2,
            checked_by="Tổ thẩm định" if number in (3, 6) else "",
            proven={2: 2, 1: 1 if number == 6 else None, 0: None, None: None}[level],
        ),
        coverage=Coverage(0, 0, failed=(("temporary", 3),), note="unreachable")
        if dead
        else Coverage(
            1240 + number,
            1198,
            failed=(("gone", 3), ("temporary", 1)),
            skipped=(("robots", 12), ("window", 26 + number)),
            first_day="2025-01-02",
            last_day="2025-12-14",
        ),
        articles=0 if dead else 1198,
        people=0 if dead else 4310 + number,
        sources=0 if dead else 1022,
        findings=0 if dead else 37,
        indicators=() if dead else indicators(number),
        examples=examples(id) if number < 2 else (),
        law_points=law_points(number) if number < 2 else (),
        channels_missing=("Báo in", "Kênh trên mạng xã hội") if kind == "newspaper" else (),
        reposts=0 if dead else 41,
    )


def products(counted: list[OutletFigures]) -> tuple[ProductRate, ...]:
    """Print over all, then within two groups of owners and those of which it is not known."""
    made = []
    for group in (None, "party", "government", ""):
        some = [
            o for n, o in enumerate(counted) if group is None or ("party", "government", "")[n % 3] == group
        ]
        levels = [o.adoption.level or 0 for o in some]
        if some:
            made.append(ProductRate("print", group, len(some), sum(n >= 1 for n in levels), levels.count(2)))
    return tuple(made)


RUNGS = ((1, ("văn bản phân công", "bản tự đánh giá")), (2, ("văn bản phân công", "quy chế biên tập")))
DEADLINES = (
    Deadline("Báo cáo năm", "UBND tỉnh Lạc Giang", "2025-12-10", True, "Kế hoạch minh họa", "C"),
    Deadline("Báo cáo năm", "Bộ Minh họa", "2026-01-10", source="Công văn minh họa", evidence_mark="K"),
    Deadline("Báo cáo sơ kết", "UBND tỉnh Lạc Giang", "2026-01-20"),
)


def report(names: tuple[tuple[str, str, str], ...] = NAMES, *, fictitious: bool = True) -> ProvinceReport:
    """The report of the invented province; the last outlet is not counted where there are several."""
    outlets = tuple(outlet(i, *entry, counted=i < 9 or i % 10 != 9) for i, entry in enumerate(names))
    counted = [o for o in outlets if o.counted]
    pilot = sum(bool(o.adoption.level) for o in counted)
    formal = sum(o.adoption.level == 2 for o in counted)
    missing = tuple(o.name for o in counted if o.adoption.level is None)
    middle = sum((o.adoption.proven or 0) >= 1 for o in counted)
    strict = sum(o.adoption.proven == 2 for o in counted)
    totals = (("strict", strict), ("middle", middle), ("lenient", pilot))
    return ProvinceReport(
        province="Lạc Giang",
        fictitious=fictitious,
        period=("2024-12-15", "2025-12-14"),
        as_of="2026-01-10",
        produced="2026-01-12",
        edition="vn-2014",
        edition_title="Bộ chỉ số về giới trong truyền thông (2014)",
        denominator="Cơ quan báo chí, cổng thông tin và truyền thanh cơ sở có trong danh mục ngày 14/12/2025",
        pilot=Rate(
            1, pilot, len(counted), missing, last=MILESTONES["last"], verified=formal if counted else None
        ),
        formal=Rate(2, formal, len(counted), missing, next=MILESTONES["next"]),
        outlets=outlets,
        failures=(
            (Failure("tap-chi", "crawl", "temporary", 3), Failure("", "analyse", "unparsable", 1))
            if outlets
            else ()
        ),
        versions=(("program", "0.1.0"), ("rules", "5d2f9c0b"), ("index", "vn-2014")),
        sample="Toàn bộ tin bài liệt kê được trong kỳ.",
        limits=("Trang của Tạp chí Văn nghệ không trả lời trong thời gian thu thập.",),
        sources=(
            Source("S1", "Sổ tay minh họa về giới", "https://so-tay.example/gioi.pdf", "guideline"),
            Source("S2", "Cẩm nang minh họa về bạo lực", "", "research"),
        )
        if outlets
        else (),
        headings=(("B1.1", "Hiện diện của nữ và nam trong tin tức"), ("B1.2", "Xóa bỏ định kiến giới")),
        deadlines=DEADLINES,
        ladder=Ladder(tuple(Reading(key, k, len(counted)) for key, k in totals), RUNGS),
        products=products(counted),
    )


def forty() -> ProvinceReport:
    """As many outlets as a large province has, commune stations among them."""
    more = tuple(
        (f"xa-{i}", f"Trang truyền thanh cơ sở xã Đồng Mây {i}", "grassroots") for i in range(40 - len(NAMES))
    )
    return report(NAMES + more)


LONG = (
    "Trung tâm Văn hóa, Thông tin, Thể thao và Truyền thanh cơ sở liên xã vùng cao Sông Mây – Núi Đá – Đồng Sương "
    * 2
).strip()
HOSTILE = (
    '<script>alert("x")</script>',
    "=cmd|' /C calc'!A0",
    "</style></title><img src=x onerror=alert(1)>",
    "\u202e+1+1\x00\ud800{{ 7*7 }}{% raw %}",
    LONG,
    "Mộttêndàikhôngcókhoảngtrắng" * 12,
)


def hostile() -> ProvinceReport:
    """Names and quotes as an attacker, or a broken feed, would write them."""
    from dataclasses import replace

    base = report(tuple((f"x{i}", name, "newspaper") for i, name in enumerate(HOSTILE)))
    bad = replace(
        examples()[0],
        quote=HOSTILE[0],
        message=HOSTILE[2],
        url="javascript:alert(document.domain)",
        alternatives=HOSTILE,
        archived="x" * 300,
    )
    first = replace(base.outlets[0], examples=(bad,), channels_missing=HOSTILE)
    return replace(
        base,
        province=HOSTILE[2],
        denominator=HOSTILE[0],
        outlets=(first, *base.outlets[1:]),
        limits=HOSTILE,
        sources=(Source("S1", HOSTILE[0], "javascript:alert(1)", "new"),),
        sample="=HYPERLINK(1)",
    )


def share(*, weak: bool = False) -> ProvinceShare:
    """A share over the whole province, put right by coders."""
    right = Corrected(0.2718, Interval(0.24, 0.302), 120, weak)
    return ProvinceShare("B1.1.1", "Nữ trong tin", 0.236, 2300, right)
