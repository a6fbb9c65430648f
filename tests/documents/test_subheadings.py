"""A brief line right between two paragraphs heads the second, in whatever words; under a label of links it is one."""

from __future__ import annotations

import pytest

from baithak.documents import prepare
from baithak.documents.raw import RawPage

HEAD = """भारत और ओमान ने संयुक्त आयोग की पांचवीं बैठक की
प्रकाशित: 5 मई 2025
भारत और ओमान के वाणिज्य मंत्रियों ने सोमवार को मस्कट में संयुक्त आयोग की पांचवीं बैठक में व्यापार बढ़ाने पर चर्चा की।"""
TAIL = "दोनों मंत्रियों ने कार्यवृत्त पर हस्ताक्षर किए। ओमान की एक कंपनी ने खजूर की आपूर्ति का करार किया, जिससे कीमतें तय रहेंगी।"
LINE = "किन कागजों पर लगी मुहर"


@pytest.mark.parametrize(("above", "kept"), [("", True), ("यह भी पढ़ें\n", False)])
def test_a_brief_line_between_two_paragraphs(above: str, kept: bool) -> None:
    text = f"{HEAD}\n{above}{LINE}\n{TAIL}"
    noise = {text[n.start : n.end] for n in prepare(RawPage("page.txt", text)).noise}
    assert (LINE not in noise) is kept
