"""The version of the grammars changes with any of their files."""

from __future__ import annotations

from pathlib import Path

from baithak.knowledge.version import grammars


def test_a_changed_rule_is_another_version(tmp_path: Path) -> None:
    (tmp_path / "hi").mkdir()
    rule = tmp_path / "hi" / "frames.yml"
    seen = set()
    for text in ("one", "two"):
        rule.write_text(text)
        seen.add(grammars(tmp_path))
    assert len(seen) == 2
