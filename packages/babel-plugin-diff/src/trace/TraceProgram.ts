import { type NodePath, type types as t } from '@babel/core';
import type { Binding } from '@babel/traverse';
import type { Diagnostic } from '../diagnostics/Diagnostic.js';
import type { RuntimeImports } from '../entrypoint/RuntimeImports.js';
import { type ProgramIndex, isDeclaredInside } from '../lower/ProgramIndex.js';
import { LaneStates } from './LaneStates.js';

/** What the tracing of the functions of a file shares. */
export class TraceProgram {
  /** Problems by the function, class or literal whose traced code was to be made. */
  readonly problems = new Map<t.Node, { readonly path: NodePath; readonly problems: Diagnostic[] }>();
  /** Variables of ordinary code that traced code assigns: each needs a variable for its lane beside it. */
  readonly kept = new Set<Binding>();
  /** Classes and literals with methods that get companions. */
  readonly attached = new Set<t.Node>();
  /** Arrow functions that say `super` where a method of ordinary code makes them, with the class or literal of the method. */
  readonly homes = new Map<t.Node, t.Class | t.ObjectExpression>();
  readonly tempPrefix: string;
  /** Does the file name `checkpoint`, whose calls are made again? */
  readonly usesCheckpoint: boolean;
  private readonly laneSuffix: string;
  private laneStates: LaneStates | null = null;
  private uniqueNames = 0;
  private readonly selves = new Map<t.Class | t.ObjectExpression, string>();

  constructor(
    readonly index: ProgramIndex,
    readonly fileName: string,
    private readonly source: string | undefined,
    private readonly imports: RuntimeImports,
    /** Loops that are marked `@checkpoint`. */
    readonly checkpoints: ReadonlyMap<t.Node, unknown> = new Map(),
    /** Functions that are marked `@nondifferentiable`. */
    readonly nondifferentiable: ReadonlySet<t.Node> = new Set(),
  ) {
    const names = new Set<string>();
    index.program.traverse({
      Identifier: ({ node }) => {
        names.add(node.name);
      },
      JSXIdentifier: ({ node }) => {
        names.add(node.name);
      },
    });
    const all = [...names];
    this.usesCheckpoint = names.has('checkpoint');
    this.tempPrefix = firstFree(['$', '_$', '$$'], (prefix) =>
      all.every((name) => !name.startsWith(prefix) || !/^[a-zA]\w*$/.test(name.slice(prefix.length))),
    );
    this.laneSuffix = firstFree(['$', '$l', '$lane'], (suffix) =>
      all.every((name) => !name.endsWith(suffix) || !names.has(name.slice(0, -suffix.length))),
    );
  }

  get lanes(): LaneStates {
    return (this.laneStates ??= new LaneStates(this.index));
  }

  report(root: NodePath, problem: Diagnostic): void {
    const known = this.problems.get(root.node);
    if (known) known.problems.push(problem);
    else this.problems.set(root.node, { path: root, problems: [problem] });
  }

  /** Must the variable that holds a class or literal of ordinary code be declared around it, for arrow functions that say `super`? */
  isHome(node: t.Class | t.ObjectExpression): boolean {
    for (const home of this.homes.values()) if (home === node) return true;
    return false;
  }

  /** Name of the variable that holds a class of ordinary code, where its companions are, or a literal. */
  selfOf(node: t.Class | t.ObjectExpression): string {
    let name = this.selves.get(node);
    if (name === undefined) {
      name = this.uniqueName();
      this.selves.set(node, name);
    }
    return name;
  }

  /** A name that is used nowhere else. */
  uniqueName(): string {
    return `${this.tempPrefix}A${++this.uniqueNames}`;
  }

  /** Name of the variable that holds a variable's lane. */
  laneName(name: string): string {
    return `${name}${this.laneSuffix}`;
  }

  runtime(): t.Identifier {
    return this.imports.use('traced');
  }

  registers(): t.Identifier {
    return this.imports.use('registers');
  }

  imported(name: string): t.Identifier {
    return this.imports.use(name);
  }

  /** Is the variable of ordinary code assigned by a function nested in the one that declares it? */
  isAssignedFromInside(binding: Binding): boolean {
    const owner = binding.scope.getFunctionParent() ?? binding.scope.getProgramParent();
    return binding.constantViolations.some((violation) => {
      const inner = violation.scope.getFunctionParent() ?? violation.scope.getProgramParent();
      return inner !== owner;
    });
  }

  /** May traced code give the variable of ordinary code an active number? */
  mayBeKept(binding: Binding): boolean {
    const { kind } = binding;
    return (
      kind !== 'module' &&
      kind !== 'const' &&
      this.lanes.isActive(binding) &&
      this.isAssignedFromInside(binding)
    );
  }

  /** Text of a node as the user wrote it, shortened. */
  textOf(node: t.Node): string {
    if (this.source !== undefined && node.start != null && node.end != null) {
      const text = this.source.slice(node.start, node.end).replace(/\s+/g, ' ');
      return text.length > 60 ? `${text.slice(0, 57)}…` : text;
    }
    return node.type === 'Identifier' ? node.name : '(intermediate value)';
  }

  where(node: t.Node, text: string): string {
    const start = node.loc?.start;
    return start
      ? `${text} (${this.fileName}:${start.line}:${start.column + 1})`
      : `${text} (${this.fileName})`;
  }

  isInside(binding: Binding, root: t.Node): boolean {
    return isDeclaredInside(binding, root as t.Function);
  }
}

function firstFree(candidates: readonly string[], isFree: (candidate: string) => boolean): string {
  const found = candidates.find(isFree);
  if (found !== undefined) return found;
  for (let i = 1; ; i++) {
    const candidate = `$${i}_`;
    if (isFree(candidate)) return candidate;
  }
}
