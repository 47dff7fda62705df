/** What moving a joint does to a pose: each change is held to its limits. */

import { kindOf } from "./figure.js";
import { CHAINS, joints, reach } from "./limb.js";
import { add, dot, less, project, swivelled } from "./room.js";

const OUT = { right: 1, left: -1 };
const ANKLE_HEIGHT = 0.067; // metres, of a foot that stands
const HEEL_OF_HAND = 0.08; // metres, from the middle of a palm back to its wrist
const CARRIES = ["prop", "palm", "kneel"]; // what decides where the trunk is
const FROM_ABOVE = 0.5; // a view in which what is upright looks shorter than this share
const SQUARE = 0.85; // how nearly to its side a body is seen when a limb that swings out hardly is
const LIFTED = 30; // drawing units that the hips are drawn up before the mat lets go of them
const CURL = 200; // degrees of the back for each metre that it is pushed
const TURN = 0.5; // degrees of the head for each drawing unit
const ABOVE_HIPS = /^(waist|chest|head|.*-(shoulder|elbow|hand))$/;
const FIELDS = { elbow: "shoulder", hand: "elbow", knee: "hip", foot: "knee" };
const ASIDE = { elbow: "out", hand: "grip", knee: "out", foot: "ankle" };

/** The two numbers that the arrow keys change on a handle, by their paths. */
export function pathsOf(handle, figure) {
  const trunk = {
    hip: ["hip.1", "hip.0"],
    waist: ["lumbar", "thorax"],
    chest: ["lean", "bend"],
    head: ["neck", "look"],
  };
  if (trunk[handle]) return trunk[handle];
  const { limb, joint } = partsOf(handle);
  if (joint === "foot" && figure.limb(limb).foot) return [`${limb}.foot.1`, `${limb}.foot.0`];
  return [`${limb}.${FIELDS[joint]}`, `${limb}.${ASIDE[joint]}`];
}

export const isPlace = (path) =>
  /^hip\.|^belly$|\.(foot|at|palm)\.|\.(prop|apart|kneel)$/.test(path);
const isShare = (path) => /\.(along|over)$/.test(path);

function partsOf(handle) {
  const [side, joint] = handle.split("-");
  const kind = joint === "elbow" || joint === "hand" ? "arm" : "leg";
  return { side, joint, limb: `${side}_${kind}`, chain: CHAINS[kind] };
}

export class Moves {
  constructor(figure, limits, onLimit) {
    Object.assign(this, { figure, limits, onLimit });
  }

  /** Take the server's word for where everything is. */
  see(scene) {
    this.scene = scene;
    this.points = { ...scene.points };
  }

  get isFromSide() {
    const [ahead, , aside] = this.scene.camera.viewer;
    return aside > Math.abs(ahead);
  }

  get isFromAbove() {
    return this.scene.camera.up[1] < FROM_ABOVE;
  }

  seen(name) {
    return project(this.scene.camera, this.points[name]);
  }

  /** The number at a path, as it is written or as the body has it. */
  value(path) {
    const [limb, name] = path.split(".");
    const written = this.figure.get(path);
    if (written !== undefined) return written;
    if (path === "hip.1") return this.points.hip[1];
    return this.scene.limbs[limb]?.angles[name] ?? this.limits[path][2];
  }

  put(path, value) {
    const [least, most] = this.limits[path];
    const held = Math.min(most, Math.max(least, value));
    if (held !== value) this.onLimit(path, least, most);
    const fine = isPlace(path) || isShare(path) ? 1000 : 10;
    // Hips that lie are given no height, but those that are set aside need one.
    if (path === "hip.2" && this.figure.get("hip.1") === undefined) this.put("hip.1", this.value("hip.1"));
    this.figure.set(path, Math.round(held * fine) / fine);
  }

  nudge(path, steps) {
    this.figure.keep();
    const [limb, name] = path.split(".");
    if (this.scene.limbs[limb] && this.figure.limb(limb)[name] === undefined) this.byJoints(limb);
    const before = this.value(path);
    this.put(path, before + steps * (isPlace(path) ? 0.01 : 1));
    if (path === "lean") this.keepLegs(this.value(path) - before);
  }

