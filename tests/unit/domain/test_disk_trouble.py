"""Why the disk refused, in words: by what the system says, here and on Windows."""

import errno
from pathlib import PurePath

import pytest

from desktop_app.domain.disk_trouble import plain_reason, refused_file

LONG = PurePath("C:/" + "x" * 300)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "the disk is full"),
        (errno.ENAMETOOLONG, "its path is too long"),
        (errno.ENETUNREACH, "the network or the drive is gone"),
        (errno.ESTALE, "the network or the drive is gone"),
        (errno.EROFS, "can only be read"),
        (errno.EBUSY, "another program holds it"),
        (errno.EACCES, "not allowed to write"),
        (errno.ENOENT, "folder is not there"),
        (errno.EISDIR, "a folder of that name"),
        (errno.EEXIST, "something else of that name"),
        (errno.EIO, "reports an error"),
        (errno.EMFILE, "Too many open files"),
    ],
)
def test_each_cause_has_its_words(number: int, words: str) -> None:
    assert words in plain_reason(OSError(number, "Too many open files"))


@pytest.mark.parametrize(
    ("code", "path", "words"),
    [
        (112, None, "the disk is full"),
        (206, LONG, "its path is too long"),
        (3, LONG, "its path is too long"),
        (3, PurePath("C:/short"), "folder is not there"),
        (53, None, "the network or the drive is gone"),
        (19, None, "can only be read"),
        (32, None, "another program holds it"),
    ],
)
def test_windows_says_it_by_its_own_codes(code: int, path: PurePath | None, words: str) -> None:
    error = OSError(errno.ENOENT if code in {3, 206} else errno.EINVAL, "translated")
    vars(error)["winerror"] = code
    assert words in plain_reason(error, path)


def test_an_error_without_words_says_what_it_is() -> None:
    assert plain_reason(OSError("odd")) == "odd"


def test_a_file_that_the_system_refuses_is_named() -> None:
    named = refused_file(OSError(errno.ENOSPC, "No space left", "/home/u/a.pdf"))
    assert named == "/home/u/a.pdf could not be read or written: the disk is full. Nothing else was changed."
    assert refused_file(OSError("odd")).startswith("A file could not be read or written: odd.")
