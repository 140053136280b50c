/**
 * Jacobians of bench/objectives/adbench/hand.ts as a person writes them: one evaluation, whose matrices all columns share, and in each
 * column only the bones that hang on the one that turns, with the vertices that follow them.
 */
import { multiply, POSE, rotate, type HandModel } from '../../objectives/adbench/hand';
import type { HandJacobian } from '../../objectives/adbench/handJacobian';
import type { HandInput } from '../../support/adbenchData';

/** Bones that a vertex follows: of vertex v from `starts[v]` to `starts[v + 1]`. */
interface Followed {
  readonly starts: Int32Array;
  readonly bones: Int32Array;
  readonly weights: Float64Array;
}

function followedBones({ parents: { length: bones }, basePositions, weights }: HandModel): Followed {
  const count = basePositions.length / 3;
  const starts = new Int32Array(count + 1);
  const found: [bone: number, weight: number][] = [];
  for (let vertex = 0; vertex < count; vertex++) {
    for (let bone = 0; bone < bones; bone++) {
      const weight = weights[count * bone + vertex]!;
      if (weight !== 0) found.push([bone, weight]);
    }
    starts[vertex + 1] = found.length;
  }
  return {
    starts,
    bones: Int32Array.from(found, ([bone]) => bone),
    weights: Float64Array.from(found, ([, weight]) => weight),
  };
}

