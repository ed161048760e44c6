"""Blocks as authors could write them, most of them valid: every option, view, output and file."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chance import between, many, named, of, some, whole
from looks import LOOKS, NUMBER, SCORE, TEXT, TOKEN, header_of, options, rows_in

if TYPE_CHECKING:
    from random import Random

    from chance import Draw


@dataclass(frozen=True)
class Case:
    """Blocks of a page, each a header and a body, with what they may ask for.

    Attributes:
        blocks: The blocks.
        files: The files, by their names.
        defaults: What the page's front matter has for them.
    """

    blocks: tuple[tuple[str, str], ...]
    files: dict[str, bytes] = field(default_factory=dict)
    defaults: dict[str, Any] = field(default_factory=dict)


def one(header: str, body: str) -> Case:
    """Make a case of one block."""
    return Case(((header, body),))


def row_of(count: int) -> Draw[list[float | None]]:
    return many(SCORE, count, count)


def contents(chance: Random) -> dict[str, Any]:
    """Make tokens and scores, at times with more that can be said of them."""
    tokens = many(TOKEN, 1, 9)(chance)
    kind = chance.choice(("one", "one", "named", "rows", "square", "runs", "none"))
    found = {"tokens": tokens, **_scores(chance, kind, len(tokens))}
    more = chance.choice(_more(kind))
    return {**found, more: _extra(chance, more, found)} if more else found


def _scores(chance: Random, kind: str, count: int) -> dict[str, Any]:
    row = row_of(count)
    if kind == "one":
        return {"scores": row(chance)}
    if kind == "named":
        return {"scores": named(TEXT, row, 1, 3)(chance)}
    if kind == "rows":
        return {"scores": many(row, 1, 4)(chance)}
    if kind == "square":
        return {"scores": many(row, count, count)(chance)}
    if kind == "runs":
        runs = many(row, 2, 8)
        return {"runs": runs(chance) if chance.randint(0, 1) else named(TEXT, runs, 1, 2)(chance)}
    return {}


def _more(kind: str) -> tuple[str, ...]:
    """Name what else can be said of tokens beside scores of a kind, or nothing."""
    always = ("", "", "ids", "classes", "text", "specials")
    if kind == "one":
        return (*always, "err", "alternatives", "alternatives", "ranks", "entropy", "labels")
    if kind == "named":
        return (*always, "err", "labels")
    return (*always, "labels", "row_tokens", "names") if kind in {"rows", "square"} else always


def _candidate(chance: Random) -> tuple[str, float]:
    return TOKEN(chance), NUMBER(chance)


def _extra(chance: Random, name: str, found: dict[str, Any]) -> Any:
    """Say more of tokens, in a shape that fits them."""
    tokens, rows = found["tokens"], rows_in(found)
    count = len(tokens)
    errors = many(between(0.001, 9), count, count)
    is_named = isinstance(found.get("scores"), dict)
    texts = many(TEXT, count, count)
    extras: dict[str, Draw[Any]] = {
        "err": (lambda chance: {row: errors(chance) for row in rows}) if is_named else errors,
        "classes": many(of(None, "LOC", "<xss>"), count, count),
        "alternatives": many(many(_candidate, 0, 2), count, count),
        "labels": many(texts, len(rows), len(rows)),
        "row_tokens": many(TOKEN, len(rows), len(rows)),
        "names": many(TEXT, len(rows), len(rows)),
        "text": lambda chance: chance.choice(("", " ")).join(tokens),
        "specials": some(range(1, count + 1), 1, 2),
        "ids": many(whole(0, 99), count, count),
        "ranks": many(whole(1, 99), count, count),
        "entropy": many(between(0, 9), count, count),
    }
    return extras[name](chance)


def _pieces(chance: Random) -> dict[str, Any]:
    """Make what has no scores of its own: several texts, several tokenizers, spans, a map."""
    tokens = many(TOKEN, 1, 6)(chance)
    count = len(tokens)
    kind = chance.choice(("texts", "texts", "compare", "spans", "columns"))
    if kind == "compare":
        ways = named(TEXT, lambda chance: _cut_otherwise(chance, tokens), 1, 3)(chance)
        text = {"text": "".join(tokens)} if chance.randint(0, 1) else {}
        return {"compare": ways, **text}
    if kind == "spans":
        last = chance.randint(1, count)
        return {"tokens": tokens, "classes": {f"1..{last}": TEXT(chance)}}
    if kind == "columns":
        rows = named(TEXT, row_of(count), 1, 3)(chance)
        labels = {"labels": [many(TEXT, count, count)(chance) for _ in rows]}
        return {"columns": tokens, "scores": rows, **(labels if chance.randint(0, 3) == 0 else {})}
    return {"texts": many(_text, 1, 4)(chance)}


def _cut_otherwise(chance: Random, tokens: list[str]) -> list[str]:
    """Cut a text into other tokens: those of it, its letters, or one."""
    text = "".join(tokens)
    return chance.choice((tokens, tokens, [*text] or tokens, [text]))


def _text(chance: Random) -> dict[str, Any]:
    """Make one of many texts, at times with more that can be said of it."""
    tokens = many(TOKEN, 1, 6)(chance)
    made = {"tokens": tokens, "scores": row_of(len(tokens))(chance)}
    extra = chance.choice(("", "name", "group", "text"))
    said = "".join(tokens) if extra == "text" else TEXT(chance)
    return {**made, extra: said} if extra else made


def pieces(chance: Random) -> Case:
    """Write them as a block."""
    content = _pieces(chance)
    return one(header_of(options(chance, content)), json.dumps(content, ensure_ascii=False))


def rows_of(content: dict[str, Any]) -> str:
    """Write content as rows, with the token in quotes."""
    scores = content.get("scores") or [1] * len(content["tokens"])
    series = [*scores.values()] if isinstance(scores, dict) else scores
    columns = series if isinstance(series[0], list) else [series]
    lines = []
    for token, *row in zip(content["tokens"], *columns, strict=True):
        said = ["-" if score is None else repr(score) for score in row]
        lines.append(" ".join([json.dumps(token), *said]))
    return "\n".join(lines)


def blocks(chance: Random) -> Case:
    """Write a block in one of the ways that there are."""
    content = contents(chance)
    chosen = options(chance, content)
    way = chance.choice(("json", "json-options", "rows", "flow", "length", "bare"))
    if way == "json":
        return one(header_of(chosen), json.dumps(content))
    if way == "json-options":
        return one("", json.dumps({**chosen, **content}, ensure_ascii=False))
    if way == "rows":
        return one(header_of(chosen), rows_of(content))
    if way == "flow":
        lines = [f"{name}: {json.dumps(item)}" for name, item in {**chosen, **content}.items()]
        return one("", "\n".join(lines))
    if way == "length":
        text = " ".join(content["tokens"]).replace("\n", " ")
        return one(header_of(chosen), f"text: {json.dumps(text)}\nscore: length")
    pairs = [f"{token} {at}" for at, token in enumerate(content["tokens"])]
    return one(header_of(chosen), "\n".join(pairs))


# What makes sense for all blocks of a page, with chances to be of one scale.
_OF_PAGES = sorted(
    {*LOOKS}
    & {"measure", "scale", "cmap", "lang", "special", "digits", "share", "share_title", "legend"}
    | {"hover", "table", "print_table", "dark", "letters", "series", "silence", "model", "values"}
)


def page_of(*draws: Draw[Case]) -> Draw[Case]:
    """Put several blocks on a page that has options of its own, some of them on one scale."""

    def page(chance: Random) -> Case:
        drawn = [chance.choice(draws)(chance) for _ in range(chance.randint(2, 4))]
        shared = chance.choice(("", ' share="one"'))
        made = [
            (header + shared * chance.randint(0, 1), body)
            for ((header, body),) in (case.blocks for case in drawn)
        ]
        files = {name: data for case in drawn for name, data in case.files.items()}
        names = chance.sample(_OF_PAGES, chance.randint(0, 3))
        return Case(tuple(made), files, {name: LOOKS[name](chance) for name in names})

    return page


def shown(case: Case) -> dict[str, Any]:
    """Write a case down so that it can be run again."""
    data = {name: base64.b64encode(data).decode() for name, data in case.files.items()}
    return {"blocks": case.blocks, "files": data, "defaults": case.defaults}


def read(said: dict[str, Any]) -> Case:
    """Read a case that was written down."""
    data = {name: base64.b64decode(data) for name, data in said["files"].items()}
    blocks = tuple((header, body) for header, body in said["blocks"])
    return Case(blocks, data, said["defaults"])
