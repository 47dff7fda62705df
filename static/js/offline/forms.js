// What becomes of a form on a page that may be a kept copy, on a phone that may be offline.

import { csrfToken } from "./csrf.js";
import { note } from "./notes.js";

const TOKEN = "csrfmiddlewaretoken";
/** So long, in ms, may the next page be in coming. */
const LEAVING = 10_000;

/** Renew the token of every form as it is sent; say so where it cannot be sent now. */
export function guardForms() {
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") {
      return;
    }
    renew(event.target);
    if (!navigator.onLine) {
      event.preventDefault();
      note("form", true);
    }
  });
}

/**
 * One answer at a time: while it is sent, the form says that it is busy and hears no other press.
 * What answers says whether another page is on its way.
 */
export async function once(form, answer) {
  if (form.ariaBusy === "true") {
    return;
  }
  form.ariaBusy = "true";
  // A phone that can keep nothing lets the server have it.
  const isLeaving = await answer().catch(() => sendPlainly(form));
  setTimeout(() => (form.ariaBusy = "false"), isLeaving ? LEAVING : 0);
}

/** Let the server have a form that the phone could not deal with; say so where it cannot now. */
export function sendPlainly(form) {
  if (!navigator.onLine) {
    note("form", true);
    return false;
  }
  renew(form);
  form.submit();
  return true;
}

/** The token that goes with a form: a kept page may hold one from an earlier sign-in. */
export function renew(form) {
  const field = form.elements[TOKEN];
  if (field) {
    field.value = csrfToken() || field.value;
  }
}
