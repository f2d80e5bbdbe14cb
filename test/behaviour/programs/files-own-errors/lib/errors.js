class ApiError extends Error {
  constructor(message, action, code) {
    super(message);
    this.action = action;
    this.code = code;
  }
}

module.exports = { ApiError };
