"""A page for every rule, made from the packs themselves, so that what an outlet is shown is what the program does.

Markdown, one page a family with a section a rule (``docs/rules/f08.md#kieu-nu``), or HTML, one page a rule. Vietnamese
first, the English title beside it. The program's own pages: ``python -m auditor.rulepages``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from auditor.words import Words, number, percent
from indicators.rules.laws import basis_on
from indicators.rules.loader import lexicon_rows, load_packs, on_request_packs, program_packs
from indicators.rules.model import Rule
from indicators.sources import Source, in_english, resolve
from reports.figures import LAW

OWN_PAGES = Path("docs/rules")
# what a table of all rules counts them by
BY = ("family", "status", "standing", "authority", "evidence", "severity", "type", "origin")
_SURROUNDINGS = ("except", "require")


@dataclass(frozen=True, slots=True)
class Listing:
    """A heading with lines below it; ``code``: the lines are patterns of a pack."""

    title: str
    lines: tuple[str, ...]
    code: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """What a page says of one rule, before it takes a form."""

    rule: Rule
    title: str
    beside: str
    explanation: str
    standing: str
    facts: tuple[tuple[str, str], ...]
    lists: tuple[Listing, ...]


def all_rules(added: Sequence[str] = ()) -> list[Rule]:
    """Every rule of the program, those of packs on request included, and of the packs ``added``."""
    return list(load_packs([program_packs(), *on_request_packs()], added=added).rules)


def family_order(family: str) -> int:
    """F2 before F10."""
    return int(family[1:]) if family[1:].isdigit() else 0


def summary(rules: Iterable[Rule]) -> dict[str, dict[str, int]]:
    """How many rules of each family, status, standing, authority, evidence, severity, type and origin."""
    rules = list(rules)
    found: dict[str, dict[str, int]] = {}
    for name in BY:
        counts = Counter(str(getattr(rule, name)) for rule in rules)
        pairs = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        if name == "family":
            pairs.sort(key=lambda pair: family_order(pair[0]))
        found[name] = dict(pairs)
    return found


def value_in_words(name: str, value: str, words: Words) -> str:
    """One value of :data:`BY` as a reader knows it."""
    key = {"evidence": f"mark.{value}", "status": f"rule.status.{value}", "origin": f"rule.origin.{value}"}
    shown = words(found) if (found := key.get(name, f"{name}.{value}")) in words else ""
    if name in {"family", "evidence"}:
        return f"{value}: {shown}" if shown else value
    return shown or value


def card(rule: Rule, words: Words) -> Card:
    """Everything a page says of one rule."""
    lang = words.lang
    return Card(
        rule=rule,
        title=_in(rule.title, lang),
        beside=_in(rule.title, "en" if lang == "vi" else "vi"),
        explanation=basis_on(rule, None, lang).message,
        standing=standing_in_words(rule, words),
        facts=tuple(_facts(rule, words)),
        lists=tuple(listing for listing in _lists(rule, words) if listing.lines),
    )


def standing_in_words(rule: Rule, words: Words) -> str:
    """What a rule's findings may do, and on what ground."""
    unread = f"standing.{rule.standing}.unread"
    if not rule.tally.judged and unread in words:
        return words(unread)
    return words(f"standing.{rule.standing}.long", **tally_in_words(rule, words))


def tally_in_words(rule: Rule, words: Words) -> dict[str, str]:
    """The judged hits of a rule with Wilson's interval, as the catalogue's sentences want them."""
    tally = rule.tally
    low, high = tally.interval or (0.0, 0.0)
    return {
        "judged": number(tally.judged, words.lang),
        "right": number(tally.yes, words.lang),
        "precision": percent(tally.precision, words.lang) if tally.precision is not None else "–",
        "interval": f"{percent(low, words.lang)} – {percent(high, words.lang)}" if tally.judged else "–",
    }


def _in(texts: Mapping[str, str], lang: str) -> str:
    return texts.get(lang) or texts.get("vi") or ""


