"""The plan of the Windows program, as far as it can be judged without Windows: files, names, versions, what is cut."""

import ast
import re
import struct
from pathlib import Path

import pytest

from desktop_app import __version__
from trouble import Trouble
from windows.shipped import CUT, CUT_STARTS, LEFT_OUT, STAYS, kept, network_parts
from windows.signing import CERTIFICATE, PASSWORD, can_sign, sign
from windows.signing import TOOLS as SIGNERS
from windows.signing import command as signing_command
from windows.version_resource import numbers, strings
from windows.wine_python import TOOLS, tools_without_runtime

ROOT = Path(__file__).resolve().parents[2]
PLAN = ROOT / "packaging" / "windows"
INSTALLER = (PLAN / "installer.nsi").read_text(encoding="utf-8")
SPEC = (PLAN / "filing-desk.spec").read_text(encoding="utf-8")


def test_the_spec_is_python_and_what_it_takes_along_exists() -> None:
    tree = ast.parse(SPEC)
    folders = re.findall(r'ROOT / "(resources)" / "(\w+)"', SPEC)
    there = {folder.name for folder in (ROOT / "resources").iterdir() if folder.is_dir()}
    assert {second for _, second in folders} == there - {"pictures"}  # those of the README
    assert (ROOT / "forms").is_dir()
    assert 'str(NOTICES), "notices"' in SPEC
    names = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert {"Filing Desk", "filing-desk"} <= names


def test_no_version_stands_in_the_plan_but_the_programs_own() -> None:
    for text in (INSTALLER, SPEC):
        assert __version__ not in text
    assert ".".join(map(str, numbers())).startswith(__version__)
    assert strings()["ProductVersion"] == __version__


def test_the_installer_asks_for_no_elevation_and_writes_only_to_the_user_unless_told_otherwise() -> None:
    assert "RequestExecutionLevel user" in INSTALLER
    assert re.findall(r"^ *(?:Write|Delete)Reg\w+ (?:/ifempty )?(?!SHCTX|/ifempty)", INSTALLER, re.MULTILINE) == []
    before_asking = INSTALLER.partition('"/ALLUSERS" $2')[0]
    assert "$PROGRAMFILES" not in before_asking
    assert "SetShellVarContext" not in before_asking
    assert 'InstallDir "$LOCALAPPDATA\\Programs\\${NAME}"' in INSTALLER


def test_the_installer_asks_or_refuses_while_the_program_is_open_before_it_changes_anything() -> None:
    section = INSTALLER.partition('\nSection "${NAME}"\n')[2].partition("SectionEnd")[0]
    assert section.split()[:4] == ["SectionIn", "RO", "Call", "CloseOrRefuse"]
    removal = INSTALLER.partition('Section "Uninstall"')[2].partition("SectionEnd")[0]
    assert removal.strip().startswith("Call un.CloseOrRefuse")
    assert "/SD IDNO" in INSTALLER  # a silent run does not close what somebody works in


def test_every_exit_code_is_told_to_firms() -> None:
    told = (PLAN / "INSTALLING.txt").read_text(encoding="ascii")
    for code in set(re.findall(r"SetErrorLevel (\d)", INSTALLER)):
        assert re.search(rf"\b{code} \w", told.partition("Exit codes:")[2]), code
    for option in re.findall(r'GetOptions} \$1 "(/\w+)"', INSTALLER):
        assert option in told
    assert all(len(line) <= 120 for line in told.splitlines())


def test_windows_is_as_new_as_the_program_asks() -> None:
    from desktop_app.__main__ import OLDEST_WINDOWS

    assert f"OLDEST_BUILD {OLDEST_WINDOWS[2]} " in INSTALLER
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "Windows 10, version 1809" in readme


@pytest.mark.parametrize(
    "part", ["HarfBuzz", "FreeType", "libpng", "PCRE2", "zlib", "libjpeg-turbo", "MD4C", "Unicode"]
)
def test_what_qt_holds_is_named_with_its_licence(part: str) -> None:
    text = (ROOT / "packaging" / "notices" / "QT-PARTS.txt").read_text(encoding="utf-8")
    (licence,) = {
        line.partition(" - ")[2] for line in text.splitlines() if re.match(rf"{part}( character data)? - ", line)
    }
    assert all(f"---- {name}" in text for name in licence.split(", "))


