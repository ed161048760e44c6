"""Projects of Sphinx in folders of their own, and what builds of them left behind."""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from sphinx.cmd.build import main as sphinx_build

import heatmark
from reading import bare

CONFIG: dict[str, object] = {
    "project": "T",
    "extensions": ["heatmark.sphinx", "myst_parser"],
    "myst_fence_as_directive": ["heatmap"],
    "myst_enable_extensions": ["colon_fence"],
    "html_copy_source": False,
    "show_warning_types": True,
    "version": "1",
    "copyright": "nobody",
    "heatmark_measure_notice": "off",
}
BLOCK = '```heatmap title="Một từ"\nun 1\nable 2\n```\n'
RST = '.. heatmap:: title="Một từ"\n\n   un 1\n   able 2\n'
SUBWORDS = '{"tokens": ["un", "believ", "able", " thing"], "scores": [1, 2, 3, 4]}'


@dataclass(frozen=True)
class Built:
    """What a build left behind."""

    code: int
    log: str
    folder: Path

    @property
    def warnings(self) -> list[str]:
        return [line for line in self.log.split("\n") if "WARNING" in line or "ERROR" in line]

    @property
    def ours(self) -> list[str]:
        """Warnings that are not about toctrees or MyST."""
        theirs = ("[myst.", "toctree", "[toc.")
        return [one for one in self.warnings if not any(name in one for name in theirs)]

    def read(self, path: str = "index.html") -> str:
        return self.folder.joinpath(path).read_text(encoding="utf-8")

    def figures(self, path: str = "index.html") -> list[str]:
        """Find the figures, as they are without Sphinx."""
        return re.findall(r'<figure class="heatmark.*?</figure>', bare(self.read(path)), re.DOTALL)


@dataclass
class Project:
    """A Sphinx project in a folder of its own."""

    folder: Path
    config: dict[str, object] = field(default_factory=dict)

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())

    def arguments(self, builder: str, *more: str) -> list[str]:
        lines = [f"{name} = {value!r}" for name, value in {**CONFIG, **self.config}.items()]
        self.write("conf.py", "\n".join(lines))
        places = [str(self.folder), str(self.folder / f"_build/{builder}")]
        return ["-b", builder, "-d", str(self.folder / "_build/doctrees"), *more, *places]

    def build(self, builder: str = "html", *more: str, quiet: bool = True) -> Built:
        """Build as `sphinx-build` does, in this process."""
        arguments = self.arguments(builder, *(("-q", *more) if quiet else more))
        out, log = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(log):
            code = sphinx_build(["--no-color", *arguments])
        wrong = "" if "Configuration error" in log.getvalue() else log.getvalue()
        assert "Traceback" not in wrong, wrong  # new Sphinx shows one for those of conf.py too
        return Built(code, log.getvalue() + out.getvalue(), self.folder / "_build" / builder)

    def build_apart(self, builder: str, *more: str) -> Built:
        """Build in a process of its own, which may start others."""
        folder = str(Path(heatmark.__file__).parents[1])
        run = subprocess.run(
            [sys.executable, "-m", "sphinx", "--no-color", *self.arguments(builder, *more)],
            env={
                **os.environ,
                "PYTHONPATH": f"{folder}{os.pathsep}{self.folder}",
                "PYTHONUTF8": "1",
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert "Traceback" not in run.stderr, run.stderr
        return Built(run.returncode, run.stdout + run.stderr, self.folder / "_build" / builder)


def indented(text: str, by: str = "   ") -> str:
    return "".join(
        f"{by}{line}" if line.strip() else line for line in text.splitlines(keepends=True)
    )


def as_rst(header: str, body: str) -> str:
    return f".. heatmap:: {header}\n\n{indented(body)}\n\n"


def as_fence(header: str, body: str) -> str:
    return f"```heatmap {header}\n{body}\n```\n\n"
