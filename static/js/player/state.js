// A session's state as it stands before its first question.

import { AT_ZERO } from "./clock.js";

export function begin() {
  return {
    at: "check-in",
    place: null,
    closed: [],
    behind: [],
    again: null,
    opened: [],
    target: 0,
    counted: null,
    clock: AT_ZERO,
    before: { back: null, leg: null, places: [] },
    checkIn: null,
    isImplausible: false,
    from: null,
    stop: null,
    signs: null,
    end: null,
    decision: null,
    timesPeripheralised: 0,
    reduced: [],
    eased: [],
    words: "",
    deferred: [],
  };
}
