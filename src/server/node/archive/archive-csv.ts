import { STEP } from '../../../contract/domain/time.ts';
import { METRIC_FACTS } from '../../../contract/domain/metrics.ts';
import { rescaleWindow } from '../../archive/archive-codec.ts';
import type { ArchiveDocument } from '../../archive/archive-codec.ts';
import { decodeValues } from '../../store/encoded-values.ts';

export const CSV_HEADER = 'time,value,unit,metric,app,os,terminal,channel\n';

/** A line a bucket; no value where the upstream gave none. */
export function formatCsv(kept: ArchiveDocument, rateScale: ArchiveDocument['rateScale']): string {
  const { metric, appId, os, terminal, channelId } = kept.request;
  const { begin, encodedValues } = rescaleWindow(kept, rateScale);
  const what = [METRIC_FACTS[metric].unit, metric, appId, os, terminal, channelId].map(toCell);
  return decodeValues(encodedValues)
    .map((value, i) => {
      const time = new Date(begin + i * STEP).toISOString();
      return `${[time, value ?? '', ...what].join(',')}\n`;
    })
    .join('');
}

/** Text as a cell of RFC 4180. */
function toCell(text = ''): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
