# SPDX-License-Identifier: MIT
"""A content folder in, `(Corpus, problems)` out; never raises for what an editor wrote.

Files are read in sorted order. Matter records are read in worker processes, and kept in a cache
by the content of their file, so that only what changed is read again.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from twotrees import parallel
from twotrees.cache import ByteCache, Keeper, program_stamp
from twotrees.model.calendar import WorkYear
from twotrees.model.catalogue import Department, Law, Material, Question
from twotrees.model.corpus import Corpus, Exchange, Head, exchange_of, head_of, publisher_of
from twotrees.model.matter import Matter
from twotrees.model.packed import Compressed, Packed
from twotrees.model.place import Hall, Overlay, Region, Standing
from twotrees.model.problem import Place, Problem
from twotrees.model.tree import Event, Tree, with_matter
from twotrees.reading import FAULT, Faults, did_you_mean, read, read_entries
from twotrees.source import Fault, compose, find_positions, read_bytes, read_or_report

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PACK = msgspec.msgpack.Encoder()
_UNPACK = msgspec.msgpack.Decoder(tuple[bytes, bytes, bytes])

# The catalogues: a folder of trees/ whose files map ids to entries.
_CATALOGUES: dict[str, tuple[str, type[Any]]] = {
    "materials": ("material", Material),
    "laws": ("law", Law),
    "departments": ("department", Department),
    "questions": ("question", Question),
}
# What stands below trees/, as rules call it.
_BELOW_TREES = ("event", "region", "hall", *(what for what, _ in _CATALOGUES.values()))


class _Stores(NamedTuple):
    """What is kept of every matter."""

    matters: Compressed[Matter]
    heads: Packed[Head]
    exchanges: Packed[Exchange]


class _Loaded(NamedTuple):
    """One matter file's outcome: by its key what is kept of it, or its problems."""

    id: str
    key: bytes
    kept: bytes
    is_fresh: bool
    problems: list[Problem]


def load_corpus(
    content: Path,
    *,
    cache: ByteCache,
    jobs: int = 1,
    meanwhile: Callable[[], object] = lambda: None,
) -> tuple[Corpus, list[Problem]]:
    """Read `content` (a folder with trees/ and matters/) with up to `jobs` processes.

    `meanwhile` is called while the workers read.
    """
    files, problems = [], []
    for folder in (content, *content.glob("trees/regions/**/")):
        for found in sorted((folder / "matters").rglob("*.[yY]*")):
            name = str(found.relative_to(content))
            problems += _ending_problems(name)
            files += [name] if name.endswith(".yaml") else []
    read_shard = partial(_load_shard, content=content, cache=cache, stamp=program_stamp())
    reading = parallel.map_shards(read_shard, files, jobs)
    meanwhile()
    trees = _TreesFolder(content)
    stores = _Stores(Compressed(Matter), Packed(Head), Packed(Exchange))
    problems += _gather(reading, stores=stores, keeper=Keeper(cache))
    unread = {("matter", _matter_id(file)) for file in files}
    unread -= {("matter", key) for key in stores.matters}
    if not (content / "matters").is_dir():
        unread.add(("matter", ""))
    corpus = trees.corpus(stores, unread)
    problems += trees.problems
    problems += _missing_folders(content)
    return corpus, sorted(set(problems))


def _gather(reading: Iterable[_Loaded], *, stores: _Stores, keeper: Keeper) -> Iterator[Problem]:
    """Give the problems as they come; fill the stores, and keep what is new."""
    for loaded in reading:
        yield from loaded.problems
        if loaded.kept:
            matter, head, exchange = _UNPACK.decode(loaded.kept)
            stores.matters.add(loaded.id, matter)
            stores.heads.add(loaded.id, head)
            stores.exchanges.add(loaded.id, exchange)
            keeper.note(loaded.key, loaded.kept if loaded.is_fresh else b"")
    keeper.close()


