// Episodes that have all the words asked for.

const form = document.getElementById("search");
if (form) {
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const items = [...document.querySelectorAll("#episodes > li")].map((item) => ({ item, text: plain(item.textContent) }));
  const query = document.getElementById("query");
  const none = document.getElementById("none");
  const search = () => {
    const asked = plain(query.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { item, text } of items) {
      item.hidden = !asked.every((word) => text.includes(word));
      if (!item.hidden) shown += 1;
    }
    none.hidden = shown > 0;
    announce(asked.length ? filled(words.found, { n: shown }) : "");
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  query.addEventListener("input", search);
}
