module.exports = function show(err, recs) {
  if (err) {
    console.log('Error', err.message);
    process.exitCode = 1;
    return;
  }
  recs.forEach((rec) => console.log(rec.name, rec.content.length, rec.auto_ttl ? 'auto' : rec.ttl));
};
