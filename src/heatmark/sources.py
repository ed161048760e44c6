"""From what a block says to a heatmap: its own tokens and scores, or those of a data file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from heatmark.errors import HeatmarkError, ParseError, SourceError, quoted, refuse_too_many
from heatmark.model import Heatmap, Series
from heatmark.options import Scope, check_all
from heatmark.parse import MAX_TOKENS, Parsed, parse_body
from heatmark.tokens import align, are_words, join_words, length, split_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Reader = Callable[[str], str]
    """Takes the path that an author wrote, gives the text of that file or raises SourceError."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where data files may be.

    Attributes:
        page: The folder of the page, from which relative paths start, or None if it is not known.
        root: The docs folder, from which paths with a leading slash start.
        more: Other folders that may be read.
        max_bytes: The largest file that is read.
    """

    page: Path | None
    root: Path
    more: tuple[Path, ...] = ()
    max_bytes: int = 20_000_000

    def find(self, src: str) -> Path:
        """Find a data file, and make sure that it may be read.

        Args:
            src: The path as the author wrote it.

        Returns:
            The real path, with every symbolic link followed.

        Raises:
            SourceError: If it is outside the folders, missing, or no file.
        """
        if "\0" in src or not src:
            raise SourceError(f"{quoted(src)} is not a path", hint="name a file")
        start = self.root if src.startswith("/") or self.page is None else self.page
        try:
            path = (start / src.lstrip("/")).resolve()
            allowed = [folder.resolve() for folder in (self.root, *self.more)]
            if not any(path.is_relative_to(folder) for folder in allowed):
                hint = "move it there, or add its folder to the option folders of the site"
                raise SourceError(f"{quoted(src)} is outside the docs folder", hint=hint)
            if not path.exists():
                hint = "paths start from the page, or with / from the docs folder"
                if "://" in src:
                    hint = "nothing is fetched from a network: keep a copy in the docs folder"
                raise SourceError(f"there is no file {quoted(src)}", hint=hint)
        except (OSError, RuntimeError, ValueError) as error:  # too long a name, a loop of links
            reason = getattr(error, "strerror", None) or "its links lead nowhere"
            problem = f"{quoted(src)} cannot be found: {reason}"
            raise SourceError(problem, hint="look at its name and its links") from None
        if not path.is_file():
            kind = "a folder" if path.is_dir() else "not a regular file"
            raise SourceError(f"{quoted(src)} is {kind}", hint="name a file")
        return path

    def read(self, src: str) -> str:
        """Read a data file as text; see [find][heatmark.sources.Folders.find].

        Raises:
            SourceError: Also if it is too large, or not UTF-8.
        """
        path = self.find(src)
        try:
            with path.open("rb") as file:
                content = file.read(self.max_bytes + 1)
        except OSError as error:
            problem = f"{quoted(src)} cannot be read: {error.strerror}"
            raise SourceError(problem, hint="look at its permissions") from None
        if len(content) > self.max_bytes:
            hint = f"shorten it, or raise max_bytes (now {self.max_bytes}) for the site"
            raise SourceError(f"{quoted(src)} is too large", hint=hint)
        try:
            return content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            problem = f"{quoted(src)} is not UTF-8 text (byte {error.start})"
            raise SourceError(problem, hint="save it as UTF-8") from None


def with_source(parsed: Parsed, read: Reader, max_tokens: int) -> Parsed:
    """Put what a block's data file says under what the block says itself.

    Args:
        parsed: The block.
        read: Reads a file by the path that the author wrote.
        max_tokens: The most tokens that it may have.

    Raises:
        SourceError: If the file cannot be read.
        ParseError: If it cannot be understood, or the block has data of its own.
    """
    line = parsed.lines.get("src")
    for key in ("tokens", "series", "text"):
        if getattr(parsed, key) is not None:
            name = "scores" if key == "series" else key
            raise ParseError(f"src and {name} exclude one another", line=line, hint="keep one")
    path, _, part = (parsed.src or "").partition("#")
    try:
        found = parse_body(read(path), part=part, max_tokens=max_tokens)
        if found.src is not None:
            hint = "name the other file in the block"
            raise ParseError("a data file cannot point to another with src", hint=hint)
        check_all(found.options, Scope.BLOCK, found.lines)
    except HeatmarkError as error:
        raise _about_file(error, path, line) from None
    return Parsed(
        options={**found.options, **parsed.options},
        lines={**dict.fromkeys(found.options, line or 0), **parsed.lines},
        tokens=found.tokens,
        series=found.series,
        text=found.text,
        score=parsed.score or found.score,
        rows=found.rows,
        file=path,
    )


def _about_file(error: HeatmarkError, path: str, line: int | None) -> HeatmarkError:
    """Say which file an error is about; its line is in the file, the block's is that of `src`."""
    if isinstance(error, SourceError):  # it names the file already
        return type(error)(error.message, line=line, hint=error.hint)
    place = f", line {error.line}" if error.line else ""
    return type(error)(f"in {quoted(path)}{place}: {error.message}", line=line, hint=error.hint)


def to_heatmap(parsed: Parsed, join: str = "auto", max_tokens: int = MAX_TOKENS) -> Heatmap:
    """Make a heatmap of what a block says.

    Args:
        parsed: The block, its data file read.
        join: What stands between tokens: `auto`, `space` or `none`.
        max_tokens: The most tokens that it may have.

    Raises:
        HeatmarkError: If tokens or scores are missing or do not fit one another.
    """
    try:
        if parsed.series and parsed.score:
            problem = "scores and score exclude one another"
            raise ParseError(problem, hint="keep one of the two", about="score")
        tokens = _tokens(parsed, join)
        refuse_too_many(len(tokens), max_tokens)
        return Heatmap(tokens, parsed.series or (_computed(parsed, tokens),))
    except HeatmarkError as error:
        if parsed.file is not None:
            raise _about_file(error, parsed.file, parsed.lines.get("src")) from None
        about = (error.about, "scores", "tokens", "text")
        error.about = next((key for key in about if key in parsed.lines), None)
        raise


def _tokens(parsed: Parsed, join: str) -> tuple[str, ...]:
    tokens = split_words(parsed.text or "") if parsed.tokens is None else parsed.tokens
    if not tokens:
        _refuse_empty(parsed)
    try:
        "".join(tokens).encode()
    except UnicodeEncodeError:
        problem = "a token has half of a surrogate pair in it, which is no text"
        raise ParseError(problem, hint="write the character itself", about="tokens") from None
    if parsed.tokens is None:
        return tokens
    if parsed.text is not None:
        return align(tokens, parsed.text)
    if join == "space" or (join == "auto" and parsed.rows and are_words(tokens)):
        return join_words(tokens)
    return tokens


def _refuse_empty(parsed: Parsed) -> NoReturn:
    hint = "write a token and its score on each line, such as: từ 2"
    if parsed.series:
        raise ParseError("there are scores but no tokens", hint=hint, about="tokens")
    raise ParseError("the block is empty", hint=hint, about="text")


def _computed(parsed: Parsed, tokens: tuple[str, ...]) -> Series:
    if parsed.score is None:
        hint = "write scores: […], or score: length for the length of each word"
        raise ParseError("there are no scores", hint=hint)
    if parsed.score != "length":
        problem = f"score must be length (got {quoted(parsed.score)})"
        raise ParseError(problem, about="score")
    return Series(tuple(float(count) if (count := length(token)) else None for token in tokens))
