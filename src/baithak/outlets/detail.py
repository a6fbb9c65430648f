"""One body or event of the record, field by field, with the very words behind each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from baithak.errors import StopRun
from baithak.language.text import fold, fold_word, in_one_line, sentences, unwrapped
from baithak.model import Claim, Document, Json
from baithak.outlets.show import Sight, behind, body_part, marked, newest_first, said, table
from baithak.outlets.wording import count, say_reason


def detail(sight: Sight, wanted: str, documents: Mapping[str, Document]) -> Iterator[RenderableType]:
    """The body or event that an id or a part of a name means; StopRun where it means none, or several.

    documents: by id, those that the claims of the record come from.
    """
    found = find(sight, wanted)
    events = [found]
    if "sessions" in found:
        yield from body_part(found, sight)
        events = newest_first(found["sessions"])
    for event in events:
        yield Group("", Text.assemble((sight.titles[event["id"]], "bold"), f"  {marked(event)[0]}  {event['id']}"))
        yield _fields(event, sight)
        yield from quotations(event, sight.claims, documents)


def find(sight: Sight, wanted: str) -> Json:
    """The one body, session or event with that id, or else with that in one of its names."""
    bodies, events = sight.record["bodies"], sight.record["events"]
    everything: list[Json] = [*bodies, *(session for body in bodies for session in body["sessions"]), *events]
    exact = [each for each in everything if each["id"] == wanted]
    named = exact or [each for each in (*bodies, *events) if _answers(each, fold_word(wanted), sight)]
    if len(named) == 1:
        return named[0]
    known = "\n".join(f"  {each['id']}" for each in named or bodies)
    reason = "could be any of these" if named else "is nothing in the record; its bodies are"
    raise StopRun(f"{wanted} {reason}:\n{known}")


def _answers(entity: Json, wanted: str, sight: Sight) -> bool:
    names = [n for found in (entity.get("names") or {}).values() for n in found]
    if "type" in entity:
        names.append(sight.titles[entity["id"]])
    return any(wanted in fold_word(n) for n in (*names, entity["id"]))


def _fields(event: Json, sight: Sight) -> RenderableType:
    """Each field with its value, how many claims bear it out, what others say, and why this one is shown."""
    rows = []
    for slot, field in (event.get("fields") or {}).items():
        against = [
            f"against: {said(slot, other['value'], sight)} ({count(len(other['claims']), 'claim')})"
            for other in field.get("against") or ()
        ]
        because = "\n".join(filter(None, (say_reason(field.get("because") or ""), *against)))
        rows.append(("", [slot, said(slot, field["value"], sight), str(len(field["support"])), because]))
    return table(("Field", "Value", "Claims", "Because"), rows)


def quotations(event: Json, claims: Mapping[str, Claim], documents: Mapping[str, Document]) -> Iterator[RenderableType]:
    """Each sentence that an event rests on, once, with its page and its number there."""
    for (doc, start, _), group in _by_quote(behind(event, claims)).items():
        told = sorted({f"{c.type} {c.status or ''}".strip() for c in group})
        number = sentence_number(documents[group[0].document_id], start)
        source = Text(f"{doc}, sentence {number} ({', '.join(told)})", style="dim")
        yield Group("", Text(f"“{in_one_line(group[0].quote.text)}”"), source)


def _by_quote(claims: Sequence[Claim]) -> dict[tuple[str, int, int], list[Claim]]:
    found: dict[tuple[str, int, int], list[Claim]] = {}
    for claim in claims:
        found.setdefault((claim.doc, claim.quote.start, claim.quote.end), []).append(claim)
    return found


def sentence_number(document: Document, start: int) -> int:
    """Which sentence of a document holds an offset, counted from 1."""
    folded = unwrapped(fold(document.text), document.wraps)
    return sum(1 for begin, _ in sentences(folded.text) if folded.starts[begin] <= start) or 1
