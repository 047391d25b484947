import type { SeriesData } from '../../query/series/series-data.ts';
import { useLastLoaded } from '../ui/hooks/use-stable.ts';
import type { DashboardData } from '../model/dashboard-data.ts';

/** Keeps the data of the previous view until the first data of the requested one arrives. */
export function useDisplayedData(
  requested: DashboardData,
  hasApp: boolean,
): { displayed: DashboardData; isRefreshing: boolean } {
  // Without an app the page is about to select its first one, so there is nothing to keep.
  const isLoaded = requested.seriesList.some(hasArrived) || !hasApp;
  const displayed = useLastLoaded(requested, isLoaded);
  return { displayed, isRefreshing: displayed !== requested };
}

function hasArrived({ windows }: SeriesData): boolean {
  return windows.length === 0 || windows.some(({ status }) => status !== 'loading');
}
