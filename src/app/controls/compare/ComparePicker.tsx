import { ChevronDown, GitCompareArrows } from 'lucide-react';
import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { COMPARISONS } from '../../../contract/domain/range.ts';
import type { Comparison } from '../../../contract/domain/range.ts';
import { MINUTE } from '../../../contract/domain/time.ts';
import type { EpochMs, Span } from '../../../contract/domain/time.ts';
import { parseDay } from '../../../view/instant.ts';
import type { View } from '../../../view/view.ts';
import { instantOf } from '../../../time/wall-time.ts';
import type { ChangeKind } from '../../state/url-state.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceList } from '../../ui/ChoiceList.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './ComparePicker.module.css';
import { describeComparison } from '../../model/describe-span.ts';
import { parseDayField, parseTimeField, formatWallFields } from '../range/wall-fields.ts';

export interface ComparePickerProps {
  view: View;
  onChange: (view: View, kind: ChangeKind) => void;
  span: Span;
  comparedSpan: Span | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function ComparePicker(props: ComparePickerProps) {
  const { view, onChange, onOpenChange } = props;
  const translator = useTranslator();
  const format = useFormat();
  const { t } = translator;
  const choose = (compare: Comparison) => {
    onOpenChange(false);
    onChange({ ...view, compare }, 'push');
  };
  const comparisonLabel = describeComparison(view.compare, translator, format);
  return (
    <Popover
      label={t('compare.title')}
      open={props.open}
      onOpenChange={onOpenChange}
      align="end"
      className={styles.popup}
      trigger={
        <Button
          className={styles.trigger}
          title={t('compare.button', { what: comparisonLabel })}
          data-on={view.compare !== 'none' || undefined}
        >
          <span className="visually-hidden">{t('compare.button', { what: comparisonLabel })}</span>
          <GitCompareArrows size={16} aria-hidden className={styles.icon} />
          <span className={styles.comparison} aria-hidden>
            {view.compare === 'none'
              ? t('compare.off')
              : t('legend.change', { what: comparisonLabel })}
          </span>
          <ChevronDown size={15} aria-hidden className={styles.chevron} />
        </Button>
      }
    >
      <ChoiceList
        label={t('compare.title')}
        value={typeof view.compare === 'string' ? view.compare : undefined}
        options={COMPARISONS.map((value) => ({ value, label: t(`compare.choice.${value}`) }))}
        onChange={choose}
      />
      <CustomStart {...props} onStart={(from) => choose({ from })} />
    </Popover>
  );
}

interface CustomStartProps extends Pick<ComparePickerProps, 'view' | 'span' | 'comparedSpan'> {
  onStart: (from: EpochMs) => void;
}

function CustomStart({ view, span, comparedSpan, onStart }: CustomStartProps) {
  const format = useFormat();
  const { t } = useTranslator();
  const id = useId();
  const [fields, setFields] = useState(() => formatWallFields(comparedSpan ?? span, format.zone));
  const [isSubmitted, setIsSubmitted] = useState(false);
  const start = readStart(fields.fromDay, fields.fromTime, format.zone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (start === undefined) setIsSubmitted(true);
    else onStart(start);
  };
  const renderField = (name: 'fromDay' | 'fromTime', label: string) => (
    <input
      className={styles[name]}
      aria-label={label}
      aria-describedby={`${id}-note`}
      autoComplete="off"
      value={fields[name]}
      onChange={(event) => setFields({ ...fields, [name]: event.currentTarget.value })}
    />
  );
  return (
    <form
      className={styles.customStart}
      onSubmit={submit}
      noValidate
      aria-labelledby={`${id}-title`}
    >
      <h2 id={`${id}-title`} className={styles.heading}>
        {t('compare.start')}
      </h2>
      <div className={styles.fields}>
        {renderField('fromDay', t('compare.startDay'))}
        {renderField('fromTime', t('compare.startTime'))}
        <Button type="submit" variant={typeof view.compare === 'string' ? 'plain' : 'primary'}>
          {t('compare.startSet')}
        </Button>
      </div>
      <p id={`${id}-note`} className={styles.note} aria-live="polite">
        {start !== undefined
          ? t('compare.startHint', {
              span: format.span({ begin: start, end: start + span.end - span.begin }),
            })
          : isSubmitted &&
            t('compare.startBad', { day: formatWallFields(span, format.zone).fromDay })}
      </p>
    </form>
  );
}

function readStart(day: string, time: string, zone: string): EpochMs | undefined {
  const date = parseDay(parseDayField(day) ?? '');
  const [hour, minute] = (parseTimeField(time) ?? '').split(':').map(Number);
  if (date === undefined || hour === undefined || minute === undefined) return undefined;
  return instantOf(date + (hour * 60 + minute) * MINUTE, zone, 'first');
}
