export type { PluginOptions } from './entrypoint/options.js';
export type { FileOptions } from './files/FileCompiler.js';
export { register } from './node/registerHooks.js';
