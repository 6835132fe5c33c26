// What the pages ask the studio: every change carries the token, and every refusal is told.

const token = document.querySelector("meta[name=studio-token]").content;
const notice = document.getElementById("notice");
let fading = 0;

export function tell(text, wrong = false) {
  notice.textContent = text;
  notice.className = wrong ? "wrong" : "";
  clearTimeout(fading);
  if (text) fading = setTimeout(() => { notice.textContent = ""; }, wrong ? 12000 : 5000);
}

async function answered(asking) {
  let response;
  try {
    response = await asking;
  } catch {
    tell("The studio does not answer. Is it still running?", true);
    return null;
  }
  if (response.ok) return response;
  let told = {};
  try { told = await response.json(); } catch { /* it was no JSON */ }
  tell(told.error ?? `The studio answered ${response.status}.`, true);
  if (told.changed) document.dispatchEvent(new Event("studio:changed"));
  return null;
}

function sent(path, body, type) {
  const headers = { "X-Studio-Token": token, "Content-Type": type };
  return answered(fetch(path, { method: "POST", headers, body }));
}

export function post(path, given) {
  return sent(path, JSON.stringify(given), "application/json");
}

export function upload(path, blob) {
  return sent(path, blob, blob.type || "application/octet-stream");
}

export function get(path) {
  return answered(fetch(path));
}
