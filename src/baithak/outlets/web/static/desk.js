// What a script adds to pages that work without one: the slider of days, suggestions while typing, keys.
"use strict";

// Characters that would steer the display are no part of a label; see text.py.
const plain = (text) =>
  String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e007f}]/gu, "\ufffd");

const DAY = 86400000;
const toDay = (n) => new Date(n * DAY).toISOString().slice(0, 10);
const fromDay = (text) => Math.round(Date.parse(text + "T00:00:00Z") / DAY);

function slideDays(form) {
  const range = form.querySelector("input[type=range]");
  const date = form.querySelector("input[type=date]");
  const told = form.querySelector("output");
  const [first, last] = [fromDay(form.dataset.first), fromDay(form.dataset.last)];
  if (!(last > first)) return;
  const say = new Intl.DateTimeFormat(document.documentElement.lang + "-IN", { dateStyle: "medium", timeZone: "UTC" });
  Object.assign(range, { min: first, max: last, value: date.value ? fromDay(date.value) : last, hidden: false });
  const label = () => range.setAttribute("aria-valuetext", say.format(range.value * DAY));
  label();
  range.addEventListener("input", () => {
    date.value = toDay(range.value);
    told.textContent = say.format(range.value * DAY);
    label();
  });
  let waiting;
  range.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => form.requestSubmit(), 350); // so that arrow keys can go on
  });
}

function suggest(input) {
  const list = document.getElementById(input.getAttribute("aria-controls"));
  let asked = 0; // the newest turn: an answer to an earlier one comes too late to be shown
  let chosen = -1;
  const close = () => {
    asked += 1;
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (n) => {
    const options = [...list.children];
    if (!options.length) return;
    asked += 1; // who has begun to choose keeps the list that he sees
    chosen = (n + options.length) % options.length;
    options.forEach((option, k) => option.setAttribute("aria-selected", String(k === chosen)));
    input.setAttribute("aria-activedescendant", options[chosen].id);
  };
  const show = (found) => {
    list.replaceChildren(...found.map((one, n) => {
      const option = document.createElement("li");
      Object.assign(option, { id: "suggestion-" + n, role: "option", textContent: plain(one.text) });
      option.dataset.href = one.href;
      const kind = document.createElement("span");
      kind.textContent = one.label;
      option.append(kind);
      option.setAttribute("aria-selected", "false");
      return option;
    }));
    chosen = -1;
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
  };
  input.addEventListener("input", async () => {
    const turn = ++asked;
    const q = input.value.trim();
    if (q.length < 2) return close();
    const answer = await fetch("/api/v1/suggest?" + new URLSearchParams({ q, lang: document.documentElement.lang }));
    const found = answer.ok ? (await answer.json()).items : [];
    if (turn === asked) show(found);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && !list.hidden) choose(chosen + 1);
    else if (event.key === "ArrowUp" && !list.hidden) choose(chosen - 1);
    else if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "Enter" && chosen >= 0) location.href = list.children[chosen].dataset.href;
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.href = option.dataset.href;
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
}

document.querySelectorAll("form.asof").forEach(slideDays);
document.querySelectorAll("input[role=combobox]").forEach(suggest);
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    document.getElementById("q").focus();
  }
});
