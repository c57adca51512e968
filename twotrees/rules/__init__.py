# SPDX-License-Identifier: MIT
"""The content as loaded in; what is wrong with it out, each finding with its rule's code.

One rule a module, named after its code; a module whose name begins with an underscore is none.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import chain
from typing import Any, NamedTuple

import msgspec

from twotrees import parallel
from twotrees.cache import ByteCache, Keeper, program_stamp
from twotrees.graph import ServiceGraph, build_graph
from twotrees.model.common import Basis, Record, Test
from twotrees.model.corpus import Corpus
from twotrees.model.matter import Matter
from twotrees.model.packed import Compressed
from twotrees.model.parts import Part, parts_of
from twotrees.model.problem import Finding, Found, Path
from twotrees.rules._printed import PRINTED
from twotrees.rules._references import HOLDERS, references
from twotrees.rules._rule import (
    At,
    CorpusRule,
    PartRule,
    ReferenceRule,
    Rule,
    Survey,
    TextRule,
)
from twotrees.rules._unreadable import UNREADABLE

__all__ = ["PRINTED", "RULES", "UNREADABLE", "check_content"]

_TITLE = re.compile("《[^《》]*》")


def _all_rules() -> tuple[Rule, ...]:
    """Give every module's rule; a module without its rule, or with another's code, is a bug."""
    found = []
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_"):
            rule = importlib.import_module(f"{__name__}.{module.name}").RULE
            assert isinstance(rule, Rule), module.name  # noqa: S101 - a fault of the program, not of content
            assert rule.code == module.name.replace("_", "-"), module.name  # noqa: S101 - likewise
            found.append(rule)
    return tuple(found)


RULES = _all_rules()
"""Every rule, by code."""

_PART_RULES: dict[type, list[PartRule]] = {}
_REFERENCE_RULES: dict[str, list[ReferenceRule]] = {}
for _rule in RULES:
    if isinstance(_rule, PartRule):
        for _kind in _rule.kinds:
            _PART_RULES.setdefault(_kind, []).append(_rule)
    elif isinstance(_rule, ReferenceRule):
        _REFERENCE_RULES.setdefault(_rule.kind, []).append(_rule)
_LOOKED_AT = HOLDERS | _PART_RULES.keys()
_TEXT_RULES = [rule for rule in RULES if isinstance(rule, TextRule)]
_CORPUS_RULES = [rule for rule in RULES if isinstance(rule, CorpusRule)]


class _Looked(NamedTuple):
    """What a look at some records brought."""

    found: list[Found]
    used: set[tuple[str, ...]]


class _Root(NamedTuple):
    """A record to look at, and its place: `corpus.place(kind, key, *base)`."""

    kind: str
    key: str
    record: Record
    base: Path = ()


_PACK = msgspec.msgpack.Encoder()
_UNPACK = msgspec.msgpack.Decoder(_Looked)
_NO_CACHE = ByteCache(None)


def check_content(
    corpus: Corpus,
    *,
    as_of: date,
    jobs: int = 1,
    graph: ServiceGraph | None = None,
    cache: ByteCache = _NO_CACHE,
) -> list[Found]:
    """Give what every rule finds in `corpus` on the day `as_of`, with up to `jobs` processes.

    What a look at a matter brought is kept in `cache`, as long as all around the matter is the same.
    """
    survey = Survey(corpus, graph or build_graph(corpus), as_of)
    others = (_look(survey, root) for root in _other_roots(corpus))
    found, used = _joined(chain(others, _look_at_matters(survey, jobs, cache)))
    whole = replace(survey, used=frozenset(used))
    found += [one for rule in _CORPUS_RULES for one in _as_found(rule, rule.check(whole))]
    return list(dict.fromkeys(found))


def _look_at_matters(survey: Survey, jobs: int, cache: ByteCache) -> Iterator[_Looked]:
    """Look at each matter, from which no other's full record can be seen; or know what it brought."""
    matters = survey.corpus.matters
    alone = replace(survey, corpus=replace(survey.corpus, matters=Compressed(Matter)))
    stamp = program_stamp() + survey.corpus.surroundings + survey.as_of.isoformat().encode()
    keys = {key: sha256(stamp + key.encode() + matters.packed(key)).digest() for key in matters}
    kept = cache.get_many(list(keys.values()))
    keeper = Keeper(cache)
    for digest, one in kept.items():
        keeper.note(digest, b"")
        yield _UNPACK.decode(one)

    def look(ids: Sequence[str]) -> list[tuple[_Looked, list[bytes]]]:
        looks = [_look(alone, _Root("matter", key, matters[key])) for key in ids]
        return [(_joined(looks), [_PACK.encode(looked) for looked in looks])]

    unknown = [key for key, digest in keys.items() if digest not in kept]
    fresh = iter(unknown)
    for looked, packed in parallel.map_shards(look, unknown, jobs):
        for one in packed:
            keeper.note(keys[next(fresh)], one)
        yield looked
    keeper.close()


