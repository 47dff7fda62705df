// Draws the state: which screen is shown, and what stands in its places. It decides nothing.

import { setBefore } from "./again.js";
import { elapsed } from "./clock.js";
import { cueOf } from "./cues.js";
import { isFinal } from "./decision.js";
import { Figure, prefetch } from "./figure.js";
import { bars, fill, list, when } from "./filling.js";
import { isAnswering, isAtHand } from "./focus.js";
import { RESTING_SECONDS } from "./machine.js";
import { countdown, moment } from "./pace.js";
import { isIn, rehearse } from "./rehearsal.js";
import { isBegun } from "./signs.js";
import { Voice } from "./voice.js";
import { currentLine, currentSet, progress, setAfter } from "./work.js";

const still = matchMedia("(prefers-reduced-motion: reduce)");
/** From so many seconds on, minutes are counted: two digits can be read from the mat. */
const IN_MINUTES = 100;
/** What comes before the first set, and after any. */
const FIRST = ["where", "new-condition", "ready", "red-flags"];
const SOON = ["moving", "stop", "rest"];
const MOVES_BY_ITSELF = ["ready", "by-hand"];

export class Screens {
  #doc;
  #root;
  #parts;
  #screen = null;
  #figure;
  #voice;
  #isNew = false;
  #isDrawing = false;
  #laidOut = "";

  constructor(root, doc) {
    this.#root = root;
    this.#doc = doc;
    this.#parts = [...root.querySelectorAll("[data-screen], [data-only]")];
    this.#figure = new Figure(root.querySelector("[data-figure]"));
    this.#voice = new Voice(root.querySelector("[data-voice]"), root.querySelector("[data-news]"));
  }

  draw(state, { isNew }) {
    this.#isNew = isNew;
    this.#isDrawing = true;
    this.show(state.at);
    if (this.#isNew && state.at === "red-flags") {
      this.#screen.querySelector("form").reset();
    }
    this.#clock(state.clock.since === null ? "paused" : "running");
    PAINTERS[state.at]?.(this, state);
  }

