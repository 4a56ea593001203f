"""One file from which anybody offline gets the same report: what its figures were made from, and a signature over all of it.

Three circles of readers, as for papers. ``internal``: the whole workspace, texts and papers with it, for the department.
``outlet``: that outlet's own articles and figures, of no other. ``public``: figures alone, no text, no name.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from auditor import __version__, backup
from auditor.editions import edition_of
from auditor.errors import UsageError
from auditor.export.bytes import report_bytes
from auditor.export.package import package_members
from auditor.figures import province_report
from auditor.proof import extract, sealed, signing
from auditor.store import Store
from auditor.store.connection import connect, guarded
from auditor.words import Words
from auditor.workspace import STORE, Workspace
from crawlers.provinces import predecessors
from crawlers.register import packaged
from indicators.rules.loader import program_packs
from reports import write_html, write_xlsx
from reports.figures import ProvinceReport
from reports.papers import Circulation
from reports.papers.circulating import circulated

REPORT = "report.json"
# the workspace itself stands below this folder, so that nothing of it is taken for the report
WORKSPACE = "workspace"
PROGRAM = "program"
# what a workspace is made of, for whoever reads the list of a bundle; all others are "other"
PARTS = {
    "workspace/auditor.sqlite": "store", "workspace/archive": "pages", "workspace/outlets": "register", "workspace/evidence": "evidence",
    "workspace/rules": "own_rules", "workspace/indexes": "editions", "workspace/coding": "coding", "workspace/forms": "forms",
    "workspace/targets.yaml": "plans", "workspace/collecting.yaml": "plans", "workspace/adoption": "adoption",
    "program/rules": "rules", "program/indexes": "editions", "program/plans": "plans", "program/outlets": "register", "report": "report", "data": "data", "articles.jsonl": "texts", "withheld.json": "texts",
    "rules": "own_rules", "indexes": "editions", "spss/": "data", "r/": "data", "datapackage.json": "data", "README.txt": "data",
    "workspace/auditor.toml": "config", "workspace/confirmed-wording.yaml": "editions", "workspace/signing.pub": "key",
    "workspace/provinces.yaml": "plans", "workspace/promises.yaml": "plans", "workspace/papers.yaml": "config",
    "workspace/replies.yaml": "plans", "workspace/rule-judgements.jsonl": "decisions", "workspace/attachments": "texts",
    "workspace/officials": "officials", "officials": "officials",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as written. ``parts``: files by kind, keys below ``proof.part.``; ``fresh_key``: a key was made for it."""

    path: Path
    size: int
    sha256: str
    circulation: str
    signer: str
    parts: Mapping[str, int]
    fresh_key: bool = False


def bundle(
    workspace: Workspace,
    target: Path,
    words: Words,
    *,
    circulation: str = "internal",
    outlet: str = "",
    with_archive: bool = False,
    signed: bool = True,
) -> Bundle:
    """Writes a bundle of the last scoring. Raises UsageError, NothingToDo, NoKey, WriteError.

    The same workspace gives the same bytes. A key is made where there is none, unless ``signed`` is False.
    """
    circle = _circle(workspace, circulation, outlet)
    fresh = signed and not signing.has_private(workspace.path)
    # one writer at a time: the report and the store in it are of the same moment
    with workspace.lock(), workspace.store(readonly=True) as store:
        # before a key is made: a workspace without scores keeps none
        report = _report(workspace, store, words)
        if fresh:
            signing.make_key(workspace)
            report = _signed_by(report, signing.signer_of(workspace.path))
        with tempfile.TemporaryDirectory(prefix="auditor-bundle-") as folder:
            members = _members(workspace, store, report, words, circle, outlet, with_archive, Path(folder))
            head = _head(workspace, report, words, circle, outlet)

            def sign(data: bytes) -> tuple[bytes, bytes]:
                return signing.sign(workspace, data)

            size, digest = sealed.write(target, head, members, sign if signed else None)
    signer = signing.signer_of(workspace.path) if signed else ""
    return Bundle(target, size, digest, str(circle), signer, parts(members), fresh)


def _circle(workspace: Workspace, circulation: str, outlet: str) -> Circulation:
    if circulation not in list(Circulation):
        raise UsageError(detail=f"--circulation {circulation}? {', '.join(Circulation)}")
    circle = Circulation(circulation)
    if (circle == Circulation.OUTLET) != bool(outlet):
        raise UsageError(detail="--circulation outlet --outlet …")
    if outlet and workspace.register().get(outlet) is None:
        raise UsageError(detail=f"--outlet {outlet}? (auditor outlets list)")
    if not workspace.config.as_of:
        # "today" would be another day wherever it is opened, and with it another rate
        raise NoDay(detail="as_of")
    return circle


