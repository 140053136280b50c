// Numbers in half the size would round what the differences measure.
globalThis.P2_ARRAY_TYPE = Float64Array;
const { default: p2 } = await import('p2');

export const packages = ['p2', 'poly-decomp'];
export const style =
  'CommonJS, prototypes and util.inherits by hand, vectors as arrays with an out parameter';

export const cases = {
  'a disc that falls and rolls': {
    f: (vx, vy, spin) => {
      p2.Body._idCounter = 0;
      const world = new p2.World({ gravity: [0, -9.82] });
      const ground = new p2.Body({ mass: 0 });
      ground.addShape(new p2.Plane());
      world.addBody(ground);
      const disc = new p2.Body({ mass: 2, position: [0, 1.4], velocity: [vx, vy], angularVelocity: spin });
      disc.addShape(new p2.Circle({ radius: 0.5 }));
      world.addBody(disc);
      for (let i = 0; i < 40; i++) world.step(1 / 60);
      return disc.position[0] + 2 * disc.position[1] + disc.angle;
    },
    args: () => [1.2, -0.7, 0.4],
  },
  'a chain with springs and constraints': {
    f: (stiffness, restLength, start) => {
      const world = new p2.World({ gravity: [0, -5] });
      const bodies = start.map((position, i) => {
        const body = new p2.Body({ mass: i === 0 ? 0 : 1 + i, position });
        body.addShape(new p2.Box({ width: 0.3, height: 0.2 }));
        world.addBody(body);
        return body;
      });
      world.addSpring(new p2.LinearSpring(bodies[0], bodies[1], { stiffness, restLength, damping: 0.3 }));
      world.addConstraint(new p2.DistanceConstraint(bodies[1], bodies[2], { distance: 1.1 }));
      for (let i = 0; i < 25; i++) world.step(1 / 60);
      return bodies[1].position[0] + bodies[2].position[1] * 2 + bodies[2].velocity[0];
    },
    args: () => [
      40,
      0.9,
      [
        [0, 0],
        [1, -0.3],
        [2, -0.5],
      ],
    ],
  },
  'a polygon: area, inertia, a ray': {
    f: (vertices, from) => {
      const shape = new p2.Convex({ vertices });
      const body = new p2.Body({ mass: 1, position: [2, 0.5], angle: 0.2 });
      body.addShape(shape);
      const world = new p2.World();
      world.addBody(body);
      const ray = new p2.Ray({ mode: p2.Ray.CLOSEST, from, to: [6, 0.7] });
      const result = new p2.RaycastResult();
      world.raycast(result, ray);
      return shape.area + shape.computeMomentOfInertia(1) + result.getHitDistance(ray) + result.normal[1];
    },
    args: () => [
      [
        [-1, -0.8],
        [1.1, -0.6],
        [0.9, 1],
        [-0.7, 0.8],
      ],
      [-3, 0.2],
    ],
  },
};