  /** Have what comes next ready, but for a set that is in hand. */
  prepare(ahead) {
    const screen = this.#parts.find((part) => part.dataset.screen && isIn(part, "ready"));
    if (ahead.at === "ready" && screen.hidden) {
      this.#layOut(screen, ahead, currentLine(this.#doc, ahead), currentSet(this.#doc, ahead));
    }
    rehearse(this.#root, this.#parts, FIRST);
  }

  /** Once all is drawn: each new screen begins at its top, with its heading read aloud. */
  arrive(state) {
    const focused = document.activeElement ?? document.body;
    if (this.#isNew && !isAnswering(focused, state.at)) {
      scrollTo(0, 0);
      if (!isAtHand(focused, state.at)) {
        this.#screen.querySelector("h1").focus({ preventScroll: true });
      }
    }
    if (this.#isNew && state.at === "ready") {
      rehearse(this.#root, this.#parts, SOON);
    }
    this.#isNew = false;
    this.#isDrawing = false;
    this.#voice.give(cueOf(this.#doc, state, performance.now()));
  }

  /** Show one screen, and in it what belongs to this moment alone. */
  show(name) {
    const isOut = (part) => !isIn(part, name);
    const focused = document.activeElement;
    // A browser that has to hide what has the focus works out the style of all that changed first.
    if (this.#parts.some((part) => isOut(part) && part.contains(focused))) {
      focused.blur();
    }
    if (this.#root.dataset.at !== name) {
      this.#figure.runs(MOVES_BY_ITSELF.includes(name));
    }
    this.#root.dataset.at = name;
    for (const part of this.#parts.filter((one) => one.hidden !== isOut(one))) {
      part.hidden = !part.hidden;
    }
    this.#screen = this.#parts.find(({ dataset, hidden }) => dataset.screen && !hidden);
  }

  note(name, isShown, words = "") {
    const note = this.#root.querySelector(`[data-note="${name}"]`);
    note.hidden = !isShown;
    fill(note, { words });
    // A style that looked for the note would have all others work out what they look for anew.
    const isNoted = this.#root.querySelector(":scope > [data-note]:not([hidden])") !== null;
    this.#root.toggleAttribute("data-noted", isNoted);
  }

  /** One frame of what runs by the clock; the repetition that it shows, if any. */
  tick(state, now) {
    this.#voice.give(cueOf(this.#doc, state, now));
    const ran = elapsed(state.clock, now);
    const line = currentLine(this.#doc, state);
    if (state.at === "moving") {
      return this.#moving(line, moment(line, state.target, ran));
    }
    const whole = state.at === "rest" ? line.rest : RESTING_SECONDS;
    const { secondsLeft, part } = countdown(whole, ran);
    this.#counted(secondsLeft, still.matches ? 1 - secondsLeft / whole : part);
    return null;
  }

  exercise(state) {
    const line = currentLine(this.#doc, state);
    const set = currentSet(this.#doc, state);
    const isByHand = state.at === "by-hand";
    fill(this.#screen, { target: state.target });
    when(this.#screen, {
      eased: state.eased.includes(line.id),
      less: state.target < line.repetitions,
      before: setBefore(this.#doc, state) !== null,
      again: state.again !== null,
      counts: line.pace === "repetitions" && state.target > 1,
      walk: line.pace === "walk",
    });
    this.#layOut(this.#screen, state, line, set);
    if (isByHand) {
      this.#counted(state.counted, 1 - state.counted / state.target);
    }
  }

  /** What is the same as long as one set is in hand. */
  #layOut(screen, state, line, set) {
    const laidOut = [line.name, set.number, state.closed.length].join();
    if (laidOut === this.#laidOut) {
      return;
    }
    this.#laidOut = laidOut;
    fill(screen, {
      place: line.place,
      name: line.name,
      side: set.side_words,
      today: this.#doc.today_words,
      dose: line.dose,
      set: line.sets.length > 1 ? set.words : "",
      note: line.note,
      setUp: line.set_up,
      breathing: line.breathing,
      stopIf: line.stop_if.join(" "),
      cue: line.cue,
      turn: set.turn,
      turns: set.turn_words,
      nextSet: [set.words, set.side_words].filter(Boolean).join(", "),
    });
    screen.dataset.pace = line.pace;
    list(screen, "steps", line.steps);
    bars(this.#root.querySelector("[data-progress]"), progress(this.#doc, state));
    this.#figure.show(set, line);
    const following = setAfter(this.#doc, state);
    if (following) {
      prefetch(following);
    }
  }

  stop({ stop: { step } }) {
    for (const form of this.#screen.querySelectorAll("[data-step]")) {
      form.hidden = form.dataset.step !== String(step);
    }
    const steps = this.#screen.querySelector("[data-steps]");
    bars(steps, [0, 1, 2].map((one) => (one <= step ? "done" : "todo")));
    when(this.#screen, { "later-step": step > 0 });
  }

  checkIn() {
    const { advice, today_words: today } = this.#doc;
    fill(this.#screen, { today });
    list(this.#screen, "advice", advice);
    when(this.#screen, { advice: advice.length > 0 });
  }

  bloodPressure({ isImplausible }) {
    when(this.#screen, { implausible: isImplausible });
  }

  /** What was ticked decides which button there is. */
  ticking() {
    const isTicked = this.#screen.querySelector("input:checked") !== null;
    when(this.#screen, { some: isTicked, none: !isTicked });
  }

  /** A leg can have become numb or weak only since the session began. */
  redFlags(state) {
    this.#screen.querySelector("[name=numb]").closest("label").hidden = !isBegun(state);
    this.ticking();
  }

  decision(state) {
    const { decision } = state;
    const { title, sentence, next_steps: nextSteps } = this.#doc.words[decision.words];
    fill(this.#screen, { title, sentence });
    list(this.#screen, "nextSteps", nextSteps);
    this.#screen.dataset.outcome = decision.outcome;
    for (const part of this.#screen.querySelectorAll("[data-outcome]")) {
      part.hidden = !part.dataset.outcome.split(" ").includes(decision.outcome);
    }
    const isRestful = Boolean(this.#doc.rest) && this.#doc.restful.includes(decision.reason);
    when(this.#screen, {
      emergency: decision.outcome === "emergency",
      stopped: isFinal(decision) && decision.outcome !== "emergency",
      easier: decision.outcome === "ease",
      rest: isRestful,
      final: isFinal(decision),
      "goes-on": !isFinal(decision),
    });
    this.#picture("rest", isRestful && this.#doc.rest);
    this.#easier(state);
    this.#root.querySelectorAll("form").forEach((form) => form.reset());
  }

  resting() {
    this.#picture("rest", this.#doc.rest);
  }

  done() {
    fill(this.#screen, this.#doc.afterwards);
  }

  closed({ words }) {
    fill(this.#screen, { words });
  }

  #moving(line, { repetition, phase, secondsLeft, part, next, figureSeconds }) {
    if (this.#isDrawing) {
      this.#figure.seekSoon(figureSeconds);
    } else {
      this.#figure.seek(figureSeconds);
    }
    fill(this.#screen, {
      repetition,
      phase: phase.word,
      next,
    });
    this.#counted(secondsLeft, still.matches ? 1 - secondsLeft / phase.seconds : part);
    return repetition;
  }

  #counted(count, part) {
    const isLong = count >= IN_MINUTES;
    fill(this.#screen, {
      count: isLong ? Math.ceil(count / 60) : count,
      left: isLong ? clockFace(count) : "",
    });
    const ring = this.#screen.querySelector("[data-ring]");
    ring.closest(".ring").dataset.unit = isLong ? "minutes" : "one";
    ring.setAttribute("stroke-dashoffset", String(100 * part));
  }

  #clock(name) {
    for (const part of this.#screen.querySelectorAll("[data-clock]")) {
      const isElsewhere = part.dataset.only && !part.dataset.only.includes(this.#root.dataset.at);
      part.hidden = Boolean(isElsewhere) || part.dataset.clock !== name;
    }
  }

  #easier(state) {
    const set = state.decision.outcome === "ease" ? currentSet(this.#doc, state) : null;
    this.#picture("easier", set?.end);
    fill(this.#screen, { easier: set ? currentLine(this.#doc, state).name : "" });
  }

  #picture(name, address) {
    const image = this.#screen.querySelector(`[data-picture="${name}"]`);
    image.hidden = !address;
    if (address && image.getAttribute("src") !== address) {
      image.src = address;
    }
  }
}

const PAINTERS = {
  "check-in": (screens) => screens.checkIn(),
  "blood-pressure": (screens, state) => screens.bloodPressure(state),
  "new-condition": (screens) => screens.ticking(),
  "red-flags": (screens, state) => screens.redFlags(state),
  ready: (screens, state) => screens.exercise(state),
  moving: (screens, state) => screens.exercise(state),
  "by-hand": (screens, state) => screens.exercise(state),
  rest: (screens, state) => screens.exercise(state),
  stop: (screens, state) => screens.stop(state),
  decision: (screens, state) => screens.decision(state),
  resting: (screens) => screens.resting(),
  done: (screens) => screens.done(),
  closed: (screens, state) => screens.closed(state),
};

function clockFace(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
