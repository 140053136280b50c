import fs from 'node:fs';
import path from 'node:path';
import { CAMERA, POINT, type BundleAdjustment } from '../objectives/adbench/ba';
import type { HandModel } from '../objectives/adbench/hand';
import { numbers } from './operands';

/** Readers of the files in bench/data/adbench; their formats are those of ADBench. */

const FOLDER = path.join(__dirname, '..', 'data', 'adbench');

export interface GmmInput {
  readonly d: number;
  readonly alphas: Float64Array;
  readonly means: Float64Array;
  readonly icf: Float64Array;
  readonly points: Float64Array;
  readonly gamma: number;
  readonly m: number;
}

export function readGmm(name: string): GmmInput {
  const next = numbersOf(`gmm/${name}.txt`);
  const [d, k, n] = next(3) as unknown as [number, number, number];
  const [alphas, means, icf, points] = [next(k), next(k * d), next((k * d * (d + 1)) / 2), next(n * d)];
  return { d, alphas, means, icf, points, gamma: next(1)[0]!, m: next(1)[0]! };
}

/** An instance of a size whose file is too large to be kept here, drawn as ADBench draws its own. */
export function drawGmm(d: number, k: number, n: number): GmmInput {
  return {
    d,
    alphas: normal(k, 1),
    means: numbers(k * d, 2).map((x) => x + 0.5),
    icf: normal((k * d * (d + 1)) / 2, 3),
    points: normal(n * d, 4),
    gamma: 1,
    m: 0,
  };
}

/** Numbers of the standard normal distribution, by the method of Box and Muller. */
function normal(count: number, seed: number): Float64Array {
  const uniform = numbers(2 * count, 1 + seed * 7919).map((x) => x + 0.5);
  return Float64Array.from({ length: count }, (_, i) => {
    return Math.sqrt(-2 * Math.log(uniform[2 * i]!)) * Math.cos(2 * Math.PI * uniform[2 * i + 1]!);
  });
}

/** A file of ADBench holds one camera, one point, one weight and one feature, which all are made of. */
export function readBa(name: string): BundleAdjustment {
  const next = numbersOf(`ba/${name}.txt`);
  const [cameras, points, observed] = next(3) as unknown as [number, number, number];
  return {
    cameras: repeated(next(CAMERA), cameras),
    points: repeated(next(POINT), points),
    weights: repeated(next(1), observed),
    features: repeated(next(2), observed),
    observations: Int32Array.from({ length: 2 * observed }, (_, i) =>
      i % 2 === 0 ? (i / 2) % cameras : ((i - 1) / 2) % points,
    ),
  };
}

function repeated(values: Float64Array, times: number): Float64Array {
  return Float64Array.from({ length: times * values.length }, (_, i) => values[i % values.length]!);
}

export interface LstmInput {
  readonly main: Float64Array;
  readonly extra: Float64Array;
  readonly state: Float64Array;
  readonly sequence: Float64Array;
}

export function readLstm(name: string): LstmInput {
  const next = numbersOf(`lstm/${name}.txt`);
  const [layers, characters, b] = next(3) as unknown as [number, number, number];
  return {
    main: next(8 * layers * b),
    extra: next(3 * b),
    state: next(2 * layers * b),
    sequence: next(characters * b),
  };
}

export interface HandInput {
  readonly model: HandModel;
  /** Of each point its vertex or, with `places`, its triangle. */
  readonly correspondences: Int32Array;
  readonly points: Float64Array;
  readonly theta: Float64Array;
  /** Where in the triangles; empty for the simple objective. */
  readonly places: Float64Array;
}

export function readHand(name: string, kind: 'simple' | 'complicated'): HandInput {
  const next = numbersOf(`hand/${name}.txt`);
  const [count, size] = next(2) as unknown as [number, number];
  const correspondences = new Int32Array(count);
  const points = new Float64Array(3 * count);
  for (let i = 0; i < count; i++) {
    correspondences[i] = next(1)[0]!;
    points.set(next(3), 3 * i);
  }
  const places = next(kind === 'simple' ? 0 : 2 * count);
  return { model: readHandModel(), correspondences, points, places, theta: next(size) };
}

/** Files of lines of fields with colons between. */
function readHandModel(): HandModel {
  const [bones, vertices, triangles] = ['bones', 'vertices', 'triangles'].map((name) =>
    text(`hand/model/${name}.txt`)
      .trim()
      .split('\n')
      .map((line) => line.split(':')),
  ) as [string[][], string[][], string[][]];
  const weights = new Float64Array(bones.length * vertices.length);
  vertices.forEach((fields, vertex) => {
    // Place, normal and texture; then a count and as many pairs of a bone and its weight.
    const [count, ...pairs] = fields.slice(8).map(Number) as [number, ...number[]];
    for (let i = 0; i < count; i++) weights[pairs[2 * i]! * vertices.length + vertex] = pairs[2 * i + 1]!;
  });
  return {
    parents: Int32Array.from(bones, (fields) => Number(fields[1])),
    baseRelatives: Float64Array.from(bones.flatMap((fields) => fields.slice(2, 18).map(Number))),
    inverseBaseAbsolutes: Float64Array.from(bones.flatMap((fields) => fields.slice(18, 34).map(Number))),
    basePositions: Float64Array.from(vertices.flatMap((fields) => fields.slice(0, 3).map(Number))),
    weights,
    triangles: Int32Array.from(triangles.flatMap((fields) => fields.map(Number))),
  };
}

/** Gives the numbers of a file in turn. */
function numbersOf(name: string): (count: number) => Float64Array {
  const all = Float64Array.from(text(name).trim().split(/\s+/), Number);
  let at = 0;
  return (count) => all.slice(at, (at += count));
}

function text(name: string): string {
  return fs.readFileSync(path.join(FOLDER, name), 'utf8');
}
