# SPDX-License-Identifier: MIT
"""The matter record (事项): everything that shared/model.md says a record must be able to say.

The titles and descriptions are the editor's documentation: the JSON Schema and the field tables
in docs/ are made from them.
"""

from datetime import date
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from twotrees.model.common import Clause, Duration, Fact, Record, When
from twotrees.model.terms import (
    Actor,
    Audience,
    CaseKind,
    ChannelKind,
    Clock,
    DeliveryWay,
    Depth,
    Direction,
    Due,
    Handling,
    Initiative,
    LateEffect,
    MatterType,
    Outcome,
    PaperForm,
    Person,
    Phase,
    ResultKind,
    Scope,
    Status,
    StatuteTable,
    Weight,
    Whereabouts,
)

NO_FEE = "不收费"
Text = Annotated[str, Meta(min_length=1)]


class MaterialUse(Fact, frozen=True, kw_only=True):
    """申请材料: one paper that this matter asks for."""

    material: Annotated[str, Meta(title="材料", description="材料目录里的编号，如 id-card。")]
    of: Annotated[
        tuple[Person, ...],
        Meta(title="谁的", description="谁的材料。父母都要带写 [父亲, 母亲]。默认 本人。"),
    ] = (Person.SELF,)
    originals: Annotated[
        int, Meta(title="原件", description="每人几份原件。默认 1。", ge=0, le=20)
    ] = 1
    copies: Annotated[
        int, Meta(title="复印件", description="每人几份复印件。默认 0。", ge=0, le=20)
    ] = 0
    handling: Annotated[
        Handling, Meta(title="原件怎么处理", description="核验后退还，或收存。")
    ] = Handling.SEEN
    form: Annotated[PaperForm, Meta(title="形式", description="纸质、电子，或纸质或电子。")] = (
        PaperForm.EITHER
    )
    optional: Annotated[
        bool,
        Meta(title="可不带", description="写 true 表示没有也能办；要在 note 里说明带了有什么用。"),
    ] = False
    one_of: Annotated[
        str, Meta(title="任选一组", description="同一组名的材料带一样就行，写组名，如 住所证明。")
    ] = ""
    per: Annotated[Literal["", "每人"], Meta(title="按人", description="每人都要时写 每人。")] = ""
    due: Annotated[Due, Meta(title="什么时候交", description="申请时、现场核查时或领取时。")] = (
        Due.APPLICATION
    )
    exempt: Annotated[
        str, Meta(title="免提交", description="怎样可以不交，如 出示电子身份证即可。")
    ] = ""
    promise: Annotated[
        bool, Meta(title="可告知承诺", description="签承诺书可以代替这份材料时写 true。")
    ] = False
    tolerance: Annotated[
        bool, Meta(title="可容缺", description="可以先受理、后补交时写 true。")
    ] = False
    instead: Annotated[str, Meta(title="没有怎么办", description="没有这份材料时用什么代替。")] = ""
    check: Annotated[
        tuple[Text, ...], Meta(title="窗口核对什么", description="窗口看这份材料的哪几点。")
    ] = ()
    note: Annotated[str, Meta(title="填写和准备提示", description="给群众看的一句提示。")] = ""


class Prepare(Record, frozen=True, kw_only=True):
    """不是材料、但要提前想好的信息 (model.md row 19)."""

    SHORT: ClassVar[str] = "text"
    text: Annotated[str, Meta(title="准备什么", description="如 孩子的姓名。")]
    source: Annotated[str, Meta(title="从哪里来", description="在哪里能查到。")] = ""
    when: Annotated[When | None, Meta(title="适用情形")] = None


