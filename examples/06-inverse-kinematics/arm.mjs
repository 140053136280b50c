import { Object3D } from 'three/src/core/Object3D.js';
import { Vector3 } from 'three/src/math/Vector3.js';

const degree = Math.PI / 180;

/**
 * The joints from the base on: their place in the frame of the joint before (in metres), the axis of that frame about which they turn,
 * and how far they turn.
 */
export const joints = [
  { name: 'base', place: [0, 0.5, 0], axis: 'y', limits: [-20, 20] },
  { name: 'shoulder', place: [0, 0, 0], axis: 'z', limits: [20, 110] },
  { name: 'upper arm', place: [0, 0, 0], axis: 'x', limits: [-90, 90] },
  { name: 'elbow', place: [1, 0, 0], axis: 'z', limits: [-140, -20] },
  { name: 'forearm', place: [0, 0, 0], axis: 'x', limits: [-75, 75] },
  { name: 'wrist', place: [0.9, 0, 0], axis: 'z', limits: [-65, 65] },
].map((joint) => ({ ...joint, limits: joint.limits.map((angle) => angle * degree) }));

const penLength = 0.35;

/** A scene graph like any other: an object per joint, each a child of the one before, and the tip of the pen at the end. */
const base = new Object3D();
const objects = [];
for (const { name, place } of joints) {
  const object = new Object3D();
  object.name = name;
  object.position.set(...place);
  (objects.at(-1) ?? base).add(object);
  objects.push(object);
}
const tip = new Object3D();
tip.position.set(penLength, 0, 0);
objects.at(-1).add(tip);

/** Turns the joints and brings the world matrices up to date. */
/* @differentiable */
function pose(angles) {
  for (let i = 0; i < joints.length; i++) objects[i].rotation[joints[i].axis] = angles[i];
  base.updateMatrixWorld();
}

/**
 * Where the pen is.
 *
 * @param angles  of the joints, in radians
 * @returns `point`, its tip, and `direction`, the unit vector along it
 */
/* @differentiable */
export function findPen(angles) {
  pose(angles);
  const point = new Vector3().setFromMatrixPosition(tip.matrixWorld);
  const direction = new Vector3().setFromMatrixColumn(tip.matrixWorld, 0);
  return { point, direction };
}

/** For drawing and for checks: the world positions of base, joints and tip, and the world axes of the joints. */
export function findJoints(angles) {
  pose(angles);
  const columns = { x: 0, y: 1, z: 2 };
  return {
    points: [base, ...objects, tip].map((each) => new Vector3().setFromMatrixPosition(each.matrixWorld)),
    axes: objects.map((each, i) =>
      new Vector3().setFromMatrixColumn(each.parent.matrixWorld, columns[joints[i].axis]),
    ),
  };
}
