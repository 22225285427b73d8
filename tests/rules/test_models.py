"""aiogram's models are built when they are first used, and can be: each of them, from a start like the desk's."""

from __future__ import annotations

import subprocess
import sys

from tests.rules.tree import ROOT

CHECK = """
import bot.front
from aiogram import methods, types
from pydantic import BaseModel

every = [getattr(room, name) for room in (types, methods) for name in room.__all__]
models = [one for one in every if isinstance(one, type) and issubclass(one, BaseModel)]
print(len(models), sum(model.__pydantic_complete__ for model in models))
for model in models:
    model.model_rebuild()
print(sum(model.__pydantic_complete__ for model in models))
"""


def test_only_the_models_that_are_used_are_built_and_every_one_can_be() -> None:
    done = subprocess.run([sys.executable, "-c", CHECK], cwd=ROOT, check=True, capture_output=True, text=True)
    every, at_the_start, in_the_end = map(int, done.stdout.split())
    assert every > 500, "aiogram keeps its models elsewhere now"
    assert at_the_start < every / 2, "aiogram builds its models in another way now: look at bot/models.py"
    assert in_the_end == every
