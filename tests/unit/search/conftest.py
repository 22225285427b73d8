"""A small knowledge base of a hosting company."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.knowledge.article import Article
from storage.search.base import KnowledgeBase
from storage.search.build import replacing

ARTICLES = (
    Article(
        "disk", "Как увеличить диск", "Остановите сервер. Задайте новый размер диска.", "https://e.ru/disk", "Диски"
    ),
    Article("password", "Забыли пароль", "Восстановите пароль на странице входа.", "https://e.ru/password", "Вход"),
    Article("kubectl", "Подключение kubectl", "Скачайте kubeconfig кластера Kubernetes.", "https://e.ru/k", "Кластеры"),
    Article("backup", "Резервные копии", "Резервную копию сервера делает план копирования.", "https://e.ru/b", "Диски"),
    Article("linux", "Драйвер Nvidia для Linux", "Установите драйвер на сервер с видеокартой.", "", "Серверы"),
    Article("papers", "Закрывающие документы", "Скачайте счёт-фактуру и акт в разделе оплаты.", "", "Оплата"),
    Article("refund", "Возврат денег", "Деньги возвращают по заявлению.", "", "Оплата", ("верните средства",)),
    Article(
        "twofactor", "Двухфакторная аутентификация", "Двухфакторная аутентификация включается в профиле.", "", "Вход"
    ),
)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """The path of an index with those articles."""
    path = tmp_path / "kb.db"
    with replacing(path) as building:
        for article in ARTICLES:
            building.add(article)
        building.finish([["бэкап", "резервная копия"]])
    return path


@pytest.fixture
def base(index: Path) -> KnowledgeBase:
    return KnowledgeBase(index)
