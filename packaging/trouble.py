"""What can go wrong on the machine while it is being set up, as one sentence each."""

import errno

# Windows: another program uses the file; it is locked; it contains a virus or what is taken for one.
HELD = {32, 33, 225}


class Trouble(Exception):
    """An expected refusal: its text is the sentence the user reads."""


def no_space(place: object) -> Trouble:
    return Trouble(f"There is no space left on the disk that holds {place}; about 600 MB are needed.")


def no_permission(place: object) -> Trouble:
    return Trouble(f"This account may not write to {place}; copy the program's folder to a place of your own.")


def held(place: object) -> Trouble:
    return Trouble(
        f"Another program has a file in {place} open, or a virus scanner stopped it: close Filing Desk and what shows "
        "that folder, let the scanner finish or except the folder, and try again."
    )


def from_os_error(error: OSError, place: object) -> Trouble:
    if getattr(error, "winerror", None) in HELD:
        return held(error.filename or place)
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return no_space(place)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return no_permission(error.filename or place)
    return Trouble(f"The machine refused to work on {error.filename or place}: {error.strerror or error}.")
