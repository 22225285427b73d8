"""Colleagues of one company: who sees whose requests, who may file them, and what of it is the company's (PLR-2)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import Desk, Player, labels, words
from tests.stories.telling import comes, files, group_texts, open_desk

MISSING = "Такого обращения среди ваших нет."
DAISY = "ООО «Ромашка»"
ROMASHKA = ("Иванов Борис", "директор", "8 473 202 24 87", "boris@romashka.ru")


async def olga_of(desk: Desk) -> Player:
    """A colleague of Anna's."""
    return desk.join("olga", 104, "Ольга", username="olga")


async def employs(desk: Desk, player: Player, organisation: str, rank: str = "plain") -> None:
    """Staff note whose contact somebody is, and as what."""
    await comes(player)
    await desk.vera.writes(f"/org {organisation}", topic=player.name)
    await desk.vera.writes(f"/rank {rank}", topic=player.name)


@pytest.mark.clause("PLR-2")
async def test_staff_say_whose_contact_somebody_is_and_the_card_shows_it(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "sintez") as desk:
        anna, vera = desk.anna, desk.vera
        number = await files(anna, "Поменяйте телефон", "Главная", "Телефон в шапке", "anna@romashka.ru")
        await vera.writes("/org", topic="Анна")
        assert "Клиент не числится ни в одной организации." in (await desk.topic_texts("Анна"))[-1]
        await vera.writes(f"/org {DAISY}; договор № 12/26; тариф extended; консультации да", topic=number)
        shown = (await desk.topic_texts(number))[-1]
        assert DAISY in shown
        assert "Организация новая: проверьте, верно ли написано название." in shown
        assert "Договор: 12/26" in shown
        assert "Тариф: расширенная поддержка сайта" in shown
        assert "Договор разрешает консультации сверх регламента." in shown
        assert "• Анна Иванова (@anna) — обычный контакт" in shown
        assert "Открытых обращений: 1" in shown
        told = words(await anna.reads("Вы внесены в контакты организации ООО «Ромашка»."))
        assert told.endswith("Ваши открытые обращения теперь — обращения организации.")
        assert "Здесь вы можете задавать вопросы и оформлять официальные обращения." in told
        await anna.reads("Ваш тариф поддержки теперь: расширенная поддержка сайта.")
        card = words((await desk.topic(number))[0])
        assert "Клиент: ООО «Ромашка», договор № 12/26" in card
        assert "Контакт: Анна Иванова" in card
        assert "Тариф: расширенная поддержка сайта" in card
        # The same name in other letters is the same organisation; what is no setting is said so.
        olga = await olga_of(desk)
        await employs(desk, olga, 'ооо "ромашка"')
        await vera.writes("/org", topic="Ольга")
        shown = (await desk.topic_texts("Ольга"))[-1]
        assert "новая" not in shown
        assert "Ольга (@olga) — обычный контакт" in shown
        await vera.writes(f"/org {DAISY}; скидка 5%", topic="Ольга")
        assert "Непонятно: «скидка 5%»." in (await desk.topic_texts("Ольга"))[-1]
        await vera.writes("/org договор", topic="Ольга")
        assert "Напишите номер договора" in (await desk.topic_texts("Ольга"))[-1]
        await vera.writes("/org название ООО «Ромашка-Плюс»", topic="Ольга")
        assert "ООО «Ромашка-Плюс»" in (await desk.topic_texts("Ольга"))[-1]
        await employs(desk, desk.boris, "АО «Лотос»")
        await vera.writes("/org название ооо ромашка-плюс", topic="Борис")
        assert "Организация ООО «Ромашка-Плюс» уже есть" in (await desk.topic_texts("Борис"))[-1]
        await vera.writes("/org консультации может быть", topic="Ольга")
        assert "Напишите «да» или «нет»" in (await desk.topic_texts("Ольга"))[-1]
        # A new request of a colleague is served by the company's plan.
        await olga.writes("Поменяйте логотип")
        await olga.presses("Оформить обращение")
        for value in ("Главная", "Логотип", "olga@romashka.ru"):
            await olga.writes(value)
        assert "Тариф: расширенная поддержка сайта" in words(await olga.last())


