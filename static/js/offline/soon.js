/** Once the page has nothing better to do. */
export function whenIdle(work) {
  (globalThis.requestIdleCallback ?? setTimeout)(work);
}

/** What a promise comes to, or nothing when it takes longer than so many milliseconds. */
export function soon(promise, patience) {
  const late = new Promise((resolve) => setTimeout(resolve, patience));
  return Promise.race([promise, late]);
}
