"""What explainers write, said as tokens with arrays over them: SHAP, captum, interpreto, SAEs.

Each shape is a function that takes a node of JSON, and gives the same as a mapping with `tokens`
and arrays beside them (a list of such mappings, if there are several texts), or None if the node
is not of that shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias, cast

from heatmark.core.errors import ScoreError
from heatmark.core.wording import say
from heatmark.files.word_columns import is_name_of_terms
from heatmark.language.columns import is_token_name

if TYPE_CHECKING:
    from collections.abc import Callable

Node: TypeAlias = Mapping[str, object]
List: TypeAlias = list[object]

ALL_TOKENS = (
    *("all_tokens", "input_tokens", "elements", "raw_input_ids", "raw_input", "toks"),
    *("str_toks", "token_strings", "string_tokens", "tokens_str", "text", "texts"),
)
"""What explainers call the tokens, where a file says no more of itself."""
_OWN_KEYS = {"tokens", "str_tokens", "raw", "pieces", "heatmark"}
_IDS = {"ids", "token_ids", "input_ids", "target_ids", "output_ids", "tokens"}
_PLAIN = {"score", "scores", "value", "values", "metrics"}  # where nothing but names is lost
# Keys of `tok` mappings that are no activations: bookkeeping of the page that they were made for.
_ACTIVATIONS = ("featAct", "feat_act", "feat_acts", "activation", "act", "value")


def recast(node: object) -> object:
    """Say what an explainer wrote as tokens with arrays; give anything else as it is.

    Raises:
        ScoreError: If texts and scores of one explanation are not equally many.
    """
    if isinstance(node, list):
        return _tok_items(node) or _unnested(node) or node
    if not isinstance(node, Mapping) or "heatmark" in node:
        return node
    found = (shape(node) for shape in _SHAPES)
    return next((item for item in found if item is not None), node)


def _unnested(node: List) -> List | None:
    """Put the scores of records beside their words, which have them in mappings of one form.

    Mappings that differ are candidates, or of another kind.
    """
    first = node[0] if node else None
    members = [*first] if isinstance(first, Mapping) else []
    inner = next((name for name in members if name.lower() in _PLAIN), None)
    if inner is None or not all(isinstance(row, Mapping) for row in node):
        return None
    rows = cast("list[Node]", node)
    others = [_without(row, inner) for row in rows]
    if any(not isinstance(one, str | None) for row in others for one in row.values()):
        return None
    known = [row.get(inner) for row in rows]
    if not all(map(_are_numbers, known)):
        return None
    keys = {*cast("Node", known[0])}
    if any({*cast("Node", one)} != keys for one in known):
        return None
    pairs = zip(others, cast("list[Node]", known), strict=True)
    return [{**other, **scores} for other, scores in pairs if keys.isdisjoint(other)] or None


def _are_numbers(value: object) -> bool:
    """Tell a mapping of numbers, some of which may be missing."""
    known = [*value.values()] if isinstance(value, Mapping) else []
    return any(type(one) in {int, float} for one in known) and all(
        one is None or type(one) in {int, float} for one in known
    )


def missing_tokens(value: object) -> str:
    """Say what to do where there are scores, but no tokens; or nothing."""
    if isinstance(value, Mapping) and {"cells", "nbformat"} <= set(value):
        return say("save the heatmap from the notebook: heatmap.save('name.json')")
    if isinstance(value, Mapping) and _IDS & set(value):
        return say(
            'write the tokens beside their ids, as "tokens": tokenizer.convert_ids_to_tokens(ids)'
        )
    if _shape(value):
        return say("write them in a mapping: the tokens as tokens, the numbers as scores")
    return ""


def is_strings(value: object) -> bool:
    """Tell a list of strings, by its first."""
    return isinstance(value, list) and bool(value) and isinstance(value[0], str)


def _shape(value: object) -> list[int]:
    """Tell the lengths of the first list, its first list, and so on."""
    lengths = []
    while isinstance(value, list):
        lengths.append(len(value))
        value = value[0] if value else None
    return lengths if isinstance(value, int | float | None) else []


def _shap(node: Node) -> object:
    """Know a dump of SHAP's Explanation: of one text, or of several."""
    values = node.get("values", node.get("shap_values"))
    if not isinstance(values, list) or not {"base_values", "data", "feature_names"} & set(node):
        return None
    texts = next(
        (node.get(key) for key in ("data", "feature_names") if _are_texts(node, key)), None
    )
    if texts is None or "tokens" in node:
        return None
    outputs = _names(node.get("output_names"))
    if is_strings(texts) and not _has_rows(node, values, cast("List", texts)):
        return _explanation(cast("List", texts), values, outputs)
    rows = cast("List", [texts] * len(values) if is_strings(texts) else texts)
    if len(rows) != len(values):
        problem = say(
            "there are {count} texts but {rows} rows of values", count=len(rows), rows=len(values)
        )
        raise ScoreError(problem, hint="save data and values of the same explanations")
    if not all(isinstance(item, list) for item in (*rows, *values)):
        raise ScoreError(
            "a text or its values are no list", hint="write both as lists for each text"
        )
    pairs = zip(rows, values, strict=True)
    found = [_explanation(cast("List", row), cast("List", item), outputs) for row, item in pairs]
    return found if len(found) > 1 else found[0]


