// The page of one document: the walk through what was removed, the way between clipping and article, the filters.
const main = $("main");
const clipping = $("#clipping");
const told = $("#told");
const rows = $$(".lines > li", clipping);
const place = new Map(rows.map((row, i) => [row, i]));
const allStops = $$(".stop", clipping);
const paragraphs = $$(".paragraph");
const changes = $$(".change");
const wanted = new Set();
let stops = allStops;
let chosen = null;

// Tabs: on a narrow screen the clipping is one of them, on a wide one it always stands on the left.
const tabs = $$("section", main).map((section) => {
  section.setAttribute("role", "tabpanel");
  return make("button", { type: "button", role: "tab", id: `tab-${section.id}`, "aria-controls": section.id },
    section.getAttribute("aria-label"));
});
main.prepend(make("div", { role: "tablist", "aria-label": "Parts of the report" }, ...tabs));
const wide = matchMedia("(min-width: 60rem)");

function showTab(name) {
  if (name === "clipping") main.dataset.side = "clipping";
  else Object.assign(main.dataset, { side: "panel", tab: name });
  markTabs();
}

function markTabs() {
  const shown = main.dataset.side === "clipping" && !wide.matches ? "clipping" : main.dataset.tab;
  for (const tab of tabs) {
    const own = tab.getAttribute("aria-controls") === shown;
    tab.setAttribute("aria-selected", own);
    tab.tabIndex = own ? 0 : -1;
  }
}

tabs.forEach((tab) => tab.addEventListener("click", () => showTab(tab.getAttribute("aria-controls"))));
wide.addEventListener("change", markTabs);
markTabs();

function stepTab(by) {
  const shown = tabs.filter((tab) => tab.offsetParent);
  const next = shown[(shown.indexOf(document.activeElement) + by + shown.length) % shown.length];
  next.click();
  next.focus();
}

// What a line, a part of it, a paragraph or a change says when it is asked.
function tell(one) {
  const said = one.matches(".change") ? sayChange(one) : one.matches(".stop, .gone") ? sayWhy(one) : sayKept(one);
  told.replaceChildren(make("p", {}, where(one), ...said));
}

function where(one) {
  const holder = one.closest("li, .paragraph");
  return make("span", { className: "where" }, `line ${$(".n", holder).textContent}`);
}

function sayWhy(one) {
  const label = make("b", { className: `c ${one.className}` }, one.dataset.class);
  label.classList.remove("gone", "stop", "chosen", "cut", "last");
  return [label, make("span", {}, one.dataset.why), ...named(one)];
}

function named(one) {
  return one.dataset.rules ? [make("code", {}, one.dataset.rules.split(" ").join(", "))] : [];
}

/** A line that stays, or its paragraph: a rule may have said why. */
function sayKept(one) {
  const line = one.matches("li") ? one : document.getElementById($("a.n", one).hash.slice(1));
  const lifted = $(".c:not(.changed)", line);
  const why = line.dataset.why ?? (lifted ? "goes into the metadata" : "nothing says that it is not the article");
  return [make("b", { className: "c" }, lifted?.textContent ?? "kept"), make("span", {}, why), ...named(line)];
}

function sayChange(one) {
  const { before, rule, grade } = one.dataset;
  const { lang } = $(".text", clipping);
  const edit = make("span", { lang }, make("del", {}, before || "nothing"), " → ",
    make("ins", {}, one.textContent || "nothing"));
  return [edit, make("span", {}, rule), make("code", {}, grade)];
}

/** The lines of the block that a stop begins. */
function blockOf(stop) {
  if (!stop.matches("li")) return [stop];
  const block = [stop];
  for (let i = place.get(stop) + 1; i < rows.length && rows[i].matches(".gone:not(.stop)"); i++) block.push(rows[i]);
  return block;
}

function choose(one, focus = true) {
  $$(".chosen").forEach((old) => old.classList.remove("chosen", "last"));
  chosen = one;
  showPlace();
  if (!one) return;
  showTab(clipping.contains(one) ? "clipping" : "article");
  const block = blockOf(one);
  block.forEach((row) => row.classList.add("chosen"));
  block.at(-1).classList.add("last");
  tell(one);
  if (!one.hasAttribute("tabindex")) one.tabIndex = -1;
  if (focus) one.focus({ preventScroll: true });
  one.scrollIntoView({ block: focus ? "center" : "nearest" });
}

function showPlace() {
  const at = stops.indexOf(chosen);
  $("#place").textContent = `${at < 0 ? "–" : at + 1} / ${stops.length}`;
}

/** The next of these in the order of the page, from the chosen one or from where the reader looks. */
function next(several, by) {
  if (!several.length) return false;
  const at = several.indexOf(chosen);
  if (at >= 0) return choose(several[Math.min(several.length - 1, Math.max(0, at + by))]);
  const follows = (one) => chosen && chosen.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
  const first = chosen && chosen.closest("section") === several[0].closest("section") ? several.findIndex(follows) : 0;
  const here = first < 0 ? several.length : first;
  return choose(several[Math.min(several.length - 1, Math.max(0, by > 0 ? here : here - 1))]);
}

