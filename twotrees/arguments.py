# SPDX-License-Identifier: MIT
"""A command line in; what is asked for out, or a usage error in Chinese (exit code 2)."""

import argparse
import os
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NoReturn

from twotrees.parallel import default_jobs

_CHINA = timezone(timedelta(hours=8))  # Asia/Shanghai has known no other time since 1991

COMMANDS = {
    "build": "检查，再生成网站、二维码、手册和数据，整个换进 site/（不写命令就是它）",
    "check": "只检查内容，列出所有问题",
    "site": "只生成网页，放进 proof/ 看样",
    "print": "只生成手册，放进 proof/ 看样",
    "qr": "只生成二维码，放进 proof/ 看样",
    "data": "只生成数据，放进 proof/ 看样",
    "plan": "一件事怎么办：先后、材料、趟数和日期",
    "serve": "边改边看：保存 YAML，网页自动刷新",
    "new": "新建一份带说明的记录",
    "test": "运行全部测试（由 build.py 处理）",
}
PRINTS = (
    "handbook",
    "handbook-a5",
    "handbook-large",
    "notices",
    "acceptance",
    "operations",
    "events",
    "posters",
    "windows",
    "labels",
    "dates",
    "specimen",
)
_ARGUMENTS = {"print": " [WHAT …]", "new": " matter ID", "plan": " EVENT [问题=选项 …]"}

# What argparse says in English, and what it says here; the groups are filled in.
_TRANSLATIONS = (
    (r"unrecognized arguments: (.+)", "不认识“{}”。运行 build.py --help 看能写什么"),
    (r"argument (.+?): expected one argument", "{} 后面要写一个值"),
    (r"argument (.+?): ignored explicit argument .+", "{} 后面不能写值"),
    (
        r"argument COMMAND: invalid choice: (.+?) \(.+",
        "没有“{}”这个命令。运行 build.py --help 看有哪些",
    ),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", "{} 不能写“{}”，可以写：{}"),
    (r"argument (.+?): (.+)", "{}：{}"),
    (r"the following arguments are required: (.+)", "还要写 {}"),
)
_EPILOG = (
    "每个命令都有的选项：\n{}\n退出码：0 做好了；1 内容有错，什么也没有发布；2 用法不对，或这台机器做不了。\n"
    "看一个命令的用法：python3 build.py COMMAND --help"
)


