"""A bundle looked at, opened, and its figures worked out again: on any machine, without a network, whoever it came from."""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from auditor import backup
from auditor.backup import WorkspaceOccupied
from auditor.collecting import Tick, no_tick
from auditor.export.bytes import report_bytes
from auditor.export.package import PACKAGE
from auditor.figures import province_report
from auditor.proof import differences, extract, sealed, signing
from auditor.proof.bundling import REPORT, WORKSPACE, parts
from auditor.proof.model import Difference, Proof
from auditor.proof.verifying import BUNDLE as REST
from auditor.proof.verifying import MAX_REPORT, parse_report, verify
from auditor.words import LANGUAGES, Words
from auditor.workspace import Workspace
from reports.papers import Circulation

MOST_TABLES = 50


@dataclass(frozen=True, slots=True)
class Checked:
    """What a bundle says of itself, all of it checked. ``signer``: fingerprint, "" unsigned; ``expected``: it is the key that
    was asked for; ``named``: the fingerprint its report prints.
    """

    path: Path
    head: Mapping[str, Any]
    signer: str
    expected: bool
    named: str
    parts: Mapping[str, int]
    members: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A bundle in a folder. ``same``: the report made there has the very bytes of the bundle's; None where the bundle has no
    store to make one from.
    """

    checked: Checked
    folder: Path
    same: bool | None
    differences: tuple[Difference, ...] = ()


def check(file: Path, *, signer: str = "") -> Checked:
    """Every byte against the manifest, the manifest against its signature. ``signer``: the fingerprint it has to have.

    Raises BadBundle, BadSignature, ForeignKey; writes nothing.
    """
    with sealed.opened(file) as archive:
        return _checked(archive, file, signer)[0]


def _checked(
    archive: zipfile.ZipFile, file: Path, signer: str
) -> tuple[Checked, sealed.Sealed, dict[str, Any]]:
    found = sealed.read_head(archive, file)
    if signer and not signing.same_fingerprint(signer, found.signer):
        raise sealed.ForeignKey(file=str(file), found=found.signer or "–", expected=signer)
    _shape(found)
    sealed.check(archive, found)
    report = parse_report(b"".join(sealed.content(archive, found, REPORT)), f"{file}:{REPORT}")
    named = (report.get("provenance") or {}).get("signer", "")
    outlets = [str(outlet["id"]) for outlet in report["outlets"]]
    if found.head["circulation"] == Circulation.OUTLET and outlets != [found.head["outlet"]]:
        raise sealed.BadBundle(file=str(file), detail="outlets")
    if found.signer and named != found.signer:
        # signed by somebody who is not the one whose report it is
        raise sealed.ForeignKey(file=str(file), found=found.signer, expected=named or "–")
    told = Checked(
        file, found.head, found.signer, bool(signer), named, parts(found.members), len(found.members)
    )
    return told, found, report


def _shape(found: sealed.Sealed) -> None:
    """What the manifest must tell, and no workspace file but those a backup may have. Raises BadBundle."""
    head, file = found.head, str(found.file)
    texts = ("version", "circulation", "outlet", "lang", "province", "as_of", "made")
    if not all(isinstance(head.get(name), str) for name in texts) or head["circulation"] not in list(
        Circulation
    ):
        raise sealed.BadBundle(file=file, detail=sealed.MANIFEST)
    edition, period = head.get("edition"), head.get("period")
    if REPORT not in found.members or not (
        isinstance(edition, dict) and _texts(edition.get("id"), edition.get("sha256"))
    ):
        raise sealed.BadBundle(file=file, detail=REPORT)
    if not (isinstance(period, list) and len(period) == 2 and _texts(*period)):
        raise sealed.BadBundle(file=file, detail="period")
    for name in found.members:
        below = name.partition("/")[2] if name.startswith(f"{WORKSPACE}/") else ""
        if below and not backup.allowed(below):
            raise sealed.BadBundle(file=file, detail=f"{name[:80]!r}")


def _texts(*values: object) -> bool:
    return all(isinstance(value, str) for value in values)


def open_bundle(file: Path, folder: Path, *, signer: str = "") -> Opened:
    """Unpacks a bundle into a folder that is empty or not there, and makes its report anew from what it holds.

    Everything is checked before the folder appears. Raises as :func:`check`, WorkspaceOccupied, StoreError, WorkspaceError.
    """
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise FolderOccupied(folder=str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-open-") as near:
        fresh = Path(near) / "new"
        told, report = _unpacked(file, fresh, signer)
        same: bool | None = None
        apart: tuple[Difference, ...] = ()
        if told.head["circulation"] == Circulation.INTERNAL:
            same, apart = _made_again(fresh, report)
        if folder.exists():
            folder.rmdir()
        fresh.rename(folder)
    return Opened(told, folder, same, apart)


class FolderOccupied(WorkspaceOccupied):
    """A bundle opens into a new folder alone. Values: folder."""

    code = "folder_occupied"


def _unpacked(file: Path, folder: Path, signer: str = "") -> tuple[Checked, dict[str, Any]]:
    """All of a bundle in a folder, once all of it was checked; with its report."""
    with sealed.opened(file) as archive:
        told, found, report = _checked(archive, file, signer)
        _unpack(archive, found, folder)
    return told, report


def _unpack(archive: zipfile.ZipFile, found: sealed.Sealed, folder: Path) -> None:
    """The workspace of an internal bundle becomes the folder, the rest stands in a folder of its own."""
    folder.mkdir()
    workspace = found.head["circulation"] == Circulation.INTERNAL
    places: dict[str, Path] = {}
    for name in found.members:
        inner = PurePosixPath(name)
        if workspace and inner.parts[0] == WORKSPACE:
            places[name] = folder.joinpath(*inner.parts[1:])
        elif workspace:
            places[name] = folder / REST / inner
        else:
            places[name] = folder / inner
    sealed.unpack(archive, found, places)
    rest = folder / REST if workspace else folder
    for name in (sealed.MANIFEST, sealed.SIGNATURE):
        if name in archive.namelist():
            rest.mkdir(exist_ok=True)
            (rest / name).write_bytes(archive.read(name))


def _made_again(folder: Path, raw: Mapping[str, Any]) -> tuple[bool, tuple[Difference, ...]]:
    """The report from the unpacked workspace, beside the bundle's."""
    workspace = Workspace.open(folder)
    words = _words(raw)
    with workspace.store() as store:
        made = province_report(workspace, store, words, produced=str(raw["produced"]))
    data = report_bytes(made, words)
    workspace.reports.mkdir(exist_ok=True)
    (workspace.reports / REPORT).write_bytes(data)
    if data == (folder / REST / REPORT).read_bytes():
        return True, ()
    return False, tuple(differences.compare(raw, json.loads(data), words))


