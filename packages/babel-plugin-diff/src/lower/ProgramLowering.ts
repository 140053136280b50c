import type { NodePath, types as t } from '@babel/core';
import type { Binding } from '@babel/traverse';
import { newBlock } from '../hir/builder.js';
import type { Checkpoint, KnownFunction, Loc } from '../hir/model.js';
import { HintReader } from '../hints/HintReader.js';
import { ComplexKinds } from '../operators/ComplexKinds.js';
import { nameOfFunction } from './nameOfFunction.js';
import { NestedFunctions } from './NestedFunctions.js';
import type { ProgramIndex } from './ProgramIndex.js';
import { seeThrough } from './seeThrough.js';

/** Something that fast companions do not cover. */
export interface Limit {
  readonly loc: Loc;
  /** The construct, in words. */
  readonly what: string;
}

/** A function to compile, with its lowered body in `known.hir`. */
export interface LoweredFunction {
  readonly known: KnownFunction;
  readonly path: NodePath<t.Function>;
  /** The captured variables, in the order of the leading parameters; empty unless it is nested. */
  readonly captures: readonly Binding[];
  /** The outermost compiled function that it is nested in and lifted from. */
  readonly liftedFrom: LoweredFunction | null;
  /** Do companions of other functions call its companions? Then these have to stand in its scope. */
  calledByName: boolean;
}

/** State of the lowering of a file: which functions are wanted, and which cannot be lowered. */
export class ProgramLowering {
  readonly lowered: LoweredFunction[] = [];
  /** What the user says of types. */
  readonly hints: HintReader;
  readonly limits = new Map<t.Function, Limit[]>();
  private readonly wanted = new Map<t.Node, LoweredFunction>();
  /** By the function that they are lifted out of: within each, a nested function captures other variables. */
  private readonly lifted = new Map<LoweredFunction, Map<t.Node, LoweredFunction>>();
  private readonly nested = new Map<t.Node, NestedFunctions>();
  private readonly usedNames = new Set<string>();
  private complexKinds: ComplexKinds | null = null;

  constructor(
    readonly index: ProgramIndex,
    readonly fileName: string,
    readonly source: string | undefined,
    /** Functions that are not compiled: calls of them carry no derivative, or are looked up at run time. */
    private readonly excluded: ReadonlySet<t.Function>,
    private readonly inactive: ReadonlySet<t.Function>,
    /** Whether a variable outside of a function may be given something active while that is differentiated. */
    readonly isActiveOutside: (binding: Binding) => boolean = () => false,
    /** Loops that are marked `@checkpoint`. */
    private readonly checkpoints: ReadonlyMap<t.Node, Checkpoint> = new Map(),
  ) {
    this.hints = new HintReader(index.program);
  }

  /** Which values are complex numbers, where operators on them are asked for. */
  get kinds(): ComplexKinds {
    return (this.complexKinds ??= new ComplexKinds(this.index, this.hints));
  }

  checkpointOf(loop: t.Loop): Checkpoint | null {
    return this.checkpoints.get(loop) ?? null;
  }

  /** Notes why a function is left out. */
  report(path: NodePath<t.Function>, limit: Limit): void {
    const list = this.limits.get(path.node) ?? [];
    this.limits.set(path.node, list);
    list.push(limit);
  }

  /** The function that a name stands for, if that is certain: declared once and never assigned. */
  functionOf(binding: Binding): NodePath<t.Function> | null {
    const { path } = binding;
    if (!binding.constant) return null;
    if (path.isFunctionDeclaration()) return isInStatementList(path) ? path : null;
    if (path.isFunctionExpression() && binding.kind === 'local') return path;
    if (path.isVariableDeclarator() && path.node.id.type === 'Identifier' && path.node.init) {
      if (!path.parentPath || !isInStatementList(path.parentPath)) return null;
      const init = seeThrough(path.node.init);
      if (init.type === 'ArrowFunctionExpression' || init.type === 'FunctionExpression')
        return this.index.pathOf(init);
    }
    return null;
  }

