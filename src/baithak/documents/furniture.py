"""What a line tells about itself alone: that it is a menu, a caption, a label … by its words or by its form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import regex

from baithak.documents.lines import Line
from baithak.documents.scripts import script
from baithak.documents.stamps import Stamp
from baithak.documents.vocabulary import Hit
from baithak.memo import Memo

_COLON: Final = regex.compile(r"[\"')\]]*\s*(?::|\||\u2026|\.\.\.|>|\u0903(?!\S)|[-/](?=\s)|\s-)")
_OPENING: Final = regex.compile(r"^[^\p{L}\p{N}]*")
_CRUMBS: Final = regex.compile(r"[\u203a\u2192>]|(?<=\s)\"(?=\s)")  # folding makes a quotation mark of the angled one
_BARS: Final = regex.compile(r"\s[|/\u2022\u00b7]\s|[|]|/(?=\S)")
_BAR: Final = regex.compile(r"\s[|/]\s")
_HASHTAG: Final = regex.compile(r"#[\p{L}\p{M}\p{N}_]+")
_LINK: Final = regex.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+|\S+\.(?:com|in|org|net|ru)(?:/\S*)?")
_SIGNED: Final = regex.compile(r"\s*-+\s*[^.\u0964]*\(@\w+\)")
_POST: Final = regex.compile(r"@\w{2,}|#[\p{L}\p{M}\p{N}_]{2,}|pic\.twitter|t\.co/")
_NUMBERED: Final = regex.compile(r"\s*:[^:]{0,20}\d|\s+[^:]{0,12}\d")
_GAPS: Final = regex.compile(r"\s{2,}")
_POLLED: Final = regex.compile(r".*[\p{L}\p{M}]\s*[:-]?\s*\(?\d{1,3}(?:\.\d+)?\s?%\)?$")
_CREDITED: Final = regex.compile(r",\s(?:\d{3,4},\s)?$")
_PERCENT: Final = ("%", "%)")
_PRICES: Final = regex.compile(r"[\p{Sc}\u25b2\u25bc]")
_DEGREES: Final = regex.compile(r"\d\s*\u00b0")
_AFTER_DAY: Final = regex.compile(r"[\s,]*(?:\([^)]*\)\s*)?[:(\u0964.-]|[\s,]*\(")
_AFTER_AGENCY: Final = regex.compile(r"[)\]]|\s?[:\u0964]")
_AT_PLACE: Final = regex.compile(
    r"(?P<place>\p{L}[\p{L}\p{M}]{2,}(?: \p{L}[\p{L}\p{M}]{2,})?)(?: @ [\p{L}\p{M}]+)?[\u0964.]\s(?=.{40})"
)
_MARKED: Final = regex.compile(r"\p{L}\p{M}*(?:,|\s[/|-]|\s\()\s?\p{L}")
_OPENED: Final = regex.compile(r"[^\s.\u2026]\s*[(\[]$")
_CLOSED: Final = regex.compile(r"[\s.:\u2026>]*[)\]]")
_WORD: Final = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_COUNT: Final[Memo[str, int]] = Memo(lambda text: len(_WORD.findall(text)))  # words of phrases and of menus' entries

# Single words of these kinds, which also open sentences, count as labels only before a colon or in a short line.
_WEAK: Final = frozenset({"byline", "caption", "tags", "date", "horoscope", "counter"})
# Labels of these kinds may have a comma behind them: "Author, …".
_LISTED: Final = frozenset({"byline", "caption"})
# Labels of these kinds may stand in brackets behind what they lead to.
_LEADING: Final = frozenset({"read-also", "subscribe"})
# Phrases of these kinds give a line away even inside a full sentence.
_STRONG: Final = frozenset({"caption", "legal", "advertisement", "release", "read-also"})
_DATE: Final = 6  # words, the month's name among them, of a line that holds a stamp and little else
_SIGNED_DATE: Final = 10  # the same where a bar parts the stamp from a name
_SHORT: Final = 6  # words of a label with its value
_LONG: Final = 45  # words beyond which a line is an article's paragraph, whatever phrase it holds
_SIGNATURE: Final = 5  # words of a line that names the agency
_SHARE: Final = 0.1  # of a sentence's words that a phrase must cover to give it away
_DATELINE: Final = 70  # code points within which a dateline ends
_PLACE: Final = 5  # words of a dateline in front of its day or its agency
_BESIDE: Final = 2  # words beside an address
_COVERED: Final = 2 / 3  # of a menu's words that are known menu words


def furniture(line: Line) -> str | None:
    """The kind of furniture that the line is by itself, or None."""
    return _by_form(line) or by_words(line) or _by_gaps(line)


def by_words(line: Line) -> str | None:
    """The kind of furniture that the line's words tell, whatever its form."""
    tags = line.tags
    return (
        ("label" in tags and _by_label(line))
        or ("opens" in tags and (_by_opening(line) or _by_closing(line)))
        or ((line.stamps or "date" in tags) and _by_date(line))
        or ("holds" in tags and _by_phrase(line))
        or (("words" in tags or "agency" in tags) and _by_coverage(line))
        or None
    )


