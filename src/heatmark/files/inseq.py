"""inseq's attribution files: tokens, and tensors as base64 of the safetensors format."""

from __future__ import annotations

import base64
import json
import math
import struct
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn, cast

import numpy as np

from heatmark.block.draft import Draft
from heatmark.block.parts import refuse_part
from heatmark.core.errors import HeatmarkError, Notice, ParseError, ScoreError
from heatmark.core.wording import counted, quoted, say
from heatmark.files.called import measure_of_only
from heatmark.files.choose import choose, with_columns
from heatmark.files.file import Reading
from heatmark.files.request import one_row, pick, refuse_unknown_picks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from heatmark.files.explainers import Node
    from heatmark.files.file import File
    from heatmark.files.request import Request


_TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "I64": "<i8", "I32": "<i4"}
_PLAIN = {"float64": "<f8", "float32": "<f4", "float16": "<f2", "int64": "<i8", "int32": "<i4"}
_BFLOAT, _FLOAT8 = "BF16", "F8_E4M3"
_LONGEST = 10_000  # bytes of a tensor's header
_MOST = 8  # axes
_BROKEN = (ValueError, TypeError, KeyError, OverflowError, RecursionError, struct.error, zlib.error)
_TENSORS = ("target_attributions", "source_attributions")


def find_inseq(file: File) -> Reading | None:
    """Find attributed sequences."""
    inside = _inside(file.value)
    found = inside.get("sequence_attributions") if isinstance(inside, Mapping) else None
    if not isinstance(found, list):
        return None
    return Reading("inseq", lambda request: _read(found, request))


def _read(sequences: Sequence[object], request: Request) -> Draft:
    """Read one sequence.

    The scores are a step score, over the generated tokens, or one column of an attribution: what
    the tokens before it (or, for `source_attributions`, of the source) gave to one target token; or
    all columns, as rows of the generated tokens, where all are wanted.

    Args:
        sequences: All sequences of the file.
        request: Its path is the number of the sequence, from 1; its pick `target`, a place in the
            target from 0; its field a step score, `target_attributions` or `source_attributions`.

    Raises:
        ParseError: If the sequence, the field or the target is not there, or a tensor is broken.
        ScoreError: If a tensor does not fit the tokens.
    """
    node = _sequence(sequences, request.path)
    steps = _inside(node.get("step_scores"))
    steps = steps if isinstance(steps, Mapping) else {}
    tensors = [name for name in _TENSORS if node.get(name) is not None]
    names = [*tensors, *steps]
    chosen = choose(names, request.field) if request.field else [*steps, *tensors][:1]
    if not request.field and ("target" in request.picks or request.whole) and tensors:
        chosen = tensors[:1]
    if not chosen:
        raise ScoreError("there are no scores in it", hint="save attributions or step_scores")
    if set(chosen) & set(tensors):
        if len(chosen) > 1:
            hint = "choose one field, or several step scores"
            raise ParseError("an attribution stands alone", hint=hint, about="field")
        return _attribution(node, chosen[0], request)
    refuse_unknown_picks(request.picks, ())
    tokens = _tokens(node, "target")
    columns = [(name, _step(node, name, steps[name], len(tokens))) for name in chosen]
    found = Draft(tokens=tuple(tokens), options=measure_of_only(chosen), kind="exact")
    return with_columns(found, columns, request)


def _inside(value: object) -> object:
    """Take what stands in inseq's envelope of a class and its attributes."""
    if isinstance(value, Mapping) and isinstance(value.get("attributes"), Mapping):
        return value["attributes"]
    return value


def _sequence(sequences: Sequence[object], part: str) -> Node:
    count = len(sequences)
    names = [str(index) for index in range(1, count + 1)]
    if not part and count != 1:
        hint = (
            say("choose one with #1 to #{count}", count=count)
            if count
            else "look whether the file is whole"
        )
        raise ParseError(
            say("there are {sequences} in it", sequences=counted(count, "sequence")),
            hint=hint,
            about="src",
        )
    if part and part not in names:
        refuse_part(part, names)
    node = _inside(sequences[int(part or 1) - 1])
    if not isinstance(node, Mapping):
        raise ParseError(
            say("sequence {part} is not a mapping", part=part or 1), hint="it is not inseq's"
        )
    return node


