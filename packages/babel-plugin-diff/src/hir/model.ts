/**
 * The data model of the intermediate representation (HIR).
 *
 * A function is a control-flow graph whose terminals stay *structured*: an `if` and a loop own the blocks
 * of their arms and name the block where control meets again (`fallthrough`). A *chain* is the sequence
 * block → terminal.fallthrough → … that ends in a terminal without fallthrough; arms, loop bodies and whole
 * functions are chains. That is what lets generated code be `for` and `if` again.
 *
 * Life of a function: lowering produces locals (`loadLocal`/`storeLocal`), labelled blocks and jumps;
 * `structureExits` turns jumps into exit codes (no `label`, no `jump` left, one `return` at the end of the function's
 * chain); `enterSSA` removes locals and places phis; `leaveSSA` and codegen print it again.
 */

declare const blockIdBrand: unique symbol;
declare const valueIdBrand: unique symbol;
declare const variableIdBrand: unique symbol;
export type BlockId = number & { readonly [blockIdBrand]: true };
export type ValueId = number & { readonly [valueIdBrand]: true };
export type VariableId = number & { readonly [variableIdBrand]: true };

/** A place in the user's source; `null` for what the compiler made. */
export interface SourceLocation {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}
export type Loc = SourceLocation | null;

/**
 * What is known of a value's JavaScript type. `int` is a number proved integral (its derivative role is the
 * same as `number`); `none` is undefined or null; `bottom` is "no information yet" during inference.
 */
export type ValueType =
  'bottom' | 'number' | 'int' | 'boolean' | 'string' | 'reference' | 'function' | 'none' | 'unknown';

/**
 * What the user's annotations say of a value. It may be wrong: whatever is derived from it stands behind a guard, and `unknown` is
 * always right.
 */
export type TypeHint =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'number' }
  | { readonly kind: 'complex' }
  | { readonly kind: 'typedArray'; readonly constructorName: TypedArrayName }
  | { readonly kind: 'list'; readonly element: TypeHint }
  | { readonly kind: 'tuple'; readonly elements: readonly TypeHint[] }
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, TypeHint> };

/** Result of exactly one instruction, phi or parameter (in SSA form and before it alike). */
export interface Value {
  readonly id: ValueId;
  /** The user's name for it, if it has one; a hint for printing. */
  name: string | null;
  type: ValueType;
  /** May it depend on a differentiated input and reach the result (varied and useful)? */
  active: boolean;
  /** What the user says of it; for parameters. */
  hint?: TypeHint;
  /** For a parameter that is such an array for certain, since the record of the function and every caller see to it. */
  holds?: TypedArrayName;
  /** For a parameter that is a complex number, in the same way. */
  isComplex?: true;
  /** For a parameter that is a number, or what the language makes one of, in the same way. */
  isNumber?: true;
  /** It is the shadow of an object, or what stands in its slots: the compiler's, not the user's. */
  isShadow?: true;
}

/** A mutable local of the user's function, before SSA. */
export interface Variable {
  readonly id: VariableId;
  readonly name: string;
}

/** Target of jumps before `structureExits`. */
export interface Label {
  readonly id: number;
  readonly name: string | null;
}

export type ConstantValue = number | string | boolean | null | undefined;
export type UnaryOperator = '-' | '+' | '!' | '~' | 'typeof' | 'void';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '**';
export type BinaryOperator =
  | ArithmeticOperator
  | '&'
  | '|'
  | '^'
  | '<<'
  | '>>'
  | '>>>'
  | '=='
  | '!='
  | '==='
  | '!=='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | 'instanceof';

export type TypedArrayName =
  | 'Float64Array'
  | 'Float32Array'
  | 'Int8Array'
  | 'Uint8Array'
  | 'Uint8ClampedArray'
  | 'Int16Array'
  | 'Uint16Array'
  | 'Int32Array'
  | 'Uint32Array';

/** Which operands of an operator may be objects that define it. */
export interface Overloaded {
  readonly left: boolean;
  readonly right: boolean;
}

