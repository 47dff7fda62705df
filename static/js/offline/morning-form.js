// The form of the morning after: asked, judged and kept on the phone, whatever the network does.

import { listed } from "../listed.js";
import { lockOf } from "../player/decision.js";
import { once, sendPlainly } from "./forms.js";
import { judged } from "./morning.js";
import { dueOn, keyOf } from "./mornings.js";
import { dayOf } from "./plan.js";
import { addressed } from "./report.js";

const PATIENCE = 3000;

export function guardMorning(form, visit) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    once(form, () => answered(form, visit));
  });
}

/** Whether another page is to come. What the plan does not know of is the server's to ask and judge. */
async function answered(form, { phone, store, patient, outbox }) {
  const answers = answersIn(form);
  const plan = await store.plan(patient);
  const due = plan?.common && dueOn(plan, await store.sessions(patient), dayOf(plan));
  if (!due) {
    return sendPlainly(form);
  }
  if (!isComplete(form, answers)) {
    return false;
  }
  const decision = await keep(store, plan, due, answers);
  if (await outbox.isSentWithin(PATIENCE)) {
    location.assign(answers.red_flags?.length ? phone.help_answer : phone.morning);
  } else if (lockOf({ decision })) {
    location.assign(phone.today);
  } else {
    show(form, plan.common.words[decision.words]);
  }
  return true;
}

function answersIn(form) {
  const said = new FormData(form);
  const pain = (name) => (said.has(name) ? Number(said.get(name)) : null);
  return {
    back: pain("back"),
    leg: pain("leg"),
    sleep_disturbed: said.get("sleep_disturbed") === "yes",
    places: said.getAll("places"),
    red_flags: said.has("signs_asked") ? said.getAll("flags") : null,
  };
}

/** Whether all is answered; else what is left is asked. */
function isComplete(form, { back, leg, places, red_flags: flags }) {
  if (!form.reportValidity()) {
    return false;
  }
  if (flags === null && Math.max(back, leg) > 0) {
    askOn(form);
    return false;
  }
  // A warning sign is sent without delay.
  const isPlaceNeeded = leg > 0 && !places.length && !flags.length;
  const needed = form.querySelector("[data-place-needed]");
  needed.hidden = !isPlaceNeeded;
  if (isPlaceNeeded) {
    // The map is far above the button that was pressed.
    form.querySelector(".body-map summary").focus({ preventScroll: true });
    needed.scrollIntoView({ block: "center" });
  }
  return !isPlaceNeeded;
}

function askOn(form) {
  const more = form.querySelector("[data-more]");
  form.querySelector("[data-first]").hidden = true;
  more.hidden = more.disabled = false;
  lookAt(more);
}

/** The answers are kept together with the lock that follows from them. */
async function keep(store, plan, due, answers) {
  const { decision, report } = judged(plan, due, answers);
  const { patient } = plan;
  const told = addressed(report, { patient });
  const lock = lockOf({ decision }) && { patient, decision, report: told.id };
  await store.commit(keyOf(plan, dayOf(plan)), { at: "closed", decision }, [told], lock);
  return decision;
}

function show(form, { title, sentence, next_steps: steps }) {
  const answer = document.querySelector("[data-answer]");
  answer.querySelector("[data-text=title]").textContent = title;
  answer.querySelector("[data-text=sentence]").textContent = sentence;
  answer.querySelector("[data-steps]").replaceChildren(...listed(steps));
  form.hidden = true;
  answer.hidden = false;
  lookAt(answer);
}

function lookAt(part) {
  const title = part.querySelector("h1");
  title.tabIndex = -1;
  title.focus();
  scrollTo(0, 0);
}
