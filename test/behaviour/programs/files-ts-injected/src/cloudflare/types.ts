export type Action = 'rec_load_all' | 'rec_new' | 'rec_edit' | 'rec_delete' | 'zone_load_multi' | 'fpurge_ts' | 'sec_lvl';

export interface Params {
  [key: string]: string | number | undefined;
}

export interface DnsRecord {
  rec_id: string;
  name: string;
  type: string;
  content: string;
  ttl: string;
  service_mode: '0' | '1';
}

export interface RecsResponse {
  recs: { has_more: boolean; count: number; objs: DnsRecord[] };
}

export interface ZonesResponse {
  zones: { has_more: boolean; count: number; objs: { zone_id: string; zone_name: string }[] };
}