@pytest.mark.clause("PLR-2")
async def test_the_authorised_see_what_colleagues_ask_and_strangers_see_nothing(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "sintez") as desk:
        anna, olga = desk.anna, await olga_of(desk)
        dina = desk.join("dina", 105, "Дина")
        await employs(desk, anna, DAISY)
        await employs(desk, olga, DAISY, "authorised")
        await employs(desk, dina, "АО «Лотос»", "owner")
        await employs(desk, desk.boris, DAISY)
        number = await files(anna, "Поменяйте телефон", "Главная", "Телефон в шапке", "anna@romashka.ru")

        await olga.presses("Мои обращения")
        listed = await olga.last()
        assert f"№ {number} — " in words(listed)
        assert words(listed).endswith("· Анна Иванова")
        await olga.presses(f"№ {number}")
        shown = await olga.reads(f"Обращение № {number}")
        assert "Контакт: Анна Иванова" in words(shown)
        for stranger in (dina, desk.boris):  # of another company; of the same one, but not authorised
            await stranger.writes(f"/status {number}")
            assert words(await stranger.last()) == MISSING
            await stranger.forges("p:show:1:", await stranger.last())
            assert words(await stranger.last()) == MISSING
            await stranger.presses("Мои обращения")
            assert "У вас пока нет обращений." in words(await stranger.last())

        # Olga writes in Anna's request: staff see who it is, Anna reads it, and both get the answer.
        await olga.replies(shown, "Новый телефон: 000-11-22")
        assert f"№ {number} · Ольга\nНовый телефон: 000-11-22" in await desk.topic_texts(number)
        assert words(await anna.last()) == f"№ {number} · Ольга\nНовый телефон: 000-11-22"
        await desk.vera.writes("Спасибо, поменяем", topic=number)
        for player in (anna, olga):
            assert words(await player.last()) == f"№ {number} · Вера\nСпасибо, поменяем"
        await desk.vera.writes("/resolve Поменяли", topic=number)
        await olga.presses("Подтвердить решение")
        assert "Спасибо!" in words(await olga.last())
        assert words(await anna.last()) == f"Обращение № {number}, Ольга: решение подтверждено."

        # Who is authorised no more sees their own only; who was moved away, nothing.
        await desk.vera.writes("/rank plain", topic="Ольга")
        await olga.replies(shown, "И ещё")
        assert words(await olga.last()) == MISSING


@pytest.mark.clause("PLR-2")
async def test_who_may_not_file_is_told_whom_to_ask(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "plarson") as desk:
        anna, olga = desk.anna, await olga_of(desk)
        await employs(desk, anna, DAISY)
        await anna.writes("Поправьте баннер")
        await anna.presses("Оформить обращение")
        refused = words(await anna.last())
        assert "(пункт PLR-2 регламента)" in refused
        assert "К кому обратиться" not in refused
        await employs(desk, olga, DAISY, "owner")
        await anna.presses("Оформить обращение")
        assert words(await anna.last()).endswith("К кому обратиться в вашей организации: Ольга.")


@pytest.mark.clause("PLR-2", "SIN-12")
async def test_whoever_leaves_a_company_hands_its_requests_over_and_sees_them_no_more(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "plarson") as desk:
        anna, olga, vera = desk.anna, await olga_of(desk), desk.vera
        await employs(desk, anna, DAISY, "authorised")
        await employs(desk, olga, DAISY, "authorised")
        await anna.reads("Ольга теперь представляет организацию ООО «Ромашка»")
        number = await files(anna, "Поправьте баннер", "anna@romashka.ru")
        registered = await anna.reads("зарегистрировано: №")
        await vera.writes("/org нет", topic="Анна")
        assert "он больше не представляет организацию ООО «Ромашка»" in (await desk.topic_texts("Анна"))[-1]
        await anna.reads("Вы больше не представляете организацию ООО «Ромашка»")
        gone = words(await olga.reads("Анна Иванова больше не представляет организацию ООО «Ромашка»."))
        assert "Кто внёс: Вера." in gone
        await olga.reads(f"Обращение № {number} теперь ваше")
        assert "Контакт клиента: Анна Иванова → Ольга" in await desk.topic_texts(number)
        assert "Контакт: Ольга (уполномоченное лицо)" in words((await desk.topic(number))[0])

        await anna.replies(registered, "А у меня вопрос")
        assert words(await anna.last()) == MISSING
        await anna.writes("Поправьте ещё")
        await anna.presses("Оформить обращение")
        assert "(пункт PLR-2 регламента)" in words(await anna.last())
        await vera.writes("Готово к показу", topic=number)
        await olga.reads("Готово к показу")
        assert not any("Готово к показу" in text for text in await anna.texts())
        await vera.writes("/history", topic=number)
        assert "сменился контакт клиента" in (await desk.topic_texts(number))[-1]
        await vera.writes("/org нет", topic="Анна")
        assert "Сначала укажите организацию" in (await desk.topic_texts("Анна"))[-1]


