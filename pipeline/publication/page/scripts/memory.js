// What the reader's browser remembers. Where it may not remember, nothing is lost but that.

function createMemory(id) {
  const read = (key) => {
    try { return JSON.parse(localStorage.getItem(key)) ?? {}; } catch { return {}; }
  };
  const write = (key, value) => {
    try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* private or full */ }
  };
  return {
    place: () => Number(read(`essaycast:${id}`).t) || 0,
    keepPlace: (t) => write(`essaycast:${id}`, { t: Math.round(10 * t) / 10 }),
    settings: () => read("essaycast"),
    keepSetting: (name, value) => write("essaycast", { ...read("essaycast"), [name]: value }),
  };
}
