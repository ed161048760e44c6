"""What columns of numbers are by their names."""

from __future__ import annotations

import re

import pytest

from data_files import read
from heatmark.block.block import parse
from heatmark.core.column_kinds import counts_or_marks, is_error_of
from heatmark.core.unlike_columns import unlike


@pytest.mark.parametrize(
    ("name", "others", "expected"),
    [
        *(
            (name, ["score"], True)
            for name in ("se", "std", "stderr", "sem", "err", "sai số chuẩn")
        ),
        *((name, ["score"], True) for name in ("score_se", "se_score", "score.std", "score (SD)")),
        ("std", ["mean"], True),
        ("rt_sd", ["mean_rt"], True),
        ("lp_std", ["lp_mean"], True),
        ("prediction_error", ["score"], False),
        ("score", ["se"], False),
        ("se", ["std"], False),
        ("sense", ["score"], False),
    ],
)
def test_errors_of_scores(name: str, others: list[str], *, expected: bool) -> None:
    """A name of errors alone, or beside the name of another column."""
    assert is_error_of(name, [name, *others]) is expected


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Số thứ tự",
            "STT",
            "No.",
            "#",
            "index",
            "token_id",
            "row number",
            "dòng",
            "epoch",
            "rank",
        ),
        *("timestamp", "word_no", "Unnamed: 0", "created_at"),
    ],
)
def test_names_of_counts(name: str) -> None:
    """What numbers lines and times is no score, in any way of writing it."""
    assert counts_or_marks(name, ["3", "7"])


def test_times_of_tokens() -> None:
    """A time that only rises tells when a token was said; that of reading falls, too."""
    assert counts_or_marks("time", ["0.1", "0.5", "0.9"])
    assert not counts_or_marks("time", ["305", "221", "250"])
    assert counts_or_marks("time", ["0.1", "0.5"])
    assert not counts_or_marks("time", ["305"])


def test_marks_of_tokens() -> None:
    """Truths are marks; other numbers of such names may be scores."""
    assert counts_or_marks("is_special", ["0", "1"])
    assert counts_or_marks("is_special", ["0", " 1", ""])
    assert not counts_or_marks("is_special", ["0.5", "1"])
    assert not counts_or_marks("score", ["0", "1"])
    assert not counts_or_marks("rank_gpt2", ["0", "1"])


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["RT", "surprisal"], True),
        (["RT", "surprisal", "x"], True),
        (["prob", "logprob"], True),
        (["log_freq", "length"], True),
        (["surprisal", "entropy"], False),
        (["surprisal_gpt2", "surprisal_bert"], False),
        (["RT", "FFD"], False),
        (["gpt2", "bert"], False),
        (["layer 1", "layer 2"], False),
        (["surprisal", "x"], False),
        (["gpt2", "count"], True),
        (["model A", "model B", "frequency"], True),
        (["word count", "score"], True),
        (["n_tokens", "score"], True),
        (["số lần", "điểm"], True),
        (["length", "gpt2"], True),
        (["first_pass_time", "surprisal"], True),
        (["first_pass_time", "score"], True),
        ([*(f"layer {at}" for at in range(12)), "count"], True),
        (["count_a", "count_b"], False),
        (["freq", "word count"], False),
        (["score", "length-normalized score"], False),
        (["What", "time", "is", "it", "now", "then"], False),
        ([], False),
    ],
)
def test_different_quantities(names: list[str], *, told: bool) -> None:
    """Quantities that are plainly others are told, where one scale is for all of them."""
    assert [one.name for one in unlike(names, "src")] == ["unlike-columns"] * told


def test_words_of_a_map_are_no_quantities() -> None:
    """A column that is called like a token is one of a map, in files and rows."""
    assert unlike(["The", "count"], "src", {"The", "count"}) == ()
    assert unlike(["The", "count"], "src", {"The", "of"})
    parsed = parse({}, "token The count\nThe .1 .2\ncount .3 .4")
    assert not [one for one in parsed.notices if one.name == "unlike-columns"]
    found = read(b"token,gpt2,count\na,.3,500\nb,.2,600\n", "x.csv")
    assert [one.name for one in found.notices] == ["unlike-columns"]


