export class Levels {
  constructor(api) {
    this.api = api;
  }

  async raise(zone) {
    await this.api.ask('sec_lvl', { z: zone, v: 'high' });
  }
}
