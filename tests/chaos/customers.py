"""Customers who know nothing of crashes: they agree, write numbered messages, and some of them file a request."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from bot.standin import Standin
from bot.standin.phone import Phone
from tests.chaos.process import PATIENCE

ANSWERS = {
    "Полное название организации": "ООО «Ромашка»",
    "Фамилия, имя и отчество": "Иванова Анна Петровна",
    "Должность": "главный бухгалтер",
    "Контактный телефон": "8 (473) 202-24-87",
    "Адрес электронной почты": "anna@romashka.ru",
}
REGISTERED = "зарегистрировано: №"


@dataclass(slots=True)
class Customer:
    """One new customer: what they wrote, in order, and what of it belongs to their request."""

    phone: Phone
    id: int
    chance: random.Random
    files_a_request: bool
    wrote: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)

    @classmethod
    def joins(cls, standin: Standin, phone: Phone, number: int, chance: random.Random) -> Customer:
        """Somebody new; every third of them will file a request."""
        standin.users(id=10_000 + number, first_name=name(10_000 + number), language_code="ru")
        return cls(phone, 10_000 + number, random.Random(chance.random()), files_a_request=number % 3 == 0)

    async def lives(self) -> None:
        """The whole story of one customer."""
        if self.chance.random() < 0.7:
            await self.phone.start(self.id)
        else:
            await self.says(1)
        await self.phone.wait_for(self.id, "согласны", timeout=PATIENCE)
        if self.chance.random() < 0.5:
            await self.says(2)
        await self.phone.press(self.id, "Согласен")
        await self.says(self.chance.randint(1, 4))
        await self.phone.wait_for(self.id, "Консультант получил", timeout=PATIENCE)
        if self.files_a_request:
            await self.files()
        await self.says(2)

    async def says(self, count: int) -> None:
        """A few numbered messages, one right after the other."""
        for _ in range(count):
            text = f"{self.id}-{len(self.wrote) + 1}"
            self.wrote.append(text)
            await self.phone.send(self.id, text)

    async def files(self) -> None:
        """«Оформить обращение», the questions one by one, «Зарегистрировать»."""
        # Pressed only when everything before it was written, so all of it is in the request.
        self.requested = list(self.wrote)
        await self.phone.press(self.id, "Оформить обращение")
        for title, answer in ANSWERS.items():
            await self.phone.wait_for(self.id, title, timeout=PATIENCE)
            await self.phone.send(self.id, answer)
        await self.phone.wait_for(self.id, "Проверьте, пожалуйста", timeout=PATIENCE)
        await self.phone.press(self.id, "Зарегистрировать")
        await self.phone.wait_for(self.id, REGISTERED, timeout=PATIENCE)


def name(ident: int) -> str:
    """Everybody's name is their own: topics are found by it."""
    return f"Клиент {ident}"
