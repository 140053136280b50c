import type { NodePath, types as t } from '@babel/core';
import type { Binding } from '@babel/traverse';
import { isDeclaredInside } from '../lower/ProgramIndex.js';
import { seeThrough } from '../lower/seeThrough.js';

type Root = NodePath<t.Function | t.Class>;

/** Text of a function from which on it is taken for the body of a module rather than for something to differentiate. */
const MODULE_SIZE = 20_000;

export interface TargetOptions {
  readonly include: 'annotated' | 'all';
  readonly differentiable: ReadonlySet<t.Function>;
  readonly nondifferentiable: ReadonlySet<t.Function>;
  readonly classes: ReadonlySet<t.Class>;
}

/**
 * The outermost functions and classes of a file that get companions, or a record that says that they have none. With `include: 'annotated'` these are the annotated ones and
 * what they refer to; with `'all'` every one, but functions that only hold a module together: those run once, when the file is
 * loaded, and what they hold is compiled instead.
 */
export function selectTargets(program: NodePath<t.Program>, options: TargetOptions): Root[] {
  const found =
    options.include === 'all' ? everyRoot(program, options) : new AnnotatedRoots(program, options).find();
  // A function inside of another one is compiled with it.
  return found.filter((path) => !found.some((other) => other !== path && path.isDescendant(other)));
}

function everyRoot(program: NodePath<t.Program>, options: TargetOptions): Root[] {
  const roots: Root[] = [];
  const visit = (path: Root): void => {
    if (path.isFunction() && isModuleBody(path) && !options.differentiable.has(path.node)) return;
    roots.push(path);
    path.skip();
  };
  program.traverse({
    Class: (path: NodePath<t.Class>) => {
      visit(path);
    },
    Function: (path: NodePath<t.Function>) => {
      visit(path);
    },
  });
  return roots;
}

/** Does the function hold a module: called where it stands, handed to one that is, or too long for anything else? */
export function isModuleBody(path: NodePath<t.Function>): boolean {
  if (path.isClassMethod() || path.isClassPrivateMethod()) return false;
  if (path.isObjectMethod()) return isHuge(path);
  const { parent } = path;
  const holder = outermostExpression(path);
  const call = holder.parent;
  if (parent.type === 'ClassProperty') return false;
  if (call.type === 'CallExpression' || call.type === 'NewExpression') {
    if (holder.key === 'callee') return !keepsItself(path);
    // `function (root, factory) { … }(this, function () { … })`, `define([…], function () { … })`
    const callee = seeThrough(call.callee as t.Node);
    if (callee.type === 'FunctionExpression' || callee.type === 'ArrowFunctionExpression') return true;
    if (callee.type === 'Identifier' && callee.name === 'define') return true;
  }
  if (call.type === 'MemberExpression' && holder.key === 'object') {
    const { property } = call;
    if (property.type === 'Identifier' && (property.name === 'call' || property.name === 'apply'))
      return true;
  }
  // `Solver.prototype.solve = function (…) { … }`, however long it is
  if (call.type === 'AssignmentExpression' || (path.isFunctionDeclaration() && path.node.params.length > 0))
    return false;
  return isHuge(path);
}

/** Does a function expression that is called where it stands hand itself on, `(function make(k) { … f.again = make … })(3)`? */
function keepsItself(path: NodePath<t.Function>): boolean {
  if (!path.isFunctionExpression() || !path.node.id) return false;
  const binding = path.scope.getOwnBinding(path.node.id.name);
  return binding?.kind === 'local' && binding.referenced;
}

function outermostExpression(path: NodePath): NodePath {
  let holder: NodePath = path;
  while (
    holder.parentPath &&
    (seeThrough(holder.parent) !== holder.parent || holder.parent.type === 'SequenceExpression')
  )
    holder = holder.parentPath;
  return holder;
}

function isHuge(path: NodePath<t.Function>): boolean {
  const { start, end } = path.node;
  if (start == null || end == null || end - start < MODULE_SIZE) return false;
  let holdsFunctions = false;
  path.traverse({
    Function: (inner) => {
      holdsFunctions = true;
      inner.stop();
    },
  });
  return holdsFunctions;
}

/** Follows what annotated functions refer to. */
class AnnotatedRoots {
  private readonly roots = new Set<t.Node>();
  private readonly paths: Root[] = [];
  private readonly seen = new Set<Binding>();
  private readonly stores = new Map<Binding, NodePath[]>();

  constructor(
    private readonly program: NodePath<t.Program>,
    private readonly options: TargetOptions,
  ) {}

