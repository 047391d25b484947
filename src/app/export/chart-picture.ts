// The drawn chart -> a PNG that stands alone: what it is of, whose it is, when, and what the words mean.

/** What stands around the drawing. */
export interface PictureText {
  title: string;
  /** Apps, filters, range with zone, what it is compared with. */
  subtitle: string;
  legend: readonly { name: string; color: string; value: string; change: string }[];
  /** Definitions and source, a paragraph each. */
  notes: readonly string[];
}

/** Colours are taken from the page, so that the picture has its theme. */
export interface PictureColors {
  surface: string;
  text: string;
  muted: string;
}

const SVG = 'http://www.w3.org/2000/svg';
const PAD = 24;
const FONT = 'system-ui, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", sans-serif';

/** Styles that a drawing has from the page and would lose outside of it. */
const KEPT = [
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

/** An SVG of the whole picture: text wrapped to the drawing's width, nothing cut. `measure` gives text widths in pixels. */
export function buildPicture(
  drawing: SVGSVGElement,
  text: PictureText,
  colors: PictureColors,
  measure: (text: string, font: string) => number,
): SVGSVGElement {
  const { width: drawnWidth, height: drawnHeight } = drawing.getBoundingClientRect();
  const inner = Math.max(320, Math.ceil(drawnWidth));
  const picture = drawing.ownerDocument.createElementNS(SVG, 'svg');
  let y = PAD;

  const write = (content: string, x: number, size: number, fill: string, weight = 400) => {
    const element = drawing.ownerDocument.createElementNS(SVG, 'text');
    setAll(element, {
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
  const paragraph = (content: string, size: number, fill: string, weight = 400) => {
    const font = `${weight} ${size}px ${FONT}`;
    for (const line of wrapText(content, inner, (part) => measure(part, font))) {
      write(line, PAD, size, fill, weight);
      y += Math.round(size * 1.45);
    }
  };

  paragraph(text.title, 17, colors.text, 650);
  paragraph(text.subtitle, 12.5, colors.muted);
  y += 10;

  const copy = withOwnStyles(drawing);
  setAll(copy, { x: String(PAD), y: String(y), width: String(inner), height: String(drawnHeight) });
  picture.append(copy);
  y += Math.ceil(drawnHeight) + 12;

  const font = `400 12.5px ${FONT}`;
  for (const row of text.legend) {
    const swatch = drawing.ownerDocument.createElementNS(SVG, 'rect');
    setAll(swatch, {
      x: String(PAD),
      y: String(y + 6),
      width: '14',
      height: '3',
      rx: '1.5',
      fill: row.color,
    });
    picture.append(swatch);
    const line = [row.name, row.value, row.change].filter((part) => part !== '').join(' · ');
    for (const part of wrapText(line, inner - 24, (one) => measure(one, font))) {
      write(part, PAD + 24, 12.5, colors.text);
      y += 19;
    }
  }
  y += 8;
  for (const note of text.notes) paragraph(note, 11.5, colors.muted);

  const height = Math.ceil(y + PAD - 6);
  const width = inner + 2 * PAD;
  setAll(picture, {
    xmlns: SVG,
    width: String(width),
    height: String(height),
    viewBox: `0 0 ${width} ${height}`,
  });
  const paper = drawing.ownerDocument.createElementNS(SVG, 'rect');
  setAll(paper, { width: '100%', height: '100%', fill: colors.surface });
  picture.prepend(paper);
  return picture;
}

/** `text` in lines no wider than `width`; breaks at spaces, and anywhere in what has none. */
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

function withOwnStyles(drawing: SVGSVGElement): SVGElement {
  const copy = drawing.cloneNode(true);
  if (!(copy instanceof SVGElement)) throw new TypeError('a drawing is an SVG element');
  const sources = [drawing, ...drawing.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  for (const [i, source] of sources.entries()) {
    const style = getComputedStyle(source);
    const own = copies[i]?.style;
    for (const name of KEPT) own?.setProperty(name, style.getPropertyValue(name));
    own?.setProperty('font-family', FONT);
    own?.setProperty('animation', 'none');
  }
  return copy;
}

function setAll(element: Element, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

/** Twice the pixels, at least: pictures are looked at on other screens. */
const LEAST_SCALE = 2;

/** The picture as PNG. Rejects where the browser cannot draw it. */
export async function toPng(picture: SVGSVGElement, pixelRatio: number): Promise<Blob> {
  const source = new XMLSerializer().serializeToString(picture);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  await image.decode();
  const scale = Math.max(LEAST_SCALE, pixelRatio);
  const canvas = document.createElement('canvas');
  canvas.width = Number(picture.getAttribute('width')) * scale;
  canvas.height = Number(picture.getAttribute('height')) * scale;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser has no canvas');
  context.scale(scale, scale);
  context.drawImage(image, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png');
  });
}

/** Text widths as this browser's canvas gives them. */
export function createMeasure(): (text: string, font: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  return (text, font) => {
    if (!context) return text.length * 8;
    context.font = font;
    return context.measureText(text).width;
  };
}