/** Operations that a user's program lowers to. */
export type PrimalOperation =
  /** `absent` marks the undefined that the compiler puts where a local has no value yet and none is read. */
  | { readonly kind: 'constant'; readonly value: ConstantValue; readonly absent?: true }
  /** A binding outside the function: module scope, an enclosing function that is not compiled, or a global. */
  | { readonly kind: 'loadOuter'; readonly name: string }
  | { readonly kind: 'storeOuter'; readonly name: string; value: Value }
  | { readonly kind: 'loadLocal'; readonly variable: Variable }
  | { readonly kind: 'storeLocal'; readonly variable: Variable; value: Value }
  /** `overloaded`: an operand may be an object that defines the operator; companions make sure that it is none. */
  | {
      readonly kind: 'unary';
      readonly operator: UnaryOperator;
      argument: Value;
      readonly overloaded?: Overloaded;
    }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      left: Value;
      right: Value;
      readonly overloaded?: Overloaded;
    }
  /** `&&`/`||` as a test, right side pure: printed as written, evaluated without control flow. */
  | { readonly kind: 'logical'; readonly operator: '&&' | '||'; left: Value; right: Value }
  /** `test ? whenTrue : whenFalse` on pure operands. */
  | { readonly kind: 'select'; test: Value; whenTrue: Value; whenFalse: Value }
  /** A call of the intrinsic `Math.name`. */
  | { readonly kind: 'math'; readonly name: string; args: Value[] }
  /** `optional`: undefined when the object is (only compiled code uses it, on shadows that may be absent). */
  | { readonly kind: 'loadField'; object: Value; readonly key: string; readonly optional?: true }
  | { readonly kind: 'storeField'; object: Value; readonly key: string; value: Value }
  | { readonly kind: 'loadIndex'; object: Value; index: Value; readonly optional?: true }
  | { readonly kind: 'storeIndex'; object: Value; index: Value; value: Value }
  | { readonly kind: 'deleteField'; object: Value; readonly key: string }
  | { readonly kind: 'newArray'; elements: Value[] }
  /** An object literal; with `complex`, a complex number of these parts. */
  | { readonly kind: 'newObject'; readonly keys: readonly string[]; values: Value[]; readonly complex?: true }
  /** `new Float64Array(argument)` and its like, of the intrinsic constructor. */
  | { readonly kind: 'newTyped'; readonly constructorName: TypedArrayName; argument: Value | null }
  /** A call of a function of this file that is compiled with this one. */
  | { readonly kind: 'callKnown'; readonly target: KnownFunction; args: Value[] }
  /**
   * A call of a function value; `self` is the receiver of a method call, whose callee was loaded from it. `isPure` if it stores into nothing that it
   * is given: a function of arrays of the runtime. `isFresh` if it keeps hold of nothing either, and its result is new; `isLocal` if the result is seen
   * by nothing but such calls; `spare` tells which arguments are such results that have no other use.
   */
  | {
      readonly kind: 'callUnknown';
      callee: Value;
      self: Value | null;
      args: Value[];
      readonly text: string;
      readonly isPure: boolean;
      readonly isFresh?: boolean;
      isLocal?: boolean;
      spare?: readonly boolean[];
      /** It is expected to give a number, which is made sure of where operators may be those of objects. */
      readonly givesNumber?: true;
    }
  | { readonly kind: 'construct'; callee: Value; args: Value[]; readonly text: string }
  /**
   * A function nested in this one, lifted: its captured values come first among the target's parameters. In companions their shadows
   * or tangents stand beside them.
   */
  | {
      readonly kind: 'closure';
      readonly target: KnownFunction;
      captures: Value[];
      companions?: Value[];
      /** At second order: what stands beside the captures, and beside their shadows. */
      second?: { mirrors: Value[]; tangents: Value[] };
      readonly sourceIndex: number;
    }
  /** A template literal; the result is text and carries no derivative. */
  | { readonly kind: 'template'; readonly quasis: readonly string[]; args: Value[] };