def _are_texts(node: Node, key: str) -> bool:
    """Tell a list of strings, or one of lists of strings."""
    value = node.get(key)
    return is_strings(value) or (isinstance(value, list) and bool(value) and is_strings(value[0]))


def _has_rows(node: Node, values: List, texts: List) -> bool:
    """Tell the values of several rows with the same features from those of several outputs."""
    data = node.get("data")
    of_rows = isinstance(data, list) and bool(data) and isinstance(data[0], list)
    return (
        of_rows and len(_shape(values)) > 1 and len(cast("List", data)) == len(values) != len(texts)
    )


def _names(value: object) -> list[str]:
    """Take the names of outputs, which may be there for each text."""
    names = value[0] if isinstance(value, list) and value and isinstance(value[0], list) else value
    return [str(name) for name in names] if isinstance(names, list) else []


def _explanation(texts: List, values: List, outputs: list[str]) -> Node:
    """Write the values of one text: SHAP has a row for each token, and we one for each output."""
    shape = _shape(values)
    if len(shape) == 2 and shape[0] == len(texts) and _are_even(values):
        values = [*map(list, zip(*cast("list[List]", values), strict=True))]
    found: dict[str, object] = {"tokens": texts, "values": values, "measure": "SHAP value"}
    if len(shape) == 2:
        numbered = [f"output {place}" for place in range(len(values))]
        found["names"] = outputs if len(outputs) == len(values) else numbered
    return found


def _are_even(rows: List) -> bool:
    """Tell rows that are equally long; of others the error is that of any array."""
    return len({len(row) if isinstance(row, list) else None for row in rows}) == 1


def _llm_attribution(node: Node) -> object:
    """Know captum's LLMAttributionResult, by its attributes or by its fields."""
    plain = {key.removeprefix("_"): value for key, value in node.items()}
    tokens, outputs = plain.get("input_tokens"), plain.get("output_tokens")
    arrays = {key: plain[key] for key in ("seq_attr", "token_attr") if plain.get(key) is not None}
    if not is_strings(tokens) or not arrays:
        return None
    return {"tokens": tokens, **arrays, "names": outputs, "measure": "attribution"}


def _record(node: Node) -> object:
    """Know captum's VisualizationDataRecord."""
    scores = node.get("word_attributions")
    tokens = next((node[key] for key in (*ALL_TOKENS, "tokens") if is_strings(node.get(key))), None)
    if not isinstance(scores, list):
        return None
    if tokens is None:
        words = node.get("raw_input_ids", node.get("raw_input"))
        tokens = words.split() if isinstance(words, str) else None
    return tokens and {"tokens": tokens, "word_attributions": scores, "measure": "attribution"}


def _interpreto(node: Node) -> object:
    """Know interpreto's AttributionOutput: a row for each class or for each generated token."""
    elements, scores = node.get("elements"), node.get("attributions")
    if not is_strings(elements) or not isinstance(scores, list):
        return None
    classes = node.get("classes")
    names = {"names": [*map(str, classes)]} if isinstance(classes, list) else {}
    return {"tokens": elements, "attributions": scores, "measure": "attribution", **names}


def _ferret(node: Node) -> object:
    """Know ferret's Explanation, whose text need not be that of its tokens to the letter."""
    tokens, scores = node.get("tokens"), node.get("scores")
    if "explainer" not in node or not is_strings(tokens) or not isinstance(scores, list):
        return None
    text = {"text": node["text"]} if isinstance(node.get("text"), str) else {}
    return {"tokens": tokens, "attributions": scores, "measure": "attribution", **text}


