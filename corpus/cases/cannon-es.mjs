import {
  Body,
  Box,
  Mat3,
  Plane,
  PointToPointConstraint,
  Quaternion,
  Sphere,
  Spring,
  Vec3,
  World,
} from 'cannon-es';

export const packages = ['cannon-es'];
export const style = 'ES modules, classes with target parameters, scratch vectors at module level';

export const cases = {
  'a ball that bounces': {
    f: (velocity, restitution) => {
      const world = new World({ gravity: new Vec3(0, -9.8, 0) });
      world.defaultContactMaterial.restitution = restitution;
      world.defaultContactMaterial.friction = 0.1;
      const ground = new Body({ mass: 0, shape: new Plane() });
      ground.quaternion.setFromEuler(-Math.PI / 2, 0, 0);
      world.addBody(ground);
      const ball = new Body({ mass: 2, shape: new Sphere(0.5), position: new Vec3(0, 2, 0) });
      ball.velocity.set(...velocity);
      world.addBody(ball);
      for (let i = 0; i < 40; i++) world.step(1 / 60);
      const { x, y, z } = ball.position;
      return x + 2 * y - z + ball.angularVelocity.x;
    },
    args: () => [[1, -0.5, 0.3], 0.5],
  },
  'bodies on a string and a spring': {
    f: (start, stiffness, mass) => {
      const world = new World({ gravity: new Vec3(0, -10, 0) });
      const anchor = new Body({ mass: 0, position: new Vec3(0, 0, 0) });
      const a = new Body({ mass, shape: new Box(new Vec3(0.2, 0.1, 0.3)), position: new Vec3(...start) });
      const b = new Body({ mass: 1, shape: new Sphere(0.1), position: new Vec3(2, -1, 0.4) });
      for (const each of [anchor, a, b]) world.addBody(each);
      world.addConstraint(new PointToPointConstraint(anchor, new Vec3(), a, new Vec3(-1, 0.1, 0)));
      const spring = new Spring(a, b, { stiffness, restLength: 0.8, damping: 0.5 });
      world.addEventListener('postStep', () => spring.applyForce());
      for (let i = 0; i < 20; i++) world.step(1 / 60);
      return a.position.x + 2 * a.position.y + b.position.y - a.quaternion.z;
    },
    args: () => [[1, 0.2, 0.1], 30, 1.7],
  },
  'rotations and inertia': {
    f: (axis, angle, v) => {
      const q = new Quaternion().setFromAxisAngle(new Vec3(...axis).unit(), angle);
      const turned = q.slerp(new Quaternion(0.1, 0.2, 0.3, 0.9).normalize(), 0.3).vmult(new Vec3(...v));
      const m = new Mat3().setRotationFromQuaternion(q);
      const solved = m.mmult(new Mat3([2, 0, 1, 0, 3, 0, 0, 1, 4])).solve(turned);
      const euler = new Vec3();
      q.toEuler(euler);
      return solved.dot(turned) + turned.cross(new Vec3(1, 2, 3)).length() + euler.y - solved.z;
    },
    args: () => [[1, 2, -0.5], 0.7, [0.3, -1, 2]],
  },
};
