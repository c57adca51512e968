# SPDX-License-Identifier: MIT
"""What can be handled online from end to end can be handled without a visit."""

from collections.abc import Iterator

from twotrees.model.matter import Matter
from twotrees.model.problem import Finding
from twotrees.model.terms import Depth
from twotrees.rules._rule import At, PartRule


def _check(matter: Matter, at: At) -> Iterator[Finding]:
    if not matter.visits or any(not visits.times for visits in matter.visits):
        return
    for number, channel in enumerate(matter.channels):
        # Where it depends on the place or the situation, the visit may be the ordinary case.
        if channel.depth is Depth.FULL and not (channel.local or channel.when):
            yield at.finding(
                "写了全程网办，到现场次数却没有 0",
                "给网上办的加一条 times: 0，或改 depth",
                "channels",
                number,
                "depth",
            )


RULE = PartRule(
    code="online-but-visits",
    title="全程网办却还要跑",
    why="全程网办就是一次不用跑。两处说法不同，群众不知道信哪一个。",
    bad="channels:\n  - kind: 网上\n    depth: 全程网办\nvisits:\n  - times: 1\n    reason: 要交原件。",
    good="channels:\n  - kind: 网上\n    depth: 网上受理\nvisits:\n  - times: 1\n    reason: 要交原件。",
    kinds=(Matter,),
    check=_check,
)
