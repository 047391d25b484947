import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../ui/IconButton.tsx';
import { Popover } from '../ui/Popover.tsx';
import { lazyComponent } from '../ui/deferred/lazy-component.tsx';
import { useTranslator } from '../i18n/use-translator.ts';
import type { ExportPanelProps } from './ExportPanel.tsx';
import type { ExportedChart } from './exported-chart.ts';

const exportPanel = lazyComponent(async () => (await import('./ExportPanel.tsx')).ExportPanel);
const chartTable = lazyComponent(
  async () => (await import('./ChartTable.tsx')).ChartTable,
  'dialog',
);

export interface ExportMenuProps extends Omit<ExportPanelProps, 'onDone' | 'onTable'> {
  chart: ExportedChart;
  /** Tells the menus of several charts apart. */
  name?: string | undefined;
}

export function ExportMenu({ name, ...props }: ExportMenuProps) {
  const { t } = useTranslator();
  const label = name === undefined ? t('export.menu') : t('export.menuOf', { name });
  const [isOpen, setIsOpen] = useState(false);
  const [isTableOpen, setIsTableOpen] = useState(false);
  return (
    <>
      <Popover
        label={label}
        open={isOpen}
        onOpenChange={setIsOpen}
        align="end"
        trigger={
          <IconButton label={label} variant={name === undefined ? 'plain' : 'quiet'}>
            <Ellipsis size={16} aria-hidden />
          </IconButton>
        }
      >
        <exportPanel.Component
          {...props}
          onDone={() => setIsOpen(false)}
          onTable={() => {
            setIsOpen(false);
            setIsTableOpen(true);
          }}
        />
      </Popover>
      {isTableOpen && (
        <chartTable.Component chart={props.chart} onClose={() => setIsTableOpen(false)} />
      )}
    </>
  );
}
