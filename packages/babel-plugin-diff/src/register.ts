import { readSettings } from './node/readSettings.js';
import { register } from './node/registerHooks.js';

/** `node --import babel-plugin-diff/register app.js` (or `--require`), with what the project's package.json and the environment say. */
register(readSettings());
