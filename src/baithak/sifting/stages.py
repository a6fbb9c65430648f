"""What is done to a piece of a corpus: its pages pass the sieve or not, and those that pass are prepared and read.

These are the functions that `baithak build` calls, over rows that an engine can carry; nothing here knows of engines.
"""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import regex

from baithak import pipeline
from baithak.documents.columns import Columns
from baithak.documents.languages import code
from baithak.documents.raw import PageFacts, RawPage
from baithak.documents.sources import Opened
from baithak.errors import Issue
from baithak.knowledge.grammar import grammar, languages, sieve
from baithak.knowledge.load import Knowledge
from baithak.language.gate import Gate
from baithak.model import Json, digest
from baithak.pipeline import Reader
from baithak.sifting.corpus import Piece
from baithak.sifting.parts import passed_of
from baithak.store.codec import dumps
from baithak.store.sifted import claim_row, issue_row, page_row

PASSED, OTHER_LANGUAGE, NO_WORDS, REFUSED = "passed", "other language", "without the words", "refused"
"""What becomes of a page before it is read."""

_DOUBTS = ("encoding", "page-facts")  # kinds of Issues that come with a page, not in its place


@dataclass(frozen=True)
class Sieve:
    """Tells raw pages in a language that is read, with the words that a sitting needs. scripts, gates: by language."""

    scripts: Mapping[str, str]
    gates: Mapping[str, Gate]

    def __call__(self, page: RawPage) -> str:
        """What becomes of a page. Of one whose language the crawl names, only that is tried."""
        named = code(page.facts.language)
        text = html.unescape(page.text) if page.media == "text/html" and "&#" in page.text else page.text
        wanted = [lang for lang in self.gates if named in (None, lang) and _letter(self.scripts[lang]).search(text)]
        if any(self.gates[lang](text) for lang in wanted):
            return PASSED
        return NO_WORDS if wanted else OTHER_LANGUAGE

    @property
    def key(self) -> str:
        """Changes whenever a page may pass otherwise."""
        return digest(repr([(lang, self.scripts[lang], gate.words()) for lang, gate in sorted(self.gates.items())]))


def make_sieve(knowledge: Knowledge) -> Sieve:
    """The sieve of every language that has a grammar."""
    found = languages()
    scripts = {lang: grammar(lang, knowledge).house.script for lang in found}
    return Sieve(scripts, {lang: sieve(lang, knowledge) for lang in found})


_LETTERS: dict[str, regex.Pattern[str]] = {}


def _letter(script: str) -> regex.Pattern[str]:
    return _LETTERS.setdefault(script, regex.compile(rf"\p{{{script}}}"))


def gate_piece(piece: Piece, columns: Columns, sieve: Sieve) -> Iterator[Json]:
    """A row for each page that passes and each Issue, and a last one with the counts of what became of the pages."""
    counts: Counter[str] = Counter()
    key = piece.key
    for item in piece.pages(columns):
        found = item.without_pages() if isinstance(item, Opened) else item
        if isinstance(found, Issue):
            counts[REFUSED] += found.kind not in _DOUBTS
            yield {"piece": key, "issue": dumps(issue_row(found))}
        elif found is not None:
            verdict = sieve(found)
            counts[verdict] += 1
            if verdict == PASSED:
                yield {"piece": key, "page": dumps(asdict(found))}
    yield {"piece": key, "counts": json.dumps(counts)}


def read_part(path: Path, by: Reader) -> Iterator[Json]:
    """Rows of what came of a part: for each page its row, those of its claims and of its Issues; and a last one."""
    for row in passed_of(path):
        if row["issue"] is not None:
            yield {"part": path.stem, "issues": [row["issue"]]}
        else:
            yield {"part": path.stem} | _read_page(json.loads(row["page"]), by)
    yield {"part": path.stem, "done": "done"}


def _read_page(values: Json, by: Reader) -> Json:
    facts = PageFacts(**values.pop("facts"))
    found = pipeline.prepared_page(RawPage(**values | {"facts": facts, "urls": tuple(values["urls"])}))
    if isinstance(found, Issue):
        return {"issues": [dumps(issue_row(found))]}
    key, claims, issues = pipeline.read(found, by)
    return {
        "pages": [dumps(page_row(found, key))],
        "claims": [dumps(claim_row(claim)) for claim in claims],
        "issues": [dumps(issue_row(issue, found.id)) for issue in issues],
    }
