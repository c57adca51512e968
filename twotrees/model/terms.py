# SPDX-License-Identifier: MIT
"""The closed word lists that a record may use, as enums whose values are the words on paper.

An editor writes the Chinese word itself, so that YAML, page and print need no table of labels.
"""

from enum import StrEnum


class MatterType(StrEnum):
    """事项类型: the six kinds on application, and public service (features.md row 18)."""

    LICENCE = "行政许可"
    GRANT = "行政给付"
    CONFIRMATION = "行政确认"
    REWARD = "行政奖励"
    RULING = "行政裁决"
    OTHER_POWER = "其他行政权力"
    PUBLIC_SERVICE = "公共服务"


class Audience(StrEnum):
    """服务对象."""

    PERSON = "个人"
    ENTERPRISE = "企业"


class Initiative(StrEnum):
    """Who starts the matter (model.md row 13)."""

    APPLICATION = "依申请"
    AUTOMATIC = "免申即享"
    OFFICE = "依职权"


class CaseKind(StrEnum):
    """办件类型."""

    INSTANT = "即办件"
    PROMISED = "承诺件"


class Grade(StrEnum):
    """How sure a fact is: A seen in its source, B settled law from memory, C differs by place."""

    SEEN = "A"
    SETTLED = "B"
    DIFFERS = "C"


class Person(StrEnum):
    """Whose paper it is (model.md row 6); papers merge by (material, person)."""

    SELF = "本人"
    SPOUSE = "配偶"
    FATHER = "父亲"
    MOTHER = "母亲"
    GUARDIAN = "监护人"
    CHILD = "孩子"
    HOUSEHOLDER = "户主"
    DECEASED = "逝者"
    HEIR = "继承人"
    AGENT = "代办人"
    GUARANTOR = "担保人"
    HOUSEHOLD = "家庭成员"
    ENTERPRISE = "企业"
    LEGAL_REPRESENTATIVE = "法定代表人"
    INVESTOR = "投资人"
    MANAGER = "经营者"
    EMPLOYEE = "职工"
    EMPLOYER = "用人单位"


class PaperForm(StrEnum):
    """材料形式."""

    PAPER = "纸质"
    ELECTRONIC = "电子"
    EITHER = "纸质或电子"


class Handling(StrEnum):
    """What the window does with an original."""

    SEEN = "核验后退还"
    KEPT = "收存"


class Due(StrEnum):
    """At which point a paper is handed in."""

    APPLICATION = "申请时"
    INSPECTION = "现场核查时"
    COLLECTION = "领取时"


class Phase(StrEnum):
    """环节的阶段, in the order of the work."""

    PREPARATION = "准备"
    APPLICATION = "申请"
    ACCEPTANCE = "受理"
    REVIEW = "审查"
    PUBLICATION = "公示"
    DECISION = "决定"
    ISSUE = "出件"
    DELIVERY = "送达"
    AFTERCARE = "事后核查"


class Actor(StrEnum):
    """Who does a step."""

    APPLICANT = "申请人"
    WINDOW = "窗口"
    BACK_OFFICE = "审批部门"
    THIRD_PARTY = "第三方"


class Clock(StrEnum):
    """Whose time runs during a step (model.md row 3)."""

    OFFICE = "计入办理时限"
    APPLICANT = "申请人用时"
    THIRD_PARTY = "第三方用时"
    OUTSIDE = "不计入办理时限"


class LateEffect(StrEnum):
    """What happens when a filing window is missed."""

    STILL_OPEN = "仍可办理"
    CATCH_UP = "可以补办"
    REDUCED = "待遇受影响"
    NEXT_ROUND = "等下一次"
    NEW_APPLICATION = "重新申请"
    PENALTY = "可能受罚"
    LOST = "不再受理"


class Direction(StrEnum):
    """Which way money goes (model.md row 4)."""

    RECEIVE = "领取"
    BORROW = "借款"
    CONTRIBUTE = "缴费"


class ResultKind(StrEnum):
    """How a result comes to the person; only 首次 orders matters (design.md)."""

    FIRST = "首次"
    EXCHANGE = "换发"
    REISSUE = "补发"
    CHANGE = "变更"