def section(line: Line) -> str | None:
    """``list``, ``end`` or ``points`` where the line is nothing but the label of links, of what follows an article or
    of its main points; ``list`` too where it ends in what links are called."""
    if "section" not in line.tags and "links" not in line.tags:
        return None
    labels = {value for hit in line.hits for value in hit.values("section") if _covers(line, hit)}
    if not labels and len(line.words) <= _SHORT and not line.stop:
        labels = {"list" for hit in line.hits if hit.end == line.end and "links" in hit.tags}
    return next((label for label in ("end", "points", "list") if label in labels), None)


def leads_on(line: Line) -> bool:
    """Whether the line opens with the label of a list of links and gives one behind it: "related: …"."""
    return _gives(line, "list")


def _gives(line: Line, label: str) -> bool:
    if "section" not in line.tags:
        return False
    first = line.start + opening(line)
    return any(
        label in hit.values("section") and hit.start == first and _COLON.match(line.text, hit.end - line.start)
        for hit in line.hits
    )


def in_two_scripts(line: Line) -> bool:
    """Whether the line says one thing twice, in two scripts with a bar between them."""
    scripts = [script(piece) for piece in _BAR.split(line.text)]
    return len(scripts) == 2 and all(scripts) and scripts[0] != scripts[1]


def signs(line: Line) -> bool:
    """Whether a short line without a function word gives a name and a place, with a mark between them."""
    if line.stop or line.share or line.finite or line.bullet:
        return False
    return 2 <= len(line.words) <= _SIGNATURE and _MARKED.search(line.text) is not None


def ends(line: Line) -> bool:
    """Whether the line opens with the label of what follows an article and gives it behind it: "the author: …"."""
    return _gives(line, "end")


def is_post(line: Line) -> bool:
    """Whether the line has the marks of a post on a social network: a handle, a hashtag, a picture's address."""
    text = line.text
    return ("@" in text or "#" in text or "t.co" in text or "pic." in text) and _POST.search(text) is not None


def dateline(line: Line) -> Stamp | None:
    """The day of a dateline, "place, day (agency)", that opens the line."""
    stamp = line.stamps[0] if line.stamps else None
    if stamp is None or stamp.end > _DATELINE:
        return None
    before = len(_WORD.findall(line.text, 0, stamp.start))
    return stamp if 1 <= before <= _PLACE and _AFTER_DAY.match(line.text, stamp.end) else None


def opens_report(line: Line) -> bool:
    """Whether the line opens with a dateline that has a day or an agency's name."""
    if "agency" not in line.tags:
        return dateline(line) is not None
    named = (hit.end - line.start for hit in line.hits if "agency" in hit.tags)
    heads = (end for end in named if len(_WORD.findall(line.text[:end])) <= _PLACE + 1)
    return dateline(line) is not None or any(_AFTER_AGENCY.match(line.text, end) for end in heads)


