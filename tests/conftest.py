"""Async tests without a plugin, the databases that the tests run on, and the ledger of clauses shown."""

from __future__ import annotations

import bot.models  # noqa: F401 (aiogram as the desk has it)

# isort: split
import asyncio
import inspect
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desk import PRESSED
from tests.rules.fronts import handled_presses

POSTGRES = os.environ.get("TEST_POSTGRES", "")
"""``postgresql+asyncpg://…`` of a server on which databases may be made; empty: those tests are skipped."""

DATABASES = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param(
        "postgresql",
        id="postgresql",
        marks=pytest.mark.skipif(not POSTGRES, reason="TEST_POSTGRES is not set: PostgreSQL is not tested here"),
    ),
]


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run ``async def`` tests in a loop of their own."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = pyfuncitem._fixtureinfo.argnames
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
    return True


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database, on each kind of server that there is."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path}/desk.db"
        return
    name = f"reglament_{os.getpid()}_{abs(hash(request.node.nodeid)) % 10**8}"
    asyncio.run(_on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"'))
    yield POSTGRES.rsplit("/", 1)[0] + f"/{name}"
    asyncio.run(_on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """An empty database for stories that do not depend on which one it is."""
    return f"sqlite+aiosqlite:///{tmp_path}/desk.db"


async def _on_server(*statements: str) -> None:
    import asyncpg

    connection = await asyncpg.connect(POSTGRES.replace("+asyncpg", ""))
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


_SHOWN: dict[str, list[str]] = {}
_PRESSED: set[str] = set()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    report = yield
    if report.when == "call" and report.passed:  # the report travels from the process that ran the test
        report.clauses = [clause for marker in item.iter_markers("clause") for clause in marker.args]
        report.pressed = sorted(PRESSED)
        PRESSED.clear()
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    for clause in getattr(report, "clauses", ()):
        _SHOWN.setdefault(clause, []).append(report.nodeid)
    _PRESSED.update(getattr(report, "pressed", ()))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leave behind which clauses a passing test shows (``./run clauses`` reads it); a green run of everything that
    pressed not every button is not green: what nobody presses nobody has tried."""
    if hasattr(session.config, "workerinput"):
        return
    target = os.environ.get("CLAUSES_TO")
    if target:
        Path(target).write_text(json.dumps(_SHOWN, ensure_ascii=False, indent=1), encoding="utf-8")
    if session.exitstatus == pytest.ExitCode.OK and _everything(session.config) and handled_presses() - _PRESSED:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    untried = sorted(handled_presses() - _PRESSED)
    if untried and _everything(config):
        terminalreporter.write_line(f"NOT PRESSED by any passing story: {', '.join(untried)}", red=True)


def _everything(config: pytest.Config) -> bool:
    """True when no test was left out by name, mark or place; skipped ones are, of which it is said why."""
    chosen = (config.option.keyword, config.option.markexpr, config.option.lf, config.option.collectonly)
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS and not any(chosen)
