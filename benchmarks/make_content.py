# SPDX-License-Identifier: MIT
"""A number of matters in; a content folder with that many synthetic records out, always the same.

Each record is about 3.3 KB of YAML in Chinese: 8 to 12 materials, 5 to 7 steps. The content passes
`build.py check`. Usage: python benchmarks/make_content.py COUNT FOLDER
"""

import random
import shutil
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

PLACES = "城关 河东 河西 南郊 北苑 东湖 西山 高桥 新港 古镇 临江 望海 青石 白塔 金沙 银滩 长岭 平川".split()
THINGS = (
    "药店 学校 诊所 旅馆 书店 饭店 工地 仓库 果园 茶园 鱼塘 养老院 托育园 体育馆 剧场 车队 码头 "
    "加油站 培训班 实验室 印刷厂 面包房 理发店 游泳馆 停车场 展览馆 水厂 砖厂 苗圃 冷库"
).split()
ACTS = (
    "设立登记 变更登记 注销登记 经营许可 延续许可 补领证书 安全检查 卫生评价 补贴申领 用水接入 "
    "用电接入 用地预审 招牌设置 消防备案 人员登记 车辆登记 设备登记 价格备案 名称核准 年度报告 "
    "质量检验 环境评估 道路占用 绿化移植 挖掘许可 噪声登记 夜间施工 临时搭建 场地租用 活动许可"
).split()
EVENTS = {
    "personal": "birth school work marriage health support veteran retirement farewell".split(),
    "enterprise": "open operate close".split(),
}
EVENT_NAMES = (
    "新生儿出生 入园入学 就业创业 婚育 参保就医 扶残助困 军人退役 退休 终老 企业设立 企业经营 企业注销"
).split()
CHECKS = ("姓名和身份证一致", "日期在有效期内", "印章清楚完整", "面积和图纸一致", "金额和票据一致")
NOTES = ("用黑色签字笔填写。", "复印在 A4 纸上。", "照片要三个月以内的。", "正页和副页都要带。")
STEPS = (
    ("申请", "申请人", "在窗口递交材料，领取收件凭证。"),
    ("受理", "窗口", "核对材料。缺材料的，一次告诉您缺什么。"),
    ("审查", "审批部门", "查看现场，对照图纸和登记信息逐项核对。"),
    ("审查", "审批部门", "核对历史记录，向出具材料的单位查询。"),
    ("决定", "审批部门", "作出准予或者不予的决定，写明理由。"),
    ("出件", "窗口", "打印证书，交给您当面核对。"),
    ("送达", "窗口", "寄到您写的地址，或者等您来领。"),
)
QUESTIONS = (
    ("可以请别人代办吗？", "可以。写一份授权委托书，代办人带上自己的身份证。"),
    ("材料不全怎么办？", "窗口当场告诉您缺什么。补齐以后不用重新排队。"),
    ("能不能在网上办？", "能。登录国家政务服务平台，按提示上传照片。"),
)
LAWS, PAPERS_A_FILE, FOUR_DIGITS = 40, 500, 8000


def write_content(count: int, folder: Path) -> None:
    """Write `count` matters with their trees and catalogues below `folder`, which is emptied."""
    shutil.rmtree(folder, ignore_errors=True)
    dice = random.Random(count)
    names = [f"{place}{thing}{act}" for act, thing, place in product(ACTS, THINGS, PLACES)]
    ids = [f"{event}/m{n:05}" for n, event in zip(range(count), _spread(count), strict=True)]
    for n, matter_id in enumerate(ids):
        _write(folder / f"matters/{matter_id}.yaml", matter(n, names[n], dice))
    _write_trees(folder, ids)
    _write_catalogues(folder, count)
    _write_region(folder / "trees/regions/benchmark")


