import type { ComponentProps } from 'react';
import { chartBoxStyle } from '../../../chart/chart-size.ts';
import type { TimeChart } from '../../../chart/TimeChart.tsx';
import { lazyComponent } from '../../ui/deferred/lazy-component.tsx';

/** TimeChart is a quarter of the page's code. */
export const lazyChart = lazyComponent<ComponentProps<typeof TimeChart>>(
  async () => (await import('../../../chart/TimeChart.tsx')).TimeChart,
  'dialog',
  ({ height }) => <div style={chartBoxStyle(height)} />,
);
