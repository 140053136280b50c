import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { checkGradient, withGradient } from '@diffjs/runtime';
import { Camera } from '../../examples/03-ray-tracer/Camera.js';
import { CheckError, checkResults } from '../../examples/03-ray-tracer/checkResults.js';
import { makeLoss } from '../../examples/03-ray-tracer/fitLight.js';
import { PictureError, encodePicture, halve, readPicture } from '../../examples/03-ray-tracer/pictures.js';
import { UsageError, readOptions } from '../../examples/03-ray-tracer/readOptions.js';
import { Scene } from '../../examples/03-ray-tracer/Scene.js';
import { type Material, Plane, Sphere } from '../../examples/03-ray-tracer/shapes.js';
import { camera, lightStillLife } from '../../examples/03-ray-tracer/stillLife.js';
import { Vector } from '../../examples/03-ray-tracer/Vector.js';
import { runExample } from './runExample.js';

const grey: Material = { colourAt: () => new Vector(0.5, 0.5, 0.5), mirror: 0, gloss: 0, shininess: 1 };
const truth = { position: [-2.5, 4, -2], colour: [5, 4, 2.6] };

describe('examples/03-ray-tracer', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ray-tracer-'))));
  after(() => fs.rmSync(folder, { recursive: true }));

  describe('shapes', () => {
    const ray = { origin: new Vector(0, 0, -5), direction: new Vector(0, 0, 1) };

    it('are met by rays from the front', () => {
      expect(new Sphere(new Vector(0, 0, 0), 2, grey).intersect(ray)).to.be.closeTo(3, 1e-14);
      expect(new Sphere(new Vector(0, 0, -9), 2, grey).intersect(ray)).to.equal(Infinity);
      expect(new Sphere(new Vector(0, 3, 0), 2, grey).intersect(ray)).to.equal(Infinity);
      const wall = (z: number) => new Plane(new Vector(0, 0, 1), new Vector(0, 0, z), grey);
      expect([wall(-1).intersect(ray), wall(1).intersect(ray)]).to.deep.equal([6, Infinity]);
    });

    it('throw shadows with soft edges', () => {
      const light = { position: new Vector(0, 10, 0), colour: new Vector(1, 1, 1), radius: 1 };
      const ball = new Sphere(new Vector(0, 5, 0), 1, grey);
      const shares = [0, 1.8, 2, 2.2, 4].map((x) => ball.shadow(new Vector(x, 0, 0), light));
      expect(shares[0]).to.equal(0);
      expect(shares[4]).to.equal(1);
      expect(shares.slice(1, 4)).to.deep.equal([...shares.slice(1, 4)].sort((a, b) => a - b));
      expect(shares[2]).to.be.within(0.3, 0.7);
    });
  });

  describe('Scene', () => {
    const light = { position: new Vector(0, 3, 0), colour: new Vector(2, 2, 2), radius: 0.1 };
    const down = { origin: new Vector(0, 1, 0), direction: new Vector(0, -1, 0) };
    const sky = (): Vector => new Vector(0, 0, 1);

    it('shows the sky, a lit floor, and the sky mirrored in it', () => {
      const floorOf = (material: Material) => new Plane(new Vector(0, 0, 0), new Vector(0, 1, 0), material);
      expect(new Scene([], light, sky).trace(down, 3)).to.deep.equal(new Vector(0, 0, 1));
      const lit = new Scene([floorOf(grey)], light, sky).trace(down, 3);
      expect(lit.x).to.be.closeTo(0.5 * 0.06 + (0.5 * 2) / (1 + 0.1 * 9), 1e-15);
      const mirrored = new Scene([floorOf({ ...grey, mirror: 0.5 })], light, sky).trace(down, 3);
      expect(mirrored.x).to.be.closeTo(lit.x / 2, 1e-15);
      expect(mirrored.z).to.be.closeTo((lit.z + 1) / 2, 1e-15);
    });

    it('ends between two mirrors', () => {
      const glass = { ...grey, mirror: 1 };
      const mirrors = [
        new Plane(new Vector(0, 0, 0), new Vector(0, 1, 0), glass),
        new Plane(new Vector(0, 9, 0), new Vector(0, -1, 0), glass),
      ];
      expect(new Scene(mirrors, light, sky).trace(down, 3).length).to.be.finite;
    });
  });

  describe('makeLoss', () => {
    const target = camera.take(lightStillLife(truth), 16, 12);
    const loss = makeLoss(target);

    it('is zero for the light of the picture, and so is its gradient', () => {
      const { value, gradient } = withGradient(loss, truth);
      expect(value).to.equal(0);
      expect(gradient).to.deep.equal([{ position: [0, 0, 0], colour: [0, 0, 0] }]);
    });

    for (const [what, light] of [
      ['from the other side', { position: [2.5, 3, -1], colour: [3, 3, 3] }],
      ['low, between the spheres', { position: [-0.6, 1.2, -0.2], colour: [1, 1.5, 2] }],
      ['almost on the floor', { position: [2.6, 0.2, -1.4], colour: [2, 2, 2] }],
    ] as const) {
      it(`has the gradient of central differences, lit ${what}`, function () {
        this.timeout(30_000);
        const { checked, ok } = checkGradient(loss, [light], { step: 1e-3 });
        expect({ checked, ok }).to.deep.equal({ checked: 12, ok: true });
      });
    }

    it('has a gradient with respect to the camera too', function () {
      this.timeout(30_000);
      const scene = lightStillLife(truth);
      const brightness = /* @differentiable */ (height: number): number => {
        const { values } = new Camera(new Vector(0, height, -6), new Vector(0, 0.8, 0), 0.62).take(
          scene,
          4,
          1,
        );
        return (values as number[]).reduce((sum, value) => sum + value, 0);
      };
      checkGradient(brightness, [1.9], { step: 1e-4 });
    });
  });

  describe('pictures', () => {
    const picture = {
      width: 2,
      height: 2,
      values: [1, 0, 0, 0, 1, 0, 0, 0, 1, 0.2, 0.4, 0.6],
    };

    it('come back from a PNG as they were, to the nearest byte', () => {
      const file = path.join(folder, 'four.png');
      fs.writeFileSync(file, encodePicture(picture));
      const { width, height, values } = readPicture(file, 4);
      expect([width, height]).to.deep.equal([2, 2]);
      expect(Array.from(values)).to.deep.equal(picture.values);
      expect(() => readPicture(file, 3)).to.throw(PictureError, `${file}: has 2 × 2 pixels`);
    });

    it('are enlarged, pixel by pixel, and reduced', () => {
      const file = path.join(folder, 'large.png');
      fs.writeFileSync(file, encodePicture(picture, 2));
      const large = readPicture(file, 16);
      expect([large.width, large.height]).to.deep.equal([4, 4]);
      expect(Array.from(large.values).slice(0, 12)).to.deep.equal([1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0]);
      expect(halve(large)).to.deep.equal(picture);
      expect(halve(picture).values).to.deep.equal([0.3, 0.35, 0.4]);
    });

    it('that cannot be read are named', () => {
      expect(() => readPicture('no-such.png', 4)).to.throw(
        PictureError,
        'no-such.png: there is no such file',
      );
      const file = path.join(folder, 'text.png');
      fs.writeFileSync(file, 'text');
      expect(() => readPicture(file, 4)).to.throw(PictureError, `${file}: is no PNG`);
    });
  });

  describe('checkResults', () => {
    it('wants the true light where it is known, and a good picture otherwise', () => {
      checkResults({ light: truth, loss: 1 }, truth);
      const near = { position: [-2.5, 4.03, -2], colour: truth.colour };
      expect(() => checkResults({ light: near, loss: 0 }, truth)).to.throw(
        CheckError,
        'position is off by 0.03',
      );
      checkResults({ light: near, loss: 1e-6 }, null);
      expect(() => checkResults({ light: near, loss: 1e-2 }, null)).to.throw(CheckError, 'differs by 25.5');
      expect(() => checkResults({ light: near, loss: NaN }, null)).to.throw(CheckError);
    });
  });

  describe('readOptions', () => {
    it('has defaults and reads what it is given', () => {
      expect(readOptions([])).to.include({ width: 40, target: null, steps: 60, help: false });
      expect(readOptions(['--target', 'x.png', '--steps=2'])).to.include({ target: 'x.png', steps: 2 });
    });

    it('rejects what it does not know', () => {
      for (const args of [['--with', '8'], ['--width', '9'], ['--width', '84'], ['--steps', '0'], ['x.png']])
        expect(() => readOptions(args), args.join(' ')).to.throw(UsageError);
      expect(() => readOptions(['--width', '8', '--target', 'x.png'])).to.throw(UsageError, '--width');
    });
  });

  describe('main', () => {
    it('finds the light, prints its table and writes its pictures', function () {
      this.timeout(120_000);
      const { status, output, errors } = runExample('03-ray-tracer', ['--width', '12', '--out', folder]);
      expect(status, errors).to.equal(0);
      expect(output)
        .to.match(/^ +truth +-2\.500 +4\.000 +-2\.000 +5\.000 +4\.000 +2\.600$/m)
        .and.to.contain('all checks passed');
      for (const name of ['target', 'before', 'after', 'large', 'comparison'])
        expect(
          fs
            .readFileSync(path.join(folder, `${name}.png`))
            .subarray(1, 4)
            .toString(),
        ).to.equal('PNG');
      expect(fs.readFileSync(path.join(folder, 'comparison.svg'), 'utf8')).to.match(/^<svg /);
    });

    it('reads a target, and says what went wrong', function () {
      this.timeout(120_000);
      const file = path.join(folder, 'light.png');
      fs.writeFileSync(file, encodePicture(camera.take(lightStillLife(truth), 8, 6)));
      const early = runExample('03-ray-tracer', ['--target', file, '--steps', '1', '--out', folder]);
      expect(early.status).to.equal(1);
      expect(early.output).to.contain(`8 × 6 pixels, is ${file}`);
      expect(early.errors).to.match(/the picture differs by \d+\.\d of 255/);
      const missing = runExample('03-ray-tracer', ['--target', 'no-such.png', '--out', folder]);
      expect(missing).to.include({ status: 1, errors: 'ray-tracer: no-such.png: there is no such file\n' });
      const unknown = runExample('03-ray-tracer', ['--wdith', '8']);
      expect(unknown.status).to.equal(2);
      expect(unknown.errors).to.contain('--wdith').and.to.contain('--width N');
      expect(runExample('03-ray-tracer', ['--help'])).to.include({ status: 0, errors: '' });
    });
  });
});
