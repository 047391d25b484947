import { useState } from 'react';
import type { Metric } from '../contract/metrics.ts';
import type { SeriesData } from '../query/series-data.ts';
import { BucketState } from '../series/series.ts';
import type { Series } from '../series/series.ts';
import { figuresOf } from '../stats/figures.ts';
import type { Figures } from '../stats/figures.ts';

export type ReadFigures = (data: SeriesData, goal: number) => Figures | null;

/** Figures of series, computed once a series and goal; null while nothing of the series is here. */
export function useFigures(): ReadFigures {
  const [read] = useState(createReadFigures);
  return read;
}

function createReadFigures(): ReadFigures {
  const known = new WeakMap<Series, { metric: Metric; goal: number; figures: Figures }>();
  return ({ subject: { metric }, series }, goal) => {
    if (series.states.every((state) => state === BucketState.Loading)) return null;
    const old = known.get(series);
    if (old?.metric === metric && old.goal === goal) return old.figures;
    const figures = figuresOf(series, metric, goal);
    known.set(series, { metric, goal, figures });
    return figures;
  };
}
