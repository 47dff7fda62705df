/** The figure that is composed: its data, the pose in hand, and the way back. */

const SIDES = ["right", "left"];
const LIMBS = SIDES.flatMap((side) => [`${side}_arm`, `${side}_leg`]);
const SIDEWAYS = ["bend", "turn", "look"];
const FROM_THE_FRONT = ["right-arm", "trunk", "left-leg", "right-leg", "head", "left-arm"];
const MOST_KEPT = 200;

export class Figure {
  /** `isKept` is whether the server has these data already. */
  constructor(data, isKept) {
    this.data = unfolded(data);
    this.pose = "start";
    this.isTogether = false; // what one limb does its other does too
    this.saved = isKept ? this.text : "";
    this.past = [];
    this.future = [];
  }

  get text() {
    return JSON.stringify(this.data);
  }

  get names() {
    return Object.keys(this.data.poses);
  }

  get isSaved() {
    return this.text === this.saved;
  }

  /** Remember how it is, before it is changed. */
  keep() {
    const now = this.text;
    if (this.past.at(-1) === now) return;
    this.past = [...this.past, now].slice(-MOST_KEPT);
    this.future = [];
  }

  undo() {
    this.step(this.past, this.future);
  }

  redo() {
    this.step(this.future, this.past);
  }

  step(from, to) {
    const now = this.text;
    let then = from.pop();
    if (then === now) then = from.pop();
    if (then === undefined) return;
    to.push(now);
    this.data = JSON.parse(then);
  }

  /** The table and the name in it that a path such as "right_leg.knee" or "hip.0" means. */
  place(path) {
    const names = path.split(".");
    const last = names.pop();
    const table = names.reduce((inner, name) => inner?.[name], this.data.poses[this.pose]);
    return [table, last];
  }

  get(path) {
    const [table, name] = this.place(path);
    return table?.[name];
  }

  set(path, value) {
    const [table, name] = this.place(path);
    if (value === undefined && Array.isArray(table)) table.length = Number(name);
    else if (value === undefined) delete table[name];
    else table[name] = value;
    this.share(path.split(".")[0]);
  }

  limb(name) {
    return this.data.poses[this.pose][name];
  }

  poseLimb(name, aim) {
    this.data.poses[this.pose][name] = aim;
    this.share(name);
  }

  /** Pose the other limb like this one, where both move together. */
  share(name) {
    if (!this.isTogether || !LIMBS.includes(name)) return;
    const [side, limb] = name.split("_");
    const other = side === "right" ? "left" : "right";
    this.data.poses[this.pose][`${other}_${limb}`] = structuredClone(this.limb(name));
  }

  copyStartToEnd() {
    this.keep();
    this.data.poses.end = structuredClone(this.data.poses.start);
  }

  /** What the right side does the left does, and the other way round. */
  mirror() {
    this.keep();
    const pose = this.data.poses[this.pose];
    for (const limb of ["arm", "leg"]) {
      [pose[`right_${limb}`], pose[`left_${limb}`]] = [pose[`left_${limb}`], pose[`right_${limb}`]];
    }
    for (const name of SIDEWAYS) if (pose[name]) pose[name] = -pose[name];
  }

  look(view) {
    this.keep();
    this.data.view = view;
    if (view === "side") delete this.data.layers;
    else this.data.layers = FROM_THE_FRONT;
  }

  follow(part) {
    this.keep();
    if (part) this.data.arrow = { follows: part };
    else delete this.data.arrow;
  }
}

/** The data with every limb of every pose on its own; what touches what is no longer known. */
function unfolded(data) {
  const { contacts: _untrue, ...rest } = structuredClone(data);
  for (const pose of Object.values(rest.poses)) {
    for (const name of LIMBS) {
      pose[name] ??= structuredClone(pose[`${name.split("_")[1]}s`] ?? {});
    }
    delete pose.arms;
    delete pose.legs;
  }
  return rest;
}
