import Matter from 'matter-js';

const { Bodies, Body, Bounds, Composite, Constraint, Engine, Vector, Vertices } = Matter;

export const packages = ['matter-js'];
export const style = 'UMD bundle of modules, plain objects changed in place, module-wide counters';

function world(gravity) {
  Matter.Common._nextId = 0;
  Matter.Common._seed = 0;
  const engine = Engine.create();
  engine.gravity.y = gravity;
  return engine;
}

export const cases = {
  'a block that lands on its corner': {
    f: (x, vx, vy, angle) => {
      const engine = world(1);
      const block = Bodies.rectangle(x, 60, 40, 20, { restitution: 0.4, friction: 0.05, angle });
      Composite.add(engine.world, [block, Bodies.rectangle(100, 140, 400, 40, { isStatic: true })]);
      Body.setVelocity(block, { x: vx, y: vy });
      for (let i = 0; i < 30; i++) Engine.update(engine, 1000 / 60);
      return block.position.x + 2 * block.position.y + block.velocity.x + 10 * block.angle;
    },
    args: () => [40, 2.2, 1.1, 0.5],
  },
  'a pendulum on a spring': {
    f: (length, stiffness, start) => {
      const engine = world(0.8);
      const bob = Bodies.polygon(start.x, start.y, 5, 12, { frictionAir: 0.02 });
      const rope = Constraint.create({
        pointA: { x: 0, y: 0 },
        bodyB: bob,
        length,
        stiffness,
        damping: 0.05,
      });
      Composite.add(engine.world, [bob, rope]);
      for (let i = 0; i < 30; i++) Engine.update(engine, 16);
      return bob.position.x - bob.position.y + 20 * bob.angle;
    },
    args: () => [50, 0.3, { x: 40, y: 20 }],
  },
  'areas, inertia and bounds': {
    f: (points, angle) => {
      const vertices = Vertices.rotate(Vertices.create(points, null), angle, { x: 1, y: 2 });
      const centre = Vertices.centre(vertices);
      const bounds = Bounds.create(vertices);
      const axis = Vector.perp(Vector.normalise(Vector.sub(vertices[1], vertices[0])));
      return Vertices.area(vertices) + Vertices.inertia(vertices, 2) / 50 + centre.x * axis.y + bounds.max.x;
    },
    args: () => [
      [
        { x: 0, y: 0 },
        { x: 5, y: 1 },
        { x: 4, y: 6 },
        { x: -1, y: 4 },
      ],
      0.4,
    ],
  },
};