def opens_at_place(line: Line) -> bool:
    """Whether the line opens with a place by itself, as reports in newspapers do."""
    found = _AT_PLACE.match(line.text)
    return found is not None and not any(hit.start < line.start + found.end("place") for hit in line.hits)


def _by_form(line: Line) -> str | None:
    if not line.script:
        return "ornament" if not line.words else "counter"
    if line.text.startswith(("\u00a9", "(c)")):
        return "legal" if any(word.isdigit() for word in line.words) else "caption"
    if line.prose:
        return None
    text = line.text  # most lines have no mark of these, and to look for one is little work
    if (line.share < 0.1 and len(_PRICES.findall(text)) >= 2) or ("\u00b0" in text and _DEGREES.search(text)):
        return "widget"
    if "(@" in text and _SIGNED.match(text):
        return "byline"
    if line.bullet:
        return None
    count = len(line.words)
    if count and ("." in text or "//" in text) and _is_link(text) and not is_post(line):
        return "link"
    if text.count("#") >= 2 and len(_HASHTAG.findall(text)) >= 2 and not _WORD.search(_HASHTAG.sub("", text)):
        return "tags"
    if count <= _SHORT and text.endswith(_PERCENT) and _POLLED.match(text):
        return "poll"
    if sum([word.isdigit() for word in line.words]) * 2 > count:
        return "date" if _dated(line) else "counter"
    return _by_separators(line)


def _dated(line: Line) -> bool:
    return any(stamp.year for stamp in line.stamps)


def _is_link(text: str) -> bool:
    """Whether the text is an address with hardly a word beside it."""
    beside = 0
    for piece in text.split():
        beside += piece[0].isalpha() and "." not in piece and "//" not in piece
        if beside > _BESIDE:
            return False
    return bool(_LINK.search(text)) and len(_WORD.findall(_LINK.sub(" ", text))) <= _BESIDE


def _by_separators(line: Line) -> str | None:
    """Breadcrumbs, menus in one line, and lists of tags."""
    text = line.text
    if ("\u203a" in text or "\u2192" in text or ">" in text or '"' in text) and len(_CRUMBS.findall(text)) >= 2:
        return "menu"
    barred = "|" in text or "/" in text or "\u2022" in text or "\u00b7" in text
    pieces = [piece for piece in _BARS.split(text) if piece.strip()] if barred else []
    if len(pieces) >= 3 and (all(_COUNT[piece] <= 4 for piece in pieces) or _begins_in_menu(line, pieces)):
        return "menu"
    if text.count(",") >= 3 and line.share < 0.1 and not line.finite and not line.sentences:
        return "tags"
    return None


def _by_gaps(line: Line) -> str | None:
    """A menu whose entries are held apart by space alone."""
    pieces = [] if line.sentence or line.bullet or "  " not in line.text else _GAPS.split(line.text)
    return "menu" if len(pieces) >= 3 and all(_COUNT[piece] <= 4 for piece in pieces) else None


def _begins_in_menu(line: Line, pieces: list[str]) -> bool:
    first = line.start + len(pieces[0].rstrip())
    return any(hit.start == line.start and hit.end >= first and "words" in hit.tags for hit in line.hits)


def _by_label(line: Line) -> str | None:
    return next((r for hit in line.hits for r in hit.values("label") if _covers(line, hit)), None)


def _by_opening(line: Line) -> str | None:
    first = line.start + opening(line)
    heads = [hit for hit in line.hits if (hit.start == first or hit.start == line.start) and "opens" in hit.tags]
    for hit in sorted(heads, key=lambda h: -h.end):
        for reason in sorted(hit.values("opens")):
            label = line.text[hit.start - line.start : hit.end - line.start]
            end = hit.end - line.start
            labelled = _COLON.match(line.text, end) is not None or hit.end == line.end
            if reason in _LISTED and line.text[end : end + 1] == "," and not line.sentence:
                return reason
            open_ended = line.stop in ("", "\u2026") or not line.sentence
            weak = reason in _WEAK and " " not in label
            if labelled or (not line.sentence and _brief(line) if weak else open_ended):
                return reason
    return None


