import type { View } from '../../view/view.ts';
import type { ChangeKind } from '../state/url-state.ts';
import { createRequiredContext } from './create-required-context.ts';

export interface ViewContextValue {
  requestedView: View;
  setView: (view: View, how: ChangeKind) => void;
}

/**
 * Returns the requested view and its setter. While a view loads, the displayed one (`useData`) is older.
 * Rule: `requestedView` for toggles and for the next URL, `displayedView` for labels of what is drawn.
 */
export const [ViewProvider, useView] = createRequiredContext<ViewContextValue>('view');
