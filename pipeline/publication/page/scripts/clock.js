// Times as people read, hear and link them.

function clockText(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n) => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

function spokenTime(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [[Math.floor(whole / 3600), "hour"], [Math.floor(whole / 60) % 60, "minute"], [whole % 60, "second"]];
  const one = ([n, unit]) => n.toLocaleString(words.tag, { style: "unit", unit, unitDisplay: "long" });
  return parts.filter(([n]) => n).map(one).join(" ") || one([0, "second"]);
}

/** Seconds of `#t=83.5`, `#t=1:23`, `#t=1h2m3s`; null of anything else. */
function linkedTime(hash) {
  const said = /^#(?:.*&)?t=(?:npt:)?([\d:.hms]+)/.exec(hash)?.[1];
  if (!said) return null;
  const units = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s?)?$/.exec(said);
  if (units) return 3600 * (units[1] ?? 0) + 60 * (units[2] ?? 0) + Number(units[3] ?? 0);
  if (!/^\d+(:\d+){1,2}(\.\d+)?$/.test(said)) return null;
  return said.split(":").reduce((sum, part) => 60 * sum + Number(part), 0);
}
