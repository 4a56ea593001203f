"""A workspace says what is wrong with it before anything is done in it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from auditor_rooms import make_workspace

from auditor.errors import WorkspaceError, WorkspaceLocked
from auditor.workspace import Config, Workspace, WorkspaceMissing


def test_what_was_asked_for_is_read_again_letter_by_letter(tmp_path):
    config = Config(
        province='Đắk "Mơ"\\ \n[x]', period_from="2025-01-01", period_to="2025-12-31", as_of="2025-12-15",
        contact="lien-he@song-mo.example", kinds=("newspaper", "portal"), delay=0.5, retention_days=30,
        fictitious=True, allow_private=True, resolve={"a.example": ("127.0.0.1", 8001)},
    )  # fmt: skip
    Workspace.create(tmp_path / "w", config)
    assert Workspace.open(tmp_path / "w").config == config


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('province = "A"\nas_of = "15/12/2025"\n', "as_of"),
        ('province = "A"\nperiod_from = "2025-12-31"\nperiod_to = "2025-01-01"\n', "period_from"),
        ('province = ""\n', "province"),
        ('provnce = "A"\n', "provnce"),
        ("province = A\n", "auditor.toml"),
        ('province = "A"\nretention_days = "lâu"\n', "retention_days"),
        ('province = "A"\nallow_private = true\n', "allow_private"),
        ('province = "A"\n[resolve]\n"a.example" = "8001"\n', "auditor.toml"),
        ('province = ["A"]\n', "province"),
    ],
)
def test_a_mistake_in_the_configuration_is_named(tmp_path, text, said):
    (tmp_path / "auditor.toml").write_text(text, encoding="utf-8")
    with pytest.raises(WorkspaceError) as caught:
        Workspace.open(tmp_path)
    assert said in caught.value.values["detail"]


def test_an_empty_folder_is_no_workspace(tmp_path):
    with pytest.raises(WorkspaceMissing):
        Workspace.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_workspace_is_not_made_over_another(tmp_path):
    make_workspace(tmp_path / "w")
    before = (tmp_path / "w" / "auditor.toml").read_bytes()
    with pytest.raises(WorkspaceError):
        Workspace.create(tmp_path / "w", Config(province="Khác"))
    assert (tmp_path / "w" / "auditor.toml").read_bytes() == before


def test_a_second_writer_is_refused_until_the_first_is_done(tmp_path):
    workspace = make_workspace(tmp_path / "w")
    code = (
        "import sys; from pathlib import Path; from auditor.workspace import Workspace\n"
        "from auditor.errors import WorkspaceLocked\n"
        "try:\n    with Workspace.open(Path(sys.argv[1])).lock(): print('in')\n"
        "except WorkspaceLocked: print('locked')"
    )

    def other() -> str:
        command = [sys.executable, "-c", code, str(workspace.path)]
        run = subprocess.run(command, check=True, capture_output=True, text=True)
        return run.stdout.strip()

    with workspace.lock():
        assert other() == "locked"
        with pytest.raises(WorkspaceLocked), workspace.lock():
            pass
        # reading needs no lock
        with workspace.store(readonly=True) as store:
            assert store.number("SELECT count(*) FROM articles") == 0
    assert other() == "in"


@pytest.mark.parametrize(
    ("published", "covered"),
    [
        ("2025-01-01", True),
        ("2025-12-14T23:59:00+07:00", True),
        ("2025-12-16", False),
        ("2024-12-31", False),
        ("", False),
    ],
)
def test_the_period_ends_with_the_day_figures_are_as_of(published, covered):
    config = Config("A", period_from="2025-01-01", period_to="2025-12-31", as_of="2025-12-15")
    assert config.covers(published) is covered


def test_without_a_period_articles_of_unknown_day_count():
    assert Config("A").covers("")
