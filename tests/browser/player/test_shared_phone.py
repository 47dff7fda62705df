"""Two patients who share a phone share nothing of what it keeps."""

#: One of two patients told a sign without a network; then the player opens for either.
OPEN_FOR_BOTH = """
async () => {
  const { openStore } = await import("/offline/store.js");
  const { Outbox } = await import("/offline/outbox.js");
  const decision = { outcome: "emergency", reason: "red_flag_emergency" };
  const report = { id: "one", patient: "anna", session: "hers", to: "red-flags", body: {} };
  const lock = { patient: "anna", decision, report: "one" };
  const store = await openStore();
  await store.commit("hers", {}, [report], lock);

  const waiting = [];
  const theirs = new Outbox({
    store,
    patient: "jan",
    addresses: {},
    onAnswer: (sent) => waiting.push(sent.id),
    onRefusal: (sent) => waiting.push(sent.id),
    onWaiting: (waits) => waiting.push(waits),
  });
  await theirs.flush();

  const reopened = await openStore();
  await reopened.unlock("jan");
  const kept = { waiting, locked: [], first: [] };
  for (const patient of ["anna", "jan"]) {
    kept.locked.push((await reopened.lock(patient))?.outcome ?? null);
    kept.first.push((await reopened.waiting(patient))[0]?.id ?? null);
  }
  return kept;
}
"""


def test_what_one_patient_left_on_a_phone_is_neither_sent_nor_locks_for_another(player):
    assert player.evaluate(OPEN_FOR_BOTH) == {
        "waiting": [False],
        "locked": ["emergency", None],
        "first": ["one", None],
    }
