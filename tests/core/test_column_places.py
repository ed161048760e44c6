"""Columns that say where tokens are, by their names and by what they hold."""

from __future__ import annotations

import pytest

from heatmark.core.column_places import are_places, no_scores_among, numbers_groups

TOKENS = ["Hà", "Nội", "đẹp", "lắm"]
SCORES = ["0.5", "0.7", "0.1", "0.4"]


@pytest.mark.parametrize(
    "name",
    [
        *("tmin", "tmax", "start_char", "end_char", "char_offset", "t_start", "t_end", "onset"),
        *("start_time", "Begin (s)", "xmin", "bắt đầu", "kết thúc", "word_end", "end (ms)"),
    ],
)
def test_starts_and_ends_of_tokens(name: str) -> None:
    """What is called so and rises says where tokens are; what falls may be scores."""
    assert are_places(name, ["0.5", "1", "", "2"])
    assert not are_places(name, ["2", "1", "0.5"])
    assert not are_places(name, ["2", "2"])
    assert not are_places(name, ["2"])


@pytest.mark.parametrize("name", ["gpt2", "weekend", "restart effect", "score", "end_prob"])
def test_other_names_are_no_places(name: str) -> None:
    """Words with these in them are others, and so are scores of starts."""
    assert not are_places(name, ["0.5", "1", "2"])


@pytest.mark.parametrize("name", ["TT", "i"])
def test_short_names_of_counts(name: str) -> None:
    """They are counts where they count: TT is total time, too."""
    assert are_places(name, ["1", "2"])
    assert are_places(name, ["5", "6", "7"]) is (name == "i")
    assert not are_places(name, ["250", "310"])
    assert not are_places(name, ["1"])
    assert not are_places("I", ["1", "2"]), "a numeral beside II"


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        ({"k": "1 2 3 4", "score": SCORES}, ["k"]),
        ({"k": "0 1 2 3", "score": SCORES}, ["k"]),
        ({"score": SCORES, "k": "0 1 2 3"}, ["k"]),
        ({"k": "1 2 3 4", "RT": "210 305 190 250"}, ["k"]),
        ({"topic": "0 0 1 1", "score": SCORES}, ["topic"]),
        ({"chủ đề": "1 1 2 2", "score": SCORES}, ["chủ đề"]),
        ({"from": "0 3 7 11", "until": "2 6 10 14", "score": SCORES}, ["from", "until"]),
        (
            {"t0 ms": ".1 .4 .8 1.2", "t1 ms": ".4 .7 1.1 1.5", "f0": "120 110 130 90"},
            ["t0 ms", "t1 ms"],
        ),
        ({"x": "1 2 1 2", "y": "1 1 2 2", "w": "3 3 3 3", "h": "1 1 1 1", "s": SCORES}, [*"xywh"]),
    ],
)
def test_what_columns_hold(columns: dict[str, str | list[str]], found: list[str]) -> None:
    """Counts of rows, groups, and places are told under any name, with a hint to draw them."""
    cells = {name: one.split() if isinstance(one, str) else one for name, one in columns.items()}
    left_out, (notice,) = no_scores_among(cells, TOKENS, "src")
    assert left_out == found
    assert notice.name == "unlike-columns"
    assert f"field: {found[0]} to draw it" in notice.hint
    _, (notice,) = no_scores_among(cells, TOKENS, "rows")
    assert notice.hint == "put its name in quotes to draw it"


@pytest.mark.parametrize("names", ["A B", "before after", "1 2", "gpt2 llama", "model_A model_B"])
def test_scores_that_rise(names: str) -> None:
    """A table that is sorted by its scores has no places of tokens."""
    first, second = names.split()
    cells = {first: ["0", "3", "7", "12"], second: ["1", "6", "11", "14"], "score": SCORES}
    assert no_scores_among(cells, TOKENS, "src") == ([], [])


@pytest.mark.parametrize("name", ["length", "syllables", "AoA", "rating", "điểm", "bậc", "RT"])
def test_quantities_that_count(name: str) -> None:
    """Lists of words are sorted by such: 1, 2, 3 may be the lengths of three words."""
    assert no_scores_among({name: [*"1234"], "P": SCORES}, TOKENS, "src") == ([], [])


def test_groups_of_any_name() -> None:
    """Three groups or more are told by their numbers alone."""
    cells = {"g": [*"11223344"], "s": [f"0.{at}" for at in range(1, 9)]}
    assert no_scores_among(cells, [*"abcdefgh"], "src")[0] == ["g"]
    cells = {"depth": cells["g"], "s": cells["s"]}
    assert no_scores_among(cells, [*"abcdefgh"], "src")[0] == []


