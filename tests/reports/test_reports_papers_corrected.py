"""Every share in a paper says whether people corrected it."""

from __future__ import annotations

from dataclasses import replace

from paper_sample import corrected, figures, made, shown

from reports.papers import Circulation, Kind


def _folder(path):
    path.mkdir()
    return path


def test_the_sheet_says_which_shares_people_corrected(tmp_path):
    one = replace(figures(), outlets=figures().outlets[:1])
    plain = shown(made(_folder(tmp_path / "a"), Kind.BRIEFING, Circulation.INTERNAL, one))
    assert "chưa hiệu chỉnh" in plain
    assert "đã hiệu chỉnh" not in plain
    told = shown(made(_folder(tmp_path / "b"), Kind.BRIEFING, Circulation.INTERNAL, corrected(one)))
    assert "đã hiệu chỉnh: 43,2 % (40,0–47,0 %), mã hóa 60" in told
