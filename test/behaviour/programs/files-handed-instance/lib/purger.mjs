export function purger({ api }) {
  return async (zone) => {
    await api.ask('fpurge_ts', { z: zone, v: '1' });
    return `${zone} purged`;
  };
}
