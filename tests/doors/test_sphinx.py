"""The options of conf.py, read and checked without a build."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from sphinx.errors import ConfigError

from heatmark.core.errors import HeatmarkError, Notice, ParseError
from heatmark.hosts.page import Page, Place
from heatmark.options.declare import Scope, known
from heatmark.sphinx import reading
from heatmark.sphinx.config import CONFIG, SITE_OPTIONS, check_config, palette_names, site_options


def config(**options: object) -> Any:
    values = {CONFIG + name: None for name in SITE_OPTIONS} | {
        CONFIG + name: value for name, value in options.items()
    }
    raw = {CONFIG + name: value for name, value in options.items()}
    return SimpleNamespace(**values, _raw_config=raw, language="vi")


def test_every_option_of_a_site_is_a_value() -> None:
    """But the root, which is the source directory."""
    assert {*SITE_OPTIONS, "root"} == set(known(Scope.SITE))


def test_options_of_the_site() -> None:
    """What is set is checked; the language is Sphinx's; folders start from conf.py."""
    made = config(scale=[-12, 0], folders=["more"])
    app: Any = SimpleNamespace(config=made, confdir="/conf", srcdir="/src")
    found = site_options(app)
    assert found["scale"] == (-12, 0)
    assert found["lang"] == "vi"
    assert found["folders"] == ("/conf/more",)
    assert found["root"] == "/src"
    assert "cmap" not in found


@pytest.mark.parametrize(
    ("name", "value"), [("cmap", "Redz"), ("scale", "minmux"), ("cmpa", "Reds"), ("title", "x")]
)
def test_wrong_values_stop_the_build(name: str, value: object) -> None:
    """The error names the value as conf.py has it."""
    with pytest.raises(ConfigError, match=f"^heatmark_{name} in conf.py: "):
        check_config(SimpleNamespace(), config(**{name: value}))  # type: ignore[arg-type]


def test_the_stylesheet_has_the_colormaps_of_the_site() -> None:
    """The one that is set, or both that are chosen by the scores."""
    assert palette_names(config(cmap="Blues")) == ("Blues",)
    assert len(palette_names(config())) == 2


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (ParseError("broken", hint="mend it"), ("warning", "block")),
        (Notice(name="n", message="broken", hint="mend it"), ("warning", "notice")),
        (Notice(name="n", message="broken", hint="mend it", level="info"), ("info", "notice")),
    ],
)
def test_problems_go_to_the_log_of_sphinx(
    found: HeatmarkError | Notice, told: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Message, hint and place are there, as loud as the notice is, under types to suppress."""
    heard: list[tuple[str, str, dict[str, Any]]] = []

    def record(level: str) -> Any:
        return lambda text, *values, **more: heard.append((level, text % values, more))

    log = SimpleNamespace(warning=record("warning"), info=record("info"))
    monkeypatch.setattr(reading, "log", log)
    reading.SphinxHost().report(Place(Page(), "a.md", 7), found)
    ((level, text, more),) = heard
    assert (level, more["type"], more["subtype"]) == (told[0], "heatmark", told[1])
    assert text == "broken (mend it)" + (" [n]" if isinstance(found, Notice) else "")
    assert more["location"] == "a.md:7"
