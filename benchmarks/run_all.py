"""Run every benchmark, one after the other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

NAMES = (
    "emit",
    "convert",
    "many_texts",
    "images",
    "million",
    "builds",
    "whole_site",
    "check",
    "course",
    "serve",
    "browser",
    "honest",
    "pick",
)


def main() -> None:
    """Run those that are named as arguments, or all."""
    for name in sys.argv[1:] or NAMES:
        script = Path(__file__).with_name(f"{name}.py")
        subprocess.run([sys.executable, str(script)], check=True)


if __name__ == "__main__":
    main()
