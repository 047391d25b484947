import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { vi } from 'vitest';
import type { ChangeKind } from '../../src/app/state/url-state.ts';
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

interface Settings {
  initial?: View;
  lang?: Lang;
}

/** Renders controls around a view that really changes, and records every change. */
export function renderControls(
  draw: (view: View, onChange: (view: View, how: ChangeKind) => void) => ReactNode,
  { initial = view(), lang = 'en' }: Settings = {},
) {
  const onChange = vi.fn<(view: View, how: ChangeKind) => void>();
  const translator = translatorFor(lang);
  function Page() {
    const [now, setNow] = useState(initial);
    const change = (next: View, how: ChangeKind) => {
      onChange(next, how);
      setNow(next);
    };
    return (
      <TranslatorProvider value={translator}>
        <FormatProvider
          value={createFormat(translator, resolveZone(now.zone, LOCAL_ZONE) ?? 'UTC', NOW)}
        >
          {draw(now, change)}
        </FormatProvider>
      </TranslatorProvider>
    );
  }
  const user = userEvent.setup();
  return { ...render(<Page />), user, onChange, last: () => onChange.mock.lastCall?.[0] };
}