class Step(Fact, frozen=True, kw_only=True):
    """环节: who does what, in which phase."""

    phase: Annotated[Phase, Meta(title="阶段", description="准备、申请、受理、审查……")]
    actor: Annotated[Actor, Meta(title="谁来做", description="申请人、窗口、审批部门或第三方。")]
    text: Annotated[str, Meta(title="做什么", description="一句话，动词在前。")]
    limit: Annotated[
        Duration | None, Meta(title="本环节时限", description="如 5个工作日、当场。")
    ] = None
    clock: Annotated[
        Clock | None,
        Meta(title="时间算谁的", description="不写时：申请人的环节算申请人，其余计入办理时限。"),
    ] = None
    at_least: Annotated[
        Duration | None, Meta(title="最少要等", description="法律规定最少等多久，如公告 60日。")
    ] = None
    if_objection: Annotated[
        str, Meta(title="有异议怎么办", description="公示环节：谁可以提、怎么提。")
    ] = ""


class Late(Record, frozen=True, kw_only=True):
    """过期怎么办."""

    effect: Annotated[LateEffect, Meta(title="后果")]
    text: Annotated[str, Meta(title="说明", description="用一句话说清过期后怎么办。")]


class Filing(Fact, frozen=True, kw_only=True):
    """申请期限: by when the citizen must apply; never mixed with the office's limit."""

    name: Annotated[str, Meta(title="名称", description="有几个期限时用来区分。")] = ""
    after: Annotated[str, Meta(title="从何事起算", description="如 孩子出生。")] = ""
    before: Annotated[str, Meta(title="在何事之前", description="如 居住证到期。")] = ""
    opens: Annotated[
        Duration | None, Meta(title="最早", description="事前多久、或事后满多久才能申请。")
    ] = None
    within: Annotated[Duration | None, Meta(title="多久之内", description="如 1个月、60日。")] = (
        None
    )
    every_year: Annotated[
        str,
        Meta(
            title="每年时段",
            description="每年的起止月日，如 01-01..06-30。",
            pattern=r"^\d\d-\d\d\.\.\d\d-\d\d$",
        ),
    ] = ""
    on_or_after: Annotated[date | None, Meta(title="最早日期", description="如 2026-01-05。")] = (
        None
    )
    on_or_before: Annotated[date | None, Meta(title="最晚日期", description="如 2026-12-31。")] = (
        None
    )
    if_late: Annotated[Late | None, Meta(title="过期怎么办")] = None


class Extension(Record, frozen=True, kw_only=True):
    """延长: by how much the office may extend its limit, and who approves it."""

    by: Annotated[Duration, Meta(title="最多延长", description="如 10个工作日。")]
    approval: Annotated[str, Meta(title="谁批准", description="如 本机关负责人批准。")] = ""
    text: Annotated[str, Meta(title="什么情况", description="什么情况下可以延长。")] = ""


class Processing(Fact, frozen=True, kw_only=True):
    """办理时限: by when the office must finish."""

    name: Annotated[str, Meta(title="名称", description="有几种时限时用来区分。")] = ""
    statutory: Annotated[
        Duration | None,
        Meta(
            title="法定时限", description="如 20个工作日、当场。国家没规定就不写，用 local 说明。"
        ),
    ] = None
    promised: Annotated[
        Duration | None,
        Meta(title="承诺时限", description="国家统一承诺才写；本地承诺写在区域里。"),
    ] = None
    starts: Annotated[str, Meta(title="从何时起算", description="默认从受理之日起。")] = "受理"
    excludes: Annotated[
        tuple[Text, ...], Meta(title="不算在内的时间", description="如 公告、鉴定、听证的时间。")
    ] = ()
    extension: Annotated[Extension | None, Meta(title="延长")] = None
    suspended_while: Annotated[str, Meta(title="什么时候暂停计时")] = ""


class Correction(Fact, frozen=True, kw_only=True):
    """补正期: materials are missing, and who must say or bring what within which time."""

    actor: Annotated[Actor, Meta(title="谁")]
    within: Annotated[Duration, Meta(title="多久之内")]
    text: Annotated[str, Meta(title="做什么", description="如 一次告诉您缺什么材料。")]


