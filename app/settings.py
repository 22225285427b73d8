"""What the operator sets, from the environment or ``.env``; every problem is told at once."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from core.clock import Clock, clock_from_setting
from core.errors import ConfigurationError

TELEGRAM = "https://api.telegram.org"


def _url(text: object) -> object:
    if isinstance(text, str) and text:
        parts = urlsplit(text)
        if parts.scheme not in ("http", "https", "socks4", "socks5") or not parts.hostname:
            raise ValueError(f"{text!r} is not an address like https://example.ru")
    return text


def _clock(text: object) -> object:
    if isinstance(text, str):
        clock_from_setting(text)
    return text


def _teams(text: str) -> list[tuple[str, str]]:
    """Names and ids, as they are written; one id alone is a team without a name."""
    pairs = (part.rpartition("=") for part in text.split(","))
    return [(name.strip(), chat.strip()) for name, _, chat in pairs]


_TEAM = r"\s*[\w-]{1,32}\s*=\s*-\d+\s*"
_STAFF_CHAT = re.compile(rf"-\d+|{_TEAM}(,{_TEAM})*")
"""Not a pattern of pydantic's, whose engine spells [\\w-]{1,32} out for all of Unicode and keeps 7 MB of it."""


def _staff_chat(text: str) -> str:
    found = _teams(text)
    if not _STAFF_CHAT.fullmatch(text) or any(len(set(part)) < len(found) for part in zip(*found, strict=True)):
        raise ValueError(_WRONG["STAFF_CHAT"])
    return text


Address = Annotated[str, BeforeValidator(_url)]


class Settings(BaseModel):
    """The settings of ``reglament run``. Names are those of the environment; ``.env.example`` explains each."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    BOT_TOKEN: Annotated[str, Field(pattern=r"^\d{1,20}:[A-Za-z0-9_-]{3,}$")]
    BOT_API_URL: Address = TELEGRAM
    BOT_PROXY: Address = ""
    BOT_MODE: Literal["polling", "webhook"] = "polling"
    BOT_PACE: Annotated[str, Field(pattern=r"^(telegram(\*[1-9]\d?)?|none)$")] = "telegram"
    BOT_THREADS: Literal["on", "off"] = "off"
    FLOOD_PER_MINUTE: Annotated[int, Field(ge=1, le=1000)] = 20
    DIGEST_SECONDS: Annotated[float, Field(ge=0, le=60)] = 5.0
    WEBHOOK_URL: Address = ""
    WEBHOOK_SECRET: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{0,256}$")] = ""
    STAFF_CHAT: Annotated[str, AfterValidator(_staff_chat)]
    REGULATION: str = "saveit"
    DATABASE_URL: Annotated[str, Field(pattern=r"^(sqlite\+aiosqlite|postgresql\+asyncpg)://")] = (
        "sqlite+aiosqlite:///var/reglament.db"
    )
    FILES_DIR: Path = Path("var/files")
    KB_INDEX: Path = Path("var/kb.db")
    KB_EMBEDDINGS_URL: Address = ""
    KB_EMBEDDINGS_KEY: str = ""
    KB_EMBEDDINGS_MODEL: str = ""
    KB_EMBEDDINGS_QUERY_MODEL: str = ""
    KB_EMBEDDINGS_PREFIX: str = ""
    KB_EMBEDDINGS_QUERY_PREFIX: str = ""
    KB_EMBEDDINGS_BATCH: Annotated[int, Field(ge=1, le=256)] = 16
    QUESTION_SECONDS: Annotated[float, Field(ge=0, le=30)] = 1.5
    ASSISTANT_URL: Address = ""
    ASSISTANT_KEY: str = ""
    ASSISTANT_MODEL: str = ""
    ASSISTANT_TIMEOUT: Annotated[float, Field(ge=1, le=120)] = 15.0
    ASSISTANT_PER_DAY: Annotated[int, Field(ge=0, le=1000)] = 20
    WEB_HOST: str = "127.0.0.1"
    WEB_PORT: Annotated[int, Field(ge=0, le=65535)] = 8080
    LANGUAGE: Literal["ru", "en"] = "ru"
    LOG_LEVEL: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    LOG_FORMAT: Literal["text", "json"] = "text"
    CLOCK: Annotated[str, BeforeValidator(_clock)] = ""

    @model_validator(mode="after")
    def _belong_together(self) -> Settings:
        problems = []
        if self.CLOCK and not self.api_url:
            problems.append("CLOCK is for the demo and for tests; with Telegram's own API the desk keeps real time")
        if "*" in self.BOT_PACE and not self.api_url:
            problems.append("BOT_PACE with a speed is for benches; Telegram's own minute has sixty seconds")
        if self.BOT_MODE == "webhook" and not (self.WEBHOOK_URL and self.WEBHOOK_SECRET):
            problems.append("BOT_MODE=webhook needs WEBHOOK_URL and WEBHOOK_SECRET (letters, digits, _ and -)")
        if self.KB_EMBEDDINGS_URL and not self.KB_EMBEDDINGS_MODEL:
            problems.append("KB_EMBEDDINGS_URL needs KB_EMBEDDINGS_MODEL, the name of the server's model")
        if self.ASSISTANT_URL and not self.ASSISTANT_MODEL:
            problems.append("ASSISTANT_URL needs ASSISTANT_MODEL, the name of the service's model")
        if problems:
            raise ValueError("\n".join(problems))
        return self

    @property
    def teams(self) -> dict[str, str]:
        """The staff supergroups by their teams, the desk's own first."""
        return dict(_teams(self.STAFF_CHAT))

    @property
    def api_url(self) -> str:
        """The address of another Bot API server; empty for Telegram's own."""
        return "" if self.BOT_API_URL.rstrip("/") == TELEGRAM else self.BOT_API_URL

    @property
    def pace(self) -> int:
        """How many times as fast as Telegram's own the limits are kept; 0 when none are."""
        name, _, speed = self.BOT_PACE.partition("*")
        return 0 if name == "none" else int(speed or 1)

    def clock(self) -> Clock:
        """The clock that the desk runs by."""
        return clock_from_setting(self.CLOCK)


