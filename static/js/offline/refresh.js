// Takes the server's newest word for the page that stands, without a jump and never under a finger.

const IN_USE = "dialog[open], [popover]:popover-open, details[open], :active:not(html, body)";
const FIELDS = "input, textarea, select";
const SOON = 500;

let newest = null;

/**
 * Ask for this page anew: "fresh" once the server has answered, "signed out", "away" without an
 * answer, or else the address to which it leads now. `take(page)` hears of one that says other things.
 */
export async function refresh(signIn, take) {
  try {
    const wish = { "Sciatica-Wish": "fresh" };
    const answer = await fetch(location.pathname, { headers: wish, cache: "no-store" });
    if (answer.redirected) {
      return new URL(answer.url).pathname === signIn ? "signed out" : answer.url;
    }
    if (!answer.ok || !answer.headers.has("Sciatica-Person")) {
      return "away";
    }
    newest = new DOMParser().parseFromString(await answer.text(), "text/html");
    offer(newest, take);
    return "fresh";
  } catch {
    return "away";
  }
}

/** Where the patient has something in hand, the newer page waits. */
async function offer(page, take) {
  while (document.querySelector(IN_USE) || document.activeElement?.matches(FIELDS)) {
    await new Promise((resolve) => setTimeout(resolve, SOON));
  }
  if (page === newest && told(document) !== told(page)) {
    take(page);
  }
}

/** What a page says and shows; a token or a new session's id says nothing. */
function told(page) {
  const main = page.querySelector("main");
  const pictures = [...main.querySelectorAll("img")].map((image) => image.getAttribute("src"));
  return main.textContent.replace(/\s+/g, " ") + pictures.join(" ");
}
