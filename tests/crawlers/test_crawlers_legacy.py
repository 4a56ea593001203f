"""What was typed in .VnTime or VNI-Times is read as it was meant, and no other text is touched."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from crawlers import legacy, pagetext
from crawlers.extract import extract
from crawlers.readers import docx

TEXT = (
    "Hội đồng nhân dân tỉnh Lạc Giang khai mạc kỳ họp thứ năm, thông qua mười hai nghị quyết về kinh tế; chị Nguyễn Thị Mẫu phát "
    "biểu: “Phụ nữ xã đã trồng hơn 3.000 cây keo, chắc hẳn đủ phủ xanh đồi.” Ưu tiên vùng khó khăn, uống nước nhớ nguồn, ngoằn ngoèo."
)
TCVN3 = {value: key for key, value in legacy._TCVN3.items()}
VNI: dict[str, str] = {}
for _key, _value in legacy._VNI.items():
    VNI.setdefault(_value, _key)


def typed(text: str, font: str) -> str:
    """As somebody typed it in such a font (TCVN3 has its toned capitals in another font, as small letters)."""
    if font == "vni":
        return "".join(VNI.get(c, c) for c in text)
    return "".join(TCVN3.get(c, TCVN3.get(c.lower(), c)) for c in text)


@pytest.mark.parametrize("font", ["tcvn3", "vni"])
def test_a_text_of_the_old_fonts_is_read_as_it_was_meant(font: str) -> None:
    assert typed(TEXT, font) != TEXT
    assert legacy.repaired(typed(TEXT, font)) == TEXT


def test_every_letter_comes_back() -> None:
    letters = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    assert set(letters) <= set(legacy._TCVN3.values())
    assert {*letters, *letters.upper()} <= set(legacy._VNI.values())


@pytest.mark.parametrize(
    "other",
    [
        TEXT,
        "Cả xã có 12 thôn, 3 trường học và 1 trạm y tế; nay có thêm cây cầu.",
        "L'été dernier, à Genève, où l'évêque a été élu, les élèves ont dû répéter la leçon; très fâché, il préféra s'éloigner.",
        "Señor Muñoz visitó Perú y Panamá; la reunión será mañana en la estación de Málaga según informó el niño.",
        "Über die Brücke führt für Fußgänger ein schöner Weg; Mädchen hören täglich Gerüchte.",
        "Os irmãos estão em São João; a eleição não será amanhã, à noite, na região do sertão.",
        "plain words in English and nothing else at all", "", "µ ¸ ¶ · ¹", "ö ô ñ", TEXT + " Từ “Héi ®ång nh©n d©n” là chữ phông cũ.",
    ],
)  # fmt: skip
def test_no_other_text_is_touched(other: str) -> None:
    assert legacy.repaired(other) == other


@pytest.mark.parametrize("font", ["tcvn3", "vni"])
@pytest.mark.parametrize("declared", ["", "windows-1252", "x-user-defined", "utf-8"])
def test_a_page_in_an_old_font_becomes_an_article(font: str, declared: str) -> None:
    title = typed("Hội đồng nhân dân tỉnh khai mạc kỳ họp thứ năm", font)
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    text = typed(TEXT.replace("“", '"').replace("”", '"'), font)
    page = f"<html><head>{meta}<title>{title}</title></head><body><h1>{title}</h1><p>{text}</p><p>{text}</p></body></html>"
    found = extract(
        page.encode("utf-8" if declared == "utf-8" else "latin-1"), "http://baomau.example/tin-100001.html"
    )
    assert found.title == "Hội đồng nhân dân tỉnh khai mạc kỳ họp thứ năm"
    assert "chị Nguyễn Thị Mẫu phát biểu" in found.body


def test_a_page_that_shows_a_word_of_the_old_fonts_keeps_it() -> None:
    page = f"<p>{TEXT}</p><p>Chữ “nh©n d©n” hiện ra sai phông.</p>"
    assert "nh©n d©n" in pagetext.decode(page.encode())


def test_a_word_file_with_old_paragraphs_under_a_new_head_is_read_whole() -> None:
    paragraphs = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, Độc lập – Tự do – Hạnh phúc, thành phố và các xã được sáp nhập",
                  typed(TEXT, "tcvn3"), typed(TEXT, "vni")]  # fmt: skip
    body = "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs)
    xml = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", xml)
    assert docx.read(out.getvalue()).split("\n") == [paragraphs[0], TEXT, TEXT]


@pytest.mark.parametrize("short", ["Cô Tô có ô tô", "Cô có gì nói có", "Hà Tô và cô Tú có cá, có gà"])
def test_a_short_paragraph_in_unicode_keeps_its_letters(short: str) -> None:
    """All of its letters are letters of VNI too, where they mean others."""
    assert legacy.lines([TEXT, short]) == [TEXT, short]


@pytest.mark.parametrize("unit", ["<script>", "<", "<style ", "&"])
def test_markup_without_an_end_is_passed_over_at_once(unit: str) -> None:
    start = time.process_time()
    legacy.repaired(unit * (200_000 // len(unit)) + "é")
    assert time.process_time() - start < 2
