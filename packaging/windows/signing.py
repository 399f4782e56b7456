#!/usr/bin/env python3
"""Signs a program or an installer, if there is a certificate: `signing.py FILE ...`.

One setting: FILING_DESK_CERTIFICATE names a PKCS #12 file (.pfx); its password is in FILING_DESK_CERTIFICATE_PASSWORD,
and FILING_DESK_TIME_SERVER may name a server that dates the signature. On Windows signtool of the Windows SDK signs, on
Debian osslsigncode. Without the setting nothing is signed, and the build says so.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from trouble import Trouble

CERTIFICATE, PASSWORD, TIME = (
    "FILING_DESK_CERTIFICATE",
    "FILING_DESK_CERTIFICATE_PASSWORD",
    "FILING_DESK_TIME_SERVER",
)
TOOLS = ("signtool", "osslsigncode")


def can_sign(variables: Mapping[str, str] = os.environ) -> bool:
    """Whether there is a certificate."""
    return bool(variables.get(CERTIFICATE))


def sign(file: Path, variables: Mapping[str, str] = os.environ) -> str:
    """Signs the file in its place and tells by what. Raises Trouble where that fails."""
    tool = next((name for name in TOOLS if shutil.which(name)), "")
    if not tool:
        raise Trouble("Neither signtool nor osslsigncode is installed; one of them is needed to sign.")
    if not Path(variables[CERTIFICATE]).is_file():
        raise Trouble(f"{CERTIFICATE} names {variables[CERTIFICATE]}, which is no file.")
    signed = file.with_name(f"{file.name}.signed")
    done = subprocess.run(command(tool, file, signed, variables), capture_output=True, text=True, check=False)
    if done.returncode:
        signed.unlink(missing_ok=True)
        raise Trouble(f"{file.name} could not be signed: {(done.stderr.strip() or done.stdout.strip())[-300:]}")
    if signed.exists():
        signed.replace(file)
    return tool


def command(tool: str, file: Path, signed: Path, variables: Mapping[str, str]) -> Sequence[str]:
    """What signs: signtool does it in place, osslsigncode writes another file."""
    certificate, password, server = (variables.get(name, "") for name in (CERTIFICATE, PASSWORD, TIME))
    if tool == "signtool":
        dated = ("/tr", server, "/td", "sha256") if server else ()
        return ("signtool", "sign", "/fd", "sha256", "/f", certificate, "/p", password, *dated, str(file))
    given = ("-pkcs12", certificate, "-pass", password, "-h", "sha256", "-n", "Filing Desk")
    stamped = ("-ts", server) if server else ()
    return ("osslsigncode", "sign", *given, *stamped, "-in", str(file), "-out", str(signed))


if __name__ == "__main__":
    try:
        for name in sys.argv[1:]:
            sign(Path(name))
    except Trouble as trouble:
        sys.exit(str(trouble))
