"""Objections and their answers, kept as decisions: what holds, who may answer, what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from auditor.decisions import ledger
from auditor.decisions.model import (
    ADOPTION,
    APPRAISAL,
    CODING,
    OBJECTION,
    REPLY,
    RULE,
    SUBMISSION,
    Decision,
    holding,
)
from auditor.errors import UsageError
from auditor.forms.evidence import keep as keep_paper
from auditor.replies import model
from auditor.replies.model import (
    Objection,
    Reply,
    decision_of_objection,
    decision_of_reply,
    objection_of,
    reply_of,
)
from auditor.replies.names import people_of, protects, without_names
from auditor.store import Store
from auditor.workspace import Workspace
from crawlers.register import slug
from reports.prepare import clean_text


class SameReader(UsageError):
    """Who answers had a hand in what is objected to. Values: detail (the name), what."""

    code = "same_reader"


class NotAsked(UsageError):
    """An answer to "considered and kept", which contests nothing. Values: detail (the id)."""

    code = "reply_not_asked"


class NoLevel(UsageError):
    """An accepted objection to adoption needs the level that holds instead and since when, and no other does."""

    code = "reply_no_level"


@dataclass(frozen=True, slots=True)
class Case:
    """One objection with the answer to the very words it has now; None: nobody answered them yet."""

    objection: Objection
    reply: Reply | None = None

    @property
    def outcome(self) -> str:
        """What became of it: accepted, partly, upheld, "considered" for what contests nothing, "" while it waits."""
        if not self.objection.contests:
            return model.KEPT
        return self.reply.outcome if self.reply else ""

    @property
    def accepted(self) -> bool:
        """Does it change a figure? What is accepted in part is told beside it."""
        return self.outcome == model.ACCEPTED


@dataclass(frozen=True, slots=True)
class Kept:
    """How many objections are new, how many replace what the outlet had said of the same, and how many were known."""

    new: int
    amended: int
    known: int


def cases(folder: Path, store: Store | None = None) -> list[Case]:
    """Every objection that holds, by the day it was received. Raises StoreError.

    An answer by somebody who had had a hand in the matter is none, also where it came from another workspace.
    """
    made = ledger.decisions_of(folder, OBJECTION, REPLY, store=store)
    replied = ledger.as_kept(reply_of, holding(one for one in made if one.kind == REPLY))
    answers = {reply.objection: reply for reply in replied if reply}
    held = ledger.as_kept(objection_of, holding(one for one in made if one.kind == OBJECTION))
    found = _by_others(folder, store, [Case(one, answers.get(one.key)) for one in held])
    return sorted(found, key=lambda case: (case.objection.received, case.objection.outlet, case.objection.id))


# who made these decisions may have had a hand in what an outlet objects to
_HANDS = (RULE, CODING, SUBMISSION, APPRAISAL, ADOPTION)


def _by_others(folder: Path, store: Store | None, found: list[Case]) -> list[Case]:
    answered = [case for case in found if case.reply]
    if not answered:
        return found
    known = {slug(name) for name in ledger.people(folder, *_HANDS, store=store) if name}
    if not any(case.reply and slug(case.reply.by) in known for case in answered):
        return [_told_by_another(case, ()) for case in found]
    made = ledger.decisions_of(folder, *_HANDS, store=store)
    return [_told_by_another(case, made) for case in found]


def _told_by_another(case: Case, made: Iterable[Decision]) -> Case:
    if case.reply is None:
        return case
    reader, at = slug(case.reply.by), case.reply.at
    hands = deciders(case.objection, (one for one in made if one.at <= at))
    return replace(case, reply=None) if any(name and slug(name) == reader for _, name in hands) else case


def case_of(every: Sequence[Case], name: str) -> Case:
    """A case by its id or the beginning of it. Raises UsageError where none or several fit."""
    found = [case for case in every if name and case.objection.id.startswith(name.lower())]
    if len(found) != 1:
        known = ", ".join(case.objection.id for case in (found or every)[:20])
        raise UsageError(f"{name}: {len(found)} objections", detail=f"{name}? {known}")
    return found[0]


def add(workspace: Workspace, objections: Iterable[Objection]) -> Kept:
    """Records objections, their papers copied; the same said again adds nothing. Raises StoreError."""
    with workspace.store() as store:
        known = {case.objection.subject: case.objection for case in cases(workspace.path, store)}
        fresh: list[Objection] = []
        amended = same = 0
        for one in objections:
            kept = (keep_paper(workspace, paper) for paper in one.papers)
            item = one.target.item
            about, guarded = people_of(store, item), protects(store, item)
            papers = tuple(
                replace(paper, text=without_names(clean_text(paper.text), about, protected=guarded))
                for paper in kept
            )
            text = without_names(clean_text(one.text), about, protected=guarded)[: model.MAX_TEXT]
            said = replace(one, text=text, papers=papers, at="", key="")
            before = known.get(said.subject)
            if before is not None and _words(before) == _words(said):
                same += 1
                continue
            amended += before is not None
            known[said.subject] = said
            fresh.append(said)
        ledger.append(store, map(decision_of_objection, fresh))
    return Kept(len(fresh) - amended, amended, same)


def _words(one: Objection) -> tuple[object, ...]:
    return one.text, [(p.text, p.sha256) for p in one.papers]


def answer(workspace: Workspace, case: Case, reply: Reply) -> Decision:
    """Records the second reader's answer; a later one by anybody who may answer replaces it.

    Raises SameReader, NotAsked, NoLevel, StoreError.
    """
    about = case.objection
    if not about.contests:
        raise NotAsked(about.id, detail=about.id)
    on_adoption = about.target.kind == model.ADOPTION and reply.outcome == model.ACCEPTED
    if on_adoption != (reply.level is not None and bool(reply.date)):
        raise NoLevel(about.id, detail=about.id)
    with workspace.store() as store:
        made = ledger.decisions_of(workspace.path, store=store)
        for what, name in deciders(about, made):
            if name and slug(name) == slug(reply.by):
                raise SameReader(f"{reply.by} {what}", detail=reply.by, what=what)
        item = about.target.item
        known, guarded = people_of(store, item), protects(store, item)
        text = without_names(clean_text(reply.text), known, protected=guarded)[: model.MAX_TEXT]
        decision = decision_of_reply(replace(reply, text=text), about)
        kept = ledger.append(store, [decision])
    return kept[0] if kept else decision


def deciders(about: Objection, made: Iterable[Decision]) -> Iterator[tuple[str, str]]:
    """Everybody who had a hand in what is objected to, or signed the objection, as (kind of decision, name)."""
    yield OBJECTION, about.by
    for one in made:
        if one.kind in (OBJECTION, REPLY):
            continue
        target = about.target
        place = one.kind == RULE and one.code == target.code and one.span == (target.start, target.end)
        concerned = {
            model.FINDING: one.item == target.item and place,
            model.ITEM: one.kind in (RULE, CODING) and one.item == target.item,
            model.FIGURE: one.kind in (APPRAISAL, SUBMISSION)
            and one.outlet == about.outlet
            and (one.kind == SUBMISSION or one.code == target.code),
            model.ADOPTION: one.kind in (ADOPTION, SUBMISSION) and one.outlet == about.outlet,
        }
        if concerned[target.kind]:
            yield one.kind, one.who
