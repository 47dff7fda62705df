"""Another phone of the patient began this session first: what is told belongs to that one."""

import pytest

#: The server knows the session `theirs` alone, and the phone is killed once it has heard of it.
KILLED = """
async ({ isHeardTwice }) => {
  const { openStore } = await import("/offline/store.js");
  const { Outbox } = await import("/offline/outbox.js");
  const key = "lea:2026-11-23:1";
  const report = (id, to) => ({ id, to, session: "mine", patient: "lea", body: { id } });
  const store = await openStore();
  const said = { kept: [] };
  globalThis.fetch = async (address, { method, body }) => {
    const [, session] = address.match(/sessions.([a-z]+)/);
    const { events, id } = JSON.parse(body);
    if (method === "POST" && session !== "theirs") {
      return new Response('{"code": "unknown_session", "detail": "Not yet."}', { status: 404 });
    }
    const kept = method === "PUT" ? [session] : (events?.map((one) => one.id) ?? [id]);
    said.kept.push([session, ...kept]);
    return new Response(JSON.stringify({ kept, session: "theirs" }));
  };
  await store.keepDocument({ key, session: "mine", patient: "lea" });
  await store.commit(key, { session: "mine", at: "ready" }, [
    report("mine", "begin"),
    report("set-1", "events"),
  ]);
  await store.readdress("mine", "theirs");
  if (!isHeardTwice) await store.remove((await store.waiting("lea")).slice(0, 1));
  await store.commit(key, { session: "mine", at: "ready" }, [report("set-2", "events")]);

  const again = await openStore();
  const outbox = new Outbox({
    store: again, patient: "lea", onAnswer() {}, onRefusal() {}, onWaiting() {},
  });
  await outbox.flush();
  said.left = (await again.waiting("lea")).map(({ id }) => id);
  said.goesOn = [
    (await again.state(key)).session,
    (await again.documentFor("lea", "theirs"))?.key ?? null,
  ];
  await again.remove(await again.waiting("lea"));
  await again.forget("lea");
  return said;
}
"""


@pytest.mark.parametrize("is_heard_twice", [True, False])
def test_a_phone_killed_as_it_hears_of_it_sends_all_and_goes_on_in_that_session(
    player, is_heard_twice
):
    said = player.evaluate(KILLED, {"isHeardTwice": is_heard_twice})

    begun = [["mine", "mine"]] if is_heard_twice else []
    assert said["kept"] == [*begun, ["theirs", "set-1", "set-2"]]
    assert said["left"] == []
    assert said["goesOn"] == ["theirs", "lea:2026-11-23:1"]
