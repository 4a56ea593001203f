"""``auditor form``: forms that bodies fill in offline, read back by the hundred, and the sheet they are scored on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from auditor.cli import formfill
from auditor.cli.base import Shell, example, option
from auditor.cli.scoreview import show_sheet

if TYPE_CHECKING:
    from auditor.forms.model import Form, Sender, WrongCell
    from auditor.forms.plan import CollectingPlan
    from auditor.forms.reading import Filled
    from auditor.forms.records import Records
    from auditor.workspace import Workspace
    from indicators.indexes.model import Edition

EXIT_WRONG_CELLS = 5
SHOWN = 50


def add(app: typer.Typer, shell: Shell) -> None:
    group = typer.Typer(no_args_is_help=True)
    app.add_typer(group, name="form", help=shell("cli.form.help"))
    _add_new(group, shell)
    _add_read(group, shell)
    _add_missing(group, shell)
    _add_merge(group, shell)
    _add_exclude(group, shell)
    _add_score(group, shell)
    formfill.add_to(group, shell)


@dataclass(frozen=True, slots=True)
class _Room:
    """What every command needs: who is asked what, for which period."""

    workspace: Workspace
    edition: Edition
    plan: CollectingPlan
    senders: dict[str, Sender]
    lang: str

    def form(self, sender: str) -> Form | None:
        """The form of a body as it would go out today; None for one that is not asked."""
        from auditor.errors import NothingToDo
        from auditor.forms.lines import form_for

        try:
            return (
                form_for(self.senders[sender], self.edition, self.plan, self.lang)
                if sender in self.senders
                else None
            )
        except NothingToDo:
            return None

    def asked(self) -> list[Sender]:
        """Those whom the edition asks something."""
        return [sender for id, sender in self.senders.items() if self.form(id)]

    def records(self) -> Records:
        from auditor.forms.records import read_records

        return read_records(self.workspace, self.edition.id, self.plan.period)

    def sender(self, name: str) -> Sender:
        """A body by id or name. Raises UsageError."""
        from auditor.errors import UsageError
        from crawlers.register import slug

        found = self.senders.get(name) or next(
            (s for s in self.senders.values() if slug(s.name) == slug(name)), None
        )
        if found is None:
            raise UsageError(f"no sender {name}", detail=f"{name}? {', '.join(list(self.senders)[:20])}")
        return found


def _room(shell: Shell, edition: str = "") -> _Room:
    from auditor.editions import edition_of
    from auditor.forms.plan import load_plan, senders
    from auditor.workspace import Workspace

    workspace = Workspace.open(shell.folder)
    meant = edition_of(workspace, edition)
    plan = load_plan(workspace, meant)
    asked = {s.id: s for s in senders(workspace, workspace.register(), plan)}
    return _Room(workspace, meant, plan, asked, shell.lang)


def _add_new(group: typer.Typer, shell: Shell) -> None:
    @group.command("new", help=shell("cli.form.new.help"), epilog=example(shell, "cli.form.new.example"))
    def new(
        who: list[str] = option(shell, "--who", help="cli.form.who", default=[]),
        kind: str = option(shell, "--kind", help="cli.form.kind", default=""),
        docx: bool = option(shell, "--docx", help="cli.form.docx", default=False),
        output: Path = option(shell, "--output", "-o", help="cli.form.output", default=None),
        edition: str = option(shell, "--edition", help="cli.form.edition", default=""),
    ) -> None:
        from auditor.errors import NothingToDo
        from auditor.forms import workbook

        room = _room(shell, edition)
        wanted = _wanted(room, who, kind)
        if not wanted:
            raise NothingToDo(
                "nobody is asked",
                stage="form",
                detail=shell(f"form.respondent.{kind}") if kind else room.edition.id,
            )
        folder = output or room.workspace.path / "forms" / f"{room.edition.id}-{room.plan.period[1]}"
        records = room.records()
        written = working = 0
        for sender in wanted:
            form = room.form(sender.id)
            if form is None:
                continue
            said = records.shown(sender.id)
            file = folder / f"{shell('form.file')}-{sender.id}.xlsx"
            if _kept(shell, file):
                continue
            workbook.write_form(file, form, shell.words, {a.code: a for a in said.answers} if said else None)
            if docx:
                from auditor.forms import paper

                paper.write_form(file.with_suffix(".docx"), form, shell.words)
            written, working = written + 1, working + form.working
        shell.say("cli.form.new.done", n=written, folder=folder)
        if working:
            shell.note("cli.form.working", style="yellow")
        if room.plan.default_points is None and not room.plan.points:
            shell.note("cli.form.no_points", style="yellow")


def _kept(shell: Shell, file: Path) -> bool:
    """Somebody may have filled it in already: what is there stays."""
    if file.exists():
        shell.note("cli.form.exists", file=file, style="yellow")
    return file.exists()


def _wanted(room: _Room, who: Sequence[str], kind: str) -> list[Sender]:
    from auditor.errors import UsageError
    from auditor.forms.model import RESPONDENTS

    if kind and kind not in RESPONDENTS:
        raise UsageError(detail=f"--kind {kind}? {', '.join(RESPONDENTS)}")
    if who:
        return [room.sender(name) for name in who]
    return [s for s in room.asked() if not kind or s.respondent == kind]


def _add_read(group: typer.Typer, shell: Shell) -> None:
    @group.command("read", help=shell("cli.form.read.help"), epilog=example(shell, "cli.form.read.example"))
    def read(
        files: list[Path] = typer.Argument(..., help=shell("cli.form.files")),
        received: str = option(shell, "--received", help="cli.form.received", default=""),
        edition: str = option(shell, "--edition", help="cli.form.edition", default=""),
    ) -> None:
        from datetime import UTC, datetime

        from auditor.adoption import load_rules
        from auditor.forms.reading import read_filled
        from auditor.forms.records import Record, add
        from auditor.workspace import day_or_usage_error

        day = day_or_usage_error(received, "--received") or datetime.now(UTC).date().isoformat()
        room = _room(shell, edition)
        rules = load_rules(room.workspace)
        found: list[Record] = []
        wrong = count = 0
        with room.workspace.lock():
            for file in _files_in(files):
                filled = _one(shell, lambda f=file: read_filled(f, room.form, rules, received=day))  # type: ignore[misc]
                if filled is None:
                    wrong += 1
                    continue
                count += 1
                wrong += any(cell.fatal for cell in filled.wrong)
                _say_filled(shell, filled)
                found += [filled.submission] if filled.submission else filled.appraisals
            new = add(room.workspace, found)
        shell.say("cli.form.read.done", files=count, new=new, wrong=wrong)
        shell.say("cli.next.form_mend" if wrong else "cli.next.form_read")
        if wrong:
            raise typer.Exit(EXIT_WRONG_CELLS)


def _one(shell: Shell, read: Callable[[], Filled]) -> Filled | None:
    """One file; a broken one among a hundred does not keep out the others."""
    from auditor.cli.base import describe
    from auditor.errors import InputError

    try:
        return read()
    except InputError as error:
        shell.err.print(describe(shell, error)[0], style="bold red", markup=False)
        return None


def _files_in(files: Iterable[Path]) -> list[Path]:
    """The files named, and all forms of the folders named with those below; Office's lock files are none."""
    found: list[Path] = []
    for file in files:
        below = (p for suffix in ("xlsx", "docx") for p in file.rglob(f"*.{suffix}")) if file.is_dir() else ()
        found += sorted(p for p in below if not p.name.startswith(("~$", "."))) if file.is_dir() else [file]
    return found


