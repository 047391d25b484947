import { describe, expect, it } from 'vitest';
import { describePicture } from '../../../src/app/export/describe-picture.ts';
import { buildComparedChart, buildExportedChart } from '../../support/exported-chart.ts';
import { en, format, zh } from '../../support/translators.ts';

describe('describePicture', () => {
  it('defines the metric and names the data source in both languages', () => {
    const chart = buildExportedChart([{ name: 'All', values: [1] }]);
    const text = describePicture(chart, 'Nov 21, UTC+8', en, format);
    expect(text.title).toBe('Time to first frame – Classroom');
    expect(text.notes.join(' ')).toMatch(/from joining.*Goal: ≤ 2,000 ms.*Gaps.*Demo data/);
    expect(describePicture({ ...chart, demo: false }, '', zh, format).notes.at(-1)).toMatch(
      /数据来自/,
    );
  });

  it('names the focused segment and the change', () => {
    const focus = { key: 'ios', name: 'iOS' };
    const text = describePicture(buildComparedChart({ focus }), 'Nov 21, UTC+8', en, format);
    expect(text.title).toBe('Time to first frame, iOS – Classroom');
    expect(text.legend[0]?.change).toBe('+60 ms (+6%) worse');
    expect(describePicture(buildComparedChart({ focus: focus }), '', zh, format).title).toBe(
      '首帧耗时（iOS） – Classroom',
    );
  });
});
