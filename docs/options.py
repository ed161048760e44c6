"""Write the reference of all options, in every language that there is."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from heatmark.language.languages import ENGLISH, languages
from heatmark.language.messages import translated
from heatmark.options.reference import reference

DOCS = Path(__file__).parent


def pages() -> dict[str, str]:
    """Give the page of each language by the name of its file."""
    return {
        "options.md" if lang == ENGLISH else f"options.{lang}.md": reference(
            partial(translated, lang=lang)
        )
        for lang in languages()
    }


if __name__ == "__main__":
    for name, page in pages().items():
        DOCS.joinpath(name).write_text(page, encoding="utf-8")
