"""Draw the pictures of both READMEs: surprisal and a logit lens, as measured on SmolLM2."""

from __future__ import annotations

import base64
import json
import re
import sys
from pathlib import Path
from typing import Any, NamedTuple

import markdown

DOCS = Path(__file__).parent
DATA = DOCS.parent / "example_site" / "docs" / "data"
LAYERS = slice(5, None)  # those before say nothing yet
IMAGE = re.compile(
    r'<picture class="heatmark-(light|dark) heatmark-(wide|narrow)[^>]*>'
    r'<img src="data:image/svg\+xml;base64,([^"]+)"'
)


class Words(NamedTuple):
    """What pictures say in a language; the rest is heatmark's."""

    surprisal: str
    rows: dict[str, str]


WORDS = {
    "en": Words(
        surprisal="surprisal",
        rows={"nhúng": "embedding", "tầng": "layer"},
    ),
    "vi": Words(
        surprisal="độ bất ngờ",
        rows={},
    ),
}


def pictures(lang: str) -> dict[str, bytes]:
    """Draw the pictures of a language, as SVG, by name."""
    words = WORDS[lang]
    said = _of("smollm2.json", "en_surprisal") | {"measure": words.surprisal}
    text = images(lang, 60, **said)
    short = said | {key: said[key][:6] for key in ("tokens", "scores")}
    lens = _of("inside.json", "en_tokyo")
    lens["names"] = [_renamed(name, words.rows) for name in lens["names"][LAYERS]]
    lens |= {key: lens[key][LAYERS] for key in ("scores", "labels")}
    return {
        "text": text["light", "wide"],
        "bars": images(lang, 60, view="bars", **short)["light", "wide"],
        "grid": images(lang, 90, digits=2, **lens)["light", "wide"],
        "dark": text["dark", "wide"],
        "phone": text["light", "narrow"],
    }


def _of(name: str, part: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(DATA.joinpath(name).read_text("utf-8"))[part]
    return found


def _renamed(name: str, rows: dict[str, str]) -> str:
    for old, new in rows.items():
        name = name.replace(old, new)
    return name


def images(lang: str, width: int, **block: Any) -> dict[tuple[str, str], bytes]:
    """Draw a block for light and dark pages, wide and narrow ones."""
    body = json.dumps({**block, "lang": lang, "width": width}, ensure_ascii=False)
    html = markdown.markdown(
        f"```heatmap output=svg dark=both sample=hand\n{body}\n```", extensions=["heatmark"]
    )
    return {(scheme, size): base64.b64decode(data) for scheme, size, data in IMAGE.findall(html)}


def main(folder: str) -> None:
    """Write the pictures into a folder."""
    Path(folder).mkdir(exist_ok=True)
    for lang in WORDS:
        for name, picture in pictures(lang).items():
            Path(folder, f"{name}-{lang}.svg").write_bytes(picture)


if __name__ == "__main__":
    main(*sys.argv[1:] or [str(DOCS / "pictures")])
