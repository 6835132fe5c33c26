// The back catalogue: before and after, and made again.

import { get, post, tell } from "./requests.js";
import { play } from "./sounds.js";
import { undoing } from "./undo.js";

const sections = [...document.querySelectorAll(".affected")];

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-src]");
  if (button) play(button.dataset.src);
});

async function watch() {
  const response = await get("/rows");
  if (!response) return;
  const holder = document.createElement("template");
  holder.innerHTML = await response.text();
  let going = false;
  for (const section of sections) {
    const row = holder.content.querySelector(`.essay[data-id="${section.dataset.id}"]`);
    const state = row?.dataset.state ?? "";
    going ||= state === "being made";
    const share = row?.querySelector("progress")?.value ?? 0;
    const detail = row?.querySelector(".state .small")?.textContent ?? "";
    section.querySelector(".progress").textContent = state === "being made"
      ? `· ${detail} ${share} %` : `· ${state}`;
  }
  if (going) setTimeout(watch, 700);
  else location.reload();
}

document.getElementById("make-all")?.addEventListener("click", async (event) => {
  event.target.disabled = true;
  const response = await post("/make", { ids: sections.map((section) => section.dataset.id) });
  if (!response) { event.target.disabled = false; return; }
  tell((await response.json()).said);
  watch();
});
undoing("", () => location.reload());
