"""``reglament people``: invitations from the shell, on a database that a desk has used."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from app import cli
from core.people.organisation import Organisation, PhoneOnFile
from core.regulation.model import Rank
from tests.office import office_on


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The database of an office where Anna owns «Ромашка»."""
    address = f"sqlite+aiosqlite:///{tmp_path}/desk.db"

    async def furnish() -> None:
        async with office_on(address) as office, office.database.begin() as store:
            daisy = await store.organisations.add(Organisation(0, "Ромашка", office.clock.now(), "12/26"))
            await store.organisations.join(office.anna.person_id or 0, daisy.id, Rank.OWNER, office.clock.now())
            await store.organisations.put_on_file(PhoneOnFile("+79120001122", daisy.id, Rank.PLAIN, "Иванова"))

    asyncio.run(furnish())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.delenv("BOT_TOKEN", raising=False)
    return address


def reglament(*words: str) -> int:
    with pytest.raises(SystemExit) as left:
        cli.main(["people", *words])
    return int(left.value.code or 0)


def test_a_link_is_told_once_listed_and_taken_back(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert reglament("invite", "--organisation", "«Лотос»", "--rank", "authorised", "--days", "3") == 0
    told = capsys.readouterr().out
    assert "«Лотос» (новая организация)" in told
    assert "№ 1, уполномоченное лицо, до " in told
    found = re.search(r"/start (i_\S+)", told)
    assert found
    assert reglament("list") == 0
    listed = capsys.readouterr().out.splitlines()
    assert listed[0] == "Ромашка, договор № 12/26" or listed[0] == "«Лотос»"
    assert "  Анна: владелец" in listed
    assert "  +79120001122 на учёте: обычный контакт, Иванова" in listed
    assert any(line.startswith("  приглашение № 1: уполномоченное лицо, до ") for line in listed)
    assert listed[-1] == "организаций: 2, действующих приглашений: 1"
    assert found[1] not in "\n".join(listed)
    assert reglament("revoke", "1") == 0
    capsys.readouterr()
    assert reglament("revoke", "1") == 1
    assert capsys.readouterr().err == "приглашение № 1 уже использовано, отозвано или просрочено\n"
    assert reglament("revoke", "7") == 1
    assert capsys.readouterr().err == "приглашения № 7 нет\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("invite", "--organisation", "«»"), 1, "--organisation: нужно название"),
        (("invite", "--organisation", "Ромашка", "--days", "0"), 1, "--days: приглашение действует от 1 до 90 дней"),
        (("invite", "--organisation", "Ромашка", "--days", "1000"), 1, "--days"),
        (("invite", "--organisation", "Ромашка", "--rank", "boss"), 2, "--rank"),
        (("invite", "--organisation", "Ромашка", "--days", "-1"), 2, "--days"),
        (("invite", "--organisation", "Ромашка", "--days", "99999999999999999999"), 2, "--days"),
        (("revoke", "99999999999999999999"), 2, "number"),
        (("invite",), 2, "--organisation"),
        ((), 2, "WHAT"),
    ],
)
def test_what_cannot_be_is_one_clear_line(
    url: str, words: tuple[str, ...], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reglament(*words) == code
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error


def test_without_a_database_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/absent.db")
    assert reglament("list") == 1
    assert "there is no desk's database" in capsys.readouterr().err
