"""What comes next in a series: the sitting that is announced, or else the one that cadence and turns lead to expect."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from baithak.model import Json
from baithak.record import days
from baithak.record.series import Point, Series, later

Past = Callable[[str | None], bool]
"""Whether every day of a date has passed."""
_LAST = 10**6  # in order, a sitting without a number comes after those that have one
_ANNOUNCED = 0.9
_LATE = 0.5
_SURE = 0.5  # below this, nothing is said


def coming(series: Series, points: Sequence[Point], parties: Sequence[str], past: Past) -> Json | None:
    """The contract's `next`, None where the evidence does not suffice. Turns apply to bodies of two parties."""
    done = [p for p in series.line if p.status == "held" and (p.ordinal is not None or days.span(p.date))]
    last = max(done, key=_order, default=None)
    planned = [p for p in points if p.status in ("planned", "postponed") and (last is None or _after(p, last))]
    if planned:
        return _announced(min(planned, key=_order), last, series, parties, past)
    if last is None or series.cadence is None or last.date is None:
        return None
    due = later(last.date, series.cadence.value)
    confidence = series.cadence.confidence
    if due is None or confidence < _SURE:
        return None
    because = [_last(last), _recurs("cadence", series)]
    host = _host(last, series, parties)
    if host:
        because.append(_recurs("rotation", series))
    ordinal = last.ordinal + 1 if last.ordinal is not None else None
    if past(due):
        because.append(f"It was due {due}, and no page reports it.")
        confidence = round(confidence * _LATE, 2)
    return {"ordinal": ordinal, "due": due, "host_country": host, "confidence": confidence, "because": because}


def _order(point: Point) -> tuple[int, str, str]:
    both = days.span(point.date)
    return point.ordinal or _LAST, both[0].isoformat() if both else "~", point.id


def _after(point: Point, last: Point) -> bool:
    if point.ordinal is not None and last.ordinal is not None:
        return point.ordinal > last.ordinal
    other = days.span(last.date)
    if other is None:
        return True
    one = days.span(point.date)
    if one is None:
        return point.newest is None or point.newest >= other[0]
    return one[1] > other[1]


def _announced(point: Point, last: Point | None, series: Series, parties: Sequence[str], past: Past) -> Json:
    """The announced sitting, with the series as a check of its day and host."""
    because = [f"It is announced{f' for {point.date}' if point.date else ''} by {_pages(point.sources)}."]
    confidence = _ANNOUNCED
    expected = later(last.date, series.cadence.value) if last and last.date and series.cadence else None
    if expected and point.date:
        fits = days.overlap(expected, point.date)
        because.append(
            f"{_recurs('cadence', series)} The last was held {last.date if last else ''}, so this "
            + ("agrees." if fits else f"does not agree: {expected} was to be expected.")
        )
    turn = _host(last, series, parties) if last else None
    if turn:
        check = "" if not point.host else " This agrees." if turn == point.host else " This is out of turn."
        because.append(_recurs("rotation", series) + check)
    if past(point.date):
        because.append("The day has passed, and no page reports it as held.")
        confidence = _LATE
    ordinal = point.ordinal
    if ordinal is None and last and last.ordinal is not None:
        ordinal = last.ordinal + 1
        because.append(f"No page gives its number; the last was number {last.ordinal}.")
    return {
        "ordinal": ordinal,
        "due": point.date,
        "host_country": point.host or turn,
        "confidence": confidence,
        "because": because,
    }


def _host(last: Point, series: Series, parties: Sequence[str]) -> str | None:
    if series.rotation is None or last.host is None:
        return None
    if series.rotation.value == "fixed":
        return last.host
    others = [party for party in parties if party != last.host]
    return others[0] if series.rotation.value == "alternating" and len(parties) == 2 and len(others) == 1 else None


def _last(point: Point) -> str:
    number = f"number {point.ordinal}" if point.ordinal is not None else "the last"
    return f"The last sitting known to have been held is {number}, of {point.date}."


def _recurs(what: str, series: Series) -> str:
    pattern = series.cadence if what == "cadence" else series.rotation
    if pattern is None:
        return ""
    basis = "Pages say" if pattern.said else "What happened shows"
    seen = f" ({pattern.agree} of {pattern.total} known steps agree)" if pattern.total else ""
    return f"{basis} that its {what} is {pattern.value}{seen}."


def _pages(count: int) -> str:
    return "one source" if count == 1 else f"{count} independent sources"
