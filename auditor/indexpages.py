"""A page for every indicator, made from the editions themselves, so that it cannot lag behind them.

One page an edition with a section an indicator (``docs/indicators/vn-2014.md#b111``), in Vietnamese with the English title
beside it. The program's own pages: ``python -m auditor.indexpages``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from auditor.editions import find_edition, mark_in_words
from auditor.words import Words
from indicators.indexes import CodeList, Edition, Indicator, Line, Plan, ReportForm, SheetField, editions

OWN_PAGES = Path("docs/indicators")


def write_pages(folder: Path, chosen: Sequence[str], workspace: Path | None, words: Words) -> list[Path]:
    """Pages of the chosen editions (default: the program's) and a contents page; answers what was written."""
    found = [find_edition(name, workspace) for name in (chosen or editions())]
    folder.mkdir(parents=True, exist_ok=True)
    pages = {f"{edition.id}.md": page(edition, words) for edition in found}
    pages["README.md"] = contents(found, words)
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in pages]


def anchor(code: str) -> str:
    """Where on its page an indicator stands."""
    return code.lower().replace(".", "")


def contents(found: Sequence[Edition], words: Words) -> str:
    """The page that names all editions and all their indicators."""
    lines = [f"# {words('index.page.contents')}", "", words("index.page.made"), ""]
    for edition in found:
        lines += [f"## [{_text(edition.title[words.lang])}]({edition.id}.md)", ""]
        lines += [
            f"- [{i.code}]({edition.id}.md#{anchor(i.code)}) {_text(i.title[words.lang])}" for i in edition
        ]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def page(edition: Edition, words: Words) -> str:
    """One edition: its own facts, then every indicator under its section and objective."""
    lang = words.lang
    lines = [f"# {_text(edition.title[lang])}", "", f"*{_text(edition.title[_other(lang)])}*", ""]
    lines += [words("index.page.made"), ""]
    if edition.note:
        lines += [_text(edition.note[lang]), ""]
    lines += _facts(_edition_facts(edition, words))
    section = objective = ""
    by_code = {line.code: line for line in edition.lines}
    for indicator in edition:
        head, below = by_code.get(indicator.objective.split(".")[0]), by_code.get(indicator.objective)
        if head is not None and head.code != section:
            section = head.code
            lines += [*_heading(2, head, words), ""]
        if below is not None and below.code != objective:
            objective = below.code
            lines += [*_heading(3, below, words), ""]
        lines += _indicator(indicator, edition, words)
    if edition.forms:
        lines += _forms(edition, words)
    if edition.code_sheet:
        lines += _code_sheet(edition, words)
    for table in edition.code_lists:
        lines += _code_list(table, words)
    return "\n".join(lines).rstrip() + "\n"


def _other(lang: str) -> str:
    return "en" if lang == "vi" else "vi"


def _text(value: str) -> str:
    """Words of a file a stranger may have written, as Markdown that shows them as they are."""
    escaped = value.replace("\\", "\\\\").replace("<", "&lt;").replace("|", "\\|")
    return " ".join(escaped.replace("[", "\\[").replace("`", "\\`").split())


def _heading(level: int, line: Line, words: Words) -> list[str]:
    about = f"[{line.evidence}] {mark_in_words(line, words)}"
    if line.page:
        about += f"; {words('index.page.page', page=line.page)}"
    if line.sources:
        about += f"; {', '.join(map(_text, line.sources))}"
    return [f"{'#' * level} {line.code}. {_text(line.title[words.lang])}", "", f"*{about}*"]


def _edition_facts(edition: Edition, words: Words) -> Iterator[tuple[str, str]]:
    yield words("index.field.edition"), f"`{edition.id}`"
    if edition.extends:
        yield words("index.field.extends"), ", ".join(f"`{name}`" for name in edition.extends)
    if edition.issuer:
        yield words("index.field.issuer"), _text(edition.issuer)
    yield words("index.field.sources"), ", ".join(map(_text, edition.sources)) or "–"
    yield words("index.field.validity"), _edition_validity(edition, words)
    confirmed = sum(i.confirmed for i in edition)
    yield words("index.page.confirmed"), f"{confirmed}/{len(edition.indicators)}"


def _edition_validity(edition: Edition, words: Words) -> str:
    if edition.validity_note and not (edition.valid_from or edition.valid_to):
        return _text(edition.validity_note[words.lang])
    return _validity(edition.valid_from, edition.valid_to, words)


def _validity(first: object, last: object, words: Words) -> str:
    if first is None and last is None:
        return words("index.page.validity.open")
    return f"{first or '…'} – {last or '…'}"