def read_file(content: Path, file: str, kind: Any) -> tuple[Any, list[Problem]]:
    """Read one YAML file as `kind`; FAULT where it has problems."""
    faults = Faults()
    data = read_or_report(content / file, faults.report)
    return _read_data(data, file, kind, faults=faults)


def _read_data(
    data: bytes | None, file: str, kind: Any, *, faults: Faults
) -> tuple[Any, list[Problem]]:
    node = None if data is None else compose(data, faults.report)
    value = FAULT if node is None else read(kind, node, faults)
    problems = _problems(file, faults)
    return (FAULT if problems else value), problems


def _problems(file: str, faults: Faults) -> list[Problem]:
    return [Problem(file, *fault) for fault in faults.found]


def _matter_id(file: str) -> str:
    return file.removeprefix("matters/").removeprefix("trees/").removesuffix(".yaml")


def _load_shard(
    files: Sequence[str], *, content: Path, cache: ByteCache, stamp: bytes
) -> list[_Loaded]:
    faults = {file: Faults() for file in files}
    texts = {file: read_or_report(content / file, faults[file].report) for file in files}
    keys = {
        file: hashlib.sha256(stamp + file.encode() + b"\0" + (data or b"")).digest()
        for file, data in texts.items()
    }
    kept = cache.get_many(list(keys.values()))
    return [
        _Loaded(_matter_id(file), key, kept[key], is_fresh=False, problems=[])
        if key in kept
        else _load_matter(file, texts[file], key=key, faults=faults[file])
        for file, key in keys.items()
    ]


def _load_matter(file: str, data: bytes | None, *, key: bytes, faults: Faults) -> _Loaded:
    matter_id = _matter_id(file)
    matter, problems = _read_data(data, file, Matter, faults=faults)
    problems += _name_problems(file, matter_id)
    if problems:
        return _Loaded(matter_id, key, b"", is_fresh=False, problems=problems)
    parts = Packed.pack(head_of(matter_id, matter)), Packed.pack(exchange_of(matter))
    value = _PACK.encode((Compressed.pack(matter), *parts))
    return _Loaded(matter_id, key, value, is_fresh=True, problems=[])


def _name_problems(file: str, name: str) -> list[Problem]:
    if all(_ID.fullmatch(part) for part in name.split("/")):
        return []
    hint = "文件名用小写英文、数字和短横线，如 birth-registration.yaml"
    return [Problem(file, 1, 1, "wrong-file-name", f"文件名「{name}」不能作编号", hint)]


def _ending_problems(file: str) -> list[Problem]:
    """Report what would be read but for the ending of its name: no file may be lost."""
    ending = file.rpartition(".")[2]
    if ending == "yaml" or ending.lower() not in {"yml", "yaml"}:
        return []
    hint = f"改名为 {file.rpartition('/')[2].rpartition('.')[0]}.yaml"
    return [Problem(file, 1, 1, "wrong-file-name", f"不读以 .{ending} 结尾的文件", hint)]


def _missing_folders(content: Path) -> list[Problem]:
    hint = "内容文件夹里要有 trees/ 和 matters/；用 --content 指定别的文件夹"
    return [
        Problem(name, 1, 1, "missing-folder", f"找不到文件夹 {name}/", hint)
        for name in ("matters", "trees")
        if not (content / name).is_dir()
    ]


