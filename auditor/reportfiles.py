"""Reports that somebody sent: ``report.json`` alone, in a folder or in a data package, read without trusting any of it.

Whatever a file says is checked against the form of reports before a figure is taken from it; nothing else of a package is opened.
"""

from __future__ import annotations

import functools
import glob
import hashlib
import importlib.resources
import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from jsonschema import Draft202012Validator

from auditor.errors import InputError
from reports.figures import DueRate, Milestone
from reports.jsonfile import SCHEMA

NAME = "report.json"
# what a data package and a bundle say of their own files
DICTIONARY, MANIFEST, SIGNATURE = "datapackage.json", "manifest.json", "manifest.sig"
_TABLE = re.compile(r"data/[a-z_]+\.csv")
# 400 outlets with examples have 20 MB
MAX_FILE = 60 * 1024 * 1024
MAX_ENTRIES = 20_000
MAX_FILES = 1000


class NoReport(InputError):
    """The file holds no report of ours. Values: file, detail."""

    code = "no_report"


class Tampered(NoReport):
    """What a package says of its own files is not what they are. Values: file, detail (the file inside)."""

    code = "tampered_package"


@dataclass(frozen=True, slots=True)
class Share:
    """A measured share of one outlet: part of whole, with its interval."""

    part: float
    whole: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class ReportedOutlet:
    """One body of a report. ``level`` None: it declared nothing. ``verified``: of the level it declared."""

    id: str
    name: str
    kind: str
    counted: bool
    level: int | None
    verified: bool
    shares: Mapping[str, Share] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReportedRate:
    """k of N at one level, as the report prints it. ``verified`` None: nobody asked, or (``withheld``) it is not told."""

    applied: int
    counted: int
    verified: int | None
    last: tuple[Milestone, ...]
    next: tuple[Milestone, ...]
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class ReportFile:
    """What is taken from one report. ``sha256``: of the bytes read; ``codes``: of the indicators, in the order of its edition; ``signer``:
    fingerprint of the key that signed the bundle it came in, "" unsigned.
    """

    file: str
    sha256: str
    province: str
    fictitious: bool
    as_of: str
    produced: str
    period: tuple[str, str]
    edition: str
    denominator: str
    pilot: ReportedRate
    formal: ReportedRate
    outlets: tuple[ReportedOutlet, ...]
    versions: Mapping[str, str]
    codes: tuple[str, ...]
    titles: Mapping[str, str]
    signer: str = ""


