# SPDX-License-Identifier: MIT
"""Takes files for an output folder and gives the whole new folder at once, or leaves the old one.

The new tree grows beside the old one and is swapped in at the end; SIGKILL at any moment leaves
one of the two, whole (docs/decisions/021-publishing.md). Power loss is not covered: files are not
synced, since another build repairs everything.
"""

import ctypes
import errno
import fcntl
import glob
import io
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from twotrees.model.problem import RefusalError

_FILE_MODE = 0o644
_FOLDER_MODE = 0o755
_AT_FDCWD = -100  # linux/fcntl.h: paths count from the working directory
_RENAME_EXCHANGE = 2  # linux/fs.h
_CANNOT_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}  # old kernel, or NFS and the like
_NO_NAMES = frozenset(("", ".", ".."))

_REASONS = {
    errno.EACCES: "没有写权限。请换一个 --output，或让管理员给这个文件夹写权限",
    errno.EPERM: "系统不允许这样写。请换一个 --output",
    errno.EROFS: "磁盘是只读的。请换一个 --output",
    errno.ENOSPC: "磁盘满了。请腾出空间再试",
    errno.EDQUOT: "磁盘配额用完了。请腾出空间再试",
    errno.EFBIG: "文件超过了系统允许的大小（ulimit -f）。请放宽限制再试",
    errno.EIO: "磁盘读写出错。请检查磁盘",
    errno.EBUSY: "文件夹正被占用，或是挂载点，不能整个换掉。请把 --output 指向它里面的一个文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹。请改正 --output",
    errno.ENAMETOOLONG: "路径太长。请换一个短一点的 --output",
}


class PublishError(RefusalError):
    """The machine can't publish: no right to write, disk full, another build running."""


class Mark(NamedTuple):
    """A file as the system knows it: another one, or one that was written to, has another mark."""

    inode: int
    changed: int
    size: int
    mode: int


def mark_of(folder: Path, path: str) -> Mark:
    """Give the mark of the file at `path` in `folder`; that of no file where there is none."""
    try:
        found = os.lstat(f"{folder}/{path}")
    except OSError:
        return Mark(0, 0, 0, 0)
    return Mark(found.st_ino, found.st_mtime_ns, found.st_size, found.st_mode)


@dataclass(frozen=True)
class Stage:
    """The fresh tree while it grows, and the tree that it will replace; nothing more.

    It is plain data: forked workers may call `write` with the same stage on different paths.
    """

    folder: Path
    previous: Path
    _made: set[str] = field(default_factory=set, repr=False, compare=False)

    def write(self, path: str, data: bytes) -> None:
        """Put a file at `path` (relative, with slashes); an earlier one there is replaced.

        When the published tree holds the same bytes, the file is linked, not written again.

        Raises:
            ValueError: the path is absolute, or leaves the folder.
            OSError: the disk refuses; `staging` tells it as PublishError.
        """
        self._make_folder(path)
        try:
            self._put(path, data)
        except FileExistsError:
            # Never into an existing file: it may be a link to the published one.
            Path(self.folder, path).unlink()
            self._put(path, data)

    def take(self, path: str) -> None:
        """Put the published tree's file at `path` into this one, as it is.

        Raises:
            OSError: there is none, or the disk refuses.
        """
        self._make_folder(path)
        old, new = f"{self.previous}/{path}", f"{self.folder}/{path}"
        if not _is_linked(old, new):
            self.write(path, Path(old).read_bytes())

    def adopt_unchanged(self) -> None:
        """Replace files that another program wrote here by links to equal published ones.

        Call it when that program has finished, before `write`: it reads every file of the stage.
        """
        for folder, _, names in os.walk(self.folder):
            for name in names:
                new = Path(folder, name)
                path, data = new.relative_to(self.folder).as_posix(), new.read_bytes()
                if _holds(f"{self.previous}/{path}", data):
                    self.write(path, data)

    def _make_folder(self, path: str) -> None:
        folder, _, name = path.rpartition("/")
        if folder and name not in _NO_NAMES and folder in self._made:
            return
        if not _NO_NAMES.isdisjoint(path.split("/")):
            raise ValueError(f"not a file below the output folder: {path!r}")
        Path(self.folder, folder).mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
        self._made.add(folder)

    def _put(self, path: str, data: bytes) -> None:
        new, old = f"{self.folder}/{path}", f"{self.previous}/{path}"
        if not (_holds(old, data) and _is_linked(old, new)):
            _write_new(new, data)


