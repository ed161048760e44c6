"""JSON schemas of all options, written from their declarations, for editors.

A schema takes whatever a reader takes. It may let a mistake pass, which the build then names, but
it underlines nothing that is right.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TypeAlias

from heatmark.options import values
from heatmark.options.content import CONTENT
from heatmark.options.declare import DECLARED, Scope, known

if TYPE_CHECKING:
    from collections.abc import Mapping


Schema: TypeAlias = "dict[str, Any]"

_DRAFT = "http://json-schema.org/draft-07/schema#"  # the one that editors know best


def _either(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}


def _list(item: Schema, **limits: int) -> Schema:
    return {"type": "array", "items": item, **limits}


def _named(value: Schema) -> Schema:
    return {"type": "object", "additionalProperties": value}


def _texts(pattern: str) -> Schema:
    return {"type": "string", "pattern": pattern}


def _one_or_more(item: Schema) -> Schema:
    """Take one item, a list of them, or the text of a list as in a header."""
    return _either(item, _list(item), _texts(r"^$|[,\[]"))


_TEXT: Schema = {"type": ["string", "number"]}
_LATIN = "A-Za-z"
_NUMBER = _either({"type": "number"}, _texts(rf"^[^{_LATIN}]*\d[^{_LATIN}]*([eE][-+−]?\d+)?$"))
_PAIR = _either(_list(_NUMBER, minItems=2, maxItems=2), _texts(r"\d.*,.*\d"))
_ROWS_OF_TOKENS = _either(_texts(r"^\d+\.\.\d+$"))
_FLAG = _either(
    {"type": "boolean"}, {"enum": ["true", "yes", "on", "false", "no", "off", 0, 1, "0", "1"]}
)
_TABLE = _either(_FLAG, {"const": "auto"})
_SPECIAL = _either({"enum": list(values.SPECIAL)}, _list({"type": "string"}), _texts(r"[^a-zA-Z]"))
_SHAPES: Mapping[object, Schema] = {
    values.read_against: _either(_NUMBER, {"const": values.MEAN}),
    values.read_alpha: _either(_NUMBER, {"enum": ["inf", ".inf", "infinity", "∞"]}),
    values.read_anchor: _texts(r"^[A-Za-z][A-Za-z0-9_.:-]*$"),
    values.read_axes: _either(_list(_TEXT, minItems=2, maxItems=2), _texts(",")),
    values.read_classes: _either({"type": "string"}, _list({"type": "string"})),
    values.read_clip: _either(_NUMBER, _list(_NUMBER, minItems=1, maxItems=2)),
    values.read_count: _NUMBER,
    values.read_digits: _either({"enum": list(range(10))}, _NUMBER),
    values.read_flag: _FLAG,
    values.read_flag_or_auto: _TABLE,
    values.read_folders: _one_or_more(_TEXT),
    values.read_given: {"type": "string"},
    values.read_marks: _either(_TEXT, {"type": ["array", "object"]}),
    values.read_names: _one_or_more(_TEXT),
    values.read_number: _NUMBER,
    values.read_pick: _TEXT,
    values.read_positive: _either({"type": "number", "exclusiveMinimum": 0}, {"type": "string"}),
    values.read_repeats: _NUMBER,
    values.read_span: _ROWS_OF_TOKENS,
    values.read_scale: _either({"enum": ["auto", *values.SCALES]}, _PAIR),
    values.read_scales: _either(_named(_PAIR), {"enum": ["", []]}),
    values.read_selector: {"type": "string"},
    values.read_silenced: _one_or_more({"enum": list(values.NOTICES)}),
    values.read_special: _SPECIAL,
    values.read_stats: _one_or_more({"enum": list(values.STATS)}),
    values.read_steps: {"type": ["array", "object", "number", "string"]},
    values.read_text: _TEXT,
    values.read_transforms: _one_or_more({"enum": list(values.TRANSFORMS)}),
    values.read_width: _either(_NUMBER, _texts(r"\d *in$")),
}
"""What a reader takes. One that is not here takes anything, as far as a schema says."""

_ANY: Schema = {"type": ["string", "number", "boolean", "null"]}
_ROW = _list({"type": ["number", "string", "null"]})
_ROWS = _either(_ROW, _list(_ROW), _named(_ROW))
_BODY: Mapping[str, Schema] = {
    "tokens": _list(_ANY),
    "scores": _ROWS,
    "text": {"type": "string"},
    "score": {"const": "length"},
    "classes": _either(_list(_ANY), _named(_ANY)),
    "compare": _named(_list(_ANY)),
    "specials": _either({"type": "integer"}, _list({"type": "integer", "minimum": 1})),
    "alternatives": _list({"type": ["array", "null"]}),
    "ranks": _list({"type": ["integer", "null"]}),
    "entropy": _ROW,
    "err": _ROWS,
    "runs": _either(_list(_ROW), _named(_list(_ROW))),
    "names": _list(_ANY),
    "row_tokens": _list(_ANY),
    "labels": _either(_list(_ANY), _list(_list(_ANY)), _named(_list(_ANY))),
    "src": {"type": "string"},
    "texts": _list({"type": "object", "required": ["tokens"]}),
}


def block_schema() -> Schema:
    """Describe the body of a block that is a mapping, or the part of it above `---`."""
    content = {name: {**_BODY.get(name, {}), **_said(text)} for name, text in CONTENT.items()}
    body = _options(Scope.BLOCK)
    body["properties"] = content | body["properties"]
    return _file("A heatmark block", body)


def page_schema() -> Schema:
    """Describe the front matter of a page, which may hold much else."""
    page = {"type": "object", "properties": {"heatmark": _options(Scope.PAGE)}}
    return _file("Front matter with heatmark", page)


def mkdocs_schema() -> Schema:
    """Describe what mkdocs.yml may say of the plugin and of the extension, beside much else."""
    site = _options(Scope.SITE)
    plugin = {**site, "properties": {**site["properties"], "enabled": {"type": "boolean"}}}
    del plugin["properties"]["root"]  # MkDocs has it
    config = {
        "type": "object",
        "properties": {
            "plugins": _members("plugin"),
            "markdown_extensions": _members("extension"),
        },
        "definitions": {"plugin": plugin, "extension": site},
    }
    return _file("Configuration of MkDocs, ProperDocs or Zensical with heatmark", config)


SCHEMAS = {"block": block_schema, "page": page_schema, "mkdocs": mkdocs_schema}
"""Each schema by the name of its file."""


def schema_text(name: str) -> str:
    """Write one of them as its file has it."""
    return json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=1) + "\n"


def _file(title: str, schema: Schema) -> Schema:
    return {"$schema": _DRAFT, "title": title, **schema}


def _members(definition: str) -> Schema:
    """Describe a list of names and mappings, or a mapping, as MkDocs takes both."""
    ours = {"anyOf": [{"type": "null"}, {"$ref": f"#/definitions/{definition}"}]}
    one = {"type": "object", "properties": {"heatmark": ours}}
    return _either(one, _list(_either({"type": "string"}, one)))


def _options(scope: Scope) -> Schema:
    """Describe all options that may be set at one level."""
    names = [name for name in known(scope) if name in DECLARED]
    properties = {name: _option(name) for name in names}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _option(name: str) -> Schema:
    declared = DECLARED[name].metadata
    default: Schema = {"type": "null"} if declared["takes_none"] else {"enum": [None, "none"]}
    shape = _either(_shape(declared["read"]), default)
    return {**shape, **_said(f"{declared['explain']}\n\nDefault: {declared['shown']}")}


def _shape(read: object) -> Schema:
    if isinstance(read, values.OneOf):
        return {"enum": list(read.names)}
    if isinstance(read, values.Between | values.WholeBetween):
        number = {"type": "number", "minimum": read.low, "maximum": read.high}
        return _either(number, {"type": "string"})
    return _SHAPES.get(read, {})


def _said(text: str) -> Schema:
    """Put help where editors look for it: in Markdown where they can, else without its marks."""
    return {"description": re.sub("`", "", text), "markdownDescription": text}
