/** Every number of the pose as a field: the way without a pointer. */

import { kindOf } from "./figure.js";

export class Fields {
  constructor(root, moves, figure, onChange) {
    Object.assign(this, { root, moves, figure, onChange });
    root.addEventListener("change", (event) => this.change(event.target));
  }

  change(field) {
    const { path, limb, place } = field.dataset;
    if (path === undefined && limb === undefined && place === undefined) return;
    this.figure.keep();
    if (path !== undefined) this.write(path, field);
    if (limb !== undefined) this.moves.poseAs(limb, field.value);
    if (place !== undefined) this.figure.set(`${place}.hand`, field.value);
    this.onChange();
  }

  write(path, field) {
    if (field.value === "" && "optional" in field.dataset) this.figure.set(path, undefined);
    else if (field.value !== "") this.moves.put(path, Number(field.value));
  }

  show() {
    for (const select of this.root.querySelectorAll("[data-limb]")) this.showLimb(select);
    for (const field of this.root.querySelectorAll("[data-path]")) {
      if (field.closest("[hidden]")) continue;
      const written = this.figure.get(field.dataset.path);
      const value = "optional" in field.dataset ? written : this.moves.value(field.dataset.path);
      field.value = value === undefined ? "" : Math.round(value * 100) / 100;
    }
  }

  showLimb(select) {
    const limb = this.figure.limb(select.dataset.limb);
    const kind = kindOf(limb);
    select.value = kind;
    for (const part of select.closest("details").querySelectorAll("[data-kind]")) {
      part.hidden = part.dataset.kind !== kind;
    }
    const place = document.getElementById(`${select.dataset.limb}.hand`);
    if (place && limb.hand) place.value = limb.hand;
  }
}
