// The index of a run: the table's rows are made from the page's data, a page of them at a time.
const { classes, statuses, rows: lists } = JSON.parse($("#data").textContent);
const PAGE = 100;
const byWords = new Intl.Collator(undefined, { numeric: true });
const rows = lists.map(([page, file, title, status, confidence, kept, removed, changes, remarks], order) => {
  const gone = removed.reduce((sum, [, count]) => sum + count, 0);
  const share = gone + kept ? gone / (gone + kept) : 0;
  const text = `${title}\n${file}`.toLowerCase();
  return { order, page, file, title: title || file, status, confidence, kept, removed, gone, share, changes, remarks, text };
});
const state = { sort: "", up: true, at: 0, search: "", statuses: new Set(), classes: new Set() };
const search = $("#search");
const body = $("#documents tbody");
let found = rows;
let chosen = -1;

// The state stands in the page's address, so that the way back from a document leads to the same rows.
function remember() {
  const said = new URLSearchParams();
  if (state.sort) said.set("sort", (state.up ? "" : "-") + state.sort);
  if (state.search) said.set("q", state.search);
  if (state.at) said.set("at", state.at);
  if (state.statuses.size) said.set("status", [...state.statuses].join(","));
  if (state.classes.size) said.set("class", [...state.classes].join(","));
  history.replaceState(null, "", `#${said}`);
}

function recall() {
  const said = new URLSearchParams(location.hash.slice(1));
  const sort = said.get("sort") ?? "";
  state.sort = sort.replace(/^-/, "");
  state.up = !sort.startsWith("-");
  state.search = search.value = said.get("q") ?? "";
  state.at = Number(said.get("at")) || 0;
  state.statuses = new Set(said.get("status")?.split(",") ?? []);
  state.classes = new Set(said.get("class")?.split(",") ?? []);
}

function compare(one, other) {
  const [a, b] = [one[state.sort], other[state.sort]];
  return typeof a === "string" ? byWords.compare(a, b) : a - b;
}

function update() {
  const words = state.search.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = new Set(classes.flatMap(([name], i) => (state.classes.has(name) ? [i] : [])));
  found = rows.filter((row) =>
    (!state.statuses.size || state.statuses.has(statuses[row.status][0])) &&
    (!wanted.size || row.removed.some(([number]) => wanted.has(number))) &&
    words.every((word) => row.text.includes(word)));
  if (state.sort) {
    const way = state.up ? 1 : -1;
    found.sort((one, other) => way * compare(one, other) || one.order - other.order);
  }
  state.at = Math.min(state.at, Math.max(0, Math.ceil(found.length / PAGE) - 1));
  show();
}

function show() {
  const first = state.at * PAGE;
  const some = found.slice(first, first + PAGE);
  const none = make("tr", {}, make("td", { colSpan: 7, className: "none" }, "No document is like that."));
  body.replaceChildren(...(some.length ? some.map(line) : [none]));
  chosen = -1;
  $("#shown").textContent = found.length
    ? `${(first + 1).toLocaleString("en")}–${(first + some.length).toLocaleString("en")} of ${found.length.toLocaleString("en")}`
    : "0";
  $("[data-turn='-1']").disabled = state.at === 0;
  $("[data-turn='1']").disabled = first + PAGE >= found.length;
  mark();
  remember();
}

function mark() {
  for (const head of $$("#documents thead th")) {
    const own = $("button", head).dataset.sort === state.sort;
    head.setAttribute("aria-sort", own ? (state.up ? "ascending" : "descending") : "none");
  }
  $$("[data-status]").forEach((key) => key.setAttribute("aria-pressed", state.statuses.has(key.dataset.status)));
  $$("[data-class]").forEach((key) => key.setAttribute("aria-pressed", state.classes.has(key.dataset.class)));
  $("#all").hidden = !(state.search || state.statuses.size || state.classes.size);
}

function line(row) {
  const [name, says] = statuses[row.status];
  const title = row.page ? make("a", { href: row.page }, row.title) : row.title;
  const head = make("th", { scope: "row" }, title, make("code", {}, row.file));
  if (row.remarks) head.append(make("span", { className: "remark" }, row.remarks));
  return make("tr", {},
    head,
    make("td", {}, make("b", { className: `status ${name}` }, says)),
    number("confidence", row.page ? row.confidence.toFixed(2) : "–"),
    number("kept", row.kept.toLocaleString("en")),
    number("removed", row.gone.toLocaleString("en")),
    share(row),
    number("changes", row.changes.toLocaleString("en")));
}

function number(says, text) {
  const cell = make("td", { className: "number" }, text);
  cell.dataset.says = says;
  return cell;
}

/** What of a document was removed, its classes beside one another. */
function share(row) {
  const svg = (tag, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    return made;
  };
  const picture = svg("svg", { viewBox: "0 0 1 1", preserveAspectRatio: "none", "aria-hidden": "true" });
  let at = 0;
  for (const [i, count] of row.removed) {
    const width = count / (row.gone + row.kept);
    picture.append(svg("rect", { x: at, y: 0, width, height: 1, class: classes[i][1] }));
    at += width;
  }
  const named = row.removed.map(([i, count]) => `${classes[i][0]} ${count}`).join(", ");
  return make("td", { title: named }, picture, make("span", { className: "of" }, `${Math.round(100 * row.share)} %`));
}

$$("[data-sort]").forEach((button) => button.addEventListener("click", () => {
  const same = state.sort === button.dataset.sort;
  // What is worst comes first: words and confidence from below, counts from above.
  const up = ["title", "confidence"].includes(button.dataset.sort);
  Object.assign(state, { sort: button.dataset.sort, up: same ? !state.up : up, at: 0 });
  update();
}));
for (const [name, wanted] of [["status", "statuses"], ["class", "classes"]]) {
  $$(`[data-${name}]`).forEach((key) => key.addEventListener("click", () => {
    const one = key.dataset[name];
    if (!state[wanted].delete(one)) state[wanted].add(one);
    state.at = 0;
    update();
  }));
}
search.addEventListener("input", () => { state.search = search.value; state.at = 0; update(); });
$("#all").addEventListener("click", letGo);

function letGo() {
  state.statuses.clear();
  state.classes.clear();
  state.search = search.value = "";
  state.at = 0;
  update();
  search.blur();
}

function turn(by) {
  const last = Math.max(0, Math.ceil(found.length / PAGE) - 1);
  state.at = Math.min(last, Math.max(0, state.at + by));
  show();
  $("#documents").scrollIntoView();
}
$$("[data-turn]").forEach((button) => button.addEventListener("click", () => turn(Number(button.dataset.turn))));

function step(by) {
  const lines = $$("tr", body);
  lines[chosen]?.classList.remove("chosen");
  chosen = Math.min(lines.length - 1, Math.max(0, chosen + by));
  const line = lines[chosen];
  line.classList.add("chosen");
  line.scrollIntoView({ block: "nearest" });
  ($("a", line) ?? document.activeElement).focus({ preventScroll: true });
}

const arrow = (by) => (event) => (body.contains(event.target) ? step(by) : false);
listen({
  j: () => step(1),
  k: () => step(-1),
  ArrowDown: arrow(1),
  ArrowUp: arrow(-1),
  "]": () => turn(1),
  "[": () => turn(-1),
  "/": () => search.focus(),
  Escape: letGo,
});
// On a narrow screen the table comes first, and the pictures when they are asked for.
$("#charts details").open = matchMedia("(min-width: 48rem)").matches;
addEventListener("hashchange", () => { recall(); update(); });
recall();
update();
