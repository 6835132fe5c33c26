// The subscribe box: the feed's whole address, ready to be copied.

function announce(text) {
  const status = document.getElementById("status");
  status.textContent = text;
  status.classList.add("shown");
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => {
    status.classList.remove("shown");
    status.textContent = "";
  }, 2500);
}

async function copyText(text, said) {
  try {
    await navigator.clipboard.writeText(text);
    announce(said);
  } catch {
    prompt(words.copy_this, text);
  }
}

(() => {
  const field = document.getElementById("feed-address");
  const button = document.getElementById("copy-feed");
  const onDisk = location.protocol === "file:";
  if (!/^https?:/.test(field.value) && !onDisk) field.value = new URL(field.dataset.feed, location.href).href;
  field.addEventListener("focus", () => field.select());
  button.hidden = false;
  button.addEventListener("click", () => copyText(field.value, words.address_copied));
  const code = document.getElementById("embed-code");
  const copy = document.getElementById("copy-embed");
  if (!code) return;
  code.addEventListener("focus", () => code.select());
  copy.hidden = false;
  copy.addEventListener("click", () => copyText(code.value, words.code_copied));
})();
