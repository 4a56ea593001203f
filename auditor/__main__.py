"""``python -m auditor``: where the command itself is not on the PATH, as often on Windows."""

import sys

from auditor.cli import main

if __name__ == "__main__":
    sys.exit(main())
