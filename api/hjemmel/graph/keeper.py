"""The keeper: a quiet process that holds the store, never queries, and forks workers that do.

A worker that forks from the keeper shares the store's memory copy-on-write, and can be killed without harm. The keeper
is a process of its own (not a fork of the server), because forking beside threads and an event loop is unsafe.

Protocol, over a Unix socket: the server sends one byte `F`; the keeper forks a worker and answers with its pid and the
server's end of a socket to it (SCM_RIGHTS). When a worker has ended, the server sends `W` and the pid, and is told the
signal that ended it (0: by itself). On `G` the keeper answers with the length and the names of the graphs, one a line.
"""

from __future__ import annotations

import os
import socket
import struct
import sys
from contextlib import suppress
from pathlib import Path

from pyoxigraph import NamedNode

from hjemmel.graph.snapshot import open_whole
from hjemmel.graph.store import EmbeddedStore, Store
from hjemmel.graph.worker import answer_questions

PID = struct.Struct("!i")
SIZE = struct.Struct("!I")


def run(snapshot: Path, channel: socket.socket) -> None:
    """Serve the channel until the server closes it."""
    kb = open_whole(snapshot)
    channel.sendall(b"R")
    while (order := channel.recv(1)) != b"":
        if order == b"F":
            _fork(kb.store, channel)
        elif order == b"W":
            (pid,) = PID.unpack(read_whole(channel, PID.size))
            channel.sendall(PID.pack(_wait(pid)))
        elif order == b"G":
            names = _write_graphs(kb.store)
            channel.sendall(SIZE.pack(len(names)) + names)


def _fork(store: Store, channel: socket.socket) -> None:
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        channel.close()
        ours.close()
        _become_worker(store, theirs)
    theirs.close()
    socket.send_fds(channel, [PID.pack(pid)], [ours.fileno()])
    ours.close()


def _become_worker(store: Store, wire: socket.socket) -> None:
    """Answer until the server closes the wire; never come back into the keeper's code."""
    # What the engine says when its memory ends is told by the server, in words.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        answer_questions(store, wire)
    finally:
        os._exit(0)


def _wait(pid: int) -> int:
    with suppress(ChildProcessError):
        _, status = os.waitpid(pid, 0)
        return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    return 0


def _write_graphs(store: Store) -> bytes:
    names = store.engine.named_graphs() if isinstance(store, EmbeddedStore) else ()
    return "\n".join(sorted(name.value for name in names if isinstance(name, NamedNode))).encode()


def read_whole(channel: socket.socket, size: int) -> bytes:
    """Read so many bytes.

    Raises:
        EOFError: the other side has closed before.
    """
    data = b""
    while len(data) < size:
        piece = channel.recv(size - len(data))
        if not piece:
            raise EOFError
        data += piece
    return data


if __name__ == "__main__":
    run(Path(sys.argv[1]), socket.socket(fileno=int(sys.argv[2])))
