"""Names across scripts: one romanisation, a skeleton of consonants, and how alike two names are.

The table of Devanagari is read from the Unicode character names; every other script goes through anyascii. A score
says only how alike two spellings are. Whether two names are one person is for readers and for the record to judge,
with office, side and company: the score alone never joins.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

import regex
from anyascii import anyascii
from rapidfuzz.distance import OSA, Levenshtein

_CACHE: Final = 200_000
_INITIAL: Final = 0.85
_PARTNERS: Final = 0.6  # from here on two words count as one word in two spellings
_CLASH: Final = 2.2  # what a letter costs for which both names have another word, beside a letter that agrees
_EXTRA: Final = 0.25  # and a letter that only one name has
_LETTER: Final = "DEVANAGARI LETTER "
_SIGN: Final = "DEVANAGARI VOWEL SIGN "
_NASAL_SIGNS: Final = ("DEVANAGARI SIGN ANUSVARA", "DEVANAGARI SIGN CANDRABINDU")
_NASAL: Final = ["n", ""]
_HA: Final = "DEVANAGARI LETTER HA"
_VIRAMA: Final = "\u094d"
_NUKTA: Final = "\u093c"
_FLAP: Final = "\u0921" + _NUKTA  # a sound between r and d, which other spellings and scripts write as either
_FLAP_AS: Final = ("\u0921", "\u0930")
_HARD_H: Final = "\u0445"  # with which Russian writes the h of other languages
_HARD_H_AS: Final = (_HARD_H, "h")
# Unicode's transliteration, where usual English spelling of Hindi names differs from it.
_USUAL: Final = {
    "c": "ch", "ch": "chh", "ss": "sh", "ng": "n", "ny": "n", "tt": "t", "tth": "th", "dd": "d", "ddh": "dh",
    "nn": "n", "lll": "l", "ll": "l", "rr": "r", "ii": "i", "uu": "u", "vocalic r": "ri", "candra e": "e",
    "candra o": "o", "short e": "e", "short o": "o", "candra a": "a",
}  # fmt: skip
_DOTTED: Final = {"j": "z", "ph": "f", "k": "q"}
_WORD: Final = regex.compile(r"[\p{L}\p{M}\p{N}]+")


@lru_cache(_CACHE)
def romanise(text: str) -> str:
    """Lower-case ASCII of a name in any script, words parted by one space."""
    words = []
    for word in _WORD.findall(unicodedata.normalize("NFD", text)):
        latin = _devanagari(word) if any("\u0900" <= c <= "\u097f" for c in word) else anyascii(word)
        words += _ascii_words(latin)
    return " ".join(words)


def _ascii_words(latin: str) -> list[str]:
    return regex.findall(r"[a-z0-9]+", latin.lower().replace("'", "").replace("dzh", "j"))  # so Russian writes it


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
            parts.append([*_NASAL])
        elif name.startswith(_LETTER):
            if parts and parts[-1] == _NASAL and name == _HA:
                parts[-1] = ["ng", ""]  # so it is spoken, and written in English
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


_STEPS: Final = tuple(  # in this order; capitals are sounds already settled
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
        ("(?<=[ae])o$", "v"),
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
        return _INITIAL if a[:1] == b[:1] else 0.0
    bones_a, bones_b = skeleton(a), skeleton(b)
    letters = OSA.normalized_similarity(a, b)
    if bones_a == bones_b:
        return 0.8 + 0.2 * letters
    return 0.5 * letters + 0.5 * Levenshtein.normalized_similarity(bones_a, bones_b)


@lru_cache(_CACHE)
def name_score(a: str, b: str) -> float:
    """How alike two names are in whatever scripts and word orders, 0 to 1: of the ways to read them, the most alike."""
    return max(_name_score(words(one), words(other)) for one in _readings(a) for other in _readings(b))


def _readings(name: str) -> set[str]:
    plain = unicodedata.normalize("NFD", name)
    return {plain.replace(_FLAP, flap).replace(_HARD_H, hard) for flap in _FLAP_AS for hard in _HARD_H_AS}


def _name_score(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Words pair off, the most alike first.

    A word too many on one side (a patronymic, a title) costs little; words left over on both sides (another surname)
    cost much.
    """
    if not left or not right:
        return 0.0
    pairs = [(word_score(x, y), i, j) for i, x in enumerate(left) for j, y in enumerate(right)]
    free_left, free_right = set(range(len(left))), set(range(len(right)))
    total = weight = 0.0
    for score, i, j in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if score >= _PARTNERS and i in free_left and j in free_right:
            free_left.discard(i)
            free_right.discard(j)
            total += score * (len(left[i]) + len(right[j]))
            weight += len(left[i]) + len(right[j])
    over = sorted((sum(len(left[i]) for i in free_left), sum(len(right[j]) for j in free_right)))
    paired = total / (weight + 2 * _CLASH * over[0] + _EXTRA * (over[1] - over[0])) if weight else 0.0
    return max(paired, word_score("".join(left), "".join(right)) if len(left) != len(right) else 0.0)
