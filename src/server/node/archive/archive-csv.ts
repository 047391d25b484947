import { METRIC_FACTS } from '../../../contract/domain/metrics.ts';
import { STEP } from '../../../contract/domain/time.ts';
import { rescaleWindow } from '../../archive/archive-codec.ts';
import type { ArchiveDocument } from '../../archive/archive-codec.ts';
import { decodeValues } from '../../store/encoded-values.ts';

export const CSV_HEADER = 'time,value,unit,metric,app,os,terminal,channel\n';

/** One line per bucket, with an empty value where data is missing. */
export function formatCsv(
  document: ArchiveDocument,
  rateScale: ArchiveDocument['rateScale'],
): string {
  const { metric, appId, os, terminal, channelId } = document.request;
  const { begin, encodedValues } = rescaleWindow(document, rateScale);
  const series = [METRIC_FACTS[metric].unit, metric, appId, os, terminal, channelId].map(toCell);
  return decodeValues(encodedValues)
    .map((value, i) => {
      const time = new Date(begin + i * STEP).toISOString();
      return `${[time, value ?? '', ...series].join(',')}\n`;
    })
    .join('');
}

// Quoted as in RFC 4180.
function toCell(text = ''): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
