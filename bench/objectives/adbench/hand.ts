/**
 * ADBench HAND: how far a posed hand, a mesh that is skinned on bones, is from points that were measured.
 *
 * Matrices of 4 × 4 numbers stand by rows, one behind the other.
 *
 * Reference: Taylor et al., "User-specific hand modeling from monocular depth sequences", CVPR 2014, as simplified in Šrajer, Kukelova,
 * Fitzgibbon (2018; see gmm.ts).
 */

/** Numbers of a pose: 3 of the global rotation, 3 of the translation, 4 of each finger. */
export const POSE = 26;

export interface HandModel {
  /** The parent of each bone, which stands before it; −1 for the wrist. */
  readonly parents: Int32Array;
  /** Each bone in the frame of its parent, in the base pose, [bones × 16]. */
  readonly baseRelatives: Float64Array;
  /** From the base pose to the frame of each bone, [bones × 16]. */
  readonly inverseBaseAbsolutes: Float64Array;
  /** Vertices in the base pose, [vertices × 3]. */
  readonly basePositions: Float64Array;
  /** How much a vertex follows a bone, [bones × vertices]. */
  readonly weights: Float64Array;
  /** Indices of vertices, [triangles × 3]. */
  readonly triangles: Int32Array;
}

/**
 * The simple objective: each point was measured at a vertex.
 *
 * @param theta  the pose
 * @param vertices  the vertex of each point
 * @param points  [points × 3]
 * @param errors  receives the differences, [points × 3]
 */
/* @differentiable */
export function handErrors(
  theta: Float64Array,
  model: HandModel,
  vertices: Int32Array,
  points: Float64Array,
  errors: Float64Array,
): void {
  const positions = posedVertices(theta, model);
  for (let i = 0; i < vertices.length; i++) {
    for (let j = 0; j < 3; j++) errors[3 * i + j] = points[3 * i + j]! - positions[3 * vertices[i]! + j]!;
  }
}

/**
 * The complicated objective: each point was measured somewhere on a triangle.
 *
 * @param places  barycentric coordinates of the points, [points × 2]
 * @param triangles  the triangle of each point
 */
/* @differentiable */
export function handErrorsOnTriangles(
  theta: Float64Array,
  places: Float64Array,
  model: HandModel,
  triangles: Int32Array,
  points: Float64Array,
  errors: Float64Array,
): void {
  const positions = posedVertices(theta, model);
  for (let i = 0; i < triangles.length; i++) {
    const triangle = 3 * triangles[i]!;
    const u = places[2 * i]!;
    const v = places[2 * i + 1]!;
    const first = 3 * model.triangles[triangle]!;
    const second = 3 * model.triangles[triangle + 1]!;
    const third = 3 * model.triangles[triangle + 2]!;
    for (let j = 0; j < 3; j++) {
      const place =
        u * positions[first + j]! + v * positions[second + j]! + (1 - u - v) * positions[third + j]!;
      errors[3 * i + j] = points[3 * i + j]! - place;
    }
  }
}

/** All vertices of the posed hand, [vertices × 3]. */
function posedVertices(theta: Float64Array, model: HandModel): Float64Array {
  const { parents, baseRelatives, inverseBaseAbsolutes, basePositions, weights } = model;
  const bones = parents.length;
  const count = basePositions.length / 3;
  const angles = anglesOfBones(theta, bones);
  const local = new Float64Array(16);
  const relative = new Float64Array(16);
  const absolutes = new Float64Array(16 * bones);
  const transform = new Float64Array(16);
  const skinned = new Float64Array(3 * count);
  for (let bone = 0; bone < bones; bone++) {
    rotate(angles[3 * bone]!, angles[3 * bone + 1]!, angles[3 * bone + 2]!, local);
    multiply(baseRelatives, 16 * bone, local, 0, relative, 0);
    if (parents[bone]! < 0) for (let i = 0; i < 16; i++) absolutes[16 * bone + i] = relative[i]!;
    else multiply(absolutes, 16 * parents[bone]!, relative, 0, absolutes, 16 * bone);
    multiply(absolutes, 16 * bone, inverseBaseAbsolutes, 16 * bone, transform, 0);
    for (let vertex = 0; vertex < count; vertex++) {
      const weight = weights[count * bone + vertex]!;
      const x = basePositions[3 * vertex]!;
      const y = basePositions[3 * vertex + 1]!;
      const z = basePositions[3 * vertex + 2]!;
      for (let i = 0; i < 3; i++) {
        const at = 4 * i;
        const place =
          transform[at]! * x + transform[at + 1]! * y + transform[at + 2]! * z + transform[at + 3]!;
        skinned[3 * vertex + i] = skinned[3 * vertex + i]! + weight * place;
      }
    }
  }
  return placed(theta, skinned);
}