def read_report(path: Path) -> ReportFile:
    """A report file, or that of a folder, data package or bundle, each held against the hashes it carries.

    Raises NoReport, Tampered, and what checking a bundle raises.
    """
    body = _body(path)
    signer = _held(path)
    try:
        raw = json.loads(body.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise NoReport(f"{path}: {error}", file=path.name, detail="JSON") from error
    if not isinstance(raw, dict) or raw.get("schema") != SCHEMA:
        raise NoReport(f"{path}: another schema", file=path.name, detail=f"schema ≠ {SCHEMA}")
    wrong = next(_validator().iter_errors(raw), None)
    if wrong is not None:
        place = "/".join(str(part) for part in wrong.absolute_path) or "/"
        raise NoReport(f"{path}: {place}", file=path.name, detail=place)
    try:
        found = replace(_report(path, hashlib.sha256(body).hexdigest(), raw), signer=signer)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise NoReport(f"{path}: {error}", file=path.name, detail="?") from error
    _consistent(path, found)
    return found


def files_of(named: Iterable[str]) -> list[Path]:
    """The files meant: patterns are spread here, since a Windows prompt does not; a workspace stands for its newest report.

    Raises NoReport for what is not there.
    """
    found: list[Path] = []
    for name in named:
        spread = (
            sorted(glob.glob(name)) if any(c in name for c in "*?[") and not Path(name).exists() else [name]
        )
        if not spread:
            raise NoReport(f"{name} is missing", file=name, detail="missing")
        for one in spread:
            path = Path(one)
            if not path.exists():
                raise NoReport(f"{path} is missing", file=str(path), detail="missing")
            found.append(_newest(path) if path.is_dir() and not (path / NAME).is_file() else path)
    if len(found) > MAX_FILES:
        raise NoReport(f"{len(found)} files", file=found[MAX_FILES].name, detail=f"> {MAX_FILES}")
    return found


def _newest(folder: Path) -> Path:
    """The report of the latest day in a workspace's reports; their names end in it."""
    reports = [*(folder / "reports").glob("*.json")]
    if not reports:
        raise NoReport(f"{folder}: no report", file=str(folder), detail=NAME)
    return max(reports, key=lambda file: file.stem[-10:])


def _body(path: Path) -> bytes:
    try:
        if path.is_dir():
            path = path / NAME
        if path.suffix.lower() == ".zip":
            return _packed(path)
        if path.stat().st_size > MAX_FILE:
            raise NoReport(f"{path} is too large", file=path.name, detail=f"> {MAX_FILE // 1024**2} MB")
        return path.read_bytes()
    except OSError as error:
        raise NoReport(str(error), file=path.name, detail=error.strerror or str(error)) from error


def _packed(path: Path) -> bytes:
    try:
        with ZipFile(path) as archive:
            many = len(archive.infolist()) > MAX_ENTRIES
            with archive.open(NAME) as stream:
                # what the archive claims of its size is not believed
                body = b"" if many else stream.read(MAX_FILE + 1)
    except KeyError as error:
        raise NoReport(f"{path}: no {NAME}", file=path.name, detail=NAME) from error
    except OSError:
        raise
    except Exception as error:
        # whatever a crafted archive makes zipfile, zlib or lzma raise
        raise NoReport(f"{path}: {error}", file=path.name, detail="zip") from error
    if many or len(body) > MAX_FILE:
        raise NoReport(f"{path} is too large", file=path.name, detail=f"> {MAX_FILE // 1024**2} MB")
    return body


def _held(path: Path) -> str:
    """Every file of a package against the hash that its dictionary or manifest names; answers who signed, "" nobody."""
    if path.is_dir():
        listing = path / DICTIONARY
        if (path / MANIFEST).is_file() or (path / SIGNATURE).is_file():
            from auditor.proof.sealed import held  # noqa: PLC0415  costs cryptography

            return held(path)
        if listing.is_file():
            _as_listed(path, listing.read_bytes(), lambda name: (path / name).read_bytes())
        return ""
    if path.suffix.lower() != ".zip":
        return ""
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
            if DICTIONARY in names and MANIFEST not in names:
                _as_listed(path, _bounded(archive, DICTIONARY), lambda name: _bounded(archive, name))
    except NoReport:
        raise
    except Exception as error:
        raise NoReport(f"{path}: {error}", file=path.name, detail="zip") from error
    if MANIFEST not in names:
        return ""
    from auditor.proof.opening import check  # noqa: PLC0415  costs the whole of reports

    return check(path).signer


def _bounded(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        return stream.read(MAX_FILE + 1)


def _as_listed(path: Path, listing: bytes, content: Callable[[str], bytes]) -> None:
    """Raises Tampered for the first file that is not the one the dictionary names."""
    try:
        resources = json.loads(listing.decode("utf-8"))["resources"]
        listed = {str(one["path"]): str(one["hash"]) for one in resources}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Tampered(f"{path}: {error}", file=path.name, detail=DICTIONARY) from error
    if NAME not in listed:
        raise Tampered(f"{path}: {NAME}", file=path.name, detail=NAME)
    for name, digest in listed.items():
        if name != NAME and not _TABLE.fullmatch(name):
            raise Tampered(f"{path}: {name}", file=path.name, detail=name[:80])
        try:
            found = f"sha256:{hashlib.sha256(content(name)).hexdigest()}"
        except (OSError, KeyError) as error:
            raise Tampered(f"{path}: {name}", file=path.name, detail=name) from error
        if found != digest:
            raise Tampered(f"{path}: {name}", file=path.name, detail=name)


def _no_constant(name: str) -> None:
    raise ValueError(name)


@functools.cache
def _validator() -> Draft202012Validator:
    text = (importlib.resources.files("reports") / "report.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def _report(path: Path, digest: str, raw: Mapping[str, Any]) -> ReportFile:
    outlets = tuple(_outlet(one) for one in raw["outlets"])
    lines = {line["code"]: line["title"] for one in raw["outlets"] for line in one["indicators"]}
    return ReportFile(
        file=str(path),
        sha256=digest,
        province=raw["province"],
        fictitious=bool(raw["fictitious"]),
        as_of=raw["as_of"],
        produced=raw["produced"],
        period=(raw["period"]["first"], raw["period"]["last"]),
        edition=raw["edition"],
        denominator=raw["denominator"],
        pilot=_rate(raw["pilot"]),
        formal=_rate(raw["formal"]),
        outlets=outlets,
        versions={str(k): str(v) for k, v in raw["versions"].items()},
        codes=tuple(lines),
        titles=lines,
    )


def _rate(raw: Mapping[str, Any]) -> ReportedRate:
    last, following = (tuple(_milestone(m) for m in raw[name]) for name in ("last", "next"))
    withheld = "verified" in raw.get("withheld", ())
    return ReportedRate(raw["applied"], raw["counted"], raw["verified"], last, following, withheld)


def _milestone(raw: Mapping[str, Any]) -> Milestone:
    # reports from before milestones were held against their due day have none
    then = raw.get("at_due")
    return Milestone(
        int(raw["year"]), float(raw["share"]), int(raw["level"]), raw["issuer"], raw["source"],
        raw["evidence_mark"], bool(raw["at_least"]),
        DueRate(then["applied"], then["counted"], then.get("verified")) if then else None,
        bool(raw.get("national", False)),
    )  # fmt: skip


def _outlet(raw: Mapping[str, Any]) -> ReportedOutlet:
    shares = {}
    for line in raw["indicators"]:
        part, whole = line["numerator"], line["n"]
        if line["outcome"] == "measured" and part is not None and whole and 0 <= part <= whole:
            span = line["interval"]
            ends = (float(span["low"]), float(span["high"])) if span else (None, None)
            if all(end is None or math.isfinite(end) for end in ends):
                shares[line["code"]] = Share(float(part), float(whole), *ends)
    adoption = raw["adoption"]
    return ReportedOutlet(
        raw["id"],
        raw["name"],
        raw["kind"],
        bool(raw["counted"]),
        adoption["level"],
        bool(adoption["verified"]),
        shares,
    )


def _consistent(path: Path, report: ReportFile) -> None:
    """A rate that its own outlets contradict is no figure to hand on. A report without names is taken by its rate alone."""
    counted = [o for o in report.outlets if o.counted]
    for rate, level in ((report.pilot, 1), (report.formal, 2)):
        applied = sum((o.level or 0) >= level for o in counted)
        if not 0 <= rate.applied <= rate.counted or (
            counted and (applied, len(counted)) != (rate.applied, rate.counted)
        ):
            detail = f"{rate.applied}/{rate.counted} ≠ {applied}/{len(counted)}"
            raise NoReport(f"{path}: {detail}", file=path.name, detail=detail)
        for then in (goal.at_due for goal in rate.last if goal.at_due):
            if then.applied > then.counted:
                detail = f"{then.applied} > {then.counted}"
                raise NoReport(f"{path}: {detail}", file=path.name, detail=detail)
