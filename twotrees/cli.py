# SPDX-License-Identifier: MIT
"""Command line: arguments in, exit code out (0 done, 1 content has errors, 2 usage or environment)."""

import gc
import io
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from twotrees import arguments, report
from twotrees.checking import Checked, Job, check
from twotrees.locate import locate
from twotrees.model.problem import Problem, RefusalError
from twotrees.progress import Progress
from twotrees.render.errors import PrintFaultsError

INTERRUPTED = 130  # what a shell expects after Ctrl-C
_REPORT_TO = "请把下面这句和您做了什么告诉维护的人（见 CONTRIBUTING.md）"


def main(words: Sequence[str]) -> int:
    """Do what the command line asks; whatever happens, a person gets a sentence."""
    _accept_any_character()
    try:
        options = arguments.parse(words)
        return _run(options)
    except KeyboardInterrupt:
        print("\n停下了。已发布的网站没有动。", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the one place where every fault ends
        print(_sentence(error), file=sys.stderr)
        if os.environ.get("TWOTREES_DEBUG"):
            import traceback  # noqa: PLC0415 - for this case only

            traceback.print_exc()
        return 2


def _sentence(error: Exception) -> str:
    if isinstance(error, RefusalError):
        return str(error)
    if isinstance(error, OSError):
        return f"读写文件出错：{error.strerror or error}（{error.filename or '没有文件名'}）。"
    return f"程序出了错。{_REPORT_TO}：{type(error).__name__}: {error}"


def _accept_any_character() -> None:
    """Print Chinese on a terminal of any encoding, if need be as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _run(options: Namespace) -> int:
    if options.command == "new":
        from twotrees.new_matter import write_new_matter  # noqa: PLC0415 - only this needs it

        print(f"已新建 {write_new_matter(options.content, options.id)}，按里面的说明填写。")
        return 0
    if options.command == "serve":
        return _serve(options)
    if options.command == "test":
        print("测试由启动程序来做：python3 build.py test", file=sys.stderr)
        return 2
    try:
        return _work(options)
    except PrintFaultsError as faults:
        return _refuse(locate(options.content, faults.found))


def _work(options: Namespace) -> int:
    """Check, then do what needs content without errors."""
    job = Job(
        content=options.content,
        as_of=options.as_of,
        jobs=options.jobs,
        progress=Progress(quiet=options.quiet or options.command in {"check", "plan"}),
    )
    checked = check(job)
    if options.command == "check":
        return _report_check(options, job, checked)
    if report.is_failure(checked.problems):
        return _refuse(checked.problems)
    if options.command == "plan":
        _show_plan(options, checked)
    else:
        _make(options, job, checked)
    return 0


def _refuse(problems: Sequence[Problem]) -> int:
    print(report.as_text(problems, colour=sys.stderr.isatty()), end="", file=sys.stderr)
    print("内容有错误，什么也没有发布。改好后再运行一次。", file=sys.stderr)
    return 1


def _make(options: Namespace, job: Job, checked: Checked) -> None:
    """Publish everything, or one kind of output beside it as a proof."""
    from twotrees import making  # noqa: PLC0415 - a check doesn't pay for what renders
    from twotrees.narrowing import Words  # noqa: PLC0415 - likewise

    if checked.problems and not options.quiet:
        count = len(checked.problems)
        print(f"有 {count} 个警告，运行 python3 build.py check 查看。", file=sys.stderr)
    if options.command == "build":
        folder = options.output
        making.publish_all(job, checked, folder)
    else:
        folder = options.output.parent / "proof"
        prints = None
        if options.command == "print":
            words = Words(options.event, options.matter, options.situation, options.window)
            prints = making.Prints(options.what, words, options.press)
        making.publish_proof(job, checked, folder, kind=options.command, prints=prints)
    if not options.quiet:
        print(f"好了：{folder}{os.sep}")


def _report_check(options: Namespace, job: Job, checked: Checked) -> int:
    from twotrees.figures import figures_of  # noqa: PLC0415 - it brings networkx: see checking.py
    from twotrees.figures_text import figures_text  # noqa: PLC0415 - likewise
    from twotrees.situations import count_situations  # noqa: PLC0415 - likewise

    problems, corpus = checked.problems, checked.corpus
    figures = figures_of(corpus, job.as_of) if options.report else None
    if options.format == "json":
        print(report.as_json(problems, figures), end="")
    elif options.format == "github":
        print(report.as_github(problems), end="")
    else:
        print(report.as_text(problems, colour=sys.stdout.isatty()), end="")
        with job.progress.stage("数情形"):
            situations = count_situations(corpus, jobs=job.jobs)
        seconds = {} if options.quiet else job.progress.seconds
        print(report.summary(corpus, problems, seconds, situations=situations))
    if figures and options.format != "json":
        print(figures_text(figures), end="")
    return int(report.is_failure(problems, strict=options.strict))


def _show_plan(options: Namespace, checked: Checked) -> None:
    from twotrees import planning  # noqa: PLC0415 - a build doesn't need it

    wish = planning.Wish(options.event, options.answers, options.date, options.as_of)
    print(planning.show(checked, wish, as_json=options.json), end="")


def _serve(options: Namespace) -> int:
    from twotrees import frame  # noqa: PLC0415 - MkDocs takes half a second to import

    gc.enable()  # a server lives long
    print(
        f"预览：http://127.0.0.1:{options.port}/  改好保存，网页自动刷新；按 Ctrl-C 停下。",
        flush=True,
    )
    frame.serve(Path(options.content), as_of=options.as_of, port=options.port)
    return 0
