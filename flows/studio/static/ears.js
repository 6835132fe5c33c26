// What the ears found: play, and say that it is right.

import { post, tell } from "./requests.js";
import { play } from "./sounds.js";
import { isTyping, undoing } from "./undo.js";

const id = document.getElementById("main").dataset.id;
const findings = () => [...document.querySelectorAll(".finding")];

function choose(one) {
  if (!one) return;
  for (const other of findings()) other.tabIndex = -1;
  one.tabIndex = 0;
  one.focus();
}

const sound = (one) => play(`/essay/${id}/clip/${one.dataset.clip}.wav`);

async function right(one) {
  const response = await post(`/essay/${id}/approve`, { clip: one.dataset.clip });
  if (!response) return;
  tell((await response.json()).said);
  const next = one.nextElementSibling ?? one.previousElementSibling;
  one.remove();
  choose(next);
}

document.addEventListener("click", (event) => {
  const one = event.target.closest(".finding");
  if (!one) return;
  if (event.target.closest(".play")) sound(one);
  if (event.target.closest("[data-right]")) right(one);
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const all = findings();
  const at = all.findIndex((one) => one.contains(document.activeElement));
  const one = all[at];
  if (event.target.matches("button, a") && [" ", "Enter"].includes(event.key)) return;
  const act = {
    j: () => choose(all[at + 1]),
    k: () => choose(all[Math.max(at - 1, 0)]),
    " ": () => one && sound(one),
    y: () => one && right(one),
    Enter: () => one?.dataset.n && location.assign(`/essay/${id}?n=${one.dataset.n}`),
  }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
undoing(id, () => location.reload());
