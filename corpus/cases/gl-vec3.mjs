import vec3 from 'gl-vec3';

export const packages = ['gl-vec3'];
export const style = 'CommonJS, one function a file, `out` parameters';

function chained(a, b, angle) {
  const out = new Float64Array(3);
  vec3.rotateY(out, a, b, angle);
  vec3.scaleAndAdd(out, out, vec3.cross([], a, b), 0.5);
  const unit = vec3.normalize([0, 0, 0], vec3.lerp([0, 0, 0], out, b, 0.3));
  return (
    vec3.dot(unit, vec3.rotateZ([], a, [0, 0, 0], angle / 2)) +
    vec3.distance(out, a) +
    vec3.squaredDistance(unit, b)
  );
}

function swept(points, q, m) {
  vec3.forEach(
    points,
    4,
    1,
    0,
    (out, v, shift) => vec3.add(out, vec3.transformQuat(out, v, q), shift),
    [0.5, 1, -1],
  );
  let sum = 0;
  for (let i = 1; i < points.length; i += 4) {
    const at = vec3.transformMat4([], points.subarray(i, i + 3), m);
    sum += vec3.squaredLength(vec3.min(at, at, [2, 3, 4])) / i;
  }
  return sum;
}

export const cases = {
  'products, rotations, angle': {
    f: chained,
    args: () => [Float64Array.of(1, 2, 0.5), Float64Array.of(-0.5, 1.5, 2), 0.6],
  },
  'a buffer of points transformed': {
    f: swept,
    args: () => [
      Float64Array.of(0, 1, 2, 0.5, 0, -0.5, 0.75, 1.5),
      [0.1, 0.2, 0.3, 0.9],
      [1, 0.2, 0, 0, 0.1, 0.9, 0.3, 0, 0, -0.2, 1.1, 0, 0.5, 0.25, -0.5, 1],
    ],
  },
};