/** The next run of removed blocks: the first one that something kept, or another class, stands above. */
function nextRun(by) {
  const heads = stops.filter((stop) => {
    const row = stop.closest("li");
    let i = place.get(row) - 1;
    while (i >= 0 && rows[i].matches(".blank")) i--;
    return i < 0 || !stop.matches("li") || rows[i].dataset.class !== stop.dataset.class;
  });
  if (heads.includes(chosen) || !chosen) return next(heads, by);
  const above = heads.filter((head) => head.compareDocumentPosition(chosen) & Node.DOCUMENT_POSITION_FOLLOWING);
  return choose(by > 0 ? heads[above.length] ?? chosen : above.at(-1) ?? chosen);
}

// From a line to its paragraph, and back.
function jump(id) {
  const target = document.getElementById(id);
  if (!target) return false;
  if (target.matches("section")) {
    showTab(id);
    target.focus();
    return true;
  }
  choose(target.matches(".gone") ? stopAbove(target) : target);
  return true;
}

function stopAbove(row) {
  let i = place.get(row);
  while (i > 0 && !rows[i].matches(".stop")) i--;
  return rows[i];
}

function across() {
  const one = chosen ?? document.activeElement;
  const paragraph = one.closest(".paragraph");
  if (paragraph) return jump($(".n", paragraph).hash.slice(1));
  const row = one.closest(".lines > li");
  if (!row) return false;
  const from = place.get(row);
  const kept = rows.slice(from).find((other) => $("a.n", other)) ?? rows.slice(0, from).findLast((other) => $("a.n", other));
  return kept ? jump($("a.n", kept).hash.slice(1)) : false;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (link && jump(link.hash.slice(1))) return event.preventDefault();
  const change = event.target.closest(".change");
  if (change) return choose(change, false);
  const part = event.target.closest(".cut") ?? event.target.closest(".gone");
  if (part) choose(part.matches(".stop") ? part : stopAbove(part), false);
});
addEventListener("hashchange", () => jump(location.hash.slice(1)));

// Pointing: the reason below, and the twin on the other side.
let twin = null;
document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  const one = event.target.closest(".cut, .gone, .change, .kept, .lifted");
  if (one) tell(one);
  else if (chosen) tell(chosen);
  const link = event.target.closest(".lines > li, .paragraph")?.querySelector("a.n");
  twin?.classList.remove("twin");
  twin = link ? document.getElementById(link.hash.slice(1)) : null;
  twin?.classList.add("twin");
});

// Filters.
function filter() {
  const off = (one) => wanted.size > 0 && !wanted.has(one.dataset.class);
  rows.forEach((row) => { if (row.matches(".gone")) row.hidden = off(row); });
  $$(".cut", clipping).forEach((cut) => cut.classList.toggle("off", off(cut)));
  stops = allStops.filter((stop) => !off(stop));
  $$(".key").forEach((key) => key.setAttribute("aria-pressed", wanted.has(key.dataset.class)));
  if (chosen?.matches(".stop") && off(chosen)) choose(null);
  showPlace();
}

$$(".key").forEach((key) => key.addEventListener("click", () => {
  if (!wanted.delete(key.dataset.class)) wanted.add(key.dataset.class);
  filter();
}));
const switches = {
  kept: (on) => main.classList.toggle("no-kept", !on),
  before: (on) => main.classList.toggle("before", on),
};
for (const [name, act] of Object.entries(switches)) {
  const box = $(`[data-switch=${name}]`);
  box.addEventListener("change", () => act(box.checked));
  act(box.checked);
}
$$("[data-step]").forEach((button) => button.addEventListener("click", () => next(stops, Number(button.dataset.step))));

const follow = (kind) => () => $(`nav [rel=${kind}]`)?.click();
const arrow = (by) => (event) => (event.target.matches(".stop") ? next(stops, by) : false);
listen({
  j: () => next(stops, 1),
  k: () => next(stops, -1),
  J: () => nextRun(1),
  K: () => nextRun(-1),
  ArrowDown: arrow(1),
  ArrowUp: arrow(-1),
  ArrowRight: (event) => (event.target.matches("[role=tab]") ? stepTab(1) : false),
  ArrowLeft: (event) => (event.target.matches("[role=tab]") ? stepTab(-1) : false),
  n: () => next(paragraphs, 1),
  p: () => next(paragraphs, -1),
  c: () => next(changes, 1),
  C: () => next(changes, -1),
  Enter: (event) => (event.target.matches(".stop, .paragraph, .change, li") ? across() : false),
  1: () => showTab("article"),
  2: () => showTab("metadata"),
  3: () => showTab("rules"),
  4: () => showTab("changes"),
  h: () => $("[data-switch=kept]").click(),
  b: () => $("[data-switch=before]").click(),
  "]": follow("next"),
  "[": follow("prev"),
  u: follow("up"),
  Escape: () => { wanted.clear(); choose(null); filter(); },
});
showPlace();
if (location.hash) jump(location.hash.slice(1));
