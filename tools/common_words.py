"""Counts the everyday words of a language's tagged corpus, so that a reader knows which unknown words may be names.

    python tools/common_words.py Hindi-train.txt > src/baithak/knowledge/hi/common.txt

The corpus is IL-NER (https://github.com/ltrc/IL-NER, CC-BY-4.0): a token, a tab and its BIO tag a line. A word is
common if it stands outside names at least twice and inside a person's name in fewer than one in ten of its places.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

HEADER = """# Everyday Hindi words: those that stand outside names at least twice and rarely inside a person's name.
# Counted by tools/common_words.py from IL-NER, https://github.com/ltrc/IL-NER, licence CC-BY-4.0.
"""


def common(lines: list[str]) -> list[str]:
    """The common words of BIO-tagged lines, sorted."""
    all_uses, plain, person = Counter[str](), Counter[str](), Counter[str]()
    for line in lines:
        word, _, tag = line.partition("\t")
        if not word or not word[0].isalpha():
            continue
        all_uses[word] += 1
        plain[word] += tag == "O"
        person[word] += tag.endswith("NEP")
    return sorted(w for w, n in plain.items() if n >= 2 and person[w] < n / 10 and n > all_uses[w] / 2)


if __name__ == "__main__":
    words = common(Path(sys.argv[1]).read_text("utf-8").splitlines())
    sys.stdout.write(HEADER + "".join(w + "\n" for w in words))
