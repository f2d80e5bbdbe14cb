module.exports = (client) => ({
  async block(ip) {
    const { result, response } = await client.send('ban', { key: ip });
    return result === 'success' ? response.result.action : null;
  },
  async forget(ip) {
    const answer = await client.send('nul', { key: ip });
    return answer.result;
  },
});
