import { memo, useDeferredValue } from 'react';
import type { ComponentType } from 'react';

/**
 * Wraps a component so that it re-renders at low priority, after urgent updates have been painted.
 * The first render is not deferred.
 */
export function withDeferredProps<Props extends object>(
  Wrapped: ComponentType<Props>,
): ComponentType<Props> {
  const Memoized = memo(Wrapped) as ComponentType<Props>;
  return function Deferred(props) {
    return <Memoized {...useDeferredValue(props)} />;
  };
}