@pytest.mark.parametrize(
    ("head", "row", "kept", "told"),
    [
        ("token,score,se", "1,2", ["score"], 1),
        ("Từ,Số thứ tự,Điểm", "1,2", ["Điểm"], 0),
        ("từ,câu,vị trí,điểm", "1,2,3", ["điểm"], 0),
        ("token,score,epoch,is_special", "1,2,0", ["score"], 0),
        ("word,trial,rt", "1,2", ["rt"], 0),
        ("token,epoch", "2", ["epoch"], 0),
        ("token,sentence,score", "1,3", ["score"], 0),
        ("token,score,se,std", "1,2,3", ["score"], 1),
        ("word,RT,surprisal", "1,2", ["RT", "surprisal"], 1),
    ],
)
def test_tables_draw_scores(head: str, row: str, kept: list[str], told: int) -> None:
    """Errors, counts and marks are no series of a table, unless field names them."""
    text = f"{head}\na,{row}\nb,{row}\n".encode()
    found = read(text, "x.csv")
    names = [one.name or kept[0] for one in found.series or ()]
    assert names == kept
    assert len(found.notices) == told
    every = ", ".join(head.split(",")[1:])
    asked = read(text, "x.csv", field=every)
    assert len(asked.series or ()) == head.count(",")
    assert not asked.notices


@pytest.mark.parametrize(
    ("head", "kept", "told"),
    [
        ("token id score", ["score"], 1),
        ("token logprob rank", ["logprob"], 1),
        ("token score se", ["score"], 1),
        ('token score "rank"', ["score", "rank"], 0),
        ("token id rank", ["id", "rank"], 0),
        ("token RT surprisal", ["RT", "surprisal"], 1),
        ("token a b", ["a", "b"], 0),
        ("token rank", ["rank"], 0),
    ],
)
def test_rows_draw_scores(head: str, kept: list[str], told: int) -> None:
    """So it is in rows, where quotes around a name say that it is meant."""
    fields = " ".join("37"[: len(head.split()) - 1])
    found = parse({}, f"{head}\na {fields}\nb {fields}")
    assert [one.name for one in found.series or ()] == kept
    assert [one.name for one in found.notices] == ["unlike-columns"] * told


@pytest.mark.parametrize(
    ("head", "of_file", "of_rows"),
    [
        ("token x RT surprisal", "field: RT; field: x, RT, surprisal means all", "write a block"),
        ("token score se", "write field: se to draw it", "put its name in quotes to draw it"),
    ],
)
def test_hints_say_what_can_be_done_there(head: str, of_file: str, of_rows: str) -> None:
    """A file has `field`; rows have quotes, or a block of their own."""
    row = " 1" * head.count(" ")
    body = f"{head}\na{row}\nb{row}"
    (in_file,) = read(body.replace(" ", ",").encode(), "x.csv").notices
    (in_rows,) = parse({}, body).notices
    assert of_file in in_file.hint
    assert in_rows.hint.startswith(of_rows)


@pytest.mark.parametrize("name", ["RT", "RT, ms"])
def test_hints_on_quantities_can_be_followed(name: str) -> None:
    """Each `field` in one draws columns without a notice, also where a name has a comma."""
    text = f'token,"{name}",surprisal\na,1,2\nb,3,4\n'.encode()
    (notice,) = read(text, "x.csv").notices
    fields = re.findall("field: (.*?)(?:;| means|$)", notice.hint)
    found = [read(text, "x.csv", field=field) for field in fields]
    assert [len(one.series or ()) for one in found] == [1, 2][: len(fields)]
    assert not any(one.notices for one in found)
