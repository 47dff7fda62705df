// The sets of a session in their order, which of them are still open, and moving on among them.
// A set is a place: its line's id and its number in the line.

import { AT_ZERO } from "./clock.js";
import { completed } from "./pace.js";

/** What a set amounts to of which nothing is done. */
export const NOTHING_DONE = { repetitions: 0, seconds: 0 };

export function isSamePlace({ line, number }) {
  return (other) => other.line === line && other.number === number;
}

export function firstOpen(doc, state) {
  return openPlaces(doc, state)[0] ?? null;
}

export function openSetsOf(doc, state, line) {
  return openPlaces(doc, state).filter((place) => place.line === line);
}

/** The line of the set, as it is done now. */
export function currentLine(doc, state) {
  return state.place && lineOf(doc, state, state.place.line);
}

/** A line as it is done now: in the easier version, once a Stop has led to it. */
export function lineOf(doc, state, id) {
  return linesOf(doc, state).find((line) => line.id === id);
}

/** Walking is what goes on where nobody looks. */
export function isWalking(doc, state) {
  return state.at === "moving" && currentLine(doc, state).pace === "walk";
}

export function currentSet(doc, state) {
  return state.place ? setAt(doc, state, state.place) : undefined;
}

/** What of the set in hand is done: by the timer, or by the patient's own count. */
export function soFar(doc, state, at) {
  const line = currentLine(doc, state);
  if (at === "by-hand" && line) {
    return { repetitions: state.counted, seconds: 0 };
  }
  const { ran } = at === "moving" && line ? state.clock : AT_ZERO;
  return {
    repetitions: line ? Math.min(completed(line, ran), state.target) : 0,
    seconds: Math.round(ran / 1000),
  };
}

/** The report of what happened to one set. */
export function report(place, what) {
  return { to: "events", body: { ...place, reason: "none", ...NOTHING_DONE, ...what } };
}

/** The set that comes after the one in hand, as the phone has to show it. */
export function setAfter(doc, state) {
  const [place] = openPlaces(doc, state).filter((one) => !isSamePlace(one)(state.place));
  return place ? setAt(doc, state, place) : null;
}

/** The state with these sets over, each with a report of what happened to it. */
export function closing(state, done, whatOf) {
  const reports = done.map((place, index) => report(place, whatOf(index)));
  return { ...state, closed: [...state.closed, ...done], reports };
}

/** The sets that are left of an exercise end for pain, and nobody goes back to any of it. */
export function leaving(doc, state, id, done) {
  const left = closing(state, openSetsOf(doc, state, id), (index) => ({
    kind: "stopped",
    reason: "pain",
    ...(index === 0 ? done : NOTHING_DONE),
  }));
  return { ...left, behind: left.behind.filter(({ line }) => line !== id) };
}

/** On to the first set that is open, or to the questions after the last. */
export function moveOn(doc, state) {
  const place = firstOpen(doc, state);
  return place
    ? arrive(doc, state, place)
    : { ...state, at: "after", place: null, again: null, clock: AT_ZERO };
}

/** Getting ready for a set. */
export function arrive(doc, state, place) {
  const again = state.again && isSamePlace(state.again)(place) ? place : null;
  const moved = { ...state, at: "ready", place, again, clock: AT_ZERO };
  const { id, repetitions } = currentLine(doc, moved);
  return { ...moved, target: state.reduced.includes(id) ? half(repetitions) : repetitions };
}

export function half(repetitions) {
  return Math.max(1, Math.floor(repetitions / 2));
}

/** Of each line, whether it is over, under way or to come: for the bar of progress. */
export function progress(doc, state) {
  const open = openPlaces(doc, state);
  return linesOf(doc, state).map(({ id }) => {
    const isOver = !open.some(({ line }) => line === id);
    return isOver ? "done" : state.place?.line === id ? "now" : "todo";
  });
}

export function openPlaces(doc, state) {
  return allPlaces(doc, state).filter((place) => !state.closed.some(isSamePlace(place)));
}

export function allPlaces(doc, state) {
  return linesOf(doc, state).flatMap(({ id, sets }) =>
    sets.map(({ number }) => ({ line: id, number })),
  );
}

function setAt(doc, state, { line, number }) {
  return lineOf(doc, state, line)?.sets.find((one) => one.number === number);
}

/** Where the easier version is no longer allowed, nothing is left of the exercise that hurt. */
function linesOf(doc, { eased }) {
  return doc.lines.map((line) =>
    eased.includes(line.id) ? (line.easier ?? { ...line, sets: [] }) : line,
  );
}

/** Which screen a state is seen on: for each set, and each question of Stop, it is another. */
export function screenOf({ at, place, stop }) {
  return [at, place?.line, place?.number, stop?.step].join();
}
