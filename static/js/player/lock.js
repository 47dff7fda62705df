// One tab plays a session at a time. A later tab may take it over; the earlier one is told.

/** Hold the lock until the tab closes: false when another tab has it. `onLost` hears of a take-over. */
export function hold(name, { takeOver = false, onLost }) {
  if (!navigator.locks) {
    return Promise.resolve(true);
  }
  const options = takeOver ? { steal: true } : { ifAvailable: true };
  return new Promise((resolve) => {
    navigator.locks
      .request(name, options, (lock) => {
        resolve(lock !== null);
        return lock && new Promise(() => {});
      })
      .catch(onLost);
  });
}
