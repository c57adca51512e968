# SPDX-License-Identifier: MIT
"""No list trails off in 等 ("and so on"); 等级、平等、等候 and the like are other words."""

import re
from collections.abc import Iterator

from twotrees.model.problem import Finding
from twotrees.rules._rule import At, TextRule
from twotrees.rules._texts import QUOTED, clause_before, is_question

# Words that end in 等 by their first character, and the characters before it that make another
# word of it: 同等 is one, but in 合同等 the 同 belongs to 合同.
_ENDINGS = {
    **dict.fromkeys("平中初优劣均何稍久慢再坐干甲乙丙丁二三四五六七八九十", ""),
    "高": "提",
    "同": "合协共陪随",
    "上": "网线以身",
    "特": "独",
    "下": "线以名",
    "头": "人码",
    "对": "核校",
    "相": "照",
    "不": "",
    "别": "性类级个",
    "多": "许",
    "要": "主摘需",
    "先": "优",
    "请": "申",
    "一": "之统",
}
# Words that begin with 等, and what can only be waited for.
_BEGINNINGS = re.compile(
    "等(?:级|候|待|于|额|同于|同$|到|着|值|价|比|号|边|式|了|您|你|我|他|她|它|一下|一会|一段|一等|不|得|满|齐|够"
    "|几|多久|多长|多少|叫号|排队|轮到|下一|[0-9]|[一二两三四五六七八九十]+[个种项样份类天日周年小月])"
)
# What may be waited for, unless a list stands before.
_AWAITED = re.compile(
    "等(?:通知|结果|短信|电话|回复|消息|审|批|公示|公告|系统|医院|孩子|窗口|工作人员|办好|办完|办结|发|寄|快递|邮|钱|证|卡|部门|对方|开)"
)
_THINGS = re.compile(
    "等[^，。、；了再就后到]{0,4}?(?:材料|证件|证明|资料|情形|情况|方式|部门|单位|机构|机关|人员|信息|内容|事项|手续|费用|渠道|地方|原因|条件|文件"
    "|业务|服务|平台|行业|活动|工作|待遇|场所|设施|项目|问题|措施|有关|相关|其他|各|多种|多项|特殊|若干|行为|变化|经营)"
)
_WAITING = re.compile("(?:在|请|坐|排队|耐心)[^、]*$")
_STOPS = ",，。；;：:、！!？?）)」』”… "


def is_and_so_on(text: str, at: int) -> bool:
    """Whether the 等 at `at` means "and so on"."""
    before, rest = clause_before(text, at), text[at:]
    if before[-1:] in _ENDINGS and before[-2:-1] not in [*_ENDINGS[before[-1:]]]:
        return False
    if not before or _BEGINNINGS.match(rest):
        return False
    is_list = "、" in before
    if rest[1:2] == "" or rest[1] in _STOPS:
        return is_list or not _WAITING.search(before)
    if _AWAITED.match(rest):
        return is_list
    return is_list or _THINGS.match(rest) is not None


def _check(match: re.Match[str], at: At) -> Iterator[Finding]:
    if not is_question(at) and is_and_so_on(match.string, match.start()):
        near = match.string[max(match.start() - 8, 0) : match.end() + 4]
        yield at.finding(
            f"「{near}」里的「等」没有说完", "把还有哪些都列出来；已经列全了就去掉「等」"
        )


RULE = TextRule(
    code="and-so-on",
    title="用「等」省略",
    why="「身份证等材料」到底要带几样？写一个「等」，群众就可能少带一样、多跑一趟。等级、平等、等候这些词不受影响。",
    bad="note: 带身份证、户口簿等材料。",
    good="note: 带身份证和户口簿。",
    pattern=re.compile("等"),
    words=("等",),
    exempt=QUOTED,
    check=_check,
)