def _tokens(node: Node, side: str) -> list[str]:
    listed = node.get(side)
    tokens = []
    for index, item in enumerate(listed if isinstance(listed, list) else [], start=1):
        inside = _inside(item)
        token = inside.get("token") if isinstance(inside, Mapping) else inside
        if not isinstance(token, str):
            problem = say(
                "token {place} of the {side} has no token: {item}",
                place=index,
                side=side,
                item=quoted(item),
            )
            raise ParseError(problem, hint="it is not as inseq writes it")
        tokens.append(token)
    if not tokens:
        raise ParseError(
            say("there are no tokens of the {side}", side=side), hint="it is not as inseq writes it"
        )
    return tokens


def _start(node: Node, count: int) -> int:
    """Say where the generated tokens start."""
    start = node.get("attr_pos_start", 0)
    if not isinstance(start, int) or isinstance(start, bool) or not 0 <= start <= count:
        problem = say(
            "attr_pos_start is not a place among {tokens}: {start}",
            tokens=counted(count, "token"),
            start=quoted(start),
        )
        raise ParseError(problem, hint="it is not as inseq writes it")
    return start


def _step(node: Node, name: str, value: object, count: int) -> list[float | None]:
    """Put a score for each generated token in its place; those of the prompt have none."""
    start = _start(node, count)
    scores = tensor(value, name)
    if scores.ndim != 1 or start + len(scores) > count:
        problem = say(
            "{name} is {list}, from token {start} of {count}",
            name=quoted(name),
            list=list(scores.shape),
            start=start + 1,
            count=count,
        )
        raise ScoreError(problem, hint="a step score has one number for each generated token")
    after = count - start - len(scores)
    return [*[None] * start, *scores.tolist(), *[None] * after]


def _attribution(node: Node, name: str, request: Request) -> Draft:
    tokens = _tokens(node, name.partition("_")[0])
    count = len(_tokens(node, "target"))
    start = _start(node, count)
    array = tensor(node[name], name)
    while array.ndim > 2 and array.shape[-1] == 1:  # tokens by targets
        array = array[..., 0]
    told: tuple[Notice, ...] = ()
    if array.ndim == 3:  # one vector a token: its length, as inseq itself does
        array, told = np.sqrt((array**2).sum(axis=-1)), (_lengths(name),)
    if array.ndim != 2 or array.shape[0] != len(tokens) or start + array.shape[1] > count:
        problem = say(
            "{name} is {list}, for {tokens}",
            name=quoted(name),
            list=list(array.shape),
            tokens=counted(len(tokens), "token"),
        )
        hint = "understood is [tokens, generated tokens], or vectors of these; aggregate() the rest"
        raise ScoreError(problem, hint=hint)
    refuse_unknown_picks(request.picks, ("target",))
    end = start + array.shape[1]
    if request.whole and "target" not in request.picks:
        rows = _all_targets(array, tokens, _tokens(node, "target")[start:end], request)
        return rows._replace(notices=(*rows.notices, *told))
    target = pick(request, "target", count, default=end - 1)
    if not start <= target < end:
        problem = say(
            "target {target} has no attributions: those from {start} to {end} have",
            target=target,
            start=start,
            end=end - 1,
        )
        raise ParseError(problem, hint=say("write #target={start}", start=start), about="src")
    column = array[:, target - start]
    known = "target" in request.picks or array.shape[1] == 1
    found = Draft(
        kind="exact",
        tokens=tuple(tokens),
        options={"measure": "attribution"},
        notices=told if known else (one_row("target", target), *told),
    )
    return with_columns(found, [(name, column.tolist())], request)


def _lengths(name: str) -> Notice:
    message = say("{name} has vectors: their lengths are drawn, without signs", name=quoted(name))
    hint = "add up the numbers of each before saving, if signs matter"
    return Notice(name="left-out", message=message, hint=hint, about="src", level="info")


def _all_targets(
    array: NDArray[np.float64], tokens: list[str], targets: list[str], request: Request
) -> Draft:
    """Take a row for each generated token, over all tokens that it was attributed to."""
    found = Draft(
        kind="exact",
        tokens=tuple(tokens),
        options={"measure": "attribution"},
        square=targets == tokens,
        row_tokens=None if targets == tokens else targets,
    )
    rows = zip(targets, array.T.tolist(), strict=True)
    return with_columns(found, [*rows], request)


