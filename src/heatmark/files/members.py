"""Arrays with names, of a file of any format: tokens, and scores over them."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, cast

import numpy as np

from heatmark.block.draft import Draft
from heatmark.block.parts import choices, refuse_part
from heatmark.core.checks import IDS
from heatmark.core.errors import ParseError, ScoreError
from heatmark.core.number_order import rows_out_of_order
from heatmark.core.truths import is_mask, may_be_mask, no_truths, truths_left_out
from heatmark.core.wording import counted, quoted, say
from heatmark.files.array_parts import Chosen
from heatmark.files.called import BASES, measure_of, with_base
from heatmark.files.choose import with_columns
from heatmark.files.columns import choose_columns
from heatmark.files.ids import KEYS, ids_in
from heatmark.files.logits import TOP, check_logits, rows_at_once, score_blocks
from heatmark.files.not_scores import (
    are_no_scores,
    from_tokenizers,
    may_be_no_scores,
    refuse_only,
)
from heatmark.files.place_names import axis_of, axis_places
from heatmark.files.request import first_tokens
from heatmark.files.runs import runs_in, with_runs
from heatmark.files.second_texts import is_of_side, over_rows, second_text
from heatmark.files.token_arrays import called_like_tokens, names_words, sure_tokens
from heatmark.files.undrawn import is_numbering, labels_left_out, refuse_numbering
from heatmark.files.unread import is_called_scores, unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Self

    from numpy.typing import NDArray

    from heatmark.core.annotations import Ids
    from heatmark.core.errors import Notice
    from heatmark.files.array_parts import Array
    from heatmark.files.request import Request


_ROWS = 8_192  # equivalent: tokens that are turned into strings at once, however many
_KNOWN = 65_536  # equivalent: tokens of which one string serves all places, however many
_NO_WORDS: Mapping[str, list[str]] = MappingProxyType({})
_MOST_PLACES = 10_000  # along an axis, of which names are read
_NO_SCORES = {"logits", "text", "offsets"}


class Taken:
    """What an array that can be read gives as lists."""

    def read(self, *indices: int) -> NDArray[Any]:
        """Read what is at these places along the first axes."""
        raise NotImplementedError

    def take(self, *indices: int) -> list[object]:
        """Give what is at these places along the first axes, as lists."""
        return cast("list[object]", self.read(*indices).tolist())

    def across(self, lead: tuple[int, ...], *inner: int) -> list[list[object]]:
        """Give what is at the inner places, for each place along the axis before them."""
        whole = self.read(*lead)  # once: a packed file has to be unpacked from its start
        indices: tuple[Any, ...] = (slice(None), *inner)
        return cast("list[list[object]]", whole[indices].tolist())

    def columns(
        self, lead: tuple[int, ...], layer: int | None, chosen: range
    ) -> list[list[object]]:
        """Give columns of [tokens, columns], or of a layer of [tokens, layers, columns]."""
        whole = self.read(*lead)
        rows = whole if layer is None else whole[:, layer]
        return cast("list[list[object]]", rows[:, chosen.start : chosen.stop].T.tolist())


class Stored(Protocol):
    """An array in a file, which is read when it is taken."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def shape(self) -> tuple[int, ...]:
        """The length of each axis."""

    @property
    def dtype(self) -> np.dtype[Any]:
        """What its values are."""

    def reshaped(self, *shape: int) -> Self:
        """Give it another shape, without reading it."""

    def read(self, *indices: int) -> NDArray[Any]:
        """Read what is at these places along the first axes."""

    def rows(self, step: int) -> Iterator[NDArray[Any]]:
        """Read blocks of rows, one after the other."""


