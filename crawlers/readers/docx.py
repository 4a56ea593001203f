"""The words of a Word document as a reader sees them: tables and text boxes too, deleted words not.

python-docx's ``paragraphs`` misses tables, text boxes, content controls and tracked insertions; the XML has them all in
order; text in the fonts of the 1990s becomes Unicode. Hostile files are expected: sizes are bounded before anything is unpacked, and no entity is expanded.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from crawlers import legacy
from crawlers.errors import TooLarge, Unparsable

MAX_XML_BYTES = 60_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read(data: bytes) -> str:
    """The text, one paragraph a line. Raises Unparsable for what is no .docx, TooLarge for a bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            info = package.getinfo("word/document.xml")
            if info.file_size > MAX_XML_BYTES:
                raise TooLarge("word/document.xml is too large", url="")
            xml = package.read(info)
    except (
        zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, EOFError, OSError,
    ) as err:  # fmt: skip
        raise Unparsable(f"no Word document: {err}") from err
    try:
        root = etree.fromstring(
            xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        )
    except etree.XMLSyntaxError as err:
        raise Unparsable(f"no Word document: {err}") from err
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unparsable("a Word document has no DTD")
    # the soft hyphen is a letter of the old fonts: strip() leaves it
    found = [text for p in root.iter(f"{_W}p") if (text := _paragraph(p).strip())]
    return "\n".join(legacy.lines(found))


def _paragraph(paragraph: etree._Element) -> str:
    parts: list[str] = []
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr"):
        above = list(node.iterancestors())
        # a text box's paragraph is visited on its own; a Fallback repeats what stands before it
        owner = next(a for a in above if a.tag == f"{_W}p")
        if owner is not paragraph or any(a.tag in (f"{_W}del", f"{_W}moveFrom", _FALLBACK) for a in above):
            continue
        parts.append(node.text or "" if node.tag == f"{_W}t" else " ")
    return "".join(parts)