class Fee(Fact, frozen=True, kw_only=True):
    """收费: what is paid for, how much, on which basis."""

    item: Annotated[str, Meta(title="收费项目", description="如 证书工本费。")]
    value: Annotated[
        str, Meta(title="金额", description="人民币元,只写数字。", pattern=r"^\d+(\.\d{1,2})?$")
    ] = ""
    per: Annotated[str, Meta(title="单位", description="如 证、次、人。")] = ""
    standard: Annotated[
        str, Meta(title="标准说明", description="金额不是一个数时，用一句话说清。")
    ] = ""
    reduction: Annotated[str, Meta(title="减免", description="谁可以减免。")] = ""
    online: Annotated[bool, Meta(title="可网上缴费")] = False


class Amount(Fact, frozen=True, kw_only=True):
    """钱: what the person receives, borrows or contributes (model.md row 4)."""

    direction: Annotated[Direction, Meta(title="方向", description="领取、借款或缴费。")]
    item: Annotated[str, Meta(title="项目", description="如 育儿补贴。")]
    value: Annotated[
        str, Meta(title="金额", description="人民币元,只写数字。", pattern=r"^\d+(\.\d{1,2})?$")
    ] = ""
    percent: Annotated[
        str, Meta(title="比例", description="百分数,只写数字。", pattern=r"^\d+(\.\d+)?$")
    ] = ""
    of: Annotated[str, Meta(title="什么的百分之几", description="如 上年度职工月平均工资。")] = ""
    per: Annotated[str, Meta(title="给谁", description="如 孩、人、户。")] = ""
    every: Annotated[str, Meta(title="多久一次", description="如 年、月、一次性。")] = ""
    min: Annotated[str, Meta(title="最低", pattern=r"^\d+(\.\d{1,2})?$")] = ""
    max: Annotated[str, Meta(title="最高", pattern=r"^\d+(\.\d{1,2})?$")] = ""
    standard: Annotated[
        str, Meta(title="标准说明", description="金额不是一个数时，用一句话说清。")
    ] = ""
    lasts: Annotated[str, Meta(title="发多久", description="如 到满3周岁。")] = ""
    starts: Annotated[str, Meta(title="从何时起")] = ""
    due_at: Annotated[str, Meta(title="何时交或何时发")] = ""
    group: Annotated[str, Meta(title="只取其一的组", description="同组只能拿一项时写组名。")] = ""


class Duty(Record, frozen=True, kw_only=True):
    """办成以后的义务: what must be done later, by when (model.md row 10)."""

    name: Annotated[str, Meta(title="做什么", description="如 每年报送年度报告。")]
    matter: Annotated[str, Meta(title="对应事项", description="事项编号（路径）。")] = ""
    every: Annotated[str, Meta(title="多久一次", description="如 每年。")] = ""
    opens: Annotated[str, Meta(title="从", description="如 1月1日。")] = ""
    closes: Annotated[str, Meta(title="到", description="如 6月30日。")] = ""
    exempt: Annotated[str, Meta(title="谁不用做")] = ""
    if_missed: Annotated[str, Meta(title="没做会怎样")] = ""


class Result(Fact, frozen=True, kw_only=True):
    """办理结果: the paper that comes out; it is a material, so that order follows from it."""

    material: Annotated[str, Meta(title="结果", description="材料目录里的编号。")]
    kind: Annotated[
        ResultKind, Meta(title="怎么得到", description="首次、换发、补发或变更。只有首次会排先后。")
    ] = ResultKind.FIRST
    of: Annotated[Person, Meta(title="谁的")] = Person.SELF
    outcome: Annotated[Outcome, Meta(title="结论")] = Outcome.GRANTED
    validity: Annotated[str, Meta(title="有效期", description="如 20年、长期。")] = ""
    renew: Annotated[str, Meta(title="到期换证", description="到期后办哪个事项（编号）。")] = ""
    duties: Annotated[tuple[Duty, ...], Meta(title="以后要做的事")] = ()
    note: Annotated[str, Meta(title="说明")] = ""


