import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../ui/IconButton.tsx';
import { Popover } from '../ui/Popover.tsx';
import { lazyComponent } from '../ui/deferred/lazy-component.tsx';
import { useTranslator } from '../i18n/use-translator.ts';
import type { ExportPanelProps } from './ExportPanel.tsx';
import type { ExportedChart } from './exported-chart.ts';

const panel = lazyComponent(async () => (await import('./ExportPanel.tsx')).ExportPanel);
const twin = lazyComponent(async () => (await import('./ChartTable.tsx')).ChartTable, 'dialog');

export interface ExportMenuProps extends Omit<ExportPanelProps, 'onDone' | 'onTable'> {
  /** For the table, also while the menu is closed. */
  chart: ExportedChart;
  /** What the chart is called, where there are several. */
  name?: string | undefined;
}

/** What can be done with a chart: take it along as a picture, as data or as a table, or read it as one. */
export function ExportMenu({ name, ...props }: ExportMenuProps) {
  const { t } = useTranslator();
  const label = name === undefined ? t('export.menu') : t('export.menuOf', { name });
  const [open, setOpen] = useState(false);
  const [table, setTable] = useState(false);
  return (
    <>
      <Popover
        label={label}
        open={open}
        onOpenChange={setOpen}
        align="end"
        trigger={
          <IconButton label={label} variant={name === undefined ? 'plain' : 'quiet'}>
            <Ellipsis size={16} aria-hidden />
          </IconButton>
        }
      >
        <panel.Component
          {...props}
          onDone={() => setOpen(false)}
          onTable={() => {
            setOpen(false);
            setTable(true);
          }}
        />
      </Popover>
      {table && <twin.Component chart={props.chart} onClose={() => setTable(false)} />}
    </>
  );
}
