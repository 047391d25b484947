import { memo, useDeferredValue } from 'react';
import type { ComponentType } from 'react';

/**
 * `Part`, a step behind: what changes around it is painted first, then it is rendered in slices that
 * give way to whatever is more urgent. Its first picture is there at once. Not for what is pressed: a
 * control must answer at once.
 */
export function withDeferredProps<Props extends object>(
  Part: ComponentType<Props>,
): ComponentType<Props> {
  const Resting = memo(Part) as ComponentType<Props>;
  return function Following(props) {
    return <Resting {...useDeferredValue(props)} />;
  };
}
