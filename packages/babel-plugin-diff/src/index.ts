import { createPlugin } from './entrypoint/createPlugin.js';
import { compileFunctions } from './pipeline.js';

/** The Babel plugin `babel-plugin-diff`. */
export default createPlugin(compileFunctions);
