import { screen } from '@testing-library/react';
import { useEffect } from 'react';
import { describe, expect, it } from 'vitest';
import { DetailsSection } from '../../../../src/app/dashboard/layouts/DetailsSection.tsx';
import type { Os } from '../../../../src/contract/domain/metrics.ts';
import type { SeriesData, WindowStatus } from '../../../../src/query/series/series-data.ts';
import {
  buildDayWindow,
  buildFailedWindow,
  buildSeriesData,
  renderLocalized,
} from '../../../support/render-dashboard.tsx';
import { NOW } from '../../../support/translators.ts';

const buildOsSeries = (os: Os, ...windows: WindowStatus[]): SeriesData => ({
  ...buildSeriesData(windows),
  subject: { appId: 'app', metric: 'FirstFrameCost', os },
});

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

describe('DetailsSection', () => {
  it('counts the windows of the matrix and of the page, each once', () => {
    const ios = buildOsSeries('iOS', buildDayWindow(1), buildDayWindow(0));
    const android = buildOsSeries(
      'Android',
      buildDayWindow(1, { status: 'loading' }),
      buildFailedWindow(0, 'throttled'),
    );
    const matrixSeries = [ios, android];
    renderLocalized(
      <DetailsSection
        charts="charts"
        heatMap=""
        renderMatrix={(onSeriesLoaded) => (
          <RequestingPanel seriesList={matrixSeries} onSeriesLoaded={onSeriesLoaded} />
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

  it('shows only the freshness line without charts', () => {
    renderLocalized(
      <DetailsSection
        charts={null}
        heatMap=""
        renderMatrix={() => 'matrix'}
        seriesList={[buildOsSeries('iOS', buildDayWindow(0))]}
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
