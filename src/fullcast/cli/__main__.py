"""`python -m fullcast.cli` is the command `fullcast`, where scripts are not on the path."""

from __future__ import annotations

import sys

from fullcast.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
