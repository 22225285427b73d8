"""``reglament kb``: loading what organisations have, in whatever state it is, and measuring the search."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import sqlite3
import stat
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from app import cli
from core.knowledge.scoring import Band
from storage.articles import sources
from storage.search import file
from storage.search.base import KnowledgeBase

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parents[3]
GOOD = {"id": "disk", "title": "Как увеличить диск", "body": "Задайте новый размер.", "url": "https://e.ru/disk"}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs ``reglament kb …`` in an empty folder; returns code, output and errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KB_INDEX", raising=False)

    def running(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            cli.main(["kb", *arguments])
        return int(left.value.code or 0), *capsys.readouterr()

    return running


def lines(*rows: Mapping[str, object]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def write(name: str, content: str | bytes) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


def first(question: str) -> str:
    """The title of what is found first; empty for nothing."""
    found = KnowledgeBase(Path("var/kb.db")).found(question)
    return found.hits[0].title if found.hits else ""


def loaded(run: Run) -> bytes:
    """A good index that broken inputs must leave as it is."""
    assert run("load", write("good.jsonl", lines(GOOD)))[0] == 0
    return Path("var/kb.db").read_bytes()


def test_a_folder_of_texts_is_loaded_with_its_sections(run: Run) -> None:
    write("kb/Диски/resize.md", "# Как увеличить диск\n\nЗадайте **новый размер** в [панели](https://e.ru).")
    write(
        "kb/login.markdown",
        "---\ntitle: Забыли пароль\nlink: https://e.ru/p\nother wordings:\n- не могу войти\n---\nВосстановите его.",
    )
    write("kb/page.html", "<html><head><title>Счета</title></head><body><p>Счёт приходит &mdash; на почту.</p></body>")
    write("kb/glossary.csv", "том;диск\n")
    write("kb/картинка.png", b"\x89PNG")
    write("kb/.hidden.md", "# Тайное\n\nТекст")
    code, out, err = run("load", "kb")
    assert (code, err) == (0, "")
    assert "3 new, 0 changed, 0 unchanged, 0 removed; synonyms: 1" in out
    assert "1 .png" in out
    hit = KnowledgeBase(Path("var/kb.db")).found("увеличить том").hits[0]
    assert (hit.id, hit.section, hit.snippet) == ("Диски/resize", "Диски", "Задайте новый размер в панели.")
    assert first("не могу войти") == "Забыли пароль"
    assert first("тайное") == ""


def test_scripts_of_a_page_are_not_its_text(run: Run) -> None:
    page = (
        "<h1>Вход<script>evil()</script></h1><script>if (a</b) alert('принтер')</script><style>p {}</style><p>Нажмите"
    )
    write("kb/page.html", page + "<a href='javascript:alert(1)'>здесь</a><nav><nav>принтер</nav>принтер</nav></p><br>.")
    assert run("load", "kb")[0] == 0
    hit = KnowledgeBase(Path("var/kb.db")).found("вход").hits[0]
    assert (hit.title, hit.snippet) == ("Вход", "Нажмитездесь\n.")
    assert first("принтер") == ""


@pytest.mark.parametrize("pack", [lambda text: ("a.jsonl", text), lambda text: ("a.jsonl.gz", gzip.compress(text))])
def test_json_lines_are_loaded_plain_and_packed(run: Run, pack: Callable[[bytes], tuple[str, bytes]]) -> None:
    name, content = pack(lines(GOOD, {"title": "Оплата", "text": "Счёт.", "wordings": ["как платить"]}).encode())
    assert run("load", write(name, content))[0] == 0
    assert first("как платить") == "Оплата"


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_table_is_loaded_with_any_usual_separator(run: Run, between: str) -> None:
    rows = [["Заголовок", "Текст", "Ссылка", "Раздел", "Другие формулировки"]]
    rows += [["Оплата", '"Счёт\nприходит на почту"', "https://e.ru/pay", "Деньги", "как платить|куда платить"]]
    table = "\ufeff" + "\r\n".join(between.join(row) for row in rows) + "\r\n"
    assert run("load", write("a.csv", table))[0] == 0
    hit = KnowledgeBase(Path("var/kb.db")).found("куда платить").hits[0]
    assert (hit.title, hit.link, hit.section) == ("Оплата", "https://e.ru/pay", "Деньги")


def test_a_zip_is_read_without_being_unpacked(run: Run) -> None:
    with zipfile.ZipFile("kb.zip", "w") as archive:
        archive.writestr("Диски/resize.md", "# Как увеличить диск\n\nЗадайте размер.")
        archive.writestr("../../outside.md", "# Снаружи\n\nТекст")
        archive.writestr("/etc/outside.md", "# Снаружи\n\nТекст")
        archive.writestr("C:\\outside.md", "# Снаружи\n\nТекст")
        archive.writestr("more.csv", "title,body\nОплата,Счёт\n")
    code, out, err = run("load", "kb.zip")
    assert code == 0
    assert "2 new" in out
    assert err.count("its name leads out of the ZIP") == 3
    assert sorted(os.listdir()) == ["kb.zip", "var"]


@pytest.mark.parametrize("encoding", ["cp866", "utf-8"])
def test_russian_names_in_a_zip_of_any_system_are_read(run: Run, encoding: str) -> None:
    name = "Почта/пароль.md".encode(encoding)
    with zipfile.ZipFile("kb.zip", "w") as archive:
        archive.writestr("x" * len(name), "# Пароль\n\nСмените его.")
    packed = Path("kb.zip").read_bytes().replace(b"x" * len(name), name)  # zipfile itself says that it is UTF-8
    assert run("load", write("kb.zip", packed))[::2] == (0, "")
    hit = KnowledgeBase(Path("var/kb.db")).found("пароль").hits[0]
    assert (hit.id, hit.section) == ("Почта/пароль", "Почта")


@pytest.mark.parametrize("other", ["the desk's database", "a letter"])
def test_something_else_in_the_place_of_the_index_is_left_alone(
    run: Run, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    if other == "a letter":
        write("other.db", "Дорогая Анна")
    else:
        with closing(sqlite3.connect("other.db")) as connection:
            connection.execute("CREATE TABLE tickets (id INTEGER)")
    before = Path("other.db").read_bytes()
    monkeypatch.setenv("KB_INDEX", "other.db")
    code, _, err = run("load", write("good.jsonl", lines(GOOD)))
    assert (code, "something else than an index" in err) == (1, True)
    assert Path("other.db").read_bytes() == before


def test_a_damaged_index_is_made_anew(run: Run) -> None:
    Path("var/kb.db").write_bytes(loaded(run)[:5_000])
    assert run("load", "good.jsonl")[0] == 0
    assert first("увеличить диск") == "Как увеличить диск"


def test_only_what_changed_is_loaded_again(run: Run) -> None:
    other = {"id": "pay", "title": "Оплата", "body": "Счёт."}
    gone = {"id": "old", "title": "Старое", "body": "Давно."}
    run("load", write("a.jsonl", lines(GOOD, other, gone)))
    code, out, _ = run(
        "load", write("a.jsonl", lines(GOOD, other | {"body": "Картой."}, {"title": "Новое", "body": "."}))
    )
    assert (code, "1 new, 1 changed, 1 unchanged, 1 removed" in out) == (0, True)
    assert (first("картой"), first("давно")) == ("Оплата", "")


def test_bad_rows_are_named_and_the_good_ones_loaded(run: Run) -> None:
    rows = lines(GOOD, {"id": "disk", "title": "Второй с тем же id", "body": "."}, {"body": "без названия"})
    rows += '{"title": \n[1]\n{"title": ["список"], "body": "."}\n' + lines({"title": "Ссылка", "url": "javascript:1"})
    code, out, err = run("load", write("a.jsonl", rows))
    assert code == 0
    assert "1 new" in out
    for sentence in (
        "skipped: disk: this id was there before; the first one counts",
        "skipped: a.jsonl, line 3: no title",
        "skipped: a.jsonl, line 4: not JSON",
        "skipped: a.jsonl, line 5: not a JSON object",
        "skipped: a.jsonl, line 6: «title» is not a text",
        "skipped: a.jsonl, line 7: the link is not an http(s) address: javascript:1",
    ):
        assert sentence in err


def test_many_reasons_are_counted_after_twenty(run: Run) -> None:
    _, _, err = run("load", write("a.jsonl", lines(GOOD) + "{\n" * 30))
    assert len(err.splitlines()) == 21
    assert "skipped: 10 more" in err


def test_what_could_not_be_read_this_time_stays_as_it_was(run: Run) -> None:
    write("kb/disk.md", "# Как увеличить диск\n\nЗадайте размер.")
    write("kb/pay.md", "# Оплата\n\nСчёт.")
    run("load", "kb")
    write("kb/pay.md", "# Оплата\n\nСчёт.".encode("cp1251"))
    code, out, err = run("load", "kb")
    assert (code, "0 removed" in out) == (0, True)
    assert "skipped: pay.md: not UTF-8" in err
    assert "kept: 1 article" in err
    assert first("счёт") == "Оплата"
    Path("kb/pay.md").unlink()
    assert "1 removed" in run("load", "kb")[1]


def packed(files: Mapping[str | zipfile.ZipInfo, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", way) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.create_system, made.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return made


def damaged(way: int) -> bytes:
    whole = bytearray(packed({"a.md": b"# Disk" * 50}, way))
    whole[50:60] = b"damaged..."
    return bytes(whole)


def zipped(size: int) -> bytes:
    return packed({"bomb.md": b"0" * size})


BROKEN: dict[str, tuple[str, bytes, str]] = {
    "another encoding": ("a.md", "# Заголовок".encode("cp1251"), "a.md: not UTF-8"),
    "another encoding in rows": ("a.csv", "title,body\nОплата,Счёт".encode("cp1251"), "a.csv: not UTF-8"),
    "utf-16": ("a.jsonl", lines(GOOD).encode("utf-16"), "line 1: not UTF-8"),
    "50 MB": ("a.html", b"0" * 50_000_000, "a.html: 50 MB; an article has at most 5"),
    "50 MB in a line": ("a.jsonl", b"0" * 50_000_000, "line 1: longer than 5 MB"),
    "50 MB in a row": ("a.csv", b"title,body\n" + b"0" * 50_000_000, "line 2 is longer than 5 MB"),
    "a bomb": ("a.zip", zipped(60_000_000), "bomb.md: 60 MB"),
    "no archive": ("a.zip", b"PK\x03\x04 no more", "not a ZIP that can be read"),
    "damaged gzip": ("a.jsonl.gz", gzip.compress(lines(GOOD).encode())[:20], "cannot be unpacked"),
    "damaged LZMA": ("a.zip", damaged(zipfile.ZIP_LZMA), "a.md: is damaged in the ZIP"),
    "a ZIP with a name in no encoding": (
        "a.zip",
        packed({"ы.md": b"#"}).replace("ы".encode(), b"\xff\xfe"),
        "not a ZIP",
    ),
    "a ZIP with a file of no name": ("a.zip", packed({"zz": b"#"}).replace(b"zz", b"\0z"), "not a ZIP"),
    "a link in a ZIP": ("a.zip", packed({link("a.md"): b"/etc/passwd"}), "a.md: is a link"),
    "a link of a whole page": (
        "a.csv",
        f"title,link\nx,https://e.ru/{'x' * 2_000}".encode(),
        "the link is longer than",
    ),
    "no gzip": ("a.jsonl.gz", b"{}", "cannot be unpacked"),
    "no columns": ("a.csv", "имя,возраст\nАнна,30".encode(), "names no column «title»"),
    "nothing": ("a.jsonl", b"", "no article was found"),
    "an empty page": ("a.html", b"<html></html>", "neither text nor link"),
    "broken quotes": ("a.csv", b'title,body\n"a"b,c\n', "not CSV"),
    "deep JSON": ("a.jsonl", b"[" * 100_000 + b"\n", "not JSON"),
    "no kind of articles": ("a.exe", b"MZ", "other files, left alone: 1 .exe"),
    "an archive in an archive": ("a.zip", packed({"b.zip": b"PK"}), "other files, left alone: 1 .zip"),
    "titles alone": ("a.csv", "title\nОплата\n".encode(), "line 2: neither text nor link"),
    "names that are none": ("a.zip", packed({".": b"#", "\x1b[2J.md": b"\xff"}), "skipped: \ufffd[2J.md: not UTF-8"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_input_is_told_and_the_index_in_use_stays(run: Run, kind: str) -> None:
    before = loaded(run)
    name, content, sentence = BROKEN[kind]
    code, _, err = run("load", write(name, content))
    assert code == 1
    assert sentence in err
    assert "no article was found; the index stays as it was" in err
    assert Path("var/kb.db").read_bytes() == before
    assert {name for name in os.listdir("var") if not name.endswith(".lock")} == {"kb.db"}


def test_a_zip_that_would_unpack_to_too_much_is_refused_whole(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = loaded(run)
    monkeypatch.setattr(sources, "MOST_UNPACKED", 1_000_000)
    code, _, err = run("load", write("a.zip", zipped(1_100_000)))
    assert (code, "would unpack to 1 files and 1 MB" in err) == (1, True)
    assert Path("var/kb.db").read_bytes() == before


def test_an_empty_folder_and_a_path_that_is_not_there(run: Run) -> None:
    before = loaded(run)
    Path("empty").mkdir()
    assert run("load", "empty")[0] == 1
    code, _, err = run("load", "nowhere")
    assert (code, "there is no such file or folder" in err) == (2, True)
    assert Path("var/kb.db").read_bytes() == before


def test_a_link_out_of_the_folder_is_not_followed(run: Run) -> None:
    write("secret.md", "# Тайное\n\nТекст")
    write("kb/disk.md", "# Диск\n\nТекст")
    Path("kb/secret.md").symlink_to(Path("secret.md").absolute())
    code, _, err = run("load", "kb")
    assert (code, "secret.md: leads out of the folder" in err) == (0, True)


def test_what_is_no_file_is_not_waited_for(run: Run) -> None:
    write("kb/disk.md", "# Диск\n\nТекст")
    Path("kb/itself.md").symlink_to("itself.md")
    Path("kb/up").symlink_to("..")
    os.mkfifo("kb/pipe.md")
    code, out, err = run("load", "kb")
    assert (code, "1 new" in out) == (0, True)
    assert err.splitlines() == ["skipped: itself.md: is not a file", "skipped: pipe.md: is not a file"]


def test_articles_of_a_folder_that_may_not_be_read_stay(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("kb/disk.md", "# Диск\n\nТекст")
    write("kb/Деньги/pay.md", "# Оплата\n\nСчёт")
    run("load", "kb")
    scan = os.scandir

    def closed(path: str) -> object:
        if path.endswith("Деньги"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    code, _, err = run("load", "kb")
    assert (code, "skipped: Деньги: Permission denied" in err, "kept: 1" in err) == (0, True, True)
    assert first("счёт") == "Оплата"


def test_halves_of_characters_are_left_out(run: Run) -> None:
    write("kb/a.jsonl", '{"title": "Диск \\ud800", "body": "\\udfffразмер", "wordings": ["\\udc00 том"]}')
    Path(os.fsdecode(b"kb/\xff.md")).write_text("# Оплата\n\nСчёт", encoding="utf-8")
    assert run("load", "kb")[::2] == (0, "")
    assert (first("том"), first("счёт")) == ("Диск", "Оплата")


@pytest.mark.parametrize(
    "piece", ["<a ", '<a href="', "<!--", "<script>", "<![CDATA[", "[a", "![a", "<script ", "# a", "**", " ", "`a"]
)
@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_a_broken_page_does_not_hold_up_a_load(run: Run, name: str, piece: str) -> None:
    write(name, "<h1>Диск</h1>\n# Диск\nтекст\n# " + piece * 100_000 + "конец\n")
    begun = time.process_time()
    run("load", name)
    assert time.process_time() - begun < 5


def test_a_load_that_was_killed_leaves_nothing_behind(run: Run) -> None:
    before = loaded(run)
    program = (
        "import pathlib; from storage.search.build import replacing\n"
        "with replacing(pathlib.Path('var/kb.db')) as building:\n"
        "    building.remove('disk'); print('in', flush=True); input()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"in\n"
        child.kill()
    assert Path("var/kb.db").read_bytes() == before
    assert ".kb.db.building" in os.listdir("var")
    assert run("load", "good.jsonl")[0] == 0
    assert sorted(os.listdir("var")) == [".kb.db.lock", "kb.db"]


@pytest.mark.parametrize("failing", ["shutil.copyfile", "storage.search.build._to_disk"])
def test_a_full_disk_is_told_and_the_index_in_use_stays(
    run: Run, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    before = loaded(run)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(failing, full)
    code, _, err = run("load", write("a.jsonl", lines(GOOD | {"body": "Новое."})))
    assert (code, "No space left on device; the index stays as it was" in err) == (1, True)
    assert Path("var/kb.db").read_bytes() == before
    assert ".kb.db.building" not in os.listdir("var")


def test_figures_are_told_though_the_bands_cannot_be_kept(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded(run)

    def busy(*_: object) -> None:
        raise file.InUse("var/kb.db is being changed by another process")

    monkeypatch.setattr(file, "keep_thresholds", busy)
    code, out, err = run("eval", "--questions", write("q.jsonl", QUESTIONS), "--json")
    assert (code, "r1" in json.loads(out), "the bands could not be kept" in err) == (1, True, True)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("glossary.toml", '"ось" = "система"', "must be a list of texts"),
        ("glossary.toml", "ось = []", "not TOML"),
        ("glossary.csv", 'ось,"сис"тема\n', "not CSV"),
        ("glossary.csv", "ось,система\n".encode("utf-16"), "not UTF-8"),
    ],
)
def test_a_broken_glossary_is_told(run: Run, name: str, content: str | bytes, why: str) -> None:
    write(name, content)
    code, _, err = run("load", write("a.jsonl", lines(GOOD)))
    assert (code, why in err) == (0, True)


QUESTIONS = lines(
    {"q": "как увеличить диск", "gold": ["disk"], "type": "para"},
    {"q": "rfr edtkbxbnm lbcr", "gold": ["disk"], "type": "mixed"},
    {"q": "оплата", "gold": ["pay"], "type": "natural"},
    {"q": "вопрос из FAQ", "gold": ["disk"], "scope": "articles", "type": "natural"},
    {"q": "замените картридж", "gold": [], "type": "oos_near"},
    {"q": "привет\u2028всем", "gold": [], "type": "oos_far"},
)
FAQ = {"id": "faq", "kind": "faq", "title": "Вопрос из FAQ", "body": "Ответ: увеличить."}


def test_the_search_is_measured_and_its_bands_are_kept(run: Run) -> None:
    run("load", write("a.jsonl", lines(GOOD, {"id": "pay", "title": "Оплата", "body": "Счёт."}, FAQ)))
    code, out, _ = run("eval", "--questions", write("q.jsonl", QUESTIONS), "--json")
    figures = json.loads(out)
    assert list(figures) == ["r1", "r3", "auc", "right_at_90", "p95_ms"]
    assert (code, figures["r1"], figures["r3"], figures["auc"], figures["right_at_90"]) == (0, 1, 1, 1, 1)
    connection = file.open_to_read(Path("var/kb.db"))
    assert connection is not None
    bands = file.thresholds(connection, "")
    connection.close()
    assert bands is not None
    base = KnowledgeBase(Path("var/kb.db"))
    assert base.found("увеличить диск").band is Band.ANSWER
    assert base.found("замените картридж").band is Band.NONE
    _, out, _ = run("eval", "--questions", "q.jsonl")
    assert [line.split()[0] for line in out.splitlines()][:6] == [
        "questions",
        "para",
        "mixed",
        "natural",
        "chat-style",
        "no",
    ]
    assert f"answer from {bands.answer:.2f}" in out
    run("load", write("a.jsonl", lines(GOOD)))
    connection = file.open_to_read(Path("var/kb.db"))
    assert connection is not None
    assert file.thresholds(connection, "") == bands, "a load must not forget them"
    connection.close()


def test_without_unanswerable_questions_nothing_is_kept(run: Run) -> None:
    run("load", write("a.jsonl", lines(GOOD)))
    before = Path("var/kb.db").read_bytes()
    code, out, _ = run("eval", "--questions", write("q.jsonl", lines({"q": "диск", "gold": ["disk"]})))
    assert (code, "no bands were kept" in out, out.count("—")) == (0, True, 2)
    assert Path("var/kb.db").read_bytes() == before


@pytest.mark.parametrize(
    ("content", "code", "sentence"),
    [("{", 1, "line 1: not a question"), (b"\xff", 1, "not UTF-8"), (None, 2, "No such file"), ("", 1, "no question")],
)
def test_a_wrong_file_of_questions_is_told(run: Run, content: str | bytes | None, code: int, sentence: str) -> None:
    run("load", write("a.jsonl", lines(GOOD)))
    if content is not None:
        write("q.jsonl", content)
    left, _, err = run("eval", "--questions", "q.jsonl")
    assert (left, sentence in err) == (code, True)


def test_measuring_needs_an_index(run: Run) -> None:
    code, _, err = run("eval", "--questions", write("q.jsonl", QUESTIONS))
    assert (code, "make it with «reglament kb load PATH»" in err) == (1, True)