/** Operations that only companions contain. */
export type CompanionOperation =
  /**
   * Pushes numbers (booleans as 0/1) on the numeric tape, in order, as one group. At second order `tangents` go to the same places of the
   * tangent tape; null for what has none.
   */
  | { readonly kind: 'tapePush'; values: Value[]; readonly reserved: boolean; tangents?: (Value | null)[] }
  /**
   * Copies a range of an array to the numeric tape, with its length on top; gives where the array's element 0 would lie, NaN (and
   * an empty copy) if that cannot be done or is not worth it. With `refers`, the tape's field `source` is where it lies then.
   */
  | {
      readonly kind: 'tapeSnapshot';
      object: Value;
      low: Value;
      high: Value;
      minimum: Value;
      /** How many elements the nest reads; a range that is much longer is not worth a copy. */
      reads: Value;
      /** Nothing stores into the array later: in a sweep in which nobody else does, it is read where it is. */
      readonly refers: boolean;
    }
  /** Moves the numeric cursor back over a snapshot. */
  | { readonly kind: 'tapeDropSnapshot' }
  /** A number by absolute position on the tape, or in the array that is read in place of it; `ofTangent`: on the tangent tape. */
  | { readonly kind: 'tapeAt'; position: Value; source: Value | null; readonly ofTangent?: true }
  /** Makes room for `amount` numbers so that pushes marked `reserved` need no test. */
  | { readonly kind: 'tapeReserve'; amount: Value }
  /** Moves the numeric cursor back by a group; the group's members are then read by offset. */
  | { readonly kind: 'tapeDrop'; readonly count: number }
  | { readonly kind: 'tapeRead'; readonly offset: number; readonly ofTangent?: true }
  /** `tangents`: what goes to the same places of the tangent tape at second order, if anything. */
  | { readonly kind: 'refPush'; values: Value[]; tangents?: (Value | null)[] }
  | { readonly kind: 'refDrop'; readonly count: number }
  | { readonly kind: 'refRead'; readonly offset: number; readonly ofTangent?: true }
  /** `shadow[key] += value`; skipped when the shadow may be undefined and is. */
  | {
      readonly kind: 'accumulate';
      shadow: Value;
      key: Value | string;
      value: Value;
      readonly maybeAbsent: boolean;
      /** Skipped if the value is zero: the slot may not exist then. */
      readonly mayBeNothing?: true;
    }
  /** Reads a slot and sets it to zero; zero when the shadow may be undefined and is. */
  | {
      readonly kind: 'takeSlot';
      shadow: Value;
      key: Value | string;
      readonly maybeAbsent: boolean;
      /** False if the slot may lie beyond the end of a typed array. */
      readonly isThere: boolean;
    }
  /** `shadow[key] = value` in the forward sweep (0 for a number), or to clear a slot in the reverse sweep. */
  | {
      readonly kind: 'setSlot';
      shadow: Value;
      key: Value | string;
      value: Value;
      readonly maybeAbsent: boolean;
    }
  /** Zero-initialised companion of a literal: numbers → 0, references → their shadow. */
  | {
      readonly kind: 'newShadow';
      readonly like: 'array' | 'object' | 'typed';
      readonly keys: readonly string[];
      values: Value[];
    }
  /** `d !== 0 ? value : 0`, so that 0 · ∞ contributes zero. */
  | { readonly kind: 'zeroGuard'; guard: Value; value: Value }
  /**
   * `value ?? 0`: the tangent of a number out of a mirror's slot, which is absent for what carries none; `lane`: beyond the first;
   * `ofTyped`: the mirror is that of a float array, whose slots are numbers.
   */
  | { readonly kind: 'orZero'; value: Value; readonly lane?: number; readonly ofTyped?: true }
  /**
   * The forward companion of a known function, or the tangent of that (`second`): the tape is written back before and reloaded after
   * it.
   */
  | { readonly kind: 'callForward'; readonly target: KnownFunction; args: Value[]; readonly second?: true }
  /** With `tangent`, that of the cotangent, it is the tangent of the reverse companion. */
  | { readonly kind: 'callReverse'; readonly target: KnownFunction; cotangent: Value; tangent?: Value }
  /** The tangent companion of a known function, or its lanes companion. */
  | { readonly kind: 'callTangent'; readonly target: KnownFunction; args: Value[]; readonly lanes?: true }
  /** A part of this companion that `splitLong` made a function: the tape is written back before and reloaded after it. */
  | { readonly kind: 'callPart'; readonly part: string; args: Value[] }
  /** `record.forward | reverse | tangent` of a record found at run time. */
  | {
      readonly kind: 'callRecord';
      readonly entry: 'forward' | 'reverse' | 'tangent';
      record: Value;
      args: Value[];
    }
  /** Throws if the value is text, a BigInt or an object where a number was assumed; `place` says where it is used. */
  | { readonly kind: 'checkNumber'; value: Value; readonly place: string; readonly accepts: NumberCheck }
  /**
   * A loop that is reversed from snapshots: run by `target`, the function of some of its turns, and `advance`, the same without derivatives.
   * `args`: its state, the other numbers that it reads, and the objects that it refers to; the target takes them and the number of
   * turns. `start` and `bound` tell how many turns there will be, if that can be told.
   */
  | {
      readonly kind: 'checkpointedLoop';
      readonly target: KnownFunction;
      readonly advance: string;
      readonly written: readonly boolean[];
      readonly snapshots: number | null;
      readonly step: number;
      readonly inclusive: boolean;
      readonly place: string;
      start: Value | null;
      bound: Value | null;
      args: Value[];
    }
  | { readonly kind: 'reverseCheckpointed'; loop: Value }
  /**
   * A field of the tape object, such as `ret` (last result's shadow) or `ret_`; `lane`: of the tape of a lane. At second order lane 1 is
   * the tangent tape.
   */
  | {
      readonly kind: 'tapeField';
      readonly field: 'ret' | 'ret_' | 'source' | 'isStable';
      readonly lane?: number;
    }
  | { readonly kind: 'setTapeField'; readonly field: 'ret' | 'ret_'; value: Value; readonly lane?: number }
  /** Result register `t.r[index]`; of an unknown callee zero beyond what its record says it writes. */
  | { readonly kind: 'readRegister'; readonly index: number; record: Value | null; readonly lane?: number }
  | { readonly kind: 'writeRegister'; readonly index: number; value: Value; readonly lane?: number }
  /** A method of the tape (`tape: true`; with `lane`, of the tape of a lane) or a function imported from the runtime's compiled entry. */
  | {
      readonly kind: 'helper';
      readonly name: string;
      readonly tape: boolean;
      readonly pure: boolean;
      args: Value[];
      readonly lane?: number;
    };

