// A chart as a self-contained PNG with title, legend and definitions.

export interface PictureText {
  title: string;
  /** Apps, filters, range with zone, comparison. */
  subtitle: string;
  legend: readonly { name: string; color: string; value: string; change: string }[];
  /** Definitions and source, one paragraph each. */
  notes: readonly string[];
}

export interface PictureColors {
  surface: string;
  text: string;
  muted: string;
}

const SVG = 'http://www.w3.org/2000/svg';
const PADDING = 24;
const FONT = 'system-ui, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", sans-serif';

// Styles that come from the page's style sheets.
const INLINED_STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

/** Returns an SVG with the drawing and its texts, wrapped to the drawing's width. `measure` returns pixels. */
export function buildPicture(
  drawing: SVGSVGElement,
  text: PictureText,
  colors: PictureColors,
  measure: (text: string, font: string) => number,
): SVGSVGElement {
  const { width: drawnWidth, height: drawnHeight } = drawing.getBoundingClientRect();
  const innerWidth = Math.max(320, Math.ceil(drawnWidth));
  const picture = drawing.ownerDocument.createElementNS(SVG, 'svg');
  let y = PADDING;

  const writeText = (content: string, x: number, size: number, fill: string, weight = 400) => {
    const element = drawing.ownerDocument.createElementNS(SVG, 'text');
    setAttributes(element, {
      x: String(x),
      y: String(y + size),
      fill,
      'font-family': FONT,
      'font-size': String(size),
      'font-weight': String(weight),
    });
    element.textContent = content;
    picture.append(element);
  };
  const writeParagraph = (content: string, size: number, fill: string, weight = 400) => {
    const font = `${weight} ${size}px ${FONT}`;
    for (const line of wrapText(content, innerWidth, (part) => measure(part, font))) {
      writeText(line, PADDING, size, fill, weight);
      y += Math.round(size * 1.45);
    }
  };

  writeParagraph(text.title, 17, colors.text, 650);
  writeParagraph(text.subtitle, 12.5, colors.muted);
  y += 10;

  const copy = copyWithStyles(drawing);
  setAttributes(copy, {
    x: String(PADDING),
    y: String(y),
    width: String(innerWidth),
    height: String(drawnHeight),
  });
  picture.append(copy);
  y += Math.ceil(drawnHeight) + 12;

  const font = `400 12.5px ${FONT}`;
  for (const row of text.legend) {
    const swatch = drawing.ownerDocument.createElementNS(SVG, 'rect');
    setAttributes(swatch, {
      x: String(PADDING),
      y: String(y + 6),
      width: '14',
      height: '3',
      rx: '1.5',
      fill: row.color,
    });
    picture.append(swatch);
    const line = [row.name, row.value, row.change].filter((part) => part !== '').join(' · ');
    for (const part of wrapText(line, innerWidth - 24, (candidate) => measure(candidate, font))) {
      writeText(part, PADDING + 24, 12.5, colors.text);
      y += 19;
    }
  }
  y += 8;
  for (const note of text.notes) writeParagraph(note, 11.5, colors.muted);

  const height = Math.ceil(y + PADDING - 6);
  const width = innerWidth + 2 * PADDING;
  setAttributes(picture, {
    xmlns: SVG,
    width: String(width),
    height: String(height),
    viewBox: `0 0 ${width} ${height}`,
  });
  const background = drawing.ownerDocument.createElementNS(SVG, 'rect');
  setAttributes(background, { width: '100%', height: '100%', fill: colors.surface });
  picture.prepend(background);
  return picture;
}

/** Breaks text at spaces and CJK characters, and within longer words. */
export function wrapText(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of text.split(/(?<=\s)|(?<=[\u3000-\u9fff\uff00-\uffef])/)) {
    if (line !== '' && measure((line + part).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += part;
    while (measure(line.trimEnd()) > width && line.length > 1) {
      let fit = line.length - 1;
      while (fit > 1 && measure(line.slice(0, fit)) > width) fit--;
      lines.push(line.slice(0, fit));
      line = line.slice(fit);
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

function copyWithStyles(drawing: SVGSVGElement): SVGElement {
  const copy = drawing.cloneNode(true);
  if (!(copy instanceof SVGElement)) throw new TypeError('the copy is not an SVG element');
  const sources = [drawing, ...drawing.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  for (const [i, source] of sources.entries()) {
    const style = getComputedStyle(source);
    const copyStyle = copies[i]?.style;
    for (const name of INLINED_STYLES) copyStyle?.setProperty(name, style.getPropertyValue(name));
    copyStyle?.setProperty('font-family', FONT);
    copyStyle?.setProperty('animation', 'none');
  }
  return copy;
}

function setAttributes(element: Element, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

const MIN_SCALE = 2;

/** Rejects if the browser cannot render the picture. */
export async function renderPng(picture: SVGSVGElement, pixelRatio: number): Promise<Blob> {
  const source = new XMLSerializer().serializeToString(picture);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  await image.decode();
  const scale = Math.max(MIN_SCALE, pixelRatio);
  const canvas = document.createElement('canvas');
  canvas.width = Number(picture.getAttribute('width')) * scale;
  canvas.height = Number(picture.getAttribute('height')) * scale;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('canvas is not supported');
  context.scale(scale, scale);
  context.drawImage(image, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('the canvas could not be encoded'))),
      'image/png',
    );
  });
}

export function createTextMeasure(): (text: string, font: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  return (text, font) => {
    if (!context) return text.length * 8;
    context.font = font;
    return context.measureText(text).width;
  };
}
