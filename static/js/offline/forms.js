// What becomes of a form on a page that may be a kept copy, on a phone that may be offline.

import { csrfToken } from "./csrf.js";
import { note } from "./notes.js";

const TOKEN = "csrfmiddlewaretoken";

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

/** Let the server have a form that the phone could not deal with; say so where it cannot now. */
export function sendPlainly(form) {
  if (navigator.onLine) {
    renew(form);
    form.submit();
  } else {
    note("form", true);
  }
}

/** The token that goes with a form: a kept page may hold one from an earlier sign-in. */
export function renew(form) {
  const field = form.elements[TOKEN];
  if (field) {
    field.value = csrfToken() || field.value;
  }
}
