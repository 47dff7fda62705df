/** The room of a figure: vectors of three numbers, in metres, and the camera that flattens them. */

export const add = (one, other) => one.map((number, axis) => number + other[axis]);
export const less = (one, other) => one.map((number, axis) => number - other[axis]);
export const times = (one, factor) => one.map((number) => number * factor);
export const dot = (one, other) => one.reduce((sum, number, axis) => sum + number * other[axis], 0);

/** Turn a direction towards another that is square to it. */
export function tilted(direction, towards, degrees) {
  const angle = (degrees * Math.PI) / 180;
  return add(times(direction, Math.cos(angle)), times(towards, Math.sin(angle)));
}

const cross = ([a, b, c], [x, y, z]) => [b * z - c * y, c * x - a * z, a * y - b * x];

/** Turn a vector about a unit axis, against the clock as seen from the axis's tip. */
export function swivelled(vector, axis, degrees) {
  const angle = (degrees * Math.PI) / 180;
  const along = times(axis, dot(vector, axis));
  const across = times(less(vector, along), Math.cos(angle));
  return add(along, add(across, times(cross(axis, vector), Math.sin(angle))));
}

/** Where a point is in the picture, in its drawing units. */
export function project(camera, point) {
  const offset = less(point, camera.middle);
  const near = 1 / (1 - dot(offset, camera.viewer) * camera.nearness);
  const flat = (axis) => dot(camera.middle, axis) + dot(offset, axis) * near;
  return [flat(camera.right) * camera.units, -flat(camera.up) * camera.units];
}
