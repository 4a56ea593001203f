"""What stands around an item's text: headline, lead, dates, section and authors, each with the claim it was taken from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from crawlers import bylines, dates, layouts, pagemeta, pagetext
from crawlers.pagework import Work, selected, texts

_STAMPED = re.compile(r"ngày đăng|đăng lúc|cập nhật|xuất bản|gmt\s*\+\s*7|lượt xem", re.I)


def _pick(work: Work, name: str, *candidates: tuple[str, str | Callable[[], str]]) -> str:
    """The first candidate (method, value) that is not empty; its method is noted, later ones are not worked out."""
    for method, candidate in candidates:
        if value := candidate if isinstance(candidate, str) else candidate():
            work.methods[name] = method
            return value
    return ""


def title_of(work: Work) -> str:
    """The headline as the page shows it, without the site's name behind it."""
    said, tag = work.said, work.soup.find("title")
    heading = next((t for h in work.soup.find_all("h1") if len(t := " ".join(pagetext.lines(h))) > 10), "")
    title = _pick(
        work,
        "title",
        (f"selector:{work.layout}", selected(work, work.selectors.title)),
        ("json-ld", pagemeta.text_of(said.article.get("headline"))),
        ("json-ld", pagemeta.text_of(said.video.get("name"))),
        ("og", said.meta.get("og:title", "")),
        ("h1", heading),
        ("title", pagetext.line(tag.get_text()) if tag else ""),
    )
    return _as_shown(work, _without_site(title, work.site_names))


def _as_shown(work: Work, title: str) -> str:
    """Of "Headline - Whatever the site calls itself" the headline, where the page shows that alone."""
    if work.methods.get("title") not in ("og", "title"):
        return title
    heads = [head for sign in (" | ", " - ", " – ", " — ") if (head := title.rpartition(sign)[0].strip())]
    shown = (
        {pagetext.line(str(s)) for s in work.soup.body.find_all(string=True)}
        if heads and work.soup.body
        else set()
    )
    return next((head for head in heads if len(head) > 10 and head in shown and title not in shown), title)


def _without_site(title: str, names: tuple[str, ...]) -> str:
    """Without " | Báo X" at the end; a dash inside a headline stays."""
    own = {bylines.fold(name) for name in names if name}
    own |= {f"bao{name}" for name in own}
    head, _, tail = max(
        (title.rpartition(sign) for sign in (" | ", " - ", " – ", " — ")), key=lambda p: len(p[0])
    )
    return head.strip() if head and bylines.fold(tail) in own else title


def lead_of(work: Work) -> str:
    """The sapo, or what the page says of itself for machines; the agency tag before it is kept for the credit."""
    said = work.said
    lead = _pick(
        work,
        "lead",
        (f"selector:{work.layout}", selected(work, work.selectors.lead)),
        ("class", lambda: _general_lead(work)),
        ("json-ld", pagemeta.text_of(said.article.get("description"))),
        ("json-ld", pagemeta.text_of(said.video.get("description"))),
        ("og", said.meta.get("og:description", "")),
        ("meta", said.meta.get("description", "")),
    )
    work.tagged_lead = lead
    return _without_site(pagetext.strip_tag(lead), work.site_names)


def _general_lead(work: Work) -> str:
    """A paragraph whose class says that it is the sapo, if there is one only: lists of teasers have many."""
    found = work.soup.select(layouts.general().selectors.lead, limit=4)
    outer = [tag for tag in found if not any(tag in other.descendants for other in found if other is not tag)]
    text = " ".join(pagetext.lines(outer[0])) if len(outer) == 1 else ""
    return text if 20 <= len(text) <= 900 else ""