def place_of(shell: Shell, one: WrongCell) -> str:
    """Where a mistake stands, as the program that the file is opened in shows it."""
    if not one.table:
        return shell("form.place.cell", sheet=one.sheet, cell=one.cell)
    place = shell("form.place.table", table=one.table, sheet=one.sheet)
    for name in ("row", "column"):
        if value := getattr(one, name):
            place += ", " + shell(f"form.place.{name}", value=value)
    return place


def _say_filled(shell: Shell, filled: Filled) -> None:
    for one in filled.wrong[:SHOWN]:
        shell.note(
            f"form.wrong.{one.reason}", file=one.file, place=place_of(shell, one), sheet=one.sheet, cell=one.cell,
            value=one.value, style="yellow",
        )  # fmt: skip
    if len(filled.wrong) > SHOWN:
        shell.note("cli.form.read.more", file=filled.file, n=len(filled.wrong) - SHOWN, style="yellow")
    if filled.submission is not None:
        status = "draft" if filled.submission.draft else "final"
        shell.say(
            "cli.form.read.form", file=filled.file, sender=filled.submission.sender, status=shell(f"form.status.{status}"),
            rows=len(filled.submission.answers), blank=filled.blank, wrong=filled.submission.wrong,
        )  # fmt: skip
    elif filled.appraisals:
        shell.say(
            "cli.form.read.sheet", file=filled.file, rows=len(filled.appraisals), by=filled.appraisals[0].by
        )


