// The sets of a session in their order, which of them are still open, and moving on among them.

import { AT_ZERO } from "./clock.js";

/** Every set as a place: its line's id and its number in the line. */
export function places(doc) {
  return doc.lines.flatMap(({ id, sets }) => sets.map(({ number }) => ({ line: id, number })));
}

export function isSamePlace({ line, number }) {
  return (other) => other.line === line && other.number === number;
}

export function firstOpen(doc, state) {
  return openPlaces(doc, state)[0] ?? null;
}

export function openSetsOf(doc, state, line) {
  return openPlaces(doc, state).filter((place) => place.line === line);
}

export function currentLine(doc, { place }) {
  return place && doc.lines.find(({ id }) => id === place.line);
}

export function currentSet(doc, state) {
  return currentLine(doc, state)?.sets.find(({ number }) => number === state.place.number);
}

/** The state with these sets over, each with a report of what happened to it. */
export function closing(state, done, whatOf) {
  const reports = done.map((place, index) => ({
    to: "events",
    body: { ...place, reason: "none", repetitions: 0, seconds: 0, ...whatOf(index) },
  }));
  return { ...state, closed: [...state.closed, ...done], reports };
}

/** On to the first set that is open, or to the questions after the last. */
export function moveOn(doc, state) {
  const place = firstOpen(doc, state);
  if (!place) {
    return { ...state, at: "after", place: null, clock: AT_ZERO };
  }
  const moved = { ...state, at: "ready", place, clock: AT_ZERO };
  const { id, repetitions } = currentLine(doc, moved);
  return { ...moved, target: state.reduced.includes(id) ? half(repetitions) : repetitions };
}

export function half(repetitions) {
  return Math.max(1, Math.floor(repetitions / 2));
}

/** Of each line, whether it is over, under way or to come: for the bar of progress. */
export function progress(doc, state) {
  const open = openPlaces(doc, state);
  return doc.lines.map(({ id }) => {
    const isOver = !open.some(({ line }) => line === id);
    return isOver ? "done" : state.place?.line === id ? "now" : "todo";
  });
}

function openPlaces(doc, { closed }) {
  return places(doc).filter((place) => !closed.some(isSamePlace(place)));
}
