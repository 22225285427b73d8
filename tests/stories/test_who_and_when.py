"""Who may ask, what must be said, in which order it is worked on, and who stands in: Sintez's and Plarson's rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import Desk, Player, labels, moscow, words
from tests.stories.telling import comes, files, group_texts, open_desk, staff_reads

SECTION, CHANGE, EMAIL = "Главная страница", "Телефон в шапке: +7 351 000-00-00", "anna@romashka.ru"
COMPANY = ("ООО «Ромашка»", "anna@romashka.ru")


async def pavel_of(desk: Desk) -> Player:
    """A second engineer joins the staff's group, so that somebody can stand in."""
    pavel = desk.join("pavel", 203, "Павел", username="pavel")
    await desk.phone.act(pavel.id, "join", chat=desk.group)
    await desk.settled()
    return pavel


async def queue(desk: Desk) -> str:
    await desk.vera.writes("/queue", chat=desk.group)
    return words(await staff_reads(desk, "открыт"))


async def authorise(desk: Desk, player: Player) -> None:
    await comes(player)
    await desk.vera.writes("/rank authorised", topic=player.name)
    await player.reads("Теперь вы можете оформлять официальные обращения")


# ---------------------------------------------------------------- sintez
@pytest.mark.clause("SIN-1")
async def test_section_and_change_are_asked_each_time_and_nothing_is_registered_without(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "sintez", at="2026-03-05 10:00") as desk:
        await comes(desk.anna, "Поменяйте телефон")
        await desk.anna.presses("Оформить обращение")
        asked = words(await desk.anna.last())
        assert "Раздел сайта" in asked
        assert "Назовите раздел или пришлите ссылку на страницу." in asked
        await desk.anna.writes("...")
        assert "Пожалуйста, напишите текстом: «Раздел сайта»" in words(await desk.anna.last())
        await desk.anna.forges("p:d_register:1:", await desk.anna.last())
        assert "Пожалуйста, напишите текстом: «Раздел сайта»" in words(await desk.anna.last())
        for value in (SECTION, CHANGE, EMAIL):
            await desk.anna.writes(value)
        await desk.anna.presses("Зарегистрировать")
        await desk.anna.reads("зарегистрировано")
        # The mailbox is on file; what is to be done is asked again.
        await desk.anna.writes("И ещё поправьте подвал")
        await desk.anna.presses("Оформить обращение")
        assert "осталось: 2" in words(await desk.anna.last())


@pytest.mark.clause("SIN-7")
async def test_extended_support_is_served_first_and_the_queue_says_why(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "sintez", at="2026-03-05 10:00") as desk:
        first = await files(desk.anna, "Поменяйте телефон", SECTION, CHANGE, EMAIL)
        await desk.later(minutes=5)
        await comes(desk.boris)
        await desk.vera.writes("/plan extended", topic="Борис")
        await desk.boris.reads("Ваш тариф поддержки теперь: расширенная поддержка сайта.")
        second = await files(desk.boris, "Поменяйте адрес", SECTION, CHANGE, "boris@lotos.ru")
        listed = await queue(desk)
        assert listed.index(second) < listed.index("расширенная поддержка сайта") < listed.index(first)


@pytest.mark.clause("SIN-12")
async def test_a_hand_over_is_announced_to_the_customer(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "sintez") as desk:
        pavel = await pavel_of(desk)
        number = await files(desk.anna, "Поменяйте телефон", SECTION, CHANGE, EMAIL)
        await desk.vera.writes("/assign @nobody", topic=number)
        assert "Коллеги «@nobody» нет." in (await desk.topic_texts(number))[-1]
        await desk.vera.writes("/assign @pavel", topic=number)
        await desk.anna.reads("в работе: Павел")
        await pavel.writes("/assign Вера", topic=number)
        await desk.anna.reads(f"Обращение № {number} передано: теперь за него отвечает Вера, раньше — Павел.")
        await pavel.writes("/assign Вера", topic=number)
        assert "За обращение уже отвечает Вера." in (await desk.topic_texts(number))[-1]