/**
 * What a check lets pass beside numbers. `operand`: what the language makes a number of, and text that gives NaN. `summand`: no text,
 * which `+` would join. `number`: nothing.
 */
export type NumberCheck = 'operand' | 'summand' | 'number';

export type Operation = PrimalOperation | CompanionOperation;
export type OperationKind = Operation['kind'];

export interface Instruction {
  /** Absent for pure effects (stores, pushes). */
  readonly result: Value | null;
  op: Operation;
  readonly loc: Loc;
}

/** A phi's operands follow the order of its block's predecessors, see `Block.phis`. */
export interface Phi {
  readonly result: Value;
  /**
   * At the fallthrough of an `if`: [from consequent, from alternate]; in a loop header: [on entry, from the update];
   * at the fallthrough of a loop: [from the failed test, from leave]. `null` where that edge does not exist.
   */
  operands: (Value | null)[];
  readonly loc: Loc;
}

export interface Block {
  readonly id: BlockId;
  phis: Phi[];
  instructions: Instruction[];
  terminal: Terminal;
}

export interface IfTerminal {
  readonly kind: 'if';
  test: Value;
  consequent: Block;
  alternate: Block;
  fallthrough: Block;
  readonly loc: Loc;
}

/**
 * A loop in the order header (phis, test) → body → leave? → update → header.
 * The header is one block of pure instructions; `test` null is `true`. `leave` (a value of the body's chain or a constant)
 * is looked at after the body: when true the loop is left before the update.
 */
