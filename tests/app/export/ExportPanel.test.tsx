import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { ExportPanel } from '../../../src/app/export/ExportPanel.tsx';
import type { ExportPanelProps } from '../../../src/app/export/ExportPanel.tsx';
import { useChartText } from '../../../src/app/model/use-chart-text.ts';
import { buildExportedChart } from '../../support/exported-chart.ts';
import { renderLocalized } from '../../support/render-dashboard.tsx';

function Panel(props: Omit<ExportPanelProps, 'drawing' | 'onTable'>) {
  const { metric, goal, span } = props.chart;
  const texts = useChartText(metric, goal);
  const drawing = { lines: [], span, metric, goal, zone: 'UTC', locale: 'en-US', ...texts };
  return <ExportPanel {...props} drawing={drawing} onTable={() => {}} />;
}

describe('ExportPanel', () => {
  const openPanel = (copyText: ExportPanelProps['copyText']) => {
    const chart = buildExportedChart([{ name: 'All', values: [1] }]);
    const onDone = vi.fn<() => void>();
    renderLocalized(<Panel chart={chart} copyText={copyText} onDone={onDone} />);
    return { user: userEvent.setup(), onDone };
  };

  it('announces that the table was copied and stays open', async () => {
    const copyText = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
    const { user, onDone } = openPanel(copyText);
    const status = screen.getByRole('status');
    expect(status.textContent).toBe('');
    await user.click(screen.getByRole('button', { name: 'Copy table as Markdown' }));
    // Screen readers announce only changes of an existing region.
    await vi.waitFor(() => expect(status.textContent).toBe('Copied: table'));
    expect(copyText.mock.calls[0]?.[0]).toContain('| Series |');
    expect(onDone).not.toHaveBeenCalled();
  });

  it.each([
    ['without a clipboard', undefined, /only over https/],
    ['when access is denied', () => Promise.reject(new Error('no')), /did not let the page copy/],
  ])('%s, explains the failure and offers to save the table', async (_, copyText, reason) => {
    const saved: string[] = [];
    vi.stubGlobal(
      'URL',
      class extends URL {
        static override createObjectURL = () => '#';
        static override revokeObjectURL = () => {};
      },
    );
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(
      this: HTMLAnchorElement,
    ) {
      saved.push(this.download);
    });
    const { user, onDone } = openPanel(copyText);
    await user.click(screen.getByRole('button', { name: 'Copy table as Markdown' }));
    await vi.waitFor(() => expect(screen.getByRole('status').textContent).toMatch(reason));
    await user.click(screen.getByRole('button', { name: 'Save table as Markdown' }));
    await vi.waitFor(() => expect(onDone).toHaveBeenCalled());
    expect(saved).toEqual(['artc-lens_FirstFrameCost_20261121-1300Z_5min.md']);
  });
});
