"""The lines of a page with what their form says: prose, heading or neither, before any word is looked up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from baithak.documents.pieces import pieces
from baithak.documents.scripts import main
from baithak.documents.stamps import Stamp, stamps
from baithak.documents.vocabulary import Hit, Vocabulary
from baithak.language.text import Folded

_LINE: Final = regex.compile(r"[^\r\n]+")
_STOPS: Final = regex.compile(r"[\u0964\u0965]|[.?!](?=[\s\"')\]]|$)")
_FULL_STOPS: Final = regex.compile(r"[\u0964\u0965]|(?<!\.\s?)\.(?=[\s\"')\]]|$)")
_LAST_WORD: Final = regex.compile(r"(?r)[\p{L}\p{M}\p{N}]+")
_CLOSING: Final = "\"')] "  # what may stand behind the mark in which a line ends
_ENDS: Final = frozenset("\u0964\u0965|.?!")
_ELLIPSIS: Final = regex.compile(r"(?:\u2026|\.\s?\.(?:\s?\.)?)[\"')\]\s]*$")
_BULLET: Final = regex.compile(
    r"\s*(?:[\u2022\u25cf\u25aa\u25ab\u25a0\u25e6\u2023\u27a2\u2756\u2713\u2714\u00b7*+>-]\s+(?=\S)|[\u2022\u25cf\u25aa\u27a2]"
    r"|[\u27a4\u25ba\u2605\u261e\u25c6\u2705\u2b50\u27a1\U0001f449\U0001f4cc\U0001f538\U0001f539]\ufe0f?\s*(?=\S)"
    r"|(?P<number>\(?\d{1,2}[.)]|\(?\p{L}[\p{L}\p{M}]{0,3}\))\s+(?=\S))"
)
_CUT_SHORT: Final = regex.compile(r"(?<![\p{L}\p{M}\p{N}])(?:\p{L}\p{M}*){1,2}$")
_FIGURE: Final = regex.compile(r"\d")
_SURE: Final = "\u0964\u0965?!"  # marks that end a sentence even where its verb is not known
_WIDE: Final = regex.compile(r"[^\S\r\n]{2,}")
_RUN_TOGETHER: Final = 600  # code points beyond which a line with wide spaces in it is taken for several
_STAMPED: Final = 200  # code points at the head of a line in which a stamp may stand
_VERBLESS: Final = 25  # words of a line that ends in a full stop and not in a verb and yet is prose
_VERB_UNKNOWN: Final = 10  # the same where the verb may be any word of the line


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. start, end: folded offsets without surrounding space; words: folded.

    share: part of its words that are function words. stop: the mark it ends in, "…" for an ellipsis, "" for none.
    keys: stems of its content words. stamps: its days, at offsets in the line; of a long line those at its head only.
    bullet: whether it begins as an item of a list does; numbered: with a number or a letter, not a mere mark.
    tags: the kinds of tags that its hits have.
    script: Devanagari, Cyrillic, Latin or other by most of its letters, "" where it has none.
    prose: whether it reads as running text; sentence: whether it is a sentence, if a short one.
    """

    index: int
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    share: float
    sentences: int
    stop: str
    finite: bool
    bullet: bool
    numbered: bool
    keys: frozenset[str]
    script: str
    hits: tuple[Hit, ...]
    tags: frozenset[str]
    stamps: tuple[Stamp, ...]
    prose: bool
    sentence: bool


def lines(page: Folded, vocabulary: Vocabulary) -> list[Line]:
    """The lines of a folded page that hold more than space; `index` counts all line feeds, from 0."""
    hits = iter(vocabulary.hits(page.text))
    pending = next(hits, None)
    found = []
    for index, start, end in _pieces(page.text):
        own = []
        while pending is not None and pending.end <= end:
            if pending.start >= start:
                own.append(pending)
            pending = next(hits, None)
        found.append(_line(index, start, page.text[start:end], tuple(own), vocabulary))
    return found


def joined(page: Folded, parts: Sequence[Line], vocabulary: Vocabulary) -> Line:
    """Some lines of a page as one; its text has spaces for the breaks, so that offsets hold."""
    start, end = parts[0].start, parts[-1].end
    text = page.text[start:end].replace("\r", " ").replace("\n", " ")
    return _line(parts[0].index, start, text, tuple(hit for part in parts for hit in part.hits), vocabulary)


