// What follows whether windows are being asked for, without the whole page.
import { useWindowsFetching } from '../../query/queries/use-window-queries.ts';
import { RefreshButton } from '../controls/live/RefreshButton.tsx';
import type { RefreshButtonProps } from '../controls/live/RefreshButton.tsx';
import { usePrefetchWhenIdle } from '../ui/deferred/lazy-component.tsx';

/** The refresh button of the page's windows. */
export function RefreshControl({ onRefresh }: Pick<RefreshButtonProps, 'onRefresh'>) {
  return <RefreshButton onRefresh={onRefresh} fetching={useWindowsFetching()} />;
}

/** Shows nothing: fetches the page's other parts once no window is asked for and `calm` holds. */
export function PrefetchWhenIdle({ calm }: { calm: boolean }) {
  usePrefetchWhenIdle(!useWindowsFetching() && calm);
  return null;
}
