"""Forms that bodies fill in about themselves, the sheet they are scored on, and who has not sent: by file alone, since one
XLSX goes out and a hundred come back.

``plan`` what a province decided (senders, deadline, points, grades); ``lines`` what a form asks; ``workbook`` and ``paper``
write it; ``reading`` reads it back; ``records`` keeps what was said; ``scoring`` adds it up; ``scoresheet`` prints that;
``overview`` tells who has not sent.
"""
