"""The reader by rules: goes through a page's sentences, and lets every frame that fired add to the page's events."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from baithak.claims.bodies import PageBody
from baithak.claims.drafts import SITTINGS, Dated, Draft, dates_agree, same_event
from baithak.claims.page import Sentence
from baithak.claims.people import Found
from baithak.claims.resolve import Context
from baithak.language.clauses import Clause, Group
from baithak.language.frames import Firing
from baithak.language.lexicon import Unit
from baithak.model import Span

_REAL = frozenset({"held", "planned", "proposed", "cancelled", "postponed", "denied"})
_TOLD = frozenset({"habitual", "perfective", "stative", "past", "progressive"})
_DENIABLE = frozenset({"session", "meeting", "visit", "signing", "agreement", "procurement", "delivery", "export"})


class PageRules:
    """One page's reading; `drafts` holds what came of it, in the order of the page."""

    def __init__(self, context: Context) -> None:
        self.at = context
        self.drafts: list[Draft] = []
        self.focus: Draft | None = None
        self._denied: set[int] = set()
        self._mentioned: tuple[int, PageBody] | None = None
        self._handlers: dict[str, Callable[[Firing, Sentence], None]] = {
            "session": self._session,
            "meeting": self._meeting,
            "visit": self._visit,
            "signing": self._signing,
            "agreement": self._agreement,
            "invitation": self._invitation,
            "statement": self._statement,
            "ceremony": self._ceremony,
            "exercise": self._exercise,
            "body": self._members,
            "denial": self._denial,
            "office": self._office,
            "commissioning": self._equipment,
            "joint_production": self._equipment,
            "delivery": self._equipment,
            "procurement": self._equipment,
            "export": self._equipment,
        }

    def _denial(self, firing: Firing, sentence: Sentence) -> None:
        """What somebody denies is denied: every event in the clauses that the denial reports."""
        self._denied.add(sentence.index)

    def run(self) -> list[Draft]:
        """Every event of the page, told once."""
        for sentence in self.at.sentences:
            count = len(self.drafts)
            self._adjuncts(sentence, {g.index for f in sentence.firings for gs in f.slots.values() for g in gs})
            # Who says so comes last: what a ministry reports is an event, what it only says is a statement.
            for firing in sorted(sentence.firings, key=_reported_last):
                if firing.negated:
                    copula = firing.clause.verb is not None and "copula" in firing.clause.verb.cats
                    if firing.status != "held" or firing.frame.event not in _DENIABLE or copula:
                        continue
                    firing.status = "denied"
                self._handlers[firing.frame.event](firing, sentence)
            self._invited_in(sentence)
            self._body_facts(sentence)
            if len(self.drafts) == count:
                self._figure(sentence)
            if sentence.index in self._denied:
                for draft in self.drafts[count:]:
                    draft.status = "denied" if draft.type in _DENIABLE else draft.status
            self._attribute(sentence, [d for d in self.drafts if sentence in d.sentences])
            self._follow(sentence)
        self._settle()
        return self.drafts

    # --- sittings -------------------------------------------------------------------------------------------------
    def _session(self, firing: Firing, sentence: Sentence) -> None:
        if firing.status is None:
            self._habit(firing, sentence)
            return
        units: list[Unit | None] = [g.unit for g in firing.slots.get("sitting", []) if "pron" not in g.unit.cats]
        if not units and firing.anchor.cats & {"session", "bodyphrase", "sittings"}:
            units = [firing.anchor]
        for unit in units or [self._sitting_in(firing.clause)]:
            self._told(unit, firing, sentence)

    def _told(self, unit: Unit | None, firing: Firing, sentence: Sentence) -> None:
        """What one frame says of one sitting."""
        draft = self._sitting(unit, firing, sentence)
        host = next((f.entity.side for f in draft.places()), None)
        for role in ("co_chair", "participant"):
            people = self.at.persons(firing.slots.get(role, []), sentence, host)
            draft.add(role, people)
        self._narrator(draft, firing, sentence)
        parties = self.at.countries(firing.slots.get("party", []), sentence)
        if not draft.people():
            draft.add("party", parties)
        self._enter(draft)

    def _narrator(self, draft: Draft, firing: Firing, sentence: Sentence) -> None:
        """Whoever says that he sat with somebody was there too."""
        company = draft.roles.get("participant", [])
        if len(company) != 1 or not any(g.case == "saath" for g in firing.slots.get("participant", ())):
            return
        said = [f for f in sentence.firings if f.frame.event == "statement"]
        speakers = self.at.persons([g for f in said for g in f.slots.get("speaker", ())], sentence)
        draft.add("participant", [Found(f.entity, "coreference", f.unit, f.sentence) for f in speakers[:1]])

    def _sitting_in(self, clause: Clause) -> Unit | None:
        return next((g.unit for g in clause.groups if g.unit.cats & {"session", "bodyphrase"}), None)

    def _sitting(self, unit: Unit | None, firing: Firing, sentence: Sentence) -> Draft:
        status = self.at.status(firing, sentence)
        draft = Draft("session", status, firing.frame.frame, sentence)
        if unit is not None:
            self._name(draft, unit, sentence)
        draft.date = self.at.date(firing, sentence, status)
        draft.add("place", self.at.places(firing, sentence))
        host = self.at.countries(firing.slots.get("host", []), sentence)
        draft.add("place", host)
        return draft

    def _owner(self, sentence: Sentence, unit: Unit) -> PageBody | None:
        """The body on whose name a sitting hangs with something in between: "of the commission, the … meeting"."""
        at = next((g.index for g in sentence.parse.groups if g.unit is unit), None)
        owners = [g for g in sentence.parse.groups if at is not None and g.head == at and "bodyphrase" in g.unit.cats]
        return self.at.bodies.of(sentence, owners[-1].unit) if owners else None

    def _mention(self, sentence: Sentence, unit: Unit) -> None:
        """Remembers which body the sentence names up to a unit."""
        for group in sentence.parse.groups:
            body = self.at.bodies.of(sentence, group.unit)
            if body is not None and group.unit.first <= unit.first:
                self._mentioned = (sentence.index, body)

    def _name(self, draft: Draft, unit: Unit, sentence: Sentence) -> None:
        """The body and number of a sitting; "this meeting" leaves both to the event that it refers to."""
        self._mention(sentence, unit)
        draft.body = self.at.bodies.of(sentence, unit)
        draft.body_at = (sentence, unit)
        if draft.body is None:
            draft.body = self._owner(sentence, unit)
        ordinal = unit.part("ordinal")
        if ordinal is None:
            ordinal = next((b.part("ordinal") for b in unit.all("bodyphrase") if b.part("ordinal")), None)
        if ordinal is not None and ordinal.value:
            draft.ordinal = ordinal.value
            draft.ordinal_span = sentence.span_of(ordinal)
        if draft.body is None and "session" in unit.cats and self._another(unit, sentence):
            draft.body = self._its_body(draft.ordinal, sentence, unit)
        draft.apart = "relative" in unit.cats

    def _its_body(self, ordinal: int | None, sentence: Sentence, unit: Unit) -> PageBody | None:
        """The body of a sitting that names none: the one whose number on this page stands next to it, else the one
        that was mentioned just before, else the page's first."""
        its = any(g.unit.last == unit.first and "pron:of_it" in g.unit.cats for g in sentence.parse.groups)
        if its and self._mentioned and self._mentioned[0] == sentence.index:
            return self._mentioned[1]
        sittings = [d for d in self.drafts if d.type == "session" and d.body is not None]
        near = [d for d in sittings if ordinal and d.ordinal and abs(d.ordinal - ordinal) == 1]
        if near:
            return near[-1].body
        if self._mentioned and sentence.index - self._mentioned[0] <= 1:
            return self._mentioned[1]
        return sittings[0].body if sittings else None

    @staticmethod
    def _another(unit: Unit, sentence: Sentence) -> bool:
        """A numbered, next or last sitting, or "its" sitting, is one of the body that the page is about."""
        before = [g for g in sentence.parse.groups if g.case == "gen" and g.unit.last in (unit.first, unit.first - 1)]
        if any("pron:of_it" not in g.unit.cats for g in before):
            return False  # somebody else's: "the governing council's seventh meeting"
        return unit.part("ordinal") is not None or "relative" in unit.cats or bool(before)

    def _enter(self, draft: Draft, *, main: bool = True) -> None:
        """Joins a sitting to the event of the page that it is, else opens a new one."""
        target = self._same(draft)
        if target is None:
            self.drafts.append(draft)
            target = draft
        else:
            target.absorb(draft)
        if main and not target.apart:
            self.focus = target

    def _same(self, draft: Draft) -> Draft | None:
        sittings = [d for d in reversed(self.drafts) if d.type in SITTINGS]
        able = [d for d in sittings if same_event(d, draft)]
        if able:
            return able[0]
        if draft.body is None and draft.ordinal is None and not draft.apart and self._refers(draft):
            return self.focus
        return None

    def _refers(self, draft: Draft) -> bool:
        """A sitting without name or number of its own is the one the page is at, if nothing tells them apart."""
        focus = self.focus
        if focus is None or focus.status != draft.status or not dates_agree(focus.date, draft.date):
            return False
        mine, theirs = draft.people(), focus.people()
        if draft.type == "session" and draft.body_at is None:  # "the Indian side was led by …": of the sitting told of
            return True
        if draft.type == "meeting" and not (theirs and (mine <= theirs or theirs <= mine)):
            return False
        unit = draft.body_at[1] if draft.body_at else None
        if unit is not None and "anaphor" in unit.cats:
            return True
        if mine and theirs and not (mine <= theirs or theirs <= mine):
            return False
        return not (draft.date and focus.date is None and focus.places()) and _definite(unit)

    def _adjuncts(self, sentence: Sentence, used: set[int]) -> None:
        """Sittings named beside the point: "during the 13th summit, in October 2018"."""
        for group in sentence.parse.groups:
            unit = group.unit
            if group.index in used or not unit.cats & {"session", "bodyphrase"} or group.case not in ("during", "end", "after", "before", "for"):
                continue
            invited = any(f.frame.event == "invitation" for f in sentence.firings)
            if group.case == "for" and not invited:
                continue
            draft = Draft("session", "planned" if group.case in ("before", "for") else "held", "adjunct", sentence)
            self._name(draft, unit, sentence)
            if draft.body is None or draft.ordinal is None and "relative" not in unit.cats:
                continue
            clause = next((c for c in sentence.parse.clauses if c.number == group.owner), None)
            if clause is not None and clause.aspect == "future":
                draft.status = "planned"
            self._enter(draft, main=False)

    def _meeting(self, firing: Firing, sentence: Sentence) -> None:
        if firing.status is None:
            return
        people = self.at.persons(firing.slots.get("participant", []), sentence)
        if not people or len(people) < 2 and len(firing.slots.get("participant", ())) < 2:
            return
        draft = Draft("meeting", firing.status, firing.frame.frame, sentence)
        draft.add("participant", people)
        draft.date = self.at.date(firing, sentence, firing.status)
        draft.add("place", self.at.places(firing, sentence))
        self._enter(draft)

    # --- visits, documents, invitations ---------------------------------------------------------------------------
    def _visit(self, firing: Firing, sentence: Sentence) -> None:
        visitors = self.at.persons(firing.slots.get("visitor", []), sentence)
        status = self.at.status(firing, sentence)
        if not visitors or status is None:
            return
        draft = Draft("visit", status, firing.frame.frame, sentence)
        draft.add("visitor", visitors)
        trip = firing.slots["visit"][0].unit if firing.slots.get("visit") else firing.anchor
        host = trip.part("host")
        groups = [Group(host, -1, "party", "none")] if host is not None else firing.slots.get("host", [])
        draft.add("host_country", [f for f in self.at.countries(groups, sentence) if f.entity.id != visitors[0].entity.side])
        draft.date = self.at.date(firing, sentence, status)
        draft.add("place", self.at.places(firing, sentence))
        if firing.frame.frame == "arrived" and not draft.places():
            draft.add("place", [self.at.as_place(f) for f in draft.roles.get("host_country", ())])
        if not draft.roles.get("host_country"):
            self._host_by_place(draft)
        if draft.roles.keys() & {"host_country", "place"}:
            self._once(draft)

    def _host_by_place(self, draft: Draft) -> None:
        for found in draft.places():
            if found.entity.side in self.at.knowledge.places:
                country = self.at.entities.country(found.entity.side or "", found.entity.text)
                draft.add("host_country", [Found(country, "knowledge", found.unit, found.sentence)])
                return

    def _once(self, draft: Draft) -> None:
        """A visit told again is the same visit."""
        for other in self.drafts:
            if (
                other.type == draft.type and other.status == draft.status and other.people() & draft.people()
                and dates_agree(other.date, draft.date)
                and {f.entity.id for f in other.roles.get("host_country", ())} == {f.entity.id for f in draft.roles.get("host_country", ())}
            ):
                other.absorb(draft)
                return
        self.drafts.append(draft)

    def _signing(self, firing: Firing, sentence: Sentence) -> None:
        if firing.status is None:
            return
        draft = Draft("signing", firing.status, firing.frame.frame, sentence)
        signers = firing.slots.get("signatory", [])
        draft.add("signatory", self._chairs(signers, sentence) or self.at.persons(signers, sentence))
        if not draft.roles:
            draft.add("signatory", self.at.organisations(signers, sentence))
        if not draft.roles:
            draft.add("signatory", self.at.countries(signers, sentence))
        document = firing.slots["document"][0].unit
        draft.extra["document"] = (document.sense("document") or "", sentence.span_of(document))
        sitting = firing.slots.get("sitting", [])
        if sitting:
            self._name(draft, sitting[0].unit, sentence)
        draft.add("object", self.at.things(firing.clause.groups, sentence))
        draft.date = self.at.date(firing, sentence, firing.status)
        self._agreed_before(draft)
        self._inherit(draft)
        self.drafts.append(draft)

    def _chairs(self, groups: Sequence[Group], sentence: Sentence) -> list[Found]:
        """ "Both secretaries" are the two who chaired the sitting that was told last."""
        both = next((g for g in groups if g.unit.cats & {"leaders", "both"}), None)
        sittings = [d for d in self.drafts if d.type == "session" and len(d.roles.get("co_chair", ())) == 2]
        if both is None or not sittings:
            return []
        return [Found(f.entity, "coreference", both.unit, sentence) for f in sittings[-1].roles["co_chair"]]

    def _agreed_before(self, draft: Draft) -> None:
        """An agreement of the same parties in the sentence before is what is signed: its day and object hold."""
        signers = {f.entity.id for f in draft.roles.get("signatory", ())}
        for other in reversed(self.drafts):
            if other.type != "agreement" or draft.sentence.index - other.sentence.index > 1:
                continue
            if signers and signers == {f.entity.id for f in other.roles.get("party", ())}:
                draft.date = draft.date or other.date
                draft.add("object", other.roles.get("object", []))
                draft.sentences.append(other.sentence)
                return

    def _agreement(self, firing: Firing, sentence: Sentence) -> None:
        if firing.status is None:
            return
        draft = Draft("agreement", firing.status, firing.frame.frame, sentence)
        groups = firing.slots.get("party", [])
        draft.add("party", self.at.organisations(groups, sentence) or self.at.countries(groups, sentence))
        draft.add("object", self.at.things(firing.clause.groups, sentence))
        draft.extra["document"] = (firing.anchor.sense("document") or "", sentence.span_of(firing.anchor))
        draft.date = self.at.date(firing, sentence, firing.status)
        if draft.roles:
            self.drafts.append(draft)

    def _invitation(self, firing: Firing, sentence: Sentence) -> None:
        groups = firing.slots.get("inviter", [])
        sent = [g for g in groups if g.case == "side"]  # an invitation handed over is that of who sends it
        inviter = self.at.persons(sent or groups, sentence)
        if not inviter or firing.status != "held":
            return
        draft = Draft("invitation", "held", firing.frame.frame, sentence)
        draft.add("inviter", inviter)
        draft.add("invitee", [f for f in self.at.persons(firing.slots.get("invitee", []), sentence) if f.entity.id != inviter[0].entity.id])
        self.drafts.append(draft)

    def _invited_in(self, sentence: Sentence) -> None:
        """What somebody is invited to is planned; the invited one will co-chair it if the sentence says so."""
        firing = next((f for f in sentence.firings if f.frame.event == "invitation"), None)
        invitation = next((d for d in self.drafts if d.type == "invitation" and d.sentence is sentence), None)
        if firing is None or invitation is None:
            return
        for draft in self.drafts:
            if draft.type == "session" and sentence in draft.sentences and draft.status == "planned":
                invitation.links.append((draft, "for"))
                if any(f.frame.frame == "chaired" for f in sentence.firings):
                    draft.roles.pop("co_chair", None)
                    draft.add("co_chair", invitation.roles.get("invitee", []))
                else:
                    draft.add("participant", invitation.roles.get("invitee", []))
                if not draft.places():
                    country = [g for g in sentence.parse.groups if "country" in g.unit.cats and g.case in ("none", "mein") and g.unit.ids]
                    draft.add("place", [Found(self.at.entities.place(g.unit.ids[0], sentence.text_of(g.unit)), "stated", g.unit, sentence) for g in country[:1]])
                if draft.date is None:
                    dates = [g for g in sentence.parse.groups if g.kind == "date"]
                    whole = Firing(firing.frame, firing.anchor, firing.at, firing.clause, "planned", False, {"date": dates})
                    draft.date = self.at.date(whole, sentence, "planned")

    # --- what people say ------------------------------------------------------------------------------------------
    def _statement(self, firing: Firing, sentence: Sentence) -> None:
        if firing.status != "held" or sentence.title:
            return
        if firing.frame.frame == "stated":
            speakers = [self.at.source] if self.at.source else []
        else:
            groups = firing.slots.get("speaker", [])
            speakers = self.at.persons(groups, sentence) or self.at.countries(groups, sentence) or self.at.organisations(groups, sentence)
        if not speakers:
            return
        if speakers[0].entity.kind == "organisation" and firing.frame.frame != "stated":
            self.at.source = speakers[0]
            if any(sentence in d.sentences for d in self.drafts):
                return
        draft = Draft("statement", "held", firing.frame.frame, sentence)
        draft.add("speaker", speakers)
        draft.topics.append(self._said(firing, sentence))
        if any(d.type == "statement" and d.sentence is sentence for d in self.drafts):
            return
        self.drafts.append(draft)
        if speakers[0].entity.kind in ("person", "office"):
            self.at.speaker = speakers[0]

    def _said(self, firing: Firing, sentence: Sentence) -> Span:
        """What was said: behind the complementiser, else all of the sentence before the verb and after the speaker."""
        units = sentence.parse.units
        for unit in units[firing.clause.at :]:
            if "sub:that" in unit.cats:
                return Span(sentence.span_of(unit).end, sentence.span.end)
        return sentence.span

    # --- ceremonies, exercises, equipment -------------------------------------------------------------------------
    def _ceremony(self, firing: Firing, sentence: Sentence) -> None:
        if firing.status is None:
            return
        draft = Draft("ceremony", firing.status, firing.frame.frame, sentence)
        honoured = "ceremony:guard" in firing.anchor.cats and firing.slots.get("honoree")
        draft.add("actor", self.at.persons(honoured or firing.slots.get("actor", []), sentence, self._host()))
        if not draft.roles:
            return
        draft.date = self.at.date(firing, sentence, firing.status)
        draft.add("place", self.at.places(firing, sentence))
        self._inherit(draft)
        if not any(d.type == "ceremony" and d.sentence is sentence and d.people() == draft.people() for d in self.drafts):
            self.drafts.append(draft)

    def _host(self) -> str | None:
        """The country that the sitting of the page was held in."""
        held = [d for d in self.drafts if d.type in SITTINGS and d.status == "held" and d.places()]
        return held[-1].places()[0].entity.side if held else None

    def _inherit(self, draft: Draft) -> None:
        """A ceremony or a signing without a day of its own is of the day of the sitting that it belongs to."""
        if draft.date is not None:
            return
        same = [d for d in self.drafts if d.type in SITTINGS and d.status == draft.status and d.date]
        held = [d for d in same if d.type == "session"] or same
        at = self._sitting_of(draft.sentence)
        body = draft.body or (self.at.bodies.of(draft.sentence, at) if at is not None else None)
        if body is not None:
            held = [d for d in held if d.body is body and draft.ordinal in (None, d.ordinal)] or held
        if held and (draft.status == "held" or at is not None):
            sitting = held[-1]
            if sitting.date is not None:
                draft.date = Dated(sitting.date.edtf, "inferred", sitting.date.span, "page")
            draft.links.append((sitting, "part_of"))
            if draft.type == "signing" and draft.body is None and at is not None and sitting.body is not None:
                draft.body, draft.body_at = sitting.body, sitting.body_at
                draft.ordinal, draft.ordinal_span = sitting.ordinal, sitting.ordinal_span

    @staticmethod
    def _sitting_of(sentence: Sentence) -> Unit | None:
        """The sitting at which the sentence says that something was done: "at the end of the consultations"."""
        cases = ("during", "end", "after", "mein")
        at = [g.unit for g in sentence.parse.groups if g.case in cases and g.unit.cats & {"session", "bodyphrase", "kind"}]
        return at[0] if at else None

    def _exercise(self, firing: Firing, sentence: Sentence) -> None:
        parties = self.at.countries(firing.slots.get("party", []), sentence)
        if firing.status is None or not parties:
            return
        draft = Draft("exercise", firing.status, firing.frame.frame, sentence)
        draft.add("party", parties)
        draft.date = self.at.date(firing, sentence, firing.status)
        draft.add("place", self.at.places(firing, sentence))
        self.drafts.append(draft)

    def _equipment(self, firing: Firing, sentence: Sentence) -> None:
        things = self.at.things(firing.slots.get("object", []), sentence)
        if firing.status is None or not things:
            return
        for thing in things:
            draft = Draft(firing.frame.event, firing.status, firing.frame.frame, sentence)
            draft.add("object", [thing])
            draft.add("actor", self.at.persons(firing.slots.get("actor", []), sentence))
            draft.add("recipient", self.at.organisations(firing.slots.get("recipient", []), sentence))
            draft.add("party", self.at.countries(firing.slots.get("party", []), sentence))
            draft.add("place", self.at.places(firing, sentence))
            draft.date = self.at.date(firing, sentence, firing.status)
            self._piece(draft)

    def _piece(self, draft: Draft) -> None:
        """One piece of equipment is commissioned once, however often the page says so."""
        for other in self.drafts:
            same = {f.entity.id for f in other.roles.get("object", ())} == {f.entity.id for f in draft.roles["object"]}
            if other.type == draft.type and same and other.status == draft.status and dates_agree(other.date, draft.date):
                other.absorb(draft)
                return
        self.drafts.append(draft)

    def _figure(self, sentence: Sentence) -> None:
        """A number with its unit, in a sentence that reports nothing else."""
        amount = next((u for u in sentence.parse.units if "amount" in u.cats), None)
        told = any(c.aspect in _TOLD for c in sentence.parse.clauses)
        if amount is not None and told and not sentence.title and not any("denial" in u.cats for u in sentence.parse.units):
            draft = Draft("figure", None, "figure", sentence)
            text = sentence.text_of(amount)
            number = text.rstrip("%")
            draft.extra["value"] = (text if number == text else f"{number} %", sentence.span_of(amount))
            draft.topics.append(sentence.span)
            self.drafts.append(draft)

    def _office(self, firing: Firing, sentence: Sentence) -> None:
        holders = self.at.persons(firing.slots.get("holder", []), sentence)
        units = [g.unit for g in firing.slots.get("office", [])] or [firing.anchor]
        office = self.at.office(units[0], sentence)
        if firing.status != "held" or not holders or office is None:
            return
        draft = Draft("office", None, firing.frame.frame, sentence)
        draft.add("holder", holders[:1])
        draft.add("office", [office])
        draft.date = self.at.date(firing, sentence, "held")
        self.drafts.append(draft)

    # --- how bodies are made --------------------------------------------------------------------------------------
    def _habit(self, firing: Firing, sentence: Sentence) -> None:
        """Who chairs a body as a rule."""
        body, unit = self._body_of(firing.slots.get("sitting", []), sentence)
        if body is None:
            return
        offices = self._offices(firing.slots.get("co_chair", []), sentence)
        if offices:
            self._fact(body, unit, sentence, firing.frame.frame).add("co_chair_office", offices)

    def _offices(self, groups: Sequence[Group], sentence: Sentence) -> list[Found]:
        """Offices of countries; "both countries' ministers" are one of each party."""
        found = []
        for group in groups:
            keys = [o.ids[0] for o in group.unit.all("office") if o.ids][:1]
            shared = any(g.head == group.index and "parties" in g.unit.cats for g in sentence.parse.groups)
            sides = self.at.parties if shared else [self.at.side_of(group.unit)]
            text = sentence.text_of(group.unit)
            found += [Found(self.at.entities.office(k, side, text), "stated", group.unit, sentence) for k in keys for side in sides]
        return found

    def _members(self, firing: Firing, sentence: Sentence) -> None:
        """Whose regular contact a body is."""
        body, unit = self._body_of(firing.slots.get("sitting", []), sentence)
        members = self.at.organisations(firing.slots.get("member", []), sentence)
        above = [b for g in firing.slots.get("parent", []) if (b := self.at.bodies.of(sentence, g.unit)) is not None]
        if above:
            known = self.focus.body if self.focus and self.focus.body is not above[0] else None
            if known is not None:
                self._fact(known, None, sentence, "works").parent = above[0]
            return
        if body is not None and len(members) > 1:
            self._fact(body, unit, sentence, "works").add("member", members)

    def _body_of(self, groups: Sequence[Group], sentence: Sentence) -> tuple[PageBody | None, Unit | None]:
        for group in groups:
            body = self.at.bodies.of(sentence, group.unit)
            if body is not None:
                return body, group.unit
        return (self.focus.body, None) if self.focus else (None, None)

    def _fact(self, body: PageBody, unit: Unit | None, sentence: Sentence, rule: str) -> Draft:
        draft = Draft("body", None, rule, sentence)
        draft.body = body
        draft.body_at = (sentence, unit) if unit is not None else (self.focus.body_at if self.focus else None)
        self.drafts.append(draft)
        return draft

    def _body_facts(self, sentence: Sentence) -> None:
        """Parent, cadence, rotation and members, where a sentence says them of a body."""
        for group in sentence.parse.groups:
            body = self.at.bodies.of(sentence, group.unit) if group.unit.cats & {"session", "bodyphrase"} else None
            phrase = next((b for b in group.unit.all("bodyphrase") if b.part("parent")), None)
            if body is not None and phrase is not None and body.parent is not None and not any(d.type == "body" and d.parent for d in self.drafts):
                self._fact(body, group.unit, sentence, "parent").parent = body.parent
        habitual = any(c.aspect == "habitual" for c in sentence.parse.clauses)
        rhythm = {of: u for u in sentence.parse.units for of in ("cadence", "rotation") if of in u.cats}
        if habitual and rhythm:
            sittings = [g for g in sentence.parse.groups if g.unit.cats & {"session", "bodyphrase"}]
            body, unit = self._body_of(sittings, sentence)
            if body is not None:
                draft = self._fact(body, unit, sentence, "rhythm")
                for of, found in rhythm.items():
                    draft.extra[of] = (found.sense(of) or "", sentence.span_of(found))

    # --- who says so, and who is meant next -----------------------------------------------------------------------
    def _attribute(self, sentence: Sentence, fresh: Sequence[Draft]) -> None:
        sources = [g for g in sentence.parse.groups if g.case == "according" or (g.kind == "org" and g.case in ("ne", "gen") and self._speaks(g, sentence))]
        found = next((f for g in sources if (f := self.at.organisation(g.unit, sentence)) is not None), None)
        if found is None:
            return
        self.at.source = found
        for draft in fresh:
            if all(found.entity.id != f.entity.id for f in draft.roles.get("speaker", ())):
                draft.attribution = draft.attribution or found

    @staticmethod
    def _speaks(group: Group, sentence: Sentence) -> bool:
        return any(f.frame.event == "statement" and group in f.slots.get("speaker", ()) for f in sentence.firings)

    def _follow(self, sentence: Sentence) -> None:
        """Remembers the organisations, the place and the subject of the sentence for the words of the next ones."""
        self.at.recent += [f for g in sentence.parse.groups if (f := self.at.organisation(g.unit, sentence)) is not None]
        self.at.here = self.at.place_in(sentence) or self.at.here
        for group in sentence.parse.groups:
            if group.case in ("ne", "none") and group.unit.cats & {"person", "officeholder"} or (group.case == "ne" and "name" in group.unit.cats):
                people = self.at.persons([group], sentence)
                if people:
                    self.at.subject = people[0]
                    if group.case == "ne":
                        self.at.speaker = people[0]
                    return

    # --- the page as a whole --------------------------------------------------------------------------------------
    def _settle(self) -> None:
        """Joins what later sentences have made one event, and turns sittings of no body into meetings."""
        merged = True
        while merged:
            merged = self._join_once()
        for draft in self.drafts:
            if draft.type == "session" and draft.body is None:
                draft.type, draft.ordinal, draft.ordinal_span = "meeting", None, None
                draft.add("participant", draft.roles.pop("co_chair", []))
                if not draft.people() and not draft.roles.get("party") and draft.date and draft.places():
                    draft.add("party", self._spoken_of(draft))
        self.drafts = [d for d in self.drafts if _worth(d)]

    def _spoken_of(self, draft: Draft) -> list[Found]:
        """The countries that the paragraph has named before a meeting that names none."""
        found: list[Found] = []
        for sentence in self.at.sentences:
            if sentence.paragraph == draft.sentence.paragraph and sentence.index <= draft.sentence.index:
                groups = [g for g in sentence.parse.groups if g.unit.cats & {"pair", "countries", "parties"}]
                found = self.at.countries(groups, sentence) or found
        return [Found(f.entity, "coreference", f.unit, f.sentence) for f in found]

    def _join_once(self) -> bool:
        sittings = [d for d in self.drafts if d.type in SITTINGS]
        for i, first in enumerate(sittings):
            for second in sittings[i + 1 :]:
                if same_event(first, second):
                    keep, drop = (second, first) if first.body is None and second.body is not None else (first, second)
                    keep.absorb(drop)
                    self.drafts.remove(drop)
                    for draft in self.drafts:
                        draft.links = [(keep if to is drop else to, kind) for to, kind in draft.links]
                    return True
        return False


def _reported_last(firing: Firing) -> int:
    """Events first, then what people say, then what organisations say."""
    by = [g for g in firing.slots.get("speaker", ()) if g.kind == "org"]
    return (firing.frame.event == "statement") + bool(by)


def _definite(unit: Unit | None) -> bool:
    return unit is None or not unit.cats & {"bodyphrase"}


def _worth(draft: Draft) -> bool:
    """A meeting that says neither who nor between whom is no claim; nor is a sitting whose status nobody gives."""
    if draft.type == "meeting":
        return bool(draft.roles.get("participant") or draft.roles.get("party"))
    return draft.type in ("body", "figure", "office") or draft.status in _REAL