def _words(raw: Mapping[str, Any]) -> Words:
    return Words(raw["lang"] if raw.get("lang") in LANGUAGES else "vi")


def verify_bundle(
    file: Path, workspace: Path, *, pages: bool = True, jobs: int | None = None, tick: Tick = no_tick
) -> Proof:
    """The figures of a bundle worked out again from what it carries; a public one, which carries nothing to work with, from
    the workspace. Raises as :func:`check` and what the stages raise.
    """
    with tempfile.TemporaryDirectory(prefix="auditor-bundle-") as near:
        folder = Path(near) / "new"
        told, report = _unpacked(file, folder)
        if told.head["circulation"] == Circulation.OUTLET:
            return extract.verify(folder, told.head, report, _words(report))
        package: dict[str, bytes] = {}
        if told.head["circulation"] == Circulation.INTERNAL:
            workspace = folder
        else:
            package = {f"data/{f.name}": f.read_bytes() for f in sorted((folder / "data").glob("*.csv"))}
        return _verified(workspace, report, package, pages=pages, jobs=jobs, tick=tick)


def _verified(
    folder: Path,
    report: Mapping[str, Any],
    package: Mapping[str, bytes],
    *,
    pages: bool,
    jobs: int | None,
    tick: Tick,
) -> Proof:
    workspace = Workspace.open(folder)
    with workspace.store(readonly=True) as store:
        return verify(workspace, store, report, pages=pages, package=package, jobs=jobs, tick=tick)


def verify_package(
    file: Path, workspace: Path, *, pages: bool = True, jobs: int | None = None, tick: Tick = no_tick
) -> Proof:
    """A data package against the workspace it is of: its report and every line of its tables. ``file``: the zip, or the
    report.json of its folder. Raises BadBundle, BadReport and what the stages raise.
    """
    members = _members_of(file)
    report = parse_report(members.pop(REPORT), str(file))
    return _verified(workspace, report, members, pages=pages, jobs=jobs, tick=tick)


def is_package(file: Path) -> bool:
    """Does a dictionary stand beside the report?"""
    if file.suffix.lower() == ".zip":
        with sealed.opened(file) as archive:
            names = archive.namelist()
        return PACKAGE in names and sealed.MANIFEST not in names
    return file.name == REPORT and (file.parent / PACKAGE).is_file()


def _members_of(file: Path) -> dict[str, bytes]:
    """The report and the tables of a package; nothing else of it is looked at."""
    if file.suffix.lower() != ".zip":
        tables = sorted((file.parent / "data").glob("*.csv"))
        return {REPORT: file.read_bytes()} | {f"data/{f.name}": f.read_bytes() for f in tables}
    with sealed.opened(file) as archive:
        wanted = [n for n in archive.namelist() if n == REPORT or re.fullmatch(r"data/[a-z]+\.csv", n)]
        return {name: sealed.bounded(archive, name, MAX_REPORT, file) for name in wanted[:MOST_TABLES]}
