export enum Action {
  Zones = 'zone_load_multi',
  Purge = 'fpurge_ts',
}
