// What lies in the outbox of this phone, read past the product's store.

const NAME = "sciatica-player";

/** How many reports wait, by patient, and which were refused, with the reason. */
export async function waiting() {
  const all = await everything();
  const counts = {};
  for (const { patient, refused } of all) {
    counts[patient] = (counts[patient] ?? 0) + (refused ? 0 : 1);
  }
  const refused = all.filter((report) => report.refused);
  return { counts, refused: refused.map(({ id, to, refused: words }) => ({ id, to, words })) };
}

async function everything() {
  const database = await answered(indexedDB.open(NAME));
  try {
    return await answered(database.transaction("outbox").objectStore("outbox").getAll());
  } finally {
    database.close();
  }
}

function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
