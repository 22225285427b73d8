"""The Telegram channel: a parcel becomes calls of the Bot API, and their answers become an outcome."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from aiogram.methods import (
    EditMessageReplyMarkup,
    EditMessageText,
    ReopenForumTopic,
    SendDocument,
    SendPhoto,
    SetMyCommands,
)
from aiogram.types import BotCommandScopeChat, BufferedInputFile, LinkPreviewOptions, ReplyParameters

from bot import commands, pictures, receipts
from bot.caller import Caller, Failed
from bot.methods import SendMessage
from bot.outcome import Lost, Moved, Plain, Unchanged
from bot.ownthreads import OwnThreads
from bot.ports import BotStorage
from bot.relay import send as relay
from bot.relay.steps import Heading, steps
from bot.relay.withdraw import withdraw
from bot.screen import Screen
from bot.split import pieces
from bot.staffchat import StaffChat
from bot.threads import Place, Threads
from bot.views import VIEWS, reports
from bot.words import Words
from bot.words import plain as plain_text
from core.conversations.message import Message
from core.desk import Desk
from core.journal.dossier import dossier
from core.notifications.notice import Customer, Parcel, Room
from core.notifications.notice import Desk as DeskThread
from core.notifications.outbox import Copy, Later, Outcome, Partly, Permanent, Sent
from core.tickets.facts import whole

CARDS = frozenset({"registered", "one_ticket"})
"""What shows a customer how a ticket stands, and is edited when that changes."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
MENDABLE = frozenset({"rights", "kicked", "chat_not_found"})
"""What stands between the desk and its own staff chat: somebody will mend it, and what customers wrote waits."""


