// The first question of the player, asked by the worker as soon as its page is opened: the answer is
// on its way while the page is drawn.

const FOR = "Sciatica-Patient";
/** Older than this, it is no longer the server's word of now. */
const WORTH = 3000;

const ahead = {
  /** `page` is the kept page, which names its patient; `request` is the one that it answers. */
  ask(request, page) {
    const { pathname, searchParams } = new URL(request.url);
    const [, session] = pathname.match(PLAYER);
    const address = `${SHELL.sessions}${session}/?slot=${searchParams.get("slot") ?? ""}`;
    const patient = page.headers.get(FOR);
    const options = { headers: { [FOR]: patient }, redirect: "error", cache: "no-store" };
    const answer = fetch(address, options);
    answer.catch(() => null);
    ahead.asked = { address, patient, answer, at: Date.now(), turn: door.turn };
  },

  /** What was asked for the same patient a moment ago, once; nothing when it was another question. */
  take(request) {
    const { asked } = ahead;
    ahead.asked = null;
    const { pathname, search } = new URL(request.url);
    const isSame =
      asked?.address === pathname + search &&
      asked.patient === request.headers.get(FOR) &&
      asked.turn === door.turn &&
      Date.now() - asked.at < WORTH;
    return isSame ? asked.answer : null;
  },
};
