// Keeps the sentence in view, until the reader scrolls away from it, and again once it is back.

const SCROLL_KEYS = new Set(["PageUp", "PageDown", "Home", "End", "ArrowUp", "ArrowDown"]);

function createFollowing(marks, player, button) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let following = true;
  let byReader = false;
  let settled = 0;

  function room() {
    const bottom = Math.min(innerHeight, player.getBoundingClientRect().top);
    return { top: 12, bottom: bottom - 12, height: bottom };
  }

  function inView(box) {
    const { top, bottom } = room();
    return box.bottom > top && box.top < bottom;
  }

  function show(tries = 3) {
    const element = marks.element();
    if (!element) return;
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const whole = element.getBoundingClientRect();
    const { top, bottom, height } = room();
    if (box.top >= top && Math.min(whole.bottom, box.top + height / 2) <= bottom) return;
    const far = Math.abs(box.top) > 2 * height;
    scrollBy({ top: box.top - 0.3 * height, behavior: far || calm.matches ? "instant" : "smooth" });
    // What was out of sight has a guessed height until it is drawn: look again after a far jump.
    if (far && tries) {
      requestAnimationFrame(() => requestAnimationFrame(() => { if (!byReader) show(tries - 1); }));
    }
  }

  function follow(now) {
    following = now;
    button.hidden = now;
  }

  function moved() {
    byReader = true;
  }

  addEventListener("wheel", moved, { passive: true });
  addEventListener("touchmove", moved, { passive: true });
  addEventListener("keydown", (event) => { if (SCROLL_KEYS.has(event.key)) moved(); });
  addEventListener("pointerdown", (event) => {
    if (event.clientX >= document.documentElement.clientWidth) moved(); // the scroll bar
  });
  addEventListener("scroll", () => {
    if (!byReader) return;
    clearTimeout(settled);
    settled = setTimeout(() => {
      byReader = false;
      const element = marks.element();
      if (element) follow(inView(element.getBoundingClientRect()));
    }, 120);
  }, { passive: true });

  function back() {
    byReader = false;
    follow(true);
    show();
  }
  button.addEventListener("click", back);
  return { back, sentence: () => { if (following && !byReader) show(); } };
}
