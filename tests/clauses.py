"""Which clauses of the regulations a passing test shows: ``python -m tests.clauses FILE.json``.

The file is what a test run leaves when ``CLAUSES_TO`` names it: clause → the tests that show it. The ledger of all
clauses stands beside the repository (or where ``SHARED`` says); without it the clauses of the file are all we know.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

SHARED = Path(os.environ.get("SHARED") or Path(__file__).parents[2] / "shared")
LEDGER = SHARED / "spec" / "clauses.toml"
ABSENT = f"the ledger of clauses is not at {LEDGER}: set SHARED to the folder that holds spec/"
Shown = Mapping[str, Sequence[str]]


def ledger() -> dict[str, str]:
    """Each clause and its rule; empty without a ledger."""
    if not LEDGER.is_file():
        return {}
    return {entry["id"]: entry["rule"] for entry in tomllib.loads(LEDGER.read_text(encoding="utf-8"))["clause"]}


def table(shown: Shown, known: Mapping[str, str]) -> str:
    """Clauses by organisation with the number of tests that show each; below, those that none shows."""
    names = sorted(known or shown, key=_order)
    width = max(map(len, names), default=0)
    lines: list[str] = []
    for organisation in dict.fromkeys(_organisation(name) for name in names):
        own = [name for name in names if _organisation(name) == organisation]
        have = [name for name in own if shown.get(name)]
        lines.append(f"{organisation}: {len(have)} of {len(own)} clauses are shown")
        lines += [f"  {name:{width}} {len(shown[name]):4}  {_short(known.get(name, ''))}".rstrip() for name in have]
    bare = [name for name in names if not shown.get(name)]
    if bare:
        lines += ["", f"{len(bare)} clauses that no passing test shows:"]
        lines += [f"  {name:{width}}  {_short(known[name])}" for name in bare]
    strange = sorted(set(shown) - set(known), key=_order) if known else []
    lines += [f"not in the ledger: {name}" for name in strange]
    return "\n".join(lines)


def _organisation(clause: str) -> str:
    return clause.partition("-")[0]


def _order(clause: str) -> tuple[str, int]:
    return _organisation(clause), int(re.sub(r"\D", "", clause) or 0)


def _short(rule: str, length: int = 90) -> str:
    return rule if len(rule) <= length else rule[: length - 1].rstrip() + "…"


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        sys.stderr.write("usage: python -m tests.clauses FILE.json (made by a test run with CLAUSES_TO=FILE.json)\n")
        return 2
    shown: Shown = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    known = ledger()
    if not known:
        sys.stderr.write(ABSENT + "\n")
    sys.stdout.write(table(shown, known) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
