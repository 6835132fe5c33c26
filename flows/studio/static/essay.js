// The essay's page: rows that play, move by keys, and open what can be done with them.

import { get, post, tell } from "./requests.js";
import { ahead, play, stop } from "./sounds.js";
import { canUndo, isTyping, undoing } from "./undo.js";
import { inspecting } from "./inspector.js";
import { hearing, orderWords } from "./heard-words.js";

const main = document.getElementById("main");
const id = main.dataset.id;
const listen = document.getElementById("listen");
const rows = () => [...main.querySelectorAll(".row")];
const AHEAD = 3;
const mend = document.createElement("button");
mend.type = "button";
mend.className = "quiet small mend";
mend.textContent = "Mend";
mend.setAttribute("aria-keyshortcuts", "Enter");
let current = null;
let listening = false;

function address(row) {
  return `/essay/${id}/clip/${row.dataset.clip}.wav`;
}

function marksCurrent(row) {
  row.classList.add("current");
  row.tabIndex = 0;
  if (row.dataset.n) row.append(mend);
  else mend.remove();
}

function choose(row, { focus = true } = {}) {
  if (!row) return;
  if (current) {
    current.classList.remove("current");
    current.tabIndex = -1;
  }
  current = row;
  marksCurrent(row);
  if (focus) row.focus({ preventScroll: true });
  const box = row.getBoundingClientRect();
  if (box.top < 120 || box.bottom > innerHeight - 120) row.scrollIntoView({ block: "center" });
}

function marked(row) {
  const spoken = row.querySelector(".spoken");
  const nodes = [];
  const walker = document.createTreeWalker(spoken, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest("rt") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return (start, end) => {
    if (!CSS.highlights) return;
    const range = new Range();
    let at = 0;
    for (const node of nodes) {
      if (start >= at && start < at + node.length) range.setStart(node, start - at);
      if (end > at && end <= at + node.length) range.setEnd(node, end - at);
      at += node.length;
    }
    CSS.highlights.set("word", new Highlight(range));
  };
}

function following(row, way = 1) {
  const all = rows();
  return all[all.indexOf(row) + way];
}

function spokenAfter(row) {
  let next = following(row);
  while (next && !next.dataset.n) next = following(next);
  return next;
}

async function sound(row) {
  row.classList.add("sounding");
  let next = row;
  const whole = play(address(row), marked(row));
  for (let n = 0; n < AHEAD && next; n += 1) {
    next = spokenAfter(next);
    if (next) ahead(address(next));
  }
  const done = await whole;
  row.classList.remove("sounding");
  CSS.highlights?.delete("word");
  return done;
}

function silence() {
  listening = false;
  listen.textContent = "Listen";
  stop();
}

async function listenFrom(row) {
  stop();
  listening = true;
  listen.textContent = "Stop";
  const mine = (listenFrom.turn = (listenFrom.turn ?? 0) + 1);
  let at = row?.dataset.n ? row : spokenAfter(row ?? rows()[0]) ?? rows().find((one) => one.dataset.n);
  while (at && listening && mine === listenFrom.turn) {
    choose(at, { focus: !document.activeElement.closest("#inspector") });
    if (!await sound(at)) break;
    await new Promise((resolve) => setTimeout(resolve, Number(at.dataset.pause)));
    at = spokenAfter(at.isConnected ? at : document.getElementById(at.id));
  }
  if (mine === listenFrom.turn) silence();
}

function once(row) {
  silence();
  choose(row);
  sound(row);
}

function renewed(answer) {
  if (answer.version) main.dataset.version = answer.version;
  if (answer.rows === null) {
    sessionStorage.setItem("studio:row", current?.dataset.row ?? "");
    sessionStorage.setItem("studio:said", answer.said ?? "");
    location.reload();
    return;
  }
  for (const [number, html] of Object.entries(answer.rows ?? {})) {
    const old = document.getElementById(`r${number}`);
    const holder = document.createElement("template");
    holder.innerHTML = html.trim();
    const row = holder.content.firstElementChild;
    const wasCurrent = old === current;
    const hadFocus = old.contains(document.activeElement);
    old.replaceWith(row);
    row.classList.add("renewed");
    if (wasCurrent) {
      current = null;
      choose(row, { focus: hadFocus });
    }
  }
}

// A long essay comes with its beginning first: the rest takes its place as soon as it is worded.
async function wholeEssay() {
  if (!("begun" in main.dataset)) return;
  const response = await get(`/essay/${id}/whole`);
  if (!response) return;
  const at = current?.dataset.row;
  const top = current?.getBoundingClientRect().top;
  const hadFocus = current?.contains(document.activeElement);
  document.getElementById("chapters").innerHTML = await response.text();
  document.getElementById("coming").remove();
  delete main.dataset.begun;
  current = null;
  const row = document.getElementById(`r${at}`);
  if (row) {
    marksCurrent(row);
    current = row;
    if (hadFocus) row.focus({ preventScroll: true });
    scrollBy(0, row.getBoundingClientRect().top - top);
  }
  const words = await get(`/essay/${id}/words`);
  if (words) document.getElementById("words").innerHTML = await words.text();
  orderWords();
}

async function changed(path, given) {
  await whole;
  const response = await post(path, { version: main.dataset.version, ...given });
  if (!response) return null;
  const answer = await response.json();
  tell(answer.said);
  canUndo(answer.undo);
  renewed(answer);
  return answer;
}

const inspector = inspecting({
  id,
  whole: () => whole,
  version: () => main.dataset.version,
  changed,
  renewed,
  again: (n) => {
    const row = main.querySelector(`.row[data-n="${n}"]`);
    if (row) once(row);
  },
  back: () => current?.focus(),
  shown: () => {
    if (!current) return;
    const box = current.getBoundingClientRect();
    const sheet = document.getElementById("inspector").getBoundingClientRect();
    const bottom = sheet.left > 0 ? innerHeight : sheet.top;
    if (box.top < 60 || box.bottom > bottom) scrollBy({ top: box.top - 80 });
  },
});

function openWord(word, n) {
  const row = main.querySelector(`.row[data-n="${n}"]`);
  if (row) choose(row, { focus: false });
  inspector.word(n, word);
  if (row) sound(row);
  hearing(word);
}

main.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-word]");
  if (chip) { openWord(chip.dataset.word, chip.dataset.at); return; }
  const row = event.target.closest(".row");
  if (!row) return;
  const say = event.target.closest("[data-say]");
  if (say) {
    const text = row.querySelector(".written").textContent;
    changed(`/essay/${id}/sentence`, { text, wishes: { say: say.dataset.say === "again" ? null : true } });
    return;
  }
  if (event.target.closest(".play")) { once(row); return; }
  if (event.target === mend) { inspector.sentence(row.dataset.n, true); return; }
  const selected = getSelection().toString().trim();
  if (selected && row.dataset.n && selected.length < 80) { openWord(selected, row.dataset.n); return; }
  choose(row);
  if (row.dataset.n) {
    once(row);
    if (!document.getElementById("inspector").hidden || event.detail > 1) inspector.sentence(row.dataset.n);
  }
});

