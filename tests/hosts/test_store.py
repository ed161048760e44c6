"""Images on disk: found again whole or not at all."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark.hosts.drawing import draw_all
from heatmark.hosts.store import Store
from heatmark.render.image.drawing import Drawing

if TYPE_CHECKING:
    from collections.abc import Callable


KEY = "0123456789abcdef"


DAY = 86_400


KEYS = st.text("0123456789abcdef", min_size=1, max_size=128)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache" / "heatmark")


@pytest.fixture
def font(tmp_path: Path) -> Path:
    path = tmp_path / "phông chữ.ttf"
    path.write_bytes(b"glyphs")
    return path


def _job(data: bytes) -> Callable[[], Drawing]:
    return lambda: Drawing(data)


def _entry(store: Store) -> Path:
    (path,) = store.folder.glob("*.drawing")
    return path


def _files(store: Store) -> set[str]:
    return {path.name for path in store.folder.iterdir()} - {".gitignore", "CACHEDIR.TAG"}


def _aged(path: Path, seconds: float) -> None:
    before = path.stat().st_mtime - seconds
    os.utime(path, (before, before))


def _grown(path: Path) -> None:
    before = path.stat()
    path.write_bytes(path.read_bytes() + b"more")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _fail_to_write(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def replace(self: Path, target: Path) -> NoReturn:
        raise OSError(code, os.strerror(code), str(self), None, str(target))

    monkeypatch.setattr(Path, "replace", replace)


@given(key=KEYS, data=st.binary())
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, key: str, data: bytes) -> None:
    """What is put under a key is got under it, by any object that uses the folder."""
    folder = tmp_path_factory.mktemp("store")
    Store(folder).put(key, Drawing(data))
    assert Store(folder).get(key) == Drawing(data)


def test_the_last_one_put_is_got(store: Store) -> None:
    """A key that is put again has what was put last."""
    store.put(KEY, Drawing(b"first"))
    store.put(KEY, Drawing(b"second"))
    assert store.get(KEY) == Drawing(b"second")


def test_nothing_is_made_before_it_is_needed(store: Store) -> None:
    """A store that is only asked makes no folder."""
    assert store.get(KEY) is None
    assert store.prune(0) == 0
    assert not store.folder.exists()


@pytest.mark.parametrize(
    "key", ["", "..", "../ab", "ab/cd", "/ab", "AB", "ab\n", "ab\0", "xyz", "ấ", "٣", "a" * 129]
)
def test_keys_are_no_paths(store: Store, key: str) -> None:
    """A key that is not hexadecimal is a mistake of the caller's, before anything is drawn."""
    for use in (store.get, lambda key: store.put(key, Drawing(b""))):
        with pytest.raises(ValueError, match="not a key"):
            use(key)
    with pytest.raises(ValueError, match="not a key"):
        draw_all({KEY: lambda: pytest.fail("drawn"), key: _job(b"")}, store)


def test_missing_characters_are_not_kept(store: Store) -> None:
    """A drawing with characters that no font had is made, and reported, in every build."""
    drawing = Drawing(b"png", missing=("\u1ea5",))
    for _ in range(2):
        assert draw_all({KEY: lambda: drawing}, store) == {KEY: drawing}
        assert store.get(KEY) is None
    assert store.problem is None


def test_truncated_files_heal(store: Store) -> None:
    """A file that was cut at any length is drawn again, and then found again."""
    store.put(KEY, Drawing(b"a picture"))
    path = _entry(store)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert store.get(KEY) is None
    draw_all({KEY: _job(b"a picture")}, store)
    assert path.read_bytes() == whole
    assert store.get(KEY) == Drawing(b"a picture")


@given(place=st.integers(min_value=0), bit=st.integers(0, 7))
def test_flipped_bits_heal(tmp_path_factory: pytest.TempPathFactory, place: int, bit: int) -> None:
    """A file with one bit changed, wherever it is, is drawn again, and then found again."""
    store = Store(tmp_path_factory.mktemp("store"))
    store.put(KEY, Drawing(b"a picture"))
    path = _entry(store)
    content = bytearray(path.read_bytes())
    content[place % len(content)] ^= 1 << bit
    path.write_bytes(content)
    assert store.get(KEY) is None
    draw_all({KEY: _job(b"a picture")}, store)
    assert store.get(KEY) == Drawing(b"a picture")


