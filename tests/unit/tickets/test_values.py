"""Numbers, seals, files by their content: the parts of a ticket that are plain values."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from core.conversations.message import Attachment, Author, Media, Message, Origin
from core.deadlines.milestones import Fact
from core.errors import Refusal
from core.regulation.model import NumberRule
from core.regulation.parse import load
from core.tickets import number, seal
from core.tickets.enclosures import check_files
from core.tickets.ticket import Ticket

SAVEIT = load("saveit").regulation
NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)


def ticket(priority: str = "P3", minutes: int = 0, **more: Any) -> Ticket:
    at = NOON + timedelta(minutes=minutes)
    return Ticket(minutes, f"2026-{minutes:04}", "saveit 1", 1, at, priority, "registered", "", {}, **more)


def message(text: str = "Не открывается отчёт", file: Attachment | None = None) -> Message:
    return Message(1, 1, NOON, Author.CUSTOMER, "Анна", "telegram", text, Origin("101", 1), attachment=file)


class Counters:
    """A store of nothing but counters."""

    def __init__(self) -> None:
        self.values: dict[str, int] = {}

    async def next_number(self, counter: str) -> int:
        self.values[counter] = self.values.get(counter, 0) + 1
        return self.values[counter]


@pytest.mark.clause("SAV-3")
async def test_numbers_begin_anew_with_the_desks_new_year() -> None:
    counters: Any = Counters()
    moments = ["2026-12-31T20:59:59+00:00", "2026-12-31T21:00:00+00:00", "2027-01-01T12:00:00+00:00"]
    issued = [await number.issue(counters, SAVEIT, datetime.fromisoformat(at)) for at in moments]
    assert issued == ["2026-0001", "2027-0001", "2027-0002"]


async def test_a_format_without_the_year_never_begins_anew() -> None:
    counters: Any = Counters()
    desk = SAVEIT.model_copy(update={"number": NumberRule(format="SD-{counter:05}", clause="SAV-3")})
    issued = [await number.issue(counters, desk, NOON + timedelta(days=365 * years)) for years in (0, 1, 5)]
    assert issued == ["SD-00001", "SD-00002", "SD-00003"]


SEALED = '{"edition":"saveit 1","fields":{"email":"a@b.ru","phone":"+7"},"messages":[{"at":"2026-03-05T12:00:00+00:00"'


def test_a_seal_is_one_canonical_text() -> None:
    one = replace(ticket(), fields={"phone": "+7", "email": "a@b.ru"})
    other = replace(ticket(), fields={"email": "a@b.ru", "phone": "+7"})
    assert seal.canonical(one, [message()]) == seal.canonical(other, [message()])
    assert seal.canonical(one, [message()]).startswith(SEALED)


CHANGES: list[dict[str, Any]] = [
    {"number": "2026-0002"},
    {"edition": "saveit 2"},
    {"registered_at": NOON + timedelta(seconds=1)},
    {"priority": "P1"},
    {"fields": {"phone": "+7"}},
]


@pytest.mark.parametrize("change", CHANGES, ids=[next(iter(change)) for change in CHANGES])
def test_a_seal_changes_with_whatever_was_promoted(change: dict[str, Any]) -> None:
    before, after = (seal.canonical(one, [message()]) for one in (ticket(), replace(ticket(), **change)))
    assert seal.fingerprint(before) != seal.fingerprint(after)


def test_a_seal_covers_words_and_files_and_their_order() -> None:
    picture = Attachment(Media.PHOTO, "f1", "photo.jpg", 10, "kept", "jpg", "a" * 64)
    texts = [
        [message()],
        [message("Другое")],
        [message(), message("Другое")],
        [message("Другое"), message()],
        [message(file=picture)],
        [message(file=replace(picture, digest="b" * 64))],
        [],
    ]
    assert len({seal.canonical(ticket(), messages) for messages in texts}) == len(texts)


def test_a_seal_does_not_change_with_what_happens_later() -> None:
    later = replace(
        ticket(), state="closed", assignee_name="Вера", links=("2026-0002",), subject="Отчёт", fingerprint="x"
    )
    later.note(NOON, Fact.ANSWERED)
    assert seal.canonical(later, [message()]) == seal.canonical(ticket(), [message()])


def test_a_fingerprint_can_be_read_aloud() -> None:
    assert seal.fingerprint("") == "e3b0-c442-98fc"


def file(detected: str, name: str = "отчёт.jpg", state: str = "kept") -> Attachment:
    return Attachment(Media.DOCUMENT, "f1", name, 10, state, detected)


@pytest.mark.clause("SAV-5")
@pytest.mark.parametrize("detected", ["jpg", "gif", "png", "zip", "rar"])
def test_a_file_of_the_listed_kinds_is_taken_whatever_its_name(detected: str) -> None:
    check_files(SAVEIT, [message(file=file(detected, "снимок.bmp"))])


@pytest.mark.clause("SAV-5")
@pytest.mark.parametrize("detected", ["bmp", "pdf", "exe", "docx", ""])
def test_a_file_of_another_kind_is_turned_down_whatever_its_name(detected: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_files(SAVEIT, [message(), message(file=file(detected))])
    assert refused.value.code == "file_type"
    assert refused.value.facts["file"] == "отчёт.jpg"
    assert refused.value.facts["detected"] == (detected.upper() or "?")
    assert refused.value.facts["clause"] == "7.6"  # as the organisation's own text numbers it
    assert "ZIP или RAR" in str(refused.value.facts["advice"])


@pytest.mark.parametrize(
    ("state", "code"), [("wanted", "file_not_checked"), ("too_big", "file_too_big"), ("failed", "file_unreadable")]
)
def test_a_file_whose_content_is_not_known_is_not_taken(state: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_files(SAVEIT, [message(file=file("jpg", state=state))])
    assert (refused.value.code, refused.value.facts["file"]) == (code, "отчёт.jpg")


def test_a_regulation_without_rules_for_files_takes_all() -> None:
    check_files(SAVEIT.model_copy(update={"attachments": None}), [message(file=file("exe"))])


def test_a_late_noticed_fact_does_not_rewrite_what_followed() -> None:
    late = ticket()
    late.note(NOON, Fact.REGISTERED)
    late.note(NOON + timedelta(hours=2), Fact.ANSWERED)
    late.note(NOON + timedelta(hours=1), Fact.CUSTOMER_WROTE)
    assert [m.at for m in late.milestones] == [NOON, NOON + timedelta(hours=2), NOON + timedelta(hours=2)]


def test_only_the_first_unanswered_message_is_a_fact() -> None:
    talk = ticket()
    for minute, write in enumerate(
        (talk.customer_wrote, talk.customer_wrote, talk.answered, talk.answered, talk.customer_wrote)
    ):
        write(NOON + timedelta(minutes=minute))
    assert [(m.fact, m.at.minute) for m in talk.milestones] == [
        (Fact.CUSTOMER_WROTE, 0),
        (Fact.ANSWERED, 2),
        (Fact.CUSTOMER_WROTE, 4),
    ]
