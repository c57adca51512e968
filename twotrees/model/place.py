# SPDX-License-Identifier: MIT
"""Local facts: a region with its halls, zones and windows, and what it adds to national records."""

from datetime import date
from typing import Annotated

from msgspec import Meta, field

from twotrees.model.common import Clause, Duration, Record, When
from twotrees.model.matter import Channel, MaterialUse, Text
from twotrees.model.terms import Need, RegionLevel, WindowKind


class DayHours(Record, frozen=True, kw_only=True):
    """One opening of a place."""

    days: Annotated[
        str, Meta(title="哪几天", description="如 周一至周五、每月第二个周六、2026-10-01。")
    ]
    hours: Annotated[
        tuple[str, ...],
        Meta(title="几点到几点", description='加引号，如 ["09:00-12:00", "13:00-17:00"]。'),
    ]


class Hours(Record, frozen=True, kw_only=True):
    """办公时间 (model.md row 16): weekly, listed dates, nth weekdays, and holidays in words."""

    weekly: Annotated[tuple[DayHours, ...], Meta(title="每周")]
    dates: Annotated[tuple[DayHours, ...], Meta(title="指定日期")] = ()
    nth: Annotated[tuple[DayHours, ...], Meta(title="每月第几个星期几")] = ()
    holidays: Annotated[
        str, Meta(title="法定节假日", description="开不开门，必须写。前面自动加上“法定节假日：”。")
    ]


class Window(Record, frozen=True, kw_only=True):
    """窗口, with what it takes: whole departments, or single matters."""

    code: Annotated[
        str,
        Meta(title="编号", description="W 加两位或三位数字,永不改变。", pattern="^W[0-9]{2,3}$"),
    ]
    name: Annotated[str, Meta(title="名称", description="如 公安综合窗口。")]
    label: Annotated[str, Meta(title="窗口号", description="墙上的号，如 A01—A04。")]
    kind: Annotated[WindowKind, Meta(title="类型")] = WindowKind.GENERAL
    departments: Annotated[
        tuple[str, ...], Meta(title="受理部门", description="部门编号：其事项都收。")
    ] = ()
    matters: Annotated[
        tuple[str, ...], Meta(title="受理事项", description="另外收的事项编号。")
    ] = ()
    hours: Annotated[Hours | None, Meta(title="办公时间", description="和大厅不同才写。")] = None
    phone: Annotated[str, Meta(title="电话")] = ""
    queue: Annotated[str, Meta(title="取号类别", description="取号机上按哪一类。")] = ""
    note: Annotated[str, Meta(title="提示")] = ""


class Zone(Record, frozen=True, kw_only=True):
    """功能区."""

    name: Annotated[str, Meta(title="名称", description="如 综合受理区。")]
    floor: Annotated[str, Meta(title="楼层", description="如 1楼。")]
    text: Annotated[str, Meta(title="能做什么")] = ""
    windows: Annotated[tuple[Window, ...], Meta(title="窗口")] = ()


class Hall(Record, frozen=True, kw_only=True):
    """大厅, in trees/regions/<region>/halls/<hall>.yaml."""

    name: Annotated[str, Meta(title="名称")]
    address: Annotated[str, Meta(title="地址")]
    transport: Annotated[tuple[Text, ...], Meta(title="怎么来")] = ()
    hours: Annotated[Hours, Meta(title="办公时间")]
    phone: Annotated[str, Meta(title="咨询电话")]
    complaint_phone: Annotated[str, Meta(title="投诉电话", description="不能和咨询电话相同。")]
    appointment: Annotated[str, Meta(title="预约")] = ""
    zones: Annotated[tuple[Zone, ...], Meta(title="功能区")]
    facilities: Annotated[tuple[Text, ...], Meta(title="便民设施")] = ()
    barrier_free: Annotated[
        tuple[Text, ...], Meta(title="无障碍", description="用文字说清，不只画图标。")
    ] = ()
    self_service: Annotated[tuple[Text, ...], Meta(title="24小时自助")] = ()
    help: Annotated[tuple[Text, ...], Meta(title="帮办代办")] = ()


