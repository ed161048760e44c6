"""The plugin of MkDocs as an object: what it takes, checks and adds, without a build."""

from __future__ import annotations

import pytest
from mkdocs.config.base import ValidationError

from heatmark.mkdocs import HeatmarkConfig, HeatmarkPlugin
from heatmark.options.declare import Scope, known


def test_it_takes_the_options_of_a_site() -> None:
    """Every option of a site is the plugin's too, but `root`, which MkDocs knows; no block's is."""
    names = {name for name, _ in HeatmarkConfig()._schema}
    assert names >= set(known(Scope.SITE)) - {"root"}
    assert "title" not in names


@pytest.mark.parametrize(
    ("options", "problem"), [({"cmap": "Redz"}, "Redz"), ({"scale": "minmux"}, "minmux")]
)
def test_wrong_options_stop_the_build(options: dict[str, object], problem: str) -> None:
    """A wrong option in mkdocs.yml is an error of the configuration, before any page is read."""
    errors, _ = HeatmarkPlugin().load_config(options)
    assert [name for name, _ in errors] == [*options]
    assert all(isinstance(error, ValidationError) for _, error in errors)
    assert problem in str(errors[0][1])


def test_unknown_options_are_named() -> None:
    """MkDocs warns of a name that is no option."""
    _, warnings = HeatmarkPlugin().load_config({"cmpa": "Reds"})
    assert [name for name, _ in warnings] == ["cmpa"]
