"""The search index by itself: large enough that SQLite keeps an index of where the rows of a word stand."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa

from baithak.store import search
from baithak.store.asked import Asked, Row
from baithak.store.tables import META, ROWS

MANY = 12_000


def test_nothing_that_has_both_of_two_frequent_words_is_lost_however_much_there_is() -> None:
    engine = sa.create_engine("sqlite://")
    asked = Asked([[("dam",)], [("port",)]])
    with engine.begin() as connection:
        META.create_all(connection)
        search.clear(connection.execute)
        for start in range(0, MANY, 1_000):
            search.put(connection.execute, (entry(k, n) for n in range(start, start + 1_000) for k in search.KINDS[:3]))
        for kind in search.KINDS[:3]:
            both = {n for n in range(MANY) if {"dam", "port"} <= set(words(n))}
            found = list[Row]()
            while part := search.find(connection.execute, kind, asked, 500, found[-1].id if found else None):
                found += part
            assert sorted(int(row.key) for row in found) == sorted(both)
            assert [day(int(row.key)) for row in found] == sorted((day(n) for n in both), reverse=True)
        early = search.find(connection.execute, "claims", Asked(asked.groups, out="2001-01-31"), MANY)
    assert {int(row.key) for row in early} == {n for n in both if day(n) <= "2001-01-31"}


def test_an_id_that_somebody_has_is_moved_on_to_a_free_one() -> None:
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        META.create_all(connection)
        rows = [{"id": n, "kind": "claims", "key": str(n)} for n in (5, 6, 8)]
        connection.execute(sa.insert(ROWS), rows)
        assert search.free(connection.execute, [4, 5, 5, 7]) == [4, 7, 9, 10]


def day(n: int) -> str:
    return (date(2001, 1, 1) + timedelta(n * 7919 % 3_000)).isoformat()


def words(n: int) -> list[str]:
    return ["river", *["dam"] * (n % 6 < 4), *["port"] * (n % 5 < 2)]


def entry(kind: str, n: int) -> search.Entry:
    return search.Entry(kind, str(n), (" ".join(words(n)),), date=day(n), out=day(n), document_id="page")
