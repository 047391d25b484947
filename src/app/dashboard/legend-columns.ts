// Which figures the legend has room for, and where the names stand.
import { useMedia } from '../ui/use-media.ts';

/** The figures of a series, in their order. */
const COLUMNS = ['summary', 'last', 'median', 'tail', 'worst', 'within', 'data'] as const;
export type LegendColumn = (typeof COLUMNS)[number];

/** On a phone: how it is, how it was, and how often it was good. */
const PHONE_COLUMNS: readonly LegendColumn[] = ['summary', 'last', 'worst', 'within'];

export interface LegendLayout {
  columns: readonly LegendColumn[];
  /** Each name stands on a line of its own above its figures, rather than beside them. */
  stacked: boolean;
}

/** The layout for the window's width: figures are left out or put below the name, never cut. */
export function useLegendLayout(): LegendLayout {
  const stacked = useMedia('(width < 1000px)');
  const phone = useMedia('(width < 720px)');
  return { columns: phone ? PHONE_COLUMNS : COLUMNS, stacked };
}
