# SPDX-License-Identifier: MIT
"""What tests share: the real content loaded once, and small content to break."""

from pathlib import Path

import pytest
from hypothesis import settings

from tests.content import copy_base
from twotrees.cache import ByteCache
from twotrees.load import load_corpus
from twotrees.model.corpus import Corpus

# Fixtures that drive Chromium, and those that run the program.
pytest_plugins = ["tests.browser", "tests.building"]

ROOT = Path(__file__).parent.parent
# A machine that is busy is no fault of the program: no test looks at the clock.
settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `build.py test --refresh-golden` write the golden site anew."""
    parser.addoption("--refresh-golden", action="store_true", help="write tests/golden/ anew")


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
