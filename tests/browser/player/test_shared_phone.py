"""Two patients who share a phone share nothing of what it keeps, and who is out loses nothing."""

from playwright.sync_api import expect

from following.models import SetEvent
from people.models import User
from tests.browser.player.session import at, check_in, open_session, press, sign_in, until_quiet
from tests.following.phone import at_home_with

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


def test_what_was_done_while_signed_out_waits_for_its_own_patient_whoever_comes_between(
    phone, base_url, transactional_db
):
    dose = {"sets": 2, "repetitions": 2, "hold": 0}
    anna, jan = (at_home_with(dose).program.patient for _one in range(2))
    sign_in(phone.context, anna, base_url)
    with until_quiet(phone):
        open_session(phone)
        with phone.expect_response("**/api/v1/sessions/*/"):
            check_in(phone)
        User.objects.filter(pk=anna.user_id).update(is_active=False)
        press(phone, "I did it")
        expect(phone.get_by_role("link", name="Sign in to send it")).to_be_visible()

        sign_in(phone.context, jan, base_url)
        press(phone, "I did it")
        at(phone, "after")
        phone.goto("/today/")
        open_session(phone)
        with phone.expect_response("**/api/v1/sessions/*/"):
            check_in(phone)
        with phone.expect_response("**/events/"):
            press(phone, "I did it")
        assert [one.patient_id for one in SetEvent.objects.all()] == [jan.pk]

        User.objects.filter(pk=anna.user_id).update(is_active=True)
        sign_in(phone.context, anna, base_url)
        with phone.expect_response("**/events/") as sent:
            open_session(phone, slot=2)
        assert len(sent.value.request.post_data_json["events"]) == 2
        assert sorted(SetEvent.objects.values_list("patient_id", flat=True)) == sorted(
            [anna.pk, anna.pk, jan.pk]
        )