def read_members(
    members: Mapping[str, Stored],
    request: Request,
    words: Mapping[str, list[str]] = _NO_WORDS,
) -> Draft:
    """Read what is asked for of arrays with names.

    The tokens are `tokens`, [N] strings or bytes; or, in less memory, `text`, the UTF-8 bytes of
    all, with `offsets`, N + 1 places in it between which they stand; or `vocab` and `ids`. The
    scores are any other arrays over them; or `logits`, [N, V], with `ids`. Rows of scores are
    called by `names`, or are those of `row_tokens`, the tokens of another text.

    Args:
        members: All arrays.
        request: What is asked for; its path may be the name of an array.
        words: Lists of strings beside them, where a format keeps these apart: the tokens and the
            names of columns.

    Raises:
        ParseError: If there are no tokens, or what is asked for is not there.
        ScoreError: If the scores do not fit the tokens.
    """
    scores = [name for name, member in members.items() if _is_scores(name, member)]
    if request.path in members:
        if request.field not in {"", request.path}:
            path, field = quoted(request.path), quoted(request.field)
            problem = say("the part names {path}, and field names {field}", path=path, field=field)
            raise ParseError(problem, hint="keep one of the two", about="field")
        request = replace(request, field=request.path)
    elif request.path:
        refuse_part(request.path, scores)
    arrays = {name: cast("Array", member) for name, member in members.items() if name in scores}
    if "logits" in members and (not request.field or request.field == "logits"):
        return _from_logits(members, request, words)
    tokens, scheme = _tokens(members, words)
    row_tokens = _listed("row_tokens", members, words)
    labels = row_tokens or _listed("names", members, words)
    others = [] if request.field else _others(members, arrays, len(tokens))
    arrays = {name: one for name, one in arrays.items() if name not in others}
    axes = [size for one in arrays.values() if len(one.shape) > 1 for size in one.shape]
    places = axis_places(members, lambda key: _row(members[key]), axes, len(tokens), labels)
    if not request.field:
        arrays = {name: one for name, one in arrays.items() if axis_of(name) not in places}
    runs = runs_in(arrays, len(tokens), request)
    whole = request.whole or bool(row_tokens)
    targets = len(row_tokens) or request.targets
    request = replace(
        request, tokens=first_tokens(tokens), whole=whole, places=places, targets=targets
    )
    truths = {} if request.field else _truths(members, len(tokens), is_mask)
    if request.field in members and _is_truths(members[request.field]):
        raise no_truths(request.field, _type_of(members[request.field]))
    chosen = Chosen([]) if runs else choose_columns(arrays, len(tokens), request, labels)
    told = truths_left_out(truths)
    if not runs and not chosen.columns:
        for name, kind in truths.items():
            raise no_truths(name, kind)
        told = truths_left_out(_truths(members, len(tokens), may_be_mask))
        told += _beside(members, len(tokens))
        _refuse_unread(members)
        refuse_only([name for name in others if not from_tokenizers(name)])
    are_rows = over_rows(chosen, row_tokens)
    told += () if targets else second_text(_texts(members, words), tokens, chosen)
    told += rows_out_of_order(_numbers(members, len(tokens)), {n for n, _ in chosen.columns}, "src")
    mask = members.get("special_tokens_mask")
    found = Draft(
        tokens=tuple(tokens),
        scheme=scheme,
        kind=_kind_of(members, words),
        special=frozenset(np.flatnonzero(mask.read()).tolist()) if mask else frozenset(),
        ids=_ids(members, len(tokens)),
        options=with_base(chosen.options, _single(members)),
        square=chosen.square and not are_rows,
        row_tokens=row_tokens if are_rows else None,
        notices=(*chosen.notices, *told),
    )
    return with_runs(found, runs, request) if runs else with_columns(found, chosen.columns, request)


def _others(members: Mapping[str, Stored], names: Iterable[str], tokens: int) -> list[str]:
    """Name arrays that are places, classes or counts of the tokens, and no scores."""
    found = []
    for name in names:
        is_row = members[name].shape == (tokens,) and members[name].dtype.kind in "iu"
        value = members[name].read().tolist() if is_row and may_be_no_scores(name) else None
        if from_tokenizers(name) or are_no_scores(name, value, tokens):
            found.append(name)
    return found


def _texts(
    members: Mapping[str, Stored], words: Mapping[str, list[str]]
) -> Iterator[tuple[str, object]]:
    """Give short lists of strings that are called as those of another text are."""
    yield from words.items()
    strings = (name for name, one in members.items() if one.dtype.kind == "U" and is_of_side(name))
    yield from ((name, _row(members[name])) for name in strings)


def _row(member: Stored) -> object:
    """Read a short row of numbers or strings."""
    short = len(member.shape) == 1 and member.shape[0] <= _MOST_PLACES
    return member.read().tolist() if short and member.dtype.kind in "iuU" else None


def _single(members: Mapping[str, Stored]) -> dict[str, object]:
    """Read the base of logarithms, a number or its name that stands alone."""
    found = {name: members[name] for name in BASES if name in members}
    return {name: one.read().item() for name, one in found.items() if math.prod(one.shape) == 1}


def _listed(key: str, members: Mapping[str, Stored], words: Mapping[str, list[str]]) -> list[str]:
    """Take the strings that something is called, if they are there."""
    return words.get(key) or (_strings(members[key])[0] if key in members else [])


