"""The shapes of a language's knowledge files: lexicon, phrases, clauses and frames."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field


class Strict(BaseModel):
    """Base of the models of knowledge files: unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Paradigm(Strict):
    """Forms of a word: `strip` is taken off its end where it stands there, each of `add` is put on."""

    strip: str = ""
    add: list[str]


class VerbForms(Strict):
    """Endings by form (inf, hab, perf, subj, fut, conj, root) after a root that ends in a consonant or in a vowel."""

    infinitive: str
    consonant: dict[str, list[str]]
    vowel: dict[str, list[str]]
    vowel_end: str = Field(description="regular expression: the root ends in a vowel")


class OrdinalWords(Strict):
    """How the language writes ordinals: suffixes to digits, suffixes to number words, and words of their own."""

    digit_suffixes: list[str]
    word_suffixes: list[str]
    numbers: dict[int, list[str]]
    words: dict[int, list[str]]


class LexiconFile(Strict):
    """``<language>/lexicon.yml``."""

    abbreviations: list[str] = []
    paradigms: dict[str, Paradigm]
    words: dict[str, dict[str, list[str]]]
    verb_forms: VerbForms
    verbs: dict[str, dict[str, list[str]]]
    ordinals: OrdinalWords


class TitleFile(Strict):
    """``<language>/titles.yml``: words of the names of bodies, by class and sense, for a language without a lexicon.

    endings: how the names of countries and their adjectives change in the name of a body.
    """

    words: dict[str, dict[str, list[str]]]
    endings: list[Paradigm] = []


class PhraseRule(Strict):
    """One rule: the name that its phrases bear as a category, further categories, the pattern, and its examples."""

    phrase: str
    cats: tuple[str, ...] = ()
    pattern: str
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


class Gap(Strict):
    """Where a verb is left out for the one that follows ("the 6th in Kabul and the 7th in Beijing were held"):
    between two nominals of one type, each with some of other types."""

    between: tuple[str, ...]
    of: str
    with_: tuple[str, ...] = Field(alias="with")


class Cause(Strict):
    """Why something is so ("because of the floods in Nepal"): the case of a cause, the cases and types of what belongs
    to it alone, with nothing but things between the two."""

    case: str
    within: tuple[str, ...]
    of: tuple[str, ...]


class ClauseGrammar(Strict):
    """The categories that clauses are cut by (``clauses`` of a language's frames.yml).

    kinds: type of nominal -> categories; nominals of one type can be coordinated. alike: kinds that coordinate as
    another does. joints: what may stand between them;
    owner: whose genitive may stand there too.
    skip: what does not come between a genitive and its head; relational: nouns that say nothing without an owner, so
    that a genitive before them is theirs inside a participle's groups too. owners: types of nominal that own what
    stands behind a place or a day (`aside`). adverbial: types that need no marker to say when or where.
    barrier: case -> types that a non-finite clause does not take from its left. inherent: category -> case of what is
    never marked, such as pronouns; of what is of several categories, the case of the first.
    complements: types that a clause without tense takes from right before it ("to come to India").
    becoming: verbs before which anybody is what somebody becomes ("after becoming prime minister").
    gloss: category of what may stand in brackets before a marker. case: class of the case markers; genitive, bare: the
    case of an owner, and that which no marker shows.
    complement: what opens a reported clause. cuts: what ends a clause behind its verb. elided: cases that a stretch
    without a verb cannot have of itself: it shares the verb before ("A led the one side, while B [led] the other");
    contrast: what opens such a stretch whatever it holds.
    relative: class of the relative pronouns, by the case in which they stand for what is before them.
    topical: the kinds of nominal that they stand for first; stands_for, relative_case: sense of a pronoun -> its own
    kinds and case ("where"). gap: where a verb is left out. cause: what is of a cause and of nothing else;
    things: types of nominal that neither act nor are places, days or sittings. turn: category of what turns to
    something else.
    """

    kinds: Mapping[str, tuple[str, ...]]
    alike: Mapping[str, str]
    owner: str
    joints: tuple[str, ...]
    skip: tuple[str, ...]
    relational: tuple[str, ...]
    owners: tuple[str, ...]
    aside: tuple[str, ...]
    adverbial: tuple[str, ...]
    barrier: Mapping[str, tuple[str, ...]]
    inherent: Mapping[str, str]
    complements: tuple[str, ...]
    becoming: tuple[str, ...] = ()
    bare: str
    gloss: str
    case: str
    genitive: str
    complement: str
    relative: str
    topical: tuple[str, ...]
    stands_for: Mapping[str, tuple[str, ...]]
    relative_case: Mapping[str, str]
    cuts: tuple[str, ...]
    gap: Gap
    cause: Cause
    things: tuple[str, ...]
    turn: str
    elided: tuple[str, ...]
    contrast: str


