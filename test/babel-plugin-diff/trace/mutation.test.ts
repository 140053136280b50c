import { describeLanguage, type Rows } from '../../support/checkLanguage.js';
import { pending } from './pending.js';

const memory: Rows = {
  'scratch of module level that is overwritten at each call': [
    `const scratch = new Float64Array(3);
    const out = [];
    function cross(a, b) { scratch[0] = a[1] * b[2] - a[2] * b[1]; scratch[1] = a[2] * b[0] - a[0] * b[2]; scratch[2] = a[0] * b[1] - a[1] * b[0]; return scratch; }
    function f(a, b, x) {
      out.length = 0;
      let s = 0;
      for (let i = 0; i < 3; i++) { const c = cross(a, b); out.push(...c); a[i] += c[i] * x; s += cross(c, a)[1]; }
      return s * out[4];
    }
    const state = () => [scratch, out];`,
    [0.5, 0.4, 0.2],
    [0.3, -0.8, 0.7],
    0.7,
  ],
  'two buffers that are swapped in a loop': [
    `function f(u, k) {
      let now = u;
      let next = new Float64Array(u.length);
      for (let t = 0; t < 4; t++) {
        for (let i = 0; i < u.length; i++) next[i] = now[i] + k * ((now[i - 1] ?? 0) - 2 * now[i] + (now[i + 1] ?? 0)) * now[i];
        [now, next] = [next, now];
      }
      return now.reduce((s, v, i) => s + v * v * (i + 1), 0) + next[1];
    }`,
    Float64Array.of(0.3, 1.2, 0.8, 0.5),
    0.1,
  ],
  'the same array as two arguments, and as input and output': [
    `function axpy(out, a, b, k) { for (let i = 0; i < out.length; i++) out[i] = a[i] * k + b[(i + 1) % b.length] * b[i]; return out; }
    function f(a, b, c) { axpy(a, a, b, 0.5); axpy(c, a, c, a[0]); return axpy(b, c, c, 2)[0] * a[1] + b[2]; }
    const args = () => { const a = [0.5, 0.4, 0.2]; return [a, a, [0.3, -0.8, 0.7]]; };`,
  ],
  'f(a, a, b) with typed arrays': [
    `function f(a, b, c) { a[0] *= b[1]; b[1] += a[0] * c[0]; c[1] = a[1]; return a[0] * b[0] + c[1] * b[1]; }
    const args = () => { const a = Float64Array.of(1.5, 0.4); return [a, a, Float64Array.of(0.7, 1)]; };`,
  ],
  'a value that is read before and after it is overwritten': [
    `function f(o, a, x) {
      const before = o.v * a[0];
      const old = o;
      o.v = before * x;
      a[0] = a[0] * o.v;
      const middle = old.v;
      o = { v: x };
      a.unshift(o.v * middle);
      old.v **= 2;
      return before + middle * old.v + a[0] * a[1] * o.v;
    }`,
    { v: 1.5 },
    [0.4],
    0.7,
  ],
  'integer views that write the words of a float': [
    `const f64 = new Float64Array(1), u32 = new Uint32Array(f64.buffer);
    function highWord(x) { f64[0] = x; return u32[1]; }
    function scale(x, n) { f64[0] = x; u32[1] = (u32[1] + (n << 20)) >>> 0; return f64[0]; }
    function copySign(x, y) { const h = highWord(y) & 0x80000000; f64[0] = x; u32[1] = (u32[1] & 0x7fffffff) | h; return f64[0]; }
    function f(x, y) { return scale(x, 3) * y + copySign(x, -y) * 2 + scale(copySign(y, x), -1) * x + (highWord(x) >>> 20) * 1e-3 * y; }`,
    1.3,
    0.9,
  ],
  'arguments stay what the plain call leaves': [
    `function f(o, list, m, t) {
      o.added = o.a * 2;
      delete o.b;
      list.length = 1;
      list.push({ v: o.a });
      m.set('k', list);
      t.fill(o.added, 1);
      return o.added * list[1].v * t[2] + list[0];
    }`,
    { a: 1.5, b: 2 },
    [0.4, 0.9],
    new Map([['z', 0.3]]),
    Float64Array.of(1, 2, 3),
  ],
};

