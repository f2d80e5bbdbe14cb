/**
 * What the type check takes the SDK for where version 7 is not installed: the calls that a migration writes, as that
 * version declares them. What lies beside them is `any`.
 */
export const SDK_TYPES = `declare module 'cloudflare' {
  type Pages<Item> = Promise<{ result: Item[] }> & AsyncIterable<Item>;
  type Path = \`/\${string}\`;
  interface Options {
    apiToken?: string | null;
    apiKey?: string | null;
    apiEmail?: string | null;
    maxRetries?: number;
    timeout?: number;
    [option: string]: unknown;
  }
  interface Settings {
    get(id: string, params: { zone_id: string }): Promise<any>;
    edit(id: string, params: { zone_id: string; value?: unknown; enabled?: boolean }): Promise<any>;
    [method: string]: any;
  }
  interface Zones {
    list(query?: Cloudflare.Zones.ZoneListParams | null): Pages<Cloudflare.Zones.Zone>;
    settings: Settings;
    [resource: string]: any;
  }
  interface Records {
    list(params: Cloudflare.DNS.RecordListParams): Pages<Cloudflare.DNS.RecordResponse>;
    create(params: Cloudflare.DNS.RecordCreateParams): Promise<Cloudflare.DNS.RecordResponse>;
    edit(id: string, params: Cloudflare.DNS.RecordEditParams): Promise<Cloudflare.DNS.RecordResponse>;
    delete(id: string, params: { zone_id: string }): Promise<{ id?: string }>;
    [method: string]: any;
  }
  interface Cache {
    purge(params: { zone_id: string; purge_everything?: boolean; files?: unknown[] }): Promise<{ id: string } | null>;
    [method: string]: any;
  }
  class Cloudflare {
    constructor(options?: Options);
    zones: Zones;
    dns: { records: Records; [resource: string]: any };
    cache: Cache;
    get(path: Path, options?: object): Promise<unknown>;
    post(path: Path, options?: object): Promise<unknown>;
    patch(path: Path, options?: object): Promise<unknown>;
    put(path: Path, options?: object): Promise<unknown>;
    delete(path: Path, options?: object): Promise<unknown>;
    [resource: string]: any;
  }
  namespace Cloudflare {
    class APIError extends Error {
      constructor(status: number | undefined, error: object | undefined, message: string | undefined, headers: object | undefined);
      readonly status: number | undefined;
      readonly headers: any;
      readonly error: any;
      readonly errors: { code?: number; message?: string }[];
    }
    namespace Zones {
      interface Zone {
        id: string;
        name: string;
        account: { id?: string; name?: string };
        activated_on: string | null;
        created_on: string;
        development_mode: number;
        meta: { step?: number; [field: string]: unknown };
        modified_on: string;
        name_servers: string[];
        original_dnshost: string | null;
        original_name_servers: string[] | null;
        original_registrar: string | null;
        owner: { id?: string; name?: string; type?: string };
        plan: { id?: string; legacy_id?: string; name?: string };
        paused?: boolean;
        status?: 'initializing' | 'pending' | 'active' | 'moved';
        type?: 'full' | 'partial' | 'secondary' | 'internal';
        vanity_name_servers?: string[];
        verification_key?: string;
      }
      interface ZoneListParams {
        name?: string;
        per_page?: number;
        [field: string]: unknown;
      }
    }
    namespace DNS {
      type RecordType =
        | 'A' | 'AAAA' | 'CAA' | 'CERT' | 'CNAME' | 'DNSKEY' | 'DS' | 'HTTPS' | 'LOC' | 'MX' | 'NAPTR' | 'NS'
        | 'OPENPGPKEY' | 'PTR' | 'SMIMEA' | 'SRV' | 'SSHFP' | 'SVCB' | 'TLSA' | 'TXT' | 'URI';
      interface RecordResponse {
        id: string;
        type: RecordType;
        name: string;
        ttl: number;
        proxiable: boolean;
        content?: string;
        proxied?: boolean;
        comment?: string;
        created_on: string;
        modified_on: string;
        meta: unknown;
        settings?: any;
        tags?: string[];
      }
      interface RecordListParams {
        zone_id: string;
        type?: RecordType;
        name?: { exact?: string; contains?: string; startswith?: string; endswith?: string };
        content?: { exact?: string; contains?: string; startswith?: string; endswith?: string };
        per_page?: number;
        [field: string]: unknown;
      }
      interface RecordEditParams {
        zone_id: string;
        type: RecordType;
        name: string;
        ttl: number;
        content?: string;
        proxied?: boolean;
        priority?: number;
        data?: object;
        comment?: string;
        tags?: string[];
        settings?: object;
      }
      type RecordCreateParams = RecordEditParams;
    }
  }
  export { Cloudflare };
  export default Cloudflare;
}
`;