class Delivery(Record, frozen=True, kw_only=True):
    """怎么拿到结果 (model.md row 17)."""

    way: Annotated[DeliveryWay, Meta(title="方式")]
    bring: Annotated[str, Meta(title="领取时带什么")] = ""
    by_agent: Annotated[str, Meta(title="别人代领")] = ""
    if_lost: Annotated[str, Meta(title="凭条丢了怎么办")] = ""
    within: Annotated[Duration | None, Meta(title="多久之内送到")] = None
    who_pays: Annotated[str, Meta(title="邮费谁付")] = ""
    when: Annotated[When | None, Meta(title="适用情形")] = None


class Visits(Fact, frozen=True, kw_only=True):
    """到现场次数; more than none needs its reason."""

    times: Annotated[int, Meta(title="次数", description="最多跑几次。", ge=0, le=9)]
    reason: Annotated[str, Meta(title="为什么要到现场", description="次数不是 0 时必须写。")] = ""


class Channel(Fact, frozen=True, kw_only=True):
    """办理渠道; local addresses and links belong in the region."""

    kind: Annotated[ChannelKind, Meta(title="渠道")]
    name: Annotated[str, Meta(title="名称", description="如 国家政务服务平台。")] = ""
    url: Annotated[str, Meta(title="网址", description="全国统一的网址。", pattern="^https://")] = (
        ""
    )
    depth: Annotated[Depth | None, Meta(title="网上能办到哪一步")] = None
    note: Annotated[str, Meta(title="提示")] = ""


class Where(Fact, frozen=True, kw_only=True):
    """在哪里办 (通办), apart from who decides."""

    by: Annotated[
        Whereabouts | None, Meta(title="按什么地方", description="如 户籍地、居住地。")
    ] = None
    scope: Annotated[
        Scope, Meta(title="通办范围", description="本窗口、全县、全市、全省或全国。")
    ] = Scope.COUNTY
    place: Annotated[
        str, Meta(title="大厅以外的地点", description="不在政务大厅办时写，如 孩子出生的医院。")
    ] = ""
    note: Annotated[str, Meta(title="提示")] = ""


class Authority(Fact, frozen=True, kw_only=True):
    """谁来决定 (管辖), when it isn't simply the department."""

    department: Annotated[str, Meta(title="部门", description="部门编号。")] = ""
    level: Annotated[str, Meta(title="层级", description="如 县级、市级。")] = ""
    text: Annotated[str, Meta(title="说明")] = ""


class Waiver(Fact, frozen=True, kw_only=True):
    """告知承诺 or 容缺受理: its rules (model.md row 11)."""

    materials: Annotated[tuple[str, ...], Meta(title="哪些材料", description="材料编号。")]
    not_for: Annotated[str, Meta(title="谁不能用")] = ""
    days: Annotated[Duration | None, Meta(title="多久内补齐")] = None
    clock_starts: Annotated[str, Meta(title="从何时起算")] = ""
    check: Annotated[str, Meta(title="事后怎么查")] = ""
    if_missed: Annotated[str, Meta(title="没补或不实会怎样")] = ""
    until_then: Annotated[str, Meta(title="补齐前能做什么")] = ""


class Quota(Fact, frozen=True, kw_only=True):
    """数量限制和选择办法 (model.md row 9)."""

    text: Annotated[str, Meta(title="数量", description="如 每年名额由本地公布。")]
    selection: Annotated[str, Meta(title="怎么选", description="先到先得、排序、摇号。")] = ""


class Conflict(Fact, frozen=True, kw_only=True):
    """和别的事项的关系 (model.md row 14)."""

    matter: Annotated[str, Meta(title="事项", description="事项编号。")]
    rule: Annotated[Literal["二选一", "优先", "合并计次"], Meta(title="关系")]
    note: Annotated[str, Meta(title="说明")] = ""


class Intermediary(Fact, frozen=True, kw_only=True):
    """中介服务 (model.md row 18)."""

    step: Annotated[str, Meta(title="哪个环节")]
    produces: Annotated[str, Meta(title="出什么", description="材料编号或一句话。")]
    typical_time: Annotated[str, Meta(title="一般多久")] = ""
    payer: Annotated[str, Meta(title="谁付钱")] = ""
    choice: Annotated[str, Meta(title="能不能自己选")] = "自己选，不指定"


