# SPDX-License-Identifier: MIT
"""What tests share: the real content loaded once, and small content to break."""

from pathlib import Path

import pytest

from tests.content import copy_base
from twotrees.cache import ByteCache
from twotrees.load import load_corpus
from twotrees.model.corpus import Corpus

pytest_plugins = ["tests.browser"]  # fixtures that drive Chromium

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The repository's own content."""
    loaded, problems = load_corpus(ROOT, cache=ByteCache(None))
    assert not problems, "\n".join(map(str, problems))
    return loaded


@pytest.fixture
def small_content(tmp_path: Path) -> Path:
    """A folder with the smallest content that has no problem; the test may change it."""
    return copy_base(tmp_path / "content")
