# SPDX-License-Identifier: MIT
"""The pages of the faults that source, reading and load report before any rule can look.

They aren't rules: each only documents a code that stands in those modules.
"""

from twotrees.rules._rule import Rule

# code, title, why, a snippet that is refused, one that is right
_PAGES = (
    (
        "yaml-syntax",
        "不符合 YAML 的写法",
        "文件读不懂，里面的内容一条也看不到。先改第一处，后面的报错多半跟着消失。",
        "faq:\n  - q: 问: 能代办吗?",
        'faq:\n  - q: "问: 能代办吗?"',
    ),
    (
        "yaml-empty",
        "空文件",
        "空文件里没有事项，只会占一个编号。",
        "# 只有注释",
        'code: "1004"\nname: 出生登记',
    ),
    (
        "yaml-anchor",
        "用了锚点",
        "& 和 * 在 YAML 里有特别的意思，能让一个小文件变得极大。",
        "note: *同上",
        "note: 带身份证。",
    ),
    (
        "yaml-tag",
        "用了标签",
        "! 开头的词在 YAML 里是命令，不是文字。",
        "note: !注意 带原件",
        'note: "!注意 带原件"',
    ),
    (
        "yaml-documents",
        "一个文件写了几份",
        "一个文件只放一个事项，地址才对得上。",
        "name: 出生登记\n---\nname: 死亡登记",
        "name: 出生登记\n# 死亡登记写在另一个文件里",
    ),
    (
        "yaml-depth",
        "层次太深",
        "记录最多用到七八层。超过 20 层，一定是粘贴或缩进出了错。",
        "a: [[[[[[[[[[[[[[[[[[[[[[甲]]]]]]]]]]]]]]]]]]]]]]",
        "a: [甲]",
    ),
    (
        "file-too-large",
        "文件太大",
        "一个事项的文字最多几十 KB。",
        "# 超过 1 MB 的文件",
        "# 一个文件只写一件事",
    ),
    (
        "file-unreadable",
        "文件打不开",
        "打不开的文件等于没有：里面的事项不会出现在网站和手册里。",
        "# 失效的链接、名字像文件的文件夹、没有权限读的文件",
        "# 一个普通的、能读的文件",
    ),
    (
        "byte-order-mark",
        "文件开头有 BOM",
        "有的编辑器会在文件开头加一个看不见的标记，第一行的名称就认不出来。",
        "# 另存为「UTF-8 BOM」的文件",
        "# 另存为「UTF-8」的文件",
    ),
    (
        "not-utf-8",
        "不是 UTF-8 编码",
        "别的编码在另一台电脑上会变成乱码。",
        "# 另存为「ANSI」或 GBK 的文件",
        "# 另存为「UTF-8」的文件",
    ),
    (
        "tab",
        "用了制表符",
        "Tab 在不同电脑上宽窄不同，YAML 不认它作缩进。",
        "fees:\n\t- item: 工本费",
        "fees:\n  - item: 工本费",
    ),
    (
        "full-width-space",
        "行首有全角空格",
        "中文输入法打出的空格，看上去一样，YAML 不认。",
        "visits:\n　- times: 1",
        "visits:\n  - times: 1",
    ),
    (
        "full-width-colon",
        "用了全角冒号",
        "名称后面要用半角冒号，再空一格。",
        "name：出生登记",
        "name: 出生登记",
    ),
    ("wrong-form", "写法不对", "这一项有固定的写法，程序才能用它。", 'code: "12"', 'code: "1004"'),
    (
        "wrong-type",
        "这里不该这样写",
        "要一句话的地方写了列表，要分项的地方写了一句话，或要整数的地方写了别的。",
        "visits:\n  - times: 一次",
        "visits:\n  - times: 1",
    ),
    (
        "wrong-date",
        "日期不对",
        "日期要真实存在，写成年-月-日。",
        "confirmed:\n  on: 2026-13-01",
        "confirmed:\n  on: 2026-12-01",
    ),
    (
        "wrong-duration",
        "时限写法不对",
        "时限要能数：几个工作日、几日、几个月。",
        "statutory: 二十天",
        "statutory: 20个工作日",
    ),
    (
        "wrong-basis",
        "依据写法不对",
        "先写法规编号，空一格，再写第几条。",
        "basis: 户口登记条例第七条",
        "basis: hukou-regulations 第七条",
    ),
    (
        "too-small",
        "太少或太短",
        "写得太少，等于没说。",
        "summary: 上户口。",
        "summary: 孩子出生后一个月内，到派出所给孩子上户口。",
    ),
    (
        "too-large",
        "太多或太长",
        "这里只放得下这么多，手机第一屏和纸上都是。",
        "visits:\n  - times: 12",
        "visits:\n  - times: 2",
    ),
    (
        "empty-value",
        "空着没写",
        "写了名称没写内容，分不清是忘了还是没有。",
        "note:",
        "note: 带原件。",
    ),
    (
        "unknown-word",
        "不能写这个词",
        "这一项只能从几个词里选，页面和统计才对得上。",
        "fees: 无",
        "fees: 不收费",
    ),
    (
        "unknown-key",
        "没有这一项",
        "名称写错了，这一行就没有人看到。",
        "sumary: 孩子出生后一个月内去上户口。",
        "summary: 孩子出生后一个月内去上户口。",
    ),
    (
        "missing-key",
        "缺了必写的一项",
        "没有它，页面就缺一块。",
        "name: 出生登记\n# 没有 summary",
        "name: 出生登记\nsummary: 孩子出生后一个月内，到派出所给孩子上户口。",
    ),
    (
        "duplicate-key",
        "同一项写了两次",
        "两次写得不一样，程序不知道信哪个。",
        "name: 出生登记\nname: 上户口",
        "name: 出生登记\naliases: [上户口, 报户口]",
    ),
    (
        "code-not-quoted",
        "编号没有加引号",
        "不加引号，别的程序会把它当成数，0123 会变成 83。",
        "code: 1004",
        'code: "1004"',
    ),
    (
        "wrong-file-name",
        "文件名不能作编号",
        "文件的路径就是事项的编号，要能写进网址。",
        "matters/birth/出生登记.yaml",
        "matters/birth/birth-registration.yaml",
    ),
    (
        "missing-folder",
        "缺少文件夹",
        "内容放在 trees/ 和 matters/ 两个文件夹里。",
        "# 内容文件夹里没有 matters/",
        "# 建好 trees/ 和 matters/",
    ),
    (
        "duplicate-entry",
        "编号登记了两次",
        "一个编号只能指一样东西。",
        "# family.yaml 和 common.yaml 里都有\nid-card: {…}",
        "# 只留一处\nid-card: {…}",
    ),
    (
        "wrong-entry-id",
        "不能作编号",
        "编号会写进网址和别的文件，只用小写英文、数字和短横线。",
        "身份证:\n  name: 居民身份证",
        "id-card:\n  name: 居民身份证",
    ),
    (
        "unknown-event",
        "找不到一件事的文件",
        "tree.yaml 里列了它，文件夹里没有。",
        "events: [brith]",
        "events: [birth]",
    ),
    (
        "unknown-stage",
        "找不到要挂的阶段",
        "本地自己的事项要挂在一个阶段里，群众才找得到。",
        "stands:\n  - {event: birth, stage: 上户口}",
        "stands:\n  - {event: birth, stage: 给孩子上户口}",
    ),
    (
        "stray-file",
        "没有用到的文件",
        "放错了地方的文件没有人读，写了等于没写。",
        "trees/material/new.yaml",
        "trees/materials/new.yaml",
    ),
)

UNREADABLE = tuple(
    Rule(code=code, title=title, why=why, bad=bad, good=good)
    for code, title, why, bad, good in _PAGES
)
"""Documentation of every code that isn't a rule's."""
