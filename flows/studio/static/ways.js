// Ways: keys by which the links that show one are followed, on every page.

import { isTyping } from "./undo.js";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key.length !== 1 || isTyping(event.target) || event.target.closest("#inspector")) return;
  const links = [...document.querySelectorAll("a[aria-keyshortcuts]")];
  const link = links.find((one) => one.getAttribute("aria-keyshortcuts") === event.key.toUpperCase());
  if (!link) return;
  event.preventDefault();
  link.click();
});
