"""Tokens found again in the text that they were made of."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, NoReturn, TypeAlias

from heatmark.core.errors import ParseError
from heatmark.core.patterns import lazy_regex
from heatmark.core.wording import quoted, say
from heatmark.tokens.clusters import clusters
from heatmark.tokens.losses import Loss, blanks_behind, running, share_out
from heatmark.tokens.schemes import SPECIAL_TOKEN, UNKNOWN
from heatmark.tokens.words import are_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    import regex

_LOST = lazy_regex("([\ufffd\udc80-\udcff])")
_BLANK = lazy_regex(r"[\s_]")
_UNSEEN = lazy_regex(r"[\s_▁\p{Cf}]")  # also soft hyphens and joiners, which BERT leaves out
_ACCENT = lazy_regex(r"\p{Mn}")
_ETH = {ord("Ð"): "Đ", ord("ð"): "đ", ord("Ɖ"): "Đ"}  # letters that look like it
# The tone of `oa`, `oe` and `uy` stands on the first vowel or on the second: two spellings.
_TONE = lazy_regex(
    "(?<=[oO])[\u0300\u0301\u0303\u0309\u0323][aeAE]|(?<=[uU])[\u0300\u0301\u0303\u0309\u0323][yY]"
)
_SORTED = 100  # tokens that are looked for in the text, in whatever order
_UNPLACED = -1  # equivalent: any below 0
_FAR = 256  # how far, for each lost piece, the next word is looked for where words begin


class Fitted(NamedTuple):
    """Tokens and the pieces of the text that they stand for.

    Attributes:
        pieces: The piece of each token; special tokens as they are. Without the special ones they
            make up the text.
        inside: Whether each token begins within a character of the text.
        special: The special tokens that have no piece of the text.
    """

    pieces: list[str]
    inside: list[bool]
    special: frozenset[int]


def align(tokens: Sequence[str], text: str) -> tuple[str, ...]:
    """Give words or pieces of text the white space that stands between them in a text.

    Args:
        tokens: The tokens, in the order of the text.
        text: The text, which has nothing but white space between them.

    Returns:
        The tokens, each with the white space before it, which make up the text.

    Raises:
        ParseError: If the text does not go on with a token.
    """
    return tuple(fit(tokens, tokens, frozenset(), frozenset(), text, "text").pieces)


def fit(  # noqa: PLR0913, PLR0917 - columns
    names: Sequence[str],
    texts: Sequence[str],
    shares: Collection[int],
    special: frozenset[int],
    text: str,
    scheme: str,
) -> Fitted:
    """Find tokens in the text that they were made of.

    What a tokenizer may have changed is not looked at: white space and `_`, composed letters, and,
    but in scheme `text`, capitals, accents, compatibility forms and signs without width. Lost
    characters (stray bytes, U+FFFD, `[UNK]`) stand for one character or more.

    Args:
        names: The tokens as they are written, for messages.
        texts: What each shows, by its scheme.
        shares: The tokens that begin within a character.
        special: The special tokens.
        text: The text.
        scheme: The scheme of the tokens.

    Raises:
        ParseError: If the text does not go on with a token.
    """
    given = names, texts, shares, special, text, scheme
    try:
        return _fit(given, moved=False)
    except ParseError as error:
        try:  # `Hóa` may be spelled `Hoá`
            return _fit(given, moved=True)
        except ParseError:
            raise _with_scheme(error, given) from None


_Given: TypeAlias = "tuple[Sequence[str], Sequence[str], Collection[int], frozenset[int], str, str]"


def _with_scheme(error: ParseError, given: _Given) -> ParseError:
    """Say which scheme leads through, where but capitals and accents are lost, as by BERT's."""
    if given[-1] != "text":
        return error
    try:
        _fit((*given[:-1], "wordpiece"), moved=False)
    except ParseError:
        return error
    hint = say(
        "{hint}; write scheme: wordpiece if the tokenizer lost capitals or accents", hint=error.hint
    )
    return ParseError(error.message, line=error.line, hint=hint, about=error.about)


def _fit(given: _Given, *, moved: bool) -> Fitted:
    names, texts, shares, special, text, scheme = given
    spell = _same if scheme == "text" else _loose
    fold = cache((lambda item: _TONE.sub(_swapped, spell(item))) if moved else spell)
    fitting = _Fitting(names, texts, _folded(text, spell), loose=scheme != "text")
    if moved:
        fitting.target = _with_tones_moved(fitting.target)
    present = set(SPECIAL_TOKEN.findall(text))
    spaced = are_words([item for at, item in enumerate(texts) if at not in special])
    fitting.words = spaced and scheme == "text"
    kept: set[int] = set()
    pairs = zip(names, texts, strict=True)  # equivalent: as many of both
    for at, (name, item) in enumerate(pairs):
        if at not in special:
            fitting.add(at, item, fold(item), goes_on=at in shares)
        elif name in present:
            fitting.add(at, name, fold(name), goes_on=False)
        elif name in UNKNOWN:
            fitting.lose(at)
        else:
            fitting.pass_by(at)
            kept.add(at)
    fitting.finish()
    return _pieces(fitting, names, frozenset(kept))


