import type { CloudflareClient } from './client';
import type { ZonesResponse } from './types';

export class ZoneService {
  constructor(private readonly client: CloudflareClient) {}

  async names(): Promise<string[]> {
    const response = await this.client.call<ZonesResponse>('zone_load_multi');
    return response.zones.objs.map((zone) => zone.zone_name);
  }

  async purge(zone: string): Promise<void> {
    await this.client.call('fpurge_ts', { z: zone, v: 1 });
  }

  harden(zone: string): Promise<void> {
    return this.client.call('sec_lvl', { z: zone, v: 'high' });
  }
}
