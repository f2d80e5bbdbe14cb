import { call } from './api.js';

export async function activeZones() {
  const { zones } = await call('zone_load_multi');
  return zones.objs.filter(({ zone_status_class: status }) => status !== 'status-deactivated');
}