def _brief(line: Line) -> bool:
    """Whether a line is short up to its first bar."""
    return len(line.words) <= _SHORT or len(_WORD.findall(_BAR.split(line.text)[0])) <= _SHORT


def _by_closing(line: Line) -> str | None:
    """A label in brackets that ends a line: "A headline (see also)"; behind an ellipsis it leads to the line's rest."""
    for hit in line.hits if "(" in line.text or "[" in line.text else ():
        before, behind = line.text[: hit.start - line.start].rstrip(), line.text[hit.end - line.start :]
        if before.endswith(("(", "[")) and _OPENED.search(before) and _CLOSED.fullmatch(behind):
            return next((reason for reason in hit.values("opens") if reason in _LEADING), None)
    return None


def opening(line: Line) -> int:
    """Where the line's first letter or figure stands."""
    opening = None if line.text[:1].isalpha() else _OPENING.match(line.text)
    return opening.end() if opening else 0


def _by_date(line: Line) -> str | None:
    """A day that stands almost alone, or a label of publication with a number behind it, wherever it is."""
    if line.sentence or line.bullet:
        return None
    dated = _dated(line)
    others = sum([not word.isdigit() for word in line.words])
    if dated and line.share < 0.1 and others <= (_SIGNED_DATE if "|" in line.text else _DATE):
        return "date"
    if dated and _CREDITED.search(line.text, 0, line.stamps[-1].start):
        return "caption"
    labels = [hit for hit in line.hits if {"published", "updated"} & hit.values("date")]
    if dated and others <= _DATE and any(hit.end == line.end for hit in labels):  # "on … at … published"
        return "date"
    return "date" if any(_NUMBERED.match(line.text, hit.end - line.start) for hit in labels) else None


def _by_phrase(line: Line) -> str | None:
    if len(line.words) > _LONG:
        return None
    held: dict[str, list[Hit]] = {}
    for hit in line.hits:
        for reason in hit.values("holds"):
            held.setdefault(reason, []).append(hit)
    for reason, hits in held.items():
        if line.sentence and reason in _WEAK - _STRONG:
            continue
        if not line.sentence or reason in _STRONG or _covered(line, hits) >= _SHARE * len(line.words):
            return reason
    return None


def _by_coverage(line: Line) -> str | None:
    if line.sentence:
        return None
    hits = [hit for hit in line.hits if "words" in hit.tags]
    if hits and _covered(line, hits) >= _COVERED * len(line.words):
        reasons = [reason for hit in hits for reason in sorted(hit.values("words"))]
        return max(reasons, key=reasons.count)
    agencies = [hit for hit in line.hits if "agency" in hit.tags]
    last = any(hit.end == line.end for hit in agencies)
    signed = line.text.startswith("(") or (("," in line.text or last) and not line.share)
    if agencies and signed and len(line.words) <= _SIGNATURE:
        return "byline"
    thanked = any("(" in line.text[: hit.start - line.start] for hit in agencies) and line.text.endswith(")")
    return "byline" if thanked and len(line.words) <= _SIGNED_DATE and not line.finite else None


def _covered(line: Line, hits: Iterable[Hit]) -> int:
    """How many words of the line lie in the hits, which hold whole words."""
    count, at = 0, 0
    for start, end in sorted([(hit.start - line.start, hit.end - line.start) for hit in hits]):
        if end > at:
            count += _COUNT[line.text[max(start, at) : end]]
            at = end
    return count


def _covers(line: Line, hit: Hit) -> bool:
    """Whether the hit leaves no word of the line but numbers."""
    return _numbers(line.text, 0, hit.start - line.start) and _numbers(line.text, hit.end - line.start, len(line.text))


def _numbers(text: str, start: int, end: int) -> bool:
    return start == end or all(word.group().isdigit() for word in _WORD.finditer(text, start, end))