@contextmanager
def staging(output: Path) -> Iterator[Stage]:
    """Give a fresh stage beside `output`; swap it in when the block ends without exception.

    Raises:
        PublishError: the machine can't publish, in a sentence for the user; `output` is untouched.
    """
    output = output.resolve()
    before = os.umask(0o777 & ~_FOLDER_MODE)  # a web server under another account reads the files
    try:
        _refuse_foreign(output)
        if not output.parent.exists():
            output.parent.mkdir(parents=True)
        with _locked(output), _fresh_folder(output) as folder:
            yield Stage(folder, output)
            _swap(folder, output)
    except OSError as error:
        if error.errno not in _REASONS:
            raise
        reason = f"{_REASONS[error.errno]}（{error.filename or output}）"
        raise PublishError(f"发布不成：{reason}。原来的 {output} 没有动。") from error
    finally:
        os.umask(before)


def _refuse_foreign(output: Path) -> None:
    """Refuse to replace a folder that holds something else, as `--output docs` would."""
    ours = _beside(output, ".lock").exists() or (output / "index.html").exists()
    if not ours and os.path.lexists(output) and (output.is_file() or any(output.iterdir())):
        raise PublishError(
            f"{output} 里有别的内容，发布会把它整个换掉，所以没有动它。"
            "请换一个 --output，或先把里面的东西移走。",
        )


def _beside(output: Path, ending: str) -> Path:
    return output.parent / f".{output.name}{ending}"


@contextmanager
def _locked(output: Path) -> Iterator[None]:
    """Keep two builds of one output apart; the lock dies with the process, also by SIGKILL.

    A record lock (fcntl), not flock: forked workers don't inherit it, so that one which outlives
    a killed build doesn't lock out the next.
    """
    with _beside(output, ".lock").open("a+", encoding="ascii") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in {errno.EAGAIN, errno.EACCES}:  # POSIX allows both
                raise
            file.seek(0)
            raise PublishError(
                f"另一个构建（进程 {file.read()}）正在写 {output}。等它结束再试。",
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


@contextmanager
def _fresh_folder(output: Path) -> Iterator[Path]:
    """Give an empty folder beside `output`; what it holds at the end, new or old, is removed."""
    _tidy(output)
    folder = Path(tempfile.mkdtemp(prefix=f".{output.name}-new-", dir=output.parent))
    try:
        folder.chmod(_FOLDER_MODE)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _tidy(output: Path) -> None:
    """Clear up after a killed build: put the old tree back if it was between two renames."""
    old = _beside(output, "-old")
    if old.exists() and not output.exists():
        old.rename(output)
    shutil.rmtree(old, ignore_errors=True)
    for left in output.parent.glob(f".{glob.escape(output.name)}-new-*"):
        shutil.rmtree(left, ignore_errors=True)


def _swap(folder: Path, output: Path) -> None:
    if not output.exists():
        folder.rename(output)
    elif not _is_exchanged(folder, output):
        _rename_twice(folder, output)


def _is_exchanged(folder: Path, output: Path) -> bool:
    """Exchange two folders in one step; False where the system can't (not Linux, NFS)."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    paths = os.fsencode(folder), os.fsencode(output)
    if renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(output))


def _rename_twice(folder: Path, output: Path) -> None:
    """Swap with a moment in between; a kill in that moment is repaired by `_tidy`."""
    old = _beside(output, "-old")
    output.rename(old)
    try:
        folder.rename(output)
    except OSError:
        old.rename(output)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _holds(path: str, data: bytes) -> bool:
    """Whether a readable file with these bytes stands at `path`; the size is compared first."""
    try:
        with io.FileIO(path, opener=_open_no_link) as file:
            found = os.fstat(file.fileno())
            return (
                found.st_size == len(data)
                and stat.S_IMODE(found.st_mode) == _FILE_MODE
                and file.read() == data
            )
    except OSError:
        return False


def _open_no_link(path: str, flags: int) -> int:
    """Open a file; a symbolic link isn't one, and must not be published."""
    return os.open(path, flags | os.O_NOFOLLOW)


def _is_linked(old: str, new: str) -> bool:
    """Link `new` to `old`; False where that doesn't work (FAT, another owner, too many links)."""
    try:
        os.link(old, new)
    except OSError:
        return False
    return True


def _write_new(path: str, data: bytes) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _FILE_MODE)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
    finally:
        os.close(file)
