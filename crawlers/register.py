"""Who published news in a province on a given day? The register answers, because rates are counted on its bodies.

One file per legal body (``outlets/<id>.yaml``, form: ``outlets/outlet.schema.json``). A body is neither its brand nor
its domain: names, provinces, channels and sites are dated on their own. All validity is half-open: [from, to).
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib.resources
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from yaml import Node

from crawlers import yamlfile

KINDS = (
    "newspaper",
    "broadcaster",
    "press_and_broadcaster",
    "portal",
    "magazine",
    "supplement",
    "grassroots",
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """How sure a fact is: C confirmed, A attested, K general knowledge, I inference, ? open; and where it stands."""

    mark: str = "?"
    source: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A name or a province that holds for [start, end)."""

    value: str
    start: dt.date | None = None
    end: dt.date | None = None
    evidence: Evidence = field(default_factory=Evidence)

    def holds(self, on: dt.date) -> bool:
        return within(on, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose body it is for [start, end): the governing body by name, and its group as in :attr:`Outlet.group`."""

    owner: str
    group: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    evidence: Evidence = field(default_factory=Evidence)

    def holds(self, on: dt.date) -> bool:
        return within(on, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Channel:
    """A product of the body: print, online, radio, tv or social; ``crawled`` False where we cannot collect it."""

    kind: str
    name: str = ""
    crawled: bool = False
    start: dt.date | None = None
    end: dt.date | None = None
    evidence: Evidence = field(default_factory=Evidence)

    def holds(self, on: dt.date) -> bool:
        return within(on, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Succession:
    """What became of the body: merge, rename, split, close, owner; ``to`` are ids of successors."""

    kind: str
    date: dt.date | None = None
    decision: str = ""
    to: tuple[str, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, slots=True)
class Selectors:
    """CSS selectors of one page layout; empty where the general methods do."""

    title: str = ""
    lead: str = ""
    body: str = ""
    captions: str = ""
    author: str = ""
    date: str = ""
    section: str = ""
    list: str = ""
    drop: tuple[str, ...] = ()
    author_last_line: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A page that lists articles; ``pager`` has ``{page}``, counted from ``first``; at most ``pages`` pages in all.

    ``postback`` instead of ``pager``: the ASP.NET control that is told ``argument`` (with ``{page}``) by a form. With
    ``{yyyy}``, ``{mm}`` and ``{dd}`` in ``url`` it is an archive by day, of which at most ``pages`` days are asked for.
    """

    url: str
    pager: str = ""
    first: int = 2
    pages: int = 1
    postback: str = ""
    argument: str = "Page${page}"


@dataclass(frozen=True, slots=True)
class Site:
    """Where a body's articles stand on the web, and how its pages are read.

    ``article_url`` is a regular expression searched in the whole address; ``ca`` a file of further certificates.
    """

    hosts: tuple[str, ...] = ()
    scheme: str = "https"
    start: dt.date | None = None
    end: dt.date | None = None
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listings: tuple[Listing, ...] = ()
    article_url: str = ""
    kind: str = ""
    selectors: Selectors = field(default_factory=Selectors)
    names: tuple[str, ...] = ()
    delay: float = 0.0
    legacy_tls: bool = False
    ca: str = ""
    robots: str = ""
    needs_browser: bool = False
    evidence: Evidence = field(default_factory=Evidence)

    def holds(self, on: dt.date) -> bool:
        return within(on, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What an outlet wrote about being collected, and what was done."""

    date: dt.date
    about: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Outlet:
    """One legal body. ``name`` is its latest name; :meth:`name_on` the one of a day."""

    id: str
    names: tuple[Dated, ...]
    kind: str
    provinces: tuple[Dated, ...]
    group: str = ""
    owner: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    succession: tuple[Succession, ...] = ()
    channels: tuple[Channel, ...] = ()
    sites: tuple[Site, ...] = ()
    opt_out: str = ""
    permission: str = ""
    complaints: tuple[Complaint, ...] = ()
    fictitious: bool = False
    evidence: Evidence = field(default_factory=Evidence)
    notes: str = ""
    file: str = ""
    owners: tuple[Owner, ...] = ()

    @property
    def name(self) -> str:
        return self.names[-1].value

    @property
    def province(self) -> str:
        return self.provinces[-1].value

    def name_on(self, on: dt.date) -> str:
        return next((n.value for n in reversed(self.names) if n.holds(on)), self.name)

    def province_on(self, on: dt.date) -> str:
        return next((p.value for p in reversed(self.provinces) if p.holds(on)), "")

    def group_on(self, on: dt.date) -> str:
        """Its group on a day; ``owners`` says it where the body has moved."""
        return next((o.group for o in reversed(self.owners) if o.holds(on)), self.group)

    def owner_on(self, on: dt.date) -> str:
        """Whose body it was on a day."""
        return next((o.owner for o in reversed(self.owners) if o.holds(on)), self.owner)

    def exists(self, on: dt.date) -> bool:
        return within(on, self.valid_from, self.valid_to)

    @property
    def not_crawled(self) -> tuple[Channel, ...]:
        """Channels a report has to name as not collected."""
        return tuple(channel for channel in self.channels if not channel.crawled)


@dataclass(frozen=True, slots=True)
class Register:
    """All outlets known, by id."""

    outlets: tuple[Outlet, ...]

    def get(self, id: str) -> Outlet | None:
        return next((outlet for outlet in self.outlets if outlet.id == id), None)

    def on(
        self, date: dt.date | str, province: str | None = None, kinds: Iterable[str] | None = None
    ) -> tuple[Outlet, ...]:
        """Bodies that existed on the day, in the province of that day ("Hà Nội" or "ha-noi"), of these kinds."""
        day = dt.date.fromisoformat(date) if isinstance(date, str) else date
        wanted = set(kinds) if kinds is not None else None
        return tuple(
            outlet
            for outlet in self.outlets
            if outlet.exists(day)
            and (province is None or slug(outlet.province_on(day)) == slug(province))
            and (wanted is None or outlet.kind in wanted)
        )

    def provinces(self) -> tuple[str, ...]:
        """Every province named, each once, sorted by its Latin key."""
        names = {slug(p.value): p.value for outlet in self.outlets for p in outlet.provinces}
        return tuple(names[key] for key in sorted(names))

    def predecessors(self, id: str) -> tuple[Outlet, ...]:
        """The bodies that went into this one, directly."""
        return tuple(o for o in self.outlets if any(id in step.to for step in o.succession))

    def family(self, id: str) -> tuple[Outlet, ...]:
        """The body with all that went into it and all that became of it, oldest end first; () where nobody has the id."""
        before = self._reached(id, lambda o: [p.id for p in self.predecessors(o.id)])
        after = self._reached(id, lambda o: [successor for step in o.succession for successor in step.to])
        last = dt.date.max
        return tuple(
            sorted(
                (before | after).values(),
                key=lambda o: (o.valid_to or last, o.valid_from or dt.date.min, o.id),
            )
        )

    def _reached(self, id: str, onward: Callable[[Outlet], list[str]]) -> dict[str, Outlet]:
        found: dict[str, Outlet] = {}
        wanted = [id]
        while wanted:
            outlet = self.get(wanted.pop())
            if outlet is not None and outlet.id not in found:
                found[outlet.id] = outlet
                wanted += onward(outlet)
        return found

    def sites_of(self, host: str) -> tuple[tuple[Outlet, Site], ...]:
        """Who publishes or published under this host."""
        bare = bare_host(host)
        return tuple((o, s) for o in self.outlets for s in o.sites if bare in {bare_host(h) for h in s.hosts})


def slug(text: str) -> str:
    """Turn "Hà Nội" into "ha-noi": the same key for whoever types without diacritics."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def bare_host(host: str) -> str:
    """A host without www. or m., so that one site has one key."""
    return re.sub(r"^(?:www|m|mobile)\.(?=[^.]+\.)", "", host.lower().rstrip("."))


def within(on: dt.date, start: dt.date | None, end: dt.date | None) -> bool:
    """Half-open, open ends allowed: a body that ends on the day its successor begins is not counted twice."""
    return (start is None or start <= on) and (end is None or on < end)


@functools.cache
def validator(part: str = "") -> Draft202012Validator:
    """The schema of outlet files, or of ``part`` of it (``site_file``)."""
    text = (importlib.resources.files("crawlers") / "outlets" / "outlet.schema.json").read_text(
        encoding="utf-8"
    )
    schema = json.loads(text)
    if part:
        schema = {"$schema": schema["$schema"], "$ref": f"#/$defs/{part}", "$defs": schema["$defs"]}
    return Draft202012Validator(schema)


def packaged() -> Path:
    """The folder of the outlets that come with the program."""
    return Path(str(importlib.resources.files("crawlers") / "outlets"))


def load(*folders: Path) -> Register:
    """All outlets of these folders, sorted by id; a later folder's file replaces an earlier one's of the same id.

    Without folders: those that come with the program. Raises RegisterError with file, line and detail.
    """
    outlets: dict[str, Outlet] = {}
    for folder in folders or (packaged(),):
        here: dict[str, Path] = {}
        for path in sorted(Path(folder).glob("*.yaml")):
            outlet = read_outlet(path)
            if outlet.id in here:
                raise yamlfile.mistake(
                    path, 1, f"the id {outlet.id} is already taken by {here[outlet.id].name}"
                )
            here[outlet.id] = path
            outlets[outlet.id] = outlet
    for outlet in outlets.values():
        for step in outlet.succession:
            for successor in step.to:
                if successor not in outlets:
                    line = _line_containing(Path(outlet.file), successor)
                    raise yamlfile.mistake(Path(outlet.file), line, f"no outlet has the id {successor}")
    return Register(tuple(outlets[key] for key in sorted(outlets)))


def read_outlet(path: Path) -> Outlet:
    """One outlet file, checked. Raises RegisterError."""
    if path.parent != packaged():
        return _read_outlet(path)
    stat = path.stat()
    return _packaged_outlet(path, stat.st_mtime_ns, stat.st_size)


@functools.lru_cache(maxsize=1024)
def _packaged_outlet(path: Path, mtime: int, size: int) -> Outlet:
    """Read once: every page of the workbench and every command of a run asks for the program's own outlets."""
    return _read_outlet(path)


def _read_outlet(path: Path) -> Outlet:
    data, node = yamlfile.load(path, validator())
    _check_days(path, node, data, ())
    for index, site in enumerate(data.get("sites", ())):
        check_pattern(path, node, site, ("sites", index))
        ca = site.get("tls", {}).get("ca", "")
        if ca and not (path.parent / ca).is_file():
            line = yamlfile.line_of(node, ("sites", index, "tls", "ca"))
            raise yamlfile.mistake(path, line, f"tls.ca: {ca} does not stand beside this file")
    return Outlet(
        id=data["id"],
        names=tuple(_dated(n, "name") for n in data["names"]),
        kind=data["kind"],
        provinces=tuple(_dated(p, "province") for p in data["provinces"]),
        group=data.get("group", ""),
        owner=data.get("owner", ""),
        valid_from=yamlfile.day(data.get("valid_from")),
        valid_to=yamlfile.day(data.get("valid_to")),
        succession=tuple(_succession(s) for s in data.get("succession", ())),
        channels=tuple(_channel(c) for c in data.get("channels", ())),
        sites=tuple(to_site(s, path.parent) for s in data.get("sites", ())),
        opt_out=data.get("opt_out", ""),
        permission=data.get("permission", ""),
        complaints=tuple(
            Complaint(dt.date.fromisoformat(c["date"]), c["about"], c.get("answer", ""))
            for c in data.get("complaints", ())
        ),
        fictitious=data.get("fictitious", False),
        evidence=_evidence(data),
        notes=data.get("notes", ""),
        file=str(path),
        owners=tuple(
            Owner(
                o["owner"],
                o.get("group", ""),
                yamlfile.day(o.get("from")),
                yamlfile.day(o.get("to")),
                _evidence(o),
            )
            for o in data.get("owners", ())
        ),
    )


def check_pattern(
    path: Path, node: Node | None, site: Mapping[str, Any], where: tuple[str | int, ...]
) -> None:
    """A regular expression that does not compile is found when the file is read, not in the middle of a crawl."""
    try:
        re.compile(site.get("article_url", ""))
    except re.error as error:
        line = yamlfile.line_of(node, (*where, "article_url"))
        raise yamlfile.mistake(path, line, f"article_url: {error}") from error


def to_site(data: Mapping[str, Any], folder: Path | None = None) -> Site:
    """A site from its checked mapping (also used by the files of :mod:`crawlers.layouts`); ``folder`` holds its files."""
    ca = data.get("tls", {}).get("ca", "")
    chosen = dict(data.get("selectors", {}))
    return Site(
        hosts=tuple(data.get("hosts", ())),
        scheme=data.get("scheme", "https"),
        start=yamlfile.day(data.get("from")),
        end=yamlfile.day(data.get("to")),
        feeds=tuple(data.get("feeds", ())),
        sitemaps=tuple(data.get("sitemaps", ())),
        listings=tuple(Listing(**listing) for listing in data.get("listings", ())),
        article_url=data.get("article_url", ""),
        kind=data.get("kind", ""),
        selectors=Selectors(**chosen | {"drop": tuple(chosen.get("drop", ()))}),
        names=tuple(data.get("names", ())),
        delay=float(data.get("delay", 0.0)),
        legacy_tls=bool(data.get("tls", {}).get("legacy", False)),
        ca=str(folder / ca) if ca and folder else "",
        robots=data.get("robots", ""),
        needs_browser=data.get("needs_browser", False),
        evidence=_evidence(data),
    )


def _evidence(data: Mapping[str, Any]) -> Evidence:
    found = data.get("evidence")
    return (
        Evidence(found["mark"], tuple(found.get("source", ())), found.get("note", ""))
        if found
        else Evidence()
    )


def _dated(data: Mapping[str, Any], key: str) -> Dated:
    return Dated(data[key], yamlfile.day(data.get("from")), yamlfile.day(data.get("to")), _evidence(data))


def _channel(data: Mapping[str, Any]) -> Channel:
    start, end = yamlfile.day(data.get("from")), yamlfile.day(data.get("to"))
    return Channel(
        data["kind"], data.get("name", ""), data.get("crawled", False), start, end, _evidence(data)
    )


def _succession(data: Mapping[str, Any]) -> Succession:
    day = yamlfile.day(data.get("date"))
    return Succession(data["kind"], day, data.get("decision", ""), tuple(data.get("to", ())), _evidence(data))


def _check_days(path: Path, node: Node | None, data: object, where: tuple[str | int, ...]) -> None:
    """Days that no calendar has, and spans that end before they begin."""
    if isinstance(data, Mapping):
        for key in ("from", "to", "date", "valid_from", "valid_to"):
            value = data.get(key)
            if isinstance(value, str):
                try:
                    dt.date.fromisoformat(value)
                except ValueError as error:
                    raise yamlfile.mistake(
                        path, yamlfile.line_of(node, (*where, key)), f"{key}: {error}"
                    ) from error
        for first, last in (("from", "to"), ("valid_from", "valid_to")):
            start, end = data.get(first), data.get(last)
            # a succession's "to" lists bodies
            if isinstance(start, str) and isinstance(end, str) and start >= end:
                line = yamlfile.line_of(node, (*where, last))
                raise yamlfile.mistake(path, line, f"{last} ({end}) is not after {first} ({start})")
        for key, value in data.items():
            # a selector may be called date
            if key != "selectors":
                _check_days(path, node, value, (*where, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            _check_days(path, node, value, (*where, index))


def _line_containing(path: Path, text: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if text in line), 1)
