import type { Os, Terminal } from '../../../contract/domain/metrics.ts';
import type { View } from '../../../view/view.ts';

export const FILTERS = ['os', 'terminal', 'channelId'] as const;
export type Filter = (typeof FILTERS)[number];

/** Filters to set; undefined removes a filter. */
export interface FilterChange {
  os?: Os | undefined;
  terminal?: Terminal | undefined;
  channelId?: string | undefined;
}

export function changeFilters(view: View, change: FilterChange): View {
  const { os, terminal, channelId, ...unfiltered } = { ...view, ...change };
  return {
    ...unfiltered,
    ...(os && { os }),
    ...(terminal && { terminal }),
    ...(channelId !== undefined && { channelId }),
  };
}

export function clearFilters(view: View): View {
  return changeFilters(view, { os: undefined, terminal: undefined, channelId: undefined });
}
