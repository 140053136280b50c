import { arrayFunctions, freshFunctions } from '@diffjs/runtime/rules/manifest';
import { type NodePath, types as t } from '@babel/core';
import type { Binding, Scope } from '@babel/traverse';
import type { OperatedObjects } from '../operators/asksForOperators.js';
import { separateOwnNames } from './separateOwnNames.js';

const RUNTIME = '@diffjs/runtime';

/** Functions of the runtime whose result carries no derivative. */
const ARRAY_FUNCTIONS: ReadonlySet<string> = new Set(arrayFunctions);
const FRESH_FUNCTIONS: ReadonlySet<string> = new Set(freshFunctions);
const DETACHING: ReadonlySet<string> = new Set(['stopGradient', 'constant']);

/** Functions of the runtime that differentiate. */
const DERIVATIVES: ReadonlySet<string> = new Set([
  'gradient',
  'withGradient',
  'pullback',
  'jvp',
  'derivative',
  'jacobian',
  'hessian',
  'hvp',
]);

/** What every name of the file refers to, so that lowering can work on plain nodes. */
export class ProgramIndex {
  private readonly bindings = new Map<t.Identifier, Binding>();
  private readonly paths = new Map<t.Function, NodePath<t.Function>>();
  private readonly scopes = new Map<t.Node, Scope>();
  /** The objects whose operators the file asks for. */
  operators: OperatedObjects = 'none';
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
    return DETACHING.has(this.nameInRuntime(identifier) ?? '');
  }

  /** Is it a function of arrays of the runtime, which stores into nothing that it is given? */
  isArrayFunction(identifier: t.Identifier): boolean {
    return ARRAY_FUNCTIONS.has(this.nameInRuntime(identifier) ?? '');
  }

  /** Is it one whose result is new, and that keeps hold of nothing? */
  isFreshFunction(identifier: t.Identifier): boolean {
    return FRESH_FUNCTIONS.has(this.nameInRuntime(identifier) ?? '');
  }

  /** Is it a function of the runtime that differentiates another one? */
  isDerivative(callee: t.Expression): boolean {
    if (callee.type === 'Identifier') return DERIVATIVES.has(this.nameInRuntime(callee) ?? '');
    if (callee.type !== 'MemberExpression' || callee.computed) return false;
    const { object, property } = callee;
    return (
      object.type === 'Identifier' &&
      property.type === 'Identifier' &&
      DERIVATIVES.has(property.name) &&
      this.isRuntime(object)
    );
  }

  /** The name under which the runtime exports what an identifier stands for; null if it is nothing of the runtime. */
  nameInRuntime(identifier: t.Identifier): string | null {
    const path = this.bindingOf(identifier)?.path;
    if (path?.isImportSpecifier()) {
      const { imported } = path.node;
      const name = imported.type === 'Identifier' ? imported.name : imported.value;
      return isImportOfRuntime(path.parent) ? name : null;
    }
    if (!path?.isVariableDeclarator() || !isRequireOfRuntime(path.node.init)) return null;
    const { id } = path.node;
    if (id.type !== 'ObjectPattern') return null;
    for (const property of id.properties) {
      if (property.type !== 'ObjectProperty' || property.computed) continue;
      const { key, value } = property;
      if (value.type !== 'Identifier' || value.name !== identifier.name) continue;
      return key.type === 'Identifier' ? key.name : null;
    }
    return null;
  }

  /** Does an identifier stand for all that the runtime exports? */
  private isRuntime(identifier: t.Identifier): boolean {
    const path = this.bindingOf(identifier)?.path;
    if (path?.isImportNamespaceSpecifier() || path?.isImportDefaultSpecifier())
      return isImportOfRuntime(path.parent);
    return (
      !!path?.isVariableDeclarator() &&
      path.node.id.type === 'Identifier' &&
      isRequireOfRuntime(path.node.init)
    );
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

function isImportOfRuntime(node: t.Node): boolean {
  return node.type === 'ImportDeclaration' && node.source.value === RUNTIME;
}

function isRequireOfRuntime(node: t.Node | null | undefined): boolean {
  if (node?.type !== 'CallExpression' || node.callee.type !== 'Identifier') return false;
  const [source] = node.arguments;
  return node.callee.name === 'require' && source?.type === 'StringLiteral' && source.value === RUNTIME;
}

/** Is the binding declared inside the function (its parameters and own name included)? */
export function isDeclaredInside(binding: Binding, fn: t.Function): boolean {
  for (let scope: Scope | undefined = binding.scope; scope; scope = scope.parent) {
    if (scope.block === fn) return true;
  }
  return false;
}