def _ids(members: Mapping[str, Stored], tokens: int) -> Ids | None:
    """Read the ids of the tokens, if they are there."""
    named = {name: members[name].read() for name in (*KEYS, "target_ids") if name in members}
    whole = {name: array.tolist() for name, array in named.items() if array.dtype.kind in "iu"}
    return ids_in({**whole, "ids": whole.get("ids", whole.get("target_ids"))}, tokens)


def _beside(members: Mapping[str, Stored], tokens: int) -> tuple[Notice, ...]:
    """Refuse ranks and counts, and tell of labels, where nothing is drawn."""
    rows = {name: one for name, one in members.items() if one.shape == (tokens,)}
    numbers = {name: one for name, one in rows.items() if is_numbering(name)}
    known = {name: one for name, one in numbers.items() if one.dtype.kind in "iuf"}
    refuse_numbering({name: one.read().tolist() for name, one in known.items()}, tokens)
    texts = {name: one for name, one in rows.items() if one.dtype.kind == "U"}
    return labels_left_out({name: ["…"] * tokens for name in texts}, tokens)


def _numbers(members: Mapping[str, Stored], tokens: int) -> dict[str, list[int]]:
    """Read whole numbers beside the tokens."""
    rows = {name: one for name, one in members.items() if one.shape == (tokens,)}
    return {name: one.read().tolist() for name, one in rows.items() if one.dtype.kind in "iu"}


def _refuse_unread(members: Mapping[str, Stored]) -> None:
    """Refuse texts, truths and single numbers that are called like scores."""
    for name, member in members.items():
        if is_called_scores(name):
            raise unread(name, _type_of(member))


def _type_of(member: Stored) -> str:
    return f"{member.dtype}, {list(member.shape)}"


def _is_truths(member: Stored) -> bool:
    return member.dtype.kind == "b"


def _truths(
    members: Mapping[str, Stored], tokens: int, wanted: Callable[[str], bool]
) -> dict[str, str]:
    """Find arrays of truth values over the tokens, by name, and say of what kind they are."""
    found = {name: one for name, one in members.items() if _is_truths(one) and wanted(name)}
    return {name: _type_of(one) for name, one in found.items() if tokens in one.shape}


def _is_scores(name: str, member: Stored) -> bool:
    return member.dtype.kind in "fiu" and name not in _NO_SCORES and bool(member.shape)


def _of_one_text(member: Stored, axes: int) -> Stored:
    """Take away the axis of a batch of one text."""
    shape = member.shape
    return member.reshaped(*shape[1:]) if len(shape) == axes + 1 and shape[0] == 1 else member


def _from_logits(
    members: Mapping[str, Stored], request: Request, words: Mapping[str, list[str]]
) -> Draft:
    logits = _of_one_text(members["logits"], 2)
    key = next((key for key in ("target_ids", "ids", "input_ids") if key in members), None)
    if key is None:
        problem = say(
            "there are logits, but no ids of the tokens (found: {list})",
            list=choices(list(members)),
        )
        raise ScoreError(problem, hint="save ids, [N] whole numbers, beside logits, [N, V]")
    if logits.dtype.kind not in "fiu":
        raise ScoreError("logits are not numbers", hint="save them as float32")
    ids = check_logits(members[key].read(), logits.shape)
    vocab = _vocab(members, words)
    if vocab and len(vocab[0]) != logits.shape[1]:
        problem = say(
            "there are {count} in vocab, but the logits have {shape} columns",
            count=len(vocab[0]),
            shape=logits.shape[1],
        )
        raise ScoreError(problem, hint="take both from the same model")
    blocks = logits.rows(rows_at_once(logits.shape[1]))
    scored = score_blocks(blocks, ids, TOP if vocab else 0)  # equivalent: it has no names for 1
    tokens, scheme = _tokens(members, words)
    known = vocab[0] if vocab and vocab[1] == scheme else None
    found = Draft(
        tokens=tuple(tokens),
        scheme=scheme,
        kind=_kind_of(members, words),
        alternatives=tuple(
            tuple((known[item], score) for item, score in row) for row in scored.likely
        )
        if known
        else None,
        ranks=scored.ranks,
        entropy=scored.entropies,
        ids=_ids(members, len(tokens)),
        options=measure_of("logprob"),
        notices=scored.notices,
    )
    return with_columns(found, [("logprob", scored.scores.tolist())], request)


def _vocab(
    members: Mapping[str, Stored], words: Mapping[str, list[str]]
) -> tuple[list[str], str | None] | None:
    """Take the vocabulary, and how it is written, if there is one."""
    if "vocab" in words:
        return words["vocab"], None
    return _strings(members["vocab"]) if "vocab" in members else None


