"""A raw page as a document: its text, what of it is the article, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from baithak.documents import facts
from baithak.documents.boilerplate import Verdict, glance, judge
from baithak.documents.dateline import Dating, dating
from baithak.documents.html import extract, whole_text
from baithak.documents.languages import code, language_of_lines
from baithak.documents.lines import lines
from baithak.documents.publisher import publisher
from baithak.documents.raw import RawPage
from baithak.documents.vocabulary import Vocabulary, load
from baithak.documents.wraps import breaks, unwrapped
from baithak.language.text import Folded, fold
from baithak.model import Document, Noise
from baithak.uncollected import uncollected


@uncollected()
def prepare(page: RawPage, vocabulary: Vocabulary | None = None) -> Document:
    """The document of a page; every line that is not the article's is noise with a reason.

    Raises SkipItem for an HTML page without an article.
    """
    vocabulary = vocabulary or load()
    return _from_html(page, vocabulary) if page.media == "text/html" else _from_text(page, vocabulary)


def _from_text(page: RawPage, vocabulary: Vocabulary) -> Document:
    folded = fold(page.text)
    verdicts = judge(unwrapped(folded, vocabulary))
    when = dating(verdicts, page.urls, page.facts.published)
    return _document(page, folded, verdicts, when)


def _from_html(page: RawPage, vocabulary: Vocabulary) -> Document:
    """The stored text is what was extracted; the page's own metadata come first, then what its whole text shows."""
    found = extract(page.text)
    folded = fold(found.text)
    verdicts = glance(lines(folded, vocabulary))
    if found.published:
        when = Dating(found.published, "metadata")
    else:
        when = dating(judge(lines(fold(whole_text(page.text)), vocabulary)), page.urls, page.facts.published)
    document = _document(page, folded, verdicts, when)
    publisher = found.publisher or document.publisher
    return replace(document, title=found.title, publisher=publisher, extractor=found.extractor)


def _document(page: RawPage, folded: Folded, verdicts: Sequence[Verdict], when: Dating) -> Document:
    by = publisher(folded, verdicts) or page.facts.publisher
    return Document(
        text=folded.source,
        addresses=(page.address, *page.urls),
        lang=_language(verdicts) or code(page.facts.language),
        title=facts.title(folded, verdicts),
        publisher=by,
        issuer=facts.issuer(folded, verdicts, by),
        published=when.published,
        published_basis=when.basis,
        inferred=when.inferred,
        inferred_basis=when.inferred_basis,
        release_id=facts.release_id(verdicts),
        sister_languages=facts.sister_languages(verdicts),
        noise=tuple(_noise(folded, verdicts)),
        first_read=page.fetched,
        wraps=tuple(at for verdict in verdicts if verdict.body for at in breaks(folded, verdict.line)),
    )


def _language(verdicts: Sequence[Verdict]) -> str | None:
    article = [verdict.line for verdict in verdicts if verdict.body]
    return language_of_lines(article or [verdict.line for verdict in verdicts])


def _noise(page: Folded, verdicts: Sequence[Verdict]) -> Iterator[Noise]:
    for verdict in verdicts:
        if verdict.reason is not None:
            line = verdict.line
            yield Noise(page.starts[line.start], page.starts[line.end], verdict.reason)