@pytest.mark.clause("SIN-12")
async def test_an_absence_is_announced_and_a_substitute_takes_the_requests_over(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "sintez", at="2026-03-05 10:00") as desk:
        await pavel_of(desk)
        first = await files(desk.anna, "Поменяйте телефон", SECTION, CHANGE, EMAIL)
        other = await files(desk.boris, "Поменяйте адрес", SECTION, CHANGE, "boris@lotos.ru")
        await desk.vera.writes("/take", topic=first)
        # Nobody stands in: the customer is told who is away and until when; others are not.
        await desk.vera.writes("/away 10.03 20.03", chat=desk.group)
        told = words(await desk.anna.reads(f"По обращению № {first} отвечает Вера"))
        assert "по пт 20.03.2026 18:00" in told
        assert not any("этого сотрудника не будет" in text for text in await desk.boris.texts())
        # With a substitute the requests change hands.
        await desk.vera.writes("/away 10.03 20.03 @pavel", chat=desk.group)
        await desk.anna.reads("теперь за него отвечает Павел, раньше — Вера")
        assert "Ответственный: Павел" in words((await desk.topic(first))[0])
        assert other != first
        await desk.vera.writes("/away 20.03 10.03", chat=desk.group)
        assert "Последний день не может быть раньше первого" in (await group_texts(desk))[-1]
        await desk.vera.writes("/away", chat=desk.group)
        assert "Напишите после команды две даты" in (await group_texts(desk))[-1]
        await desk.at(moscow("2026-03-12 10:00"))
        await desk.vera.writes("/back", chat=desk.group)
        assert "Снова на месте: Вера." in (await group_texts(desk))[-1]
        await desk.vera.writes("/back", chat=desk.group)
        assert "О вашем отсутствии не объявляли." in (await group_texts(desk))[-1]


@pytest.mark.clause("SIN-12")
async def test_a_customer_announces_the_absence_of_their_own_contact(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "sintez", at="2026-03-05 10:00") as desk:
        number = await files(desk.anna, "Поменяйте телефон", SECTION, CHANGE, EMAIL)
        await desk.anna.writes("/away 10.03 20.03 вместо меня Ольга, olga@romashka.ru")
        await desk.anna.reads("Поддержка предупреждена.")
        told = words(await desk.topic_reads(number, "Клиента не будет с вт 10.03.2026"))
        assert "вместо меня Ольга, olga@romashka.ru" in told
        await comes(desk.boris)
        await desk.boris.writes("/away 10.03 20.03")
        await desk.topic_reads("Борис", "Клиента не будет с вт 10.03.2026")


async def test_only_managers_give_roles(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "sintez") as desk:
        pavel = await pavel_of(desk)
        await desk.vera.writes("/role @pavel accounting", chat=desk.group)
        assert "Это может сделать только руководитель." in (await group_texts(desk))[-1]
        await desk.gleb.writes("/role", chat=desk.group)
        assert "Напишите после команды имя коллеги." in (await group_texts(desk))[-1]
        await desk.gleb.writes("/role @pavel boss", chat=desk.group)
        assert "engineer, manager, accounting" in (await group_texts(desk))[-1]
        await desk.gleb.writes("/role @pavel accounting", chat=desk.group)
        assert "Павел: бухгалтерия." in (await group_texts(desk))[-1]
        number = await files(desk.anna, "Поменяйте телефон", SECTION, CHANGE, EMAIL)
        await pavel.writes("/rank owner", topic=number)
        assert "Это могут только сотрудники службы." in (await desk.topic_texts(number))[-1]
        await desk.vera.writes("/assign @pavel", topic=number)
        assert "Павел не работает с обращениями." in (await desk.topic_texts(number))[-1]


# ---------------------------------------------------------------- plarson
@pytest.mark.clause("PLR-2")
async def test_an_unknown_person_can_chat_but_not_register(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "plarson") as desk:
        await comes(desk.anna, "Поправьте баннер")
        await desk.anna.presses("Оформить обращение")
        assert "(пункт PLR-2 регламента)" in words(await desk.anna.last())
        await desk.vera.writes("Кто у вас занимается сайтом?", topic="Анна")
        await desk.anna.reads("Кто у вас занимается сайтом?")
        await desk.anna.writes("/rank authorised")  # a customer's command is a word like any other
        await desk.anna.presses("Оформить обращение")
        assert "(пункт PLR-2 регламента)" in words(await desk.anna.last())
        await desk.vera.writes("/rank authorised", topic="Анна")
        await desk.anna.reads("Теперь вы можете оформлять официальные обращения")
        await desk.vera.writes("/plan extended", topic="Анна")
        assert "В этом регламенте нет тарифов." in (await desk.topic_texts("Анна"))[-1]
        await desk.vera.writes("/rank authorised", chat=desk.group)
        assert "Эта команда работает в теме консультации или обращения." in (await group_texts(desk))[-1]
        await desk.anna.presses("Оформить обращение")
        for value in COMPANY:
            await desk.anna.writes(value)
        await desk.anna.presses("Зарегистрировать")
        await desk.anna.reads("зарегистрировано: № 00001")


