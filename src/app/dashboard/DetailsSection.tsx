// Below the main chart: small charts, matrix, and a last line that counts what all of the page asks for.
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { subjectKey } from '../../contract/domain/subject-key.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import type { SeriesData } from '../../query/series/series-data.ts';
import { FreshnessLine } from '../panels/freshness/FreshnessLine.tsx';
import { summarizeWindows } from '../model/summarize-windows.ts';
import styles from './Dashboard.module.css';

/** Hears of the series that a panel has asked for by itself, as they come; of none when it is gone. */
export type OnSeriesLoaded = (datas: readonly SeriesData[]) => void;

export interface DetailsSectionProps {
  /** Null where a state stands instead of charts. */
  charts: ReactNode;
  heat: ReactNode;
  renderMatrix: (onDatas: OnSeriesLoaded) => ReactNode;
  /** What the rest of the page has asked for. */
  datas: readonly SeriesData[];
  /** Until when there is data of the range. */
  dataThrough: EpochMs | null;
  /** The server's clock. */
  now: EpochMs;
  /** At the far end of the last line. */
  children: ReactNode;
}

/** It holds what the matrix has loaded, so that no chart renders for it. */
export function DetailsSection(props: DetailsSectionProps) {
  const { charts, heat, renderMatrix, datas, children, ...times } = props;
  const [own, setOwn] = useState<readonly SeriesData[]>([]);
  const windows = useMemo(() => summarizeWindows(withoutRepeats(datas, own)), [datas, own]);
  return (
    <>
      {charts !== null && (
        <div className={styles.pair}>
          {charts}
          <div className={styles.stack}>
            {heat}
            {renderMatrix(setOwn)}
          </div>
        </div>
      )}
      <FreshnessLine windows={windows} {...times}>
        {children}
      </FreshnessLine>
    </>
  );
}

/** What several panels show of one subject in one period is asked for once. */
function withoutRepeats(...some: readonly (readonly SeriesData[])[]): SeriesData[] {
  const known = new Map<string, SeriesData>();
  for (const data of some.flat())
    known.set(`${subjectKey(data.subject)} ${data.series.begin}`, data);
  return [...known.values()];
}
