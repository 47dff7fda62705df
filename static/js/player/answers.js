// Reads the answers of each form as the state machine wants them.

export const ANSWERS = {
  "check-in": (form) => ({
    back: Number(form.get("before_back")),
    leg: Number(form.get("before_leg")),
    ill: form.get("ill") === "yes",
  }),
  "red-flags": (form) => ({ flags: form.getAll("flags"), numb: form.has("numb") }),
  stop: (form, { step }) => ({ answers: QUESTIONS[step](form) }),
  after: (form) => ({
    back: Number(form.get("after_back")),
    leg: Number(form.get("after_leg")),
  }),
};

const QUESTIONS = [
  (form) => ({ reach: form.get("reach") }),
  (form) => ({ back: Number(form.get("stop_back")), leg: Number(form.get("stop_leg")) }),
  (form) => ({ moved: form.get("moved") }),
];
