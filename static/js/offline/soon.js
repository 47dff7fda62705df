/** A slow phone that draws a moving figure is never idle: so many milliseconds are waited at most. */
const LATEST = 2000;

/** Once the page has nothing better to do. */
export function whenIdle(work) {
  const { requestIdleCallback: idly = (late) => setTimeout(late) } = globalThis;
  idly(work, { timeout: LATEST });
}

/** What a promise comes to, or nothing when it takes longer than so many milliseconds. */
export function soon(promise, patience) {
  const late = new Promise((resolve) => setTimeout(resolve, patience));
  return Promise.race([promise, late]);
}
