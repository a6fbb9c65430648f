"""What changed between two records."""

from __future__ import annotations

from made import page, place, record, sitting

from baithak.record.diff import diff

A, B, C = page("a", "2024-01-10"), page("b", "2024-03-11"), page("c", "2024-03-12")
CLAIMS = [
    sitting(A, 4, "2024-03", "planned", place=place("delhi")),
    sitting(B, 4, "2024-03-10", place=place("vigyan-bhawan")),
    sitting(C, 4, "2024-03-11", place=place("vigyan-bhawan")),
    sitting(C, 5, "2025", "planned"),
]


def test_nothing_changed() -> None:
    made = record(CLAIMS, [A, B, C])
    for changes in (v for k, v in diff(made, made).items() if k != "as_of"):
        assert changes == {"added": [], "removed": [], "changed": []}


def test_from_one_day_to_another() -> None:
    before, after = (record(CLAIMS, [A, B, C], as_of=day) for day in ("2024-02-01", "2024-04-01"))
    found = diff(before, after)
    assert found["as_of"] == ["2024-02-01", "2024-04-01"]
    assert found["sessions"]["added"] == ["commission/5"]
    changed = {c["field"]: (c["before"], c["after"]) for c in found["sessions"]["changed"]}
    assert changed["status"] == ("planned", "held")
    assert changed["place"] == ("delhi", "vigyan-bhawan")
    assert ("open", "kept") in [(c["before"], c["after"]) for c in found["promises"]["changed"]]
    assert found["disputes"]["added"] == ["commission/4 date"]
    assert diff(after, before)["disputes"]["removed"] == ["commission/4 date"]
