"""What columns of numbers are by their names."""

from __future__ import annotations

import pytest

from data_files import read
from heatmark.block.block import parse
from heatmark.core.column_kinds import counts_or_marks, is_error_of, only_count_rows


@pytest.mark.parametrize(
    ("name", "others", "expected"),
    [
        *(
            (name, ["score"], True)
            for name in ("se", "std", "stderr", "sem", "err", "sai số chuẩn")
        ),
        *((name, ["score"], True) for name in ("score_se", "se_score", "score.std", "score (SD)")),
        ("std", ["mean"], True),
        ("ĐLC", ["TB"], True),
        *((name, ["coef"], True) for name in ("[0.025", "0.975]", "2.5 %", "97.5%", "CI lower")),
        *((name, ["low"], False) for name in ("high", "lower", "value")),
        ("rt_sd", ["mean_rt"], True),
        ("lp_std", ["lp_mean"], True),
        ("Conc.SD", ["Conc.M"], True),
        ("V.SD.Sum", ["V.Mean.Sum", "A.Mean.Sum"], True),
        ("V.SD.Sum", ["A.Mean.Sum"], False),
        ("gpt2_std", ["gpt2"], True),
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


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *((name, True) for name in ("IA_ID", "vocab_id", "tok_idx", "wordnum", "wid", "Số TT")),
        *((name, True) for name in ("№", "n", "pos_in_line", "CURRENT_FIX_INTEREST_AREA_ID")),
        *((name, False) for name in ("valid", "idf", "rank_gpt2", "gpt2", "k", "index of fit")),
    ],
)
def test_names_that_end_in_one_of_counts(name: str, *, expected: bool) -> None:
    """Programs put before it of what it is the number."""
    assert counts_or_marks(name, ["3", "7"]) is expected


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
    assert counts_or_marks("correct", ["0", "1"])
    assert not counts_or_marks("correct", ["0.25", "1"])


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


def test_numbers_of_rows() -> None:
    """They begin with 0 or 1, and are written as whole numbers."""
    assert only_count_rows(["0", "1", "2"])
    assert only_count_rows(["1", "2"])
    assert not only_count_rows(["2", "3"])
    assert not only_count_rows(["1.0", "2.0"])


@pytest.mark.parametrize(
    ("head", "kept"),
    [
        ("token,neg,neu,pos", ["neg", "neu", "pos"]),
        ("token,Pos,Neg", ["Pos", "Neg"]),
        ("từ,yes,no", ["yes", "no"]),
        ("token,pos,score", ["score"]),
        ("no,token,score", ["score"]),
    ],
)
def test_opposite_classes_are_scores(head: str, kept: list[str]) -> None:
    """`pos` tags a token and `no` numbers it, but not beside `neg` and `yes`."""
    row = ",0.25" * head.count(",")
    cells = [f"x{row}", f"y{row}"] if not head.startswith("no") else ["1,x,.3", "2,y,.4"]
    found = read("\n".join([head, *cells]).encode(), "x.csv")
    assert [one.name or kept[0] for one in found.series or ()] == kept
    assert not found.notices
    in_rows = parse({}, "\n".join([head, *cells]).replace(",", " ")) if cells[0][0] == "x" else None
    if in_rows and len(kept) > 1:
        assert [one.name for one in in_rows.series or ()] == kept
