// The times the page was published with, in seconds, found by halving.

/** Index of the last of ascending `starts` that is not after `t`; -1 before the first. */
function lastAt(starts, t) {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= t) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function createTimes(said) {
  const starts = [];
  const ends = [];
  let reached = 0;
  for (let i = 0; i < said.s.length; i += 2) {
    starts.push((reached + said.s[i]) / 100);
    reached += said.s[i] + said.s[i + 1];
    ends.push(reached / 100);
  }
  const first = new Map(); // place → the passage it is heard in first
  const place = (i) => said.p[i] ?? i;
  starts.forEach((_, i) => { if (!first.has(place(i))) first.set(place(i), i); });
  return {
    starts, ends, place,
    duration: said.d / 100,
    chapters: said.c.map((hundredths) => hundredths / 100),
    passageOf: (placed) => first.get(placed),
    /** Words of a passage: when each is heard, and where it is written in its sentence. */
    words(i) {
      const words = { at: [], start: [], end: [] };
      let heard = Math.round(100 * starts[i]);
      let written = 0;
      const figures = said.w[i] ?? [];
      for (let n = 0; n < figures.length; n += 3) {
        heard += figures[n];
        words.at.push(heard / 100);
        words.start.push(written + figures[n + 1]);
        written += figures[n + 1] + figures[n + 2];
        words.end.push(written);
      }
      return words;
    },
  };
}
