import { notifyManager, useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';

/** Whether any window is being asked for. */
export function useWindowsFetching(): boolean {
  const client = useQueryClient();
  const subscribe = useCallback(
    (onChange: () => void) => {
      // Looked at once however many queries changed: `useIsFetching` looks at all of them for each.
      let asked = false;
      return client.getQueryCache().subscribe(() => {
        if (asked) return;
        asked = true;
        notifyManager.schedule(() => {
          asked = false;
          onChange();
        });
      });
    },
    [client],
  );
  return useSyncExternalStore(subscribe, () => client.isFetching({ queryKey: ['window'] }) > 0);
}
