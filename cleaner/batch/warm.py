"""Loaded by the process that workers are forked from, and by nobody else: what every worker needs is loaded once.

The interrupt of a terminal goes to all its processes; those here leave it to the one that people talk to.
"""

from __future__ import annotations

import signal

signal.signal(signal.SIGINT, signal.SIG_IGN)

import gc  # noqa: E402 - first of all the line above

import cleaner.batch.serve  # noqa: E402, F401 - what workers run
from cleaner.pipeline import clean  # noqa: E402

#: Cleaned once, so that rules, weights and tables are loaded, and the patterns that most clippings need compiled: each
#: worker would do that again.
_SAID = "清晨的渡轮离开码头，甲板上的人整整一个小时都没有谈起天气，只是望着远处的灯塔。"
_LINES = (
    "首页 > 新闻 > 正文",
    "渡口的灯",
    "2024-03-05 09:10 来源：河岸晚报 作者：林小舟 浏览：12",
    _SAID,
    "The ferry left at seven, and nobody on the quay said a word, because the morning was cold.",
    "责任编辑：周正",
    "分享到：微信 微博",
    "长按识别二维码，关注我们",
    "相关阅读",
    "城南公园改造完成 市民可免费借书",
    "版权所有 © 2024 河岸晚报 联系电话：0571-0000000",
)
_PAGE = (
    '<html><head><title>渡口的灯_河岸晚报</title></head><body><div class="nav"><a href="/">首页</a></div>'
    f'<div class="article">{"".join(f"<p>{line}</p>" for line in _LINES)}<p>{_SAID}</p></div></body></html>'
)

clean(_PAGE).to_markdown()
clean("\n\n".join(_LINES)).to_markdown()
gc.freeze()  # what is here stays: no collection touches it, so that workers share its memory