def _same(text: str) -> str:
    """Fold a text to what all spellings of the same letters have in common."""
    return "".join(_BLANK.split(unicodedata.normalize("NFD", text.translate(_ETH))))


def _swapped(found: regex.Match[str]) -> str:
    return "".join(reversed(found[0]))


def _loose(text: str) -> str:
    """Fold a text to what is left of it after capitals and accents are lost."""
    plain = text.translate(_ETH).casefold()
    bare = "".join(_ACCENT.split(unicodedata.normalize("NFKD", plain)))
    return "".join(_UNSEEN.split(unicodedata.normalize("NFKD", bare.casefold()))).replace("đ", "d")


class _Folded(NamedTuple):
    """A text, folded.

    Attributes:
        text: The text.
        ends: Where each of its characters ends, after a 0.
        folded: All of them, folded.
        owners: The character that each code point of `folded` comes from.
    """

    text: str
    ends: list[int]
    folded: str
    owners: list[int]


def _folded(text: str, fold: Callable[[str], str]) -> _Folded:
    ends: list[int] = [0]
    owners: list[int] = []
    parts: list[str] = []
    for at, cluster in enumerate(clusters(text)):
        part = fold(cluster)
        ends.append(ends[-1] + len(cluster))
        owners.extend([at] * len(part))
        parts.append(part)
    return _Folded(text, ends, "".join(parts), owners)


def _with_tones_moved(target: _Folded) -> _Folded:
    """Give the tone of two vowels to the second of them."""
    owners = list(target.owners)
    for found in _TONE.finditer(target.folded):
        owners[found.start()] = owners[found.start() + 1]
    return target._replace(folded=_TONE.sub(_swapped, target.folded), owners=owners)


class _Part(NamedTuple):
    """What a token says about the text, folded; `blanks` if that is nothing but so many spaces."""

    token: int
    folded: str
    blanks: int = 0
    spaced: bool = False


