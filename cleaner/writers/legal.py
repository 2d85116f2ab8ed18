"""What may stand in a document that others open: characters, addresses, names of languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from cleaner.article import Article

#: What neither XML 1.0 nor HTML allows in a text: controls, halves of pairs, and what is no character.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
#: What a browser does not see within an address, and skips before it: ``java\\nscript:`` is a script, too.
_UNSEEN, _LEAD = re.compile(r"[\t\r\n]"), "".join(map(chr, range(0x21)))
#: Addresses that are links, and those that are pictures. Everything else, known or not, is none.
LINKS, PICTURES = frozenset(("http", "https", "mailto")), frozenset(("http", "https"))
#: What hosts, folders and files of pictures are called that show nothing and tell somebody who reads. Must not match
#: a folder "countryside" or a file "train-tracks.jpg".
_BEACONS = (
    r"(?:pixels?|beacons?|spacer|blank|clear|transparent|1x1|count(?:er)?|stats?|analytics|track(?:er|ing)?|collect"
    r"|impressions?|doubleclick|matomo|piwik|hm|cnzz)\d*"
)
_BEACON_HOST = re.compile(rf"(?i)(?:^|\.){_BEACONS}\.")
_BEACON_PATH = re.compile(rf"(?i)/{_BEACONS}(?:\.(?:gif|png|php|aspx?))?(?:/|$)")


def legal(text: str) -> str:
    """`text` with U+FFFD for every character that XML and HTML do not allow; as long as `text`."""
    return _ILLEGAL.sub("\ufffd", text)


def safe_url(url: str, base: str | None, schemes: frozenset[str] = LINKS) -> str | None:
    """`url` made whole from `base`, when it is of one of these schemes; None for a script, data, a relative address
    without a base, and for what is no address."""
    plain = legal(_UNSEEN.sub("", url).strip(_LEAD))
    try:
        whole = urljoin(base or "", plain)
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme in schemes and (parts.netloc or parts.scheme == "mailto") else None


def picture_url(url: str, base: str | None) -> str | None:
    """`url` made whole, when it is that of a picture to look at; None for any other, and for a tracker."""
    whole = safe_url(url, base, PICTURES)
    return None if whole is None or is_tracker(whole) else whole


def is_tracker(url: str) -> bool:
    """Whether an address is that of a picture that shows nothing and tells somebody who reads; by its name alone."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(_BEACON_HOST.search(parts.netloc) or _BEACON_PATH.search(parts.path))


def made_whole(url: str, base: str | None) -> str:
    """`url` as it is reached from `base`; as it stands where there is no base, and where it is no address."""
    try:
        return urljoin(base, url) if base else url
    except ValueError:
        return url


def base_of(article: Article) -> str | None:
    """The address that relative ones of a page count from; None where it is not known."""
    own, stated = article.metadata.url or article.document.clip.url, article.document.head.base
    return made_whole(stated, own) if stated else own


def language_tag(language: str | None, script: str | None) -> str:
    """Language and script as HTML and XML name them (BCP 47): ``zh-Hans``; ``und`` where they are not known."""
    if language is None:
        return "und"
    return f"{language}-{script}" if language == "zh" and script in ("Hans", "Hant") else language
