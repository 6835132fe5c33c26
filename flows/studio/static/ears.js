// What the ears found: play, and say that it is right.

import { post, tell } from "./requests.js";
import { play } from "./sounds.js";
import { canUndo, isTyping, undoing } from "./undo.js";

const main = document.getElementById("main");
const id = main.dataset.id;
const findings = () => [...document.querySelectorAll(".finding")];

function choose(one) {
  if (!one) return;
  for (const other of findings()) other.tabIndex = -1;
  one.tabIndex = 0;
  one.focus();
}

const sound = (one) => play(`/essay/${id}/clip/${one.dataset.clip}.wav`);

async function again(one) {
  const told = one.querySelector(".told");
  told.textContent = "Said again …";
  const given = { n: Number(one.dataset.n), version: main.dataset.version };
  const response = await post(`/essay/${id}/again`, given);
  if (!response) { told.textContent = ""; return; }
  const answer = await response.json();
  main.dataset.version = answer.version;
  one.dataset.clip = answer.clip;
  told.textContent = answer.heard === "heard"
    ? `Take ${answer.take + 1}: the ears find nothing. Make the episode again to publish it.`
    : `Take ${answer.take + 1}: ${answer.heard}.`;
  canUndo(answer.undo);
  sound(one);
}

async function right(one) {
  if (!one.querySelector("[data-right]")) return;
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
  if (event.target.closest("[data-again]")) again(one);
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
    s: () => one?.dataset.n && again(one),
    Enter: () => one?.dataset.n && location.assign(`/essay/${id}?n=${one.dataset.n}`),
  }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
document.getElementById("make").addEventListener("click", async () => {
  const response = await post("/make", { ids: [id] });
  if (response) tell("On its way: the desk shows how far it is.");
});
document.addEventListener("studio:changed", () => setTimeout(() => location.reload(), 2500));
undoing(id, () => location.reload());
