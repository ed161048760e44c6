"""Make the course's data files (`docs/data/*.json`) from the raw measurements.

Run by hand, from any folder: `python make_data.py`. It prints the numbers that the lessons quote.

What `measure.py` wrote, `docs/data/smollm2_logprobs.json`, is read by the lessons as it is and not
touched here. The other raw data, each with its source, is in `raw/`.

SmolLM2 cuts text into byte-level pieces, and a Vietnamese letter may take several of them. Most
lessons colour words, so the pieces of a word are joined and their log-probabilities added: by the
chain rule the sum is the log-probability of the whole word.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from statistics import NormalDist, correlation, fmean, median, stdev
from typing import Any, TypeAlias

HERE = Path(__file__).parent
RAW = HERE / "raw"
DATA = HERE / "docs" / "data"

Scores: TypeAlias = list[float] | list[float | None] | dict[str, list[float]]
Part: TypeAlias = dict[str, Any]

WORD = re.compile(r"\s*(?:\w+|[^\w\s])")
MODEL = "SmolLM2-135M-Instruct"
UNTAUGHT = "mạng SmolLM2-135M, trọng số ngẫu nhiên (hạt giống 1)"
ENCODER = "all-MiniLM-L6-v2"
REAL = "mô hình thật"
CONTROL = "trọng số ngẫu nhiên"
EVERY = 3  # layers between two rows of a logit lens
DECIMALS = 3  # in the cells of a grid
GRIDS = ("before", "repeat", "before_random")  # the heads that a lesson shows as a grid
TITLES = {
    "gpt2": "GPT-2",
    "o200k": "o200k",
    "llama2": "Llama-2",
    "minilm": "MiniLM",
    "at": "BPE kiểu @@",
}
FIRST_PIECES = 16  # of “Bản đồ nhiệt” by GPT-2
WHOLE, TORN = "trọn", "phần"
FEW = 3  # replicates of a hasty measurement
TENTH = 0.1
HALF = 0.5
BEFORE, REPEAT = (17, 1), (18, 6)  # layer and head of the two that a lesson shows


def read(path: Path, part: str) -> dict[str, Any]:
    """Read one part of a raw file."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))[part]
    return content


def words_of(text: str) -> list[str]:
    """Cut a text into words with their leading space; punctuation stands alone.

    Raises:
        ValueError: If the words do not make up the text.
    """
    words = WORD.findall(text)
    if "".join(words) != text:
        message = f"the words do not make up the text: {text!r}"
        raise ValueError(message)
    return words


def word_of_each_piece(pieces: list[bytes], words: list[str]) -> list[int]:
    """Tell, for every piece, the number of the word that it lies in.

    Raises:
        ValueError: If the pieces are not the text, or if one of them straddles two words.
    """
    if b"".join(pieces).decode() != "".join(words):
        message = "the pieces do not make up the text"
        raise ValueError(message)
    ends = list(accumulate(len(word.encode()) for word in words))
    places: list[int] = []
    at = 0
    for piece in pieces:
        place = next(i for i, end in enumerate(ends) if at < end)
        at += len(piece)
        if at > ends[place]:
            message = f"piece {piece!r} straddles two words"
            raise ValueError(message)
        places.append(place)
    return places


def sums(scores: list[float], places: list[int]) -> list[float]:
    """Add up the scores of the pieces of each word."""
    totals = [0.0] * (places[-1] + 1)
    for score, place in zip(scores, places, strict=True):
        totals[place] += score
    return [round(total, 6) for total in totals]


def part(tokens: list[str], scores: Scores, measure: str, unit: str | None = None) -> Part:
    """Make what one heatmap block holds."""
    made: Part = {"tokens": tokens, "scores": scores, "measure": measure}
    return made if unit is None else {**made, "unit": unit}


def with_control(made: Part) -> Part:
    """Say that a part has the scores of the model beside those of the network without learning."""
    return {"model": f"{MODEL}; {UNTAUGHT}", **made}


def log_p(tokens: list[str], scores: Scores) -> Part:
    """Make a part whose scores are log-probabilities."""
    return part(tokens, scores, "log P", "nat")


