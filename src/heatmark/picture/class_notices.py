"""Notices on what words lose that `merge` makes, and on more classes than there are colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.errors import Notice
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import listed, quoted, say
from heatmark.picture.frame import classes_of
from heatmark.picture.tints import OWN
from heatmark.tokens import to_cells
from heatmark.tokens.shown import scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.core.scored_tokens import ScoredTokens
    from heatmark.options.declare import Options
    from heatmark.tokens.shown import Texts


_IN_ENTITY = lazy_re(r"^[BIESLU]-(?=.)")  # `B-PER` and `I-PER` are pieces of one entity
_FEW = 3


def dropped_classes(heatmap: ScoredTokens, options: Options) -> Iterator[Notice]:
    """Find words whose pieces have classes of which only the first is shown.

    Args:
        heatmap: Tokens with classes.
        options: Of these, `merge` and `scheme`.
    """
    if options.merge == "none" or not heatmap.classes:
        return
    cells = to_cells(heatmap.tokens, scheme_of(heatmap, options), heatmap.text)
    labels: dict[int, list[str]] = {}
    texts: dict[int, str] = {}
    classes = {
        at: span.label for span in heatmap.classes for at in range(span.first, span.last + 1)
    }
    for at, (word, text) in enumerate(zip(cells.words, cells.texts, strict=True)):
        texts[word] = texts.get(word, "") + text
        labels.setdefault(word, []).extend([classes[at]] if at in classes else [])
    lost = [
        say("{word} is {label}, not {others}", word=quoted(texts[word].strip()), **_said(found))
        for word, found in labels.items()
        if len({_IN_ENTITY.sub("", label) for label in found}) > 1
    ]
    if not lost:
        return
    problem = say(
        "merge keeps the class of the first piece alone: {words}",
        words="; ".join([*lost[:_FEW], *(["…"] if len(lost) > _FEW else [])]),
    )
    hint = "give all pieces of a word one class, or write merge: none"
    yield Notice(name="class-dropped", message=problem, hint=hint, about="classes")


def _said(found: Sequence[str]) -> dict[str, str]:
    """Name the class that is kept, and those that are not."""
    first, *others = dict.fromkeys(found)
    return {"label": first, "others": listed(others)}


def shared_colour(texts: Texts) -> Iterator[Notice]:
    """Find classes that have one colour together, because there are more than colours."""
    classes = classes_of(texts)
    if len(classes) <= OWN + 1:
        return
    names = listed(quoted(one.label) for one in classes[OWN:])
    problem = say(
        "there are {count} classes, and {names} share one colour", count=len(classes), names=names
    )
    hint = say("put classes together: up to {most} have colours of their own", most=OWN + 1)
    yield Notice(name="shared-colour", message=problem, hint=hint, about="classes", level="info")
