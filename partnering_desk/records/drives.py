"""Whether a file is on a drive of this machine's own, as SQLite's write-ahead log needs it.

The log's index is memory that the programs share; over a network they do not, and a register would come to harm.
macOS is not asked: there every drive is taken for its own.
"""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from pathlib import Path, PurePosixPath

_NETWORK = frozenset(
    {"9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse", "glusterfs", "gpfs", "gfs2", "lustre", "ncpfs"}
    | {"nfs", "nfs4", "ocfs2", "prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "virtiofs"}
)
"""Types of file system that another machine may have a part in."""
_FUSE = "fuse."
"""What begins the type of a file system that is a program, such as sshfs or rclone; a local disk's is "fuseblk"."""
_ESCAPED = re.compile(r"\\([0-7]{3})")
_DRIVE_REMOTE = 4


def on_network(path: Path) -> bool:
    """Whether the file at `path`, there or not yet, is or would be on a network drive."""
    path = path.resolve()
    if sys.platform == "win32":
        import ctypes

        root = path.anchor
        return ctypes.windll.kernel32.GetDriveTypeW(root) == _DRIVE_REMOTE or is_unc(root)
    if sys.platform == "linux":
        with suppress(OSError):
            mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
            return is_network_type(type_of(PurePosixPath(path), mounts))
    return False


def is_unc(root: str) -> bool:
    r"""Whether a path of Windows that begins with `root` names a server, as ``\\server\share\`` does."""
    device = root.startswith(("\\\\?\\", "\\\\.\\"))
    return root.startswith("\\\\?\\UNC\\" if device else "\\\\")


def is_network_type(kind: str) -> bool:
    """Whether a type of file system, as Linux names it, is one of the network's."""
    return kind in _NETWORK or kind.startswith(_FUSE)


def type_of(path: PurePosixPath, mounts: str) -> str:
    """The type of the file system that an absolute path is on; `mounts` is what /proc/self/mountinfo says.

    Empty when no line of it tells.
    """
    found = {}
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        if after and len(fields := before.split(" ")) > 4:
            at = _ESCAPED.sub(lambda octal: chr(int(octal[1], 8)), fields[4])
            found[PurePosixPath(at)] = after.split(" ")[0]  # a later line hides an earlier one of the same place
    return next((found[place] for place in (path, *path.parents) if place in found), "")
