"""The public Heatmap: made in a notebook, shown there, and taken into a lesson."""

from __future__ import annotations

import io
import json
import re
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from heatmark.block.block import Parsed, parse
from heatmark.block.fences import find_fences
from heatmark.core import scored_tokens as model
from heatmark.core.errors import HeatmarkWarning, ParseError, ScoreError, SourceError
from heatmark.core.wording import quoted, say
from heatmark.files.folders import Folders
from heatmark.files.logits import from_logits
from heatmark.files.open import read_openai
from heatmark.files.source import asked_of, to_heatmap, with_source
from heatmark.hosts.store import write_whole
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from heatmark.options.resolve import resolve
from heatmark.picture.paint import image_settings, picture
from heatmark.render.html.css import stylesheet
from heatmark.render.html.figure import figure
from heatmark.render.image.draw import draw as draw_image
from heatmark.render.image.draw import lacking, no_font
from heatmark.render.image.sheet import CSS_DPI, sheet

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from typing import Self

    from matplotlib.axes import Axes

    from heatmark.render.image.artist import TextHeatmap


# A notebook is no page: what fits into memory may be looked at.
_MAX_TOKENS, _MAX_BYTES = 10_000_000, 2_000_000_000


@dataclass(frozen=True, init=False)
class Heatmap(model.ScoredTokens):
    """Tokens, their scores, and how to show them.

    It shows itself in Jupyter and Colab. `to_fence` gives the block to paste into a lesson, `save`
    a data file to point at with `src`; both come back as an equal Heatmap.

    Attributes:
        options: The options of a block, checked, by name: pairs, so that a Heatmap can be a key.
    """

    options: tuple[tuple[str, Any], ...]

    def __init__(  # noqa: PLR0913 - tokens and scores; the others are what some know besides
        self,
        tokens: Iterable[str | bytes],
        scores: Any,  # noqa: ANN401 - lists, arrays of any library, or a mapping of them
        *,
        text: str | None = None,
        specials: Iterable[int] = (),
        alternatives: Iterable[Iterable[tuple[str, float]]] | None = None,
        err: Any = None,  # noqa: ANN401 - as scores
        names: Iterable[str] | None = None,
        labels: Any = None,  # noqa: ANN401 - lists, arrays of strings, or a mapping of them
        **options: Any,  # noqa: ANN401 - each has a check of its own
    ) -> None:
        """Take tokens and scores.

        Args:
            tokens: N strings as the tokenizer writes them, or N bytes.
            scores: N numbers, None or NaN where one is missing; or `{name: N numbers}`, or (K, N)
                of K series, such as the rows of an attention map. Lists, NumPy arrays, and
                anything with `__array__` such as tensors of torch and JAX.
            text: The text that the tokens were made of, if they do not say it all.
            specials: Places of special tokens, from 0, besides those that can be seen to be.
            alternatives: For each token others that could have stood there, with their scores.
            err: The standard errors of the scores: N numbers, or `{name: N numbers}`.
            names: What (K, N) scores are called: K names, of which two may be the same.
            labels: Texts in the cells of a grid: (K, N), or `{name: N texts}`; None is none.
            **options: Any option of a block: `title`, `measure`, `scale`, `scheme`, …

        Raises:
            HeatmarkError: If scores do not fit the tokens, or an option does not take its value.
        """
        strings, scheme = _strings(tokens)
        if scheme:
            options.setdefault("scheme", scheme)
        others = None if alternatives is None else tuple(map(_pairs, alternatives))
        called = None if names is None else tuple(names)
        series = model.with_names(model.as_series(_scores(scores)), called)
        if err is not None and series:
            series = model.with_errors(series, _scores(err))
        super().__init__(
            strings,
            series,
            text=text,
            special=specials,
            alternatives=others,
            labels=_plain(labels),
        )
        checked = check_all(options, Scope.BLOCK)
        object.__setattr__(self, "options", tuple(sorted(checked.items())))

    @classmethod
    def from_logits(
        cls,
        logits: Any,  # noqa: ANN401 - anything with __array__
        ids: Any,  # noqa: ANN401
        tokens: Iterable[str | bytes],
        **options: Any,  # noqa: ANN401 - each has a check of its own
    ) -> Self:
        """Score tokens by the log-probability that a language model gave them.

        Position t of the logits predicts token t + 1: log P = log_softmax(Z)[t, id[t + 1]]. The
        first token has no prediction, and so no score.

        Args:
            logits: (N, V) logits.
            ids: (N,) ids of the tokens.
            tokens: The N tokens.
            **options: Any option of a block.
        """
        scores = from_logits(_array(logits), _array(ids))
        return cls(tokens, scores, **asked_of({"measure": "log P", "unit": "nat"}, options))

    @classmethod
    def from_openai(cls, response: Any, **options: Any) -> Self:  # noqa: ANN401
        """Take tokens and log-probabilities out of an answer of OpenAI's API.

        Args:
            response: The answer as the client gives it, or its JSON as a mapping.
            **options: Any option of a block.
        """
        plain = response.model_dump() if hasattr(response, "model_dump") else response
        found = read_openai(plain)
        heatmap = model.ScoredTokens(
            found.tokens,
            found.series,
            text=found.text,
            scheme=found.scheme,
            special=found.special,
            alternatives=found.alternatives,
        )
        return cls._of(heatmap, asked_of(found.options, options), found.scheme)

    @classmethod
    def from_arrays(
        cls,
        tokens: Iterable[str | bytes],
        values: Any,  # noqa: ANN401
        names: Sequence[str] | None = None,
        **options: Any,  # noqa: ANN401 - each has a check of its own
    ) -> Self:
        """Take an array of scores with a column for each series, such as those of TransformerLens.

        `Heatmap(tokens, values)` takes one with a row for each series.

        Args:
            tokens: N tokens.
            values: (N,) scores, or (N, K) of K series.
            names: K names; 1, 2, … if not given.
            **options: Any option of a block.
        """
        array = _array(values)
        if array.ndim == 1:
            return cls(tokens, array, **options)
        if array.ndim != 2:  # noqa: PLR2004 - tokens and series
            hint = "take a row of it first, such as values[layer, head, -1]"
            raise ScoreError(say("the array has {ndim} dimensions", ndim=array.ndim), hint=hint)
        names = names or [str(place + 1) for place in range(array.shape[1])]
        return cls(tokens, dict(zip(names, array.T, strict=True)), **options)

    @classmethod
    def from_fence(cls, fence: str, **options: Any) -> Self:  # noqa: ANN401
        """Take a fenced block, as a lesson has it.

        Args:
            fence: The lines of the block, from fence to fence.
            **options: Options over those of the block.
        """
        found = next(find_fences(fence.strip().split("\n")), None)
        if found is None:
            raise ParseError("this is no heatmap block", hint="begin it with ```heatmap")
        return cls._of_parsed(parse(found.header, found.body), options)

    @classmethod
    def read(
        cls,
        path: str | os.PathLike[str],
        part: str = "",
        **options: Any,  # noqa: ANN401
    ) -> Self:
        """Read a data file in any format that a block's `src` reads.

        Args:
            path: The file.
            part: Which part of it, as after `#` in a block.
            **options: Any option of a block, `field` and `rows` among them.

        Raises:
            HeatmarkError: If it cannot be read, or not understood.
        """
        file = Path(path).resolve()
        folders = Folders(page=None, root=file.parent, max_bytes=_MAX_BYTES)
        src = f"/{file.name}" + (f"#{part}" if part else "")
        parsed = with_source(Parsed(src=src, options=options), folders.read, _MAX_TOKENS)
        return cls._of_parsed(parsed, {})

    @classmethod
    def _of_parsed(cls, parsed: Parsed, options: Mapping[str, Any]) -> Self:
        given = {**parsed.options, **options}
        checked = check_all(given, Scope.BLOCK)
        heatmap = to_heatmap(parsed, resolve(checked, {"max_tokens": _MAX_TOKENS}))
        for name in ("field", "rows"):
            given.pop(name, None)
        return cls._of(heatmap, given, parsed.scheme)

    @classmethod
    def _of(
        cls, heatmap: model.ScoredTokens, options: Mapping[str, Any], scheme: str | None
    ) -> Self:
        given = dict(options)
        if scheme:
            given.setdefault("scheme", scheme)
        return cls(
            heatmap.tokens,
            heatmap.series,
            text=heatmap.text,
            specials=heatmap.special,
            alternatives=heatmap.alternatives,
            labels=heatmap.labels,
            **given,
        )

    def _repr_html_(self) -> str:
        """Show the heatmap in a notebook."""
        drawn = picture(self, resolve(dict(self.options)))
        return (
            f"<style>{stylesheet([drawn.palette])}</style>\n{figure(drawn, [drawn.palette.name])}"
        )

    def to_fence(self) -> str:
        """Write the block to paste into a lesson."""
        body = self._json()
        longest = max((len(run) for run in re.findall("`+", body)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"{fence}heatmap\n{body}\n{fence}\n"

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write a data file to point at with `src`, or an image: the whole of it or nothing.

        Args:
            path: Where to; its name ends in `.json`, `.png`, `.svg` or `.pdf`. The options `width`,
                `fontsize`, `dpi`, `font` and `letters` say how an image looks.

        Raises:
            SourceError: If the name ends in something else.
        """
        file = Path(path)
        writers = {
            ".json": self._data_file,
            ".png": self._image,
            ".svg": self._image,
            ".pdf": self._pdf,
        }
        if file.suffix not in writers:
            hint = "name it something.json, .png, .svg or .pdf"
            raise SourceError(say("cannot save as {name}", name=quoted(file.name)), hint=hint)
        content = writers[file.suffix](file.suffix[1:])
        write_whole(file, content)

    def plot(self, ax: Axes | None = None) -> TextHeatmap:
        """Draw the heatmap with matplotlib, on axes of yours or on a figure of its own.

        Args:
            ax: The axes to fill, from the upper left corner and as wide as they are; their frame
                and ticks are hidden. Without axes, a figure as wide as the option `width` says and
                as tall as the text needs.

        Returns:
            The Artist; its `figure` can be saved in any format.

        Raises:
            HeatmarkError: If an option does not fit the scores, or the font cannot be used.
        """
        return self._artist(ax, 4)

    def _artist(self, ax: Axes | None, level: int) -> TextHeatmap:
        """Make an Artist, and warn whoever is so many calls above."""
        from matplotlib.figure import Figure  # noqa: PLC0415 - only those who draw pay for it

        from heatmark.render.image.artist import TextHeatmap  # noqa: PLC0415

        options = resolve(dict(self.options))
        settings = image_settings(options, "figure")
        drawn = picture(self, options)
        made = sheet(drawn, settings, alone=True)
        _warn_of_missing(lacking(made.screen, settings.font)[0], level)
        if ax is None:
            size = (made.width / CSS_DPI, made.height / CSS_DPI)
            ax = Figure(figsize=size).add_axes((0.0, 0.0, 1.0, 1.0))
        ax.set_axis_off()
        artist = TextHeatmap(drawn, settings)
        ax.add_artist(artist)
        return artist

    def _data_file(self, _: str) -> bytes:
        return (self._json() + "\n").encode()

    def _image(self, form: str) -> bytes:
        options = resolve(dict(self.options))
        settings, drawn = image_settings(options, form), picture(self, options)
        image = draw_image(sheet(drawn, settings, alone=True))
        _warn_of_missing(image.missing, 4)
        return image.data

    def _pdf(self, _: str) -> bytes:
        """Let matplotlib write a PDF, without the date that would make each file another."""
        figure: Any = self._artist(None, 5).get_figure()
        content = io.BytesIO()
        figure.savefig(content, format="pdf", metadata={"CreationDate": None})
        return content.getvalue()

    def _json(self) -> str:
        """Write everything as JSON, a key a line."""
        values: dict[str, object] = dict(self.options)
        values["tokens"] = self.tokens
        values |= self._scores()
        errors = {one.name: one.errors for one in self.series if one.errors is not None}
        if errors:
            values["err"] = self.series[0].errors if len(self.series) == 1 else errors
        if self.text is not None:
            values["text"] = self.text
        if self.special:
            values["specials"] = sorted(place + 1 for place in self.special)
        if self.alternatives is not None:
            values["alternatives"] = self.alternatives
        if self.labels is not None:
            values["labels"] = self.labels
        lines = (f"{json.dumps(key)}: {_dumped(value)}" for key, value in values.items())
        return "{" + ",\n ".join(lines) + "}"

    def _scores(self) -> dict[str, object]:
        """Write one list, or lists by name; or else a list of lists, and what tells it is ours."""
        names = [one.name for one in self.series]
        if names == [None]:
            return {"scores": self.series[0].scores}
        if None not in names and len(set(names)) == len(names):
            return {"scores": {one.name: one.scores for one in self.series}}
        named = {"names": [name or "" for name in names]} if any(names) else {}
        return {"scores": [one.scores for one in self.series], **named, "labels": None}


def _warn_of_missing(characters: Collection[str], level: int) -> None:
    if characters:
        warnings.warn(HeatmarkWarning(no_font(characters)), stacklevel=level)


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _strings(tokens: Iterable[str | bytes]) -> tuple[Sequence[str], str | None]:
    """Make strings of tokens; bytes are written as Python writes them, which is a scheme."""
    if isinstance(tokens, str):
        raise ParseError("the tokens are not a list of strings", hint="write ['a', 'b']")
    listed: Any = np.asarray(tokens).tolist() if hasattr(tokens, "__array__") else tokens
    listed = listed if isinstance(listed, list | tuple) else [*listed]
    if bytes in set(map(type, listed)):
        return [
            repr(token.encode() if isinstance(token, str) else token) for token in listed
        ], "pybytes"
    return listed, None


def _pairs(known: Iterable[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    return tuple((str(token), float(score)) for token, score in known)


def _array(values: Any) -> np.ndarray:  # noqa: ANN401
    """Make a NumPy array of whatever can be made one, without importing its library."""
    if hasattr(values, "detach"):  # torch: neither gradients nor bfloat16 go into NumPy
        values = values.detach()
        values = values.float() if values.is_floating_point() else values
    return np.asarray(values)


def _plain(labels: Any) -> Any:  # noqa: ANN401
    """Make lists of arrays of strings."""
    if hasattr(labels, "items"):
        return {str(name): _plain(row) for name, row in labels.items()}
    return np.asarray(labels).tolist() if hasattr(labels, "__array__") else labels


def _scores(scores: Any) -> Any:  # noqa: ANN401
    if hasattr(scores, "items"):
        return {str(name): _scores(values) for name, values in scores.items()}
    if isinstance(scores, list | tuple) and scores and getattr(scores[0], "shape", ()):
        return [_scores(row) for row in scores]  # a list of arrays
    if not hasattr(scores, "__array__"):
        return scores
    array = _array(scores)
    if array.ndim not in {1, 2}:
        hint = "take a part of it first, such as values[layer, head]"
        raise ScoreError(say("the scores have {ndim} dimensions", ndim=array.ndim), hint=hint)
    return array.tolist()
