// Speaks with the server about one patient, and tells its own word from anybody else's.

/** The status of a server that failed over what it was told; what it says then is no JSON. */
export const BROKEN = 500;
const PATIENCE = 30_000;
const WITHOUT_JSON = [304, BROKEN];
const SIGNED_OUT = ["not_signed_in", "another_person"];

/**
 * The status and the JSON of an answer. Throws when there is none in time, or one that cannot be
 * the server's: a redirect, a page of the Wi-Fi.
 */
export async function ask(address, patient, { patience = PATIENCE, headers, ...options } = {}) {
  const response = await fetch(address, {
    ...options,
    headers: { ...headers, "Sciatica-Patient": patient },
    redirect: "error",
    cache: "no-store",
    signal: AbortSignal.timeout(patience),
  });
  const { status, headers: told } = response;
  const json = WITHOUT_JSON.includes(status) ? {} : await response.json();
  return { status, etag: told.get("ETag"), json };
}

/** Why the server does not speak with this phone now: nobody is signed in, or another person. */
export function signedOut({ status, json }) {
  return status === 401 && SIGNED_OUT.includes(json?.code) ? json.code : null;
}
