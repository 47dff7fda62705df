// Reads the answers of each form as the state machine wants them.

export const ANSWERS = {
  "check-in": (form) => ({
    answers: {
      back: Number(form.get("before_back")),
      leg: Number(form.get("before_leg")),
      ill: form.get("ill") === "yes",
    },
  }),
  where: (form) => ({ answers: { places: form.getAll("before_places") } }),
  "blood-pressure": (form) => ({
    answers: {
      systolic: Number.parseInt(form.get("systolic"), 10),
      diastolic: Number.parseInt(form.get("diastolic"), 10),
    },
  }),
  "new-condition": (form) => ({ answers: { new_condition: form.getAll("kinds") } }),
  "red-flags": (form) => ({ flags: form.getAll("flags"), numb: form.has("numb") }),
  stop: (form, { step }) => ({ answers: QUESTIONS[step](form) }),
  after: (form) => ({
    back: Number(form.get("after_back")),
    leg: Number(form.get("after_leg")),
  }),
};

const QUESTIONS = [
  (form) => ({ places: form.getAll("stop_places") }),
  (form) => ({ back: Number(form.get("stop_back")), leg: Number(form.get("stop_leg")) }),
  (form) => ({ moved: form.get("moved") }),
];
