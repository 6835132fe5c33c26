// The player's own controls over the audio element, which keeps the truth.

function createDeck(audio, times, memory, say) {
  const by = (id) => document.getElementById(id);
  const lines = [...document.querySelectorAll("#chapters a")];
  const names = lines.map((line) => line.querySelector(".name").textContent);
  const icon = (element, name) => element.querySelector("use").setAttribute("href", `#icon-${name}`);
  const fill = (input) => input.style.setProperty("--at", `${(100 * input.value) / input.max}%`);
  const rates = [...by("rate").options].map((option) => Number(option.value));
  let wanted = null; // a place asked for before the audio knows its length
  let chapter = -1;
  let second = -1;

  const duration = () => (Number.isFinite(audio.duration) ? audio.duration : times.duration);
  const time = () => wanted ?? audio.currentTime;

  function seek(t) {
    const to = Math.min(Math.max(t, 0), duration());
    if (audio.readyState) audio.currentTime = to;
    else wanted = to;
    draw();
  }

  function play() {
    audio.play().catch((error) => {
      if (error.name !== "AbortError") say(words.cannot_play);
    });
  }

  function toggle() {
    if (audio.paused) play();
    else audio.pause();
  }

  function skipChapter(step) {
    const now = lastAt(times.chapters, time() + 0.05);
    const restart = step < 0 && time() - times.chapters[now] > 3;
    const to = restart ? now : now + step;
    seek(times.chapters[Math.min(Math.max(to, 0), times.chapters.length - 1)] ?? 0);
  }

  function skipSentence(step) {
    const now = lastAt(times.starts, time() + 0.05);
    const to = Math.min(Math.max(now + step, 0), times.starts.length - 1);
    if (to >= 0) seek(times.starts[to]);
  }

  function setRate(rate) {
    audio.defaultPlaybackRate = rate; // survives loading
    audio.playbackRate = rate;
    by("rate").value = String(rate);
    memory.keepSetting("rate", rate);
  }

  function stepRate(step) {
    const now = rates.findIndex((rate) => rate >= audio.playbackRate);
    const rate = rates[Math.min(Math.max(now + step, 0), rates.length - 1)];
    setRate(rate);
    say(`${words.speed} ${rate}×`);
  }

  function setVolume(volume) {
    audio.volume = Math.min(Math.max(volume, 0), 1);
    audio.muted = false;
    memory.keepSetting("volume", audio.volume);
  }

  function draw() {
    const now = time();
    const at = lastAt(times.chapters, now + 0.005);
    if (at !== chapter) {
      lines[chapter]?.removeAttribute("aria-current");
      lines[at]?.setAttribute("aria-current", "true");
      const name = names[at] ?? said.title;
      by("chapter").textContent = name;
      by("title").hidden = name === said.title || (name.endsWith("…") && said.title.startsWith(name.slice(0, -1).trim()));
      chapter = at;
    }
    if (Math.floor(now) === second) return;
    second = Math.floor(now);
    by("elapsed").textContent = clockText(now);
    by("remaining").textContent = `−${clockText(duration() - now)}`;
    const bar = by("seek");
    bar.value = String(now);
    bar.setAttribute("aria-valuetext", filled(words.time_of, { time: spokenTime(now), total: spokenTime(duration()) }));
    fill(bar);
  }

  function drawPlaying() {
    const name = audio.paused ? "play" : "pause";
    const label = audio.paused ? words.play : words.pause;
    icon(by("play"), name);
    by("play").setAttribute("aria-label", label);
    icon(by("listen"), name);
    by("listen-label").textContent = audio.paused ? (time() > 1 ? words.resume : words.listen) : words.pause;
  }

  function drawVolume() {
    const silent = audio.muted || audio.volume === 0;
    icon(by("mute"), silent ? "muted" : "volume");
    by("mute").setAttribute("aria-pressed", String(audio.muted));
    by("volume").value = String(silent ? 0 : Math.round(100 * audio.volume));
    fill(by("volume"));
  }

  const clicks = {
    play: toggle,
    listen: toggle,
    rewind: () => seek(time() - 15),
    forward: () => seek(time() + 15),
    previous: () => skipChapter(-1),
    next: () => skipChapter(1),
    mute: () => { audio.muted = !audio.muted; },
    help: () => by("keys").showModal(),
  };
  for (const [id, act] of Object.entries(clicks)) {
    by(id).addEventListener("click", (event) => {
      act();
      if (event.detail) event.currentTarget.blur(); // after a pointer, space is to play again
    });
  }
  by("seek").addEventListener("input", (event) => seek(Number(event.target.value)));
  by("rate").addEventListener("change", (event) => setRate(Number(event.target.value)));
  by("volume").addEventListener("input", (event) => setVolume(event.target.value / 100));
  lines.forEach((line, i) => {
    line.href = `#t=${times.chapters[i]}`;
    line.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      seek(times.chapters[i]);
      play();
    });
  });
  for (const start of times.chapters.slice(1)) {
    const tick = by("ticks").appendChild(document.createElement("i"));
    tick.style.left = `${(100 * start) / times.duration}%`;
  }
  audio.addEventListener("loadedmetadata", () => {
    if (wanted !== null) audio.currentTime = wanted;
    wanted = null;
    draw();
  });
  for (const name of ["play", "pause", "seeked", "emptied"]) audio.addEventListener(name, drawPlaying);
  for (const name of ["timeupdate", "seeking"]) audio.addEventListener(name, draw);
  audio.addEventListener("volumechange", drawVolume);
  audio.addEventListener("error", () => say(words.cannot_load));

  const { rate, volume } = memory.settings();
  if (rates.includes(rate)) setRate(rate);
  if (volume >= 0 && volume <= 1) audio.volume = volume;
  audio.preservesPitch = true;
  audio.webkitPreservesPitch = true;
  audio.controls = false;
  by("deck").hidden = false;
  by("listen").hidden = false;
  draw();
  drawPlaying();
  drawVolume();
  return { time, seek, play, toggle, skipChapter, skipSentence, stepRate, duration, names, drawPlaying };
}
