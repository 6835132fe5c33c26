// Words worth hearing: those heard in this browser stand after the others.

const HEARD = "studio:heard";

export function orderWords() {
  const heard = new Set(JSON.parse(localStorage.getItem(HEARD) ?? "[]"));
  for (const chip of document.querySelectorAll("#words [data-word]")) {
    if (!heard.has(chip.dataset.word)) continue;
    chip.classList.add("heard");
    chip.closest("ul").append(chip.closest("li"));
  }
}

export function hearing(word) {
  const heard = [...new Set([...JSON.parse(localStorage.getItem(HEARD) ?? "[]"), word])];
  localStorage.setItem(HEARD, JSON.stringify(heard.slice(-2000)));
}