class NoDay(UsageError):
    """The workspace says "today" for the day of its figures; a bundle is of one day. Values: detail."""

    code = "bundle_no_day"


def _report(workspace: Workspace, store: Store, words: Words) -> ProvinceReport:
    """The report, dated by its scoring: made at another hour it is the same."""
    ended = store.one("SELECT ended FROM runs WHERE id = (SELECT max(run) FROM score_runs)")
    return province_report(workspace, store, words, produced=ended["ended"] or "" if ended else "")


def _signed_by(report: ProvinceReport, signer: str) -> ProvinceReport:
    """The report as it would be had the key been there when it was made."""
    made_from = replace(report.provenance, signer=signer) if report.provenance else None
    versions = tuple((name, signer if name == "signature" else value) for name, value in report.versions)
    return replace(report, versions=versions, provenance=made_from)


def _head(
    workspace: Workspace, report: ProvinceReport, words: Words, circle: Circulation, outlet: str
) -> dict[str, object]:
    edition = edition_of(workspace)
    made_from = report.provenance
    return {
        "version": __version__,
        "circulation": str(circle),
        "outlet": outlet,
        "lang": words.lang,
        "province": report.province,
        "fictitious": report.fictitious,
        "period": list(report.period),
        "as_of": report.as_of,
        "made": report.produced,
        "edition": {"id": edition.id, "sha256": edition.sha256},
        "engine": dict(made_from.engine) if made_from and circle == Circulation.INTERNAL else {},
    }


def _members(
    workspace: Workspace,
    store: Store,
    report: ProvinceReport,
    words: Words,
    circle: Circulation,
    outlet: str,
    with_archive: bool,
    folder: Path,
) -> dict[str, Path | bytes]:
    members: dict[str, Path | bytes] = {}
    if circle == Circulation.PUBLIC:
        # report.json is among them
        return dict(package_members(report, store, workspace, words, circle))
    if circle == Circulation.OUTLET:
        shown = circulated(report, circle, outlet)
        members |= extract.members(workspace, store, outlet)
    else:
        shown = report
        members |= {f"{WORKSPACE}/{name}": file for name, file in backup.members_of(workspace, with_archive)}
        members[f"{WORKSPACE}/{STORE}"] = _packed_store(workspace.store_file, folder / STORE)
        for name, write in (("report.html", write_html), ("report.xlsx", write_xlsx)):
            write(report, words, folder / name)
            members[name] = folder / name
    members |= dict(_program(workspace, bodies=circle == Circulation.INTERNAL))
    members[REPORT] = report_bytes(shown, words)
    return members


def _packed_store(source: Path, target: Path) -> Path:
    """A copy whose bytes follow from its rows alone: SQLite counts changes in the file, and leaves holes."""
    with contextlib.closing(connect(source, readonly=True)) as conn, guarded(source):
        conn.execute("VACUUM INTO ?", (str(target),))
    return target


def _program(workspace: Workspace, *, bodies: bool) -> Iterator[tuple[str, bytes]]:
    """The rules, the index, the plans and, with ``bodies``, the register of the province as they were, to be read; the program
    that opens the bundle brings its own.
    """
    edition = edition_of(workspace)
    packs = program_packs()
    indexes = packs.parent.parent / "indexes"
    here = Path(__file__).resolve().parent.parent
    files = [("rules", file) for file in sorted(packs.glob("*.yaml"))]
    files += [("indexes", indexes / f"{name}.yaml") for name in (edition.id, *edition.extends)]
    files += [("plans", here / name) for name in ("targets.yaml", "adoption.yaml")]
    if bodies and not workspace.config.fictitious:
        files += [("outlets", file) for file in _bodies(workspace)]
    for folder, file in files:
        if file.is_file():
            # line ends alike on every system
            yield f"{PROGRAM}/{folder}/{file.name}", file.read_bytes().replace(b"\r\n", b"\n")


def _bodies(workspace: Workspace) -> list[Path]:
    """The program's files of every body that was ever in the province, or in one that became part of it."""
    province = workspace.config.province
    places = {province, *predecessors(province)}
    root = packaged()
    found = {
        Path(outlet.file)
        for outlet in workspace.register().outlets
        if any(place.value in places for place in outlet.provinces)
    }
    return sorted(file for file in found if file.is_relative_to(root))


def parts(names: Mapping[str, object]) -> dict[str, int]:
    """How many files of which kind, in the order of PARTS."""
    found = Counter(
        next((part for start, part in PARTS.items() if name.startswith(start)), "other") for name in names
    )
    return {part: found[part] for part in dict.fromkeys([*PARTS.values(), "other"]) if found[part]}
