"""The example course: it builds without a word, and what it shows is what its scripts make."""

from __future__ import annotations

import html
import inspect
import json
import random
import re
import shutil
import sys
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from itertools import chain, combinations
from statistics import correlation, fmean
from typing import TYPE_CHECKING, Any

import markdown
import numpy as np
import pytest
from matplotlib.image import imread

import heatmark
from heatmark.markdown import HeatmarkExtension
from paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import ModuleType

    from matplotlib.figure import Figure

COURSE = ROOT / "example_site"
IMAGES = COURSE / "docs" / "assets" / "images"
FIGURE = IMAGES / "tang-nao-biet.png"
BY_HAND = IMAGES / "ve-bang-tay.png"
MEASURED = COURSE / "raw" / "smollm2_inside.json"
NOTEBOOK = COURSE / "thuc-hanh.ipynb"
ANSWERS = {
    "b1-lam": """def muc(diem):
    thap, cao = min(diem), max(diem)
    return [0.5 if cao == thap else (x - thap) / (cao - thap) for x in diem]""",
    "b2-lam": "log_p_cua_tieng = lambda manh, dau, cuoi: sum(manh[dau:cuoi])",
    "b4-lam": "tuong_quan = correlation",
    "b5-lam": """def dau_ro_nhat(luoi):
    return max((x, l + 1, h + 1) for l, row in enumerate(luoi) for h, x in enumerate(row))[1:]""",
    "b6-lam": """def p_doan_mo(n, k, m=6):
    return sum(math.comb(n, i) * (m - 1) ** (n - i) for i in range(k, n + 1)) / m**n""",
}
BLOCK = 20  # pixels: wider than what fonts of other versions of matplotlib move
FAR = 0.2  # of the way from black to white; a curve or a cell that moved is farther


