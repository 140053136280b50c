export { initialize, load } from './node/hooks.js';
