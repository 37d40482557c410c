"""How much room fullcast and what it needs take in this environment, without pip, setuptools and what fullcast does not need.

python benchmarks/installed_size.py [--limit-mb 130]
"""

from __future__ import annotations

import argparse
import importlib.metadata
import re
import sys
from pathlib import Path


def required(name: str, found: dict[str, int]) -> dict[str, int]:
    """Bytes by distribution of `name` and everything it requires without extras, added to `found`."""
    try:
        distribution = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return found  # required on other systems only
    key = re.sub(r"[-_.]+", "-", distribution.metadata["Name"]).lower()
    if key in found:
        return found
    found[key] = sum(size(Path(str(distribution.locate_file(path)))) for path in distribution.files or ())
    for requirement in distribution.requires or ():
        if "extra ==" not in requirement:
            required(re.split(r"[\s;<>=!~\[(]", requirement, maxsplit=1)[0], found)
    return found


def size(path: Path) -> int:
    """Bytes of the file at `path`; 0 where it is gone."""
    return path.stat().st_size if path.exists() else 0


def main() -> None:
    """Print the table; fail over the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit-mb", type=float)
    args = parser.parse_args()
    found = required("fullcast", {})
    for name, count in sorted(found.items(), key=lambda item: -item[1]):
        print(f"{count / 1e6:7.1f} MB  {name}")
    total = sum(found.values()) / 1e6
    print(f"{total:7.1f} MB  altogether")
    if args.limit_mb and total > args.limit_mb:
        sys.exit(f"over the limit of {args.limit_mb:.0f} MB")


if __name__ == "__main__":
    main()
