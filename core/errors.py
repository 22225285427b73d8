"""What can go wrong, as one tree; the words for people live in ``locales``, not here.

    ReglamentError                anything we raise on purpose
    ├── ConfigurationError        the operator must mend a setting, a file or a right before starting
    ├── RegulationError           a regulation's file is wrong; carries every problem at once
    ├── Repeated                  it came and was stored before: there is nothing to do and nobody to tell
    └── Refusal                   the person asked for something that cannot be done; nothing was changed
        ├── NotFound              no such thing, or not yours: the two are told alike on purpose
        ├── NotAllowed            your role may not do this
        ├── IllegalMove           the workflow has no such move; names the moves that are possible
        ├── Missing               a required field or reason is absent or not valid
        └── Outdated              the button or the draft belongs to a state that has passed

A refusal carries a ``code`` that names its text in the catalogue and the ``facts`` that the text needs.
"""

from __future__ import annotations


class ReglamentError(Exception):
    """Any error raised on purpose."""


class ConfigurationError(ReglamentError):
    """The program cannot start; ``problems`` are lines that a person can act on."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class RegulationError(ConfigurationError):
    """A regulation's file is wrong; every problem is listed, not only the first."""


class Repeated(ReglamentError):
    """The same message a second time, as another update: the first one has done everything."""


class Refusal(ReglamentError):
    """Asked for, understood and not done. Nothing was changed."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(f"{code} {facts}" if facts else code)
        self.code = code
        self.facts = facts


class NotFound(Refusal):
    """No such thing, or it belongs to somebody else (told alike, rules.md section 5)."""


class NotAllowed(Refusal):
    """The actor's role does not include this."""


class IllegalMove(Refusal):
    """The workflow's table has no such move from here; ``facts["possible"]`` names those it has."""


class Missing(Refusal):
    """Something required is absent or not valid; ``facts["field"]`` names it."""


class Outdated(Refusal):
    """The press or the command belongs to a state that has passed."""
