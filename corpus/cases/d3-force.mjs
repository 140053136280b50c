import {
  forceCenter,
  forceCollide,
  forceLink,
  forceManyBody,
  forceRadial,
  forceSimulation,
  forceX,
  forceY,
} from 'd3-force';

export const packages = ['d3-force', 'd3-quadtree', 'd3-dispatch', 'd3-timer'];
export const style = 'ES modules, closures with state, a quadtree, nodes changed in place';

const positions = () => [
  { x: 0.4, y: 1.3 },
  { x: 12.6, y: -3.4 },
  { x: -7.3, y: 9.2 },
  { x: 5.5, y: 14.4 },
  { x: -11.4, y: -6.5 },
];
const links = () => [
  { source: 0, target: 1 },
  { source: 1, target: 2 },
  { source: 2, target: 3 },
  { source: 0, target: 4 },
];
const spread = (nodes) => nodes.reduce((sum, { x, y }, i) => sum + (i + 1) * x + y * y * 0.1, 0);

export const cases = {
  'a graph pulled and pushed': {
    f: (nodes, strength, distance) => {
      const simulation = forceSimulation(nodes)
        .force('charge', forceManyBody().strength(strength).theta(0))
        .force('link', forceLink(links()).distance(distance))
        .force('center', forceCenter(1, 2))
        .stop();
      for (let i = 0; i < 20; i++) simulation.tick();
      return spread(nodes);
    },
    args: () => [positions(), -30, 25],
  },
  'many bodies through the quadtree': {
    f: (nodes, theta, alpha) => {
      const simulation = forceSimulation(nodes.map(({ x, y }) => ({ x, y, vx: 0.1, vy: -0.1 })))
        .alpha(alpha)
        .velocityDecay(0.3)
        .force(
          'charge',
          forceManyBody()
            .strength((d) => -20 - d.index)
            .theta(0.9)
            .distanceMin(theta),
        )
        .force('x', forceX(3).strength(0.1))
        .force('y', forceY((d) => d.index).strength(0.2))
        .stop();
      simulation.tick(8);
      return spread(simulation.nodes());
    },
    args: () => [positions(), 2, 0.7],
  },
  'discs that keep apart': {
    f: (nodes, radius, ring) => {
      const simulation = forceSimulation(nodes)
        .force('collide', forceCollide(radius).strength(0.8).iterations(2))
        .force('radial', forceRadial(ring, 0, 0).strength(0.3))
        .stop();
      simulation.tick(4);
      return spread(nodes);
    },
    args: () => [positions(), 8.5, 11],
  },
};
