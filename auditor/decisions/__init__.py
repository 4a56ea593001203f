"""Every human judgement of a workspace: one table, one history.

``model`` what a decision is; ``ledger`` where they are kept, taken over from files of earlier releases, exported and merged;
``findings`` what was decided about single findings; ``history`` who decided what about a figure.
"""

from auditor.decisions.findings import (
    FILE,
    Decisions,
    confirmed,
    decisions,
    read_decisions,
    rejected,
    standing_now,
    waits,
    withdrawn,
)
from auditor.decisions.ledger import append, decisions_of, keep, merge, read_export, take_over, write_export
from auditor.decisions.model import Decision, NoDecision, holding

__all__ = [
    "FILE",
    "Decision",
    "Decisions",
    "NoDecision",
    "append",
    "confirmed",
    "decisions",
    "decisions_of",
    "holding",
    "keep",
    "merge",
    "read_decisions",
    "read_export",
    "rejected",
    "standing_now",
    "take_over",
    "waits",
    "withdrawn",
    "write_export",
]
