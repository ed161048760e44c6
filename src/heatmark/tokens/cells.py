"""From the tokens of a tokenizer to the cells that a reader sees."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from heatmark.core.errors import OptionError
from heatmark.core.patterns import lazy_regex
from heatmark.core.wording import listed, nearest, quoted, say
from heatmark.options.values import SCHEMES
from heatmark.tokens.alignment import fit
from heatmark.tokens.clusters import Characters, characters, code_points
from heatmark.tokens.detection import detect
from heatmark.tokens.mojibake import read_mojibake
from heatmark.tokens.schemes import UNKNOWN, Read, names_of, read_scheme
from heatmark.tokens.words import length

if TYPE_CHECKING:
    from collections.abc import Sequence

    import regex
    from numpy.typing import NDArray

    from heatmark.tokens.clusters import Bools, Ints
    from heatmark.tokens.schemes import SchemeToken

_STRAY = lazy_regex(r"[\udc80-\udcff]")
_WRITTEN_OUT = lazy_regex(r"⟨[0-9A-F]{2}⟩")


class Cells(NamedTuple):
    """Tokens as a reader sees them. Columns, one entry a token.

    The texts make up the original text, but for those of special tokens.

    Attributes:
        texts: What each token shows: the characters that begin in it. Empty for a token that only
            goes on with a character; special tokens as they are; lost bytes as `⟨80⟩`.
        groups: Numbers from 1 on; tokens that share a character have the same.
        continues: The indices of tokens that only go on with the character of an earlier token.
        special: The indices of special tokens, such as `<s>`.
        data: The bytes of each token, as its scheme says them.
        words: Numbers from 1 on; the tokens of one word have the same. A token that begins with
            white space begins a word; punctuation and special tokens are words of their own.
        scheme: The scheme that the tokens were read in.
        unknown: The indices of tokens such as `[UNK]` that show the text that they stand for.
    """

    texts: tuple[str, ...]
    groups: tuple[int, ...]
    continues: frozenset[int]
    special: frozenset[int]
    data: tuple[bytes, ...]
    words: tuple[int, ...]
    scheme: str
    unknown: frozenset[int] = frozenset()


def to_cells(tokens: Sequence[SchemeToken], scheme: str = "auto", text: str | None = None) -> Cells:
    """Turn what a tokenizer prints into what a reader sees.

    Args:
        tokens: Strings as a tokenizer prints them, or mappings with `token` and `bytes`.
        scheme: One of [SCHEMES][heatmark.tokens.SCHEMES], or `auto` to look for it.
        text: The text that the tokens were made of. It says again what a tokenizer lost: spaces,
            capitals, accents, characters. In scheme `text` letters must be the same.

    Raises:
        OptionError: If there is no such scheme.
        ParseError: If a token cannot be read, or the text does not go on with it.
    """
    if scheme not in {"auto", *SCHEMES}:
        hint = nearest(scheme, SCHEMES) or say("schemes are {SCHEMES}", SCHEMES=listed(SCHEMES))
        raise OptionError(
            say("there is no scheme {scheme}", scheme=quoted(scheme)), hint=hint, about="scheme"
        )
    names = names_of(tokens)
    used = detect(tokens) if scheme == "auto" else scheme
    found = read_mojibake(names) if used == "mojibake" else read_scheme(tokens, names, used)
    whole = b"".join(found.data).decode("utf-8", "surrogateescape")
    starts, inside = _starts(whole, found.data)
    layout = _lay_out(whole, starts, inside, found)
    unknown: frozenset[int] = frozenset()
    if text is not None and _ordinary(layout.texts, found.special) != text:
        fitted = fit(names, layout.texts, layout.shares, found.special, text, used)
        placed = found.special - fitted.special
        unknown = frozenset(at for at in placed if _is_unknown(names[at], fitted.pieces[at]))
        found = Read(found.data, fitted.special, found.joins)
        edges = _edges(fitted.pieces)
        layout = _lay_out("".join(fitted.pieces), edges, np.array(fitted.inside, np.bool_), found)
    texts = layout.texts
    if layout.stray:
        texts = [_STRAY.sub(_shown, item) for item in texts]
    return Cells(
        texts=tuple(texts),
        groups=layout.groups,
        continues=layout.continues,
        special=found.special,
        data=tuple(found.data),
        words=layout.words,
        scheme=used,
        unknown=unknown,
    )


def _is_unknown(name: str, piece: str) -> bool:
    """Tell a token that stands for what its tokenizer does not know, unless the text says so."""
    return name in UNKNOWN and piece.strip() != name


def _shown(found: regex.Match[str]) -> str:
    return f"⟨{ord(found[0]) - 0xDC00:02X}⟩"


def _ordinary(texts: Sequence[str], special: frozenset[int]) -> str:
    if not special:
        return "".join(texts)
    return "".join(item for at, item in enumerate(texts) if at not in special)


def _edges(parts: Sequence[str] | Sequence[bytes]) -> Ints:
    edges = np.zeros(len(parts) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)), out=edges[1:])
    return edges


def _starts(text: str, data: Sequence[bytes]) -> tuple[Ints, Bools]:
    """Find the first code point that begins in each token or after, and who begins within one."""
    edges = _edges(data)
    if text.isascii():
        return edges, np.zeros(len(data), np.bool_)
    points = code_points(text)
    widths = np.ones(len(points), np.uint8)
    for bound in (0x80, 0x800, 0x10000):
        widths += points >= bound
    widths[_is_stray(points)] = 1
    begins = np.zeros(int(edges[-1]) + 1, np.bool_)  # equivalent: a place more is never asked
    begins[0] = True
    begins[np.cumsum(widths, dtype=np.int64)] = True  # the end of the text too
    starts: Ints = np.cumsum(begins, dtype=np.int64)[edges] - begins[edges]
    return starts, ~begins[edges[:-1]]


def _is_stray(points: NDArray[np.uint32]) -> Bools:
    """Tell bytes that are no character: the 128 low surrogates that stand for them."""
    from_first = points >= 0xDC80
    return from_first & (points <= 0xDCFF)  # equivalent: U+DD00 is in no text


class _Layout(NamedTuple):
    texts: list[str]
    groups: tuple[int, ...]
    shares: frozenset[int]
    continues: frozenset[int]
    words: tuple[int, ...]
    stray: bool


def _lay_out(text: str, starts: Ints, inside: Bools, found: Read) -> _Layout:
    """Cut a text into the clusters that begin in each token."""
    known = characters(text)
    special = np.zeros(len(inside), np.bool_)
    special[list(found.special)] = True
    known.first[starts[:-1][special]] = True  # a special token stands between characters
    known.first[starts[1:][special]] = True
    bounds = np.flatnonzero(known.first)
    snapped = bounds[np.searchsorted(bounds, starts)]
    shares = (inside | (snapped != starts)[:-1]) & ~special
    shares[1:] &= ~special[:-1]
    shares[:1] = False
    indices = snapped.tolist()
    groups = np.cumsum(~shares)
    words = _words(known, snapped, np.flatnonzero(~shares), special, found.joins)
    return _Layout(
        texts=[text[start:end] for start, end in pairwise(indices)],
        groups=tuple(groups.tolist()),
        shares=frozenset(np.flatnonzero(shares).tolist()),
        continues=frozenset(np.flatnonzero(shares & (snapped[:-1] == snapped[1:])).tolist()),
        words=tuple(words[groups - 1].tolist()),
        stray=bool(_is_stray(known.points).any()),
    )


def _words(
    known: Characters, edges: Ints, heads: Ints, special: Bools, joins: frozenset[int]
) -> Ints:
    """Number the words, given the first token of each group."""
    if not len(heads):
        return np.zeros(0, np.int64)  # equivalent: no token asks for it
    starts, ends = edges[heads], np.append(edges[heads[1:]], edges[-1])
    white, punctuation = _counts(known.white), _counts(known.punctuation)
    whites = white[ends] - white[starts]
    solid = ends - starts - whites
    padded = np.append(known.white, np.False_)  # nothing stands at the end
    leads = padded[starts] & (starts < ends)
    trails = padded[ends - 1] & (solid > 0)
    alone = special[heads] | ((solid > 0) & (punctuation[ends] - punctuation[starts] == solid))
    joined = np.isin(heads, np.fromiter(joins, np.int64, len(joins)))
    begins = leads | alone
    begins[1:] |= alone[:-1] | trails[:-1]
    begins &= ~joined
    begins[1:] |= special[heads[:-1]]
    begins[0] = True
    return np.cumsum(begins)


def _counts(flags: Bools) -> Ints:
    counts = np.zeros(len(flags) + 1, np.int64)
    np.cumsum(flags, out=counts[1:])
    return counts


def lengths(tokens: Sequence[str], scheme: str, text: str | None) -> list[int | None]:
    """Count the letters that readers see of each token: a letter of several is in the first.

    Args:
        tokens: Strings as a tokenizer prints them.
        scheme: The scheme that they are written in.
        text: The text that they were made of, or None.

    Returns:
        A number each: 0 for one that only goes on with a letter, None for one without any, and for
        a special token, which is no part of the text.
    """
    if scheme == "text" and text is None:  # equivalent: a shortcut
        return [length(token) or None for token in tokens]
    cells = to_cells(tokens, scheme, text)
    return [
        None if at in cells.special
        else 0 if at in cells.continues
        else length(_WRITTEN_OUT.sub("", shown)) or None
        for at, shown in enumerate(cells.texts)
    ]  # fmt: skip


def decoded(tokens: Sequence[str], scheme: str) -> list[str]:
    """Read tokens each for itself, not as a text: bytes that are no whole character are `⟨E1 BA⟩`.

    Args:
        tokens: Strings as a tokenizer prints them.
        scheme: The scheme that they are written in.
    """
    if scheme == "sentencepiece":  # which drops the space before the first token of a text
        return [_alone(data) for data in read_scheme(["", *tokens], ["", *tokens], scheme).data[1:]]
    data = read_scheme(tokens, list(tokens), scheme).data
    if scheme in {"wordpiece", "at"}:  # whose spaces hang on the token before
        data = [one.lstrip(b" ") for one in data]
    return [*map(_alone, data)]


def _alone(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return f"⟨{data.hex(' ').upper()}⟩"
