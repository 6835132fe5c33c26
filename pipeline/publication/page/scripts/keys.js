// The keys that players on the web have in common. They keep out of the way of typing, of the
// browser's own shortcuts, and of a control that has a use for the key itself.

function listenToKeys(audio, deck, following, copyLink) {
  const help = document.getElementById("keys");
  const acts = {
    " ": deck.toggle,
    k: deck.toggle,
    ArrowLeft: () => deck.seek(deck.time() - 5),
    ArrowRight: () => deck.seek(deck.time() + 5),
    j: () => deck.seek(deck.time() - 15),
    l: () => deck.seek(deck.time() + 15),
    ",": () => deck.skipSentence(-1),
    ".": () => deck.skipSentence(1),
    p: () => deck.skipChapter(-1),
    n: () => deck.skipChapter(1),
    "[": () => deck.stepRate(-1),
    "<": () => deck.stepRate(-1),
    "]": () => deck.stepRate(1),
    ">": () => deck.stepRate(1),
    m: () => { audio.muted = !audio.muted; },
    v: following.back,
    c: copyLink,
    "?": () => help.showModal(),
  };
  for (let tenth = 0; tenth < 10; tenth += 1) {
    acts[tenth] = () => deck.seek((tenth / 10) * deck.duration());
  }
  const hasUse = (target, key) =>
    target.isContentEditable
    || target.matches("textarea, select, input:not([type=range])")
    || (key === " " && target.matches("button, summary"))
    || (key.startsWith("Arrow") && target.matches("input, pre, .table"));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || help.open) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = Object.hasOwn(acts, key) ? acts[key] : null;
    if (!act || hasUse(event.target, event.key)) return;
    event.preventDefault();
    act();
  });
}