class RoundStep(Record, frozen=True, kw_only=True):
    """A phase of a dated round."""

    step: Annotated[str, Meta(title="环节")]
    opens: Annotated[date, Meta(title="开始")]
    closes: Annotated[date, Meta(title="结束")]
    place: Annotated[str, Meta(title="地点")] = ""


class Round(Record, frozen=True, kw_only=True):
    """每年不同的批次 (model.md row 8); last year's is shown as last year's."""

    year: Annotated[int, Meta(title="年份", ge=2020, le=2100)]
    phases: Annotated[tuple[RoundStep, ...], Meta(title="环节")]


class Standing(Record, frozen=True, kw_only=True):
    """挂在哪里: where a region's own matter stands in the trees (model.md row 15)."""

    event: Annotated[str, Meta(title="哪件事", description="事件文件名，如 birth。")]
    stage: Annotated[str, Meta(title="哪个阶段", description="阶段名称，和树里写的一样。")]
    need: Annotated[Need, Meta(title="要不要办", description="默认 optional 按需。")] = (
        Need.OPTIONAL
    )
    when: Annotated[When | None, Meta(title="适用情形")] = None
    note: Annotated[str, Meta(title="提示")] = ""


class Overlay(Record, frozen=True, kw_only=True):
    """本地补充: what a region adds to one national matter; it may tighten, add and annotate."""

    promised: Annotated[
        Duration | None, Meta(title="本地承诺时限", description="不能长于法定时限。")
    ] = None
    notes: Annotated[tuple[Clause, ...], Meta(title="本地说明")] = ()
    materials: Annotated[
        tuple[MaterialUse, ...], Meta(title="本地另要的材料", description="必须有依据。")
    ] = ()
    channels: Annotated[tuple[Channel, ...], Meta(title="本地渠道")] = ()
    rounds: Annotated[tuple[Round, ...], Meta(title="年度批次")] = ()
    stands: Annotated[
        tuple[Standing, ...],
        Meta(
            title="挂在哪里", description="本地自己的事项（编号 9000—9999）挂在哪件事的哪个阶段。"
        ),
    ] = ()
    from_: Annotated[date | None, Meta(title="从哪天起")] = field(default=None, name="from")
    until: Annotated[date | None, Meta(title="到哪天止")] = None

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on `day`."""
        begun = self.from_ is None or self.from_ <= day
        return begun and (self.until is None or day <= self.until)


class Footer(Record, frozen=True, kw_only=True):
    """页脚 that a government site must have; empty fields are left out."""

    host: Annotated[str, Meta(title="主办单位")] = ""
    operator: Annotated[str, Meta(title="承办单位")] = ""
    website_id: Annotated[str, Meta(title="政府网站标识码")] = ""
    icp: Annotated[str, Meta(title="ICP备案号")] = ""
    police: Annotated[str, Meta(title="公网安备号")] = ""


class Notice(Record, frozen=True, kw_only=True):
    """通知 with its dates; shown first on hall, window and matter pages."""

    from_: Annotated[date, Meta(title="从哪天起")] = field(name="from")
    until: Annotated[date | None, Meta(title="到哪天止")] = None
    text: Annotated[str, Meta(title="内容")]
    matters: Annotated[tuple[str, ...], Meta(title="有关事项", description="不写就是全部。")] = ()


class Region(Record, frozen=True, kw_only=True):
    """区域, in trees/regions/<region>/region.yaml."""

    name: Annotated[str, Meta(title="名称")]
    level: Annotated[RegionLevel, Meta(title="层级")]
    parent: Annotated[str, Meta(title="上级区域", description="区域编号。")] = ""
    demonstration: Annotated[
        bool, Meta(title="示范数据", description="不是真实地方时写 true。")
    ] = False
    publishes: Annotated[bool, Meta(title="由它发布", description="只能有一个区域写 true。")] = (
        False
    )
    site_url: Annotated[
        str,
        Meta(
            title="网站地址",
            description="二维码里的地址，改了旧码要转发。",
            pattern="^https://[a-z0-9.-]+$",
        ),
    ] = ""
    site_name: Annotated[str, Meta(title="网站名称")] = ""
    issuer: Annotated[str, Meta(title="编印单位", description="印在手册封面。")] = ""
    footer: Annotated[Footer | None, Meta(title="页脚")] = None
    notices: Annotated[tuple[Notice, ...], Meta(title="通知")] = ()
