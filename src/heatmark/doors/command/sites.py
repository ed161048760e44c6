"""The site that a document belongs to, read from its configuration without its builder."""

from __future__ import annotations

import os
import runpy
import tomllib
from functools import cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from heatmark.core.errors import HeatmarkError, OptionError
from heatmark.core.wording import quoted, say
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from heatmark.picture.palette import palette

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


_MKDOCS = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
_ZENSICAL = "zensical.toml"
_SPHINX = "conf.py"
MYSTMD = "myst.yml"
_STRICT = "strict"
_PREFIX = "heatmark_"
_NAMES = ("heatmark", "heatmark.markdown")


class Site(NamedTuple):
    """What documents take from their site.

    Attributes:
        options: Its checked options.
        file: Its configuration, or None if there is none.
        problem: What is wrong with its options, or None.
        strict: Whether it asks for builds that fail on errors and warnings, in our own options.
    """

    options: dict[str, object]
    file: Path | None = None
    problem: HeatmarkError | None = None
    strict: bool = False


class PythonName(NamedTuple):
    """What a configuration names of Python, which is not looked up when it is read.

    Attributes:
        name: The name, with its module; or `!relative`, for the folder of the configuration.
        is_called: Whether what it gives when it is called is meant.
        settings: With which arguments.
    """

    name: str
    is_called: bool = False
    settings: Mapping[str, Any] = MappingProxyType({})


class _Loader(yaml.SafeLoader):
    """Reads YAML as MkDocs does, but for what would run code: that is only named."""


def _environment(loader: yaml.SafeLoader, node: yaml.Node) -> object:
    """Read `!ENV NAME` and `!ENV [NAME, OTHER, default]`."""
    names: list[Any] = [node.value]
    if isinstance(node, yaml.SequenceNode):
        names = loader.construct_sequence(node)
    elif isinstance(node, yaml.ScalarNode):
        names = [loader.construct_scalar(node)]
    for name in names if len(names) == 1 else names[:-1]:
        if str(name) in os.environ:
            return yaml.safe_load(os.environ[str(name)])
    return names[-1] if len(names) > 1 else None


def _called(loader: yaml.SafeLoader, name: str, node: yaml.Node) -> PythonName | None:
    """Read `!!python/object/apply:module.function` with its `kwds`."""
    given = loader.construct_mapping(node, deep=True) if isinstance(node, yaml.MappingNode) else {}
    settings = given.get("kwds", {})
    is_plain = isinstance(settings, dict) and not given.get("args")
    return PythonName(name, is_called=True, settings=settings) if is_plain else None


_PYTHON = "tag:yaml.org,2002:python/"
_Loader.add_constructor("!ENV", _environment)
_Loader.add_constructor("!relative", lambda _loader, _node: PythonName("!relative"))
_Loader.add_multi_constructor(f"{_PYTHON}name:", lambda _loader, name, _node: PythonName(name))
_Loader.add_multi_constructor(f"{_PYTHON}object/apply:", _called)
_Loader.add_multi_constructor("", lambda _loader, _tag, _node: None)


def site_of(file: Path, top: Path, *, run_conf: bool = False) -> Site:
    """Find the site of a document: the nearest configuration above it.

    Args:
        file: The document.
        top: The folder that data files may be in where there is no site.
        run_conf: Whether to run a `conf.py` of Sphinx for its options, as Sphinx does.
    """
    found = _configuration_above(file)
    return Site({"root": str(top.resolve())}) if found is None else _site(found, run_conf=run_conf)


def builds_with_sphinx(file: Path) -> bool:
    """Tell a document of Sphinx, by the nearest configuration above it.

    Args:
        file: The document.
    """
    found = _configuration_above(file)
    return found is not None and found.name == _SPHINX


def may_be_myst(file: Path) -> bool:
    """Tell a document that may have directives of MyST: it belongs to no site of Python-Markdown.

    Args:
        file: The document.
    """
    found = _configuration_above(file)
    return found is None or found.name in {_SPHINX, MYSTMD}


def _configuration_above(file: Path) -> Path | None:
    found = map(_configuration_in, file.resolve().parents)
    return next((one for one in found if one is not None), None)


@cache
def _configuration_in(folder: Path) -> Path | None:
    return next((folder / name for name in _READERS if (folder / name).is_file()), None)


@cache
def _site(file: Path, *, run_conf: bool) -> Site:
    return _read(file, partial(_READERS[file.name], run_conf=run_conf))


def _read(file: Path, reader: Callable[[Path], dict[str, object]]) -> Site:
    try:
        options = reader(file)
    except HeatmarkError as error:
        problem = say("in {name}: {message}", name=file.name, message=error.message)
        return Site({"root": str(file.parent)}, file, error.within(problem))
    return Site(options, file, strict=options.pop(_STRICT, False) is True)


