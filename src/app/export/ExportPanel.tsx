import { Check, ClipboardCopy, FileDown, ImageDown, Images, Table2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { describeSpan } from '../model/describe-span.ts';
import type { CopyText } from '../ui/CopyButton.tsx';
import { Button } from '../ui/Button.tsx';
import menu from '../ui/styles/menu.module.css';
import { useFormat } from '../i18n/use-format.ts';
import { useTranslator } from '../i18n/use-translator.ts';
import { buildPicture, createMeasure, toPng } from './chart-picture.ts';
import { describePicture } from './describe-picture.ts';
import { withDrawing } from './draw-chart.ts';
import type { ChartContent } from '../../chart/chart-types.ts';
import type { ChartAction } from './chart-action.ts';
import styles from './ExportPanel.module.css';
import type { ExportedChart } from './exported-chart.ts';
import { fileName, toCsv } from './to-csv.ts';
import { toMarkdown } from './to-markdown.ts';

export interface ExportPanelProps {
  chart: ExportedChart;
  /** How its picture is drawn. */
  drawing: ChartContent;
  /** Left out where there is no clipboard. */
  copyText: CopyText | undefined;
  /** What else can be done with the chart. */
  actions?: readonly ChartAction[] | undefined;
  /** Something was saved: the menu can close. */
  onDone: () => void;
  onTable: () => void;
}

/** What can be done where something else could not. */
interface Instead {
  label: string;
  onPress: () => Promise<void>;
}

/** How the last press ended, where the browser does not say so itself. */
type Outcome =
  | { kind: 'copied'; what: 'png' | 'table'; sentence: string }
  | { kind: 'failed'; sentence: string; instead?: Instead };

/** The menu's items; what was copied, or in a sentence why it was not and what can be done instead. */
export function ExportPanel(props: ExportPanelProps) {
  const { chart, drawing, copyText, actions = [], onDone, onTable } = props;
  const translator = useTranslator();
  const format = useFormat();
  const { t } = translator;
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const drawPng = async () => {
    const style = getComputedStyle(document.documentElement);
    // Custom properties hold light-dark(): only a used colour is a colour.
    const color = (name: string) => resolveColor(style.getPropertyValue(name));
    const text = describePicture(
      chart,
      describeSpan(chart.span, translator, format),
      translator,
      format,
    );
    const legend = text.legend.map((row) => ({ ...row, color: resolveColor(row.color) }));
    const colors = { surface: color('--surface'), text: color('--text'), muted: color('--muted') };
    const picture = await withDrawing(drawing, (svg) =>
      buildPicture(svg, { ...text, legend }, colors, createMeasure()),
    );
    return toPng(picture, window.devicePixelRatio);
  };
  const fail = (sentence: string, instead?: Instead) =>
    setOutcome({ kind: 'failed', sentence, ...(instead && { instead }) });

  const save = (make: () => Blob | Promise<Blob>, ending: string, failed: string) => async () => {
    setOutcome(null);
    try {
      download(await make(), `${fileName(chart)}.${ending}`);
      onDone();
    } catch {
      fail(failed);
    }
  };
  const savePng = save(drawPng, 'png', t('export.noPng'));
  const saveCsv = save(
    () => textFile(toCsv(chart, format.zone, translator), 'text/csv'),
    'csv',
    t('export.noFile'),
  );
  const saveTable = save(
    () => textFile(toMarkdown(chart, translator, format), 'text/markdown'),
    'md',
    t('export.noFile'),
  );

  const copyPng = async () => {
    setOutcome(null);
    const png = drawPng();
    try {
      if (!copyText) throw new Error('no clipboard');
      // The promise goes in, not the picture: some browsers forget the press while it is drawn.
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
      setOutcome({ kind: 'copied', what: 'png', sentence: t('export.copiedPng') });
    } catch {
      const isDrawn = await png.then(
        () => true,
        () => false,
      );
      if (!isDrawn) return fail(t('export.noPng'));
      fail(t(copyText ? 'export.noCopy' : 'export.noClipboard'), {
        label: t('export.savePng'),
        onPress: savePng,
      });
    }
  };
  const copyTable = async () => {
    setOutcome(null);
    try {
      if (!copyText) throw new Error('no clipboard');
      await copyText(toMarkdown(chart, translator, format));
      setOutcome({ kind: 'copied', what: 'table', sentence: t('export.copiedTable') });
    } catch {
      fail(t(copyText ? 'export.noCopy' : 'export.noClipboard'), {
        label: t('export.saveTable'),
        onPress: saveTable,
      });
    }
  };

  const copied = outcome?.kind === 'copied' ? outcome.what : undefined;
  return (
    <div className={styles.panel}>
      {actions.length > 0 && (
        <div className={styles.actions}>
          {actions.map(({ label, title, pressed, offReason, onPress }) => (
            <button
              key={label}
              type="button"
              className={menu.item}
              title={offReason ?? title}
              aria-pressed={pressed}
              aria-disabled={offReason !== undefined || undefined}
              onClick={() => {
                if (offReason !== undefined) return;
                onDone();
                onPress();
              }}
            >
              <span className={styles.mark}>{pressed && <Check size={15} aria-hidden />}</span>
              <span>
                {label}
                {offReason !== undefined && <span className={styles.reason}>{offReason}</span>}
              </span>
            </button>
          ))}
        </div>
      )}
      <Item
        icon={<Images size={15} aria-hidden />}
        label={t('export.copyPng')}
        copied={copied === 'png'}
        onPress={copyPng}
      />
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
        copied={copied === 'table'}
        onPress={copyTable}
      />
      <Item
        icon={<Table2 size={15} aria-hidden />}
        label={t('export.table')}
        onPress={() => Promise.resolve(onTable())}
      />
      <output className={outcome?.kind === 'failed' ? styles.failed : 'visually-hidden'}>
        {outcome?.sentence}
      </output>
      {outcome?.kind === 'failed' && outcome.instead && (
        <Button className={styles.instead} onClick={() => void outcome.instead?.onPress()}>
          {outcome.instead.label}
        </Button>
      )}
    </div>
  );
}

interface ItemProps {
  icon: ReactNode;
  label: string;
  /** Said here, where the eye is, and nothing moves; for the ear it is said below. */
  copied?: boolean;
  onPress: () => Promise<void>;
}

function Item({ icon, label, copied = false, onPress }: ItemProps) {
  const { t } = useTranslator();
  return (
    <button type="button" className={menu.item} onClick={() => void onPress()}>
      {icon}
      {label}
      {copied && (
        <span className={styles.copied} aria-hidden="true">
          <Check size={15} />
          {t('copy.done')}
        </span>
      )}
    </button>
  );
}

function textFile(text: string, type: string): Blob {
  return new Blob([text], { type: `${type};charset=utf-8` });
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
