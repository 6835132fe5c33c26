// The player within a frame. It tells the page around it how tall it is, and what is being read;
// that page may ask it for the words, and to play from a time.

const by = (id) => document.getElementById(id);
const audio = by("audio");
const tell = (message) => { if (parent !== window) parent.postMessage({ essaycast: 1, ...message }, "*"); };
let wanted = null; // a time asked for before the audio knows its length

function seek(t) {
  if (audio.readyState) audio.currentTime = t;
  else { wanted = t; audio.preload = "metadata"; audio.load(); }
}

function play(t) {
  if (t !== undefined) seek(t);
  audio.play().catch(() => draw());
}

function draw() {
  const now = wanted ?? audio.currentTime;
  const length = Number.isFinite(audio.duration) ? audio.duration : Number(by("seek").max);
  by("elapsed").textContent = clockText(now);
  by("remaining").textContent = clockText(length - now);
  by("seek").value = String(now);
  by("seek").setAttribute("aria-valuetext", filled(words.time_of, { time: spokenTime(now), total: spokenTime(length) }));
  by("play").setAttribute("aria-label", audio.paused ? words.play : words.pause);
  by("play").querySelector("use").setAttribute("href", audio.paused ? "#icon-play" : "#icon-pause");
}

function reading() {
  tell({ now: audio.currentTime, playing: !audio.paused });
  if (!audio.paused) requestAnimationFrame(reading);
}

async function tellWords() {
  const answer = await fetch("transcript.json");
  const { segments } = await answer.json();
  tell({ words: segments.map((one) => [one.startTime, one.endTime, one.body]) });
}

by("play").addEventListener("click", () => (audio.paused ? play() : audio.pause()));
by("seek").addEventListener("input", (event) => seek(Number(event.target.value)));
by("rate").addEventListener("change", (event) => {
  audio.defaultPlaybackRate = audio.playbackRate = Number(event.target.value);
});
by("chapters")?.addEventListener("click", (event) => {
  const line = event.target.closest("a");
  if (!line || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  play(Number(line.dataset.at));
});
audio.addEventListener("loadedmetadata", () => {
  if (wanted !== null) audio.currentTime = wanted;
  wanted = null;
});
for (const name of ["timeupdate", "seeking", "play", "pause", "loadedmetadata", "ended"]) audio.addEventListener(name, draw);
for (const name of ["play", "pause", "seeked"]) audio.addEventListener(name, reading);
addEventListener("message", ({ source, data }) => {
  if (source !== parent || data?.essaycast !== 1) return;
  if (data.ask === "words") tellWords().catch(() => {});
  if (data.ask === "height") grown();
  if (data.ask === "play" && Number.isFinite(data.at)) play(data.at);
  if (data.ask === "pause") audio.pause();
});

function grown() {
  tell({ height: Math.ceil(by("card").getBoundingClientRect().height) + 2 });
}

new ResizeObserver(grown).observe(by("card"));
audio.preservesPitch = true;
audio.controls = false;
audio.hidden = true;
by("deck").hidden = false;
draw();
