// Ends the listening after some minutes, or with the chapter.

function createSleep(audio, deck, times) {
  const choice = document.getElementById("sleep");
  const left = document.getElementById("sleep-left");
  const holder = choice.parentElement;
  let until = 0; // by the clock on the wall
  let chapterEnd = Infinity;

  function show() {
    holder.classList.toggle("set", choice.value !== "0");
    const minutes = Math.ceil((until - Date.now()) / 60_000);
    left.textContent = until ? String(Math.max(minutes, 0)) : "";
  }

  function set() {
    const minutes = Number(choice.value);
    until = minutes > 0 ? Date.now() + 60_000 * minutes : 0;
    const next = lastAt(times.chapters, deck.time() + 0.05) + 1;
    chapterEnd = choice.value === "chapter" ? times.chapters[next] ?? deck.duration() : Infinity;
    show();
  }

  choice.addEventListener("change", set);
  audio.addEventListener("seeked", () => { if (choice.value === "chapter") set(); });
  audio.addEventListener("timeupdate", () => {
    if (choice.value === "0" || audio.paused) return;
    if ((until && Date.now() >= until) || audio.currentTime >= chapterEnd - 0.3) {
      audio.pause();
      choice.value = "0";
      set();
    } else show();
  });
}
