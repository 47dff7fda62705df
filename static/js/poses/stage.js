/** The picture with a handle at each joint, which a pointer drags and the arrow keys turn. */

import { isPlace, pathsOf } from "./moves.js";

const SVG = "http://www.w3.org/2000/svg";
const REACH = 18; // pixels around a joint that take hold of it
const DOT = 8;
const BONES = [
  ["head", "chest", "waist", "hip"],
  ["left-hand", "left-elbow", "left-shoulder", "chest", "right-shoulder", "right-elbow", "right-hand"],
  ["left-foot", "left-knee", "left-thigh", "hip", "right-thigh", "right-knee", "right-foot"],
];
const KEYS = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowRight: [1, 1], ArrowLeft: [1, -1] };

const node = (name, attributes) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

export class Stage {
  constructor(moves, figure, onChange) {
    Object.assign(this, { moves, figure, onChange });
    this.svg = document.getElementById("drawing");
    this.drawn = document.getElementById("drawn");
    this.bones = document.getElementById("bones");
    this.handles = document.getElementById("handles");
    this.held = null;
    this.makeHandles();
    new ResizeObserver(() => this.placeHandles()).observe(this.svg);
  }

  makeHandles() {
    const words = Object.entries(this.handles.dataset);
    this.names = words.map(([name]) => name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`));
    for (const [place, name] of this.names.entries()) {
      const word = words[place][1];
      const handle = node("g", { class: "handle", role: "slider", tabindex: 0, "aria-label": word });
      handle.dataset.handle = name;
      const tip = node("title", {});
      tip.textContent = word;
      const [reach, dot] = [node("circle", { class: "handle__reach" }), node("circle", { class: "handle__dot" })];
      handle.append(reach, dot, tip);
      handle.addEventListener("pointerdown", (event) => this.take(event, name));
      handle.addEventListener("keydown", (event) => this.turn(event, name));
      this.handles.append(handle);
    }
    this.svg.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel"]) {
      this.svg.addEventListener(end, () => this.release());
    }
  }

  handle(name) {
    return this.handles.querySelector(`[data-handle="${name}"]`);
  }

  take(event, name) {
    event.preventDefault();
    this.svg.setPointerCapture(event.pointerId);
    this.figure.keep();
    this.held = name;
    this.handle(name).classList.add("handle--held");
    this.handle(name).focus({ preventScroll: true });
  }

  move(event) {
    if (!this.held || !this.moves.scene) return;
    const inverse = this.svg.getScreenCTM().inverse();
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(inverse);
    this.moves.drag(this.held, [x, y]);
    this.showBones();
    this.onChange();
  }

  release() {
    if (!this.held) return;
    this.handle(this.held).classList.remove("handle--held");
    this.held = null;
    this.onChange();
  }

  turn(event, name) {
    const key = KEYS[event.key];
    if (!key || !this.moves.scene) return;
    event.preventDefault();
    const [which, sign] = key;
    this.moves.nudge(pathsOf(name, this.figure)[which], sign * (event.shiftKey ? 10 : 1));
    this.onChange();
  }

  /** Show the engine's drawing; the frame stays while a joint is held, so that nothing jumps. */
  show(text) {
    const picture = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    if (!this.held) this.svg.setAttribute("viewBox", picture.getAttribute("viewBox"));
    this.drawn.replaceChildren(...document.importNode(picture, true).childNodes);
    this.bones.replaceChildren();
    this.svg.classList.remove("poses__moving");
    this.placeHandles();
  }

  /** Show the body as bones at once, until the engine has drawn it. */
  showBones() {
    const line = (names) => names.map((name) => this.moves.seen(name).join(" ")).join("L");
    const paths = BONES.map((names) => node("path", { class: "poses__bone", d: `M${line(names)}` }));
    this.bones.replaceChildren(...paths);
    this.svg.classList.add("poses__moving");
    this.placeHandles();
  }

  placeHandles() {
    const pixel = 1 / (this.svg.getScreenCTM()?.a || 1);
    if (!this.moves.scene) return;
    for (const name of this.names) {
      const [x, y] = this.moves.seen(name);
      const handle = this.handle(name);
      handle.setAttribute("transform", `translate(${x} ${y})`);
      const [reach, dot] = handle.children;
      reach.setAttribute("r", REACH * pixel);
      dot.setAttribute("r", DOT * pixel);
      this.describe(handle, pathsOf(name, this.figure));
    }
  }

  describe(handle, paths) {
    const [least, most] = this.moves.limits[paths[0]];
    const words = paths.map((path) => {
      const value = this.moves.value(path);
      const number = isPlace(path) ? `${value.toFixed(2)} m` : `${Math.round(value)}°`;
      return `${label(path)} ${number}`;
    });
    handle.setAttribute("aria-valuemin", least);
    handle.setAttribute("aria-valuemax", most);
    handle.setAttribute("aria-valuenow", Math.round(this.moves.value(paths[0]) * 100) / 100);
    handle.setAttribute("aria-valuetext", words.join(", "));
  }
}

export const label = (path) => document.querySelector(`label[for="${path}"]`)?.textContent ?? path;
