"""What all commands share: language, output, progress, and errors said as one sentence with what to do."""

from __future__ import annotations

import errno
import importlib
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape

from auditor import __version__, words
from auditor.cli.plainly import plainly
from auditor.errors import AuditorError, DiskFull

EXIT_INTERRUPTED = 130
EXIT_BUG = 70


class Shell:
    """One run of the program: the words of its language, where it prints, which workspace it means.

    Results go to ``out`` (standard output), talk to ``err`` (standard error), so that ``--json`` can be piped.
    """

    def __init__(self, lang: str) -> None:
        self.words = words.Words(lang)
        self.lang = lang
        self.out = Console(highlight=False, soft_wrap=True)
        self.err = Console(stderr=True, highlight=False, soft_wrap=True)
        self.folder = Path(os.environ.get("AUDITOR_WORKSPACE", "."))

    def __call__(self, key: str, /, **values: object) -> str:
        return self.words(key, **values)

    def say(self, key: str, /, style: str = "", **values: object) -> None:
        """One sentence of the catalogue on standard output; values are shown as they are, never as markup."""
        self.out.print(escape(self.words(key, **values)), style=style or None)

    def note(self, key: str, /, style: str = "", **values: object) -> None:
        """One sentence of the catalogue on standard error."""
        self.err.print(escape(self.words(key, **values)), style=style or None)

    def json(self, value: Any) -> None:
        """A value as JSON on standard output, one document."""
        print(json.dumps(value, ensure_ascii=False, indent=2, default=str))

    def number(self, value: float, places: int = 0) -> str:
        return words.number(value, self.lang, places)

    def percent(self, share: float) -> str:
        return words.percent(share, self.lang)


def option(shell: Shell, *names: str, help: str, default: Any, **more: Any) -> Any:
    """A typer option whose help comes from the catalogue."""
    return typer.Option(default, *names, help=shell(help), **more)


def example(shell: Shell, key: str) -> str:
    """The epilog of a command: one line that can be typed as it stands."""
    return f"{shell('cli.example')} {shell(key)}"


def build(shell: Shell, groups: Sequence[str]) -> typer.Typer:
    """The whole application with help in the shell's language."""
    app = typer.Typer(
        name="auditor",
        help=shell("cli.help"),
        epilog=shell("cli.epilog"),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": _HELP_NAMES},
    )

    def version(value: bool) -> None:
        if value:
            shell.out.print(f"auditor {__version__}")
            raise typer.Exit

    @app.callback()
    def root(
        workspace: Path = typer.Option(
            None, "--workspace", "-w", help=shell("cli.workspace"), envvar="AUDITOR_WORKSPACE"
        ),
        lang: str = typer.Option("vi", "--lang", help=shell("cli.lang"), envvar="AUDITOR_LANG"),
        show_version: bool = typer.Option(
            False, "--version", callback=version, is_eager=True, help=shell("cli.version")
        ),
    ) -> None:
        if workspace is not None:
            shell.folder = workspace

    for group in groups:
        importlib.import_module(f"auditor.cli.{group}").add(app, shell)
    return app


_HELP_NAMES = ["-h", "--help"]
# what typer itself prints on help pages: its constant, our key
_PANELS = {
    "ARGUMENTS_PANEL_TITLE": "cli.panel.arguments",
    "OPTIONS_PANEL_TITLE": "cli.panel.options",
    "COMMANDS_PANEL_TITLE": "cli.panel.commands",
    "REQUIRED_LONG_STRING": "cli.panel.required",
    "DEFAULT_STRING": "cli.panel.default",
    "ENVVAR_STRING": "cli.panel.env",
}


def command_of(shell: Shell, groups: Sequence[str]) -> Any:
    """The application as a command that can be run, its help pages wholly in the shell's language."""
    command = typer.main.get_command(build(shell, groups))
    for _, each in walk(command):
        setattr(each, "format_help", _translated(shell, each.format_help))  # noqa: B010  mypy forbids a plain assignment
        shown = each.get_help_option(typer.Context(each, help_option_names=_HELP_NAMES))
        if shown is not None:
            shown.help = shell("cli.help_option")
    return command


def _translated(shell: Shell, format_help: Callable[..., None]) -> Callable[..., None]:
    """A help page with typer's own words in the shell's language; what draws it takes 0.1 s to load, and only help needs it."""

    def format_translated(*args: Any) -> None:
        import typer.rich_utils

        for name, key in _PANELS.items():
            setattr(typer.rich_utils, name, shell(key))
        format_help(*args)

    return format_translated


def walk(command: Any, path: str = "auditor") -> Iterator[tuple[str, Any]]:
    """A command and all below it, with the words that call each."""
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from walk(below, f"{path} {name}")


def _language(argv: list[str]) -> tuple[str, list[str]]:
    """The language asked for with --lang, anywhere on the line, and the line without it."""
    rest: list[str] = []
    lang = words.default_language()
    pending = iter(argv)
    for word in pending:
        if word == "--":
            rest += [word, *pending]
        elif word == "--lang":
            lang = next(pending, "")
        elif word.startswith("--lang="):
            lang = word.partition("=")[2]
        else:
            rest.append(word)
    return lang, rest


