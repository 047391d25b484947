import { chartBoxStyle } from '../../../chart/chart-size.ts';
import type { TimeChart } from '../../../chart/TimeChart.tsx';
import { lazyComponent } from '../../ui/deferred/lazy-component.tsx';
import type { ComponentProps } from 'react';

/**
 * The charts, fetched beside the first data rather than before them: they are a quarter of the
 * page's code. Their place is kept meanwhile, so that nothing moves.
 */
export const lazyChart = lazyComponent<ComponentProps<typeof TimeChart>>(
  async () => (await import('../../../chart/TimeChart.tsx')).TimeChart,
  'dialog',
  ({ height }) => <div style={chartBoxStyle(height)} />,
);
