"""An invitation: from the link to the first request; and links that let nobody in (PLR-2)."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetMe

from storage.tables.inbox import inbox
from storage.tables.notifications import outbox
from storage.tables.organisations import invitations
from tests.desk import Desk, Player, labels, moscow, words
from tests.stories.telling import comes, files, group_texts, open_desk

VOID = "Это приглашение больше не действует"
DAISY = "ООО «Ромашка»"


async def link_of(desk: Desk, order: str, **where: object) -> str:
    """Vera's /invite; returns the payload of the link."""
    await desk.vera.writes(f"/invite {order}".strip(), **(where or {"chat": desk.group}))
    return payload((await group_texts(desk))[-1])


def payload(text: str) -> str:
    return text.split("?start=")[1].split()[0]


async def opens(player: Player, link: str) -> None:
    await player.starts(link)


async def test_a_name_that_changed_hands_leads_to_whoever_has_it_now(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "plarson") as desk:
        await comes(desk.boris)
        former = desk.join("former", 104, "Прежняя", username="daisy")
        await comes(former)
        desk.standin.users(id=former.id, first_name="Прежняя", language_code="ru")
        desk.standin.users(id=desk.boris.id, first_name="Борис", username="Daisy", language_code="ru")
        await desk.boris.writes("Теперь я @daisy")
        await link_of(desk, f"{DAISY} @daisy")
        await desk.boris.reads(f"Вера приглашает вас писать сюда от имени организации {DAISY}")
        assert not [text for text in await former.texts() if DAISY in text]


@pytest.mark.clause("PLR-2")
async def test_from_the_link_to_the_first_request(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "plarson", at="2026-03-05 11:00") as desk:
        olga = desk.join("olga", 104, "Ольга", username="olga")
        link = await link_of(desk, f"{DAISY} owner")
        posted = (await group_texts(desk))[-1]
        assert f"Приглашение в организацию {DAISY}: владелец." in posted
        assert "https://t.me/" in posted
        assert "Для одного человека, действует до чт 12.03.2026 11:00" in posted
        assert "Организация новая" in posted
        assert len(link) >= len("i_") + 22

        # Consent first: the link waits for it, and so does what is written meanwhile.
        await opens(olga, link)
        asked = words(await olga.last())
        assert "Вы согласны" in asked
        assert "Ваша ссылка сохранена: она сработает, как только вы согласитесь." in asked
        await olga.writes("Поправьте баннер")
        await olga.presses("Согласен")
        told = words(await olga.reads(f"Вы внесены в контакты организации {DAISY}."))
        assert "вы можете оформлять официальные обращения любого типа" in told
        assert "Вам видны все обращения организации." in told
        assert f"Ольга теперь представляет организацию {DAISY}: владелец. Пригласил(а): Вера." in await group_texts(
            desk
        )
        await olga.presses("Оформить обращение")
        await olga.writes("olga@romashka.ru")  # the organisation is known, so it is not asked
        assert f"Организация: {DAISY}" in words(await olga.last())
        await olga.presses("Зарегистрировать")
        number = words(await olga.reads("зарегистрировано: № ")).split("№ ")[1].split(".")[0]
        assert f"Клиент: {DAISY}" in words((await desk.topic(number))[0])

        # The same person once more: nothing happens. Somebody else: the link is spent.
        await opens(olga, link)
        assert "приглашение ничего не меняет" in words(await olga.last())
        await comes(desk.boris)
        await opens(desk.boris, link)
        assert VOID in words(await desk.boris.last())
        async with desk.app.database.read() as store:
            olgas = await store.people.by_username("OLGA")
            assert olgas is not None
            (change,) = await store.people.changes(olgas.id)
            assert (change.by, change.what, change.before) == ("Вера", "membership", "")
            assert change.after == f"{DAISY}: owner"


