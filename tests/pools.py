"""Lines that clippings are made of, by what they are. All invented; the hosts are example.com."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

#: Running text: nothing of it may ever be removed from an article of nothing else.
PROSE: Mapping[str, Sequence[str]] = {
    "hans": (
        "清晨五点，渡口的灯还亮着，老周已经把缆绳解开，等第一批赶早市的人上船。",
        "村里的磨坊停了二十年，去年冬天又转了起来，磨出来的面粉带着一点石头的味道。",
        "她把旧信一封一封铺在桌上，按邮戳排好，发现最早的一封竟然从来没有拆开过。",
        "这条巷子只有一百二十步长，却住着三位修表匠，他们从不谈论彼此的生意。",
        "入夏以后雨水一直不多，水库的水位比往年低了两米，管理员每天早晚各量一次。",
        "台上的幕布换了新的，台下的椅子还是旧的，坐下去的时候会发出很轻的一声叹息。",
    ),
    "hant": (
        "山腳下的雜貨店開了四十年，老闆娘記得每個孩子愛吃的糖果，也記得他們什麼時候離開。",
        "那年颱風過後，整條街的招牌只剩下三塊，大家卻靠著記憶走進了正確的店門。",
        "圖書館的地下室裡藏著一台印刷機，管理員每年春天替它上一次油，從來沒有間斷。",
        "他說鐘樓的指針慢了七分鐘，可是鎮上沒有人願意把它調回來，因為火車也習慣了。",
    ),
    "ja": (
        "港の灯台には今も二匹の猫が住んでいて、朝になると階段を下りて魚市場まで歩いていく。",
        "祖父が残した畑には名前のない花が咲き、母は毎年その種を小さな袋に分けて近所に配っている。",
        "駅前の時計は三分だけ進んでいるが、町の人はそれを知っているので、誰も慌てることはない。",
        "古い橋の下を流れる水の音は、雨の日には少し低くなると、川沿いに住む人たちは言う。",
    ),
    "en": (
        "The ferry leaves at six, and nobody on the island has ever seen it wait for a latecomer, however loud.",
        "For eleven winters the mill stood empty, until a baker from the coast asked whether the wheel would still turn.",
        "She kept the letters in a biscuit tin, sorted by postmark, and had never opened the oldest of them.",
        "Rain had been scarce that summer; the keeper measured the reservoir twice a day and wrote the figures on the door.",
    ),
}

#: Titles: short lines that are no sentences.
HEADLINES: Mapping[str, Sequence[str]] = {
    "hans": ("渡口最后的摆渡人", "石磨坊重新转动的那个冬天", "一百二十步的修表巷"),
    "hant": ("山腳下的雜貨店與四十年的糖果", "颱風過後只剩三塊招牌的老街"),
    "ja": ("灯台に住む二匹の猫の物語", "三分だけ進んだ駅前の時計"),
    "en": ("The Ferry That Never Waits for Anyone", "A Mill Wheel Turns Again After Eleven Winters"),
}

#: Lines about the article: noise in the body, read into the metadata.
META = (
    "来源：河口晚报 作者：林小溪",
    "发布时间：2023-04-11 08:30 来源：柳镇新闻网 浏览次数：312",
    "2022年6月3日 星期五",
    "記者周念慈／台北報導",
    "公開日：2021年9月14日",
    "By Ada Fenwick | May 4, 2022",
    "本报记者 周小川 通讯员 林夏",
    "admin2年前 (2022-05-16)乡间故事41",
    "浏览次数：128",
    "字号：大 中 小",
)

#: What stands above an article on a page.
HEAD = (
    "当前位置：首页 > 乡间 > 正文",
    "首页 > 文化 > 正文",
    "首页",
    "新闻",
    "体育",
    "登录",
    "注册",
    "網站地圖",
    "ホーム",
    "Home",
    "Skip to main content",
    "欢迎访问柳镇人民政府网站",
    "要闻 财经 体育 娱乐 科技 教育",
)

#: What stands below it.
FOOT = (
    "责任编辑：周小川",
    "（责任编辑：林夏）",
    "分享到：微信 微博 QQ空间",
    "打印本页 关闭窗口",
    "Facebook Twitter LinkedIn Email",
    "シェアする",
    "上一篇：渡口的灯",
    "下一篇：磨坊的水轮",
    "扫一扫关注公众号",
    "招商热线：0519-00000000 林经理 微信同号",
    "我的联系方式:",
    "联系电话：0519-0000000",
    "版权所有 柳镇新闻网 未经许可不得转载",
    "© 2022 Example Media. All rights reserved.",
    "苏ICP备00000000号-1",
    "主办单位：柳镇人民政府办公室",
    "本文链接：https://example.com/post/41.html",
    "返回顶部",
    "無断転載を禁じます。",
    "原标题：渡口",
)

#: Labels above other articles and readers' comments, and what stands under them.
RELATED = ("相关文章", "延伸閱讀", "関連記事", "Related articles", "热门推荐", "网友评论")
TEASERS = (
    "柳镇旧桥完成检修",
    "近日，柳镇旧桥完成检修，市民又能从桥上走过...",
    "Town band sells its tubas to buy a bus",
    "秋の山を歩く小さな旅",
    "五處適合練習風笛的安靜角落",
)

#: What is glued to the end of a last sentence: a part of a line that goes while the rest stays.
GLUED = (
    "（责任编辑：林夏）",
    "（记者 林小溪）",
    "（来源：河口晚报）",
    "（原标题：渡口）",
    "返回搜狐，查看更多",
    "[图库]",
    " **（责任编辑：林夏）**",
)

#: Lines of articles that look like something else and belong to the article.
LOOK_ALIKES = (
    "第一步：把水烧开",
    "二、磨坊的来历",
    "一、问题",
    "周日休息",
    "3.5",
    "——题记",
    "Q: Why does it never wait?",
    "（未完）",
    "附件：1. 名单",
    "2022年1月27日",
    "……",
    "a < b && c > d",
)

#: Markdown: single lines and whole constructs.
MARKDOWN = (
    "## 磨坊的来历",
    "### The wheel",
    "- 第一项\n- 第二项\n  - 里面的一项",
    "1. one\n2. two",
    "> 引用的一句话，说的是渡口的灯。",
    "```python\nprint('# no heading')\n```",
    "~~~\n分享到：\n~~~",
    "| 月份 | 水位 |\n|---|---:|\n| 六月 | 12 |",
    "$$\nx = y^2\n$$",
    "![渡口的灯](https://img.example.com/lamp.jpg)",
    '看看[磨坊的故事](https://example.com/mill "磨坊")，再回来。',
    "[首页](https://example.com/) [文化](https://example.com/c)",
    "[![logo](https://img.example.com/l.png)](https://example.com/)",
    "**粗体**与*斜体*，还有 `code *x*` 和 snake_case_name。",
    "---",
    "***",
    "<!-- 注释 -->",
    '<div align="center">',
    "脚注在这里[^1]。",
    "[^1]: 注释的内容。",
    "标题\n===",
    "Heading below\n---",
    "[",
    "](https://example.com/torn)",
    "\\*not emphasis\\*",
)

FRONT_MATTER = (
    "---\ntitle: 渡口最后的摆渡人\nauthor: 林小溪\ndate: 2022-05-04\n---\n",
    '---\ntitle: "A Mill: Turning"\ntags: [mill, river]\nurl: https://example.com/mill\n---\n',
    "---\nurl: https://example.com/x\n---\n",
    '[#]: subject: "The Ferry"\n[#]: author: "Ada Fenwick"\n',
)

#: What programs leave between characters: NUL, byte-order mark, widthless characters, spaces of other widths.
SPECKS = (
    "\x00",
    "\ufeff",
    "\u200b",
    "\u200d",
    "\xa0",
    "\u3000",
    "\u2028",
    "\x0c",
    "\t",
    "\ud800",
    "\udfff",
    "\ue66a",
    "😀",
)
