"""Everything Telegram's server says when it refuses, word for word, in one place.

Bots match on these texts (aiogram gives nothing finer than the HTTP code), so a changed letter is a changed contract.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """One refusal: the HTTP code and the description, with ``{holes}`` for what is named in it."""

    code: int
    text: str


class ApiError(Exception):
    """The Bot API refuses; ``parameters`` carries ``retry_after`` or ``migrate_to_chat_id`` if there is one."""

    def __init__(self, wording: Wording, parameters: dict[str, int] | None = None, **holes: object) -> None:
        self.code = wording.code
        self.description = wording.text.format(**holes) if holes else wording.text
        self.parameters = parameters
        super().__init__(self.description)


class ActError(Exception):
    """A person cannot do that: the button is not there, the chat is not theirs. Told to whoever wrote the scene."""


def _bad(text: str) -> Wording:
    return Wording(400, f"Bad Request: {text}")


def _forbidden(text: str) -> Wording:
    return Wording(403, f"Forbidden: {text}")


# The door
UNAUTHORIZED = Wording(401, "Unauthorized")
METHOD_NOT_FOUND = Wording(404, "Not Found: method not found")
FILE_NOT_FOUND = Wording(404, "Not Found")
REQUEST_TOO_LARGE = Wording(413, "Request Entity Too Large")
TOO_MANY_REQUESTS = Wording(429, "Too Many Requests: retry after {seconds}")
INTERNAL = Wording(500, "Internal Server Error")
STANDIN_WRONG = Wording(500, "Internal Server Error: the stand-in disagrees with the Bot API: {why}")
BAD_PARAMETER = _bad("can't parse {name}")
REQUIRED_PARAMETER = _bad('parameter "{name}" is required')
EMPTY_PARAMETER = _bad("{name} is empty")
UNKNOWN_PARAMETER = _bad("the method {method} has no parameter {name}")

# Updates
TERMINATED_BY_GET_UPDATES = Wording(
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
)
TERMINATED_BY_SET_WEBHOOK = Wording(409, "Conflict: terminated by setWebhook request")
WEBHOOK_IS_ACTIVE = Wording(
    409,
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
)
WEBHOOK_NEEDS_HTTPS = _bad("bad webhook: An HTTPS URL must be provided for webhook")
SECRET_TOKEN_CHARACTERS = _bad("secret token contains unallowed characters")
SECRET_TOKEN_LONG = _bad("secret token is too long")

# Chats and people
CHAT_ID_EMPTY = _bad("chat_id is empty")
CHAT_NOT_FOUND = _bad("chat not found")
CHAT_UPGRADED = _bad("group chat was upgraded to a supergroup chat")
BLOCKED = _forbidden("bot was blocked by the user")
CANT_INITIATE = _forbidden("bot can't initiate conversation with a user")
DEACTIVATED = _forbidden("user is deactivated")
KICKED = _forbidden("bot was kicked from the {kind} chat")
NOT_A_MEMBER = _forbidden("bot is not a member of the {kind} chat")
MEMBER_NOT_FOUND = _bad("member not found")
PARTICIPANT_ID_INVALID = _bad("PARTICIPANT_ID_INVALID")
NO_ADMINISTRATORS = _bad("there are no administrators in the private chat")
CANT_LEAVE_PRIVATE = _bad("chat member status can't be changed in private chats")

# Text
TEXT_EMPTY = _bad("message text is empty")
TEXT_BLANK = _bad("text must be non-empty")
TEXT_TOO_LONG = _bad("message is too long")
CAPTION_TOO_LONG = _bad("message caption is too long")
UNSUPPORTED_PARSE_MODE = _bad("unsupported parse_mode")
UNSUPPORTED_TAG = _bad('can\'t parse entities: Unsupported start tag "{tag}" at byte offset {at}')
UNCLOSED_TAG = _bad("can't parse entities: Unclosed start tag at byte offset {at}")
EMPTY_ATTRIBUTE = _bad('can\'t parse entities: Empty attribute name in the tag "{tag}" at byte offset {at}')
NO_EQUAL_SIGN = _bad(
    'can\'t parse entities: Expected equal sign in declaration of an attribute of the tag "{tag}" at byte offset {at}'
)
NAME_TOKEN_END = _bad("can't parse entities: Unexpected end of name token at byte offset {at}")
SPAN_CLASS = _bad('can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset {at}')
UNEXPECTED_END_TAG = _bad("can't parse entities: Unexpected end tag at byte offset {at}")
UNCLOSED_END_TAG = _bad("can't parse entities: Unclosed end tag at byte offset {at}")
UNMATCHED_END_TAG = _bad(
    'can\'t parse entities: Unmatched end tag at byte offset {at}, expected "</{expected}>", found "</{found}>"'
)
NO_END_TAG = _bad("can't parse entities: Can't find end tag corresponding to start tag \"{tag}\"")
RESERVED_CHARACTER = _bad(
    "can't parse entities: Character '{character}' is reserved and must be escaped with the preceding '\\'"
)
NO_MARKDOWN_END = _bad("can't parse entities: Can't find end of {kind} entity at byte offset {at}")
ENTITY_NOT_OBJECT = _bad("can't parse MessageEntity: expected an Object")
ENTITY_TYPE = _bad("can't parse MessageEntity: Unsupported type specified")
ENTITY_OFFSET = _bad("receive an entity with incorrect offset {offset}")
ENTITY_LENGTH = _bad("receive an entity with incorrect length {length}")
ENTITY_BEYOND_TEXT = _bad(
    "entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {end}"
)
ENTITY_IN_SYMBOL = _bad("entity begins or ends in a middle of a UTF-16 symbol at offset {offset}")

# Keyboards
MARKUP_NOT_JSON = _bad("can't parse reply markup JSON object")
MARKUP_NOT_OBJECT = _bad("object expected as reply markup")
INLINE_MARKUP_EXPECTED = _bad("inline keyboard expected")
BUTTON_DATA_INVALID = _bad("BUTTON_DATA_INVALID")
TEXT_BUTTON = _bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
BUTTON_WITHOUT_TEXT = _bad('can\'t parse inline keyboard button: Field "text" must be of type String')
KEYBOARD_BUTTON_WITHOUT_TEXT = _bad('can\'t parse keyboard button: Field "text" must be of type String')
BUTTON_URL = _bad("inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
MARKUP_TOO_LONG = _bad("reply markup is too long")
PHONE_IN_GROUP = _bad("phone number can be requested in private chats only")
LOCATION_IN_GROUP = _bad("location can be requested in private chats only")
BUTTON_TYPE_INVALID = _bad("BUTTON_TYPE_INVALID")

# Messages
MESSAGE_ID_MISSING = _bad("message identifier is not specified")
EDIT_NOT_FOUND = _bad("message to edit not found")
DELETE_NOT_FOUND = _bad("message to delete not found")
COPY_NOT_FOUND = _bad("message to copy not found")
FORWARD_NOT_FOUND = _bad("message to forward not found")
PIN_NOT_FOUND = _bad("message to pin not found")
UNPIN_NOT_FOUND = _bad("message to unpin not found")
REACT_NOT_FOUND = _bad("message to react not found")
REPLY_NOT_FOUND = _bad("message to be replied not found")
NOTHING_TO_COPY = _bad("there are no messages to copy")
NOTHING_TO_FORWARD = _bad("there are no messages to forward")
IDS_NOT_SPECIFIED = _bad("message identifiers are not specified")
TOO_MANY_IDS = _bad("too many message identifiers specified")
IDS_NOT_INCREASING = _bad("message identifiers must be in a strictly increasing order")
QUOTE_INVALID = _bad("QUOTE_TEXT_INVALID")
CANT_COPY = _bad("message can't be copied")
CANT_FORWARD = _bad("message can't be forwarded")
CANT_PIN_SERVICE = _bad("service messages can't be pinned")
NOT_MODIFIED = _bad(
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
CANT_EDIT = _bad("message can't be edited")
NO_TEXT_TO_EDIT = _bad("there is no text in the message to edit")
NO_CAPTION_TO_EDIT = _bad("there is no caption in the message to edit")
NO_MEDIA_TO_EDIT = _bad("there is no media in the message to edit")
CANT_DELETE = _bad("message can't be deleted")
CANT_DELETE_FOR_EVERYONE = _bad("message can't be deleted for everyone")
NO_RIGHT_TO_PIN = _bad("not enough rights to manage pinned messages in the chat")
REACTION_INVALID = _bad("REACTION_INVALID")
REACTIONS_TOO_MANY = _bad("REACTIONS_TOO_MANY")
WRONG_ACTION = _bad("wrong parameter action in request")

# Topics
THREAD_NOT_FOUND = _bad("message thread not found")
TOPIC_CLOSED = _bad("TOPIC_CLOSED")
TOPIC_ID_INVALID = _bad("TOPIC_ID_INVALID")
TOPIC_NOT_MODIFIED = _bad("TOPIC_NOT_MODIFIED")
TOPIC_NAME_EMPTY = _bad("title must be non-empty")
NOT_A_FORUM = _bad("the chat is not a forum")
NO_RIGHT_TO_CREATE_TOPIC = _bad("not enough rights to create a topic")
NO_RIGHT_TO_EDIT_TOPIC = _bad("not enough rights to edit the topic")
NO_RIGHT_TO_CLOSE_TOPIC = _bad("not enough rights to close or open the topic")
NO_RIGHT_TO_DELETE_TOPIC = _bad("not enough rights to delete the topic")

# Buttons pressed
QUERY_TOO_OLD = _bad("query is too old and response timeout expired or query ID is invalid")
ANSWER_TOO_LONG = _bad("MESSAGE_TOO_LONG")

# Files and albums
NO_FILE = _bad("there is no {kind} in the request")
EMPTY_FILE = _bad("file must be non-empty")
WRONG_FILE = _bad("wrong file identifier/HTTP URL specified")
WRONG_FILE_TYPE = _bad("can't use file of type {have} as {want}")
WRONG_FILE_ID = _bad("wrong file_id or the file is temporarily unavailable")
FILE_TOO_BIG = _bad("file is too big")
IMAGE_PROCESS_FAILED = _bad("IMAGE_PROCESS_FAILED")
ALBUM_NOT_JSON = _bad("can't parse media JSON object")
ALBUM_NOT_LIST = _bad("expected an Array of InputMedia")
MEDIA_TYPE = _bad('can\'t parse InputMedia: type "{kind}" is unsupported')
MEDIA_MISSING = _bad("can't parse InputMedia: media not found")
ALBUM_EMPTY = _bad("there are no messages to send")
ALBUM_TOO_LONG = _bad("too many messages to send as an album")
ALBUM_KIND = _bad("can't parse InputMedia: type \"{kind}\" can't be used in sendMediaGroup")
ALBUM_MIXED = _bad("{kind} can't be mixed with other media types")

# Commands and the bot's own card
BOT_COMMAND_INVALID = _bad("BOT_COMMAND_INVALID")
COMMANDS_NOT_JSON = _bad("can't parse commands JSON object")
COMMANDS_TOO_MANY = _bad("BOT_COMMANDS_TOO_MUCH")
COMMAND_DESCRIPTION_INVALID = _bad("BOT_COMMAND_DESCRIPTION_INVALID")
SCOPE_NOT_JSON = _bad("can't parse BotCommandScope: Unsupported type specified")
DESCRIPTION_TOO_LONG = _bad("description is too long")
NAME_TOO_LONG = _bad("name is too long")
MENU_BUTTON = _bad("can't parse MenuButton: Unsupported type specified")
