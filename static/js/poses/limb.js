/** An arm or a leg of two bones that keep their lengths, and the angles at which it reaches. */

import { add, less, project, swivelled, tilted, times } from "./room.js";

const ROUNDS = 14;
const STEP = 0.5; // degrees, to feel which way a joint moves the limb
const CALM = 4; // keeps a stretched limb from flailing
const BENT = 6; // degrees; a limb that is straight does not know which way to give

/** What bends an arm or a leg, and whether its lower bone folds forwards. */
export const CHAINS = {
  arm: { swing: "shoulder", bend: "elbow", folds: 1 },
  leg: { swing: "hip", bend: "knee", folds: -1 },
};

/** The middle (elbow, knee) and the end (palm, ankle) of a limb in the room. */
export function joints(limb, chain, angles) {
  const flexion = angles[chain.swing];
  const down = tilted(times(limb.up, -1), limb.forward, flexion);
  const upper = tilted(down, limb.outside, angles.out);
  const front = tilted(limb.forward, limb.up, flexion);
  const lower = tilted(upper, front, chain.folds * angles[chain.bend]);
  const bone = times(upper, limb.lengths[0]);
  const span = add(bone, times(lower, limb.lengths[1]));
  const end = add(limb.root, span);
  if (!angles.open) return { middle: add(limb.root, bone), end };
  const axis = times(span, 1 / Math.hypot(...span));
  return { middle: add(limb.root, swivelled(bone, axis, angles.open * limb.opens)), end };
}

/** The angles, within their limits, that bring a joint of the limb nearest to a place. */
export function reach({ limb, chain, camera, angles, joint, target, free, limits }) {
  const found = { ...angles };
  if (free.includes(chain.bend)) found[chain.bend] = Math.max(found[chain.bend], BENT);
  const seen = (at) => project(camera, joints(limb, chain, at)[joint]);
  for (let round = 0; round < ROUNDS; round += 1) {
    const here = seen(found);
    const columns = free.map((name) => {
      const there = seen({ ...found, [name]: found[name] + STEP });
      return times(less(there, here), 1 / STEP);
    });
    const turns = nearest(columns, less(target, here));
    free.forEach((name, place) => {
      const [least, most] = limits[name];
      found[name] = Math.min(most, Math.max(least, found[name] + turns[place]));
    });
  }
  return Object.fromEntries(
    Object.entries(found).map(([name, angle]) => [name, Math.round(angle * 10) / 10]),
  );
}

/** The turns that close a gap best, by damped least squares over two equations. */
function nearest(columns, gap) {
  const sum = (one, other) => columns.reduce((all, column) => all + column[one] * column[other], 0);
  const [a, b, d] = [sum(0, 0) + CALM, sum(0, 1), sum(1, 1) + CALM];
  const area = a * d - b * b;
  const push = [(d * gap[0] - b * gap[1]) / area, (a * gap[1] - b * gap[0]) / area];
  return columns.map((column) => column[0] * push[0] + column[1] * push[1]);
}
