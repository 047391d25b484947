import { ClipboardCopy, FileDown, ImageDown, Images, Table2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { describeSpan } from '../controls/describe-span.ts';
import type { CopyText } from '../dashboard/CopyButton.tsx';
import menu from '../ui/menu.module.css';
import { useFormat } from '../words/format.ts';
import { useWords } from '../words/words.ts';
import { buildPicture, createMeasure, toPng } from './chart-picture.ts';
import { describePicture } from './describe-picture.ts';
import styles from './ExportPanel.module.css';
import type { ExportedChart } from './exported-chart.ts';
import { fileName, toCsv } from './to-csv.ts';
import { toMarkdown } from './to-markdown.ts';

export interface ExportPanelProps {
  chart: ExportedChart;
  /** The chart as it is drawn now; null while there is none. */
  findDrawing: () => SVGSVGElement | null;
  copyText: CopyText | undefined;
  /** Something was taken along: the menu can close. */
  onDone: () => void;
  onTable: () => void;
}

/** The menu's items, and in a sentence why one of them did not work. */
export function ExportPanel({ chart, findDrawing, copyText, onDone, onTable }: ExportPanelProps) {
  const words = useWords();
  const format = useFormat();
  const { t } = words;
  const [failed, setFailed] = useState<string | undefined>();

  const drawPng = async () => {
    const drawing = findDrawing();
    if (!drawing) throw new Error('no chart is drawn');
    const style = getComputedStyle(document.documentElement);
    // Custom properties hold light-dark(): only a used colour is a colour.
    const color = (name: string) => resolveColor(style.getPropertyValue(name));
    const text = describePicture(chart, describeSpan(chart.span, words, format), words, format);
    const legend = text.legend.map((row) => ({ ...row, color: resolveColor(row.color) }));
    const picture = buildPicture(
      drawing,
      { ...text, legend },
      { surface: color('--surface'), text: color('--text'), muted: color('--muted') },
      createMeasure(),
    );
    return toPng(picture, window.devicePixelRatio);
  };
  const run = (work: () => Promise<void>, sentence: string) => async () => {
    try {
      await work();
      onDone();
    } catch {
      setFailed(sentence);
    }
  };
  const copyPng = run(async () => {
    // The promise goes in, not the picture: some browsers forget the press while it is drawn.
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': drawPng() })]);
  }, t('export.noCopyPng'));
  const savePng = run(
    async () => download(await drawPng(), `${fileName(chart)}.png`),
    t('export.noPng'),
  );
  const saveCsv = run(() => {
    const csv = new Blob([toCsv(chart, format.zone, words)], { type: 'text/csv;charset=utf-8' });
    download(csv, `${fileName(chart)}.csv`);
    return Promise.resolve();
  }, t('export.noFile'));
  const copyTable = run(async () => {
    if (!copyText) throw new Error('no clipboard');
    await copyText(toMarkdown(chart, words, format));
  }, t('export.noCopy'));

  return (
    <div className={styles.panel}>
      <Item icon={<Images size={15} aria-hidden />} label={t('export.copyPng')} onPress={copyPng} />
      <Item
        icon={<ImageDown size={15} aria-hidden />}
        label={t('export.savePng')}
        onPress={savePng}
      />
      <Item
        icon={<FileDown size={15} aria-hidden />}
        label={t('export.saveCsv')}
        onPress={saveCsv}
      />
      <Item
        icon={<ClipboardCopy size={15} aria-hidden />}
        label={t('export.copyTable')}
        onPress={copyTable}
      />
      <Item
        icon={<Table2 size={15} aria-hidden />}
        label={t('export.table')}
        onPress={() => Promise.resolve(onTable())}
      />
      <p className={styles.failed} aria-live="polite">
        {failed}
      </p>
    </div>
  );
}

function Item({
  icon,
  label,
  onPress,
}: {
  icon: ReactNode;
  label: string;
  onPress: () => Promise<void>;
}) {
  return (
    <button type="button" className={menu.item} onClick={() => void onPress()}>
      {icon}
      {label}
    </button>
  );
}

function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken it over once the press is done with.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** A colour as the page shows it now, whatever it is written with. */
function resolveColor(written: string): string {
  const probe = document.createElement('span');
  probe.style.color = written;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
