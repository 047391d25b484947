import { xOf } from '../geometry.ts';
import type { TimePlot } from '../geometry.ts';
import type { NoDataArea, NoDataKind } from '../model/no-data-areas.ts';
import { estimateTextWidth } from '../model/text-width.ts';

export interface AreaLayerProps {
  /** Unique on the page. */
  id: string;
  areas: readonly NoDataArea[];
  plot: TimePlot;
}

export function AreaLayer({ id, areas, plot }: AreaLayerProps) {
  return (
    <>
      {areas.length > 0 && <AreaPatterns id={id} />}
      {areas.map(({ kind, begin, end }) => {
        const x = xOf(begin, plot);
        return (
          <g key={`${kind}-${begin}`} className={`chart-area-${kind}`}>
            <path
              d={`M${x} 0H${xOf(end, plot)}V${plot.box.height}H${x}Z`}
              fill={areaFill(kind, id)}
            />
          </g>
        );
      })}
    </>
  );
}

/** Hatches differ in more than color. */
export function AreaPatterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern
        id={`${id}-failed`}
        width={7}
        height={7}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width={7} height={7} fill="var(--bad-soft)" />
        <rect width={1.5} height={7} fill="var(--bad)" fillOpacity={0.3} />
      </pattern>
      <pattern
        id={`${id}-gone`}
        width={10}
        height={10}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(-45)"
      >
        <rect width={10} height={10} fill="var(--chip)" fillOpacity={0.55} />
        <rect width={1} height={10} fill="var(--faint)" fillOpacity={0.35} />
      </pattern>
    </defs>
  );
}

/** `id` is that of `AreaPatterns`. */
export function areaFill(kind: NoDataKind, id: string): string {
  switch (kind) {
    case 'failed':
    case 'gone':
      return `url(#${id}-${kind})`;
    case 'loading':
      return 'var(--chip)';
    default:
      return 'none';
  }
}

export interface AreaLabelProps {
  area: NoDataArea;
  text: string;
  plot: TimePlot;
  /** The label avoids the goal line. */
  goalY: number | undefined;
}

const LINE_HEIGHT = 16;
// In pixels.
const MIN_VERTICAL_WIDTH = 18;
const PADDING = 10;
const GOAL_CLEARANCE = 16;

/** Renders nothing if neither horizontal nor vertical text fits. */
export function AreaLabel({ area, text, plot, goalY }: AreaLabelProps) {
  const { kind } = area;
  const { height } = plot.box;
  const x = xOf(area.begin, plot);
  const width = xOf(area.end, plot) - x;
  const textWidth = estimateTextWidth(text) + PADDING;
  const isHorizontal = textWidth <= width;
  const fitsVertically = kind !== 'gap' && width >= MIN_VERTICAL_WIDTH && textWidth <= height;
  if (!isHorizontal && !fitsVertically) return null;
  const middleX = x + width / 2;
  const clearance = (isHorizontal ? LINE_HEIGHT : textWidth) / 2 + GOAL_CLEARANCE;
  const middleY =
    [0.5, 0.27, 0.73]
      .map((share) => share * height)
      .find((y) => goalY === undefined || Math.abs(y - goalY) > clearance) ?? height / 2;
  return (
    <text
      className="chart-label"
      data-kind={kind}
      x={middleX}
      y={middleY}
      dy="0.35em"
      textAnchor="middle"
      {...(isHorizontal ? {} : { transform: `rotate(-90 ${middleX} ${middleY})` })}
    >
      {text}
    </text>
  );
}
