// Which figures the legend has room for, and where the names stand.
import { useMedia } from '../ui/use-media.ts';
import { useOnPaper } from '../ui/use-on-paper.ts';

/** The figures of a series, in their order. */
const COLUMNS = ['summary', 'change', 'last', 'median', 'tail', 'worst', 'within', 'data'] as const;
export type LegendColumn = (typeof COLUMNS)[number];

/** The figures of a series; how it changed only where something is compared. */
export function legendColumns(compared: boolean): readonly LegendColumn[] {
  return COLUMNS.filter((column) => compared || column !== 'change');
}

/** Where the chart needs the room: what one asks first, a line each. */
const COMPACT: readonly LegendColumn[] = ['summary', 'change', 'last', 'worst', 'within'];
const COMPACT_NARROW: readonly LegendColumn[] = ['summary', 'change'];

/** On a phone: how it is, how it was, and how often it was good. */
const PHONE_COLUMNS: readonly LegendColumn[] = ['summary', 'last', 'worst', 'within'];
/** On a phone beside another period, how it changed comes before how it is at this moment. */
const PHONE_COMPARED: readonly LegendColumn[] = ['summary', 'change', 'worst'];

export interface LegendLayout {
  columns: readonly LegendColumn[];
  /** Each name stands on a line of its own above its figures, rather than beside them. */
  stacked: boolean;
}

/**
 * The layout for the window's width, or for paper: figures are left out or put below the name, never
 * cut. `compact`: a line each, whatever that leaves out.
 */
export function useLegendLayout(compared: boolean, compact: boolean): LegendLayout {
  const stacked = useMedia(compared ? '(width < 1240px)' : '(width < 1000px)');
  const phone = useMedia('(width < 720px)');
  const columns = legendColumns(compared);
  const onPaper = useOnPaper();
  if (compact) {
    const fit = phone ? COMPACT_NARROW : COMPACT;
    return { columns: fit.filter((column) => columns.includes(column)), stacked: false };
  }
  if (onPaper) return { columns, stacked: true };
  if (phone) return { columns: compared ? PHONE_COMPARED : PHONE_COLUMNS, stacked };
  return { columns, stacked };
}
