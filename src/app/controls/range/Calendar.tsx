import { ChevronLeft, ChevronRight } from 'lucide-react';
import { DayPicker } from 'react-day-picker';
import { zhCN } from 'react-day-picker/locale/zh-CN';
import { enUS } from 'react-day-picker/locale/en-US';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './Calendar.module.css';

export interface CalendarProps {
  /** Days are texts like `2026-11-22`. */
  from: string | undefined;
  to: string | undefined;
  today: string;
  oldest: string;
  /** `to` is empty until the last day is picked. */
  onPick: (from: string, to: string) => void;
}

// DayPicker uses Dates of the local zone.
function toDate(day: string): Date {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}

function toDay(date: Date): string {
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

export function Calendar({ from, to, today, oldest, onPick }: CalendarProps) {
  const { lang, t } = useTranslator();
  const first = toDate(oldest);
  const last = toDate(today);
  const end = from !== undefined && to !== undefined && to >= from ? toDate(to) : undefined;
  return (
    <DayPicker
      mode="range"
      resetOnSelect
      aria-label={t('range.calendar')}
      locale={lang === 'zh' ? zhCN : enUS}
      selected={from === undefined ? undefined : { from: toDate(from), to: end }}
      onSelect={(range, day) =>
        onPick(toDay(range?.from ?? day), range && !range.to ? '' : toDay(range?.to ?? day))
      }
      today={last}
      defaultMonth={end ?? last}
      startMonth={first}
      endMonth={last}
      disabled={[{ before: first }, { after: last }]}
      weekStartsOn={1}
      // Keeps the height when the month changes.
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
