// Whom an actor met: the actor in the middle, the others around, most often met first, thicker lines for more meetings.
"use strict";

function named(entity, lang) {
  const names = entity.names || {};
  for (const code of [lang, "en", "hi", ...Object.keys(names)]) if (names[code]?.length) return plain(names[code][0]);
  return plain(entity.id);
}

async function draw(box) {
  const answer = await fetch(box.dataset.src);
  if (!answer.ok) return;
  const actor = await answer.json();
  const met = actor.met.slice(0, box.clientWidth < 500 ? 10 : 16);
  if (!met.length) return;
  box.hidden = false;
  await document.fonts.ready;
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const label = { show: true, color: colour("--ink"), fontFamily: "Desk", fontSize: 13, lineHeight: 20, overflow: "none" };
  const most = Math.max(...met.map((one) => one.times));
  const width = box.clientWidth;
  const height = box.clientHeight;
  const around = met.map((one, n) => {
    const angle = (2 * Math.PI * (n + 0.5)) / met.length - Math.PI / 2;
    const right = Math.cos(angle) >= 0;
    return {
      id: one.id,
      name: named(one, box.dataset.lang),
      x: width / 2 + Math.cos(angle) * width * 0.24,
      y: height / 2 + Math.sin(angle) * height * 0.4,
      symbolSize: 7 + (7 * one.times) / most,
      itemStyle: { color: colour("--accent") },
      label: { ...label, position: right ? "right" : "left" },
    };
  });
  const self = {
    id: actor.id,
    name: named(actor, box.dataset.lang),
    x: width / 2,
    y: height / 2,
    symbolSize: 18,
    itemStyle: { color: colour("--ink") },
    label: { ...label, position: "bottom", fontWeight: 600 },
  };
  // The chart stretches the nodes over the box that it is given: give it theirs, so that nothing is stretched.
  const all = [self, ...around];
  const low = (axis) => Math.min(...all.map((node) => node[axis]));
  const high = (axis) => Math.max(...all.map((node) => node[axis]));
  const chart = echarts.init(box, null, { renderer: "canvas" });
  chart.setOption({
    animation: false,
    aria: { enabled: true, label: { description: box.dataset.told } },
    series: [{
      type: "graph",
      layout: "none",
      left: low("x"),
      top: low("y"),
      width: Math.max(high("x") - low("x"), 1),
      height: Math.max(high("y") - low("y"), 1),
      data: all,
      links: met.map((one) => ({ source: actor.id, target: one.id, lineStyle: { width: 1 + (3 * one.times) / most, color: colour("--line") } })),
    }],
  });
  chart.on("click", ({ dataType, data }) => {
    if (dataType === "node" && data.id !== actor.id) location.href = "/actors/" + encodeURIComponent(data.id) + location.search;
  });
  addEventListener("resize", () => chart.resize());
}

document.querySelectorAll(".graph").forEach(draw);
