/** Which settings the readers of a zone_settings answer need, as v4 calls them. */
import { locate } from '../find/answers/locate.js';
import type { CallPlan } from './call-plan.js';
import { shapesRead } from './shapes-read.js';
import { quoted } from './values.js';

export function settingIds(plan: CallPlan): string[] {
  const ids = new Set<string>();
  for (const shape of shapesRead(plan)) {
    if (shape.is !== 'v1') continue;
    const place = locate(plan.action, shape.path);
    if (place.at === 'field' && place.field.v4) ids.add(place.field.v4);
  }
  return [...ids].sort();
}

export function settingsRead(plan: CallPlan): string {
  const style = { quote: "'" } as Parameters<typeof quoted>[1];
  return `[${settingIds(plan)
    .map((id) => quoted(id, style))
    .join(', ')}]`;
}
