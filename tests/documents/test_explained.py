"""A headline that says that it explains is a headline, not a link to another page."""

from __future__ import annotations

from pathlib import Path

import pytest

from baithak.model import Document
from baithak.pipeline import prepared

ARTICLE = """
खबर दर्पण ब्यूरो
12 जून 2025

भारत-ओमान संयुक्त आयोग की चौथी बैठक सोमवार को मस्कट में हुई। बैठक में व्यापार और ऊर्जा पर चर्चा हुई।

दोनों पक्षों ने सहयोग की समीक्षा की और अगली बैठक नई दिल्ली में करने पर सहमति जताई।
"""


@pytest.mark.parametrize("label", ["Explained:", "समझें:", "समझिए:", "एक्सप्लेनर:", "Explainer |"])
def test_a_headline_that_explains_is_the_title(label: str, tmp_path: Path) -> None:
    headline = f"{label} भारत-ओमान संयुक्त आयोग की बैठक से क्या बदलेगा"
    (tmp_path / "page.txt").write_text(f"{headline}\n{ARTICLE}", "utf-8")
    (document,) = (each for each in prepared([tmp_path]) if isinstance(each, Document))
    assert document.title == headline
    assert not any(noise.start == 0 for noise in document.noise)