def _facts(rule: Rule, words: Words) -> Iterator[tuple[str, str]]:
    for name in ("family", "type", "severity", "authority", "evidence", "status", "standing"):
        yield words(f"cli.rules.column.{name}"), value_in_words(name, str(getattr(rule, name)), words)
    yield words("cli.rules.column.pack"), f"{rule.pack} ({words(f'rule.origin.{rule.origin}')})"
    yield words("cli.rules.column.indicators"), ", ".join(rule.indicators)
    yield words("cli.rules.column.voices"), ", ".join(sorted(words(f"voice.{v}") for v in rule.voices))
    zones = [str(z) for z in rule.zones]
    everywhere = f"{words('rule.everywhere')}"
    shown = ", ".join(sorted(words(f"zone.{z}") if f"zone.{z}" in words else z for z in zones))
    yield words("cli.rules.column.zones"), everywhere if len(zones) == len(_zones()) else shown
    if rule.when:
        yield (
            words("cli.rules.column.when"),
            ", ".join(_label(k, wanted, words) for k, wanted in rule.when.items()),
        )
    if rule.topics_except:
        yield words("cli.rules.column.topics_except"), ", ".join(rule.topics_except)
    yield words("cli.rules.column.validity"), _validity(rule, words)
    yield words("cli.rules.column.version"), rule.version
    if rule.row:
        yield words("cli.rules.column.rows"), ", ".join(map(str, rule.row))


def _zones() -> Sequence[object]:
    from indicators.model import Zone  # noqa: PLC0415  only its length is asked for

    return tuple(Zone)


def _label(name: str, wanted: bool, words: Words) -> str:
    shown = words(f"index.label.{name}")
    return shown if wanted else f"{words('rule.not')} {shown}"


def _validity(rule: Rule, words: Words) -> str:
    if rule.valid_from is None and rule.valid_to is None:
        return words("index.page.validity.open")
    return f"{rule.valid_from or '…'} – {rule.valid_to or '…'}"


def _lists(rule: Rule, words: Words) -> Iterator[Listing]:
    yield Listing(words("rule.page.alternatives"), rule.alternatives)
    yield Listing(words("rule.page.by_day"), tuple(_of_days(rule, words)))
    yield Listing(words("rule.page.by_law"), tuple(_of_laws(rule, words)))
    yield Listing(words("rule.page.law_when"), tuple(_when_of_laws(rule, words)))
    by_stage = tuple(f"{words(f'stage.{stage}')}: {'; '.join(texts)}" for stage, texts in rule.stages.items())
    yield Listing(words("rule.page.stages"), by_stage)
    yield Listing(words("rule.page.sources"), tuple(source_line(s, words) for s in resolve(rule.sources)))
    yield Listing(words("rule.page.must_fire"), tuple(_examples(rule, fires=True)))
    yield Listing(words("rule.page.must_not_fire"), tuple(_examples(rule, fires=False)))
    yield Listing(words("rule.page.match"), tuple(_patterns(rule.body)), code=True)
    for name in _SURROUNDINGS:
        block = rule.body.get(name, {})
        lines = tuple(f"{kind}: {pattern}" for kind, patterns in block.items() for pattern in patterns)
        yield Listing(words(f"rule.page.{name}"), lines, code=True)
    told = rule.body.get("or_told", {})
    yield Listing(
        words("rule.page.or_told"),
        tuple(f"{words(f'rule.scope.{kind}')}: {'; '.join(patterns)}" for kind, patterns in told.items()),
        code=True,
    )
    yield Listing(words("rule.page.note"), (rule.note,) if rule.note else ())


def _of_days(rule: Rule, words: Words) -> Iterator[str]:
    for advice in rule.by_day:
        span = f"{advice.since or '…'} – {advice.until or '…'}"
        yield f"{span}: {'; '.join(advice.texts)}"


def _of_laws(rule: Rule, words: Words) -> Iterator[str]:
    """What is said on the days of each law; the page's explanation is that of today."""
    for source in resolve(rule.by_law):
        yield f"{in_force(source, words)}: {_in(rule.by_law[source.tag], words.lang)}"


