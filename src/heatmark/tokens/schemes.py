"""What each tokenizer writes for a token, turned back into the bytes of the text."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeAlias, cast

from heatmark.core.errors import ParseError
from heatmark.core.patterns import lazy_re, lazy_regex
from heatmark.core.wording import quoted, say
from heatmark.tokens.words import CLOSING, OPENING, never_apart

SchemeToken: TypeAlias = "str | Mapping[str, object]"

_NAMES = (
    r"pad|unk|mask|bos|eos|cls|sep|eod|eop|eot|eom|fim_prefix|fim_middle|fim_suffix"
    r"|start_of_turn|end_of_turn|extra_id_\d+|unused\d+|sop|(?:bos|eos|pad|unk|mask|cls|sep|eop)_token"
    r"|start_of_image|end_of_image|image_soft_token|end_of_utterance|fim_pad|fim-(?:prefix|middle|suffix|pad)"
    r"|reserved_\d+"
)
SPECIAL_TOKEN = lazy_regex(
    r"<\|[^\s<>]+\|>|<｜[^\s<>]+｜>|</?s>"
    rf"|<(?:{_NAMES}|{_NAMES.upper().replace('D+', 'd+')})>"
    r"|\[(?:CLS|SEP|PAD|UNK|MASK|BOS|EOS|gMASK|sMASK|/?INST|unused\d+"
    r"|/?AVAILABLE_TOOLS|/?TOOL_RESULTS|TOOL_CALLS|/?SYSTEM_PROMPT"
    r"|/?THINK|IMG|IMG_BREAK|IMG_END|PREFIX|MIDDLE|SUFFIX|control_\d+)\]"
)
UNKNOWN = frozenset({"[UNK]", "<unk>", "<UNK>"})

WORD_END = "</w>"
BYTE = lazy_regex(r"<0x([0-9A-Fa-f]{2})>")
PYTHON_BYTES = lazy_regex(
    r"""b(?:'(?:[ -&(-\[\]-~]|\\(?:[abfnrtv\\'"]|x[0-9a-fA-F]{2}))*+'"""
    r"""|"(?:[ !#-\[\]-~]|\\(?:[abfnrtv\\'"]|x[0-9a-fA-F]{2}))*+")"""
)
LEGACY = lazy_regex(r"(?s)bytes:(?=.*\\x[0-9a-fA-F]{2})(.*)")
_ESCAPED = lazy_regex(r" ?(?:\\x[0-9a-fA-F]{2})++")
_ESCAPE = lazy_regex(rb"\\x([0-9a-fA-F]{2})")


def _byte_alphabet() -> dict[str, int]:
    """Make the inverse of GPT-2's bytes-to-unicode table."""
    plain = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in set(plain)]
    shown = {chr(byte): byte for byte in plain}
    return shown | {chr(0x100 + index): byte for index, byte in enumerate(others)}


BYTE_ALPHABET = _byte_alphabet()
_LETTERS = frozenset(BYTE_ALPHABET)
_IN_NUMBER = lazy_re(r"\d[.:]\d")  # 10.000, 3.5, 7:30; a comma is as often one between numbers
_FROM_ALPHABET = {ord(character): byte for character, byte in BYTE_ALPHABET.items()}


class Read(NamedTuple):
    """Tokens as their scheme means them.

    Attributes:
        data: The bytes of each token.
        special: The indices of special tokens.
        joins: The indices of tokens that the scheme joins to the token before.
    """

    data: list[bytes]
    special: frozenset[int]
    joins: frozenset[int] = frozenset()


def names_of(tokens: Sequence[SchemeToken]) -> list[str]:
    """Give tokens as strings: of a mapping, its `token`.

    Raises:
        ParseError: If a token is neither a string nor a mapping with one, or is no text.
    """
    if isinstance(tokens, str):
        raise ParseError("the tokens are not a list of strings", hint="write ['a', 'b']")
    names = list(tokens)
    if set(map(type, names)) - {str}:
        names = [_name(token, index) for index, token in enumerate(tokens, start=1)]
    plain = cast("list[str]", names)
    try:
        "".join(plain).encode()
    except UnicodeEncodeError:
        index = next(index for index, name in enumerate(plain, start=1) if not _is_text(name))
        problem = say(
            "token {place}, {plain}, has half of a surrogate pair in it",
            place=index,
            plain=quoted(plain[index - 1]),
        )
        raise ParseError(problem, hint="write the character itself", about="tokens") from None
    return plain


