"""«Контакты организации»: the customer's own word on who writes in its name; and the telephone on file (PLR-2)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from storage.tables.messages import messages
from storage.tables.people import people
from storage.tables.tickets import tickets
from tests.desk import Desk, Player, labels, words
from tests.stories.telling import comes, files, group_texts, open_desk

DAISY = "ООО «Ромашка»"
FOREIGN = "Это карточка другого человека."


async def employed(desk: Desk, key: str, ident: int, name: str, rank: str) -> Player:
    """A contact of «Ромашка»."""
    player = desk.join(key, ident, name)
    await comes(player)
    await desk.vera.writes(f"/org {DAISY}", topic=name)
    await desk.vera.writes(f"/rank {rank}", topic=name)
    return player


async def shares(player: Player, **card: Any) -> None:
    """Send a contact card: one's own unless told otherwise."""
    await player.desk.phone.act(player.id, "contact", **card)
    await player.desk.settled()


def payload(message: dict[str, Any]) -> str:
    return words(message).split("?start=")[1].split()[0]


# ---------------------------------------------------------------- contacts
@pytest.mark.clause("PLR-2", "SIN-12")
async def test_the_owner_invites_a_colleague_and_sends_another_away(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "plarson", at="2026-03-05 11:00") as desk:
        olga = await employed(desk, "olga", 104, "Ольга", "owner")
        igor = await employed(desk, "igor", 106, "Игорь", "authorised")
        number = await files(igor, "Поправьте баннер", "igor@romashka.ru")
        await olga.writes("/contacts")
        listed = await olga.last()
        assert words(listed) == (
            f"Контакты организации {DAISY}\n• Ольга (это вы) — владелец\n• Игорь — уполномоченное лицо"
        )
        assert labels(listed) == ["Пригласить коллегу", "Исключить: Игорь"]

        await olga.presses("Пригласить коллегу")
        assert labels(await olga.last()) == ["Обычный контакт", "Уполномоченное лицо", "Владелец"]
        await olga.presses("Уполномоченное лицо")
        made = await olga.last()
        assert f"Приглашение в организацию {DAISY}: уполномоченное лицо." in words(made)
        await comes(desk.anna)
        await desk.anna.starts(payload(made))
        await desk.anna.reads(f"Вы внесены в контакты организации {DAISY}.")
        news = f"Анна Иванова теперь представляет организацию {DAISY}: уполномоченное лицо. Пригласил(а): Ольга."
        for player in (olga, igor):
            assert (
                words(await player.reads("Анна Иванова")) == f"{news}\nЕсли что-то не так, напишите сюда: мы проверим."
            )
        assert news in await group_texts(desk)

        await olga.writes("/contacts")
        await olga.presses("Исключить: Игорь")
        assert "Его открытые обращения перейдут к вам" in words(await olga.last())
        await olga.presses("К списку контактов")
        await olga.presses("Исключить: Игорь")
        await olga.presses("Исключить")
        await olga.reads("Готово: Игорь больше не пишет от имени вашей организации.")
        await olga.reads(f"Обращение № {number} теперь ваше")
        gone = f"Игорь больше не представляет организацию {DAISY}. Кто внёс: Ольга."
        assert gone in await group_texts(desk)
        assert gone in words(await desk.anna.reads("Игорь больше не представляет"))
        await igor.reads(f"Вы больше не представляете организацию {DAISY}")
        await igor.writes(f"/status {number}")
        assert words(await igor.last()) == "Такого обращения среди ваших нет."
        await igor.writes("/contacts")
        assert "Сейчас вы пишете сюда только от своего имени." in words(await igor.last())


