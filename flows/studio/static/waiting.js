// Waiting for approval: one, or all without doubts.

import { post, tell } from "./requests.js";
import { watching } from "./progress.js";
import { undoing } from "./undo.js";

const sections = [...document.querySelectorAll(".affected")];

async function approve(chosen) {
  const response = await post("/publish", { ids: chosen.map((one) => one.dataset.id) });
  if (!response) return;
  tell((await response.json()).said);
  watching(chosen, () => location.reload());
}

document.addEventListener("click", (event) => {
  if (event.target.id === "approve-all") {
    event.target.disabled = true;
    approve(sections.filter((one) => one.dataset.doubts === "0" && !("stale" in one.dataset)));
  } else if (event.target.closest("[data-approve]")) {
    event.target.disabled = true;
    approve([event.target.closest(".affected")]);
  }
});
undoing("", () => location.reload());
