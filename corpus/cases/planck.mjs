import { Box, Circle, DistanceJoint, Polygon, RevoluteJoint, Transform, Vec2, World } from 'planck';

export const packages = ['planck'];
export const style = 'ES modules bundled from TypeScript, classes, object pools, typed scratch vectors';

export const cases = {
  'a ball that bounces': {
    f: (vx, vy, restitution) => {
      const world = new World({ gravity: Vec2(0, -10) });
      world.createBody().createFixture(Box(20, 1), { friction: 0.3 });
      const ball = world.createBody({ type: 'dynamic', position: Vec2(0, 3), linearVelocity: Vec2(vx, vy) });
      ball.createFixture(Circle(0.5), { density: 1, restitution, friction: 0.3 });
      for (let i = 0; i < 45; i++) world.step(1 / 60);
      const { x, y } = ball.getPosition();
      return x + 2 * y + 0.5 * ball.getAngularVelocity();
    },
    args: () => [1.5, -1.2, 0.6],
  },
  'a double pendulum': {
    f: (angle, gravity, mass) => {
      const world = new World(Vec2(0, gravity));
      const anchor = world.createBody();
      let before = anchor;
      let at = Vec2(0, 0);
      for (let i = 0; i < 2; i++) {
        const next = Vec2(at.x + Math.sin(angle), at.y - Math.cos(angle));
        const bob = world.createDynamicBody({ position: next });
        bob.createFixture(Circle(0.2), { density: mass });
        world.createJoint(
          i === 0
            ? RevoluteJoint({}, before, bob, at)
            : DistanceJoint({ frequencyHz: 4 }, before, bob, at, next),
        );
        [before, at] = [bob, next];
      }
      for (let i = 0; i < 30; i++) world.step(1 / 50, 8, 3);
      return before.getPosition().x + 2 * before.getPosition().y + before.getLinearVelocity().x;
    },
    args: () => [0.9, -9.8, 1.5],
  },
  'a box that slides down': {
    f: (slope, friction, start) => {
      const world = new World({ gravity: Vec2(0, -10) });
      const ground = world.createBody({ angle: slope });
      ground.createFixture(Box(30, 1), { friction });
      const box = world.createDynamicBody({
        position: Vec2(start.x, start.y),
        angle: slope,
        linearVelocity: Vec2(-1, -0.5),
      });
      box.createFixture(Polygon([Vec2(-0.5, -0.5), Vec2(0.5, -0.5), Vec2(0.5, 0.5), Vec2(-0.5, 0.5)]), {
        density: 1,
        friction,
      });
      for (let i = 0; i < 40; i++) world.step(1 / 60);
      return box.getPosition().x - 2 * box.getPosition().y + box.getAngle();
    },
    args: () => [0.5, 0.2, { x: 0.2, y: 2.1 }],
  },
  'a ray and a transform': {
    f: (from, to, radius) => {
      const world = new World();
      const body = world.createBody({ position: Vec2(3, 1), angle: 0.3 });
      body.createFixture(Circle(Vec2(0.2, -0.1), radius));
      let hit = 1;
      world.rayCast(Vec2(from.x, from.y), Vec2(to.x, to.y), (fixture, point, normal, fraction) => {
        hit = fraction * (1 + normal.x) + point.y;
        return fraction;
      });
      const local = Transform.mulTVec2(body.getTransform(), Vec2(from.x, to.y));
      return hit + local.x * local.y;
    },
    args: () => [{ x: -1, y: 0.5 }, { x: 6, y: 1.5 }, 0.8],
  },
};