@pytest.mark.clause("PLR-2")
async def test_nobody_decides_on_contacts_beyond_their_rank_or_their_company(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "plarson") as desk:
        olga = await employed(desk, "olga", 104, "Ольга", "owner")
        igor = await employed(desk, "igor", 106, "Игорь", "authorised")
        petr = await employed(desk, "petr", 107, "Пётр", "plain")
        await comes(desk.boris)
        await desk.vera.writes("/org АО «Лотос»", topic="Борис")
        await desk.vera.writes("/rank owner", topic="Борис")
        async with desk.app.database.read() as store:
            ids = {one.name: one.person_id for company in (1, 2) for one in await store.organisations.members(company)}
        await petr.writes("/contacts")
        button = await petr.last()
        assert labels(button) == []
        not_his = "Контакты организации меняют её уполномоченные лица."
        for data in ("p:o_invite:0:", "p:o_invite_as:0:owner", f"p:o_remove:{ids['Игорь']}:", "p:o_revoke:1:"):
            await petr.forges(data, button)
            assert words(await petr.last()).startswith(not_his)
        # An authorised person makes no owners, does not send the owner away, and nobody sends away a stranger.
        await igor.writes("/contacts")
        button = await igor.last()
        assert labels(button) == ["Пригласить коллегу", "Исключить: Пётр"]
        await igor.forges("p:o_invite_as:0:owner", button)
        assert words(await igor.last()).startswith("Эта кнопка устарела.")
        await igor.forges(f"p:o_remove_yes:{ids['Ольга']}:", button)
        assert "владельца исключает только другой владелец" in words(await igor.last())
        await igor.forges(f"p:o_remove_yes:{ids['Борис']}:", button)
        assert words(await igor.last()) == "Такого контакта в вашей организации нет."
        await igor.forges("p:o_remove_yes:9999:", button)
        assert words(await igor.last()) == "Такого контакта в вашей организации нет."
        # Nor does one company take another's invitation back.
        await olga.writes("/contacts")
        await olga.presses("Пригласить коллегу")
        await olga.presses("Обычный контакт")
        made = await olga.last()
        await desk.boris.writes("/contacts")
        await desk.boris.forges("p:o_revoke:1:", await desk.boris.last())
        assert words(await desk.boris.last()) == "Такого приглашения нет."
        await olga.presses("Отозвать")
        await olga.reads("Ссылка больше никого не впустит.")
        await comes(desk.anna)
        await desk.anna.starts(payload(made))
        assert "Это приглашение больше не действует" in words(await desk.anna.last())
        async with desk.app.database.read() as store:
            assert {one.name for one in await store.organisations.members(1)} == {"Ольга", "Игорь", "Пётр"}


async def test_where_anybody_may_register_the_desk_decides_on_contacts(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "sintez") as desk:
        olga = await employed(desk, "olga", 104, "Ольга", "owner")
        await olga.writes("/contacts")
        assert labels(await olga.last()) == []
        await olga.forges("p:o_invite:0:", await olga.last())
        assert words(await olga.last()).startswith("Контакты организации меняют её уполномоченные лица.")


# ---------------------------------------------------------------- telephone
@pytest.mark.clause("PLR-2")
async def test_a_telephone_on_file_links_with_the_organisation(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "plarson") as desk:
        anna = desk.anna
        await employed(desk, "olga", 104, "Ольга", "owner")
        number = desk.standin.world.person(anna.id).phone
        await desk.vera.writes(f"/org телефон {number} authorised Иванова", topic="Ольга")
        assert f"• +{number.lstrip('+')} — уполномоченное лицо, Иванова" in (await desk.topic_texts("Ольга"))[-1]

        await comes(anna, "Поправьте баннер")
        await anna.presses("Оформить обращение")
        assert "(пункт PLR-2 регламента)" in words(await anna.last())
        await anna.presses("Подтвердить телефон…")
        assert "Нажмите «Подтвердить телефон» под строкой ввода" in words(await anna.last())
        # Somebody else's card, one that belongs to no account, and a forwarded one prove nothing.
        for card in ({"user_id": desk.boris.id}, {"phone_number": "+79990000000"}, {"forward_from": desk.boris.id}):
            await shares(anna, **card)
            assert words(await anna.last()).startswith(FOREIGN)
        await anna.presses("Подтвердить телефон")
        told = await anna.texts()
        assert any(f"Вы внесены в контакты организации {DAISY}." in text for text in told)
        assert any(f"Он на учёте у организации {DAISY}." in text for text in told)
        news = f"Анна Иванова теперь представляет организацию {DAISY}: уполномоченное лицо."
        assert f"{news} По телефону, который был на учёте." in await group_texts(desk)
        await anna.presses("Оформить обращение")
        await anna.writes("anna@romashka.ru")
        await anna.presses("Зарегистрировать")
        ticket = words(await anna.reads("зарегистрировано: № ")).split("№ ")[1].split(".")[0]
        assert "Телефон подтверждён в Telegram: +" in words((await desk.topic(ticket))[0])

        await desk.vera.writes(f"/org забыть {number}", topic="Ольга")
        assert "Телефоны на учёте" not in (await desk.topic_texts("Ольга"))[-1]
        await desk.vera.writes(f"/org забыть {number}", topic="Ольга")
        assert "Этого телефона нет на учёте" in (await desk.topic_texts("Ольга"))[-1]
        await desk.vera.writes("/org телефон двадцать", topic="Ольга")
        assert "телефон" in (await desk.topic_texts("Ольга"))[-1].lower()


