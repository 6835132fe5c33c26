// Puts the page's parts together.

const said = JSON.parse(document.getElementById("times").textContent);
const audio = document.getElementById("audio");
const times = createTimes(said);
const memory = createMemory(said.id);
const deck = createDeck(audio, times, memory, announce);
const main = document.querySelector("main");
let resting = false; // at the place to resume from, the page stays at its top until one listens
const marks = createMarks(times, main, () => { if (!resting) following.sentence(); });
const following = createFollowing(marks, document.getElementById("player"), document.getElementById("back"));

const copyLink = () => {
  const link = new URL(location.href);
  link.hash = `t=${Math.floor(deck.time())}`;
  copyText(link.href, filled(words.link_copied, { time: clockText(deck.time()) }));
};
document.getElementById("copy").addEventListener("click", copyLink);
createSleep(audio, deck, times);
const share = document.getElementById("share");
share.hidden = !navigator.share;
share.addEventListener("click", () => {
  navigator.share({ title: said.title, url: location.href.split("#")[0] }).catch(() => {}); // closed without sharing
});
listenToKeys(audio, deck, following, copyLink);
joinSession(audio, deck, said, document.querySelector(".masthead .art"));

// The word in sight is the word heard: looked at once a frame, while there is sound.
let frame = 0;
const follow = () => {
  marks.update(deck.time());
  frame = audio.paused || document.hidden ? 0 : requestAnimationFrame(follow);
};
const start = () => { frame ||= requestAnimationFrame(follow); };
for (const name of ["play", "seeking", "seeked", "timeupdate"]) audio.addEventListener(name, start);
document.addEventListener("visibilitychange", start);

// A click on a word plays from there; a selection or a link stays what it is.
main.addEventListener("click", (event) => {
  if (event.target.closest("a, button, summary, pre, input") || !getSelection().isCollapsed) return;
  if (event.detail > 1 || event.target.closest(".masthead")) return;
  const t = marks.timeAt(event.target, event.clientX, event.clientY);
  if (t === null) return;
  deck.seek(t);
  deck.play();
});

// Where to begin: at the time linked to, else where the reader stopped.
const resume = document.getElementById("resume");
const goToLink = () => {
  const t = linkedTime(location.hash);
  if (t === null) return false;
  resume.hidden = true;
  deck.seek(t);
  start();
  return true;
};
const stopped = memory.place();
if (!goToLink() && stopped > 5 && stopped < times.duration - 5) {
  resting = true;
  deck.seek(stopped);
  document.getElementById("resume-at").textContent = clockText(stopped);
  resume.hidden = false;
}
deck.drawPlaying();
addEventListener("hashchange", goToLink);
document.getElementById("restart").addEventListener("click", () => {
  deck.seek(0);
  deck.play();
});
const wake = () => {
  if (resting) following.back();
  resting = false;
  resume.hidden = true;
};
audio.addEventListener("play", wake);
addEventListener("hashchange", wake);

let kept = 0;
const keep = () => {
  kept = audio.currentTime;
  memory.keepPlace(audio.ended ? 0 : kept);
};
audio.addEventListener("timeupdate", () => { if (Math.abs(audio.currentTime - kept) > 4) keep(); });
for (const name of ["pause", "ended"]) audio.addEventListener(name, keep);
addEventListener("pagehide", () => { if (audio.currentTime > 0) keep(); });
if (matchMedia("(max-width: 61.99rem)").matches && times.chapters.length > 8) {
  document.getElementById("contents").open = false;
}
document.documentElement.classList.add("ready");
