/** PP: a bare parse of the files that are named in the first one given. */
const { readFileSync } = require('node:fs');
const { parse } = require('@babel/parser');

for (const file of readFileSync(process.argv[2], 'utf8').split('\n')) {
  if (file === '') continue;
  parse(readFileSync(file, 'utf8'), {
    sourceType: 'unambiguous',
    plugins: ['jsx', 'flow'],
    allowReturnOutsideFunction: true,
    errorRecovery: true,
  });
}
