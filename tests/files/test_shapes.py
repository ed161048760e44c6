"""Every shape of answers of services that the page of shapes lists, each with a file of its own."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from data_files import read, scores_of
from heatmark import Heatmap
from heatmark.core.errors import HeatmarkError, SourceError
from heatmark.files.gzipped import unpacked
from heatmark.files.request import Limits
from heatmark.tokens import detect, to_cells

if TYPE_CHECKING:
    from heatmark.block.draft import Draft

SHAPES = Path(__file__).parent / "data" / "shapes"
PAGE = Path(__file__).parents[2] / "docs" / "shapes.md"

HELLO = (["Xin", " chào", "!"], [-0.1, -0.5, -1.2])
ECHO = (["Xin", " chào", "!"], [None, -0.5, -1.2])
PROMPT = ([" chào", "!"], [-0.5, -1.2])
HI = (["Hi"], [-2.5])
ENDED = (["Xin", " chào", "!", "</s>"], [-0.1, -0.5, -1.2, -0.01])
WORDS = (["Tôi", "yêu", "Hà Nội"], [0.1, 0.5, 0.9])

READ = {
    "answer.json.gz": HELLO,
    "batch.jsonl#1": HI,
    "batch.jsonl#câu-1": HI,
    "batch.jsonl#câu.2.2": HELLO,
    "chat.json": HELLO,
    "chat_n.json#1": HELLO,
    "chat_n.json#choices.2": HI,
    "chat_stream.json": HELLO,
    "chat_stream.jsonl": HELLO,
    "chat_stream.sse": HELLO,
    "chat_stream_n.json#1": HELLO,
    "chat_stream_n.json#2": HI,
    "cohere.json": (["Xin", " chào!"], [-0.1, -1.7]),
    "cohere_stream.jsonl": HELLO,
    "completion.json": ECHO,
    "completion_prompts.json#1": HELLO,
    "completion_prompts.json#2": HI,
    "completion_stream.sse": HELLO,
    "deepseek.json#content": HELLO,
    "deepseek.json#reasoning_content": HI,
    "fill_mask.json": (["bộ ", "phim", " này hay"], [None, 0.6, None]),
    "foreign_scores.json#2": HI,
    "foreign_scores.json#results.1": HELLO,
    "gemini.json": HELLO,
    "gemini_sdk.json": HELLO,
    "gemini_stream.json": HELLO,
    "lines.jsonl.gz": HELLO,
    "llama_cpp.json": HELLO,
    "llama_cpp_stream.sse": HELLO,
    "llm_log.json": HELLO,
    "ner.json": (["Hà", "Nội", "Huế"], [0.98, 0.97, 0.91]),
    "ollama.json": HELLO,
    "ollama_stream.ndjson": HELLO,
    "pairs.json": (["Tôi", "yêu", "Hà Nội"], [0.1, 0.5, None]),
    "responses.json": HELLO,
    "responses_stream.sse": HELLO,
    "sglang.json#input_token_logprobs": (["Hi", " there"], [None, -2.5]),
    "sglang.json#output_token_logprobs": HELLO,
    "sglang_stream.sse": HELLO,
    "tgi.json": ENDED,
    "tgi_prefill.json#prefill": (["<s>", "Xin"], [None, -5.2]),
    "tgi_prefill.json#tokens": HI,
    "tgi_stream.json": ENDED,
    "tgi_stream.jsonl": ENDED,
    "tgi_stream.sse": ENDED,
    "unitxt.json#1": HELLO,
    "unitxt.json#2": HI,
    "vllm_both.json#choices": HI,
    "vllm_both.json#prompt_logprobs": PROMPT,
    "vllm_offline.json": ECHO,
    "vllm_prompt.json": PROMPT,
    "vllm_raw.json": HELLO,
    "watsonx.json": HELLO,
    "watsonx_input.json#generated_tokens": HI,
    "watsonx_input.json#input_tokens": ECHO,
    "word_records.json": WORDS,
    "word_scores.json": WORDS,
    "words.csv.gz": HELLO,
}
# Those that have no tokens that could have come beside those that came.
WITHOUT_OTHERS = {
    *("cohere.json", "cohere_stream.jsonl", "foreign_scores.json", "ner.json", "pairs.json"),
    *("sglang_stream.sse", "tgi_prefill.json", "vllm_raw.json", "watsonx_input.json"),
    *("word_records.json", "word_scores.json", "words.csv.gz"),
}
SAID = {
    "cohere.json": "summed-tokens",
    "ner.json": "left-out",
    "vllm_prompt.json": "left-out",
    "vllm_both.json#prompt_logprobs": "left-out",
    "foreign_scores.json#results.1": "ignored-option",
}
REFUSED = {
    "annotations.json": ("labels of places", '"classes"'),
    "classification.json": ("scores of labels", "compute attributions"),
    "empty_logprobs.json": ("is empty", "answer of text"),
    "no_logprobs.json": ("were not asked for", '"logprobs": true'),
    "service_error.json": ("answered with an error: Rate limit reached", "ask again"),
    "sglang_ids.json": ("without their texts", '"return_text_in_logprobs": true'),
    "batch.jsonl#câu-3": ("answered with an error: Too long", "ask again"),
    "batch.jsonl#câu": ("there is no part 'câu'", "câu-1, câu.2, câu-3"),
    "chat_n.json#0": ("there is no part '0'", "counted from 1"),
}
SEVERAL = {
    "batch.jsonl": ["câu-1", "câu.2", "câu-3"],
    "batch.jsonl#câu.2": ["câu.2.response.body.choices.1", "câu.2.response.body.choices.2"],
    "chat_n.json": ["choices.1", "choices.2"],
    "chat_stream_n.json": ["choices.1", "choices.2"],
    "completion_prompts.json": ["choices.1", "choices.2"],
    "deepseek.json": ["choices.1.logprobs.content", "choices.1.logprobs.reasoning_content"],
    "foreign_scores.json": ["results.1", "results.2"],
    "sglang.json": ["meta_info.input_token_logprobs", "meta_info.output_token_logprobs"],
    "tgi_prefill.json": ["details.prefill", "details.tokens"],
    "unitxt.json": ["1", "2"],
    "vllm_both.json": ["choices.1", "prompt_logprobs"],
    "watsonx_input.json": ["results.1.input_tokens", "results.1.generated_tokens"],
}


def shape(src: str) -> Draft:
    """Read a sample as a block does."""
    name, _, part = src.partition("#")
    return read((SHAPES / name).read_bytes(), name, part=part)


def texts(draft: Draft) -> list[str]:
    """Give tokens as the reader knows them."""
    tokens = draft.tokens or ()
    return [*to_cells(tokens, draft.scheme or detect(tokens)).texts]


@pytest.mark.parametrize("src", sorted(READ))
def test_a_shape_is_read(src: str) -> None:
    """Tokens and scores of each are those of the answer, and others stand beside them."""
    draft, (expected, scores) = shape(src), READ[src]
    assert texts(draft) == expected
    assert scores_of(draft) == pytest.approx(scores)
    others = src.partition("#")[0] not in WITHOUT_OTHERS and expected != HI[0]
    assert (draft.alternatives is not None) == others
    said = [SAID[src]] if src in SAID else []
    assert [one.name for one in draft.notices] == said


@pytest.mark.parametrize("src", sorted(READ))
def test_others_are_best_first(src: str) -> None:
    """The other tokens are written as the tokens are, each with its log-probability."""
    draft = shape(src)
    for token, others in zip(draft.tokens or (), draft.alternatives or (), strict=False):
        scores = [score for _, score in others]
        assert scores == sorted(scores, reverse=True)
        assert not others or token in dict(others)


def test_special_tokens_are_known() -> None:
    """A service says which tokens mark the end."""
    assert shape("tgi.json").special == {3}
    assert shape("tgi_stream.sse").special == {3}


@pytest.mark.parametrize("src", sorted(REFUSED))
def test_a_shape_is_refused(src: str) -> None:
    """What has no scores says why, and what to do."""
    with pytest.raises(HeatmarkError) as caught:
        shape(src)
    problem, hint = REFUSED[src]
    assert problem in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize("src", sorted(SEVERAL))
def test_parts_are_listed_as_they_are_written(src: str) -> None:
    """Of several texts none is taken unasked, and each name that the error lists is one's own."""
    with pytest.raises(HeatmarkError) as caught:
        shape(src)
    names = caught.value.hint.rpartition("name: ")[2].split(", ")  # of lines
    listed = re.findall(r"#([^ ,()]+)", caught.value.hint) or names
    assert listed == SEVERAL[src]
    for part in listed:
        again = f"{src.partition('#')[0]}#{part}"
        if again not in {*REFUSED, *SEVERAL}:
            assert shape(again).tokens


