// What a patient of the harness answers on each screen.

const DIZZY = "dizzy";
const NUMB = "numb";
const STRONG_PAIN = 6;
const AT_THE_STOP = [{ places: [] }, { back: 1, leg: 0 }, { moved: "same" }];

/** The event that answers a state; null where no patient of the harness should be. */
export function reaction(doc, state, ending) {
  return REACTIONS[state.at]?.(doc, state, ending) ?? null;
}

const REACTIONS = {
  "check-in": () => answer({ back: 0, leg: 0, ill: false }),
  "red-flags": (doc, { stop }, ending) => ({
    type: "answer",
    flags: [],
    numb: stop !== null && ending === NUMB,
  }),
  "new-condition": () => answer({ new_condition: [] }),
  ready: (doc, state, ending) => ({
    type: [DIZZY, NUMB].includes(ending) && isLast(doc, state) ? "stop" : "did",
  }),
  stop: (doc, { stop: { step } }, ending) =>
    step === 2 && ending === DIZZY ? { type: "dizzy" } : answer(AT_THE_STOP[step]),
  after: (doc, state, ending) => ({
    type: "answer",
    back: ending === "strong" ? STRONG_PAIN : 0,
    leg: 0,
  }),
};

function answer(answers) {
  return { type: "answer", answers };
}

function isLast({ lines }, { closed }) {
  const sets = lines.flatMap((line) => line.sets);
  return closed.length === sets.length - 1;
}