def _when_of_laws(rule: Rule, words: Words) -> Iterator[str]:
    """What the item must tell for a law to be named."""
    for tag, block in rule.law_when.items():
        said = [words(f"rule.person.{name}") for name in block.get("person", ())]
        for kind, patterns in block.items():
            if kind != "person":
                said.append(f"{words(f'rule.scope.{kind}')}: {'; '.join(patterns)}")
        yield f"{tag}: {' | '.join(said)}"


def _examples(rule: Rule, *, fires: bool) -> Iterator[str]:
    for one in rule.examples:
        if one.fires == fires:
            yield " – ".join(part for part in (one.title, one.text, one.caption) if part)


def _patterns(body: Mapping[str, object]) -> Iterator[str]:
    for name in ("match", "women", "men", "missing", "below", "together"):
        for found in _flat(body.get(name, ())):
            yield f"{name}: {found}" if name != "match" else found


def _flat(value: object) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for each in value:
            yield from _flat(each) if not isinstance(each, list) else [" | ".join(_flat(each))]
    elif value:
        yield str(value)


def source_line(source: Source, words: Words) -> str:
    """Title, article and time in force (a law), kind, mark and address of one source, as a person reads it."""
    title = source.name(words.lang)
    if title == source.tag:
        return title
    kind = f" ({words(f'source_kind.{source.kind}')})" if source.kind else ""
    mark = f" [{source.mark}]" if source.mark else ""
    address = f" {source.address}" if source.address and source.address != title else ""
    law = ""
    if source.kind == LAW:
        article = f", {article_of(source, words)}"
        adopted = (
            words("rule.page.adopted", day=source.adopted_on) if source.adopted_on and source.since else ""
        )
        read = f", {source.read_in[words.lang]}" if source.read_in else ""
        law = f"{article}, {adopted}{in_force(source, words)}{read}"
    return f"{source.tag}: {title}{law}{kind}{mark}{address}"


def article_of(law: Source, words: Words) -> str:
    """The article of a law, or that it has still to be looked up."""
    mark = f" [{law.article_mark}]" if law.article_mark != law.mark else ""
    article = law.article if words.lang == "vi" else in_english(law.article)
    return f"{article}{mark}" if article else words("report.law.article_open")


def in_force(law: Source, words: Words) -> str:
    """First and last day of a law with the mark of their evidence; a year alone says that the day is not confirmed."""
    mark = f" [{law.days_mark}]" if law.days_mark not in {"", law.mark} else ""
    first = (
        str(law.since) if law.since else words("rule.page.no_day", day=law.adopted_on or law.adopted or "…")
    )
    return f"{first} – {law.until or '…'}{mark}"


# ---- Markdown


def write_pages(folder: Path, words: Words, rules: Sequence[Rule] | None = None) -> list[Path]:
    """One page a family and a contents page; answers what was written."""
    rules = all_rules() if rules is None else rules
    pages = {"README.md": contents(rules, words)}
    for family in sorted({rule.family for rule in rules}, key=family_order):
        pages[page_name(family)] = page(family, [r for r in rules if r.family == family], words)
    return _write(folder, pages)


def page_name(family: str) -> str:
    """F8 is told in f08.md."""
    return f"f{family_order(family):02}.md"


def _write(folder: Path, pages: Mapping[str, str]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in pages]


def contents(rules: Sequence[Rule], words: Words) -> str:
    """The page that counts all rules and names each."""
    lines = [f"# {words('rule.page.contents', n=len(rules))}", "", words("rule.page.made"), ""]
    for name, counts in summary(rules).items():
        lines += [f"| {words(f'cli.rules.column.{name}')} | |", "|---|--:|"]
        lines += [f"| {_md(value_in_words(name, key, words))} | {n} |" for key, n in counts.items()]
        lines.append("")
    lines += _rows(words)
    for family in sorted({rule.family for rule in rules}, key=family_order):
        lines += [f"## [{_md(value_in_words('family', family, words))}]({page_name(family)})", ""]
        lines += [
            f"- [{rule.id}]({page_name(family)}#{rule.id}) {_md(_in(rule.title, words.lang))}"
            for rule in rules
            if rule.family == family
        ]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _rows(words: Words) -> list[str]:
    """Rows of the lexicon that no rule sees, or only in part, with the reason."""
    known = lexicon_rows()
    lines = []
    for kind in ("unseen", "partly"):
        lines += [f"{words(f'rule.page.rows.{kind}')}:", ""]
        lines += [f"- {row}: {_md(_in(why, words.lang))}" for row, why in sorted(known[kind].items())]
        lines.append("")
    return lines


