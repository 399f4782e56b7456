"""Folders that are not this computer's alone: synchronised by a service, or on another machine.

A database written there piece by piece can be copied away half, or locked by the service in the middle of a step.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ONE_DRIVE = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")  # variables that Windows sets
SERVICES = ("OneDrive", "Dropbox", "Google Drive", "iCloudDrive", "iCloud Drive", "Nextcloud", "Box Sync")
NETWORK = "a network folder"
MOUNTS = Path("/proc/self/mounts")
NETWORK_SYSTEMS = ("nfs", "cifs", "smb", "fuse.sshfs", "fuse.davfs", "9p", "afs")
REMOTE_DRIVE = 4


def shared_folder_name(path: Path, environment: Mapping[str, str] = os.environ) -> str:
    """What the folder of the path belongs to: the service's name, "a network folder", or nothing."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - resolving would follow links and ask the disk
    for name in ONE_DRIVE:
        if environment.get(name) and whole.is_relative_to(environment[name]):
            return ONE_DRIVE[0]
    for part in whole.parts[:-1]:
        for service in SERVICES:
            if part == service or part.startswith(f"{service} "):
                return service
    return NETWORK if _remote(whole) else ""


if sys.platform == "win32":  # pragma: no cover - the other half of this module, by system
    import ctypes

    def _remote(path: Path) -> bool:
        drive = path.drive
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == REMOTE_DRIVE

else:

    def _remote(path: Path) -> bool:
        mounts = sorted(_mounts(), key=lambda mount: len(mount[0]), reverse=True)
        system = next((kind for point, kind in mounts if path.is_relative_to(point)), "")
        return system.startswith(NETWORK_SYSTEMS)


def _mounts() -> Iterator[tuple[str, str]]:
    """Where something is mounted, and of which kind; nothing on systems that do not tell."""
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        _, point, kind, *_ = line.split()
        yield point.replace("\\040", " "), kind
