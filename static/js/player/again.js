// Going back to a set that is over. What was logged of it stays; what is done now is logged beside
// it, and the server counts each set once.

import { allPlaces, arrive, isSamePlace, moveOn } from "./work.js";

/** The set before this one that one may go back to: what ended in pain, or is locked, stays over. */
export function setBefore(doc, state) {
  const { place, behind } = state;
  const places = allPlaces(doc, state);
  const here = place ? places.findIndex(isSamePlace(place)) : places.length;
  const earlier = places.slice(0, here).filter((one) => behind.some(isSamePlace(one)));
  return earlier.at(-1) ?? null;
}

export function back(doc, state) {
  const earlier = setBefore(doc, state);
  if (earlier === null) {
    return state;
  }
  const closed = closedAgain(state).filter((one) => !isSamePlace(earlier)(one));
  return arrive(doc, { ...state, closed, again: earlier }, earlier);
}

/** On to where one was, with the set left as it was. */
export function onward(doc, state) {
  return state.again ? moveOn(doc, { ...state, closed: closedAgain(state), again: null }) : state;
}

function closedAgain({ closed, again }) {
  return again ? [...closed, again] : closed;
}