export function prepareHandJacobianByHand({
  theta,
  model,
  correspondences,
  points,
  places,
}: HandInput): HandJacobian {
  const { parents, baseRelatives, inverseBaseAbsolutes, basePositions } = model;
  const bones = parents.length;
  const count = correspondences.length;
  const onTriangles = places.length > 0;
  /** Vertices that a point is made of, and their shares in it. */
  const corners = onTriangles ? 3 : 1;
  const vertices = onTriangles
    ? Int32Array.from(
        { length: 3 * count },
        (_, i) => model.triangles[3 * correspondences[(i / 3) | 0]! + (i % 3)]!,
      )
    : correspondences;
  const shares = new Float64Array(corners * count).fill(1);
  const followed = followedBones(model);

  const local = new Float64Array(16);
  const relatives = new Float64Array(16 * bones);
  const absolutes = new Float64Array(16 * bones);
  const transforms = new Float64Array(16 * bones);
  const skinned = new Float64Array(3 * corners * count);
  const R = new Float64Array(9);
  const dR = new Float64Array(9);
  const dLocal = new Float64Array(16);
  const dRelative = new Float64Array(16);
  const dAbsolutes = new Float64Array(16 * bones);
  const dTransforms = new Float64Array(16 * bones);
  const moves = new Uint8Array(bones);
  const dPoint = new Float64Array(3);

  function evaluate(): void {
    for (let bone = 0; bone < bones; bone++) {
      const at = 16 * bone;
      rotate(angleOf(theta, bone, 0), angleOf(theta, bone, 1), 0, local);
      multiply(baseRelatives, at, local, 0, relatives, at);
      if (parents[bone]! < 0) for (let i = 0; i < 16; i++) absolutes[at + i] = relatives[at + i]!;
      else multiply(absolutes, 16 * parents[bone]!, relatives, at, absolutes, at);
      multiply(absolutes, at, inverseBaseAbsolutes, at, transforms, at);
    }
    skinned.fill(0);
    for (let corner = 0; corner < corners * count; corner++)
      addSkinned(transforms, vertices[corner]!, 1, skinned, 3 * corner);
    turnAbout(theta, R);
    for (let i = 0; onTriangles && i < count; i++) {
      shares[3 * i] = places[2 * i]!;
      shares[3 * i + 1] = places[2 * i + 1]!;
      shares[3 * i + 2] = 1 - places[2 * i]! - places[2 * i + 1]!;
    }
  }

  /** Adds what the transforms (or their tangents) of the bones that move make of a vertex, times its share. */
  function addSkinned(of: Float64Array, vertex: number, share: number, to: Float64Array, at: number): void {
    const x = basePositions[3 * vertex]!;
    const y = basePositions[3 * vertex + 1]!;
    const z = basePositions[3 * vertex + 2]!;
    for (let i = followed.starts[vertex]!; i < followed.starts[vertex + 1]!; i++) {
      const bone = followed.bones[i]!;
      if (of === dTransforms && moves[bone] === 0) continue;
      const weight = share * followed.weights[i]!;
      const from = 16 * bone;
      to[at] = to[at]! + weight * (of[from]! * x + of[from + 1]! * y + of[from + 2]! * z + of[from + 3]!);
      to[at + 1] =
        to[at + 1]! + weight * (of[from + 4]! * x + of[from + 5]! * y + of[from + 6]! * z + of[from + 7]!);
      to[at + 2] =
        to[at + 2]! + weight * (of[from + 8]! * x + of[from + 9]! * y + of[from + 10]! * z + of[from + 11]!);
    }
  }

  /** Columns by the coordinates of each point in its triangle. */
  function writePlaces(columns: Float64Array): void {
    for (let i = 0; i < count; i++) {
      const third = 3 * (3 * i + 2);
      for (let corner = 0; corner < 2; corner++) {
        const at = 3 * (3 * i + corner);
        for (let j = 0; j < 3; j++) dPoint[j] = skinned[at + j]! - skinned[third + j]!;
        writeTurned(R, dPoint, columns, 3 * (count * corner + i));
      }
    }
  }

  function writeRotation(columns: Float64Array, axis: number, at: number): void {
    turnTangent(theta, axis, dR);
    for (let i = 0; i < count; i++) {
      dPoint.fill(0);
      for (let corner = corners * i; corner < corners * (i + 1); corner++) {
        for (let j = 0; j < 3; j++) dPoint[j] = dPoint[j]! + shares[corner]! * skinned[3 * corner + j]!;
      }
      writeTurned(dR, dPoint, columns, at + 3 * i);
    }
  }

  /** The column by an angle of a bone: 0 bends, 1 spreads. */
  function writeAngle(columns: Float64Array, bone: number, axis: 0 | 1, at: number): void {
    rotationTangent(angleOf(theta, bone, 0), angleOf(theta, bone, 1), axis, dLocal);
    multiply(baseRelatives, 16 * bone, dLocal, 0, dRelative, 0);
    moves.fill(0);
    for (let other = bone; other < bones; other++) {
      const parent = parents[other]!;
      if (other === bone) multiply(absolutes, 16 * parent, dRelative, 0, dAbsolutes, 16 * other);
      else if (parent >= 0 && moves[parent] === 1)
        multiply(dAbsolutes, 16 * parent, relatives, 16 * other, dAbsolutes, 16 * other);
      else continue;
      moves[other] = 1;
      multiply(dAbsolutes, 16 * other, inverseBaseAbsolutes, 16 * other, dTransforms, 16 * other);
    }
    for (let i = 0; i < count; i++) {
      dPoint.fill(0);
      for (let corner = corners * i; corner < corners * (i + 1); corner++)
        addSkinned(dTransforms, vertices[corner]!, shares[corner]!, dPoint, 0);
      writeTurned(R, dPoint, columns, at + 3 * i);
    }
  }

  return (columns) => {
    evaluate();
    if (onTriangles) writePlaces(columns);
    const column = (of: number): number => points.length * (of + (onTriangles ? 2 : 0));
    for (let axis = 0; axis < 3; axis++) {
      writeRotation(columns, axis, column(axis));
      const translation = column(3 + axis);
      columns.fill(0, translation, translation + points.length);
      for (let i = axis; i < points.length; i += 3) columns[translation + i] = -1;
    }
    for (let of = 6; of < POSE; of++) {
      const [finger, within] = [((of - 6) / 4) | 0, (of - 6) % 4];
      const first = 2 + 4 * finger;
      writeAngle(columns, within < 2 ? first : first + within - 1, within === 1 ? 1 : 0, column(of));
    }
  };
}

