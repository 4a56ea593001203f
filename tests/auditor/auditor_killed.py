"""A stage that stands still in the middle of its work, for tests that kill it there: STAGE WORKSPACE AFTER."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from auditor import pipeline
from auditor.workspace import Workspace


def main(stage: str, folder: Path, after: int) -> None:
    def tick(_: str, done: int, total: int) -> None:
        if done >= after:
            print("ready", done, flush=True)
            time.sleep(600)

    workspace = Workspace.open(folder)
    with workspace.lock(), workspace.store() as store:
        if stage == "crawl":
            pipeline.crawl_stage(workspace, store, tick=tick)
        else:
            pipeline.analyse_stage(workspace, store, jobs=1, tick=tick)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
