"""Network drives told from a machine's own, by what Linux and Windows say of them."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from partnering_desk.records.drives import is_network_type, is_unc, on_network, type_of

MOUNTS = r"""22 27 0:21 / /sys rw,nosuid,nodev,noexec,relatime shared:7 - sysfs sysfs rw
27 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw,errors=remount-ro
33 27 0:29 / /home rw,relatime shared:16 master:2 - btrfs /dev/mapper/home rw,space_cache=v2,subvol=/home
61 27 0:54 / /srv/minutes rw,relatime shared:91 - nfs4 files.northshire.example:/minutes rw,vers=4.2,hard,proto=tcp
62 27 0:55 / /mnt/legal\040and\040governance rw,relatime shared:92 - cifs //fs01/governance rw,vers=3.1.1,uid=1000
63 33 0:56 / /home/mary/council rw,nosuid,nodev,relatime - fuse.sshfs mary@fs02:/council rw,user_id=1000
64 27 8:17 / /media/mary/STICK rw,nosuid,nodev,relatime - fuseblk /dev/sdb1 rw,user_id=0,allow_other,blksize=4096
65 27 0:60 / /mnt/c rw,noatime - 9p C:\134 rw,dirsync,aname=drvfs;path=C:\;uid=1000
66 27 0:61 / /mnt/swapped rw,relatime - nfs old:/x rw
67 27 8:33 / /mnt/swapped rw,relatime - xfs /dev/sdc1 rw
68 27 0:70 / /run/user/1000/gvfs rw,nosuid,nodev,relatime shared:99 - fuse.gvfsd-fuse gvfsd-fuse rw,user_id=1000
a line that is none
"""


@pytest.mark.parametrize(
    ("path", "kind", "network"),
    [
        ("/home/mary/Documents/north.desk", "btrfs", False),
        ("/north.desk", "ext4", False),
        ("/srv/minutes/2026/north.desk", "nfs4", True),
        ("/srv/minutes-of-old/north.desk", "ext4", False),
        ("/mnt/legal and governance/north.desk", "cifs", True),
        ("/home/mary/council/north.desk", "fuse.sshfs", True),
        ("/media/mary/STICK/north.desk", "fuseblk", False),
        ("/mnt/c/Users/mary/north.desk", "9p", True),
        ("/mnt/swapped/north.desk", "xfs", False),
        ("/run/user/1000/gvfs/smb-share:server=fs01,share=x/north.desk", "fuse.gvfsd-fuse", True),
    ],
)
def test_the_drive_of_a_path_is_known_by_its_type(path: str, kind: str, network: bool) -> None:
    assert type_of(PurePosixPath(path), MOUNTS) == kind
    assert is_network_type(kind) == network


def test_where_nothing_is_said_of_a_path_it_is_taken_for_the_machines_own() -> None:
    assert type_of(PurePosixPath("/home/mary/north.desk"), "") == ""
    assert not is_network_type("")


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "davfs", "ceph", "fuse.rclone", "afs"])
def test_every_usual_network_file_system_is_one(kind: str) -> None:
    assert is_network_type(kind)


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "xfs", "zfs", "overlay", "tmpfs", "vfat", "exfat", "ntfs3"])
def test_a_local_file_system_is_none(kind: str) -> None:
    assert not is_network_type(kind)


@pytest.mark.parametrize(
    ("root", "network"),
    [
        ("\\\\fs01\\governance\\", True),
        ("\\\\?\\UNC\\fs01\\governance\\", True),
        ("C:\\", False),
        ("\\\\?\\C:\\", False),
        ("\\\\.\\C:\\", False),
    ],
)
def test_on_windows_a_path_that_names_a_server_is_on_the_network(root: str, network: bool) -> None:
    assert is_unc(root) == network


def test_this_machines_own_drive_is_none_and_a_mounted_one_is(tmp_path: Path, network_drive: Path) -> None:
    assert not on_network(tmp_path / "north.desk")
    assert on_network(network_drive / "north.desk")
    assert on_network(network_drive / "no such folder yet" / "north.desk")