/** How a bone is bent (axis 0) or spread (axis 1). */
function angleOf(theta: Float64Array, bone: number, axis: 0 | 1): number {
  const [finger, joint] = [((bone - 2) / 4) | 0, (bone - 2) % 4];
  if (bone < 2 || finger > 4 || joint > 2 || (axis === 1 && joint > 0)) return 0;
  return theta[6 + 4 * finger + (axis === 1 ? 1 : joint === 0 ? 0 : joint + 1)]!;
}

/** The derivative of `rotate` without a twist by one of its angles. */
function rotationTangent(x: number, z: number, axis: 0 | 1, out: Float64Array): void {
  const [cx, sx, cz, sz] = [Math.cos(x), Math.sin(x), Math.cos(z), Math.sin(z)];
  out.fill(0);
  if (axis === 0) {
    out[1] = sz * sx;
    out[2] = sz * cx;
    out[5] = -cz * sx;
    out[6] = -cz * cx;
    out[9] = cx;
    out[10] = -sx;
  } else {
    out[0] = -sz;
    out[1] = -cz * cx;
    out[2] = cz * sx;
    out[4] = cz;
    out[5] = -sz * cx;
    out[6] = sz * sx;
  }
}

/** R = c·I + (1 − c)·nnᵀ + s·[n]ₓ with n the axis that the pose begins with. */
function turnAbout(theta: Float64Array, R: Float64Array): void {
  R.fill(0);
  const angle = Math.hypot(theta[0]!, theta[1]!, theta[2]!);
  const n = [theta[0]! / angle, theta[1]! / angle, theta[2]! / angle];
  if (angle < 0.0001) R[0] = R[4] = R[8] = 1;
  else combine(R, Math.cos(angle), 1 - Math.cos(angle), n, n, Math.sin(angle), n);
}

/** ∂R/∂θᵢ = −s·nᵢ·I + s·nᵢ·nnᵀ + (1 − c)·(mnᵀ + nmᵀ) + c·nᵢ·[n]ₓ + s·[m]ₓ with m = (eᵢ − nᵢ·n)/angle. */
function turnTangent(theta: Float64Array, i: number, dR: Float64Array): void {
  dR.fill(0);
  const angle = Math.hypot(theta[0]!, theta[1]!, theta[2]!);
  if (angle < 0.0001) return;
  const n = [theta[0]! / angle, theta[1]! / angle, theta[2]! / angle];
  const m = n.map((x, j) => ((i === j ? 1 : 0) - n[i]! * x) / angle);
  const [s, c] = [Math.sin(angle), Math.cos(angle)];
  combine(dR, -s * n[i]!, s * n[i]!, n, n, c * n[i]!, n);
  combine(dR, 0, 1 - c, m, n, s, m);
  combine(dR, 0, 1 - c, n, m, 0, m);
}

/** Adds a·I + b·uvᵀ + c·[w]ₓ. */
function combine(
  to: Float64Array,
  a: number,
  b: number,
  u: readonly number[],
  v: readonly number[],
  c: number,
  w: readonly number[],
): void {
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) to[3 * i + j] = to[3 * i + j]! + b * u[i]! * v[j]! + (i === j ? a : 0);
    const [j, k] = [(i + 1) % 3, (i + 2) % 3];
    to[3 * i + j] = to[3 * i + j]! - c * w[k]!;
    to[3 * j + i] = to[3 * j + i]! + c * w[k]!;
  }
}

/** Writes −A·v. */
function writeTurned(A: Float64Array, v: Float64Array, to: Float64Array, at: number): void {
  for (let i = 0; i < 3; i++)
    to[at + i] = -(A[3 * i]! * v[0]! + A[3 * i + 1]! * v[1]! + A[3 * i + 2]! * v[2]!);
}
