// A body through the years: its sittings on one line, who chaired for each side on lines below.
"use strict";

const MARKS = { held: "●", planned: "○", proposed: "○", cancelled: "✕", postponed: "→", denied: "✕" };

function named(entity) {
  const lang = document.documentElement.lang;
  const names = entity.names || {};
  for (const code of [lang, "en", "hi", ...Object.keys(names)]) if (names[code]?.length) return plain(names[code][0]);
  return plain(entity.id);
}

function flag(code) {
  const image = document.createElement("img");
  Object.assign(image, { src: `/static/vendor/country-flag-icons/${code}.svg`, alt: code, width: 15, height: 10, className: "flag" });
  return image;
}

function face(words, code) {
  const box = document.createElement("span");
  box.textContent = words + " ";
  if (code) box.append(flag(code));
  return box;
}

// The chart takes a string for HTML, an element for what it is.
function words(...parts) {
  const box = document.createElement("span");
  box.textContent = plain(parts.filter(Boolean).join(" · "));
  return box;
}

// What the page says of an event below the chart, in the reader's words.
function told(id, parts) {
  const row = [...document.querySelectorAll("[data-event]")].find((one) => one.dataset.event === id);
  return row ? [...row.querySelectorAll(parts)].map((part) => part.textContent.replace(/\s+/g, " ").trim()) : [];
}

const expected = () => [...document.querySelectorAll("#next .because li")].map((why) => why.textContent).join(" ");

function ends([first, last]) {
  const end = new Date(last + "T23:59:59");
  const start = new Date(first + "T00:00:00");
  return end - start < 40 * 86400000 ? { start, type: "box" } : { start, end, type: "range" }; // a year is not a day
}

const due = (sitting, next) => Boolean(next && next.ordinal && sitting.ordinal === next.ordinal && sitting.status !== "held");

function sittings(body) {
  const items = body.sessions.filter((s) => s.span).map((s) => ({
    id: s.id,
    group: "sittings",
    ...ends(s.span),
    className: (s.stated ? s.status || "unknown" : "inferred") + (due(s, body.next) ? " next-due" : ""),
    face: [`${s.stated ? MARKS[s.status] || "?" : "·"} ${s.ordinal ?? ""}`, s.host_country],
    title: words(...told(s.id, "th, td:nth-child(-n+4)"), due(s, body.next) && expected()),
  }));
  const next = body.next;
  const there = next && body.sessions.some((s) => s.ordinal === next.ordinal && s.span);
  if (next?.span && !there) {
    items.push({
      id: "#next",
      group: "sittings",
      ...ends(next.span),
      className: "next-due",
      face: [`${next.ordinal ?? ""} ?`, next.host_country],
      title: words(expected()),
    });
  }
  return items;
}

function chairs(body) {
  const terms = [];
  const open = new Map();
  for (const s of [...body.sessions].filter((s) => s.span).sort((a, b) => (a.span[0] < b.span[0] ? -1 : 1))) {
    for (const key of [...open.keys()]) if (s.co_chairs.length && !s.co_chairs.some((c) => c.id === key)) open.delete(key);
    for (const chair of s.co_chairs) {
      if (!open.has(chair.id)) {
        const term = { id: chair.id, name: named(chair), span: [...s.span], times: 0 };
        open.set(chair.id, term);
        terms.push(term);
      }
      const term = open.get(chair.id);
      term.span[1] = s.span[1] > term.span[1] ? s.span[1] : term.span[1];
      term.times += 1;
    }
  }
  return terms.map((t, n) => ({
    id: "chair" + n,
    group: "chairs",
    start: new Date(t.span[0]),
    end: new Date(t.span[1] + "T23:59:59"),
    type: t.span[0] === t.span[1] ? "point" : "range",
    className: "chair",
    face: [t.name, null],
    title: words(t.name, t.times),
    actor: t.id,
  }));
}

function engagements(actor) {
  return actor.events.filter((e) => e.span).map((e) => ({
    id: e.id,
    group: e.type,
    ...ends(e.span),
    className: e.status || "unknown",
    face: [`${MARKS[e.status] || "?"} ${e.ordinal ?? ""}`, e.host_country],
    title: words(...told(e.id, ".day, .what, .where")),
  }));
}

function kinds(items, told) {
  return [...new Set(items.map((item) => item.group))].map((id) => ({ id, content: words(JSON.parse(told.kinds)[id] || id) }));
}

// The labels of the axis in the reader's language.
const said = (options) => new Intl.DateTimeFormat(document.documentElement.lang + "-IN", options);
const AXIS = {
  minorLabels: (date, scale) => ({ year: () => String(date.year()), month: () => said({ month: "short" }).format(date.toDate()) }[scale] || (() => String(date.date())))(),
  majorLabels: (date, scale) => ({ year: () => "", month: () => String(date.year()) }[scale] || (() => said({ month: "short", year: "numeric" }).format(date.toDate())))(),
};

async function draw(box) {
  const answer = await fetch(box.dataset.src);
  if (!answer.ok) return;
  const body = await answer.json();
  const items = body.sessions ? [...sittings(body), ...chairs(body)] : engagements(body);
  if (!items.length) return;
  box.hidden = false;
  const groups = body.sessions ? [{ id: "sittings", content: box.dataset.sittings }] : kinds(items, box.dataset);
  if (items.some((item) => item.group === "chairs")) groups.push({ id: "chairs", content: box.dataset.chairs });
  const line = new vis.Timeline(box, items, groups, {
    stack: true,
    showCurrentTime: false,
    zoomMin: 1000 * 86400 * 60,
    zoomKey: "ctrlKey",
    horizontalScroll: true,
    margin: { item: { horizontal: 4, vertical: 4 }, axis: 6 },
    maxHeight: 420,
    format: AXIS,
    orientation: "top",
    template: (item) => (item ? face(...item.face) : ""),
  });
  line.fit({ animation: false });
  line.on("select", ({ items: [id] }) => {
    const item = items.find((one) => one.id === id);
    if (!item) return;
    if (item.id === "#next") location.hash = "next";
    else location.href = (item.actor ? "/actors/" + encodeURIComponent(item.actor) : "/events/" + item.id.split("/").map(encodeURIComponent).join("/")) + location.search;
  });
}

document.querySelectorAll(".timeline").forEach(draw);
