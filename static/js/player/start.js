// Opens the player on its page: with the document that the server put in it, or one it asks for.

import { leaveTogether, settle } from "../offline/here.js";
import { locale } from "../locale.js";
import { answer, opened, wanted } from "./early.js";
import { opening } from "./opening.js";
import { Player } from "./player.js";
import { Screens } from "./screens.js";
import { listen } from "./touch.js";

const root = document.getElementById("main");
const embedded = document.getElementById("session-document");
const store = await opened;
const { session } = wanted;
const phone = JSON.parse(document.getElementById("phone").textContent);

settle(phone, store).catch(() => {});

if (embedded) {
  await play(JSON.parse(embedded.textContent));
} else {
  const { today, signIn } = root.dataset;
  const found = session ? await opening(wanted, store, answer) : { isUnknown: true };
  if (found.doc) {
    await play(found.doc);
  } else if (found.signedOut) {
    location.replace(`${signIn}?next=${encodeURIComponent(location.pathname + location.search)}`);
  } else if (found.isUnknown) {
    location.replace(today);
  } else {
    nothing(found.words);
  }
}

/** Go on under the id that the document has, so that a reload finds it again. */
async function play(doc) {
  if (doc.session !== session) {
    history.replaceState(null, "", location.pathname.replace(session, doc.session));
  }
  const screens = new Screens(root, doc);
  const player = new Player(screens, doc, store);
  listen(root, player);
  leaveTogether(phone.sign_in, () => player.left());
  await player.open();
  // On a slow phone the screen need not wait for it: what is done next is kept after it.
  await store.keepDocument({ heard_at: Date.now(), ...doc }).catch(() => {});
  screens.note("aged", Boolean(doc.heard_at), doc.heard_at ? moment(doc.heard_at) : "");
}

/** Why there is no session, in the server's words; the page has its own for a phone alone. */
function nothing(words) {
  new Screens(root, null).show("nothing");
  const told = root.querySelector("[data-nothing]");
  told.textContent = words ?? told.textContent;
}

function moment(heardAt) {
  const time = { hour: "numeric", minute: "numeric" };
  const parts = { weekday: "short", day: "numeric", month: "short", ...time };
  return new Intl.DateTimeFormat(locale(), parts).format(heardAt);
}