export interface LoopTerminal {
  readonly kind: 'loop';
  readonly form: 'for' | 'while' | 'doWhile';
  readonly label: Label;
  header: Block;
  test: Value | null;
  body: Block;
  leave: Value | null;
  update: Block;
  fallthrough: Block;
  /** The loop is marked `@checkpoint`. */
  readonly checkpoint?: Checkpoint | null;
  readonly loc: Loc;
}

/** What an annotation `@checkpoint` says. */
export interface Checkpoint {
  /** How many snapshots there may be; null for the default. */
  readonly snapshots: number | null;
  /** The place of the annotation. */
  readonly loc: Loc;
}

/** Before `structureExits` only: a block that `jump`s of kind break may leave. */
export interface LabelTerminal {
  readonly kind: 'label';
  readonly label: Label;
  body: Block;
  fallthrough: Block;
  readonly loc: Loc;
}

export type Terminal =
  /** End of a chain: control goes on where the owner of the chain says. */
  | { readonly kind: 'end' }
  /** Before `structureExits`: anywhere; after it: only at the end of the function's own chain. */
  | { readonly kind: 'return'; value: Value | null; readonly loc: Loc }
  | { readonly kind: 'throw'; value: Value; readonly loc: Loc }
  /** Before `structureExits` only. */
  | { readonly kind: 'jump'; readonly to: 'break' | 'continue'; readonly label: Label; readonly loc: Loc }
  | IfTerminal
  | LoopTerminal
  | LabelTerminal;

/** How a parameter or a result travels between companions. */
export type Channel =
  /** Numbers: no shadow. */
  | 'number'
  /** Objects: a shadow travels beside it, no numeric cotangent. */
  | 'reference'
  /** Not known: both. */
  | 'unknown';

export interface HIRFunction {
  readonly name: string;
  readonly role: 'primal' | 'forward' | 'reverse' | 'tangent' | 'lanes' | 'forwardTangent' | 'reverseTangent';
  params: Value[];
  entry: Block;
  readonly loc: Loc;
}

/** A function of the file that is compiled; shared by all who call it. */
export interface KnownFunction {
  readonly name: string;
  /** Lowered body; passes replace it as it travels through the pipeline. */
  hir: HIRFunction;
  /** Whether the function (or one it calls) stores active values into what the parameter refers to; set by `inferStores`. */
  storedParams: boolean[];
  /** Channel of each parameter (captures of a lifted closure included) and of the result; set by `inferChannels`. */
  paramChannels: Channel[];
  /** `none`: no value or one without derivative (boolean, text); `unset`: not inferred yet. */
  resultChannel: Channel | 'none' | 'unset';
  /** Names of the emitted companions, unique in the scope where they stand. */
  readonly forwardName: string;
  readonly reverseName: string;
  readonly tangentName: string;
  readonly lanesName: string;
  /** For a lifted closure: name of the function that gives its traced form, over what it captures. */
  readonly tracedName: string;
  readonly forwardTangentName: string;
  readonly reverseTangentName: string;
  /** For a lifted closure: how many leading parameters are captures. */
  readonly captureCount: number;
  /** Whether the function can be run again from its beginning when it has met something unexpected: nobody has seen an effect. */
  restartable: boolean;
  /** Whether its companions check nothing and call nothing, so that they meet nothing unexpected; set when they are built. */
  plain: boolean;
  /** Whether nothing of what it is given changes while it, and what it calls, runs; set by `inferStable`. */
  stable: boolean;
  /** Names of functions outside of the file with which it is, if those are; set by `inferStable`. */
  stableWith?: readonly string[];
  /** What the function, and those of the file that it calls, take for granted of the objects they meet; bits of `Assumption`. */
  assumptions: number;
  /** Whether it has operators that objects may define, or calls functions of the file that do; set by `inferOverloads`. */
  overloads: boolean;
  /** Whether it returns a number whatever it is given, as far as its own code tells; set by `inferOverloads`, where operators are overloaded. */
  givesNumber: boolean;
  /** Whether a lanes companion is emitted: several tangents at once. */
  hasLanes: boolean;
  /** Whether the tangents of its forward and reverse companions are emitted, for Hessians; set by `inferSecondOrder`. */
  hasSecondOrder: boolean;
}