@pytest.mark.clause("PLR-12")
async def test_the_quota_is_the_companys(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "plarson", at="2026-03-02 10:00") as desk:
        anna, olga, vera = desk.anna, await olga_of(desk), desk.vera
        await employs(desk, anna, DAISY, "authorised")
        await employs(desk, olga, DAISY, "authorised")
        await employs(desk, desk.boris, "АО «Лотос»", "authorised")
        first = await files(anna, "Не открывается админка", "anna@romashka.ru")
        second = await files(olga, "Не печатает отчёт", "olga@romashka.ru")
        await files(desk.boris, "Не грузится каталог", "boris@lotos.ru")
        await vera.writes("/log 480 чинили", topic=first)
        await vera.writes("/log 30 ещё чинили", topic=second)
        for player, number in ((anna, first), (olga, second)):
            await player.reads(f"Обращение № {number}: за 3 дн. для вашей организации сделано больше 8 ч работы")
        assert not any("Срок приостановлен" in text for text in await desk.boris.texts())


async def test_the_last_contact_takes_their_requests_along(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "plarson") as desk:
        anna, vera = desk.anna, desk.vera
        await employs(desk, anna, "ООО «Рамошка»", "authorised")
        number = await files(anna, "Поправьте баннер", "anna@romashka.ru")
        await vera.writes(f"/org {DAISY}", topic="Анна")  # the name was mistyped
        assert "— уполномоченное лицо" in (await desk.topic_texts("Анна"))[-1]
        assert "Открытых обращений: 1" in (await desk.topic_texts("Анна"))[-1]
        assert f"Клиент: {DAISY}" in words((await desk.topic(number))[0])
        await anna.presses("Мои обращения")
        assert labels(await anna.last()) == [f"№ {number}"]
        assert not any("Traceback" in text for text in await group_texts(desk))


async def test_what_is_reworded_after_somebody_left_goes_to_whom_it_is_told_now(tmp_path: Path) -> None:
    """The topic goes on, and so do its old messages; whoever left reads neither."""
    async with open_desk(tmp_path, "sintez") as desk:
        await comes(desk.anna)
        await desk.vera.writes("/org ООО «Ромашка»", topic="Анна")
        await comes(desk.boris)
        await desk.vera.writes("/org ООО «Ромашка»", topic="Борис")
        await desk.vera.writes("/rank owner", topic="Борис")
        number = await files(desk.anna, "Поменяйте телефон", "Главная", "Телефон в шапке", "anna@romashka.ru")
        (word,) = await desk.vera.writes("Пароль от сайта: 111", topic=number)
        (slip,) = await desk.vera.writes("Логин от сайта: romashka", topic=number)
        await desk.anna.reads("Пароль от сайта: 111")
        await desk.vera.writes("/org нет", topic="Анна")
        await desk.boris.reads(f"Обращение № {number} теперь ваше")
        await desk.phone.edit(desk.vera.id, word["message_id"], "Пароль от сайта: 222", chat=desk.group)
        await desk.boris.reads("Пароль от сайта: 222")
        assert not any("222" in text for text in await desk.anna.texts())
        await desk.vera.replies(slip, "/unsay")
        assert not any("Логин от сайта" in text for text in await desk.anna.texts())


async def test_what_was_taken_back_is_not_shown_to_a_colleague_who_never_had_it(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "sintez") as desk:
        anna, olga = desk.anna, await olga_of(desk)
        await employs(desk, anna, DAISY)
        await employs(desk, olga, DAISY, "authorised")
        number = await files(anna, "Поменяйте телефон", "Главная", "Телефон в шапке", "anna@romashka.ru")
        (slip,) = await desk.vera.writes("Пароль Лотоса: 12345", topic=number)
        await anna.reads("Пароль Лотоса")
        await olga.writes(f"/status {number}")
        await olga.replies(await olga.last(), "Подключаюсь")
        await desk.vera.replies(slip, "/unsay")
        for player in (anna, olga):
            assert not any("12345" in text for text in await player.texts())
        await desk.vera.writes("Поменяли", topic=number)
        await olga.reads("Поменяли")


@pytest.mark.parametrize("how", ["/org нет", "/rank plain"])
@pytest.mark.clause("PLR-2")
async def test_what_waited_for_a_contact_does_not_reach_who_may_not_see_it_any_more(how: str, tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        await employs(desk, desk.boris, DAISY, "owner")
        await employs(desk, desk.anna, DAISY, "owner")
        number = await files(desk.boris, "Не открывается отчёт", *ROMASHKA)
        await desk.anna.writes(f"/status {number}")
        await desk.anna.replies(await desk.anna.last(), "И у меня")
        await desk.phone.act(desk.anna.id, "block")
        await desk.vera.writes("Новый пароль «Ромашки»: 777", topic=number)
        await desk.vera.writes("Анна, здравствуйте", topic="Анна")
        await desk.vera.writes(how, topic="Анна")
        await desk.phone.act(desk.anna.id, "unblock")
        await desk.settled()
        await desk.anna.reads("Анна, здравствуйте")
        assert not [text for text in await desk.anna.texts() if "777" in text]
        await desk.boris.reads("777")
