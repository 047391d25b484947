import { describe, expect, it } from 'vitest';
import { computePlotGeometry } from '../../../src/chart/geometry.ts';
import { planValueAxis } from '../../../src/chart/model/value-axis.ts';
import { describeCrosshair } from '../../../src/chart/pointer/crosshair-content.ts';
import type { CrosshairScene } from '../../../src/chart/pointer/crosshair-content.ts';
import { DAY } from '../../../src/contract/domain/time.ts';
import { BEGIN, buildLine, buildSeries, buildSpan } from '../../support/build-series.ts';
import { CHART_TEXT } from '../../support/chart-text.ts';

describe('describeCrosshair', () => {
  it('lists the bucket and all lines with their changes, worst first', () => {
    const scene: CrosshairScene = {
      lines: [
        buildLine([900], { key: 'all', comparisonSeries: buildSeries([2_000]) }),
        buildLine(['Gap'], { key: 'web' }),
        buildLine([800], { key: 'ios', comparisonSeries: buildSeries(['Gap']) }),
      ],
      metric: 'FirstFrameCost',
      plot: {
        span: buildSpan(1),
        box: computePlotGeometry(600, 300),
        axis: planValueAxis({
          unit: 'ms',
          extent: { low: 800, high: 1_300 },
          goal: 2_000,
          zeroBased: false,
          rows: 4,
        }),
      },
      chartSize: { width: 600, height: 300 },
      format: {
        valueWithUnit: (value: number) => `${value} ms`,
        bucket: () => '00:00 – 00:05',
        offset: () => 'UTC',
        span: () => '',
        length: () => '',
      },
      text: CHART_TEXT,
      comparison: {
        pairs: [{ ...buildSpan(1), delta: DAY }],
        label: 'day before',
        change: (value: number, before: number) => ({
          text: `${value - before} ms, faster`,
          tone: 'better',
        }),
      },
    };
    expect(describeCrosshair(scene, BEGIN)).toBe(
      '00:00 – 00:05; all 900 ms, day before 2000 ms, -1100 ms, faster; ' +
        'ios 800 ms, day before no data; web no data',
    );
  });
});
