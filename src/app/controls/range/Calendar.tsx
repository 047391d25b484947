import { ChevronLeft, ChevronRight } from 'lucide-react';
import { DayPicker } from 'react-day-picker';
import { zhCN } from 'react-day-picker/locale/zh-CN';
import { enUS } from 'react-day-picker/locale/en-US';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './Calendar.module.css';

export interface CalendarProps {
  /** Days are written `2026-11-22`. */
  from: string | undefined;
  /** Undefined while only the first day is picked. */
  to: string | undefined;
  /** The last day that can be picked. */
  today: string;
  /** The first day that can be picked. */
  oldest: string;
  /** `to` is empty while only the first day is picked. */
  onPick: (from: string, to: string) => void;
}

/** A written day as a Date of this device's calendar, which is all the grid knows. */
function dateOf(day: string): Date {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}

function dayOf(date: Date): string {
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

/** A month to pick the first and the last day on. Days are plain dates here: the zone is settled outside. */
export function Calendar({ from, to, today, oldest, onPick }: CalendarProps) {
  const { lang, t } = useTranslator();
  const first = dateOf(oldest);
  const last = dateOf(today);
  // The fields may hold the days the wrong way round: then there is no end to draw.
  const end = from !== undefined && to !== undefined && to >= from ? dateOf(to) : undefined;
  return (
    <DayPicker
      mode="range"
      resetOnSelect
      aria-label={t('range.calendar')}
      locale={lang === 'zh' ? zhCN : enUS}
      selected={from === undefined ? undefined : { from: dateOf(from), to: end }}
      onSelect={(range, day) =>
        onPick(dayOf(range?.from ?? day), range && !range.to ? '' : dayOf(range?.to ?? day))
      }
      today={last}
      defaultMonth={end ?? last}
      startMonth={first}
      endMonth={last}
      disabled={[{ before: first }, { after: last }]}
      weekStartsOn={1}
      // A month's own days only, and as many weeks in every month: nothing moves from month to month.
      fixedWeeks
      navLayout="around"
      classNames={CLASS_NAMES}
      components={{ Chevron: CalendarChevron }}
    />
  );
}

function CalendarChevron({ orientation }: { orientation?: 'up' | 'down' | 'left' | 'right' }) {
  return orientation === 'left' ? (
    <ChevronLeft size={16} aria-hidden />
  ) : (
    <ChevronRight size={16} aria-hidden />
  );
}

const CLASS_NAMES = {
  root: styles.root ?? '',
  months: styles.months ?? '',
  month: styles.month ?? '',
  month_caption: styles.caption ?? '',
  button_previous: styles.nav ?? '',
  button_next: `${styles.nav} ${styles.next}`,
  month_grid: styles.grid ?? '',
  weekday: styles.weekday ?? '',
  day: styles.day ?? '',
  day_button: styles.dayButton ?? '',
  today: styles.today ?? '',
  disabled: styles.disabled ?? '',
  selected: styles.selected ?? '',
  range_start: styles.start ?? '',
  range_middle: styles.middle ?? '',
  range_end: styles.end ?? '',
};
