// A screen that goes dark would hide the count. The browser lets go of the lock when the page is
// hidden, so it is taken again on return; browsers that cannot help say so, unheard.

let lock = null;

export async function stayAwake() {
  if (lock && !lock.released) {
    return;
  }
  try {
    lock = (await navigator.wakeLock?.request("screen")) ?? null;
  } catch {
    lock = null;
  }
}
