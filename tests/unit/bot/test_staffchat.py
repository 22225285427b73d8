"""Which chat is whose: teams, addresses of the outbox, groups that got another id."""

from __future__ import annotations

import pytest

from app.settings import Settings
from bot.staffchat import StaffChat

ONE = StaffChat({"": "-1001"})
TWO = StaffChat({"support": "-1001", "billing": "-1002"})


@pytest.mark.parametrize(
    ("given", "teams"),
    [
        ("-1001", {"": "-1001"}),
        ("support=-1001", {"support": "-1001"}),
        ("support=-1001,billing=-1002", {"support": "-1001", "billing": "-1002"}),
        (" support = -1001 , счета = -1002 ", {"support": "-1001", "счета": "-1002"}),
    ],
)
def test_teams_as_the_settings_name_them(given: str, teams: dict[str, str]) -> None:
    assert Settings.model_validate({"BOT_TOKEN": "42:abc", "STAFF_CHAT": given}).teams == teams


@pytest.mark.parametrize(
    ("address", "chat"),
    [
        ("staff", "-1001"),
        ("staff:billing", "-1002"),
        ("staff:support", "-1001"),
        ("staff:gone", "-1001"),
        ("101", "101"),
    ],
)
def test_the_chat_behind_an_address(address: str, chat: str) -> None:
    assert TWO.at(address) == chat


def test_one_team_has_no_name_and_takes_everything() -> None:
    assert (ONE.id, ONE.of("billing"), ONE.at("staff:billing"), ONE.team("-1001")) == ("-1001", "-1001", "-1001", "")


def test_the_first_team_is_the_desk_s_own() -> None:
    assert (TWO.team("-1001"), TWO.team("-1002"), TWO.team("-1003")) == ("", "billing", "")
    assert "-1002" in TWO
    assert "101" not in TWO


def test_a_group_that_got_another_id_keeps_its_team_and_its_place() -> None:
    staff = StaffChat(dict(TWO.teams))
    staff.moved("-1001", "-1009")
    assert list(staff.teams.items()) == [("support", "-1009"), ("billing", "-1002")]