def _facts(rows: Iterator[tuple[str, str]]) -> list[str]:
    return ["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows), ""]


def _indicator(i: Indicator, edition: Edition, words: Words) -> list[str]:
    lang = words.lang
    lines = [f'#### <a id="{anchor(i.code)}"></a>{i.code}. {_text(i.title[lang])}', ""]
    lines += [f"*{_text(i.title[_other(lang)])}*", ""]
    if i.question:
        lines += [f"**{_text(i.question[lang])}**", ""]
    return lines + _facts(indicator_facts(i, edition, words))


def indicator_facts(i: Indicator, edition: Edition, words: Words) -> Iterator[tuple[str, str]]:
    """What a line says of itself, field by field, in Markdown; for a field it lacks, why."""
    lang = words.lang
    yield (
        words("index.field.wording"),
        f"{mark_in_words(i, words)} [{i.evidence}: {words(_mark(i.evidence))}]",
    )
    sources = ", ".join(map(_text, i.sources)) or "–"
    yield (
        words("index.field.sources"),
        f"{sources}; {words('index.page.page', page=i.page)}" if i.page else sources,
    )
    yield words("index.field.answers"), ", ".join(words(f"index.answers.{a}") for a in i.answers)
    if i.outlets:
        yield words("index.field.outlets"), ", ".join(words(f"kind.{kind}") for kind in i.outlets)
    yield words("index.field.method"), words(f"method.{i.method}")
    yield words("index.field.unit"), words(f"unit.{i.unit}")
    smallest = f"{i.minimum_n} {words(f'unit.{_sampled(i)}')}" if i.minimum_n else ""
    yield _or_reason(i, "verification", _text(i.verification[lang]) if i.verification else "", words)
    yield _or_reason(i, "measure", f"`{i.measure}`" if i.measure else "", words)
    yield _or_reason(i, "formula", f"`{i.formula}`" if i.formula else "", words)
    if i.plan:
        yield words("index.field.plan"), plan_in_words(i.plan, words)
    yield _or_reason(i, "minimum_n", smallest, words)
    most = words("index.page.points.most", n=_number(i.points, words)) if i.points is not None else ""
    yield _or_reason(i, "points", most, words)
    yield _or_reason(i, "bands", _bands(i, words), words)
    if i.code_list:
        table = next(c for c in edition.code_lists if c.id == i.code_list)
        yield words("index.field.code_list"), f"[{_text(table.title[lang])}](#{_list_anchor(table)})"
    if i.maps:
        yield words("index.field.maps"), ", ".join(i.maps)
    if i.tags:
        yield words("index.field.tags"), ", ".join(map(_text, i.tags))
    if i.valid_from or i.valid_to:
        yield words("index.field.validity"), _validity(i.valid_from, i.valid_to, words)
    else:
        shown = _edition_validity(edition, words)
        # where the edition has no days either, the line says why; words of the page itself are the last resort
        told = _text(i.absent["validity"][lang]) if "validity" in i.absent else ""
        yield words("index.field.validity"), told or words("index.page.validity.edition", validity=shown)
    if i.note:
        yield words("index.field.note"), _text(i.note[lang])


def _sampled(i: Indicator) -> str:
    """What the smallest number counts: a plan's is counted in items, not in periods."""
    return "articles" if i.unit == "periods" else i.unit


def _mark(evidence: str) -> str:
    return "index.mark.open" if evidence == "?" else f"mark.{evidence}"


def _or_reason(i: Indicator, name: str, value: str, words: Words) -> tuple[str, str]:
    """A field of a line, or why it is not there."""
    if not value and name in i.absent:
        value = words("index.page.absent", why=_text(i.absent[name][words.lang]))
    return words(f"index.field.{name}"), value or words("index.page.absent.unexplained")


def _bands(i: Indicator, words: Words) -> str:
    return "; ".join(f"≥ {_number(b.at_least * 100, words)} % → {_number(b.points, words)}" for b in i.bands)


def _number(value: float, words: Words) -> str:
    text = f"{value:g}"
    return text.replace(".", ",") if words.lang == "vi" else text


def plan_in_words(plan: Plan, words: Words) -> str:
    """A plan as one phrase: how many items of which kind in which span."""
    span = words(f"index.plan.{plan.per}")
    if plan.window:
        first, last = ("/".join(reversed(day.split("-"))) for day in plan.window)
        span = words("index.plan.window", first=first, last=last)
    kind = words("index.plan.or").join(
        words("index.plan.and").join(words(f"index.label.{name}") for name in either.split("+"))
        for either in plan.labels
    )
    parts = [words("index.plan.wanted", n=plan.wanted, span=span)]
    if kind:
        parts.append(words("index.plan.kind", kind=kind))
    if plan.words:
        parts.append(words("index.plan.words", words="; ".join(_text(w) for w in plan.words)))
    return "; ".join(parts)


def form_cells(form: ReportForm, edition: Edition, words: Words) -> tuple[str, ...]:
    """A report form as a row: code and title, who fills it in, its pages, how many lines it asks, on whose word it stands."""
    pages = ""
    if form.page:
        whole = form.last_page is not None
        key = "index.forms.pages" if whole else "index.forms.from_page"
        pages = words(key, first=form.page, last=form.last_page)
    asked = sum(form.answers in i.answers for i in edition)
    title, who = form.title[words.lang], words(f"index.answers.{form.answers}")
    return form.code, title, who, pages or "–", str(asked), mark_in_words(form, words)


def _forms(edition: Edition, words: Words) -> list[str]:
    names = [words(f"index.field.{name}") for name in ("title", "answers", "page")]
    head = " | ".join(["", *names, words("index.forms.lines"), words("index.field.wording")])
    lines = [f'## <a id="forms"></a>{words("index.forms.title")}', "", words("index.forms.about"), ""]
    lines += [f"|{head} |", "|---|---|---|---|---|---|"]
    for form in edition.forms:
        *cells, mark = map(_text, form_cells(form, edition, words))
        about = f"{mark} [{form.evidence}] {', '.join(map(_text, form.sources))}".rstrip()
        lines.append(f"| {' | '.join([*cells, about])} |")
    return [*lines, ""]


def _list_anchor(table: CodeList) -> str:
    return f"codes-{table.id.replace('_', '-')}"


def _code_sheet(edition: Edition, words: Words) -> list[str]:
    """Every field of the sheet: what is asked, on which sheets, with which values, and what of ours answers it."""
    head = " | ".join(words(f"index.sheet.{name}") for name in ("field", "asks", "sheets", "ours"))
    lines = [f'## <a id="code-sheet"></a>{words("index.sheet.title")}', "", words("index.sheet.about"), ""]
    lines += [f"| {head} |", "|---|---|---|---|"]
    tables = {table.id: table for table in edition.code_lists}
    return [*lines, *(_sheet_row(field, tables, words) for field in edition.code_sheet), ""]


def _sheet_row(field: SheetField, tables: Mapping[str, CodeList], words: Words) -> str:
    lang = words.lang
    asks = [_text(field.title[lang]), f"*{_text(field.title[_other(lang)])}*"]
    if field.rule:
        asks.append(_text(field.rule[lang]))
    if field.values:
        table = tables[field.values]
        asks.append(f"[{_text(table.title[lang])}](#{_list_anchor(table)})")
    mark = f"[{field.evidence}] {', '.join(map(_text, field.sources))}".rstrip()
    sheets = ", ".join(words(f"index.sheet.{name}") for name in field.sheets)
    ours = "; ".join(_text(part) for part in answered_by(field, words))
    cells = (field.code, f"{'<br>'.join(asks)}<br>{mark}", sheets, ours)
    return f"| {' | '.join(cells)} |"


def answered_by(field: SheetField, words: Words) -> Iterator[str]:
    """What of ours answers a field of a coding sheet, part by part; where nothing does, the reason."""
    yield words(f"index.sheet.ours.{field.ours}")
    if field.measure:
        yield f"{words('index.field.measure')}: {field.measure}"
    if field.question:
        yield f"{words('index.field.question_of_coding')}: {field.question}"
    if field.indicator:
        yield f"{words('index.field.indicator')}: {field.indicator}"
    if field.maps:
        yield f"{words('index.field.maps')}: {', '.join(field.maps)}"
    if field.note:
        yield field.note[words.lang]


def _code_list(table: CodeList, words: Words) -> list[str]:
    about = [f"*[{table.evidence}: {words(_mark(table.evidence))}]*"] if table.evidence else []
    if table.note:
        about.append(_text(table.note[words.lang]))
    lines = [
        f'## <a id="{_list_anchor(table)}"></a>{_text(table.title[words.lang])}',
        "",
        *([" ".join(about), ""] if about else []),
        "| | | |",
        "|---|---|---|",
    ]
    lines += [
        f"| {_text(code)} | {_text(title[words.lang])} | {_text(title[_other(words.lang)])} |"
        for code, title in table.codes
    ]
    return [*lines, ""]


if __name__ == "__main__":
    write_pages(OWN_PAGES, [], None, Words("vi"))
