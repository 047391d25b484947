import { Target } from 'lucide-react';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { METRIC_FACTS } from '../../../contract/domain/metrics.ts';
import type { Metric } from '../../../contract/domain/metrics.ts';
import { Button } from '../../ui/Button.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './GoalEditor.module.css';

export interface GoalEditorProps {
  metric: Metric;
  /** In the metric's unit. */
  goal: number;
  defaultGoal: number;
  onGoalChange: (goal: number | null) => void;
}

export function GoalEditor({ metric, goal, defaultGoal, onGoalChange }: GoalEditorProps) {
  const { t } = useTranslator();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const goalText = format.goal(metric, goal);
  const label = t('goal.edit', { metric: t(`metric.${metric}`), goal: goalText });
  const change = (next: number | null) => {
    setOpen(false);
    onGoalChange(next === defaultGoal ? null : next);
  };
  return (
    <Popover
      label={label}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button title={label} className={styles.trigger}>
          <Target size={15} aria-hidden />
          {t('goal.button', { goal: goalText })}
        </Button>
      }
    >
      <GoalForm metric={metric} goal={goal} defaultGoal={defaultGoal} onGoalChange={change} />
    </Popover>
  );
}

function GoalForm({ metric, goal, defaultGoal, onGoalChange }: GoalEditorProps) {
  const { t } = useTranslator();
  const format = useFormat();
  const [text, setText] = useState(String(goal));
  const [isInvalid, setIsInvalid] = useState(false);
  const { unit } = METRIC_FACTS[metric];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = parseGoal(metric, text);
    if (parsed === undefined) setIsInvalid(true);
    else onGoalChange(parsed);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        label={t('goal.label', { metric: t(`metric.${metric}`), unit: t(`unit.${unit}`) })}
        inputMode="decimal"
        value={text}
        onValue={(value) => {
          setText(value);
          setIsInvalid(false);
        }}
        error={isInvalid ? t(unit === 'percent' ? 'goal.badPercent' : 'goal.badMs') : undefined}
      />
      <div className={styles.actions}>
        <Button type="submit" variant="primary">
          {t('goal.set')}
        </Button>
        {goal !== defaultGoal && (
          <Button variant="quiet" onClick={() => onGoalChange(null)}>
            {t('goal.reset', { goal: format.goal(metric, defaultGoal) })}
          </Button>
        )}
      </div>
    </form>
  );
}

/** Ten minutes in milliseconds. */
const MAX_GOAL = 600_000;

/** Parses a goal in the metric's unit; returns undefined for invalid text. */
export function parseGoal(metric: Metric, text: string): number | undefined {
  const number = text
    .normalize('NFKC')
    .trim()
    .replace(/^[≤≥<>=]+/u, '')
    .replace(/(%|ms|毫秒)$/iu, '')
    .trim();
  if (!/^\d{1,3}(,\d{3})*(\.\d+)?$|^\d*\.?\d+$/.test(number)) return undefined;
  const goal = Number(number.replaceAll(',', ''));
  const isInRange = METRIC_FACTS[metric].unit === 'percent' ? goal <= 100 : goal > 0;
  return isInRange && goal <= MAX_GOAL ? goal : undefined;
}
