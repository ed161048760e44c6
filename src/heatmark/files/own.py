"""Files in heatmark's own form, and the options that any file sets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from heatmark.block.block import OURS, parse_body
from heatmark.core.errors import Notice, OptionError, ParseError
from heatmark.core.guesses import whole_number
from heatmark.core.number_order import lists_out_of_order
from heatmark.core.scored_tokens import is_square
from heatmark.core.wording import quoted, say
from heatmark.files.called import with_base
from heatmark.files.cells import refuse_numbers_alone
from heatmark.files.choose import choose_series, take_rows
from heatmark.files.file import Reading
from heatmark.files.not_scores import from_tokenizers
from heatmark.files.request import Request, refuse_unknown_picks
from heatmark.files.tree import Kind
from heatmark.options.check import check, check_all
from heatmark.options.colormaps import check_colormap
from heatmark.options.content import CONTENT
from heatmark.options.declare import DECLARED, Scope
from heatmark.options.values import is_by_token

if TYPE_CHECKING:
    from collections.abc import Callable

    from heatmark.block.draft import Draft
    from heatmark.files.explainers import Node
    from heatmark.files.file import File
    from heatmark.files.tree import Name, TokenPlace


# What a file that is not heatmark's own may say of its scores; other keys have other meanings.
_FOREIGN = frozenset(
    {"title", "measure", "unit", "model", "sample", "scale", "center", "cmap", "transform"}
    | {"clip", "scheme", "special", "merge", "lang", "repeats", "against"}
)
_WHOLE = {"tokens", "text", "compare", "columns", "texts"}
_KEYS = {"tokens", "compare", "columns", "texts", "scores", "runs", "text", "score", "src"}


def says_so(value: object) -> bool:
    """Tell a file that says of itself that it is heatmark's own."""
    return isinstance(value, Mapping) and OURS in value


def is_meant(value: object) -> bool:
    """Tell a mapping without tokens that may be one of ours all the same, which can say why."""
    return isinstance(value, Mapping) and bool(_KEYS & set(value))


def _name_of(node: object, _: tuple[Name, ...]) -> str:
    """Know tokens with one score each, or a text, or what only our own form has."""
    if not isinstance(node, Mapping):
        return ""
    tokens, scores = node.get("tokens"), node.get("scores")
    if isinstance(node.get("compare"), Mapping):
        return "own" if all(map(_is_flat, node["compare"].values())) else ""
    if isinstance(node.get("columns"), list) and "tokens" not in node:
        return "own" if isinstance(scores, list | Mapping) else ""
    if "tokens" not in node:
        scored = isinstance(scores, list | dict) or isinstance(node.get("score"), str)
        flat = not any(isinstance(item, Mapping) for item in node.values() if item is not scores)
        return "own" if isinstance(node.get("text"), str) and scored and flat else ""
    if not isinstance(tokens, list) or not tokens or not isinstance(tokens[0], str):
        return ""
    lists = list(scores.values()) if isinstance(scores, Mapping) else [scores]
    ours = all(map(_is_flat, lists)) or not {"view", OURS}.isdisjoint(node)
    ours = ours or {"row_tokens", "scores"} <= set(node)
    ours = ours or _has_cell_texts(node) or _has_runs(node) or _has_classes(node)
    foreign = {"metrics", "token_logprobs"} & set(node) or FROM_TOKENIZERS & set(node)
    return "own" if ours and not foreign and not _are_of_classes(node, len(tokens)) else ""


FROM_TOKENIZERS = {"special_tokens_mask", "word_ids", "offsets", "type_ids"}


def _are_of_classes(node: Node, tokens: int) -> bool:
    """Tell scores of the whole text, beside others of which there is one for each token."""
    scores = node.get("scores")
    if OURS in node or not _are_numbers(scores) or len(cast("list[object]", scores)) == tokens:
        return False
    others = (value for name, value in node.items() if name not in CONTENT)
    return any(_are_numbers(one) and len(cast("list[object]", one)) == tokens for one in others)


def _are_numbers(value: object) -> bool:
    return isinstance(value, list) and {*map(type, value)} <= {int, float} and bool(value)


def _is_flat(value: object) -> bool:
    return isinstance(value, list) and not (value and isinstance(value[0], list))


