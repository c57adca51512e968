# SPDX-License-Identifier: MIT
"""The shared catalogues below trees/: materials, laws, departments and questions."""

from datetime import date
from typing import Annotated

from msgspec import Meta, field

from twotrees.model.common import Basis, Record
from twotrees.model.terms import Grade, LawKind, MaterialKind, QuestionKind


class Material(Record, frozen=True, kw_only=True):
    """材料目录的一项; matters use it, and their results are entries too."""

    name: Annotated[str, Meta(title="材料名称", description="规范名称。")]
    aliases: Annotated[tuple[str, ...], Meta(title="俗称", description="群众怎么叫它。")] = ()
    kind: Annotated[MaterialKind, Meta(title="材料类型")]
    issuer: Annotated[str, Meta(title="谁出具", description="如 公安机关、本人填写。")]
    e_licence: Annotated[bool, Meta(title="有电子证照", description="电子证照能用时写 true。")] = (
        False
    )
    household: Annotated[
        bool, Meta(title="一家一份", description="像户口簿这样全家共一份时写 true。")
    ] = False
    validity: Annotated[str, Meta(title="有效期")] = ""
    how_to_get: Annotated[str, Meta(title="怎么取得", description="一句话说清在哪里拿。")] = ""
    note: Annotated[str, Meta(title="说明")] = ""


class Law(Record, frozen=True, kw_only=True):
    """法规登记的一项: its number and when it holds."""

    title: Annotated[str, Meta(title="名称", description="不加书名号。")]
    short: Annotated[str, Meta(title="简称")] = ""
    kind: Annotated[LawKind, Meta(title="层级")]
    number: Annotated[str, Meta(title="文号", description="如 国务院令第804号。")] = ""
    issuer: Annotated[str, Meta(title="制定机关")] = ""
    effective: Annotated[date, Meta(title="施行日期", description="现行文本从哪天起有效。")]
    repealed: Annotated[date | None, Meta(title="失效日期")] = None
    replaced_by: Annotated[tuple[str, ...], Meta(title="被什么取代", description="法规编号。")] = ()
    takes_over: Annotated[
        tuple[Basis, ...],
        Meta(
            title="取代哪些条款",
            description="旧法没有失效、这些条款改由本法规定时写，如 old-law 第七条。",
        ),
    ] = ()
    grade: Annotated[Grade, Meta(title="可信度")] = Grade.SEEN
    note: Annotated[str, Meta(title="说明")] = ""

    def holds_on(self, day: date) -> bool:
        """Whether it may be cited on `day`."""
        return self.effective <= day and (self.repealed is None or day < self.repealed)


class Department(Record, frozen=True, kw_only=True):
    """部门."""

    name: Annotated[str, Meta(title="名称", description="县级通用名称，如 公安局。")]
    short: Annotated[str, Meta(title="简称", description="如 公安。")]
    hotline: Annotated[str, Meta(title="全国统一热线", description="如 12333;没有就不写。")] = ""
    duty: Annotated[str, Meta(title="管什么", description="一句话。")] = ""


class Choice(Record, frozen=True, kw_only=True):
    """选项 of a question."""

    letter: Annotated[
        str, Meta(title="代号", description="一个大写字母,永不改变。", pattern="^[A-Z]$")
    ]
    text: Annotated[str, Meta(title="选项", description="按钮上的字，如 委托别人办。")]
    phrase: Annotated[str, Meta(title="情形说法", description="用在纸上，如 委托别人办的。")]


class Question(Record, frozen=True, kw_only=True):
    """情形问题: asked once, serves every matter."""

    text: Annotated[str, Meta(title="问题", description="像窗口人员那样问，如 谁来办？")]
    help: Annotated[str, Meta(title="提示")] = ""
    kind: Annotated[QuestionKind, Meta(title="回答方式")] = QuestionKind.CHOICE
    unit: Annotated[str, Meta(title="单位", description="数字题的单位，如 周岁。")] = ""
    choices: Annotated[dict[str, Choice], Meta(title="选项", description="编号 → 选项。")] = field(
        default_factory=dict
    )