class StatuteTable(StrEnum):
    """Tables that follow from a rule of law; `statutes.py` computes them."""

    RETIREMENT_AGE = "法定退休年龄"
    MINIMUM_YEARS = "最低缴费年限"


class Outcome(StrEnum):
    """What a result says."""

    GRANTED = "准予"
    REFUSED = "不予"
    GRADED = "分级"


class ChannelKind(StrEnum):
    """办理渠道."""

    WINDOW = "窗口"
    WEB = "网上"
    PHONE_APP = "手机"
    TERMINAL = "自助终端"
    BANK = "银行网点"
    MAIL = "邮寄"
    PHONE = "电话"
    HOME = "上门"

    def is_remote(self) -> bool:
        """Whether nobody has to travel."""
        return self in {self.WEB, self.PHONE_APP, self.MAIL, self.PHONE, self.HOME}

    def is_online(self) -> bool:
        """Whether it is a web site or an app."""
        return self in {self.WEB, self.PHONE_APP}


class Depth(StrEnum):
    """网上办理深度 I–IV."""

    INFORMATION = "网上咨询"
    PREVIEW = "网上预审"
    ACCEPTANCE = "网上受理"
    FULL = "全程网办"


class DeliveryWay(StrEnum):
    """How a result reaches the person."""

    ON_SITE = "当场领取"
    PICK_UP = "窗口领取"
    MAIL = "邮寄"
    ELECTRONIC = "电子证照"
    ACCOUNT = "打到账户"
    NOTICE = "短信或网上通知"


class Scope(StrEnum):
    """通办范围."""

    HALL = "本窗口"
    COUNTY = "全县"
    CITY = "全市"
    PROVINCE = "全省"
    NATION = "全国"


class Whereabouts(StrEnum):
    """By which place competence goes (model.md row 5)."""

    HUKOU = "户籍地"
    RESIDENCE = "居住地"
    USUAL_RESIDENCE = "经常居住地"
    BIRTHPLACE = "出生地"
    EVENT = "事发地"
    LOCATION = "所在地"
    INSURED = "参保地"
    EMPLOYER = "单位所在地"
    REGISTRATION = "登记地"


class Status(StrEnum):
    """事项状态."""

    ACTIVE = "在用"
    SUSPENDED = "暂停"
    ENDED = "已取消"


class Weight(StrEnum):
    """How much a change matters to someone with an old print."""

    FACT = "内容变化"
    WORDING = "文字修改"


class MaterialKind(StrEnum):
    """材料类型."""

    LICENCE = "证照"
    FORM = "申请表"
    PROOF = "证明"
    DOCUMENT = "文书"
    BILL = "票据"
    CONTRACT = "合同"
    PHOTO = "照片"
    STATEMENT = "声明"
    DATA = "信息"


class LawKind(StrEnum):
    """依据的层级."""

    LAW = "法律"
    REGULATION = "行政法规"
    RULE = "部门规章"
    STATE_COUNCIL = "国务院文件"
    DOCUMENT = "规范性文件"
    LOCAL = "地方性法规"


class QuestionKind(StrEnum):
    """How a question is answered."""

    CHOICE = "单选"
    NUMBER = "数字"
    DATE = "日期"


class Need(StrEnum):
    """How a stage lists a matter (Contract)."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    CHOICE = "choice"


class Logic(StrEnum):
    """How the matters of a stage relate (Contract): one after another, together, or one of them."""

    THEN = "then"
    AND = "and"
    OR = "or"


class RegionLevel(StrEnum):
    """区域层级."""

    PROVINCE = "省"
    CITY = "市"
    COUNTY = "县"
    TOWN = "乡镇"
    VILLAGE = "村"


class WindowKind(StrEnum):
    """窗口类型."""

    GENERAL = "综合窗口"
    SPECIAL = "专业窗口"
    HELP = "帮办代办窗口"
    UNSOLVED = "办不成事反映窗口"
    COLLECTION = "出件窗口"
    PAYMENT = "收费窗口"
    GUIDE = "咨询导办台"