def _has_cell_texts(node: Node) -> bool:
    """Tell our own labels, of cells, from the labels of columns that others write."""
    labels = node.get("labels", "")
    if "scores" not in node and isinstance(labels, list) and {*map(type, labels)} == {int}:
        return False  # numbers of classes
    if isinstance(labels, list):
        return not all(isinstance(label, str) for label in labels)
    return labels is None or isinstance(labels, Mapping)


def _has_classes(node: Node) -> bool:
    """Tell our own classes, one a token or by places, where there are no scores."""
    classes = node.get("classes")
    tokens = cast("list[str]", node["tokens"])
    each = isinstance(classes, list) and len(classes) == len(tokens)
    return "scores" not in node and (each or isinstance(classes, Mapping))


def _has_runs(node: Node) -> bool:
    """Tell our own runs, which stand for scores, from arrays beside others."""
    others = (node[name] for name in node.keys() - CONTENT.keys() - DECLARED.keys())
    lists = any(isinstance(item, list | Mapping) for item in others)
    return "runs" in node and "scores" not in node and not lists


def _is_mapping_of_ours(node: object, _: tuple[Name, ...]) -> str:
    """Know a mapping in a file that says that it is ours, whatever else could read it."""
    return "own" if isinstance(node, Mapping) and _WHOLE & set(node) else ""


def _read(index: TokenPlace, request: Request) -> Draft:
    """Read a mapping as the body of a block has it."""
    node = cast("dict[str, object]", index.node)
    ours = index.kind is MARKED or OURS in node
    if ours and len(index.path) == 1:  # what the whole file says, its parts say
        node = {name: value for name, value in index.owner.items() if name in DECLARED} | node
    refuse_unknown_picks(request.picks, ())
    if not ours:
        _refuse_tokens_unseen(node)
    others = () if ours else _others(node)
    kept = {name: value for name, value in node.items() if name not in others}
    draft = parse_body(index.text, max_tokens=_most(request), value=kept)
    moved = () if ours else lists_out_of_order(node, len(draft.tokens or ()))
    draft = draft._replace(notices=(*draft.notices, *map(_not_ours, others), *moved))
    return _chosen(draft, request, strict=ours)


def _refuse_tokens_unseen(node: Node) -> None:
    """Refuse a text whose scores are of tokens, of which only ids or places are there.

    Words are other pieces, even where they are as many.
    """
    scores = node.get("scores")
    if "tokens" in node or not isinstance(node.get("text"), str) or not isinstance(scores, list):
        return
    for name, value in node.items():
        if name not in CONTENT and from_tokenizers(name) and _is_list(value):
            if len(cast("list[object]", value)) != len(scores):
                continue
            problem = say("{name} are of tokens, whose texts are not there", name=quoted(name))
            hint = "write them: tokens: tokenizer.convert_ids_to_tokens(ids)"
            raise ParseError(problem, hint=hint)


def _others(node: Node) -> list[str]:
    """Name the keys that a file of others has for something else than we do."""
    tokens = node.get("tokens")
    if not isinstance(tokens, list) or "scores" not in node:
        return []
    return [
        name
        for name, of_ours in _CONTENT.items()
        if node.get(name) is not None and not of_ours(node[name], len(tokens))
    ]


def _is_rows(value: object, _: int) -> bool:
    """Tell a list, or lists by the names of series."""
    return isinstance(value, list) or (
        isinstance(value, Mapping) and all(isinstance(one, list) for one in value.values())
    )


def _are_labels(value: object, count: int) -> bool:
    """Tell texts of cells from the names of classes, which are not as many as the tokens."""
    are_names = isinstance(value, list) and {*map(type, value)} == {str} and len(value) != count
    return _is_rows(value, count) and not are_names


def _is_runs(value: object, _: int) -> bool:
    lists = value.values() if isinstance(value, Mapping) else [value]
    return all(isinstance(one, list) and all(map(_is_list, one)) for one in lists)


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _is_text(value: object, _: int) -> bool:
    return isinstance(value, str)


def _are_places(value: object, count: int) -> bool:
    listed = value if isinstance(value, list) else [value]
    return all(type(one) is int and 1 <= one <= count for one in listed)


def _are_pairs(value: object, count: int) -> bool:
    if not isinstance(value, list) or len(value) != count:
        return False
    return all(isinstance(row, list) and all(map(_is_pair, row)) for row in value)