/** Flexion, abduction and twist of each bone, [bones × 3]; the first bone of a finger can be spread, too. */
function anglesOfBones(theta: Float64Array, bones: number): Float64Array {
  const angles = new Float64Array(3 * bones);
  let next = 6;
  for (let finger = 0; finger < 5; finger++) {
    for (let joint = 0; joint < 3; joint++) {
      const bone = 2 + 4 * finger + joint;
      angles[3 * bone] = theta[next++]!;
      if (joint === 0) angles[3 * bone + 1] = theta[next++]!;
    }
  }
  return angles;
}

/** Writes the rotation by x about the first axis, then `twist` about the second, then z about the third, [4 × 4]. */
export function rotate(x: number, z: number, twist: number, out: Float64Array): void {
  const [cx, sx] = [Math.cos(x), Math.sin(x)];
  const [cy, sy] = [Math.cos(twist), Math.sin(twist)];
  const [cz, sz] = [Math.cos(z), Math.sin(z)];
  out[0] = cz * cy;
  out[1] = cz * sy * sx - sz * cx;
  out[2] = cz * sy * cx + sz * sx;
  out[4] = sz * cy;
  out[5] = sz * sy * sx + cz * cx;
  out[6] = sz * sy * cx - cz * sx;
  out[8] = -sy;
  out[9] = cy * sx;
  out[10] = cy * cx;
  out[15] = 1;
}

/** Writes the product of two matrices of 4 × 4. */
export function multiply(
  A: Float64Array,
  a: number,
  B: Float64Array,
  b: number,
  out: Float64Array,
  at: number,
): void {
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      let sum = 0;
      for (let k = 0; k < 4; k++) sum += A[a + 4 * i + k]! * B[b + 4 * k + j]!;
      out[at + 4 * i + j] = sum;
    }
  }
}

/** Turns and moves all vertices by what the pose begins with: axis times angle, translation. */
function placed(theta: Float64Array, vertices: Float64Array): Float64Array {
  const R = new Float64Array(9);
  turn(theta[0]!, theta[1]!, theta[2]!, R);
  const out = new Float64Array(vertices.length);
  for (let at = 0; at < vertices.length; at += 3) {
    for (let i = 0; i < 3; i++) {
      const turned =
        R[3 * i]! * vertices[at]! + R[3 * i + 1]! * vertices[at + 1]! + R[3 * i + 2]! * vertices[at + 2]!;
      out[at + i] = turned + theta[3 + i]!;
    }
  }
  return out;
}

/** Writes the rotation about an axis by its length, [3 × 3]. */
function turn(rx: number, ry: number, rz: number, R: Float64Array): void {
  const angle = Math.sqrt(rx * rx + ry * ry + rz * rz);
  if (angle < 0.0001) {
    for (let i = 0; i < 3; i++) R[4 * i] = 1;
    return;
  }
  const x = rx / angle;
  const y = ry / angle;
  const z = rz / angle;
  const s = Math.sin(angle);
  const c = Math.cos(angle);
  R[0] = x * x + (1 - x * x) * c;
  R[1] = x * y * (1 - c) - z * s;
  R[2] = x * z * (1 - c) + y * s;
  R[3] = x * y * (1 - c) + z * s;
  R[4] = y * y + (1 - y * y) * c;
  R[5] = y * z * (1 - c) - x * s;
  R[6] = x * z * (1 - c) - y * s;
  R[7] = z * y * (1 - c) + x * s;
  R[8] = z * z + (1 - z * z) * c;
}
