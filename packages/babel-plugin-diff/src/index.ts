import { createPlugin } from './entrypoint/createPlugin.js';
import { compileFunctions } from './pipeline.js';

export type { PluginOptions } from './entrypoint/options.js';

/** The Babel plugin `babel-plugin-diff`. */
export default createPlugin(compileFunctions);
