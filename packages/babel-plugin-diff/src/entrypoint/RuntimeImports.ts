import { type NodePath, types as t } from '@babel/core';
import type { RuntimePaths } from './options.js';

/** The functions of the runtime that emitted code uses: each is imported (or required) once per file, under a free name. */
export class RuntimeImports {
  private readonly names = new Map<string, string>();

  constructor(
    private readonly program: NodePath<t.Program>,
    private readonly runtime: string | RuntimePaths,
  ) {}

  /** A fresh identifier node for a function of the runtime. */
  use(name: string): t.Identifier {
    let local = this.names.get(name);
    if (local === undefined) {
      local = this.program.scope.generateUidIdentifier(name).name;
      this.names.set(name, local);
    }
    return t.identifier(local);
  }

  /** The statement that brings the names into the file; null if none is used. */
  declaration(): t.Statement | null {
    if (this.names.size === 0) return null;
    const pairs = [...this.names];
    const isModule = this.program.node.sourceType === 'module';
    const source = compiledEntry(this.runtime, isModule);
    if (isModule) {
      const specifiers = pairs.map(([name, local]) =>
        t.importSpecifier(t.identifier(local), t.identifier(name)),
      );
      return t.importDeclaration(specifiers, t.stringLiteral(source));
    }
    const properties = pairs.map(([name, local]) =>
      t.objectProperty(t.identifier(name), t.identifier(local)),
    );
    const required = t.callExpression(t.identifier('require'), [t.stringLiteral(source)]);
    // `var`: scripts of one page share their scope.
    return t.variableDeclaration('var', [t.variableDeclarator(t.objectPattern(properties), required)]);
  }
}

/** Module that emitted code imports: the entry point for compiled code of a package, or the file itself for a path. */
export function compiledEntry(runtime: string | RuntimePaths, isModule: boolean): string {
  const chosen = typeof runtime === 'string' ? runtime : isModule ? runtime.import : runtime.require;
  return /^\.{0,2}\/|\.[cm]?js$/.test(chosen) ? chosen : `${chosen}/compiled`;
}