async def test_a_number_that_nobody_named_is_kept_and_fills_the_form(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        anna = desk.anna
        await comes(anna, "Не открывается отчёт")
        await anna.presses("Оформить обращение")
        while "Взять номер из Telegram" not in labels(await anna.last()):
            await anna.writes("Иванова Анна Петровна")
        await shares(anna, user_id=desk.boris.id)
        assert words(await anna.last()).startswith(FOREIGN)
        await anna.presses("Взять номер из Telegram")
        await anna.presses("Подтвердить телефон")
        kept = words(await anna.reads("подтверждён. Больше мы его не спросим."))
        assert "Ни одна организация такого номера нам не называла" in kept
        asked = words(await anna.last())
        assert "Адрес электронной почты" in asked  # the form goes on with the next question
        async with desk.app.database.read() as store:
            person = await store.people.by_username("anna")
            assert person is not None
            assert person.phone.startswith("+")
            assert await store.organisations.member(person.id) is None
        # A colleague's card in talk is something that one says, and goes to the consultant.
        await anna.writes("/start")
        await shares(anna, user_id=desk.boris.id)
        assert not words(await anna.last()).startswith(FOREIGN)


@pytest.mark.clause("NET-2")
async def test_what_somebody_told_by_telephone_is_theirs_once_the_number_is_confirmed(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint", at="2026-03-05 12:00") as desk:
        anna, vera, group = desk.anna, desk.vera, desk.group
        number = desk.standin.world.person(anna.id).phone
        await vera.writes("/register", chat=group)
        await vera.presses("Телефон", chat=group)
        await vera.writes(number, chat=group)
        await vera.presses("Новый заказчик", chat=group)
        for words_of_hers in ("Пропал интернет", "НП-5501", "Иванова Анна"):
            await vera.writes(words_of_hers, chat=group)
        await vera.presses("критичный", chat=group)
        await vera.presses("Зарегистрировать", chat=group)
        await vera.writes(f"/org {DAISY}", topic="000001")
        await comes(anna)
        await anna.writes("/status 000001")
        assert words(await anna.last()) == "Такого обращения среди ваших нет."
        await anna.writes("/phone")
        await anna.presses("Подтвердить телефон")
        await anna.reads(f"Вы внесены в контакты организации {DAISY}.")
        await anna.reads("Обращение № 000001 теперь ваше")
        await anna.writes("/status 000001")
        assert "Обращение № 000001" in words(await anna.last())
        await vera.writes("Мастер приедет завтра", topic="000001")
        await anna.reads("Мастер приедет завтра")

        # Nothing of her call is kept beside her account, and what goes with that goes altogether.
        await vera.writes("/resolve Починили", topic="000001")
        await anna.presses("Подтвердить решение")
        await anna.writes("/forget")
        await anna.presses("Да, удалить")
        async with desk.app.database.read() as store:
            for table in (people, messages, tickets):
                rows = [str(tuple(row)) for row in await store.connection.execute(sa.select(table))]
                assert [row for row in rows if any(trace in row for trace in ("Анна", "интернет", number[-10:]))] == []
