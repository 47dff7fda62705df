// Draws the state: which screen is shown, and what stands in its places. It decides nothing.

import { elapsed } from "./clock.js";
import { Figure } from "./figure.js";
import { isFinal } from "./decision.js";
import { RESTING_SECONDS } from "./machine.js";
import { countdown, moment } from "./pace.js";
import { isBegun } from "./signs.js";
import { currentLine, currentSet, progress } from "./work.js";

export class Screens {
  #doc;
  #root;
  #figure;
  #drawn = "";

  constructor(root, doc) {
    this.#root = root;
    this.#doc = doc;
    this.#figure = new Figure(root.querySelector("[data-figure]"));
  }

  draw(state) {
    const drawn = [state.at, state.place?.line, state.place?.number, state.stop?.step].join();
    const isNew = drawn !== this.#drawn;
    this.#drawn = drawn;
    this.show(state.at);
    if (isNew && state.at === "red-flags") {
      this.#screen.querySelector("form").reset();
    }
    this.#clock(state.clock.since === null ? "paused" : "running");
    PAINTERS[state.at]?.(this, state);
    if (isNew) {
      this.#arrive();
    }
  }

  /** Show one screen, and in it what belongs to this moment alone. */
  show(name) {
    this.#root.dataset.at = name;
    for (const screen of this.#root.querySelectorAll("[data-screen]")) {
      screen.hidden = !screen.dataset.screen.split(" ").includes(name);
    }
    for (const part of this.#root.querySelectorAll("[data-only]")) {
      part.hidden = !part.dataset.only.split(" ").includes(name);
    }
  }

  note(name, isShown, words = "") {
    const note = this.#root.querySelector(`[data-note="${name}"]`);
    note.hidden = !isShown;
    this.#fill(note, { words });
  }

  /** One frame of what runs by the clock; the repetition that it shows, if any. */
  tick(state, now) {
    const ran = elapsed(state.clock, now);
    const line = currentLine(this.#doc, state);
    if (state.at === "moving") {
      return this.#moving(line, moment(line, state.target, ran));
    }
    const { secondsLeft, part } = countdown(state.at === "rest" ? line.rest : RESTING_SECONDS, ran);
    this.#counted(secondsLeft, part);
    return null;
  }

  exercise(state) {
    const line = currentLine(this.#doc, state);
    const set = currentSet(this.#doc, state);
    this.#fill(this.#screen, {
      place: line.place,
      name: line.name,
      side: set.side_words,
      today: this.#doc.today_words,
      dose: line.dose,
      target: state.target,
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
    const isLess = state.target < line.repetitions;
    this.#when({ eased: state.eased.includes(line.id), less: isLess });
    this.#screen.dataset.pace = line.pace;
    this.#list("steps", line.steps);
    this.#bars(this.#root.querySelector("[data-progress]"), progress(this.#doc, state));
    this.#figure.show(set, line);
  }

  stop({ stop: { step } }) {
    for (const form of this.#screen.querySelectorAll("[data-step]")) {
      form.hidden = form.dataset.step !== String(step);
    }
    const bars = this.#screen.querySelector("[data-steps]");
    this.#bars(bars, [0, 1, 2].map((one) => (one <= step ? "done" : "todo")));
    this.#when({ "later-step": step > 0 });
  }

  checkIn() {
    this.#fill(this.#screen, { today: this.#doc.today_words });
  }

  bloodPressure({ isImplausible }) {
    this.#when({ implausible: isImplausible });
  }

  /** What was ticked decides which button there is. */
  ticking() {
    const isTicked = this.#screen.querySelector("input:checked") !== null;
    this.#when({ some: isTicked, none: !isTicked });
  }

  /** A leg can have become numb or weak only since the session began. */
  redFlags(state) {
    this.#screen.querySelector("[name=numb]").closest("label").hidden = !isBegun(state);
    this.ticking();
  }

  decision(state) {
    const { decision } = state;
    const { title, sentence, next_steps: nextSteps } = this.#doc.words[decision.words];
    this.#fill(this.#screen, { title, sentence });
    this.#list("nextSteps", nextSteps);
    this.#screen.dataset.outcome = decision.outcome;
    for (const part of this.#screen.querySelectorAll("[data-outcome]")) {
      part.hidden = !part.dataset.outcome.split(" ").includes(decision.outcome);
    }
    const isRestful = Boolean(this.#doc.rest) && this.#doc.restful.includes(decision.reason);
    this.#when({
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
    this.#fill(this.#screen, this.#doc.afterwards);
  }

  closed({ words }) {
    this.#fill(this.#screen, { words });
  }

  get #screen() {
    return this.#root.querySelector("[data-screen]:not([hidden])");
  }

  #moving(line, { repetition, phase, secondsLeft, part, next, figureSeconds }) {
    this.#fill(this.#screen, {
      repetition,
      phase: phase.word,
      next,
    });
    this.#counted(secondsLeft, part);
    this.#figure.seek(figureSeconds);
    return repetition;
  }

