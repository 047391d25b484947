import { chartBox } from '../../../chart/chart-size.ts';
import type { TimeChart } from '../../../chart/TimeChart.tsx';
import { onDemand } from '../../ui/deferred/lazy-component.tsx';
import type { ComponentProps } from 'react';

/**
 * The charts, fetched beside the first data rather than before them: they are a quarter of the
 * page's code. Their place is kept meanwhile, so that nothing moves.
 */
export const chart = onDemand<ComponentProps<typeof TimeChart>>(
  async () => (await import('../../../chart/TimeChart.tsx')).TimeChart,
  'dialog',
  ({ height }) => <div style={chartBox(height)} />,
);
