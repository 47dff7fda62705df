/** So many milliseconds, and the rest of a frame, between the pictures of a slow movement. */
const PICTURE = 20;
/** A slow phone that draws a moving figure is never idle: so many milliseconds are waited at most. */
const LATEST = 2000;
/** What is touched is answered within so many milliseconds. */
const ANSWERED = 100;

let touched = -ANSWERED;
globalThis.addEventListener?.("pointerdown", () => (touched = performance.now()), true);

/** Once the page has nothing better to do. */
export function whenIdle(work) {
  const { requestIdleCallback: idly = (late) => setTimeout(late) } = globalThis;
  idly(work, { timeout: LATEST });
}

/** With one of the next frames, of which enough are left out that a slow phone hears a tap. */
export function withNextPicture(work) {
  setTimeout(() => requestAnimationFrame(() => unlessTouched(work)), PICTURE);
}

/** What a finger asks for is shown before the movement goes on. */
function unlessTouched(work) {
  if (performance.now() < touched + ANSWERED) {
    withNextPicture(work);
  } else {
    work();
  }
}

/** Once what has changed is painted. */
export function whenPainted(work) {
  requestAnimationFrame(() => setTimeout(work));
}

/** What a promise comes to, or nothing when it takes longer than so many milliseconds. */
export function soon(promise, patience) {
  const late = new Promise((resolve) => setTimeout(resolve, patience));
  return Promise.race([promise, late]);
}
