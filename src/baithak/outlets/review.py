"""`baithak review`: what in the record most deserves a human look, and the commands that would settle each."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rich.console import Group, RenderableType
from rich.text import Text

from baithak.errors import Issue
from baithak.language.spelling import name_score
from baithak.model import Document, Json
from baithak.outlets.deciding import FIELDS, settled
from baithak.outlets.show import Sight, last_part, said
from baithak.outlets.wording import count, name
from baithak.record.decisions import Decision, Kind
from baithak.store.sheet import SHEET

_SURE = 0.93  # names this much alike are taken for one without a second thought
_SIGNED = "--by NAME --reason TEXT"
_EXPLAIN = "baithak explain"
LOST = {  # kinds of issue that tell of a claim that was not taken
    "refused-claim", "misquoted", "malformed-claim", "unknown-document", "no-source", "unchecked-quotation",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision that would settle a doubt, but for who takes it and why."""

    kind: Kind
    targets: tuple[str, ...]
    values: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        return (
            f"baithak decide {shlex.join((self.kind, *self.targets, *(f'--value={v}' for v in self.values)))} {_SIGNED}"
        )


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at. weight: the larger, the worse; choices: each settles it in its own way.

    looks: commands that show more, or bring in anew what was not taken. event: the one that it is about.
    """

    weight: float
    title: str
    why: str
    choices: tuple[Choice, ...] = ()
    looks: tuple[str, ...] = ()
    event: str | None = None

    @property
    def commands(self) -> tuple[str, ...]:
        return (*self.looks, *(choice.command for choice in self.choices))


def doubts(
    sight: Sight, documents: Sequence[Document], issues: Iterable[Issue], decisions: Sequence[Decision]
) -> list[Doubt]:
    """Worst first: disputes, breaks of a series, joins of unlike names, sittings of one undated page, lost claims."""
    found = [
        *_disputes(sight),
        *_flags(sight),
        *_joins(sight, decisions),
        *_thin(sight, documents, decisions),
        *_refused(issues),
    ]
    return sorted(found, key=lambda doubt: (-doubt.weight, doubt.title, doubt.why))


def _disputes(sight: Sight) -> Iterator[Doubt]:
    """The more sources stand behind the value that is not shown, the worse."""
    events = _events(sight)
    for dispute in sight.record["disputes"]:
        event, field = events[dispute["event"]], dispute["field"]
        values = dispute["values"]
        rival = max(value["independent_sources"] for value in values[1:])
        told = (
            f"{said(field, v['value'], sight)} ({count(v['independent_sources'], 'source')}: "
            f"{', '.join(sorted({last_part(sight.claims[c].doc) for c in v['claims'] if c in sight.claims}))})"
            for v in values
        )
        title = f"{sight.titles[event['id']]}: {field}"
        why = "Disputed: " + " or ".join(told)
        yield Doubt(100 + rival, title, why, settling(event, dispute), event=event["id"])


def settling(event: Json, dispute: Json) -> tuple[Choice, ...]:
    """The decisions that would end a dispute: accept the value shown, or pin a rival; else reject one side's claims."""
    field, values = dispute["field"], dispute["values"]
    if field not in FIELDS:
        return tuple(Choice("reject", tuple(v["claims"])) for v in values)
    pins = (Choice("pin", (event["id"], field), _pinned(event, field, values, v)) for v in values[1:])
    return (Choice("accept", (event["id"], field)), *pins)


def _pinned(event: Json, field: str, values: Sequence[Json], chosen: Json) -> tuple[str, ...]:
    """What to pin for a rival value; of several people only the disputed one is exchanged."""
    new, old = (_plain(v["value"]) for v in (chosen, values[0]))
    if field in ("co_chairs", "participants"):
        return tuple(new if person["id"] == old else person["id"] for person in event[field])
    return (new,)


def _flags(sight: Sight) -> Iterator[Doubt]:
    for flag in sight.record.get("flags") or ():
        title = f"{sight.titles.get(flag['event'], flag['event'])}: {flag['field']}"
        yield Doubt(80, title, flag["because"], answering(flag), event=flag["event"])


def answering(flag: Json) -> tuple[Choice, ...]:
    """The decisions that would end a flag: accept what is shown, or reject the claims that break the series."""
    accept = (Choice("accept", (flag["event"], flag["field"])),) if flag["field"] in FIELDS else ()
    reject = (Choice("reject", tuple(flag["claims"])),) if flag["claims"] else ()
    return (*accept, *reject)


