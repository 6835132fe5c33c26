// <essay-cast src="https://…/SLUG/" mark="article"> for an author's own page: a player in a frame.
// With mark, a CSS selector, the paragraphs found by it are marked as they are read, and play from
// a click. Nothing of the page leaves it: the player sends the words, and they are found again here.
(() => {
  "use strict";
  if (customElements.get("essay-cast")) return;
  const AHEAD = 40; // words of either text that the other may lack
  const plain = (text) => text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  const NEVER = "script, style, noscript, template, textarea, select, essay-cast, nav, pre";

  /** Every word of `roots`: its plain form, node, and place in it. */
  function pageWords(roots) {
    const found = [];
    for (const root of roots) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node.parentElement.closest(NEVER)) continue;
        for (const hit of node.data.matchAll(/\S+/g)) {
          const word = plain(hit[0]);
          if (word) found.push({ word, node, start: hit.index, end: hit.index + hit[0].length });
        }
      }
    }
    return found;
  }

  /** Pairs [time, place among the page's words], both ascending: the two texts' common words. */
  function aligned(heard, written) {
    const pairs = [];
    let [i, j] = [0, 0];
    const same = (a, b) => heard[a]?.word !== undefined && heard[a].word === written[b]?.word;
    while (i < heard.length && j < written.length) {
      if (same(i, j)) { pairs.push([heard[i].at, j]); i++; j++; continue; }
      let best = null;
      for (let skip = 1; skip <= 2 * AHEAD && !best; skip++) {
        for (let a = Math.max(0, skip - AHEAD); a <= Math.min(skip, AHEAD); a++) {
          const b = skip - a;
          if (same(i + a, j + b) && (same(i + a + 1, j + b + 1) || i + a + 1 >= heard.length)) { best = [a, b]; break; }
        }
      }
      if (!best) { i++; continue; }
      i += best[0];
      j += best[1];
    }
    return pairs;
  }

  function lastAt(pairs, value, column) {
    let [low, high] = [0, pairs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[middle][column] <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  class EssayCast extends HTMLElement {
    #frame = null;
    #origin = "";
    #written = [];
    #pairs = [];
    #marked = -1;
    #highlight = globalThis.Highlight ? new Highlight() : null;
    #listen = (event) => this.#told(event);
    #clicked = (event) => this.#playFrom(event);

    connectedCallback() {
      let page;
      try { page = new URL(this.getAttribute("src"), document.baseURI); } catch { return; }
      if (!/^https?:$/.test(page.protocol)) return;
      if (!page.pathname.endsWith("/")) page.pathname = page.pathname.replace(/(\/index\.html)?$/, "/");
      this.#origin = page.origin;
      const frame = document.createElement("iframe");
      frame.src = new URL("embed.html", page).href;
      frame.title = this.getAttribute("title") || this.textContent.trim() || "Listen";
      frame.allow = "autoplay";
      frame.loading = "lazy";
      frame.style.cssText = "display:block;width:100%;max-width:50rem;height:180px;border:0;color-scheme:auto";
      this.#frame = frame;
      addEventListener("message", this.#listen);
      frame.addEventListener("load", () => {
        this.#ask({ ask: "height" });
        if (this.hasAttribute("mark")) this.#ask({ ask: "words" });
      });
      (this.shadowRoot ?? this.attachShadow({ mode: "open" })).replaceChildren(frame);
      if (!this.hasAttribute("mark") || !this.#highlight) return;
      const style = document.createElement("style");
      style.textContent = "::highlight(essay-cast){background-color:var(--essay-cast-word,#ffd86b);color:#1c1a17}";
      this.shadowRoot.append(style);
      document.head.append(style.cloneNode(true));
      CSS.highlights.set("essay-cast", this.#highlight);
    }

    disconnectedCallback() {
      removeEventListener("message", this.#listen);
      for (const root of this.#roots()) root.removeEventListener("click", this.#clicked);
      this.#highlight?.clear();
    }

    #roots() {
      for (const selector of [this.getAttribute("mark"), "article", "main, [role=main]"]) {
        try {
          const found = selector ? [...document.querySelectorAll(selector)] : [];
          if (found.length) return found;
        } catch { /* no selector: the next one */ }
      }
      return [];
    }

    #ask(message) {
      this.#frame.contentWindow?.postMessage({ essaycast: 1, ...message }, this.#origin);
    }

    #told({ source, origin, data }) {
      if (source !== this.#frame.contentWindow || origin !== this.#origin || data?.essaycast !== 1) return;
      if (Number.isFinite(data.height)) this.#frame.style.height = `${Math.min(Math.max(data.height, 80), 2000)}px`;
      if (Array.isArray(data.words)) this.#find(data.words);
      if (Number.isFinite(data.now)) this.#mark(data.now);
    }

    #find(words) {
      const heard = words.flatMap(([at, , body]) => String(body).split(/\s+/).map((word) => ({ at: Number(at), word: plain(word) })))
        .filter((one) => one.word);
      const roots = this.#roots();
      this.#written = pageWords(roots);
      this.#pairs = aligned(heard, this.#written);
      for (const root of roots) root.addEventListener("click", this.#clicked);
      this.dataset.found = String(this.#pairs.length);
    }

    #mark(now) {
      const at = lastAt(this.#pairs, now + 0.01, 0);
      if (at === this.#marked || !this.#highlight) return;
      this.#marked = at;
      this.#highlight.clear();
      const word = at < 0 ? null : this.#written[this.#pairs[at][1]];
      if (!word?.node.isConnected) return;
      const range = document.createRange();
      range.setStart(word.node, word.start);
      range.setEnd(word.node, word.end);
      this.#highlight.add(range);
    }

    #playFrom(event) {
      if (event.target.closest("a, button, input, label, summary") || String(getSelection())) return;
      const position = document.caretPositionFromPoint?.(event.clientX, event.clientY);
      const range = position ? null : document.caretRangeFromPoint?.(event.clientX, event.clientY);
      const node = position?.offsetNode ?? range?.startContainer;
      const offset = position?.offset ?? range?.startOffset;
      const place = this.#written.findIndex((one) => one.node === node && offset <= one.end);
      const at = place < 0 ? -1 : lastAt(this.#pairs, place, 1);
      if (at >= 0) this.#ask({ ask: "play", at: this.#pairs[at][0] });
    }
  }
  customElements.define("essay-cast", EssayCast);
})();
