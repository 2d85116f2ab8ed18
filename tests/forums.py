"""Threads as common forum programs write them, with invented people and posts: what each page says, and its posts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Said(NamedTuple):
    """One post: who wrote it, when (ISO 8601), and its paragraphs."""

    author: str
    date: str
    lines: Sequence[str]


THREAD = (
    Said("林小溪", "2024-03-05T09:10", (
        "渡口的旧船想换一副桨，老周说杉木的轻，我担心泡上两年就裂了，有没有人用过别的木头？",
        "船长六米，坐四个人，平时只在河湾里走，冬天拖上岸，盖一层油布。",
    )),
    Said("OldMill", "2024-03-05T11:42", (
        "我用的是水曲柳，比杉木重一些，但是七年了没有裂过，每年入冬之前刷一遍桐油就行。",
    )),
    Said("修表的老陈", "2024-03-06T20:05", (
        "桨叶包一条铜边，比换木头管用，碰到石头也不怕，镇上的铁匠铺半天就能做好。",
        "我那一副是父亲留下来的，去年才换了一个桨柄，划起来还是原来的声音。",
    )),
    Said("林小溪", "2024-03-07T08:30", (
        "谢谢两位，我先去铁匠铺问问价钱，等天气暖和了再把船拖下水试一试。",
    )),
)  # fmt: skip
TITLE = "旧船换桨用什么木头好"
SIGNATURE = "风从上游来，带着去年的雪。"
CONTROLS = "回复 举报 引用"


def _paragraphs(said: Said, tag: str = "p") -> str:
    return "".join(f"<{tag}>{line}</{tag}>" for line in said.lines)


def _page(body: str, title: str = TITLE) -> str:
    menu = "".join(
        f'<li><a href="/{word}">{word}</a></li>' for word in ("首页", "版块", "排行", "帮助", "注册", "登录")
    )
    foot = '<div class="footer"><p>版权所有 河湾论坛</p><p>苏ICP备00000000号-1</p></div>'
    return (
        f"<!doctype html><html><head><title>{title} - 河湾论坛</title></head><body>"
        f'<ul class="nav">{menu}</ul>{body}{foot}</body></html>'
    )


def _clock(said: Said) -> str:
    return said.date.replace("T", " ")


def discourse() -> str:
    posts = "".join(
        f'<div class="topic-post clearfix regular"><article id="post_{i}" class="boxed onscreen-post" role="region">'
        f'<div class="topic-avatar"><a class="trigger-user-card" href="/u/u{i}"><img src="/a/{i}.png"></a></div>'
        f'<div class="topic-body"><div class="topic-meta-data"><div class="names"><span class="first username">'
        f'<a href="/u/u{i}">{said.author}</a></span></div><div class="post-infos"><a class="post-date" '
        f'href="/t/1/{i}">{_clock(said)}</a></div></div><div class="regular contents"><div class="cooked">'
        f'{_paragraphs(said)}</div><section class="post-menu-area"><div class="actions"><a href="#">{CONTROLS}</a>'
        f"</div></section></div></div></article></div>"
        for i, said in enumerate(THREAD, 1)
    )
    return _page(f'<div id="topic-title"><h1>{TITLE}</h1></div><div class="post-stream">{posts}</div>')


def phpbb() -> str:
    posts = "".join(
        f'<div id="p{900 + i}" class="post has-profile bg{1 + i % 2}"><div class="inner"><dl class="postprofile">'
        f'<dt><div class="avatar-container"></div><a href="./memberlist.php?mode=viewprofile&amp;u={i}" '
        f'class="username">{said.author}</a></dt><dd class="profile-posts"><strong>帖子:</strong> 12{i}</dd>'
        f'<dd class="profile-joined"><strong>注册时间:</strong> 2011-02-0{i} 10:00</dd></dl><div class="postbody">'
        f'<h3><a href="#p{900 + i}">Re: {TITLE}</a></h3><ul class="post-buttons"><li><a href="posting.php">引用</a></li>'
        f'</ul><p class="author"><a href="./viewtopic.php?p={900 + i}">帖子</a> 由 <strong><a class="username" '
        f'href="./memberlist.php?mode=viewprofile&amp;u={i}">{said.author}</a></strong> » {_clock(said)}</p>'
        f'<div class="content">{"<br><br>".join(said.lines)}</div><div class="signature">{SIGNATURE}</div>'
        f"</div></div></div>"
        for i, said in enumerate(THREAD, 1)
    )
    return _page(f'<div id="page-body"><h2 class="topic-title"><a href="./viewtopic.php">{TITLE}</a></h2>{posts}</div>')


def discuz() -> str:
    posts = "".join(
        f'<div id="post_{70 + i}"><table id="pid{70 + i}" class="plhin" cellspacing="0"><tr><td class="pls" rowspan="2">'
        f'<div class="pls favatar"><div class="pi"><div class="authi"><a href="space-uid-{i}.html" class="xw1">'
        f'{said.author}</a></div></div><p><em><a href="home.php?mod=spacecp">中级会员</a></em></p><dl class="pil cl"><dt>'
        f'注册时间</dt><dd>2012-3-{i}</dd></dl></div></td><td class="plc"><div class="pi"><strong><a href="#">{i}楼</a>'
        f'</strong><div class="pti"><div class="authi"><em id="authorposton{i}">发表于 {_clock(said)}</em> | '
        f'<a href="forum.php?authorid={i}">只看该作者</a></div></div></div><div class="pct"><div class="pcb">'
        f'<div class="t_fsz"><table><tr><td class="t_f" id="postmessage_{i}">{"<br>".join(said.lines)}</td></tr></table>'
        f'</div></div></div></td></tr><tr><td class="plc plm"><div class="sign">{SIGNATURE}</div></td></tr><tr>'
        f'<td class="pls"></td><td class="plc"><div class="po hin"><a href="#">{CONTROLS}</a></div></td></tr></table></div>'
        for i, said in enumerate(THREAD, 1)
    )
    return _page(
        f'<div id="postlist" class="pl bm"><h1 class="ts"><span id="thread_subject">{TITLE}</span></h1>{posts}</div>'
    )


def xenforo() -> str:
    posts = "".join(
        f'<article class="message message--post js-post" id="js-post-{i}"><div class="message-inner"><div '
        f'class="message-cell message-cell--user"><section class="message-user"><h4 class="message-name"><a '
        f'href="/members/u.{i}/" class="username">{said.author}</a></h4><h5 class="userTitle">会员</h5><dl class="pairs">'
        f'<dt>加入</dt><dd>2015-06-1{i}</dd></dl></section></div><div class="message-cell message-cell--main"><header '
        f'class="message-attribution"><ul class="message-attribution-main"><li class="u-concealed"><a href="/p/{i}"><time '
        f'class="u-dt">{_clock(said)}</time></a></li></ul><ul><li><a href="/p/{i}">#{i}</a></li></ul></header><div '
        f'class="message-content"><article class="message-body"><div class="bbWrapper">{"<br><br>".join(said.lines)}</div>'
        f'</article></div><footer class="message-footer"><div class="message-actionBar"><a href="#">{CONTROLS}</a></div>'
        f'</footer><aside class="message-signature"><div class="bbWrapper">{SIGNATURE}</div></aside></div></div></article>'
        for i, said in enumerate(THREAD, 1)
    )
    return _page(
        f'<div class="p-title"><h1 class="p-title-value">{TITLE}</h1></div><div class="block-body">{posts}</div>'
    )


def vbulletin() -> str:
    posts = "".join(
        f'<li class="postbitlegacy postbitim postcontainer old" id="post_{i}"><div class="posthead"><span '
        f'class="postdate old"><span class="date">{_clock(said)}</span></span><span class="nodecontrols"><a href="#">#{i}'
        f'</a></span></div><div class="postdetails"><div class="userinfo"><div class="username_container"><a '
        f'class="username offline" href="member.php?{i}">{said.author}</a></div><span class="usertitle">Junior Member</span>'
        f'<dl class="userinfo_extra"><dt>注册日期</dt><dd>2010-05-0{i}</dd></dl></div><div class="postbody"><div '
        f'class="content"><blockquote class="postcontent restore">{_paragraphs(said, "div")}</blockquote></div><div '
        f'class="after_content"><blockquote class="signature restore"><div class="signaturecontainer">{SIGNATURE}</div>'
        f'</blockquote></div></div></div><div class="postfoot"><a href="newreply.php">{CONTROLS}</a></div></li>'
        for i, said in enumerate(THREAD, 1)
    )
    return _page(f'<div id="pagetitle"><h1>{TITLE}</h1></div><ol id="posts" class="posts">{posts}</ol>')


def question() -> str:
    """A question with its answers, who wrote them below."""

    def post(said: Said, name: str, verb: str, i: int) -> str:
        return (
            f'<div class="{name}" id="{name}-{i}"><div class="post-layout"><div class="votecell"><div>1{i}</div></div><div '
            f'class="postcell"><div class="s-prose js-post-body">{_paragraphs(said)}</div><div class="post-menu"><a '
            f'href="#">分享</a> <a href="#">改进</a></div><div class="post-signature"><div class="user-info"><div '
            f'class="user-action-time">{verb} <span>{_clock(said)}</span></div><div class="user-details"><a '
            f'href="/users/{i}/u">{said.author}</a><span class="reputation">1,20{i}</span></div></div></div></div></div></div>'
        )

    answers = "".join(post(said, "answer", "回答于", i) for i, said in enumerate(THREAD[1:], 2))
    first = post(THREAD[0], "question", "提问于", 1)
    return _page(
        f'<div id="question-header"><h1>{TITLE}</h1></div><div id="mainbar"><div>{first}</div><div id="answers"><h2>3 个回答'
        f"</h2>{answers}</div></div>"
    )


ENGINES = {
    "Discourse": discourse,
    "phpBB": phpbb,
    "Discuz!": discuz,
    "XenForo": xenforo,
    "vBulletin": vbulletin,
    "questions and answers": question,
}
