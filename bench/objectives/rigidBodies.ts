/** Discs in a plane that springs pull and contacts push, as a physics engine keeps them: objects that change. */

interface Point {
  x: number;
  y: number;
}

export interface Body {
  position: Point;
  velocity: Point;
  mass: number;
  radius: number;
}

export interface Spring {
  rest: number;
  stiffness: number;
}

function clone(body: Body): Body {
  const { position, velocity, mass, radius } = body;
  return {
    position: { x: position.x, y: position.y },
    velocity: { x: velocity.x, y: velocity.y },
    mass,
    radius,
  };
}

/** Pulls two bodies together. */
function pull(a: Body, b: Body, fx: number, fy: number, dt: number): void {
  a.velocity.x += (fx / a.mass) * dt;
  a.velocity.y += (fy / a.mass) * dt;
  b.velocity.x -= (fx / b.mass) * dt;
  b.velocity.y -= (fy / b.mass) * dt;
}

function applySpring(spring: Spring, a: Body, b: Body, dt: number): void {
  const dx = b.position.x - a.position.x;
  const dy = b.position.y - a.position.y;
  const distance = Math.sqrt(dx * dx + dy * dy);
  const force = (spring.stiffness * (distance - spring.rest)) / distance;
  pull(a, b, force * dx, force * dy, dt);
}

function applyContact(a: Body, b: Body, dt: number): void {
  const dx = b.position.x - a.position.x;
  const dy = b.position.y - a.position.y;
  const reach = a.radius + b.radius;
  const squared = dx * dx + dy * dy;
  if (squared >= reach * reach) return;
  const distance = Math.sqrt(squared);
  const force = (200 * (distance - reach)) / distance;
  pull(a, b, force * dx, force * dy, dt);
}

function move(body: Body, dt: number): void {
  body.velocity.y -= 9.81 * dt;
  body.position.x += body.velocity.x * dt;
  body.position.y += body.velocity.y * dt;
  const depth = body.radius - body.position.y;
  if (depth > 0) body.velocity.y += ((500 * depth) / body.mass) * dt;
}

/** The energy after some steps; spring i hangs between bodies i and i + 1. */
/* @differentiable */
export function energyAfter(start: Body[], springs: Spring[], dt: number, steps: number): number {
  const bodies = start.map(clone);
  for (let step = 0; step < steps; step++) {
    for (let i = 0; i < springs.length; i++) applySpring(springs[i]!, bodies[i]!, bodies[i + 1]!, dt);
    for (let i = 0; i < bodies.length; i++) {
      for (let j = i + 1; j < bodies.length; j++) applyContact(bodies[i]!, bodies[j]!, dt);
    }
    for (const body of bodies) move(body, dt);
  }
  let energy = 0;
  for (const { position, velocity, mass } of bodies) {
    energy += mass * (0.5 * (velocity.x * velocity.x + velocity.y * velocity.y) + 9.81 * position.y);
  }
  return energy;
}
