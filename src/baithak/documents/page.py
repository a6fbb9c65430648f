"""A raw page as a document: its text, what of it is the article, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from baithak.documents import facts
from baithak.documents.boilerplate import Verdict, judge
from baithak.documents.dateline import dating
from baithak.documents.languages import language
from baithak.documents.lines import lines
from baithak.documents.sources import RawPage
from baithak.documents.vocabulary import Vocabulary, load
from baithak.language.text import Folded, fold
from baithak.model import Document, Noise


def prepare(page: RawPage, vocabulary: Vocabulary | None = None) -> Document:
    """The document of a page; every line that is not the article's is noise with a reason.

    Raises SkipItem for an HTML page without any text.
    """
    vocabulary = vocabulary or load()
    folded = fold(page.text)
    verdicts = judge(lines(folded, vocabulary))
    when = dating(verdicts, page.urls, page.facts.published)
    return Document(
        text=page.text,
        addresses=(page.address, *page.urls),
        lang=language("\n".join(verdict.line.text for verdict in verdicts if verdict.body) or folded.text),
        title=facts.title(folded, verdicts),
        publisher=facts.publisher(folded, verdicts, vocabulary) or page.facts.publisher,
        issuer=facts.issuer(folded, verdicts),
        published=when.published,
        published_basis=when.basis,
        inferred=when.inferred,
        inferred_basis=when.inferred_basis,
        release_id=facts.release_id(verdicts),
        sister_languages=facts.sister_languages(verdicts),
        noise=tuple(_noise(folded, verdicts)),
    )


def _noise(page: Folded, verdicts: Sequence[Verdict]) -> Iterator[Noise]:
    for verdict in verdicts:
        if verdict.reason is not None:
            span = page.span(verdict.line.start, verdict.line.end)
            yield Noise(span.start, span.end, verdict.reason)
