"""A Windows Python that runs under wine, made of wheels: for building and proving where there is no Windows.

The interpreter's own library is the official one, signed by the Python Software Foundation, as the panda3d wheel
carries it. The starter and the forwarder of the stable interface, which the wheel lacks, are made here; so is a
stand-in for a library that wine lacks and every Windows 10 has. The starter and the stand-in are never shipped.
"""

import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from pathlib import Path
from zipfile import ZipFile

import licences
from trouble import Trouble

COMPILER, DUMPER = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-objdump"
TARGET = ("--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp")
ABIS = ("--abi", "cp311", "--abi", "abi3", "--abi", "none", "--only-binary=:all:")
TOOLS = Path(__file__).with_name("tools.lock")
RUNTIME = "panda3d"
BUNDLED = "deploy_libs/"
UNNEEDED = ("_tkinter", "winsound", "_msi", "_ssl", "_hashlib")
LIBRARIES = ("libffi-8.dll", "sqlite3.dll")
NO_SOURCE = shutil.ignore_patterns(
    *("__pycache__", "site-packages", "dist-packages", "test", "idlelib", "tkinter", "lib-dynload", "config-3*"),
    "ensurepip",
)
STARTER = "#include <wchar.h>\nint Py_Main(int,wchar_t**); int wmain(int c,wchar_t**v){return Py_Main(c,v);}\n"
ENTRY = "int __stdcall DllMain(void*a,unsigned long b,void*c){return 1;}\n"


def make_python(folder: Path) -> Path:
    """Makes the runtime with the program's libraries and the build tools in `folder`; gives python.exe."""
    if sys.version_info[:2] != (3, 11):
        raise Trouble("The proof under wine needs Python 3.11: the Windows runtime takes its library from this one.")
    wheels = folder / "wheels"
    _download(TOOLS, wheels / "tools")
    _download(_shipped_lock(folder), wheels / "program")
    runtime = folder / "python"
    packages = runtime / "Lib" / "site-packages"
    shutil.rmtree(runtime, ignore_errors=True)
    shutil.copytree(sysconfig.get_path("stdlib"), runtime / "Lib", ignore=NO_SOURCE)
    packages.mkdir(parents=True)
    (runtime / "DLLs").mkdir()
    for wheel in sorted(wheels.glob("*/*.whl")):
        if wheel.name.startswith(RUNTIME):
            _take_runtime(wheel, runtime)
        else:
            with ZipFile(wheel) as archive:
                archive.extractall(packages)
    for library in (packages / "shiboken6").glob("*140*.dll"):
        shutil.copy(library, runtime)  # the compiler's runtime
    _make_starter(folder, runtime)
    return runtime / "python.exe"


def make_stand_in(qt_core: Path, target: Path) -> None:
    """Makes a stand-in for icuuc.dll, which wine 8 lacks: only what Qt looks for, doing nothing."""
    wanted = sorted(set(_imports(qt_core, target.name)))
    _compile(target.with_suffix(".c"), "".join(_stand_in(name) for name in wanted), target, "-shared")


def _stand_in(name: str) -> str:
    if name == "ucnv_open":
        return f"__declspec(dllexport) void* {name}(const char*n,int*e){{if(e)*e=4;return 0;}}\n"
    return f"__declspec(dllexport) void* {name}(void){{return 0;}}\n"


def _download(lock: Path, target: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--require-hashes", "-r", str(lock)]
    _run([*command, *TARGET, *ABIS, "-d", str(target)], "The wheels for Windows could not be fetched")


def _shipped_lock(folder: Path) -> Path:
    """The part of the lock that the program needs at work."""
    whole = licences.LOCK.read_text(encoding="utf-8")
    names = licences.shipped(whole)
    lock = folder / "program.lock"
    lock.write_text("".join(block for name, block in _blocks(whole) if name in names), encoding="utf-8")
    return lock


def tools_without_runtime() -> str:
    """The lock of the build tools for a machine that has its own Python."""
    whole = TOOLS.read_text(encoding="utf-8")
    return "".join(block for name, block in _blocks(whole) if name != RUNTIME)


def _blocks(lock: str) -> Iterable[tuple[str, str]]:
    """Each library of a lock with its lines."""
    for block in re.split(r"^(?=[a-z0-9-]+==)", lock, flags=re.MULTILINE):
        name, pinned, _ = block.partition("==")
        if pinned:
            yield name, block


def _take_runtime(wheel: Path, runtime: Path) -> None:
    with ZipFile(wheel) as archive:
        for member in archive.namelist():
            name = member.removeprefix(BUNDLED)
            if not member.startswith(BUNDLED) or name.startswith(UNNEEDED):
                continue
            if name == "python311.dll":
                (runtime / name).write_bytes(archive.read(member))
            elif name.endswith(".pyd") or name in LIBRARIES:
                (runtime / "DLLs" / name).write_bytes(archive.read(member))


def _make_starter(folder: Path, runtime: Path) -> None:
    library = runtime / "python311.dll"
    _compile(folder / "python.c", STARTER, runtime / "python.exe", "-municode", str(library))
    lines = (f"{name} = python311.{name}" for name in _exports(library))
    definition = folder / "python3.def"
    definition.write_text("\n".join(["LIBRARY python3.dll", "EXPORTS", *lines, ""]), encoding="ascii")
    options = ("-shared", "-nostdlib", "-Wl,-e,DllMain", str(definition))
    _compile(folder / "entry.c", ENTRY, runtime / "python3.dll", *options)


def _compile(source: Path, text: str, target: Path, *options: str) -> None:
    source.write_text(text, encoding="ascii")
    _run([COMPILER, "-O2", "-s", "-o", str(target), str(source), *options], f"{target.name} could not be made")


def _exports(library: Path) -> Iterable[str]:
    table = _dump(library).partition("[Ordinal/Name Pointer] Table")[2]
    return re.findall(r"\[ *\d+\].*? (\w+)$", table, re.MULTILINE)


def _imports(library: Path, name: str) -> Iterable[str]:
    for part in _dump(library).split("DLL Name: ")[1:]:
        if part.startswith(name):
            yield from re.findall(r"^\s+[0-9a-f]+\s+(?:<none>\s+)?[0-9a-f]+\s+(\w+)\s*$", part, re.MULTILINE)


def _dump(library: Path) -> str:
    return _run([DUMPER, "-p", str(library)], f"{library.name} cannot be read")


def _run(command: Sequence[str], words: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        raise Trouble(f"{words}: {(done.stderr or done.stdout).strip()[-300:]}")
    return done.stdout
