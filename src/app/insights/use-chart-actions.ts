import { METRICS } from '../../contract/domain/metrics.ts';
import { useView } from '../contexts/view-context.ts';
import type { ChartAction } from '../export/ExportPanel.tsx';
import { useTranslator } from '../i18n/use-translator.ts';
import type { PageInsights } from './analysis/use-page-insights.ts';

export function useChartActions(
  { insights }: PageInsights,
  onNotes: () => void,
): readonly ChartAction[] {
  const { requestedView: view, setView } = useView();
  const { t } = useTranslator();
  const hasBand = METRICS.some((metric) => insights?.[0]?.bands[metric]);
  return [
    {
      label: t('band.show'),
      title: t('band.title'),
      isOn: view.band && hasBand,
      disabledReason: insights && !hasBand ? t('band.fewDays') : undefined,
      run: () => setView({ ...view, band: !view.band }, 'push'),
    },
    {
      label: t('marked.start'),
      isOn: view.ab !== undefined,
      run: () => {
        const { ab, ...others } = view;
        setView(ab ? others : { ...view, ab: {} }, 'push');
      },
    },
    { label: t('notes.add'), run: onNotes },
  ];
}
