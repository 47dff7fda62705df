/** Moving a line within its stage without dragging: its two buttons, or the arrows of the keyboard. */

export function moveByStep({ board, sendOrder }) {
  function move(button, up) {
    const line = button.closest(".line");
    const neighbour = up ? line.previousElementSibling : line.nextElementSibling;
    if (!neighbour) return;
    neighbour[up ? "before" : "after"](line);
    button.focus();
    sendOrder();
  }

  board.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (button) move(button, button.dataset.move === "up");
  });

  board.addEventListener("keydown", (event) => {
    const button = event.target.closest("[data-move]");
    const up = event.key === "ArrowUp";
    if (!button || !(up || event.key === "ArrowDown")) return;
    event.preventDefault();
    move(button, up);
  });
}
