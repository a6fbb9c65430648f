"""What keeps the desk safe: hostile pages are shown as text, and nobody rules who may not."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import httpx
import pytest
import regex
from served import HOSTILE, Served, serving

from baithak.errors import Issue, StopRun
from baithak.knowledge.load import Knowledge
from baithak.outlets.web.guard import Rate, rulers
from baithak.store.sql import open_store

PATHS = ("/", "/pages", "/bodies", "/events", "/actors", "/review", "/search?q=alert", "/check?text=%3Cscript%3E")


def test_hostile_text_is_shown_as_text_on_every_page(hostile: Served) -> None:
    web = httpx.Client(base_url=hostile.base)
    links = {href for path in PATHS for href in regex.findall(r'href="(/(?!static)[^"#]*)', web.get(path).text)}
    assert len([link for link in links if link.startswith(("/pages/", "/bodies/", "/events/", "/actors/"))]) >= 4
    for path in (*PATHS, *sorted(links)):
        answer = web.get(path.replace("&amp;", "&"))
        assert answer.status_code < 500, path
        if answer.headers["content-type"].startswith("text/html"):
            assert not regex.search(r"<(?:script>|img src=x|iframe|svg onload|b>शीर्षक|u>क)", answer.text), path
            assert not regex.search(r"[\u202a-\u202e\u2066-\u2069\u200b\ufeff]", answer.text), path
            assert 'href="javascript:' not in answer.text


def test_a_page_is_shown_in_parts_that_lose_nothing(hostile: Served) -> None:
    web = httpx.Client(base_url=hostile.base)
    (page,) = web.get("/api/v1/pages").json()["items"]
    first = web.get(f"/api/v1/pages/{page['id']}").json()
    assert first["parts"] > 1
    texts = [web.get(f"/api/v1/pages/{page['id']}?part={n + 1}").json()["text"] for n in range(first["parts"])]
    assert "".join(texts) == HOSTILE
    assert len(web.get(f"/pages/{page['id']}?part={first['parts']}").text) > 10_000


@pytest.mark.parametrize("path", ["/", "/bodies", "/api/v1/home", "/static/desk.css", "/no-such-page"])
def test_every_answer_keeps_to_itself(desk: Served, path: str) -> None:
    headers = httpx.get(desk.base + path).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"


def test_pages_hold_no_inline_script_or_style(desk: Served) -> None:
    for path in ("/", "/bodies/irigc-mmtc", "/events/irigc-mmtc/22", "/actors/rajnath-singh", "/review", "/check"):
        html = httpx.get(desk.base + path).text
        assert not regex.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", html)


def test_another_name_for_this_machine_is_not_answered(desk: Served) -> None:
    assert httpx.get(desk.base + "/", headers={"Host": "evil.example"}).status_code == 400


RULING = {"kind": "accept", "target": ["irigc-mmtc/22", "date"], "reason": "देखा गया", "author": "आशा"}


def entered(served: Served) -> tuple[httpx.Client, str]:
    web = httpx.Client(base_url=served.base)
    assert web.post("/enter", data={"token": served.token}).status_code == 303
    form = regex.search(r'name="form" value="([0-9a-f]+)"', web.get("/review").text)
    assert form
    return web, form[1]


def test_nobody_rules_without_a_token(own_desk: Served) -> None:
    web = httpx.Client(base_url=own_desk.base)
    assert web.post("/rule", data=RULING).status_code == 403
    assert web.post("/enter", data={"token": "wrong"}).status_code == 403
    asked = {"kind": "accept", "targets": RULING["target"], "reason": "x", "author": "y"}
    assert web.post("/api/v1/decisions", json=asked).status_code == 403
    assert web.post("/api/v1/decisions", json=asked, headers={"Authorization": "Bearer wrong"}).status_code == 403
    assert web.get("/api/v1/decisions").json()["items"] == []


def test_another_site_cannot_rule_for_who_is_signed_in(own_desk: Served) -> None:
    web, form = entered(own_desk)
    cookie = next(c for c in web.cookies.jar if c.name == "baithak_session")
    assert cookie.get_nonstandard_attr("SameSite") == "strict"
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert web.post("/rule", data=RULING).status_code == 403
    assert web.post("/rule", data=RULING | {"form": "0" * 64}).status_code == 403
    assert web.post("/rule", data=RULING | {"form": form}, headers={"Origin": "http://evil.example"}).status_code == 403
    assert web.post("/rule", data=RULING | {"form": form}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert web.get("/api/v1/decisions").json()["items"] == []
    assert web.post("/rule", data=RULING | {"form": form}).status_code == 303
    assert [d["author"] for d in web.get("/api/v1/decisions").json()["items"]] == ["आशा"]


def test_who_leaves_rules_no_more(own_desk: Served) -> None:
    web, form = entered(own_desk)
    session = web.cookies["baithak_session"]
    assert web.post("/leave", data={"form": form}).status_code == 303
    web.cookies.set("baithak_session", session)
    assert web.post("/rule", data=RULING | {"form": form}).status_code == 403


def test_a_ruling_says_who_and_why(own_desk: Served) -> None:
    web, form = entered(own_desk)
    assert web.post("/rule", data=RULING | {"form": form, "reason": " "}).status_code == 422
    assert web.post("/rule", data=RULING | {"form": form, "author": ""}).status_code == 422
    unknown = RULING | {"form": form, "target": ["no-such/1", "date"]}
    assert web.post("/rule", data=unknown).status_code == 409


def test_one_leads_back_to_this_desk_alone(own_desk: Served) -> None:
    web = httpx.Client(base_url=own_desk.base)
    for to in ("https://evil.example/", "//evil.example", "/\\evil.example", "/\n/evil.example"):
        assert web.post("/enter", data={"token": own_desk.token, "to": to}).headers["location"] == "/"
    tab = web.post("/enter", data={"token": own_desk.token, "to": "/\t/evil.example"}).headers["location"]
    assert "\t" not in tab  # browsers leave it out, and what is left leads elsewhere


def test_who_guesses_tokens_has_to_wait(own_desk: Served) -> None:
    web = httpx.Client(base_url=own_desk.base)
    answers = [web.post("/enter", data={"token": f"guess {n}"}).status_code for n in range(12)]
    assert answers[0] == 403
    assert answers[-1] == 429


def test_so_many_times_in_so_many_seconds() -> None:
    now = [0.0]
    rate = Rate(2, 60, lambda: now[0])
    assert [rate.allows("a"), rate.allows("a"), rate.allows("a"), rate.allows("b")] == [True, True, False, True]
    now[0] = 61
    assert rate.allows("a")


def test_a_file_names_who_may_rule(tmp_path: Path) -> None:
    users = tmp_path / "users"
    users.write_text("# the records desk\nआशा देवी: a-long-enough-token-1\nBimal: a-long-enough-token-2\n", "utf-8")
    known, token = rulers(users)
    assert token is None
    assert known.name("a-long-enough-token-1") == "आशा देवी"
    assert known.name("a-long-enough-token-2") == "Bimal"
    assert known.name("a-long-enough-token-") is None
    users.write_text("short: abc\n", "utf-8")
    with pytest.raises(StopRun, match="users:1"):
        rulers(users)


def test_too_large_a_body_is_not_taken_in(own_desk: Served) -> None:
    web = httpx.Client(base_url=own_desk.base)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    with suppress(httpx.HTTPError):  # the connection may be cut
        assert web.post("/enter", content=b"token=" + b"x" * (3 << 20), headers=form).status_code == 413
    with suppress(httpx.HTTPError):
        answer = web.post(
            "/api/v1/decisions", content=b'"' + b"x" * (3 << 20), headers={"Content-Type": "application/json"}
        )
        assert answer.json()["error"]["code"] == "too-large"
    assert web.get("/").status_code == 200


def test_even_what_is_refused_at_the_door_keeps_to_itself(desk: Served) -> None:
    answer = httpx.get(desk.base + "/", headers={"Host": "evil.example"})
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_decisions_come_in_slices_the_newest_first(own_desk: Served) -> None:
    web = httpx.Client(base_url=own_desk.base, headers={"Authorization": f"Bearer {own_desk.token}"}, timeout=60)
    for field in ("date", "status", "ordinal"):
        ruled = {"kind": "accept", "targets": ["irigc-mmtc/22", field], "author": "A", "reason": "seen"}
        assert web.post("/api/v1/decisions", json=ruled).status_code == 201
    whole = web.get("/api/v1/decisions").json()
    first = web.get("/api/v1/decisions", params={"limit": 2}).json()
    rest = web.get("/api/v1/decisions", params={"limit": 2, "after": first["next"]}).json()
    assert len(whole["items"]) == 3
    assert first["items"] + rest["items"] == whole["items"]
    assert (whole["next"], rest["next"]) == (None, None)
    assert web.get("/api/v1/decisions", params={"after": "soon"}).status_code == 422
    assert web.get("/decisions").text.count('class="work"') == 3


def test_what_was_left_out_can_be_read_to_the_last(tmp_path: Path, knowledge: Knowledge) -> None:
    store = open_store(tmp_path / "lost.db")
    with store.write() as writer:
        for n in range(7):
            writer.put_issue(Issue("refused-claim", f"page-{n}.txt", "for a test"))
            writer.put_issue(Issue("not-a-page", f"menu-{n}.txt", "for a test"))
    store.close()
    with serving(tmp_path / "lost.db", knowledge) as served:
        assert every(served, "lost") == [f"page-{n}.txt" for n in range(7)]
        assert every(served, "pages") == [f"menu-{n}.txt" for n in range(7)]
        assert 'href="/review?sort=pages"' in httpx.get(served.base).text


def every(served: Served, sort: str) -> list[str]:
    """What a sort of doubts names, slice by slice."""
    found: list[str] = []
    after: dict[str, str] = {}
    while True:
        ask = {"sort": sort, "limit": "3"} | after
        answer = httpx.get(f"{served.base}/api/v1/review", params=ask, timeout=60).json()
        found += [item["doc"] for item in answer["items"]]
        if answer["next"] is None:
            return found
        after = {"after": answer["next"]}
