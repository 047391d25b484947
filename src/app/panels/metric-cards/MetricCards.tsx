import type { Metric } from '../../../contract/domain/metrics.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import { MetricCard } from './MetricCard.tsx';
import type { MetricCardData } from './MetricCard.tsx';
import styles from './MetricCards.module.css';

export interface MetricCardsProps {
  cards: readonly MetricCardData[];
  selected: Metric;
  onSelect?: ((metric: Metric) => void) | undefined;
}

export function MetricCards({ cards, selected, onSelect }: MetricCardsProps) {
  const { t } = useTranslator();
  return (
    <section className={styles.cards} aria-label={t('cards.title')}>
      {cards.map((card) => (
        <MetricCard
          key={card.metric}
          {...card}
          selected={card.metric === selected}
          onSelect={onSelect}
        />
      ))}
    </section>
  );
}
