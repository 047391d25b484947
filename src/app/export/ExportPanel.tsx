import { Check, ClipboardCopy, FileDown, ImageDown, Images, Table2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { describeSpan } from '../model/describe-span.ts';
import type { CopyText } from '../ui/CopyButton.tsx';
import { Button } from '../ui/Button.tsx';
import menu from '../ui/styles/menu.module.css';
import { useFormat } from '../i18n/use-format.ts';
import { useTranslator } from '../i18n/use-translator.ts';
import { buildPicture, createTextMeasure, renderPng } from './chart-picture.ts';
import { describePicture } from './describe-picture.ts';
import { withRenderedChart } from './with-rendered-chart.ts';
import type { ChartContent } from '../../chart/chart-types.ts';
import styles from './ExportPanel.module.css';
import type { ExportedChart } from './exported-chart.ts';
import { buildFileName, toCsv } from './to-csv.ts';
import { toMarkdown } from './to-markdown.ts';

/** A command of a chart's menu. */
export interface ChartAction {
  label: string;
  title?: string | undefined;
  /** Undefined if the action is not a toggle. */
  isOn?: boolean;
  disabledReason?: string | undefined;
  run: () => void;
}

export interface ExportPanelProps {
  chart: ExportedChart;
  drawing: ChartContent;
  /** Undefined without a clipboard. */
  copyText: CopyText | undefined;
  actions?: readonly ChartAction[] | undefined;
  /** Called when the menu can close. */
  onDone: () => void;
  onTable: () => void;
}

interface Alternative {
  label: string;
  run: () => Promise<void>;
}

type Outcome =
  | { kind: 'copied'; format: 'png' | 'table'; message: string }
  | { kind: 'failed'; message: string; alternative?: Alternative };

export function ExportPanel(props: ExportPanelProps) {
  const { chart, drawing, copyText, actions = [], onDone, onTable } = props;
  const translator = useTranslator();
  const format = useFormat();
  const { t } = translator;
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const drawPng = async () => {
    const style = getComputedStyle(document.documentElement);
    // Custom properties contain light-dark().
    const color = (name: string) => resolveColor(style.getPropertyValue(name));
    const text = describePicture(
      chart,
      describeSpan(chart.span, translator, format),
      translator,
      format,
    );
    const legend = text.legend.map((row) => ({ ...row, color: resolveColor(row.color) }));
    const colors = { surface: color('--surface'), text: color('--text'), muted: color('--muted') };
    const picture = await withRenderedChart(drawing, (svg) =>
      buildPicture(svg, { ...text, legend }, colors, createTextMeasure()),
    );
    return renderPng(picture, window.devicePixelRatio);
  };
  const showFailure = (message: string, alternative?: Alternative) =>
    setOutcome({ kind: 'failed', message, ...(alternative && { alternative }) });

  const createSave =
    (createFile: () => Blob | Promise<Blob>, extension: string, failure: string) => async () => {
      setOutcome(null);
      try {
        download(await createFile(), `${buildFileName(chart)}.${extension}`);
        onDone();
      } catch {
        showFailure(failure);
      }
    };
  const savePng = createSave(drawPng, 'png', t('export.noPng'));
  const saveCsv = createSave(
    () => textFile(toCsv(chart, format.zone, translator), 'text/csv'),
    'csv',
    t('export.noFile'),
  );
  const saveTable = createSave(
    () => textFile(toMarkdown(chart, translator, format), 'text/markdown'),
    'md',
    t('export.noFile'),
  );

  const copyPng = async () => {
    setOutcome(null);
    const png = drawPng();
    try {
      if (!copyText) throw new Error('no clipboard');
      // Safari accepts only a promise here: the user gesture expires while the picture is drawn.
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
      setOutcome({ kind: 'copied', format: 'png', message: t('export.copiedPng') });
    } catch {
      const isDrawn = await png.then(
        () => true,
        () => false,
      );
      if (!isDrawn) return showFailure(t('export.noPng'));
      showFailure(t(copyText ? 'export.noCopy' : 'export.noClipboard'), {
        label: t('export.savePng'),
        run: savePng,
      });
    }
  };
  const copyTable = async () => {
    setOutcome(null);
    try {
      if (!copyText) throw new Error('no clipboard');
      await copyText(toMarkdown(chart, translator, format));
      setOutcome({ kind: 'copied', format: 'table', message: t('export.copiedTable') });
    } catch {
      showFailure(t(copyText ? 'export.noCopy' : 'export.noClipboard'), {
        label: t('export.saveTable'),
        run: saveTable,
      });
    }
  };

  const copiedFormat = outcome?.kind === 'copied' ? outcome.format : undefined;
  return (
    <div className={styles.panel}>
      {actions.length > 0 && (
        <div className={styles.actions}>
          {actions.map(({ label, title, isOn, disabledReason, run }) => (
            <button
              key={label}
              type="button"
              className={menu.item}
              title={disabledReason ?? title}
              aria-pressed={isOn}
              aria-disabled={disabledReason !== undefined || undefined}
              onClick={() => {
                if (disabledReason !== undefined) return;
                onDone();
                run();
              }}
            >
              <span className={styles.mark}>{isOn && <Check size={15} aria-hidden />}</span>
              <span>
                {label}
                {disabledReason !== undefined && (
                  <span className={styles.reason}>{disabledReason}</span>
                )}
              </span>
            </button>
          ))}
        </div>
      )}
      <Item
        icon={<Images size={15} aria-hidden />}
        label={t('export.copyPng')}
        isCopied={copiedFormat === 'png'}
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
        isCopied={copiedFormat === 'table'}
        onPress={copyTable}
      />
      <Item
        icon={<Table2 size={15} aria-hidden />}
        label={t('export.table')}
        onPress={() => Promise.resolve(onTable())}
      />
      <output className={outcome?.kind === 'failed' ? styles.failed : 'visually-hidden'}>
        {outcome?.message}
      </output>
      {outcome?.kind === 'failed' && outcome.alternative && (
        <Button className={styles.alternative} onClick={() => void outcome.alternative?.run()}>
          {outcome.alternative.label}
        </Button>
      )}
    </div>
  );
}

interface ItemProps {
  icon: ReactNode;
  label: string;
  /** Shown only; the status below is announced. */
  isCopied?: boolean;
  onPress: () => Promise<void>;
}

function Item({ icon, label, isCopied = false, onPress }: ItemProps) {
  const { t } = useTranslator();
  return (
    <button type="button" className={menu.item} onClick={() => void onPress()}>
      {icon}
      {label}
      {isCopied && (
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
  // The download has started after the click event.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

// Returns the used color of any CSS color.
function resolveColor(value: string): string {
  const probe = document.createElement('span');
  probe.style.color = value;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
