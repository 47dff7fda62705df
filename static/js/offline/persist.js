const ASKED = "sciatica:asked-to-persist";

/** Ask the browser, once, to keep what is stored when the phone runs out of room. */
export async function askToPersist() {
  try {
    if (!localStorage.getItem(ASKED) && !(await navigator.storage.persisted())) {
      localStorage.setItem(ASKED, "yes");
      await navigator.storage.persist();
    }
  } catch {
    // A browser that cannot, or will not, keeps it as well as it does.
  }
}
