// The lines over the tabs of a patient's page that tell of the connection. Their words stand in the page.

const host = () => document.getElementById("phone-notes");

/** Show or hide one line; `moment` is the time it tells of. */
export function note(name, isShown, moment = "") {
  const line = host()?.querySelector(`[data-note=${name}]`);
  if (!line) {
    return;
  }
  line.hidden = !isShown;
  line.querySelectorAll("[data-moment]").forEach((place) => {
    place.textContent = moment;
  });
}