class Channel:
    """Delivers parcels to customers' private chats and to the staff's topics."""

    name = "telegram"

    def __init__(
        self,
        call: Caller,
        storage: BotStorage,
        desk: Desk[Any],
        staff: StaffChat,
        language: str,
        own: OwnThreads | None = None,
    ) -> None:
        self._call = call
        self._own = own
        self._storage = storage
        self._desk = desk
        self._staff = staff
        self._words: dict[tuple[str, bool], Words] = {}
        self.words = self._words_of(language, abroad=False)
        self._threads = Threads(call, storage, desk, staff, self.words)

    def chat_of(self, parcel: Parcel) -> str:
        """The chat whose pace the parcel counts against."""
        return self.chat_at(parcel.address)

    def chat_at(self, address: str) -> str:
        """The chat behind an address of the outbox."""
        return self._staff.at(address)

    def _words_of(self, language: str, *, abroad: bool) -> Words:
        found = self._words.get((language, abroad))
        if found is None:
            found = self._words[language, abroad] = Words(language, self._desk.regulation, abroad=abroad)
        return found

    async def _words_for(self, parcel: Parcel) -> Words:
        """Staff read the desk's language and its zone's time; a customer reads their own of both."""
        if not isinstance(parcel.notice.to, Customer):
            return self.words
        async with self._storage.read() as store:
            language = (await store.people.get(parcel.notice.to.person_id)).language
        return self._words_of(language, abroad=True)

    async def deliver(self, parcels: Sequence[Parcel], read: Sequence[Message] = ()) -> Outcome:
        """Send a parcel, or several waiting texts as one message. Never raises for what Telegram answers.

        ``read``: what the first parcel relays, when that was read with it a moment ago and need not be read again.
        """
        parcel, plain, again = parcels[0], False, False
        place: Place | None = None
        for _ in range(5):
            try:
                place = await self._place(parcel, again)
                again = False
                return await self._send(parcels, place, plain, read)
            except Failed as failed:
                if self._own is not None and await self._own.refused(parcel, place, failed.failure):
                    continue
                match failed.failure:
                    case Permanent(reason=reason) if reason in MENDABLE and isinstance(parcel.notice.to, DeskThread):
                        return Later(min(300.0, 2.0 * 2 ** min(parcel.attempts, 8)), reason, patient=True)
                    case Later() | Permanent() as final:
                        return final
                    case Moved(chat=chat) if isinstance(parcel.notice.to, DeskThread):
                        await self._staff.move(failed.chat, chat, self._storage)
                    case Lost(what="topic") if isinstance(parcel.notice.to, DeskThread):
                        again = True
                    case Lost(what="closed_topic"):
                        await self._reopen(parcel)
                    case Plain() if not plain:
                        plain = True
                    case Unchanged():
                        return Sent(self.chat_of(parcel))
                    case Lost(what=what):
                        return Permanent(f"refused: {what}")
                    case other:
                        return Permanent(f"refused: {type(other).__name__}")
        return Permanent("refused: five different obstacles in a row")

    async def _place(self, parcel: Parcel, again: bool) -> Place:
        match parcel.notice.to:
            case DeskThread(thread=thread, team=team):
                if again:
                    return await self._threads.reopen(
                        thread, min(parcel.notice.facts.get("messages", ()), default=None)
                    )
                return await self._threads.place(thread, team)
            case Customer() if self._own is not None:
                return await self._own.place(parcel)
            case Customer() | Room():
                return Place(parcel.address)

    async def _reopen(self, parcel: Parcel) -> None:
        place = await self._place(parcel, again=False)
        if place.topic is not None:
            await self._call(place.chat, ReopenForumTopic(chat_id=int(place.chat), message_thread_id=place.topic))

    async def _send(
        self, parcels: Sequence[Parcel], place: Place, plain: bool, read: Sequence[Message]
    ) -> Sent | Partly:
        parcel, notice = parcels[0], parcels[0].notice
        match notice.kind:
            case "relay":
                return await self._relay(parcels, place, plain, read)
            case "edit":
                async with self._storage.read() as store:
                    message = await store.messages.get(notice.facts["message"])
                    copies = await store.messages.copies_of(message.id)
                if plain:
                    message = replace(message, entities=())
                standing = [number for chat, number, merged in copies if chat == place.chat and not merged]
                heading = await self._heading(parcel, message)
                edited = [await relay.edit(self._call, place, message, one, heading) for one in standing]
                if not any(edited):
                    words = await self._words_for(parcel)
                    return await self._say(parcel, place, VIEWS["edited"](words, {"text": message.text}), plain)
                return Sent(place.chat)
            case "unsay":
                return await self._unsay(parcel, place, plain)
            case "card":
                return await self._card(parcel, place)
            case "status":
                return await self._status(parcel, place)
            case "spent":
                return await self._spent(parcel, place)
            case "receipt":
                await receipts.show(self._call, self._storage, self._staff, notice)
                return Sent(place.chat)
            case "transfer":
                await self._threads.transfer(notice.facts["ticket"])
                return Sent(place.chat)
            case "topic":
                await self._threads.rename(place, notice.facts["ticket"])
                return Sent(place.chat)
            case "commands":
                await self._commands(parcel, place)
                return Sent(place.chat)
            case "report_chart":
                return await self._chart(parcel, place, plain)
            case "my_data":
                return await self._dossier(parcel, place)
            case kind:
                words = await self._words_for(parcel)
                sent = await self._say(parcel, place, VIEWS[kind](words, notice.facts), plain)
                if kind == "forgotten":
                    return Sent(place.chat)  # where it stands is not remembered either
                if kind in CARDS:
                    await self._keep_card(parcel, sent)
                return sent

    async def _unsay(self, parcel: Parcel, place: Place, plain: bool) -> Sent:
        """Take a message away from the customer; where that cannot be done, say that it is taken back."""
        async with self._storage.read() as store:
            message = await store.messages.get(parcel.notice.facts["message"])
            copies = await store.messages.copies_of(message.id)
        own = parcel.notice.to == Customer(message.person_id)
        if not own and message.channel == self.name and all(chat != place.chat for chat, *_ in copies):
            return Sent(place.chat)  # a colleague who came to the request later never read it
        if await withdraw(self._call, place, message, copies, await self._heading(parcel, message)):
            return Sent(place.chat)
        return await self._say(
            parcel, place, VIEWS["unsaid"](await self._words_for(parcel), parcel.notice.facts), plain
        )

    async def _commands(self, parcel: Parcel, place: Place) -> None:
        """The menu of commands in the language that the customer chose, whatever their telephone speaks."""
        words, regulation = await self._words_for(parcel), self._desk.regulation
        menu = commands.menu(commands.CUSTOMER, regulation, words.language)
        scope = BotCommandScopeChat(chat_id=int(place.chat))
        await self._call(place.chat, SetMyCommands(commands=menu, scope=scope), parcel.attempts)

    async def _relay(
        self, parcels: Sequence[Parcel], place: Place, plain: bool, read: Sequence[Message]
    ) -> Sent | Partly:
        """The next step of what people wrote. One that never will arrive does not stop those after it."""
        notice = parcels[0].notice
        part = notice.facts.get("part", 0)
        ids = [message_id for parcel in parcels for message_id in parcel.notice.facts["messages"]]
        messages, replies = list(read), None
        if [message.id for message in read] != ids or messages[0].reply_to is not None:
            async with self._storage.read() as store:
                messages = [await store.messages.get(message_id) for message_id in ids]
                replies = await relay.anchors(store.messages, messages[0], place.chat) if not part else None
        if plain:
            messages = [replace(message, entities=()) for message in messages]
        found = steps(messages, await self._heading(parcels[0], *messages))
        rest, reason, copies = len(found) > part + 1, "", tuple[Copy, ...]()
        try:
            copies = await relay.carry(self._call, place, found[part], replies)
        except Failed as failed:
            match failed.failure:
                case Permanent(reason=reason, address_dead=False) if rest and reason not in MENDABLE:
                    pass
                case _:
                    raise
        return Partly(place.chat, part + 1, copies, reason) if rest else Sent(place.chat, copies)

    async def _heading(self, parcel: Parcel, *messages: Message) -> Heading:
        """What stands before messages; only forwarded ones have words there that depend on the reader's language."""
        words = await self._words_for(parcel) if any(message.forwarded for message in messages) else self.words
        return Heading(words, parcel.notice.facts.get("number", ""))

    async def _card(self, parcel: Parcel, place: Place) -> Sent:
        """Edit the pinned card; opening the topic has just written a new one."""
        if place.fresh or not isinstance(parcel.notice.to, DeskThread):
            return Sent(place.chat)
        async with self._storage.read() as store:
            topic = await store.telegram.topic(parcel.notice.to.thread)
        if topic is None or topic.card is None:
            return Sent(place.chat)
        facts = await self._threads.card_facts(parcel.notice.facts["ticket"])
        await self._edited(parcel, place, topic.card, VIEWS["card"](await self._words_for(parcel), facts))
        return Sent(place.chat)

    async def _edited(self, parcel: Parcel, place: Place, number: int, screen: Screen) -> bool:
        """Make the message read like the screen; False when it is gone or cannot be edited any more."""
        method = EditMessageText(
            chat_id=int(place.chat),
            message_id=number,
            text=screen.html,
            parse_mode="HTML",
            reply_markup=screen.inline,
            link_preview_options=NO_PREVIEW,
        )
        try:
            await self._call(place.chat, method, parcel.attempts)
        except Failed as failed:
            if not isinstance(failed.failure, Lost | Unchanged):
                raise
            return isinstance(failed.failure, Unchanged)
        return True

    async def _keep_card(self, parcel: Parcel, sent: Sent) -> None:
        """The newest confirmation or card of a ticket in the customer's chat is the one that follows its state."""
        notice = parcel.notice
        if notice.ticket_id is None or len(sent.copies) != 1 or not isinstance(notice.to, Customer):
            return
        async with self._storage.begin() as store:
            card = (notice.ticket_id, sent.chat, sent.copies[0].number, notice.kind, notice.facts)
            await store.telegram.keep_customer_card(*card)

    async def _status(self, parcel: Parcel, place: Place) -> Sent:
        """Edit the ticket's card in the customer's chat; what a confirmation promised stays in it as it was sent."""
        ticket_id = parcel.notice.facts["ticket"]
        async with self._storage.read() as store:
            card = await store.telegram.customer_card(ticket_id, place.chat)
            ticket = await store.tickets.peek(ticket_id)
            regulation = await self._desk.regulation_of(store, ticket)
        if card is None:
            return Sent(place.chat)
        now = whole(ticket, regulation)
        facts = card.facts | (now if card.kind == "one_ticket" else {"now": now})
        if not await self._edited(parcel, place, card.number, VIEWS[card.kind](await self._words_for(parcel), facts)):
            async with self._storage.begin() as store:
                await store.telegram.drop_customer_card(ticket_id, place.chat)
        return Sent(place.chat)

    async def _spent(self, parcel: Parcel, place: Place) -> Sent:
        """Take the buttons off a message; one that is gone needs none."""
        method = EditMessageReplyMarkup(chat_id=int(place.chat), message_id=parcel.notice.facts["number"])
        try:
            await self._call(place.chat, method, parcel.attempts)
        except Failed as failed:
            if not isinstance(failed.failure, Lost | Unchanged):
                raise
        return Sent(place.chat)

    async def _chart(self, parcel: Parcel, place: Place, plain: bool) -> Sent:
        """A report's picture, drawn now; its words alone when it cannot be drawn."""
        words = await self._words_for(parcel)
        screen = VIEWS["report_chart"](words, parcel.notice.facts)
        png = await pictures.chart(reports.chart(words, parcel.notice.facts))
        if png is None:
            return await self._say(parcel, place, screen, plain)
        method = SendPhoto(
            chat_id=int(place.chat),
            message_thread_id=place.topic,
            photo=BufferedInputFile(png, "report.png"),
            caption=plain_text(screen.html),
        )
        sent = await self._call(place.chat, method, parcel.attempts)
        return Sent(place.chat, (Copy(sent.message_id, None),))

    async def _dossier(self, parcel: Parcel, place: Place) -> Sent:
        """Everything that is kept of the customer, as it is now."""
        assert isinstance(parcel.notice.to, Customer)
        async with self._storage.read() as store:
            found = await dossier(store, parcel.notice.to.person_id, self._desk.clock.now())
        text = json.dumps(found, ensure_ascii=False, indent=1)
        method = SendDocument(
            chat_id=int(place.chat),
            document=BufferedInputFile(text.encode(), "my-data.json"),
            caption=plain_text(VIEWS["my_data"](await self._words_for(parcel), {}).html),
        )
        sent = await self._call(place.chat, method, parcel.attempts)
        return Sent(place.chat, (Copy(sent.message_id, None),))

    async def _say(self, parcel: Parcel, place: Place, screen: Screen, plain: bool) -> Sent:
        """Send a screen; a text that is too long for one message goes in pieces, the buttons under the last."""
        text = plain_text(screen.html) if plain or len(screen.html) > LONGEST_HTML else screen.html
        html = text is screen.html
        parts = [text] if html else [part for part, _ in pieces(text, ())]
        copies: list[Copy] = []
        if len(parts) == 1 and await self._redrawn(parcel, place, screen, parts[0], html):
            return Sent(place.chat)
        for index, part in enumerate(parts):
            method = SendMessage(
                chat_id=int(place.chat),
                message_thread_id=place.topic,
                text=part,
                parse_mode="HTML" if html else None,
                reply_markup=screen.markup if index == len(parts) - 1 else None,
                disable_notification=screen.quiet or None,
                link_preview_options=NO_PREVIEW,
                reply_parameters=_anchor(parcel, place),
            )
            sent = await self._call(place.chat, method, parcel.attempts)
            copies.append(Copy(sent.message_id, parcel.notice.message_id))
        return Sent(place.chat, tuple(copies))

    async def _redrawn(self, parcel: Parcel, place: Place, screen: Screen, text: str, html: bool) -> bool:
        """Put the screen into the place of an earlier one, if it stands for one that is still there."""
        number = parcel.notice.facts.get("instead_of")
        if number is None:
            return False
        method = EditMessageText(
            chat_id=int(place.chat),
            message_id=number,
            text=text,
            parse_mode="HTML" if html else None,
            reply_markup=screen.inline,
            link_preview_options=NO_PREVIEW,
        )
        try:
            await self._call(place.chat, method, parcel.attempts)
        except Failed as failed:
            if isinstance(failed.failure, Lost) and failed.failure.what == "target":
                return False
            raise
        return True


LONGEST_HTML = 4096
"""A text whose HTML is no longer than this is surely no longer once it is parsed."""


def _anchor(parcel: Parcel, place: Place) -> ReplyParameters | None:
    number = parcel.notice.facts.get("reply_to")
    if number is None:
        return None
    return ReplyParameters(message_id=number, allow_sending_without_reply=True)
