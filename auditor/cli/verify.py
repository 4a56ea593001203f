"""``auditor verify``: every figure of a report worked out once more, and what differs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from auditor.cli.base import Shell, example, option

if TYPE_CHECKING:
    from auditor.cli.progress import Ticker
    from auditor.proof.model import Difference, Proof

# more than this nobody reads on a screen; --json and --all have everything
MOST = 40
LONGEST = 160
# the program's file of levels is called otherwise in a workspace
_PROGRAM = {"program:adoption.yaml": "adoption-rules.yaml", "program:outlets": "outlets"}


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("verify", help=shell("cli.verify.help"), epilog=example(shell, "cli.verify.example"))
    def verify(
        report: Path = typer.Argument(..., help=shell("cli.verify.report")),
        pages: bool = option(shell, "--pages/--no-pages", help="cli.verify.pages", default=True),
        every: bool = option(shell, "--all", help="cli.verify.all", default=False),
        jobs: int = option(shell, "--jobs", "-j", help="cli.analyse.jobs", default=None, min=1, max=64),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor.cli.progress import Bars

        with Bars(shell) as bars:
            proof = _proof(shell, report, pages, jobs, bars)
        if as_json:
            shell.json(_plain(proof))
        else:
            say_proof(shell, proof, every=every)
        if not proof.same:
            raise typer.Exit(1)


def _proof(shell: Shell, report: Path, pages: bool, jobs: int | None, bars: Ticker) -> Proof:
    from auditor.errors import InputError
    from auditor.proof.opening import is_package, verify_bundle, verify_package
    from auditor.proof.verifying import BadReport, read_report, verify
    from auditor.workspace import Workspace

    if not report.is_file():
        raise InputError(file=str(report), detail="missing")
    if report.suffix.lower() not in (".zip", ".json"):
        raise BadReport(file=str(report), detail=shell("cli.verify.json_only"))
    if is_package(report):
        return verify_package(report, shell.folder, pages=pages, jobs=jobs, tick=bars)
    if report.suffix.lower() == ".zip":
        return verify_bundle(report, shell.folder, pages=pages, jobs=jobs, tick=bars)
    raw = read_report(report)
    workspace = Workspace.open(_folder(shell.folder, report))
    with workspace.store(readonly=True) as store:
        return verify(workspace, store, raw, pages=pages, jobs=jobs, tick=bars)


def _folder(folder: Path, report: Path) -> Path:
    """The workspace meant; where none is named, the one the report stands in."""
    from auditor.workspace import CONFIG

    own = report.resolve().parent.parent
    return own if not (folder / CONFIG).is_file() and (own / CONFIG).is_file() else folder


def _plain(proof: Proof) -> dict[str, object]:
    import dataclasses

    return {"same": proof.same} | dataclasses.asdict(proof)


def say_proof(shell: Shell, proof: Proof, *, every: bool = False) -> None:
    """What was looked at, and what differs, causes first."""
    shell.say(
        "cli.verify.looked", figures=shell.number(proof.figures), articles=shell.number(proof.articles),
        pages=shell.number(proof.pages), papers=shell.number(proof.papers),
    )  # fmt: skip
    for key, count in proof.notes:
        shell.say(f"proof.note.{key}", count=shell.number(count), style="yellow")
    if proof.same:
        shell.say("cli.verify.same", style="green")
        return
    shell.say("cli.verify.differs", count=shell.number(len(proof.differences)), style="bold red")
    say_differences(shell, proof.differences, every=every)


def say_differences(shell: Shell, found: tuple[Difference, ...], *, every: bool = False) -> None:
    """Each kind with its number and the first of it."""
    kind = ""
    told = 0
    for one in found if every else _some(found):
        told += 1
        if one.kind != kind:
            kind = one.kind
            count = sum(d.kind == kind for d in found)
            shell.say(
                "cli.verify.kind", kind=shell(f"proof.kind.{kind}"), count=shell.number(count), style="bold"
            )
        _say(shell, one)
    if left := len(found) - told:
        shell.say("cli.verify.more", count=shell.number(left))


def _some(found: tuple[Difference, ...]) -> list[Difference]:
    """The first of every kind before more of any: a changed rule moves hundreds of figures, and is one line itself."""
    kinds = list(dict.fromkeys(d.kind for d in found))
    share = min(12, max(3, MOST // max(1, len(kinds))))
    return [d for kind in kinds for d in [d for d in found if d.kind == kind][:share]]


def _say(shell: Shell, one: Difference) -> None:
    from reports.prepare import clean_text

    what = _what(shell, one)
    # what a report says of itself may steer the terminal
    shell.out.print("  " + clean_text(f"{what} ({one.where})" if what else one.where), markup=False)
    if one.before or one.now:
        before, now = (_value(shell, value) for value in (one.before, _page(shell, one)))
        shell.out.print("    " + shell("cli.verify.values", before=before, now=now), markup=False)


def _what(shell: Shell, one: Difference) -> str:
    """What it is that differs, as officials call it; "" where its place says so."""
    first, _, rest = one.what.partition(" ")
    if one.kind == "table":
        return _named(shell, "proof.table", one.where)
    if one.kind.startswith("file"):
        program, _, name = one.where.rpartition(":")
        found = _named(shell, "proof.file", re.split(r"[/.]", _PROGRAM.get(one.where, name))[0])
        return shell("proof.file.program", what=found) if program and found else found
    if one.kind == "decision":
        return " ".join(f"{_named(shell, 'decision.kind', first) or first}: {rest}".split())
    if one.kind == "score":
        field = _named(shell, "proof.field", one.where.rpartition("].")[2])
        return f"{one.what} › {field}" if field else one.what
    return one.what


def _named(shell: Shell, key: str, name: str) -> str:
    return shell(f"{key}.{name}") if f"{key}.{name}" in shell.words else ""


def _page(shell: Shell, one: Difference) -> str:
    """What became of an archived page; a library tells damage in bytes, which stay in --json."""
    if one.kind != "page":
        return one.now
    return shell("proof.page.digest" if one.now == "digest" else "proof.page.unreadable")


def _value(shell: Shell, value: str) -> str:
    """A value as the language writes it, with all its digits; long texts cut."""
    from reports.prepare import clean_text

    if re.fullmatch(r"-?\d+\.\d+(e-?\d+)?", value) and shell.lang == "vi":
        return value.replace(".", ",")
    return clean_text(value if len(value) <= LONGEST else f"{value[:LONGEST]}…") or shell("proof.empty")