def _name(token: object, index: int) -> str:
    name = token.get("token") if isinstance(token, Mapping) else token
    if not isinstance(name, str):
        hint = "a token is a string, or {token: …, bytes: […]}"
        raise ParseError(
            say("token {place} is no string: {token}", place=index, token=quoted(token)),
            hint=hint,
            about="tokens",
        )
    return name


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def specials_of(names: Sequence[str]) -> frozenset[int]:
    """Find the special tokens: each is one as a whole."""
    text = "".join(names)  # one look at all of it spares a look at each
    if "<" not in text and "[" not in text:
        return frozenset()
    found = {
        name for name in set(names) if name[:1] in {"<", "["} and SPECIAL_TOKEN.fullmatch(name)
    }
    if not found:
        return frozenset()
    return frozenset(index for index, name in enumerate(names) if name in found)


def read_scheme(tokens: Sequence[SchemeToken], names: list[str], scheme: str) -> Read:
    """Turn tokens into bytes.

    Args:
        tokens: The tokens.
        names: The same as strings.
        scheme: One of the schemes but `mojibake`.

    Raises:
        ParseError: If a token cannot be one of the scheme.
    """
    special = specials_of(names)
    if scheme == "json":
        return Read(_read_json(tokens, names, special), special)
    if scheme == "wordpiece":
        return _read_wordpiece(names, special)
    if scheme == "at":
        return _read_at(names, special)
    if scheme == "sentencepiece":
        return Read(_read_sentencepiece(names, special), special)
    if scheme not in EACH:
        return Read(list(map(str.encode, names)), special)
    return Read(_each(names, special, EACH[scheme]), special)


def _each(
    names: Sequence[str], special: frozenset[int], convert: Callable[[str], bytes]
) -> list[bytes]:
    """Convert each different token once."""
    verbatim = {names[index] for index in special}
    table: dict[str, bytes] = {}
    for name in dict.fromkeys(names):  # in their order: the first that is wrong is named
        try:
            table[name] = name.encode() if name in verbatim else convert(name)
        except ValueError:
            problem = say(
                "token {index}, {name}, is not written as bytes of Python",
                index=names.index(name) + 1,
                name=quoted(name),
            )
            hint = "name the scheme of the tokens, or leave it out"
            raise ParseError(problem, hint=hint, about="tokens") from None
    return list(map(table.__getitem__, names))


def _from_alphabet(name: str) -> bytes:
    try:
        return name.translate(_FROM_ALPHABET).encode("latin-1") if _known(name) else name.encode()
    except UnicodeEncodeError:
        return name.encode()


def _known(name: str) -> bool:
    """Tell byte-level tokens from added ones, which tokenizers keep as they are written."""
    return name.isascii() or _LETTERS.issuperset(name)


def _from_legacy(name: str) -> bytes:
    found = LEGACY.fullmatch(name)
    return _unescaped(found[1]) if found else name.encode()


def _from_python(name: str) -> bytes:
    if not PYTHON_BYTES.fullmatch(name):
        raise ValueError
    return cast("bytes", ast.literal_eval(name))


def _unescaped(text: str) -> bytes:
    return cast("bytes", _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), text.encode()))


EACH: dict[str, Callable[[str], bytes]] = {
    "bytebpe": _from_alphabet,
    "legacy": _from_legacy,
    "pybytes": _from_python,
}
"""Schemes whose tokens are read one by one, whatever stands beside them."""


def _read_json(
    tokens: Sequence[SchemeToken], names: Sequence[str], special: frozenset[int]
) -> list[bytes]:
    data: list[bytes] = []
    pairs = zip(tokens, names, strict=True)  # equivalent: as many of both
    for index, (token, name) in enumerate(pairs):
        given = token.get("bytes") if isinstance(token, Mapping) else None
        if index in special or not given:
            data.append(_unescaped(name) if _ESCAPED.fullmatch(name) else name.encode())
            continue
        try:
            data.append(bytes(list(cast("Sequence[int]", given))))
        except (TypeError, ValueError):
            problem = say(
                "the bytes of token {place}, {name}, are not bytes",
                place=index + 1,
                name=quoted(name),
            )
            hint = "bytes is a list of numbers from 0 to 255, or null"
            raise ParseError(problem, hint=hint, about="tokens") from None
    return data