const acts = {
  " ": () => (listening ? silence() : listenFrom(current)),
  j: () => choose(current ? following(current) : rows()[0]),
  k: () => choose(current ? following(current, -1) : rows()[0]),
  ArrowDown: () => acts.j(),
  ArrowUp: () => acts.k(),
  c: () => {
    const all = rows();
    choose(all.slice(all.indexOf(current) + 1).find((row) => row.matches(".changed, .omitted")));
  },
  p: () => current?.dataset.n && once(current),
  Enter: () => {
    if (current?.dataset.n) inspector.sentence(current.dataset.n, true);
    else current?.querySelector("[data-say]")?.focus();
  },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key === "Escape") { inspector.close(); return; }
  const inside = event.target.closest("#inspector");
  if (isTyping(event.target) || (inside && event.key !== "Escape")) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const act = Object.hasOwn(acts, key) ? acts[key] : null;
  if (!act || event.target.matches("a, summary, .long") && key !== "j" && key !== "k") return;
  if (event.target.matches("button") && (key === " " || key === "Enter")) return;
  event.preventDefault();
  act();
});

listen.addEventListener("click", () => (listening ? silence() : listenFrom(current)));
document.getElementById("make").addEventListener("click", async () => {
  const response = await post("/make", { ids: [id] });
  if (response) tell("On its way: the desk shows how far it is.");
});
document.querySelector("[data-copy]")?.addEventListener("click", async (event) => {
  const code = event.target.dataset.copy;
  try {
    await navigator.clipboard.writeText(code);
    tell("Copied: paste it into a page of yours.");
  } catch {
    tell(code, true);  // the browser does not let pages copy: it can be copied by hand
  }
});
document.addEventListener("studio:changed", () => {
  sessionStorage.setItem("studio:row", current?.dataset.row ?? "");
  sessionStorage.setItem("studio:wrong", document.getElementById("notice").textContent);
  location.reload();
});
undoing(id, renewed);

orderWords();
const whole = wholeEssay();

const asked = new URLSearchParams(location.search);
if (asked.size || sessionStorage.getItem("studio:row")) await whole;
const kept = sessionStorage.getItem("studio:row");
const found = asked.get("find")?.replace(/\s+/g, " ");
let first = kept ? document.getElementById(`r${kept}`) : null;
if (asked.get("n")) first = main.querySelector(`.row[data-n="${CSS.escape(asked.get("n"))}"]`);
if (found) first = rows().find((row) => row.querySelector(".written").textContent.replace(/\s+/g, " ").includes(found));
choose(first ?? rows()[0], { focus: Boolean(first) });
if (asked.get("n") && first) inspector.sentence(first.dataset.n);
for (const [key, wrong] of [["studio:said", false], ["studio:wrong", true]]) {
  if (sessionStorage.getItem(key)) tell(sessionStorage.getItem(key), wrong);
  sessionStorage.removeItem(key);
}
sessionStorage.removeItem("studio:row");
if (current?.dataset.n) ahead(address(current));
else if (current && spokenAfter(current)) ahead(address(spokenAfter(current)));
