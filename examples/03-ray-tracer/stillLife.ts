/* @differentiable */
import { Camera } from './Camera.js';
import { Scene } from './Scene.js';
import { type Material, type Shape, Plane, Sphere } from './shapes.js';
import { Vector } from './Vector.js';

/** A light as numbers: what is to be found. */
export interface LightParams {
  readonly position: readonly number[];
  readonly colour: readonly number[];
}

export const camera = new Camera(new Vector(0, 1.9, -6), new Vector(0, 0.8, 0), 0.62);

const matte = { mirror: 0, gloss: 0, shininess: 1 };
const glossy = { mirror: 0.1, gloss: 0.7, shininess: 50 };
const metal = { mirror: 0.75, gloss: 0.9, shininess: 150 };

const shapes: readonly Shape[] = [
  new Plane(new Vector(0, 0, 0), new Vector(0, 1, 0), { ...matte, colourAt: checkered }),
  new Plane(new Vector(0, 0, 4), new Vector(0, 0, -1), plain(matte, 0.3, 0.42, 0.5)),
  new Sphere(new Vector(-1.5, 0.8, 0.6), 0.8, plain(glossy, 0.8, 0.12, 0.08)),
  new Sphere(new Vector(0.3, 1, 1.4), 1, plain(metal, 0.7, 0.7, 0.7)),
  new Sphere(new Vector(1.6, 0.6, -0.2), 0.6, plain(glossy, 0.05, 0.25, 0.6)),
  new Sphere(new Vector(-0.3, 0.35, -0.9), 0.35, plain(glossy, 0.9, 0.55, 0.05)),
];

/** The still life, with a light. */
export function lightStillLife({ position, colour }: LightParams): Scene {
  return new Scene(
    shapes,
    { position: Vector.from(position), colour: Vector.from(colour), radius: 0.5 },
    sky,
  );
}

function plain(kind: Omit<Material, 'colourAt'>, red: number, green: number, blue: number): Material {
  const colour = new Vector(red, green, blue);
  return { ...kind, colourAt: () => colour };
}

function checkered({ x, z }: Vector): Vector {
  const white = (Math.floor(x) + Math.floor(z)) % 2 === 0;
  return white ? new Vector(0.75, 0.7, 0.62) : new Vector(0.12, 0.12, 0.14);
}

function sky({ y }: Vector): Vector {
  return new Vector(0.2, 0.35, 0.6).scale(0.5 + 0.5 * y);
}
