// adds who asks to what is asked
module.exports = function (form) {
  form.tkn = process.env.CF_KEY;
  form.email = process.env.CF_EMAIL;
  return form;
};