def load(environment: Mapping[str, str] | None = None, file: Path = Path(".env")) -> Settings:
    """Settings from the environment, else from ``.env``. Raises ConfigurationError that lists every problem."""
    from dotenv import dotenv_values

    given: dict[str, Any] = (
        {name: value for name, value in dotenv_values(file).items() if value} if file.is_file() else {}
    )
    given |= {
        name: value for name, value in (environment or os.environ).items() if name in Settings.model_fields and value
    }
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        sentences = (_sentence(problem) for problem in error.errors())
        raise ConfigurationError(*(line for text in sentences for line in text.splitlines())) from None


_MISSING = {
    "BOT_TOKEN": "BOT_TOKEN is not set: ask @BotFather for a token. To try without one: reglament demo",
    "STAFF_CHAT": "STAFF_CHAT is not set: the id of the staff supergroup with topics, like -1001234567890",
}
_WRONG = {
    "BOT_TOKEN": "BOT_TOKEN does not look like a token of @BotFather (digits, a colon, letters)",
    "STAFF_CHAT": (
        "STAFF_CHAT must be a negative number, like -1001234567890, or several with different teams and groups,"
        " like support=-1001234567890,billing=-1009876543210"
    ),
    "DATABASE_URL": "DATABASE_URL must begin with sqlite+aiosqlite:// or postgresql+asyncpg://",
    "BOT_PACE": "BOT_PACE must be telegram or none",
    "WEBHOOK_SECRET": "WEBHOOK_SECRET may contain letters, digits, _ and - only",
}


def _sentence(problem: Any) -> str:
    name = str(problem["loc"][0]) if problem["loc"] else ""
    if problem["type"] == "missing":
        return _MISSING[name]
    if name in _WRONG:
        return _WRONG[name]
    text = re.sub(r"^Value error, ", "", problem["msg"])
    return f"{name}: {text}" if name else text
