"""No figure falls below its floor in quality.toml."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.evaluate import MEASURES, SHARED, Figure, scored
from bench.golden import READ, ROOT, claims_of, gold_sets, tally

ENGLISH = ROOT / "tests" / "golden" / "en"


@pytest.mark.parametrize("measure", MEASURES)
def test_no_figure_falls_below_its_floor(measure: Callable[[], Iterator[Figure]]) -> None:
    figures = list(measure())
    if not figures:
        pytest.skip(f"the shared scorers and data are not in {SHARED}")
    assert [str(figure) for figure in figures if not figure.holds] == []


def test_nothing_is_claimed_out_of_noise_in_the_seeds() -> None:
    if not (SHARED / "score").exists():
        pytest.skip(f"the shared scorers are not in {SHARED}")
    told = scored(claims_of(SHARED / "seeds"), SHARED / "gold", SHARED / "seeds")
    assert "out of noise 0" in told


def test_the_measure_tells_right_from_wrong() -> None:
    gold, pages = gold_sets()["examples"]
    made = claims_of(pages)
    spoilt = [claim | {"type": "figure", "status": None} for claim in made]
    assert tally(gold, made).right > tally(gold, spoilt).right
    assert tally(gold, []).exact == 0.0
    assert pages == ROOT / "examples"


@pytest.mark.parametrize("page", sorted((ENGLISH / "pages").iterdir()), ids=lambda page: page.stem)
def test_an_english_page_tells_its_claims(page: Path) -> None:
    """The floor waits with the reader: the gold stands, so that English is measured from its first rule on."""
    if "en" not in READ:
        pytest.skip("English is not read yet")
    told = tally(ENGLISH, claims_of(page), {page.name})
    assert told.exact >= 0.5, told.wrong