def _neuronpedia(node: Node) -> object:
    """Know an activation of Neuronpedia's, or a search, whose tokens are those of all results."""
    tokens = node.get("tokens")
    if not is_strings(tokens):
        return None
    if isinstance(node.get("values"), list) and _PEAKS & set(node):
        return {"measure": "activation"} | {
            key: item for key, item in node.items() if key != "text"
        }
    results = node.get("result", node.get("results"))
    if not isinstance(results, list) or not all(map(_is_result, results)):
        return None
    members = cast("list[Node]", results)
    return [
        {"tokens": tokens, "measure": "activation", **_placed(item)} for item in members
    ] or None


def _gltr(node: Node) -> object:
    """Know an analysis of GLTR's: of each token but the first its place, from 0, and its P."""
    tokens, real, tops = (node.get(key) for key in ("bpe_strings", "real_topk", "pred_topk"))
    if not is_strings(tokens) or not isinstance(real, list) or not isinstance(tops, list):
        return None
    first = len(cast("List", tokens)) - len(real)
    if first not in {0, 1} or len(tops) != len(real) or not all(map(_is_placed, real)):
        return None
    places = cast("list[tuple[int, float]]", real)
    lead: List = [None] * first
    return {
        "tokens": tokens,
        "scores": [*lead, *(chance for _, chance in places)],
        "ranks": [*lead, *(place + 1 for place, _ in places)],
        "alternatives": [*([] for _ in lead), *tops],
        "measure": "P",
    }


def _is_placed(pair: object) -> bool:
    """Tell the place of a token and its probability."""
    return isinstance(pair, list) and [*map(type, pair)] in ([int, float], [int, int])


_PEAKS = {"maxValue", "maxValueTokenIndex", "max_value", "max_value_token_index", "maxvalue"}


def _is_result(item: object) -> bool:
    return isinstance(item, Mapping) and isinstance(item.get("values"), list)


def _placed(item: Node) -> Node:
    """Name a result by its layer and its index, as the site does."""
    place = [str(item[key]) for key in ("layer", "index") if isinstance(item.get(key), str | int)]
    kept = {key: value for key, value in item.items() if key not in {"layer", "text"}}
    return {"name": "/".join(place), **kept} if place else kept


def _tok_items(node: List) -> List | None:
    """Know the tokens of sae-vis, which it calls `tok`, with the activation of a feature."""
    first = node[0] if node else None
    if not isinstance(first, Mapping) or not isinstance(first.get("tok"), str):
        return None
    key = next((key for key in _ACTIVATIONS if key in first), None)
    members = [item for item in node if isinstance(item, Mapping)]
    if len(members) < len(node):
        return None
    found = [{"token": item.get("tok"), **_without(item, "tok")} for item in members]
    if key is None:
        return cast("List", found)
    scored = [{"token": item.get("tok"), "activation": item.get(key), **_without(item, "tok", key)}
              for item in members]  # fmt: skip
    return cast("List", scored)


def _without(item: Node, *keys: str) -> Node:
    return {key: value for key, value in item.items() if key not in keys}


def _batch(node: Node) -> object:
    """Know several texts in lists beside one another: `[["Hà", "Nội"]]` and `[[1, 2]]`."""
    key = next((key for key in ("tokens", "str_tokens", "words") if key in node), "")
    texts = node.get(key)
    if not isinstance(texts, list) or not texts or not all(map(is_strings, texts)):
        return None
    count = len(texts)
    lists = {
        name: value
        for name, value in node.items()
        if isinstance(value, list) and len(value) == count and isinstance(value[0], list)
    }
    found = [{**node, **{name: value[at] for name, value in lists.items()}} for at in range(count)]
    return found[0] if count == 1 else found


def _columns(node: Node) -> object:
    """Know lists side by side, of which one is called like tokens and others are numbers."""
    if any(is_strings(node.get(key)) for key in _OWN_KEYS):
        return None
    key = next((key for key, value in node.items() if _is_column(key, value, node)), None)
    if key is None:
        return None
    words = key not in ALL_TOKENS or key in {"text", "texts"}
    is_column = key.lower() == "token"  # of a frame, as its CSV has it
    called = "words" if words and (is_column or "token" not in key.lower()) else "tokens"
    return {called: node[key], **_without(node, key)}


def _is_column(key: str, value: object, node: Node) -> bool:
    if not is_strings(value) or not (
        key in ALL_TOKENS or is_token_name(key) or is_name_of_terms(key)
    ):
        return False
    count = len(cast("List", value))
    return any(count in _shape(other) for other in node.values() if isinstance(other, list))


_SHAPES: tuple[Callable[[Node], object], ...] = (
    *(_shap, _llm_attribution, _record, _interpreto, _ferret, _neuronpedia, _gltr),
    *(_batch, _columns),
)
