"""Syntax that reads the tables into SPSS (or PSPP) and R with every label: what the columns are called, what the codes mean.

Text instead of .sav files: a library that writes those (pyreadstat) takes data frames alone and so brings NumPy and pandas, 175 MB
(November 2026), for what forty lines of syntax do, and nobody could read what it wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.export.model import SUPPRESSED, Field, Table, longest
from auditor.words import Words

# SPSS: labels of values have 120 bytes at most, of variables 255; a text 32,767
_MAX_VALUE_LABEL, _MAX_LABEL, _MAX_TEXT = 120, 255, 32_767
# R's own words, which no variable may be called
_COLUMNS_OF = {
    "string": "character",
    "integer": "integer",
    "number": "numeric",
    "boolean": "integer",
    "date": "character",
}


def spss_syntax(table: Table, words: Words) -> str:
    """Reads one CSV file. Run from the package's folder: INSERT FILE='spss/scores.sps'."""
    return "\n".join(_spss(table, words)) + "\n"


def _spss(table: Table, words: Words) -> Iterator[str]:
    yield f"* {_plain(table.title)}."
    yield f"* {_plain(words('export.spss.run', table=table.name))}."
    yield "SET DECIMAL=DOT."
    yield f"GET DATA /TYPE=TXT /FILE='{table.file}' /ENCODING='UTF8' /ARRANGEMENT=DELIMITED /FIRSTCASE=2"
    yield "  /DELIMITERS=',' /QUALIFIER='\"' /VARIABLES="
    for one in table.fields:
        yield f"  {one.name} {_format(table, one)}"
    yield "  ."
    yield "VARIABLE LABELS"
    yield from (f"  {one.name} {_quoted(one.title, _MAX_LABEL)}" for one in table.fields)
    yield "  ."
    labelled = [(one, dict(_value_labels(one, words))) for one in table.fields]
    if any(labels for _, labels in labelled):
        yield "VALUE LABELS"
        first = True
        for one, labels in labelled:
            if labels:
                yield f"  {'' if first else '/'}{one.name}"
                yield from (
                    f"    {code} {_quoted(label, _MAX_VALUE_LABEL)}" for code, label in labels.items()
                )
                first = False
        yield "  ."
    if hidden := [one.name for one in table.fields if one.suppressed]:
        yield f"MISSING VALUES {' '.join(hidden)} ({SUPPRESSED})."
    for one in table.fields:
        if one.type == "number":
            yield f"FORMATS {one.name} (F12.4)."
    yield "EXECUTE."
    yield f"SAVE OUTFILE='{table.name}.sav'."


def _format(table: Table, one: Field) -> str:
    match one.type:
        case "string":
            return f"A{min(longest(table, one.name), _MAX_TEXT)}"
        case "date":
            return "SDATE10"
        case "number":
            # digits after the point as written; a format with decimals would divide whole numbers
            return "F24.0"
        case _:
            return "F12.0"


def _value_labels(one: Field, words: Words) -> Iterator[tuple[str, str]]:
    for code, label in one.labels.items():
        yield (f"'{code}'" if one.type == "string" else code), label
    if one.type == "boolean":
        yield "0", words("export.no")
        yield "1", words("export.yes")
    if one.suppressed:
        yield str(SUPPRESSED), words("export.suppressed")


def _quoted(text: str, most: int) -> str:
    """A quoted text of at most so many bytes, cut between letters."""
    cut = _plain(text).encode()[:most].decode("utf-8", "ignore")
    return "'" + cut.replace("'", "''") + "'"


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def r_script(tables: Iterable[Table], words: Words) -> str:
    """Reads all tables into a list, in R without packages. Run from the package's folder: source("r/read.R")."""
    return "\n".join(_r(list(tables), words)) + "\n"


def _r(tables: list[Table], words: Words) -> Iterator[str]:
    yield f"# {_plain(words('export.r.run'))}"
    yield 'folder <- if (exists("package_folder")) package_folder else "."'
    yield "read_table <- function(file, types, labels, codes, dates) {"
    yield '  found <- read.csv(file.path(folder, file), fileEncoding = "UTF-8", colClasses = types,'
    yield f'    na.strings = c("", "{SUPPRESSED}"), check.names = FALSE)'
    yield "  for (name in dates) found[[name]] <- as.Date(found[[name]])"
    yield "  for (name in names(codes)) {"
    yield "    found[[name]] <- factor(found[[name]], levels = names(codes[[name]]), labels = codes[[name]])"
    yield "  }"
    yield '  for (name in names(labels)) attr(found[[name]], "label") <- labels[[name]]'
    yield "  found"
    yield "}"
    yield "package <- list()"
    for table in tables:
        yield f"# {_plain(table.title)}"
        yield f"package${table.name} <- read_table({_r_text(table.file)},"
        yield f"  c({', '.join(f'{f.name} = {_r_text(_COLUMNS_OF[f.type])}' for f in table.fields)}),"
        yield f"  c({', '.join(f'{f.name} = {_r_text(f.title)}' for f in table.fields)}),"
        codes = [(f, _codes(f, words)) for f in table.fields]
        lists = (
            f"{f.name} = c({', '.join(f'{_r_text(code)} = {_r_text(label)}' for code, label in found.items())})"
            for f, found in codes
            if found
        )
        dates = ", ".join(_r_text(f.name) for f in table.fields if f.type == "date")
        yield f"  list({', '.join(lists)}), c({dates}))"


def _codes(one: Field, words: Words) -> dict[str, str]:
    if one.type == "boolean":
        return {"0": words("export.no"), "1": words("export.yes")}
    return dict(one.labels)


def _r_text(text: str) -> str:
    return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'
