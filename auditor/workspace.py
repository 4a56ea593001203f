"""A workspace: one folder with everything one province's audit needs, that can be zipped, moved and read by hand.

```
auditor.toml     what is asked for: province, period, day, edition
auditor.sqlite   the store
archive/         pages as received
outlets/         outlet files of the province, beside those the program brings
adoption.csv     what the outlets declared (or .xlsx, .yaml); evidence/ holds the papers it names
targets.yaml     promised shares of this province, where the program's own do not name it
reports/         documents written
```
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from filelock import FileLock, Timeout

from auditor.errors import UsageError, WorkspaceError, WorkspaceLocked
from auditor.store import Store
from auditor.store.connection import StoreMissing, StoreOutdated

if TYPE_CHECKING:
    from crawlers.register import Register

CONFIG = "auditor.toml"
STORE = "auditor.sqlite"
ADOPTION_FILES = ("adoption.csv", "adoption.xlsx", "adoption.yaml", "adoption.yml")
# a province's own office holders; the last is what the program writes
OFFICIALS_FILES = ("officials.csv", "officials.xlsx")
DEFAULT_EDITION = "vn-2014"
# DOMAIN 6.13: the archive stays with a retention period; the period itself is the province's choice [I]
RETENTION_DAYS = 730
# [I] edits come in the first days; one look a day at 40 pages costs an outlet 40 short answers
REVISIT_DAYS = 14
REVISIT_HOURS = 20
REVISIT_MOST = 40
_HOST = re.compile(r"^[a-z0-9.-]{1,253}$")


@dataclass(frozen=True, slots=True)
class Config:
    """What ``auditor.toml`` says. Days are ISO 8601; an empty period means everything.

    ``revisit_days``: how long after publication a page is looked at again for edits (0: never), at most every
    ``revisit_hours``, and ``revisit_most`` pages an outlet in one crawl.
    ``kinds``: kinds of outlet that enter the rate (empty: all that the register counts); ``resolve`` and
    ``allow_private`` are for the sample province alone, whose hosts stand on this machine.
    """

    province: str
    period_from: str = ""
    period_to: str = ""
    as_of: str = ""
    edition: str = DEFAULT_EDITION
    contact: str = ""
    kinds: tuple[str, ...] = ()
    delay: float | None = None
    retention_days: int = RETENTION_DAYS
    revisit_days: int = REVISIT_DAYS
    revisit_hours: int = REVISIT_HOURS
    revisit_most: int = REVISIT_MOST
    fictitious: bool = False
    allow_private: bool = False
    resolve: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    @property
    def day(self) -> str:
        """The day figures are as of: as written, else today."""
        return self.as_of or datetime.now(UTC).date().isoformat()

    def covers(self, published: str) -> bool:
        """Is an article of this day inside the period, and not after the day figures are as of?

        One without a day is only where the period is open.
        """
        day = published[:10]
        if not day:
            return not (self.period_from or self.period_to)
        last = min(filter(None, (self.period_to, self.as_of)), default="")
        return self.period_from <= day and (not last or day <= last)


@dataclass(frozen=True, slots=True)
class Workspace:
    """One workspace folder. Make it with :meth:`create` or :meth:`open`."""

    path: Path
    config: Config

    @classmethod
    def create(cls, path: Path, config: Config) -> Self:
        """A new workspace in a folder that is missing or empty of ours. Raises WorkspaceError, StoreError."""
        path = Path(path)
        if (path / CONFIG).exists():
            raise WorkspaceExists(f"{path} is a workspace already", folder=str(path))
        _checked(config, path)
        workspace = cls(path, config)
        try:
            for folder in (workspace.archive, workspace.outlets, workspace.evidence, workspace.reports):
                folder.mkdir(parents=True, exist_ok=True)
            # the configuration last: a folder is a workspace only when everything else stands
            Store.open(workspace.store_file, create=True).close()
            (path / CONFIG).write_text(to_toml(config), encoding="utf-8")
        except OSError as error:
            # half a configuration would make the folder look like a workspace
            (path / CONFIG).unlink(missing_ok=True)
            raise WorkspaceNotMade(
                str(error), folder=str(path), detail=error.strerror or str(error)
            ) from error
        return workspace

    @classmethod
    def open(cls, path: Path) -> Self:
        """An existing workspace. Raises WorkspaceError with what is missing or wrong."""
        path = Path(path)
        file = path / CONFIG
        try:
            raw = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
        except FileNotFoundError:
            raise WorkspaceMissing(f"no workspace in {path}", folder=str(path)) from None
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise WorkspaceError(f"{file}: {error}", folder=str(path), detail=f"{CONFIG}: {error}") from error
        return cls(path, _read(raw, path))

    @property
    def store_file(self) -> Path:
        return self.path / STORE

    @property
    def archive(self) -> Path:
        return self.path / "archive"

    @property
    def outlets(self) -> Path:
        return self.path / "outlets"

    @property
    def evidence(self) -> Path:
        return self.path / "evidence"

    @property
    def reports(self) -> Path:
        return self.path / "reports"

    @property
    def adoption_file(self) -> Path | None:
        """The declared adoption, where the workspace has such a file."""
        return next((self.path / name for name in ADOPTION_FILES if (self.path / name).is_file()), None)

    def store(self, *, readonly: bool = False) -> Store:
        """The database, made anew where it is missing, since an old one can be restored beside its configuration."""
        if readonly and not self.store_file.exists():
            raise StoreMissing(f"{self.store_file} is missing", file=str(self.store_file))
        if readonly:
            try:
                return Store.open(self.store_file, readonly=True)
            except StoreOutdated:
                # a reader is often the first to open the workspace of an earlier release
                self.store().close()
                return Store.open(self.store_file, readonly=True)
        made = Store.open(self.store_file, create=True)
        try:
            from auditor.decisions.ledger import take_over  # noqa: PLC0415  the ledger knows workspaces

            take_over(self.path, made)
        except BaseException:
            made.close()
            raise
        return made

    def register(self) -> Register:
        """The outlets of this workspace: its own folder, and those the program brings unless it is fictitious."""
        from crawlers import register  # noqa: PLC0415  costs a schema validator

        folders = [self.outlets]
        if not self.config.fictitious:
            folders.insert(0, register.packaged())
        return register.load(*folders)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """One writer at a time; readers need no lock. Raises WorkspaceLocked at once."""
        try:
            with FileLock(self.path / ".lock", timeout=0):
                yield
        except Timeout as error:
            raise WorkspaceLocked(
                f"{self.path} is in use", folder=str(self.path), detail="in use by another process"
            ) from error
        except OSError as error:
            if isinstance(error, (FileNotFoundError, PermissionError)):
                raise WorkspaceError(
                    str(error), folder=str(self.path), detail=error.strerror or str(error)
                ) from error
            raise


class WorkspaceExists(WorkspaceError):
    """The folder is a workspace already. Values: folder."""

    code = "workspace_exists"


class WorkspaceNotMade(WorkspaceError):
    """The system refuses the folder. Values: folder, detail."""

    code = "workspace_not_made"


class WorkspaceMissing(WorkspaceError):
    """The folder holds no auditor.toml. Values: folder."""

    code = "workspace_missing"


def to_toml(config: Config) -> str:
    """``auditor.toml`` with a comment for whoever edits it by hand."""
    # a JSON string is a TOML basic string, except for DEL, which no value here may hold
    quoted = {f.name: json.dumps(getattr(config, f.name), ensure_ascii=False) for f in fields(config)[:7]}
    lines = [
        "# Cấu hình của một không gian làm việc; ngày viết theo dạng NĂM-THÁNG-NGÀY.",
        "# Configuration of one workspace; days are YEAR-MONTH-DAY.",
        '# period_from, period_to: kỳ báo cáo, thường là 15/12 năm trước đến 14/12 năm nay; để trống ("") là lấy mọi ngày.',
        '# The reporting period, mostly 15 December to 14 December; empty ("") takes every day.',
        *(f"{name} = {value}" for name, value in quoted.items()),
    ]
    if config.delay is not None:
        lines.append(f"delay = {config.delay}")
    lines += [
        f"retention_days = {config.retention_days}",
        f"revisit_days = {config.revisit_days}",
        f"revisit_hours = {config.revisit_hours}",
        f"revisit_most = {config.revisit_most}",
        f"fictitious = {str(config.fictitious).lower()}",
        f"allow_private = {str(config.allow_private).lower()}",
        "",
    ]
    if config.resolve:
        lines.append("[resolve]")
        lines += [f'{json.dumps(h)} = "{ip}:{port}"' for h, (ip, port) in sorted(config.resolve.items())]
        lines.append("")
    return "\n".join(lines)


def _read(raw: Mapping[str, Any], folder: Path) -> Config:
    known = {f.name for f in fields(Config)}
    if unknown := sorted(set(raw) - known):
        raise WorkspaceError(
            f"{CONFIG}: unknown {unknown[0]}", folder=str(folder), detail=f"{CONFIG}: {unknown[0]}?"
        )
    values = dict(raw)
    try:
        if "kinds" in values:
            values["kinds"] = tuple(values["kinds"])
        if "resolve" in values:
            values["resolve"] = {h: _address(a) for h, a in values["resolve"].items()}
        config = Config(**values)
    except (TypeError, ValueError, AttributeError) as error:
        raise WorkspaceError(f"{CONFIG}: {error}", folder=str(folder), detail=f"{CONFIG}: {error}") from error
    return _checked(config, folder)


def _address(text: str) -> tuple[str, int]:
    ip, _, port = text.rpartition(":")
    return ip, int(port)


def _checked(config: Config, folder: Path) -> Config:
    """The configuration, if all of it can be true. Raises WorkspaceError naming the line to mend."""
    problem = _problem(config)
    if problem:
        raise WorkspaceError(f"{CONFIG}: {problem}", folder=str(folder), detail=f"{CONFIG}: {problem}")
    return config


def _problem(config: Config) -> str:  # noqa: PLR0911, PLR0912  one line a mistake
    for name in ("province", "period_from", "period_to", "as_of", "edition", "contact"):
        if not isinstance(getattr(config, name), str) or "\x7f" in getattr(config, name):
            return f"{name} must be text"
    if not config.province.strip():
        return "province is empty"
    for name in ("period_from", "period_to", "as_of"):
        if (day := getattr(config, name)) and not is_day(day):
            return f'{name} = "{day}" is no day'
    if config.period_from and config.period_to and config.period_from > config.period_to:
        return f"period_from {config.period_from} > period_to {config.period_to}"
    if not all(isinstance(k, str) for k in config.kinds):
        return "kinds must be texts"
    if type(config.retention_days) is not int or config.retention_days < 0:
        return "retention_days must be a whole number of days"
    for name in ("revisit_days", "revisit_hours", "revisit_most"):
        if type(value := getattr(config, name)) is not int or not 0 <= value <= 10_000:
            return f"{name} must be a whole number"
    if config.delay is not None and not (isinstance(config.delay, (int, float)) and 0 <= config.delay <= 600):
        return "delay must be seconds"
    if not all(isinstance(v, bool) for v in (config.fictitious, config.allow_private)):
        return "fictitious and allow_private must be true or false"
    if (config.resolve or config.allow_private) and not config.fictitious:
        return "resolve and allow_private are for a fictitious province"
    if not all(_HOST.match(h) for h in config.resolve):
        return "resolve: a name of a host is wrong"
    return ""


def is_day(text: str) -> bool:
    """Is this a day as ISO 8601 writes it, with all ten characters?"""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def day_or_usage_error(text: str, name: str) -> str:
    """A day given on the command line. Raises UsageError."""
    if text and not is_day(text):
        raise UsageError(f"{name}: {text} is no day", detail=f"{name} = {text} is no day")
    return text
