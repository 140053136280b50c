import type { NodePath, types as t } from '@babel/core';
import type { Binding, Scope } from '@babel/traverse';
import { isDeclaredInside } from './ProgramIndex.js';
import { seeThrough } from './seeThrough.js';

/**
 * How a function nested in a compiled one is treated:
 * `inline` lowers its body at every call, on the very same captured variables;
 * `lift` makes it a function of its own that takes the captured values as leading parameters;
 * `value` does so too, and makes a closure of it where it is created, because it is used as a value.
 */
export type NestedKind = 'inline' | 'lift' | 'value';

/** Nodes up to which a function called more than once is lowered into its callers. */
const INLINE_SIZE = 40;

interface NestedFunction {
  readonly path: NodePath<t.Function>;
  /** The name that stands for it for good, if there is one. */
  binding: Binding | null;
  kind: NestedKind;
  /** Names used inside, declared outside of it and inside of the root. */
  readonly free: Set<Binding>;
  readonly assigned: Set<Binding>;
  readonly calls: Set<NestedFunction>;
  callCount: number;
}

/** What is known of the functions nested in a compiled function. */
export class NestedFunctions {
  private readonly byNode = new Map<t.Function, NestedFunction>();

  constructor(
    private readonly root: NodePath<t.Function>,
    functionOf: (binding: Binding) => NodePath<t.Function> | null,
  ) {
    const bindings = this.collect(functionOf);
    for (const binding of bindings) this.collectUses(binding);
    this.spreadValues();
    for (const fn of this.byNode.values()) this.decide(fn);
    this.spreadCaptures();
  }

  has(path: NodePath<t.Function>): boolean {
    return this.byNode.has(path.node);
  }

  kindOf(path: NodePath<t.Function>): NestedKind {
    return this.get(path).kind;
  }

  /** The captured variables (and closures), in the order of their declaration. */
  capturesOf(path: NodePath<t.Function>): Binding[] {
    const start = ({ identifier }: Binding) => identifier.start ?? 0;
    return [...this.get(path).free].sort((a, b) => start(a) - start(b));
  }

  /** Variables outside of it that the function or one that it calls assigns. */
  assignedBy(path: NodePath<t.Function>): ReadonlySet<Binding> {
    return this.get(path).assigned;
  }

  private get(path: NodePath<t.Function>): NestedFunction {
    const fn = this.byNode.get(path.node);
    if (!fn) throw new Error('the function is not nested in this one');
    return fn;
  }

  private collect(functionOf: (binding: Binding) => NodePath<t.Function> | null): Binding[] {
    const scopes = new Set<Scope>([this.root.scope]);
    this.root.traverse({
      Scopable: (path) => {
        scopes.add(path.scope);
      },
      Function: (path) => {
        this.byNode.set(path.node, {
          path,
          binding: null,
          kind: isCallee(path) ? 'inline' : 'value',
          free: new Set(),
          assigned: new Set(),
          calls: new Set(),
          callCount: isCallee(path) ? 1 : 0,
        });
      },
    });
    const bindings = [...scopes].flatMap((scope) => Object.values(scope.bindings));
    for (const binding of bindings) {
      const named = functionOf(binding);
      const fn = named && this.byNode.get(named.node);
      if (!fn) continue;
      if (binding.kind !== 'local') {
        fn.binding = binding;
        fn.kind = binding.referencePaths.every(isCallee) ? 'inline' : 'value';
      }
    }
    return bindings;
  }

  /** Notes for every function between a use and the declaration what it uses, assigns and calls. */
  private collectUses(binding: Binding): void {
    const own = [...this.byNode.values()].find((fn) => fn.binding === binding) ?? this.ownName(binding);
    for (const reference of binding.referencePaths) {
      for (const user of this.usersAt(reference, binding)) {
        user.free.add(binding);
        if (own) user.calls.add(own);
      }
      if (own && isCallee(reference)) own.callCount++;
    }
    for (const violation of binding.constantViolations) {
      for (const user of this.usersAt(violation, binding)) {
        user.free.add(binding);
        user.assigned.add(binding);
      }
    }
  }

  /** The function expression whose own name it is; using that name means calling itself. */
  private ownName(binding: Binding): NestedFunction | undefined {
    if (binding.kind !== 'local') return undefined;
    const fn = this.byNode.get(binding.scope.block as t.Function);
    if (fn && binding.referencePaths.length > 0) fn.calls.add(fn);
    return fn;
  }

  /** Nested functions around a place, from the inside out, in which the variable is not declared. */
  private usersAt(path: NodePath, binding: Binding): NestedFunction[] {
    const users: NestedFunction[] = [];
    for (let at = path.getFunctionParent(); at && at.node !== this.root.node; at = at.getFunctionParent()) {
      const fn = this.byNode.get(at.node);
      if (!fn || isDeclaredInside(binding, at.node)) break;
      users.push(fn);
    }
    return users;
  }

  /** A function named inside of one that is a value has to be a value too: the closure's text names it. */
  private spreadValues(): void {
    for (let changed = true; changed;) {
      changed = false;
      for (const user of this.byNode.values()) {
        if (user.kind !== 'value') continue;
        for (const callee of user.calls) {
          if (callee.kind === 'value' || callee === user) continue;
          callee.kind = 'value';
          changed = true;
        }
      }
    }
  }

  private decide(fn: NestedFunction): void {
    for (let changed = true; changed;) {
      changed = false;
      for (const callee of reachable(fn)) {
        for (const binding of callee.assigned) {
          if (fn.assigned.has(binding) || isDeclaredInside(binding, fn.path.node)) continue;
          fn.assigned.add(binding);
          changed = true;
        }
      }
    }
    if (fn.kind === 'value') return;
    const isRecursive = reachable(fn).has(fn);
    const isSmall = fn.callCount <= 1 || sizeOf(fn.path) <= INLINE_SIZE;
    fn.kind = !isRecursive && (isSmall || fn.assigned.size > 0) ? 'inline' : 'lift';
  }

  /** Whoever calls a function that is not a value needs what that captures; the name itself is not captured. */
  private spreadCaptures(): void {
    for (let changed = true; changed;) {
      changed = false;
      for (const user of this.byNode.values()) {
        for (const callee of user.calls) {
          if (callee.kind === 'value' && callee !== user) continue;
          for (const binding of callee.free) {
            if (user.free.has(binding) || isDeclaredInside(binding, user.path.node)) continue;
            user.free.add(binding);
            changed = true;
          }
        }
      }
    }
    for (const fn of this.byNode.values()) {
      for (const user of this.byNode.values()) {
        if (fn.binding && (fn.kind !== 'value' || fn === user)) user.free.delete(fn.binding);
      }
    }
  }
}

/** Functions called from this one, directly or through others. */
function reachable(from: NestedFunction): Set<NestedFunction> {
  const found = new Set<NestedFunction>();
  const visit = (fn: NestedFunction) => {
    for (const callee of fn.calls) {
      if (found.has(callee)) continue;
      found.add(callee);
      visit(callee);
    }
  };
  visit(from);
  return found;
}

/** Does the expression stand where a call names what it calls? */
function isCallee(path: NodePath): boolean {
  let child: NodePath = path;
  while (child.parentPath && seeThrough(child.parent) !== child.parent) child = child.parentPath;
  return child.key === 'callee' && child.parent.type === 'CallExpression';
}

function sizeOf(path: NodePath): number {
  let size = 0;
  path.traverse({
    enter: () => {
      size++;
    },
  });
  return size;
}