  #counted(secondsLeft, part) {
    this.#fill(this.#screen, { count: minutes(secondsLeft), left: minutes(secondsLeft) });
    this.#screen.querySelector("[data-ring]")?.setAttribute("stroke-dashoffset", String(100 * part));
  }

  #clock(name) {
    for (const part of this.#screen.querySelectorAll("[data-clock]")) {
      const isElsewhere = part.dataset.only && !part.dataset.only.includes(this.#root.dataset.at);
      part.hidden = Boolean(isElsewhere) || part.dataset.clock !== name;
    }
  }

  #fill(within, texts) {
    for (const [name, text] of Object.entries(texts)) {
      for (const place of within.querySelectorAll(`[data-text="${name}"]`)) {
        if (place.textContent !== String(text)) {
          place.textContent = text;
        }
        if (!place.dataset.only && !place.dataset.clock) {
          place.hidden = text === "";
        }
      }
    }
  }

  #list(name, texts) {
    const items = texts.map((text) => {
      const item = document.createElement("li");
      item.append(Object.assign(document.createElement("span"), { textContent: text }));
      return item;
    });
    this.#screen.querySelector(`[data-list="${name}"]`).replaceChildren(...items);
  }

  #bars(place, states) {
    const bars = states.map((state) => {
      const bar = document.createElement("span");
      bar.dataset.state = state;
      return bar;
    });
    place.replaceChildren(...bars);
  }

  #when(conditions) {
    for (const part of this.#screen.querySelectorAll("[data-when]")) {
      part.hidden = !conditions[part.dataset.when];
    }
  }

  #easier(state) {
    const set = state.decision.outcome === "ease" ? currentSet(this.#doc, state) : null;
    this.#picture("easier", set?.end);
    this.#fill(this.#screen, { easier: set ? currentLine(this.#doc, state).name : "" });
  }

  #picture(name, address) {
    const image = this.#screen.querySelector(`[data-picture="${name}"]`);
    image.hidden = !address;
    if (address && image.getAttribute("src") !== address) {
      image.src = address;
    }
  }

  /** Each new screen begins at its top, with its heading read aloud. */
  #arrive() {
    scrollTo(0, 0);
    this.#screen.querySelector("h1").focus({ preventScroll: true });
  }
}

const PAINTERS = {
  "check-in": (screens) => screens.checkIn(),
  "blood-pressure": (screens, state) => screens.bloodPressure(state),
  "new-condition": (screens) => screens.ticking(),
  "red-flags": (screens, state) => screens.redFlags(state),
  ready: (screens, state) => screens.exercise(state),
  moving: (screens, state) => screens.exercise(state),
  rest: (screens, state) => screens.exercise(state),
  stop: (screens, state) => screens.stop(state),
  decision: (screens, state) => screens.decision(state),
  resting: (screens) => screens.resting(),
  done: (screens) => screens.done(),
  closed: (screens, state) => screens.closed(state),
};

/** Seconds as one reads them from afar: 45, and 4:30 from a minute on. */
function minutes(seconds) {
  return seconds < 60
    ? String(seconds)
    : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
