"""Make cleaner/repairs/words.txt: the words of Chinese with how common each is, for judging what lost bytes were.

Source: the dictionary of the jieba project (MIT), simplified words of one to four characters with their counts in news
and literature. Each line holds a word and a character that says how common it is, from "!" (all words are this one)
on, each step a factor of STEP rarer. The lines are sorted by the words' characters, so that a word is found by
bisection and nothing needs to be built when the table is loaded. A character that is no word by itself stands as a word
of a share of its counts within words.

    python -m benchmarks.train.words cleaner/repairs/words.txt
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from pathlib import Path

#: Longest word, in characters.
LONGEST = 4
#: The steps of the scale; cleaner/repairs/language.py counts by the same.
STEP = 1.25
#: The share of a character's counts within words that it has as a word by itself, where it is none.
ALONE = 0.02


def words(dictionary: str) -> Counter[str]:
    """The counts of words that are all Han, and of characters, from lines "word count tag"."""
    counts: Counter[str] = Counter()
    within: Counter[str] = Counter()
    for line in dictionary.splitlines():
        word, count, *_ = line.split(" ")
        if len(word) <= LONGEST and all("\u3400" <= c <= "\u9fff" for c in word):
            counts[word] += int(count)
            for character in word:
                within[character] += int(count)
    for character, times in within.items():
        counts[character] = max(counts[character], math.ceil(ALONE * times))
    return Counter({word: times for word, times in counts.items() if times})


def table(counts: Counter[str]) -> str:
    """The table as the text of its file."""
    total = sum(counts.values())
    return "".join(f"{word}{chr(33 + round(math.log(total / counts[word], STEP)))}\n" for word in sorted(counts))


def main(argv: list[str]) -> int:
    """Write the table to the path given; print how many words it holds."""
    import jieba  # noqa: PLC0415 - needed to make the table, never to use it

    dictionary = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8")
    counts = words(dictionary)
    Path(argv[0]).write_text(table(counts), encoding="utf-8")
    print(f"{len(counts)} words")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
