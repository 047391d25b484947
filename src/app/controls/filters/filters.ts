// The filters of a view: which are on, and the view with some changed.
import type { Os, Terminal } from '../../../contract/domain/metrics.ts';
import type { View } from '../../../view/view.ts';

export const FILTERS = ['os', 'terminal', 'channelId'] as const;
export type Filter = (typeof FILTERS)[number];

/** Filters to set; undefined takes one away, those left out stay. */
export interface FilterChange {
  os?: Os | undefined;
  terminal?: Terminal | undefined;
  channelId?: string | undefined;
}

/** `view` with some of its filters changed. */
export function changeFilters(view: View, change: FilterChange): View {
  const { os, terminal, channelId, ...rest } = { ...view, ...change };
  return {
    ...rest,
    ...(os && { os }),
    ...(terminal && { terminal }),
    ...(channelId !== undefined && { channelId }),
  };
}

/** `view` without any filter. */
export function clearFilters(view: View): View {
  return changeFilters(view, { os: undefined, terminal: undefined, channelId: undefined });
}