def _are_ranks(value: object, count: int) -> bool:
    if not isinstance(value, list) or len(value) != count:
        return False
    ranks = [whole_number(one) for one in value if one is not None]
    return all(rank is not None and rank > 0 for rank in ranks)


def _are_entropies(value: object, count: int) -> bool:
    if not isinstance(value, list) or len(value) != count:
        return False
    return all(one is None or (type(one) in {int, float} and one >= 0) for one in value)


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2


_CONTENT: dict[str, Callable[[object, int], bool]] = {
    "text": _is_text,
    "score": _is_text,
    "specials": _are_places,
    "alternatives": _are_pairs,
    "ranks": _are_ranks,
    "entropy": _are_entropies,
    "err": _is_rows,
    "runs": _is_runs,
    "names": lambda value, _: _is_list(value),
    "labels": _are_labels,
}


def _not_ours(name: str) -> Notice:
    return _ignored(name, say("it is not as heatmark writes it"))


KIND = Kind(_name_of, _read)
MARKED = Kind(_is_mapping_of_ours, _read)


def find_body(file: File) -> Reading:
    """Take any other text for rows, or a mapping in YAML, as in a block."""
    return Reading("body", lambda request: _read_body(file, request))


def _read_body(file: File, request: Request) -> Draft:
    draft = parse_body(file.text, part=request.part, max_tokens=_most(request))
    refuse_numbers_alone(draft.tokens or ())
    return _chosen(draft, request, strict=True)


def _most(request: Request) -> int:
    return request.limits.max_tokens


def _chosen(draft: Draft, request: Request, *, strict: bool) -> Draft:
    """Take what is asked for, and the options."""
    if draft.src is not None and (strict or not draft.tokens):
        hint = "name the other file in the block"
        raise ParseError("a data file cannot point to another with src", hint=hint)
    checked: dict[str, Any] = {}
    if strict:
        checked = check_all(draft.options, Scope.BLOCK, draft.lines)
    else:
        draft = with_options(draft._replace(options={}), draft.options)
    whole = request.whole or is_by_token(checked.get("view"), checked.get("series"))
    rows_are_tokens = draft.names is None and is_square(draft.series or (), len(draft.tokens or ()))
    draft = choose_series(
        draft._replace(square=whole and rows_are_tokens),
        request.field or checked.get("field") or "",
    )
    return take_rows(draft, request.rows or checked.get("rows"))


def with_options(draft: Draft, said: Mapping[str, object]) -> Draft:
    """Take the options that a file of others sets: those that are plainly meant for scores.

    Args:
        draft: What was read of it; what its format is known to mean is its options already.
        said: All keys beside the tokens, most of which are no options.

    Returns:
        The draft with the options, and a notice of each that has a value it does not take; lists
        under the name of an option that takes none mean something else.
    """
    options, notices = dict(draft.options), []
    for name, value in said.items():
        if name not in DECLARED or value is None or (name == "scheme" and draft.scheme):
            continue
        try:
            checked = _checked(name, value, draft)
        except OptionError as error:
            each = name == "sample" and isinstance(value, list) and len(value) > 1
            meant = name in _FOREIGN and not each  # such as sample: [0, 0, 1, 1]
            if name != "id" and (meant or not isinstance(value, list | dict)):  # values: [0.1, …]
                notices.append(_ignored(name, error.message))
            continue
        if name in _FOREIGN:
            options[name] = value
        elif checked != DECLARED[name].default and name != "id":  # many things have an id
            notices.append(_ignored(name, say("the file does not say that it is heatmark's own")))
    options = options if said.get("unit") else with_base(options, said)
    return draft._replace(options=options, notices=(*draft.notices, *notices))


def _checked(name: str, value: object, draft: Draft) -> object:
    """Read an option of a file that may mean something else by it."""
    checked = check(name, value, Scope.BLOCK)
    if name == "cmap" and checked is not None:
        check_colormap(str(checked))
    if name == "repeats" and checked is not None and draft.err is None:
        raise OptionError(
            "repeats says how errors were estimated, and goes with err or noise alone"
        )
    return checked


def _ignored(name: str, why: str) -> Notice:
    message = say("{name} in the file is ignored: {why}", name=quoted(name), why=why)
    hint = (
        'for an option, write "heatmark": 1 into the file, or the option into the block; '
        "if it means something else, silence: ignored-option"
    )
    return Notice(name="ignored-option", message=message, hint=hint, about="src")