def run(argv: list[str], groups: Sequence[str]) -> int:  # noqa: PLR0911  one return a way of ending
    """Parse, run, and turn every way of failing into a sentence on standard error and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # a Windows console with an old code page must not turn a report into a crash
            stream.reconfigure(encoding="utf-8", errors="replace")
    lang, argv = _language(argv)
    if lang not in words.LANGUAGES:
        shell = Shell(words.default_language())
        shell.note("error.lang", style="bold red", lang=lang)
        return 2
    shell = Shell(lang)
    try:
        result = command_of(shell, groups).main(args=argv, prog_name="auditor", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except (KeyboardInterrupt, typer.Abort):
        shell.note("error.interrupted", style="yellow")
        return EXIT_INTERRUPTED
    except typer.Exit as stop:
        return stop.exit_code
    except typer.TyperException as err:
        return _misused(shell, err)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as err:  # noqa: BLE001  the last line of defence: a sentence instead of a traceback
        return _report(shell, err)


def _misused(shell: Shell, err: typer.TyperException) -> int:
    """The command line did not fit: what, in words; a bare group shows its help instead."""
    kind = type(err).__name__
    if kind == "NoArgsIsHelpError":
        return 0
    hint = getattr(err, "param_hint", None) or _called(shell, getattr(err, "param", None))
    values = {"detail": err.format_message(), "hint": hint, "name": getattr(err, "option_name", "")}
    key = f"error.cli.{kind}"
    detail = shell(key, **values) if key in shell.words else err.format_message()
    if missing := re.fullmatch(r"No such command '(.*)'\.", detail):
        detail = shell("error.cli.command", name=missing.group(1))
    shell.note("error.usage", style="bold red", detail=_ended(detail))
    return 2


def _called(shell: Shell, parameter: Any) -> str:
    """What a person calls a parameter: an option by how it is typed, an argument by what it is."""
    if parameter is None:
        return ""
    if parameter.param_type_name == "option":
        return str(parameter.opts[0])
    key = f"cli.argument.{parameter.name}"
    return shell(key) if key in shell.words else str(parameter.name)


def _ended(detail: str) -> str:
    """A cause as a sentence, since another one follows it."""
    return detail if detail.endswith((".", "!", "?", "…")) else f"{detail}."


def _report(shell: Shell, err: Exception) -> int:
    sentence, code = describe(shell, err)
    shell.err.print(escape(sentence), style="bold red")
    if os.environ.get("AUDITOR_DEBUG"):
        shell.err.print_exception()
    return code


# a file that is not there is neither damaged nor of another kind: whoever mistyped its name looks for no fault in it
_ABSENT = ("missing", "No such file or directory")
_OF_A_FILE = ("input", "data_file", "register", "no_form", "no_report")


def describe(shell: Shell, err: BaseException) -> tuple[str, int]:
    """One sentence for an error of any room, and the exit code it ends a command with."""
    code = getattr(err, "code", None)
    key = f"error.{code}"
    if isinstance(code, str) and key in shell.words:
        values: dict[str, object] = dict.fromkeys(("file", "line", "detail", "url", "folder", "row"), "")
        values |= getattr(err, "values", {})
        if values["file"] and values["detail"] in _ABSENT and code in _OF_A_FILE:
            return shell("error.missing", file=values["file"]), getattr(err, "exit_code", 5)
        values["detail"] = _detail(shell, values)
        if code == "usage":
            values["detail"] = _ended(str(values["detail"]))
        if code in ("data_file", "register") and str(values["line"]) == "0":
            # the file as a whole is at fault (it is missing, say): there is no line to mend
            key = "error.input"
        return shell(key, **values), getattr(err, "exit_code", 5)
    if isinstance(err, AuditorError):
        return shell("error.auditor", detail=str(err)), err.exit_code
    if isinstance(err, OSError):
        return _system(shell, err)
    return shell("error.bug", kind=type(err).__name__, detail=str(err)), EXIT_BUG


def _system(shell: Shell, err: OSError) -> tuple[str, int]:
    """What the operating system refuses, as the same few sentences everywhere."""
    file = err.filename or "?"
    if err.errno == errno.ENOSPC:
        return shell("error.disk_full", file=file), DiskFull.exit_code
    key = {FileNotFoundError: "error.missing", PermissionError: "error.permission"}.get(type(err), "error.os")
    return shell(key, file=file, detail=plainly(shell, err.strerror or err)), 5


def _detail(shell: Shell, values: dict[str, object]) -> str:
    """The cause, and for a step with nothing to do what to run first."""
    detail = values["detail"] or values.get("message", "")
    if (kind := values.get("kind")) and f"decision.kind.{kind}" in shell.words:
        values["kind"] = shell(f"decision.kind.{kind}")
    if (stage := values.get("stage")) and f"stage.{stage}" in shell.words:
        values["stage"] = shell(f"stage.{stage}")
        if f"nothing.{stage}" in shell.words:
            return shell(f"nothing.{stage}", detail=detail)
    return plainly(shell, detail)
