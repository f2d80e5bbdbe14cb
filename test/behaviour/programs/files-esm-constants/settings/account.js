const account = {
  email: process.env.CF_EMAIL,
  key: process.env.CF_KEY,
};

export default account;
