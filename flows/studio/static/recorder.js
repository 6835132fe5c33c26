// The microphone: one press begins, the next ends, and what was recorded is sent.

import { tell } from "./requests.js";

const LONGEST_MS = 120000;
let running = null;

export async function recording(button, send) {
  if (running) { running.stop(); return; }
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    tell("No microphone may be used here. A file can be chosen instead.", true);
    return;
  }
  const pieces = [];
  running = new MediaRecorder(stream);
  const limit = setTimeout(() => running?.stop(), LONGEST_MS);
  running.ondataavailable = (event) => pieces.push(event.data);
  running.onstop = () => {
    clearTimeout(limit);
    for (const track of stream.getTracks()) track.stop();
    button.setAttribute("aria-pressed", "false");
    button.textContent = "Record";
    const type = running.mimeType.split(";")[0];
    running = null;
    send(new Blob(pieces, { type }));
  };
  running.start();
  button.setAttribute("aria-pressed", "true");
  button.textContent = "Stop recording";
}