const structures: Rows = {
  'ring buffer': [
    `class Ring { constructor(n) { this.items = new Array(n).fill(0); this.at = 0; } push(v) { const old = this.items[this.at]; this.items[this.at] = v; this.at = (this.at + 1) % this.items.length; return old; } *[Symbol.iterator]() { for (let i = 0; i < this.items.length; i++) yield this.items[(this.at + i) % this.items.length]; } }
    function f(a, x) {
      const ring = new Ring(3);
      let s = 0;
      for (const v of a) { const old = ring.push(v * x); s += old * old; for (const w of ring) s += w * x; }
      return s * [...ring][0];
    }`,
    [1.5, 0.4, 2.2, 0.9, 1.1],
    0.7,
  ],
  'linked list: insert, reverse, remove': [
    `function f(a, x) {
      let head = null;
      for (const v of a) head = { v: v * x, next: head };
      let back = null;
      for (let n = head; n; ) { const next = n.next; n.next = back; back = n; n = next; }
      back.next = { v: back.v * x, next: back.next.next };
      let s = 0;
      for (let n = back, k = 1; n !== null; n = n.next, k++) { s += n.v * k; n.v = s; }
      return s * back.next.v;
    }`,
    [1.5, 0.4, 2.2, 0.9],
    0.7,
  ],
  'cyclic graph with messages along its edges': [
    `function f(g, x) {
      for (const n of g.nodes) n.links = [g.nodes[(n.i + 1) % g.nodes.length], g.root ?? g.nodes[0]];
      g.nodes[1].links[0].back = g.nodes[1];
      for (let t = 0; t < 2; t++) {
        for (const n of g.nodes) n.next = n.links.reduce((s, m) => s + m.v * x, 0) + (n.back?.v ?? 0);
        for (const n of g.nodes) n.v = Math.tanh(n.next);
      }
      return g.nodes.reduce((s, n) => s + n.v * n.links[0].links[0].v, 0);
    }
    const args = () => { const g = { nodes: [{ v: 1.5 }, { v: 0.4 }, { v: 0.9 }] }; g.nodes.forEach((n, i) => Object.defineProperty(n, 'i', { value: i })); return [g, 0.7]; };`,
  ],
  'an argument that holds itself': [
    `function f(o, x) { o.me.list.push(o.me.v * x); o.list[0].owner = o; return o.list[0].owner.me.v * o.me.me.list[1] * o.list[0].w; }
    const args = () => { const o = { v: 1.5, list: [{ w: 0.4 }] }; o.me = o; return [o, 0.7]; };`,
  ],
  'memo cache by Map, by object and by closure': [
    `const cache = new Map();
    const memo = (g) => { const known = {}; return (k, ...v) => (known[k] ??= g(k, ...v)); };
    function power(x, n) { if (n === 0) return 1; const key = 'p' + n; if (!cache.has(key)) cache.set(key, power(x, n - 1) * x); return cache.get(key); }
    function f(x, y) {
      cache.clear();
      const fib = memo((n) => (n < 2 ? x * n + y : fib(n - 1) + fib(n - 2) * x));
      return power(x, 4) * power(y, 2) + fib(6);
    }
    const state = () => cache;`,
    1.1,
    0.9,
  ],
  'a cache that an earlier call has filled': [
    `const cache = new Map();
    function f(x) { if (!cache.has('k')) cache.set('k', x * x); return cache.get('k') * x; }
    const state = () => cache;`,
    1.3,
  ],
  'union-find, heap and topological order beside': [
    `function f(w, x) {
      const heap = [];
      const push = (k, v) => { heap.push([k, v]); for (let i = heap.length - 1; i > 0; ) { const p = (i - 1) >> 1; if (heap[p][0] <= heap[i][0]) break; [heap[p], heap[i]] = [heap[i], heap[p]]; i = p; } };
      const pop = () => { const top = heap[0]; const last = heap.pop(); if (heap.length) { heap[0] = last; for (let i = 0; ; ) { let m = i; for (const c of [2 * i + 1, 2 * i + 2]) if (c < heap.length && heap[c][0] < heap[m][0]) m = c; if (m === i) break; [heap[m], heap[i]] = [heap[i], heap[m]]; i = m; } } return top; };
      const n = w.length;
      const best = new Array(n).fill(Infinity);
      push(0, 0);
      while (heap.length) { const [d, v] = pop(); if (d >= best[v]) continue; best[v] = d; w[v].forEach((k, u) => { if (k) push(d + k * x, u); }); }
      return best.reduce((s, d, i) => s + d * d * i, 0);
    }`,
    [
      [null, 0.5, 1.9],
      [0.4, null, 0.7],
      [1.1, 0.3, null],
    ],
    0.7,
  ],
};

