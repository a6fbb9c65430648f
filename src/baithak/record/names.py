"""Names across scripts: one romanisation, a skeleton of consonants, and how alike two names are.

The table of Devanagari is read from the Unicode character names; every other script goes through anyascii. A score
says only how alike two spellings are. Whether two names are one person is for `link` to judge, with office, side and
company: the score alone never joins.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex
from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler, Levenshtein

_CACHE = 200_000
_LETTER = "DEVANAGARI LETTER "
_SIGN = "DEVANAGARI VOWEL SIGN "
_NASAL_SIGNS = ("DEVANAGARI SIGN ANUSVARA", "DEVANAGARI SIGN CANDRABINDU")
_VIRAMA = "\u094d"
_NUKTA = "\u093c"
# Unicode's transliteration, where usual English spelling of Hindi names differs from it.
_USUAL = {"c": "ch", "ch": "chh", "ss": "sh", "ng": "n", "ny": "n", "tt": "t", "tth": "th", "dd": "d", "ddh": "dh"}
_USUAL |= {"nn": "n", "lll": "l", "ll": "l", "rr": "r", "ii": "i", "uu": "u", "vocalic r": "ri", "candra e": "e"}
_USUAL |= {"candra o": "o", "short e": "e", "short o": "o", "candra a": "a"}
_DOTTED = {"j": "z", "ph": "f", "k": "q", "d": "r", "dh": "rh", "t": "t"}
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


@lru_cache(_CACHE)
def romanise(text: str) -> str:
    """Lower-case ASCII of a name in any script, words parted by one space."""
    words = []
    for word in _WORD.findall(unicodedata.normalize("NFD", text)):
        latin = _devanagari(word) if any("\u0900" <= c <= "\u097f" for c in word) else anyascii(word)
        words += _ascii_words(latin)
    return " ".join(words)


def _ascii_words(latin: str) -> list[str]:
    return regex.findall(r"[a-z0-9]+", latin.lower().replace("'", ""))


def _devanagari(word: str) -> str:
    """Consonants with their vowels; the inherent vowel falls at the end and between VC_CV, as it is spoken."""
    parts: list[list[str]] = []  # [consonant, vowel]; a standing vowel has no consonant, an inherent one is "ə"
    for char in word:
        name = unicodedata.name(char, "")
        if char == _VIRAMA and parts:
            parts[-1][1] = ""
        elif char == _NUKTA and parts:
            parts[-1][0] = _DOTTED.get(parts[-1][0], parts[-1][0])
        elif name.startswith(_SIGN):
            vowel = name.removeprefix(_SIGN).lower()
            (parts or [["", ""]])[-1][1] = _USUAL.get(vowel, vowel)
        elif name in _NASAL_SIGNS:
            parts.append(["n", ""])
        elif name.startswith(_LETTER):
            parts.append(_letter(name.removeprefix(_LETTER).lower()))
        else:
            parts.append([anyascii(char).lower(), ""])
    return _spoken(parts)


def _letter(letter: str) -> list[str]:
    if letter.endswith("a") and letter not in ("a", "aa", "candra a"):
        return [_USUAL.get(letter[:-1], letter[:-1]), "\u0259"]
    return ["", _USUAL.get(letter, letter)]


def _spoken(parts: list[list[str]]) -> str:
    for i in range(len(parts) - 1, 0, -1):
        if parts[i][1] != "\u0259":
            continue
        last = i == len(parts) - 1
        between = not last and parts[i - 1][1] and parts[i + 1][0] and parts[i + 1][1]
        if last or between:
            parts[i][1] = ""
    return "".join(c + v for c, v in parts).replace("\u0259", "a")


_STEPS = tuple(  # in this order; capitals are sounds already settled
    (regex.compile(pattern), put)
    for pattern, put in (
        ("t?s?chh?", "C"),
        ("c(?=[eiy])", "s"),
        ("ck|c|q", "k"),
        ("x", "ks"),
        ("w", "v"),
        ("z", "j"),
        ("f", "p"),
        ("(?<=[kgjtdpbrsC])h", ""),
        ("(?<!^)[hy]", ""),
        ("^[aeiouy]+", "a"),
        ("(?<!^)[aeiou]+", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(_CACHE)
def skeleton(word: str) -> str:
    """The consonants of one romanised word, those that spellings exchange made one, with a mark for a first vowel."""
    for pattern, put in _STEPS:
        word = pattern.sub(put, word)
    return word


@lru_cache(_CACHE)
def words(name: str) -> tuple[str, ...]:
    """The romanised words of a name."""
    return tuple(romanise(name).split())


@lru_cache(_CACHE)
def keys(name: str) -> frozenset[str]:
    """The skeletons of a name's words: what blocking compares first."""
    return frozenset(filter(None, map(skeleton, words(name))))


@lru_cache(_CACHE)
def word_score(a: str, b: str) -> float:
    """How alike two romanised words are, 0 to 1; an initial agrees with a word that it begins."""
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.8 if skeleton(a)[:1] == skeleton(b)[:1] else 0.0
    letters = JaroWinkler.similarity(a, b)
    bones_a, bones_b = skeleton(a), skeleton(b)
    if bones_a == bones_b:
        return 0.85 + 0.15 * letters
    return 0.5 * letters + 0.5 * Levenshtein.normalized_similarity(bones_a, bones_b)


@lru_cache(_CACHE)
def name_score(a: str, b: str) -> float:
    """How alike two names are in whatever scripts and word orders, 0 to 1; words that have no partner count against."""
    left, right = words(a), words(b)
    if not left or not right:
        return 0.0
    joined = word_score("".join(left), "".join(right))
    pairs = sorted(((word_score(x, y), i, j) for i, x in enumerate(left) for j, y in enumerate(right)), reverse=True)
    used_left: set[int] = set()
    used_right: set[int] = set()
    total = 0.0
    for score, i, j in pairs:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            total += score * (len(left[i]) + len(right[j]))
    return max(joined if len(left) != len(right) else 0.0, total / (sum(map(len, left)) + sum(map(len, right))))
