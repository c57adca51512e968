# SPDX-License-Identifier: MIT
"""Problems in; the page that the preview shows instead of the site out."""

from collections.abc import Sequence
from html import escape

from twotrees.model.problem import Problem

# It asks again by itself: MkDocs' own reload doesn't reach a page that stands for a wrong address.
_PAGE = """\
<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>内容有错误</title>
<style>body {{ font: 1rem/1.7 sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem }}</style></head>
<body><main><h1>内容有 {count} 个问题</h1><p>改好后保存，这一页会自己变回来。</p>
<ol>{rows}</ol></main></body></html>
"""
_ROW = "<li><p><code>{file}:{line}:{column}</code></p><p>{message}</p><p>{hint}</p></li>\n"


def page(problems: Sequence[Problem]) -> bytes:
    """Give the page that lists `problems` with their places and hints."""
    rows = "".join(
        _ROW.format(
            file=escape(problem.file),
            line=problem.line,
            column=problem.column,
            message=escape(problem.message),
            hint=escape(problem.hint),
        )
        for problem in problems
    )
    return _PAGE.format(count=len(problems), rows=rows).encode()
