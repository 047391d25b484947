import type { SeriesData } from '../../query/series/series-data.ts';
import { useLastLoaded } from '../ui/hooks/use-stable.ts';
import type { DashboardData } from '../model/dashboard-data.ts';

/** Keeps the previous data until the first data of the requested view arrives. */
export function useDisplayedData(
  requested: DashboardData,
  hasApp: boolean,
): { displayed: DashboardData; isRefreshing: boolean } {
  // Without an app there is nothing to keep.
  const isLoaded = requested.seriesList.some(hasArrived) || !hasApp;
  const displayed = useLastLoaded(requested, isLoaded);
  return { displayed, isRefreshing: displayed !== requested };
}

function hasArrived({ windows }: SeriesData): boolean {
  return windows.length === 0 || windows.some(({ status }) => status !== 'loading');
}