class Table(Fact, frozen=True, kw_only=True):
    """按法条算出的对照表."""

    SHORT: ClassVar[str] = "table"
    table: Annotated[StatuteTable, Meta(title="哪张表", description="表由程序按法条算出。")]


class Faq(Record, frozen=True, kw_only=True):
    """常见问题."""

    q: Annotated[str, Meta(title="问", description="像群众说话那样问。")]
    a: Annotated[str, Meta(title="答", description="先给结论，再说怎么办。")]


class Codes(Record, frozen=True, kw_only=True):
    """官方编码."""

    base: Annotated[str, Meta(title="基本编码")] = ""
    impl: Annotated[str, Meta(title="实施编码")] = ""
    item: Annotated[str, Meta(title="业务办理项编码")] = ""
    local: Annotated[str, Meta(title="地方编码")] = ""


class Source(Record, frozen=True, kw_only=True):
    """出处: where the facts were read."""

    SHORT: ClassVar[str] = "title"
    title: Annotated[str, Meta(title="标题", description="文件名、文号或页面标题。")]
    url: Annotated[str, Meta(title="网址", pattern="^https?://")] = ""
    seen: Annotated[date | None, Meta(title="查看日期")] = None
    note: Annotated[str, Meta(title="说明", description="如 两处说法不同，以哪个为准。")] = ""


class Confirmed(Record, frozen=True, kw_only=True):
    """核对: when and by whom the record was last confirmed."""

    on: Annotated[date, Meta(title="核对日期")]
    by: Annotated[str, Meta(title="核对人", description="单位或岗位，不写个人姓名。")]
    every_days: Annotated[int, Meta(title="多少天核对一次", ge=1, le=1000)] = 365


class Change(Record, frozen=True, kw_only=True):
    """变更说明, shown on the page of changes."""

    on: Annotated[date, Meta(title="日期")]
    text: Annotated[str, Meta(title="改了什么", description="写给群众看，说清以前怎样、现在怎样。")]
    weight: Annotated[Weight, Meta(title="轻重")] = Weight.FACT


class Ended(Record, frozen=True, kw_only=True):
    """事项取消: kept so that its printed code still leads somewhere."""

    on: Annotated[date, Meta(title="取消日期")]
    reason: Annotated[str, Meta(title="为什么取消")]
    successor: Annotated[str, Meta(title="改办哪个事项", description="事项编号。")] = ""


