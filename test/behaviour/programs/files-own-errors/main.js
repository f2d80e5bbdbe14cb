const { ApiError } = require('./lib/errors');
const setLevel = require('./tasks/level');
const { clear, names } = require('./tasks/names');

function report(error) {
  if (error instanceof ApiError) console.error(`${error.action} answered: ${error.message}`);
  else console.error('no answer');
  process.exitCode = 1;
}

setLevel('example.com', 'high', async (error) => {
  if (error) console.log(`not set, as ${error.status || 'the connection is broken'}`);
  try {
    const found = await names('example.com');
    console.log(found.filter((name) => name.startsWith('www')).join(', '));
    await clear('example.com');
    console.log('cleared');
  } catch (failure) {
    report(failure);
  }
});
