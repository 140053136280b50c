import OIMO from 'oimo';

export const packages = ['oimo'];
export const style = 'a 3D physics engine: sweep and bounding trees, contacts, an iterative solver, UMD';

const settings = { timestep: 1 / 60, iterations: 8, worldscale: 1, random: false };

function dropped(vx, height, density) {
  const world = new OIMO.World({ ...settings, broadphase: 2, gravity: [0, -9.8, 0] });
  world.add({ type: 'box', size: [50, 1, 50], pos: [0, -0.5, 0], move: false });
  const body = world.add({ type: 'box', size: [1, 1, 1], pos: [0, height, 0], move: true, density });
  body.linearVelocity.set(vx, 1, 0.25);
  body.angularVelocity.set(0.1, 0.2, 0.3);
  for (let i = 0; i < 20; i++) world.step();
  const { x, y, z } = body.getPosition();
  const turned = body.getQuaternion();
  return x + y * 2 + z * 3 + turned.x + turned.y * turned.w;
}

function colliding(x, vx) {
  const world = new OIMO.World({ ...settings, broadphase: 1, gravity: [0, 0, 0] });
  const sphere = (pos, density) => world.add({ type: 'sphere', size: [1], pos, move: true, density });
  const a = sphere([0, 0, 0], 1);
  const b = sphere([x, 0.3, 0], 2);
  a.linearVelocity.set(vx, 0, 0);
  for (let i = 0; i < 30; i++) world.step();
  return a.getPosition().x + 2 * b.getPosition().x + 3 * b.getPosition().y + b.linearVelocity.x;
}

export const cases = {
  'a box that falls': { f: dropped, args: () => [0.5, 2.2, 1.5] },
  'two spheres that collide': { f: colliding, args: () => [2.3, 3] },
};
