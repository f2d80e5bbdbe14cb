/** Every HTTP client that is known; the first that claims a call has it. */
import { cloudflareApiClient } from '../packages/cloudflare-api.js';
import { gruntCloudflareClient } from '../packages/grunt-cloudflare.js';
import { gulpCloudflareClient } from '../packages/gulp-cloudflare.js';
import type { CallSite, HttpClient, HttpRequest } from '../request.js';
import { matchAlternatives } from './alternatives.js';
import { axiosClient } from './axios.js';
import { bentClient } from './bent.js';
import { fetchClient } from './fetch.js';
import { formDataClient } from './form-data.js';
import { gotClient } from './got.js';
import { jqueryClient } from './jquery.js';
import { kyClient } from './ky.js';
import { meteorClient } from './meteor.js';
import { needleClient } from './needle.js';
import { nodeClient } from './node.js';
import { phinClient } from './phin.js';
import { popsicleClient } from './popsicle.js';
import { requestClient } from './request.js';
import { reqwestClient } from './reqwest.js';
import { restlerClient } from './restler.js';
import { simpleGetClient } from './simple-get.js';
import { spidexClient } from './spidex.js';
import { superagentClient } from './superagent.js';
import { undiciClient } from './undici.js';
import { unirestClient } from './unirest.js';
import { wreckClient } from './wreck.js';
import { xmlHttpRequestClient } from './xml-http-request.js';

export const HTTP_CLIENTS: readonly HttpClient[] = [
  requestClient,
  nodeClient,
  axiosClient,
  fetchClient,
  gotClient,
  superagentClient,
  needleClient,
  kyClient,
  undiciClient,
  phinClient,
  unirestClient,
  meteorClient,
  jqueryClient,
  xmlHttpRequestClient,
  reqwestClient,
  spidexClient,
  restlerClient,
  popsicleClient,
  bentClient,
  simpleGetClient,
  wreckClient,
  formDataClient,
  cloudflareApiClient,
  gulpCloudflareClient,
  gruntCloudflareClient,
];

export function matchRequest(call: CallSite): HttpRequest | null {
  return matchClient(call) ?? matchAlternatives(call, matchClient);
}

function matchClient(call: CallSite): HttpRequest | null {
  for (const client of HTTP_CLIENTS) {
    const request = client.match(call);
    if (request) return request;
  }
  return null;
}
