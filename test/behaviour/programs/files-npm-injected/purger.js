class Purger {
  constructor(client, zone) {
    this.client = client;
    this.zone = zone;
  }

  purge(done) {
    this.client.clearCache(this.zone, (err) => done(err));
  }
}

module.exports = { Purger };
