// Speaks with the server about one patient, and tells its own word from anybody else's.

const PATIENCE = 30_000;
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
  const { status } = response;
  return { status, etag: response.headers.get("ETag"), json: status === 304 ? {} : await response.json() };
}

/** Why the server does not speak with this phone now: nobody is signed in, or another person. */
export function signedOut({ status, json }) {
  return status === 401 && SIGNED_OUT.includes(json?.code) ? json.code : null;
}
