"""From what happened to a question to notices: what the articles say, whom a consultant is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.consultation.events import QuestionAnswered, QuestionEnded
from core.consultation.question import Ending
from core.conversations.events import Event
from core.notifications.notice import Customer, Desk, Notice, Urgency
from core.people.duty import on_duty
from core.people.person import Colleague
from core.regulation.model import Regulation


def of_question(event: Event, regulation: Regulation, colleagues: Iterable[Colleague]) -> Iterator[Notice]:
    """The customer is answered; consultants see what was said in their stead, and are called when they are wanted."""
    match event:
        case QuestionAnswered(question=question, facts=facts) if question.told:
            kind = "answered" if question.draft_id is None else "before_filing"
            yield Notice(Customer(question.person_id), kind, facts)
            if question.draft_id is None:
                shown = {name: facts[name] for name in ("band", "articles", "ground")}
                lane = f"answered:{question.person_id}"
                yield Notice(_thread(question.person_id), "desk_answered", shown, Urgency.COSMETIC, lane, lane)
        case QuestionEnded(question=question, opens=opens, written=written) if question.ending is Ending.HANDED:
            if written:
                yield Notice(Customer(question.person_id), "handed", {"opens": opens})
            called = [] if opens else on_duty(colleagues, regulation, event.at)
            mentions = [{"id": one.external_id, "name": one.name} for one in called]
            thread = _thread(question.person_id)
            yield Notice(thread, "desk_handed", {"mentions": mentions}, Urgency.RELAY, thread.thread)
        case QuestionEnded(question=question) if question.ending is Ending.HELPED:
            yield Notice(Customer(question.person_id), "helped")
            thread = _thread(question.person_id)
            titles = [article["title"] for article in question.articles]
            yield Notice(thread, "desk_helped", {"titles": titles}, Urgency.RELAY, thread.thread)


def _thread(person_id: int) -> Desk:
    return Desk(f"talk:{person_id}")
