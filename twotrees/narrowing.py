# SPDX-License-Identifier: MIT
"""The words behind --event, --matter, --situation and --window in; what a print run is narrowed to out."""

from dataclasses import dataclass

from twotrees.layout.index import SiteIndex
from twotrees.layout.selection import Selection
from twotrees.model.corpus import Corpus
from twotrees.model.problem import RefusalError
from twotrees.planning import find_event, unknown
from twotrees.situations import applies_of, situations_of


@dataclass(frozen=True)
class Words:
    """What the command line says; empty words narrow nothing."""

    event: str = ""
    matter: str = ""
    situation: str = ""
    window: str = ""


def narrow(corpus: Corpus, index: SiteIndex, words: Words) -> Selection:
    """Give what is wanted: a matter must belong to all that is named.

    Raises:
        RefusalError: a word names nothing, or nothing belongs to all of them.
    """
    matters = {head.id for head in corpus.heads.values() if head.is_living}
    events = windows = None
    if words.event:
        events = frozenset({find_event(corpus, words.event)})
        matters &= {key for key in matters if _events_of(index, key) & events}
    if words.window:
        windows = frozenset({_find_window(index, words.window)})
        matters &= {key for key in matters if _windows_of(index, key) & windows}
    named = words.matter or words.situation.partition(".")[0]
    if named:
        matters &= {_find_matter(corpus, named)}
    if words.situation:
        _refuse_unknown_situation(corpus, _find_matter(corpus, named), words.situation)
    if not matters:
        raise RefusalError("没有一个事项同时符合这几个条件。去掉一个再试。")
    if named:
        (only,) = matters
        events = events or _events_of(index, only)
        windows = windows or _windows_of(index, only)
    return Selection(
        events=events,
        matters=frozenset(matters) if any((words.event, words.window, named)) else None,
        situations=frozenset({words.situation}) if words.situation else None,
        windows=windows,
    )


def _events_of(index: SiteIndex, matter_id: str) -> frozenset[str]:
    return frozenset(place.event for place in index.locations.get(matter_id, ()))


def _windows_of(index: SiteIndex, matter_id: str) -> frozenset[str]:
    return frozenset(window.code for window in index.windows.get(matter_id, ()))


def _find_matter(corpus: Corpus, word: str) -> str:
    """Give the id of the living matter that `word` names: by id, code or name."""
    living = [head for head in corpus.heads.values() if head.is_living]
    names = {name: head.id for head in living for name in (head.id, head.code, head.name)}
    if word not in names:
        texts = {head.code: head.name for head in living}
        raise RefusalError(unknown("这个事项", word, texts))
    return names[word]


def _find_window(index: SiteIndex, word: str) -> str:
    """Give the code of the window that `word` names: by code or name."""
    windows = {w.code: w.name for refs in index.windows.values() for w in refs}
    names = {name: code for code, text in windows.items() for name in (code, code.lower(), text)}
    if word not in names:
        raise RefusalError(unknown("这个窗口", word, windows))
    return names[word]


def _refuse_unknown_situation(corpus: Corpus, matter_id: str, number: str) -> None:
    applies = applies_of(corpus).get(matter_id)
    found = situations_of(corpus.matters[matter_id], corpus.questions, applies)
    texts = {situation.number: corpus.heads[matter_id].name for situation in found}
    if number not in texts:
        raise RefusalError(unknown("这种情形", number, texts))
