"""Everything that can go wrong while writing a document, as one tree (codes as in crawlers.errors)."""

from __future__ import annotations

from typing import ClassVar


class ReportError(Exception):
    """Root of the tree. ``code`` is a key of the message catalogue, ``values`` fill its sentence."""

    code: ClassVar[str] = "report"

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.values: dict[str, object] = {"message": message, "detail": message} | values


class WriteError(ReportError):
    """The document cannot be written: no room, no right, or open in another program. Values: file, detail."""

    code = "report_write"


class PaperError(ReportError):
    """No such paper for these readers, or about an outlet the figures do not hold. Values: kind, circulation."""

    code = "report_paper"
