"""A real network drive for a test: a folder of this machine reached by SFTP, through a pair of sockets."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SERVER = Path("/usr/lib/openssh/sftp-server")
PATIENCE = 15.0


def why_not() -> str:
    """Why there can be none here; empty where there can."""
    if sys.platform != "linux":
        return "sshfs is Linux's"
    if not shutil.which("sshfs") or not SERVER.exists():
        return "sshfs and sftp-server are not installed"
    if os.geteuid() != 0 or not os.access("/dev/fuse", os.W_OK):
        return "only root may mount here, where the system has FUSE"
    return ""


@contextmanager
def mounted(folder: Path, at: Path) -> Iterator[Path]:
    """`folder`, reached at `at` as over a network."""
    if reason := why_not():
        pytest.skip(reason)
    ours, theirs = socket.socketpair()
    command = ["sshfs", "-f", "-o", "passive,auto_unmount", f":{folder}", str(at)]
    with ours, theirs:
        server = subprocess.Popen([str(SERVER)], stdin=theirs.fileno(), stdout=theirs.fileno())
        client = subprocess.Popen(command, stdin=ours.fileno(), stdout=ours.fileno(), stderr=subprocess.DEVNULL)
    try:
        late = time.monotonic() + PATIENCE
        while not at.is_mount():
            if client.poll() is not None or time.monotonic() > late:
                pytest.skip("this system does not let sshfs mount")
            time.sleep(0.01)
        yield at
    finally:
        subprocess.run(["umount", "--lazy", at], check=False, stderr=subprocess.DEVNULL)
        client.terminate()
        for process in (client, server):
            process.wait()
