"""The stories end to end in a real Chromium, by mouse and by keyboard; axe-core looks at every page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from served import Served

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Browser, Page, Request, Route, expect, sync_playwright  # noqa: E402

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium: apt-get install chromium")
OPTIONS = [
    "--no-sandbox",
    "--headless=new",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text("utf-8")
STEERING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff")
PATHS = (
    "/",
    "/bodies",
    "/bodies/irigc-mmtc",
    "/bodies/body:commission-in-vn-mod:joint",
    "/events",
    "/events/irigc-mmtc/22",
    "/pages",
    "/actors",
    "/actors/rajnath-singh",
    "/equipment",
    "/equipment/ak-203",
    "/statements",
    "/statements?about=rajnath-singh",
    "/disputes",
    "/promises",
    "/review",
    "/review?sort=names",
    "/review?sort=series",
    "/review?sort=thin",
    "/review?sort=lost",
    "/?as_of=2024-12-09",
    "/decisions",
    "/check",
    "/check?text=भारत-वियतनाम संयुक्त आयोग की 18वीं बैठक 16 अक्टूबर 2023 को हनोई में हुई।",
    "/search",
    "/search?q=rajnath",
    "/search?q=nobody-of-that-name",
    "/enter",
    "/no-such-page",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as started:
        made = started.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield made
        made.close()


@pytest.fixture
def sent() -> list[str]:
    """The addresses that pages asked for."""
    return []


@pytest.fixture
def page(browser: Browser, sent: list[str]) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    made = context.new_page()
    made.set_default_timeout(60_000)
    faults: list[str] = []
    made.on("request", lambda request: _note(request, sent))
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.on(
        "console", lambda said: faults.append(said.text) if said.type == "error" and "404" not in said.text else None
    )
    yield made
    context.close()
    assert faults == []


def _note(request: Request, sent: list[str]) -> None:
    if not request.url.startswith("data:"):
        sent.append(request.url)


def a_page_of(desk: Served) -> str:
    items = httpx.get(f"{desk.base}/api/v1/pages", timeout=60).json()["items"]
    return f"/pages/{max(items, key=lambda item: item['claims'])['id']}"


def serious(page: Page) -> list[Any]:
    """What axe-core finds that is serious or worse."""
    page.evaluate(f"() => {{ {AXE} }}")  # the policy of the page bars scripts of other origin, not the driver's
    found = page.evaluate("() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")
    bad = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
    return [(v["id"], [node["target"] for node in v["nodes"]][:5], v["nodes"][0]["failureSummary"]) for v in bad]


@pytest.mark.parametrize("lang", ["en", "hi"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_barrier(browser: Browser, desk: Served, lang: str, scheme: Any) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    barriers = {}
    for path in (*PATHS, a_page_of(desk)):
        page.goto(f"{desk.base}{path}{'&' if '?' in path else '?'}lang={lang}", wait_until="networkidle")
        if found := serious(page):
            barriers[path] = found
    context.close()
    assert barriers == {}


def test_the_forms_of_who_may_rule_have_no_serious_barrier(page: Page, own_desk: Served) -> None:
    page.goto(f"{own_desk.base}/enter")
    page.get_by_label("Token").fill(own_desk.token)
    page.get_by_role("button", name="Sign in", exact=True).click()
    for path in ("/events/irigc-mmtc/22", "/review", "/bodies/irigc-mmtc"):
        page.goto(own_desk.base + path, wait_until="networkidle")
        for summary in page.locator("details.ruling > summary").all()[:3]:
            summary.click()
        assert serious(page) == []


def test_axe_would_find_a_barrier(page: Page, desk: Served) -> None:
    page.goto(desk.base)
    page.evaluate(
        "() => { document.querySelector('#q').labels[0].remove(); document.querySelector('#q').placeholder = '' }"
    )
    assert [name for name, *_ in serious(page)] == ["label"]


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_no_page_is_wider_than_its_window(browser: Browser, desk: Served, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in (*PATHS, a_page_of(desk)):
        page.goto(desk.base + path, wait_until="networkidle")
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        assert wide <= width, path
    context.close()


def test_nothing_is_asked_of_anybody_else(page: Page, desk: Served, sent: list[str]) -> None:
    for path in (*PATHS, a_page_of(desk)):
        page.goto(desk.base + path, wait_until="networkidle")
    assert len(sent) > len(PATHS)
    assert {url for url in sent if not url.startswith(desk.base)} == set()


@pytest.mark.parametrize("path", [p for p in PATHS if p != "/no-such-page"])
def test_pages_work_without_a_script(browser: Browser, desk: Served, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    assert page.goto(desk.base + path)
    assert len(page.locator("main").inner_text()) > 20
    page.locator("input#q").fill("rajnath")
    page.locator("form.find button").click()
    expect(page.locator(".found").first).to_be_visible()
    context.close()


def test_open_a_body_and_find_the_ghost_session(page: Page, desk: Served) -> None:
    page.goto(desk.base)
    page.get_by_role("link", name="Bodies", exact=True).click()
    page.get_by_role("link", name="भारत-वियतनाम संयुक्त आयोग", exact=True).click()
    ghost = page.locator("table.ladder tr.inferred")
    expect(ghost).to_have_count(1)
    expect(ghost.locator("th")).to_have_text("17")
    expect(page.locator(".timeline .vis-item.inferred").first).to_be_visible()
    expect(page.locator("#next")).to_contain_text("19th")
    ghost.get_by_role("link").click()
    expect(page.locator("main")).to_contain_text("Nobody reports this session")


def test_follow_a_fact_to_its_sentence(page: Page, desk: Served) -> None:
    page.goto(f"{desk.base}/events/irigc-mmtc/22")
    cell = page.locator("tr#field-date td.yes a").first
    words = cell.get_attribute("title")
    cell.click()
    claim = page.locator(".claim:target")
    expect(claim).to_be_visible()
    claim.get_by_role("link", name="in the text").click()
    assert words and words[:30] in page.locator(".text").inner_text()
    key = page.url.partition("#q-")[2]
    marked = page.locator(f"mark:has(a[href='#c-{key}']), #q-{key} ~ mark").first
    expect(marked).to_be_in_viewport()


def test_compare_three_sources(page: Page, desk: Served) -> None:
    page.goto(f"{desk.base}/events/body:dialogue-fr-in-defence/5")
    assert page.locator("table.compare th.src").count() >= 3
    row = page.locator("tr#field-date")
    expect(row).to_have_class("disputed")
    assert row.locator("td.yes").count() >= 2
    assert row.locator("td.no").count() == 1


def test_rule_on_a_dispute_and_take_it_back(page: Page, own_desk: Served) -> None:
    event = f"{own_desk.base}/events/body:dialogue-fr-in-defence/5"
    page.goto(f"{own_desk.base}/disputes")
    assert page.locator(".work").filter(has_text="5th sitting").count() == 1
    page.get_by_role("link", name="Sign in to rule").click()
    page.get_by_label("Token").fill(own_desk.token)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto(event)
    before = page.locator("tr#field-date td.kept").inner_text()
    page.get_by_text("Show 11 Oct 2023").click()
    form = page.locator("details[open] form")
    form.get_by_label("Who rules").fill("आशा")
    form.get_by_label("Reason").fill("The ministry's own page")
    form.get_by_role("button").click()
    expect(page.locator("tr#field-date td.kept")).to_contain_text("11 Oct 2023")
    expect(page.locator(".decision")).to_contain_text("The ministry's own page")
    page.get_by_text("Take back").first.click()
    form = page.locator("details[open] form")
    form.get_by_label("Who rules").fill("आशा")
    form.get_by_label("Reason").fill("a slip")
    form.get_by_role("button").click()
    expect(page.locator(".decision")).to_have_count(0)
    assert page.locator("tr#field-date td.kept").inner_text() == before


def test_charts_say_what_the_page_says_in_the_readers_words(page: Page, desk: Served) -> None:
    page.goto(f"{desk.base}/bodies/irigc-mmtc?lang=hi")
    row = page.locator("tr[data-event='irigc-mmtc/21']")
    page.locator(".timeline .vis-item.held", has_text="21").first.hover()
    for cell in ("th", "td.day", "td:nth-child(3)"):
        expect(page.locator(".vis-tooltip")).to_contain_text(row.locator(cell).inner_text().strip())
    expect(page.locator(".vis-tooltip")).not_to_contain_text("held")


def test_check_a_sentence(page: Page, desk: Served) -> None:
    page.goto(f"{desk.base}/check")
    box = page.get_by_label("A sentence or a page")
    box.fill("भारत-रूस अंतर-सरकारी सैन्य एवं सैन्य-तकनीकी सहयोग आयोग की 21वीं बैठक 10 दिसंबर 2024 को मॉस्को में हुई।")
    page.get_by_role("main").get_by_role("button", name="Check").click()
    expect(page.locator(".verdict.supported").first).to_be_visible()
    expect(page.locator(".verdict .quote a").first).to_be_visible()
    box.fill("भारत-रूस अंतर-सरकारी सैन्य एवं सैन्य-तकनीकी सहयोग आयोग की 21वीं बैठक 15 दिसंबर 2024 को मॉस्को में हुई।")
    page.get_by_role("main").get_by_role("button", name="Check").click()
    expect(page.locator(".verdict.contradicted").first).to_be_visible()


@pytest.mark.parametrize("q", ["राजनाथ", "rajnath", "Раджнатх"])
def test_search_in_three_scripts(page: Page, desk: Served, q: str) -> None:
    page.goto(desk.base)
    page.locator("#q").fill(q)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Rajnath Singh", exact=True).first).to_be_visible()
    expect(page.locator(".snippet mark").first).to_be_visible()


def test_switch_language_and_it_stays(page: Page, desk: Served) -> None:
    page.goto(f"{desk.base}/bodies")
    page.get_by_role("link", name="हिन्दी").click()
    expect(page.locator("html")).to_have_attribute("lang", "hi")
    page.goto(f"{desk.base}/events")
    expect(page.locator("html")).to_have_attribute("lang", "hi")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_browser_s_wish_decides_first(browser: Browser, desk: Served) -> None:
    context = browser.new_context(locale="hi-IN")
    page = context.new_page()
    page.goto(desk.base)
    expect(page.locator("html")).to_have_attribute("lang", "hi")
    context.close()


def test_travel_to_another_day_by_the_slider(page: Page, desk: Served) -> None:
    page.goto(f"{desk.base}/bodies/irigc-mmtc")
    expect(page.locator("#s22")).to_contain_text("held")
    slider = page.locator("form.asof input[type=range]")
    slider.evaluate("(e) => { e.value = Date.parse('2024-12-09') / 86400000; e.dispatchEvent(new Event('input')) }")
    slider.dispatch_event("change")
    page.wait_for_url("**as_of=2024-12-09**")
    expect(page.locator("#s21")).to_contain_text("planned")
    expect(page.locator("#s22.held")).to_have_count(0)
    page.get_by_role("link", name="Events", exact=True).click()
    assert "as_of=2024-12-09" in page.url
    page.get_by_role("link", name="Back to now").click()
    assert "as_of" not in page.url


def test_all_by_keyboard(page: Page, desk: Served) -> None:
    page.goto(desk.base)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("rajn")
    expect(page.locator("#suggestions [role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_contain_text("Rajnath")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/rajnath-singh")
    page.locator("main .row .what a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/**")
    slider = page.locator("form.asof input[type=range]")
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    page.wait_for_url("**as_of=**")


def test_an_answer_that_comes_late_takes_no_choice_away(page: Page, desk: Served) -> None:
    held: list[Route] = []
    page.route("**/api/v1/suggest?q=rajn&**", lambda route: held.append(route))
    page.goto(desk.base)
    page.locator("#q").fill("raj")
    expect(page.locator("#suggestions [role=option]").first).to_be_visible()
    with page.expect_request("**/api/v1/suggest?q=rajn&**"):
        page.keyboard.type("n")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_contain_text("Rajnath")
    with page.expect_response("**/api/v1/suggest?q=rajn&**"):
        held[0].continue_()
    page.wait_for_timeout(100)  # the script's turn to do something with it
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/rajnath-singh")


def test_each_control_that_has_focus_shows_it(page: Page, desk: Served) -> None:
    page.goto(f"{desk.base}/events/irigc-mmtc/22")
    for _ in range(40):
        page.keyboard.press("Tab")
        shown = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
        assert shown != "none", page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)")


def test_a_page_prints_its_words_and_not_its_controls(page: Page, desk: Served) -> None:
    page.goto(f"{desk.base}/events/irigc-mmtc/22")
    page.emulate_media(media="print")
    expect(page.locator("table.compare")).to_be_visible()
    for control in (".find", ".rooms", "form.asof"):
        expect(page.locator(control).first).to_be_hidden()


def test_devanagari_is_set_in_the_font_that_travels_with_the_desk(page: Page, desk: Served) -> None:
    page.goto(f"{desk.base}/?lang=hi", wait_until="networkidle")
    page.evaluate("() => document.fonts.ready.then(() => true)")
    loaded = page.evaluate("() => [...document.fonts].filter((f) => f.status == 'loaded').map((f) => f.family)")
    assert {"Desk", "Words"} <= {family.strip('"') for family in loaded}


def test_hostile_names_are_words_in_charts_too(page: Page, hostile: Served) -> None:
    web = httpx.Client(base_url=hostile.base, timeout=60)
    for kind in ("bodies", "actors"):
        for item in web.get(f"/api/v1/{kind}").json()["items"]:
            page.goto(f"{hostile.base}/{kind}/{quote(item['id'])}", wait_until="networkidle")
            shown = page.locator(".timeline .vis-item-content")
            if kind == "bodies":
                expect(shown.first).to_be_visible()
                shown.first.hover()
                expect(page.locator(".vis-tooltip").first).to_contain_text("<u>भवन</u>")
            assert page.locator("main u, main iframe, main svg[onload], .vis-tooltip :not(span)").count() == 0
            assert not STEERING & set(page.locator("main").inner_text())
            assert page.title() != "taken"


def test_what_is_new_since_the_last_visit(page: Page, own_desk: Served) -> None:
    page.goto(own_desk.base)
    page.context.add_cookies([{"name": "visit", "value": "2025-12-01.2025-12-10", "url": own_desk.base}])
    page.goto(own_desk.base)
    section = page.locator("section", has=page.get_by_role("heading", name="Since the last visit"))
    assert section.locator("li.row.held, li.row.planned").count() > 0