def _spread(count: int) -> list[str]:
    events = [event for tree in EVENTS.values() for event in tree]
    return [events[n * len(events) // count] for n in range(count)]


def matter(n: int, name: str, dice: random.Random) -> str:
    """Give one record as YAML."""
    days = dice.choice((5, 10, 15, 20))
    lines = [
        f'code: "{1000 + n if n < FOUR_DIGITS else 20000 + n - FOUR_DIGITS}"',  # 9000 to 9999 are local
        f"name: {name}",
        f"aliases: [{name[:2]}{name[-4:]}, 办{name[2:]}]",
        f"summary: 带齐材料到窗口办{name}，{days}个工作日内办好。",
        f"type: {dice.choice(('行政许可', '行政确认', '公共服务'))}",
        f"department: {dice.choice([*DEPARTMENTS])}",
        "case_kind: 承诺件",
        "applicant: 在本地居住的人，或者在本地登记的单位。",
        "conditions:",
        "  - text: 场地在规划允许的范围内，产权或者租期清楚。",
        f"    basis: {_law(dice)}",
        "  - text: 负责人有完全民事行为能力，没有被限制从业。",
        f"    basis: {_law(dice)}",
        "materials:",
        *_materials(n, dice),
        "steps:",
        *_steps(dice, days),
        "filing:",
        "  - after: 事情发生",
        f"    within: {dice.choice((15, 30, 60))}日",
        f"    basis: {_law(dice)}",
        "    if_late: {effect: 仍可办理, text: 过了期限仍然可以办，窗口会请您说明原因。}",
        "processing:",
        f"  - statutory: {days}个工作日",
        f"    basis: {_law(dice)}",
        "fees: 不收费",
        "results:",
        f"  - material: paper-n{n:05}",
        "    validity: 5年",
        "delivery: [{way: 窗口领取, bring: 身份证和收件凭证}, {way: 邮寄, who_pays: 自付}]",
        "visits: [{times: 1, reason: 要当面核对原件。}]",
        "channels: [{kind: 窗口}, {kind: 网上, name: 国家政务服务平台, depth: 网上受理}]",
        "basis:",
        f"  - text: 办理{name}，应当向主管部门提出申请，主管部门在规定期限内作出决定。",
        f"    basis: {_law(dice)}",
        "remedies: [对决定不服的，可以在60日内申请行政复议，也可以在6个月内起诉。]",
        "faq:",
        *(line for q, a in dice.sample(QUESTIONS, 2) for line in (f"  - q: {q}", f"    a: {a}")),
        "pitfalls:",
        *(f"  - 材料上的{check[:2]}写错了，和登记的不一样。" for check in dice.sample(CHECKS, 2)),
        "sources: [基准测试用的虚构内容]",
        "confirmed: {on: 2026-11-01, by: 基准测试}",
    ]
    return "\n".join(lines) + "\n"


DEPARTMENTS = {
    "public-security": "公安",
    "civil-affairs": "民政",
    "health": "卫健",
    "education": "教育",
    "human-resources": "人社",
    "medical-insurance": "医保",
    "tax": "税务",
    "market-regulation": "市场监管",
    "housing": "住建",
    "ecology": "生态环境",
    "transport": "交通运输",
    "culture-tourism": "文旅",
}


def _law(dice: random.Random) -> str:
    return f"law-{dice.randrange(LAWS):02} 第{dice.choice('一二三四五六七八九')}条"


def _materials(n: int, dice: random.Random) -> Iterator[str]:
    """Ask for 8 to 12 papers, up to two of which come out of earlier matters."""
    earlier = {dice.randrange(max(0, n - 300), n) for _ in range(2)} if n else set()
    common = dice.sample(range(60), dice.randint(8, 12) - len(earlier))
    papers = [*(f"paper-n{k:05}" for k in sorted(earlier)), *(f"common-{k:02}" for k in common)]
    for paper in papers:
        yield f"  - material: {paper}"
        yield f"    copies: {dice.randint(0, 2)}"
        if dice.random() < 0.5:
            yield f"    check: {dice.choice(CHECKS)}"
        if dice.random() < 0.4:
            yield f"    note: {dice.choice(NOTES)}"
        if dice.random() < 0.2:
            yield "    when: {proxy: agent}"


def _steps(dice: random.Random, days: int) -> Iterator[str]:
    kept = sorted({0, 1, 2, 4, 5, *dice.sample((3, 6), dice.randint(0, 2))})
    for phase, actor, text in (STEPS[k] for k in kept):
        yield f"  - phase: {phase}"
        yield f"    actor: {actor}"
        yield f"    text: {text}"
        if phase == "决定":
            yield f"    limit: {days // 5}个工作日"


def _write_trees(folder: Path, ids: list[str]) -> None:
    number = 0
    for tree, events in EVENTS.items():
        audience = "个人" if tree == "personal" else "企业"
        lines = (f"name: {audience}全生命周期", f"audience: {audience}", "owner: 政务服务中心")
        _write(
            folder / f"trees/{tree}/tree.yaml",
            "\n".join((*lines, f"events: [{', '.join(events)}]\n")),
        )
        for event in events:
            own = [matter_id for matter_id in ids if matter_id.startswith(f"{event}/")]
            _write(folder / f"trees/{tree}/{event}.yaml", _event(number, own))
            number += 1


def _event(number: int, ids: list[str]) -> str:
    name = EVENT_NAMES[number]
    lines = [
        f"code: E{number + 1:02}",
        f"name: {name}",
        f"summary: 办好{name}的各项手续。",
        "starts: 事情发生",
        "stages:",
    ]
    size = max(1, -(-len(ids) // 5))
    for stage, start in enumerate(range(0, len(ids), size)):
        lines += [f"  - name: 办好第{'一二三四五'[stage]}步", "    logic: and", "    matters:"]
        lines += [f"      - matter: {matter_id}" for matter_id in ids[start : start + size]]
    return "\n".join(lines) + "\n"


def _write_catalogues(folder: Path, count: int) -> None:
    common = [
        f"common-{k:02}: {{name: 第{k}号通用证明, kind: 证明, issuer: 社区居委会, how_to_get: 到居委会领取。}}\n"
        for k in range(60)
    ]
    _write(folder / "trees/materials/common.yaml", "".join(common))
    for start in range(0, count, PAPERS_A_FILE):
        entries = [
            f"paper-n{n:05}: {{name: 第{n}号登记证, kind: 证照, issuer: 主管部门, e_licence: true}}\n"
            for n in range(start, min(count, start + PAPERS_A_FILE))
        ]
        _write(folder / f"trees/materials/papers-{start:05}.yaml", "".join(entries))
    laws = [
        f"law-{k:02}: {{title: 第{k}号虚构管理条例, kind: 行政法规, number: 虚构令第{k}号, effective: 2020-01-01}}\n"
        for k in range(LAWS)
    ]
    _write(folder / "trees/laws/laws.yaml", "".join(laws))
    departments = [
        f"{key}: {{name: {name}局, short: {name}, duty: {name}的事}}\n"
        for key, name in DEPARTMENTS.items()
    ]
    _write(folder / "trees/departments/departments.yaml", "".join(departments))
    _write(folder / "trees/questions/questions.yaml", PROXY)


PROXY = """\
proxy:
  text: 谁来办？
  choices:
    self: {letter: A, text: 本人来办, phrase: 本人来办的}
    agent: {letter: B, text: 委托别人来办, phrase: 委托别人来办的}
"""
REGION = """\
name: 基准县
level: 县
demonstration: true
publishes: true
site_url: https://jizhunxian.example
site_name: 基准县政务服务手册
issuer: 基准县政务服务中心
footer: {host: 基准县政务服务中心}
"""
HALL = """\
name: 基准县政务服务大厅
address: 基准路1号
phone: 12345转1
complaint_phone: "12345"
hours:
  weekly: [{days: 周一至周五, hours: ["09:00-12:00", "13:00-17:00"]}]
  holidays: 法定节假日不开门。
zones:
  - name: 综合受理区
    floor: 1楼
    windows:
"""


def _write_region(folder: Path) -> None:
    windows = [
        f"      - {{code: W{n:02}, name: {name}窗口, label: A{n:02}, departments: [{key}]}}\n"
        for n, (key, name) in enumerate(DEPARTMENTS.items(), 1)
    ]
    _write(folder / "region.yaml", REGION)
    _write(folder / "halls/main.yaml", HALL + "".join(windows))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


if __name__ == "__main__":
    write_content(int(sys.argv[1]), Path(sys.argv[2]))
