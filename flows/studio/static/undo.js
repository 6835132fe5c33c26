// Undo: by its button, and by Ctrl-Z wherever nothing is being typed.

import { post, tell } from "./requests.js";

const button = document.getElementById("undo");

export function isTyping(target) {
  return target.isContentEditable || target.matches("textarea, select, input:not([type=radio])");
}

export function canUndo(what) {
  button.disabled = !what;
  button.title = what || "Nothing to undo";
}

export function undoing(id, done) {
  async function undo() {
    const response = await post("/undo", { id });
    if (!response) return;
    const answer = await response.json();
    tell(answer.said);
    canUndo(answer.undo);
    done(answer);
  }
  button.addEventListener("click", undo);
  document.addEventListener("keydown", (event) => {
    const asked = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
    if (!asked || isTyping(event.target)) return;
    event.preventDefault();
    undo();
  });
}