def _pieces(text: str) -> Iterator[tuple[int, int, int]]:
    """The lines; of a page run together into one long line, the pieces between its wide spaces."""
    for index, start, end in _spans(text):
        gaps = list(_WIDE.finditer(text, start, end)) if end - start >= _RUN_TOGETHER else []
        at = start
        for gap in gaps:
            yield index, at, gap.start()
            at = gap.end()
        yield index, at, end


def _spans(text: str) -> Iterator[tuple[int, int, int]]:
    index = at = 0
    for match in _LINE.finditer(text):
        index += text.count("\n", at, match.start())
        at = match.start()
        line = match.group()
        stripped = line.strip()
        if stripped:
            start = match.start() + len(line) - len(line.lstrip())
            yield index, start, start + len(stripped)


def _line(index: int, start: int, text: str, hits: tuple[Hit, ...], vocabulary: Vocabulary) -> Line:
    known = pieces(vocabulary.function_words)
    found = [known[piece] for piece in text.split()]
    words = tuple([word for piece in found for word in piece.words])
    share = sum([piece.functions for piece in found]) / len(words) if words else 0.0
    script = main(sum([piece.letters for piece in found]))
    bullet = _BULLET.match(text)
    sentences = _sentences(text, bullet.end() if bullet else 0, vocabulary)
    stop, finite = _stop(text), _finite(text, words, script, vocabulary)
    prose = _prose(len(words), share, sentences, stop, finite, script)
    return Line(
        index=index,
        start=start,
        end=start + len(text),
        text=text,
        words=words,
        share=share,
        sentences=sentences,
        stop=stop,
        finite=finite,
        bullet=bullet is not None,
        numbered=bullet is not None and bullet["number"] is not None,
        keys=frozenset([stem for piece in found for stem in piece.stems]),
        script=script,
        hits=hits,
        tags=frozenset().union(*[hit.tags for hit in hits]),
        stamps=_stamps(text, hits, vocabulary),
        prose=prose,
        # A question or a cry by itself may be a heading.
        sentence=prose or (finite and len(words) >= 3 and stop not in ("", "\u2026", "?", "!")),
    )


def _prose(count: int, share: float, sentences: int, stop: str, finite: bool, script: str) -> bool:
    """Whether a line reads as running text: a full sentence at least, or long and full of function words."""
    if stop in ("", "\u2026"):
        return (count >= 40 or (sentences > 0 and count >= 12)) and share >= 0.2
    if stop in "?!":
        cried = stop == "!" and finite and count >= 14 and share >= 0.3
        return cried or count >= 20 or (sentences > 0 and count >= 8)
    enough = _VERBLESS if script == "Devanagari" else _VERB_UNKNOWN
    return count >= 6 and share >= 0.15 and (finite or stop in _SURE or count >= enough)


def _sentences(text: str, start: int, vocabulary: Vocabulary) -> int:
    """How many full stops end a sentence, not an initial or a title cut short."""
    stops = (found.start() for found in _FULL_STOPS.finditer(text, start))
    cut = (_CUT_SHORT.search(text, 0, at) if text[at] == "." else None for at in stops)
    words = (short and short.group() for short in cut)
    return sum(not word or word in vocabulary.function_words or word in vocabulary.finite_words for word in words)


def _stamps(text: str, hits: tuple[Hit, ...], vocabulary: Vocabulary) -> tuple[Stamp, ...]:
    head = text if len(text) <= _STAMPED else text[:_STAMPED]
    if not _FIGURE.search(head):
        return ()
    zone = next((zone for hit in hits for zone in hit.values("zone")), None)
    return tuple(stamps(head, vocabulary, zone))


def _stop(text: str) -> str:
    text = text.rstrip(_CLOSING)
    if _ELLIPSIS.search(text, max(len(text) - 5, 0)):
        return "\u2026"
    return text[-1] if text and text[-1] in _ENDS else ""


def _finite(text: str, words: tuple[str, ...], script: str, vocabulary: Vocabulary) -> bool:
    """Whether some sentence of the line ends as sentences do; in Latin and Cyrillic, whether it has a finite verb."""
    if not words:
        return False
    if script != "Devanagari":
        return any(w in vocabulary.finite_words or _ends(w, vocabulary) for w in words)
    lasts = [last.group() for piece in _STOPS.split(text) if (last := _LAST_WORD.search(piece))]
    return any(w in vocabulary.finite_words or _ends(w, vocabulary) for w in lasts)


def _ends(word: str, vocabulary: Vocabulary) -> bool:
    return word.endswith(vocabulary.finite_suffixes)
