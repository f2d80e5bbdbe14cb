const { zones } = require('./lib/api');
const table = require('./lib/table');

zones()
  .then((list) => list.slice(0, 5).forEach((zone) => console.log(table.row(zone))))
  .catch((err) => {
    console.log('error:', err.message);
    process.exitCode = 1;
  });