def _read_sentencepiece(names: Sequence[str], special: frozenset[int]) -> list[bytes]:
    data = _each(names, special, _from_sentencepiece)
    first = next((index for index in range(len(names)) if index not in special), None)
    if first is not None and names[first].startswith("▁"):
        data[first] = data[first][1:]
    return data


def _from_sentencepiece(name: str) -> bytes:
    found = BYTE.fullmatch(name)
    return bytes([int(found[1], 16)]) if found else name.replace("▁", " ").encode()


def _read_wordpiece(names: Sequence[str], special: frozenset[int]) -> Read:
    pieces = {name for name in set(names) if name.startswith("##") and name != "##"}
    joins = {index for index, name in enumerate(names) if name in pieces}
    bare = [name[2:] if index in joins else name for index, name in enumerate(names)]
    return _spaced(bare, special, frozenset(joins))


def ends_words(names: Sequence[str]) -> bool:
    """Tell tokens of which those at the end of a word say so: `ha`, `noi</w>` (GPT-1, CLIP, XLM).

    Of a text in XML, `</w>` is the end of a `<w>`.
    """
    ends = any(name.endswith(WORD_END) and name != WORD_END for name in names)
    return ends and not any("<w" in name for name in names)


def _read_ended(names: Sequence[str], special: frozenset[int]) -> Read:
    bare = [
        name if at in special else name.removesuffix(WORD_END) or name
        for at, name in enumerate(names)
    ]
    joins: set[int] = set()
    goes_on = False
    for at, name in enumerate(names):
        if at in special:
            goes_on = False
            continue
        if goes_on:
            joins.add(at)
        goes_on = not name.endswith(WORD_END)
    made = _spaced(bare, special, frozenset(joins))
    data = [one if at in special else _from_alphabet(bare[at]) for at, one in enumerate(made.data)]
    if not _is_text_in_bytes(b"".join(data)):  # GPT-1 and XLM write letters, CLIP writes bytes
        return made
    spaced = [one.startswith(b" ") and at not in special for at, one in enumerate(made.data)]
    return made._replace(
        data=[b" " * is_spaced + one for is_spaced, one in zip(spaced, data, strict=True)]
    )


def _is_text_in_bytes(data: bytes) -> bool:
    try:
        return not data.decode().isascii()
    except UnicodeDecodeError:
        return False


def _read_at(names: Sequence[str], special: frozenset[int]) -> Read:
    if ends_words(names):
        return _read_ended(names, special)
    bare: list[str] = []
    joins: set[int] = set()
    open_ended = False
    for index, name in enumerate(names):
        if open_ended and index not in special:
            joins.add(index)
        ends_open = len(name) > len("@@") and name.endswith("@@") and index not in special
        stem = name[:-2] if ends_open else name
        # A blank to be filled in is no space between syllables.
        blank = not (ends_open or open_ended or stem.strip("_"))
        bare.append(stem if blank or index in special else stem.replace("_", "\u00a0"))
        open_ended = ends_open
    return _spaced(bare, special, frozenset(joins))


def _spaced(bare: Sequence[str], special: frozenset[int], joins: frozenset[int]) -> Read:
    """Put spaces between tokens that their scheme does not join."""
    data: list[bytes] = []
    tight, last = True, ""  # the first token has no space before it
    tail = ""  # the last two characters, without the spaces that are put between
    for index, name in enumerate(bare):
        if index in special:
            data.append(name.encode())
            continue
        spaced = not tight and index not in joins and name[:1] not in CLOSING
        if spaced and (never_apart(last, name[:1]) or _IN_NUMBER.fullmatch(tail + name[:1])):
            spaced = False
        data.append(f" {name}".encode() if spaced else name.encode())
        if name:
            last, tail = name[-1], (tail + name)[-2:]
            tight = last in OPENING
    return Read(data, special, joins)
