"""What can go wrong on our side of the rooms, and the exit code each kind ends a command with.

The rooms have trees of their own (crawlers.errors, indicators.errors); :func:`describe` turns any of them into one
sentence of the catalogue that says what happened and what to do.
"""

from __future__ import annotations

from typing import ClassVar


class AuditorError(Exception):
    """Root. ``code`` is a key below ``error.`` in the catalogue; ``values`` fill its sentence."""

    code: ClassVar[str] = "auditor"
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str = "", **values: object) -> None:
        super().__init__(message or self.code)
        self.values: dict[str, object] = {"message": message} | values


class UsageError(AuditorError):
    """The command's words do not fit together. Values: detail."""

    code = "usage"
    exit_code = 2


class WorkspaceError(AuditorError):
    """No workspace here, or its auditor.toml has a mistake. Values: folder, detail."""

    code = "workspace"
    exit_code = 3


class WorkspaceLocked(WorkspaceError):
    """Another auditor process writes to this workspace. Values: folder."""

    code = "locked"


class StoreError(AuditorError):
    """The database cannot be read or written. Values: file, detail."""

    code = "store"
    exit_code = 4


class StoreNewer(StoreError):
    """The database was made by a newer program. Values: file, found, known."""

    code = "store_newer"


class DiskFull(StoreError):
    """No space left. Values: file."""

    code = "disk_full"


class InputError(AuditorError):
    """A file given to us is missing, broken or of another kind. Values: file, detail."""

    code = "input"
    exit_code = 5


class NothingToDo(AuditorError):
    """The stage before has not run, or found nothing. Values: stage."""

    code = "nothing"
    exit_code = 6


class UnknownProvince(UsageError):
    """No outlet of the register stands in that province. Values: province, known."""

    code = "unknown_province"