  /** Pose a limb by the angles that it has now. */
  byJoints(limb) {
    if (CARRIES.includes(kindOf(this.figure.limb(limb)))) this.keepTrunk();
    this.figure.poseLimb(limb, { ...this.scene.limbs[limb].angles });
  }

  /** The trunk stays where an arm or a knee has carried it, though that carries it no more. */
  keepTrunk() {
    const [x, y, z] = this.points.hip;
    this.put("hip.0", x);
    this.put("hip.1", y);
    if (z) this.put("hip.2", z);
    this.put("lean", this.scene.lean);
  }

  /** Pose a limb by what it touches, and as near as can be to where it is now. */
  poseAs(limb, kind) {
    if (kind === "") return this.byJoints(limb);
    const [side] = limb.split("_");
    const round = (metres) => Math.round(metres * 100) / 100;
    const at = (joint) => this.points[`${side}-${joint}`];
    const out = (one, other) => round(OUT[side] * (at(one)[2] - (other ? at(other)[2] : 0)));
    const upTo = (height) => round(Math.max(0, height));
    const aims = {
      hand: () => ({ hand: "thigh", along: 0.5 }),
      at: () => ({ at: [round(at("hand")[0]), upTo(at("hand")[1]), out("hand")] }),
      prop: () => ({ prop: round(at("elbow")[0]) }),
      palm: () => ({ palm: [round(at("hand")[0] - HEEL_OF_HAND), out("hand", "shoulder")] }),
      foot: () => ({
        foot: [round(at("foot")[0]), upTo(at("foot")[1] - ANKLE_HEIGHT)],
        apart: out("foot", "thigh"),
      }),
      kneel: () => ({ kneel: round(at("knee")[0]) }),
      over: () => ({ over: 0.85 }),
    };
    return this.figure.poseLimb(limb, aims[kind]());
  }

  drag(handle, target) {
    const from = this.seen(handle);
    const way = less(target, from);
    if (handle === "hip") return this.dragHips(way);
    if (handle === "waist") return this.curl(way);
    if (handle === "chest") return this.lean(from, target);
    if (handle === "head") return this.nod(from, target);
    const parts = partsOf(handle);
    const planted = parts.joint === "foot" && this.figure.limb(parts.limb).foot;
    return planted ? this.dragPlanted(parts, way) : this.dragLimb(parts, target);
  }

  /** What a way in the picture is in the room: along the mat, up, and towards the body's right. */
  inRoom([across, down]) {
    const { right, up, units } = this.scene.camera;
    if (this.isFromAbove) return [across / units / right[0], 0, -down / units / up[2]];
    const height = -down / units / up[1];
    return this.isFromSide
      ? [across / units / right[0], height, 0]
      : [0, height, across / units / right[2]];
  }

  dragHips(way) {
    const lies = this.figure.get("hip.1") === undefined;
    const isHeld = lies && !this.isFromAbove && Math.abs(way[1]) < LIFTED;
    const moved = this.inRoom(isHeld ? [way[0], 0] : way);
    for (const [axis, metres] of moved.entries()) {
      const path = `hip.${axis}`;
      if (metres) this.put(path, (axis === 2 ? this.points.hip[2] : this.value(path)) + metres);
    }
    this.shift(() => true, moved);
  }

  curl(way) {
    const [ahead, up] = this.inRoom(way);
    const front = this.scene.limbs.right_arm.forward;
    const turned = -CURL * dot([ahead, up, 0], front);
    this.put("lumbar", this.value("lumbar") + turned / 2);
    this.put("thorax", this.value("thorax") + turned / 2);
    this.shift((name) => name === "waist", [ahead, up, 0]);
  }

  lean(from, target) {
    const isForward = this.isFromSide && !this.isFromAbove;
    const sense = isForward ? -1 : this.facing;
    const path = isForward ? "lean" : "bend";
    const before = this.value(path);
    this.put(path, before + sense * this.turned("hip", from, target));
    const change = this.value(path) - before;
    if (isForward) this.keepLegs(change);
    this.rotate("hip", (name) => ABOVE_HIPS.test(name), sense * change);
  }