def _tokens(
    members: Mapping[str, Stored], words: Mapping[str, list[str]]
) -> tuple[list[str], str | None]:
    if "tokens" in words:
        return words["tokens"], None
    if key := sure_tokens(members):
        return _strings(members[key])
    if {"text", "offsets"} <= set(members):
        return _cut(members["text"], members["offsets"])
    ids = next((members[key] for key in ("ids", "input_ids", "target_ids") if key in members), None)
    known = _vocab(members, words)
    if known and ids:
        vocab, scheme = known
        indices = np.atleast_1d(ids.read().squeeze())
        if (
            indices.ndim == 1
            and indices.dtype.kind in "iu"
            and np.all((indices >= 0) & (indices < len(vocab)))
        ):
            return [vocab[index] for index in indices.tolist()], scheme
        raise ParseError("ids are not places in vocab", hint="take both from the same model")
    if key := called_like_tokens(members):
        return _strings(members[key])
    problem = say("there are no tokens in it (found: {list})", list=choices(list(members)))
    hint = "save tokens=numpy.array(tokens, dtype=str) beside the scores"
    if words is not _NO_WORDS:  # a format without strings
        hint = "save them with the arrays: save_file(…, metadata={'tokens': json.dumps(tokens)})"
    raise ParseError(problem, hint=hint)


def _kind_of(members: Mapping[str, Stored], words: Mapping[str, list[str]]) -> str:
    """Tell words by the name of their array, as in JSON."""
    is_other = "tokens" in words or sure_tokens(members) or {"text", "offsets"} <= set(members)
    return "words" if not is_other and names_words(called_like_tokens(members)) else "list"


def _strings(member: Stored) -> tuple[list[str], str | None]:
    """Turn an array of strings into strings, block by block, with one string for equal ones."""
    member = _of_one_text(member, 1)
    kind = member.dtype.kind
    if kind not in "US" or len(member.shape) != 1:
        hint = IDS if kind in "iu" else "save one row: numpy.array(tokens, dtype=str)"
        raise ParseError(_described(member), hint=hint)
    known: dict[object, str] = {}
    strings: list[str] = []
    for block in member.rows(_ROWS) if member.shape[0] else ():
        for value in block.tolist():
            string = known.get(value)
            if string is None:
                string = value if kind == "U" else repr(value)
                if len(known) < _KNOWN:  # equivalent: or one more
                    known[value] = string
            strings.append(string)
    return strings, None if kind == "U" else "pybytes"


def _cut(text: Stored, offsets: Stored) -> tuple[list[str], str | None]:
    """Cut the bytes of a text into tokens: the layout that takes least memory."""
    content = _content(text)
    indices = offsets.read()
    ends = indices.tolist() if indices.ndim == 1 and indices.dtype.kind in "iu" else []
    if (
        len(ends) < 2
        or np.any(indices[1:] < indices[:-1])
        or ends[0] < 0
        or ends[-1] > len(content)
    ):
        problem = say(
            "offsets are not places in a text of {bytes}", bytes=counted(len(content), "byte")
        )
        raise ParseError(problem, hint="N + 1 whole numbers that rise from 0 to its length")
    known: dict[bytes, str] = {}
    pieces = (content[start:end] for start, end in pairwise(ends))
    try:
        return [_shared(piece, piece.decode, known) for piece in pieces], None
    except UnicodeDecodeError:  # tokens that cut through characters
        known.clear()
    pieces = (content[start:end] for start, end in pairwise(ends))
    return [_shared(piece, piece.__repr__, known) for piece in pieces], "pybytes"


def _shared(piece: bytes, spell: Any, known: dict[bytes, str]) -> str:
    string = known.get(piece)
    if string is None:
        string = cast("str", spell())
        if len(known) < _KNOWN:  # equivalent: or one more
            known[piece] = string
    return string


def _content(text: Stored) -> bytes:
    kind = text.dtype.kind
    array = text.read()
    if kind == "u" and array.dtype.itemsize == 1:
        return array.tobytes()
    if array.size == 1 and kind in "US":
        value = array.item()
        try:
            return bytes(value) if kind == "S" else str(value).encode()
        except UnicodeEncodeError:
            raise ParseError("text has half of a surrogate pair in it", hint="mend it") from None
    raise ParseError(
        _described(text), hint="save numpy.frombuffer(text.encode(), dtype=numpy.uint8)"
    )


def _described(member: Stored) -> str:
    """Say what an array is that should be another."""
    return say(
        "{name} is {list} of {dtype}",
        name=quoted(member.name),
        list=list(member.shape),
        dtype=member.dtype,
    )
