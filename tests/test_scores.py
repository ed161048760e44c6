"""Scripts that get scores write files that `src` reads."""

from __future__ import annotations

import importlib.util
import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from paths import ROOT, TESTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SCRIPTS = sorted(ROOT.joinpath("docs", "scores").glob("*.py"))
PAGE = ROOT.joinpath("docs", "scores.md").read_text("utf-8")
SOURCES = dict(
    re.findall(r'--8<-- "scores/(\w+)\.py".*?^src: data/(\S+)$', PAGE, re.MULTILINE | re.DOTALL)
)
RUN = ("llama_cpp", "logits", "occlusion", "openai_api")


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
    source = SOURCES[name]
    sample = "llama_cpp" if name == "llama_cpp" else "openai_chat"
    with _answering(TESTS.joinpath(f"files/data/{sample}.json").read_bytes()) as address:
        monkeypatch.setenv("LLAMA_SERVER", address)
        monkeypatch.setenv("OPENAI_BASE_URL", f"{address}/v1")
        monkeypatch.setenv("OPENAI_API_KEY", "none")
        _run(name, tmp_path / "data" / source)
    html, messages = convert(f"```heatmap\nsrc: data/{source}\n```", root=str(tmp_path))
    assert html.count('<figure class="heatmark ') == 1
    assert not messages


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda one: one.stem)
def test_the_page_says_what_was_run(script: Path) -> None:
    """Each script is on the page once, with its block, and with whether a test runs it."""
    name = script.stem
    (said,) = re.findall(
        rf'^\*([^*\n]+)\.\*\n\n```python title="scores/{name}.py"', PAGE, re.MULTILINE
    )
    assert said.startswith("Run by a test") == (name in RUN)
    assert said.startswith("Not run") == (name not in RUN)
    assert name in SOURCES
    compile(script.read_text("utf-8"), str(script), "exec")