@dataclass(slots=True)  # equivalent: but for its size
class _Fitting:
    """Tokens on their way into a text: known parts, with lost ones between them.

    Parts that follow one another without a loss are looked for as one, so that a short token after
    a loss is not found too early, and no text is gone through twice.
    """

    names: Sequence[str]
    texts: Sequence[str]
    target: _Folded
    loose: bool
    words: bool = False  # equivalent: it is set before it is asked
    place: int = 0
    taken: int = 0  # spaces after the last placed part that tokens have taken already
    known: list[_Part] = field(default_factory=list)
    lost: list[tuple[int, int]] = field(default_factory=list)  # token, how much of the loss
    starts: list[int] = field(init=False)
    inside: list[bool] = field(init=False)

    def __post_init__(self) -> None:
        """Make columns for what will be found."""
        self.starts = [_UNPLACED] * len(self.names)
        self.inside = [False] * len(self.names)

    def add(self, token: int, text: str, folded: str, *, goes_on: bool) -> None:
        """Add an ordinary token."""
        self.inside[token] = goes_on
        if not folded:
            if self.lost and not self.known:
                self.lost.append((token, 0))
            else:
                self.known.append(_Part(token, "", 0 if goes_on else len(text)))
            return
        spaced = self.words or text[:1].isspace()
        if not _LOST.search(folded):
            self.known.append(_Part(token, folded, spaced=spaced))
            return
        for part in _LOST.split(folded):
            if _LOST.fullmatch(part):
                self.lose(token)
            elif part:
                self.known.append(_Part(token, part, spaced=spaced))
            spaced = False

    def lose(self, token: int) -> None:
        """Add a loss."""
        if self.known:
            self.flush(last=False)
        self.lost.append((token, 1))

    def pass_by(self, token: int) -> None:
        """Add a special token, which the text knows nothing of."""
        if self.lost and not self.known:
            self.lost.append((token, 0))
        else:
            self.known.append(_Part(token, ""))

    def finish(self) -> None:
        """Place what is left; the text must end with it."""
        self.flush(last=True)

    def flush(self, *, last: bool) -> None:
        """Place the known parts, and the lost ones before them."""
        target = self.target
        wanted = "".join(part.folded for part in self.known)
        start = self._find(wanted, last=last) if self.lost else self.place
        if start < 0 or not target.folded.startswith(wanted, start):
            self._refuse(wanted)
        if last and start + len(wanted) < len(target.folded):
            self.refuse_rest(start + len(wanted))
        self._place_known(start, self._spread(self.place, start) if self.lost else 0)
        self.place = start + len(wanted)
        self.known.clear()
        self.lost.clear()

    def _find(self, wanted: str, *, last: bool) -> int:
        """Find known parts after a loss of a character or more."""
        folded, first = self.target.folded, self.place + 1
        if last:
            start = len(folded) - len(wanted)
            return start if start >= self.place else _UNPLACED
        if self.known[0].spaced:
            reach = first + len(wanted) + _FAR * len(self.lost)
            found = folded.find(wanted, first, reach)
            while found >= 0:  # equivalent: it is 1 or more, or -1
                if self._begins_word(found):
                    return found
                found = folded.find(wanted, found + 1, reach)
        found = folded.find(wanted, first)
        if found >= 0:  # equivalent: it is 1 or more, or -1
            return found
        return folded.find(wanted, self.place)  # what was lost may have been a space

    def _begins_word(self, index: int) -> bool:
        owners, target = self.target.owners, self.target
        if owners[index] == owners[index - 1]:
            return False
        before = target.text[target.ends[owners[index - 1]]]  # without its accents
        return owners[index] - owners[index - 1] > 1 or not before.isalnum()

    def _character(self, index: int) -> int:
        """Give the character after the one that the code point before a place comes from."""
        return self.target.owners[index - 1] + 1 if index else 0

    def _put(self, token: int, character: int, *, inside: bool) -> None:
        if self.starts[token] == _UNPLACED:
            self.starts[token] = self.target.ends[character]
            self.inside[token] |= inside

    def _place_known(self, start: int, taken: int) -> None:
        owners, index = self.target.owners, start
        for part in self.known:
            character = self._character(index)
            if part.folded:
                within = index > 0 and owners[index - 1] == owners[index]
                self._put(part.token, character + taken, inside=within)
                index += len(part.folded)
                taken = 0
                continue
            self._put(part.token, character + taken, inside=False)
            after = owners[index] if index < len(owners) else len(self.target.ends) - 1
            taken += max(0, min(part.blanks, after - character - taken))
        self.taken = taken

    def _spread(self, start: int, end: int) -> int:
        """Give lost tokens the characters that nothing else stands for: words, or even shares.

        Returns:
            How many spaces they took from the token after them.
        """
        first, last = self._character(start) + self.taken, self._character(end)
        owners, losses = self.target.owners, [self._loss(*one) for one in self.lost]
        after = owners[end] if end < len(owners) else len(self.target.ends) - 1
        if start == end:  # the spaces themselves were lost
            last = max(first, after)
        else:
            last = min(max(last, after), last + blanks_behind(losses))
        ends, text = self.target.ends, self.target.text
        run = [text[ends[at] : ends[at + 1]] for at in range(first, last)]
        marks = not run and start < end  # of a letter that is there
        for token, at, inside in share_out(losses, run):
            self._put(token, first + at, inside=inside or marks)
        return last - self._character(end)

    def _loss(self, token: int, weight: int) -> Loss:
        text = self.texts[token]
        is_placed = self.starts[token] != _UNPLACED  # with the text before what it lost
        blanks = 0 if is_placed else len(text) - len(text.lstrip())
        return Loss(token, weight, blanks, self.names[token] in UNKNOWN)

    def _refuse(self, wanted: str) -> NoReturn:
        """Name the first token that the text does not go on with."""
        same = 0
        if not self.lost:
            rest = self.target.folded[self.place : self.place + len(wanted)]
            pairs = enumerate(zip(wanted, rest, strict=False))
            same = next((at for at, (item, two) in pairs if item != two), len(rest))
        edges = [0, *running([len(part.folded) for part in self.known])[1:]]
        at = bisect_right(edges, same) - 1
        start = self.target.ends[self._character(self.place + edges[at])]
        seen = quoted(self.target.text[start : start + 20])
        token = self.known[at].token
        name = quoted(self.names[token])
        problem = say(
            "token {token}, {name}, is not what the text goes on with: {seen}",
            token=token + 1,
            name=name,
            seen=seen,
        )
        hint = "text must be the tokens with white space between them"
        if self.loose:
            hint = "text must be the one that the tokens were made of"
        if self._are_out_of_order():
            hint = "the text has these tokens in another order: write them in that of the text"
        raise ParseError(problem, hint=hint, about="tokens")

    def _are_out_of_order(self) -> bool:
        """Tell words of the text that are sorted otherwise, as by their scores."""
        words = [text.strip() for text in self.texts[:_SORTED]]
        at = 0
        for word in words:
            found = self.target.text.find(word, at)
            if found < 0:
                return all(word in self.target.text for word in words)
            at = found + len(word)
        return False

    def refuse_rest(self, index: int) -> NoReturn:
        """Say that there is more text than tokens."""
        rest = self.target.text[self.target.ends[self._character(index)] :]
        problem = say("the text goes on after the last token: {rest}", rest=quoted(rest))
        raise ParseError(problem, hint="add the tokens that are missing", about="text")


def _pieces(fitting: _Fitting, names: Sequence[str], special: frozenset[int]) -> Fitted:
    text = fitting.target.text
    pieces: list[str] = []
    ordinary = [at for at in range(len(names)) if at not in special]
    if text and not ordinary:
        fitting.refuse_rest(0)
    starts = fitting.starts
    if ordinary:
        starts[ordinary[0]] = 0
    following = iter([*(starts[at] for at in ordinary[1:]), len(text)])
    for at, name in enumerate(names):
        pieces.append(name if at in special else text[starts[at] : next(following)])
    return Fitted(pieces, fitting.inside, special)
