import { mat4, quat, vec3 } from 'gl-matrix';

export const packages = ['gl-matrix'];
export const style = 'ES modules and CommonJS, `out` parameters, typed arrays';

function distanceAfterTurn(axis, angle, point) {
  const turned = mat4.fromRotation(new Float64Array(16), angle, axis);
  const moved = mat4.translate(new Float64Array(16), turned, point);
  const at = vec3.transformMat4(new Float64Array(3), [1, 2, 3], moved);
  return vec3.dot(at, [0.3, -0.2, 0.9]);
}

function slerped(a, b, t) {
  const q = quat.slerp(new Float64Array(4), a, b, t);
  return q[0] + 2 * q[1] - q[2] + 0.5 * q[3];
}

function inverted(m) {
  const inverse = mat4.invert(new Float64Array(16), m);
  return inverse[0] + inverse[5] * inverse[10] - mat4.determinant(m);
}

export const cases = {
  'rotation, translation and transform': {
    f: distanceAfterTurn,
    args: () => [Float64Array.of(0.2, 0.5, -0.4), 0.7, Float64Array.of(1, -1, 0.5)],
  },
  'slerp of quaternions': { f: slerped, args: () => [[0.1, 0.2, 0.3, 0.9], [0.5, -0.3, 0.1, 0.8], 0.4] },
  'inverse and determinant': {
    f: inverted,
    args: () => [Float64Array.of(4, 1, 0, 2, 1, 5, 1, 0, 0, 1, 6, 1, 2, 0, 1, 7)],
  },
};
