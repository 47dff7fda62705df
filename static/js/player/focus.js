// Whose focus stays where it is when another screen comes.

/** What moves on by itself takes nobody's finger off a control, and nothing does off Stop. */
export function isAtHand(focused, at) {
  const movesOn = ["moving", "rest"].includes(at) && focused.closest(".exercise__bar");
  return (focused.matches("[data-sends=stop]") || movesOn) && focused.getClientRects().length > 0;
}

/** The first question is there before the player is: who has begun with it goes on. */
export function isAnswering(focused, at) {
  return at === "check-in" && focused.matches("input") && focused.getClientRects().length > 0;
}
