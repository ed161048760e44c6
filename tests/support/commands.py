"""Commands of ours that other programs start, each in a process forked from one that has loaded it.

To start Python and load this package takes ten times as long as what such a command does. What a
program starts here only hands over its arguments, its environment and its open files.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path

_MOST = 1 << 20  # bytes of arguments and environment
_ANEW = """#!/bin/sh
exec '{python}' -c 'from {module} import main; main()' "$@"
"""
_CLIENT = """#!/bin/sh
exec '{python}' -ISc '
import json, os, socket, sys
server = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
server.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, {most})
server.connect("{address}")
order = json.dumps([sys.argv, os.getcwd(), dict(os.environ)]).encode()
socket.send_fds(server, [order], [0, 1, 2])
sys.exit(int(server.recv(9)))' "$@"
"""
_LOADED = (  # what images want
    *("heatmark.render.image.png", "heatmark.render.image.svg"),
    *("matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg"),
)


def write(file: Path, module: str, *, anew: bool = False) -> None:
    """Write the command that an installation makes for the `main` of a module.

    Args:
        file: Where to.
        module: A door.
        anew: Whether it starts a Python of its own, as the installed one does.
    """
    given = {"python": sys.executable, "module": module, "most": _MOST}
    can_fork = hasattr(os, "fork") and hasattr(socket, "SOCK_SEQPACKET")
    if anew or not can_fork:
        text = _ANEW.format(**given)
    else:
        text = _CLIENT.format(**given, address=_address(module))
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)


@cache
def _address(module: str) -> str:
    """Start the process that has loaded a module; where it listens."""
    folder = tempfile.TemporaryDirectory(prefix="heatmark-tests-")
    address = str(Path(folder.name, "socket"))
    process = subprocess.Popen(
        [sys.executable, __file__, module, address], stdout=subprocess.PIPE, start_new_session=True
    )

    def close() -> None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        folder.cleanup()

    atexit.register(close)
    assert process.stdout
    assert process.stdout.readline() == b"listens\n"
    return address


def _serve(module: str, address: str) -> None:
    """Fork a process for each command that is started."""
    for name in (module, *_LOADED):
        with suppress(ImportError):  # images want more than the rest
            import_module(name)
    server = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    server.bind(address)
    server.listen(64)
    gc.freeze()
    os.write(1, b"listens\n")
    while True:
        client, _ = server.accept()
        if not os.fork():
            server.close()
            _answer(module, client)
            return
        client.close()
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass  # those that have ended


def _answer(module: str, client: socket.socket) -> None:
    """Run the command in another process, in which alone this returns; tell how that ended."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _MOST)
    order, files, _, _ = socket.recv_fds(client, _MOST, 3)
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        client.send(str(os.waitstatus_to_exitcode(status)).encode())
        os._exit(0)
    client.close()
    sys.argv, folder, environment = json.loads(order)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for at, file in enumerate(files):
        os.dup2(file, at)
        os.close(file)
    sys.stdin, sys.stdout = os.fdopen(0, closefd=False), os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, errors="backslashreplace", closefd=False)
    sys.path[0] = ""
    import_module(module).main()


if __name__ == "__main__":
    _serve(*sys.argv[1:])
