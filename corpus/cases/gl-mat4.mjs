import mat4 from 'gl-mat4';

export const packages = ['gl-mat4'];
export const style = 'CommonJS, one function a file, `out` parameters';

const weighted = (m) => m.reduce((sum, x, i) => sum + x * Math.cos(i + 1), 0);

function camera(eye, fov, angle, q) {
  const [projection, view, model] = [new Float64Array(16), new Float64Array(16), new Float64Array(16)];
  mat4.perspective(projection, fov, 1.5, 0.1, 100);
  mat4.lookAt(view, eye, [0.5, 0, 0], [0, 1, 0]);
  mat4.rotate(model, mat4.fromRotationTranslation(model, q, eye), angle, [1, 2, eye[0]]);
  mat4.scale(model, mat4.rotateX(model, model, angle / 2), [1, fov, 2]);
  return weighted(mat4.multiply(projection, projection, mat4.multiply(view, view, model)));
}

function inverted(m) {
  const inverse = mat4.invert([], m);
  return (
    weighted(mat4.transpose(inverse, inverse)) +
    mat4.determinant(m) / 100 +
    weighted(mat4.adjoint([], m)) / 50
  );
}

export const cases = {
  'camera and model': { f: camera, args: () => [[3, 2, 5], 0.9, 0.4, [0.1, 0.2, 0.3, 0.9]] },
  'inverse, adjugate, determinant': {
    f: inverted,
    args: () => [Float64Array.of(4, 1, 0.5, 2, 1, 5, 1, 0.25, 0.5, 1, 6, 1, 2, 0.75, 1, 7)],
  },
};
