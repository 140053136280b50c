import { type NodePath, types as t } from '@babel/core';
import type { Binding, Scope } from '@babel/traverse';
import { separateOwnNames } from './separateOwnNames.js';

const DETACHING: ReadonlySet<string> = new Set(['stopGradient', 'constant']);

/** What every name of the file refers to, so that lowering can work on plain nodes. */
export class ProgramIndex {
  private readonly bindings = new Map<t.Identifier, Binding>();
  private readonly paths = new Map<t.Function, NodePath<t.Function>>();
  private readonly scopes = new Map<t.Node, Scope>();
  /** Does the program say `Symbol.iterator`? */
  hasOwnIterables = false;

  constructor(readonly program: NodePath<t.Program>) {
    separateOwnNames(program);
    program.traverse({
      CatchClause: (path) => {
        // Babel does not find the names of a catch clause's pattern from within it.
        if (!path.node.param) return;
        for (const identifier of Object.values(t.getBindingIdentifiers(path.node.param))) {
          const binding = path.scope.getOwnBinding(identifier.name);
          if (binding) this.bindings.set(identifier, binding);
        }
      },
      Identifier: (path) => {
        const binding = path.scope.getBinding(path.node.name);
        if (binding && !this.bindings.has(path.node)) this.bindings.set(path.node, binding);
        if (path.node.name === 'iterator' && path.parent.type === 'MemberExpression') {
          const { object } = path.parent;
          this.hasOwnIterables ||= object.type === 'Identifier' && object.name === 'Symbol';
        }
      },
      Function: (path) => {
        this.paths.set(path.node, path);
      },
      Scopable: (path) => {
        this.scopes.set(path.node, path.scope);
      },
    });
  }

  /** Binding that an identifier refers to; undefined for globals. */
  bindingOf(identifier: t.Identifier): Binding | undefined {
    return this.bindings.get(identifier);
  }

  /** Is it a function of the runtime whose result carries no derivative (`stopGradient`, `constant`)? */
  isDetaching(identifier: t.Identifier): boolean {
    const name = this.nameInRuntime(identifier);
    return name !== undefined && DETACHING.has(name);
  }

  /** The name of what an identifier imports from the runtime; undefined for any other. */
  nameInRuntime(identifier: t.Identifier): string | undefined {
    const specifier = this.bindingOf(identifier)?.path;
    if (!specifier?.isImportSpecifier() || specifier.parent.type !== 'ImportDeclaration') return undefined;
    const { imported } = specifier.node;
    const name = imported.type === 'Identifier' ? imported.name : imported.value;
    return specifier.parent.source.value === '@diffjs/runtime' ? name : undefined;
  }

  pathOf(fn: t.Function): NodePath<t.Function> {
    const path = this.paths.get(fn);
    if (!path) throw new Error('the function is not part of the indexed program');
    return path;
  }

  /** Scope that a block, loop, switch or function opens. */
  scopeOf(node: t.Node): Scope | undefined {
    return this.scopes.get(node);
  }

  /** Functions of the file, outer before inner, in the order of the source. */
  functions(): NodePath<t.Function>[] {
    return [...this.paths.values()];
  }
}

/** Is the binding declared inside the function (its parameters and own name included)? */
export function isDeclaredInside(binding: Binding, fn: t.Function): boolean {
  for (let scope: Scope | undefined = binding.scope; scope; scope = scope.parent) {
    if (scope.block === fn) return true;
  }
  return false;
}
