"""Messages for authors in the language of their page."""

from __future__ import annotations

from heatmark.core.wording import Message
from heatmark.language.languages import languages


def translated(message: str, lang: str) -> str:
    """Say a message in a language, as far as the language's file can say it.

    Args:
        message: In English, as [say][heatmark.core.wording.say] made it, or a plain sentence.
        lang: The language.

    Returns:
        The message with the values in it, which are translated too if they are messages; in
        English if the language does not know it.
    """
    known = languages()[lang].messages
    if not isinstance(message, Message):
        return known.get(message, message)
    values = {
        name: translated(value, lang) if isinstance(value, str) else value
        for name, value in message.values.items()
    }
    return known.get(message.template, message.template).format_map(values)
