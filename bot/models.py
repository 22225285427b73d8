"""aiogram, imported so that each of its models is built when it is first used. To be imported before aiogram.

A desk needs a few dozen of aiogram's 640 models, yet all of them are built while aiogram is imported: 100 MB, and half
of the time that a desk takes to start. It would let pydantic wait (``defer_build``), but the names in the annotations
are known in one of its modules only. Here each of its modules gets these names, and pydantic waits.
"""

from __future__ import annotations

import sys
from typing import Any

from pydantic import BaseModel


def _import() -> None:
    build = BaseModel.__dict__["model_rebuild"].__func__
    BaseModel.model_rebuild = classmethod(lambda model, **how: False)  # type: ignore[method-assign, assignment]
    try:
        from aiogram import methods, types
    finally:
        BaseModel.model_rebuild = classmethod(build)  # type: ignore[method-assign, assignment]
    names = {name: getattr(types, name) for name in types.__all__}
    for name, module in list(sys.modules.items()):
        if name.startswith("aiogram.types."):
            vars(module).update(names | vars(module))

    def rebuild(model: type[BaseModel], /, **how: Any) -> bool | None:
        """Build it with these names alone: pydantic would prefer those of whoever is the first to use it."""
        return build(model, **how | {"_types_namespace": {}})  # type: ignore[no-any-return]

    for base in (types.TelegramObject, methods.TelegramMethod):
        base.model_rebuild = classmethod(rebuild)  # type: ignore[method-assign, assignment]


if "aiogram" not in sys.modules:  # whoever was first had them built
    _import()
