// A slow phone takes long over what is new to it: a screen is worked out before it is wanted.

import { whenIdle } from "../offline/soon.js";

/** One screen after the other, whenever there is nothing else to do. */
export function rehearse(root, parts, [name, ...later]) {
  whenIdle(() => {
    workOut(root, parts.filter((part) => part.hidden && isIn(part, name)), name);
    if (later.length > 0) {
      rehearse(root, parts, later);
    }
  });
}

/** Whether a part of the page belongs to a screen, which may be one of several. */
export function isIn({ dataset: { screen, only = screen } }, name) {
  return only.split(" ").includes(name);
}

/** Shown below what stands there, measured and hidden again in one go, so that nobody sees it. */
function workOut(root, parts, name) {
  const { at } = root.dataset;
  const show = (isShown) => parts.forEach((part) => (part.hidden = !isShown));
  root.dataset.at = name;
  show(true);
  root.getBoundingClientRect();
  show(false);
  root.dataset.at = at;
}
