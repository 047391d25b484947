import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { vi } from 'vitest';
import type { ChangeKind } from '../../src/app/state/url-state.ts';
import { ViewProvider } from '../../src/app/contexts/view-context.ts';
import { FormatProvider } from '../../src/app/i18n/use-format.ts';
import { createFormat } from '../../src/i18n/format.ts';
import { TranslatorProvider } from '../../src/app/i18n/use-translator.ts';
import { translatorFor } from '../../src/app/i18n/messages.ts';
import { DEFAULT_VIEW } from '../../src/view/view.ts';
import type { Lang, View } from '../../src/view/view.ts';
import { resolveZone } from '../../src/time/zone.ts';

/** Sunday, 2026-11-22, 14:41 in Shanghai. */
export const NOW = Date.UTC(2026, 10, 22, 6, 41);
export const OLDEST = NOW - 30 * 86_400_000;
export const LOCAL_ZONE = 'Asia/Shanghai';

export const APPS = [
  { id: 'e4d7f08a-9b1c-4f6e-8a52-1f6f0b2f7c11', name: 'Classroom' },
  { id: '0b9c2a17-3a44-4d8b-9d5e-6c1d2e3f4a5b', name: 'Meeting' },
];

export function view(changes: Partial<View> = {}): View {
  return { ...DEFAULT_VIEW, apps: [APPS[0]?.id ?? ''], ...changes };
}

interface RenderOptions {
  initial?: View;
  lang?: Lang;
}

/** Renders controls with a view that they can change, and records every change. */
export function renderControls(
  renderElement: (view: View, onChange: (view: View, kind: ChangeKind) => void) => ReactNode,
  { initial = view(), lang = 'en' }: RenderOptions = {},
) {
  const onChange = vi.fn<(view: View, kind: ChangeKind) => void>();
  const translator = translatorFor(lang);
  function Page() {
    const [requestedView, setRequestedView] = useState(initial);
    const viewContext = useMemo(() => {
      const setView = (next: View, kind: ChangeKind) => {
        onChange(next, kind);
        setRequestedView(next);
      };
      return { requestedView, setView };
    }, [requestedView]);
    const zone = resolveZone(requestedView.zone, LOCAL_ZONE) ?? 'UTC';
    return (
      <TranslatorProvider value={translator}>
        <FormatProvider value={createFormat(translator, zone, NOW)}>
          <ViewProvider value={viewContext}>
            {renderElement(requestedView, viewContext.setView)}
          </ViewProvider>
        </FormatProvider>
      </TranslatorProvider>
    );
  }
  const user = userEvent.setup();
  return { ...render(<Page />), user, onChange, last: () => onChange.mock.lastCall?.[0] };
}
