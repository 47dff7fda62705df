// Asks the server to open a session.

import { ask } from "../offline/server.js";

const PATIENCE = 3000;

/** Its status and JSON; null when nobody answers in time who could be the server. */
export function asking({ address, patient, session, slot }) {
  const options = { patience: PATIENCE };
  return ask(`${address}${session}/?slot=${slot ?? ""}`, patient, options).catch(() => null);
}
