// What the rules make of the morning after a session. Pure; the twin of following/mornings.py.

import * as body from "../body.js";
import { spoken, wordsFor } from "../player/decision.js";
import { decide } from "../player/stop-rules.js";

/** What the rules make of the answers, and the report of them. */
export function judged({ common, morning: { rules } }, due, answers) {
  const decision = decide(rules, findingOf(common, due, answers));
  const words = wordsFor(common, answers.red_flags ?? []);
  return {
    decision: spoken(decision, words),
    report: { to: "mornings", body: answers, expected: decision },
  };
}

/** In the fields that the stop rules read. */
export function findingOf(common, { before, worse }, { back, leg, places, ...answers }) {
  return {
    red_flag: Boolean(answers.red_flags?.length),
    back,
    leg,
    back_before: before.back,
    leg_before: before.leg,
    sleep_disturbed: answers.sleep_disturbed,
    moved: moved(common, before.places, places, leg),
    worse_mornings_before: worse,
  };
}

/** Where the leg pain went; where it was before is on the record, if it was not asked. */
function moved(common, before, now, leg) {
  if (!now.length) {
    return leg ? null : "same";
  }
  if (before.length) {
    return body.wayOf(common, before, now);
  }
  return body.isBelowRecord(common, now) ? "down" : "same";
}