  nod(from, target) {
    if (this.isFromSide) {
      const path = this.isFromAbove ? "ear" : "neck";
      const sense = this.isFromAbove ? this.facing : -1;
      const before = this.value(path);
      this.put(path, before + sense * this.turned("chest", from, target));
      this.rotate("chest", (name) => name === "head", sense * (this.value(path) - before));
    } else {
      this.put("look", this.value("look") - TURN * (target[0] - from[0]));
      this.put("neck", this.value("neck") + TURN * (target[1] - from[1]));
      this.shift((name) => name === "head", this.inRoom(less(target, from)));
    }
  }

  dragPlanted({ side, limb }, way) {
    const [ahead, up, right] = this.inRoom(way);
    this.put(`${limb}.foot.0`, this.value(`${limb}.foot.0`) + ahead);
    this.put(`${limb}.foot.1`, this.value(`${limb}.foot.1`) + up);
    const isAside = this.figure.get(`${limb}.foot.2`) !== undefined;
    if (right && isAside) this.put(`${limb}.foot.2`, this.value(`${limb}.foot.2`) + right);
    else if (right) this.put(`${limb}.apart`, this.value(`${limb}.apart`) + OUT[side] * right);
    this.shift((name) => name === `${side}-foot`, [ahead, up, right]);
  }

  dragLimb({ side, joint, limb, chain }, target) {
    const hung = this.scene.limbs[limb];
    const now = this.figure.limb(limb);
    if (CARRIES.includes(kindOf(now))) this.keepTrunk();
    const angles = { ...hung.angles, ...(kindOf(now) === "" ? now : {}) };
    const isMiddle = joint === "elbow" || joint === "knee";
    const isSquare = Math.abs(dot(hung.outside, this.scene.camera.viewer)) > SQUARE;
    const free = [chain.swing, ...(isSquare ? [] : ["out"]), ...(isMiddle ? [] : [chain.bend])];
    const limits = Object.fromEntries(free.map((name) => [name, this.limits[`${limb}.${name}`]]));
    const found = reach({
      limb: hung,
      chain,
      camera: this.scene.camera,
      angles,
      joint: isMiddle ? "middle" : "end",
      target,
      free,
      limits,
    });
    this.figure.poseLimb(limb, found);
    this.sayLimits(limb, found, limits);
    const { middle, end } = joints(hung, chain, found);
    const [knee, foot] = limb.endsWith("arm") ? ["elbow", "hand"] : ["knee", "foot"];
    Object.assign(this.points, { [`${side}-${knee}`]: middle, [`${side}-${foot}`]: end });
  }

  /** Whether the front of the body is seen (1) or its back (-1). */
  get facing() {
    return dot(this.scene.limbs.right_arm.forward, this.scene.camera.viewer) < 0 ? -1 : 1;
  }

  sayLimits(limb, angles, limits) {
    for (const [name, [least, most]] of Object.entries(limits)) {
      // A limb that is stretched is at the end of what it does, but wants to go no further.
      const isAtEnd = angles[name] >= most || (angles[name] <= least && least !== 0);
      if (isAtEnd) this.onLimit(`${limb}.${name}`, least, most);
    }
  }

  /** The legs stay where they are while the pelvis leans. */
  keepLegs(leaned) {
    for (const limb of ["right_leg", "left_leg"]) {
      if (kindOf(this.figure.limb(limb)) === "") {
        this.put(`${limb}.hip`, this.value(`${limb}.hip`) + leaned);
      }
    }
  }

  /** Degrees, against the clock, between two places as seen from a point of the body. */
  turned(around, from, target) {
    const middle = this.seen(around);
    const angle = ([x, y]) => (Math.atan2(middle[1] - y, x - middle[0]) * 180) / Math.PI;
    return ((angle(target) - angle(from) + 540) % 360) - 180;
  }

  shift(isMoved, way) {
    for (const name of Object.keys(this.points)) {
      if (isMoved(name)) this.points[name] = add(this.points[name], way);
    }
  }

  /** Turn points of the body in the plane of the picture, against the clock. */
  rotate(around, isMoved, degrees) {
    const middle = this.points[around];
    const { viewer } = this.scene.camera;
    for (const name of Object.keys(this.points)) {
      if (!isMoved(name)) continue;
      const offset = swivelled(less(this.points[name], middle), viewer, degrees);
      this.points[name] = add(middle, offset);
    }
  }
}
