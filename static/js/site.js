/** What every page shares: dialogs, toasts, and the shortcut to the search for a patient. */

const SECONDS_OF_A_GOOD_TOAST = 8;

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    document.getElementById(opener.dataset.opens).showModal();
  } else if (event.target.closest("[data-closes]")) {
    event.target.closest("dialog").close();
  } else if (event.target.closest(".toast__close")) {
    event.target.closest(".toast").remove();
  }
});

document.addEventListener("keydown", (event) => {
  const find = document.getElementById("find");
  if (find && event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    find.select();
  }
});

/** Dialogs that the server drew open: a form sent back with errors. */
function openDialogs(root) {
  root.querySelectorAll("dialog[data-open]:not([open])").forEach((dialog) => dialog.showModal());
}

/** Put a toast into the live region, which reads out what is added to it. */
function announce(toast) {
  document.getElementById("toasts").append(toast);
  if (toast.dataset.tone === "success") {
    setTimeout(() => toast.remove(), SECONDS_OF_A_GOOD_TOAST * 1000);
  }
}

function say(message, tone) {
  const toast = document.getElementById("toast").content.firstElementChild.cloneNode(true);
  toast.dataset.tone = tone;
  toast.querySelector(".toast__text").textContent = message;
  announce(toast);
}

function sayFrom(template) {
  say(document.getElementById(template).content.textContent, "error");
}

document.querySelectorAll(".toast").forEach(announce);
openDialogs(document);
document.addEventListener("htmx:load", (event) => openDialogs(event.target));
document.addEventListener("htmx:sendError", () => sayFrom("toast-offline"));
document.addEventListener("htmx:timeout", () => sayFrom("toast-offline"));
document.addEventListener("htmx:responseError", () => sayFrom("toast-failed"));
document.addEventListener("toast", (event) => say(event.detail.message, "success"));
