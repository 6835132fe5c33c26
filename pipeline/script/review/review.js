"use strict";
const rows = [...document.querySelectorAll(".row")];
const chapters = [...document.querySelectorAll(".chapter")];
const buttons = [...document.querySelectorAll("[data-filter]")];
const search = document.getElementById("search");
const count = document.getElementById("count");
const texts = rows.map((row) => row.textContent.toLowerCase());
let filter = "all";
let timer = 0;

function update() {
  const wanted = search.value.trim().toLowerCase();
  let shown = 0;
  rows.forEach((row, at) => {
    const fits =
      filter === "all" ||
      (filter === "omitted" ? row.matches(".omitted") || row.querySelector("del") : row.matches(".changed"));
    row.hidden = !(fits && texts[at].includes(wanted));
    shown += row.hidden ? 0 : 1;
  });
  chapters.forEach((chapter) => {
    chapter.hidden = !chapter.querySelector(".row:not([hidden])");
  });
  buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.filter === filter)));
  count.textContent = shown === rows.length ? `${rows.length} rows` : `${shown} of ${rows.length} rows`;
}

function choose(name) {
  filter = filter === name ? "all" : name;
  update();
}

function step(by, fits = () => true) {
  const seen = rows.filter((row) => !row.hidden);
  const here = seen.indexOf(document.activeElement);
  const first = document.documentElement.scrollTop < 200 ? 0 : seen.findIndex((row) => row.getBoundingClientRect().top > 110);
  let at = here < 0 ? Math.max(first, 0) : here + by;
  while (at >= 0 && at < seen.length && !fits(seen[at])) at += by;
  if (at < 0 || at >= seen.length) return;
  seen[at].focus({ preventScroll: true });
  seen[at].scrollIntoView({ block: "center" });
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  n: () => step(1, (row) => row.matches(".changed, .omitted")),
  c: () => choose("changed"),
  o: () => choose("omitted"),
  "/": () => search.focus(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    filter = "all";
    search.value = "";
    search.blur();
    update();
  } else if (event.target === search) {
    if (event.key === "Enter") step(1);
  } else if (keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
});
buttons.forEach((button) =>
  button.addEventListener("click", () => {
    filter = button.dataset.filter;
    update();
  }),
);
search.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(update, 120);
});
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((each) => (each.open = true)));
update();
