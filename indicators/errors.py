"""Everything that can be wrong with texts, rules and index files, as one tree (codes as in crawlers.errors)."""

from __future__ import annotations

from typing import ClassVar


class IndicatorError(Exception):
    """Root of the tree. ``code`` is a key of the message catalogue, ``values`` fill its sentence."""

    code: ClassVar[str] = "indicator"

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.values: dict[str, object] = {"message": message} | values


class DataFileError(IndicatorError):
    """A rule pack, word list or index edition has a mistake. Values: file, line, detail."""

    code = "data_file"


class UnknownEdition(IndicatorError):
    """No index edition of that id. Values: edition, known."""

    code = "unknown_edition"


class RecordError(IndicatorError):
    """An input record lacks what an analysis needs. Values: detail."""

    code = "record"