  /** What is known of the functions nested in one that is compiled on its own. */
  nestedIn(root: NodePath<t.Function>): NestedFunctions {
    const present = this.nested.get(root.node);
    if (present) return present;
    const nested = new NestedFunctions(root, (binding) => this.functionOf(binding));
    this.nested.set(root.node, nested);
    return nested;
  }

  isExcluded(path: NodePath<t.Function>): boolean {
    return this.excluded.has(path.node);
  }

  isInactive(fn: t.Function): boolean {
    return this.inactive.has(fn);
  }

  /** Is the function among those to compile on its own? */
  isWanted(fn: t.Node): boolean {
    return this.wanted.has(fn);
  }

  /** Adds a function to those to compile on its own; the same record for the same function. */
  want(path: NodePath<t.Function>): LoweredFunction {
    return this.wanted.get(path.node) ?? this.add(this.wanted, path, [], null);
  }

  /** Adds a function that another one calls by name, so that its companions have to be seen from there. */
  wantForCall(path: NodePath<t.Function>, caller: LoweredFunction): LoweredFunction {
    const target = this.want(path);
    if (target !== caller) target.calledByName = true;
    return target;
  }

  /** Adds a function nested in a compiled one, which takes what it captures as leading parameters. */
  lift(path: NodePath<t.Function>, captures: readonly Binding[], from: LoweredFunction): LoweredFunction {
    const registry = this.lifted.get(from) ?? new Map<t.Node, LoweredFunction>();
    this.lifted.set(from, registry);
    return registry.get(path.node) ?? this.add(registry, path, captures, from);
  }

  private add(
    registry: Map<t.Node, LoweredFunction>,
    path: NodePath<t.Function>,
    captures: readonly Binding[],
    liftedFrom: LoweredFunction | null,
  ): LoweredFunction {
    const name = nameOfFunction(path);
    const stem = this.uniqueStem(name);
    const known: KnownFunction = {
      name,
      hir: { name, role: 'primal', params: [], entry: newBlock(), loc: null },
      storedParams: [],
      paramChannels: [...captures, ...path.node.params].map(() => 'unknown'),
      resultChannel: 'unset',
      forwardName: `${stem}_forward`,
      reverseName: `${stem}_reverse`,
      tangentName: `${stem}_tangent`,
      lanesName: `${stem}_lanes`,
      tracedName: `${stem}_traced`,
      forwardTangentName: `${stem}_forwardTangent`,
      reverseTangentName: `${stem}_reverseTangent`,
      captureCount: captures.length,
      restartable: false,
      stable: false,
      plain: false,
      assumptions: 0,
      overloads: false,
      givesNumber: false,
      hasLanes: false,
      hasSecondOrder: false,
    };
    const lowered: LoweredFunction = {
      known,
      path,
      captures,
      liftedFrom,
      calledByName: false,
    };
    registry.set(path.node, lowered);
    this.lowered.push(lowered);
    return lowered;
  }

  /** Text of a node as the user wrote it. */
  textOf(node: t.Node): string {
    if (this.source !== undefined && node.start != null && node.end != null) {
      return this.source.slice(node.start, node.end);
    }
    return node.type === 'Identifier' ? node.name : 'a function';
  }

  /** A stem whose companions' names occur nowhere in the file. */
  private uniqueStem(name: string): string {
    const base = name.replace(/[^\p{ID_Continue}$]+/gu, '_').replace(/^(?=\d)/, '_');
    const { scope } = this.index.program;
    for (let count = 1; ; count++) {
      const stem = count === 1 ? base : `${base}${count}`;
      const roles = ['forward', 'reverse', 'tangent', 'lanes', 'traced', 'forwardTangent', 'reverseTangent'];
      const names = roles.map((role) => `${stem}_${role}`);
      if (
        names.some((each) => this.usedNames.has(each) || scope.hasReference(each) || scope.hasBinding(each))
      )
        continue;
      for (const each of names) this.usedNames.add(each);
      return stem;
    }
  }
}

/** Can statements stand after it? */
function isInStatementList(path: NodePath): boolean {
  return (
    path.listKey === 'body' || path.parent.type === 'ExportNamedDeclaration' || path.key === 'declaration'
  );
}
