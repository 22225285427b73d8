"""The page of the demo: what is served, how it is labelled, and that it needs nothing from outside."""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncIterator
from importlib import resources

import aiohttp
import pytest
from aiohttp import web

from bot.standin import Standin
from bot.standin.page import attach_page

FILES = sorted(
    (file.name, file.read_text(encoding="utf-8"))
    for file in resources.files("bot.standin").joinpath("page").iterdir()
    if file.is_file()
)
TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
ADDRESS = re.compile(r"""(?:https?:|wss?:|["'(]\s*)//[\w\[]""")
# The name of a language, not an address: nothing is ever fetched from it.
SVG_NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'


@contextlib.asynccontextmanager
async def served() -> AsyncIterator[aiohttp.ClientSession]:
    """The page as the demo serves it: from one application with the stand-in."""
    app = web.Application()
    Standin().attach(app)
    attach_page(app)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        async with aiohttp.ClientSession(base) as session:
            yield session
    finally:
        await runner.cleanup()


def check_headers(response: aiohttp.ClientResponse) -> None:
    assert response.headers["Cache-Control"] == "no-store"
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_the_page_is_at_the_root() -> None:
    async with served() as http, http.get("/") as response:
        assert response.status == 200
        assert (response.content_type, response.charset) == ("text/html", "utf-8")
        check_headers(response)
        assert "Регламент · демонстрация" in await response.text()


async def test_every_file_has_its_type_and_headers() -> None:
    async with served() as http:
        for name, text in FILES:
            async with http.get(f"/page/{name}") as response:
                assert response.status == 200, name
                assert response.content_type == TYPES[name.rpartition(".")[2]]
                check_headers(response)
                assert await response.text() == text


async def test_topic_icons_are_told() -> None:
    async with served() as http, http.get("/page/icons.json") as response:
        check_headers(response)
        icons = await response.json()
    assert "✅" in icons.values()
    assert all(number.isdecimal() for number in icons)


@pytest.mark.parametrize(
    "path", ["/page/", "/page/nothing.js", "/page/..%2fpage.py", "/page/a%2Fb.js", "/page/page.py"]
)
async def test_other_paths_are_not_found(path: str) -> None:
    async with served() as http, http.get(path) as response:
        assert response.status == 404


@pytest.mark.parametrize(("name", "text"), FILES, ids=[name for name, _ in FILES])
def test_nothing_comes_from_outside(name: str, text: str) -> None:
    assert not ADDRESS.search(text.replace(SVG_NAMESPACE, ""))


@pytest.mark.parametrize(("name", "text"), FILES, ids=[name for name, _ in FILES])
def test_data_never_becomes_markup(name: str, text: str) -> None:
    """What people write reaches the page as text alone, and the page has no inline scripts or styles."""
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|srcdoc", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=\"", text)


def test_every_import_and_link_leads_to_a_file() -> None:
    names = {name for name, _ in FILES}
    for name, text in FILES:
        wanted = re.findall(r'from "\./([\w.]+)"', text) + re.findall(r'(?:src|href)="/page/([\w.]+)"', text)
        assert set(wanted) <= names, name