@pytest.mark.clause("PLR-5")
async def test_a_repeated_task_is_refused_with_the_number_of_the_open_one(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "plarson", at="2026-03-05 11:00") as desk:
        await authorise(desk, desk.anna)
        first = await files(desk.anna, "Поправьте баннер", *COMPANY)
        again = await files(desk.anna, "Баннер всё ещё кривой")
        await desk.vera.writes("/refuse", topic=again)
        await desk.vera.presses("1", chat=desk.group)
        assert "напишите номер того обращения" in (await desk.topic_texts(again))[-1]
        await desk.vera.writes("/refuse duplicate", topic=again)
        assert "Назовите другое обращение по номеру: /refuse duplicate 00012." in (await desk.topic_texts(again))[-1]
        await desk.vera.writes(f"/refuse duplicate {again}", topic=again)
        assert "Назовите другое обращение по номеру" in (await desk.topic_texts(again))[-1]
        await desk.vera.writes(f"/refuse duplicate {first} обсудим там", topic=again)
        told = words(await desk.anna.reads(f"По обращению № {again} отказано"))
        assert f"Задача полностью или частично повторяет открытую. № {first}" in told
        assert "обсудим там" in told
        assert f"Связано: {first}" in words((await desk.topic(again))[0])
        await desk.vera.writes(f"/ticket {first}", topic=again)
        assert f"Связано: {again}" in (await desk.topic_texts(again))[-1]


@pytest.mark.clause("PLR-5")
async def test_the_number_of_somebody_elses_request_is_for_staff_only(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "plarson", at="2026-03-05 11:00") as desk:
        await authorise(desk, desk.anna)
        await authorise(desk, desk.boris)
        first = await files(desk.anna, "Поправьте баннер", *COMPANY)
        again = await files(desk.boris, "Кривой баннер", "ООО «Лотос»", "boris@lotos.ru")
        await desk.vera.writes(f"/refuse duplicate {first}", topic=again)
        told = words(await desk.boris.reads(f"По обращению № {again} отказано"))
        assert "повторяет открытую" in told
        assert first not in told
        assert f"Связано: {first}" in words((await desk.topic(again))[0])


@pytest.mark.clause("PLR-13")
async def test_a_word_of_the_customer_moves_the_request_back_and_the_bot_warns(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "plarson", at="2026-03-05 12:00") as desk:
        await authorise(desk, desk.anna)
        await authorise(desk, desk.boris)
        first = await files(desk.anna, "Поправьте баннер", *COMPANY)
        registered = await desk.anna.reads("Каждое ваше новое сообщение сдвигает обращение в конец очереди.")
        await desk.later(minutes=5)
        second = await files(desk.boris, "Кривой логотип", "ООО «Лотос»", "boris@lotos.ru")
        listed = await queue(desk)
        assert listed.index(first) < listed.index("последнее слово клиента 05.03 12:00") < listed.index(second)
        await desk.later(minutes=5)
        # Before: a loose message that could be added says what adding it does.
        await desk.anna.writes("Баннер съехал ещё и на телефоне")
        offer = await desk.anna.reads("Это об одном из ваших обращений?")
        assert "Новое сообщение сдвинет обращение в конец очереди." in words(offer)
        assert f"Добавить к №{first}" in labels(offer)
        # After: the first word says what it did; the next ones do not repeat it.
        await desk.anna.replies(registered, "Добавлю: на телефоне")
        told = words(await desk.anna.reads("По регламенту оно теперь в конце очереди"))
        assert first in told
        await desk.anna.replies(registered, "И ещё на планшете")
        assert sum("теперь в конце очереди" in text for text in await desk.anna.texts()) == 1
        listed = await queue(desk)
        assert listed.index(second) < listed.index(first) < listed.index("последнее слово клиента 05.03 12:10")
        # A higher priority goes before all that.
        await desk.vera.writes("/priority urgent акция завтра", topic=first)
        listed = await queue(desk)
        assert listed.index(first) < listed.index(second)
