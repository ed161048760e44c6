"""What a block is about, as opposed to how it is shown."""

from __future__ import annotations

from heatmark.core.wording import say

CONTENT = {
    "tokens": say(
        "The tokens, as a list of strings that make up the text when joined. Without scores "
        "the pieces are drawn, and counted."
    ),
    "scores": say(
        "One score a token, as a list; for several series `{name: list, …}` or a list of "
        "lists. `null` means missing."
    ),
    "text": say(
        "The text itself. Alone, its words are the tokens; with `tokens`, it says which white "
        "space stands between them."
    ),
    "score": say(
        "`length`: the scores are the lengths of the tokens in letters as readers count them "
        "(grapheme clusters), punctuation not counted; a letter of several tokens is counted at "
        "the first."
    ),
    "ids": say(
        "The number of each token in its vocabulary, as a list. It is shown under the finger "
        "and in the table."
    ),
    "classes": say(
        "The classes of tokens, such as parts of speech or names: a list of one label a "
        'token, `null` for none, or `{"1..2": LOC, 5: PER}` for neighbouring tokens, counted '
        "from 1. Without scores they colour the text; beside scores they are labels under it."
    ),
    "compare": say(
        "In place of tokens, those of several tokenizers for one text: `{GPT-2: […], "
        "PhoBERT: […]}`, drawn one below the other, letter under letter. `text` says what the text "
        "is where they lose parts of it; `ids` are then `{name: […]}`."
    ),
    "columns": say(
        "In place of tokens, the names of the columns of a grid, such as heads: `[H0, H1]`. "
        "They are no text; `axes` says what rows and columns are, and `names` or the names of the "
        "series what the rows are called. The view is `grid`."
    ),
    "row_tokens": say(
        "The tokens of another text, such as a translation, one for each list of scores: rows of a "
        "grid over `tokens`, shown as these are. `axes` says what both are. The view is `grid`."
    ),
    "texts": say(
        "In place of tokens, many texts on one scale: a list of `{tokens, scores}`, each also "
        "with `text`, `name`, and `group`, which says how it was chosen (`top 8 of 500`, "
        "`random 8 of 500`). See `sort` and `context`."
    ),
    "specials": say("The places of special tokens, from 1, besides those that can be seen to be."),
    "alternatives": say(
        "For each token others that could have stood there, best first: lists of "
        "`[token, score]`. They are shown on hover and in the table."
    ),
    "ranks": say(
        "For each token its rank among all that the model could have said there, 1 for the "
        "likeliest, as a list, `null` where it is not known. See `view: guesses` and `stats`."
    ),
    "entropy": say(
        "For each token the entropy of the model's whole distribution there, −Σ P ln P over "
        "the vocabulary, in nat, or in the unit of `scores` that are log P or surprisals."
    ),
    "err": say(
        "The standard error of each score, as a list, or `{name: list, …}` for several series. "
        "See `against`."
    ),
    "runs": say(
        "In place of scores and their errors, repeats of the measurement: a list of scores for "
        "each run (seed, draw), or `{series: lists}`. The scores are their means. From 6 runs on, "
        "which tokens differ is told by flipping the signs of whole runs, better with 8 or more."
    ),
    "names": say(
        "The names of the series where `scores` is a list of lists; two may be the same. "
        "Without them the rows of a square grid have the names of the tokens."
    ),
    "labels": say(
        "Texts in the cells of a grid, such as a layer's top prediction: `{series: list, …}` "
        "or a list of lists like `scores`; `null` is none. Images cut those that have no room, and "
        "have many columns in parts. With `values: below` and `below: label` they stand under the "
        "tokens of a text."
    ),
    "src": say(
        "A data file with a block body in it, relative to the page, or to the docs folder with "
        "a leading `/`; `#name` picks a part of it, `#1..8` or `#all` many texts of it for one "
        "figure."
    ),
}
"""Name and help of each key."""
