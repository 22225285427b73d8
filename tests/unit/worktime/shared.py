"""Where the vectors are: beside the repository, or where ``SHARED`` says. Without them their tests are skipped."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

ROOT = Path(os.environ.get("SHARED") or Path(__file__).parents[3].parent / "shared")


def vectors(name: str) -> Any:
    """The contents of a vector file, or None when there is none."""
    path = ROOT / "vectors" / name
    return json.loads(path.read_text("utf-8")) if path.is_file() else None


def absent(name: str) -> str:
    return f"{name} is not in {ROOT / 'vectors'}: set SHARED to the folder that holds vectors/"