def surprisal(tokens: list[str], scores: list[float]) -> Part:
    """Make a part whose scores are surprisals, from log-probabilities."""
    return part(tokens, [-score for score in scores], "độ bất ngờ", "nat")


def lengths(tokens: list[str], scores: list[float | None]) -> Part:
    """Make a part whose scores say how many bytes of the text a token stands for."""
    return part(tokens, scores, "độ dài token", "byte")


def write(name: str, content: dict[str, Part], model: str | None = None) -> None:
    """Write one data file: a line a member, so that differences can be read.

    It says that it is heatmark's own, so that all its keys are options, and in each part what model
    the scores are of, but where a part says that itself.
    """
    if model is not None:
        content = {key: {"model": model, **value} for key, value in content.items()}
    parts = (
        f"{json.dumps(key)}: {{\n"
        + ",\n".join(
            f"  {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in value.items()
        )
        + "\n}"
        for key, value in content.items()
    )
    (DATA / name).write_text('{\n"heatmark": 1,\n' + ",\n".join(parts) + "\n}\n", encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Measured:
    """A text's words, with the log-probabilities that the real and the random network give.

    Attributes:
        words: The N words.
        counts: How many pieces each word has.
        real: The summed log-probability of each word in nats, by the real model.
        control: The same by the network with random weights.
        real_pieces: The log-probability of each piece, by the real model.
        control_pieces: The same by the network with random weights.
    """

    words: list[str]
    counts: list[int]
    real: list[float]
    control: list[float]
    real_pieces: list[float]
    control_pieces: list[float]

    def means(self) -> dict[str, list[float]]:
        """Average over the pieces of each word, for both networks."""
        return {
            name: [round(score / n, 6) for score, n in zip(scores, self.counts, strict=True)]
            for name, scores in ((REAL, self.real), (CONTROL, self.control))
        }


def measure(real: dict[str, Any], control: dict[str, Any]) -> Measured:
    """Put what was measured on a text's pieces together to its words."""
    rows = real["tokens"]
    words = words_of(real["text"])
    places = word_of_each_piece([bytes(row["bytes"]) for row in rows], words)
    real_pieces = [row["logprob"] for row in rows]
    control_pieces = [row["logprob"] for row in control["tokens"]]
    return Measured(
        words,
        [places.count(place) for place in range(len(words))],
        sums(real_pieces, places),
        sums(control_pieces, places),
        real_pieces,
        control_pieces,
    )


def write_smollm2(en: Measured, vi: Measured) -> None:
    """Write what the real model says, and the two ways to treat the first token."""
    first_missing: list[float | None] = [None, *en.real[1:]]
    write(
        "smollm2.json",
        {
            "en": log_p(en.words, en.real),
            "vi": log_p(vi.words, vi.real),
            "en_surprisal": surprisal(en.words, en.real),
            "vi_surprisal": surprisal(vi.words, vi.real),
            "en_first_zero": log_p(en.words, [0.0, *en.real[1:]]),
            "en_first_missing": log_p(en.words, first_missing),
            "vi_pieces": part(vi.words, [*map(float, vi.counts)], "số token của mỗi tiếng"),
        },
        MODEL,
    )


def write_controls(en: Measured, vi: Measured) -> None:
    """Write the real scores beside scores that should show no pattern."""
    write(
        "control.json",
        {
            "en_random": log_p(en.words, en.control),  # a lesson says of what only afterwards
            "en": with_control(log_p(en.words, {REAL: en.real, CONTROL: en.control})),
            "vi_sum": with_control(log_p(vi.words, {REAL: vi.real, CONTROL: vi.control})),
            "vi_mean": with_control(
                part(vi.words, vi.means(), "log P trung bình", "nat/token"),
            ),
        },
    )


def write_attention(texts: dict[str, Any], control: dict[str, Any]) -> None:
    """Write the attention of the last token: over all layers, in the last one, and untaught."""
    parts: dict[str, Part] = {}
    for name, key in (("en", "en_capital"), ("vi", "vi_ban_do")):
        attention = texts[key]["attention_from_last_token"]
        tokens = [attention["first_is"], *(row["token"] for row in texts[key]["tokens"])]
        everywhere = attention["mean_all_layers_heads"]
        both = {"mọi tầng": everywhere, "tầng cuối": attention["last_layer_head_mean"]}
        parts[name] = part(tokens, everywhere, "trọng số chú ý")
        parts[f"{name}_last_layer"] = part(tokens, both, "trọng số chú ý")
        untaught = control[key]["attention_from_last_token"]["mean_all_layers_heads"]
        both = {REAL: everywhere, CONTROL: untaught}
        parts[f"{name}_control"] = with_control(part(tokens, both, "trọng số chú ý"))
    write("attention.json", parts, MODEL)


def lens(measured: dict[str, Any]) -> Part:
    """Make a grid of a logit lens: a row for every third layer, the last one below."""
    rows = range(0, len(measured["p"]), EVERY)
    return {
        "tokens": measured["tokens"],
        "names": [f"tầng {row}" if row else "nhúng" for row in rows],
        "scores": [[round(p, DECIMALS) for p in measured["p"][row]] for row in rows],
        "labels": [measured["top"][row] for row in rows],
        "view": "grid",
        "measure": "P",
    }


def square(tokens: list[str], head: dict[str, Any]) -> Part:
    """Make a grid of a head's attention; what a token cannot see is missing."""
    rows = [
        [round(weight, DECIMALS) for weight in row] + [None] * (len(tokens) - len(row))
        for row in head["weights"]
    ]
    return {"tokens": tokens, "scores": rows, "measure": "trọng số chú ý", "view": "grid"}


def halves(head: Part, second: str) -> Part:
    """Lay the second of two sentences beside the first: where do its pieces look in that?

    Args:
        head: The map of a head.
        second: The piece with which the second sentence begins.
    """
    at = head["tokens"].index(second)
    return {
        "tokens": head["tokens"][1:at],
        "row_tokens": head["tokens"][at:],
        "scores": [row[1:at] for row in head["scores"][at:]],
        "measure": head["measure"],
        "axes": ["vế hai", "vế một"],
    }


def write_inside() -> str:
    """Write what layers would say and where heads look, and say how clearly the heads do."""
    real = json.loads((RAW / "smollm2_inside.json").read_text(encoding="utf-8"))
    control = json.loads((RAW / "smollm2_inside_random.json").read_text(encoding="utf-8"))
    parts = {name: lens(measured) for name, measured in real["lens"].items()}
    lines = []
    for suffix, measured in (("", real["attention"]), ("_random", control["attention"])):
        for name, head in measured["heads"].items():
            if f"{name}{suffix}" in GRIDS:
                made = square(measured["tokens"], head)
                parts[f"{name}{suffix}"] = {"model": UNTAUGHT, **made} if suffix else made
            lines.append(
                f"{name}{suffix}: layer {head['layer']}, head {head['head']}, mean {head['mean']},"
                f" median of {head['of']} {head['median_of_all']}"
            )
    parts["halves"] = halves(parts["repeat"], "ĠTokyo")
    layer = real["attention"]["layer"]
    rows = {f"đầu {at}": row for at, row in enumerate(layer["weights"], 1)}
    seen = real["attention"]["tokens"][: layer["from"] + 1]
    parts["layer"] = part(seen, rows, "trọng số chú ý")
    write("inside.json", parts, MODEL)
    return "\n".join(lines)


def head_map(means: list[list[float]], model: str) -> Part:
    """Make a map of all heads: a column for each layer, a row for each head of a layer."""
    return {
        "model": model,
        "tokens": [str(layer) for layer in range(1, len(means) + 1)],
        "names": [f"đầu {head}" for head in range(1, len(means[0]) + 1)],
        "scores": [[round(mean, DECIMALS) for mean in row] for row in zip(*means, strict=True)],
        "measure": "phần chú ý trung bình",
        "view": "grid",
        "axes": ["đầu", "tầng"],
        "join": "space",
    }


def best_heads(name: str, means: list[list[float]], chosen: tuple[int, int]) -> str:
    """Say which heads do best what they are looked for, and how well a chosen one does."""
    rows = enumerate(means, 1)
    all_heads = [(mean, layer, head) for layer, row in rows for head, mean in enumerate(row, 1)]
    mean = means[chosen[0] - 1][chosen[1] - 1]
    rank = 1 + sum(other > mean for other, _, _ in all_heads)
    above = sum(mean > HALF for mean, _, _ in all_heads)
    best = sorted(all_heads, reverse=True)[:3]
    return f"{name}: best {best}, {above} above {HALF}; head {chosen} has {mean}, rank {rank}"


def write_heads() -> str:
    """Write the maps of all heads, and say how the chosen two do on other texts."""
    measured = json.loads((RAW / "smollm2_heads.json").read_text(encoding="utf-8"))
    parts = {
        "before": head_map(measured["real"]["before"], MODEL),
        "before_random": head_map(measured["random"]["before"], UNTAUGHT),
        "repeat": head_map(measured["real"]["repeat"], MODEL),
    }
    write("heads.json", parts)
    before = {"chosen on": measured["real"], **measured["others"]}
    lines = [best_heads(f"before, {k}", one["before"], BEFORE) for k, one in before.items()]
    repeat = {"chosen on": measured["real"], "drawn": measured["drawn"]}
    lines += [best_heads(f"repeat, {k}", one["repeat"], REPEAT) for k, one in repeat.items()]
    return "\n".join(lines)


def write_seeds() -> str:
    """Write eight draws of the network without learning as runs, and say how they agree."""
    measured = json.loads((RAW / "smollm2_seeds.json").read_text(encoding="utf-8"))
    runs = measured["logprob"]
    words = words_of(measured["text"])
    content: Part = {"tokens": words, "runs": runs, "measure": "log P", "unit": "nat"}
    two: Part = log_p(words, {f"hạt giống {k}": runs[k - 1] for k in (1, 2)})
    seeds = f"mạng SmolLM2-135M, trọng số ngẫu nhiên (hạt giống 1–{len(runs)})"
    write("seeds.json", {"runs": content, "two": two}, seeds)
    pairs = [correlation(a, b) for at, a in enumerate(runs) for b in runs[at + 1 :]]
    means = [fmean(column) for column in zip(*runs, strict=True)]
    return (
        f"seeds: r(1, 2) = {pairs[0]:.3f}, all {len(pairs)}: {min(pairs):.3f} … {max(pairs):.3f},"
        f" mean {fmean(pairs):.3f}; means {min(means):.3f} … {max(means):.3f};"
        f" one run {min(runs[0]):.3f} … {max(runs[0]):.3f}"
    )


def occlusion(measured: dict[str, Any], count: int) -> Part:
    """Average the first so many replicates of each token, with the standard error of the mean."""
    known = [reps[:count] for reps in measured["reps"]]
    return {
        "text": measured["a"],
        "tokens": measured["tokens"],
        "scores": [round(fmean(reps), 5) if reps else None for reps in known],
        "err": [round(stdev(reps) / math.sqrt(count), 5) if reps else None for reps in known],
        "measure": "độ giảm cosin",
    }


def write_occlusion() -> str:
    """Write a measurement with noise, by twelve replicates and by three."""
    measured = json.loads((RAW / "minilm_occlusion.json").read_text(encoding="utf-8"))
    parts = {"twelve": occlusion(measured, 12), "three": occlusion(measured, FEW)}
    write("occlusion.json", parts, ENCODER)
    lines = []
    for name, made in parts.items():
        rows = zip(made["tokens"], made["scores"], made["err"], strict=True)
        known = [row for row in rows if row[1] is not None]
        k = NormalDist().inv_cdf(1 - 0.05 / (2 * len(known)))
        lost = [token for token, score, error in known if abs(score) < k * error]
        lines.append(f"occlusion, {name}: n = {len(known)}, k = {k:.3f}, {len(lost)} lost: {lost}")
    return "\n".join(lines)


def likeness(made: dict[str, Any], layers: list[int]) -> Part:
    """Make a part of the cosines to a word where it comes first, behind some layers.

    To itself there is none. A single layer is a text; several are the rows of a grid.
    """
    first: int = made["first"]
    rows = [
        [round(cosine, DECIMALS) if place != first else None for place, cosine in enumerate(row)]
        for row in (made["cosine"][layer] for layer in layers)
    ]
    several = {"view": "grid", "names": [f"tầng {layer}" if layer else "nhúng" for layer in layers]}
    return {
        "text": made["text"],
        "tokens": made["tokens"],
        "scores": rows[0] if len(rows) == 1 else rows,
        "measure": "cosin với token được viền",
        "mark": {str(first + 1): "token được so"},
        **({} if len(rows) == 1 else several),
    }


def write_similarity() -> str:
    """Write how alike pieces are to a word, and say whether that tells its senses apart."""
    measured = json.loads((RAW / "minilm_similarity.json").read_text(encoding="utf-8"))
    words = measured["words"]
    layers = [*range(len(measured["strangers"]))]
    parts = {
        "layers": likeness(words["bank"]["other"], layers),
        "other": likeness(words["bank"]["other"], layers[-1:]),
        "same": likeness(words["bank"]["same"], layers[-1:]),
    }
    write("similarity.json", parts, ENCODER)
    again = {
        word: [one["cosine"][-1][one["again"]] for one in (made["other"], made["same"])]
        for word, made in words.items()
    }
    gaps = [same - other for other, same in again.values()]
    error = stdev(gaps) / math.sqrt(len(gaps))
    return (
        f"similarity, last layer, other and same sense: {again};"
        f" same less other {fmean(gaps):.4f}, standard error {error:.4f};"
        f" strangers {measured['strangers']}"
    )


WHOLE_MODEL, WITHOUT, CONTROL_OFF = "nguyên vẹn", "tắt 6 đầu biết lặp lại", "tắt 6 đầu khác"


def write_ablation() -> str:
    """Write what a model loses without some heads, and say how much in each half of the text."""
    measured = json.loads((RAW / "smollm2_ablation.json").read_text(encoding="utf-8"))
    words = words_of(measured["text"])
    places = word_of_each_piece([bytes(piece) for piece in measured["bytes"]], words)

    def surprisals(log_ps: list[float]) -> list[float]:
        return [-total for total in sums(log_ps, places)]

    whole = surprisals(measured["whole"])
    control = [surprisals(draw) for draw in measured["control"]]
    alone = {head: surprisals(one) for head, one in measured["one_by_one"].items()}
    means = [round(fmean(column), 6) for column in zip(*control, strict=True)]
    base: Part = {"tokens": words, "measure": "độ bất ngờ", "unit": "nat"}
    series = {WITHOUT: surprisals(measured["without"]), CONTROL_OFF: means}
    two = {"tắt đầu 7, tầng 19": alone["19.7"], "tắt đầu 6, tầng 18": alone["18.6"]}
    parts = {
        "whole": {**base, "scores": whole},
        "off": {**base, "scores": {WHOLE_MODEL: whole, **series}},
        "draws": {**base, "runs": {WHOLE_MODEL: [whole] * len(control), CONTROL_OFF: control}},
        "alone": {**base, "scores": {WHOLE_MODEL: whole, **two}},
    }
    write("ablation.json", parts, MODEL)
    half = len(words) // 2

    def halves(scores: list[float]) -> str:
        return f"{sum(scores[:half]):.1f} + {sum(scores[half:]):.1f}"

    rows = {WHOLE_MODEL: whole, **series, **alone}
    lines = [f"ablation, {name}: {halves(scores)}" for name, scores in rows.items()]
    return "\n".join([*lines, f"ablation, control: {[halves(draw) for draw in control]}"])


def write_context() -> str:
    """Write the model beside itself without the order of the context, and without context."""
    measured = json.loads((RAW / "smollm2_context.json").read_text(encoding="utf-8"))
    runs = measured["shuffled"]
    means = [round(fmean(column), 6) for column in zip(*runs, strict=True)]
    scores = {REAL: measured["whole"], "xáo ngữ cảnh": means, "không ngữ cảnh": measured["none"]}
    write("context.json", {"en": log_p(words_of(measured["text"]), scores)}, MODEL)
    totals = {name: round(sum(row), 1) for name, row in scores.items()}
    drawn = [round(sum(run), 1) for run in runs]
    return f"context: sums {totals}; shuffled {drawn}"


def texts_of(rows: list[dict[str, Any]], group: str) -> list[Part]:
    """Make texts of one group, for a figure of many texts."""
    return [{"tokens": row["tokens"], "scores": row["scores"], "group": group} for row in rows]


def write_neurons() -> str:
    """Write what makes a neuron fire most, what comes after, and a random sample beside them."""
    measured = json.loads((RAW / "smollm2_neurons.json").read_text(encoding="utf-8"))
    count = measured["texts"]
    lines, parts = [], {}
    for name in ("real", "random"):
        one = measured[name]
        groups = {
            "top": texts_of(one["top"], f"đứng đầu: {len(one['top'])} trong {count}"),
            "after": texts_of(one["after"], f"hạng 21–26 trong {count}"),
            "random": texts_of(one["random"], f"ngẫu nhiên: {len(one['random'])} trong {count}"),
        }
        base: Part = {"measure": "kích hoạt"}
        if name == "random":
            base = {"model": UNTAUGHT, **base}
        parts[f"{name}_top"] = {**base, "texts": groups["top"]}
        parts[f"{name}_all"] = {
            **base,
            "texts": [text for each in groups.values() for text in each],
        }
        tried = one["tried"]
        lines.append(
            f"neurons, {name}: {one['found']} of {one['searched']}, layer {one['layer']},"
            f" neuron {one['neuron']} on {one['word']!r}, {one['occurs']} times in {one['tokens']};"
            f" peaks {one['peaks'][:8]}; tried {tried}"
        )
    write("neurons.json", parts, MODEL)
    return "\n".join(lines)


def byte_level(encoding: dict[str, Any]) -> Part:
    """Make a part of what a byte-level tokenizer gave: it keeps every byte."""
    return lengths(encoding["raw"], [float(len(piece)) for piece in encoding["bytes"]])


def sentencepiece(tokens: list[str]) -> Part:
    """Make a part of SentencePiece tokens: `▁` is a space, and one stands before the text."""
    spaced = [token.replace("▁", " ") for token in tokens]
    spaced[1] = spaced[1].removeprefix(" ")
    scores = [float(len(piece.encode())) for piece in spaced[1:]]
    return lengths(tokens, [None, *scores])


def wordpiece(made: dict[str, Any]) -> Part:
    """Make a part of WordPiece tokens, which have lost case and accents."""
    text = made["text"]
    scores = [float(len(text[start:end].encode())) or None for start, end in made["offsets"]]
    return lengths(made["tokens"], scores)


def segmented(tokens: list[str]) -> Part:
    """Make a part of `@@` BPE tokens: `_` is the space inside a word of several syllables."""
    bare = [token.removesuffix("@@").replace("_", " ") for token in tokens]
    return lengths(tokens, [float(len(piece.encode())) for piece in bare])


def torn(encoding: dict[str, Any]) -> Part:
    """Class the pieces of the first words: whole letters, or a part of one."""
    pieces = [bytes(piece) for piece in encoding["bytes"][:FIRST_PIECES]]
    kinds = [WHOLE if readable(piece) else TORN for piece in pieces]
    first = kinds.index(TORN) + 1  # of “ả”, three pieces
    return {
        "tokens": encoding["raw"][:FIRST_PIECES],
        "classes": kinds,
        "mark": {str(place): "chữ “ả”" for place in range(first, first + 3)},
    }


def readable(piece: bytes) -> bool:
    """Tell whether bytes are letters by themselves."""
    try:
        piece.decode()
    except UnicodeDecodeError:
        return False
    return True


def write_tokenizers() -> str:
    """Write what five kinds of tokenizers make of one sentence, and say how many tokens."""
    sentences = read(RAW / "byte_level_bpe_vi.json", "sentences")
    others = read(RAW / "tokenizers_vi.json", "tokens")
    encodings = sentences["ban_do"]["encodings"]
    text = sentences["ban_do"]["text"]
    parts = {
        "gpt2": byte_level(encodings["r50k"]),
        "cl100k": byte_level(encodings["cl100k"]),
        "o200k": byte_level(encodings["o200k"]),
        "llama2": sentencepiece(others["tokenizer-llama2"]["ban_do"]["tokens"]),
        "minilm": wordpiece(others["minilm-wordpiece"]["ban_do"]),
        "at": segmented(others["vi-bpe-@@"]["ban_do"]["tokens"]),
        "nfd": byte_level(sentences["nfd"]["encodings"]["r50k"]),
    }
    shown = {title: parts[name]["tokens"] for name, title in TITLES.items()}
    beside = {"text": text, "compare": shown}
    write("tokenizers.json", parts | {"side_by_side": beside, "torn": torn(encodings["r50k"])})
    lines = [f"{len(text)} characters, {len(text.encode())} bytes, {text.count(' ')} spaces"]
    for name, made in parts.items():
        known = [score for score in made["scores"] if score is not None]
        special = len(made["scores"]) - len(known)
        lines.append(
            f"  {name:8} {len(known)} tokens and {special} special, {sum(known):.0f} bytes,"
            f" {fmean(known):.2f} a token, {min(known):.0f} … {max(known):.0f}"
        )
    return "\n".join(lines)


def figures(name: str, text: Measured) -> str:
    """Compute what the lessons quote about a text: ranges, shares of a common scale, means."""

    def of(what: str, real: list[float], control: list[float]) -> str:
        both = real + control
        ends, wide = (min(both), max(both)), max(both) - min(both)
        shares = [(max(row) - min(row)) / wide for row in (real, control)]
        return (
            f"{name}, {what}: n = {len(real)}\n"
            f"  real    {min(real):8.3f} … {max(real):8.3f}  {shares[0]:6.1%} of {ends}\n"
            f"  control {min(control):8.3f} … {max(control):8.3f}  {shares[1]:6.1%}"
            f"  median {median(control):.3f}  r = {correlation(real, control):.3f}"
        )

    total, mean = sum(text.real), fmean(text.real_pieces)
    lines = [
        of("pieces", text.real_pieces, text.control_pieces),
        of("words, sum", text.real, text.control),
        of("words, mean", *text.means().values()),
        f"  sum {total:.3f}, mean {mean:.3f} nat/token, perplexity {math.exp(-mean):.2f}",
        f"  {-total / len(''.join(text.words)):.3f} nat/character",
    ]
    if len(set(text.counts)) > 1:
        lines.append(f"  r(pieces, control) = {correlation(text.counts, text.control):.4f}")
    return "\n".join(lines)


def attention_figures(name: str, text: dict[str, Any]) -> str:
    """Compute what the lessons quote about attention from the last token."""
    weights = text["attention_from_last_token"]["mean_all_layers_heads"]
    first, rest = weights[0], weights[1:]
    low = min(rest)

    def places(high: float, *scores: float) -> str:
        return " ".join(f"{(score - low) / (high - low):.3f}" for score in scores)

    top = sorted(rest, reverse=True)[:4]
    pieces = [bytes(row["bytes"]) for row in text["tokens"]]
    words = words_of(text["text"])
    mass = sums(rest, word_of_each_piece(pieces, words))
    best = sorted(zip(mass, words, strict=True), reverse=True)[:4]
    return (
        f"{name}, attention: sum {sum(weights):.4f}, first {first}, rest {sum(rest):.4f}\n"
        f"  rest {low} … {max(rest)}, median {median(rest):.5f}, uniform {1 / len(weights):.4f}\n"
        f"  top {top}, places with the first {places(first, *top, median(rest))}\n"
        f"  places without {places(max(rest), *top, median(rest))}\n"
        f"  lowest tenth with the first: "
        f"{sum((score - low) / (first - low) < TENTH for score in rest)} of {len(rest)}\n"
        f"  words {best}, lowest {min(mass)}, in halves {sum(rest[: len(rest) // 2]):.4f}"
    )


def main() -> None:
    """Write all data files, and print the figures that the lessons quote."""
    real = read(DATA / "smollm2_logprobs.json", "texts")
    control = read(RAW / "smollm2_random_weights.json", "texts")
    en = measure(real["en_capital"], control["en_capital"])
    vi = measure(real["vi_ban_do"], control["vi_ban_do"])
    write_smollm2(en, vi)
    write_controls(en, vi)
    write_attention(real, control)
    print(figures("English", en), figures("Vietnamese", vi), sep="\n")
    print(attention_figures("English", real["en_capital"]))
    print(attention_figures("Vietnamese", real["vi_ban_do"]))
    print(write_tokenizers())
    print(write_inside())
    print(write_heads())
    print(write_seeds())
    print(write_occlusion())
    print(write_similarity())
    print(write_ablation())
    print(write_context())
    print(write_neurons())


if __name__ == "__main__":
    main()
