export * from './types';
export { CloudflareClient, CloudflareError } from './client';
export { DnsService } from './dns';
export { ZoneService } from './zones';
