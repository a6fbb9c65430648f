"""When a page was published: what it says of itself, else its address, else what the crawl knew; and bounds.

A date of publication is one that a label introduces, that stands between the headline and the article, right above
the headline or in the article's own dateline. The site's clock, footers and the dates of other items are none; the
newest of them shows when the page was read at the latest, and is kept as a bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import regex

from baithak.documents.boilerplate import Verdict
from baithak.documents.furniture import dateline
from baithak.documents.lines import Line
from baithak.documents.stamps import Stamp
from baithak.documents.vocabulary import Hit

_ABOVE: Final = 3  # lines above the headline in which a day by itself is the article's
_EDITION: Final = 2  # the same where the weekday stands with it, as in a printed edition and in a site's clock
_TOP: Final = 2  # lines in which a time of day is the site's
_PLACED: Final = 5  # words of a line that gives a place and a day without its year
_LABELLED: Final = 40  # code points between a label and its day
_ADDRESS: Final = (
    regex.compile(r"(?<!\d)(?P<y>20\d\d)[/_-]?(?P<m>0[1-9]|1[0-2])[/_-]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    regex.compile(r"(?<!\d)(?P<y>20\d\d)/(?P<m>1[0-2]|[1-9])/(?P<d>[12]\d|3[01]|[1-9])(?!\d)"),
)
_LETTER: Final = regex.compile(r"[\p{L}\p{M}]")
_WORDS: Final = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_YEAR: Final = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_BEHIND: Final = regex.compile(r",?\s+((?:19|20)\d\d)(?!\d)")
_ISO: Final = regex.compile(r"\d{4}-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?)?")


@dataclass(frozen=True, slots=True)
class Dating:
    """published: EDTF or None, and its basis: a slug such as ``label``; inferred: a bound, EDTF, and its basis."""

    published: str | None = None
    basis: str | None = None
    inferred: str | None = None
    inferred_basis: str | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    rank: int
    basis: str
    stamp: Stamp


# Best first; what a page says of itself comes before its address.
_RANKS: Final = ("label", "head", "updated", "above-headline", "caption", "dateline", "foot")


def dating(verdicts: Sequence[Verdict], addresses: Sequence[str] = (), crawled: str | None = None) -> Dating:
    """When the page of these lines was published. crawled: what the crawl took for its date."""
    candidates = list(_candidates(verdicts))
    best = min(candidates, key=lambda c: c.rank, default=None)
    bound, bound_basis = _bound(verdicts)
    fallback, basis = _elsewhere(addresses, crawled)
    if best is not None and best.stamp.year is not None:
        return Dating(best.stamp.edtf, best.basis)
    if best is None:
        if fallback:
            return Dating(fallback, basis)
        issue = _issue(verdicts)
        return Dating(issue, "issue") if issue else Dating(None, None, bound, bound_basis)
    for near, why in ((fallback, basis), (bound, bound_basis)):
        if near and len(near) >= 10:
            day = _latest(best.stamp, date.fromisoformat(near[:10]))
            return Dating(day, f"{best.basis}, year from {why}")
    return Dating(best.stamp.edtf, best.basis, bound, bound_basis)


def _candidates(verdicts: Sequence[Verdict]) -> Iterator[_Candidate]:
    prose = [at for at, verdict in enumerate(verdicts) if verdict.role == "prose"]
    if not prose:
        return
    first, last = prose[0], prose[-1]
    headline = next((at for at, verdict in enumerate(verdicts) if verdict.role == "headline"), None)
    foot = next(
        (at for at in range(last + 1, len(verdicts)) if verdicts[at].reason in ("section", "side")), len(verdicts)
    )
    for at in range(foot):
        line = verdicts[at].line
        if verdicts[at].body:
            if at == first:
                stamp = dateline(line)
                if stamp is not None:
                    yield _Candidate(_RANKS.index("dateline"), "dateline", stamp)
            continue
        for stamp in line.stamps:
            label = _label(line, stamp) or (_label_above(verdicts, at) if stamp is line.stamps[0] else None)
            basis = _place(at, stamp, verdicts, headline, first, last, label)
            if basis:
                yield _Candidate(_RANKS.index(basis), basis, stamp)


def _place(
    at: int, stamp: Stamp, verdicts: Sequence[Verdict], headline: int | None, first: int, last: int, label: str | None
) -> str | None:
    """What a stamp outside the article is evidence of, by its label and place; None for no publication of it."""
    verdict = verdicts[at]
    line = verdict.line
    if label == "neither":
        return None
    if label:
        return "label" if label == "published" else "updated"
    below = (headline is None or at > headline) and at < first
    if stamp.year is None:
        return "dateline" if below and not line.share and len(line.words) <= _PLACED else None
    if below:
        caption = verdict.reason in ("caption", "legal", "other-script") and len(line.words) > 8
        if caption and len(_WORDS.findall(line.text, 0, stamp.start)) > 1:
            return "caption" if stamp.end >= len(line.text) - 2 else None
        return "head"
    if at < first:
        weekday = any("weekday" in hit.tags for hit in line.hits)
        near = headline is not None and headline - at <= (_EDITION if weekday else _ABOVE)
        site = stamp.clock and (weekday or at < _TOP)  # the time at which the site was looked at
        return "above-headline" if near and not site else None
    return "foot" if at == last + 1 and verdict.reason == "date" else None


def _label(line: Line, stamp: Stamp) -> str | None:
    """The nearest label in front of a stamp on its line: published, updated or neither."""
    found = None
    for hit in line.hits:
        gap = line.start + stamp.start - hit.end
        if 0 <= gap <= _LABELLED:
            kinds = set(hit.values("date"))
            if "published" in kinds and not _introduces(line, hit):
                kinds.discard("published")
            found = next((kind for kind in ("neither", "published", "updated") if kind in kinds), found)
        elif gap < 0 and found is None and "updated" in hit.values("date"):
            found = "updated"  # "5 December | updated: 21:15"
        elif gap < 0 and found is None and hit.end == line.end and "published" in hit.values("date"):
            found = "published"  # "on 5 December at 21:15 published"
    return found


def _introduces(line: Line, hit: Hit) -> bool:
    """Whether a label stands by itself: not as a word of a phrase, as in "the date of the sale is 5 May"."""
    before, behind = line.text[: hit.start - line.start].rstrip(), line.text[hit.end - line.start :].lstrip()
    return not before or not _LETTER.match(before[-1]) or behind[:1] in (":", "-")


def _label_above(verdicts: Sequence[Verdict], at: int) -> str | None:
    """The label that makes up the line above."""
    if at == 0 or len(verdicts[at - 1].line.words) > 3:
        return None
    line = verdicts[at - 1].line
    kinds = {kind for hit in line.hits if hit.end >= line.end - 2 for kind in hit.values("date")}
    return next((kind for kind in ("neither", "published", "updated") if kind in kinds), None)


def _issue(verdicts: Sequence[Verdict]) -> str | None:
    """The month of a monthly, behind the label of its issue above the article: "issue 37 | March 2024"."""
    first = next((at for at, verdict in enumerate(verdicts) if verdict.role == "prose"), 0)
    for line in (v.line for v in verdicts[:first] if not v.body and not v.line.stamps):
        label = next(
            (hit.end for hit in line.hits if "published" in hit.values("date") and _introduces(line, hit)), None
        )
        for hit in line.hits:
            year = _YEAR_BEHIND.match(line.text, hit.end - line.start)
            if label is not None and 0 <= hit.start - label <= _LABELLED and year:
                return next((f"{year[1]}-{month}" for month in hit.values("month")), None)
    return None


def _bound(verdicts: Sequence[Verdict]) -> tuple[str | None, str | None]:
    """The newest day among what is not the article's, else the newest year of its legal lines."""
    days = [
        ((stamp.year, stamp.month, stamp.day), stamp, verdict.reason)
        for verdict in verdicts
        if not verdict.body
        for stamp in verdict.line.stamps
        if stamp.year
    ]
    if days:
        _, stamp, reason = max(days, key=lambda each: each[0])
        return stamp.edtf[:10], f"newest day outside the article ({reason})"
    years = [year for v in verdicts if v.reason == "legal" for year in _YEAR.findall(v.line.text)]
    return (max(years), "year of the copyright line") if years else (None, None)


def _elsewhere(addresses: Sequence[str], crawled: str | None) -> tuple[str | None, str | None]:
    for address in addresses:
        for pattern in _ADDRESS:
            found = pattern.search(address)
            if found and (day := _day(int(found["y"]), int(found["m"]), int(found["d"]))):
                return day.isoformat(), "address"
    if crawled and _ISO.fullmatch(crawled):
        return crawled, "crawl"
    return None, None


def _latest(stamp: Stamp, bound: date) -> str:
    """The newest such day that is not after the bound; a day's grace for the earth's turning."""
    for year in (bound.year + 1, bound.year):
        day = _day(year, stamp.month, stamp.day)
        if day and day <= bound + timedelta(1):
            return day.isoformat()
    earlier = _day(bound.year - 1, stamp.month, stamp.day)
    return earlier.isoformat() if earlier else stamp.edtf


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
