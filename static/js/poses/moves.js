/** What moving a joint does to a pose: each change is held to its limits. */

import { CHAINS, joints, reach } from "./limb.js";
import { add, dot, less, project } from "./room.js";

const OUT = { right: 1, left: -1 };
const ANKLE_HEIGHT = 0.067; // metres, of a foot that stands
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

export const isPlace = (path) => /^hip\.|\.foot\.|\.prop$|\.apart$/.test(path);

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
    return this.figure.data.view === "side";
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
    return this.scene.limbs[limb]?.angles[name] ?? 0;
  }

  put(path, value) {
    const [least, most] = this.limits[path];
    const held = Math.min(most, Math.max(least, value));
    if (held !== value) this.onLimit(path, least, most);
    const fine = isPlace(path) || path.endsWith(".along") ? 1000 : 10;
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
    this.figure.poseLimb(limb, { ...this.scene.limbs[limb].angles });
  }

  /** Plant a foot, rest a hand or lean an elbow where it is now. */
  poseAs(limb, kind) {
    const [side, part] = limb.split("_");
    const round = (metres) => Math.round(metres * 100) / 100;
    if (kind === "") this.byJoints(limb);
    if (kind === "hand") this.figure.poseLimb(limb, { hand: "thigh", along: 0.5 });
    if (kind === "prop") this.figure.poseLimb(limb, { prop: round(this.points[`${side}-elbow`][0]) });
    if (kind !== "foot" || part !== "leg") return;
    const [x, y, z] = this.points[`${side}-foot`];
    const apart = round(OUT[side] * (z - this.points[`${side}-thigh`][2]));
    this.figure.poseLimb(limb, { foot: [round(x), round(Math.max(0, y - ANKLE_HEIGHT))], apart });
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
    const { right, units } = this.scene.camera;
    const ahead = this.isFromSide ? across / units / right[0] : 0;
    return [ahead, -down / units, this.isFromSide ? 0 : across / units / right[2]];
  }

  dragHips(way) {
    const [ahead, up] = this.inRoom(way);
    const lies = this.figure.get("hip.1") === undefined;
    if (lies && Math.abs(way[1]) < LIFTED) way = [way[0], 0];
    else this.put("hip.1", this.value("hip.1") + up);
    this.put("hip.0", this.value("hip.0") + ahead);
    this.shift(() => true, [ahead, way[1] ? up : 0, 0]);
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
    const turned = this.turned("hip", from, target);
    const path = this.isFromSide ? "lean" : "bend";
    const before = this.value(path);
    this.put(path, before + (this.isFromSide ? -turned : turned));
    const change = this.value(path) - before;
    if (this.isFromSide) this.keepLegs(change);
    this.rotate("hip", (name) => ABOVE_HIPS.test(name), this.isFromSide ? -change : change);
  }

  nod(from, target) {
    if (this.isFromSide) {
      const before = this.value("neck");
      this.put("neck", before - this.turned("chest", from, target));
      this.rotate("chest", (name) => name === "head", before - this.value("neck"));
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
    if (right) this.put(`${limb}.apart`, this.value(`${limb}.apart`) + OUT[side] * right);
    this.shift((name) => name === `${side}-foot`, [ahead, up, right]);
  }

  dragLimb({ side, joint, limb, chain }, target) {
    const hung = this.scene.limbs[limb];
    const now = this.figure.limb(limb);
    const angles = { ...hung.angles, ...(chain.swing in now || !this.hasAim(now) ? now : {}) };
    const isMiddle = joint === "elbow" || joint === "knee";
    const free = [chain.swing, ...(this.isFromSide ? [] : ["out"]), ...(isMiddle ? [] : [chain.bend])];
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

  /** Whether a limb is told where to be, and not how to bend. */
  hasAim(limb) {
    return Object.values(limb).some((value) => typeof value !== "number") || "prop" in limb;
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
      if (!this.hasAim(this.figure.limb(limb))) {
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
    const angle = (degrees * Math.PI) / 180;
    const middle = this.points[around];
    const across = this.isFromSide ? 0 : 2;
    const sign = this.isFromSide ? 1 : -1;
    for (const name of Object.keys(this.points)) {
      if (!isMoved(name)) continue;
      const offset = less(this.points[name], middle);
      const [x, y] = [offset[across] * sign, offset[1]];
      offset[across] = sign * (x * Math.cos(angle) - y * Math.sin(angle));
      offset[1] = x * Math.sin(angle) + y * Math.cos(angle);
      this.points[name] = add(middle, offset);
    }
  }
}
