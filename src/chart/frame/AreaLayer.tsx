import type { NoDataKind } from '../model/no-data-areas.ts';
import { estimateTextWidth } from '../model/text-width.ts';

export interface AreaPatternsProps {
  id: string;
}

/** The hatchings of failed and gone stretches: they lean and space differently, so they differ without colour. */
export function AreaPatterns({ id }: AreaPatternsProps) {
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

/** What an area is filled with, by kind; a gap stays as white as the paper. */
export function areaFill(kind: NoDataKind, patternId: string): string {
  switch (kind) {
    case 'failed':
    case 'gone':
      return `url(#${patternId}-${kind})`;
    case 'loading':
      return 'var(--chip)';
    default:
      return 'none';
  }
}

export interface AreaLabelProps {
  kind: NoDataKind;
  text: string;
  /** The area, in chart pixels. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** Where the goal line and its words run, in chart pixels; kept clear of. */
  goalY: number | undefined;
}

const UPRIGHT = 18;
const ROOM = 10;
const CLEARANCE = 16;

/** An area's words: across it, up along it where it is narrow, left out where neither fits. */
export function AreaLabel({ kind, text, x, y, width, height, goalY }: AreaLabelProps) {
  const needed = estimateTextWidth(text) + ROOM;
  const across = needed <= width;
  if (!across && (kind === 'gap' || width < UPRIGHT || needed > height)) return null;
  const middleX = x + width / 2;
  const reach = (across ? 16 : needed) / 2 + CLEARANCE;
  const middleY =
    [0.5, 0.27, 0.73]
      .map((share) => y + share * height)
      .find((at) => goalY === undefined || Math.abs(at - goalY) > reach) ?? y + height / 2;
  return (
    <text
      className="chart-label"
      data-kind={kind}
      x={middleX}
      y={middleY}
      dy="0.35em"
      textAnchor="middle"
      {...(across ? {} : { transform: `rotate(-90 ${middleX} ${middleY})` })}
    >
      {text}
    </text>
  );
}
