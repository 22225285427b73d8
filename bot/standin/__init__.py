"""Our own Telegram Bot API server: strict, stateful, with people, faults and flood limits on demand.

The demo without a token, the tests and the load runs talk to it over real HTTP, as the product does to Telegram.

    world → what there is          state, world, members, posting, topics, groups, files, content, views
    the bot's side                 api (one call), params, parse/, keyboards, addressing, methods/, updates, webhook
    the people's side              acts/, control (HTTP), phone (a client for tests)
    what goes wrong                errors (Telegram's words), limits, faults
    who watches                    log (transcript, changes), validate (aiogram's opinion)
"""

from bot.standin.errors import ActError
from bot.standin.serve import listening, serve
from bot.standin.server import Standin

__all__ = ["ActError", "Standin", "listening", "serve"]
