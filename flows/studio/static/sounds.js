// Sounds of the studio: fetched with the times of their words, the next ones ahead, one at a time.

import { get, post } from "./requests.js";

const KEPT = 40;
const audio = new Audio();
const fetched = new Map();
let turn = 0;

function kept(path) {
  if (!fetched.has(path)) {
    fetched.set(path, get(path).then((response) => response && opened(response)));
    for (const old of [...fetched.keys()].slice(0, -KEPT)) {
      fetched.get(old).then((sound) => sound && URL.revokeObjectURL(sound.url));
      fetched.delete(old);
    }
  }
  return fetched.get(path);
}

async function opened(response) {
  const header = response.headers.get("X-Word-Times") ?? "";
  const words = header.split(";").filter(Boolean).map((word) => word.split(",").map(Number));
  return { url: URL.createObjectURL(await response.blob()), words };
}

export function ahead(path) {
  kept(path);
}

export function stop() {
  turn += 1;
  audio.pause();
}

export function isPlaying() {
  return !audio.paused;
}

// Plays to the end; gives false if something else was played, or nothing could be.
async function started(sound, onWord) {
  const mine = (turn += 1);
  if (!sound) return false;
  audio.src = sound.url;
  try { await audio.play(); } catch { return false; }
  let last = -1;
  const watch = () => {
    if (mine !== turn) return;
    const at = sound.words.findLastIndex((word) => word[2] <= audio.currentTime + 0.03);
    if (at !== last && at >= 0) onWord?.(sound.words[at][0], sound.words[at][1]);
    last = at;
    if (!audio.paused) requestAnimationFrame(watch);
  };
  watch();
  await new Promise((resolve) => {
    audio.onended = resolve;
    audio.onpause = resolve;
    audio.onerror = resolve;
  });
  return mine === turn && audio.ended;
}

export async function play(path, onWord) {
  const mine = (turn += 1);
  const sound = await kept(path);
  if (!sound) fetched.delete(path);
  return mine === turn ? started(sound, onWord) : false;
}

export async function tryOut(id, given) {
  const mine = (turn += 1);
  const response = await post(`/essay/${id}/try`, given);
  if (!response) return false;
  const sound = await opened(response);
  return mine === turn ? started(sound) : false;
}