def mystmd_site(folder: Path) -> Site:
    """Read what mystmd is told about a project, in whose folder it lies."""
    file = folder / MYSTMD
    if not file.is_file():
        return Site({"root": str(folder)})
    return _read(file, partial(_mystmd, run_conf=False))


def configuration(file: Path) -> dict[str, Any]:
    """Read the configuration of a site: that of MkDocs whole, of Zensical the project; or nothing.

    Args:
        file: The configuration.

    Raises:
        OptionError: If it cannot be read.
    """
    if file.name in _MKDOCS:
        return _inherited(file)
    return _project(file) if file.name == _ZENSICAL else {}


def _mkdocs(file: Path, *, run_conf: bool) -> dict[str, object]:
    config = _inherited(file)
    theme = config.get("theme")
    theme = theme if isinstance(theme, dict) else {}
    lang = theme.get("language") or theme.get("locale") or "en"
    ours = _ours(config.get("plugins")) or _ours(config.get("markdown_extensions"))
    return _checked(ours, file, str(config.get("docs_dir") or "docs"), str(lang))


def _inherited(file: Path, depth: int = 9) -> dict[str, Any]:
    """Read a configuration over the one that it inherits from, as MkDocs merges them."""
    try:
        config = yaml.load(file.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - a SafeLoader
    except (OSError, ValueError, RecursionError, yaml.YAMLError):
        raise OptionError(say("{name} cannot be read", name=quoted(file.name))) from None
    if not isinstance(config, dict):
        return {}
    parent = config.pop("INHERIT", None)
    if not isinstance(parent, str) or not depth:
        return config
    return _merged(_inherited(file.parent / parent, depth - 1), config)


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for name, value in above.items():
        old = merged.get(name)
        if isinstance(old, dict) and isinstance(value, dict):
            merged[name] = _merged(old, value)
        else:
            merged[name] = value
    return merged


def _ours(plugins: object) -> dict[str, object]:
    """Find our options in a list, or a mapping, of plugins or extensions."""
    items = plugins if isinstance(plugins, list) else [plugins]
    for item in items:
        if isinstance(item, dict):
            for name in _NAMES:
                if name in item:
                    return _mapping(item[name])
    return {}


def _mapping(value: object) -> dict[str, object]:
    return {str(name): item for name, item in value.items()} if isinstance(value, dict) else {}


def _zensical(file: Path, *, run_conf: bool) -> dict[str, object]:
    project = _project(file)
    extensions = _mapping(project.get("markdown_extensions"))
    theme = _mapping(project.get("theme"))
    docs, lang = project.get("docs_dir") or "docs", theme.get("language") or "en"
    return _checked(_mapping(extensions.get("heatmark")), file, str(docs), str(lang))


def _project(file: Path) -> dict[str, object]:
    try:
        return _mapping(tomllib.loads(file.read_text("utf-8")).get("project"))
    except (OSError, ValueError):
        raise OptionError(say("{name} cannot be read", name=quoted(file.name))) from None


def _sphinx(file: Path, *, run_conf: bool) -> dict[str, object]:
    if not run_conf:
        return {"root": str(file.parent)}
    try:
        config = runpy.run_path(str(file))
    except (Exception, SystemExit) as error:
        raise OptionError(say("conf.py does not run: {error}", error=repr(error))) from None
    ours = {
        name.removeprefix(_PREFIX): value
        for name, value in config.items()
        if name.startswith(_PREFIX) and value is not None
    }
    return _checked(ours, file, ".", str(config.get("language") or "en"))


def _mystmd(file: Path, *, run_conf: bool) -> dict[str, object]:
    project = _mapping(_inherited(file).get("project"))
    options = _mapping(project.get("options"))
    ours = _mapping(options.get("heatmark"))
    strict = ours.pop(_STRICT, False)
    lang = options.get("lang") or "en"
    return {**_checked(ours, file, ".", str(lang)), _STRICT: strict}


_READERS = {
    **dict.fromkeys(_MKDOCS, _mkdocs),
    _ZENSICAL: _zensical,
    _SPHINX: _sphinx,
    MYSTMD: _mystmd,
}


def _checked(ours: Mapping[str, object], file: Path, docs: str, lang: str) -> dict[str, object]:
    """Check a site's options, and lay its folders from its configuration."""
    options = check_all({name: item for name, item in ours.items() if item is not None}, Scope.SITE)
    if options.get("cmap") is not None:
        palette(options["cmap"])
    folders = [str(file.parent / str(path)) for path in _sequence(options.get("folders"))]
    start = str((file.parent / docs).resolve())
    return {"lang": lang, "root": start, **options, "folders": tuple(folders)}


def _sequence(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, list | tuple) else ()
