"""Papers that a department signs: reports, scorecards, letters and minutes as DOCX in the form of Nghị định 30/2020/NĐ-CP."""

from reports.papers.annex import write_annex
from reports.papers.kinds import (
    ALLOWED,
    FOR_OUTLET,
    Circulation,
    Issuer,
    Kind,
    PaperOrder,
    PastRate,
    PromiseLine,
)
from reports.papers.reminder import Document, Reminder, write_reminder
from reports.papers.writing import write_paper

__all__ = [
    "ALLOWED",
    "FOR_OUTLET",
    "Circulation",
    "Document",
    "Issuer",
    "Kind",
    "PaperOrder",
    "PastRate",
    "PromiseLine",
    "Reminder",
    "write_annex",
    "write_paper",
    "write_reminder",
]
