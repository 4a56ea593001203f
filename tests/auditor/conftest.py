"""Fixtures of the auditor's own room; a module's own fixture of the same name goes before them."""

from __future__ import annotations

import shutil

import pytest
from auditor_bad import ENGLISH
from auditor_proved import make_proved
from auditor_rooms import article, make_workspace

from auditor.cli import base, main
from auditor.workspace import Workspace


@pytest.fixture
def stocked(tmp_path):
    """A workspace with three articles, nothing analysed."""
    made = make_workspace(tmp_path / "w")
    with made.store() as store:
        for number in range(3):
            store.put_article(article(number))
    return made


@pytest.fixture
def say(capsys):
    """Runs a command; answers its exit code and what it said on standard error, in words a reader knows."""

    def run(*argv: object) -> tuple[int, str]:
        capsys.readouterr()
        code = main([str(word) for word in argv])
        err = capsys.readouterr().err
        assert code != base.EXIT_BUG, err
        assert not ENGLISH.search(err), err
        return code, err

    return run


@pytest.fixture(scope="session")
def audited(tmp_path_factory):
    """Two outlets of the sample province with everything behind their report; not to be changed."""
    return make_proved(tmp_path_factory.mktemp("proved") / "w")


@pytest.fixture
def proved(audited, tmp_path):
    """The same, to be changed."""
    shutil.copytree(audited.path, tmp_path / "w")
    return Workspace.open(tmp_path / "w")