def page(family: str, rules: Sequence[Rule], words: Words) -> str:
    """The rules of one family, each with a section of its own."""
    lines = [f"# {_md(value_in_words('family', family, words))}", "", words("rule.page.made"), ""]
    for rule in rules:
        lines += _section(card(rule, words))
    return "\n".join(lines).rstrip() + "\n"


def _section(one: Card) -> list[str]:
    lines = [f'## <a id="{one.rule.id}"></a>{one.rule.id}: {_md(one.title)}', "", f"*{_md(one.beside)}*", ""]
    lines += [_md(one.explanation), "", f"**{_md(one.standing)}**", "", "| | |", "|---|---|"]
    lines += [f"| {_md(name)} | {_md(value)} |" for name, value in one.facts]
    for listing in one.lists:
        lines += ["", f"{_md(listing.title)}:", ""]
        lines += [f"- {_code(line) if listing.code else _md(line)}" for line in listing.lines]
    return [*lines, ""]


def _md(value: str) -> str:
    """Words of a pack as Markdown that shows them as they are."""
    for mark in "\\`*_[]|":
        value = value.replace(mark, "\\" + mark)
    return " ".join(value.replace("<", "&lt;").split())


def _code(value: str) -> str:
    return f"`{value.replace('`', ' ')}`"


# ---- HTML


def write_html(folder: Path, words: Words, rules: Sequence[Rule] | None = None) -> list[Path]:
    """One page a rule and a contents page; answers what was written."""
    rules = all_rules() if rules is None else rules
    pages = {f"{rule.id}.html": html_page(card(rule, words), words) for rule in rules}
    rows = "".join(
        f'<tr><td><a href="{escape(r.id)}.html">{escape(r.id)}</a></td><td>{escape(r.family)}</td>'
        f"<td>{escape(_in(r.title, words.lang))}</td><td>{escape(words(f'standing.{r.standing}'))}</td></tr>"
        for r in rules
    )
    title = words("rule.page.contents", n=len(rules))
    pages["index.html"] = _html(title, f"<h1>{escape(title)}</h1><table>{rows}</table>", words)
    return _write(folder, pages)


def html_page(one: Card, words: Words) -> str:
    """One rule as a page of its own; every word of a pack is escaped."""
    body = [f"<h1>{escape(one.title)}</h1><p lang='en'><i>{escape(one.beside)}</i></p>"]
    body += [f"<p>{escape(one.explanation)}</p><p><b>{escape(one.standing)}</b></p><table>"]
    body += [f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in one.facts]
    body.append("</table>")
    for listing in one.lists:
        tag = "code" if listing.code else "span"
        lines = "".join(f"<li><{tag}>{escape(line)}</{tag}></li>" for line in listing.lines)
        body.append(f"<h2>{escape(listing.title)}</h2><ul>{lines}</ul>")
    body.append(f'<p><a href="index.html">{escape(words("rule.page.all"))}</a></p>')
    return _html(f"{one.rule.id}: {one.title}", "\n".join(body), words)


_STYLE = "body{font-family:sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;line-height:1.5}th{text-align:left;vertical-align:top;padding-right:1rem}code{white-space:pre-wrap}"


def _html(title: str, body: str, words: Words) -> str:
    return (
        f'<!doctype html>\n<html lang="{words.lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n<body>{body}</body></html>\n"
    )


if __name__ == "__main__":
    write_pages(OWN_PAGES, Words("vi"))
