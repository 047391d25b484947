// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { useEffect } from 'react';
import { describe, expect, it } from 'vitest';
import { DetailsSection } from '../../../../src/app/dashboard/layouts/DetailsSection.tsx';
import type { Os } from '../../../../src/contract/domain/metrics.ts';
import type { SeriesData, WindowStatus } from '../../../../src/query/series/series-data.ts';
import { dayWindow, failedWindow, seriesData, show } from '../../../support/render-dashboard.tsx';
import { NOW } from '../../../support/translators.ts';

const of = (os: Os, ...windows: WindowStatus[]): SeriesData => ({
  ...seriesData(windows),
  subject: { appId: 'app', metric: 'FirstFrameCost', os },
});

/** A panel that asks for something by itself. */
function RequestingPanel({
  seriesList,
  onSeriesLoaded,
}: {
  seriesList: SeriesData[];
  onSeriesLoaded: (seriesList: SeriesData[]) => void;
}) {
  useEffect(() => onSeriesLoaded(seriesList), [seriesList, onSeriesLoaded]);
  return <p>matrix</p>;
}

describe('LowerPart', () => {
  it('counts what the matrix asks for too, and once what others have asked for already', () => {
    const ios = of('iOS', dayWindow(1), dayWindow(0));
    const android = of(
      'Android',
      dayWindow(1, { status: 'loading' }),
      failedWindow(0, 'throttled'),
    );
    const both = [ios, android];
    show(
      <DetailsSection
        charts="charts"
        heatMap=""
        renderMatrix={(onSeriesLoaded) => (
          <RequestingPanel seriesList={both} onSeriesLoaded={onSeriesLoaded} />
        )}
        seriesList={[ios]}
        dataThrough={null}
        now={NOW}
      >
        end
      </DetailsSection>,
    );
    expect(screen.getByText('2 / 4 windows · 1 failed')).toBeTruthy();
  });

  it('has the last line alone where there are no charts', () => {
    show(
      <DetailsSection
        charts={null}
        heatMap=""
        renderMatrix={() => 'matrix'}
        seriesList={[of('iOS', dayWindow(0))]}
        dataThrough={null}
        now={NOW}
      >
        end
      </DetailsSection>,
    );
    expect(screen.queryByText('matrix')).toBeNull();
    expect(screen.getByText('1 / 1 window · 0 failed')).toBeTruthy();
  });
});
