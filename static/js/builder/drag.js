/** Dragging: a card from the library onto the draft adds it; a line within its stage moves it. */

export function moveByDrag({ root, board, add, sendOrder }) {
  let dragged = null;
  let goBack = null;

  root.addEventListener("dragstart", (event) => {
    const handle = event.target.closest("[data-handle]");
    dragged = handle ? handle.closest(".line") : event.target.closest(".pick");
    if (!dragged) return;
    const { parentElement, nextElementSibling } = dragged;
    const line = dragged;
    goBack = handle && (() => parentElement.insertBefore(line, nextElementSibling));
    event.dataTransfer.effectAllowed = handle ? "move" : "copy";
    event.dataTransfer.setData("text/plain", dragged.dataset.exercise);
    event.dataTransfer.setDragImage(dragged, 24, 24);
    dragged.dataset.dragged = "";
  });

  board.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    board.dataset.over = "";
    const line = event.target.closest(".line");
    const sameStage = line && line !== dragged && line.parentElement === dragged.parentElement;
    if (!sameStage) return;
    const box = line.getBoundingClientRect();
    line[event.clientY > box.top + box.height / 2 ? "after" : "before"](dragged);
  });

  board.addEventListener("dragleave", () => delete board.dataset.over);

  board.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    goBack = null;
    if (dragged.matches(".line")) sendOrder();
    else if (!("chosen" in dragged.dataset)) add(dragged.dataset.exercise);
  });

  root.addEventListener("dragend", () => {
    if (dragged) delete dragged.dataset.dragged;
    goBack?.();
    delete board.dataset.over;
    dragged = goBack = null;
  });
}
