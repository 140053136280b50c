import { NDArray } from '../../../ndarray/NDArray.js';
import { sameShape } from '../../../ndarray/shape.js';
import type { KeptCall, Tape } from '../../../tape/Tape.js';
import { dataSlots } from '../dataSlots.js';

/**
 * What a sweep keeps of a call of a function of arrays whose result is seen by nothing but further such calls. Later sweeps use it again, with the
 * arrays in it, for their call at the same place: small arrays cost more to make than to compute.
 *
 * It is the shadow of the result as well.
 */
export class LocalCall implements KeptCall {
  /** The cotangent of the result. */
  readonly data: Float64Array;
  readonly out: NDArray;
  /** Has it the arrays of the call whose result it wrote over? */
  readonly isOver: boolean;
  /** Does the reverse sweep read the result? */
  keepsOut = false;
  /** Does the cotangent hold what a sweep that was given up has left there? */
  isDirty = false;
  x: NDArray = NOTHING;
  y: NDArray = NOTHING;
  /** Where the cotangents of the operands go; undefined where none is asked for. */
  x$: Float64Array | undefined = undefined;
  y$: Float64Array | undefined = undefined;
  /** How the operands of a function of two go together. */
  readonly rows = new RowPair();

  /** @param from  the call whose arrays it takes over; without it arrays are made */
  constructor(shape: readonly number[], size: number, from?: LocalCall) {
    this.isOver = from !== undefined;
    this.out = from === undefined ? new NDArray(new Float64Array(size), shape.slice()) : from.out;
    this.data = from === undefined ? new Float64Array(size) : from.data;
  }

  get weight(): number {
    return this.isOver ? OBJECTS : OBJECTS + 2 * this.data.length;
  }

  /** Lets go of the arrays of the program. */
  release(): void {
    this.x = NOTHING;
    this.y = NOTHING;
    this.x$ = undefined;
    this.y$ = undefined;
    this.rows.release();
  }

  isZero(): boolean {
    const { data } = this;
    for (let i = 0; i < data.length; i++) if (data[i] !== 0) return false;
    return true;
  }

  /** Sets the cotangent to zero, where it has been read. */
  clear(): void {
    const { data } = this;
    const { length } = data;
    if (length > 16) data.fill(0);
    else for (let i = 0; i < length; i++) data[i] = 0;
    this.isDirty = false;
  }
}

/** Two operands as rows of `n` elements each: what lies between two elements of a row, and between two rows. */
export class RowPair {
  count = 1;
  n = 0;
  x: Float64Array = NUMBERS;
  xOffset = 0;
  xStep = 1;
  xRow = 0;
  y: Float64Array = NUMBERS;
  yOffset = 0;
  yStep = 1;
  yRow = 0;
  /** What holds operands that are numbers. */
  private left: Float64Array | undefined = undefined;
  private right: Float64Array | undefined = undefined;

  /** Lets go of the arrays of the program. */
  release(): void {
    this.x = NUMBERS;
    this.y = NUMBERS;
  }

  /** Takes a number for the first operand. */
  setLeft(x: number): void {
    this.x = this.left ??= new Float64Array(1);
    this.x[0] = x;
    this.xOffset = 0;
  }

  /** Takes a number for the second operand. */
  setRight(y: number): void {
    this.y = this.right ??= new Float64Array(1);
    this.y[0] = y;
    this.yOffset = 0;
  }
}

/** What the objects of a call take, in numbers. */
const OBJECTS = 128;
const NUMBERS = new Float64Array(0);
const NOTHING = /* @__PURE__ */ new NDArray(NUMBERS, [0]);

/** The place of the next call, whose result has the given shape and arrays of its own. */
export function takeCall(t: Tape, shape: readonly number[], size: number): LocalCall {
  let call = t.calls[t.c] as LocalCall | undefined;
  if (call === undefined || call.isOver || !sameShape(call.out.shape, shape)) {
    call = new LocalCall(shape, size);
    if (!t.keepCall(call)) return call;
  } else if (call.isDirty) call.clear();
  call.isDirty = true;
  call.keepsOut = false;
  t.c++;
  return call;
}

/**
 * The place of the next call, which writes its result over that of another one, `from`, and has its cotangent where that of `from` will be: nobody else
 * needs either.
 */
export function takeOver(t: Tape, from: LocalCall): LocalCall {
  let call = t.calls[t.c] as LocalCall | undefined;
  if (call === undefined || !call.isOver || call.out !== from.out) {
    call = new LocalCall(from.out.shape, from.data.length, from);
    if (!t.keepCall(call)) return call;
  }
  call.keepsOut = false;
  t.c++;
  return call;
}

/** May argument `i` be written over?  @param spare  bits for arguments whose arrays have no other use */
export function isSpare(spare: unknown, i: 0 | 1, x$: unknown): x$ is LocalCall {
  return typeof spare === 'number' && (spare & (1 << i)) !== 0 && x$ instanceof LocalCall && !x$.keepsOut;
}

/** Does it stand in rows of doubles without gaps? */
export function isRows(x: unknown): x is NDArray {
  if (!(x instanceof NDArray) || x.dtype !== 'float64') return false;
  const { shape, stride, dimension } = x;
  if (dimension === 1) return stride[0] === 1 || shape[0] === 1;
  let step = 1;
  for (let i = dimension - 1; i >= 0; i--) {
    if (stride[i] !== step && shape[i] !== 1) return false;
    step *= shape[i]!;
  }
  return true;
}

/** Where the cotangent of an operand goes, in the layout of its data; undefined if none is asked for. */
export function slotsOf(t: Tape, x: NDArray, x$: unknown): Float64Array | undefined {
  if (x$ instanceof LocalCall) return x$.data;
  return x$ === null ? undefined : (dataSlots(x, t.late$(x, x$), t.shadows) as Float64Array | undefined);
}

/** Will the operand be the same in the reverse sweep? */
export function isKept(t: Tape, x$: unknown): boolean {
  return t.isStable || x$ instanceof LocalCall;
}
