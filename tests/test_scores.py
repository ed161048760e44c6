"""Scripts that get scores write files that `src` reads."""

from __future__ import annotations

import importlib.util
import re
import threading
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from needs import is_there, needs
from paths import ROOT, TESTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SCRIPTS = sorted(ROOT.joinpath("docs", "scores").glob("*.py"))
PAGE = ROOT.joinpath("docs", "scores.md").read_text("utf-8")
BLOCKS = {
    name: (header, source)
    for name, header, source in re.findall(
        r'--8<-- "scores/(\w+)\.py".*?^```heatmap(.*?)\nsrc: data/(\S+)$',
        PAGE,
        re.MULTILINE | re.DOTALL,
    )
}
RUN = ("llama_cpp", "logits", "occlusion", "openai_api")
RUN_ON_A_SMALL_MODEL = {
    "transformers_logp": (),
    "attention": (),
    "captum_attribution": ("captum",),
    "inseq_attribution": ("inseq",),
}
LOADERS = ("AutoTokenizer", "AutoModel", "AutoModelForCausalLM")


@contextmanager
def _answering(answer: bytes) -> Iterator[str]:
    """Serve one answer to whatever is asked; where."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _run(name: str, path: Path) -> None:
    spec = importlib.util.spec_from_file_location(f"scores_{name}", ROOT / f"docs/scores/{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.main(str(path))


@pytest.mark.parametrize("name", RUN)
def test_scripts_write_what_blocks_read(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    convert: Callable[..., tuple[str, list[str]]],
) -> None:
    """The block that stands below a script draws its file without a word to the author."""
    tmp_path.joinpath("data").mkdir()
    header, source = BLOCKS[name]
    sample = "llama_cpp" if name == "llama_cpp" else "openai_chat"
    with _answering(TESTS.joinpath(f"files/data/{sample}.json").read_bytes()) as address:
        monkeypatch.setenv("LLAMA_SERVER", address)
        monkeypatch.setenv("OPENAI_BASE_URL", f"{address}/v1")
        monkeypatch.setenv("OPENAI_API_KEY", "none")
        _run(name, tmp_path / "data" / source)
    html, messages = convert(f"```heatmap{header}\nsrc: data/{source}\n```", root=str(tmp_path))
    assert html.count('<figure class="heatmark ') == 1
    assert not messages


@pytest.fixture
def small_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever model a script asks for, it gets one of random weights, a few layers deep."""
    torch, transformers = map(importlib.import_module, ("torch", "transformers"))
    letters = pre_tokenizers.ByteLevel.alphabet()
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=400, special_tokens=["<|endoftext|>"], initial_alphabet=letters
    )
    tokenizer.train_from_iterator(["The capital of France is Paris. The cat sat."], trainer)
    special = dict.fromkeys(("bos_token", "eos_token", "pad_token"), "<|endoftext|>")
    fast = transformers.PreTrainedTokenizerFast(tokenizer_object=tokenizer, **special)
    torch.manual_seed(0)
    sizes = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 4}
    heads = dict.fromkeys(("num_attention_heads", "num_key_value_heads"), 8)
    config = transformers.LlamaConfig(vocab_size=len(fast), **sizes, **heads)
    folder = tmp_path / "model"
    fast.save_pretrained(folder)
    transformers.LlamaForCausalLM(config).save_pretrained(folder)
    for name in LOADERS:
        loader = getattr(transformers, name)
        load = partial(loader.from_pretrained, folder)
        monkeypatch.setattr(loader, "from_pretrained", lambda _, load=load, **how: load(**how))
    if is_there("inseq"):
        inseq = importlib.import_module("inseq")
        named = inseq.load_model
        monkeypatch.setattr(inseq, "load_model", lambda _, way: named(str(folder), way))


@pytest.mark.filterwarnings("ignore")  # of libraries, about each other
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=needs("transformers", *more))
        for name, more in RUN_ON_A_SMALL_MODEL.items()
    ],
)
@pytest.mark.usefixtures("small_model")
def test_scripts_with_models_write_what_blocks_read(
    name: str, tmp_path: Path, convert: Callable[..., tuple[str, list[str]]]
) -> None:
    """The same of scripts that load a model, with a small one in its place.

    Of inseq's rows one is drawn, which the page says.
    """
    header, source = BLOCKS[name]
    _run(name, tmp_path / source.partition("#")[0])
    html, messages = convert(f"```heatmap{header}\nsrc: {source}\n```", root=str(tmp_path))
    assert html.count('<figure class="heatmark ') == 1
    told = [one for one in messages if name != "inseq_attribution" or "[one-row]" not in one]
    assert not told


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda one: one.stem)
def test_the_page_says_what_was_run(script: Path) -> None:
    """Each script is on the page once, with its block, and with whether a test runs it."""
    name = script.stem
    (said,) = re.findall(
        rf'^\*([^*\n]+)\.\*\n\n```python title="scores/{name}.py"', PAGE, re.MULTILINE
    )
    is_run = name in {*RUN, *RUN_ON_A_SMALL_MODEL}
    assert said.startswith("Run by a test") == is_run
    assert said.startswith("Not run") == (not is_run)
    assert ("small" in said) == (name in RUN_ON_A_SMALL_MODEL)
    assert name in BLOCKS
    compile(script.read_text("utf-8"), str(script), "exec")
