// The desk: search, filters, keys, and essays on their way.

import { get, post, tell } from "./requests.js";
import { isTyping, undoing } from "./undo.js";

const search = document.getElementById("search");
const holder = document.getElementById("rows");
const none = document.getElementById("none");
const all = document.getElementById("make-shown");
let filter = "all";
let current = "";

const rows = () => [...holder.querySelectorAll(".essay")];
const shown = () => rows().filter((row) => !row.hidden);

function sift() {
  const wanted = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of rows()) {
    const text = row.querySelector(".what").textContent.toLowerCase();
    const state = row.dataset.state;
    const fits = filter === "all" || state === filter
      || (filter === "failed" && ["set aside", "unreadable", "teaser"].includes(state));
    row.hidden = !fits || !wanted.every((word) => text.includes(word));
  }
  none.hidden = shown().length > 0 || !rows().length;
  all.hidden = !["new", "changed"].includes(filter) || !shown().length;
}

function choose(row) {
  if (!row) return;
  current = row.dataset.id;
  (row.querySelector("a.name") ?? row.querySelector("button"))?.focus();
}

function move(way) {
  const seen = shown();
  const at = seen.findIndex((row) => row.contains(document.activeElement));
  choose(at < 0 ? seen[0] : seen[at + way]);
}

async function make(ids) {
  if (!ids.length) return;
  const response = await post("/make", { ids });
  if (!response) return;
  tell((await response.json()).said);
  renew();
}

let watching = 0;
async function renew() {
  clearTimeout(watching);
  const began = performance.now();
  const response = await get("/rows");
  if (!response) return;
  const focused = document.activeElement.closest?.(".essay")?.dataset.id;
  holder.innerHTML = await response.text();
  document.getElementById("summary").innerHTML = document.getElementById("told").innerHTML;
  document.getElementById("coming")?.remove();
  sift();
  delete holder.dataset.begun;
  if (focused) choose(rows().find((row) => row.dataset.id === focused));
  if (rows().some((row) => row.dataset.state === "being made")) {
    const took = performance.now() - began;  // a desk of a thousand essays is asked for less often
    watching = setTimeout(renew, Math.max(700, 4 * took));
  }
}

search.addEventListener("input", sift);
for (const button of document.querySelectorAll("[data-filter]")) {
  button.addEventListener("click", () => {
    filter = button.dataset.filter;
    for (const other of document.querySelectorAll("[data-filter]")) {
      other.setAttribute("aria-pressed", String(other === button));
    }
    sift();
  });
}
all.addEventListener("click", () => make(shown().map((row) => row.dataset.id).filter(Boolean)));
holder.addEventListener("click", async (event) => {
  const one = event.target.closest("[data-make]");
  if (one) make([one.dataset.make]);
  const gone = event.target.closest("[data-withdraw]");
  if (gone && gone.dataset.sure) {
    const response = await post("/withdraw", { slug: gone.dataset.withdraw });
    if (response) { tell((await response.json()).said); renew(); }
  } else if (gone) {
    gone.dataset.sure = "yes";
    gone.textContent = "Withdraw: sure?";
    gone.removeAttribute("aria-label");
  }
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === search && event.key === "Escape") { search.value = ""; sift(); search.blur(); }
  if (event.target === search && event.key === "Enter") { event.preventDefault(); choose(shown()[0]); }
  if (isTyping(event.target)) return;
  const act = {
    j: () => move(1),
    k: () => move(-1),
    m: () => {
      const row = document.activeElement.closest?.(".essay");
      if (row?.dataset.id) make([row.dataset.id]);
    },
    "/": () => search.focus(),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
const warmed = new Set();
function warm(event) {
  const id = event.target.closest?.("a.name") && event.target.closest(".essay")?.dataset.id;
  if (!id || warmed.has(id)) return;
  warmed.add(id);
  fetch(`/essay/${id}/ready`).catch(() => warmed.delete(id));
}
holder.addEventListener("pointerover", warm);
holder.addEventListener("focusin", warm);
undoing("", renew);
if ("begun" in holder.dataset || rows().some((row) => row.dataset.state === "being made")) renew();