def test_the_page_lists_each_shape() -> None:
    """Each row of the page has a sample that is read or refused here, and each sample a row."""
    section = PAGE.read_text("utf-8").partition("## Answers of services")[2].partition("\n## ")[0]
    rows = re.findall(r"\| `([\w.]+)` \|\n", section)
    known = {src.partition("#")[0] for src in {*READ, *REFUSED, *SEVERAL}}
    assert sorted(rows) == sorted(known)


def test_a_packed_file_stays_within_the_limit() -> None:
    """A bomb is never unpacked whole, and the error says how much is allowed."""
    bomb = gzip.compress(b"a" * 5_000_000)
    with pytest.raises(SourceError, match="more than 1000 bytes") as caught:
        unpacked(bomb, "a.csv.gz", Limits(max_bytes=1000))
    assert "at most 1000 bytes" in caught.value.hint


def test_members_of_a_packed_file_follow_one_another() -> None:
    """Files that were appended to one another are one file; what is not packed is left alone."""
    both = gzip.compress(b"a 1\n") + gzip.compress(b"b 2\n")
    assert unpacked(both, "a.txt.gz", Limits()) == (b"a 1\nb 2\n", "a.txt")
    assert unpacked(b"a 1\n", "a.txt", Limits()) == (b"a 1\n", "a.txt")
    exact = unpacked(gzip.compress(b"a 1\n"), "a.gz", Limits(max_bytes=4))
    assert exact == (b"a 1\n", "a")


@pytest.mark.parametrize("cut", [5, 12, -4])
def test_a_packed_file_that_is_broken(cut: int) -> None:
    """What ends too early is an error and no part of the file."""
    with pytest.raises(SourceError, match="gzip is broken"):
        unpacked(gzip.compress(b"a 1\nb 2\n" * 50)[:cut], "a.gz", Limits())


def test_a_packed_file_is_read_from_its_path() -> None:
    """A heatmap reads it as any other file."""
    assert len(Heatmap.read(SHAPES / "words.csv.gz")) == 3
