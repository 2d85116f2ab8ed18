"""Make cleaner/repairs/readings.tsv: the readings of characters in Pinyin, the commonest characters first.

The table tells whether a note such as 發(fā) fits its character. Sources: the readings of the pypinyin project (MIT),
the usual one first; how common a character is, from the word counts of the jieba project (MIT), a traditional character
being as common as its simplified form. Characters that neither GBK nor the counts know are left out.

    python -m benchmarks.train.readings cleaner/repairs/readings.tsv
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from cleaner.text.characters import fold


def counted(dictionary: str) -> Counter[str]:
    """How often each character stands in the words of a dictionary of lines "word count tag"."""
    counts: Counter[str] = Counter()
    for line in dictionary.splitlines():
        word, count, *_ = line.split(" ")
        for character in word:
            counts[character] += int(count)
    return counts


def rows(readings: dict[int, str], counts: Counter[str]) -> list[tuple[str, str]]:
    """(character, readings) in the order of the characters' counts."""
    found = []
    for code, said in readings.items():
        character = chr(code)
        count = max(counts[character], counts[fold(character)])
        if count and character.encode("gbk", "ignore"):
            found.append((-count, code, said))
    return [(chr(code), " ".join(said.split(","))) for _, code, said in sorted(found)]


def main(argv: list[str]) -> int:
    """Write the table to the path given; print how many characters it holds."""
    import jieba  # noqa: PLC0415 - needed to make the table, never to use it
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415

    dictionary = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8")
    table = rows(PINYIN_DICT, counted(dictionary))
    Path(argv[0]).write_text("".join(f"{c}\t{said}\n" for c, said in table), encoding="utf-8")
    print(f"{len(table)} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