def _joins(sight: Sight, decisions: Sequence[Decision]) -> Iterator[Doubt]:
    """People made one whose names are not quite alike, unless somebody ruled so."""
    spoken = _spoken(sight)
    merged = {frozenset(d.targets) for d in decisions if d.kind == "merge"}
    for actor in sight.record["actors"]:
        if actor["kind"] != "person" or not actor.get("joined"):
            continue
        names = {n for found in actor["names"].values() for n in found}
        ids = sorted(key for key, own in spoken.items() if own & names)
        pairs = [(alike(spoken[a], spoken[b]), a, b) for a, b in combinations(ids, 2)]
        score, one, other = min(pairs, default=(1.0, "", ""))
        if score < _SURE and frozenset((one, other)) not in merged:
            first, second = min(spoken[one]), min(spoken[other])
            why = f"Taken for one person, names alike {score:.2f}: {first} and {second}. {'; '.join(actor['joined'])}."
            choices = (Choice("split", (one, other)), Choice("merge", (one, other)))
            yield Doubt(60 + 20 * (1 - score), name(actor, sight.lang), why, choices)


def _spoken(sight: Sight) -> dict[str, set[str]]:
    """The ids that claims give to people, with their names."""
    found: dict[str, set[str]] = {}
    for claim in sight.claims.values():
        for entity in (e for entities in claim.roles.values() for e in entities if e.kind == "person"):
            names = {n for spoken in entity.names.values() for n in spoken} or {entity.text}
            found.setdefault(entity.id, set()).update(names)
    return found


def alike(one: Iterable[str], other: Iterable[str]) -> float:
    """How alike two sets of names are: the two that are most so."""
    other = list(other)
    return max(name_score(a, b) for a in one for b in other)


def _thin(sight: Sight, documents: Sequence[Document], decisions: Sequence[Decision]) -> Iterator[Doubt]:
    """Sittings that only one page reports, which does not say when it came out."""
    undated = {document.id: document for document in documents if document.published is None}
    for body in sight.record["bodies"]:
        for session in body["sessions"]:
            claims = [sight.claims[key] for key in session["claims"] if key in sight.claims]
            if not claims or session["documents"] != 1 or claims[0].document_id not in undated:
                continue
            if "date" not in settled(decisions, session):
                page = claims[0].doc
                look = [] if undated[claims[0].document_id].extractor == SHEET else [f"{_EXPLAIN} {shlex.quote(page)}"]
                rule = (Choice("accept", (session["id"], "date")), Choice("reject", tuple(session["claims"])))
                why = f"Only {last_part(page)} reports it, and it does not say when it came out."
                weight = 50 if session["status"] == "held" else 40
                yield Doubt(weight, sight.titles[session["id"]], why, rule, tuple(look), session["id"])


def _refused(issues: Iterable[Issue]) -> Iterator[Doubt]:
    for issue in issues:
        if issue.kind in LOST:
            quoted = shlex.quote(issue.doc)
            command = {
                ".jsonl": f"baithak build {quoted}",
                ".csv": f"baithak import {quoted} --map MAP.yml --by NAME",
            }.get(issue.doc[issue.doc.rfind(".") :], f"{_EXPLAIN} {quoted}")
            yield Doubt(20, issue.doc, f"Not taken ({issue.kind}): {issue.reason}", looks=(command,))


def _events(sight: Sight) -> dict[str, Json]:
    sessions = (session for body in sight.record["bodies"] for session in body["sessions"])
    return {event["id"]: event for event in (*sight.record["events"], *sessions)}


def _plain(value: object) -> str:
    return str(value["id"]) if isinstance(value, dict) else str(value)


def shown(found: Sequence[Doubt], limit: int, options: str = "") -> Iterator[RenderableType]:
    """The worst of them, each with its commands and the options that these need; then how many more there are."""
    if not found:
        yield Text("Nothing in the record asks for a second look.")
    for number, doubt in enumerate(found[:limit], 1):
        head = Text.assemble((f"{number:>3}  ", "dim"), (doubt.title, "bold"))
        yield Group(head, Text(f"     {doubt.why}"))
        for command in doubt.commands:
            told = command if command.startswith(_EXPLAIN) else command + options
            yield Text(f"     {told}", style="cyan", no_wrap=True)  # so that it can be copied
        yield Text()
    if len(found) > limit:
        yield Text(f"… and {len(found) - limit} more: --limit {len(found)} lists them all.", style="dim")
