# SPDX-License-Identifier: MIT
"""The whole content as one frozen value: catalogues, trees, regions, and every matter.

Records and their heads are kept packed. `Head` is what lists and search need of each
matter, `Exchange` what the graph needs.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, fields
from functools import cached_property
from hashlib import sha256
from pathlib import PurePosixPath

import msgspec

from twotrees.model.calendar import WorkYear
from twotrees.model.catalogue import Department, Law, Material, Question
from twotrees.model.common import Record
from twotrees.model.matter import Change, Matter
from twotrees.model.packed import Compressed, Packed
from twotrees.model.place import Hall, Overlay, Region
from twotrees.model.problem import Path, Place
from twotrees.model.terms import CaseKind, Initiative, MatterType, Person, ResultKind
from twotrees.model.tree import Event, Tree


def _packed(records: Packed[object]) -> list[tuple[str, bytes]]:
    """Give what the encoder takes for packed records: nothing else in a corpus is unknown to it."""
    return [(key, records.packed(key)) for key in records]


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_packed)


class Use(Record, frozen=True, kw_only=True, array_like=True):
    """A paper that a matter asks for, as the graph needs it."""

    material: str
    of: tuple[Person, ...]
    is_soft: bool


class Product(Record, frozen=True, kw_only=True, array_like=True):
    """A paper that comes out of a matter, as the graph needs it."""

    material: str
    of: Person
    kind: ResultKind


class Exchange(Record, frozen=True, kw_only=True, array_like=True):
    """What the order of matters is derived from: papers asked for and given, and `after:`."""

    uses: tuple[Use, ...] = ()
    products: tuple[Product, ...] = ()
    after: tuple[str, ...] = ()


class Head(Record, frozen=True, kw_only=True, array_like=True):
    """What lists and search need to know of a matter, without its full record."""

    id: str
    code: str
    name: str
    summary: str
    type: MatterType
    department: str
    aliases: tuple[str, ...] = ()
    initiative: Initiative = Initiative.APPLICATION
    case_kind: CaseKind | None = None
    changes: tuple[Change, ...] = ()
    is_living: bool = True
    successor: str = ""
    has_hall: bool = True


def head_of(id: str, matter: Matter) -> Head:  # noqa: A002 - `id` is the field's name
    """Give the head of `matter`, whose path below matters/ is `id`."""
    return Head(
        id=id,
        code=matter.code,
        name=matter.name,
        summary=matter.summary,
        type=matter.type,
        department=matter.department,
        aliases=matter.aliases,
        initiative=matter.initiative,
        case_kind=matter.case_kind,
        changes=matter.changes,
        is_living=matter.is_living,
        successor=matter.ended.successor if matter.ended else "",
        has_hall=not matter.where or any(not w.place for w in matter.where),
    )


def exchange_of(matter: Matter) -> Exchange:
    """Give what `matter` asks for and gives."""
    return Exchange(
        uses=tuple(
            Use(material=u.material, of=u.of, is_soft=bool(u.optional or u.one_of or u.when))
            for u in matter.materials
        ),
        products=tuple(Product(material=r.material, of=r.of, kind=r.kind) for r in matter.results),
        after=matter.after,
    )


@dataclass(frozen=True)
class Corpus:
    """All content. Ids are the keys; `origins` tells the file and path of each catalogue entry."""

    matters: Compressed[Matter]
    heads: Mapping[str, Head] = field(default_factory=dict)
    exchanges: Mapping[str, Exchange] = field(default_factory=dict)
    trees: Mapping[str, Tree] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    event_tree: Mapping[str, str] = field(default_factory=dict)
    materials: Mapping[str, Material] = field(default_factory=dict)
    laws: Mapping[str, Law] = field(default_factory=dict)
    departments: Mapping[str, Department] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    regions: Mapping[str, Region] = field(default_factory=dict)
    halls: Mapping[str, Hall] = field(default_factory=dict)
    overlays: Mapping[str, Mapping[str, Overlay]] = field(default_factory=dict)
    workdays: Mapping[str, WorkYear] = field(default_factory=dict)
    origins: Mapping[tuple[str, str], Place] = field(default_factory=dict)
    unread: AbstractSet[tuple[str, str]] = frozenset()
    """(kind, id) of what stands in the content but has faults; no id: a whole file of that kind."""

    @cached_property
    def surroundings(self) -> bytes:
        """Give a digest of all but the full records: what one record may see of the others."""
        rest = [getattr(self, part.name) for part in fields(self) if part.name not in _NO_REST]
        return sha256(_ENCODER.encode([*rest, sorted(self.unread)])).digest()

    @property
    def publisher(self) -> str:
        """The id of the region that publishes; the first one where none says so."""
        return publisher_of(self.regions)

    @property
    def region(self) -> Region:
        """The region that publishes; KeyError where the content has no region."""
        return self.regions[self.publisher]

    def overlay(self, matter_id: str) -> Overlay:
        """Give what the publishing region adds to a matter; an empty overlay where nothing."""
        return self.overlays.get(self.publisher, {}).get(matter_id, _NO_OVERLAY)

    def local_halls(self) -> Mapping[str, Hall]:
        """Give the halls of the publishing region by id `region/hall`."""
        prefix = self.publisher + "/"
        return {key: hall for key, hall in self.halls.items() if key.startswith(prefix)}

    def place(self, kind: str, key: str, *path: str | int) -> Place:
        """Give the place of a value, for a finding: `place("matter", id, "materials", 2)`."""
        if kind == "matter":
            return Place(matter_file(key), path)
        origin = self.origins[kind, key]
        return Place(origin.file, (*origin.path, *path))


_NO_REST = {"matters", "unread"}
_NO_OVERLAY = Overlay()


def publisher_of(regions: Mapping[str, Region]) -> str:
    """Give the id of the region that publishes; the first one where none says so."""
    return next((key for key, r in regions.items() if r.publishes), next(iter(regions), ""))


def is_local(matter_id: str) -> bool:
    """Whether a matter is a region's own: `regions/<region>/matters/<name>`."""
    return matter_id.startswith("regions/")


def matter_file(matter_id: str) -> str:
    """Give the file of a matter, from the content folder; a region keeps its own below trees/."""
    if is_local(matter_id):
        return str(PurePosixPath("trees", f"{matter_id}.yaml"))
    return str(PurePosixPath("matters", f"{matter_id}.yaml"))


def path_text(path: Path) -> str:
    """Give a path as an editor reads it: `materials[2].when`."""
    return "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path).lstrip(".")
