module.exports.main = 'example.org';
