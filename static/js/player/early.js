// What takes long is begun at once, while the rest of the player is on its way: to ask the server for
// the session of this page, and to open what the phone keeps.

import { openStore } from "../offline/store.js";
import { asking } from "./asking.js";

const { patient, sessions: address, embedded } = document.getElementById("main").dataset;
const [session] = location.pathname.match(/[0-9a-f-]{36}/) ?? [];
const slot = Number(new URLSearchParams(location.search).get("slot")) || null;

export const wanted = { address, patient, session, slot };

/** What the server answers; nothing when the page has the document already, or names no session. */
export const answer = session && embedded === undefined ? asking(wanted) : null;

export const opened = openStore();