const algorithms: Rows = {
  'FFT in place': [
    `function fft(re, im) {
      const n = re.length;
      for (let i = 1, j = 0; i < n; i++) { let bit = n >> 1; for (; j & bit; bit >>= 1) j ^= bit; j ^= bit; if (i < j) { [re[i], re[j]] = [re[j], re[i]]; [im[i], im[j]] = [im[j], im[i]]; } }
      for (let len = 2; len <= n; len <<= 1) {
        const angle = (-2 * Math.PI) / len;
        for (let i = 0; i < n; i += len)
          for (let k = 0; k < len / 2; k++) {
            const [c, s] = [Math.cos(angle * k), Math.sin(angle * k)];
            const [p, q] = [i + k, i + k + len / 2];
            const [tr, ti] = [re[q] * c - im[q] * s, re[q] * s + im[q] * c];
            re[q] = re[p] - tr; im[q] = im[p] - ti; re[p] += tr; im[p] += ti;
          }
      }
    }
    function f(re, im, x) { fft(re, im); for (let i = 0; i < re.length; i++) re[i] *= x * i; fft(im, re); return re.reduce((s, v, i) => s + v * v + v * im[i] * i, 0); }`,
    Float64Array.of(0.5, 1.2, -0.3, 0.8),
    Float64Array.of(0.1, 0, 0.7, -0.2),
    0.1,
  ],
  'LU with pivoting': [
    `function solve(A, b) {
      const n = b.length;
      const p = [...b.keys()];
      for (let k = 0; k < n; k++) {
        let m = k;
        for (let i = k + 1; i < n; i++) if (Math.abs(A[i][k]) > Math.abs(A[m][k])) m = i;
        [A[k], A[m]] = [A[m], A[k]];
        [p[k], p[m]] = [p[m], p[k]];
        for (let i = k + 1; i < n; i++) { A[i][k] /= A[k][k]; for (let j = k + 1; j < n; j++) A[i][j] -= A[i][k] * A[k][j]; }
      }
      const x = p.map((i) => b[i]);
      for (let i = 1; i < n; i++) for (let j = 0; j < i; j++) x[i] -= A[i][j] * x[j];
      for (let i = n - 1; i >= 0; i--) { for (let j = i + 1; j < n; j++) x[i] -= A[i][j] * x[j]; x[i] /= A[i][i]; }
      return x;
    }
    function f(A, b) { const x = solve(A, b); return x[0] * x[1] + x[2] * b[0] + A[2][2]; }`,
    [
      [0.1, 2, 0.7],
      [1.5, 0.3, -0.4],
      [0.6, -1, 1.2],
    ],
    [1, 0.5, -0.3],
  ],
  'Newton iteration whose number of steps depends on the values': [
    `function root(g, x) { let n = 0; for (;;) { const { value, slope } = g(x); const step = value / slope; x -= step; if (Math.abs(step) < 1e-9 || ++n > 30) return { x, n }; } }
    function f(a, b) { const r = root((x) => ({ value: x * x * x - a * x - b, slope: 3 * x * x - a }), 2); return r.x * a; }`,
    1.3,
    0.9,
  ],
  'Runge–Kutta steps with objects and arrays': [
    `const add = (u, v, k) => u.map((x, i) => x + v[i] * k);
    function rk4(g, u, dt) { const k1 = g(u), k2 = g(add(u, k1, dt / 2)), k3 = g(add(u, k2, dt / 2)), k4 = g(add(u, k3, dt)); return u.map((x, i) => x + (dt / 6) * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i])); }
    function f(u, p) { const path = []; for (let t = 0; t < 3; t++) path.push((u = rk4(([x, y]) => [p.a * x - p.b * x * y, x * y - p.c * y], u, 0.2))); return path.reduce((s, [x, y]) => s + x * y, 0); }`,
    [1, 0.6],
    { a: 1.1, b: 0.8, c: 0.9 },
  ],
  'a parser and an interpreter of formulas': [
    `function parse(text) {
      const tokens = text.match(/[\\w.]+|[-+*/()]/g);
      let at = 0;
      const atom = () => { const t = tokens[at++]; if (t !== '(') return /\\d/.test(t) ? { kind: 'number', value: +t } : { kind: 'name', name: t }; const e = sum(); at++; return e; };
      const product = () => { let e = atom(); while (/^[*/]$/.test(tokens[at])) e = { kind: tokens[at++], left: e, right: atom() }; return e; };
      const sum = () => { let e = product(); while (/^[-+]$/.test(tokens[at])) e = { kind: tokens[at++], left: e, right: product() }; return e; };
      return sum();
    }
    const rules = { number: (e) => e.value, name: (e, env) => env[e.name] ?? fail(e.name), '+': (e, env) => run(e.left, env) + run(e.right, env), '-': (e, env) => run(e.left, env) - run(e.right, env), '*': (e, env) => run(e.left, env) * run(e.right, env), '/': (e, env) => run(e.left, env) / run(e.right, env) };
    const fail = (name) => { throw new ReferenceError(name); };
    function run(e, env) { return rules[e.kind](e, env); }
    function f(text, env) { return run(parse(text), { ...env, two: 2 }); }`,
    '(x + two * y) * (x - 1.5 / y) - x / 2',
    { x: 1.3, y: 0.9 },
  ],
};

describeLanguage('mutation: memory', memory, pending);
describeLanguage('mutation: structures', structures, pending);
describeLanguage('mutation: algorithms', algorithms, pending);
