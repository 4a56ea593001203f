"""``auditor doctor``: what this machine has, what is wrong, nothing personal."""

from __future__ import annotations

import importlib.metadata
import platform
import shutil
import sqlite3
import sys
from pathlib import Path

import typer

from auditor import __version__
from auditor.cli.base import Shell, example, option

PACKAGES = (
    "beautifulsoup4", "jinja2", "lxml", "lxml_html_clean", "protego", "pyahocorasick", "pyyaml", "requests",
    "resiliparse", "sqlite-utils", "trafilatura", "typer", "underthesea", "warcio", "xlsxwriter",
)  # fmt: skip
MIN_FREE_BYTES = 1_000_000_000
MIN_SQLITE = (3, 37, 0)  # STRICT tables


def findings(folder: Path) -> list[tuple[str, bool, str]]:
    """What was looked at: (name, is it well, what was seen). Free of user names and paths."""
    found: list[tuple[str, bool, str]] = [
        ("auditor", True, __version__),
        ("python", sys.version_info >= (3, 11), platform.python_version()),
        ("system", True, f"{platform.system()} {platform.machine()}"),
        ("sqlite", sqlite3.sqlite_version_info >= MIN_SQLITE, sqlite3.sqlite_version),
        ("utf8", (sys.stdout.encoding or "").lower().replace("-", "") == "utf8", sys.stdout.encoding or "?"),
    ]
    for package in PACKAGES:
        try:
            found.append((package, True, importlib.metadata.version(package)))
        except importlib.metadata.PackageNotFoundError:
            found.append((package, False, "-"))
    found.append(_fts5())
    found.append(_libyaml())
    free = shutil.disk_usage(folder if folder.exists() else ".").free
    found.append(("disk", free >= MIN_FREE_BYTES, f"{free / 1e9:.0f} GB"))
    fonts = _vietnamese_fonts()
    found.append(("fonts", bool(fonts), ", ".join(fonts[:3]) or "-"))
    return found


def _fts5() -> tuple[str, bool, str]:
    with sqlite3.connect(":memory:") as conn:
        has = any(row[0] == "ENABLE_FTS5" for row in conn.execute("PRAGMA compile_options"))
    conn.close()
    return "fts5", has, "+" if has else "-"


def _libyaml() -> tuple[str, bool, str]:
    import yaml

    has = hasattr(yaml, "CSafeLoader")
    return "libyaml", has, "+" if has else "-"


def _vietnamese_fonts() -> list[str]:
    """Families known to draw all Vietnamese letters, looked for where systems keep fonts."""
    places = [
        Path("C:/Windows/Fonts"),
        Path("/usr/share/fonts"),
        Path("/Library/Fonts"),
        Path("/System/Library/Fonts"),
    ]
    known = {
        "times": "Times New Roman",
        "noto": "Noto",
        "dejavu": "DejaVu",
        "liberation": "Liberation",
        "arial": "Arial",
    }
    seen: set[str] = set()
    for place in places:
        if place.is_dir():
            for file in place.rglob("*.[to]tf"):
                seen |= {family for start, family in known.items() if file.name.lower().startswith(start)}
    return sorted(seen)


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("doctor", help=shell("cli.doctor.help"), epilog=example(shell, "cli.doctor.example"))
    def doctor(as_json: bool = option(shell, "--json", help="cli.json", default=False)) -> None:
        found = findings(shell.folder)
        bad = [name for name, well, _ in found if not well]
        if as_json:
            shell.json({"checks": [{"name": n, "ok": w, "seen": s} for n, w, s in found], "ok": not bad})
        else:
            for name, well, seen in found:
                mark = shell("cli.doctor.ok") if well else shell("cli.doctor.bad")
                key = f"cli.doctor.{name}"
                label = shell(key) if key in shell.words else name
                shell.out.print(f"{mark:<12} {label}: {seen}", style=None if well else "yellow", markup=False)
            shell.say(
                "cli.doctor.well" if not bad else "cli.doctor.ill",
                n=len(bad),
                style="green" if not bad else "yellow",
            )
        if any(name in {"python", "sqlite", "fts5", *PACKAGES} for name in bad):
            raise typer.Exit(1)
