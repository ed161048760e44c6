"""Messages for authors in the language of their page."""

from __future__ import annotations

from heatmark.core.wording import Message, filled
from heatmark.language.languages import languages


def translated(message: str, lang: str) -> str:
    """Say a message in a language, as far as the language's file can say it.

    Args:
        message: In English, as [say][heatmark.core.wording.say] made it, or a plain sentence.
        lang: The language.

    Returns:
        The message with the values in it, of which those that are messages are translated too; in
        English if the language does not know it.
    """
    known = languages()[lang].messages
    if not isinstance(message, Message):
        return known.get(message, message)
    values = {
        name: translated(value, lang) if isinstance(value, Message) else value
        for name, value in message.values.items()
    }
    return filled(known.get(message.template, message.template), values)
