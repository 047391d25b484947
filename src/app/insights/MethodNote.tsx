import { MINUTE, STEP } from '../../contract/domain/time.ts';
import { METRIC_FACTS } from '../../contract/domain/metrics.ts';
import { MIN_DAYS } from '../../anomaly/baseline.ts';
import type { Detection, Episode } from '../../anomaly/detect-episodes.ts';
import { fromSeverity, toSeverity } from '../../anomaly/severity.ts';
import { THRESHOLDS } from '../../anomaly/thresholds.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTranslator } from '../i18n/use-translator.ts';
import styles from './MethodNote.module.css';

export interface MethodNoteProps {
  episode?: Episode;
  detection?: Detection | undefined;
}

/** Explains the thresholds of the detection, and how far `episode` exceeds them. */
export function MethodNote({ episode, detection }: MethodNoteProps) {
  const { t } = useTranslator();
  const format = useFormat();
  return (
    <div className={styles.note}>
      {episode && detection && <EpisodeFacts episode={episode} detection={detection} />}
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

function EpisodeFacts({ episode, detection }: { episode: Episode; detection: Detection }) {
  const { t } = useTranslator();
  const format = useFormat();
  if (!detection.baseline || episode.baseline === null) return null;
  const { metric, baseline } = episode;
  const firstBucket = Math.round((episode.begin - detection.series.begin) / STEP);
  const sigma = detection.baseline.sigma[firstBucket] ?? 0;
  const spread = Math.abs(fromSeverity(metric, toSeverity(metric, baseline) + sigma) - baseline);
  return (
    <p>
      {t('method.this', {
        n: Math.round((episode.end - episode.begin) / STEP),
        value: format.valueWithUnit(metric, episode.value),
        usual: format.valueWithUnit(metric, baseline),
        spread:
          METRIC_FACTS[metric].unit === 'ms'
            ? format.valueWithUnit(metric, spread)
            : format.difference(metric, spread).replace(/^\+/, ''),
      })}
    </p>
  );
}