def tensor(value: object, name: str) -> NDArray[np.float64]:
    """Read a tensor: base64 of safetensors, inseq's older form, or lists.

    Raises:
        ParseError: If it is none of these, or its size is not what it says.
    """
    try:
        if isinstance(value, str):
            return _safetensor(base64.b64decode(value, validate=True), name)
        if isinstance(value, Mapping):
            return _older(value, name)
        array = np.array(value, dtype=np.float64)
        if not isinstance(value, list) or array.ndim > _MOST or not _numbers_only(value):
            _refuse(name, say("found {kind}", kind=type(value).__name__))
    except HeatmarkError:
        raise
    except _BROKEN as error:
        _refuse(name, str(error)[:80])
    return array


def _numbers_only(value: list[object]) -> bool:
    flat: list[object] = value
    while flat and isinstance(flat[0], list):
        flat = [item for row in flat for item in cast("list[object]", row)]
    return set(map(type, flat)) <= {int, float, type(None)}


def _refuse(name: str, why: str) -> NoReturn:
    hint = "understood are inseq's base64 tensors, and lists of numbers"
    raise ParseError(say("{name} cannot be read: {why}", name=quoted(name), why=why), hint=hint)


def _safetensor(content: bytes, name: str) -> NDArray[np.float64]:
    length = struct.unpack_from("<Q", content)[0]
    if length > min(_LONGEST, len(content) - 8):
        _refuse(name, say("its header would take {length} bytes", length=length))
    header = json.loads(content[8 : 8 + length])
    tensors = {key: item for key, item in header.items() if key != "__metadata__"}
    if len(tensors) != 1:
        _refuse(name, say("it holds {count} tensors", count=len(tensors)))
    about = next(iter(tensors.values()))
    first, last = about["data_offsets"]
    data = content[8 + length :]
    if not 0 <= first <= last <= len(data):
        _refuse(name, say("it ends too early"))
    return _numbers(name, data[first:last], about["dtype"], about["shape"])


def _numbers(name: str, data: bytes, dtype: str, shape: Any) -> NDArray[np.float64]:
    if not all(type(size) is int and size >= 0 for size in shape) or len(shape) > _MOST:
        _refuse(name, say("its shape is {shape}", shape=quoted(shape)[1:-1]))
    if dtype == _BFLOAT:
        flat = (np.frombuffer(data, "<u2").astype("<u4") << np.uint32(16)).view("<f4")
    elif dtype == _FLOAT8:
        flat = _float8()[np.frombuffer(data, np.uint8)]
    else:
        flat = np.frombuffer(data, {**_TYPES, **_PLAIN}[dtype])
    if flat.size != math.prod(shape):
        said = quoted(shape)[1:-1]
        _refuse(
            name, say("it has {count} numbers, its shape is {shape}", count=flat.size, shape=said)
        )
    return flat.astype(np.float64).reshape(shape)


def _float8() -> NDArray[np.float64]:
    """Give the 256 values of 8-bit floats: 4 bits of exponent, 3 of mantissa, no infinity."""
    code = np.arange(256)  # equivalent: or more
    exponent, mantissa = (code >> 3) & 15, (code & 7) / 8
    size = np.where(exponent > 0, (1 + mantissa) * 2.0 ** (exponent - 7), mantissa * 2.0**-6)
    size[(code & 127) == 127] = np.nan  # all ones
    return np.where(code & 128, -size, size)  # the sign


def _older(value: Mapping[str, Any], name: str) -> NDArray[np.float64]:
    """Read inseq's form before 0.6: a list or base64 of the numbers, with type and shape."""
    content, shape = value["__ndarray__"], value["shape"]
    if isinstance(content, list):
        return tensor(content, name)
    head, _, coded = content.partition(":")
    data = base64.b64decode(coded, validate=True)
    if head == "b64.gz":
        size = math.prod(shape) * np.dtype(_PLAIN[value["dtype"]]).itemsize
        unpacker = zlib.decompressobj(wbits=31)  # equivalent: of gzip; 32 is to look for a header
        data = unpacker.decompress(data, size + 1)  # equivalent: never more than the shape says
    return _numbers(name, data, value["dtype"], shape)
