// Waiting for approval: one, or all without doubts; what has changed since is made again first.

import { post, tell } from "./requests.js";
import { watching } from "./progress.js";
import { undoing } from "./undo.js";

const sections = [...document.querySelectorAll(".affected")];

async function ask(path, chosen, button) {
  button.disabled = true;
  const response = await post(path, { ids: chosen.map((one) => one.dataset.id) });
  if (!response) { button.disabled = false; return; }
  tell((await response.json()).said);
  watching(chosen, () => location.reload());
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("#approve-all, #make-stale, [data-approve], [data-aside]");
  if (!button) return;
  const one = [button.closest(".affected")];
  if (button.id === "approve-all") {
    ask("/publish", sections.filter((it) => it.dataset.doubts === "0" && !("stale" in it.dataset)), button);
  } else if (button.id === "make-stale") {
    ask("/make-aside", sections.filter((it) => "stale" in it.dataset), button);
  } else {
    ask("approve" in button.dataset ? "/publish" : "/make-aside", one, button);
  }
});
undoing("", () => location.reload());