def test_signing_takes_one_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not can_sign({})
    given = {CERTIFICATE: str(tmp_path / "key.pfx"), PASSWORD: "word"}
    assert can_sign(given)
    for tool in SIGNERS:
        asked = signing_command(tool, tmp_path / "a.exe", tmp_path / "a.signed", given)
        assert {given[CERTIFICATE], "word", str(tmp_path / "a.exe")} <= set(asked)
    monkeypatch.setattr("windows.signing.shutil.which", lambda _: None)
    with pytest.raises(Trouble, match="one of them is needed"):
        sign(tmp_path / "a.exe", given)
    monkeypatch.setattr("windows.signing.shutil.which", lambda name: name)
    with pytest.raises(Trouble, match="which is no file"):
        sign(tmp_path / "a.exe", given)


def test_the_uninstaller_takes_away_only_what_the_installer_brought() -> None:
    removal = INSTALLER.partition('Section "Uninstall"')[2]
    assert re.findall(r'RMDir /r "([^"]+)"', removal) == ["$INSTDIR\\_internal"]
    assert "*" not in "".join(re.findall(r'Delete "([^"]+)"', removal))


def test_files_of_companies_open_with_the_program() -> None:
    assert r'WriteRegStr SHCTX "${CLASSES}\.filingdesk" "" "${KIND}"' in INSTALLER
    assert r'"${CLASSES}\.filingdesk\ShellNew" "NullFile"' in INSTALLER
    assert '\'"$INSTDIR\\Filing Desk.exe" "%1"\'' in INSTALLER


@pytest.mark.parametrize("name", ["filing-desk.ico", "company-file.ico"])
def test_the_icons_hold_all_sizes(name: str) -> None:
    content = (PLAN / name).read_bytes()
    count = struct.unpack("<HHH", content[:6])[2]
    sizes = {content[6 + 16 * number] or 256 for number in range(count)}
    assert {16, 32, 48, 256} <= sizes


@pytest.mark.parametrize(
    "name",
    [
        "_internal/PySide6/Qt6Network.dll",
        "PySide6/QtNetwork.pyd",
        "_internal/PySide6/plugins/tls/qschannelbackend.dll",
        "PySide6/opengl32sw.dll",
        "PySide6/translations/qt_de.qm",
        "PySide6/plugins/imageformats/qwebp.dll",
        "libssl-3.dll",
        "shiboken6/MSVCP140.dll",
        "shiboken6/VCRUNTIME140_1.dll",
    ],
)
def test_these_are_cut_or_found(name: str) -> None:
    assert not kept(name) or network_parts([name])


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt6Core.dll",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/platforms/qoffscreen.dll",
        "PySide6/plugins/imageformats/qico.dll",
        "resources/fonts/LiberationSans-Regular.ttf",
        "MSVCP140.dll",
        "VCRUNTIME140.dll",
        "pikepdf.libs/msvcp140-7c26614e1d733892c2deac7e245ce115.dll",
    ],
)
def test_these_are_kept(name: str) -> None:
    assert kept(name)
    assert not network_parts([name])


def test_what_could_reach_a_network_is_found_by_its_name() -> None:
    found = network_parts(["a/_ssl.pyd", "b/Qt6Network.dll", "aiohttp/_http.pyd", "_socket.pyd", "notices/openssl.txt"])
    assert found == ["a/_ssl.pyd", "b/Qt6Network.dll", "aiohttp/_http.pyd"]


def test_everything_left_out_cut_or_staying_says_why() -> None:
    assert all(reason.strip() for reason in (*LEFT_OUT.values(), *STAYS.values()))
    assert all(name == name.lower() for name in (*CUT, *CUT_STARTS))


def test_the_build_tools_are_locked_by_hash_and_without_addresses() -> None:
    lock = TOOLS.read_text(encoding="utf-8")
    pinned = re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE)
    assert len(pinned) >= 7
    assert lock.count("--hash=sha256:") >= len(pinned)
    assert "://" not in lock
    assert "panda3d==" in lock
    assert "panda3d==" not in tools_without_runtime()
    assert "pyinstaller==" in tools_without_runtime()
