# SPDX-License-Identifier: MIT
"""The pages of the faults that only a layout can find: printing reports them, in their place.

They aren't rules: each only documents a code that stands in render/print/.
"""

from twotrees.rules._rule import Rule

PRINTED = (
    Rule(
        code="too-many-pages",
        title="一面印不下",
        why=(
            "一次性告知单一种情形印一面，折页印两面，海报印一张：印多了，第二面会丢。"
            "报的是事项的材料那一行：多半是说明写得太长。海报上的字要站在两米外看得清：事项写不下，只写阶段；"
            "阶段也写不下，报的是那棵树的文件。这个错误印的时候才查得出。"
        ),
        bad="materials:\n  - material: id-card\n    note: 一段几百字的说明……",
        good="materials:\n  - material: id-card\n    note: 用有效期内的原件。",
    ),
    Rule(
        code="text-overflow",
        title="文字放不下",
        why=(
            "标签、桌牌、折页、海报上的位置是固定的，太长的字会盖住别的字、二维码，或者印到纸外被裁掉。"
            "很长的网址中间断不开，也会印到纸外。这个错误印的时候才查得出。"
        ),
        bad="name: 出生登记和其他所有在派出所户籍窗口能一起办的户口登记事项",
        good="name: 出生登记",
    ),
)
