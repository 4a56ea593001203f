"""An item's text: paragraphs without captions, menus, other items' headlines and the signature at the end."""

from __future__ import annotations

import re
from collections import Counter

from bs4.element import Tag

from crawlers import belowhead, bylines, credits, layouts, pagetext
from crawlers.pagework import Work


def _signed(work: Work, body: list[str], author: tuple[str, ...]) -> tuple[str, ...]:
    """Take signature and source lines off the end; answers the names signed."""
    signed: tuple[str, ...] = ()
    while len(body) > 1:
        last = body[-1]
        names = bylines.cleaned([last], work.site_names) if len(last) <= 60 else ()
        known = bool(names) and set(names) <= set(author)
        if names and not signed and (known or work.selectors.author_last_line or bylines.signature(last)):
            signed = names
        elif not bylines.source_line(last):
            break
        body.pop()
    return signed


def body_of(
    work: Work, title: str, lead: str, author: tuple[str, ...]
) -> tuple[tuple[str, ...], list[str], tuple[str, ...]]:
    """Captions, paragraphs, and the names of a signature line."""
    general = layouts.general().selectors
    containers = list(work.soup.select(work.selectors.body)) if work.selectors.body else []
    # the outermost ones only: a layout's body may stand inside another match
    containers = [t for t in containers if not any(p in containers for p in t.parents)]
    whole: list[Tag] = [*containers] or [work.soup]
    printed = [text for container in containers for text in pagetext.lines(container)]
    # an outlet's own selector may point beside the body (a video's caption); a layout's only counts inside
    captions = pagetext.take(work.soup, work.own_captions)
    for container in whole:
        for selector in (work.selectors.captions, general.captions):
            captions += pagetext.take(container, selector)
        pagetext.drop(container, (*work.selectors.drop, *general.drop))
        pagetext.drop_link_boxes(container)
    found = [text for container in containers for text in pagetext.lines(container)]
    method = f"selector:{work.layout}"
    if len(" ".join(found)) < 40:
        found, method = pagetext.after_title(_trafilatura(work), title), "trafilatura"
        if not belowhead.is_clean(found, work.soup, title) and (below := belowhead.read(work.soup, title)):
            found, method = below, "below the headline"
        found = belowhead.without_imprint(found)
    work.credit = credits.find(work.tagged_lead, printed or found)
    body = pagetext.own_lines(found, title, lead, tuple(captions))
    signed = _signed(work, body, author)
    work.methods["body"] = method
    _second_opinion(work, body)
    return tuple(dict.fromkeys(captions)), body, signed


def _trafilatura(work: Work) -> list[str]:
    import trafilatura  # noqa: PLC0415 - a second to import; pages with selectors do without

    # never deduplicate=True: it keeps state between calls (the fourth identical page came out empty)
    found = trafilatura.extract(
        str(work.soup), include_comments=False, include_tables=True, deduplicate=False
    )
    return [
        text
        for part in (found or "").splitlines()
        if (text := pagetext.line(part.lstrip("-|# ").rstrip("| ")))
    ]


def _second_opinion(work: Work, body: list[str]) -> None:
    """Note how much of the body resiliparse, a wholly different reader, sees too."""
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - see above

    mine = Counter(re.findall(r"\w+", " ".join(body).casefold()))
    if mine.total() < 40:
        return
    other = Counter(
        re.findall(r"\w+", extract_plain_text(work.text, main_content=True, alt_texts=False).casefold())
    )
    seen = (mine & other).total() / mine.total()
    # on pages read right the share is above 0.9; half a body unseen means one of the two took another part of the page
    if seen < 0.5:
        work.methods["body_alarm"] = f"resiliparse sees {seen:.0%}"


def untwin(work: Work, lead: str, body: list[str]) -> tuple[str, list[str]]:
    """A description that is only the cut beginning of the text is no lead; one that is its first paragraph is."""
    if not lead or not body or work.methods.get("lead", "").startswith("selector"):
        return lead, body
    start = lead.rstrip(" .…[]").casefold()
    text = " ".join(body).casefold()
    first = body[0].rstrip(" .…").casefold()
    if start == first and len(body) > 1:
        return lead, body[1:]
    if len(start) > 20 and text.startswith(start[: max(20, len(start) - 12)]):
        work.methods.pop("lead", None)
        return "", body
    return lead, body
