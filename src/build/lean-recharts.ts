import type { Plugin } from 'vite';

const STUBS: Readonly<Record<string, string>> = {
  'victory-vendor/d3-scale': stubModule('scaleLinear scalePoint'),
  'victory-vendor/d3-shape': stubModule(`
    area line stack symbol
    curveBasis curveBasisClosed curveBasisOpen curveBumpX curveBumpY curveLinear curveLinearClosed
    curveMonotoneX curveMonotoneY curveNatural curveStep curveStepAfter curveStepBefore
    stackOffsetExpand stackOffsetNone stackOffsetSilhouette stackOffsetWiggle stackOrderNone
    symbolCircle symbolCross symbolDiamond symbolSquare symbolStar symbolTriangle symbolWye`),
  'decimal.js-light': `export default class { constructor() { throw new Error('no ticks of its own'); } };`,
};

/** Removes parts of recharts that our charts never call: scales, shapes and decimal arithmetic. */
export function leanRecharts(): Plugin {
  return {
    name: 'artc-lens:lean-recharts',
    enforce: 'pre',
    apply: 'build',
    resolveId: {
      filter: { id: /^(?:victory-vendor\/d3-(?:scale|shape)|decimal\.js-light)$/ },
      handler: (id) => `\0lean:${id}`,
    },
    load: { filter: { id: /^\0lean:/ }, handler: (id) => STUBS[id.slice('\0lean:'.length)] },
  };
}

// Exports functions that throw.
function stubModule(names: string): string {
  return `const absent = () => { throw new Error('left out of this page') };
   export { ${names
     .trim()
     .split(/\s+/)
     .map((name) => `absent as ${name}`)
     .join(', ')} };`;
}
