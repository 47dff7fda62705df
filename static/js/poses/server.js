/** The engine that draws and the place where the figure is kept, both on the server. */

const REST_MS = 120; // without a change, before a pose is drawn

// From the cookie, which a sign-in in another tab renews, and not from the page, which it leaves.
const csrfToken = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

/** Answers {ok, …} as the server said, or {lost} or {out} when it could not be asked. */
async function ask(address, values) {
  let response;
  try {
    const headers = { "X-CSRFToken": csrfToken(), "HX-Request": "true" };
    response = await fetch(address, { method: "POST", body: new URLSearchParams(values), headers });
  } catch {
    return { why: "lost" };
  }
  if (response.status === 403 || response.headers.has("HX-Redirect")) return { why: "out" };
  const isJson = response.headers.get("Content-Type")?.includes("json");
  return isJson ? { ok: response.ok, ...(await response.json()) } : { why: "failed" };
}

export class Server {
  constructor({ preview, save }) {
    Object.assign(this, { preview, save, asked: 0 });
  }

  /** Draw a pose once it has come to rest; of several in a row only the last is answered. */
  draw(values, onAnswer) {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      this.asked += 1;
      const number = this.asked;
      const answer = await ask(this.preview, values());
      if (number === this.asked) onAnswer(answer);
    }, REST_MS);
  }

  film(figure) {
    return ask(this.preview, { figure, play: 1 });
  }

  keep(figure) {
    return ask(this.save, { figure });
  }
}