class Slot(Strict):
    """What may fill a slot, by category and case. attach: only a group that hangs on the anchor itself. subject: may
    come from the matrix. via: a genitive may hang on a noun of these categories instead. lead: may stand at the head
    of the sentence, for all clauses that are joined to the first, or in a clause of the same time. reached: may be
    where somebody comes to in the clause before."""

    type: tuple[str, ...]
    case: tuple[str, ...]
    attach: bool = False
    subject: bool = False
    via: tuple[str, ...] = ()
    lead: bool = False
    reached: bool = False


class Example(Strict):
    """A sentence in which a frame must fire, and the status that it must give."""

    text: str
    status: str | None = None


class Frame(Strict):
    """One frame with its realisations and the sentences that it must and must not match.

    heads: "verb", "class verb" or "class/case verb"; anchors: classes of nouns that need no verb.
    nominal: case behind the noun -> status, ``inherit`` for that of the clause around. verbless: status where no verb
    stands (headlines), else nothing is read there.
    over: where no verb stands, what belongs to the noun may stand behind commas. alone: only where no bare noun stands
    before the verb ("was suspended"). definite: an event that it leaves without
    a name is one that was told of ("took part in the meeting").
    passive: only in, or only outside, the passive. need: slots without which nothing is read; any_of: slots of which
    one is needed. status: aspect -> status, over the language's own table.
    """

    frame: str
    event: str
    heads: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    nominal: Mapping[str, str] = {}
    verbless: str | None = None
    over: bool = False
    need: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    status: Mapping[str, str | None] = {}
    passive: bool | None = None
    alone: bool = False
    definite: bool = False
    slots: Mapping[str, Slot] = {}
    yes: tuple[Example, ...] = ()
    no: tuple[str, ...] = ()


class FrameFile(Strict):
    """``<language>/frames.yml``.

    status: aspect -> status. link_status: case behind an infinitive -> status. errands: verbs before which an
    infinitive says what somebody goes to do. intent: class of the nouns whose sense gives the status of an infinitive
    that hangs on them ("the plan to …"). negation: category of what negates.
    scrambles: cases behind which a light verb has lost its noun, which stands further left ("the chair took A and B").
    between: categories that may stand between a noun and its light verb; movable, bare_movable: kinds of group that
    may, with a case and without; gaps: what may join those. predicates: kinds of bare noun that a verb says of its
    subject.
    company: cases of those with whom somebody does it, who may be named in the clause before.
    dative: case of a subject that has to do something -> the aspects in which it has.
    subjects: cases of a subject that another clause shares. through: kinds of group that a frame takes out of an inner
    clause without one. adjuncts: slots of every frame.
    when: category of what opens a clause of the same time; then: of what opens the next one; answer: of what stands in
    it ("at that time").
    """

    clauses: ClauseGrammar
    status: Mapping[str, str | None]
    link_status: Mapping[str, str]
    errands: tuple[str, ...]
    scrambles: tuple[str, ...]
    between: tuple[str, ...]
    company: tuple[str, ...]
    dative: Mapping[str, tuple[str, ...]]
    subjects: tuple[str, ...]
    movable: tuple[str, ...]
    bare_movable: tuple[str, ...]
    gaps: tuple[str, ...]
    predicates: tuple[str, ...]
    negation: str
    intent: str
    through: tuple[str, ...]
    when: str
    then: str
    answer: str
    adjuncts: Mapping[str, Slot]
    frames: tuple[Frame, ...]
