"""The commands that Telegram offers while one types: the customer's and the staff's."""

from __future__ import annotations

from bot.words import mark

CUSTOMER = (
    ("ticket", mark("File an official request")),
    ("tickets", mark("My requests and their state")),
    ("status", mark("One request, by its number")),
    ("invoices", mark("My invoices")),
    ("complain", mark("Complain about a request to the management")),
    ("away", mark("Say from when to when you are away")),
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
    ("estimate", mark("Tell the customer the price")),
    ("work", mark("Start the work")),
    ("accept", mark("Close as accepted")),
    ("act", mark("The acts of the request")),
    ("rework", mark("Draw up an act of rework")),
    ("pay", mark("Confirm the payment (accounting)")),
    ("assign", mark("Hand the request over to a colleague")),
    ("identify", mark("Ask the customer to identify themselves")),
    ("reveal", mark("Read secret details (managers)")),
    ("rank", mark("What the customer may do")),
    ("plan", mark("The customer's plan of support")),
    ("verify", mark("The customer is who they say")),
    ("log", mark("Log minutes spent")),
    ("split", mark("Make a request of its own from a message")),
    ("propose", mark("Suggest an official request to the customer")),
    ("why", mark("Why this term")),
    ("history", mark("The journal of the request")),
    ("away", mark("Say from when to when you are away")),
    ("back", mark("You are back")),
    ("role", mark("Give a colleague a role (managers)")),
    ("queue", mark("Open requests, the next one first")),
    ("ticket", mark("One request, by its number")),
    ("help", mark("All commands")),
)
