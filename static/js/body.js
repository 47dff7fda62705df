// Where pain moved between two answers on the body map: the twin of people/body.py. `places` are
// the map's places, each with its code, side and reach; a code is one of them.

const DOWNWARDS = ["back", "thigh", "knee", "calf", "foot"];
const LEGS = ["left", "right"];

export function moved(places, before, now) {
  const ways = LEGS.map((leg) => depth(places, now, leg) - depth(places, before, leg));
  if (Math.max(...ways) > 0) return "down";
  return Math.min(...ways) < 0 ? "up" : "same";
}

/** The way between two answers, on the map that a session's document brings. */
export function wayOf({ places }, before, now) {
  const known = Object.entries(places).map(([code, place]) => ({ code, ...place }));
  return moved(known, before, now);
}

/** Whether some of these places lie further down than the record has the pain. */
export function isBelowRecord({ places, reaches, reach_before: reach }, codes) {
  return codes.some((code) => reaches.indexOf(places[code].reach) > reaches.indexOf(reach));
}

/** Steps down one leg; no pain and pain in the back alone are both none. */
function depth(places, codes, leg) {
  const mine = places.filter(({ code, side }) => side === leg && codes.includes(code));
  return Math.max(0, ...mine.map(({ reach }) => DOWNWARDS.indexOf(reach)));
}
