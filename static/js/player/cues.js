// What is to be heard at a moment. Pure: `key` changes with each cue, so that it is given once;
// `say` is spoken, `tone` is played, and `news` is what a screen reader is told too.

import { elapsed } from "./clock.js";
import { countdown, moment } from "./pace.js";
import { currentLine, currentSet } from "./work.js";

const SILENCE = { say: "", tone: null, news: "" };
const LAST_SECONDS = 3;
/** Shorter phases are over before their last seconds can be counted. */
const LONG = 6;

export function cueOf(doc, state, now) {
  const cue = CUES[state.at]?.(doc, state, elapsed(state.clock, now));
  const isPaused = state.clock.since === null;
  return { ...SILENCE, key: `${state.at} ${isPaused}`, ...cue };
}

const CUES = {
  ready: (doc, state) => {
    const { place, name } = currentLine(doc, state);
    const { announced } = currentSet(doc, state);
    return { key: keyOf(state), say: sentences(place, name, announced) };
  },
  moving: (doc, state, ran) => {
    if (state.clock.since === null) {
      return {};
    }
    const line = currentLine(doc, state);
    const now = moment(line, state.target, ran);
    const key = keyOf(state, now.repetition, now.phase.kind);
    return lastSeconds(key, now, now.phase.seconds) ?? begun(doc, state, now, key);
  },
  "by-hand": (doc, state) => ({
    key: keyOf(state, state.counted),
    ...(state.counted
      ? { say: String(state.counted), tone: "tick" }
      : { tone: "bell", news: currentSet(doc, state).announced }),
  }),
  rest: (doc, state, ran) => {
    if (state.clock.since === null) {
      return {};
    }
    const line = currentLine(doc, state);
    const words = sentences(line.rest_words, currentSet(doc, state).announced);
    const rested = { key: keyOf(state), say: words, tone: "bell", news: words };
    return lastSeconds(keyOf(state), countdown(line.rest, ran), line.rest) ?? rested;
  },
};

/** A phase begins, or goes on after a pause: its name, and its seconds. */
function begun(doc, state, { repetition, phase, secondsLeft }, key) {
  const line = currentLine(doc, state);
  if (line.pace !== "repetitions") {
    return { key, say: line.cue, tone: "bell", news: line.cue };
  }
  const isFirst = phase === line.phases[0];
  const isLast = isFirst && repetition === state.target && state.target > 1;
  const isBegin = isFirst && repetition === 1;
  return {
    key,
    say: sentences(isLast ? line.last_words : "", `${phase.word} ${secondsLeft}`),
    tone: "bell",
    ...(isBegin ? { news: currentSet(doc, state).announced } : {}),
  };
}

function lastSeconds(key, { secondsLeft }, seconds) {
  return seconds >= LONG && secondsLeft <= LAST_SECONDS
    ? { key: `${key} ${secondsLeft}`, tone: "tick" }
    : null;
}

function keyOf({ at, place }, ...more) {
  return [at, place.line, place.number, ...more].join(" ");
}

function sentences(...words) {
  return words
    .filter(Boolean)
    .map((one) => one.replace(/[.\s]*$/, "."))
    .join(" ");
}
