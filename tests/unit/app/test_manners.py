"""``reglament manners``: one text a line in, its judgement before it out, whatever the file is written in."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from app.cli import main

pytestmark = pytest.mark.clause("ALL-5")


def judged(capsys: pytest.CaptureFixture[str], file: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["manners", file])
    printed = capsys.readouterr()
    return int(ended.value.code or 0), printed.out, printed.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_every_line_comes_back_with_its_judgement(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, encoding: str
) -> None:
    file = tmp_path / "texts"
    file.write_bytes("подстрахуйте нас\r\n\nпиздец\tкакой\nна худой конец".encode(encoding))
    assert judged(capsys, str(file)) == (0, "0\tподстрахуйте нас\n0\t\n1\tпиздец\tкакой\n0\tна худой конец\n", "")


def test_a_line_in_another_encoding_spoils_no_other(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "texts"
    file.write_bytes("мандарин\n".encode() + "блядь\n".encode("cp1251") + b"\x00\xff\x98\n" + "сука\n".encode())
    code, out, _ = judged(capsys, str(file))
    assert code == 0
    assert [line[0] for line in out.split("\n")[:4]] == ["0", "1", "0", "1"]


def test_the_standard_input_is_read_for_a_dash(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("страхуй\nхуй\n".encode())))
    assert judged(capsys, "-") == (0, "0\tстрахуй\n1\tхуй\n", "")


@pytest.mark.parametrize("file", ["", "no such file", ".", "\x00"])
def test_what_is_no_file_is_one_clear_line(capsys: pytest.CaptureFixture[str], file: str) -> None:
    code, out, err = judged(capsys, file)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
