import type { CloudflareClient } from './client';
import type { RecsResponse } from './types';

export class DnsService {
  constructor(private readonly client: CloudflareClient) {}

  async hosts(zone: string): Promise<string[]> {
    const { recs } = await this.client.call<RecsResponse>('rec_load_all', { z: zone });
    return recs.objs.filter((record) => record.type === 'A').map((record) => `${record.name} ${record.content}`);
  }

  async create(zone: string, name: string, content: string): Promise<void> {
    await this.client.call('rec_new', { z: zone, type: 'A', name, content, ttl: 1 });
  }
}
