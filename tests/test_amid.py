"""Where a flat text ends, and what stands amid it: no-ops first, and what only looks so."""

from __future__ import annotations

import pytest

from cleaner import clean
from tests.conftest import table

TEXT = "渡口的灯亮了一夜，撑船的人把缆绳解开，又重新系上，等最后一个赶夜路的人过河。"
MORE = "他说桥修好以后就不撑了，可是灯还要点着，免得有人走错了岸。"
MENU = "首页 > 副刊 > 散文\n渡口的灯\n2024-03-05 09:10 来源：柳溪晚报\n"
FOOT = "\n分享到：\n上一篇：桥头\n下一篇：桥尾\n版权所有 柳溪晚报社"


@pytest.mark.parametrize(
    ("text", "line"),
    table(
        [
            ("a prompt below the last sentence", f"{TEXT}\n{MORE}\n长按二维码关注我们", "长按二维码关注我们"),
            ("a prompt between paragraphs", f"{TEXT}\n\n长按二维码关注我们\n\n{MORE}", "长按二维码关注我们"),
            ("an office below a list of headlines", f"{MENU}{TEXT}\n{MORE}{FOOT}", "上一篇：桥头"),
            ("the byline above the text", f"{MENU}{TEXT}\n{MORE}{FOOT}", "来源：柳溪晚报"),
            (
                "headlines with their days behind the text",
                f"{MENU}{TEXT}\n{MORE}\n相关新闻\n2024-03-01 旧桥完成检修\n2024-03-02 河堤又加高了\n2024-03-03 渡口改线{FOOT}",
                "2024-03-02 河堤又加高了",
            ),
        ]
    ),
)
def test_goes(text: str, line: str) -> None:
    assert line not in clean(text).text


@pytest.mark.parametrize(
    ("text", "line"),
    table(
        [
            (
                "an entry among plain ones",
                f"{MENU}1.合唱《河》\n2.朗诵《渡》\n3.独唱《关注我》\n4.舞蹈《灯》\n{TEXT}{FOOT}",
                "独唱《关注我》",
            ),
            (
                "a prompt that people speak of in short lines",
                "# 单子\n\n他念给我听。\n\n- 震惊体\n- 长按二维码关注我们\n- 求助体\n\n我记不住。",
                "长按二维码关注我们",
            ),
            (
                "a log under the title",
                f"{MENU}1998年3月2日 借书人：戴\n1998年3月9日 借书人：戴\n1998年3月16日 借书人：许\n{TEXT}\n{MORE}{FOOT}",
                "1998年3月2日 借书人：戴",
            ),
            (
                "the particulars of a film",
                f"{MENU}导演：许晚\n编剧：林渡\n摄影：宋禾\n录音：丁桥\n片长：98分钟\n{TEXT}\n{MORE}{FOOT}",
                "摄影：宋禾",
            ),
            (
                "a post code among the addresses of a notice that is signed",
                f"{MENU}{TEXT}\n{MORE}\n报名材料\n身份证\n照片两张\n邮编：300001\n通讯地点\n柳溪文化站\n2024年3月5日{FOOT}",
                "邮编：300001",
            ),
            (
                "words of a foot that the text announces",
                f"{MENU}各科室：\n现将网站页脚的文字统一如下：\n主办单位：柳溪县档案馆\n请于本月底前改完。{FOOT}",
                "主办单位：柳溪县档案馆",
            ),
        ]
    ),
)
def test_stays(text: str, line: str) -> None:
    assert line in clean(text).text


@pytest.mark.parametrize(
    ("text", "title"),
    table(
        [
            ("verse has none", "渡口无人船自横，\n一灯摇落两三星。\n老僧不问客来处，\n只道今宵水有声。", None),
            ("two short lines", "渡口的灯亮了\n船靠了岸。\n人都走了。\n水还在。", None),
            ("a letter", f"致全体家长的一封信\n尊敬的家长：\n您好！\n{TEXT}", "致全体家长的一封信"),
            ("fields below", f"河流史料整理座谈会\n时间：三月五日\n地点：图书馆\n{TEXT}", "河流史料整理座谈会"),
            (
                "above the writer",
                f"示例诗词网\n首页 诗文 名句 作者 古籍\n秋夜过渡\n作者：宋禾\n{TEXT}\n{MORE}",
                "秋夜过渡",
            ),
            (
                "a heading that sounds like a prompt",
                f"# 访谈：写了二十年“关注我们”的人\n\n{TEXT}\n\n{MORE}",
                "访谈：写了二十年“关注我们”的人",
            ),
        ]
    ),
)
def test_title(text: str, title: str | None) -> None:
    assert clean(text, markup="markdown" if text.startswith("#") else "text").title == title


@pytest.mark.parametrize(
    ("text", "date", "source"),
    table(
        [
            ("a day in a sentence", f"{TEXT}\n那一天是2024年3月5日。", None, None),
            ("who signs, and when", f"{TEXT}\n{MORE}\n柳溪县民政局\n2024年3月5日", "2024-03-05", "柳溪县民政局"),
            ("a day with its weekday", f"{TEXT}\n{MORE}\n２０２４年３月５日（星期二）", "2024-03-05", None),
        ]
    ),
)
def test_signature(text: str, date: str | None, source: str | None) -> None:
    found = clean(text).metadata
    assert (found.date, found.source) == (date, source)
