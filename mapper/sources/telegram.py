"""Telegram Desktop's ``result.json``: one message an article, the channel its source.

``text`` is a string or a list of strings and entity objects (core.telegram.org/import-export); a forwarded
message keeps the channel it came from, so that a forward does not count as a voice of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mapper.sources.draft import Draft, Fault, Found


def is_telegram(value: Any) -> bool:
    """True for the export of one chat, or of all chats."""
    return isinstance(value, dict) and bool(_chats(value))


def read_messages(value: dict[str, Any]) -> Iterator[Found]:
    """The messages with words in them; service messages and pictures without a caption are no articles."""
    for chat in _chats(value):
        name = str(chat.get("name") or chat.get("id") or "")
        for number, message in enumerate(chat["messages"], 1):
            record = f"message {number}"
            if not isinstance(message, dict):
                yield Fault("not a message object; export the chat again", record)
            elif message.get("type", "message") == "message" and (text := _text(message)).strip():
                yield _draft(message, text, record, name, str(chat.get("id") or name))


def _chats(value: dict[str, Any]) -> list[dict[str, Any]]:
    nested = value.get("chats")
    listed = nested.get("list") if isinstance(nested, dict) else None
    chats = listed if isinstance(listed, list) else [value]
    return [c for c in chats if isinstance(c, dict) and isinstance(c.get("messages"), list) and "type" in c]


def _draft(message: dict[str, Any], text: str, record: str, channel: str, chat_id: str) -> Draft:
    origin = message.get("forwarded_from")
    return Draft(
        text,
        record,
        doc_id=f"{chat_id}/{message['id']}" if "id" in message else "",
        source=str(origin or channel),
        # The local time of the export names the day its readers saw; the Unix time is always UTC.
        published=str(message.get("date") or message.get("date_unixtime") or ""),
        extra=(("forwarded_by", channel),) if origin else (),
    )


def _text(message: dict[str, Any]) -> str:
    parts = message.get("text", "")
    if isinstance(parts, str):
        return parts
    if not isinstance(parts, list):
        return ""
    words = (part.get("text") if isinstance(part, dict) else part for part in parts)
    return "".join(word for word in words if isinstance(word, str))
