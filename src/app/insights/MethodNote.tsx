import { MINUTE, STEP } from '../../contract/domain/time.ts';
import { METRIC_FACTS } from '../../contract/domain/metrics.ts';
import { THRESHOLDS } from '../../anomaly/thresholds.ts';
import { MIN_DAYS } from '../../anomaly/baseline.ts';
import type { Episode, Detection } from '../../anomaly/detect-episodes.ts';
import { fromSeverity, toSeverity } from '../../anomaly/severity.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTranslator } from '../i18n/use-translator.ts';
import styles from './MethodNote.module.css';

export interface MethodNoteProps {
  /** Left out: of all of them. */
  episode?: Episode | undefined;
  watch?: Detection | undefined;
}

/** By which thresholds episodes are found, and how far beyond them one is. */
export function MethodNote({ episode, watch }: MethodNoteProps) {
  const { t } = useTranslator();
  const format = useFormat();
  return (
    <div className={styles.note}>
      {episode && watch && <ThisOne episode={episode} watch={watch} />}
      <p>{t('method.usual', { days: MIN_DAYS })}</p>
      <p>
        {t('method.bounds', {
          n: THRESHOLDS.minBuckets,
          spreads: THRESHOLDS.minSigmas,
          size: format.share(THRESHOLDS.spikeSeverity),
          pause: format.length(THRESHOLDS.maxGap * 5 * MINUTE),
          slow: format.share(THRESHOLDS.driftSeverity),
        })}
      </p>
      <p>{t('method.scale')}</p>
      <p>{t('method.who')}</p>
    </div>
  );
}

function ThisOne({
  episode,
  watch,
}: Required<Pick<MethodNoteProps, 'episode' | 'watch'>> & object) {
  const { t } = useTranslator();
  const format = useFormat();
  if (!episode || !watch?.baseline || episode.baseline === null) return null;
  const { metric, baseline } = episode;
  const first = Math.round((episode.begin - watch.series.begin) / STEP);
  const stray = watch.baseline.sigma[first] ?? 0;
  // What one spread from the usual is, in the metric's unit.
  const away = Math.abs(fromSeverity(metric, toSeverity(metric, baseline) + stray) - baseline);
  return (
    <p>
      {t('method.this', {
        n: Math.round((episode.end - episode.begin) / STEP),
        value: format.valueWithUnit(metric, episode.value),
        usual: format.valueWithUnit(metric, baseline),
        spread:
          METRIC_FACTS[metric].unit === 'ms'
            ? format.valueWithUnit(metric, away)
            : format.difference(metric, away).replace(/^\+/, ''),
      })}
    </p>
  );
}