def dates_of(work: Work) -> tuple[str, str]:
    """When the item was published and last changed, in ISO 8601; "" where the page does not say."""
    said, now, meta = work.said, work.now, work.said.meta
    published = _pick(
        work,
        "published",
        ("json-ld", dates.read(pagemeta.text_of(said.article.get("datePublished")), now)),
        ("json-ld", dates.read(pagemeta.text_of(said.video.get("uploadDate")), now)),
        ("meta", dates.read(meta.get("article:published_time", ""), now)),
        ("meta", next((d for key in ("pubdate", "datepublished", "dc.date.issued", "dc.date", "publish-date")
                       if (d := dates.read(meta.get(key, ""), now))), "")),
        (f"selector:{work.layout}", lambda: dates.read(selected(work, work.selectors.date), now)),
        ("time", lambda: _marked_date(work)),
        ("printed", lambda: _printed_date(work)),
        ("htmldate", lambda: "" if work.own_kind == "document" else _htmldate(work)),
    )  # fmt: skip
    modified = dates.read(pagemeta.text_of(said.article.get("dateModified")), now) or dates.read(
        meta.get("article:modified_time", ""), now
    )
    return published, modified


def _marked_date(work: Work) -> str:
    """A date in an element made for dates."""
    tags = work.soup.select("[itemprop=datePublished], time[datetime]", limit=4)
    read = (dates.read(str(t.get("datetime") or t.get("content") or t.get_text(" ")), work.now) for t in tags)
    return next((found for found in read if found), "")


def _printed_date(work: Work) -> str:
    """A date printed in an element that calls itself date or time, or on a short line near the headline."""
    for tag in work.soup.select(
        "[class*=date], [class*=time], [class*=Date], [class*=ngay], [id*=date]", limit=40
    ):
        text = pagetext.line(tag.get_text(" "))
        if len(text) < 120 and (found := dates.read(text, work.now)):
            return found
    for text in (pagetext.line(str(s)) for s in work.soup.find_all(string=_STAMPED, limit=20)):
        if len(text) < 100 and (found := dates.read(text, work.now)):
            return found
    heading = work.soup.find("h1")
    for string in heading.find_all_next(string=True, limit=60) if heading else ():
        text = pagetext.line(str(string))
        if 6 <= len(text) < 80 and (found := dates.read(text, work.now)):
            return found
    return ""


def _htmldate(work: Work) -> str:
    from htmldate import find_date  # noqa: PLC0415 - slow to import, rarely reached

    try:
        found = find_date(work.text, original_date=True, extensive_search=True)
    except Exception:  # noqa: BLE001 - a guess of last resort; without it the date is simply unknown
        return ""
    # it answers 1 January where it understood the year alone (measured)
    return "" if not found or found.endswith("-01-01") else dates.read(found, work.now)


def section_of(work: Work) -> str:
    """The section as the page names it, else the last step of its path."""
    meta = work.said.meta
    crumbs = [pagetext.line(t.get_text()) for t in work.soup.select(".breadcrumb a, .breadcrumbs a", limit=6)]
    return (
        selected(work, work.selectors.section)
        or pagemeta.name_of(work.said.article.get("articleSection"))
        or meta.get("article:section", "")
        or next((c for c in reversed(crumbs) if c and c.casefold() not in ("trang chủ", "home")), "")
    )[:100]


def authors_of(work: Work) -> tuple[str, ...]:
    """Who wrote it, by the best claim that is a name; () where nobody is named."""
    for method, found in _author_claims(work):
        if names := bylines.cleaned(found, work.site_names):
            work.methods["author"] = method
            return names
    return ()


def _author_claims(work: Work) -> Iterator[tuple[str, list[str]]]:
    """Who is named, best claim first; the costly looks at the whole page only if nobody was."""
    said, meta = work.said, work.said.meta
    if work.selectors.author:
        yield f"selector:{work.layout}", texts(work, work.selectors.author, 20)
    yield "json-ld", pagemeta.names_of(said.article.get("author"))
    yield "dable", [meta.get("dable:author", "")]
    yield "meta", [meta.get("article:author", "")]
    yield "meta", [meta.get("author", "")]
    yield "rel", texts(work, "[rel=author], [itemprop=author]", 5)
    general = texts(work, layouts.general().selectors.author, 4)
    # more than three are the authors of teasers
    yield "class", general if len(general) <= 3 else []