def script(name: str) -> ModuleType:
    spec = spec_from_file_location(f"course_{name}", COURSE / f"{name}.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def looks(path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Blur a picture: the mean of each block of pixels, so that fonts may differ a little."""
    pixels = np.asarray(imread(path), dtype=float)[..., :3]
    height, width = (side // BLOCK * BLOCK for side in pixels.shape[:2])
    blocks = pixels[:height, :width].reshape(height // BLOCK, BLOCK, width // BLOCK, BLOCK, 3)
    means: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = blocks.mean(axis=(1, 3))
    return means


def same(figure: Figure, folder: Path, image: Path = FIGURE) -> bool:
    figure.savefig(folder / "drawn.png")
    drawn, kept = looks(folder / "drawn.png"), looks(image)
    return drawn.shape == kept.shape and bool(np.abs(drawn - kept).max() < FAR)


def alike(figure: Figure, folder: Path, image: Path) -> bool:
    """Compare as a whole: each matplotlib measures letters a little differently."""
    figure.savefig(folder / "drawn.png")
    drawn, kept = looks(folder / "drawn.png"), looks(image)
    return drawn.shape == kept.shape and bool(np.abs(drawn - kept).mean() < FAR / 4)


def shown(page: Path, name: str, function: str) -> Callable[..., Figure]:
    """Take a function from the code that a page shows, which is that of a script."""
    blocks = re.findall(
        r"<code>((?:(?!<code>).)*)</code></pre>", page.read_text("utf-8"), re.DOTALL
    )
    code = [html.unescape(re.sub(r"<[^>]*>", "", block)) for block in blocks]
    text = "\n".join(block for block in code if "Figure" in block)
    source = (COURSE / f"{name}.py").read_text("utf-8")
    assert text
    assert all(line in source.splitlines() for line in text.splitlines())
    names: dict[str, object] = {}
    exec(f"from __future__ import annotations\n{text}", names)  # our own lesson
    found = names[function]
    assert callable(found)
    return found


def test_it_builds_without_a_word(course: Path) -> None:
    """A strict build of the course passes, and no author is told anything about a heatmap."""
    said = course.with_name("said.txt").read_text("utf-8")
    told = [line for line in said.splitlines() if "heatmark:" in line]
    assert not [line for line in told if "drawing images" not in line]  # which a slow machine says
    lessons = sorted((course / "bai-hoc").glob("[01]*.html"))
    assert len(lessons) == 11
    assert all("heatmark-error" not in page.read_text("utf-8") for page in lessons)


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("\nHà 0,8\nNội 0.2", "các số chỗ dùng dấu phẩy, chỗ dùng dấu chấm: '0,8' và '0.2'"),
        (' titel="Hai từ"\nxin 1', "không có tuỳ chọn 'titel'"),
        ("\nmột từ 6\nhai 2", "điểm 'từ' không phải là số"),
        ("\nmột 1\nhai 2x", "điểm '2x' không phải là số"),
        ("\nxin\nchào 2", "token 'xin' không có điểm"),
        (" scale=max\nxin 1", "scale phải là một trong các giá trị auto, minmax, zero, "),
        (" clip=5 scale=rank\nxin 1", "thang rank không dùng đến clip"),
    ],
)
def test_the_lesson_shows_what_error_boxes_say(block: str, said: str) -> None:
    """Whoever looks an error up in the lesson finds it in the words of the box."""
    shown = markdown.markdown(f"```heatmap{block}\n```", extensions=[HeatmarkExtension(lang="vi")])
    assert said in html.unescape(shown)
    assert said in (COURSE / "docs" / "bai-hoc" / "08-viet-khoi.md").read_text("utf-8")


def test_the_figure_is_what_the_script_draws(tmp_path: Path) -> None:
    """The picture that is kept in the course is the one that figures.py makes now."""
    assert same(script("figures").draw(MEASURED), tmp_path)


def test_another_figure_is_noticed(tmp_path: Path) -> None:
    """A curve that moves makes another picture, for all the blur."""
    figure = script("figures").draw(MEASURED)
    line = figure.axes[1].lines[0]
    line.set_ydata([y / 2 for y in line.get_ydata()])
    assert not same(figure, tmp_path)


def test_the_shown_code_draws_the_figure(course: Path, tmp_path: Path) -> None:
    """The code that readers see is the script's own, and draws the picture beside it."""
    draw = shown(course / "bai-hoc" / "09-hinh-anh.html", "figures", "draw")
    assert same(draw(MEASURED), tmp_path)


@pytest.mark.parametrize("page", ["bai-hoc/01-ban-do-nhiet", "en/01-text-heatmaps"])
def test_the_shown_code_draws_the_classic_picture(course: Path, tmp_path: Path, page: str) -> None:
    """Twelve lines that readers see, and `return`, draw the picture above them."""
    by_hand = shown(course / f"{page}.html", "by_hand", "by_hand")
    words = script("by_hand").TEXT.split()
    assert alike(by_hand(words), tmp_path, BY_HAND)
    assert not alike(by_hand(words[::-1]), tmp_path, BY_HAND)
    source = inspect.getsource(script("by_hand").by_hand)
    assert len(source.splitlines()) == 1 + 1 + 12 + 1  # def, what it says, the lines, return


def test_the_random_numbers_are_of_the_seed_that_the_lesson_names() -> None:
    """The first lesson's phantom pattern is what Python draws from seed 1."""
    lesson = (COURSE / "docs" / "bai-hoc" / "01-ban-do-nhiet.md").read_text("utf-8")
    (block,) = re.findall(r'measure="số ngẫu nhiên".*?\n(.*?)```', lesson, re.DOTALL)
    draw = random.Random(1)  # noqa: S311 - a lesson's numbers, no secret
    assert [float(line.split()[1]) for line in block.splitlines()] == [
        round(draw.random(), 3) for _ in range(12)
    ]


def notebook() -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    assert all(not cell.get("outputs") for cell in cells)
    return [cell for cell in cells if cell["cell_type"] == "code"]


def run_notebook(cells: list[dict[str, Any]], answers: dict[str, str]) -> None:
    """Run the cells that need no model, and after each task the answer that is given for it."""
    names: dict[str, object] = {}
    for cell in cells:
        tags = cell["metadata"].get("tags", [])
        if "can-mo-hinh" not in tags:
            exec("".join(cell["source"]), names)  # our own notebook
        if "bai-lam" in tags:
            exec(answers.get(cell["id"], ""), names)


@pytest.fixture
def in_the_course(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(COURSE)
    monkeypatch.syspath_prepend(COURSE)
    yield
    heatmark.defaults.reset()  # the language, which the notebook sets


@pytest.mark.usefixtures("in_the_course")
def test_the_notebook_runs_and_hints(capsys: pytest.CaptureFixture[str]) -> None:
    """A student who has written nothing yet gets a hint in each task, and no error."""
    run_notebook(notebook(), {})
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(ANSWERS)
    assert all(line.startswith("✗") and "Gợi ý" in line for line in lines)


@pytest.mark.usefixtures("in_the_course")
def test_the_notebook_takes_right_answers(capsys: pytest.CaptureFixture[str]) -> None:
    """Each task says so when it is done right."""
    run_notebook(notebook(), ANSWERS)
    assert capsys.readouterr().out.splitlines() == ["✓ Đúng rồi."] * len(ANSWERS)


@pytest.mark.usefixtures("in_the_course")
def test_cells_that_need_a_model_can_be_compiled() -> None:
    """What is not run here is Python all the same, and takes only what the scripts have."""
    sources = [
        "".join(cell["source"])
        for cell in notebook()
        if "can-mo-hinh" in cell["metadata"].get("tags", [])
    ]
    assert len(sources) == 2
    for source in sources:
        compile(source, "cell", "exec")
        for module, names in re.findall(r"^from (\w+) import (.+)$", source, re.MULTILINE):
            assert all(hasattr(import_module(module), name) for name in names.split(", "))


def quoted(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace(".", ",").replace("-", "−")


def test_lessons_quote_what_was_measured_of_heads() -> None:
    """The numbers in the lesson on heads are those of the measurement, to the last digit."""
    lesson = (COURSE / "docs" / "bai-hoc" / "06-tung-tang-tung-dau.md").read_text("utf-8")
    heads = json.loads((COURSE / "raw" / "smollm2_heads.json").read_text("utf-8"))
    for one in (heads["real"], *heads["others"].values()):
        mean = one["before"][16][0]
        assert mean == max(map(max, one["before"]))
        if one is not heads["real"]:
            assert f"| *{one['text']}* | {quoted(mean, 3)} | 1 |" in lesson
    drawn = heads["drawn"]["repeat"]
    ranked = sorted(chain.from_iterable(drawn), reverse=True)
    assert ranked[0] == drawn[18][6]
    assert ranked[1] == drawn[17][5]
    many = sum(mean > 0.5 for mean in ranked)
    assert f"đầu 6 của tầng 18 được {quoted(ranked[1], 3)}" in lesson
    assert f"tầng 19 với {quoted(ranked[0], 3)}, và {many} trong 270 đầu" in lesson
    few = sum(mean > 0.5 for mean in chain.from_iterable(heads["real"]["before"]))
    assert f"chỉ {few} trong 270 đầu vượt quá 0,5" in lesson
    assert max(chain.from_iterable(heads["random"]["before"])) < 0.17


def test_lessons_quote_what_was_measured_of_seeds() -> None:
    """The numbers in the lesson on controls are those of eight draws, to the last digit."""
    lesson = (COURSE / "docs" / "bai-hoc" / "04-doi-chung.md").read_text("utf-8")
    runs = json.loads((COURSE / "raw" / "smollm2_seeds.json").read_text("utf-8"))["logprob"]
    tokyo, second_is = 13, 12
    assert runs[0].index(max(runs[0])) == runs[1].index(min(runs[1])) == tokyo
    assert runs[1].index(max(runs[1])) == second_is
    pairs = [correlation(one, other) for one, other in combinations(runs, 2)]
    assert f"là {quoted(pairs[0], 2)}" in lesson
    assert f"từ {quoted(min(pairs), 2)} đến {quoted(max(pairs), 2)}" in lesson
    assert f"trung bình {quoted(fmean(pairs), 2)}" in lesson


def test_data_files_are_what_the_script_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The course's data files follow from the raw measurements, to the last byte."""
    make_data = script("make_data")
    kept = COURSE / "docs" / "data"
    measured = {path.name for path in kept.glob("smollm2_*.json")}
    for name in measured:
        shutil.copy(kept / name, tmp_path / name)
    monkeypatch.setattr(make_data, "DATA", tmp_path)
    make_data.main()
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in kept.iterdir()}
    assert set(made) > measured
