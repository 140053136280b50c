import {
  Box3,
  BoxGeometry,
  CatmullRomCurve3,
  Color,
  CubicBezierCurve3,
  Euler,
  Group,
  Matrix3,
  Matrix4,
  Mesh,
  MeshBasicMaterial,
  Object3D,
  PerspectiveCamera,
  Plane,
  Quaternion,
  Ray,
  Raycaster,
  Sphere,
  Spherical,
  Triangle,
  Vector3,
} from 'three';

export const packages = ['three'];
export const style =
  'ES modules in one bundle, classes changed in place and chained, accessors, events, scratch objects';

const vector = ([x, y, z]) => new Vector3(x, y, z);

export const cases = {
  'matrices and quaternions': {
    f: (position, turn, scale) => {
      const q = new Quaternion().setFromEuler(new Euler(...turn, 'YXZ'));
      const m = new Matrix4().compose(vector(position), q, vector(scale));
      const back = { p: new Vector3(), q: new Quaternion(), s: new Vector3() };
      m.clone().invert().decompose(back.p, back.q, back.s);
      const n = new Matrix3().getNormalMatrix(m);
      const slerped = q.slerp(back.q, 0.3);
      return m.determinant() + back.p.dot(vector(scale)) + slerped.w + n.elements[3] + back.s.length();
    },
    args: () => [
      [1, 2, -0.5],
      [0.3, -0.7, 1.1],
      [1.2, 0.8, 1.5],
    ],
  },
  'a graph of objects seen by a camera': {
    f: (angles, offset, fov) => {
      const arm = new Group();
      const hand = new Object3D();
      arm.rotation.set(angles.x, angles.y, angles.z);
      arm.position.set(1, 0.5, -2);
      hand.position.copy(offset);
      hand.rotateY(angles.y * 0.5);
      arm.add(hand);
      const camera = new PerspectiveCamera(fov, 1.5, 0.1, 100);
      camera.position.set(0, 1, 8);
      camera.lookAt(arm.position);
      camera.updateMatrixWorld();
      arm.updateWorldMatrix(true, true);
      const seen = hand.getWorldPosition(new Vector3()).project(camera);
      const facing = hand.getWorldDirection(new Vector3());
      return seen.x + 2 * seen.y - seen.z + facing.dot(new Vector3(1, 2, 3));
    },
    args: () => [{ x: 0.2, y: 0.5, z: -0.3 }, { x: 1.1, y: -0.4, z: 0.6 }, 50],
  },
  'a ray through meshes': {
    f: (from, to, size) => {
      const mesh = new Mesh(new BoxGeometry(size, 1.5, 1, 2, 2, 2), new MeshBasicMaterial());
      mesh.position.set(0.1, 0.2, 0.3);
      mesh.rotation.set(0.3, 0.4, 0.1);
      mesh.updateMatrixWorld();
      const origin = vector(from);
      const [hit] = new Raycaster(origin, vector(to).sub(origin).normalize()).intersectObject(mesh);
      return hit.distance + hit.point.x * 2 + hit.face.normal.y;
    },
    args: () => [[3, 1, 5], [0.05, 0.1, 0.2], 1.4],
  },
  'curves, planes, spheres and colours': {
    f: (points, t, hue) => {
      const curve = new CatmullRomCurve3(points.map(vector));
      const tangent = curve.getTangentAt(t);
      const bezier = new CubicBezierCurve3(...points.map(vector)).getPoint(t);
      const plane = new Plane().setFromCoplanarPoints(...points.slice(0, 3).map(vector));
      const box = new Box3().setFromPoints(points.map(vector));
      const sphere = box.getBoundingSphere(new Sphere());
      const ray = new Ray(bezier, tangent);
      const area = new Triangle(...points.slice(1).map(vector)).getArea();
      const { r, g, b } = new Color().setHSL(hue, 0.6, 0.4).lerp(new Color(0.1, 0.5, 0.2), 0.3);
      const { phi, theta } = new Spherical().setFromVector3(tangent);
      return (
        curve.getLength() +
        plane.distanceToPoint(bezier) +
        sphere.radius +
        area +
        phi * theta +
        r +
        2 * g -
        b +
        ray.distanceToPoint(sphere.center)
      );
    },
    args: () => [
      [
        [0, 0.1, 0],
        [1, 2, 0.4],
        [3, 1.5, -1],
        [4, 0.3, 0.7],
      ],
      0.45,
      0.3,
    ],
  },
};
