import {
  concat,
  invert44,
  lookAt,
  mulM44,
  mulV344,
  perspective,
  quatFromAxisAngle,
  quatToMat44,
  rotationZ44,
  translation44,
} from '@thi.ng/matrices';
import {
  add,
  angleBetween3,
  cartesian,
  correlation,
  cross3,
  dist,
  dot,
  maddN3,
  mixCubic,
  mixN,
  normalize3,
  polar2,
  reflect,
  rotateAroundAxis3,
  softMax,
  standardize,
  sub3,
  vec3,
} from '@thi.ng/vectors';

export const packages = [
  '@thi.ng/vectors',
  '@thi.ng/matrices',
  '@thi.ng/api',
  '@thi.ng/checks',
  '@thi.ng/errors',
  '@thi.ng/math',
  '@thi.ng/memoize',
  '@thi.ng/random',
];
export const style = 'ES modules, operations specialised by vector size, `out` parameters, accessors';

function vectorAlgebra(a, b, angle) {
  const normal = normalize3([], cross3([], a, b));
  const turned = rotateAroundAxis3([], a, normal, angle);
  const mirrored = reflect([], turned, normal);
  const moved = maddN3([], mirrored, 0.5, sub3([], b, a));
  return dot(moved, b) + angleBetween3(a, moved) + dist(add([], moved, normal), b);
}

function wrapped(a, t) {
  const v = vec3(...a);
  v.x *= t;
  [v.y, v.z] = [v.z, v.y];
  const mixed = mixN(null, v, vec3(1, 2, 3), t);
  const [r, theta] = polar2([], [mixed[0], mixed[1]]);
  const back = cartesian([], [r * 2, theta + t]);
  return back[0] * back[1] + mixCubic([], a, v, mixed, [1, 0, -1], t)[2];
}

function statistics(xs, ys) {
  const shares = softMax([], xs, 0.7);
  const standard = standardize([], ys);
  return dot(shares, standard) + correlation(xs, ys);
}

function projected(eye, point, fov, angle) {
  const view = lookAt([], eye, [0.5, 0, 0], [0, 1, 0]);
  const spin = quatToMat44([], quatFromAxisAngle(normalize3([], [1, 2, 0.5]), angle));
  const model = concat([], translation44([], [0.5, angle, 0]), rotationZ44([], 0.3), spin);
  const all = mulM44([], perspective([], fov, 1.5, 0.1, 100), mulM44([], view, model));
  const at = mulV344([], all, point);
  const back = invert44([], model);
  return at[0] * at[1] + at[2] + mulV344([], back, point)[1];
}

export const cases = {
  'vector algebra': { f: vectorAlgebra, args: () => [[1, 2, 0.5], Float64Array.of(-0.5, 1.5, 2), 0.6] },
  'vectors with accessors': { f: wrapped, args: () => [[1, 2.5, 0.5], 0.3] },
  'statistics of vectors': {
    f: statistics,
    args: () => [
      [1, 2.5, 0.5, 3],
      [0.3, 1.2, 2, 2.5],
    ],
  },
  'matrices and quaternions': { f: projected, args: () => [[3, 2, 5], [0.5, -0.25, 1], 60, 0.4] },
};
