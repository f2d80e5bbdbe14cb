'use strict';
const { print, refuse } = require('./print');

exports.handle = (zone, err, body) => {
  if (err) return console.log(zone + ' failed');
  if (body.result === 'error') return refuse(zone, body);
  print(zone, body);
};

exports.onLevel = (err, res, text) => {
  if (err) return console.log('no level');
  const answer = JSON.parse(text);
  console.log(answer.result === 'success' ? 'level is set' : answer.msg);
};
