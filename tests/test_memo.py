"""What is kept at hand: worked out once, and never without bound."""

from __future__ import annotations

import pytest

from baithak import memo
from baithak.memo import Memo


def test_a_value_is_worked_out_once() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    lengths = Memo(length)
    assert [lengths[word] for word in ("ek", "teen", "ek")] == [2, 4, 2]
    assert asked == ["ek", "teen"]


def test_a_memo_that_is_full_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "_FULL", 3)
    squares: Memo[int, int] = Memo(lambda number: number * number)
    for number in range(10):
        assert squares[number] == number * number
        assert len(squares) <= 3
