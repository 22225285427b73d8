"""Markup as Telegram reads it: entities in UTF-16 units, blanks trimmed, what it finds by itself."""

from __future__ import annotations

from html import escape
from typing import Any

import pytest
from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import html_decoration
from hypothesis import given
from hypothesis import strategies as st

from bot.standin.errors import ApiError
from bot.standin.parse import entities, utf16
from bot.standin.parse.html import parse_html
from bot.standin.parse.markdown import parse_markdown
from tests.bot.standin.scene import scene

Mark = tuple[Any, ...]


def marks(found: list[dict[str, Any]]) -> list[Mark]:
    """Entities as short tuples: kind, offset, length, and what else they carry."""
    fixed = ("type", "offset", "length")
    return [
        (*(entity[name] for name in fixed), *(value for name, value in entity.items() if name not in fixed))
        for entity in found
    ]


B, EM, U, S = "bold", "italic", "underline", "strikethrough"
HTML: list[tuple[str, str, str, list[Mark]]] = [
    ("plain", "a", "a", []),
    ("simple tags", "<b>a</b><i>b</i><u>c</u><s>d</s>", "abcd", [(B, 0, 1), (EM, 1, 1), (U, 2, 1), (S, 3, 1)]),
    ("their other names", "<strong>a</strong><em>b</em><ins>c</ins>", "abc", [(B, 0, 1), (EM, 1, 1), (U, 2, 1)]),
    ("more other names", "<del>d</del><strike>e</strike>", "de", [(S, 0, 1), (S, 1, 1)]),
    ("emoji are two units", "😀<b>я</b>👨‍💻<i>x</i>", "😀я👨‍💻x", [(B, 2, 1), (EM, 8, 1)]),
    ("nested, outer first", "<b>a<i>b</i></b>", "ab", [(B, 0, 2), (EM, 1, 1)]),
    ("a link", '<a href="https://a.ru/x?a=1&amp;b=2">тут</a>', "тут", [("text_link", 0, 3, "https://a.ru/x?a=1&b=2")]),
    ("a link without scheme", "<a href='a.ru'>тут</a>", "тут", [("text_link", 0, 3, "http://a.ru/")]),
    ("a link that is none", '<a href="что-то">тут</a>', "тут", []),
    ("the text as the link", "<a>https://a.ru/x</a>", "https://a.ru/x", [("text_link", 0, 14, "https://a.ru/x")]),
    ("a mention by id", '<a href="tg://user?id=7">Вера</a>', "Вера", [("text_mention", 0, 4, {"id": 7})]),
    ("a spoiler", "<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
    ("a spoiler by class", '<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
    ("code", "<code>a</code>", "a", [("code", 0, 1)]),
    ("code with a language", '<pre><code class="language-python">x</code></pre>', "x", [("pre", 0, 1, "python")]),
    ("pre with code", "<pre><code>x</code></pre>", "x", [("pre", 0, 1)]),
    ("a quote", "<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
    ("a folded quote", "<blockquote expandable>b</blockquote>", "b", [("expandable_blockquote", 0, 1)]),
    ("a time", '<tg-time unix="1772722800" format="wDT">чт</tg-time>', "чт", [("date_time", 0, 2, 1772722800, "wDT")]),
    ("a custom emoji", '<tg-emoji emoji-id="5368">👍</tg-emoji>', "👍", [("custom_emoji", 0, 2, "5368")]),
    ("references", "&lt;b&gt; &amp;amp; &quot; &#1071;&#x44f; &nbsp; &", '<b> &amp; " Яя &nbsp; &', []),
    ("capitals in tags", "<B>a</B>", "a", [(B, 0, 1)]),
    ("an end without a name", "<b>a</>", "a", [(B, 0, 1)]),
    ("empty entities vanish", "<b></b>a", "a", []),
]
BROKEN: list[tuple[str, str]] = [
    ("<x>", 'Unsupported start tag "x" at byte offset 0'),
    ("я<script>", 'Unsupported start tag "script" at byte offset 2'),
    ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
    ("<b", "Unclosed start tag at byte offset 0"),
    ('<a href="x>y', "Unclosed start tag at byte offset 0"),
    ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
    ("<a =x>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<a href=a/b>y</a>", "Unexpected end of name token at byte offset 8"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("😀</b>", "Unexpected end tag at byte offset 4"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<b>я</i>", 'Unmatched end tag at byte offset 5, expected "</b>", found "</i>"'),
    ("<b><i>x</i>", 'Can\'t find end tag corresponding to start tag "b"'),
]


@pytest.mark.parametrize(("source", "text", "expected"), [row[1:] for row in HTML], ids=[row[0] for row in HTML])
def test_html(source: str, text: str, expected: list[Mark]) -> None:
    parsed, found = parse_html(source)
    assert (parsed, marks(found)) == (text, expected)


@pytest.mark.parametrize(("source", "words"), BROKEN)
def test_broken_html_names_the_byte(source: str, words: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


@given(st.text())
def test_escaped_text_comes_through_untouched(text: str) -> None:
    assert parse_html(escape(text)) == (text, [])


@given(
    st.lists(
        st.tuples(st.sampled_from(["bold", "italic", "underline", "strikethrough"]), st.text("a😀я<&>", min_size=1)),
        min_size=1,
        max_size=6,
    )
)
def test_what_aiogram_decorates_is_read_back(parts: list[tuple[str, str]]) -> None:
    text, expected = "", []
    for kind, part in parts:
        expected.append(MessageEntity(type=kind, offset=utf16.width(text), length=utf16.width(part)))
        text += part
    parsed, found = parse_html(html_decoration.unparse(text, expected))
    assert parsed == text
    assert [MessageEntity(**entity) for entity in found] == expected


MARKDOWN: list[tuple[str, str, list[Mark]]] = [
    ("*a* _b_ __c__ ~d~", "a b c d", [(B, 0, 1), (EM, 2, 1), (U, 4, 1), (S, 6, 1)]),
    ("||e||", "e", [("spoiler", 0, 1)]),
    ("😀 `x\\`y`", "😀 x`y", [("code", 3, 3)]),
    ("```python\nx = 1```", "x = 1", [("pre", 0, 5, "python")]),
    ("[тут](https://a.ru/)", "тут", [("text_link", 0, 3, "https://a.ru/")]),
    ("1\\. готово\\!", "1. готово!", []),
]


@pytest.mark.parametrize(("source", "text", "expected"), MARKDOWN)
def test_markdown(source: str, text: str, expected: list[Mark]) -> None:
    parsed, found = parse_markdown(source)
    assert (parsed, marks(found)) == (text, expected)


FOUND: list[tuple[str, list[Mark]]] = [
    ("/start abc", [("bot_command", 0, 6)]),
    ("/take@standin42_bot", [("bot_command", 0, 19)]),
    ("путь a/b и 24/7", []),
    ("спросите @vera_user и @ab", [("mention", 9, 10)]),
    ("вот https://a.ru/x?y=1.", [("url", 4, 18)]),
    ("сайт a.ru, файл a.txt", [("url", 5, 4)]),
    ("пишите help@a.ru!", [("email", 7, 9)]),
    ("😀 #важно", [("hashtag", 3, 6)]),
    ("// внутренняя заметка", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_telegram_finds_by_itself(text: str, expected: list[Mark]) -> None:
    assert marks(entities.find(text)) == expected


def test_nothing_is_found_inside_code() -> None:
    text, given_marks = parse_html("<code>/start a.ru</code> /start")
    assert marks(entities.find(text, given_marks)) == [("bot_command", 12, 6)]


def test_blanks_are_trimmed_and_entities_follow() -> None:
    text, given_marks = parse_html("\n  <b> 😀a </b>\n")
    trimmed, fitted = entities.trim(text, given_marks)
    assert (trimmed, marks(fitted)) == ("😀a", [("bold", 0, 3)])


async def test_entities_arrive_as_aiogram_sees_them() -> None:
    async with scene() as s:
        sent = await s.bot.send_message(s.anna, "😀 <b>Заявка №17</b> принята, <i>ждите</i>", parse_mode="HTML")
        assert sent.text is not None
        assert [entity.extract_from(sent.text) for entity in sent.entities or []] == ["Заявка №17", "ждите"]
        given_marks = [MessageEntity(type="bold", offset=3, length=1)]
        sent = await s.bot.send_message(s.anna, "😀 я", entities=given_marks)
        assert [entity.model_dump() for entity in sent.entities or []] == [mark.model_dump() for mark in given_marks]
        mention = f'<a href="tg://user?id={s.anna}">Анна</a>, <a href="tg://user?id=999">кто-то</a>'
        sent = await s.bot.send_message(s.anna, mention, parse_mode="HTML")
        assert [(entity.type, entity.user and entity.user.first_name) for entity in sent.entities or []] == [
            ("text_mention", "Anna")
        ]


async def test_a_parse_mode_wins_over_entities() -> None:
    async with scene() as s:
        bold = [{"type": "bold", "offset": 0, "length": 1}]
        status, answer = await s.call("sendMessage", chat_id=s.anna, text="<i>x</i>", parse_mode="HTML", entities=bold)
        assert (status, answer["result"]["entities"]) == (200, [{"type": "italic", "offset": 0, "length": 1}])
