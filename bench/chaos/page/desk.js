// The way to the harness, which no fault ever meets.

/** What the harness answers to what it is told. */
export async function told(what, more = null) {
  const response = await fetch(`/chaos/${what}`, { method: "POST", body: JSON.stringify(more) });
  return response.json();
}
