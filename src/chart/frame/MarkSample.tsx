import { useId } from 'react';
import type { MarkKind } from '../model/mark-kinds.ts';
import { AreaPatterns, areaFill } from './AreaLayer.tsx';
import '../styles/chart.css';

const WIDTH = 28;
const HEIGHT = 14;

/** Draws a mark for a legend. */
export function MarkSample({ kind }: { kind: MarkKind }) {
  const id = useId();
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden="true">
      <Mark kind={kind} id={id} />
    </svg>
  );
}

function Mark({ kind, id }: { kind: MarkKind; id: string }) {
  const stroke = 'var(--series-all)';
  switch (kind) {
    case 'compared':
      return (
        <g className="chart-line" data-look="compared" stroke={stroke}>
          <path d="M0 7H28" />
        </g>
      );
    case 'beyond':
      return <path className="chart-beyond" d="M14 3L10 10H18Z" fill={stroke} />;
    case 'provisional':
      return (
        <g className="chart-line" stroke={stroke}>
          <path className="chart-solid" d="M0 7H8.5" />
          <line className="chart-provisional-from" x1={8.5} x2={8.5} y1={0} y2={14} />
          <path className="chart-provisional" d="M8.5 7H21" />
          <circle className="chart-hollow" cx={24} cy={7} r={3} />
        </g>
      );
    case 'goal':
      return <line className="chart-goal-line" x1={0} x2={28} y1={7.5} y2={7.5} />;
    case 'gap':
      return (
        <g className="chart-line" stroke={stroke}>
          <path className="chart-solid" d="M0 7H8M20 7H28" />
          <path className="chart-dots" d="M14 7h0" />
        </g>
      );
    default:
      return (
        <>
          <AreaPatterns id={id} />
          <rect width={WIDTH} height={HEIGHT} rx={3} fill={areaFill(kind, id)} />
        </>
      );
  }
}
