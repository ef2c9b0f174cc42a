"""Who did it to whom, as written: the actor and the target that the clause of an event names."""

from __future__ import annotations

from mapper.model import Span


def actors_in(text: str, trigger: Span, clause: Span | None = None) -> tuple[str, str]:
    """The two actors of the event word at ``trigger``, as written, "" where the clause names none.

    ``trigger`` and ``clause`` (the whole text if None) are offsets in ``text``. A weapon ("a drone") is no actor.
    """
    return "", ""
