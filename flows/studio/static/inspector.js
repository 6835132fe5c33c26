// The inspector: what can be done with a sentence or a word, heard before it is kept.

import { get, tell, upload } from "./requests.js";
import { play, tryOut } from "./sounds.js";
import { canUndo } from "./undo.js";
import { recording } from "./recorder.js";

export function inspecting(page) {
  const panel = document.getElementById("inspector");
  let n = null;
  let turn = 0;

  async function open(path, focus) {
    const mine = (turn += 1);
    await page.whole();
    const response = await get(path);
    if (!response || mine !== turn) return;
    panel.innerHTML = await response.text();
    panel.hidden = false;
    document.body.classList.add("inspecting");
    panel.scrollTop = 0;
    page.shown();
    if (focus) panel.querySelector(focus)?.focus();
  }

  const sentence = (number, focus = false) => {
    n = Number(number);
    return open(`/essay/${page.id}/sentence/${n}`, focus ? "[data-play]" : "");
  };
  const word = (number, text) => {
    n = Number(number);
    const asked = new URLSearchParams({ word: text });
    return open(`/essay/${page.id}/word/${n}?${asked}`, "#like");
  };

  async function allUses() {
    const asked = new URLSearchParams({ word: panel.querySelector("[data-word-of]").dataset.wordOf, all: "1" });
    const response = await get(`/essay/${page.id}/word/${n}?${asked}`);
    if (!response) return;
    const all = document.createElement("template");
    all.innerHTML = await response.text();
    const list = panel.querySelector(".uses");
    const there = list.children.length;
    list.replaceWith(all.content.querySelector(".uses"));
    panel.querySelector("[data-all-uses]").remove();
    panel.querySelectorAll(".uses .play[data-after]")[there]?.previousElementSibling.focus();
  }

  function close() {
    if (panel.hidden) return;
    turn += 1;
    panel.hidden = true;
    panel.replaceChildren();
    document.body.classList.remove("inspecting");
    page.back();
  }

  function wishesOf(form) {
    const given = new FormData(form);
    if (form.dataset.form === "spoken") return { spoken: given.get("spoken").trim() || null };
    const pause = given.get("pause_ms");
    const pace = given.get("pace");
    return {
      pause_ms: pause === "" ? null : Number(pause),
      pace: pace === "" || Number(pace) === 1 ? null : Number(pace),
      voice: given.get("voice") || null,
    };
  }

  function hear(form) {
    if (form.dataset.form === "word") {
      const like = form.elements.like.value.trim();
      const text = panel.querySelector("[data-word-of]").dataset.wordOf;
      return tryOut(page.id, { n, word: text, like });
    }
    return tryOut(page.id, { n, wishes: wishesOf(form) });
  }

  async function keep(form, like) {
    if (form.dataset.form === "word") {
      const text = panel.querySelector("[data-word-of]").dataset.wordOf;
      const scope = new FormData(form).get("scope");
      return page.changed(`/essay/${page.id}/word`, { n, word: text, like, scope });
    }
    return page.changed(`/essay/${page.id}/sentence`, { n, wishes: wishesOf(form) });
  }

  async function kept(doing) {
    const answer = await doing;
    if (!answer || answer.rows === null) return;
    page.again(n);
    await sentence(n);  // the row has the focus: J goes on, Enter comes back
  }

  async function send(blob) {
    const version = encodeURIComponent(page.version());
    const response = await upload(`/essay/${page.id}/recording/${n}?version=${version}`, blob);
    if (!response) return;
    const answer = await response.json();
    tell(answer.said);
    page.renewed(answer);
    canUndo(answer.undo);
    kept(answer);
  }

  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    const like = event.target.elements.like?.value.trim();
    if (event.target.dataset.form === "word" && !like) {
      tell("Say what it sounds like, or choose one.", true);
      event.target.elements.like.focus();
      return;
    }
    kept(keep(event.target, like));
  });
  panel.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest(selector);
    const chip = at("[data-word]");
    if (chip) word(chip.dataset.at, chip.dataset.word);
    else if (at("[data-close]")) close();
    else if (at("[data-back]")) sentence(n, true);
    else if (at("[data-play]")) page.again(n);
    else if (at("[data-all-uses]")) allUses();
    else if (at("[data-try]")) hear(event.target.form);
    else if (at("[data-before]")) kept(keep(event.target.form, ""));
    else if (at("[data-wish]")) {
      const wishes = JSON.parse(at("[data-wish]").dataset.wish);
      const doing = page.changed(`/essay/${page.id}/sentence`, { n, wishes });
      if ("say" in wishes) doing.then((answer) => answer && close());
      else kept(doing);
    } else if (at("[data-hear]") || at("[data-use]")) {
      const like = at("[data-hear]")?.dataset.hear ?? at("[data-use]").dataset.use;
      const form = panel.querySelector("form");
      form.elements.like.value = like;
      hear(form);
    } else if (at("[data-use-of]")) {
      const one = at("[data-use-of]");
      const given = { text: one.dataset.text };
      if ("after" in one.dataset) {
        given.word = panel.querySelector("[data-word-of]").dataset.wordOf;
        given.like = panel.querySelector("#like").value.trim();
      }
      tryOut(one.dataset.useOf, given);
    } else if (at("[data-sign]")) sign(at("[data-sign]").dataset.sign);
    else if (at("[data-record]")) recording(at("[data-record]"), send);
  });
  panel.addEventListener("change", (event) => {
    const file = event.target.closest("[data-file]")?.files[0];
    if (file) send(file);
  });

  function sign(text) {
    const like = panel.querySelector("#like");
    if (!like.value.startsWith("/")) like.value = "//";
    const end = like.value.length - (like.value.endsWith("/") ? 1 : 0);
    const at = document.activeElement === like ? like.selectionStart : end;
    const place = Math.min(Math.max(at, 1), end);
    like.setRangeText(text, place, place, "end");
  }

  return { sentence, word, close, play };
}
