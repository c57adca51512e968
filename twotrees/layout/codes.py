# SPDX-License-Identifier: MIT
"""What QR codes there are: the corpus in, each code's number, name and address out."""

from collections.abc import Iterator
from typing import NamedTuple

from twotrees.model.corpus import Corpus


class CodeTarget(NamedTuple):
    """Where a printed code leads."""

    code: str
    name: str
    url: str


def code_url(corpus: Corpus, code: str) -> str:
    """Give a code's address, all upper case so that it fits QR alphanumeric mode: `HTTPS://HOST/Q/1017`."""
    return f"{corpus.region.site_url}/Q/{code}".upper()


def matter_codes(corpus: Corpus) -> Iterator[CodeTarget]:
    """Give the codes of all living matters by number."""
    for head in sorted(corpus.heads.values(), key=lambda head: head.code):
        if head.is_living:
            yield CodeTarget(head.code, head.name, code_url(corpus, head.code))
