// Marks the sentence and the word that are heard. Only what changes is touched: the class of the
// sentence's elements, and one range of the CSS highlight registry, which costs no layout.

const LINGER_S = 3; // a sentence stays marked through a pause up to this long

function createMarks(times, essay, onSentence) {
  const elements = new Map();
  for (const element of essay.querySelectorAll("[data-s]")) {
    const place = Number(element.dataset.s);
    if (!elements.has(place)) elements.set(place, []);
    elements.get(place).push(element);
  }
  const highlight = globalThis.Highlight ? new Highlight() : null;
  if (highlight) CSS.highlights.set("word", highlight);

  let passage = -1;
  let words = times.words(-1);
  let word = -1;

  /** Text nodes of a place, each with where it begins in its sentence. */
  function texts(place) {
    const found = [];
    for (const element of elements.get(place) ?? []) {
      let offset = Number(element.dataset.o ?? 0);
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        found.push({ node: walker.currentNode, offset });
        offset += walker.currentNode.length;
      }
    }
    return found;
  }

  function rangeOf(place, start, end) {
    const within = texts(place);
    const holding = (at) => within.find(({ node, offset }) => offset <= at && at < offset + node.length);
    const [first, last] = [holding(start), holding(end - 1)];
    if (!first || !last) return null;
    const range = document.createRange();
    range.setStart(first.node, start - first.offset);
    range.setEnd(last.node, end - last.offset);
    return range;
  }

  function markSentence(now) {
    for (const element of elements.get(times.place(passage)) ?? []) element.classList.remove("saying");
    passage = now;
    words = times.words(now);
    for (const element of elements.get(times.place(now)) ?? []) element.classList.add("saying");
    markWord(-1);
    onSentence();
  }

  function markWord(now) {
    word = now;
    if (!highlight) return;
    highlight.clear();
    const range = now < 0 ? null : rangeOf(times.place(passage), words.start[now], words.end[now]);
    if (range) highlight.add(range);
  }

  function passageAt(t) {
    const i = lastAt(times.starts, t);
    return i >= 0 && t < times.ends[i] + LINGER_S ? i : -1;
  }

  return {
    element: () => elements.get(times.place(passage))?.[0] ?? null,
    update(t) {
      const inside = passage >= 0 && times.starts[passage] <= t && t < times.ends[passage];
      const now = inside ? passage : passageAt(t);
      if (now !== passage) markSentence(now);
      if (passage < 0) return;
      const spoken = t < times.ends[passage] ? lastAt(words.at, t) : -1;
      if (spoken !== word) markWord(spoken);
    },
    /** When the word under a point of the page is heard; null where nothing is. */
    timeAt(target, x, y) {
      const element = target.closest("[data-s]");
      const i = element ? times.passageOf(Number(element.dataset.s)) : undefined;
      if (i === undefined) return null;
      const position = document.caretPositionFromPoint?.(x, y);
      const range = position ? null : document.caretRangeFromPoint?.(x, y);
      const node = position?.offsetNode ?? range?.startContainer;
      const text = texts(Number(element.dataset.s)).find((one) => one.node === node);
      if (!text) return times.starts[i];
      const at = text.offset + (position?.offset ?? range.startOffset);
      const there = times.words(i);
      const n = lastAt(there.start, at);
      return n < 0 ? times.starts[i] : there.at[n];
    },
  };
}
