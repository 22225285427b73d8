"""The commands that Telegram offers while one types: the customer's and the staff's."""

from __future__ import annotations

from bot.words import mark

CUSTOMER = (
    ("ticket", mark("File an official request")),
    ("tickets", mark("My requests and their state")),
    ("status", mark("One request, by its number")),
    ("privacy", mark("What is kept about me")),
    ("help", mark("What I can do here")),
)
STAFF = (
    ("take", mark("Take the request on")),
    ("ask", mark("Ask the customer; the term is on hold")),
    ("resolve", mark("Completed, wait for the confirmation")),
    ("refuse", mark("Refuse for a listed reason")),
    ("postpone", mark("Put off until a date")),
    ("term", mark("Promise another term, with the reason")),
    ("priority", mark("Change the priority, with the reason")),
    ("log", mark("Log minutes spent")),
    ("split", mark("Make a request of its own from a message")),
    ("propose", mark("Suggest an official request to the customer")),
    ("why", mark("Why this term")),
    ("history", mark("The journal of the request")),
    ("queue", mark("Open requests, the next one first")),
    ("ticket", mark("One request, by its number")),
    ("help", mark("All commands")),
)
