"""The command line: ``reglament``. Errors are one clear line and an exit code, never a traceback."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from app.usage import UsageError
from core.errors import ConfigurationError, Refusal


def main(arguments: list[str] | None = None) -> None:
    """Run a command; exit code 0, 1 (it failed) or 2 (it was asked for wrongly)."""
    options = _parser().parse_args(arguments)
    try:
        command: Callable[[argparse.Namespace], int] = options.command
        sys.exit(command(options))
    except UsageError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    except ConfigurationError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        sys.exit(1)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="reglament", description="A Telegram consultation desk that runs on your support regulation."
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    demo = commands.add_parser("demo", help="try everything in a browser: no token, no account, nothing is kept")
    demo.add_argument("--port", type=_port, default=8080, help="the port of the page (default 8080)")
    demo.add_argument("--regulation", default="saveit", help="name or file of a regulation (default saveit)")
    demo.add_argument("--speed", type=float, default=1.0, help="desk seconds in a real second (default 1)")
    demo.add_argument("--at", default="", metavar="ISO", help="the desk's time at the start, with its offset")
    demo.add_argument("--terminal", action="store_true", help="play in the terminal instead of a browser")
    demo.add_argument("--no-open", action="store_true", help="do not open the browser")
    demo.set_defaults(command=_demo)

    run = commands.add_parser("run", help="run the desk with the settings of the environment or .env")
    run.add_argument("--roles", default="all", help="all, or some of: ingest,worker,sender,web,clock")
    run.set_defaults(command=_run)

    migrate = commands.add_parser("migrate", help="bring the database's schema up to date")
    migrate.set_defaults(command=_migrate)

    doctor = commands.add_parser("doctor", help="check token, staff chat, database, calendar, disk")
    doctor.set_defaults(command=_doctor)

    standin = commands.add_parser("standin", help="run the stand-in Bot API server")
    standin.add_argument("--port", type=_port, default=8081)
    standin.set_defaults(command=_standin)

    regulation = commands.add_parser("regulation", help="list, show, check, draw, compare or adopt regulations")
    kinds = regulation.add_subparsers(required=True, metavar="WHAT")
    listing = kinds.add_parser("list", help="the regulations that ship with the program")
    listing.set_defaults(command=_regulation_list)
    check = kinds.add_parser("check", help="all problems of a regulation's file")
    check.add_argument("file")
    check.set_defaults(command=_regulation_check)
    show = kinds.add_parser("show", help="what a regulation says, in plain words with its clauses")
    show.add_argument("name")
    show.set_defaults(command=_regulation_show)
    diagram = kinds.add_parser("diagram", help="the workflow as a Mermaid drawing")
    diagram.add_argument("name")
    diagram.set_defaults(command=_regulation_diagram)

    preview = kinds.add_parser("preview", help="which open tickets a new regulation would move, and why")
    preview.add_argument("old", help="name or file: tickets registered under a regulation of its name are looked at")
    preview.add_argument("new", help="name or file of the regulation that would take its place")
    preview.set_defaults(command=_regulation_preview)
    adopt = kinds.add_parser("adopt", help="have the open tickets of a regulation follow its new edition (journalled)")
    adopt.add_argument("new", help="name or file of the new edition")
    adopt.set_defaults(command=_regulation_adopt)

    deadline = commands.add_parser("deadline", help="compute a regulation's terms for an instant, and explain them")
    deadline.add_argument("--regulation", required=True, metavar="NAME", help="name or file of a regulation")
    deadline.add_argument("--at", required=True, metavar="ISO", help="when the request arrives, with its offset")
    deadline.add_argument("--priority", metavar="P", help="default: the regulation's own")
    deadline.add_argument("--category", metavar="C", help="default: the regulation's own")
    deadline.add_argument("--plan", metavar="P", help="default: the regulation's own")
    deadline.add_argument("--target", metavar="T", help="only this term, as if it began then (acceptance, complaint …)")
    deadline.add_argument("--json", action="store_true", help="for programs")
    deadline.set_defaults(command=_deadline)

    manners = commands.add_parser("manners", help="which texts of a file are obscene: 0 or 1, a tab, the text")
    manners.add_argument("file", help="one text a line; - reads the standard input")
    manners.set_defaults(command=_manners)

    ticket = commands.add_parser("ticket", help="look into one ticket of the database")
    questions = ticket.add_subparsers(required=True, metavar="WHAT")
    for name, text in (("explain", "why its terms are what they are"), ("verify", "check its journal and its seal")):
        question = questions.add_parser(name, help=text)
        question.add_argument("number")
        question.set_defaults(command=_ticket, question=name)

    people = commands.add_parser("people", help="invite people into organisations, list them, take invitations back")
    deeds = people.add_subparsers(required=True, metavar="WHAT")
    invite = deeds.add_parser("invite", help="a link for one use that makes whoever opens it an organisation's contact")
    invite.add_argument("--organisation", required=True, metavar="NAME", help="made if there is none of this name")
    invite.add_argument("--rank", choices=("plain", "authorised", "owner"), default="plain", help="default: plain")
    invite.add_argument("--days", type=_number, default=7, metavar="N", help="how long the link holds (default 7)")
    invite.set_defaults(command=_people_invite)
    listing = deeds.add_parser("list", help="organisations, their contacts and telephones, invitations that hold")
    listing.set_defaults(command=_people_list)
    revoke = deeds.add_parser("revoke", help="take an invitation back")
    revoke.add_argument("number", type=_number, help="its number, as invite and list tell it")
    revoke.set_defaults(command=_people_revoke)

    erase = commands.add_parser("erase", help="delete a customer's data; the facts of their requests stay, nameless")
    erase.add_argument("person", metavar="PERSON", help="their number in the database, or their @name")
    erase.set_defaults(command=_erase)

    knowledge = commands.add_parser("kb", help="load the knowledge base's articles, measure how well they are found")
    works = knowledge.add_subparsers(required=True, metavar="WHAT")
    loading = works.add_parser("load", help="bring the index to the articles of a folder, ZIP, JSON lines or CSV")
    loading.add_argument("path")
    loading.set_defaults(command=_kb_load)
    measuring = works.add_parser("eval", help="ask questions with known answers; sets from when on it may answer")
    measuring.add_argument("--questions", required=True, metavar="FILE", help="JSON lines: q, gold (ids of articles)")
    measuring.add_argument("--json", action="store_true", help="for programs")
    measuring.set_defaults(command=_kb_eval)
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port (0 to 65535)")
    return int(text)


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number that is meant here")
    return int(text)


def _demo(options: argparse.Namespace) -> int:
    from app.demo import demo

    return _until_stopped(lambda stop: demo(options, stop))


def _run(options: argparse.Namespace) -> int:
    from app import logs, roles, settings, wiring

    wanted = roles.ROLES if options.roles == "all" else tuple(options.roles.split(","))
    unknown = [role for role in wanted if role not in roles.ROLES]
    if unknown:
        print(f"--roles: no role {', '.join(unknown)}; there are {', '.join(roles.ROLES)}", file=sys.stderr)
        return 2
    loaded = settings.load()
    logs.configure(loaded.LOG_LEVEL, loaded.LOG_FORMAT)

    async def running(stop: asyncio.Event) -> None:
        async with wiring.assembled(loaded) as app:
            gc.freeze()  # aiogram's models stay for good: looking through them at every collection finds nothing
            await roles.run(app, wanted, stop)

    return _until_stopped(running)


def _migrate(options: argparse.Namespace) -> int:
    from app.maintenance import migrate

    return asyncio.run(migrate())


def _doctor(options: argparse.Namespace) -> int:
    from app.doctor import doctor

    return asyncio.run(doctor())


def _standin(options: argparse.Namespace) -> int:
    from bot.standin.serve import serve

    async def serving(stop: asyncio.Event) -> None:
        server = asyncio.create_task(serve(options.port))
        waiting = asyncio.create_task(stop.wait())
        done, _ = await asyncio.wait([server, waiting], return_when=asyncio.FIRST_COMPLETED)
        for task in (server, waiting):
            task.cancel()
        if server in done and (error := server.exception()):
            raise ConfigurationError(f"--port {options.port}: {error}")
        with contextlib.suppress(asyncio.CancelledError):
            await server

    return _until_stopped(serving)


def _regulation_list(options: argparse.Namespace) -> int:
    from core.regulation import parse

    for name in parse.presets():
        print(f"{name:12} {parse.load(name).regulation.title}")
    return 0


def _regulation_check(options: argparse.Namespace) -> int:
    from core.regulation import parse
    from core.regulation.checks import offset_agrees_with_zone

    edition = parse.load(options.file)
    warning = offset_agrees_with_zone(edition.regulation)
    if warning:
        print(f"предупреждение: {warning}")
    print(f"{edition.id}: ошибок нет")
    return 0


def _regulation_show(options: argparse.Namespace) -> int:
    from core.regulation import parse
    from core.regulation.summary import summary

    print(summary(parse.load(options.name).regulation), end="")
    return 0


def _regulation_diagram(options: argparse.Namespace) -> int:
    from core.regulation import parse
    from core.workflow.diagram import mermaid

    print(mermaid(parse.load(options.name).regulation), end="")
    return 0


def _regulation_preview(options: argparse.Namespace) -> int:
    from app.preview import preview

    return asyncio.run(preview(options.old, options.new))


def _regulation_adopt(options: argparse.Namespace) -> int:
    from app.preview import adopt

    return asyncio.run(adopt(options.new))


def _deadline(options: argparse.Namespace) -> int:
    from app.deadline import deadline

    return deadline(options)


def _manners(options: argparse.Namespace) -> int:
    from app.manners import manners

    return manners(options.file)


def _ticket(options: argparse.Namespace) -> int:
    from app.maintenance import explain, verify

    return asyncio.run((explain if options.question == "explain" else verify)(options.number))


def _people_invite(options: argparse.Namespace) -> int:
    from app.people import invite

    return asyncio.run(invite(options.organisation, options.rank, options.days))


def _people_list(options: argparse.Namespace) -> int:
    from app.people import listed

    return asyncio.run(listed())


def _people_revoke(options: argparse.Namespace) -> int:
    from app.people import revoke

    return asyncio.run(revoke(options.number))


def _erase(options: argparse.Namespace) -> int:
    from app.erasure import erase

    return asyncio.run(erase(options.person))


def _kb_load(options: argparse.Namespace) -> int:
    from app.knowledge import load

    return load(options.path)


def _kb_eval(options: argparse.Namespace) -> int:
    from app.knowledge import evaluate

    return evaluate(options.questions, as_json=options.json)


def _run_loop(work: Coroutine[Any, Any, None]) -> None:
    """The quicker loop where there is one (uvloop has no Windows version)."""
    try:
        import uvloop
    except ImportError:
        asyncio.run(work)
    else:
        uvloop.run(work)


def _until_stopped(running: Callable[[asyncio.Event], Coroutine[Any, Any, None]]) -> int:
    """Run until it ends or SIGINT or SIGTERM asks it to; a second signal ends it at once."""

    async def inner() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()

        def asked() -> None:
            if stop.is_set():
                os._exit(130)  # asked twice: everything that matters is stored, so nothing is lost by leaving now
            stop.set()

        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError):  # a loop of Windows has no signals; Ctrl+C raises there
                loop.add_signal_handler(number, asked)
        await running(stop)

    _run_loop(inner())
    return 0
