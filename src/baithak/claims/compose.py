"""From a draft to a claim: entities, evidence for every filled slot, the quotation, relations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from baithak.claims.context import Context
from baithak.claims.drafts import Draft
from baithak.claims.entities import Found
from baithak.claims.page import Sentence
from baithak.language.lexicon import Unit
from baithak.model import Claim, Entity, Evidence, Quote, Relation, Span, Topic


def compose(drafts: Sequence[Draft], context: Context, reader: str) -> list[Claim]:
    """The claims of one page, in the order of their quotations; relations are between claims of the page."""
    document_id = context.document.id if drafts else ""
    claims: dict[int, Claim] = {}
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for draft in drafts:
        claim = _claim(draft, context, document_id, reader, draft.sentence.span)
        key = claim.id
        if key in taken and draft.clause is not None:  # two events of one kind in one sentence: each its clause
            claim = _claim(draft, context, document_id, reader, draft.sentence.span_within(draft.clause))
            key = claim.id
        claims[id(draft)], ids[id(draft)] = claim, key
        taken.add(key)
    unique = {}
    for draft in reversed(drafts):
        relations = tuple([Relation(ids[id(to)], kind) for to, kind in draft.links if id(to) in ids])
        claim = claims[id(draft)]
        unique[ids[id(draft)]] = replace(claim, relations=relations) if relations else claim
    in_order = sorted(unique.items(), key=lambda each: (each[1].quote.start, each[1].quote.end, each[1].type, each[0]))
    return [claim for _, claim in in_order]


def _claim(draft: Draft, context: Context, document_id: str, reader: str, quote: Span) -> Claim:
    document = context.document
    start, end = quote
    evidence: dict[str, tuple[Evidence, ...]] = {}
    body = _body(draft, context, evidence)
    parent = None
    if draft.parent is not None:
        parent = context.bodies.entity(draft.parent, draft.parent.forms[0] if draft.parent.forms else "")
    if len(draft.places()) > 1:
        draft.roles["place"] = sorted(draft.places(), key=lambda f: context.where.fineness(f.entity))
    _ground(draft, evidence)
    kind = context.knowledge.claim_types.get(draft.type)
    return Claim(
        doc=document.address,
        document_id=document_id,
        type=draft.type,
        quote=Quote(start, end, document.text[start:end]),
        status=draft.status,
        date=draft.date.edtf if draft.date else None,
        date_basis=draft.date.basis if draft.date else None,
        body=body,
        parent=parent,
        ordinal=draft.ordinal,
        roles={role: tuple([f.entity for f in found]) for role, found in draft.roles.items()},
        evidence=evidence,
        topics=tuple([Topic(first, last, document.text[first:last], code) for (first, last), code in draft.topics]),
        attribution=draft.attribution.entity if draft.attribution else None,
        plover=kind.plover.event if kind is not None and kind.plover else None,
        reader=reader,
        rule=draft.rule,
        extra={name: value for name, (value, _) in draft.extra.items()},
    )


def _ground(draft: Draft, evidence: dict[str, tuple[Evidence, ...]]) -> None:
    """Adds the evidence of every filled slot but the body."""
    if draft.parent is not None:
        evidence["parent"] = (_at(draft.sentence.span, "stated"),)
    if draft.ordinal_span:
        first, last = draft.sentence.span
        stated = first <= draft.ordinal_span[0] < last
        evidence["ordinal"] = (_at(draft.ordinal_span, "stated" if stated else "coreference"),)
    if draft.date:
        evidence["date"] = (_at(draft.date.span, draft.date.how),)
    for role, found in draft.roles.items():
        evidence[role] = tuple([_evidence(f) for f in found])
    for name, (_, span) in draft.extra.items():
        evidence[name] = (_at(span, "stated"),)
    if draft.attribution:
        evidence["attribution"] = (_evidence(draft.attribution),)


def _body(draft: Draft, context: Context, evidence: dict[str, tuple[Evidence, ...]]) -> Entity | None:
    if draft.body is None:
        return None
    at = draft.body_at
    named = at is not None and context.bodies.of(*at) is draft.body
    sentence, unit = at if at is not None and named else _mention(draft, context)
    how = "stated" if named else "coreference"
    evidence["body"] = (Evidence(sentence.start_of(unit), sentence.end_of(unit), how),)
    return context.bodies.entity(draft.body, context.bodies.printed(unit, sentence, draft.body))


def _mention(draft: Draft, context: Context) -> tuple[Sentence, Unit]:
    """Where the page names the body."""
    for sentence in context.sentences:
        for unit in sentence.phrases:
            if "bodyphrase" in unit.within and context.bodies.of(sentence, unit) is draft.body:
                return sentence, unit
    raise LookupError("a body without a mention")


def _evidence(found: Found) -> Evidence:
    sentence, unit = found.sentence, found.unit
    return Evidence(sentence.start_of(unit), sentence.end_of(unit), found.how)


def _at(span: Span, how: str) -> Evidence:
    start, end = span
    return Evidence(start, end, how)
