/** Runs one TypeScript program: `node scripts/main.cjs FILE [argument …]`. */
'use strict';
const path = require('node:path');

require('./register.cjs');
process.argv.splice(1, 2, path.resolve(process.argv[2])); // the program sees its own name and arguments
require(process.argv[1]);
