import type { NodePath, types as t } from '@babel/core';
import type { Binding } from '@babel/traverse';
import type { Diagnostic } from '../diagnostics/Diagnostic.js';
import { newBlock } from '../hir/builder.js';
import type { KnownFunction } from '../hir/model.js';
import { nameOfFunction } from './nameOfFunction.js';
import type { ProgramIndex } from './ProgramIndex.js';
import { seeThrough } from './seeThrough.js';

/** A function to compile, with its lowered body in `known.hir`. */
export interface LoweredFunction {
  readonly known: KnownFunction;
  readonly path: NodePath<t.Function>;
  /** Annotated by the user, as opposed to called by a function that is, or nested in one. */
  readonly annotated: boolean;
  /** Names of the captured variables, in the order of the leading parameters; empty unless it is nested. */
  readonly captureNames: readonly string[];
  /** The compiled function that it is nested in and lifted from. */
  readonly liftedFrom: LoweredFunction | null;
}

/** State of the lowering of a file: which functions are wanted, what went wrong. */
export class ProgramLowering {
  readonly lowered: LoweredFunction[] = [];
  readonly problems = new Map<t.Function, Diagnostic[]>();
  private readonly byNode = new Map<t.Function, LoweredFunction>();
  private readonly usedNames = new Set<string>();

  constructor(
    readonly index: ProgramIndex,
    readonly fileName: string,
    readonly source: string | undefined,
    /** Functions that are not compiled: calls of them carry no derivative, or are looked up at run time. */
    private readonly excluded: ReadonlySet<t.Function>,
    private readonly inactive: ReadonlySet<t.Function>,
  ) {}

  report(path: NodePath<t.Function>, problem: Diagnostic): void {
    const list = this.problems.get(path.node);
    if (list) list.push(problem);
    else this.problems.set(path.node, [problem]);
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

  isExcluded(path: NodePath<t.Function>): boolean {
    return this.excluded.has(path.node);
  }

  isInactive(path: NodePath<t.Function>): boolean {
    return this.inactive.has(path.node);
  }

  /** Adds a function to those to compile; the same record for the same function. */
  want(path: NodePath<t.Function>, annotated: boolean): LoweredFunction {
    const present = this.byNode.get(path.node);
    if (present) return present;
    const name = nameOfFunction(path);
    const stem = this.uniqueStem(name);
    const known: KnownFunction = {
      name,
      hir: { name, role: 'primal', params: [], entry: newBlock(), loc: null },
      storedParams: [],
      paramChannels: path.node.params.map(() => 'unknown'),
      resultChannel: 'unset',
      forwardName: `${stem}_forward`,
      reverseName: `${stem}_reverse`,
      tangentName: `${stem}_tangent`,
      captureCount: 0,
    };
    const lowered: LoweredFunction = { known, path, annotated, captureNames: [], liftedFrom: null };
    this.byNode.set(path.node, lowered);
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
      const names = ['forward', 'reverse', 'tangent'].map((role) => `${stem}_${role}`);
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
