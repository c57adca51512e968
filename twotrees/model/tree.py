# SPDX-License-Identifier: MIT
"""The two life-cycle trees: a tree holds events, an event holds stages, a stage lists matters."""

from typing import Annotated

import msgspec
from msgspec import Meta

from twotrees.model.common import Record, When
from twotrees.model.matter import Text
from twotrees.model.place import Standing
from twotrees.model.terms import Audience, Logic, Need


class StageItem(Record, frozen=True, kw_only=True):
    """A matter as a stage lists it."""

    matter: Annotated[
        str, Meta(title="事项", description="事项编号（路径），如 birth/birth-registration。")
    ]
    need: Annotated[
        Need, Meta(title="要不要办", description="required 必办，optional 按需，choice 任选。")
    ] = Need.REQUIRED
    when: Annotated[When | None, Meta(title="适用情形")] = None
    note: Annotated[str, Meta(title="提示")] = ""


class Stage(Record, frozen=True, kw_only=True):
    """阶段: a step of the journey; its name starts with a verb."""

    name: Annotated[str, Meta(title="阶段名称", description="动词在前，如 给孩子上户口。")]
    logic: Annotated[Logic, Meta(title="先后", description="then 依次，and 同时，or 任选。")] = (
        Logic.THEN
    )
    intro: Annotated[str, Meta(title="说明")] = ""
    matters: Annotated[tuple[StageItem, ...], Meta(title="事项")]


class JointMember(Record, frozen=True, kw_only=True):
    """联办成员."""

    matter: Annotated[str, Meta(title="事项")]
    need: Annotated[Need, Meta(title="要不要办")] = Need.REQUIRED
    when: Annotated[When | None, Meta(title="适用情形")] = None


class Joint(Record, frozen=True, kw_only=True):
    """一件事联办 with its own rules (model.md row 7)."""

    lead: Annotated[str, Meta(title="牵头部门", description="部门编号。")]
    members: Annotated[tuple[JointMember, ...], Meta(title="包含的事项")]
    eligible: Annotated[str, Meta(title="谁可以联办")]
    otherwise: Annotated[str, Meta(title="不符合怎么办")]
    replaces: Annotated[str, Meta(title="一张表代替哪些表")] = ""
    shared_steps: Annotated[tuple[Text, ...], Meta(title="共同环节")] = ()
    local: Annotated[str, Meta(title="各地差异")] = ""


class Event(Record, frozen=True, kw_only=True):
    """一件事: a life event or a business event."""

    code: Annotated[
        str, Meta(title="编号", description="E01 到 E12。", pattern="^E(0[1-9]|1[0-2])$")
    ]
    name: Annotated[str, Meta(title="名称", description="如 新生儿出生。")]
    summary: Annotated[str, Meta(title="一句话说明", description="60字以内。", max_length=60)]
    starts: Annotated[str, Meta(title="从何事起算", description="算日期时的第一天，如 孩子出生。")]
    intro: Annotated[str, Meta(title="先看这里", description="两三句话，告诉人先做什么。")] = ""
    stages: Annotated[tuple[Stage, ...], Meta(title="阶段")]
    joint: Annotated[Joint | None, Meta(title="一件事联办")] = None
    national: Annotated[
        tuple[Text, ...], Meta(title="国家阶段名", description="国办发〔2025〕24号的阶段。")
    ] = ()


def with_matter(event: Event, matter: str, standing: Standing) -> Event:
    """Give the event with a region's own matter at the end of the stage that `standing` names."""
    item = StageItem(matter=matter, need=standing.need, when=standing.when, note=standing.note)
    stages = tuple(
        msgspec.structs.replace(stage, matters=(*stage.matters, item))
        if stage.name == standing.stage
        else stage
        for stage in event.stages
    )
    return msgspec.structs.replace(event, stages=stages)


class Tree(Record, frozen=True, kw_only=True):
    """生命周期树, in trees/<tree>/tree.yaml; its events are files beside it."""

    name: Annotated[str, Meta(title="名称")]
    audience: Annotated[Audience, Meta(title="服务对象")]
    owner: Annotated[str, Meta(title="谁维护")]
    intro: Annotated[str, Meta(title="说明")] = ""
    events: Annotated[tuple[str, ...], Meta(title="一件事", description="事件文件名，按顺序。")]
