# SPDX-License-Identifier: MIT
"""What a print run is narrowed to: events, matters, situations and windows; None means all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Selection:
    """Event ids, matter ids, situation numbers and window codes that are wanted."""

    events: frozenset[str] | None = None
    matters: frozenset[str] | None = None
    situations: frozenset[str] | None = None
    windows: frozenset[str] | None = None

    def has_event(self, event_id: str) -> bool:
        """Whether an event is wanted."""
        return self.events is None or event_id in self.events

    def has_matter(self, matter_id: str) -> bool:
        """Whether a matter is wanted."""
        return self.matters is None or matter_id in self.matters

    def has_situation(self, number: str) -> bool:
        """Whether a situation is wanted, by its number."""
        return self.situations is None or number in self.situations

    def has_window(self, code: str) -> bool:
        """Whether a window is wanted."""
        return self.windows is None or code in self.windows


EVERYTHING = Selection()
