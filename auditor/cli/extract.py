"""``auditor extract``: what one saved page says, without any network."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from pathlib import Path

import typer
from rich.markup import escape

from auditor.cli.base import Shell, example, option

MAX_PAGE_BYTES = 50_000_000


def read_page(path: Path) -> bytes:
    """The bytes of a page from a file, a .gz of it, or "-" for standard input. Raises InputError, OSError."""
    from auditor.errors import InputError

    data = sys.stdin.buffer.read(MAX_PAGE_BYTES + 1) if str(path) == "-" else path.read_bytes()
    if data[:2] == b"\x1f\x8b":
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
                data = packed.read(MAX_PAGE_BYTES + 1)
        except (zlib.error, gzip.BadGzipFile, EOFError) as err:
            raise InputError(file=str(path), detail=str(err)) from err
    if len(data) > MAX_PAGE_BYTES:
        raise InputError(file=str(path), detail=f"> {MAX_PAGE_BYTES} bytes")
    return data


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("extract", help=shell("cli.extract.help"), epilog=example(shell, "cli.extract.example"))
    def extract(
        page: Path = typer.Argument(..., help=shell("cli.extract.page")),
        url: str = option(shell, "--url", help="cli.extract.url", default=""),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from crawlers.extract import extract as read

        article = read(read_page(page), url)
        if as_json:
            shell.json(article.to_page())
            return
        rows = {
            "url": article.url, "kind": str(article.kind), "title": article.title, "lead": article.lead,
            "author": ", ".join(article.author), "published": article.published or shell("cli.unknown"),
            "captions": " | ".join(article.captions), "body": article.body, "links": "\n".join(article.links),
        }  # fmt: skip
        for name, value in rows.items():
            if value:
                how = article.methods.get(name, "")
                label = shell(f"cli.extract.field.{name}")
                shell.out.print(
                    f"[bold]{escape(label)}[/bold]{escape(f' ({how})' if how else '')}: {escape(value)}"
                )
