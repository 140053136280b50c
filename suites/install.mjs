import module from 'node:module';
import path from 'node:path';
import { folderOf, HERE } from './places.mjs';
import { importersOf } from './names.mjs';

/**
 * Hooks by which the tests of a suite find what they import, and get functions that are routed.
 *
 * ES modules are resolved and loaded in a thread of Node's own; what is required, here.
 *
 * @param route  gives what a test gets in place of what a module exports; undefined to leave all as it is
 */
export function installHooks(suite, route) {
  const data = {
    folder: folderOf(suite),
    source: suite.source,
    alias: suite.alias ?? {},
    and: suite.and ?? [],
    links: suite.links ?? {},
    modules: path.join(HERE, 'node_modules'),
    routed: route !== undefined,
  };
  module.register('./hooks.mjs', {
    parentURL: import.meta.url,
    data,
  });
  const { aliasOf, isRouted } = importersOf(data);
  const { _resolveFilename: resolve, _load: load } = module;
  module._resolveFilename = function (request, parent, ...rest) {
    const given = aliasOf(request, parent?.filename);
    return resolve.call(this, given ?? request, parent, ...rest);
  };
  if (route === undefined) return;
  module._load = function (request, parent, ...rest) {
    const value = load.call(this, request, parent, ...rest);
    if (parent?.filename === undefined || module.isBuiltin(request)) return value;
    const filename = module._resolveFilename(request, parent);
    return isRouted(filename, parent.filename) ? route(value) : value;
  };
}