@given(content=st.binary())
def test_other_files_are_not_believed(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    """Something else under the name of a drawing is none, and so is more than was written."""
    store = Store(tmp_path_factory.mktemp("store"))
    store.put(KEY, Drawing(b"a picture"))
    path = _entry(store)
    whole = path.read_bytes()
    path.write_bytes(content)
    assert store.get(KEY) is None
    path.write_bytes(whole + content)
    assert (store.get(KEY) is None) == bool(content)


def test_a_drawing_belongs_to_its_key(store: Store) -> None:
    """A file that was renamed to another key is not that key's drawing."""
    store.put(KEY, Drawing(b"a picture"))
    path = _entry(store)
    path.rename(path.with_name(path.name.replace(KEY, "abc")))
    assert store.get("abc") is None


def test_a_font_that_stays_is_remembered(store: Store, font: Path) -> None:
    """The fonts of a drawing come back with it."""
    drawing = Drawing(b"png", fonts=(str(font), __file__))
    store.put(KEY, drawing)
    assert store.get(KEY) == drawing


@pytest.mark.parametrize(
    "change",
    [
        _grown,
        lambda font: os.utime(font, (1, 1)),
        lambda font: font.unlink(),
    ],
    ids=["size", "time", "gone"],
)
def test_a_changed_font_draws_again(
    store: Store, font: Path, change: Callable[[Path], object]
) -> None:
    """A drawing is out of date when a font file that it was drawn with is another, or gone."""
    store.put(KEY, Drawing(b"png", fonts=(__file__, str(font))))
    before = font.stat()
    change(font)
    assert store.get(KEY) is None
    font.write_bytes(b"glyphs")
    os.utime(font, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert store.get(KEY) is not None


def test_a_font_that_has_gone_already(store: Store, font: Path) -> None:
    """A drawing with a font that is gone when it is put is not kept, which is no problem."""
    font.unlink()
    store.put(KEY, Drawing(b"png", fonts=(str(font),)))
    assert store.get(KEY) is None
    assert store.problem is None


def test_a_crash_leaves_nothing_to_read(store: Store) -> None:
    """A process that dies before the last step changes no drawing; its leftover goes later."""
    store.put(KEY, Drawing(b"old"))
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from heatmark.render.image.drawing import Drawing\n"
        "from heatmark.hosts.store import Store\n"
        "Path.replace = lambda *_: os._exit(7)\n"
        "store = Store(Path(sys.argv[1]))\n"
        "store.put(sys.argv[2], Drawing(b'new'))\n"
    )
    for key in (KEY, "abc"):
        done = subprocess.run([sys.executable, "-c", code, str(store.folder), key], check=False)
        assert done.returncode == 7
    assert store.get(KEY) == Drawing(b"old")
    assert store.get("abc") is None
    leftovers = list(store.folder.glob("*.tmp"))
    assert len(leftovers) == 2
    assert store.prune(30) == 0, "it might be another process, writing now"
    for path in leftovers:
        _aged(path, 2 * 3600)
    assert store.prune(30) == 2
    assert store.get(KEY) == Drawing(b"old")


_HAMMER = """
import sys
from pathlib import Path
from heatmark.render.image.drawing import Drawing
from heatmark.hosts.store import Store

store, prunes = Store(Path(sys.argv[1])), sys.argv[2] == "prune"
print("ready", flush=True)
sys.stdin.readline()
for turn in range(150):
    for key in "0123":
        drawing = Drawing(key.encode() * 100_000)
        found = store.get(key)
        assert found == drawing or (prunes and found is None), (turn, key, found is None)
        store.put(key, drawing)
    if prunes:
        store.prune(0)
assert store.problem is None, store.problem
"""


@pytest.mark.parametrize("way", ["keep", "prune"])
def test_processes_share_a_folder(store: Store, way: str) -> None:
    """Processes that write the same keys at once always find whole drawings, or none if pruned."""
    for key in "0123":
        store.put(key, Drawing(key.encode() * 100_000))
    command = [sys.executable, "-c", _HAMMER, str(store.folder), way]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        process.communicate(timeout=120)
        assert process.returncode == 0
    assert not list(store.folder.glob("*.tmp"))


def test_prune_goes_by_use(store: Store) -> None:
    """Drawings go when they were not used for so many days; to get one is to use it."""
    for key in ("a", "b", "c"):
        store.put(key, Drawing(b"png"))
    for key in ("a", "b"):
        _aged(store.folder / f"{key}.drawing", 31 * DAY)
    assert store.get("a") is not None
    assert store.prune(30) == 1
    assert _files(store) == {"a.drawing", "c.drawing"}
    assert store.prune(0) == 1, "one is in use"
    assert Store(store.folder).prune(0) == 1
    assert _files(store) == set()


def test_use_is_marked_once_a_day(store: Store) -> None:
    """A server that watches the folder must not see a change in every build."""
    store.put(KEY, Drawing(b"png"))
    path = store.folder / f"{KEY}.drawing"
    for age, marked in ((DAY / 2, False), (1.5 * DAY, True)):
        _aged(path, age)
        before = path.stat().st_mtime
        assert store.get(KEY) is not None
        assert (path.stat().st_mtime != before) == marked


def test_a_full_disk_leaves_no_folder_without_marks(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where even its notes cannot be written, the folder goes, to be made and marked later."""
    with monkeypatch.context() as full:
        _fail_to_write(full, errno.ENOSPC)
        store.put(KEY, Drawing(b"png"))
        assert not store.folder.exists()
    store.put(KEY, Drawing(b"png"))
    assert _files(store) == {f"{KEY}.drawing"}
    assert store.folder.joinpath(".gitignore").read_text() == "*\n"


def test_prune_leaves_what_is_not_ours(store: Store) -> None:
    """A folder that was named by mistake loses nothing."""
    store.folder.mkdir(parents=True)
    others = {"index.md", "ab", "ab.png", "notes.tmp", "ab.tmp", "README.drawing", "AB.drawing"}
    for name in others:
        (store.folder / name).write_text("")
        _aged(store.folder / name, 100 * DAY)
    (store.folder / "cd.drawing").mkdir()
    assert store.prune(0) == 0
    assert _files(store) == {*others, "cd.drawing"}


def test_prune_beside_others(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that another process removes first is not counted, and stops nothing."""
    for key in ("a", "b", "c"):
        store.put(key, Drawing(b"png"))
    unlink = Path.unlink

    def late(path: Path, **options: bool) -> None:
        if path.name == "b.drawing":
            unlink(path)
        unlink(path, **options)

    monkeypatch.setattr(Path, "unlink", late)
    assert store.prune(0) == 2
    assert _files(store) == set()


def test_a_new_folder_is_marked(store: Store) -> None:
    """A folder that we make is left out of git and of backups."""
    store.put(KEY, Drawing(b"png"))
    assert (store.folder / ".gitignore").read_text() == "*\n"
    tag = (store.folder / "CACHEDIR.TAG").read_bytes()
    assert tag.startswith(b"Signature: 8a477f597d28d172789f06886806bc55")
    assert {path.name for path in store.folder.parent.iterdir()} == {store.folder.name}


def test_an_old_folder_is_not_marked(store: Store) -> None:
    """A folder that was here before may have other things in it, which git must see."""
    store.folder.mkdir(parents=True)
    store.put(KEY, Drawing(b"png"))
    assert [path.name for path in store.folder.iterdir()] == [f"{KEY}.drawing"]


@pytest.mark.parametrize("name", ["a file", "a file/below", "no\0path"])
def test_a_folder_that_cannot_be(tmp_path: Path, name: str) -> None:
    """Images are drawn although they cannot be kept, and the reason is told once."""
    (tmp_path / "a file").write_text("")
    store = Store(tmp_path / name)
    jobs = {key: _job(key.encode()) for key in "abcdef"}
    for _ in range(2):
        assert draw_all(jobs, store) == {key: Drawing(key.encode()) for key in jobs}
        assert store.problem is not None
        assert store.problem.message.startswith("images cannot be kept in '")
        assert "each build draws them again" in store.problem.hint
    assert store.prune(0) == 0
    assert (tmp_path / "a file").read_text() == ""


def test_a_full_disk(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A drawing that cannot be written leaves nothing behind; those that are there are found."""
    store.put("a", Drawing(b"old"))
    _fail_to_write(monkeypatch, errno.ENOSPC)
    jobs = {"a": _job(b"old"), "b": _job(b"new")}
    assert draw_all(jobs, store) == {"a": Drawing(b"old"), "b": Drawing(b"new")}
    assert _files(store) == {"a.drawing"}
    assert store.problem is not None
    assert store.problem.message.endswith(os.strerror(errno.ENOSPC))


def test_another_process_was_faster(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no problem that a drawing cannot be replaced when it is there, as on Windows."""
    store.put(KEY, Drawing(b"png"))
    _fail_to_write(monkeypatch, errno.EACCES)
    store.put(KEY, Drawing(b"png"))
    assert store.problem is None


def test_a_folder_that_can_only_be_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawings are found where their use cannot be marked."""
    store.put(KEY, Drawing(b"png"))

    def utime(*_: object) -> NoReturn:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "utime", utime)
    assert store.get(KEY) == Drawing(b"png")
