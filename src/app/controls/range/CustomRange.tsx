import { CalendarDays } from 'lucide-react';
import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import type { TimeRange } from '../../../contract/domain/range.ts';
import type { EpochMs, Span } from '../../../contract/domain/time.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { lazyComponent } from '../../ui/deferred/lazy-component.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import type { Format } from '../../../i18n/format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import type { Translator } from '../../../i18n/translate.ts';
import styles from './CustomRange.module.css';
import { describeClippedRange } from '../../model/describe-span.ts';
import { parseTypedRange } from './parse-typed-range.ts';
import type { TypedRangeResult } from './parse-typed-range.ts';
import { formatWallDay } from '../../../time/wall-time.ts';
import { parseDayField, parseTimeField, formatWallFields } from './wall-fields.ts';
import type { WallFields } from './wall-fields.ts';

const lazyCalendar = lazyComponent(async () => (await import('./Calendar.tsx')).Calendar);

export interface CustomRangeProps {
  /** Initial value of the fields. */
  span: Span;
  now: EpochMs;
  oldest: EpochMs;
  onRange: (range: TimeRange) => void;
}

export function CustomRange({ span, now, oldest, onRange }: CustomRangeProps) {
  const translator = useTranslator();
  const format = useFormat();
  const { t } = translator;
  const id = useId();
  const [fields, setFields] = useState(() => formatWallFields(span, format.zone));
  const [touched, setTouched] = useState({ any: false, times: false });
  const [isCalendarOpen, setIsCalendarOpen] = useState(false);
  const parsed = parseFields(fields, now, format.zone, oldest);

  const setField = (name: keyof WallFields) => (value: string) => {
    setFields({ ...fields, [name]: value });
    setTouched({ any: true, times: touched.times || name.endsWith('Time') });
  };
  const pickDays = (fromDay: string, toDay: string) => {
    // Picked days are whole days unless times were typed.
    setFields({
      ...fields,
      ...(!touched.times && { fromTime: '00:00', toTime: '24:00' }),
      fromDay,
      toDay,
    });
    setTouched({ ...touched, any: true });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (parsed.ok) onRange(parsed.range);
    else setTouched({ ...touched, any: true });
  };

  const renderField = (name: keyof WallFields, label: string, placeholder: string) => (
    <input
      className={name.endsWith('Day') ? styles.day : styles.time}
      aria-label={label}
      aria-describedby={`${id}-note`}
      placeholder={placeholder}
      autoComplete="off"
      value={fields[name]}
      onChange={(event) => setField(name)(event.currentTarget.value)}
    />
  );
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`} className="visually-hidden">
        {t('range.custom')}
      </h3>
      <div className={styles.fields}>
        <span className={styles.label} aria-hidden>
          {t('range.from')}
        </span>
        {renderField('fromDay', t('range.from.day'), formatWallDay(now, format.zone))}
        {renderField('fromTime', t('range.from.time'), '00:00')}
        <IconButton
          label={t(isCalendarOpen ? 'range.calendar.close' : 'range.calendar.open')}
          aria-expanded={isCalendarOpen}
          onClick={() => setIsCalendarOpen(!isCalendarOpen)}
        >
          <CalendarDays size={16} aria-hidden />
        </IconButton>
        <span className={styles.label} aria-hidden>
          {t('range.to')}
        </span>
        {renderField('toDay', t('range.to.day'), fields.fromDay)}
        {renderField('toTime', t('range.to.time'), '24:00')}
        <Button type="submit" className={styles.apply}>
          {t('range.apply')}
        </Button>
      </div>
      {isCalendarOpen && (
        <div className={styles.calendar}>
          <lazyCalendar.Component
            from={parseDayField(fields.fromDay)}
            to={parseDayField(fields.toDay)}
            today={formatWallDay(now, format.zone)}
            oldest={formatWallDay(oldest, format.zone)}
            onPick={pickDays}
          />
        </div>
      )}
      <p
        id={`${id}-note`}
        aria-live="polite"
        className={`${styles.note} ${touched.any && !parsed.ok ? styles.error : ''}`}
      >
        {touched.any && describeResult(parsed, oldest, now, translator, format)}
      </p>
    </form>
  );
}

type FieldsError = { ok: false; error: 'day' | 'time' };

function parseFields(
  fields: WallFields,
  now: EpochMs,
  zone: string,
  oldest: EpochMs,
): TypedRangeResult | FieldsError {
  const fromDay = parseDayField(fields.fromDay);
  // Without a last day, the range is the first day.
  const toDay = fields.toDay.trim() === '' ? fromDay : parseDayField(fields.toDay);
  if (fromDay === undefined || toDay === undefined) return { ok: false, error: 'day' };
  const fromTime = parseTimeField(fields.fromTime);
  const toTime = parseTimeField(fields.toTime);
  if (fromTime === undefined || toTime === undefined) return { ok: false, error: 'time' };
  const text = `${fromDay} ${fromTime} to ${toDay} ${toTime}`;
  return parseTypedRange(text, now, zone, oldest);
}

function describeResult(
  parsed: TypedRangeResult | FieldsError,
  oldest: EpochMs,
  now: EpochMs,
  translator: Translator,
  format: Format,
): string {
  if (parsed.ok) return describeClippedRange(parsed, translator, format);
  return translator.t(`range.error.${parsed.error}`, {
    oldest: format.dayTime(oldest),
    example: formatWallDay(now, format.zone),
  });
}
