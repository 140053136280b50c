import Quaternion from 'quaternion';

export const packages = ['quaternion'];
export const style = 'ES modules, a constructor that parses what it gets, prototypes';

export const cases = {
  'turning a vector': {
    f: (axis, angle, vector) => {
      const q = Quaternion.fromAxisAngle(axis, angle).mul(Quaternion.fromEuler(0.2, angle / 2, -0.4, 'ZXY'));
      const [x, y, z] = q.rotateVector(vector);
      const m = q.toMatrix();
      return x + 2 * y - z + m[1] * m[5];
    },
    args: () => [[1, 0.5, -0.3], 0.9, [0.4, 1.2, -0.7]],
  },
  'between two attitudes': {
    f: (a, b, t) => {
      const from = new Quaternion(a).normalize();
      const to = new Quaternion({ w: b.w, x: b.x, y: b.y, z: b.z }).normalize();
      const q = from.slerp(to)(t);
      return q.w + 2 * q.x - q.y + q.z * q.z;
    },
    args: () => [[0.9, 0.1, 0.3, -0.2], { w: 0.5, x: -0.3, y: 0.4, z: 0.6 }, 0.35],
  },
  'exponentials and powers': {
    f: (w, x, y, z) => {
      const q = new Quaternion(w, x, y, z);
      const r = q
        .log()
        .scale(0.5)
        .exp()
        .div(new Quaternion(1, 0.2, -0.1, 0.4))
        .pow(new Quaternion(0.7));
      return r.norm() + r.dot(new Quaternion('1 - 2i + 3j - 4k')) + r.toEuler('XYZ')[0];
    },
    args: () => [1.2, 0.3, -0.4, 0.5],
  },
};