async def test_links_that_do_not_hold_are_answered_alike(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "plarson", at="2026-03-05 11:00") as desk:
        boris = desk.boris
        await comes(boris)
        late, revoked = await link_of(desk, f"{DAISY} authorised"), await link_of(desk, DAISY)
        await desk.vera.presses("Отозвать", chat=desk.group)
        assert "Приглашение отозвано: Вера." in await group_texts(desk)
        await desk.vera.presses("Отозвать", chat=desk.group)
        assert "Это приглашение уже никого не впустит" in (await group_texts(desk))[-1]
        await desk.at(moscow("2026-03-12 11:00"))
        answers = set()
        for link in (late, revoked, "i_", "i_AAAAAAAAAAAAAAAAAAAAAAAA", "i_" + "x" * 62):
            await opens(boris, link)
            answers.add(words(await boris.last()))
        assert len(answers) == 1
        assert VOID in answers.pop()
        await boris.presses("Оформить обращение")
        assert "Сначала опишите" not in words(await boris.last())  # he is nobody's authorised person


async def test_the_token_itself_is_kept_nowhere_after_it_was_handed_out(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "plarson") as desk:
        token = (await link_of(desk, DAISY)).removeprefix("i_")
        async with desk.app.database.read() as store:
            kept = [
                str(tuple(row))
                for table in (invitations, outbox, inbox)
                for row in await store.connection.execute(sa.select(table))
            ]
        assert kept
        assert not any(token in row for row in kept)


async def test_staff_invite_whom_the_bot_knows_in_private_and_others_by_hand(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "plarson") as desk:
        anna, vera = desk.anna, desk.vera
        await comes(anna)
        await vera.writes("/invite", chat=desk.group)
        assert "Напишите организацию и ранг" in (await group_texts(desk))[-1]
        await vera.writes("/invite @boris", topic="Анна")
        assert "Напишите организацию и ранг" in (await desk.topic_texts("Анна"))[-1]
        await vera.writes(f"/invite {DAISY} @Anna authorised", chat=desk.group)
        assert "Ссылка отправлена @Anna в личный чат." in (await group_texts(desk))[-1]
        await anna.reads(f"Вера приглашает вас писать сюда от имени организации {DAISY}")
        await anna.presses("Принять приглашение")
        await anna.reads("Теперь вы можете оформлять официальные обращения от своей организации.")
        await vera.writes("/invite @olga", topic="Анна")
        posted = (await desk.topic_texts("Анна"))[-1]
        assert f"Приглашение в организацию {DAISY}: обычный контакт." in posted
        assert "@olga ещё не писал(а) боту" in posted
        assert await files(anna, "Поправьте баннер", "anna@romashka.ru") == "00001"


async def test_a_link_for_others_is_not_spent_by_staff_and_by_contacts_of_another_company(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "plarson") as desk:
        anna, boris = desk.anna, desk.boris
        await comes(boris)
        await desk.vera.writes("/org АО «Лотос»", topic="Борис")
        link = await link_of(desk, f"{DAISY} owner")
        await opens(desk.gleb, link)
        assert "Вы работаете в этой службе" in words(await desk.gleb.last())
        await opens(boris, link)
        assert "Вы уже пишете сюда от имени организации АО «Лотос»." in words(await boris.last())
        await comes(anna)
        await opens(anna, link)
        await anna.reads(f"Вы внесены в контакты организации {DAISY}.")


async def test_a_link_to_a_request_waits_for_the_consent_too(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "plarson") as desk:
        await opens(desk.anna, "t_00001")
        assert "Ваша ссылка сохранена" in words(await desk.anna.last())
        assert "Согласен" in labels(await desk.anna.last())
        await desk.anna.presses("Согласен")
        await desk.anna.reads("Такого обращения среди ваших нет.")


async def test_without_telegrams_answer_there_is_no_link_and_no_invitation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_desk(tmp_path, "plarson") as desk:

        async def away(bot: Bot) -> None:
            raise TelegramNetworkError(method=GetMe(), message="timeout")

        monkeypatch.setattr(Bot, "me", away)
        await desk.vera.writes(f"/invite {DAISY}", chat=desk.group)
        assert "Telegram сейчас не отвечает" in (await group_texts(desk))[-1]
        async with desk.app.database.read() as store:
            assert not await store.invitations.all()
            assert not await store.organisations.all()
        monkeypatch.undo()
        assert (await link_of(desk, DAISY)).startswith("i_")
