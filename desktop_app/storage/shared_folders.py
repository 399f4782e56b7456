"""Folders that are not this computer's alone: synchronized by a service, or on another machine.

A database written there piece by piece can be copied away half, or locked by the service in the middle of a step.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ONE_DRIVE = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")  # variables that Windows sets
# What each service calls its folders; one that ends in a star is only the beginning of the name.
SERVICES: Mapping[str, tuple[str, ...]] = {
    "OneDrive": ("OneDrive", "OneDrive *", "OneDrive-*", "SkyDrive"),
    "Dropbox": ("Dropbox", "Dropbox *", "Dropbox-*"),
    "Google Drive": (
        *("Google Drive", "Google Drive *", "GoogleDrive", "GoogleDrive-*", "My Drive", "Shared drives"),
        *("Meine Ablage", "Geteilte Ablagen", "Mi unidad", "Unidades compartidas", "Mon Drive", "Drive partagés"),
        *("Il mio Drive", "Drive condivisi", "Meu Drive", "O meu disco", "Drives compartilhados", "Mijn Drive"),
        *("Gedeelde Drives", "Min enhet", "Mit drev", "Mój dysk", "Мой диск"),
        *("マイドライブ", "내 드라이브", "我的云端硬盘"),
    ),
    "Box": ("Box", "Box Sync", "Box-Box"),
    "iCloud Drive": ("iCloudDrive", "iCloud Drive", "iCloud Drive *", "com~apple~CloudDocs", "Mobile Documents"),
    "Nextcloud": ("Nextcloud", "Nextcloud *", "Nextcloud-*"),
    "ownCloud": ("ownCloud", "ownCloud *", "ownCloud-*"),
    "pCloud": ("pCloud Drive", "pCloudDrive", "pCloud Sync", "pCloud"),
    "MEGA": ("MEGA", "MEGAsync", "MEGAsync *", "MEGA Uploads"),
    "SharePoint": ("SharePoint", "SharePoint *", "Teams Files"),
    "Syncthing": ("Syncthing",),
    "Seafile": ("Seafile", "SeaDrive", "SeaDrive *"),
    "Proton Drive": ("Proton Drive", "ProtonDrive", "ProtonDrive-*"),
    "Egnyte": ("Egnyte Drive", "Egnyte Connect"),
    "Sync.com": ("Sync.com", "Sync"),
    "a cloud folder": ("CloudStorage",),
}
# What a service leaves in the folder at the top of what it synchronizes, whatever that is called: a library of
# SharePoint or Teams has the name of the firm.
MARKS: Mapping[str, str] = {
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive or SharePoint",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".stfolder": "Syncthing",
    ".sync": "a folder that another program synchronizes",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    ".megaignore": "MEGA",
    ".debris": "MEGA",
}
NETWORK = "a network folder"
MOUNTS = Path("/proc/self/mounts")
NETWORK_SYSTEMS = (
    *("nfs", "cifs", "smb", "9p", "afs", "davfs", "ceph", "glusterfs", "vboxsf", "prl_fs", "ncpfs"),
    *("fuse.sshfs", "fuse.davfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.onedriver"),
    *("fuse.vmhgfs-fuse", "fuse.google-drive-ocamlfuse", "fuse.pcloud"),
)
REMOTE_DRIVE = 4


def shared_folder_name(path: Path, environment: Mapping[str, str] = os.environ) -> str:
    """What the folder of the path belongs to: the service's name, "a network folder", or nothing."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - resolving would follow links and ask the disk
    for name in ONE_DRIVE:
        if environment.get(name) and whole.is_relative_to(environment[name]):
            return ONE_DRIVE[0]
    for part in whole.parts[:-1]:
        for service, names in SERVICES.items():
            if any(_called(part.casefold(), name.casefold()) for name in names):
                return service
    return _marked(whole) or (NETWORK if _remote(whole) else "")


def _called(part: str, name: str) -> bool:
    return part.startswith(name[:-1]) if name.endswith("*") else part == name


def _marked(whole: Path) -> str:
    """The service that left its mark in a folder above the file."""
    for folder in whole.parents:
        for mark, service in MARKS.items():
            try:
                if (folder / mark).exists():
                    return service
            except OSError:
                continue
    return ""


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
        parts = line.split()
        if len(parts) > len(("point", "kind")):
            yield parts[1].replace("\\040", " "), parts[2]
