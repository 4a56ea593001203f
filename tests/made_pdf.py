"""Small PDFs made by hand, with Vietnamese letters and without any font file, for tests of what reads them."""

from __future__ import annotations

import zlib


def make_pdf(pages: list[list[str]], *, packed: bool = True) -> bytes:
    """A PDF with these lines on its pages; a page without lines shows one grey picture, like a scan."""
    letters = sorted({letter for page in pages for line in page for letter in line})
    code = {letter: number for number, letter in enumerate(letters, start=1)}
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        _font(),
        _descendant(),
        _map(code),
        _picture(),
    ]
    kids = []
    for lines in pages:
        content = _stream(_text(lines, code) if lines else b"q 500 0 0 700 40 40 cm /I Do Q", packed=packed)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F 3 0 R >> /XObject << /I 6 0 R >> >> >>" % (len(objects) + 2)
        )
        kids.append(len(objects))
        objects.append(content)
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
        len(kids),
        b" ".join(b"%d 0 R" % kid for kid in kids),
    )
    return _file(objects)


def _text(lines: list[str], code: dict[str, int]) -> bytes:
    shown = [b"<%s> Tj T*" % "".join(f"{code[letter]:04x}" for letter in line).encode() for line in lines]
    return b"\n".join([b"BT /F 11 Tf 13 TL 50 800 Td", *shown, b"ET"])


def _font() -> bytes:
    return b"<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"


def _descendant() -> bytes:
    return (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /DW 500"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        b" /FontDescriptor << /Type /FontDescriptor /FontName /Made /Flags 4 /FontBBox [0 0 500 700] /Ascent 700"
        b" /Descent 0 /CapHeight 700 /ItalicAngle 0 /StemV 80 >> >>"
    )


def _map(code: dict[str, int]) -> bytes:
    pairs = "\n".join(
        f"<{number:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, number in code.items()
    )
    text = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(code)} beginbfchar\n{pairs}\nendbfchar\n"
        "endcmap end end"
    )
    return _stream(text.encode(), packed=False)


def _picture() -> bytes:
    return _stream(
        b"\x80", packed=False, more=b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    )  # fmt: skip


def _stream(data: bytes, *, packed: bool, more: bytes = b"") -> bytes:
    kept = zlib.compress(data) if packed else data
    way = b" /Filter /FlateDecode" if packed else b""
    return b"<< /Length %d%s %s >>\nstream\n%s\nendstream" % (len(kept), way, more, kept)


def _file(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.5\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, table, len(objects) + 1, len(out),
    )  # fmt: skip
