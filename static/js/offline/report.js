// A report as it is kept and sent: what it tells, whose it is, and when it was by the phone's clock.

import { uuid7 } from "./uuid7.js";

export function addressed(report, { patient, session = null, id = uuid7() }) {
  const { to, body, expected = null } = report;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const whole = { ...body, id, happened_at: new Date().toISOString(), time_zone: timeZone };
  return { to, id, session, patient, expected, body: whole };
}
