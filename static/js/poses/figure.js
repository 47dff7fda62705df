/** The figure that is composed: its data, the pose in hand, and the way back. */

const SIDES = ["right", "left"];
const LIMBS = SIDES.flatMap((side) => [`${side}_arm`, `${side}_leg`]);
const SIDEWAYS = ["tilt", "roll", "bend", "turn", "look", "ear"];
const KINDS = ["hand", "at", "prop", "palm", "foot", "kneel", "over"];
const FACING = ["front", "three-quarter", "oblique"];
const FROM_THE_FRONT = ["right-arm", "trunk", "left-leg", "right-leg", "head", "left-arm"];
const MOST_KEPT = 200;

/** How a limb is posed: by what it touches or reaches, or ("") by its joints. */
export const kindOf = (limb) => KINDS.find((kind) => kind in limb) ?? "";

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

  /** The poses in the order in which they are passed. */
  get names() {
    const { out = [], back = [] } = this.data.loop ?? {};
    const passed = [...out, ...back].map(([name]) => name);
    const names = new Set(["start", ...passed, this.end, ...Object.keys(this.data.poses)]);
    return [...names].filter((name) => name in this.data.poses);
  }

  get end() {
    return this.data.loop?.out?.at(-1)[0] ?? "end";
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
    this.data.poses[this.pose][`${other}_${limb}`] = mirrored(this.limb(name));
  }

  copyStartToEnd() {
    this.keep();
    if (this.end === "start") delete this.data.loop; // what was held still now moves
    this.data.poses[this.end] = structuredClone(this.data.poses.start);
  }

  /** What the right side does the left does, and the other way round. */
  mirror() {
    this.keep();
    const pose = this.data.poses[this.pose];
    for (const limb of ["arm", "leg"]) {
      [pose[`right_${limb}`], pose[`left_${limb}`]] = [pose[`left_${limb}`], pose[`right_${limb}`]];
    }
    for (const name of SIDEWAYS) if (pose[name]) pose[name] = -pose[name];
    for (const name of LIMBS) pose[name] = mirrored(pose[name]);
    if (pose.hip[2]) pose.hip[2] = -pose.hip[2];
  }

  look(view) {
    this.keep();
    this.data.view = view;
    if (FACING.includes(view)) this.data.layers = FROM_THE_FRONT;
    else delete this.data.layers;
  }

  follow(part) {
    this.keep();
    if (part) this.data.arrow = { follows: part };
    else delete this.data.arrow;
  }
}

/** A limb as its other side has it: most of what poses it is told from its own side. */
function mirrored(limb) {
  const other = structuredClone(limb);
  if (other.foot?.[2]) other.foot[2] = -other.foot[2];
  if ("prop" in other && other.heading) other.heading = -other.heading;
  return other;
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
