"""What staff type where buttons are offered is a choice or nothing: it never goes to the customer as an answer."""

from __future__ import annotations

from pathlib import Path

from tests.desk import Desk, labels, words
from tests.stories.telling import group_texts, open_desk, said, state_of
from tests.stories.test_saveit import registers


async def _heard(desk: Desk) -> str:
    return "\n".join(words(message) for message in await desk.phone.messages(desk.anna.id))


async def test_a_priority_a_colleague_and_a_ground_may_be_typed(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00") as desk:
        number = await registers(desk.anna)
        await desk.vera.writes("/priority", topic=number)
        await desk.vera.writes("p2", topic=number)
        await desk.vera.writes("Стоит вся бухгалтерия", topic=number)
        assert "Стоит вся бухгалтерия" in words(await desk.anna.reads("Новый приоритет обращения"))
        await desk.vera.presses("Передать…", chat=desk.group)
        await desk.vera.writes("Глеб", topic=number)
        assert "Ответственный: Глеб" in words((await desk.topic(number))[0])
        await desk.vera.presses("Отложить…", chat=desk.group)
        await desk.vera.writes("Недостаточно информации", topic=number)
        await desk.vera.writes("11.03 ждём журнал", topic=number)
        assert "ждём журнал" in words(await desk.anna.reads(f"Обращение № {number} отложено"))
        await desk.vera.writes("Это уже ответ", topic=number)
        await desk.anna.reads("Это уже ответ")
        await desk.vera.presses("Отказать…", chat=desk.group)
        await desk.vera.writes("5", topic=number)
        await desk.anna.reads(f"По обращению № {number} отказано")
        heard = await _heard(desk)
        assert all(typed not in heard.splitlines() for typed in ("p2", "Глеб", "Недостаточно информации", "5"))


async def test_what_is_no_choice_is_sent_to_nobody_until_the_list_is_left(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00") as desk:
        number = await registers(desk.anna)
        await desk.vera.presses("Отказать…", chat=desk.group)
        await desk.vera.writes("опять пиратская копия", topic=number)
        assert "Вера, этого нет среди предложенного" in await said(desk, number)
        await desk.gleb.writes("Смотрим", topic=number)  # a colleague was asked nothing
        await desk.anna.reads("Смотрим")
        await desk.vera.writes("отмена", topic=number)  # typed, it leaves the list like the button
        assert await said(desk, number) == "Отменено, ничего не изменилось."
        await desk.vera.writes("Пришлите, пожалуйста, журнал", topic=number)
        await desk.anna.reads("Пришлите, пожалуйста, журнал")
        await desk.vera.presses("Передать…", chat=desk.group)
        await desk.vera.writes("/assign Глеб", topic=number)  # done by command: the list is done with
        await desk.vera.writes("Дальше ответит Глеб", topic=number)
        await desk.anna.reads("Дальше ответит Глеб")
        await desk.gleb.presses("Приоритет…", chat=desk.group)
        await desk.later(minutes=31)  # a list that was only looked at is forgotten
        await desk.gleb.writes("Нашли причину", topic=number)
        await desk.anna.reads("Нашли причину")
        assert "пиратская" not in await _heard(desk)
        assert await state_of(desk, number) != "refused"


async def test_the_form_of_a_call_in_a_topic_keeps_what_is_typed_at_its_buttons(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00") as desk:
        number = await registers(desk.anna)
        await desk.vera.writes("/register", topic=number)
        await desk.vera.presses(labels((await desk.topic(number))[-1])[0], chat=desk.group)
        await desk.vera.writes("Звонит: сканер молчит", topic=number)
        await desk.vera.presses("Передать…", chat=desk.group)  # a look at a list loses no form,
        await desk.vera.presses("Отмена", chat=desk.group)  # nor does leaving the list
        await desk.vera.writes("очень срочно, она злится", topic=number)
        assert "этого нет среди предложенного" in await said(desk, number)
        await desk.vera.writes("P2", topic=number)
        await desk.vera.writes("теперь отправляю", topic=number)
        await desk.vera.presses("Отправить заказчику на подтверждение", chat=desk.group)
        await desk.anna.reads("Звонит: сканер молчит")
        heard = await _heard(desk)
        assert not any(typed in heard for typed in ("злится", "отправляю"))


async def test_the_word_of_the_button_is_nobodys_name_in_a_form_of_the_staff(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint", at="2026-03-05 12:00") as desk:
        await desk.vera.writes("/register", chat=desk.group)
        await desk.vera.presses("Телефон", chat=desk.group)
        await desk.vera.writes("Отмена", chat=desk.group)
        assert (await group_texts(desk))[-1] == "Отменено, ничего не изменилось."
        await desk.vera.writes("Иванова", chat=desk.group)
        assert (await group_texts(desk))[-1] == "Иванова", "something is awaited still"
