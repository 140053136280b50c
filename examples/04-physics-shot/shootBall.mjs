import { Box, Circle, Edge, Vec2, World } from 'planck';
import { scene, time } from './scene.mjs';

const rough = { friction: 0.3, restitution: 0.75 };
/** Without friction, so that the ball keeps its vertical speed: what it would lose depends on the step in which it arrives. */
const smooth = { friction: 0, restitution: 0.75 };

/**
 * Throws the ball in a new world and follows it.
 *
 * @param angle  above the horizontal, in degrees
 * @param speed  in m/s
 * @returns `path`, the centre of the ball at the start and after each step, and what it touched last by then (null before anything);
 * `touched`, the names of all that it touched, in order
 */
/* @differentiable */
export function shootBall(angle, speed) {
  const { start, radius, floor, fence, wall, target } = scene;
  const world = new World({ gravity: new Vec2(0, -9.81) });
  const build = (name, shape, options) => world.createBody({ userData: name }).createFixture(shape, options);
  build('floor', new Edge(new Vec2(floor.from, 0), new Vec2(floor.to, 0)), rough);
  build('wall', new Edge(new Vec2(wall.x, 0), new Vec2(wall.x, wall.height)), smooth);
  const middle = new Vec2(fence.x, fence.height / 2);
  build('fence', new Box(fence.width / 2, fence.height / 2, middle), rough);
  build('target', new Circle(new Vec2(target.x, target.y), target.radius), { isSensor: true });
  const radians = (angle * Math.PI) / 180;
  const ball = world.createBody({
    type: 'dynamic',
    position: new Vec2(start.x, start.y),
    linearVelocity: new Vec2(speed * Math.cos(radians), speed * Math.sin(radians)),
    userData: 'ball',
  });
  ball.createFixture(new Circle(radius), { density: 1, ...rough });

  const touched = [];
  let last = null;
  world.on('begin-contact', (contact) => {
    const [a, b] = [contact.getFixtureA(), contact.getFixtureB()].map((each) => each.getBody().getUserData());
    const name = a === 'ball' ? b : a;
    touched.push(name);
    if (name !== 'target') last = name; // which the ball passes through
  });

  const path = [{ x: start.x, y: start.y, last }];
  for (let i = 0; i < time.seconds * time.rate; i++) {
    world.step(1 / time.rate);
    const { x, y } = ball.getPosition();
    path.push({ x, y, last });
  }
  return { path, touched };
}

/**
 * How near the ball comes to the target between its bounce off the wall and whatever it touches next, squared, in m²; Infinity for a
 * ball that touches something before the wall or never gets there.
 */
/* @differentiable */
export function squaredMiss({ angle, speed }) {
  const { path } = shootBall(angle, speed);
  const { target } = scene;
  let least = Infinity;
  let i = path.findIndex(({ last }) => last !== null);
  for (; i > 0 && i < path.length - 1 && path[i].last === 'wall'; i++) {
    const { x, y } = path[i];
    const dx = path[i + 1].x - x;
    const dy = path[i + 1].y - y;
    const share = ((target.x - x) * dx + (target.y - y) * dy) / (dx * dx + dy * dy);
    const s = Math.min(Math.max(share, 0), 1); // the nearest point of this step
    least = Math.min(least, (x + s * dx - target.x) ** 2 + (y + s * dy - target.y) ** 2);
  }
  return least;
}
