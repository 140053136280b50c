/**
 * A ray tracer run backwards: the light of a still life, found from a picture by gradient descent.
 *
 * Run it with `node -r ./scripts/register.cjs examples/03-ray-tracer/main.ts`, and `--help` after it for the options.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Picture } from './Camera.js';
import { CheckError, checkResults } from './checkResults.js';
import { drawFigure } from './drawFigure.js';
import type { Step } from './fitLight.js';
import { differenceOf, distanceOf, fitLight } from './fitLight.js';
import { PictureError, encodePicture, halve, readPicture } from './pictures.js';
import type { Options } from './readOptions.js';
import { UsageError, readOptions, usage } from './readOptions.js';
import type { LightParams } from './stillLife.js';
import { camera, lightStillLife } from './stillLife.js';

/** The light of the target that is rendered. */
const sunset: LightParams = { position: [-2.5, 4, -2], colour: [5, 4, 2.6] };

/** Where the search starts: on the other side, and white. */
const start: LightParams = { position: [2.5, 3, -1], colour: [3, 3, 3] };

/** The most pixels of a target: as many as the widest that is rendered has. */
const mostPixels = 80 * 60;

async function main({ width, target: file, steps: maxIters, out }: Options): Promise<void> {
  fs.mkdirSync(out, { recursive: true });
  const written: string[] = [];
  const write = (name: string, png: Buffer): void => {
    const to = path.join(out, `${name}.png`);
    fs.writeFileSync(to, png);
    written.push(to);
  };

  const truth = file === null ? sunset : null;
  if (truth !== null)
    write('target', encodePicture(camera.take(lightStillLife(truth), width, (width * 3) / 4)));
  const target = readPicture(file ?? path.join(out, 'target.png'), mostPixels);
  console.log(`The target, ${target.width} × ${target.height} pixels, is ${file ?? 'rendered'}\n`);

  printHead(truth);
  const steps = fitLight(target, start, maxIters, (step, i) => printStep(step, i, truth));
  const found = steps[steps.length - 1];

  const [before, after] = [start, found.light].map((light): Picture =>
    camera.take(lightStillLife(light), target.width, target.height),
  );
  write('before', encodePicture(before));
  write('after', encodePicture(after));
  write('large', encodePicture(halve(camera.take(lightStillLife(found.light), 960, 720))));
  written.push(...(await drawFigure(out, { before, target, after }, steps, truth)));
  console.log('\nPictures');
  for (const each of written) console.log(`  ${path.relative('.', each)}`);

  checkResults(found, truth);
}

function printHead(truth: LightParams | null): void {
  const heads = [`${'light at'.padStart(23)}    ${'colour'.padStart(23)}`, ...(truth ? ['    off by'] : [])];
  console.log(`          difference   ${heads.join('')}`);
  if (truth) console.log(`  truth                ${columns(truth)}`);
}

function printStep(step: Step, iteration: number, truth: LightParams | null): void {
  const off = truth ? distanceOf(step.light.position, truth.position).toFixed(4).padStart(10) : '';
  console.log(
    `  ${iteration === 0 ? 'start' : String(iteration).padStart(5)}   ${differenceOf(step).toFixed(3).padStart(10)}   ${columns(step.light)}${off}`,
  );
}

function columns({ position, colour }: LightParams): string {
  const texts = [position, colour].map((v) => v.map((x) => x.toFixed(3).padStart(7)).join(' '));
  return texts.join('    ');
}

void import('example-support').then(({ runMain }) =>
  runMain('ray-tracer', usage, readOptions, main, {
    mistaken: UsageError,
    known: [PictureError, CheckError],
  }),
);
