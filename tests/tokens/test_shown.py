"""What readers see of real tokens: whole letters, special tokens outside, words merged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from heatmark import Heatmap, OptionError
from heatmark.core.scored_tokens import ScoredTokens
from heatmark.options.check import check
from heatmark.options.option import Scope
from heatmark.options.resolve import resolve
from heatmark.options.values import SCHEMES
from heatmark.picture.paint import picture
from heatmark.tokens import SCHEMES as TOKEN_SCHEMES
from heatmark.tokens import to_cells
from heatmark.tokens.shown import Texts, cell_texts, display, is_log, only

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from heatmark.picture.parts import Picture

BPE = ["B", "áº", "£", "n", "ĠÄ", "ĳ", "á»", "ĵ"]
SCORES = [-5.58, -7.43, -0.64, -0.04, -3.05, -0.49, -0.69, -3.51]


def drawn(tokens: list[str], scores: list[float | None], **options: Any) -> Picture:
    made = Heatmap(tokens, scores, **options)
    return picture(made.content, resolve(dict(made.options)))


def test_options_know_the_schemes() -> None:
    """The options declare what the tokens room can do, and nothing else."""
    assert set(SCHEMES) == set(TOKEN_SCHEMES)


def test_a_letter_over_two_tokens() -> None:
    """The first token shows the whole letter, the next goes on with it; the text is the text."""
    cells = drawn(BPE, [*SCORES]).cells
    assert cells.text == "Bản đồ"
    assert cells.shown == ("B", "ả", "", "n", " đ", "", "ồ", "")
    assert cells.continues == {2, 5, 7}
    assert cells.groups == ((1, 2), (4, 5), (6, 7))
    assert cells.notes[1] == "E1 BA"


def test_only_lost_bytes_are_written_out() -> None:
    """A byte that is no character is shown with its value; the sign for it is a text like any."""
    assert drawn(["⟨ψ|", "b"], [1, 2]).cells.notes == {}
    lost = drawn(["Ġa", "Ģ", "b"], [1, 2, 3], scheme="bytebpe").cells
    assert lost.shown[1] == "⟨80⟩"
    assert lost.notes == {1: "80"}


def test_letters_in_html(convert: Callable[..., tuple[str, list[str]]]) -> None:
    """One outline goes around the tokens of a letter, with its leading space outside."""
    rows = "\n".join(f"{token} {score}" for token, score in zip(BPE, SCORES, strict=True))
    html, messages = convert(f"```heatmap hover=false\n{rows}\n```")
    text = html[html.index("<pre") : html.index("</pre>")]
    assert re.sub(r"<i [^>]*>.*?</i>|<[^>]*>", "", text) == "Bản đồ"
    assert re.search(
        r"</b> <span class=heatmark-group><b class=q\d+>đ</b>"
        r'<b class="q\d+ j"><i aria-hidden=true>⋯\u2060</i></b></span>',
        text,
    )
    assert not messages


def test_words_are_sums_of_their_pieces() -> None:
    """Log P of a word is the sum over its tokens, and the table says which they were."""
    one = drawn(BPE, [*SCORES], merge="sum")
    assert one.cells.shown == ("Bản", " đồ")
    assert one.strips[0].scores == pytest.approx((-13.69, -7.74))
    assert one.cells.notes_are == "pieces"
    assert one.cells.notes[0] == "B + E1 BA + A3 + n"


@pytest.mark.parametrize(
    ("special", "scores", "count", "missing", "shown"),
    [
        ("exclude", (None, 1.0, 2.0), 1, 0, ("<s>", "a", " b")),
        ("include", (9.0, 1.0, 2.0), 0, 0, ("<s>", "a", " b")),
        ("hide", (1.0, 2.0), 0, 0, ("a", " b")),
    ],
)
def test_special_tokens(
    special: str,
    scores: tuple[float | None, ...],
    count: int,
    missing: int,
    shown: tuple[str, ...],
) -> None:
    """Special tokens are outside the scale unless they are asked for, and never in the text."""
    one = drawn(["<s>", "▁a", "▁b"], [9.0, 1.0, 2.0], special=special)
    assert one.strips[0].scores == scores
    assert (one.legend.special, one.legend.missing) == (count, missing)
    assert one.cells.shown == shown
    assert one.cells.text == "a b"


def test_special_tokens_are_counted_once() -> None:
    """Two series over one special token without scores: one special token, nothing missing."""
    made = Heatmap(["[CLS]", "a"], {"x": [None, 1], "y": [None, 2]})
    legend = picture(made.content, resolve()).legend
    assert (legend.special, legend.missing, legend.scored) == (1, 0, 2)


def test_only_special_tokens(convert: Callable[..., tuple[str, list[str]]]) -> None:
    """Nothing left to show is an error that says how to show it."""
    html, messages = convert('```heatmap special=hide\n"<s>" 1\n```')
    assert "special: include" in html
    assert len(messages) == 1


def test_text_beside_tokens(convert: Callable[..., tuple[str, list[str]]]) -> None:
    """The text gives lower-cased pieces their capitals and accents again."""
    html, messages = convert(
        "```heatmap\ntokens: ['[CLS]', ban, đ, '##o']\nscores: [null, 1, 2, 3]\ntext: Bản đồ\n```"
    )
    text = html[html.index("<pre") : html.index("</pre>")]
    assert re.sub(r"<i [^>]*>.*?</i>|<[^>]*>", "", text) == "Bản đồ"
    assert not messages


def test_double_encoding_is_named(convert: Callable[..., tuple[str, list[str]]]) -> None:
    """Mojibake is drawn as it is, with a warning that shows what it should read."""
    block = "```heatmap {}\ntokens: [Báº£n, ' Äá»“']\nscores: [1, 2]\n```"
    html, messages = convert(block.format(""))
    assert "Báº£n" in html
    assert len(messages) == 1
    assert "Bản Đồ" in messages[0]
    html, messages = convert(block.format("scheme=mojibake"))
    assert ">Bản</b>" in html
    assert not messages


def test_alternatives(convert: Callable[..., tuple[str, list[str]]]) -> None:
    """What else could have stood there is under the finger and in the table, decoded, escaped."""
    html, _ = convert(
        '```heatmap\n{"tokens": ["ĠHÃł", "ĠNá»Ļi"], "scores": [-1, -2], "scheme": "bytebpe",'
        ' "alternatives": [[["Ġ<b>", -0.5], ["Ċ", -3]], []], "lang": "vi"}\n```'
    )
    assert 'data-v=−1 data-w="1. −0,5 &lt;b&gt;\n2.   −3 ↵"' in html
    assert "<td>1. &lt;b&gt; −0,5; 2. ↵ −3</td>" in html


def test_columns_follow_what_is_shown() -> None:
    """Scores of merged tokens are merged; special tokens are counted and lose theirs."""
    heatmap = Heatmap(["[CLS]", "un", "##able"], [9, 1, 2])
    shown = display(heatmap.content, resolve({"merge": "max"}), same)
    np.testing.assert_array_equal(shown.scores, [[np.nan, 2]])
    np.testing.assert_array_equal(shown.apart, [[9, np.nan]])
    hidden = display(heatmap.content, resolve({"merge": "max", "special": "hide"}), same)
    assert hidden.scores.tolist() == [[2]]
    assert hidden.apart is None


def same(scores: NDArray[np.float64], _: NDArray[np.bool_] | None) -> NDArray[np.float64]:
    return scores


def test_runs_are_merged_each() -> None:
    """What is done to scores is done to each run, and the scores are the means of that."""
    heatmap = Heatmap(["[CLS]", "un", "##able"], runs=[[9, 1, 2], [9, 4, 3]])
    shown = display(heatmap.content, resolve({"merge": "max"}), lambda scores, _: scores * 10)
    (runs,) = shown.runs
    assert runs is not None
    assert runs[:, 1].tolist() == [20, 40]
    assert np.isnan(runs[:, 0]).all()
    assert shown.scores[0, 1] == 30
    hidden = display(heatmap.content, resolve({"special": "hide"}), same).runs[0]
    assert hidden is not None
    assert hidden.tolist() == [[1, 2], [4, 3]]


def test_kinds_of_pieces() -> None:
    """First pieces of words, later ones and the rest are told apart, if they are asked for."""
    content = Heatmap(["un", "##able", ",", "x"], [1, 2, 3, 4]).content
    shown = display(content, resolve({"shuffle": "pieces"}), same)
    assert shown.kinds == ("first", "later", "other", "first")
    words = display(content, resolve({"shuffle": "pieces", "merge": "sum"}), same)
    assert words.kinds == ("first", "other", "first")
    assert display(content, resolve({}), same).kinds is None


def test_columns_stay_as_they_are_written() -> None:
    """Names of columns are no tokens, whatever they look like; a search finds them as words."""
    content = ScoredTokens(["Ġa", "##b"], [1, 2], columns=True)
    for options in ({}, {"shuffle": "pieces"}):
        texts = display(content, resolve(options), same).texts
        assert (texts.shown, texts.columns, texts.text) == (("Ġa", "##b"), True, "Ġa ##b")


def test_plain_tokens_beside_their_text() -> None:
    """The text has the spaces, and special tokens are special though they look plain."""
    beside = ScoredTokens(["Xin", "chào"], [1, 2], text="Xin chào")
    assert display(beside, resolve({}), same).texts.shown == ("Xin", " chào")
    special = ScoredTokens(["Xin", " chào"], [1, 2], specials=[0])
    shown = display(special, resolve({}), same)
    assert shown.texts.special == {0}
    np.testing.assert_array_equal(shown.scores, [[np.nan, 2]])
    assert shown.texts.text == " chào"


def test_special_tokens_on_the_scale() -> None:
    """Those that the author names are, and those that are marked because they have no score."""
    content = ScoredTokens(["[CLS]", "a", "[MASK]"], [None, 1, 3])
    for options, outside in (
        ({}, {0, 2}),
        ({"special": "[MASK]"}, {0}),
        ({"mark": [1]}, {2}),
        ({"mark": [3]}, {0, 2}),
        ({"special": "include"}, set()),
    ):
        known = {name: check(name, value, Scope.BLOCK) for name, value in options.items()}
        assert display(content, resolve(known), same).texts.outside == outside, options


@pytest.mark.parametrize(
    ("options", "lowest"), [({"measure": "log P"}, -np.inf), ({"measure": "P"}, -9999.0)]
)
def test_what_was_not_among_the_likeliest(options: dict[str, str], lowest: float) -> None:
    """What services write for it is below all log-probabilities, and a number among others."""
    content = ScoredTokens(["a", " b"], [[-9999.0, -1.0], [-2.0, -3.0]])
    shown = display(content, resolve(options), same)
    assert shown.scores.tolist() == [[lowest, -1], [-2, -3]]
    assert shown.unlisted is not None
    assert shown.unlisted.tolist() == [[True, False], [False, False]]
    repeated = Heatmap(["a", " b"], runs=[[-9999, -1], [-2, -3]]).content
    shown = display(repeated, resolve(options), same)
    (runs,) = shown.runs
    assert runs is not None
    assert runs.tolist() == [[lowest, -1], [-2, -3]]
    assert shown.scores.tolist() == [[(lowest - 2) / 2, -2]]


@pytest.mark.parametrize(
    ("scores", "options", "known"),
    [
        ([1], {"measure": "log P"}, True),
        ([1], {"given": "log P, bit", "measure": "P"}, True),
        ([1], {"measure": "P"}, False),
        ([1], {}, False),
        ({"log P": [1]}, {}, True),
        ({"log P": [1]}, {"measure": "P"}, False),
        ({"log P": [1], "ln P": [1]}, {}, False),
    ],
)
def test_log_probabilities_are_told(scores: Any, options: dict[str, str], known: bool) -> None:
    """By what is given, else by the measure, else by the name of the only series."""
    assert is_log(ScoredTokens(["a"], scores), resolve(options)) is known


def test_errors_of_words() -> None:
    """They are those of sums and means of independent scores, and of nothing else."""
    content = ScoredTokens(["un", "##able", "x"], [[1, 2, 3], [1, 2, 3]], err=[[3, 4, 5], None])
    summed = display(content, resolve({"merge": "sum"}), same)
    np.testing.assert_array_equal(summed.errors, [[5, 5], [np.nan, np.nan]])
    mean = display(content, resolve({"merge": "mean"}), same)
    np.testing.assert_array_equal(mean.errors, [[2.5, 5], [np.nan, np.nan]])
    assert summed.texts.notes == {0: "un + able"}
    with pytest.raises(OptionError, match="standard errors cannot go through merge: max"):
        display(content, resolve({"merge": "max"}), same)


def test_labels_are_written_as_tokens_are() -> None:
    """They are decoded, and hidden with their tokens."""
    tokens = ["<s>", "ĠHÃł", "ĠNá»Ļi"]
    content = ScoredTokens(tokens, [1, 2, 3], labels=["<s>", None, "ĠvÃł"], scheme="bytebpe")
    assert cell_texts(content, resolve({})) == (("<s>", None, " và"),)
    assert cell_texts(content, resolve({"special": "hide"})) == ((None, " và"),)
    plain = ScoredTokens(["a", "b"], [1, 2], labels=["ĠvÃł", None], scheme="text")
    assert cell_texts(plain, resolve({})) == (("ĠvÃł", None),)
    assert cell_texts(ScoredTokens(["a"], [1]), resolve({})) is None
    columns = ScoredTokens(["<s>"], [1], labels=["x"], columns=True, scheme="text")
    assert cell_texts(columns, resolve({"special": "hide"})) == (("x",),)  # none is a token


def test_where_a_character_begins() -> None:
    """A token that goes on with one is sent to that which has it; a token alone to itself."""
    texts = Texts(shown=("", "ả", "", "", "n"), continues=frozenset({0, 2, 3}))
    assert [texts.begin(at) for at in range(5)] == [0, 1, 1, 1, 4]


def test_lines_of_a_text() -> None:
    """A text has its own line breaks, and those between many texts."""
    assert Texts(shown=("a", "b", "c"), breaks=frozenset({1})).text == "a\nbc"
    assert Texts(shown=("a", "<s>", "c"), special=frozenset({1})).text == "ac"


def test_some_tokens_only() -> None:
    """All that is known of a token goes with it, in its new place."""
    texts = Texts(
        shown=("a", "ả", "", "<s>", "b"),
        continues=frozenset({2}),
        special=frozenset({3}),
        outside=frozenset({3}),
        groups=((1, 2),),
        notes={1: "E1", 2: "BA", 4: "x"},
        alternatives=((("p", 1.0),), (), (), (), (("q", 2.0),)),
        marks={0: "first", 4: "last"},
        ids=(1, 2, 3, 4, 5),
    )
    end = only(texts, [3, 4])
    assert end.shown == ("<s>", "b")
    assert end.special == end.outside == {0}
    assert not end.continues
    assert not end.groups
    assert end.notes == {1: "x"}
    assert end.marks == {1: "last"}
    assert end.ids == (4, 5)
    assert end.alternatives == ((), (("q", 2.0),))
    begin = only(texts, [1, 2])
    assert begin.continues == {1}
    assert begin.groups == ((0, 1),)
    assert begin.notes == {0: "E1", 1: "BA"}
    assert not begin.special | begin.outside
    assert not begin.marks


@pytest.mark.parametrize("value", [Texts(shown=("a",)), to_cells(["a"])])
def test_what_is_shown_never_changes(value: Any) -> None:
    """Texts and cells are values."""
    with pytest.raises(AttributeError):  # of a tuple, or frozen
        value.special = ()
    assert not hasattr(value, "__dict__")


def test_unknown_tokens_are_seen_in_the_text_that_they_stand_for() -> None:
    """Marked with what they are; words that they became are too, and others are as they were."""
    tokens = ["ha", "##n", "[UNK]", "[UNK]", "[SEP]"]
    more: dict[str, Any] = {"text": "Han Nội đẹp", "mark": {3: "đây"}}
    cells = drawn(tokens, [1, 2, 3, 4, 5], **more).cells
    assert cells.shown == ("Ha", "n", " Nội", " đẹp", "[SEP]")
    assert cells.marks == {2: "đây, [UNK]", 3: "[UNK]"}
    assert drawn(tokens, [1, 2, 3, 4, 5], merge="sum", **more).cells.marks == {
        1: "đây, [UNK]",
        2: "[UNK]",
    }
    assert drawn(tokens, [1, 2, 3, 4, 5]).cells.marks == {}  # where they are shown as they are
