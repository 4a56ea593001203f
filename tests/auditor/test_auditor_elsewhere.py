"""The same workspace gives the same bytes on a computer that is set up otherwise: another zone, language, folder and umask, and
another order of everything that has none.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest
from auditor_proved import write_report

from auditor.cli import main
from auditor.workspace import Workspace

# the first day of the year begins there a day earlier or later than here, and capital letters follow other rules
SETTINGS = {
    "east": {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "tr_TR.UTF-8", "umask": 0o077},
    "west": {"TZ": "Pacific/Pago_Pago", "PYTHONHASHSEED": "4242", "LC_ALL": "C", "umask": 0o000},
}


def elsewhere(setting, folder, *words):
    """Runs a command as somebody with another computer would."""
    env = {k: v for k, v in os.environ.items() if k not in ("LANG", "LC_ALL", "TZ")}
    env |= {name: str(value) for name, value in SETTINGS[setting].items() if name != "umask"}
    env["PYTHONPATH"] = os.getcwd()
    folder.mkdir(parents=True, exist_ok=True)
    return subprocess.run(
        [sys.executable, "-m", "auditor", *map(str, words)], cwd=folder, env=env,
        umask=SETTINGS[setting]["umask"] if os.name == "posix" else -1,
        capture_output=True, timeout=300, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def here(audited, tmp_path_factory):
    """The workspace, its report and the bundles and packages made of it here, with the names they are told by."""
    folder = tmp_path_factory.mktemp("here")
    shutil.copytree(audited.path, folder / "w")
    write_report(Workspace.open(folder / "w"))
    for circle in ("internal", "public"):
        made = ["-w", str(folder / "w"), "bundle", "-o", str(folder / f"{circle}.zip"), "-c", circle]
        assert main(made) == 0
    assert main(["-w", str(folder / "w"), "export", str(folder / "package.zip")]) == 0
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("setting", SETTINGS)
def test_bundle_package_report_and_every_figure_are_the_same(here, tmp_path, setting):
    there = tmp_path / "nơi khác" / "máy khác"
    shutil.copytree(here / "w", there / "w")
    for name, words in (
        ("internal.zip", ["bundle", "-c", "internal", "-o"]),
        ("public.zip", ["bundle", "-c", "public", "-o"]),
        ("package.zip", ["export"]),
    ):
        ran = elsewhere(setting, there / "cwd", "-w", there / "w", *words, there / name)
        assert ran.returncode == 0, ran.stderr.decode("utf-8", "replace")
        assert (there / name).read_bytes() == (here / name).read_bytes(), name
    opened = elsewhere(setting, there, "bundle", "open", here / "internal.zip", there / "opened")
    assert opened.returncode == 0, opened.stderr.decode("utf-8", "replace")
    report = json.loads((there / "opened" / "reports" / "report.json").read_text(encoding="utf-8"))
    told = json.loads((there / "opened" / "bundle" / "report.json").read_text(encoding="utf-8"))
    assert report == told
    # not copied but worked out once more: analyses, scores, intervals
    verified = elsewhere(
        setting, there, "-w", there / "w", "verify", there / "w" / "reports" / "bao-cao.json", "--json"
    )
    assert verified.returncode == 0, verified.stdout.decode("utf-8", "replace")[:2000]
    assert json.loads(verified.stdout)["same"]
