"""Each letter that is pressed with Alt leads to one thing: what comes first keeps it, what follows gets another."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLabel, QToolButton, QWidget


def share_letters(root: QWidget) -> None:
    """Gives every button and label that is seen a letter of its own, as far as its words have one that is free."""
    taken: set[str] = set()
    for widget in root.findChildren(QWidget):
        words = _words(root, widget)
        letter = _letter(words)
        if not letter:
            continue
        if letter in taken:
            words, letter = _with_another(words, taken)
            if isinstance(widget, QAbstractButton | QLabel):
                widget.setText(words)
        taken.add(letter)


def _words(root: QWidget, widget: QWidget) -> str:
    """The words of a widget that may have a letter; empty for any other."""
    if not widget.isVisibleTo(root) or isinstance(widget, QToolButton):
        return ""
    if isinstance(widget, QAbstractButton):
        return widget.text()
    return widget.text() if isinstance(widget, QLabel) and widget.buddy() is not None else ""


def _letter(words: str) -> str:
    at = words.replace("&&", "\0\0").find("&")
    return words[at + 1 : at + 2].casefold() if at >= 0 else ""


def _with_another(words: str, taken: set[str]) -> tuple[str, str]:
    """The words with the first free letter marked, that of a word's beginning before one within."""
    plain = words.replace("&&", "\0").replace("&", "")
    begins = [at for at, sign in enumerate(plain) if sign.isalnum() and (at == 0 or not plain[at - 1].isalnum())]
    within = [at for at, sign in enumerate(plain) if sign.isalnum() and at not in begins]
    for at in (*begins, *within):
        if plain[at].casefold() not in taken:
            marked = f"{plain[:at]}&{plain[at:]}"
            return marked.replace("\0", "&&"), plain[at].casefold()
    return plain.replace("\0", "&&"), ""
