import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { subjectKey } from '../../../contract/domain/subject-key.ts';
import type { EpochMs } from '../../../contract/domain/time.ts';
import type { SeriesData } from '../../../query/series/series-data.ts';
import { summarizeWindows } from '../../model/summarize-windows.ts';
import { FreshnessLine } from '../../panels/freshness/FreshnessLine.tsx';
import styles from './DetailsSection.module.css';

export interface DetailsSectionProps {
  /** Null omits heat map and matrix, too. */
  charts: ReactNode;
  heatMap: ReactNode;
  renderMatrix: (onSeriesLoaded: (seriesList: readonly SeriesData[]) => void) => ReactNode;
  /** All series of the page except those of the matrix. */
  seriesList: readonly SeriesData[];
  dataThrough: EpochMs | null;
  now: EpochMs;
  children: ReactNode;
}

/** Keeps the matrix's series, so that they do not render the page. */
export function DetailsSection(props: DetailsSectionProps) {
  const { charts, heatMap, renderMatrix, seriesList, dataThrough, now, children } = props;
  const [matrixSeries, setMatrixSeries] = useState<readonly SeriesData[]>([]);
  const windows = useMemo(
    () => summarizeWindows(withoutRepeats([...seriesList, ...matrixSeries])),
    [seriesList, matrixSeries],
  );
  return (
    <>
      {charts !== null && (
        <div className={styles.pair}>
          {charts}
          <div className={styles.stack}>
            {heatMap}
            {renderMatrix(setMatrixSeries)}
          </div>
        </div>
      )}
      <FreshnessLine windows={windows} dataThrough={dataThrough} now={now}>
        {children}
      </FreshnessLine>
    </>
  );
}

function withoutRepeats(seriesList: readonly SeriesData[]): SeriesData[] {
  const byKey = new Map(
    seriesList.map((data) => [`${subjectKey(data.subject)} ${data.series.begin}`, data]),
  );
  return [...byKey.values()];
}
