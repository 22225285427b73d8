"""A customer's message is counted: whoever writes very much is told once, and so are the staff."""

from __future__ import annotations

from bot.turn import Turn
from core.conversations.flood import Pressure, held
from core.notifications.notice import Desk, Notice, Urgency


def counted(turn: Turn, number: int) -> float:
    """For how many real seconds what the customer writes now is kept back."""
    pressure = turn.floods.note(turn.person.id, number, turn.now)
    if pressure is Pressure.BEGINS:
        turn.say("flooded")
        thread, facts = f"talk:{turn.person.id}", {"name": turn.person.name, "most": turn.floods.most}
        turn.work.tell(Notice(Desk(thread), "flooding", facts, Urgency.ANSWER, f"{thread}!", f"flooding:{thread}"))
    return held(turn.person, pressure, turn.now)
