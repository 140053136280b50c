import type module from 'node:module';
import type os from 'node:os';
import type path from 'node:path';
import type url from 'node:url';

interface NodeModules {
  readonly 'node:module': typeof module;
  readonly 'node:os': typeof os;
  readonly 'node:path': typeof path;
  readonly 'node:url': typeof url;
}

/** A module of Node; undefined in a browser. By this way bundlers do not see it. */
export function nodeModule<Name extends keyof NodeModules>(name: Name): NodeModules[Name] | undefined {
  const found = typeof process === 'undefined' ? undefined : process.getBuiltinModule?.(name);
  return found as NodeModules[Name] | undefined;
}
