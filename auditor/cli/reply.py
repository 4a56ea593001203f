"""``auditor reply``: what outlets say about their scorecards, and what a second reader answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from auditor.cli.base import Shell, describe, example, option

if TYPE_CHECKING:
    from auditor.forms.model import WrongCell
    from auditor.replies.reading import Answered, Filled
    from auditor.replies.records import Case
    from auditor.replies.targets import Targets
    from auditor.store import Store
    from auditor.workspace import Workspace
    from reports.figures import Opinion

EXIT_WRONG_CELLS = 5
SHOWN = 50


def add(app: typer.Typer, shell: Shell) -> None:
    group = typer.Typer(no_args_is_help=True)
    app.add_typer(group, name="reply", help=shell("cli.reply.help"))
    for one in (_add_form, _add_read, _add_targets, _add_add, _add_list, _add_sheet, _add_answer):
        one(group, shell)


def _targets(shell: Shell, workspace: Workspace, store: Store) -> Targets:
    from auditor.replies.targets import Targets

    return Targets(workspace, store, shell.words)


def _add_form(group: typer.Typer, shell: Shell) -> None:
    @group.command("form", help=shell("cli.reply.form.help"), epilog=example(shell, "cli.reply.form.example"))
    def form(
        outlets: list[str] = typer.Argument(None, metavar="[OUTLET]...", help=shell("cli.reply.outlets")),
        docx: bool = option(shell, "--docx", help="cli.reply.docx", default=False),
        output: Path = option(shell, "--output", "-o", help="cli.reply.output", default=None),
    ) -> None:
        from auditor.replies import workbook
        from auditor.replies.plan import load_plan
        from auditor.workspace import Workspace

        workspace = Workspace.open(shell.folder)
        plan = load_plan(workspace)
        written, undated = 0, False
        with workspace.store(readonly=True) as store:
            targets = _targets(shell, workspace, store)
            folder = output or workspace.path / "forms" / f"{shell('reply.file')}-{targets.report.as_of}"
            for outlet in outlets or [o.id for o in targets.report.outlets if o.id and o.counted]:
                sheet = targets.sheet(outlet)
                file = folder / f"{shell('reply.file')}-{outlet}.xlsx"
                if file.exists():
                    # somebody may have filled it in already
                    shell.note("cli.reply.form.exists", file=file, style="yellow")
                    continue
                workbook.write_form(file, sheet, plan, shell.words)
                if docx:
                    from auditor.replies import paper

                    paper.write_form(file.with_suffix(".docx"), sheet, plan, shell.words)
                written += 1
                undated |= not plan.until(outlet)
        if undated:
            shell.note("cli.reply.form.no_deadline", style="yellow")
        shell.say("cli.reply.form.done", n=written, folder=folder)


def _add_targets(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "targets", help=shell("cli.reply.targets.help"), epilog=example(shell, "cli.reply.targets.example")
    )
    def targets(
        outlet: str = typer.Argument(..., help=shell("cli.reply.outlet")),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor.workspace import Workspace

        workspace = Workspace.open(shell.folder)
        with workspace.store(readonly=True) as store:
            lines = _targets(shell, workspace, store).sheet(outlet).lines
        if as_json:
            shell.json(
                [{"target": o.target.written(), "about": o.about, "on_file": o.on_file} for o in lines]
            )
            return
        for line in lines:
            shell.out.print(f"{line.target.written()}\n  {line.about}\n  {line.on_file}", markup=False)


def _add_add(group: typer.Typer, shell: Shell) -> None:
    @group.command("add", help=shell("cli.reply.add.help"), epilog=example(shell, "cli.reply.add.example"))
    def add_one(
        outlet: str = typer.Argument(..., help=shell("cli.reply.outlet")),
        about: str = option(shell, "--about", help="cli.reply.about", default=...),
        kind: str = option(shell, "--type", help="cli.reply.type", default=...),
        reason: str = option(shell, "--reason", help="cli.reply.reason", default=...),
        by: str = option(shell, "--by", help="cli.reply.by", default=""),
        received: str = option(shell, "--received", help="cli.reply.received", default=""),
        papers: list[str] = option(shell, "--paper", help="cli.reply.paper", default=[]),
    ) -> None:
        from auditor.adoption import load_rules
        from auditor.forms.evidence import papers_of
        from auditor.replies import model, records
        from auditor.replies.plan import load_plan
        from auditor.workspace import Workspace

        workspace = Workspace.open(shell.folder)
        plan = load_plan(workspace)
        day = _day(received)
        with workspace.lock():
            with workspace.store(readonly=True) as store:
                found = _targets(shell, workspace, store)
                found.outlet(outlet)
                target = found.target(outlet, about)
                if target is None:
                    _refuse(shell, "no_target", about=about, outlet=outlet)
                if kind not in model.ALLOWED[target.kind]:
                    _refuse(shell, "no_type", type=kind, known=", ".join(model.ALLOWED[target.kind]))
                if not 0 < len(reason.strip()) <= model.MAX_TEXT or len(by) > model.MAX_NAME:
                    _refuse(shell, "no_reason")
                words = found.describer.about(target)
                period = found.report.period
            given, missing = papers_of("; ".join(papers), Path.cwd(), load_rules(workspace))
            _say_wrong(shell, [_missing(reason, name) for reason, name in missing])
            one = model.Objection(
                outlet, period, target, kind, " ".join(reason.split()), by.strip(), day, plan.until(outlet), tuple(given)
            )  # fmt: skip
            kept = records.add(workspace, [one])
        shell.say("cli.reply.add.known" if kept.known else "cli.reply.add.done", id=one.id, about=words)
        if one.late:
            from auditor.forms.workbook import day_in_words

            shell.note("cli.reply.add.late", day=day_in_words(one.deadline), style="yellow")


def _missing(reason: str, name: str) -> WrongCell:
    from auditor.forms.model import WrongCell

    return WrongCell("--paper", "–", "–", reason, name, fatal=False)


def _refuse(shell: Shell, key: str, **values: object) -> NoReturn:
    from auditor.errors import UsageError

    raise UsageError(detail=shell(f"cli.reply.{key}", **values))


def _day(received: str) -> str:
    from datetime import UTC, datetime

    from auditor.workspace import day_or_usage_error

    return day_or_usage_error(received, "--received") or datetime.now(UTC).date().isoformat()


def _add_read(group: typer.Typer, shell: Shell) -> None:
    @group.command("read", help=shell("cli.reply.read.help"), epilog=example(shell, "cli.reply.read.example"))
    def read(
        files: list[Path] = typer.Argument(..., help=shell("cli.reply.read.files")),
        received: str = option(shell, "--received", help="cli.reply.received", default=""),
    ) -> None:
        from auditor.adoption import load_rules
        from auditor.cli.forms import _files_in
        from auditor.replies import records
        from auditor.replies.plan import load_plan
        from auditor.replies.reading import read_filled
        from auditor.workspace import Workspace

        day = _day(received)
        workspace = Workspace.open(shell.folder)
        plan, rules = load_plan(workspace), load_rules(workspace)
        found: list[Filled] = []
        wrong = 0
        with workspace.lock():
            with workspace.store(readonly=True) as store:
                targets = _targets(shell, workspace, store)
                names = {o.id: o.name for o in targets.report.outlets if o.id}
                for file in _files_in(files):
                    filled = _one(
                        shell,
                        lambda f=file: read_filled(f, targets.target, names, rules, plan, received=day),  # type: ignore[misc]
                    )
                    if filled is None:
                        wrong += 1
                        continue
                    _say_filled(shell, filled, names)
                    wrong += sum(cell.fatal for cell in filled.wrong)
                    found.append(filled)
            objections = [one for filled in found for one in filled.objections]
            kept = records.add(workspace, objections)
            answers, steps = 0, set[str]()
            for filled in found:
                done, not_taken, next_steps = _take(shell, workspace, filled)
                steps |= next_steps
                answers, wrong = answers + done, wrong + not_taken
        shell.say(
            "cli.reply.read.done", files=len(found), new=kept.new, amended=kept.amended, known=kept.known,
            late=sum(one.late for one in objections), answers=answers, wrong=wrong,
        )  # fmt: skip
        for step in sorted(steps):
            shell.note(step, style="yellow")
        if wrong:
            raise typer.Exit(EXIT_WRONG_CELLS)


def _one(shell: Shell, read: Callable[[], Filled]) -> Filled | None:
    """One file; a broken one among a hundred does not keep out the others."""
    from auditor.errors import InputError

    try:
        return read()
    except InputError as error:
        shell.err.print(describe(shell, error)[0], style="bold red", markup=False)
        return None


def _say_filled(shell: Shell, filled: Filled, names: dict[str, str]) -> None:
    _say_wrong(shell, filled.wrong)
    if filled.objections:
        outlet = names.get(filled.objections[0].outlet, filled.objections[0].outlet)
        shell.say("cli.reply.read.form", file=filled.file, outlet=outlet, n=len(filled.objections))
    if filled.answers:
        shell.say("cli.reply.read.answers", file=filled.file, n=len(filled.answers), reader=filled.reader)


def _say_wrong(shell: Shell, wrong: Sequence[WrongCell]) -> None:
    from auditor.cli.forms import place_of

    for one in wrong[:SHOWN]:
        shell.note(
            f"reply.wrong.{one.reason}",
            file=one.file,
            place=place_of(shell, one),
            value=one.value,
            style="yellow",
        )
    if len(wrong) > SHOWN:
        shell.note("cli.reply.read.more", file=wrong[0].file, n=len(wrong) - SHOWN, style="yellow")


def _next(case: Case) -> str:
    """The key of what follows from accepting. Nobody works out another figure: scoring again only takes it away."""
    from auditor.replies import model

    figure = case.objection.target.kind == model.FIGURE
    return "cli.reply.answer.withheld" if figure else "cli.reply.answer.next"


def _take(shell: Shell, workspace: Workspace, filled: Filled) -> tuple[int, int, set[str]]:
    """Records the answers of one sheet, each by itself: how many were taken, how many could not be, and what follows."""
    from auditor.errors import UsageError
    from auditor.replies.model import ACCEPTED
    from auditor.replies.records import case_of, cases

    done, failed, steps = 0, 0, set[str]()
    every = cases(workspace.path)
    for one in filled.answers:
        try:
            case = case_of(every, one.id)
        except UsageError:
            shell.note("reply.wrong.unknown_id", file=filled.file, value=one.id, style="yellow")
            failed += 1
            continue
        if _same(case, one):
            continue
        try:
            _answer(shell, workspace, case, one, filled.reader)
        except UsageError as error:
            shell.err.print(describe(shell, error)[0], style="yellow", markup=False)
            failed += 1
        else:
            done += 1
            if one.outcome == ACCEPTED:
                steps.add(_next(case))
    return done, failed, steps


def _same(case: Case, said: Answered) -> bool:
    """Does the sheet say what was answered already, whoever fills it in now?"""
    reply = case.reply
    return reply is not None and (reply.outcome, reply.text, reply.level, reply.date) == (
        said.outcome, said.text, said.level, said.date,
    )  # fmt: skip


def _answer(shell: Shell, workspace: Workspace, case: Case, said: Answered, by: str) -> None:
    from auditor.replies import records
    from auditor.replies.model import Reply

    reply = Reply(case.objection.key, said.outcome, said.text, by, said.level, said.date)
    try:
        records.answer(workspace, case, reply)
    except records.SameReader as error:
        what = shell(f"decision.kind.{error.values['what']}")
        raise records.SameReader(str(error), detail=error.values["detail"], what=what) from error


def _add_list(group: typer.Typer, shell: Shell) -> None:
    @group.command("list", help=shell("cli.reply.list.help"), epilog=example(shell, "cli.reply.list.example"))
    def list_all(
        outlets: list[str] = typer.Argument(None, metavar="[OUTLET]...", help=shell("cli.reply.outlets")),
        only_open: bool = option(shell, "--open", help="cli.reply.list.open", default=False),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        import dataclasses

        from auditor.replies.carrying import counted
        from auditor.replies.records import cases
        from auditor.workspace import Workspace

        workspace = Workspace.open(shell.folder)
        with workspace.store(readonly=True) as store:
            found = _chosen(cases(workspace.path, store), outlets or [], only_open=only_open)
            opinions = _opinions(shell, workspace, store, found)
        if as_json:
            shell.json(
                [
                    {"outlet": case.objection.outlet, "target": case.objection.target.written()}
                    | dataclasses.asdict(opinion)
                    for case, opinion in zip(found, opinions, strict=True)
                ]
            )
            return
        for case, one in zip(found, opinions, strict=True):
            outcome = shell(f"reply.outcome.{one.outcome or 'open'}")
            shell.say(
                "cli.reply.list.line", id=one.id, outlet=case.objection.outlet,
                received=_received(shell, case), outcome=outcome, style="bold",
            )  # fmt: skip
            lines = (one.about, f"{shell(f'reply.type.{one.type}')}: {one.text}", one.answer, one.effect)
            for line in filter(None, lines):
                shell.out.print(f"  {line}", markup=False)
        total = counted(found)
        if total is None:
            shell.say("cli.reply.list.none")
        else:
            counts = {k: v for k, v in dataclasses.asdict(total).items() if k not in ("received", "before")}
            told = [shell(f"cli.reply.list.{name}", n=n) for name, n in counts.items() if n]
            shell.say("cli.reply.list.total", n=total.received, told="; ".join(told))


def _received(shell: Shell, case: Case) -> str:
    from auditor.forms.workbook import day_in_words

    day = day_in_words(case.objection.received)
    return shell("report.opinion.late", day=day) if case.objection.late else day


def _chosen(every: Iterable[Case], outlets: Sequence[str], *, only_open: bool) -> list[Case]:
    return [
        case
        for case in every
        if (not outlets or case.objection.outlet in outlets) and not (only_open and case.outcome)
    ]


def _opinions(shell: Shell, workspace: Workspace, store: Store, found: Sequence[Case]) -> list[Opinion]:
    from auditor.editions import edition_of
    from auditor.ownrules import own_packs
    from auditor.replies.carrying import Carried
    from auditor.replies.describing import Describer
    from indicators.rules import load_packs

    rules = {rule.id: rule for rule in load_packs(added=own_packs(workspace.path).added).rules}
    describer = Describer(store, rules, edition_of(workspace), shell.words)
    return [Carried([case], describer).opinions(case.objection.outlet)[0] for case in found]


def _add_sheet(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "sheet", help=shell("cli.reply.sheet.help"), epilog=example(shell, "cli.reply.sheet.example")
    )
    def sheet(
        file: Path = typer.Argument(..., help=shell("cli.reply.sheet.file")),
        outlets: list[str] = option(shell, "--outlet", help="cli.reply.outlets", default=[]),
        every: bool = option(shell, "--all", help="cli.reply.sheet.all", default=False),
    ) -> None:
        from auditor.errors import UsageError
        from auditor.replies.records import cases
        from auditor.replies.workbook import write_answers
        from auditor.workspace import Workspace

        if file.suffix.lower() != ".xlsx":
            raise UsageError(detail=f"{file}? .xlsx")
        workspace = Workspace.open(shell.folder)
        with workspace.store(readonly=True) as store:
            asked = [case for case in cases(workspace.path, store) if case.objection.contests]
            found = _chosen(asked, outlets, only_open=not every)
            about = {one.id: one.about for one in _opinions(shell, workspace, store, found)}
        names = {outlet.id: outlet.name for outlet in workspace.register().outlets}
        write_answers(file, found, about, names, shell.words)
        shell.say("cli.reply.sheet.done", n=len(found), file=file)


def _add_answer(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "answer", help=shell("cli.reply.answer.help"), epilog=example(shell, "cli.reply.answer.example")
    )
    def answer(
        id: str = typer.Argument(..., help=shell("cli.reply.answer.id")),
        outcome: str = option(shell, "--outcome", help="cli.reply.answer.outcome", default=...),
        reason: str = option(shell, "--reason", help="cli.reply.answer.reason", default=...),
        by: str = option(shell, "--by", help="cli.reply.answer.by", default=..., envvar="AUDITOR_READER"),
        level: int = option(shell, "--level", help="cli.reply.answer.level", default=None, min=0, max=2),
        since: str = option(shell, "--since", help="cli.reply.answer.since", default=""),
    ) -> None:
        from auditor.replies import model
        from auditor.replies.reading import Answered
        from auditor.replies.records import case_of, cases
        from auditor.workspace import Workspace, day_or_usage_error

        if outcome not in model.OUTCOMES:
            _refuse(shell, "answer.outcomes", outcome=outcome, known=", ".join(model.OUTCOMES))
        if not 0 < len(reason.strip()) <= model.MAX_TEXT or not 0 < len(by.strip()) <= model.MAX_NAME:
            _refuse(shell, "no_reason")
        said = Answered(id, outcome, " ".join(reason.split()), level, day_or_usage_error(since, "--since"))
        workspace = Workspace.open(shell.folder)
        with workspace.lock():
            case = case_of(cases(workspace.path), id)
            _answer(shell, workspace, case, said, " ".join(by.split()))
        shell.say("cli.reply.answer.done", id=case.objection.id, outcome=shell(f"reply.outcome.{outcome}"))
        if outcome == model.ACCEPTED:
            shell.note(_next(case), style="yellow")
        _say_demoted(shell, workspace)


def _say_demoted(shell: Shell, workspace: Workspace) -> None:
    """A rule that lost its standing by the answers is named at once."""
    from auditor.ownrules import own_packs
    from auditor.replies.carrying import demoted_in_words
    from auditor.replies.effects import demoted, words
    from auditor.replies.records import cases
    from indicators.rules import load_packs

    rules = load_packs(added=own_packs(workspace.path).added).rules
    for rule, tally in demoted(words(cases(workspace.path)), rules).items():
        shell.err.print(demoted_in_words(rule, tally, shell.words), style="yellow", markup=False)