def _joined(looks: Iterable[_Looked]) -> _Looked:
    joined = _Looked([], set())
    for looked in looks:
        joined.found.extend(looked.found)
        joined.used.update(looked.used)
    return joined


def _as_found(rule: Rule, findings: Iterable[Finding]) -> list[Found]:
    return [Found(rule.code, rule.severity, finding) for finding in findings]


def _other_roots(corpus: Corpus) -> Iterator[_Root]:
    kinds: dict[str, Any] = {
        "tree": corpus.trees,
        "event": corpus.events,
        "material": corpus.materials,
        "law": corpus.laws,
        "department": corpus.departments,
        "question": corpus.questions,
        "workdays": corpus.workdays,
        "region": corpus.regions,
        "hall": corpus.halls,
    }
    for kind, records in kinds.items():
        for key, record in records.items():
            yield _Root(kind, key, record)
    for region, overlays in corpus.overlays.items():
        for matter_id, overlay in overlays.items():
            yield _Root("overlays", region, overlay, (matter_id,))


def _look(survey: Survey, root: _Root) -> _Looked:
    looked = _Looked([], set())
    parts = parts_of(root.record)
    _check_parts(survey, root, parts, looked=looked)
    looked.found.extend(_check_texts(survey, root, parts))
    return looked


def _check_parts(survey: Survey, root: _Root, parts: list[Part], *, looked: _Looked) -> None:
    for path, part, owner in parts:
        kind = type(part)
        if kind in _LOOKED_AT:
            at = At(survey, root.kind, root.key, root.record, path, owner, root.base)
            for rule in _PART_RULES.get(kind, ()):
                looked.found.extend(_as_found(rule, rule.check(part, at)))
            if kind in HOLDERS:
                _check_references(part, at, looked)


def _check_references(part: Any, at: At, looked: _Looked) -> None:
    for reference in references(part):
        looked.used.add((reference.kind, reference.key))
        for rule in _REFERENCE_RULES.get(reference.kind, ()):
            looked.found.extend(_as_found(rule, rule.check(reference, at)))
    if isinstance(part, Test):
        looked.used.add(("choice", part.question, *part.one_of))


def _check_texts(survey: Survey, root: _Root, parts: list[Part]) -> Iterator[Found]:
    """Look for each rule's pattern in all texts at once, and only where it is found in each."""
    texts = [(path, _text_of(part), owner) for path, part, owner in parts]
    everything = "\n".join([text for _, text, _ in texts if text])
    for rule in _TEXT_RULES:
        if any(word in everything for word in rule.words) and rule.pattern.search(everything):
            for path, text, owner in texts:
                if type(owner) not in rule.exempt:
                    looked_at = text if rule.in_titles else _without_titles(text)
                    for match in rule.pattern.finditer(looked_at):
                        at = At(survey, root.kind, root.key, root.record, path, owner, root.base)
                        yield from _as_found(rule, rule.check(match, at))


def _text_of(part: Any) -> str:
    """Give a text, or that of a basis; none of what has its texts in parts of its own."""
    if isinstance(part, str):
        return part
    return part.article if isinstance(part, Basis) else ""


def _without_titles(text: str) -> str:
    """Blank out 《titles》, which say what their authors said; positions stay."""
    return _TITLE.sub(lambda match: "□" * len(match[0]), text) if "《" in text else text
