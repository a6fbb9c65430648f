"""Every quality figure, beside the floor that `quality.toml` sets it; exit 1 where one lies below."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import regex

from baithak.model import Json
from baithak.store.codec import dumps
from bench import groups as group_edges
from bench import html_articles
from bench import ordinals as ordinal_cases
from bench.blind import f1, score
from bench.corpus import CORPORA, from_claims, from_pages, scores, truth
from bench.dates import blind as blind_sentences
from bench.golden import ROOT, claims_of, gold_sets, tally
from bench.record import compare, gold_of, record_of

SHARED = ROOT.parent / "shared"
_EXACT = regex.compile(r"exact .* F1 ([\d.]+)")
_RATE = regex.compile(r"rate ([\d.]+)")
_read = cache(claims_of)


class Figure(NamedTuple):
    """A measured value, where its floor stands, and what it counts."""

    group: str
    name: str
    value: float
    what: str

    @property
    def floor(self) -> float:
        floors: dict[str, dict[str, float]] = tomllib.loads((ROOT / "quality.toml").read_text("utf-8"))
        return floors[self.group][self.name]

    @property
    def holds(self) -> bool:
        return self.value >= self.floor

    def __str__(self) -> str:
        below = "" if self.holds else "  BELOW"
        return f"{self.group}.{self.name:16} {self.value:.3f}  floor {self.floor:.3f}{below}  {self.what}"


def golden() -> Iterator[Figure]:
    """The golden sets of the repository, by the plain measure of `bench.golden`."""
    for name, (gold, pages) in gold_sets().items():
        found = tally(gold, _read(pages))
        yield Figure(name, "exact", found.exact, f"{found.right} of {found.wanted} gold claims right in every slot")
        yield Figure(name, "backed", found.share_backed, f"{found.backed} of {found.made} claims borne out by gold")


def first_contact() -> Iterator[Figure]:
    """Sittings and people of the sets that blind authors wrote, as read now; the first contact lies beside each."""
    for name, (gold, pages) in gold_sets().items():
        if name.startswith("blind"):
            found = score(gold, _read(pages))
            yield Figure(name, "core_f1", f1(found.core), f"sittings {dict(found.core)}")
            yield Figure(name, "people_f1", f1(found.people), f"people {dict(found.people)}; slots {dict(found.slots)}")


def groups() -> Iterator[Figure]:
    """Left edges of postpositional groups on parsed Hindi, where the trees lie beside the checkout."""
    if group_edges.DATA.exists():
        ours, before = group_edges.rates(group_edges.groups())
        yield Figure(
            "shared", "groups_gain", ours - before, f"left edges right {ours:.3f}, the word before {before:.3f}"
        )


def ordinals() -> Iterator[Figure]:
    """Hindi ordinals of others' specs, where they lie beside the checkout; the bench lists those left out."""
    if ordinal_cases.DUCKLING.exists():
        counted = [c for cases in ordinal_cases.sets().values() for c in cases if c.left_out is None]
        yield Figure("shared", "ordinals", sum(c.right for c in counted) / len(counted), f"of {len(counted)} cases")


def dates() -> Iterator[Figure]:
    """Hindi dates by the shared scorer, where it lies beside the checkout."""
    if (SHARED / "score-dates").exists():
        baithak = Path(sys.executable).with_name("baithak")
        told = _output([str(SHARED / "score-dates"), "--cmd", f"{baithak} dates --lang hi"])
        yield Figure("shared", "dates_rate", _found(_RATE, told), "dates and ranges of the Recognizers specs")


def blind_dates() -> Iterator[Figure]:
    """Dates of sentences by a blind author, as read now; the first contact lies beside them."""
    right = list(blind_sentences())
    yield Figure("dates", "blind", sum(right) / len(right), f"{sum(right)} of {len(right)} sentences")


def seeds() -> Iterator[Figure]:
    """The seeds by the shared scorer, where it lies beside the checkout; its exit status counts claims out of noise."""
    if (SHARED / "score").exists():
        told = scored(_read(SHARED / "seeds"), SHARED / "gold", SHARED / "seeds")
        yield Figure("shared", "seeds_exact_f1", _found(_EXACT, told), told.strip().rpartition("; ")[2])


def records() -> Iterator[Figure]:
    """The record of the seeds, from their pages, beside the gold one."""
    if (SHARED / "gold").exists():
        fields = list(compare(record_of(SHARED / "seeds"), *gold_of(SHARED / "gold")))
        wrong = [what for what, right in fields if not right]
        right = len(fields) - len(wrong)
        what = f"{right} of {len(fields)} fields of bodies and sittings; not {', '.join(wrong) or 'one wrong'}"
        yield Figure("shared", "seeds_record", right / len(fields), what)


def corpus() -> Iterator[Figure]:
    """The records of the corpora made from fact tables: from their claims files, and from their pages."""
    for folder in CORPORA:
        known = truth(folder)
        for group, made in ((folder.name, from_claims(folder)), (f"{folder.name}_pages", from_pages(folder))):
            for one in scores(made, known):
                name = one.name.replace(" ", "_")
                what = f"{one.right} of {one.total}, {one.false} besides"
                yield Figure(group, name, one.share, what)
                if one.name in ("contradictions", "people"):
                    yield Figure(group, f"{name}_true", one.precision, f"{one.false} that are none")


def articles() -> Iterator[Figure]:
    """Article bodies of HTML pages, where the benchmark lies beside the checkout."""
    if html_articles.DATA.exists():
        precision, recall, f1 = html_articles.overall(list(html_articles.scores().values()))
        yield Figure("shared", "html_articles_f1", f1, f"precision {precision:.3f}, recall {recall:.3f}")


def scored(claims: list[Json], gold: Path, pages: Path, *options: str) -> str:
    """What the shared scorer says of claims."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as file:
        file.writelines(f"{dumps(claim)}\n" for claim in claims)
        file.flush()
        return _output([str(SHARED / "score"), file.name, "--gold", str(gold), "--pages", str(pages), *options])


def _output(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def _found(pattern: regex.Pattern[str], told: str) -> float:
    match = pattern.search(told)
    if match is None:
        raise SystemExit(f"the scorer did not say {pattern.pattern!r}:\n{told}")
    return float(match[1])


MEASURES = (golden, first_contact, seeds, records, corpus, dates, blind_dates, groups, ordinals, articles)


def main() -> int:
    figures = [figure for measure in MEASURES for figure in measure()]
    print(*figures, sep="\n")
    if (SHARED / "score").exists():
        sets = {"seeds": (SHARED / "gold", SHARED / "seeds")} | gold_sets()
        for name, (gold, pages) in sets.items():
            for options in ((), ("--without", "statement")):
                told = scored(_read(pages), gold, pages, *options)
                print(f"\nThe shared scorer on {' '.join((name, *options))}:\n{told}", end="")
    return 0 if all(figure.holds for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
