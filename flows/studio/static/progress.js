// How far essays on their way are, told beside each until all are there. What failed stays told.

import { get } from "./requests.js";

const LOOK_MS = 700;

export async function watching(sections, done) {
  const response = await get("/rows");
  if (!response) return;
  const holder = document.createElement("template");
  holder.innerHTML = await response.text();
  let going = false;
  let failed = false;
  for (const section of sections) {
    const row = holder.content.querySelector(`.essay[data-id="${section.dataset.id}"]`);
    const state = row?.dataset.state ?? "";
    going ||= state === "being made";
    const share = row?.querySelector("progress")?.value ?? 0;
    const detail = row?.querySelector(".state .small")?.textContent ?? "";
    const reason = row?.querySelector(".problem")?.textContent ?? "";
    failed ||= Boolean(reason);
    section.querySelector(".progress").textContent = state === "being made"
      ? `· ${detail} ${share} %` : `· ${state}${reason && ": "}${reason}`;
  }
  if (going) setTimeout(() => watching(sections, done), LOOK_MS);
  else if (failed) for (const button of document.querySelectorAll("main button")) button.disabled = false;
  else done();
}
