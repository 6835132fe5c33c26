// The back catalogue: before and after, and made again.

import { post, tell } from "./requests.js";
import { watching } from "./progress.js";
import { play } from "./sounds.js";
import { undoing } from "./undo.js";

const sections = [...document.querySelectorAll(".affected")];

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-src]");
  if (button) play(button.dataset.src);
});

document.getElementById("make-all")?.addEventListener("click", async (event) => {
  event.target.disabled = true;
  const response = await post("/make-again", { ids: sections.map((section) => section.dataset.id) });
  if (!response) { event.target.disabled = false; return; }
  tell((await response.json()).said);
  watching(sections, () => location.reload());
});
undoing("", () => location.reload());