def _add_missing(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "missing", help=shell("cli.form.missing.help"), epilog=example(shell, "cli.form.missing.example")
    )
    def missing(
        letter: Path = option(shell, "--letter", help="cli.form.letter", default=None),
        edition: str = option(shell, "--edition", help="cli.form.edition", default=""),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        import dataclasses

        from auditor.forms import due
        from auditor.forms.overview import asked_of, counts, standing_in_words, standings

        room = _room(shell, edition)
        found = standings(room.asked(), room.records(), room.plan)
        waiting = [one.sender for one in found if one.waited_for]
        if letter is not None and waiting:
            _letter(room, waiting, letter, shell)
        day = room.workspace.config.day
        if as_json:
            rows = [dataclasses.asdict(one) | {"amended": one.amended} for one in found]
            out = due.plain(room.plan.reports, day)
            shell.json({"period": room.plan.period, "deadline": room.plan.deadline, "reports": out, "senders": rows})  # fmt: skip
            return
        say_deadlines(shell, room.plan, day)
        number = counts(found)
        told = [shell(f"cli.form.missing.{name}", n=n) for name, n in number.items() if n]
        shell.say(
            "cli.form.missing.counts", asked=asked_of(number), told=", ".join(told) or "–", style="bold"
        )
        for one in found:
            if one.standing != "sent" or one.amended or one.wrong:
                shell.say(
                    "cli.form.missing.line", name=one.sender.name, standing=standing_in_words(one, shell.words),
                    more="; ".join(_more(shell, one.received, one.wrong, one.reason)),
                )  # fmt: skip
        if letter is not None:
            shell.say("cli.form.letter.done" if waiting else "cli.form.letter.nobody", file=letter)
        elif waiting:
            shell.say("cli.next.form_letter")
        if not waiting:
            shell.say("cli.next.form_all")


def say_deadlines(shell: Shell, plan: CollectingPlan, day: str) -> None:
    """What bodies have to send in and what the department has to send on, with the days left."""
    from auditor.forms import due
    from auditor.forms.workbook import day_in_words

    if plan.deadline:
        left = due.days_left_in(plan.deadline, day, shell.words)
        shell.say("cli.form.missing.deadline", day=day_in_words(plan.deadline), left=left)
    for told in due.told(plan.reports, day, shell.words):
        shell.say("cli.form.missing.out", told=told)


def _more(shell: Shell, received: str, wrong: int, reason: str) -> Iterable[str]:
    from auditor.forms.workbook import day_in_words

    if received:
        yield shell("cli.form.missing.received", day=day_in_words(received))
    if wrong:
        yield shell("cli.form.missing.wrong", n=wrong)
    if reason:
        yield reason


def _letter(room: _Room, waiting: Sequence[Sender], file: Path, shell: Shell) -> None:
    from auditor.errors import UsageError
    from auditor.forms.workbook import pointed
    from auditor.papers import issuer_named
    from reports.papers import Reminder, write_reminder

    if file.suffix.lower() not in (".docx", ".txt"):
        raise UsageError(detail=f"--letter {file}? .docx, .txt")
    config, plan = room.workspace.config, room.plan
    letter = Reminder(
        tuple(sender.name for sender in waiting),
        issuer_named(room.workspace, plan.issuer, plan.parent),
        config.day,
        plan.period,
        plan.deadline,
        config.fictitious,
        # a letter to several says what is so for each of them
        points=all((form := room.form(sender.id)) is not None and pointed(form) for sender in waiting),
    )
    write_reminder(letter, shell.words, file)


def _add_merge(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "merge", help=shell("cli.form.merge.help"), epilog=example(shell, "cli.form.merge.example")
    )
    def merge(
        file: Path = typer.Argument(..., help=shell("cli.form.merge.file")),
        edition: str = option(shell, "--edition", help="cli.form.edition", default=""),
    ) -> None:
        from auditor.errors import UsageError
        from auditor.forms.overview import asked_of, counts, standings, write_merged

        if file.suffix.lower() != ".xlsx":
            raise UsageError(detail=f"{file}? .xlsx")
        room = _room(shell, edition)
        records = room.records()
        found = standings(room.asked(), records, room.plan)
        rows = write_merged(file, found, records, shell.words)
        number = counts(found)
        shell.say(
            "cli.form.merge.drafts" if number["draft"] else "cli.form.merge.done",
            file=file,
            rows=shell.number(rows),
            sent=number["sent"] + number["late"],
            drafts=number["draft"],
            all=asked_of(number),
        )


def _add_exclude(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "exclude", help=shell("cli.form.exclude.help"), epilog=example(shell, "cli.form.exclude.example")
    )
    def exclude(
        who: str = typer.Argument(..., help=shell("cli.form.sender")),
        reason: str = option(shell, "--reason", help="cli.form.reason", default=""),
        by: str = option(shell, "--by", help="cli.form.by", default=...),
        back: bool = option(shell, "--back", help="cli.form.back", default=False),
        edition: str = option(shell, "--edition", help="cli.form.edition", default=""),
    ) -> None:
        from auditor.errors import UsageError
        from auditor.forms.model import Exclusion
        from auditor.forms.records import add

        room = _room(shell, edition)
        sender = room.sender(who)
        if back == bool(reason.strip()) or not by.strip() or len(reason) > 1000 or len(by) > 200:
            raise UsageError(detail="--reason / --back, --by")
        said = Exclusion(sender.id, room.plan.period, reason.strip(), by.strip())
        with room.workspace.lock():
            add(room.workspace, [said])
        shell.say(
            "cli.form.exclude.back" if back else "cli.form.exclude.done", name=sender.name, reason=reason
        )


def _add_score(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "score", help=shell("cli.form.score.help"), epilog=example(shell, "cli.form.score.example")
    )
    def score(
        who: str = typer.Argument(..., help=shell("cli.form.sender")),
        sheet: Path = option(shell, "--sheet", help="cli.form.sheet", default=None),
        edition: str = option(shell, "--edition", help="cli.form.edition", default=""),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        import dataclasses

        from auditor.errors import NothingToDo, UsageError
        from auditor.forms.scoresheet import write_score_sheet
        from auditor.forms.scoring import measured_of, score_sheet

        room = _room(shell, edition)
        sender = room.sender(who)
        form = room.form(sender.id)
        if form is None:
            raise NothingToDo(f"{room.edition.id} asks nothing", stage="form", detail=sender.name)
        if sheet is not None and sheet.suffix.lower() != ".xlsx":
            raise UsageError(detail=f"--sheet {sheet}? .xlsx")
        with room.workspace.store(readonly=True) as store:
            measured = measured_of(store, room.edition, sender.id)
        found = score_sheet(form, room.records(), room.plan, measured)
        if sheet is not None and not _kept(shell, sheet):
            write_score_sheet(sheet, found, room.plan, shell.words)
            shell.note("cli.form.score.written", file=sheet)
        if as_json:
            lines = [dataclasses.asdict(line) | {"difference": line.difference} for line in found.lines]
            totals = {name: dataclasses.asdict(getattr(found, name)) for name in ("declared", "appraised")}
            shell.json({"sender": sender.id, "period": room.plan.period, "lines": lines} | totals)
        else:
            show_sheet(shell, found, room.plan)
