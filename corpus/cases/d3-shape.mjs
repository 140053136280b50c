import {
  arc,
  curveCatmullRom,
  curveMonotoneX,
  curveNatural,
  line,
  pie,
  stack,
  stackOrderNone,
} from 'd3-shape';

export const packages = ['d3-shape'];
export const style = 'ES modules, accessor functions, curves that draw on a context';

/** A drawing context that sums the area under what is drawn. */
class Area {
  area = 0;
  length = 0;
  moveTo(x, y) {
    this.x = x;
    this.y = y;
  }
  lineTo(x, y) {
    this.area += (this.x * y - x * this.y) / 2;
    this.length += Math.hypot(x - this.x, y - this.y);
    this.moveTo(x, y);
  }
  bezierCurveTo(x1, y1, x2, y2, x, y) {
    const [x0, y0] = [this.x, this.y];
    for (let i = 1; i <= 8; i++) {
      const t = i / 8;
      const s = 1 - t;
      const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
      this.lineTo(a * x0 + b * x1 + c * x2 + d * x, a * y0 + b * y1 + c * y2 + d * y);
    }
  }
  arc(x, y, r, from, to, isBackwards) {
    this.area += (r * r * (to - from)) / 2;
    this.length += isBackwards ? r * (from - to) : r * (to - from);
    this.moveTo(x + r * Math.cos(to), y + r * Math.sin(to));
  }
  closePath() {}
}

const curves = (points) =>
  [curveNatural, curveMonotoneX, curveCatmullRom.alpha(0.6)].reduce((sum, curve, i) => {
    const context = new Area();
    line().curve(curve).context(context)(points);
    return sum + (i + 1) * context.area + context.length;
  }, 0);

export const cases = {
  'area under three curves': {
    f: curves,
    args: () => [
      [
        [0, 1],
        [1.2, 2.5],
        [2, 1.7],
        [3.3, 3],
        [4, 0.5],
      ],
    ],
  },
  'slices of a pie': {
    f: (values, padding) => {
      const slices = pie().sort(null).padAngle(padding)(values);
      const context = new Area();
      const [x, y] = arc().innerRadius(1).outerRadius(3).centroid(slices[1]);
      arc().innerRadius(1).outerRadius(3).cornerRadius(0.1).context(context)(slices[2]);
      return x + 2 * y + context.length + slices[3].endAngle * slices[0].startAngle + slices[2].startAngle;
    },
    args: () => [[3, 5, 2, 4], 0.03],
  },
  'stacked series': {
    f: (rows) => {
      const series = stack().keys(['a', 'b', 'c']).order(stackOrderNone)(rows);
      return series.reduce((sum, each, i) => sum + each[1][1] * (i + 1) - each[0][0] * each[0][1], 0);
    },
    args: () => [
      [
        { a: 1, b: 2.5, c: 3 },
        { a: 2, b: 1.5, c: 0.5 },
      ],
    ],
  },
};