@pytest.mark.parametrize(
    "columns",
    [
        {"score": "1 2 3 4"},
        {"gpt2": "1 2 3 4", "llama": "2 4 1 3"},
        {"gpt2 rank": "1 2 3 4", "llama rank": "2.5 4 1 2.5"},
        {"layer 1": "1 2 3 4", "layer 2": SCORES},
        {"1": "1 2 3 4", "2": SCORES},
        {"human": "0 0 1 1", "model": SCORES},
        {"human": "0 1 1 0", "model": SCORES},
        {"rating": "1 2 2 4", "model": SCORES},
        {"gpt2": "2 3 4 5", "llama": SCORES},
        {"topic": "0 0 1 1"},
        {"surprisal_a": ".1 .4 .8 1.2", "surprisal_b": ".4 .7 1.1 1.5", "surprisal_c": SCORES},
        {"estimate": "1.5 2.5 3.5 4.5", "lower": "1 2 3 4", "upper": "2 3 4 5"},
        {"x": "1 2 3 1", "y": SCORES},
        {"layer 1": "0 3 7 11", "layer 2": "2 6 10 14", "layer 3": SCORES},
        {},
    ],
)
def test_what_may_be_scores_stays(columns: dict[str, str | list[str]]) -> None:
    """Ranks and ratings, layers and models, what a human marked: nothing is said of them."""
    cells = {name: one.split() if isinstance(one, str) else one for name, one in columns.items()}
    assert no_scores_among(cells, TOKENS, "src") == ([], [])


def test_few_rows_count_only_before_the_tokens() -> None:
    """Three scores may count by chance; numbers of rows stand in front."""
    cells = {"k": ["1", "2", "3"], "s": ["0.5", "0.7", "0.1"]}
    assert no_scores_among(cells, TOKENS[:3], "src")[0] == []
    assert no_scores_among(cells, TOKENS[:3], "src", 1)[0] == ["k"]


def test_a_comma_in_a_name_parts_names_in_field() -> None:
    """No hint offers what cannot be asked for."""
    cells = {"k, n": ["1", "2", "3", "4"], "s": SCORES}
    _, (notice,) = no_scores_among(cells, TOKENS, "src")
    assert notice.hint == "write field: k, n to draw it"


@pytest.mark.parametrize(
    ("cells", "are"),
    [
        (["1", "2"], True),
        (["1", "2", "2"], True),
        (["1", "x", "3"], True),
        (["2", "1", "3"], False),
        (["5", "5"], False),
        (["5"], False),
        ([""], False),
        (["1.2.3", "2"], False),
    ],
)
def test_places_rise(cells: list[str], *, are: bool) -> None:
    """They never fall, and are not all the same; what is no number tells nothing."""
    assert are_places("start", cells) is are


def test_numbers_of_groups_are_whole() -> None:
    """And not longer than numbers of groups are."""
    assert numbers_groups("topic", ["0", "123456789"])
    assert not numbers_groups("topic", ["0", "1234567890"])
    assert not numbers_groups("topic", ["0", "0.5"])
    assert not numbers_groups("gpt2", ["0", "1"])


EIGHT = {"k": [*"00112222"], "score": [f"{at}.5" for at in range(8)]}


@pytest.mark.parametrize(
    ("columns", "tokens", "left"),
    [
        ({"p": ["0", "3"], "q": ["2", "5"], "score": ["1.5", "0.5"]}, ["Hà", "ab"], []),
        ({"p": ["0", "3"], "q": ["2", "6"], "score": ["1.5", "0.5"]}, ["Hà", "Nội"], ["p", "q"]),
        (EIGHT, [*"abcdefgh"], ["k"]),
        ({**EIGHT, "k": [*"00001111"]}, [*"abcdefgh"], []),
        ({"k": [*"1234"], "score": [*"4978"]}, [*"abcd"], []),
        ({"k": [*"1234"], "score": [*"5978"]}, [*"abcd"], ["k"]),
    ],
)
def test_where_columns_are_surely_no_scores(
    columns: dict[str, list[str]], tokens: list[str], left: list[str]
) -> None:
    """Lengths of tokens, three groups, or numbers above all counts: less than that is a score."""
    assert no_scores_among(columns, tokens, "src")[0] == left
