"""Can every figure be shown again from what was kept? Pages from the archive, read and analysed anew, beside the store.

No network, and nothing is written unless asked for: whoever doubts a figure replays the year and counts what differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from auditor import workers
from auditor.collecting import Reread, Tick, no_tick, reread
from auditor.editions import edition_of, engine_edition
from auditor.ownrules import own_packs
from auditor.pipeline import NOT_SCORED, keep_engine
from auditor.store import NewArticle, Store, dumps
from auditor.workspace import Workspace
from indicators.model import Analysis, Record

# told by name at most so many; the counts say the rest
MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class ReplayResult:
    """``same_text`` and ``other_text`` of the pages ``read``; ``failed`` could not be had from the archive.

    ``same`` and ``other`` count analyses byte by byte, ``missing`` had none to compare with; ``named`` are addresses of
    pages whose text or analysis differs, the first of them.
    """

    read: int = 0
    same_text: int = 0
    other_text: int = 0
    failed: int = 0
    same: int = 0
    other: int = 0
    missing: int = 0
    named: tuple[str, ...] = ()

    @property
    def identical(self) -> bool:
        """Did everything come out as it is kept?"""
        return not (self.other_text or self.failed or self.other)


def replay_stage(
    workspace: Workspace,
    store: Store,
    *,
    first: str = "",
    last: str = "",
    keep: bool = False,
    jobs: int | None = None,
    tick: Tick = no_tick,
) -> ReplayResult:
    """Reads and analyses the archived articles of [first, last] again. ``keep`` stores texts that differ."""
    base = engine_edition(edition_of(workspace))
    packs = own_packs(workspace.path)
    engine = keep_engine(store, packs.engine(base))
    result = ReplayResult()
    readings: list[tuple[NewArticle, Reread]] = []

    def records() -> Iterator[Record]:
        nonlocal result
        for page in reread(workspace, store, first=first, last=last, tick=tick):
            result = _read(store, page, result)
            if page.new is not None and page.new.kind not in NOT_SCORED:
                readings.append((page.new, page))
                yield _record(page.new, page.stored.id)

    changed: list[NewArticle] = []
    parts = workers.chunks(records())
    for part, found in workers.run(
        workers.analyse_records, parts, edition=base, jobs=workers.sensible_jobs(jobs), packs=packs
    ):
        for record, analysis in zip(part, found, strict=True):
            result = _compared(store, engine, record, analysis, result)
        if keep:
            changed += [new for new, page in readings if new.text_sha256 != page.stored.text_sha256]
        readings.clear()
    for new in changed:
        store.put_article(new, cause="reading")
    return result


def _read(store: Store, page: Reread, result: ReplayResult) -> ReplayResult:
    result = replace(result, read=result.read + 1)
    if page.new is None:
        return replace(result, failed=result.failed + 1, named=_named(result, page.stored.url))
    values = page.new.values()
    held = store.one("SELECT * FROM articles WHERE id = ?", (page.stored.id,))
    fields = ("title", "lead", "body", "captions", "author", "published", "kind", "credit")
    if held is not None and all(held[name] == values[name] for name in fields):
        return replace(result, same_text=result.same_text + 1)
    return replace(result, other_text=result.other_text + 1, named=_named(result, page.stored.url))


def _compared(
    store: Store, engine: int, record: Record, analysis: Analysis | str, result: ReplayResult
) -> ReplayResult:
    held = store.one("SELECT json FROM analyses WHERE article = ? AND engine = ?", (int(record.id), engine))
    if held is None:
        return replace(result, missing=result.missing + 1)
    if isinstance(analysis, Analysis) and dumps(analysis.to_dict()) == held["json"]:
        return replace(result, same=result.same + 1)
    return replace(result, other=result.other + 1, named=_named(result, record.url))


def _named(result: ReplayResult, url: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*result.named, url)))[:MOST_NAMED]


def _record(article: NewArticle, id: int) -> Record:
    """As :attr:`StoredArticle.record`, of a text that is not stored."""
    values = article.values()
    return Record(
        id=str(id),
        title=values["title"],
        lead=values["lead"],
        body=values["body"],
        captions=article.captions,
        url=values["url"],
        outlet=values["outlet"],
        published=values["published"],
        kind=values["kind"],
    )