class Matter(Record, frozen=True, kw_only=True):
    """事项: one thing to handle; one file below matters/, whose path is its id."""

    code: Annotated[
        str,
        Meta(
            title="编号",
            description="印在二维码下的四位数，加引号，永不改变。",
            pattern="^[1-9][0-9]{3,4}$",  # five digits once a city fills 1000 to 8999
            extra={"quoted": True},  # other YAML readers make a number of it
        ),
    ]
    name: Annotated[
        str, Meta(title="事项名称", description="规范名称。", min_length=2, max_length=40)
    ]
    aliases: Annotated[
        tuple[Text, ...], Meta(title="俗称", description="群众怎么叫它，用于搜索。至少写两个。")
    ] = ()
    summary: Annotated[
        str,
        Meta(
            title="一句话说明",
            description="60字以内，动词在前，不引法条。",
            min_length=6,
            max_length=60,
        ),
    ]
    type: Annotated[MatterType, Meta(title="事项类型")]
    department: Annotated[str, Meta(title="主管部门", description="部门目录里的编号。")]
    partners: Annotated[tuple[str, ...], Meta(title="联办部门", description="部门编号。")] = ()
    audience: Annotated[Audience, Meta(title="服务对象")] = Audience.PERSON
    initiative: Annotated[Initiative, Meta(title="怎么启动")] = Initiative.APPLICATION
    case_kind: Annotated[
        CaseKind | None, Meta(title="办件类型", description="即办件或承诺件；各地不同时不写。")
    ] = None
    status: Annotated[Status, Meta(title="状态")] = Status.ACTIVE
    codes: Annotated[Codes | None, Meta(title="官方编码")] = None

    applicant: Annotated[str, Meta(title="谁来办", description="一句话说清谁可以申请。")]
    conditions: Annotated[tuple[Clause, ...], Meta(title="办理条件")] = ()
    exclusions: Annotated[tuple[Clause, ...], Meta(title="不能办、不用办的情形")] = ()
    authority: Annotated[tuple[Authority, ...], Meta(title="谁来决定")] = ()
    where: Annotated[tuple[Where, ...], Meta(title="在哪里办")] = ()
    quota: Annotated[Quota | None, Meta(title="数量限制")] = None

    materials: Annotated[tuple[MaterialUse, ...], Meta(title="申请材料")] = ()
    prepare: Annotated[tuple[Prepare, ...], Meta(title="提前想好")] = ()
    promise: Annotated[Waiver | None, Meta(title="告知承诺")] = None
    tolerance: Annotated[Waiver | None, Meta(title="容缺受理")] = None
    steps: Annotated[tuple[Step, ...], Meta(title="办理流程")] = ()

    filing: Annotated[
        tuple[Filing, ...], Meta(title="申请期限", description="您最晚什么时候申请。")
    ] = ()
    processing: Annotated[
        tuple[Processing, ...], Meta(title="办理时限", description="部门最晚什么时候办完。")
    ] = ()
    correction: Annotated[tuple[Correction, ...], Meta(title="补正期")] = ()

    fees: Annotated[
        Literal["不收费"] | tuple[Fee, ...],
        Meta(title="收费", description="不收费就写 不收费，不能留空。"),
    ]
    amounts: Annotated[tuple[Amount, ...], Meta(title="能领的钱和要缴的钱")] = ()
    results: Annotated[tuple[Result, ...], Meta(title="办理结果")] = ()
    delivery: Annotated[tuple[Delivery, ...], Meta(title="怎么拿到结果")] = ()
    visits: Annotated[tuple[Visits, ...], Meta(title="到现场次数")] = ()
    channels: Annotated[tuple[Channel, ...], Meta(title="办理渠道")] = ()
    appointment: Annotated[str, Meta(title="预约")] = ""
    intermediaries: Annotated[tuple[Intermediary, ...], Meta(title="中介服务")] = ()

    tables: Annotated[
        tuple[Table, ...], Meta(title="对照表", description="按法条算出的表，不用自己填数字。")
    ] = ()

    basis: Annotated[
        tuple[Clause, ...], Meta(title="设定依据", description="每条写依据和它规定了什么。")
    ] = ()
    remedies: Annotated[
        tuple[Text, ...], Meta(title="不服怎么办", description="复议、诉讼、申诉。")
    ] = ()
    warnings: Annotated[tuple[Clause, ...], Meta(title="特别提醒")] = ()
    faq: Annotated[tuple[Faq, ...], Meta(title="常见问题")] = ()
    pitfalls: Annotated[
        tuple[Text, ...], Meta(title="常见退件原因", description="最常见的放前面。")
    ] = ()
    after: Annotated[
        tuple[str, ...],
        Meta(title="先办", description="没有材料能体现的先后，写要先办的事项编号。"),
    ] = ()
    conflicts: Annotated[tuple[Conflict, ...], Meta(title="和别的事项的关系")] = ()

    local: Annotated[
        tuple[Text, ...], Meta(title="各地不同", description="本事项哪些内容各地不同。")
    ] = ()
    sources: Annotated[tuple[Source, ...], Meta(title="出处")]
    confirmed: Annotated[Confirmed, Meta(title="核对")]
    changes: Annotated[tuple[Change, ...], Meta(title="变更说明")] = ()
    ended: Annotated[Ended | None, Meta(title="已取消")] = None

    @property
    def is_living(self) -> bool:
        """Whether it can still be handled; a tombstone only shows where to go instead."""
        return self.ended is None

    @property
    def fee_items(self) -> tuple[Fee, ...]:
        """The fees to pay; empty where it is free."""
        return () if isinstance(self.fees, str) else self.fees