class _TreesFolder:
    """Reads everything below trees/ into dicts by id, and remembers where each entry stands."""

    def __init__(self, content: Path) -> None:
        self.problems: list[Problem] = []
        is_there = (content / "trees").is_dir()
        self.unread: set[tuple[str, str]] = (
            set() if is_there else {(kind, "") for kind in _BELOW_TREES}
        )
        self._content = content
        self._origins: dict[tuple[str, str], Place] = {}
        self._catalogues = {name: self._catalogue(name) for name in _CATALOGUES}
        self._trees: dict[str, Tree] = {}
        self._events: dict[str, Event] = {}
        self._event_tree: dict[str, str] = {}
        for file in self._files("trees/*/tree.yaml"):
            self._read_tree(file)
        self._regions: dict[str, Region] = {}
        self._halls: dict[str, Hall] = {}
        self._overlays: dict[str, dict[str, Overlay]] = {}
        for file in self._files("trees/regions/**/region.yaml"):
            self._read_region(file)
        self._workdays: dict[str, WorkYear] = {}
        for file in self._files("trees/workdays/*.yaml"):
            self._read_work_year(file)
        self._report_strays()

    def corpus(self, stores: _Stores, unread: set[tuple[str, str]]) -> Corpus:
        """Put the parts together."""
        return Corpus(
            matters=stores.matters,
            heads=stores.heads,
            exchanges=stores.exchanges,
            trees=self._ordered_trees(),
            events=self._events_here(),
            event_tree=self._event_tree,
            regions=self._regions,
            halls=self._halls,
            overlays=self._overlays,
            workdays=self._workdays,
            origins=self._origins,
            unread=frozenset(unread | self.unread),
            **self._catalogues,
        )

    def _ordered_trees(self) -> dict[str, Tree]:
        """Give the trees by their events' codes: the personal tree (E01…) stands first."""

        def first_code(tree: Tree) -> str:
            return min(
                (self._events[e].code for e in tree.events if e in self._events), default="E99"
            )

        return dict(sorted(self._trees.items(), key=lambda entry: first_code(entry[1])))

    def _events_here(self) -> dict[str, Event]:
        """Give the events with the publishing region's own matters in their stages."""
        publisher = publisher_of(self._regions)
        events = dict(self._events)
        for matter, overlay in self._overlays.get(publisher, {}).items():
            for position, standing in enumerate(overlay.stands):
                place = Place(
                    self._origins["overlays", publisher].file, (matter, "stands", position)
                )
                event = self._event_of(standing, place)
                if event:
                    events[standing.event] = with_matter(
                        events.get(standing.event, event), matter, standing
                    )
        return events

    def _event_of(self, standing: Standing, place: Place) -> Event | None:
        """Give the event in which a region's own matter stands; report where there is none."""
        event = self._events.get(standing.event)
        if event is None:
            hint = did_you_mean(standing.event, self._events)
            at = Place(place.file, (*place.path, "event"))
            self._report(at, "unknown-event", f"没有「{standing.event}」这件事", hint)
            return None
        names = [stage.name for stage in event.stages]
        if standing.stage not in names:
            hint = did_you_mean(standing.stage, names)
            at = Place(place.file, (*place.path, "stage"))
            self._report(at, "unknown-stage", f"{event.name}没有「{standing.stage}」这个阶段", hint)
            return None
        return event

    def _files(self, pattern: str) -> list[str]:
        return sorted(str(f.relative_to(self._content)) for f in self._content.glob(pattern))

    def _read(self, file: str, kind: Any, *origin: str) -> Any:
        """Read a file and remember it as the place of (what, id); FAULT after its problems."""
        value, problems = read_file(self._content, file, kind)
        self.problems += problems
        self._origins[origin[0], origin[1]] = Place(file)
        if value is FAULT:
            self.unread.add((origin[0], origin[1]))
        return value

    def _read_entries(self, file: str, kind: Any, what: str) -> dict[str, Any]:
        """Read a file of entries by id; those with faults are reported and left out."""
        faults = Faults()
        data = read_or_report(self._content / file, faults.report)
        node = None if data is None else compose(data, faults.report)
        entries, faulty = ({}, {""}) if node is None else read_entries(kind, node, faults)
        self.problems += _problems(file, faults)
        self.unread |= {(what, key) for key in faulty}
        return entries

    def _catalogue(self, name: str) -> dict[str, Any]:
        what, kind = _CATALOGUES[name]
        entries: dict[str, Any] = {}
        for file in self._files(f"trees/{name}/*.yaml"):
            for key, entry in self._read_entries(file, kind, what).items():
                if self._is_good_id(what, key, Place(file, (key,))):
                    self._origins[what, key] = Place(file, (key,))
                    entries[key] = entry
        return dict(sorted(entries.items()))

    def _is_good_id(self, what: str, key: str, place: Place) -> bool:
        """Tell whether an entry may be kept under `key`; report it where it may not."""
        earlier = self._origins.get((what, key))
        if earlier:
            hint = f"另一处在 {earlier.file}，留一个"
            self._report(place, "duplicate-entry", f"编号 {key} 登记了两次", hint)
        elif not _ID.fullmatch(key):
            self._report(
                place, "wrong-entry-id", f"「{key}」不能作编号", "编号用小写英文、数字和短横线"
            )
            self.unread.add((what, key))
        return earlier is None and _ID.fullmatch(key) is not None

    def _report(self, place: Place, code: str, *said: str) -> None:
        ((line, column),) = find_positions(read_bytes(self._content / place.file), [place])
        self.problems.append(Problem(place.file, *Fault(line, column, code, *said)))

    def _read_tree(self, file: str) -> None:
        tree_id = file.split("/")[1]
        tree = self._read(file, Tree, "tree", tree_id)
        if tree is FAULT:
            self.unread.add(("event", ""))
            return
        self._trees[tree_id] = tree
        for event_id in tree.events:
            event_file = f"trees/{tree_id}/{event_id}.yaml"
            if not (self._content / event_file).is_file():
                place = Place(file, ("events", tree.events.index(event_id)))
                self._report(
                    place, "unknown-event", f"找不到 {event_file}", "补上这个文件，或改正名称"
                )
                continue
            event = self._read(event_file, Event, "event", event_id)
            if event is not FAULT:
                self._events[event_id] = event
                self._event_tree[event_id] = tree_id

    def _read_region(self, file: str) -> None:
        folder = file.removesuffix("/region.yaml")
        region_id = folder.removeprefix("trees/regions/")
        region = self._read(file, Region, "region", region_id)
        if region is not FAULT:
            self._regions[region_id] = region
        for hall_file in self._files(f"{folder}/halls/*.yaml"):
            hall_id = f"{region_id}/{Path(hall_file).stem}"
            hall = self._read(hall_file, Hall, "hall", hall_id)
            if hall is not FAULT:
                self._halls[hall_id] = hall
        overlays_file = f"{folder}/matters.yaml"
        if (self._content / overlays_file).is_file():
            self._origins["overlays", region_id] = Place(overlays_file)
            self._overlays[region_id] = self._read_entries(overlays_file, Overlay, "overlay")

    def _read_work_year(self, file: str) -> None:
        year = Path(file).stem
        value = self._read(file, WorkYear, "workdays", year)
        if not re.fullmatch(r"20\d\d", year):
            hint = "文件名写成年份，如 2026.yaml"
            self._report(Place(file), "wrong-file-name", f"文件名「{year}」不是年份", hint)
        elif value is not FAULT:
            self._workdays[year] = value

    def _report_strays(self) -> None:
        """Report YAML files below trees/ that nothing reads: a misplaced file must not be lost."""
        known = {place.file for place in self._origins.values()}
        known |= {problem.file for problem in self.problems}
        # The events of a tree that can't be read itself are not lost, only not reached.
        closed = {key for kind, key in self.unread if kind == "tree"}
        for file in self._files("trees/**/*.[yY]*"):
            self.problems += _ending_problems(file)
            if not file.endswith(".yaml"):
                continue
            of_region = file.startswith("trees/regions/") and "/matters/" in file
            if file not in known and not of_region and file.split("/")[1] not in closed:
                hint = "放进 materials、laws、departments、questions、regions 或一棵树的文件夹，并列入 tree.yaml"
                self.problems.append(
                    Problem(file, 1, 1, "stray-file", "没有地方用到这个文件", hint)
                )