  find(): Root[] {
    const { differentiable, nondifferentiable, classes } = this.options;
    this.program.traverse({
      Function: (path: NodePath<t.Function>) => {
        if (differentiable.has(path.node)) this.add(path);
        // Methods are seen to by their class or literal.
        else if (nondifferentiable.has(path.node) && !path.isMethod()) this.add(path);
      },
      Class: (path: NodePath<t.Class>) => {
        const holdsAnnotated = path.node.body.body.some(
          (each) =>
            (each.type === 'ClassMethod' || each.type === 'ClassPrivateMethod') && differentiable.has(each),
        );
        if (classes.has(path.node) || holdsAnnotated) this.add(path);
      },
      ExpressionStatement: (path: NodePath<t.ExpressionStatement>) => {
        this.noteStore(path);
      },
    });
    for (let i = 0; i < this.paths.length; i++)
      if (!nondifferentiable.has(this.paths[i]!.node as t.Function)) this.follow(this.paths[i]!);
    return this.paths;
  }

  private add(path: Root): void {
    if (this.roots.has(path.node)) return;
    this.roots.add(path.node);
    this.paths.push(path);
  }

  /** Statements that may put functions into what a name stands for: `Vec.prototype.add = …`, `Object.assign(Vec.prototype, …)`. */
  private noteStore(path: NodePath<t.ExpressionStatement>): void {
    const { expression } = path.node;
    const owners: t.Node[] = [];
    if (expression.type === 'AssignmentExpression') owners.push(expression.left);
    else if (expression.type === 'CallExpression') owners.push(...expression.arguments);
    for (const owner of owners) {
      const name = rootName(owner);
      const binding = name === null ? undefined : path.scope.getBinding(name);
      if (!binding) continue;
      const list = this.stores.get(binding) ?? [];
      this.stores.set(binding, list);
      list.push(path);
    }
  }

  private follow(root: Root): void {
    root.traverse({
      Identifier: (path) => {
        const binding = path.scope.getBinding(path.node.name);
        if (binding && path.isReferencedIdentifier()) this.reach(binding, root);
      },
    });
    const { node } = root;
    if ((node.type === 'ClassDeclaration' || node.type === 'ClassExpression') && node.id) {
      const binding = root.scope.parent.getBinding(node.id.name);
      if (binding) this.reachStores(binding, root);
    }
  }

  private reach(binding: Binding, from: Root): void {
    if (this.seen.has(binding) || isDeclaredInside(binding, from.node as t.Function)) return;
    this.seen.add(binding);
    const { path } = binding;
    if (path.isFunctionDeclaration() || path.isClassDeclaration()) this.add(path as Root);
    else if (path.isVariableDeclarator()) {
      this.addWithin(path.get('init') as NodePath);
      this.followMaking(path.get('init') as NodePath, from);
    }
    for (const violation of binding.constantViolations) {
      if (!violation.isAssignmentExpression()) continue;
      this.addWithin(violation.get('right'));
      this.followMaking(violation.get('right'), from);
    }
    this.reachStores(binding, from);
  }

  /**
   * What stands outside of functions in the making of a value: `const add = curry((a, b) => a * b)`, `const adam = new Adam()`,
   * `const shapes = { circle }`, `Object.assign(Shape.prototype, mixin)`.
   */
  private followMaking(making: NodePath, from: Root): void {
    const reach = (path: NodePath<t.Identifier>): void => {
      const binding = path.isReferencedIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
      if (binding) this.reach(binding, from);
    };
    if (making.isIdentifier()) reach(making);
    else if (making.node && !making.isFunction() && !making.isClass())
      making.traverse({
        Identifier: reach,
        Function: (path) => {
          path.skip();
        },
        Class: (path) => {
          path.skip();
        },
      });
  }

  private reachStores(binding: Binding, from: Root): void {
    for (const statement of this.stores.get(binding) ?? []) {
      this.addWithin(statement);
      this.followMaking(statement, from);
    }
  }

  /** Adds the functions and classes that stand in an expression, unless it runs them at once. */
  private addWithin(path: NodePath): void {
    if (path.isFunction() || path.isClass()) {
      if (path.isFunction() && isModuleBody(path)) {
        this.addInside(path);
        return;
      }
      this.add(path as Root);
      return;
    }
    if (path.node) this.addInside(path);
  }

  private addInside(path: NodePath): void {
    path.traverse({
      Function: (inner: NodePath<t.Function>) => {
        if (isModuleBody(inner)) return;
        this.add(inner);
        inner.skip();
      },
      Class: (inner: NodePath<t.Class>) => {
        this.add(inner);
        inner.skip();
      },
    });
  }
}

/** The name that a chain of members begins with. */
function rootName(expression: t.Node): string | null {
  let node = seeThrough(expression);
  while (node.type === 'MemberExpression') node = seeThrough(node.object);
  return node.type === 'Identifier' ? node.name : null;
}