class _Parser(argparse.ArgumentParser):
    """argparse in Chinese: its headings, its help and its errors."""

    def __init__(self, **options: Any) -> None:
        options |= {"add_help": False, "allow_abbrev": False}
        options["formatter_class"] = _Formatter
        super().__init__(**options)
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="看这段说明")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to write it; exit code 2."""
        for english, chinese in _TRANSLATIONS:
            found = re.fullmatch(english, message.replace("'", ""))
            if found:
                message = chinese.format(*found.groups())
                break
        self.exit(2, f"{message}。\n{self.format_usage()}")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help with a Chinese `usage:`."""

    def add_usage(self, usage: str | None, *parts: Any) -> None:
        """Put 用法 where argparse puts its own word."""
        actions, groups, prefix = (*parts, "用法：")[:3]
        super().add_usage(usage, actions, groups, prefix)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Give the command and its options, each with its value; ends the process on a usage error."""
    parser = _parser()
    options = parser.parse_args(_command_first(arguments))
    try:
        options.as_of = options.as_of or today()
    except (ValueError, OverflowError, OSError):
        parser.error("环境变量 SOURCE_DATE_EPOCH 要写一个秒数")
    return options


def _command_first(arguments: Sequence[str]) -> list[str]:
    """Put the command first, then what it is about, then the options; no command means `build`.

    argparse takes a list of words only where they stand together.
    """
    words: list[str] = []
    options: list[str] = []
    for word in arguments:
        is_value = bool(options) and options[-1] in _VALUED
        (options if is_value or word.startswith("-") else words).append(word)
    if words:
        return [*words, *options]
    if "-h" in arguments or "--help" in arguments:
        return ["--help"]
    return ["build", *arguments]


_NARROWING = {
    "event": "只印这件事，如 birth、E01 或 新生儿出生",
    "matter": "只印这个事项，如 1004 或 出生登记",
    "situation": "只印这种情形，如 1004.follow-B",
    "window": "只印这个窗口，如 W01",
}
_VALUED: Sequence[str] = (
    "--content",
    "--output",
    "--jobs",
    "--as-of",
    "--wheels",
    "--format",
    "--port",
    "--date",
    *(f"--{name}" for name in _NARROWING),
)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="build.py",
        usage="python3 build.py [COMMAND] [选项]",
        description="从 YAML 生成政务服务手册：网站、印刷手册、二维码和开放数据。",
        epilog=_EPILOG.format("".join(f"  {name:<16}{text}\n" for name, text in _COMMON.items())),
    )
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", title="命令", parser_class=_Parser
    )
    for name, text in COMMANDS.items():
        usage = f"python3 build.py {name}{_ARGUMENTS.get(name, '')} [选项]"
        _add_options(name, commands.add_parser(name, usage=usage, description=text, help=text))
    return parser


_COMMON = {
    "--content DIR": "内容文件夹（里面有 trees/ 和 matters/），默认是当前文件夹",
    "--output DIR": "网站放进这个文件夹，默认 site",
    "--jobs N": "同时用几个处理器，默认全用",
    "--as-of DATE": "按哪一天算，如 2026-12-01，默认今天",
    "--quiet": "不显示进度",
    "--wheels DIR": "没有网络时，从这个文件夹安装软件",
}


def _add_options(command: str, parser: argparse.ArgumentParser) -> None:
    if command == "check":
        forms = ("text", "json", "github")
        parser.add_argument("--format", choices=forms, default="text", help="问题写成哪种形式")
        parser.add_argument("--strict", action="store_true", help="警告也算错误")
        text = "再列出各件事、四减、可信度、常用材料和该再核对的记录"
        parser.add_argument("--report", action="store_true", help=text)
    if command == "print":
        text = f"印哪些：{'、'.join(PRINTS)}，默认全部"
        parser.add_argument("what", nargs="*", metavar="WHAT", type=_print_name, help=text)
        text = "再给印刷厂出一份：出血、裁切线、四色，放进 print/press/"
        parser.add_argument("--press", action="store_true", help=text)
        for name, about in _NARROWING.items():
            parser.add_argument(f"--{name}", default="", metavar=name.upper(), help=about)
    if command == "plan":
        parser.add_argument("event", metavar="EVENT", help="哪件事，如 birth、E01 或 新生儿出生")
        text = "情形，如 proxy=self；不确定的写 proxy=?，不写也行"
        parser.add_argument("answers", nargs="*", default=(), metavar="问题=选项", help=text)
        text = "这件事从哪天算起，如 2026-11-23"
        parser.add_argument("--date", type=_day, metavar="DATE", help=text)
        parser.add_argument("--json", action="store_true", help="写成 JSON，字段见 docs/data.md")
    if command == "serve":
        parser.add_argument("--port", type=_port, default=8000, metavar="N", help="默认 8000")
    if command == "new":
        parser.add_argument("kind", choices=("matter",), metavar="matter", help="新建事项")
        parser.add_argument("id", metavar="ID", help="如 birth/birth-registration")
    _add_common(parser)


def _add_common(parser: argparse.ArgumentParser) -> None:
    types: dict[str, tuple[Callable[[str], Any], Any]] = {
        "content": (_folder, Path()),
        "output": (Path, Path("site")),
        "jobs": (_jobs, default_jobs()),
        "as-of": (_day, None),
        "wheels": (str, None),
    }
    for text, about in _COMMON.items():
        name, _, metavar = text.removeprefix("--").partition(" ")
        if not metavar:
            parser.add_argument(f"--{name}", action="store_true", help=about)
        else:
            kind, default = types[name]
            parser.add_argument(
                f"--{name}", type=kind, default=default, metavar=metavar, help=about
            )


def today() -> date:
    """Give the day of SOURCE_DATE_EPOCH, else today, in China: the only clock there is.

    Raises:
        ValueError, OverflowError, OSError: SOURCE_DATE_EPOCH is no time.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(_CHINA).date()
    return datetime.fromtimestamp(int(epoch), _CHINA).date()


def _folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"找不到文件夹“{text}”")
    return Path(text)


def _day(text: str) -> date:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"“{text}”不是日期，写成 2026-12-01 这样")


def _jobs(text: str) -> int:
    return _number(text, 1, 256)


def _port(text: str) -> int:
    return _number(text, 1, 65535)


def _number(text: str, low: int, high: int) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or not low <= int(text) <= high:
        raise argparse.ArgumentTypeError(f"“{text}”不对，要写 {low} 到 {high} 的数字")
    return int(text)


def _print_name(text: str) -> str:
    if text not in PRINTS:
        raise argparse.ArgumentTypeError(f"没有“{text}”，可以写：{'、'.join(PRINTS)}")
    return text
